/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-usage.h"

#include <string.h>

/* Something in FROM: a table, or with @table NULL what has columns of its own making. */
typedef struct
{
  const char *alias;
  char *table; /* as it is listed */
  const StudioSqlTable *described;
} Source;

typedef struct _Scope Scope;

/* One SELECT; its FROM hides that of the SELECT around it. */
struct _Scope
{
  const PgQuery__SelectStmt *select;
  Scope *outer;
  GArray *sources;    /* of Source */
  GHashTable *common; /* names in this WITH */
};

typedef struct
{
  const StudioSqlSchema *schema;
  GPtrArray *tables;
  GPtrArray *columns;
  Scope *scope;
} Collector;

static void collect_select (Collector *self, const PgQuery__SelectStmt *select);

static void
add_once (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return;
  g_ptr_array_add (names, g_strdup (name));
}

static void
clear_source (gpointer data)
{
  g_free (((Source *) data)->table);
}

static gboolean
is_common (const Scope *scope, const char *name)
{
  for (; scope != NULL; scope = scope->outer)
    if (g_hash_table_contains (scope->common, name))
      return TRUE;
  return FALSE;
}

static const char *
non_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
add_table (Collector *self, const PgQuery__RangeVar *relation)
{
  const char *schema = non_empty (relation->schemaname);
  Source source = { relation->relname, NULL, NULL };

  if (relation->alias != NULL)
    source.alias = relation->alias->aliasname;
  if (schema != NULL || !is_common (self->scope, relation->relname))
    {
      source.table = schema != NULL ? g_strconcat (schema, ".", relation->relname, NULL)
                                    : g_strdup (relation->relname);
      if (self->schema != NULL)
        source.described = studio_sql_schema_find_table (self->schema, schema, relation->relname);
      add_once (self->tables, source.table);
    }
  g_array_append_val (self->scope->sources, source);
}

static void
add_derived (Collector *self, const PgQuery__Alias *alias)
{
  Source source = { alias != NULL ? alias->aliasname : "", NULL, NULL };

  g_array_append_val (self->scope->sources, source);
}

static void
add_source (Collector *self, const PgQuery__Node *node)
{
  if (node == NULL)
    return;
  if (node->node_case == PG_QUERY__NODE__NODE_RANGE_VAR)
    add_table (self, node->range_var);
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_SUBSELECT)
    add_derived (self, node->range_subselect->alias);
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_FUNCTION)
    add_derived (self, node->range_function->alias);
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_TABLE_FUNC)
    add_derived (self, node->range_table_func->alias);
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE)
    add_source (self, node->range_table_sample->relation);
  else if (node->node_case == PG_QUERY__NODE__NODE_JOIN_EXPR)
    {
      add_source (self, node->join_expr->larg);
      add_source (self, node->join_expr->rarg);
    }
}

static void
add_column (Collector *self, const Source *source, const char *column)
{
  g_autofree char *name = g_strconcat (source->table, ".", column, NULL);

  add_once (self->columns, name);
}

static void
collect_qualified (Collector *self, const char *qualifier, const char *column)
{
  for (const Scope *scope = self->scope; scope != NULL; scope = scope->outer)
    for (guint i = 0; i < scope->sources->len; i++)
      {
        const Source *source = &g_array_index (scope->sources, Source, i);

        if (strcmp (source->alias, qualifier) != 0)
          continue;
        if (source->table != NULL)
          add_column (self, source, column);
        return;
      }
}

static gboolean
is_output (const PgQuery__SelectStmt *select, const char *name)
{
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__Node *node = select->target_list[i];

      if (node->node_case == PG_QUERY__NODE__NODE_RES_TARGET &&
          g_strcmp0 (node->res_target->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Without a table's name in front: the innermost SELECT whose tables have such a column, then what
 * is known of tables that nobody described. */
static void
collect_unqualified (Collector *self, const char *column)
{
  const Source *only = NULL;
  guint n_tables = 0, n_sources = 0;

  for (const Scope *scope = self->scope; scope != NULL; scope = scope->outer)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < scope->sources->len; i++)
        {
          const Source *source = &g_array_index (scope->sources, Source, i);

          n_sources++;
          if (source->table != NULL && source->described == NULL && n_tables++ == 0)
            only = source;
          if (source->described != NULL &&
              studio_sql_table_find_field (source->described, column) != NULL)
            {
              add_column (self, source, column);
              found = TRUE;
            }
        }
      if (found)
        return;
    }
  if (n_tables == 0 || is_output (self->scope->select, column))
    return;
  if (n_tables == 1 && n_sources == 1)
    add_column (self, only, column);
  else
    add_once (self->columns, column);
}

static void
collect_column (Collector *self, const PgQuery__ColumnRef *column)
{
  gsize n = column->n_fields;
  const PgQuery__Node *last = n > 0 ? column->fields[n - 1] : NULL;

  if (last == NULL || last->node_case != PG_QUERY__NODE__NODE_STRING)
    return;
  if (n == 1)
    collect_unqualified (self, last->string->sval);
  else if (column->fields[n - 2]->node_case == PG_QUERY__NODE__NODE_STRING)
    collect_qualified (self, column->fields[n - 2]->string->sval, last->string->sval);
}

static gboolean
collect_node (const ProtobufCMessage *node, gpointer user_data)
{
  Collector *self = user_data;

  if (STUDIO_SQL_IS (node, select_stmt) &&
      (const PgQuery__SelectStmt *) node != self->scope->select)
    {
      collect_select (self, (const PgQuery__SelectStmt *) node);
      return FALSE;
    }
  if (STUDIO_SQL_IS (node, column_ref))
    collect_column (self, (const PgQuery__ColumnRef *) node);
  return TRUE;
}

static void
collect_select (Collector *self, const PgQuery__SelectStmt *select)
{
  Scope scope = { select, self->scope, g_array_new (FALSE, FALSE, sizeof (Source)),
                  g_hash_table_new (g_str_hash, g_str_equal) };
  const PgQuery__WithClause *with = select->with_clause;

  g_array_set_clear_func (scope.sources, clear_source);
  for (gsize i = 0; with != NULL && i < with->n_ctes; i++)
    if (with->ctes[i]->node_case == PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR)
      g_hash_table_add (scope.common, with->ctes[i]->common_table_expr->ctename);
  self->scope = &scope;
  for (gsize i = 0; i < select->n_from_clause; i++)
    add_source (self, select->from_clause[i]);
  studio_sql_node_walk (&select->base, collect_node, self);
  self->scope = scope.outer;
  g_array_unref (scope.sources);
  g_hash_table_unref (scope.common);
}

static GStrv
finish (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

void
studio_sql_usage_collect (const StudioSqlTree *tree,
                          const StudioSqlSchema *schema,
                          GStrv *tables,
                          GStrv *columns)
{
  Collector self = { schema, g_ptr_array_new (), g_ptr_array_new (), NULL };
  const PgQuery__SelectStmt *select = studio_sql_tree_get_select (tree);

  if (select != NULL)
    collect_select (&self, select);
  *tables = finish (self.tables);
  *columns = finish (self.columns);
}
