/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Single conditions that do not do what they look like. */

/* `x = NULL` is never true, nor is `x <> NULL`. */
static void
compare_with_null (StudioSqlLint *lint, const PgQuery__Node *node)
{
  static const char *const names[] = { "=", "<>", "<", ">", "<=", ">=" };
  const PgQuery__Node *left, *right, *other;
  StudioFinding *finding;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = NULL;

      if (!_studio_sql_node_is_operator (node, names[i], &left, &right) ||
          (!_studio_sql_node_is_null (left) && !_studio_sql_node_is_null (right)))
        continue;
      finding = _studio_sql_lint_add (
          lint, "compare-with-null", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
          g_strdup_printf (
              _ ("“%s NULL” is never true, whatever the value. Write IS NULL or IS NOT "
                 "NULL."),
              names[i]));
      other = _studio_sql_node_is_null (left) ? right : left;
      text = _studio_sql_lint_text (lint, other);
      if (i < 2 && text != NULL && other->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
        finding->fix = g_strdup_printf ("%s IS %sNULL", text, i == 0 ? "" : "NOT ");
      return;
    }
}

static void
look_at_list (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation;
  const PgQuery__List *list;
  gboolean negated;

  if (node->node_case != PG_QUERY__NODE__NODE_A_EXPR ||
      node->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_IN ||
      node->a_expr->rexpr->node_case != PG_QUERY__NODE__NODE_LIST)
    return;
  operation = node->a_expr;
  negated = strcmp (operation->name[0]->string->sval, "<>") == 0;
  list = operation->rexpr->list;
  for (gsize i = 0; i < list->n_items; i++)
    {
      if (_studio_sql_node_is_null (list->items[i]))
        _studio_sql_lint_add (
            lint, "null-in-list", negated ? STUDIO_SEVERITY_ERROR : STUDIO_SEVERITY_HINT,
            STUDIO_ERROR_CLASS_WRONG_RESULT, node,
            g_strdup (
                negated ? _ ("NOT IN with NULL in the list is never true. Take the NULL out.")
                        : _ ("NULL in the list finds nothing. Write OR … IS NULL if it should.")));
      for (gsize k = 0; k < i; k++)
        if (list->items[i]->node_case == PG_QUERY__NODE__NODE_A_CONST &&
            _studio_sql_nodes_equal (lint->names, list->items[i], list->items[k]) ==
                STUDIO_SQL_EQUAL)
          {
            _studio_sql_lint_add (
                lint, "duplicate-in-list", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_NONE,
                list->items[i],
                g_strdup (_ ("This value is in the list twice; another one may be "
                             "missing.")));
            break;
          }
    }
}

static gboolean
is_filtered (const StudioSqlLint *lint, const StudioSqlQuery *query, const PgQuery__Node *node)
{
  g_autoptr (GPtrArray) conditions = _studio_sql_lint_row_conditions (query);

  for (guint i = 0; i < conditions->len; i++)
    {
      const PgQuery__Node *condition = g_ptr_array_index (conditions, i);

      if (condition->node_case == PG_QUERY__NODE__NODE_NULL_TEST &&
          condition->null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL &&
          _studio_sql_nodes_equal (lint->names, condition->null_test->arg, node) !=
              STUDIO_SQL_DIFFERENT)
        return TRUE;
    }
  return FALSE;
}

