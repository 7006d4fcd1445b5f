/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <string.h>

/* Whether a divisor can be zero. NULL does no harm: what is divided by it becomes NULL. */

#define MAX_LEVELS 12
#define MAX_DEPTH 24
/* CASE expressions around a division that are looked at. */
#define MAX_CASES 8

typedef enum
{
  ANYTHING,
  NOT_ZERO,
  NOT_NEGATIVE,
  POSITIVE,
} Sign;

typedef struct
{
  StudioSqlLint *lint;
  const StudioSqlSpot *spot; /* NULL once an output of another query is looked at */
  StudioSqlQuery *query;
  guint level; /* queries that were entered */
  guint depth; /* expressions */
} View;

static Sign sign_of (View *view, const PgQuery__Node *node);

/* No macros, which would look twice, and that again at each level. */
static Sign
higher (Sign a, Sign b)
{
  return a > b ? a : b;
}

static Sign
lower (Sign a, Sign b)
{
  return a < b ? a : b;
}

static gboolean
excludes_zero (Sign sign)
{
  return sign == NOT_ZERO || sign == POSITIVE;
}

static gboolean
is_zero (const PgQuery__Node *node)
{
  double value;

  return _studio_sql_node_number (node, &value) && value == 0;
}

static gboolean
same (View *view, const PgQuery__Node *a, const PgQuery__Node *b)
{
  return _studio_sql_nodes_equal (view->lint->names, _studio_sql_node_strip_casts (a),
                                  _studio_sql_node_strip_casts (b)) != STUDIO_SQL_DIFFERENT;
}

/* --- conditions --- */

/* `node op value`, turned round when the value comes first. */
static gboolean
read_comparison (View *view,
                 const PgQuery__Node *condition,
                 const PgQuery__Node *node,
                 const char **name,
                 double *value)
{
  static const char *const names[] = { "=", "<>", ">", ">=", "<", "<=" };
  static const char *const turned[] = { "=", "<>", "<", "<=", ">", ">=" };
  const PgQuery__Node *left, *right;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!_studio_sql_node_is_operator (condition, names[i], &left, &right))
        continue;
      if (_studio_sql_node_number (right, value) && same (view, left, node))
        *name = names[i];
      else if (_studio_sql_node_number (left, value) && same (view, right, node))
        *name = turned[i];
      else
        return FALSE;
      return TRUE;
    }
  return FALSE;
}

static Sign
sign_by_between (View *view, const PgQuery__Node *condition, const PgQuery__Node *node)
{
  const PgQuery__AExpr *between;
  double low;

  if (condition->node_case != PG_QUERY__NODE__NODE_A_EXPR ||
      condition->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN)
    return ANYTHING;
  between = condition->a_expr;
  if (!same (view, between->lexpr, node) ||
      !_studio_sql_node_number (between->rexpr->list->items[0], &low))
    return ANYTHING;
  return low > 0 ? POSITIVE : ANYTHING;
}

/* What a condition that holds says of @node. */
static Sign
sign_by_condition (View *view, const PgQuery__Node *condition, const PgQuery__Node *node)
{
  const char *name = NULL;
  double value = 0;

  if (!read_comparison (view, condition, node, &name, &value))
    return sign_by_between (view, condition, node);
  if ((strcmp (name, ">") == 0 && value >= 0) ||
      ((strcmp (name, ">=") == 0 || strcmp (name, "=") == 0) && value > 0))
    return POSITIVE;
  if ((strcmp (name, "<>") == 0 && value == 0) || (strcmp (name, "=") == 0 && value != 0) ||
      (strcmp (name, "<") == 0 && value <= 0))
    return NOT_ZERO;
  return ANYTHING;
}

static Sign
sign_by_conditions (View *view, GPtrArray *conditions, const PgQuery__Node *node)
{
  Sign best = ANYTHING;

  for (guint i = 0; i < conditions->len; i++)
    best = higher (best, sign_by_condition (view, g_ptr_array_index (conditions, i), node));
  return best;
}

