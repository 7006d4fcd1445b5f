/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SQL_SCHEMA (studio_sql_schema_get_type ())

/**
 * StudioSqlTable:
 * @id: Metabase's id
 * @schema: (nullable): engines without schemas have none
 * @name: as the database spells it
 * @row_count: rows, -1 unknown
 * @loaded: whether @fields is all there is; nothing is certain about a table that is not loaded
 * @fields: (element-type StudioField): columns, and the keys of JSON columns that Metabase unfolded
 *
 * A table as checking and repairing see it.
 */
typedef struct
{
  gint64 id;
  char *schema;
  char *name;
  gint64 row_count;
  gboolean loaded;
  GPtrArray *fields;
} StudioSqlTable;

/** StudioSqlSchema: what tables and columns a database has, as of one moment. Refcounted and
 * immutable, so that worker threads may read it. */
typedef struct _StudioSqlSchema StudioSqlSchema;

GType studio_sql_schema_get_type (void) G_GNUC_CONST;

/**
 * studio_sql_schema_new:
 * @database: its tables as they are loaded now; call it in the thread that owns them
 *
 * Returns: (transfer full): free with studio_sql_schema_unref()
 */
StudioSqlSchema *studio_sql_schema_new (StudioDatabase *database);
StudioSqlSchema *studio_sql_schema_ref (StudioSqlSchema *self);
void studio_sql_schema_unref (StudioSqlSchema *self);

/** studio_sql_schema_is_complete: whether every table of the database is listed (not necessarily
 * loaded), so that a name that is not there does not exist among what Metabase shows. */
gboolean studio_sql_schema_is_complete (const StudioSqlSchema *self);

guint studio_sql_schema_get_n_tables (const StudioSqlSchema *self);

/** studio_sql_schema_get_table: Returns: (transfer none) */
const StudioSqlTable *studio_sql_schema_get_table (const StudioSqlSchema *self, guint index);

/**
 * studio_sql_schema_find_table:
 * @schema: (nullable): %NULL for any
 * @name: as the parse tree has it: PostgreSQL has folded what was not quoted to lower case
 *
 * Exact spelling wins over another case, and “public” over other schemas.
 *
 * Returns: (transfer none) (nullable)
 */
const StudioSqlTable *
studio_sql_schema_find_table (const StudioSqlSchema *self, const char *schema, const char *name);

/** studio_sql_schema_find_table_by_id: Returns: (transfer none) (nullable) */
const StudioSqlTable *studio_sql_schema_find_table_by_id (const StudioSqlSchema *self, gint64 id);

/**
 * studio_sql_table_find_field:
 * @name: a column, or an unfolded name such as “card_info → card_code”
 *
 * Exact spelling wins over another case.
 *
 * Returns: (transfer none) (nullable)
 */
StudioField *studio_sql_table_find_field (const StudioSqlTable *self, const char *name);

/** studio_sql_table_is_key: whether @field alone tells the rows of the table apart. */
gboolean studio_sql_table_is_key (const StudioSqlTable *self, StudioField *field);

/** studio_sql_schema_has_word: whether @word (lower case) is a part, between “_”, of a name of any
 * table or column. */
gboolean studio_sql_schema_has_word (const StudioSqlSchema *self, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlSchema, studio_sql_schema_unref)

G_END_DECLS
