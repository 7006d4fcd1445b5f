/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Aggregates that count or add up what makes no sense to count or add up. */

/* --- count (CASE … ELSE 0 END) --- */

static gboolean
is_constant (const PgQuery__Node *node)
{
  double value;

  node = _studio_sql_node_strip_casts (node);
  return _studio_sql_node_number (node, &value) || _studio_sql_node_string (node) != NULL ||
         (node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
          node->a_const->val_case == PG_QUERY__A__CONST__VAL_BOOLVAL && !node->a_const->isnull);
}

/* A CASE none of whose branches is NULL: counting it counts every row. */
static gboolean
is_never_null_case (const PgQuery__Node *node)
{
  const PgQuery__CaseExpr *expression;

  if (node->node_case != PG_QUERY__NODE__NODE_CASE_EXPR)
    return FALSE;
  expression = node->case_expr;
  if (expression->defresult == NULL || !is_constant (expression->defresult))
    return FALSE;
  for (gsize i = 0; i < expression->n_args; i++)
    if (!is_constant (expression->args[i]->case_when->result))
      return FALSE;
  return TRUE;
}

/* CASE WHEN c THEN 1 ELSE 0 END */
static gboolean
is_indicator (const PgQuery__Node *node)
{
  double one, zero;

  return node->case_expr->n_args == 1 && node->case_expr->arg == NULL &&
         _studio_sql_node_number (node->case_expr->args[0]->case_when->result, &one) && one == 1 &&
         _studio_sql_node_number (node->case_expr->defresult, &zero) && zero == 0;
}

static gboolean
is_condition (const PgQuery__Node *node)
{
  static const char *const names[] = { "=", "<>", "<", ">", "<=", ">=" };
  const PgQuery__Node *left, *right;

  if (node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR ||
      node->node_case == PG_QUERY__NODE__NODE_NULL_TEST ||
      node->node_case == PG_QUERY__NODE__NODE_BOOLEAN_TEST)
    return TRUE;
  if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR &&
      node->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP &&
      node->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (_studio_sql_node_is_operator (node, names[i], &left, &right))
      return TRUE;
  return FALSE;
}

static void
count_case (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call = node->func_call;
  g_autofree char *text = NULL;
  StudioFinding *finding = _studio_sql_lint_add (
      lint, "count-of-case", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
      g_strdup (
          _ ("count() counts every value that is not NULL, and this CASE never gives NULL, so "
             "every row is counted. Take out the ELSE, or use sum().")));

  text = _studio_sql_lint_text (lint, call->args[0]);
  if (text != NULL && finding->start >= 0 && is_indicator (call->args[0]) && call->over == NULL &&
      !call->agg_distinct && call->agg_filter == NULL)
    finding->fix = g_strdup_printf ("SUM(%s)", text);
}

static void
count_condition (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call = node->func_call;
  g_autofree char *text = NULL;
  StudioFinding *finding = _studio_sql_lint_add (
      lint, "count-of-condition", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
      g_strdup (_ ("count() counts where the condition is false too. Write count(*) FILTER (WHERE "
                   "…).")));

  text = _studio_sql_lint_text (lint, call->args[0]);
  if (text != NULL && finding->start >= 0 && call->over == NULL && !call->agg_distinct &&
      call->agg_filter == NULL)
    finding->fix = g_strdup_printf ("COUNT(*) FILTER (WHERE %s)", text);
}

/* --- columns --- */

static gboolean
has_word (const char *name, const char *const *words)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_auto (GStrv) parts = g_strsplit (folded, "_", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strv_contains (words, parts[i]))
      return TRUE;
  return FALSE;
}

/* A column that holds a number of something by itself. */
static gboolean
is_counter (const StudioSqlColumn *column)
{
  static const char *const words[] = { "count",       "counts",    "cnt",    "qty",   "quantity",
                                       "views",       "hits",      "clicks", "likes", "visits",
                                       "impressions", "downloads", "seats",  NULL };

  return column->field != NULL && studio_sql_type_is_arithmetic (column->type) &&
         !studio_field_is_primary_key (column->field) &&
         !studio_field_is_foreign_key (column->field) &&
         has_word (studio_field_get_name (column->field), words);
}

/* sum (x) / count (x) is an average. */
static gboolean
is_divisor (const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__Node *left, *right, *below = node;

  for (guint up = 0; up < spot->depth; up++)
    {
      const PgQuery__Node *around = _studio_sql_spot_parent (spot, up);

      if (_studio_sql_node_is_operator (around, "/", &left, &right))
        return right == below;
      below = around;
    }
  return FALSE;
}

