/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-reading.h"

G_BEGIN_DECLS

/**
 * StudioSchemaIndex: the relationships of a database, found by table in constant time, and its
 * tables as they are read, each read once. Follows tables as their columns are loaded; what was
 * read before is gone after studio_schema_index_update().
 */
typedef struct _StudioSchemaIndex StudioSchemaIndex;

/** studio_schema_index_new: Returns: (transfer full): with all tables */
StudioSchemaIndex *studio_schema_index_new (StudioDatabase *database);

/** studio_schema_index_begin: Returns: (transfer full): nothing of use until
 * studio_schema_index_go_on() says so */
StudioSchemaIndex *studio_schema_index_begin (StudioDatabase *database);

/** studio_schema_index_go_on: takes in more tables for about @microseconds. Returns: whether all
 * are in. */
gboolean studio_schema_index_go_on (StudioSchemaIndex *self, gint64 microseconds);
void studio_schema_index_free (StudioSchemaIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSchemaIndex, studio_schema_index_free)

/** studio_schema_index_update: takes in the columns that came or changed since. Returns: %FALSE
 * when that is not enough: @database is another one, or has other tables. */
gboolean studio_schema_index_update (StudioSchemaIndex *self, StudioDatabase *database);

/** studio_schema_index_set_context: @context (nullable) is what the person told about the company;
 * whatever was read before is gone, now and whenever it changes. */
void studio_schema_index_set_context (StudioSchemaIndex *self, StudioContext *context);

/** studio_schema_index_get_database: Returns: (transfer none) */
StudioDatabase *studio_schema_index_get_database (StudioSchemaIndex *self);

/** studio_schema_index_get_context: Returns: (transfer none) (nullable) */
StudioContext *studio_schema_index_get_context (StudioSchemaIndex *self);

/** studio_schema_index_get_senses: Returns: (transfer none): what abbreviations stand for here */
const StudioSenses *studio_schema_index_get_senses (StudioSchemaIndex *self);

/** studio_schema_index_read: Returns: (transfer none): @table as it is read */
StudioReading *studio_schema_index_read (StudioSchemaIndex *self, StudioTable *table);

/** studio_schema_index_find_table: Returns: (transfer none) (nullable): the table of that name;
 * both are (nullable) */
StudioTable *
studio_schema_index_find_table (StudioSchemaIndex *self, const char *schema, const char *name);

/**
 * StudioCodeTable:
 * @reading: the table that says what codes mean, in groups
 * @group: names the group of a row
 * @code: its code
 *
 * A table of common codes: no foreign key can point at part of its key, but comments do.
 */
typedef struct
{
  const StudioReading *reading;
  const StudioColumn *group;
  const StudioColumn *code;
} StudioCodeTable;

/** studio_schema_index_find_codes: the table of codes for @column, whose comment names a group of
 * it, in @codes (out), with the group's name (transfer full). Returns: %NULL when there is none */
char *studio_schema_index_find_codes (StudioSchemaIndex *self,
                                      const StudioColumn *column,
                                      StudioCodeTable *codes);

/**
 * studio_schema_index_find_unlisted:
 * @again: whether to name also those whose values are known
 *
 * Returns: (transfer container) (element-type StudioField): the columns of @table whose values
 * Metabase is worth being asked for, because no comment, no table of codes and no person explains
 * them; states first, eight at the most
 */
GPtrArray *
studio_schema_index_find_unlisted (StudioSchemaIndex *self, StudioTable *table, gboolean again);

/** studio_schema_index_get_inferred: Returns: (transfer none) (element-type StudioRelationship):
 * what names and types suggest @table points at, without a declared key */
GPtrArray *studio_schema_index_get_inferred (StudioSchemaIndex *self, StudioTable *table);

/** studio_schema_index_find_targets: Returns: (transfer container) (element-type StudioTable):
 * those that columns of @table may point at by their names, and whose own columns are not loaded */
GPtrArray *studio_schema_index_find_targets (StudioSchemaIndex *self, StudioTable *table);

G_END_DECLS
