/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- the place of a divisor, and what to write there --- */

/* The divisor with the brackets around it: the one primary after the operator. */
static gboolean
divisor_span (const StudioSqlLint *lint, const PgQuery__Node *node, gsize *start, gsize *end)
{
  const StudioSqlTokens *tokens = studio_sql_names_get_tokens (lint->names);
  guint length = studio_sql_tokens_get_length (tokens);
  guint i = studio_sql_tokens_find (tokens, node->a_expr->location) + 1;
  gsize first = 0, last = 0;

  while (i < length && studio_sql_token_is_comment (studio_sql_tokens_get (tokens, i)))
    i++;
  if (i >= length || !studio_sql_names_span (lint->names, node->a_expr->rexpr, &first, &last))
    return FALSE;
  *start = studio_sql_tokens_get (tokens, i)->start;
  *end = last;
  if (studio_sql_tokens_get (tokens, i)->kind == '(')
    {
      guint close = studio_sql_tokens_match (tokens, i);

      if (close == G_MAXUINT)
        return FALSE;
      *end = MAX (last, studio_sql_tokens_get (tokens, close)->end);
    }
  return *end > *start;
}

/* Whether a text is one pair of brackets around all the rest. */
static gboolean
is_bracketed (const char *text)
{
  g_autoptr (StudioSqlTokens) tokens = studio_sql_tokens_scan (text);
  guint length = tokens != NULL ? studio_sql_tokens_get_length (tokens) : 0;

  return length > 2 && studio_sql_tokens_get (tokens, 0)->kind == '(' &&
         studio_sql_tokens_match (tokens, 0) == length - 1;
}

static char *
write_divisor (const StudioSqlLint *lint,
               const PgQuery__Node *divisor,
               const char *text,
               gboolean guard,
               gboolean numeric)
{
  double value;

  if (numeric && divisor->node_case == PG_QUERY__NODE__NODE_A_CONST &&
      _studio_sql_node_number (divisor, &value))
    return g_strdup_printf ("%s.0", text);
  if (!guard)
    return g_strdup_printf ("%s::numeric", text);
  /* The brackets of a subquery stay: NULLIF ((SELECT …), 0). */
  if (is_bracketed (text) && divisor->node_case != PG_QUERY__NODE__NODE_SUB_LINK)
    return g_strdup_printf ("NULLIF%.*s, 0)%s", (int) strlen (text) - 1, text,
                            numeric ? "::numeric" : "");
  return g_strdup_printf ("NULLIF(%s, 0)%s", text, numeric ? "::numeric" : "");
}

/* Makes the fix replace the whole division, so that the finding can point at all of it. */
static void
set_fix (const StudioSqlLint *lint,
         StudioFinding *finding,
         const PgQuery__Node *node,
         gboolean guard,
         gboolean numeric)
{
  gsize start = 0, end = 0;
  g_autofree char *divisor = NULL, *written = NULL;

  if (finding->start < 0 || !divisor_span (lint, node, &start, &end) ||
      start < (gsize) finding->start)
    return;
  /* A bracket around the divisor may close after what the tree tells of the division. */
  finding->end = MAX (finding->end, (gssize) end);
  divisor = g_strndup (lint->sql + start, end - start);
  written = write_divisor (lint, node->a_expr->rexpr, divisor, guard, numeric);
  finding->fix =
      g_strdup_printf ("%.*s%s%.*s", (int) (start - finding->start), lint->sql + finding->start,
                       written, (int) (finding->end - end), lint->sql + end);
}

/* --- whole numbers divided --- */

typedef enum
{
  USE_SHOWN,    /* in the result */
  USE_COMPARED, /* only compared or sorted by */
  USE_INTENDED, /* the whole number is what is wanted */
  USE_ROUNDED,  /* made whole by hand afterwards */
} Use;