static void
count_column (StudioSqlLint *lint,
              const PgQuery__Node *node,
              const StudioSqlSpot *spot,
              const StudioSqlReference *reference)
{
  const PgQuery__FuncCall *call = node->func_call;
  const StudioSqlColumn *column = reference->column;

  if (column->type == STUDIO_SQL_TYPE_BOOLEAN && !call->agg_distinct)
    {
      g_autofree char *text = _studio_sql_lint_text (lint, call->args[0]);
      StudioFinding *finding = _studio_sql_lint_add (
          lint, "count-of-boolean", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
          g_strdup_printf (_ ("This counts the rows where “%s” is false too. To count where it is "
                              "true, write count(*) FILTER (WHERE %s)."),
                           reference->name, reference->name));

      if (text != NULL && finding->start >= 0 && call->over == NULL && call->agg_filter == NULL)
        finding->fix = g_strdup_printf ("COUNT(*) FILTER (WHERE %s)", text);
    }
  else if (!call->agg_distinct && is_counter (column) && !is_divisor (node, spot))
    {
      StudioFinding *finding = _studio_sql_lint_add (
          lint, "count-of-counter", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
          g_strdup_printf (
              _ ("“%s” is a number by itself, and count() only counts its rows. To add "
                 "it up, use sum()."),
              reference->name));
      g_autofree char *text = _studio_sql_lint_text (lint, call->args[0]);

      if (text != NULL && finding->start >= 0 && call->over == NULL && call->agg_filter == NULL)
        finding->fix = g_strdup_printf ("SUM(%s)", text);
    }
}

/* sum (id), avg (customer_id) */
static void
add_up_key (StudioSqlLint *lint,
            const PgQuery__Node *node,
            const char *name,
            const StudioSqlReference *reference)
{
  StudioField *field = reference->column->field;
  gboolean foreign, alone;

  if (field == NULL || !studio_sql_type_is_arithmetic (reference->column->type))
    return;
  foreign = studio_field_is_foreign_key (field);
  alone =
      reference->column->table != NULL && studio_sql_table_is_key (reference->column->table, field);
  if (foreign || alone)
    _studio_sql_lint_add (lint, "sum-of-key", STUDIO_SEVERITY_ERROR,
                          STUDIO_ERROR_CLASS_WRONG_RESULT, node,
                          g_strdup_printf (_ ("“%s” tells rows apart and measures nothing, so that "
                                              "%s() of it says nothing. Count it instead."),
                                           reference->name, name));
}

static gboolean
is_average (const StudioSqlLint *lint, const StudioSqlReference *reference)
{
  const PgQuery__Node *made_by = _studio_sql_node_strip_casts (reference->column->expression);

  while (made_by != NULL && _studio_sql_node_calls (made_by, "round") &&
         made_by->func_call->n_args > 0)
    made_by = _studio_sql_node_strip_casts (made_by->func_call->args[0]);
  return reference->source != NULL && reference->source->query != NULL && made_by != NULL &&
         _studio_sql_node_calls (made_by, "avg") && _studio_sql_lint_is_aggregate (lint, made_by);
}

static void
look_at_column (StudioSqlLint *lint,
                const PgQuery__Node *node,
                const StudioSqlSpot *spot,
                const char *name,
                const StudioSqlReference *reference)
{
  if (strcmp (name, "count") == 0)
    count_column (lint, node, spot, reference);
  else if (strcmp (name, "sum") == 0 || strcmp (name, "avg") == 0)
    add_up_key (lint, node, name, reference);
  if (strcmp (name, "avg") == 0 && is_average (lint, reference))
    _studio_sql_lint_add (lint, "average-of-averages", STUDIO_SEVERITY_HINT,
                          STUDIO_ERROR_CLASS_WRONG_RESULT, node,
                          g_strdup (_ ("The average of averages gives a small group as much weight "
                                       "as a large one. Leave it if that is meant.")));
}

static void
sum_distinct (StudioSqlLint *lint, const PgQuery__Node *node, const char *name)
{
  if (!node->func_call->agg_distinct || (strcmp (name, "sum") != 0 && strcmp (name, "avg") != 0))
    return;
  _studio_sql_lint_add (lint, "sum-distinct", STUDIO_SEVERITY_WARNING,
                        STUDIO_ERROR_CLASS_WRONG_RESULT, node,
                        g_strdup_printf (_ ("%s(DISTINCT …) drops equal values even where they are "
                                            "different events: two orders of 50 count once."),
                                         name));
}

void
_studio_sql_lint_aggregates (StudioSqlLint *lint,
                             const PgQuery__Node *node,
                             const StudioSqlSpot *spot)
{
  const char *name = _studio_sql_node_function (node);
  const StudioSqlCall *call;
  const PgQuery__Node *argument;
  const StudioSqlReference *reference;

  if (name == NULL || node->func_call->n_args != 1)
    return;
  call = _studio_sql_names_find_call (lint->names, node->func_call);
  if (call == NULL || (!call->aggregate && !call->window))
    return;
  argument = node->func_call->args[0];
  if (strcmp (name, "count") == 0 && is_never_null_case (argument) &&
      !node->func_call->agg_distinct)
    count_case (lint, node);
  else if (strcmp (name, "count") == 0 && is_condition (argument) && !node->func_call->agg_distinct)
    count_condition (lint, node);
  reference = _studio_sql_lint_column (lint, argument);
  if (reference != NULL)
    look_at_column (lint, node, spot, name, reference);
  sum_distinct (lint, node, name);
}
