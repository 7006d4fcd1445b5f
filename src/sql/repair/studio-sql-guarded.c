/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-guarded.h"

#include <string.h>

static gboolean
is_not_zero (const PgQuery__Node *node)
{
  double value = 0;

  return studio_sql_number (node, &value) && value != 0;
}

/* A group has at least one row, and a row is in its own window. */
static gboolean
counts_rows (const StudioSqlNames *names, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__FuncCall *call = node->func_call;
  const StudioSqlReference *reference;
  gboolean grouped = spot->select != NULL && spot->select->n_group_clause > 0;

  if (g_strcmp0 (studio_sql_call_name (node), "count") != 0 || call->agg_filter != NULL ||
      (call->over == NULL && !grouped))
    return FALSE;
  if (call->agg_star)
    return TRUE;
  if (call->n_args != 1)
    return FALSE;
  if (is_not_zero (call->args[0]))
    return TRUE;
  if (call->args[0]->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return FALSE;
  reference = studio_sql_names_find_reference (names, call->args[0]->column_ref);
  return reference != NULL && reference->column != NULL && reference->column->field != NULL &&
         reference->source != NULL && reference->source->table != NULL &&
         !reference->source->nullable &&
         (studio_field_is_primary_key (reference->column->field) ||
          !studio_field_get_info (reference->column->field)->nullable);
}

static gboolean
is_never_zero (const StudioSqlNames *names, const PgQuery__Node *node, const StudioSqlSpot *spot);

/* The total over all groups of what each group counts or sums: a share of 0 is none. */
static gboolean
is_total (const StudioSqlNames *names, const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call = node->func_call;

  return call->over != NULL && call->n_args == 1 &&
         g_strcmp0 (studio_sql_call_name (node), "sum") == 0 &&
         studio_sql_names_is_aggregate (names, call->args[0]);
}

/* (SELECT NULLIF(…) …) */
static gboolean
is_guarded_inside (const StudioSqlNames *names,
                   const PgQuery__SubLink *link,
                   const StudioSqlSpot *spot)
{
  const PgQuery__SelectStmt *select =
      link->subselect != NULL && link->subselect->node_case == PG_QUERY__NODE__NODE_SELECT_STMT
          ? link->subselect->select_stmt
          : NULL;
  const StudioSqlSpot inside = { spot->above, select };

  return select != NULL && select->n_target_list == 1 &&
         select->target_list[0]->node_case == PG_QUERY__NODE__NODE_RES_TARGET &&
         is_never_zero (names, select->target_list[0]->res_target->val, &inside);
}

/* What is added to a number above 0 is taken for a count or a rate, which are not below 0. */
static gboolean
is_raised (const PgQuery__Node *node)
{
  double value = 0;

  return studio_sql_is_operator (node, " + ") &&
         (studio_sql_number (node->a_expr->lexpr, &value) ||
          studio_sql_number (node->a_expr->rexpr, &value)) &&
         value > 0;
}

/* Keys are numbered from 1. */
static gboolean
is_key (const StudioSqlNames *names, const PgQuery__Node *node)
{
  const StudioSqlReference *reference = studio_sql_names_find_reference (names, node->column_ref);
  StudioField *field =
      reference != NULL && reference->column != NULL ? reference->column->field : NULL;

  return field != NULL &&
         (studio_field_is_primary_key (field) || studio_field_is_foreign_key (field));
}

static gboolean
is_never_zero (const StudioSqlNames *names, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  switch ((int) node->node_case)
    {
    case PG_QUERY__NODE__NODE_A_CONST:
      return is_not_zero (node);
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      return is_key (names, node);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return is_never_zero (names, node->type_cast->arg, spot);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      return TRUE;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return counts_rows (names, node, spot) || is_total (names, node);
    case PG_QUERY__NODE__NODE_SUB_LINK:
      return is_guarded_inside (names, node->sub_link, spot);
    case PG_QUERY__NODE__NODE_A_EXPR:
      if (node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF)
        return TRUE;
      if (is_raised (node))
        return TRUE;
      return (studio_sql_is_operator (node, " * ") || studio_sql_is_operator (node, " / ")) &&
             is_never_zero (names, node->a_expr->lexpr, spot) &&
             is_never_zero (names, node->a_expr->rexpr, spot);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      for (gsize i = 0; i < node->coalesce_expr->n_args; i++)
        if (!is_never_zero (names, node->coalesce_expr->args[i], spot))
          return FALSE;
      return TRUE;
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      for (gsize i = 0; i < node->min_max_expr->n_args; i++)
        if (node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST &&
            is_not_zero (node->min_max_expr->args[i]))
          return TRUE;
      return FALSE;
    default:
      return FALSE;
    }
}

/* What a condition is looked through for. */
typedef struct
{
  const StudioSqlNames *names;
  const char *divisor;
  gboolean found;
} Condition;

static char *
dup_bare_key (const StudioSqlNames *names, const PgQuery__Node *node)
{
  g_autofree char *key = studio_sql_node_key (names, node);
  char *dot = key != NULL ? strrchr (key, '.') : NULL;

  /* A column is the same with and without its table. */
  if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && dot != NULL)
    return g_strdup (dot + 1);
  return g_steal_pointer (&key);
}