/* WHERE, ON and HAVING of the query, and FILTER around the node. */
static Sign
sign_by_query (View *view, const PgQuery__Node *node)
{
  g_autoptr (GPtrArray) rows = _studio_sql_lint_row_conditions (view->query);
  g_autoptr (GPtrArray) groups = _studio_sql_lint_conjuncts (view->query->select->having_clause);
  Sign best =
      higher (sign_by_conditions (view, rows, node), sign_by_conditions (view, groups, node));

  for (guint i = 0; view->spot != NULL && i < view->spot->depth; i++)
    if (view->spot->ancestors[i]->node_case == PG_QUERY__NODE__NODE_FUNC_CALL)
      {
        g_autoptr (GPtrArray) filter =
            _studio_sql_lint_conjuncts (view->spot->ancestors[i]->func_call->agg_filter);

        best = higher (best, sign_by_conditions (view, filter, node));
      }
  return best;
}

/* --- CASE around the division --- */

typedef struct
{
  View *view;
  const PgQuery__Node *divisor;
  gboolean found;
} Guard;

static gboolean
look_for_test (const ProtobufCMessage *message, gpointer user_data)
{
  Guard *guard = user_data;

  if (STUDIO_SQL_IS (message, node) &&
      same (guard->view, (const PgQuery__Node *) message, guard->divisor))
    guard->found = TRUE;
  return !guard->found;
}

/* Somebody who tests the divisor in a CASE around the division has thought of it. */
static gboolean
is_guarded_by_case (View *view, const PgQuery__Node *divisor)
{
  Guard guard = { view, divisor, FALSE };
  guint cases = 0;

  for (guint up = 0; view->spot != NULL && up < view->spot->depth && cases < MAX_CASES; up++)
    {
      const PgQuery__Node *ancestor = _studio_sql_spot_parent (view->spot, up);

      if (ancestor->node_case != PG_QUERY__NODE__NODE_CASE_EXPR)
        continue;
      cases++;
      if (ancestor->case_expr->arg != NULL)
        studio_sql_node_walk (&ancestor->case_expr->arg->base, look_for_test, &guard);
      for (gsize k = 0; k < ancestor->case_expr->n_args; k++)
        studio_sql_node_walk (&ancestor->case_expr->args[k]->case_when->expr->base, look_for_test,
                              &guard);
    }
  return guard.found;
}

/* --- calls --- */

static gboolean
has_groups (const StudioSqlQuery *query)
{
  return query->groups->len > 0;
}

/* A group has a row at least, so count (*) is 1 at least, and so is the count of a column that is
 * never NULL. */
static Sign
sign_of_count (View *view, const PgQuery__FuncCall *call, gboolean window)
{
  const StudioSqlReference *column =
      call->n_args == 1 ? _studio_sql_lint_column (view->lint, call->args[0]) : NULL;
  double value;
  gboolean all = call->agg_star || (column != NULL && _studio_sql_column_is_never_null (column)) ||
                 (call->n_args == 1 && _studio_sql_node_number (call->args[0], &value));

  if (!all || call->agg_filter != NULL)
    return NOT_NEGATIVE;
  return window || has_groups (view->query) ? POSITIVE : NOT_NEGATIVE;
}

static Sign
sign_of_extract (View *view, const PgQuery__FuncCall *call)
{
  static const char *const from_one[] = { "year", "month",  "day",     "quarter", "week",
                                          "doy",  "isodow", "isoyear", "century" };
  const char *field = call->n_args == 2 ? _studio_sql_node_string (call->args[0]) : NULL;
  StudioSqlType type = call->n_args == 2
                           ? studio_sql_names_type_of (view->lint->names, call->args[1])
                           : STUDIO_SQL_TYPE_UNKNOWN;

  /* Of a constant it is what the author saw. */
  if (call->n_args == 2 && _studio_sql_node_string (call->args[1]) != NULL)
    return POSITIVE;
  for (guint i = 0; field != NULL && i < G_N_ELEMENTS (from_one); i++)
    if (g_ascii_strcasecmp (field, from_one[i]) == 0)
      return studio_sql_type_is_temporal (type) ? POSITIVE : ANYTHING;
  return ANYTHING;
}

