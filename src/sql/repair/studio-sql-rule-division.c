/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-guarded.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A division of two whole numbers gives a whole number. For a ratio that is a mistake, for a bucket
 * (price / 100), a calendar step ((day - 1) / 7) or the middle of a list it is what is meant. What
 * tells them apart: what is divided by what, and what is done with the result. */

typedef struct
{
  const StudioSqlSubject *subject;
  StudioSqlEdits *edits;
} Work;

/* What stands around a division. */
typedef enum
{
  USE_FREE,    /* any number may stand there */
  USE_WHOLE,   /* only a whole number may, or one is wanted */
  USE_AVERAGE, /* it is summed or averaged: what is cut off adds up */
  USE_ROUNDED, /* it is made whole by rounding, so it was not meant to be whole before */
  USE_FINAL,   /* it is compared or shown, and no longer a number after that */
} Use;

static gboolean
is_whole_type (const PgQuery__TypeName *type)
{
  const char *name =
      type != NULL && type->n_names > 0 ? type->names[type->n_names - 1]->string->sval : "";

  return studio_sql_is_among (
      " int2 int4 int8 smallint integer bigint int date timestamp interval ", name);
}

/* What a function does with its argument @inner, of which @division is a part or the whole. */
static Use
use_in_call (const PgQuery__Node *call, const PgQuery__Node *inner, const PgQuery__Node *division)
{
  const char *name = studio_sql_call_name (call);

  if (studio_sql_is_among (" sum avg stddev stddev_pop stddev_samp variance var_pop var_samp ",
                           name))
    return USE_AVERAGE;
  if (studio_sql_is_among (" round ceil ceiling ", name))
    return USE_ROUNDED;
  /* floor (a / b) is what a / b is already; floor (a / b * 100) is 0 without the fraction. */
  if (studio_sql_is_among (" floor trunc ", name))
    return inner == division && call->func_call->n_args == 1 ? USE_WHOLE : USE_ROUNDED;
  if (studio_sql_is_among (" concat concat_ws format to_char json_build_object jsonb_build_object "
                           "json_build_array jsonb_build_array ",
                           name))
    return USE_FINAL;
  return studio_sql_is_among (" abs min max sqrt ln log power exp lag lead first_value last_value "
                              "nth_value percentile_cont array_agg ",
                              name)
             ? USE_FREE
             : USE_WHOLE;
}

/* A part of a call that is no argument: FILTER and the sorting of a window compare, the partition
 * of a window groups. */
static Use
use_around_call (const PgQuery__Node *call,
                 const PgQuery__Node *inner,
                 const PgQuery__Node *division)
{
  const PgQuery__FuncCall *function = call->func_call;

  if (inner->node_case == PG_QUERY__NODE__NODE_SORT_BY || inner == function->agg_filter)
    return USE_FINAL;
  for (gsize i = 0; i < function->n_args; i++)
    if (function->args[i] == inner)
      return use_in_call (call, inner, division);
  return USE_WHOLE;
}

/* What the operator around the operand @inner does with it. */
static Use
use_in_operator (const StudioSqlNames *names,
                 const PgQuery__Node *expression,
                 const PgQuery__Node *inner,
                 const PgQuery__Node *divisor)
{
  const PgQuery__AExpr *operation = expression->a_expr;
  const PgQuery__Node *other = operation->lexpr == inner ? operation->rexpr : operation->lexpr;
  const char *name = studio_sql_operator (expression);

  if (operation->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP ||
      studio_sql_is_among (" = <> < > <= >= ", name))
    return operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF ? USE_FREE : USE_FINAL;
  if (studio_sql_is_among (" || ", name))
    return USE_FINAL;
  if (studio_sql_is_among (" / ", name))
    return USE_FREE;
  if (!studio_sql_is_among (" + - * ", name))
    return USE_WHOLE;
  if (*name == '*')
    {
      g_autofree char *factor = studio_sql_node_key (names, other);
      g_autofree char *by = studio_sql_node_key (names, divisor);

      /* a / n * n rounds down to a multiple of n. */
      return g_strcmp0 (factor, by) == 0 ? USE_WHOLE : USE_FREE;
    }
  return studio_sql_type_is_temporal (studio_sql_names_type_of (names, other)) ? USE_WHOLE
                                                                               : USE_FREE;
}

