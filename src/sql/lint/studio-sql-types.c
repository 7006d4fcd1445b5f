/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static StudioSqlTypeId
constant_type (const PgQuery__AConst *constant)
{
  if (constant->isnull)
    return STUDIO_SQL_UNKNOWN;
  switch ((int) constant->val_case)
    {
    case PG_QUERY__A__CONST__VAL_IVAL:
      return STUDIO_SQL_INT4;
    case PG_QUERY__A__CONST__VAL_FVAL:
      {
        /* An integer that is too large for the grammar comes as text. */
        gint64 value;

        return g_ascii_string_to_signed (constant->fval->fval, 10, G_MININT64, G_MAXINT64, &value,
                                         NULL)
                   ? STUDIO_SQL_INT8
                   : STUDIO_SQL_NUMERIC;
      }
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
      return STUDIO_SQL_BOOL;
    case PG_QUERY__A__CONST__VAL_BSVAL:
      return STUDIO_SQL_BIT;
    default:
      return STUDIO_SQL_UNKNOWN;
    }
}

static StudioSqlTypeId
value_function_type (const PgQuery__SQLValueFunction *function)
{
  switch ((int) function->op)
    {
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
      return STUDIO_SQL_DATE;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
      return STUDIO_SQL_TIMETZ;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
      return STUDIO_SQL_TIMESTAMPTZ;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
      return STUDIO_SQL_TIME;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
      return STUDIO_SQL_TIMESTAMP;
    default:
      return STUDIO_SQL_NAME;
    }
}

gboolean
_studio_sql_types_literal (StudioSqlNames *self, const PgQuery__Node *node, StudioSqlTypeId type)
{
  const PgQuery__AConst *constant;

  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_A_CONST)
    return TRUE;
  constant = node->a_const;
  if (constant->isnull || constant->val_case != PG_QUERY__A__CONST__VAL_SVAL ||
      _studio_sql_literal_fits (constant->sval->sval, type))
    return TRUE;
  _studio_sql_names_report (
      self, "bad-literal", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
      g_strdup_printf (_ ("'%s' stands where a value of type %s is needed, and is none."),
                       constant->sval->sval, _studio_sql_type_label (type)));
  return FALSE;
}

void
_studio_sql_types_compare (StudioSqlNames *self,
                           const PgQuery__Node *node,
                           StudioSqlTypeId type,
                           const char *construct)
{
  gsize start = 0, end = 0;
  gboolean placed;

  if (type != STUDIO_SQL_JSON && type != STUDIO_SQL_XML)
    return;
  placed = studio_sql_names_span (self, node, &start, &end);
  _studio_sql_names_report_span (
      self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, placed ? (gssize) start : -1,
      placed ? (gssize) end : -1,
      g_strdup_printf (_ ("%s compares values, and those of type %s cannot be compared. Cast to "
                          "jsonb or text."),
                       construct, _studio_sql_type_label (type)));
}

void
_studio_sql_types_need (StudioSqlNames *self,
                        StudioSqlScope *scope,
                        const PgQuery__Node *node,
                        StudioSqlTypeId type,
                        const char *construct)
{
  StudioSqlTypeId actual = _studio_sql_types_expression (self, scope, node);

  if (actual == STUDIO_SQL_UNKNOWN)
    _studio_sql_types_literal (self, node, type);
  else if (!_studio_sql_type_coerces (actual, type, STUDIO_SQL_COERCION_ASSIGNMENT))
    _studio_sql_names_report (
        self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node,
        type == STUDIO_SQL_BOOL
            ? g_strdup_printf (_ ("%s needs a condition, which is true or false; this is of type "
                                  "%s. Compare it with something."),
                               construct, _studio_sql_type_label (actual))
            : g_strdup_printf (_ ("%s needs a value of type %s; this is of type %s."), construct,
                               _studio_sql_type_label (type), _studio_sql_type_label (actual)));
}

