/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>

static const char *
operation_name (PgQuery__SetOperation operation)
{
  switch ((int) operation)
    {
    case PG_QUERY__SET_OPERATION__SETOP_INTERSECT:
      return "INTERSECT";
    case PG_QUERY__SET_OPERATION__SETOP_EXCEPT:
      return "EXCEPT";
    default:
      return "UNION";
    }
}

static void
check_counts (StudioSqlNames *self,
              const StudioSqlScope *left,
              const StudioSqlScope *right,
              const char *construct)
{
  gsize start = 0, end = 0;
  gboolean placed;

  if (!left->query.outputs_complete || !right->query.outputs_complete ||
      left->query.outputs->len == right->query.outputs->len)
    return;
  placed = _studio_sql_span (self->tokens, &right->query.select->base, &start, &end);
  _studio_sql_names_report_span (
      self, "set-operation-columns", STUDIO_ERROR_CLASS_SYNTAX, placed ? (gssize) start : -1,
      placed ? (gssize) end : -1,
      g_strdup_printf (_ ("The sides of %s have %u and %u columns; they must have the same."),
                       construct, left->query.outputs->len, right->query.outputs->len));
}

static void
merge_column (StudioSqlNames *self,
              StudioSqlScope *scope,
              const StudioSqlColumn *left,
              const StudioSqlColumn *right)
{
  const PgQuery__Node *nodes[] = { left->expression, right->expression };
  const StudioSqlTypeId types[] = { left->type_id, right->type_id };
  StudioSqlTypeId type = _studio_sql_types_common (self, operation_name (scope->query.select->op),
                                                   nodes, types, G_N_ELEMENTS (types));
  StudioSqlColumn *column = _studio_sql_names_column (self, scope->query.outputs, left->name, type);

  if (!scope->query.select->all && left->expression != NULL)
    _studio_sql_types_compare (self, left->expression, type,
                               operation_name (scope->query.select->op));

  /* What made it, as long as both sides agree. */
  column->has_alias = left->has_alias;
  column->target = left->target;
  if (left->field == right->field)
    {
      column->table = left->table;
      column->field = left->field;
    }
}

void
_studio_sql_names_set_operation (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;
  StudioSqlScope *left = _studio_sql_names_query (self, select->larg, scope, FALSE);
  StudioSqlScope *right = _studio_sql_names_query (self, select->rarg, scope, FALSE);
  GPtrArray *a = left->query.outputs, *b = right->query.outputs;

  check_counts (self, left, right, operation_name (select->op));
  scope->query.outputs_complete = left->query.outputs_complete;
  for (guint i = 0; i < a->len; i++)
    merge_column (self, scope, g_ptr_array_index (a, i), g_ptr_array_index (i < b->len ? b : a, i));
  _studio_sql_names_order_by (self, scope);
  _studio_sql_names_limit (self, scope);
}

/* The expressions of one column of VALUES. */
static void
values_column (StudioSqlNames *self, StudioSqlScope *scope, gsize column, gsize n_rows)
{
  const PgQuery__SelectStmt *select = scope->query.select;
  g_autofree const PgQuery__Node **nodes = g_new0 (const PgQuery__Node *, n_rows);
  g_autofree StudioSqlTypeId *types = g_new0 (StudioSqlTypeId, n_rows);
  char *name = _studio_sql_names_alloc (self, 32);
  guint n = 0;

  g_snprintf (name, 32, "column%" G_GSIZE_FORMAT, column + 1);
  for (gsize i = 0; i < n_rows; i++)
    {
      const PgQuery__List *row = select->values_lists[i]->list;

      if (column >= row->n_items)
        continue;
      nodes[n] = row->items[column];
      types[n] = _studio_sql_types_expression (self, scope, nodes[n]);
      n++;
    }
  _studio_sql_names_column (self, scope->query.outputs, name,
                            _studio_sql_types_common (self, "VALUES", nodes, types, n));
}

void
_studio_sql_names_values (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;
  gsize width = select->values_lists[0]->list->n_items;

  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_VALUES);
  for (gsize i = 1; i < select->n_values_lists; i++)
    if (select->values_lists[i]->list->n_items != width)
      {
        _studio_sql_names_report (
            self, "set-operation-columns", STUDIO_ERROR_CLASS_SYNTAX, select->values_lists[i],
            g_strdup (_ ("The rows of VALUES must all have the same number of columns.")));
        break;
      }
  for (gsize i = 0; i < width; i++)
    values_column (self, scope, i, select->n_values_lists);
  _studio_sql_names_order_by (self, scope);
  _studio_sql_names_limit (self, scope);
}
