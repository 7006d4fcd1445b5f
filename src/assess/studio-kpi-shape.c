/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-assess"

#include <string.h>

#include "assess/studio-kpi-shape.h"

#include "sql/studio-sql-tree.h"

static const char *const measures[] = { "sum",      "avg",        "stddev", "stddev_samp",
                                        "variance", "stddev_pop", "corr",   NULL };
static const char *const percentiles[] = { "percentile_cont", "percentile_disc", "mode", NULL };
static const char *const extremes[] = { "min", "max", NULL };
static const char *const periods[] = {
  "date_trunc", "date_part", "extract", "to_char", "date", NULL
};

static const char *
function_name (const PgQuery__FuncCall *call)
{
  const PgQuery__Node *last = call->n_funcname > 0 ? call->funcname[call->n_funcname - 1] : NULL;

  return last != NULL && last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : "";
}

/* A column that holds years. */
static gboolean
is_year (const PgQuery__ColumnRef *column)
{
  const PgQuery__Node *last = column->n_fields > 0 ? column->fields[column->n_fields - 1] : NULL;
  const char *name =
      last != NULL && last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : NULL;
  gsize length = name != NULL ? strlen (name) : 0;

  return length >= strlen ("year") &&
         g_ascii_strcasecmp (name + length - strlen ("year"), "year") == 0;
}

static gboolean
is_period (const ProtobufCMessage *node, gpointer user_data)
{
  gboolean *found = user_data;

  if (STUDIO_SQL_IS (node, column_ref) && is_year ((const PgQuery__ColumnRef *) node))
    *found = TRUE;

  if (STUDIO_SQL_IS (node, func_call) &&
      g_strv_contains (periods, function_name ((const PgQuery__FuncCall *) node)))
    *found = TRUE;
  return !*found;
}

static gboolean
is_aggregate (const ProtobufCMessage *node, gpointer user_data)
{
  gboolean *found = user_data;

  if (STUDIO_SQL_IS (node, func_call))
    {
      const char *name = function_name ((const PgQuery__FuncCall *) node);

      if (g_strv_contains (measures, name) || g_strv_contains (percentiles, name) ||
          g_strv_contains (extremes, name) || g_str_equal (name, "count"))
        *found = TRUE;
    }
  return !*found;
}

static gboolean
contains (const ProtobufCMessage *node, StudioSqlNodeFunc func)
{
  gboolean found = FALSE;

  if (node != NULL)
    studio_sql_node_walk (node, func, &found);
  return found;
}

static gboolean
moves_with_time (const ProtobufCMessage *node, gpointer user_data)
{
  gboolean *found = user_data;

  if (STUDIO_SQL_IS (node, sqlvalue_function) ||
      (STUDIO_SQL_IS (node, func_call) &&
       g_str_equal (function_name ((const PgQuery__FuncCall *) node), "now")))
    *found = TRUE;
  return !*found;
}

static void
read_call (StudioKpiShape *shape, const PgQuery__FuncCall *call)
{
  const char *name = function_name (call);

  if (call->over != NULL)
    shape->window = TRUE;
  if (g_str_equal (name, "count"))
    {
      shape->aggregate = shape->count = TRUE;
      shape->distinct |= call->agg_distinct;
      shape->filtered |= call->agg_filter != NULL;
    }
  else if (g_strv_contains (measures, name))
    shape->aggregate = shape->measure = TRUE;
  else if (g_strv_contains (percentiles, name))
    shape->aggregate = shape->percentile = TRUE;
  else if (g_strv_contains (extremes, name))
    shape->aggregate = shape->extreme = TRUE;
}

/* The select list is needed for GROUP BY 1. */
static const ProtobufCMessage *
grouped_expression (const PgQuery__SelectStmt *select, const PgQuery__Node *item)
{
  if (item->node_case == PG_QUERY__NODE__NODE_A_CONST &&
      item->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL)
    {
      int position = item->a_const->ival->ival;

      if (position >= 1 && (gsize) position <= select->n_target_list &&
          select->target_list[position - 1]->node_case == PG_QUERY__NODE__NODE_RES_TARGET)
        return &select->target_list[position - 1]->res_target->val->base;
    }
  return &item->base;
}

static gboolean
read_node (const ProtobufCMessage *node, gpointer user_data)
{
  StudioKpiShape *shape = user_data;

  if (STUDIO_SQL_IS (node, func_call))
    read_call (shape, (const PgQuery__FuncCall *) node);
  else if (STUDIO_SQL_IS (node, join_expr))
    shape->joins++;
  else if (STUDIO_SQL_IS (node, a__expr))
    {
      const PgQuery__AExpr *expression = (const PgQuery__AExpr *) node;
      const PgQuery__Node *name = expression->n_name > 0 ? expression->name[0] : NULL;

      if (name != NULL && name->node_case == PG_QUERY__NODE__NODE_STRING &&
          g_strcmp0 (name->string->sval, "/") == 0 && expression->lexpr != NULL &&
          expression->rexpr != NULL && contains (&expression->lexpr->base, is_aggregate) &&
          contains (&expression->rexpr->base, is_aggregate))
        shape->ratio = TRUE;
    }
  else if (STUDIO_SQL_IS (node, select_stmt))
    {
      const PgQuery__SelectStmt *select = (const PgQuery__SelectStmt *) node;

      /* DISTINCT ON picks one row of each group. */
      if (select->n_distinct_clause > 0 &&
          select->distinct_clause[0]->node_case != PG_QUERY__NODE__NODE__NOT_SET)
        shape->aggregate = TRUE;
      for (gsize i = 0; i < select->n_group_clause; i++)
        if (contains (grouped_expression (select, select->group_clause[i]), is_period))
          shape->trend = TRUE;
        else
          shape->dimensions++;
      if (select->where_clause != NULL)
        {
          if (contains (&select->where_clause->base, moves_with_time))
            shape->time_window = TRUE;
          else
            shape->filtered = TRUE;
        }
    }
  return TRUE;
}

StudioKpiShape
studio_kpi_shape_read (const char *sql)
{
  StudioKpiShape shape = { 0 };
  g_autoptr (StudioSqlTree) tree = sql != NULL ? studio_sql_tree_parse (sql, NULL, NULL) : NULL;

  if (tree == NULL)
    return shape;
  shape.parsed = TRUE;
  studio_sql_node_walk (&studio_sql_tree_get (tree)->base, read_node, &shape);
  return shape;
}
