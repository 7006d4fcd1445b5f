/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-visit.h"

#include <string.h>

typedef struct
{
  StudioSqlVisitFunc func;
  gpointer user_data;
  StudioSqlSpot spot;
} Visit;

static void visit_message (Visit *visit, const ProtobufCMessage *message);

static void
visit_child (const ProtobufCMessage *child, gpointer user_data)
{
  visit_message (user_data, child);
}

static void
visit_message (Visit *visit, const ProtobufCMessage *message)
{
  StudioSqlSpot *spot = &visit->spot;
  const PgQuery__SelectStmt *outer = spot->select;

  if (STUDIO_SQL_IS (message, node))
    {
      visit->func ((const PgQuery__Node *) message, spot, visit->user_data);
      g_ptr_array_add (spot->above, (gpointer) message);
      studio_sql_node_each_child (message, visit_child, visit);
      g_ptr_array_set_size (spot->above, spot->above->len - 1);
      return;
    }
  if (STUDIO_SQL_IS (message, select_stmt))
    spot->select = (const PgQuery__SelectStmt *) message;
  studio_sql_node_each_child (message, visit_child, visit);
  spot->select = outer;
}

void
studio_sql_visit (const StudioSqlTree *tree, StudioSqlVisitFunc func, gpointer user_data)
{
  g_autoptr (GPtrArray) above = g_ptr_array_new ();
  Visit visit = { func, user_data, { above, NULL } };

  visit_message (&visit, &studio_sql_tree_get (tree)->base);
}

const PgQuery__Node *
studio_sql_spot_above (const StudioSqlSpot *self, guint n)
{
  return n < self->above->len ? g_ptr_array_index (self->above, self->above->len - 1 - n) : NULL;
}

gboolean
studio_sql_spot_is_in (const StudioSqlSpot *self,
                       const PgQuery__Node *node,
                       PgQuery__Node *const *list,
                       gsize n)
{
  for (guint i = 0; node != NULL; node = studio_sql_spot_above (self, i++))
    {
      if (node->node_case == PG_QUERY__NODE__NODE_SELECT_STMT && node->select_stmt == self->select)
        return FALSE;
      for (gsize k = 0; k < n; k++)
        if (list[k] == node)
          return TRUE;
    }
  return FALSE;
}

StudioSqlClause
studio_sql_spot_clause (const StudioSqlSpot *self, const PgQuery__Node *node)
{
  const PgQuery__SelectStmt *select = self->select;
  PgQuery__Node *limits[2];

  if (select == NULL)
    return STUDIO_SQL_CLAUSE_SELECT;
  limits[0] = select->limit_offset;
  limits[1] = select->limit_count;
  if (studio_sql_spot_is_in (self, node, &select->where_clause, 1))
    return STUDIO_SQL_CLAUSE_WHERE;
  if (studio_sql_spot_is_in (self, node, &select->having_clause, 1))
    return STUDIO_SQL_CLAUSE_HAVING;
  if (studio_sql_spot_is_in (self, node, limits, G_N_ELEMENTS (limits)))
    return STUDIO_SQL_CLAUSE_LIMIT;
  if (studio_sql_spot_is_in (self, node, select->group_clause, select->n_group_clause))
    return STUDIO_SQL_CLAUSE_GROUP;
  if (studio_sql_spot_is_in (self, node, select->sort_clause, select->n_sort_clause))
    return STUDIO_SQL_CLAUSE_ORDER;
  if (studio_sql_spot_is_in (self, node, select->window_clause, select->n_window_clause))
    return STUDIO_SQL_CLAUSE_WINDOW;
  if (studio_sql_spot_is_in (self, node, select->from_clause, select->n_from_clause))
    return STUDIO_SQL_CLAUSE_FROM;
  if (studio_sql_spot_is_in (self, node, select->distinct_clause, select->n_distinct_clause))
    return STUDIO_SQL_CLAUSE_DISTINCT;
  return select->n_values_lists > 0 ? STUDIO_SQL_CLAUSE_VALUES : STUDIO_SQL_CLAUSE_SELECT;
}

const char *
studio_sql_call_name (const PgQuery__Node *node)
{
  const PgQuery__FuncCall *call;

  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
    return NULL;
  call = node->func_call;
  return call->n_funcname > 0 ? call->funcname[call->n_funcname - 1]->string->sval : NULL;
}

const char *
studio_sql_operator (const PgQuery__Node *node)
{
  const PgQuery__AExpr *expression;

  if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_A_EXPR)
    return NULL;
  expression = node->a_expr;
  return expression->n_name > 0 &&
                 expression->name[expression->n_name - 1]->node_case == PG_QUERY__NODE__NODE_STRING
             ? expression->name[expression->n_name - 1]->string->sval
             : NULL;
}

