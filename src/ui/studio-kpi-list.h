/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/studio-kpi.h"
#include "ui/studio-kpi-filter.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_KPI_LIST (studio_kpi_list_get_type ())

/**
 * StudioKpiList: KPIs in columns, sorted and filtered, of which many can be selected.
 *
 * Properties: current (read-only, notifies: the KPI being looked at, nullable), n-selected
 * (read-only, notifies). Signals: "shown-changed": other rows are shown; "activated": the current
 * KPI is to be edited.
 */
G_DECLARE_FINAL_TYPE (StudioKpiList, studio_kpi_list, STUDIO, KPI_LIST, AdwBin)

/** studio_kpi_list_set_model: @kpis is of StudioKpi; to be called once; keeps references. */
void studio_kpi_list_set_model (StudioKpiList *self, GListModel *kpis, StudioKpiFilter *filter);

/** studio_kpi_list_get_current: Returns: (transfer none) (nullable) */
StudioKpi *studio_kpi_list_get_current (StudioKpiList *self);

/** studio_kpi_list_dup_selected: Returns: (transfer full): of StudioKpi, in the order shown. */
GPtrArray *studio_kpi_list_dup_selected (StudioKpiList *self);
guint studio_kpi_list_get_n_selected (StudioKpiList *self);
guint studio_kpi_list_get_n_shown (StudioKpiList *self);

/** studio_kpi_list_resort: sorts again, since values that are sorted by have changed. */
void studio_kpi_list_resort (StudioKpiList *self);

G_END_DECLS
