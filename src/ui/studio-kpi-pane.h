/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"
#include "ui/studio-kpi-list.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_KPI_PANE (studio_kpi_pane_get_type ())

/** StudioKpiPane: the session's KPIs with search, filter chips and counts. */
G_DECLARE_FINAL_TYPE (StudioKpiPane, studio_kpi_pane, STUDIO, KPI_PANE, AdwBin)

/** studio_kpi_pane_set_session: to be called once; keeps references. */
void studio_kpi_pane_set_session (StudioKpiPane *self, StudioSession *session, GSettings *settings);

StudioKpiList *studio_kpi_pane_get_list (StudioKpiPane *self);

/** studio_kpi_pane_focus_search: puts the cursor into the search entry. */
void studio_kpi_pane_focus_search (StudioKpiPane *self);

/** studio_kpi_pane_show_table: shows the KPIs of a table, and no others. */
void studio_kpi_pane_show_table (StudioKpiPane *self, const char *table);

G_END_DECLS
