/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "assess/studio-duplicates.h"
#include "metabase/studio-metabase-client.h"
#include "pipeline/studio-demo-process.h"
#include "pipeline/studio-join-checker.h"
#include "pipeline/studio-results.h"
#include "pipeline/studio-session.h"
#include "pipeline/studio-value-reader.h"
#include "propose/analyst/studio-analyst.h"
#include "propose/llm/studio-llm-proposer.h"
#include "register/studio-question-catalogue.h"
#include "store/studio-workspace-context.h"

G_BEGIN_DECLS

/* One step of undo: KPIs and the decisions they had before. */
typedef struct
{
  GPtrArray *kpis;   /* (owned) of StudioKpi */
  GArray *decisions; /* (owned) of StudioDecision */
} StudioUndoStep;

struct _StudioSession
{
  GObject parent_instance;

  StudioSessionState state;
  char *server;                       /* (nullable) for people */
  char *identity;                     /* (nullable) for the workspace */
  char *trouble;                      /* (nullable) */
  StudioWorkspace *workspace;         /* (owned) (nullable) */
  StudioMetabaseClient *client;       /* (owned) (nullable) */
  StudioDemoProcess *demo;            /* (owned) (nullable) */
  GListStore *databases;              /* (owned) of StudioDatabase */
  GListStore *kpis;                   /* (owned) of StudioKpi */
  StudioDuplicates *duplicates;       /* (owned) */
  StudioRun *run;                     /* (owned) (nullable) */
  StudioResults *results;             /* (owned) */
  GQueue undo;                        /* of StudioUndoStep, last first */
  StudioLlmEndpoint *model;           /* (owned) (nullable) */
  StudioQuestionCatalogue *questions; /* (owned) (nullable) what Metabase had when last looked */
  GHashTable *contexts;               /* (owned) name of a database → StudioContext */
  GHashTable *joins;                  /* (owned) mark → what was found in the data */
  StudioModelSettings model_settings;
  GStrv value_columns; /* (nullable) of the settings */
  char *collection_name;
  guint score_threshold;
  guint concurrency;
  guint row_limit;
  guint time_limit;
  gboolean infer_joins;
  gboolean dashboards;
  gboolean alerts;
  char *alert_recipient; /* (nullable) */
  gboolean recreate;
  StudioNativeForm native_form;
};

/**
 * StudioSessionDeployment: what a registration, or one that is taken back, knows while it goes on.
 * @id: its number
 * @before: of StudioDeployment: those before it
 * @dashboard_cards: (element-type utf8): see studio_workspace_load_deployments_finish()
 */
typedef struct
{
  gint64 id;
  GPtrArray *before;
  GHashTable *dashboard_cards;
} StudioSessionDeployment;

/* What the files of the session share. */

/** _studio_session_new_proposer: Returns: (transfer full): asks the model about @database, once the
 * workspace has said what it knows of it. */
StudioLlmProposer *_studio_session_new_proposer (StudioSession *self, StudioDatabase *database);

/** _studio_session_new_join_checker: Returns: (transfer full) (nullable): %NULL when joins are not
 * to be inferred. */
StudioJoinChecker *_studio_session_new_join_checker (StudioSession *self, StudioDatabase *database);

/** _studio_session_new_value_reader: Returns: (transfer full) */
StudioValueReader *_studio_session_new_value_reader (StudioSession *self, StudioDatabase *database);

/** _studio_session_new_analyst: Returns: (transfer full): knows the company's context for
 * @database. */
StudioAnalyst *_studio_session_new_analyst (StudioSession *self, StudioDatabase *database);
/** _studio_session_try_async: checks @kpi as studio_session_check_async() does, without keeping
 * anything of it. */
void _studio_session_try_async (StudioSession *self,
                                StudioKpi *kpi,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
StudioResult *
_studio_session_try_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** _studio_session_begin_deployment_async: gives it a number and stores that it has begun. */
void _studio_session_begin_deployment_async (StudioSession *self,
                                             StudioDeploymentWhat what,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/** _studio_session_begin_deployment_finish: Returns: (transfer full) (nullable) */
StudioSessionDeployment *
_studio_session_begin_deployment_finish (GAsyncResult *result, GError **error);
void _studio_session_deployment_free (StudioSessionDeployment *self);

/**
 * _studio_session_deploy_async:
 * @deployment: is kept until it is done
 * @summary: what the registration of cards did; what is done about dashboards and alerts is added
 *
 * Brings dashboards and alerts up to date, as far as the session is to, and ends the deployment.
 */
void _studio_session_deploy_async (StudioSession *self,
                                   const StudioSessionDeployment *deployment,
                                   StudioRegistrationSummary *summary,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean _studio_session_deploy_finish (StudioSession *self, GAsyncResult *result, GError **error);

/** _studio_session_follow_proposer: books what @proposer does for @run in the workspace. */
void _studio_session_follow_proposer (StudioSession *self,
                                      StudioLlmProposer *proposer,
                                      StudioRun *run,
                                      gint64 run_id);

/** _studio_session_get_questions: how many tables a model is asked about at once. */
guint _studio_session_get_questions (StudioSession *self);

/** _studio_session_take_knowledge: @knowledge (nullable: none) is of the server connected to. */
void _studio_session_take_knowledge (StudioSession *self, StudioWorkspaceKnowledge *knowledge);

void _studio_session_undo_step_free (StudioUndoStep *step);
void _studio_session_notify_can_undo (StudioSession *self);

/** _studio_session_store: keeps @kpi as it is now in the workspace. */
void _studio_session_store (StudioSession *self, StudioKpi *kpi);

/** _studio_session_take_kpis: shows @kpis (of StudioKpi) in place of those shown now. */
void _studio_session_take_kpis (StudioSession *self, GPtrArray *kpis);

/** _studio_session_note_error: turns an error that concerns the connection into state and trouble.
 */
void _studio_session_note_error (StudioSession *self, const GError *error);

/** _studio_session_report_registration: emits "registration-progress". */
void _studio_session_report_registration (StudioSession *self, guint done, guint total);

/** _studio_session_return_if_disconnected: Returns: whether there is no connection, in which case
 * @task has got its error. */
gboolean _studio_session_return_if_disconnected (StudioSession *self, GTask *task);

/** _studio_session_find_database: Returns: (transfer none) (nullable): the database of @kpi, by its
 * id, or by its name where the id is not known. */
StudioDatabase *_studio_session_find_database (StudioSession *self, StudioKpi *kpi);

G_END_DECLS
