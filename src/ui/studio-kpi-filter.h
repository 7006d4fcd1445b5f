/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_KPI_FILTER (studio_kpi_filter_get_type ())

/**
 * StudioKpiFilter: which KPIs the list shows: those that meet every criterion that is set.
 *
 * Undecided KPIs below the score threshold are left out, unless show-filtered is set or invalid
 * ones are asked for.
 *
 * Properties: search (text), check, decision, registration (nicks), category, table (all nullable
 * strings: %NULL for any), threshold (0 to 100), show-filtered, pinned (StudioKpi, nullable: the
 * one being looked at, which does not vanish because its check or decision has just changed).
 */
G_DECLARE_FINAL_TYPE (StudioKpiFilter, studio_kpi_filter, STUDIO, KPI_FILTER, GtkFilter)

StudioKpiFilter *studio_kpi_filter_new (void);

/** studio_kpi_filter_is_active: whether anything but the threshold leaves KPIs out. */
gboolean studio_kpi_filter_is_active (StudioKpiFilter *self);

/** studio_kpi_filter_hides_by_score: whether the threshold, and nothing else, leaves @kpi out. */
gboolean studio_kpi_filter_hides_by_score (StudioKpiFilter *self, StudioKpi *kpi);

G_END_DECLS