/* `x NOT IN (SELECT y …)`: one NULL among y, and nothing is found. */
static void
not_in_subquery (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__SubLink *link;
  const StudioSqlReference *reference;
  StudioSqlQuery *query;
  const StudioSqlColumn *output;

  if (node->node_case != PG_QUERY__NODE__NODE_BOOL_EXPR ||
      node->bool_expr->boolop != PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR ||
      node->bool_expr->args[0]->node_case != PG_QUERY__NODE__NODE_SUB_LINK)
    return;
  link = node->bool_expr->args[0]->sub_link;
  if (link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK ||
      link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
    return;
  query = studio_sql_names_find_query (lint->names, link->subselect->select_stmt);
  if (query == NULL || query->outputs->len != 1)
    return;
  output = g_ptr_array_index (query->outputs, 0);
  reference =
      output->expression != NULL ? _studio_sql_lint_column (lint, output->expression) : NULL;
  if (reference == NULL || reference->column->field == NULL ||
      _studio_sql_column_is_never_null (reference) || is_filtered (lint, query, output->expression))
    return;
  _studio_sql_lint_add (
      lint, "not-in-null", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
      g_strdup_printf (_ ("When a single “%s” is NULL, NOT IN finds no row at all. "
                          "Add WHERE %s IS NOT NULL, or use NOT EXISTS."),
                       reference->name, reference->name));
}

static gboolean
is_timestamp (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  StudioSqlType type = studio_sql_names_type_of (lint->names, node);

  return type == STUDIO_SQL_TYPE_TIMESTAMP || type == STUDIO_SQL_TYPE_TIMESTAMPTZ;
}

/* 'YYYY-MM-DD' without a time, also as DATE '…'. */
static gboolean
is_day (const PgQuery__Node *node)
{
  const char *text = _studio_sql_node_string (node);

  if (text == NULL || strlen (text) != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_midnight (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  return is_day (node) || studio_sql_names_type_of (lint->names, node) == STUDIO_SQL_TYPE_DATE;
}

/* A point in time compared with a day, which begins at midnight and is over at once. */
static void
compare_with_day (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__Node *left, *right;

  if (node->node_case != PG_QUERY__NODE__NODE_A_EXPR)
    return;
  if (node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN &&
      node->a_expr->rexpr->node_case == PG_QUERY__NODE__NODE_LIST)
    {
      left = node->a_expr->lexpr;
      right = node->a_expr->rexpr->list->items[1];
      if (_studio_sql_lint_column (lint, left) != NULL && is_timestamp (lint, left) &&
          is_day (right))
        _studio_sql_lint_add (
            lint, "between-end-date", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
            g_strdup_printf (
                _ ("BETWEEN … AND '%s' ends at the midnight with which that day begins, "
                   "so the day is left out. Write < the day after."),
                _studio_sql_node_string (right)));
    }
  else if (_studio_sql_node_is_operator (node, "<=", &left, &right) && is_day (right) &&
           _studio_sql_lint_column (lint, left) != NULL && is_timestamp (lint, left))
    _studio_sql_lint_add (
        lint, "between-end-date", STUDIO_SEVERITY_HINT, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
        g_strdup_printf (
            _ ("<= '%s' ends at the midnight with which that day begins, so the day is "
               "left out. Write < the day after."),
            _studio_sql_node_string (right)));
  else if (_studio_sql_node_is_operator (node, "=", &left, &right) && is_timestamp (lint, left) &&
           is_midnight (lint, right))
    {
      const StudioSqlReference *reference = _studio_sql_lint_column (lint, left);

      if (reference != NULL && reference->column->field != NULL)
        _studio_sql_lint_add (
            lint, "timestamp-equals-date", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT,
            node,
            g_strdup_printf (_ ("“%s” has a time of day, so it equals a date only at midnight. "
                                "Compare %s::date."),
                             reference->name, reference->name));
    }
}

/* `a.x = a.x`, mostly a slip for `a.x = b.x`. */
static void
compare_with_itself (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__Node *left, *right;

  if (_studio_sql_node_is_operator (node, "=", &left, &right) &&
      _studio_sql_lint_column (lint, left) != NULL &&
      _studio_sql_nodes_equal (lint->names, left, right) == STUDIO_SQL_EQUAL)
    _studio_sql_lint_add (lint, "compare-with-itself", STUDIO_SEVERITY_WARNING,
                          STUDIO_ERROR_CLASS_WRONG_RESULT, node,
                          g_strdup (_ ("This compares a column with itself, which is always true. "
                                       "Should one side be another table’s?")));
}

/* CASE x WHEN NULL never happens. */
static void
case_when_null (StudioSqlLint *lint, const PgQuery__Node *node)
{
  if (node->node_case != PG_QUERY__NODE__NODE_CASE_EXPR || node->case_expr->arg == NULL)
    return;
  for (gsize i = 0; i < node->case_expr->n_args; i++)
    if (_studio_sql_node_is_null (node->case_expr->args[i]->case_when->expr))
      _studio_sql_lint_add (
          lint, "compare-with-null", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_WRONG_RESULT,
          node->case_expr->args[i],
          g_strdup (_ ("CASE … WHEN NULL never applies, as nothing equals NULL. Write CASE WHEN … "
                       "IS NULL.")));
}

void
_studio_sql_lint_conditions (StudioSqlLint *lint,
                             const PgQuery__Node *node,
                             const StudioSqlSpot *spot)
{
  compare_with_null (lint, node);
  look_at_list (lint, node);
  not_in_subquery (lint, node);
  compare_with_day (lint, node);
  compare_with_itself (lint, node);
  case_when_null (lint, node);
}
