/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-key-scope.h"

#include <string.h>

/* Something in FROM. @columns: their names when all are known, in order; else %NULL. */
typedef struct
{
  const char *alias;
  gboolean function;
  GPtrArray *columns;
} Source;

typedef struct
{
  const char *name;
  GPtrArray *columns;
} Common;

static void
clear_source (gpointer data)
{
  g_clear_pointer (&((Source *) data)->columns, g_ptr_array_unref);
}

static void
common_free (gpointer data)
{
  Common *common = data;

  g_clear_pointer (&common->columns, g_ptr_array_unref);
  g_free (common);
}

static const char *
node_string (const PgQuery__Node *node)
{
  return node != NULL && node->node_case == PG_QUERY__NODE__NODE_STRING ? node->string->sval : NULL;
}

/* The name that PostgreSQL gives to an output column without AS (FigureColname); "" for one that
 * cannot be told, %NULL for “*”. */
static const char *
output_name (const PgQuery__Node *value)
{
  const char *name = NULL;

  if (value == NULL)
    return "";
  if (value->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
    return node_string (value->column_ref->fields[value->column_ref->n_fields - 1]);
  if (value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL)
    name = node_string (value->func_call->funcname[value->func_call->n_funcname - 1]);
  else if (value->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
    name = output_name (value->type_cast->arg);
  return name != NULL ? name : "";
}

static GPtrArray *
columns_from_list (PgQuery__Node *const *names, gsize n)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (columns, (gpointer) node_string (names[i]));
  return columns;
}

/* Returns %NULL when a “*” hides what there is. */
static GPtrArray *
columns_from_select (const PgQuery__SelectStmt *select)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  while (select->larg != NULL)
    select = select->larg;
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__ResTarget *target = select->target_list[i]->res_target;
      const char *name =
          target->name != NULL && *target->name != '\0' ? target->name : output_name (target->val);

      if (name == NULL)
        return NULL;
      g_ptr_array_add (columns, (gpointer) name);
    }
  return columns->len > 0 ? g_steal_pointer (&columns) : NULL;
}

static GPtrArray *
columns_from_query (const PgQuery__Node *query)
{
  if (query == NULL || query->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
    return NULL;
  return columns_from_select (query->select_stmt);
}

static const Common *
find_common (const StudioSqlKeyScope *self, const char *name, guint *depth, guint *index)
{
  for (; self != NULL; self = self->outer)
    for (guint i = 0; i < self->common->len; i++)
      {
        const Common *common = g_ptr_array_index (self->common, i);

        if (strcmp (common->name, name) == 0)
          {
            *depth = self->depth;
            *index = i;
            return common;
          }
      }
  return NULL;
}

gboolean
studio_sql_key_scope_find_common (const StudioSqlKeyScope *self,
                                  const char *name,
                                  guint *depth,
                                  guint *index)
{
  return find_common (self, name, depth, index) != NULL;
}

static void
add_source (StudioSqlKeyScope *self,
            const PgQuery__Alias *alias,
            const char *name,
            GPtrArray *columns)
{
  Source source = { name, FALSE, columns };

  if (alias != NULL)
    source.alias = alias->aliasname;
  if (alias != NULL && alias->n_colnames > 0)
    {
      g_clear_pointer (&source.columns, g_ptr_array_unref);
      source.columns = columns_from_list (alias->colnames, alias->n_colnames);
    }
  g_array_append_val (self->sources, source);
}

static void
add_table (StudioSqlKeyScope *self, const PgQuery__RangeVar *table)
{
  guint depth, index;
  const Common *common = table->schemaname == NULL || *table->schemaname == '\0'
                             ? find_common (self, table->relname, &depth, &index)
                             : NULL;

  add_source (self, table->alias, table->relname,
              common != NULL && common->columns != NULL ? g_ptr_array_ref (common->columns) : NULL);
}

static void
add_from (StudioSqlKeyScope *self, const PgQuery__Node *node)
{
  if (node == NULL)
    return;
  if (node->node_case == PG_QUERY__NODE__NODE_RANGE_VAR)
    add_table (self, node->range_var);
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_SUBSELECT)
    add_source (self, node->range_subselect->alias, "",
                columns_from_query (node->range_subselect->subquery));
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_FUNCTION)
    {
      add_source (self, node->range_function->alias, "", NULL);
      g_array_index (self->sources, Source, self->sources->len - 1).function = TRUE;
    }
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_TABLE_FUNC)
    add_source (self, node->range_table_func->alias, "", NULL);
  else if (node->node_case == PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE)
    add_from (self, node->range_table_sample->relation);
  else if (node->node_case == PG_QUERY__NODE__NODE_JOIN_EXPR)
    {
      add_from (self, node->join_expr->larg);
      add_from (self, node->join_expr->rarg);
    }
}

static void
add_common (StudioSqlKeyScope *self, const PgQuery__CommonTableExpr *expression)
{
  Common *common = g_new0 (Common, 1);

  common->name = expression->ctename;
  common->columns = expression->n_aliascolnames > 0
                        ? columns_from_list (expression->aliascolnames, expression->n_aliascolnames)
                        : columns_from_query (expression->ctequery);
  g_ptr_array_add (self->common, common);
}

static void
forget_columns (StudioSqlKeyScope *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    g_clear_pointer (&g_array_index (self->sources, Source, i).columns, g_ptr_array_unref);
}

