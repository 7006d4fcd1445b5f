/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-values.h"

#include <glib/gi18n-lib.h>

#define RULE "argument-type"

/* Arguments of a type that the function does not take. */

static gboolean
is_not_text (StudioSqlType type)
{
  return studio_sql_type_is_arithmetic (type) || studio_sql_type_is_temporal (type) ||
         type == STUDIO_SQL_TYPE_BOOLEAN || type == STUDIO_SQL_TYPE_UUID ||
         type == STUDIO_SQL_TYPE_ENUM || type == STUDIO_SQL_TYPE_TIME;
}

/* round(double precision, n), mod(double precision, n) */
static void
mend_rounding (const StudioSqlWork *work, const PgQuery__FuncCall *call, const char *name)
{
  if (!studio_sql_is_among (" round trunc mod ", name) || call->n_args != 2)
    return;
  for (gsize i = 0; i < (g_str_equal (name, "mod") ? 2 : 1); i++)
    if (studio_sql_work_type (work, call->args[i]) == STUDIO_SQL_TYPE_FLOAT)
      studio_sql_work_cast (work, call->args[i], "::numeric", RULE,
                            _ ("PostgreSQL rounds only numeric values to a number of digits."));
}

/* sum(true or false), avg(…), max(…) */
static void
mend_boolean (const StudioSqlWork *work, const PgQuery__Node *node, const char *name)
{
  const PgQuery__FuncCall *call = node->func_call;
  g_autofree char *condition = NULL, *after = NULL;

  if (call->n_args != 1 || call->agg_distinct ||
      studio_sql_work_type (work, call->args[0]) != STUDIO_SQL_TYPE_BOOLEAN)
    return;
  condition = studio_sql_node_text (work->subject->names, call->args[0]);
  if (condition == NULL)
    return;
  if (g_str_equal (name, "avg"))
    {
      studio_sql_work_cast (work, call->args[0], "::int", RULE,
                            _ ("The share of what is true is the average of 1 and 0."));
      return;
    }
  if (g_str_equal (name, "sum") && call->agg_filter == NULL)
    after = g_strdup_printf ("COUNT(*) FILTER (WHERE %s)", condition);
  else if (g_str_equal (name, "max") || g_str_equal (name, "min"))
    after =
        g_strdup_printf ("%s(%s)", g_str_equal (name, "max") ? "bool_or" : "bool_and", condition);
  if (after != NULL)
    studio_sql_work_replace_call (
        work, node, after, RULE,
        _ ("PostgreSQL does not add up or compare what is true or false."));
}

/* count(DISTINCT a, b) */
static void
mend_count (const StudioSqlWork *work, const PgQuery__FuncCall *call)
{
  gsize start, end, unused;

  if (!call->agg_distinct || call->n_args < 2 ||
      !studio_sql_names_span (work->subject->names, call->args[0], &start, &unused) ||
      !studio_sql_names_span (work->subject->names, call->args[call->n_args - 1], &unused, &end))
    return;
  studio_sql_edits_begin (work->edits, RULE,
                          _ ("Several columns are counted together as one row (a, b)."));
  studio_sql_edits_replace (work->edits, start, start, "(");
  studio_sql_edits_replace (work->edits, end, end, ")");
}

/* count(DISTINCT json): only jsonb can be compared. */
static void
mend_distinct (const StudioSqlWork *work, const PgQuery__FuncCall *call)
{
  if (call->agg_distinct && call->n_args == 1 &&
      studio_sql_work_type (work, call->args[0]) == STUDIO_SQL_TYPE_JSON)
    studio_sql_work_cast (work, call->args[0], "::jsonb", RULE,
                          _ ("Values of json cannot be compared, those of jsonb can."));
}

/* percentile_cont(0.5) WITHIN GROUP (ORDER BY text) */
static void
mend_percentile (const StudioSqlWork *work, const PgQuery__FuncCall *call, const char *name)
{
  const PgQuery__Node *value;

  if (!g_str_equal (name, "percentile_cont") || !call->agg_within_group || call->n_agg_order != 1 ||
      call->agg_order[0]->node_case != PG_QUERY__NODE__NODE_SORT_BY)
    return;
  value = call->agg_order[0]->sort_by->node;
  if (studio_sql_work_type (work, value) == STUDIO_SQL_TYPE_TEXT &&
      studio_sql_work_may_hold (work, value, FALSE))
    studio_sql_work_cast (work, value, "::numeric", RULE,
                          _ ("The value is text, so it is read as a number first."));
}

/* (true or false)::numeric */
static void
mend_boolean_cast (const StudioSqlWork *work, const PgQuery__TypeCast *cast)
{
  const PgQuery__TypeName *type = cast->type_name;

  if (studio_sql_work_type (work, cast->arg) == STUDIO_SQL_TYPE_BOOLEAN && type != NULL &&
      type->n_names > 0 &&
      studio_sql_is_among (" numeric float4 float8 int8 int2 ",
                           type->names[type->n_names - 1]->string->sval))
    studio_sql_work_cast (work, cast->arg, "::int", RULE,
                          _ ("What is true or false becomes a number as 1 or 0."));
}

