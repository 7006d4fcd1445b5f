/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pipeline/studio-run.h"

G_BEGIN_DECLS

/* What the runner, which does the work, tells the run, which is looked at. */

StudioRun *studio_run_new (guint tables_total);
GCancellable *studio_run_get_cancellable (StudioRun *self);

/** studio_run_count_proposed: a KPI came from a proposer. */
void studio_run_count_proposed (StudioRun *self, StudioKpi *kpi);

/** studio_run_count_checked: @kpi has its check result, score and duplicate-of; @threshold is the
 * score below which it is filtered. */
void studio_run_count_checked (StudioRun *self, StudioKpi *kpi, int threshold);

/** studio_run_count_displaced: @kpi, counted before, with @score, has become a duplicate. */
void studio_run_count_displaced (StudioRun *self, StudioKpi *kpi, int score, int threshold);

/** studio_run_count_model: all that language models used until now. */
void studio_run_count_model (StudioRun *self, gint64 prompt, gint64 completion, double cost);

void studio_run_table_done (StudioRun *self);

/** studio_run_progress: what is being done, for the bar and the progress lines; @table is
 * (nullable). */
void studio_run_progress (StudioRun *self,
                          StudioStage stage,
                          const char *table,
                          guint done,
                          guint total);
void studio_run_add_problem (StudioRun *self,
                             const char *table,
                             StudioStage stage,
                             StudioErrorClass error_class,
                             const char *message);

/** studio_run_finish: @error is (transfer full) (nullable); the state becomes final and "finished"
 * is emitted. */
void studio_run_finish (StudioRun *self, StudioRunState state, GError *error);

StudioRunProblem *studio_run_problem_new (const char *table,
                                          StudioStage stage,
                                          StudioErrorClass error_class,
                                          const char *message);
void studio_run_problem_free (StudioRunProblem *self);

G_END_DECLS
