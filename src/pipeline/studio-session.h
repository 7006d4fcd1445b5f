/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-context.h"
#include "core/studio-database.h"
#include "core/studio-deployment.h"
#include "core/studio-kpi.h"
#include "core/studio-result.h"
#include "metabase/studio-credentials.h"
#include "pipeline/studio-run.h"
#include "pipeline/studio-watch.h"
#include "propose/analyst/studio-explanation.h"
#include "propose/analyst/studio-inquiry.h"
#include "propose/llm/studio-llm-endpoint.h"
#include "propose/llm/studio-llm-proposer.h"
#include "register/studio-registration-plan.h"
#include "register/studio-registrar.h"
#include "register/studio-registration-summary.h"
#include "store/studio-kpi-history.h"
#include "store/studio-ledger.h"

G_BEGIN_DECLS

/** StudioSessionState: the connection to Metabase. */
typedef enum
{
  STUDIO_SESSION_DISCONNECTED,
  STUDIO_SESSION_CONNECTING,
  STUDIO_SESSION_CONNECTED,
  STUDIO_SESSION_SIGNED_OUT,
  STUDIO_SESSION_OFFLINE,
} StudioSessionState;

#define STUDIO_TYPE_SESSION_STATE (studio_session_state_get_type ())
GType studio_session_state_get_type (void) G_GNUC_CONST;

#define STUDIO_TYPE_SESSION (studio_session_get_type ())

/**
 * StudioSession: the one object that views share: connection, schema, KPIs, the running run.
 *
 * Properties (read-only, notify): state, server (URL or name for people, nullable), trouble (a
 * sentence about what is wrong and what to do, nullable: shown as a banner), demo (whether the
 * sample company is being explored), databases (GListModel of StudioDatabase), kpis (GListModel of
 * StudioKpi), run (StudioRun, nullable: the last one), can-undo.
 * Read-write: infer-joins (whether to look in the data where columns point that declare no foreign
 * key, default yes), collection-name, score-threshold (0–100), concurrency (1–8, 0: as the database
 * bears), row-limit, time-limit (seconds), dashboards (whether registering keeps dashboards,
 * default yes), alerts (whether it makes alerts for KPIs with a threshold, default yes),
 * alert-recipient (nullable: a mail address; %NULL for whoever is signed in),
 * native-form (StudioNativeForm), recreate (whether registering gives KPIs whose card a person
 * archived or deleted in Metabase a new one, default no).
 *
 * Signal: "registration-progress" (done, total: KPIs): while KPIs are being registered.
 */
G_DECLARE_FINAL_TYPE (StudioSession, studio_session, STUDIO, SESSION, GObject)

StudioSession *studio_session_new (void);

/**
 * studio_session_open_workspace_async:
 * @path: (nullable): the workspace file; %NULL for the default below `$XDG_DATA_HOME/kpi-studio/`
 *
 * Must succeed before anything else. Finish reports %STUDIO_ERROR_WORKSPACE.
 */