/* lower(enum), left(timestamp, 7), length(number) */
static void
mend_text (const StudioSqlWork *work, const PgQuery__FuncCall *call, const char *name)
{
  if (!studio_sql_is_among (
          " lower upper initcap length char_length character_length left right "
          "substring substr strpos split_part replace btrim ltrim rtrim lpad rpad "
          "string_agg regexp_replace regexp_matches concat_ws starts_with position "
          "reverse ",
          name) ||
      call->n_args == 0 || g_str_equal (name, "concat_ws") ||
      !is_not_text (studio_sql_work_type (work, call->args[0])))
    return;
  studio_sql_work_cast (work, call->args[0], "::text", RULE,
                        _ ("The function works on text, so the value is made text first."));
}

/* sum(text), round(text, 2): outside of JSON too, a number written as text. */
static void
mend_number (const StudioSqlWork *work, const PgQuery__FuncCall *call, const char *name)
{
  if (!studio_sql_is_among (
          " sum avg stddev stddev_pop stddev_samp variance var_pop var_samp round abs "
          "ceil ceiling floor sqrt trunc mod ",
          name) ||
      call->n_args == 0 || studio_sql_work_type (work, call->args[0]) != STUDIO_SQL_TYPE_TEXT ||
      studio_sql_work_is_json_text (work, call->args[0]) ||
      !studio_sql_work_may_hold (work, call->args[0], FALSE))
    return;
  studio_sql_work_cast (work, call->args[0], "::numeric", RULE,
                        _ ("The column holds text, so it is read as a number first."));
}

static void
look_at_operator (const StudioSqlWork *work, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  StudioSqlType left = studio_sql_work_type (work, operation->lexpr);
  StudioSqlType right = studio_sql_work_type (work, operation->rexpr);
  gboolean texts = left == STUDIO_SQL_TYPE_TEXT && right == STUDIO_SQL_TYPE_TEXT &&
                   !studio_sql_work_is_json_text (work, operation->lexpr) &&
                   !studio_sql_work_is_json_text (work, operation->rexpr);
  gboolean literal =
      (left == STUDIO_SQL_TYPE_TEXT && studio_sql_string (operation->rexpr) != NULL) ||
      (right == STUDIO_SQL_TYPE_TEXT && studio_sql_string (operation->lexpr) != NULL);

  if (studio_sql_is_operator (node, " % "))
    {
      if (left == STUDIO_SQL_TYPE_FLOAT && studio_sql_type_is_arithmetic (right))
        studio_sql_work_cast (work, operation->lexpr, "::numeric", RULE,
                              _ ("PostgreSQL has no remainder of floating-point values."));
    }
  else if (studio_sql_is_operator (node, " + ") && (texts || literal))
    studio_sql_edits_add (work->edits, "operator", _ ("PostgreSQL joins texts with ||."),
                          operation->location, operation->location + 1, "||");
  else if (studio_sql_is_operator (node, " + - * / "))
    {
      if (left == STUDIO_SQL_TYPE_TEXT && studio_sql_type_is_arithmetic (right) &&
          !studio_sql_work_is_json_text (work, operation->lexpr) &&
          studio_sql_work_may_hold (work, operation->lexpr, FALSE))
        studio_sql_work_cast (work, operation->lexpr, "::numeric", RULE,
                              _ ("The column holds text, so it is read as a number first."));
      else if (right == STUDIO_SQL_TYPE_TEXT && studio_sql_type_is_arithmetic (left) &&
               !studio_sql_work_is_json_text (work, operation->rexpr) &&
               studio_sql_work_may_hold (work, operation->rexpr, FALSE))
        studio_sql_work_cast (work, operation->rexpr, "::numeric", RULE,
                              _ ("The column holds text, so it is read as a number first."));
    }
  else if (studio_sql_is_operator (node, " || ") && is_not_text (left) && is_not_text (right))
    studio_sql_work_cast (work, operation->lexpr, "::text", RULE,
                          _ ("Values are joined as texts."));
}

void
_studio_sql_values_call (const StudioSqlWork *work,
                         const PgQuery__Node *node,
                         const StudioSqlSpot *spot)
{
  const char *name = studio_sql_call_name (node);

  if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR && node->a_expr->lexpr != NULL &&
      node->a_expr->rexpr != NULL)
    look_at_operator (work, node);
  if (node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
    mend_boolean_cast (work, node->type_cast);
  if (name == NULL)
    return;
  mend_rounding (work, node->func_call, name);
  mend_text (work, node->func_call, name);
  mend_number (work, node->func_call, name);
  mend_percentile (work, node->func_call, name);
  mend_distinct (work, node->func_call);
  if (studio_sql_is_among (" sum avg max min ", name))
    mend_boolean (work, node, name);
  else if (g_str_equal (name, "count"))
    mend_count (work, node->func_call);
}
