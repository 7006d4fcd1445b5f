/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_one_of (const char *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (strcmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_comparison (const char *name)
{
  static const char *const names[] = { "=", "<>", "<", ">", "<=", ">=", NULL };

  return is_one_of (name, names);
}

static gboolean
is_pattern (const char *name)
{
  static const char *const names[] = { "~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*", NULL };

  return is_one_of (name, names);
}

static const char *
operator_word (const char *name)
{
  return strcmp (name, "~~") == 0     ? "LIKE"
         : strcmp (name, "!~~") == 0  ? "NOT LIKE"
         : strcmp (name, "~~*") == 0  ? "ILIKE"
         : strcmp (name, "!~~*") == 0 ? "NOT ILIKE"
                                      : name;
}

/* Operators that an extension may well add for types we know (pg_trgm). */
static gboolean
may_be_extension (const char *name, StudioSqlTypeId left, StudioSqlTypeId right)
{
  static const char *const names[] = { "%", "<->", NULL };

  return _studio_sql_type_category (left) == 'S' && _studio_sql_type_category (right) == 'S' &&
         is_one_of (name, names);
}

static char *
explain (const char *name, StudioSqlTypeId left, StudioSqlTypeId right)
{
  char from = _studio_sql_type_category (left), to = _studio_sql_type_category (right);
  const char *left_label = _studio_sql_type_label (left);
  const char *right_label = _studio_sql_type_label (right);

  if (is_pattern (name) && from != 'S')
    return g_strdup_printf (_ ("%s compares texts; the left side is of type %s. Cast it to text."),
                            operator_word (name), left_label);
  if (g_str_has_prefix (name, "->") && from == 'S')
    return g_strdup_printf (_ ("“%s” reads JSON; the left side is of type %s. Cast it to jsonb."),
                            name, left_label);
  if ((from == 'D' && to == 'N') || (from == 'N' && to == 'D'))
    return g_strdup_printf (_ ("“%s” does not take a %s and a number. Write the time span as "
                               "INTERVAL '7 days'."),
                            name, from == 'D' ? left_label : right_label);
  if (is_comparison (name))
    return g_strdup_printf (_ ("“%s” cannot compare %s with %s. Cast one side to the type of the "
                               "other."),
                            name, left_label, right_label);
  if (from == 'S' || to == 'S')
    return g_strdup_printf (_ ("“%s” does not take %s and %s. Cast the text to a number "
                               "(::numeric)."),
                            name, left_label, right_label);
  return g_strdup_printf (_ ("There is no operator “%s” for %s and %s."), name, left_label,
                          right_label);
}

static const PgQuery__Node *
integer_constant (const PgQuery__Node *node)
{
  return node != NULL && node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
                 node->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL && !node->a_const->isnull
             ? node
             : NULL;
}

static void
set_fix (StudioSqlNames *self, StudioFinding *finding, const PgQuery__Node *node, char *fix)
{
  gsize start = 0, end = 0;

  if (studio_sql_names_span (self, node, &start, &end))
    {
      finding->start = start;
      finding->end = end;
      finding->fix = fix;
    }
  else
    g_free (fix);
}

/* What is certain to be meant by `timestamp - 7` and `flag = 1`. */
static void
add_fix (StudioSqlNames *self,
         StudioFinding *finding,
         const char *name,
         const PgQuery__Node *right,
         StudioSqlTypeId left_type)
{
  const PgQuery__Node *constant = integer_constant (right);
  int value = constant != NULL ? constant->a_const->ival->ival : 0;

  if (constant == NULL)
    return;
  if (_studio_sql_type_category (left_type) == 'D' &&
      (strcmp (name, "-") == 0 || strcmp (name, "+") == 0))
    set_fix (self, finding, right, g_strdup_printf ("INTERVAL '%d days'", value));
  else if (left_type == STUDIO_SQL_BOOL && (value == 0 || value == 1) &&
           (strcmp (name, "=") == 0 || strcmp (name, "<>") == 0))
    set_fix (self, finding, right, g_strdup (value == 1 ? "TRUE" : "FALSE"));
}

StudioSqlTypeId
_studio_sql_types_operator (StudioSqlNames *self,
                            const char *name,
                            const PgQuery__Node *left,
                            StudioSqlTypeId left_type,
                            const PgQuery__Node *right,
                            StudioSqlTypeId right_type,
                            const PgQuery__Node *node)
{
  StudioSqlMatch match;
  gboolean both_known = left_type > STUDIO_SQL_UNKNOWN && right_type > STUDIO_SQL_UNKNOWN;

  _studio_sql_match_operator (name, left_type, right_type, FALSE, &match);
  if (match.kind == STUDIO_SQL_MATCH_NONE && !may_be_extension (name, left_type, right_type))
    {
      StudioFinding *finding =
          _studio_sql_names_report (self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
                                    explain (name, left_type, right_type));

      add_fix (self, finding, name, right, left_type);
    }
  else if (match.kind == STUDIO_SQL_MATCH_AMBIGUOUS && !both_known)
    _studio_sql_names_report (
        self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
        g_strdup_printf (_ ("“%s” could be meant for several types. Cast the literal, as in "
                            "DATE '2024-01-31'."),
                         name));
  else if (match.kind == STUDIO_SQL_MATCH_FOUND)
    {
      if ((left_type == STUDIO_SQL_UNKNOWN &&
           !_studio_sql_types_literal (self, left, match.args[0])) ||
          (right_type == STUDIO_SQL_UNKNOWN &&
           !_studio_sql_types_literal (self, right, match.args[1])))
        return STUDIO_SQL_ANY;
    }
  return match.result;
}

static StudioSqlTypeId
prefix_operator (StudioSqlNames *self,
                 StudioSqlScope *scope,
                 const char *name,
                 const PgQuery__Node *node)
{
  const PgQuery__Node *right = node->a_expr->rexpr;
  StudioSqlTypeId type = _studio_sql_types_expression (self, scope, right);
  StudioSqlMatch match;

  _studio_sql_match_operator (name, STUDIO_SQL_ANY, type, TRUE, &match);
  if (match.kind == STUDIO_SQL_MATCH_NONE || match.kind == STUDIO_SQL_MATCH_AMBIGUOUS)
    _studio_sql_names_report (self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
                              g_strdup_printf (_ ("“%s” cannot stand before a value of type %s."),
                                               name, _studio_sql_type_label (type)));
  return match.result;
}

/* `(a, b) = (c, d)`: column by column. */
static gboolean
compare_rows (StudioSqlNames *self,
              const char *name,
              const PgQuery__Node *left,
              const PgQuery__Node *right)
{
  const PgQuery__RowExpr *a, *b;

  if (left->node_case != PG_QUERY__NODE__NODE_ROW_EXPR ||
      right->node_case != PG_QUERY__NODE__NODE_ROW_EXPR)
    return FALSE;
  a = left->row_expr;
  b = right->row_expr;
  for (gsize i = 0; i < MIN (a->n_args, b->n_args); i++)
    _studio_sql_types_operator (self, name, a->args[i],
                                _studio_sql_names_type_id (self, a->args[i]), b->args[i],
                                _studio_sql_names_type_id (self, b->args[i]), right);
  return TRUE;
}

static StudioSqlTypeId
plain_operator (StudioSqlNames *self,
                StudioSqlScope *scope,
                const char *name,
                const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  StudioSqlTypeId left = _studio_sql_types_expression (self, scope, operation->lexpr);
  StudioSqlTypeId right = _studio_sql_types_expression (self, scope, operation->rexpr);

  if (left == STUDIO_SQL_RECORD || right == STUDIO_SQL_RECORD)
    {
      compare_rows (self, name, operation->lexpr, operation->rexpr);
      return is_comparison (name) ? STUDIO_SQL_BOOL : STUDIO_SQL_ANY;
    }
  return _studio_sql_types_operator (self, name, operation->lexpr, left, operation->rexpr, right,
                                     node);
}

/* `x op ANY (array)` */
static void
array_operator (StudioSqlNames *self,
                StudioSqlScope *scope,
                const char *name,
                const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  StudioSqlTypeId left = _studio_sql_types_expression (self, scope, operation->lexpr);
  StudioSqlTypeId right = _studio_sql_types_expression (self, scope, operation->rexpr);

  if (right == STUDIO_SQL_UNKNOWN)
    _studio_sql_types_literal (self, operation->rexpr, _studio_sql_type_array (left));
  else if (right != STUDIO_SQL_ANY && _studio_sql_type_element (right) == 0)
    _studio_sql_names_report (
        self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, operation->rexpr,
        g_strdup_printf (_ ("ANY and ALL need an array or a subquery; this is of type %s."),
                         _studio_sql_type_label (right)));
  else
    _studio_sql_types_operator (self, name, operation->lexpr, left, NULL,
                                _studio_sql_type_element (right), node);
}

static void
in_list (StudioSqlNames *self, StudioSqlScope *scope, const char *name, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  StudioSqlTypeId left = _studio_sql_types_expression (self, scope, operation->lexpr);
  const PgQuery__List *list = operation->rexpr->list;

  for (gsize i = 0; i < list->n_items; i++)
    {
      const PgQuery__Node *item = list->items[i];
      StudioSqlTypeId type = _studio_sql_types_expression (self, scope, item);

      if (!compare_rows (self, name, operation->lexpr, item) && left != STUDIO_SQL_RECORD)
        _studio_sql_types_operator (self, name, operation->lexpr, left, item, type, item);
    }
}

static void
between (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  StudioSqlTypeId left = _studio_sql_types_expression (self, scope, operation->lexpr);
  const PgQuery__List *list = operation->rexpr->list;
  static const char *const names[] = { ">=", "<=" };

  for (gsize i = 0; i < MIN (2, list->n_items); i++)
    _studio_sql_types_operator (self, names[i], operation->lexpr, left, list->items[i],
                                _studio_sql_types_expression (self, scope, list->items[i]),
                                list->items[i]);
}

static StudioSqlTypeId
null_if (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  StudioSqlTypeId left = _studio_sql_types_expression (self, scope, operation->lexpr);
  StudioSqlTypeId right = _studio_sql_types_expression (self, scope, operation->rexpr);
  StudioSqlMatch match;

  _studio_sql_types_operator (self, "=", operation->lexpr, left, operation->rexpr, right, node);
  _studio_sql_match_operator ("=", left, right, FALSE, &match);
  /* The left side as the comparison takes it. */
  return match.kind == STUDIO_SQL_MATCH_FOUND ? match.args[0] : left;
}

StudioSqlTypeId
_studio_sql_types_operation (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation = node->a_expr;
  const char *name =
      operation->n_name > 0 ? operation->name[operation->n_name - 1]->string->sval : "=";

  switch ((int) operation->kind)
    {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL:
      array_operator (self, scope, name, node);
      return STUDIO_SQL_BOOL;
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
      plain_operator (self, scope, "=", node);
      return STUDIO_SQL_BOOL;
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
      return null_if (self, scope, node);
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      if (operation->rexpr->node_case == PG_QUERY__NODE__NODE_LIST)
        in_list (self, scope, name, node);
      return STUDIO_SQL_BOOL;
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
      if (operation->rexpr->node_case == PG_QUERY__NODE__NODE_LIST)
        between (self, scope, node);
      return STUDIO_SQL_BOOL;
    default:
      return operation->lexpr == NULL ? prefix_operator (self, scope, name, node)
                                      : plain_operator (self, scope, name, node);
    }
}

/* --- subqueries --- */

static void
check_width (StudioSqlNames *self,
             const StudioSqlScope *inner,
             guint wanted,
             const PgQuery__Node *node)
{
  guint n = inner->query.outputs->len;

  if (!inner->query.outputs_complete || n == wanted)
    return;
  _studio_sql_names_report (
      self, "subquery-columns", STUDIO_ERROR_CLASS_SYNTAX, node,
      g_strdup_printf (ngettext ("This subquery gives %u column; %u is needed here.",
                                 "This subquery gives %u columns; %u is needed here.", n),
                       n, wanted));
}

/* `x IN (SELECT …)`, `x = ANY (SELECT …)`, `(a, b) IN (SELECT …)` */
static void
compare_with_rows (StudioSqlNames *self,
                   StudioSqlScope *scope,
                   const PgQuery__Node *node,
                   const StudioSqlScope *inner,
                   StudioSqlTypeId left)
{
  const PgQuery__SubLink *link = node->sub_link;
  const char *name =
      link->n_oper_name > 0 ? link->oper_name[link->n_oper_name - 1]->string->sval : "=";
  const PgQuery__RowExpr *row =
      link->testexpr->node_case == PG_QUERY__NODE__NODE_ROW_EXPR ? link->testexpr->row_expr : NULL;
  guint width = row != NULL ? row->n_args : 1;

  if (row == NULL && left == STUDIO_SQL_RECORD)
    return;
  check_width (self, inner, width, node);
  for (guint i = 0; i < MIN (width, inner->query.outputs->len); i++)
    {
      const StudioSqlColumn *output = g_ptr_array_index (inner->query.outputs, i);
      const PgQuery__Node *operand = row != NULL ? row->args[i] : link->testexpr;

      _studio_sql_types_operator (self, name, operand, _studio_sql_names_type_id (self, operand),
                                  output->expression, output->type_id, operand);
    }
}

StudioSqlTypeId
_studio_sql_types_sublink (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  const PgQuery__SubLink *link = node->sub_link;
  const StudioSqlColumn *first;
  StudioSqlTypeId left = STUDIO_SQL_ANY;
  StudioSqlScope *inner;

  if (link->testexpr != NULL)
    left = _studio_sql_types_expression (self, scope, link->testexpr);
  if (link->subselect == NULL || link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
    return STUDIO_SQL_ANY;
  inner = _studio_sql_names_query (self, link->subselect->select_stmt, scope, FALSE);
  first = inner->query.outputs->len > 0 ? g_ptr_array_index (inner->query.outputs, 0) : NULL;
  switch ((int) link->sub_link_type)
    {
    case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK:
      return STUDIO_SQL_BOOL;
    case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK:
    case PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK:
      compare_with_rows (self, scope, node, inner, left);
      return STUDIO_SQL_BOOL;
    case PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK:
      check_width (self, inner, 1, node);
      return first != NULL && inner->query.outputs_complete ? first->type_id : STUDIO_SQL_ANY;
    case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK:
      check_width (self, inner, 1, node);
      return first != NULL ? _studio_sql_type_array (first->type_id) : STUDIO_SQL_ANY;
    default:
      return STUDIO_SQL_ANY;
    }
}
