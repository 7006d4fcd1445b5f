/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_KPI_SORTERS (studio_kpi_sorters_get_type ())

/** StudioKpiSortBy: what KPIs are sorted by. */
typedef enum
{
  STUDIO_KPI_SORT_STATUS,
  STUDIO_KPI_SORT_SCORE,
  STUDIO_KPI_SORT_NAME,
  STUDIO_KPI_SORT_TABLE,
  STUDIO_KPI_SORT_CATEGORY,
  STUDIO_KPI_SORT_TIME,
} StudioKpiSortBy;

/**
 * StudioKpiSorters: sorters that compare KPIs as they were when they were last looked at. While a
 * run goes on, scores change under the list; a list that is sorted by what is true at the moment
 * would be out of order whenever a KPI is put into it, which GTK's sorting complains about.
 */
G_DECLARE_FINAL_TYPE (StudioKpiSorters, studio_kpi_sorters, STUDIO, KPI_SORTERS, GObject)

StudioKpiSorters *studio_kpi_sorters_new (void);

/** studio_kpi_sorters_make: Returns: (transfer full): for a column; keeps @self alive. */
GtkSorter *studio_kpi_sorters_make (StudioKpiSorters *self, StudioKpiSortBy by);

/** studio_kpi_sorters_refresh: looks at every KPI anew when it is compared next; the list has to be
 * sorted again after it. */
void studio_kpi_sorters_refresh (StudioKpiSorters *self);

G_END_DECLS