/* What the node @above makes of what stands directly in it. */
static Use
use_above (const StudioSqlNames *names,
           const PgQuery__Node *above,
           const PgQuery__Node *inner,
           const PgQuery__Node *division)
{
  switch ((int) above->node_case)
    {
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return use_around_call (above, inner, division);
    case PG_QUERY__NODE__NODE_A_EXPR:
      return use_in_operator (names, above, inner, division->a_expr->rexpr);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return is_whole_type (above->type_cast->type_name) ? USE_WHOLE : USE_FREE;
    case PG_QUERY__NODE__NODE_A_INDICES:
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
      return USE_WHOLE;
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      return USE_FINAL;
    case PG_QUERY__NODE__NODE_CASE_WHEN:
      return above->case_when->expr == inner ? USE_FINAL : USE_FREE;
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      return above->select_stmt->limit_count == inner || above->select_stmt->limit_offset == inner
                 ? USE_WHOLE
                 : USE_FREE;
    default:
      return USE_FREE;
    }
}

/* How the value of @node at @spot is used; a subquery that gives one value is looked out of. */
static Use
find_use (const StudioSqlNames *names, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__Node *inner = node;
  gboolean averaged = FALSE, rounded = FALSE;

  for (guint i = 0; i < spot->above->len; i++)
    {
      const PgQuery__Node *above = studio_sql_spot_above (spot, i);
      Use use = use_above (names, above, inner, node);

      if (use == USE_WHOLE && !(rounded && above->node_case == PG_QUERY__NODE__NODE_TYPE_CAST))
        return USE_WHOLE;
      averaged = averaged || use == USE_AVERAGE;
      rounded = rounded || use == USE_ROUNDED;
      if (use == USE_FINAL || (inner->node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
                               above->node_case != PG_QUERY__NODE__NODE_SUB_LINK))
        break;
      inner = above;
    }
  return averaged ? USE_AVERAGE : USE_FREE;
}

