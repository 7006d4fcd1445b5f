/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <string.h>

/* The columns that every table has besides its own. */
static const struct
{
  const char *name;
  const char *type;
} system_columns[] = {
  { "ctid", "tid" }, { "xmin", "xid" }, { "xmax", "xid" },
  { "cmin", "cid" }, { "cmax", "cid" }, { "tableoid", "oid" },
};

StudioSqlColumn *
_studio_sql_source_find (const StudioSqlSource *source, const char *name)
{
  for (guint i = 0; i < source->columns->len; i++)
    {
      StudioSqlColumn *column = g_ptr_array_index (source->columns, i);

      if (column->name != NULL && strcmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

StudioSqlReference *
_studio_sql_names_reference (StudioSqlNames *self,
                             StudioSqlScope *scope,
                             const PgQuery__ColumnRef *node,
                             StudioSqlReferenceKind kind)
{
  StudioSqlReference *reference = _studio_sql_names_new0 (self, StudioSqlReference);
  gsize n = node->n_fields;

  reference->node = node;
  reference->kind = kind;
  reference->clause = scope->clause;
  reference->query = &scope->query;
  reference->name = node->fields[n - 1]->node_case == PG_QUERY__NODE__NODE_STRING
                        ? node->fields[n - 1]->string->sval
                        : "*";
  if (n > 1 && node->fields[n - 2]->node_case == PG_QUERY__NODE__NODE_STRING)
    reference->qualifier = node->fields[n - 2]->string->sval;
  g_ptr_array_add (self->references, reference);
  g_hash_table_insert (self->reference_map, (gpointer) node, reference);
  return reference;
}

static gboolean
is_visible (const StudioSqlScope *scope, const StudioSqlItem *item)
{
  return !item->lateral_only || scope->lateral;
}

static StudioSqlTypeId
system_column_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (system_columns); i++)
    if (strcmp (system_columns[i].name, name) == 0)
      return _studio_sql_type_find (system_columns[i].type);
  return STUDIO_SQL_ANY;
}

/* What `t` alone is: a row, but for a function that returns single values the value. */
static StudioSqlTypeId
row_type (const StudioSqlSource *source)
{
  const PgQuery__RangeFunction *range;

  if (source->kind != STUDIO_SQL_SOURCE_FUNCTION || source->columns->len != 1 ||
      !STUDIO_SQL_IS (source->node, range_function))
    return STUDIO_SQL_RECORD;
  range = (const PgQuery__RangeFunction *) source->node;
  if (range->ordinality || range->n_coldeflist > 0)
    return STUDIO_SQL_RECORD;
  return ((const StudioSqlColumn *) g_ptr_array_index (source->columns, 0))->type_id;
}

static gboolean
matches_source (const StudioSqlSource *source, const char *schema, const char *name)
{
  if (source->name == NULL || strcmp (source->name, name) != 0)
    return FALSE;
  if (schema == NULL)
    return TRUE;
  if (source->has_alias || source->range == NULL || source->kind != STUDIO_SQL_SOURCE_TABLE)
    return FALSE;
  if (source->range->schemaname[0] != '\0')
    return strcmp (source->range->schemaname, schema) == 0;
  return source->table == NULL || source->table->schema == NULL ||
         strcmp (source->table->schema, schema) == 0;
}

StudioSqlSource *
_studio_sql_names_find_source (StudioSqlScope *scope,
                               const char *schema,
                               const char *name,
                               StudioSqlScope **home)
{
  for (; scope != NULL; scope = scope->parent)
    for (guint i = 0; i < scope->items->len; i++)
      {
        const StudioSqlItem *item = g_ptr_array_index (scope->items, i);

        if (!is_visible (scope, item))
          continue;
        for (guint k = 0; k < item->sources->len; k++)
          if (matches_source (g_ptr_array_index (item->sources, k), schema, name))
            {
              *home = scope;
              return g_ptr_array_index (item->sources, k);
            }
      }
  return NULL;
}

typedef struct
{
  StudioSqlScope *home;
  const StudioSqlVisible *visible;
  StudioSqlSource *system; /* of a system column */
  guint n;
  gboolean unsure;
} Found;

static void
look_in_item (const StudioSqlItem *item, const char *name, Found *found)
{
  for (guint k = 0; k < item->columns->len; k++)
    {
      const StudioSqlVisible *visible = g_ptr_array_index (item->columns, k);

      if (visible->name == NULL)
        found->unsure = TRUE;
      else if (strcmp (visible->name, name) == 0)
        {
          found->visible = visible;
          found->n++;
        }
    }
  found->unsure |= !item->complete;
}

/* The query nearest to @scope that has the name decides; several there are ambiguous. */
static Found
look_up (StudioSqlScope *scope, const char *name)
{
  Found found = { 0 };
  gboolean is_system = system_column_type (name) != STUDIO_SQL_ANY;

  for (; scope != NULL && found.n == 0 && !found.unsure; scope = scope->parent)
    {
      found.home = scope;
      for (guint i = 0; i < scope->items->len; i++)
        {
          const StudioSqlItem *item = g_ptr_array_index (scope->items, i);
          StudioSqlSource *only =
              item->sources->len == 1 ? g_ptr_array_index (item->sources, 0) : NULL;

          if (!is_visible (scope, item))
            continue;
          look_in_item (item, name, &found);
          if (is_system && only != NULL && only->kind == STUDIO_SQL_SOURCE_TABLE)
            found.system = only;
        }
      if (found.system != NULL)
        break;
    }
  return found;
}

static StudioSqlTypeId
settle (StudioSqlReference *reference,
        StudioSqlScope *home,
        StudioSqlSource *source,
        const StudioSqlColumn *column)
{
  reference->home = &home->query;
  reference->source = source;
  reference->column = column;
  return column != NULL ? column->type_id : STUDIO_SQL_ANY;
}

static const StudioSqlColumn *
find_alias (StudioSqlScope *scope, const char *name)
{
  for (guint i = 0; i < scope->query.outputs->len; i++)
    {
      const StudioSqlColumn *output = g_ptr_array_index (scope->query.outputs, i);

      if (output->name != NULL && output->expression != NULL && strcmp (output->name, name) == 0)
        return output;
    }
  return NULL;
}

/* DATEADD (day, …) of Redshift, whose parser takes the unit for a column. */
static gboolean
is_unit_of_relative (const StudioSqlNames *self, const char *name)
{
  static const char *const units[] = { "year",      "years",  "quarter", "month",  "months",
                                       "week",      "weeks",  "day",     "days",   "hour",
                                       "hours",     "minute", "minutes", "second", "seconds",
                                       "dayofyear", "dow",    NULL };

  return self->dialect != STUDIO_DIALECT_POSTGRESQL && g_strv_contains (units, name);
}

static StudioSqlTypeId
unqualified (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__ColumnRef *node)
{
  const char *name = node->fields[0]->string->sval;
  Found found = look_up (scope, name);
  StudioSqlScope *home = NULL;
  StudioSqlSource *row;
  StudioSqlReference *reference;

  if (found.n == 1)
    {
      reference = _studio_sql_names_reference (self, scope, node, STUDIO_SQL_REFERENCE_COLUMN);
      return settle (reference, found.home, found.visible->source, found.visible->column);
    }
  if (found.n > 1)
    {
      reference = _studio_sql_names_reference (self, scope, node, STUDIO_SQL_REFERENCE_AMBIGUOUS);
      reference->home = &found.home->query;
      _studio_sql_names_blame (self, scope, reference);
      return STUDIO_SQL_ANY;
    }
  if (found.system != NULL)
    {
      reference = _studio_sql_names_reference (self, scope, node, STUDIO_SQL_REFERENCE_SYSTEM);
      settle (reference, found.home, found.system, NULL);
      return system_column_type (name);
    }
  row = _studio_sql_names_find_source (scope, NULL, name, &home);
  if (row != NULL && !found.unsure)
    {
      reference = _studio_sql_names_reference (self, scope, node, STUDIO_SQL_REFERENCE_ROW);
      settle (reference, home, row, NULL);
      return row_type (row);
    }
  found.unsure = found.unsure || is_unit_of_relative (self, name);
  reference = _studio_sql_names_reference (self, scope, node,
                                           found.unsure ? STUDIO_SQL_REFERENCE_UNCERTAIN
                                                        : STUDIO_SQL_REFERENCE_NO_COLUMN);
  if (found.unsure)
    return STUDIO_SQL_ANY;
  reference->output = find_alias (scope, name);
  _studio_sql_names_blame (self, scope, reference);
  return STUDIO_SQL_ANY;
}

/* `t.f` is also how PostgreSQL writes f (t). */
static gboolean
is_function_of_row (const StudioSqlSource *source, const char *name)
{
  StudioSqlTypeId row = row_type (source);
  StudioSqlMatch match;

  _studio_sql_match_function (name, &row, 1, FALSE, &match);
  return match.kind == STUDIO_SQL_MATCH_FOUND || match.kind == STUDIO_SQL_MATCH_UNSURE ||
         (match.kind == STUDIO_SQL_MATCH_CAST && row != STUDIO_SQL_RECORD);
}

/* A subquery may give the same name to two of its columns. */
static gboolean
has_twice (const StudioSqlSource *source, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < source->columns->len; i++)
    n += g_strcmp0 (((const StudioSqlColumn *) g_ptr_array_index (source->columns, i))->name,
                    name) == 0;
  return n > 1;
}