StudioSqlTypeId
_studio_sql_types_common (StudioSqlNames *self,
                          const char *construct,
                          const PgQuery__Node *const *nodes,
                          const StudioSqlTypeId *types,
                          guint n)
{
  StudioSqlTypeId common = STUDIO_SQL_ANY;

  for (guint known = 1; known <= n; known++)
    {
      StudioSqlTypeId before = common;

      if (_studio_sql_common_type (types, known, &common))
        continue;
      /* The one that does not go with those before it. */
      before = before > STUDIO_SQL_UNKNOWN ? before : types[0];
      if (types[known - 1] <= STUDIO_SQL_UNKNOWN || before <= STUDIO_SQL_UNKNOWN)
        return STUDIO_SQL_ANY;
      if (nodes[known - 1] != NULL)
        _studio_sql_names_report (
            self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, nodes[known - 1],
            g_strdup_printf (_ ("%s needs values of one type; this is of type %s, and another of "
                                "type %s. Cast one of them."),
                             construct, _studio_sql_type_label (types[known - 1]),
                             _studio_sql_type_label (before)));
      else
        _studio_sql_names_report_span (
            self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, -1, -1,
            g_strdup_printf (_ ("%s brings together columns of type %s and %s. Cast one of them."),
                             construct, _studio_sql_type_label (before),
                             _studio_sql_type_label (types[known - 1])));
      return STUDIO_SQL_ANY;
    }
  for (guint i = 0; i < n; i++)
    if (types[i] == STUDIO_SQL_UNKNOWN && common > STUDIO_SQL_UNKNOWN)
      _studio_sql_types_literal (self, nodes[i], common);
  return common == STUDIO_SQL_UNKNOWN ? STUDIO_SQL_TEXT : common;
}

/* The common type of expressions that have not been looked at. */
static StudioSqlTypeId
common_of (StudioSqlNames *self,
           StudioSqlScope *scope,
           const char *construct,
           PgQuery__Node *const *nodes,
           gsize n)
{
  g_autofree StudioSqlTypeId *types = g_new (StudioSqlTypeId, MAX (1, n));

  for (gsize i = 0; i < n; i++)
    types[i] = _studio_sql_types_expression (self, scope, nodes[i]);
  return _studio_sql_types_common (self, construct, (const PgQuery__Node *const *) nodes, types, n);
}

static StudioSqlTypeId
array_type (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__AArrayExpr *array)
{
  StudioSqlTypeId element;

  if (array->n_elements == 0)
    return STUDIO_SQL_ANY;
  element = common_of (self, scope, "ARRAY", array->elements, array->n_elements);
  return (element & STUDIO_SQL_ARRAY) != 0 ? element : _studio_sql_type_array (element);
}

/* a[1], a[1:2], j['key'], (row).column */
static StudioSqlTypeId
indirection_type (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__AIndirection *node)
{
  StudioSqlTypeId type = _studio_sql_types_expression (self, scope, node->arg);

  for (gsize i = 0; i < node->n_indirection; i++)
    {
      const PgQuery__Node *part = node->indirection[i];

      if (part->node_case != PG_QUERY__NODE__NODE_A_INDICES)
        {
          type = STUDIO_SQL_ANY;
          continue;
        }
      if (part->a_indices->lidx != NULL)
        _studio_sql_types_expression (self, scope, part->a_indices->lidx);
      if (part->a_indices->uidx != NULL)
        _studio_sql_types_expression (self, scope, part->a_indices->uidx);
      if ((type & STUDIO_SQL_ARRAY) != 0)
        type = part->a_indices->is_slice ? type : _studio_sql_type_element (type);
      else if (type != STUDIO_SQL_JSONB && type != STUDIO_SQL_ANY)
        {
          _studio_sql_names_report (
              self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, node->arg,
              g_strdup_printf (_ ("[…] reads an element of an array; this is of type %s."),
                               type == STUDIO_SQL_UNKNOWN ? "text"
                                                          : _studio_sql_type_label (type)));
          type = STUDIO_SQL_ANY;
        }
    }
  return type;
}

static StudioSqlTypeId
boolean_type (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__BoolExpr *node)
{
  static const char *const names[] = {
    [PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR] = "AND",
    [PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR] = "OR",
    [PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR] = "NOT",
  };

  for (gsize i = 0; i < node->n_args; i++)
    _studio_sql_types_need (self, scope, node->args[i], STUDIO_SQL_BOOL, names[node->boolop]);
  return STUDIO_SQL_BOOL;
}