StudioSqlKeyScope *
studio_sql_key_scope_new (const PgQuery__SelectStmt *select,
                          StudioSqlKeyScope *outer,
                          gboolean names_matter)
{
  StudioSqlKeyScope *self = g_new0 (StudioSqlKeyScope, 1);
  const PgQuery__WithClause *with = select->with_clause;

  self->select = select;
  self->outer = outer;
  self->depth = outer != NULL ? outer->depth + 1 : 0;
  self->sources = g_array_new (FALSE, FALSE, sizeof (Source));
  g_array_set_clear_func (self->sources, clear_source);
  self->common = g_ptr_array_new_with_free_func (common_free);
  for (gsize i = 0; with != NULL && i < with->n_ctes; i++)
    if (with->ctes[i]->node_case == PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR)
      add_common (self, with->ctes[i]->common_table_expr);
  for (gsize i = 0; i < select->n_from_clause; i++)
    add_from (self, select->from_clause[i]);
  if (names_matter)
    forget_columns (self);
  return self;
}

void
studio_sql_key_scope_free (StudioSqlKeyScope *self)
{
  g_array_unref (self->sources);
  g_ptr_array_unref (self->common);
  g_free (self);
}

static int
find_column (const Source *source, const char *name)
{
  for (guint i = 0; source->columns != NULL && i < source->columns->len; i++)
    if (g_strcmp0 (g_ptr_array_index (source->columns, i), name) == 0)
      return i;
  return -1;
}

static gboolean
resolve_qualified (const StudioSqlKeyScope *self,
                   const char *qualifier,
                   const char *name,
                   StudioSqlKeyScopeHit *hit)
{
  for (; self != NULL; self = self->outer)
    for (guint i = 0; i < self->sources->len; i++)
      {
        const Source *source = &g_array_index (self->sources, Source, i);

        if (strcmp (source->alias, qualifier) != 0)
          continue;
        *hit = (StudioSqlKeyScopeHit){ self->depth, i,
                                       name != NULL ? find_column (source, name) : -1, FALSE };
        return TRUE;
      }
  return FALSE;
}

/* A name alone: a column that a subquery is known to have, the only source's, or a source itself.
 */
static gboolean
resolve_alone (const StudioSqlKeyScope *self, const char *name, StudioSqlKeyScopeHit *hit)
{
  for (; self != NULL; self = self->outer)
    {
      const Source *only =
          self->sources->len == 1 ? &g_array_index (self->sources, Source, 0) : NULL;

      for (guint i = 0; i < self->sources->len; i++)
        {
          const Source *source = &g_array_index (self->sources, Source, i);
          int column = find_column (source, name);

          if (column >= 0 || strcmp (source->alias, name) == 0)
            {
              *hit = (StudioSqlKeyScopeHit){ self->depth, i, column, column < 0 };
              return TRUE;
            }
        }
      if (only != NULL && only->columns == NULL)
        {
          *hit = (StudioSqlKeyScopeHit){ self->depth, 0, -1, FALSE };
          return TRUE;
        }
      if (self->sources->len > 1)
        return FALSE;
    }
  return FALSE;
}

gboolean
studio_sql_key_scope_resolve (const StudioSqlKeyScope *self,
                              const PgQuery__ColumnRef *column,
                              StudioSqlKeyScopeHit *hit)
{
  gsize n = column->n_fields;
  const char *name = n > 0 ? node_string (column->fields[n - 1]) : NULL;
  const char *qualifier = n > 1 ? node_string (column->fields[n - 2]) : NULL;

  if (qualifier != NULL)
    return resolve_qualified (self, qualifier, name, hit);
  return name != NULL && resolve_alone (self, name, hit);
}

int
studio_sql_select_find_output (const PgQuery__SelectStmt *select, const char *name)
{
  int found = -1;

  while (select->larg != NULL)
    select = select->larg;
  for (gsize i = 0; i < select->n_target_list; i++)
    if (g_strcmp0 (select->target_list[i]->res_target->name, name) == 0)
      {
        if (found >= 0)
          return -1;
        found = i;
      }
  return found;
}

/* A whole row is a column reference by a source's alias; a function's alias is the column it has.
 */
static gboolean
is_row (const StudioSqlKeyScope *self, const PgQuery__ColumnRef *column)
{
  StudioSqlKeyScopeHit hit;

  if (!studio_sql_key_scope_resolve (self, column, &hit) || !hit.whole)
    return FALSE;
  while (self->depth != hit.depth)
    self = self->outer;
  return !g_array_index (self->sources, Source, hit.source).function;
}

typedef struct
{
  StudioSqlKeyScope *scope;
  gboolean found;
} NameSearch;

static gboolean
search_names (const ProtobufCMessage *node, gpointer user_data)
{
  NameSearch *self = user_data;

  if (self->found)
    return FALSE;
  if (STUDIO_SQL_IS (node, select_stmt) &&
      (const PgQuery__SelectStmt *) node != self->scope->select)
    {
      const PgQuery__SelectStmt *select = (const PgQuery__SelectStmt *) node;
      NameSearch inner = { studio_sql_key_scope_new (select, self->scope, FALSE), FALSE };

      studio_sql_node_walk (node, search_names, &inner);
      studio_sql_key_scope_free (inner.scope);
      self->found = inner.found;
      return FALSE;
    }
  if (STUDIO_SQL_IS (node, a__star))
    self->found = TRUE;
  else if (STUDIO_SQL_IS (node, join_expr))
    {
      const PgQuery__JoinExpr *join = (const PgQuery__JoinExpr *) node;

      self->found = join->is_natural || join->n_using_clause > 0 || join->alias != NULL;
    }
  else if (STUDIO_SQL_IS (node, column_ref))
    self->found = is_row (self->scope, (const PgQuery__ColumnRef *) node);
  return !self->found;
}

gboolean
studio_sql_select_hands_names_on (const PgQuery__SelectStmt *select)
{
  NameSearch search = { studio_sql_key_scope_new (select, NULL, FALSE), FALSE };

  studio_sql_node_walk (&select->base, search_names, &search);
  studio_sql_key_scope_free (search.scope);
  return search.found;
}
