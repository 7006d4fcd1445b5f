/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-schema-loader.h"
#include "ui/studio-table-selection.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SCHEMA_ROW (studio_schema_row_get_type ())

/** StudioSchemaRow: a line of the schema tree: a database, schema, table or field, or what stands
 * there instead. Expanding it reads what is below. */
G_DECLARE_FINAL_TYPE (StudioSchemaRow, studio_schema_row, STUDIO, SCHEMA_ROW, AdwBin)

GtkWidget *studio_schema_row_new (StudioSchemaLoader *loader, StudioTableSelection *selection);

/** studio_schema_row_set_row: @row is (nullable): what is shown from now on. */
void studio_schema_row_set_row (StudioSchemaRow *self, GtkTreeListRow *row);

/** studio_schema_item_toggle: ticks or unticks the tables of a line, those that are shown; nothing
 * happens for lines without any. */
void studio_schema_item_toggle (GtkTreeListRow *row);

G_END_DECLS
