/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The functions in FROM, alone or in ROWS FROM (…). */

static void
add_definitions (StudioSqlNames *self,
                 StudioSqlSource *source,
                 PgQuery__Node *const *definitions,
                 gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (definitions[i]->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF)
      _studio_sql_names_column (
          self, source->columns, definitions[i]->column_def->colname,
          _studio_sql_types_name (self, definitions[i]->column_def->type_name));
}

/* "key:text value:jsonb" */
static void
add_outputs (StudioSqlNames *self, StudioSqlSource *source, const char *outputs)
{
  g_auto (GStrv) pairs = g_strsplit (outputs, " ", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *colon = strchr (pairs[i], ':');
      char *name;

      if (colon == NULL)
        continue;
      *colon = '\0';
      name = _studio_sql_names_alloc (self, strlen (pairs[i]) + 1);
      memcpy (name, pairs[i], strlen (pairs[i]));
      _studio_sql_names_column (self, source->columns, name, _studio_sql_type_find (colon + 1));
    }
}

/* unnest (a, b) in FROM gives a column for each. */
static gboolean
add_unnest (StudioSqlNames *self,
            StudioSqlScope *scope,
            StudioSqlSource *source,
            const PgQuery__FuncCall *call)
{
  const PgQuery__Node *name = call->funcname[call->n_funcname - 1];

  if (call->n_args < 2 || strcmp (name->string->sval, "unnest") != 0)
    return FALSE;
  for (gsize i = 0; i < call->n_args; i++)
    {
      StudioSqlTypeId type = _studio_sql_types_expression (self, scope, call->args[i]);

      _studio_sql_names_column (self, source->columns, "unnest", _studio_sql_type_element (type));
    }
  return TRUE;
}

static void
add_result (StudioSqlNames *self,
            StudioSqlSource *source,
            const PgQuery__Node *node,
            StudioSqlTypeId type,
            const PgQuery__Alias *alias)
{
  const StudioSqlCall *call = node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL
                                  ? _studio_sql_names_find_call (self, node->func_call)
                                  : NULL;
  const StudioSqlFunction *function = call != NULL ? call->function : NULL;

  if (function != NULL && function->outputs != NULL)
    {
      add_outputs (self, source, function->outputs);
      return;
    }
  if (function != NULL && function->result == STUDIO_SQL_RECORD)
    _studio_sql_names_report (
        self, "column-definition-missing", STUDIO_ERROR_CLASS_SYNTAX, node,
        g_strdup_printf (_ ("%s() returns rows whose columns only you know. List them: AS t "
                            "(name type, …)."),
                         call->name));
  if (type == STUDIO_SQL_ANY || type == STUDIO_SQL_RECORD)
    source->complete = FALSE;
  /* One value in each row: its column is called as the alias or the function. */
  _studio_sql_names_column (self, source->columns,
                            alias != NULL ? alias->aliasname : _studio_sql_figure_name (node),
                            type);
}

static void
add_function (StudioSqlNames *self,
              StudioSqlScope *scope,
              StudioSqlSource *source,
              const PgQuery__List *function,
              const PgQuery__RangeFunction *range)
{
  const PgQuery__Node *node = function->items[0];
  const PgQuery__List *own =
      function->n_items > 1 && function->items[1]->node_case == PG_QUERY__NODE__NODE_LIST
          ? function->items[1]->list
          : NULL;
  gboolean single = range->n_functions == 1;
  StudioSqlTypeId type;

  if (node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL &&
      add_unnest (self, scope, source, node->func_call))
    return;
  type = _studio_sql_types_expression (self, scope, node);
  if (own != NULL && own->n_items > 0)
    add_definitions (self, source, own->items, own->n_items);
  else if (range->n_coldeflist > 0)
    add_definitions (self, source, range->coldeflist, range->n_coldeflist);
  else
    add_result (self, source, node, type, single ? range->alias : NULL);
}

StudioSqlSource *
_studio_sql_names_function_source (StudioSqlNames *self,
                                   StudioSqlScope *scope,
                                   const PgQuery__RangeFunction *range)
{
  StudioSqlSource *source = _studio_sql_names_source (self, scope, STUDIO_SQL_SOURCE_FUNCTION,
                                                      &range->base, range->alias);

  for (gsize i = 0; i < range->n_functions; i++)
    if (range->functions[i]->node_case == PG_QUERY__NODE__NODE_LIST &&
        range->functions[i]->list->n_items > 0)
      {
        add_function (self, scope, source, range->functions[i]->list, range);
        if (source->name == NULL)
          source->name = _studio_sql_figure_name (range->functions[i]->list->items[0]);
      }
  if (range->ordinality)
    _studio_sql_names_column (self, source->columns, "ordinality", STUDIO_SQL_INT8);
  for (guint i = 0; i < source->columns->len; i++)
    ((StudioSqlColumn *) g_ptr_array_index (source->columns, i))->source = source;
  _studio_sql_names_rename (self, source, range->alias);
  return source;
}
