/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-banner.h"
#include "ui/studio-checks.h"
#include "ui/studio-editor-pane.h"
#include "ui/studio-kpi-pane.h"
#include "ui/studio-run-bar.h"
#include "ui/studio-schema-pane.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_WORKBENCH (studio_workbench_get_type ())

/**
 * StudioWorkbench: the page on which one works: header bar, banner, the three panes, run bar. Below
 * 1000 px the schema steps aside and comes at a button; below 760 px the list and the editor
 * stand one above the other.
 */
G_DECLARE_FINAL_TYPE (StudioWorkbench, studio_workbench, STUDIO, WORKBENCH, AdwBin)

/** studio_workbench_new: keeps references. */
GtkWidget *studio_workbench_new (StudioSession *session, StudioChecks *checks, GSettings *settings);

StudioSchemaPane *studio_workbench_get_schema (StudioWorkbench *self);
StudioKpiPane *studio_workbench_get_kpis (StudioWorkbench *self);
StudioEditorPane *studio_workbench_get_editor (StudioWorkbench *self);
StudioRunBar *studio_workbench_get_run_bar (StudioWorkbench *self);
StudioBanner *studio_workbench_get_banner (StudioWorkbench *self);

/** studio_workbench_save_positions: keeps the widths of the panes in the settings. */
void studio_workbench_save_positions (StudioWorkbench *self);

/** studio_workbench_show_schema: shows the schema pane where there is no room for it by itself. */
void studio_workbench_show_schema (StudioWorkbench *self);

/** studio_workbench_focus_pane: gives the focus to the pane after (@by is 1) or before (-1) the one
 * that has it: schema, KPIs, SQL, result. */
void studio_workbench_focus_pane (StudioWorkbench *self, int by);

/** studio_workbench_toggle_schema: shows or hides it. */
void studio_workbench_toggle_schema (StudioWorkbench *self);

G_END_DECLS