gboolean
studio_sql_is_operator (const PgQuery__Node *node, const char *operators)
{
  const char *name = studio_sql_operator (node);

  return name != NULL && node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP &&
         node->a_expr->lexpr != NULL && node->a_expr->rexpr != NULL &&
         studio_sql_is_among (operators, name);
}

gboolean
studio_sql_is_among (const char *words, const char *word)
{
  gsize length = word != NULL ? strlen (word) : 0;

  for (const char *found = length > 0 ? strstr (words, word) : NULL; found != NULL;
       found = strstr (found + 1, word))
    if (found > words && found[-1] == ' ' && found[length] == ' ')
      return TRUE;
  return FALSE;
}

gboolean
studio_sql_number (const PgQuery__Node *node, double *value)
{
  const PgQuery__AConst *constant;

  if (node == NULL)
    return FALSE;
  if (node->node_case == PG_QUERY__NODE__NODE_A_EXPR && node->a_expr->lexpr == NULL &&
      g_strcmp0 (studio_sql_operator (node), "-") == 0 &&
      studio_sql_number (node->a_expr->rexpr, value))
    {
      *value = -*value;
      return TRUE;
    }
  if (node->node_case != PG_QUERY__NODE__NODE_A_CONST || node->a_const->isnull)
    return FALSE;
  constant = node->a_const;
  if (constant->val_case == PG_QUERY__A__CONST__VAL_IVAL)
    *value = constant->ival->ival;
  else if (constant->val_case == PG_QUERY__A__CONST__VAL_FVAL)
    *value = g_ascii_strtod (constant->fval->fval, NULL);
  else
    return FALSE;
  return TRUE;
}

const char *
studio_sql_string (const PgQuery__Node *node)
{
  return node != NULL && node->node_case == PG_QUERY__NODE__NODE_A_CONST &&
                 !node->a_const->isnull && node->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL
             ? node->a_const->sval->sval
             : NULL;
}

typedef struct
{
  const StudioSqlNames *names;
  gboolean aggregates;
  gboolean windows;
  gboolean columns;
  gboolean found;
} Search;

static gboolean
search_node (const ProtobufCMessage *message, gpointer user_data)
{
  Search *search = user_data;
  const PgQuery__Node *node = (const PgQuery__Node *) message;

  if (search->found || STUDIO_SQL_IS (message, select_stmt))
    return FALSE;
  if (!STUDIO_SQL_IS (message, node))
    return TRUE;
  if (search->columns && node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
    search->found = TRUE;
  if (node->node_case == PG_QUERY__NODE__NODE_FUNC_CALL)
    search->found = search->found || (search->windows && node->func_call->over != NULL) ||
                    (search->aggregates && studio_sql_names_is_aggregate (search->names, node));
  return !search->found;
}

static gboolean
search (Search search, const PgQuery__Node *node)
{
  if (node != NULL)
    studio_sql_node_walk (&node->base, search_node, &search);
  return search.found;
}

gboolean
studio_sql_has_aggregate (const StudioSqlNames *names,
                          const PgQuery__Node *node,
                          gboolean with_windows)
{
  return search ((Search){ .names = names, .aggregates = TRUE, .windows = with_windows }, node);
}

gboolean
studio_sql_has_window (const PgQuery__Node *node)
{
  return search ((Search){ .windows = TRUE }, node);
}

gboolean
studio_sql_has_column (const PgQuery__Node *node)
{
  return search ((Search){ .columns = TRUE }, node);
}

char *
studio_sql_node_text (const StudioSqlNames *names, const PgQuery__Node *node)
{
  const char *sql = studio_sql_tokens_get_sql (studio_sql_names_get_tokens (names));
  gsize start, end;

  if (node == NULL || !studio_sql_names_span (names, node, &start, &end))
    return NULL;
  return g_strndup (sql + start, end - start);
}

char *
studio_sql_node_key (const StudioSqlNames *names, const PgQuery__Node *node)
{
  g_autofree char *text = studio_sql_node_text (names, node);
  GString *key = text != NULL ? g_string_new (NULL) : NULL;
  char quote = '\0';

  for (const char *c = text; c != NULL && *c != '\0'; c++)
    {
      if (quote != '\0')
        quote = *c == quote ? '\0' : quote;
      else if (*c == '\'' || *c == '"')
        quote = *c;
      else if (g_ascii_isspace (*c))
        continue;
      g_string_append_c (key, quote != '\0' ? *c : g_ascii_tolower (*c));
    }
  return key != NULL ? g_string_free (key, FALSE) : NULL;
}
