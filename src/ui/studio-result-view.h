/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/studio-kpi.h"
#include "core/studio-result.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RESULT_VIEW (studio_result_view_get_type ())

/** StudioResultView: what a KPI's SQL gave: a number, a chart, a table, or why there is nothing. */
G_DECLARE_FINAL_TYPE (StudioResultView, studio_result_view, STUDIO, RESULT_VIEW, AdwBin)

/**
 * studio_result_view_show:
 * @kpi: (nullable)
 * @result: (nullable): its rows
 * @checking: whether they are on their way
 */
void studio_result_view_show (StudioResultView *self,
                              StudioKpi *kpi,
                              StudioResult *result,
                              gboolean checking);

/** studio_result_view_show_values: shows what @kpi gave at earlier times (of StudioHistoryValue, at
 * least one) in place of rows. */
void studio_result_view_show_values (StudioResultView *self, StudioKpi *kpi, GPtrArray *values);

G_END_DECLS