void studio_session_open_workspace_async (StudioSession *self,
                                          const char *path,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
studio_session_open_workspace_finish (StudioSession *self, GAsyncResult *result, GError **error);

/**
 * studio_session_connect_async:
 * @credentials: where to and how to sign in
 *
 * Signs in once (never again by itself when refused) and lists the databases. Errors: those of
 * StudioMetabaseClient: %STUDIO_ERROR_SIGN_IN, %STUDIO_ERROR_THROTTLED, %STUDIO_ERROR_UNREACHABLE,
 * %STUDIO_ERROR_NOT_METABASE…
 */
void studio_session_connect_async (StudioSession *self,
                                   StudioCredentials *credentials,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean studio_session_connect_finish (StudioSession *self, GAsyncResult *result, GError **error);

/**
 * studio_session_explore_sample_async:
 * @data_dir: (nullable): where the demo server keeps its data; %NULL for the default
 *
 * Starts kpi-studio-demo as a child and connects to it; it ends with this process.
 */
void studio_session_explore_sample_async (StudioSession *self,
                                          const char *data_dir,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
studio_session_explore_sample_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_identify_server: Returns: (transfer full) (nullable): under which name the
 * workspace keeps the KPIs of the Metabase at @url; %STUDIO_ERROR_INPUT when that is no address. */
char *studio_session_identify_server (const char *url, GError **error);

/** studio_session_identify_sample: Returns: (transfer full): under which name it keeps those of the
 * sample company in @data_dir (nullable: the default). */
char *studio_session_identify_sample (const char *data_dir);

/**
 * studio_session_recall_async:
 * @identity: (nullable): of a server; %NULL for the only one that the workspace knows
 *
 * Shows the KPIs that were made for a server without connecting to it: they can be looked at,
 * decided about and added to. With %NULL and several servers in the workspace, the KPIs of all are
 * shown, "server" stays %NULL and nothing may be changed.
 */
void studio_session_recall_async (StudioSession *self,
                                  const char *identity,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean studio_session_recall_finish (StudioSession *self, GAsyncResult *result, GError **error);

/**
 * studio_session_import_async:
 * @kpis: of StudioKpi, as studio_kpi_import() gives them
 *
 * Adds KPIs to those shown and to the workspace, except those that are there already: with the same
 * id, or the same name and SQL. A KPI that another server of the workspace has under its id gets a
 * new one and counts as not registered.
 */
void studio_session_import_async (StudioSession *self,
                                  GPtrArray *kpis,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** studio_session_import_finish: Returns: (transfer full) (nullable): those that were added, of
 * StudioKpi. */
GPtrArray *studio_session_import_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_flush_async: finishes when all that was done is in the workspace's file. */
void studio_session_flush_async (StudioSession *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean studio_session_flush_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_sign_out_async: ends the session on the server, if it was begun with a password:
 * for programs that end. Takes at most five seconds and does not fail. */
void studio_session_sign_out_async (StudioSession *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void studio_session_sign_out_finish (StudioSession *self, GAsyncResult *result);

/** studio_session_disconnect: signs out and forgets the connection and the schema; stops the demo
 * server. */
void studio_session_disconnect (StudioSession *self);

StudioSessionState studio_session_get_state (StudioSession *self);
const char *studio_session_get_server (StudioSession *self);
const char *studio_session_get_trouble (StudioSession *self);
gboolean studio_session_get_demo (StudioSession *self);
GListModel *studio_session_get_databases (StudioSession *self);
GListModel *studio_session_get_kpis (StudioSession *self);
StudioRun *studio_session_get_run (StudioSession *self);

/** studio_session_load_tables_async: fills @database's tables; nothing to do when they are there.
 */
void studio_session_load_tables_async (StudioSession *self,
                                       StudioDatabase *database,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
studio_session_load_tables_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_load_table_async: fills @table's fields; nothing to do when they are there. */
void studio_session_load_table_async (StudioSession *self,
                                      StudioDatabase *database,
                                      StudioTable *table,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
studio_session_load_table_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_get_context: Returns: (transfer none): what the person told about the company,
 * for
 * @database; empty at first. Whatever is changed in it is kept, and counts from the next run on. */
StudioContext *studio_session_get_context (StudioSession *self, StudioDatabase *database);

/**
 * studio_session_read_tables_async:
 * @tables: of StudioTable, of @database
 *
 * Loads tables and what they point at, and looks in the data where columns point that declare no
 * key, as a run does before it proposes.
 */
void studio_session_read_tables_async (StudioSession *self,
                                       StudioDatabase *database,
                                       GPtrArray *tables,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
studio_session_read_tables_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_explain: Returns: (transfer full): how the analyst reads @table, as far as it and
 * those around it are loaded, and why it proposes what. */
StudioExplanation *
studio_session_explain (StudioSession *self, StudioDatabase *database, StudioTable *table);

/**
 * studio_session_suggest_inquiries_async:
 * @database: the loaded tables of it are looked at
 *
 * What to ask the person about the data. While connected, the values of columns with unexplained
 * codes are looked at first, twelve columns at the most, two at a time, for ten seconds each; what
 * could not be looked at is asked about without its values.
 */
void studio_session_suggest_inquiries_async (StudioSession *self,
                                             StudioDatabase *database,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/** studio_session_suggest_inquiries_finish: Returns: (transfer full) (nullable) (element-type
 * StudioInquiry): those on which most depends first; %NULL only when cancelled */
GPtrArray *
studio_session_suggest_inquiries_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** StudioSource: who proposes. */
typedef enum
{
  STUDIO_SOURCE_BOTH, /* the analyst alone while no model is configured */
  STUDIO_SOURCE_ANALYST,
  STUDIO_SOURCE_MODEL,
} StudioSource;

/**
 * StudioModelSettings:
 * @source: who proposes
 * @again: ask also about tables that have not changed since they were asked about
 * @value_columns: (nullable): "table.column", a few values of which the model is told
 * @context: tokens that the model reads, 0 for what is usual
 * @budget_tokens: for each run, 0 for any number
 * @budget_dollars: for each run, 0 for any amount
 *
 * How a language model is used.
 */
typedef struct
{
  StudioSource source;
  gboolean again;
  const char *const *value_columns;
  guint context;
  gint64 budget_tokens;
  double budget_dollars;
} StudioModelSettings;

/** studio_session_set_model: which model is asked from now on; %NULL for none. */
void studio_session_set_model (StudioSession *self, StudioLlmEndpoint *endpoint);

/** studio_session_get_model: Returns: (transfer none) (nullable) */
StudioLlmEndpoint *studio_session_get_model (StudioSession *self);

/** studio_session_set_model_settings: @settings are copied. */
void studio_session_set_model_settings (StudioSession *self, const StudioModelSettings *settings);

/**
 * studio_session_preview_async:
 * @tables: of StudioTable, of @database
 *
 * What a run over @tables would send to the model, byte for byte; nothing is sent. The tables and
 * those their foreign keys point at are loaded first, as a run does.
 */
void studio_session_preview_async (StudioSession *self,
                                   StudioDatabase *database,
                                   GPtrArray *tables,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** studio_session_preview_finish: Returns: (transfer full) (nullable): of StudioLlmPreview, one a
 * table, in their order. */
GPtrArray *
studio_session_preview_finish (StudioSession *self, GAsyncResult *result, GError **error);

/**
 * studio_session_load_ledger_async:
 * @id: of one request, to read it with what was sent and answered; 0 for all, without
 *
 * Reads what language models were asked, and what that cost, from the workspace; nothing when none
 * is open.
 */
void studio_session_load_ledger_async (StudioSession *self,
                                       gint64 id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** studio_session_load_ledger_finish: Returns: (transfer full) (nullable): of StudioLedgerEntry. */
GPtrArray *
studio_session_load_ledger_finish (StudioSession *self, GAsyncResult *result, GError **error);

/**
 * studio_session_generate:
 * @database: the database the tables belong to
 * @tables: of StudioTable
 *
 * Starts a run; its KPIs appear in the list as they are proposed and change as they are checked.
 *
 * Returns: (transfer none) (nullable): %NULL while another run is going on
 */
StudioRun *
studio_session_generate (StudioSession *self, StudioDatabase *database, GPtrArray *tables);

/**
 * studio_session_check_async:
 *
 * Cleans, repairs, parses, guards, lints, EXPLAINs and runs the KPI's SQL as it is now, updates the
 * KPI and stores it. Finish returns %NULL with @error unset when the SQL was found invalid (the
 * KPI says why), %NULL with @error set when it could not be checked.
 *
 * Returns: (transfer full) (nullable): the rows
 */
void studio_session_check_async (StudioSession *self,
                                 StudioKpi *kpi,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
StudioResult *
studio_session_check_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_get_result: Returns: (transfer none) (nullable): what @kpi's SQL as it is now
 * gave when it was last run while connected, also in a run. */
StudioResult *studio_session_get_result (StudioSession *self, StudioKpi *kpi);

/** studio_session_load_history_async: what the workspace remembers of @kpi: decisions, edits,
 * checks, registrations and values. */
void studio_session_load_history_async (StudioSession *self,
                                        StudioKpi *kpi,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/** studio_session_load_history_finish: Returns: (transfer full) (nullable) */
StudioKpiHistory *
studio_session_load_history_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_decide: sets the decision of each of @kpis (of StudioKpi), stores it, and can be
 * undone. Invalid KPIs cannot be approved and are passed over; returns how many were changed. */
guint studio_session_decide (StudioSession *self, GPtrArray *kpis, StudioDecision decision);

/** studio_session_undo: takes the last decision back. */
gboolean studio_session_undo (StudioSession *self);

/** studio_session_save: stores a KPI whose name, description, category, display or SQL was edited.
 */
void studio_session_save (StudioSession *self, StudioKpi *kpi);

/**
 * studio_session_set_threshold:
 * @kind: %STUDIO_THRESHOLD_NONE takes it away
 * @threshold: the number beyond which somebody should be told
 *
 * Stores it; registering @kpi makes the alert.
 *
 * Returns: whether that changed anything
 */
gboolean studio_session_set_threshold (StudioSession *self,
                                       StudioKpi *kpi,
                                       StudioThresholdKind kind,
                                       double threshold);

/** studio_session_set_sql: a person wrote other SQL for @kpi: it is stored and counts as unchecked,
 * since nothing that was found out about the old SQL holds for the new. */
void studio_session_set_sql (StudioSession *self, StudioKpi *kpi, const char *sql);

/**
 * studio_session_plan_registration_async:
 * @kpis: (nullable): of StudioKpi; %NULL for all that are approved
 *
 * Looks what registering the approved ones among @kpis would do: which cards would be created,
 * updated or linked, and which are left alone, and why. Nothing is written. All questions of the
 * instance are looked through the first time, and what has changed since after that.
 */
void studio_session_plan_registration_async (StudioSession *self,
                                             GPtrArray *kpis,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/** studio_session_plan_registration_finish: Returns: (transfer full) (nullable) */
StudioRegistrationPlan *
studio_session_plan_registration_finish (StudioSession *self, GAsyncResult *result, GError **error);

/**
 * studio_session_register_plan_async:
 *
 * Does what is included in @plan. What has become of Metabase meanwhile is looked at again first,
 * so that an entry may turn out otherwise: nothing is ever done twice, and nothing overwritten that
 * was changed since. Finish with studio_session_register_finish().
 */
void studio_session_register_plan_async (StudioSession *self,
                                         StudioRegistrationPlan *plan,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * studio_session_register_async:
 * @kpis: (nullable): of StudioKpi; %NULL for all that are approved
 *
 * Registers the approved ones among @kpis that are not yet registered (design section 5).
 */
void studio_session_register_async (StudioSession *self,
                                    GPtrArray *kpis,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** studio_session_register_finish: Returns: (transfer full) (nullable): what was done, also when
 * some failed. */
StudioRegistrationSummary *
studio_session_register_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** StudioWatchFunc: called after each KPI was looked at. */
typedef void (*StudioWatchFunc) (const StudioWatch *watch, gpointer user_data);

/**
 * studio_session_watch_async:
 * @kpis: (nullable): of StudioKpi; %NULL for all
 *
 * Keeps watch (design section 5): reads the card of each registered KPI back and runs it again. Its
 * registration becomes broken or missing, or registered again; its number is kept.
 */
void studio_session_watch_async (StudioSession *self,
                                 GPtrArray *kpis,
                                 GCancellable *cancellable,
                                 StudioWatchFunc watched,
                                 gpointer watched_data,
                                 GDestroyNotify watched_data_free,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** studio_session_watch_finish: Returns: (transfer full) (nullable): of StudioWatch. */
GPtrArray *studio_session_watch_finish (StudioSession *self, GAsyncResult *result, GError **error);

/**
 * StudioUnregisterOptions:
 * @run: number of the registration that is taken back, 0 for none
 * @force: also what people changed in Metabase since
 * @dry_run: only say what would be done
 */
typedef struct
{
  gint64 run;
  gboolean force;
  gboolean dry_run;
} StudioUnregisterOptions;

/**
 * studio_session_unregister_async:
 * @kpis: (nullable): of StudioKpi; %NULL for all, or for those that got their card in the run
 *
 * Archives their cards in Metabase, with alerts, dashboards and collections on which nothing is
 * left (see studio_unregister_async()). The KPIs stay in the workspace, not registered.
 */
void studio_session_unregister_async (StudioSession *self,
                                      GPtrArray *kpis,
                                      const StudioUnregisterOptions *options,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/** studio_session_unregister_finish: Returns: (transfer full) (nullable): of StudioDeploymentEntry:
 * what was done, or would be. */
GPtrArray *
studio_session_unregister_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_list_deployments_async: the registrations that the workspace remembers of this
 * server; needs no connection. */
void studio_session_list_deployments_async (StudioSession *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/** studio_session_list_deployments_finish: Returns: (transfer full) (nullable): of
 * StudioDeployment, oldest first. */
GPtrArray *
studio_session_list_deployments_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** studio_session_get_base_url: Returns: (transfer none) (nullable): the address of the Metabase
 * whose KPIs are shown, also without a connection; %NULL for the sample company without one. */
const char *studio_session_get_base_url (StudioSession *self);

/** studio_session_dashboard_url: Returns: (transfer full) (nullable): the page of a dashboard in
 * Metabase. */
char *studio_session_dashboard_url (StudioSession *self, gint64 dashboard_id);

/** studio_session_collection_url: Returns: (transfer full) (nullable): the page of a collection in
 * Metabase. */
char *studio_session_collection_url (StudioSession *self, gint64 collection_id);

/** studio_session_card_url: Returns: (transfer full) (nullable): the page of the KPI's card in
 * Metabase. */
char *studio_session_card_url (StudioSession *self, StudioKpi *kpi);

G_END_DECLS
