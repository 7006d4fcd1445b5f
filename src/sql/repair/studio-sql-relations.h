/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-text.h"
#include "sql/studio-sql-schema.h"

G_BEGIN_DECLS

/**
 * StudioSqlRelation:
 * @table: (nullable): %NULL for what the schema does not know: CTEs, subqueries, unknown tables
 * @alias: the name that stands for it in expressions, folded as the parser does
 * @name: the token of the table's name, the last of a dotted one
 *
 * Something after FROM or JOIN.
 */
typedef struct
{
  const StudioSqlTable *table;
  char *alias;
  guint name;
} StudioSqlRelation;

/**
 * studio_sql_relations_find:
 * @schema: (nullable): without it no table is known
 *
 * What a statement reads, in all its subqueries, found by tokens alone so that it works on text
 * that does not parse; the names of its CTEs too, as relations without a table.
 *
 * Returns: (transfer full) (element-type StudioSqlRelation)
 */
GPtrArray *studio_sql_relations_find (const StudioSqlText *text, const StudioSqlSchema *schema);

/** studio_sql_relations_get: Returns: (transfer none) (nullable): the relation called @alias. */
const StudioSqlRelation *studio_sql_relations_get (const GPtrArray *relations, const char *alias);

/** studio_sql_relations_have_column: whether a table among @relations has a real column @name. */
gboolean studio_sql_relations_have_column (const GPtrArray *relations, const char *name);

/**
 * studio_sql_relations_find_json:
 * @alias: (nullable): only in the table of that name
 * @name: a column, folded
 *
 * Returns: (transfer none) (nullable): the JSON column called @name
 */
StudioField *
studio_sql_relations_find_json (const GPtrArray *relations, const char *alias, const char *name);

/**
 * studio_sql_relations_find_nested:
 * @alias: (nullable): only in the table of that name
 * @path: the JSON column and the keys below it; their case does not matter
 *
 * Returns: (transfer none) (nullable): the field that Metabase unfolded from it
 */
StudioField *
studio_sql_relations_find_nested (const GPtrArray *relations, const char *alias, GStrv path);

G_END_DECLS
