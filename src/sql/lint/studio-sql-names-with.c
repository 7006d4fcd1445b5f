/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

StudioSqlCte *
_studio_sql_names_find_cte (StudioSqlScope *scope, const char *name)
{
  for (; scope != NULL; scope = scope->parent)
    for (guint i = 0; i < scope->ctes->len; i++)
      {
        StudioSqlCte *cte = g_ptr_array_index (scope->ctes, i);

        if (strcmp (cte->node->ctename, name) == 0)
          return cte;
      }
  return NULL;
}

/* Copies the outputs of a query under the names that the CTE gives them. */
static void
take_columns (StudioSqlNames *self, StudioSqlCte *cte, StudioSqlQuery *query)
{
  const PgQuery__CommonTableExpr *node = cte->node;

  cte->columns = _studio_sql_names_array (self);
  cte->complete =
      query->outputs_complete && node->search_clause == NULL && node->cycle_clause == NULL;
  for (guint i = 0; i < query->outputs->len; i++)
    {
      StudioSqlColumn *column = _studio_sql_names_new0 (self, StudioSqlColumn);

      *column = *(const StudioSqlColumn *) g_ptr_array_index (query->outputs, i);
      if (column->type_id == STUDIO_SQL_UNKNOWN)
        {
          column->type_id = STUDIO_SQL_TEXT;
          column->type = STUDIO_SQL_TYPE_TEXT;
        }
      if (i < node->n_aliascolnames)
        column->name = node->aliascolnames[i]->string->sval;
      g_ptr_array_add (cte->columns, column);
    }
  if (node->n_aliascolnames > query->outputs->len && query->outputs_complete)
    {
      gssize start, end;

      _studio_sql_names_name_span (self, node->location, &start, &end);
      _studio_sql_names_report_span (
          self, "column-list-too-long", STUDIO_ERROR_CLASS_SYNTAX, start, end,
          g_strdup_printf (
              _ ("“%s” gives names to %u columns, and its query has only %u. Take the rest out."),
              node->ctename, (guint) node->n_aliascolnames, query->outputs->len));
    }
}

static const PgQuery__SelectStmt *
get_select (const StudioSqlCte *cte)
{
  const PgQuery__Node *node = cte->node->ctequery;

  return node != NULL && node->node_case == PG_QUERY__NODE__NODE_SELECT_STMT ? node->select_stmt
                                                                             : NULL;
}

/* The part of a recursive query that does not refer to itself comes first and gives the columns. */
static void
learn_first_part (StudioSqlNames *self, StudioSqlCte *cte, StudioSqlScope *scope)
{
  StudioSqlQuery *left = studio_sql_names_find_query (self, scope->query.select->larg);

  if (left != NULL && left->outputs->len > 0)
    take_columns (self, cte, left);
}

/* A recursive query keeps the types of its first rows. */
static void
check_recursive_types (StudioSqlNames *self, const StudioSqlCte *cte, const StudioSqlScope *scope)
{
  const StudioSqlQuery *first = studio_sql_names_find_query (self, scope->query.select->larg);
  guint n = first != NULL ? MIN (first->outputs->len, scope->query.outputs->len) : 0;

  for (guint i = 0; i < n; i++)
    {
      const StudioSqlColumn *before = g_ptr_array_index (first->outputs, i);
      const StudioSqlColumn *after = g_ptr_array_index (scope->query.outputs, i);
      StudioSqlTypeId type =
          before->type_id == STUDIO_SQL_UNKNOWN ? STUDIO_SQL_TEXT : before->type_id;

      if (type == STUDIO_SQL_ANY || after->type_id == STUDIO_SQL_ANY || type == after->type_id)
        continue;
      _studio_sql_names_report (
          self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, before->expression,
          g_strdup_printf (
              _ ("In the recursive “%s”, column %u is of type %s in the first rows and "
                 "%s in the next. Cast the first to %s."),
              cte->node->ctename, i + 1, _studio_sql_type_label (type),
              _studio_sql_type_label (after->type_id), _studio_sql_type_label (after->type_id)));
    }
}

void
_studio_sql_names_resolve_cte (StudioSqlNames *self, StudioSqlCte *cte)
{
  const PgQuery__SelectStmt *select = get_select (cte);
  StudioSqlScope *scope;

  if (cte->started)
    {
      /* Seen from inside itself. */
      StudioSqlQuery *query;

      cte->refers_to_itself = TRUE;
      query = select != NULL ? studio_sql_names_find_query (self, select) : NULL;
      if (cte->columns == NULL && query != NULL && query->select->larg != NULL)
        learn_first_part (self, cte, (StudioSqlScope *) query);
      return;
    }
  cte->started = TRUE;
  if (select == NULL)
    return;
  scope = _studio_sql_names_query (self, select, cte->scope, TRUE);
  cte->query = &scope->query;
  scope->query.cte_name = cte->node->ctename;
  take_columns (self, cte, &scope->query);
  if (cte->refers_to_itself && select->op == PG_QUERY__SET_OPERATION__SETOP_UNION)
    check_recursive_types (self, cte, scope);
  if (cte->refers_to_itself && select->op != PG_QUERY__SET_OPERATION__SETOP_UNION)
    {
      gssize start, end;

      _studio_sql_names_name_span (self, cte->node->location, &start, &end);
      _studio_sql_names_report_span (
          self, "recursion", STUDIO_ERROR_CLASS_SYNTAX, start, end,
          g_strdup_printf (_ ("“%s” refers to itself, which only works as “first rows UNION ALL "
                              "next rows”."),
                           cte->node->ctename));
    }
}

static void
check_name (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__CommonTableExpr *node)
{
  for (guint i = 0; i < scope->ctes->len; i++)
    {
      StudioSqlCte *other = g_ptr_array_index (scope->ctes, i);
      gssize start, end;

      if (strcmp (other->node->ctename, node->ctename) != 0)
        continue;
      _studio_sql_names_name_span (self, node->location, &start, &end);
      _studio_sql_names_report_span (
          self, "duplicate-alias", STUDIO_ERROR_CLASS_SYNTAX, start, end,
          g_strdup_printf (_ ("WITH defines “%s” twice. Give one of them another name."),
                           node->ctename));
    }
}

void
_studio_sql_names_with (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__WithClause *with = scope->query.select->with_clause;
  GPtrArray *ctes = _studio_sql_names_array (self);

  for (gsize i = 0; i < with->n_ctes; i++)
    {
      StudioSqlCte *cte;

      if (with->ctes[i]->node_case != PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR)
        continue;
      cte = _studio_sql_names_new0 (self, StudioSqlCte);
      cte->node = with->ctes[i]->common_table_expr;
      cte->scope = scope;
      cte->recursive = with->recursive;
      g_ptr_array_add (ctes, cte);
    }
  /* With RECURSIVE all see all; without, each sees those before it. */
  for (guint i = 0; with->recursive && i < ctes->len; i++)
    {
      StudioSqlCte *cte = g_ptr_array_index (ctes, i);

      check_name (self, scope, cte->node);
      g_ptr_array_add (scope->ctes, cte);
    }
  for (guint i = 0; i < ctes->len; i++)
    {
      StudioSqlCte *cte = g_ptr_array_index (ctes, i);

      if (!cte->started)
        _studio_sql_names_resolve_cte (self, cte);
      if (with->recursive)
        continue;
      check_name (self, scope, cte->node);
      g_ptr_array_add (scope->ctes, cte);
    }
}
