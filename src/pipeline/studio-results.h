/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "core/studio-result.h"
#include "store/studio-workspace.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RESULTS (studio_results_get_type ())

/** StudioResults: what KPIs gave when they were last run, to be looked at again without asking the
 * database. Bounded: the oldest make room. */
G_DECLARE_FINAL_TYPE (StudioResults, studio_results, STUDIO, RESULTS, GObject)

StudioResults *studio_results_new (void);

/** studio_results_keep: @result is what the SQL that @kpi has now gave; (nullable): forgets what is
 * kept of it. */
void studio_results_keep (StudioResults *self, StudioKpi *kpi, StudioResult *result);

/** studio_results_record: @kpi was checked and gave @rows (nullable): keeps them, and in @workspace
 * what the check found, and the number where there is a single one. */
void studio_results_record (StudioResults *self,
                            StudioWorkspace *workspace,
                            StudioKpi *kpi,
                            StudioResult *rows);

/** studio_results_get: Returns: (transfer none) (nullable): what @kpi's SQL as it is now gave. */
StudioResult *studio_results_get (StudioResults *self, StudioKpi *kpi);

/** studio_results_clear: forgets all. */
void studio_results_clear (StudioResults *self);

G_END_DECLS