static StudioSqlTypeId
column_of (StudioSqlNames *self,
           StudioSqlScope *scope,
           const PgQuery__ColumnRef *node,
           StudioSqlScope *home,
           StudioSqlSource *source,
           const char *name)
{
  const StudioSqlColumn *column = _studio_sql_source_find (source, name);
  StudioSqlReferenceKind kind;
  StudioSqlReference *reference;

  if (column != NULL && has_twice (source, name))
    kind = STUDIO_SQL_REFERENCE_AMBIGUOUS;
  else if (column != NULL)
    kind = STUDIO_SQL_REFERENCE_COLUMN;
  else if (source->kind == STUDIO_SQL_SOURCE_TABLE && system_column_type (name) != STUDIO_SQL_ANY)
    kind = STUDIO_SQL_REFERENCE_SYSTEM;
  else if (!source->complete || is_function_of_row (source, name))
    kind = STUDIO_SQL_REFERENCE_UNCERTAIN;
  else
    kind = STUDIO_SQL_REFERENCE_NO_COLUMN;
  reference = _studio_sql_names_reference (self, scope, node, kind);
  settle (reference, home, source, column);
  if (kind == STUDIO_SQL_REFERENCE_SYSTEM)
    return system_column_type (name);
  if (kind >= STUDIO_SQL_REFERENCE_AMBIGUOUS)
    _studio_sql_names_blame (self, scope, reference);
  return column != NULL ? column->type_id : STUDIO_SQL_ANY;
}

StudioSqlTypeId
_studio_sql_names_column_ref (StudioSqlNames *self,
                              StudioSqlScope *scope,
                              const PgQuery__ColumnRef *node)
{
  gsize n = node->n_fields;
  gboolean star = node->fields[n - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
  const char *schema = NULL;
  StudioSqlScope *home = NULL;
  StudioSqlSource *source;
  StudioSqlReference *reference;

  if (n == 1)
    return star ? STUDIO_SQL_ANY : unqualified (self, scope, node);
  if (n > 2)
    schema = node->fields[n - 3]->string->sval;
  source = _studio_sql_names_find_source (scope, schema, node->fields[n - 2]->string->sval, &home);
  if (source == NULL)
    {
      reference = _studio_sql_names_reference (self, scope, node, STUDIO_SQL_REFERENCE_NO_SOURCE);
      _studio_sql_names_blame (self, scope, reference);
      return STUDIO_SQL_ANY;
    }
  if (star)
    {
      reference = _studio_sql_names_reference (self, scope, node, STUDIO_SQL_REFERENCE_STAR);
      settle (reference, home, source, NULL);
      return STUDIO_SQL_RECORD;
    }
  return column_of (self, scope, node, home, source, node->fields[n - 1]->string->sval);
}
