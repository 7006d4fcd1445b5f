/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-lint-private.h"

#include <string.h>

/* A statement with more to say about than this is hostile. */
#define MAX_FINDINGS 400

StudioFinding *
_studio_sql_lint_add_at (StudioSqlLint *lint,
                         const char *id,
                         StudioSeverity severity,
                         StudioErrorClass error_class,
                         const ProtobufCMessage *node,
                         char *message)
{
  gsize start = 0, end = 0;
  gboolean placed =
      _studio_sql_span (studio_sql_names_get_tokens (lint->names), node, &start, &end);
  StudioFinding *finding = studio_finding_new (
      id, severity, error_class, placed ? (gssize) start : -1, placed ? (gssize) end : -1, message);

  if (lint->findings->len >= MAX_FINDINGS)
    g_ptr_array_set_size (lint->findings, MAX_FINDINGS - 1);
  g_ptr_array_add (lint->findings, finding);
  return finding;
}

StudioFinding *
_studio_sql_lint_add (StudioSqlLint *lint,
                      const char *id,
                      StudioSeverity severity,
                      StudioErrorClass error_class,
                      const PgQuery__Node *node,
                      char *message)
{
  return _studio_sql_lint_add_at (lint, id, severity, error_class, &node->base, message);
}

char *
_studio_sql_lint_text (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  gsize start = 0, end = 0;

  if (!studio_sql_names_span (lint->names, node, &start, &end))
    return NULL;
  return g_strndup (lint->sql + start, end - start);
}

gboolean
_studio_sql_node_is_operator (const PgQuery__Node *node,
                              const char *name,
                              const PgQuery__Node **left,
                              const PgQuery__Node **right)
{
  const PgQuery__AExpr *operation;

  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_A_EXPR)
    return FALSE;
  operation = node->a_expr;
  if (operation->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP || operation->lexpr == NULL ||
      operation->rexpr == NULL || operation->n_name == 0 ||
      strcmp (operation->name[operation->n_name - 1]->string->sval, name) != 0)
    return FALSE;
  *left = operation->lexpr;
  *right = operation->rexpr;
  return TRUE;
}

const char *
_studio_sql_node_function (const PgQuery__Node *node)
{
  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
    return NULL;
  return node->func_call->funcname[node->func_call->n_funcname - 1]->string->sval;
}

gboolean
_studio_sql_node_calls (const PgQuery__Node *node, const char *name)
{
  return g_strcmp0 (_studio_sql_node_function (node), name) == 0;
}

const PgQuery__Node *
_studio_sql_node_strip_casts (const PgQuery__Node *node)
{
  while (node != NULL && node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
    node = node->type_cast->arg;
  return node;
}

gboolean
_studio_sql_node_number (const PgQuery__Node *node, double *value)
{
  const PgQuery__AExpr *operation;

  node = _studio_sql_node_strip_casts (node);
  if (node == NULL)
    return FALSE;
  if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR)
    {
      operation = node->a_expr;
      if (operation->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP || operation->lexpr != NULL ||
          strcmp (operation->name[0]->string->sval, "-") != 0 ||
          !_studio_sql_node_number (operation->rexpr, value))
        return FALSE;
      *value = -*value;
      return TRUE;
    }
  if (node->node_case != PG_QUERY__NODE__NODE_A_CONST || node->a_const->isnull)
    return FALSE;
  if (node->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL)
    *value = node->a_const->ival->ival;
  else if (node->a_const->val_case == PG_QUERY__A__CONST__VAL_FVAL)
    *value = g_ascii_strtod (node->a_const->fval->fval, NULL);
  else
    return FALSE;
  return TRUE;
}

const char *
_studio_sql_node_string (const PgQuery__Node *node)
{
  node = _studio_sql_node_strip_casts (node);
  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_A_CONST || node->a_const->isnull ||
      node->a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL)
    return NULL;
  return node->a_const->sval->sval;
}

gboolean
_studio_sql_node_is_null (const PgQuery__Node *node)
{
  node = _studio_sql_node_strip_casts (node);
  return node != NULL && node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->isnull;
}

const StudioSqlReference *
_studio_sql_lint_column (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  const StudioSqlReference *reference;

  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return NULL;
  reference = studio_sql_names_find_reference (lint->names, node->column_ref);
  return reference != NULL && reference->kind == STUDIO_SQL_REFERENCE_COLUMN ? reference : NULL;
}