static gboolean
is_divisor (const Condition *condition, const PgQuery__Node *node)
{
  g_autofree char *key = dup_bare_key (condition->names, node);

  return g_strcmp0 (key, condition->divisor) == 0;
}

/* d > 0, d <> 0, d >= 1, 0 < d… */
static gboolean
look_at_condition (const ProtobufCMessage *message, gpointer user_data)
{
  Condition *condition = user_data;
  const PgQuery__Node *node = (const PgQuery__Node *) message;
  double value = 0;

  if (condition->found || STUDIO_SQL_IS (message, select_stmt))
    return FALSE;
  if (!STUDIO_SQL_IS (message, node))
    return TRUE;
  if (node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR)
    return node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
  if (studio_sql_is_operator (node, " > ") && studio_sql_number (node->a_expr->rexpr, &value))
    condition->found = value >= 0 && is_divisor (condition, node->a_expr->lexpr);
  else if (studio_sql_is_operator (node, " <> != ") &&
           studio_sql_number (node->a_expr->rexpr, &value))
    condition->found = value == 0 && is_divisor (condition, node->a_expr->lexpr);
  else if (studio_sql_is_operator (node, " >= = ") &&
           studio_sql_number (node->a_expr->rexpr, &value))
    condition->found = value > 0 && is_divisor (condition, node->a_expr->lexpr);
  else if (studio_sql_is_operator (node, " < ") && studio_sql_number (node->a_expr->lexpr, &value))
    condition->found = value >= 0 && is_divisor (condition, node->a_expr->rexpr);
  return FALSE;
}

static gboolean
is_excluded_by (const StudioSqlNames *names, const PgQuery__Node *clause, const char *divisor)
{
  Condition condition = { names, divisor, FALSE };

  if (clause != NULL)
    studio_sql_node_walk (&clause->base, look_at_condition, &condition);
  return condition.found;
}

/* Whether a branch of a CASE around the division was chosen by a look at the divisor. */
static gboolean
is_chosen_by_case (const StudioSqlNames *names, const StudioSqlSpot *spot, const char *divisor)
{
  const PgQuery__Node *above = studio_sql_spot_above (spot, 0);

  for (guint i = 0; above != NULL && above->node_case != PG_QUERY__NODE__NODE_SELECT_STMT;
       above = studio_sql_spot_above (spot, ++i))
    {
      if (above->node_case != PG_QUERY__NODE__NODE_CASE_EXPR)
        continue;
      for (gsize k = 0; k < above->case_expr->n_args; k++)
        {
          const PgQuery__Node *when = above->case_expr->args[k];
          g_autofree char *test = studio_sql_node_key (names, when->case_when->expr);

          if (test != NULL && strstr (test, divisor) != NULL)
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
studio_sql_is_guarded (const StudioSqlNames *names,
                       const PgQuery__Node *divisor,
                       const StudioSqlSpot *spot)
{
  g_autofree char *key = NULL;

  if (is_never_zero (names, divisor, spot))
    return TRUE;
  key = dup_bare_key (names, divisor);
  if (key == NULL || spot->select == NULL)
    return FALSE;
  if (is_chosen_by_case (names, spot, key))
    return TRUE;
  /* WHERE chooses rows before anything is computed from them, HAVING groups. */
  return is_excluded_by (names, spot->select->having_clause, key) ||
         (!studio_sql_has_aggregate (names, divisor, TRUE) &&
          is_excluded_by (names, spot->select->where_clause, key));
}
