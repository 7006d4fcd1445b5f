/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/** StudioStage: what a run does with a table or KPI, in this order. */
typedef enum
{
  STUDIO_STAGE_DISCOVER,
  STUDIO_STAGE_PROPOSE,
  STUDIO_STAGE_CHECK,
  STUDIO_STAGE_ASSESS,
} StudioStage;

#define STUDIO_N_STAGES 4

/** StudioRunState: where a run is; all but the first two are final. */
typedef enum
{
  STUDIO_RUN_RUNNING,
  STUDIO_RUN_PAUSED,
  STUDIO_RUN_DONE,
  STUDIO_RUN_FAILED,
  STUDIO_RUN_CANCELLED,
} StudioRunState;

#define STUDIO_TYPE_STAGE (studio_stage_get_type ())
#define STUDIO_TYPE_RUN_STATE (studio_run_state_get_type ())
GType studio_stage_get_type (void) G_GNUC_CONST;
GType studio_run_state_get_type (void) G_GNUC_CONST;

/**
 * StudioRunProblem: something that went wrong in a run without ending it.
 * @table: (nullable): the table's name
 * @stage: "discover", "propose", "check" or "assess"
 * @error_class: nick of a StudioErrorClass
 * @message: a sentence for a person
 */
typedef struct
{
  char *table;
  char *stage;
  char *error_class;
  char *message;
} StudioRunProblem;

#define STUDIO_TYPE_RUN (studio_run_get_type ())

/**
 * StudioRun: one run over some tables: discover → propose → check → assess → store, tables side
 * by side. Its numbers grow while it runs.
 *
 * Properties (read-only, notify): state, fraction (0 to 1), tables-total, tables-done, proposed,
 * checked, valid, repaired, invalid, filtered, duplicates, message (what it is doing, for people),
 * prompt-tokens, completion-tokens, cost (of language models; US dollars), elapsed (seconds),
 * remaining (estimated seconds, -1 unknown), error-message (when it failed). Signals: "progressed"
 * (stage, table name, done, total): for progress lines; "finished": once, when the state is final.
 */
G_DECLARE_FINAL_TYPE (StudioRun, studio_run, STUDIO, RUN, GObject)

StudioRunState studio_run_get_state (StudioRun *self);
double studio_run_get_fraction (StudioRun *self);
guint studio_run_get_tables_total (StudioRun *self);
guint studio_run_get_tables_done (StudioRun *self);
guint studio_run_get_proposed (StudioRun *self);
guint studio_run_get_checked (StudioRun *self);
guint studio_run_get_valid (StudioRun *self);
guint studio_run_get_repaired (StudioRun *self);
guint studio_run_get_invalid (StudioRun *self);
guint studio_run_get_filtered (StudioRun *self);
guint studio_run_get_duplicates (StudioRun *self);

/** studio_run_get_prompt_tokens: read by language models so far. */
gint64 studio_run_get_prompt_tokens (StudioRun *self);

/** studio_run_get_completion_tokens: written by them. */
gint64 studio_run_get_completion_tokens (StudioRun *self);

/** studio_run_get_cost: US dollars that they cost, as far as prices are known. */
double studio_run_get_cost (StudioRun *self);

double studio_run_get_elapsed (StudioRun *self);
double studio_run_get_remaining (StudioRun *self);
const char *studio_run_get_message (StudioRun *self);

/** studio_run_get_error: Returns: (transfer none) (nullable): why the run failed. */
const GError *studio_run_get_error (StudioRun *self);

/** studio_run_get_problems: Returns: (transfer none): of StudioRunProblem. */
GPtrArray *studio_run_get_problems (StudioRun *self);

/** studio_run_get_kpis: Returns: (transfer none): the KPIs this run proposed, of StudioKpi. */
GPtrArray *studio_run_get_kpis (StudioRun *self);

/** studio_run_is_over: whether the state is final. */
gboolean studio_run_is_over (StudioRun *self);

/** studio_run_cancel: stops as soon as it can; what was proposed and checked stays. */
void studio_run_cancel (StudioRun *self);

/** studio_run_set_paused: while paused no new work is begun. */
void studio_run_set_paused (StudioRun *self, gboolean paused);

G_END_DECLS
