/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"
#include "ui/studio-checks.h"
#include "ui/studio-schema-loader.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_EDITOR_PANE (studio_editor_pane_get_type ())

/**
 * StudioEditorPane: one KPI to read and edit, with its result. What is edited goes into the KPI,
 * and into the workspace, when the focus leaves, another KPI is chosen, or it is checked.
 *
 * Properties: kpi (nullable).
 */
G_DECLARE_FINAL_TYPE (StudioEditorPane, studio_editor_pane, STUDIO, EDITOR_PANE, AdwBin)

/** studio_editor_pane_set_session: to be called once; keeps references. */
void studio_editor_pane_set_session (StudioEditorPane *self,
                                     StudioSession *session,
                                     StudioChecks *checks,
                                     StudioSchemaLoader *loader,
                                     GSettings *settings);

StudioKpi *studio_editor_pane_get_kpi (StudioEditorPane *self);
void studio_editor_pane_set_kpi (StudioEditorPane *self, StudioKpi *kpi);

/** studio_editor_pane_commit: stores what was edited. */
void studio_editor_pane_commit (StudioEditorPane *self);

/** studio_editor_pane_format: lays the SQL out anew. */
void studio_editor_pane_format (StudioEditorPane *self);

/** studio_editor_pane_edit_name: puts the cursor into the name. */
void studio_editor_pane_edit_name (StudioEditorPane *self);

/** studio_editor_pane_edit_sql: puts the cursor into the SQL. */
void studio_editor_pane_edit_sql (StudioEditorPane *self);

/** studio_editor_pane_has_result_focus: whether the focus is in the result. */
gboolean studio_editor_pane_has_result_focus (StudioEditorPane *self);

/** studio_editor_pane_focus_result: gives the focus to the result. */
void studio_editor_pane_focus_result (StudioEditorPane *self);

G_END_DECLS