static gboolean
wants_whole_number (const char *name)
{
  static const char *const names[] = {
    "floor",         "trunc", "div",       "mod",  "make_date",      "repeat",
    "make_interval", "chr",   "substring", "lpad", "generate_series"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_comparison (const PgQuery__Node *node)
{
  static const char *const names[] = { "=", "<>", "<", ">", "<=", ">=" };
  const PgQuery__Node *left, *right;

  if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR &&
      (node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN ||
       node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (_studio_sql_node_is_operator (node, names[i], &left, &right))
      return TRUE;
  return FALSE;
}

/* What happens to the quotient on its way out. */
static Use
find_use (const StudioSqlLint *lint, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__Node *below = node;

  for (guint up = 0; up < spot->depth; up++)
    {
      const PgQuery__Node *around = _studio_sql_spot_parent (spot, up);
      const char *name = _studio_sql_node_function (around);
      const PgQuery__Node *left, *right;

      if (name != NULL && wants_whole_number (name))
        return USE_INTENDED;
      if (around->node_case == PG_QUERY__NODE__NODE_TYPE_CAST &&
          studio_sql_names_type_of (lint->names, around) == STUDIO_SQL_TYPE_INTEGER)
        return USE_ROUNDED;
      if (_studio_sql_node_is_operator (around, "%", &left, &right))
        return USE_INTENDED;
      /* a / b * b: the begin of a band */
      if (_studio_sql_node_is_operator (around, "*", &left, &right) &&
          _studio_sql_nodes_equal (lint->names, below == left ? right : left,
                                   node->a_expr->rexpr) == STUDIO_SQL_EQUAL)
        return USE_INTENDED;
      if (is_comparison (around))
        return USE_COMPARED;
      if (around->node_case == PG_QUERY__NODE__NODE_CASE_WHEN && below == around->case_when->expr)
        return USE_COMPARED;
      below = around;
    }
  return spot->clause == STUDIO_SQL_CLAUSE_SELECT ? USE_SHOWN : USE_COMPARED;
}

/* Whether the query is grouped by it: then it is a band, and meant to be whole. */
static gboolean
is_group_key (const StudioSqlLint *lint, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  for (guint i = 0; i < spot->query->groups->len; i++)
    {
      const PgQuery__Node *group = g_ptr_array_index (spot->query->groups, i);

      if (_studio_sql_nodes_equal (lint->names, group, node) == STUDIO_SQL_EQUAL)
        return TRUE;
      for (guint k = 0; k < spot->depth; k++)
        if (_studio_sql_nodes_equal (lint->names, group, spot->ancestors[k]) == STUDIO_SQL_EQUAL)
          return TRUE;
    }
  return FALSE;
}

/* 1 / 3 written out. */
static gboolean
divide_constants (StudioSqlLint *lint, const PgQuery__Node *node, double left, double right)
{
  double quotient = left / right;

  if (quotient != (double) (gint64) quotient)
    {
      StudioFinding *finding = _studio_sql_lint_add (
          lint, "integer-division", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
          g_strdup_printf (_ ("%.0f / %.0f of whole numbers is %.0f here, as the rest is cut off. "
                              "Write %.0f / %.0f.0."),
                           left, right, (double) (gint64) quotient, left, right));

      set_fix (lint, finding, node, FALSE, TRUE);
    }
  return TRUE;
}

static void
report_integer_division (StudioSqlLint *lint,
                         const PgQuery__Node *node,
                         const StudioSqlSpot *spot,
                         Use use)
{
  const PgQuery__Node *divisor = node->a_expr->rexpr;
  double value;
  gboolean constant = _studio_sql_node_number (divisor, &value);
  gboolean guarded = _studio_sql_lint_is_nonzero (lint, divisor, spot);
  gboolean band = is_group_key (lint, node, spot);
  StudioSeverity severity = STUDIO_SEVERITY_WARNING;
  StudioFinding *finding;

  if (use == USE_SHOWN && !constant && !band)
    severity = STUDIO_SEVERITY_ERROR;
  else if (use == USE_ROUNDED || band)
    severity = STUDIO_SEVERITY_HINT;
  finding = _studio_sql_lint_add (
      lint, "integer-division", severity, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
      g_strdup (use == USE_COMPARED
                    ? _ ("Both sides are whole numbers, so the quotient is cut to a whole number "
                         "before it is compared: 7 / 2 is 3. Cast the divisor to numeric.")
                : severity == STUDIO_SEVERITY_HINT
                    ? _ ("Both sides are whole numbers, so the quotient is cut to a whole number: "
                         "7 / 2 is 3. Leave it if that is meant.")
                    : _ ("Both sides are whole numbers, so the quotient is cut to a whole number: "
                         "7 / 2 is 3, and 3 / 4 is 0. Cast the divisor to numeric.")));
  if (severity != STUDIO_SEVERITY_HINT)
    set_fix (lint, finding, node, !guarded, TRUE);
}

/* Returns whether the division was one of whole numbers and has been dealt with. */
static gboolean
integer_division (StudioSqlLint *lint, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__AExpr *division = node->a_expr;
  double left, right;
  Use use;

  /* CockroachDB divides whole numbers to decimals. */
  if (lint->dialect == STUDIO_DIALECT_COCKROACHDB ||
      studio_sql_names_type_of (lint->names, division->lexpr) != STUDIO_SQL_TYPE_INTEGER ||
      studio_sql_names_type_of (lint->names, division->rexpr) != STUDIO_SQL_TYPE_INTEGER)
    return FALSE;
  if (_studio_sql_node_number (division->rexpr, &right))
    {
      if (right == 0)
        return FALSE;
      if (_studio_sql_node_number (division->lexpr, &left))
        return divide_constants (lint, node, left, right);
    }
  use = find_use (lint, node, spot);
  if (use == USE_INTENDED || spot->clause == STUDIO_SQL_CLAUSE_GROUP)
    return FALSE;
  report_integer_division (lint, node, spot, use);
  return TRUE;
}

/* --- a ratio that is always 1 --- */

/* Takes off what does not change of what a ratio is made: casts, factors, guards against 0. */
static const PgQuery__Node *
core (const PgQuery__Node *node)
{
  for (;;)
    {
      const PgQuery__Node *left, *right;
      double value;

      node = _studio_sql_node_strip_casts (node);
      if (_studio_sql_node_is_operator (node, "*", &left, &right) &&
          (_studio_sql_node_number (left, &value) || _studio_sql_node_number (right, &value)))
        node = _studio_sql_node_number (left, &value) ? right : left;
      else if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR &&
               node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF)
        node = node->a_expr->lexpr;
      else
        return node;
    }
}

/* count (*), or what counts the same rows. */
static gboolean
counts_all_rows (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  const StudioSqlReference *column;
  const PgQuery__FuncCall *call;
  double value;

  if (!_studio_sql_node_calls (node, "count") || !_studio_sql_lint_is_aggregate (lint, node))
    return FALSE;
  call = node->func_call;
  if (call->agg_filter != NULL)
    return FALSE;
  if (call->agg_star)
    return TRUE;
  if (call->n_args != 1)
    return FALSE;
  if (_studio_sql_node_number (call->args[0], &value))
    return !call->agg_distinct;
  column = _studio_sql_lint_column (lint, call->args[0]);
  if (column == NULL || !_studio_sql_column_is_never_null (column))
    return FALSE;
  if (!call->agg_distinct)
    return TRUE;
  /* Distinct keys, where every row is of its own. */
  return column->query->sources->len == 1 && column->source->table != NULL &&
         studio_sql_table_is_key (column->source->table, column->column->field);
}

static gboolean
is_constant (const PgQuery__Node *node)
{
  double value;

  return _studio_sql_node_number (node, &value) || _studio_sql_node_string (node) != NULL ||
         _studio_sql_node_is_null (node);
}

/* Two outputs of one subquery are what makes them there. */
static void
look_through (const StudioSqlLint *lint, const PgQuery__Node **left, const PgQuery__Node **right)
{
  const StudioSqlReference *a = _studio_sql_lint_column (lint, *left);
  const StudioSqlReference *b = _studio_sql_lint_column (lint, *right);

  if (a == NULL || b == NULL || a->source != b->source || a->source->query == NULL ||
      a->column->expression == NULL || b->column->expression == NULL)
    return;
  *left = core (a->column->expression);
  *right = core (b->column->expression);
}

/* The same subquery written twice. */
static gboolean
are_copies (const StudioSqlLint *lint, const PgQuery__Node *left, const PgQuery__Node *right)
{
  g_autofree char *a = NULL, *b = NULL;

  if (left->node_case != PG_QUERY__NODE__NODE_SUB_LINK ||
      right->node_case != PG_QUERY__NODE__NODE_SUB_LINK)
    return FALSE;
  a = _studio_sql_lint_text (lint, left);
  b = _studio_sql_lint_text (lint, right);
  return a != NULL && g_strcmp0 (a, b) == 0;
}

static gboolean
ratio_of_the_same (StudioSqlLint *lint, const PgQuery__Node *node)
{
  const PgQuery__Node *left = core (node->a_expr->lexpr), *right = core (node->a_expr->rexpr);

  look_through (lint, &left, &right);

  if (is_constant (left) || is_constant (right))
    return FALSE;
  if (_studio_sql_nodes_equal (lint->names, left, right) != STUDIO_SQL_EQUAL &&
      !are_copies (lint, left, right) &&
      !(counts_all_rows (lint, left) && counts_all_rows (lint, right)))
    return FALSE;
  _studio_sql_lint_add (
      lint, "ratio-always-one", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_WRONG_RESULT, node,
      g_strdup (_ ("Both sides of the division are the same, so that the ratio is "
                   "always 1 (100 %). Restrict what is counted above it, with "
                   "FILTER (WHERE …).")));
  return TRUE;
}

/* --- division by zero --- */

static void
unguarded_division (StudioSqlLint *lint, const PgQuery__Node *node, const StudioSqlSpot *spot)
{
  const PgQuery__Node *divisor = node->a_expr->rexpr;
  StudioSqlType type = studio_sql_names_type_of (lint->names, divisor);
  StudioFinding *finding;
  double value;

  if (_studio_sql_node_number (divisor, &value) && value == 0)
    {
      _studio_sql_lint_add (lint, "division-by-zero", STUDIO_SEVERITY_ERROR,
                            STUDIO_ERROR_CLASS_DIVISION, node,
                            g_strdup (_ ("This divides by zero, which PostgreSQL refuses.")));
      return;
    }
  if ((type != STUDIO_SQL_TYPE_UNKNOWN && !studio_sql_type_is_arithmetic (type)) ||
      _studio_sql_lint_is_nonzero (lint, divisor, spot))
    return;
  finding = _studio_sql_lint_add (
      lint, "unguarded-division", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_DIVISION, node,
      g_strdup (_ ("When the divisor is 0 the whole statement fails. Write NULLIF(…, 0), which "
                   "leaves that row empty.")));
  set_fix (lint, finding, node, TRUE, FALSE);
}

void
_studio_sql_lint_division (StudioSqlLint *lint,
                           const PgQuery__Node *node,
                           const StudioSqlSpot *spot)
{
  const PgQuery__Node *left, *right;
  gboolean reported = FALSE;

  if (_studio_sql_node_is_operator (node, "/", &left, &right))
    {
      reported = ratio_of_the_same (lint, node);
      reported |= integer_division (lint, node, spot);
    }
  else if (!_studio_sql_node_is_operator (node, "%", &left, &right))
    return;
  if (!reported && spot->clause != STUDIO_SQL_CLAUSE_GROUP)
    unguarded_division (lint, node, spot);
}