/* Whether @node or what it stands in is what its query is grouped by. */
static gboolean
is_grouped_by (const StudioSqlNames *names,
               const StudioSqlQuery *query,
               const PgQuery__Node *node,
               const StudioSqlSpot *spot)
{
  if (studio_sql_spot_is_in (spot, node, (PgQuery__Node *const *) query->groups->pdata,
                             query->groups->len))
    return TRUE;
  for (guint i = 0; i < query->groups->len; i++)
    {
      g_autofree char *group = studio_sql_node_key (names, g_ptr_array_index (query->groups, i));
      const PgQuery__Node *inner = node;

      for (guint k = 0; inner != NULL && inner->node_case != PG_QUERY__NODE__NODE_RES_TARGET;
           inner = studio_sql_spot_above (spot, k++))
        {
          g_autofree char *key = studio_sql_node_key (names, inner);

          if (g_strcmp0 (group, key) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* The item of the select list that @node stands in. */
static const PgQuery__ResTarget *
find_target (const StudioSqlSpot *spot)
{
  for (guint i = 0; i < spot->above->len; i++)
    {
      const PgQuery__Node *above = studio_sql_spot_above (spot, i);

      if (above->node_case == PG_QUERY__NODE__NODE_RES_TARGET)
        return above->res_target;
      if (above->node_case == PG_QUERY__NODE__NODE_SELECT_STMT)
        break;
    }
  return NULL;
}

/* Whether a query around this one is grouped by the column that @target makes. */
static gboolean
is_grouped_outside (const StudioSqlNames *names, const PgQuery__ResTarget *target)
{
  GPtrArray *queries = studio_sql_names_get_queries (names);

  for (guint i = 0; i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      for (guint k = 0; k < query->groups->len; k++)
        {
          const PgQuery__Node *group = g_ptr_array_index (query->groups, k);
          const StudioSqlReference *reference =
              group->node_case == PG_QUERY__NODE__NODE_COLUMN_REF
                  ? studio_sql_names_find_reference (names, group->column_ref)
                  : NULL;
          const StudioSqlColumn *column = reference != NULL ? reference->column : NULL;

          for (; column != NULL; column = column->origin)
            if (column->target == target || column->expression == target->val)
              return TRUE;
        }
    }
  return FALSE;
}

/* Names that say that a whole number is wanted. */
static gboolean
is_called_bucket (const PgQuery__ResTarget *target)
{
  static const char *const words[] = { "bucket", "bin",  "decile", "decade", "tier",
                                       "band",   "page", "slot",   "batch",  NULL };

  for (guint i = 0; target != NULL && words[i] != NULL; i++)
    if (target->name != NULL && strstr (target->name, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* (n + 1) / 2: a step of a calendar or the middle of a list. */
static gboolean
is_shifted (const PgQuery__Node *dividend)
{
  double value;

  return studio_sql_is_operator (dividend, " + - ") &&
         (studio_sql_number (dividend->a_expr->rexpr, &value) ||
          studio_sql_number (dividend->a_expr->lexpr, &value));
}

/* Whether a division of two whole numbers is meant to keep its fraction. */
static gboolean
is_ratio (const StudioSqlNames *names, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__AExpr *division = node->a_expr;
  const StudioSqlQuery *query = studio_sql_names_find_query (names, spot->select);
  const PgQuery__ResTarget *target = find_target (spot);
  StudioSqlClause clause = studio_sql_spot_clause (spot, node);
  gboolean aggregated = studio_sql_has_aggregate (names, division->lexpr, FALSE);
  Use use = find_use (names, node, spot);
  double value;

  if (query == NULL || use == USE_WHOLE || clause == STUDIO_SQL_CLAUSE_LIMIT ||
      clause == STUDIO_SQL_CLAUSE_GROUP || clause == STUDIO_SQL_CLAUSE_WINDOW ||
      clause == STUDIO_SQL_CLAUSE_DISTINCT || is_grouped_by (names, query, node, spot) ||
      (target != NULL && is_grouped_outside (names, target)))
    return FALSE;
  if (studio_sql_number (division->rexpr, &value))
    return (aggregated || use == USE_AVERAGE) && !is_shifted (division->lexpr) &&
           (clause == STUDIO_SQL_CLAUSE_SELECT || clause == STUDIO_SQL_CLAUSE_ORDER ||
            clause == STUDIO_SQL_CLAUSE_HAVING);
  if (studio_sql_number (division->lexpr, &value) && !studio_sql_has_column (division->rexpr) &&
      !studio_sql_has_aggregate (names, division->rexpr, TRUE))
    return FALSE;
  return !is_called_bucket (target) || studio_sql_has_aggregate (names, node, FALSE);
}

/* The divisor as tokens: the primary expression after “/”, with what “^” binds to it. */
static gboolean
find_divisor (const StudioSqlText *text, guint slash, StudioSqlRange *range)
{
  guint end = studio_sql_text_primary_end (text, slash + 1);

  while (end != STUDIO_SQL_NOWHERE && studio_sql_text_get_kind (text, end + 1) == '^')
    end = studio_sql_text_primary_end (text, end + 2);
  *range = (StudioSqlRange){ slash + 1, end };
  return end != STUDIO_SQL_NOWHERE;
}

/* NULLIF has brackets of its own; those of a subquery must stay. */
static char *
dup_inside (const StudioSqlText *text, StudioSqlRange range)
{
  if (studio_sql_text_get_kind (text, range.first) == '(' &&
      studio_sql_text_match (text, range.first) == range.last &&
      !studio_sql_text_is (text, range.first + 1, "SELECT") &&
      !studio_sql_text_is (text, range.first + 1, "WITH"))
    return studio_sql_text_dup (text, range.first + 1, range.last - 1);
  return studio_sql_text_dup_range (text, range);
}

static void
mend (const Work *work, StudioSqlRange range, gboolean truncates, gboolean guard)
{
  const StudioSqlText *text = work->subject->text;
  g_autofree char *divisor = studio_sql_text_dup_range (text, range);
  g_autofree char *inside = dup_inside (text, range);
  g_autofree char *after = NULL;

  if (guard)
    after = g_strdup_printf ("NULLIF(%s, 0)%s", inside, truncates ? "::numeric" : "");
  else if (range.first == range.last && studio_sql_text_is_number (text, range.first))
    after = g_strconcat (divisor, ".0", NULL);
  else
    after = g_strconcat (divisor, "::numeric", NULL);
  _studio_sql_rule_replace (
      work->subject, work->edits, truncates ? "integer-ratio" : "unguarded-division",
      g_strdup (truncates
                    ? _ ("A whole number divided by a whole number loses its fraction.")
                    : _ ("Dividing by 0 would stop the query; now the result is empty there.")),
      range.first, range.last, after);
}

static void
look_at (const PgQuery__Node *node, const StudioSqlSpot *spot, gpointer user_data)
{
  const Work *work = user_data;
  const StudioSqlNames *names = work->subject->names;
  StudioSqlType dividend, divisor;
  StudioSqlRange range;
  gboolean truncates, guard;
  guint slash;

  if (!studio_sql_is_operator (node, " / ") || spot->select == NULL)
    return;
  slash = studio_sql_text_at (work->subject->text, node->a_expr->location);
  if (!find_divisor (work->subject->text, slash, &range))
    return;
  dividend = studio_sql_names_type_of (names, node->a_expr->lexpr);
  divisor = studio_sql_names_type_of (names, node->a_expr->rexpr);
  truncates = dividend == STUDIO_SQL_TYPE_INTEGER && divisor == STUDIO_SQL_TYPE_INTEGER &&
              is_ratio (names, node, spot);
  guard = studio_sql_type_is_arithmetic (divisor) &&
          !studio_sql_number (node->a_expr->rexpr, &(double){ 0 }) &&
          !studio_sql_is_guarded (names, node->a_expr->rexpr, spot);
  if (truncates || guard)
    mend (work, range, truncates, guard);
}

void
_studio_sql_rule_division (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  Work work = { subject, edits };

  if (subject->names != NULL)
    studio_sql_visit (subject->tree, look_at, &work);
}