static Sign
sign_of_call (View *view, const PgQuery__Node *node)
{
  static const char *const from_one[] = { "row_number", "rank", "dense_rank", "ntile" };
  static const char *const keeping[] = {
    "sum", "avg", "min", "max", "lag", "lead", "first_value", "last_value", "abs", "percentile_cont"
  };
  static const char *const not_negative[] = { "abs", "length", "char_length", "cardinality" };
  const PgQuery__FuncCall *call = node->func_call;
  const char *name = _studio_sql_node_function (node);
  Sign inner;

  if (strcmp (name, "count") == 0)
    return sign_of_count (view, call, call->over != NULL);
  if (strcmp (name, "extract") == 0 || strcmp (name, "date_part") == 0)
    return sign_of_extract (view, call);
  for (guint i = 0; i < G_N_ELEMENTS (from_one); i++)
    if (strcmp (name, from_one[i]) == 0)
      return POSITIVE;
  for (guint i = 0; i < G_N_ELEMENTS (keeping); i++)
    if (strcmp (name, keeping[i]) == 0 && call->n_args >= 1)
      {
        inner = sign_of (view, call->args[0]);
        if (inner == POSITIVE || inner == NOT_NEGATIVE)
          return inner;
      }
  for (guint i = 0; i < G_N_ELEMENTS (not_negative); i++)
    if (strcmp (name, not_negative[i]) == 0)
      return NOT_NEGATIVE;
  return ANYTHING;
}

/* --- other expressions --- */

static Sign
sign_of_product (Sign a, Sign b)
{
  if (a == POSITIVE && b == POSITIVE)
    return POSITIVE;
  if (excludes_zero (a) && excludes_zero (b))
    return NOT_ZERO;
  return a >= NOT_NEGATIVE && b >= NOT_NEGATIVE ? NOT_NEGATIVE : ANYTHING;
}

static Sign
sign_of_operation (View *view, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  const PgQuery__Node *left, *right;
  double value;

  if (operation->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF)
    return is_zero (operation->rexpr)
               ? (sign_of (view, operation->lexpr) >= NOT_NEGATIVE ? POSITIVE : NOT_ZERO)
               : sign_of (view, operation->lexpr);
  if (_studio_sql_node_number (node, &value))
    return value > 0 ? POSITIVE : value < 0 ? NOT_ZERO : NOT_NEGATIVE;
  if (_studio_sql_node_is_operator (node, "*", &left, &right) ||
      _studio_sql_node_is_operator (node, "/", &left, &right))
    return sign_of_product (sign_of (view, left), sign_of (view, right));
  if (_studio_sql_node_is_operator (node, "+", &left, &right))
    {
      Sign a = sign_of (view, left), b = sign_of (view, right);

      return a >= NOT_NEGATIVE && b >= NOT_NEGATIVE ? higher (a, b) : ANYTHING;
    }
  return ANYTHING;
}

/* The least that all of @nodes are; NULL does not count. */
static Sign
least_sign (View *view, PgQuery__Node *const *nodes, gsize n)
{
  Sign least = POSITIVE;

  for (gsize i = 0; i < n; i++)
    {
      Sign sign;

      if (_studio_sql_node_is_null (nodes[i]))
        continue;
      sign = sign_of (view, nodes[i]);
      if ((sign == NOT_ZERO && least == NOT_NEGATIVE) ||
          (sign == NOT_NEGATIVE && least == NOT_ZERO))
        return ANYTHING;
      least = lower (least, sign);
    }
  return least;
}

static Sign
sign_of_case (View *view, const PgQuery__CaseExpr *node)
{
  Sign least = POSITIVE;
  gboolean tested = FALSE;

  for (gsize i = 0; i < node->n_args; i++)
    {
      const PgQuery__CaseWhen *when = node->args[i]->case_when;

      tested |= node->defresult != NULL &&
                sign_by_condition (view, when->expr, node->defresult) != ANYTHING;
      if (!_studio_sql_node_is_null (when->result))
        least = lower (least, higher (sign_of (view, when->result),
                                      sign_by_condition (view, when->expr, when->result)));
      /* CASE WHEN d = 0 THEN … ELSE d END */
      if (node->defresult != NULL)
        {
          const char *name = NULL;
          double value = 1;

          tested |= read_comparison (view, when->expr, node->defresult, &name, &value) &&
                    value == 0 && strcmp (name, "=") == 0;
        }
    }
  if (node->defresult == NULL || _studio_sql_node_is_null (node->defresult))
    return least;
  return lower (least, tested ? NOT_ZERO : sign_of (view, node->defresult));
}

static Sign
sign_of_greatest (View *view, const PgQuery__MinMaxExpr *node)
{
  Sign best = ANYTHING;

  if (node->op != PG_QUERY__MIN_MAX_OP__IS_GREATEST)
    return least_sign (view, node->args, node->n_args);
  for (gsize i = 0; i < node->n_args; i++)
    {
      Sign sign = sign_of (view, node->args[i]);

      if (sign >= NOT_NEGATIVE)
        best = higher (best, sign);
    }
  return best;
}

