/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-field.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_TABLE (studio_table_get_type ())

/**
 * StudioTable: a table as Metabase knows it; its fields come later, when they are asked for.
 *
 * Properties: id, schema, name, display-name, description, entity-type, row-count (-1 unknown),
 * fields (GListModel of StudioField), loaded (fields are there), loading, selected (ticked in
 * the window), kpi-count.
 */
G_DECLARE_FINAL_TYPE (StudioTable, studio_table, STUDIO, TABLE, GObject)

/** studio_table_new: @schema is (nullable): engines without schemas have none. */
StudioTable *studio_table_new (gint64 id, const char *schema, const char *name);

gint64 studio_table_get_id (StudioTable *self);
const char *studio_table_get_schema (StudioTable *self);
const char *studio_table_get_name (StudioTable *self);
const char *studio_table_get_display_name (StudioTable *self);
const char *studio_table_get_description (StudioTable *self);
const char *studio_table_get_entity_type (StudioTable *self);
gint64 studio_table_get_row_count (StudioTable *self);

/** studio_table_set_details: what lists of tables tell; strings are (nullable) and copied;
 * @row_count is -1 when unknown. */
void studio_table_set_details (StudioTable *self,
                               const char *display_name,
                               const char *description,
                               const char *entity_type,
                               gint64 row_count);
void studio_table_set_row_count (StudioTable *self, gint64 row_count);

/** studio_table_get_fields: Returns: (transfer none): a GListModel of StudioField, in the table's
 * order. */
GListModel *studio_table_get_fields (StudioTable *self);

/** studio_table_take_fields: @fields is (transfer full), of StudioField; replaces all and marks the
 * table as loaded. */
void studio_table_take_fields (StudioTable *self, GPtrArray *fields);

/** studio_table_replace_field: puts @replacement, which tells more about the same column, in the
 * place of @field. */
void studio_table_replace_field (StudioTable *self, StudioField *field, StudioField *replacement);

/** studio_table_find_field: Returns: (transfer none) (nullable): the field of that name, compared
 * exactly first, then without case. */
StudioField *studio_table_find_field (StudioTable *self, const char *name);
StudioField *studio_table_find_field_by_id (StudioTable *self, gint64 id);

gboolean studio_table_get_loaded (StudioTable *self);
gboolean studio_table_get_loading (StudioTable *self);
void studio_table_set_loading (StudioTable *self, gboolean loading);
gboolean studio_table_get_selected (StudioTable *self);
void studio_table_set_selected (StudioTable *self, gboolean selected);
guint studio_table_get_kpi_count (StudioTable *self);
void studio_table_set_kpi_count (StudioTable *self, guint kpi_count);

/**
 * studio_table_matches:
 * @globs: comma-separated globs ("TB_*,order*"), case-insensitive; the schema may be part
 * ("sales.*")
 */
gboolean studio_table_matches (StudioTable *self, const char *globs);

G_END_DECLS
