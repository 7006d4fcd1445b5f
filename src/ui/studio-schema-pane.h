/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"
#include "ui/studio-schema-loader.h"
#include "ui/studio-table-selection.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SCHEMA_PANE (studio_schema_pane_get_type ())

/** StudioSchemaPane: the databases of the session as a tree with check boxes, filled as its rows
 * are opened. */
G_DECLARE_FINAL_TYPE (StudioSchemaPane, studio_schema_pane, STUDIO, SCHEMA_PANE, AdwBin)

/** studio_schema_pane_set_session: to be called once; keeps references. */
void studio_schema_pane_set_session (StudioSchemaPane *self,
                                     StudioSession *session,
                                     GSettings *settings);

StudioTableSelection *studio_schema_pane_get_selection (StudioSchemaPane *self);
StudioSchemaLoader *studio_schema_pane_get_loader (StudioSchemaPane *self);

/** studio_schema_pane_focus_filter: puts the cursor into the filter. */
void studio_schema_pane_focus_filter (StudioSchemaPane *self);

/** studio_schema_pane_focus_tree: gives the focus to the tree. */
void studio_schema_pane_focus_tree (StudioSchemaPane *self);

G_END_DECLS