/* The output of a subquery or CTE is what makes it there. */
static Sign
sign_of_column (View *view, const PgQuery__Node *node)
{
  const StudioSqlReference *reference = _studio_sql_lint_column (view->lint, node);
  const StudioSqlColumn *column = reference != NULL ? reference->column : NULL;
  View inner = { view->lint, NULL, NULL, view->level + 1, 0 };

  if (column == NULL || reference->source == NULL || reference->source->query == NULL ||
      column->expression == NULL || view->level >= MAX_LEVELS)
    return ANYTHING;
  inner.query = reference->source->query;
  return sign_of (&inner, column->expression);
}

/* (SELECT count (*) FROM t) beside rows of t: there is one at least. */
static gboolean
counts_own_table (const View *view, const StudioSqlQuery *inner, const PgQuery__Node *output)
{
  const StudioSqlSource *counted =
      inner->sources->len == 1 ? g_ptr_array_index (inner->sources, 0) : NULL;

  if (counted == NULL || counted->table == NULL || inner->select->where_clause != NULL ||
      inner->select->having_clause != NULL || inner->groups->len > 0 ||
      !_studio_sql_node_calls (output, "count") || !output->func_call->agg_star ||
      output->func_call->agg_filter != NULL || (view->query->grouped && !has_groups (view->query)))
    return FALSE;
  for (guint i = 0; i < view->query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (view->query->sources, i);

      if (source->table == counted->table && !source->nullable)
        return TRUE;
    }
  return FALSE;
}

/* (SELECT NULLIF (count (*), 0) FROM …); no row at all gives NULL. */
static Sign
sign_of_subquery (View *view, const PgQuery__SubLink *link)
{
  View inner = { view->lint, NULL, NULL, view->level + 1, 0 };
  const StudioSqlColumn *output;

  if (link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK || view->level >= MAX_LEVELS ||
      link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
    return ANYTHING;
  inner.query = studio_sql_names_find_query (view->lint->names, link->subselect->select_stmt);
  if (inner.query == NULL || inner.query->outputs->len != 1)
    return ANYTHING;
  output = g_ptr_array_index (inner.query->outputs, 0);
  if (output->expression == NULL)
    return ANYTHING;
  if (counts_own_table (view, inner.query, output->expression))
    return POSITIVE;
  return sign_of (&inner, output->expression);
}

static Sign
sign_of_expression (View *view, const PgQuery__Node *node)
{
  switch ((int) node->node_case)
    {
    case PG_QUERY__NODE__NODE_A_CONST:
    case PG_QUERY__NODE__NODE_A_EXPR:
      {
        double value;

        if (_studio_sql_node_number (node, &value))
          return value > 0 ? POSITIVE : value < 0 ? NOT_ZERO : NOT_NEGATIVE;
        return node->node_case == PG_QUERY__NODE__NODE_A_EXPR ? sign_of_operation (view, node)
                                                              : ANYTHING;
      }
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return sign_of_call (view, node);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      return least_sign (view, node->coalesce_expr->args, node->coalesce_expr->n_args);
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return sign_of_greatest (view, node->min_max_expr);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      return sign_of_case (view, node->case_expr);
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      return sign_of_column (view, node);
    case PG_QUERY__NODE__NODE_SUB_LINK:
      return sign_of_subquery (view, node->sub_link);
    default:
      return ANYTHING;
    }
}

static Sign
sign_of (View *view, const PgQuery__Node *node)
{
  Sign sign;

  node = _studio_sql_node_strip_casts (node);
  if (node == NULL || node->node_case == PG_QUERY__NODE__NODE__NOT_SET || view->depth >= MAX_DEPTH)
    return ANYTHING;
  view->depth++;
  sign = sign_of_expression (view, node);
  if (!excludes_zero (sign))
    sign = higher (sign, sign_by_query (view, node));
  view->depth--;
  return sign;
}

gboolean
_studio_sql_lint_is_nonzero (StudioSqlLint *lint,
                             const PgQuery__Node *node,
                             const StudioSqlSpot *spot)
{
  View view = { lint, spot, spot->query, 0, 0 };

  return excludes_zero (sign_of (&view, node)) || is_guarded_by_case (&view, node);
}