static StudioSqlTypeId
row_type (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__RowExpr *row)
{
  for (gsize i = 0; i < row->n_args; i++)
    _studio_sql_types_expression (self, scope, row->args[i]);
  return STUDIO_SQL_RECORD;
}

static StudioSqlTypeId
xml_type (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__XmlExpr *node)
{
  for (gsize i = 0; i < node->n_args; i++)
    _studio_sql_types_expression (self, scope, node->args[i]);
  for (gsize i = 0; i < node->n_named_args; i++)
    if (node->named_args[i]->node_case == PG_QUERY__NODE__NODE_RES_TARGET)
      _studio_sql_types_expression (self, scope, node->named_args[i]->res_target->val);
  return node->op == PG_QUERY__XML_EXPR_OP__IS_DOCUMENT ? STUDIO_SQL_BOOL : STUDIO_SQL_XML;
}

static StudioSqlTypeId
grouping_type (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__GroupingFunc *node)
{
  for (gsize i = 0; i < node->n_args; i++)
    _studio_sql_types_expression (self, scope, node->args[i]);
  scope->has_aggregates = TRUE;
  return STUDIO_SQL_INT4;
}

static StudioSqlTypeId
expression_type (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  StudioSqlTypeId type;

  switch ((int) node->node_case)
    {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      return _studio_sql_names_column_ref (self, scope, node->column_ref);
    case PG_QUERY__NODE__NODE_A_CONST:
      return constant_type (node->a_const);
    case PG_QUERY__NODE__NODE_A_EXPR:
      return _studio_sql_types_operation (self, scope, node);
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      return boolean_type (self, scope, node->bool_expr);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return _studio_sql_types_call (self, scope, node);
    case PG_QUERY__NODE__NODE_NAMED_ARG_EXPR:
      return _studio_sql_types_expression (self, scope, node->named_arg_expr->arg);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return _studio_sql_types_cast (self, scope, node);
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
      type = _studio_sql_types_expression (self, scope, node->collate_clause->arg);
      return type == STUDIO_SQL_UNKNOWN ? STUDIO_SQL_TEXT : type;
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      return _studio_sql_types_case (self, scope, node->case_expr);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      scope->case_depth++;
      type = common_of (self, scope, "COALESCE", node->coalesce_expr->args,
                        node->coalesce_expr->n_args);
      scope->case_depth--;
      return type;
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return common_of (self, scope,
                        node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST ? "GREATEST"
                                                                                    : "LEAST",
                        node->min_max_expr->args, node->min_max_expr->n_args);
    case PG_QUERY__NODE__NODE_SUB_LINK:
      return _studio_sql_types_sublink (self, scope, node);
    case PG_QUERY__NODE__NODE_NULL_TEST:
      _studio_sql_types_expression (self, scope, node->null_test->arg);
      return STUDIO_SQL_BOOL;
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
      _studio_sql_types_need (self, scope, node->boolean_test->arg, STUDIO_SQL_BOOL, "IS TRUE");
      return STUDIO_SQL_BOOL;
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
      return array_type (self, scope, node->a_array_expr);
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
      return indirection_type (self, scope, node->a_indirection);
    case PG_QUERY__NODE__NODE_ROW_EXPR:
      return row_type (self, scope, node->row_expr);
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
      return value_function_type (node->sqlvalue_function);
    case PG_QUERY__NODE__NODE_XML_EXPR:
      return xml_type (self, scope, node->xml_expr);
    case PG_QUERY__NODE__NODE_XML_SERIALIZE:
      _studio_sql_types_expression (self, scope, node->xml_serialize->expr);
      return _studio_sql_types_name (self, node->xml_serialize->type_name);
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
      return grouping_type (self, scope, node->grouping_func);
    default:
      return STUDIO_SQL_ANY;
    }
}

StudioSqlTypeId
_studio_sql_types_expression (StudioSqlNames *self,
                              StudioSqlScope *scope,
                              const PgQuery__Node *node)
{
  StudioSqlTypeId type;

  if (node == NULL || node->node_case == PG_QUERY__NODE__NODE__NOT_SET)
    return STUDIO_SQL_ANY;
  type = expression_type (self, scope, node);
  g_hash_table_insert (self->type_map, (gpointer) _studio_sql_node_key (node),
                       GUINT_TO_POINTER (type));
  return type;
}