static void
add_conjuncts (GPtrArray *conditions, const PgQuery__Node *node)
{
  if (node == NULL)
    return;
  if (node->node_case != PG_QUERY__NODE__NODE_BOOL_EXPR ||
      node->bool_expr->boolop != PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR)
    {
      g_ptr_array_add (conditions, (gpointer) node);
      return;
    }
  for (gsize i = 0; i < node->bool_expr->n_args; i++)
    add_conjuncts (conditions, node->bool_expr->args[i]);
}

GPtrArray *
_studio_sql_lint_conjuncts (const PgQuery__Node *node)
{
  GPtrArray *conditions = g_ptr_array_new ();

  add_conjuncts (conditions, node);
  return conditions;
}

static void
add_join_conditions (GPtrArray *conditions, const PgQuery__Node *node)
{
  const PgQuery__JoinExpr *join;

  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_JOIN_EXPR)
    return;
  join = node->join_expr;
  if (join->jointype == PG_QUERY__JOIN_TYPE__JOIN_INNER)
    add_conjuncts (conditions, join->quals);
  if (join->jointype == PG_QUERY__JOIN_TYPE__JOIN_INNER ||
      join->jointype == PG_QUERY__JOIN_TYPE__JOIN_LEFT)
    add_join_conditions (conditions, join->larg);
  if (join->jointype == PG_QUERY__JOIN_TYPE__JOIN_INNER ||
      join->jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT)
    add_join_conditions (conditions, join->rarg);
}

GPtrArray *
_studio_sql_lint_row_conditions (const StudioSqlQuery *query)
{
  GPtrArray *conditions = _studio_sql_lint_conjuncts (query->select->where_clause);

  for (gsize i = 0; i < query->select->n_from_clause; i++)
    add_join_conditions (conditions, query->select->from_clause[i]);
  return conditions;
}

gboolean
_studio_sql_column_is_never_null (const StudioSqlReference *reference)
{
  const StudioSqlColumn *column = reference->column;

  if (reference->source == NULL || reference->source->nullable ||
      reference->source->kind != STUDIO_SQL_SOURCE_TABLE || column->field == NULL)
    return FALSE;
  return studio_field_is_primary_key (column->field) ||
         !studio_field_get_info (column->field)->nullable;
}

gboolean
_studio_sql_lint_is_aggregate (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  return studio_sql_names_is_aggregate (lint->names, node);
}

typedef struct
{
  const StudioSqlLint *lint;
  gboolean found;
} Search;

static gboolean
look_for_aggregate (const ProtobufCMessage *node, gpointer user_data)
{
  Search *search = user_data;

  if (STUDIO_SQL_IS (node, func_call))
    {
      const StudioSqlCall *call =
          _studio_sql_names_find_call (search->lint->names, (const PgQuery__FuncCall *) node);

      search->found |= call != NULL && call->aggregate;
    }
  return !search->found && !STUDIO_SQL_IS (node, select_stmt);
}

gboolean
_studio_sql_lint_has_aggregate (const StudioSqlLint *lint, const PgQuery__Node *node)
{
  Search search = { lint, FALSE };

  if (node != NULL)
    studio_sql_node_walk (&node->base, look_for_aggregate, &search);
  return search.found;
}

gboolean
_studio_sql_query_is_single_row (const StudioSqlQuery *query)
{
  const PgQuery__SelectStmt *select = query->select;
  double limit;

  if (select->op != PG_QUERY__SET_OPERATION__SETOP_NONE)
    return FALSE;
  if (_studio_sql_node_number (select->limit_count, &limit) && limit <= 1)
    return TRUE;
  if (select->n_values_lists > 0)
    return select->n_values_lists == 1;
  if (((const StudioSqlScope *) query)->has_set_functions)
    return FALSE;
  if (query->grouped && select->n_group_clause == 0)
    return TRUE;
  /* Without FROM, and over single rows only. */
  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (source->query == NULL || !_studio_sql_query_is_single_row (source->query))
        return FALSE;
    }
  return TRUE;
}

StudioSqlQuery *
_studio_sql_lint_outermost (const StudioSqlLint *lint)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);
  StudioSqlQuery *query = queries->len > 0 ? g_ptr_array_index (queries, 0) : NULL;

  while (query != NULL && query->select->larg != NULL)
    query = studio_sql_names_find_query (lint->names, query->select->larg);
  return query;
}
