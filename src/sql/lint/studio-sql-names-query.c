/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
_studio_sql_names_enter (StudioSqlScope *scope, StudioSqlPlace place)
{
  static const StudioSqlClause clauses[] = {
    [STUDIO_SQL_PLACE_SELECT] = STUDIO_SQL_CLAUSE_SELECT,
    [STUDIO_SQL_PLACE_FROM_SUBQUERY] = STUDIO_SQL_CLAUSE_FROM,
    [STUDIO_SQL_PLACE_FROM_FUNCTION] = STUDIO_SQL_CLAUSE_FROM,
    [STUDIO_SQL_PLACE_JOIN] = STUDIO_SQL_CLAUSE_JOIN,
    [STUDIO_SQL_PLACE_WHERE] = STUDIO_SQL_CLAUSE_WHERE,
    [STUDIO_SQL_PLACE_GROUP] = STUDIO_SQL_CLAUSE_GROUP,
    [STUDIO_SQL_PLACE_HAVING] = STUDIO_SQL_CLAUSE_HAVING,
    [STUDIO_SQL_PLACE_PARTITION] = STUDIO_SQL_CLAUSE_WINDOW,
    [STUDIO_SQL_PLACE_WINDOW_ORDER] = STUDIO_SQL_CLAUSE_WINDOW,
    [STUDIO_SQL_PLACE_WINDOW_FRAME] = STUDIO_SQL_CLAUSE_WINDOW,
    [STUDIO_SQL_PLACE_ORDER] = STUDIO_SQL_CLAUSE_ORDER,
    [STUDIO_SQL_PLACE_DISTINCT] = STUDIO_SQL_CLAUSE_DISTINCT,
    [STUDIO_SQL_PLACE_LIMIT] = STUDIO_SQL_CLAUSE_LIMIT,
    [STUDIO_SQL_PLACE_VALUES] = STUDIO_SQL_CLAUSE_VALUES,
  };

  scope->place = place;
  if (place != STUDIO_SQL_PLACE_FILTER)
    scope->clause = clauses[place];
}

StudioSqlColumn *
_studio_sql_names_column (StudioSqlNames *self,
                          GPtrArray *columns,
                          const char *name,
                          StudioSqlTypeId type)
{
  StudioSqlColumn *column = _studio_sql_names_new0 (self, StudioSqlColumn);

  column->name = name;
  column->type_id = type;
  column->type = _studio_sql_type_broad (type);
  g_ptr_array_add (columns, column);
  return column;
}

static void
copy_output (StudioSqlNames *self, StudioSqlScope *scope, const StudioSqlVisible *visible)
{
  StudioSqlColumn *column = _studio_sql_names_column (self, scope->query.outputs, visible->name,
                                                      visible->column->type_id);

  column->table = visible->column->table;
  column->field = visible->column->field;
  column->source = visible->source;
  column->origin = visible->column;
}

/* `*`: all that FROM shows. */
static void
expand_star (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__ColumnRef *node)
{
  _studio_sql_names_reference (self, scope, node, STUDIO_SQL_REFERENCE_STAR);
  if (scope->query.sources->len == 0)
    _studio_sql_names_report_span (self, "star-without-from", STUDIO_ERROR_CLASS_SYNTAX,
                                   node->location, node->location + 1,
                                   g_strdup (_ ("“*” stands for the columns of FROM, and there is "
                                                "no FROM. Name what to select.")));
  for (guint i = 0; i < scope->items->len; i++)
    {
      StudioSqlItem *item = g_ptr_array_index (scope->items, i);

      if (!item->complete)
        scope->query.outputs_complete = FALSE;
      for (guint k = 0; k < item->columns->len; k++)
        copy_output (self, scope, g_ptr_array_index (item->columns, k));
    }
}

/* `t.*`: all of one source. */
static void
expand_qualified_star (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__ColumnRef *node)
{
  StudioSqlTypeId type = _studio_sql_names_column_ref (self, scope, node);
  const StudioSqlReference *reference = studio_sql_names_find_reference (self, node);
  StudioSqlSource *source = reference != NULL ? reference->source : NULL;

  if (type != STUDIO_SQL_RECORD || source == NULL)
    {
      scope->query.outputs_complete = FALSE;
      return;
    }
  if (!source->complete)
    scope->query.outputs_complete = FALSE;
  for (guint i = 0; i < source->columns->len; i++)
    {
      const StudioSqlColumn *column = g_ptr_array_index (source->columns, i);
      StudioSqlVisible visible = { column->name, source, column };

      copy_output (self, scope, &visible);
    }
}

static gboolean
is_star (const PgQuery__Node *node)
{
  const PgQuery__ColumnRef *reference;

  if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return FALSE;
  reference = node->column_ref;
  return reference->fields[reference->n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

static void
add_output (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__ResTarget *target)
{
  StudioSqlTypeId type = _studio_sql_types_expression (self, scope, target->val);
  const char *name = target->name[0] != '\0' ? target->name : _studio_sql_figure_name (target->val);
  StudioSqlColumn *column = _studio_sql_names_column (self, scope->query.outputs, name, type);
  const StudioSqlReference *reference = NULL;

  column->expression = target->val;
  column->target = target;
  column->has_alias = target->name[0] != '\0';
  if (target->val->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
    reference = studio_sql_names_find_reference (self, target->val->column_ref);
  if (reference != NULL && reference->kind == STUDIO_SQL_REFERENCE_COLUMN)
    {
      column->origin = reference->column;
      column->source = reference->source;
      column->table = reference->column->table;
      column->field = reference->column->field;
    }
}

static void
select_list (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;

  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_SELECT);
  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__Node *node = select->target_list[i];
      const PgQuery__ResTarget *target =
          node->node_case == PG_QUERY__NODE__NODE_RES_TARGET ? node->res_target : NULL;

      if (target == NULL || target->val == NULL)
        continue;
      if (!is_star (target->val))
        add_output (self, scope, target);
      else if (target->val->column_ref->n_fields == 1)
        expand_star (self, scope, target->val->column_ref);
      else
        expand_qualified_star (self, scope, target->val->column_ref);
    }
}

/* What nothing has given a type becomes text. */
static void
settle_outputs (StudioSqlScope *scope)
{
  for (guint i = 0; i < scope->query.outputs->len; i++)
    {
      StudioSqlColumn *column = g_ptr_array_index (scope->query.outputs, i);

      if (column->type_id != STUDIO_SQL_UNKNOWN)
        continue;
      column->type_id = STUDIO_SQL_TEXT;
      column->type = STUDIO_SQL_TYPE_TEXT;
    }
}

/* In the order in which PostgreSQL looks at the clauses (transformSelectStmt). */
static void
plain_select (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;

  _studio_sql_names_from (self, scope);
  for (gsize i = 0; i < select->n_window_clause; i++)
    if (select->window_clause[i]->node_case == PG_QUERY__NODE__NODE_WINDOW_DEF)
      g_ptr_array_add (scope->windows, select->window_clause[i]->window_def);
  select_list (self, scope);
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_WHERE);
  if (select->where_clause != NULL)
    _studio_sql_types_need (self, scope, select->where_clause, STUDIO_SQL_BOOL, "WHERE");
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_HAVING);
  if (select->having_clause != NULL)
    _studio_sql_types_need (self, scope, select->having_clause, STUDIO_SQL_BOOL, "HAVING");
  _studio_sql_names_order_by (self, scope);
  _studio_sql_names_group_by (self, scope);
  _studio_sql_names_distinct (self, scope);
  _studio_sql_names_limit (self, scope);
  for (guint i = 0; i < scope->windows->len; i++)
    _studio_sql_names_window (self, scope, g_ptr_array_index (scope->windows, i));
  scope->query.grouped =
      select->n_group_clause > 0 || select->having_clause != NULL || scope->has_aggregates;
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_SELECT);
  if (scope->query.grouped)
    _studio_sql_names_check_groups (self, scope);
}

StudioSqlScope *
_studio_sql_names_query (StudioSqlNames *self,
                         const PgQuery__SelectStmt *select,
                         StudioSqlScope *parent,
                         gboolean in_from)
{
  StudioSqlScope *scope = _studio_sql_names_new0 (self, StudioSqlScope);

  scope->parent = parent;
  scope->depth = parent != NULL ? parent->depth + 1 : 0;
  scope->items = _studio_sql_names_array (self);
  scope->ctes = _studio_sql_names_array (self);
  scope->windows = _studio_sql_names_array (self);
  scope->order_nodes = _studio_sql_names_array (self);
  scope->distinct_nodes = _studio_sql_names_array (self);
  scope->common_groups = _studio_sql_names_array (self);
  scope->star_groups = _studio_sql_names_array (self);
  scope->star_nodes = _studio_sql_names_array (self);
  scope->query = (StudioSqlQuery){
    .select = select,
    .parent = parent != NULL ? &parent->query : NULL,
    .in_from = in_from,
    .sources = _studio_sql_names_array (self),
    .outputs = _studio_sql_names_array (self),
    .outputs_complete = TRUE,
    .groups = _studio_sql_names_array (self),
  };
  g_ptr_array_add (self->queries, &scope->query);
  g_hash_table_insert (self->query_map, (gpointer) select, &scope->query);
  if (select->with_clause != NULL)
    _studio_sql_names_with (self, scope);
  if (select->op != PG_QUERY__SET_OPERATION__SETOP_NONE)
    _studio_sql_names_set_operation (self, scope);
  else if (select->n_values_lists > 0)
    _studio_sql_names_values (self, scope);
  else
    plain_select (self, scope);
  /* The sides of a set operation keep their literals until all sides are known. */
  if (parent == NULL || parent->query.select->op == PG_QUERY__SET_OPERATION__SETOP_NONE || in_from)
    settle_outputs (scope);
  return scope;
}

/* --- the name of a column without an alias (FigureColname) --- */

static const char *
last_name (PgQuery__Node *const *names, gsize n)
{
  for (gsize i = n; i > 0; i--)
    if (names[i - 1]->node_case == PG_QUERY__NODE__NODE_STRING)
      return names[i - 1]->string->sval;
  return NULL;
}

static const char *
figure_sublink (const PgQuery__SubLink *link)
{
  const PgQuery__SelectStmt *select;

  if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK)
    return "exists";
  if (link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK)
    return "array";
  if (link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK ||
      link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
    return NULL;
  select = link->subselect->select_stmt;
  while (select->larg != NULL)
    select = select->larg;
  if (select->n_target_list == 0)
    return select->n_values_lists > 0 ? "column1" : NULL;
  if (select->target_list[0]->res_target->name[0] != '\0')
    return select->target_list[0]->res_target->name;
  return _studio_sql_figure_name (select->target_list[0]->res_target->val);
}

static const char *
figure_value_function (const PgQuery__SQLValueFunction *function)
{
  static const char *const names[] = {
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE] = "current_date",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME] = "current_time",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N] = "current_time",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP] = "current_timestamp",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N] = "current_timestamp",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME] = "localtime",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N] = "localtime",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP] = "localtimestamp",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N] = "localtimestamp",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE] = "current_role",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER] = "current_user",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER] = "user",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER] = "session_user",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG] = "current_catalog",
    [PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA] = "current_schema",
  };

  return function->op < (int) G_N_ELEMENTS (names) ? names[function->op] : NULL;
}

/* @sure is cleared for a name that a cast around it would replace. */
static const char *
figure (const PgQuery__Node *node, gboolean *sure)
{
  const char *name;

  *sure = TRUE;
  switch ((int) node->node_case)
    {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      return last_name (node->column_ref->fields, node->column_ref->n_fields);
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
      name = last_name (node->a_indirection->indirection, node->a_indirection->n_indirection);
      return name != NULL ? name : figure (node->a_indirection->arg, sure);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return last_name (node->func_call->funcname, node->func_call->n_funcname);
    case PG_QUERY__NODE__NODE_A_EXPR:
      return node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF ? "nullif" : NULL;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      name = figure (node->type_cast->arg, sure);
      if (name != NULL && *sure)
        return name;
      *sure = FALSE;
      return last_name (node->type_cast->type_name->names, node->type_cast->type_name->n_names);
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
      return figure (node->collate_clause->arg, sure);
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
      return "grouping";
    case PG_QUERY__NODE__NODE_SUB_LINK:
      return figure_sublink (node->sub_link);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      name = node->case_expr->defresult != NULL ? figure (node->case_expr->defresult, sure) : NULL;
      if (name != NULL && *sure)
        return name;
      *sure = FALSE;
      return "case";
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
      return "array";
    case PG_QUERY__NODE__NODE_ROW_EXPR:
      return "row";
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      return "coalesce";
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST ? "greatest" : "least";
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
      return figure_value_function (node->sqlvalue_function);
    default:
      return NULL;
    }
}

const char *
_studio_sql_figure_name (const PgQuery__Node *node)
{
  gboolean sure;
  const char *name = figure (node, &sure);

  return name != NULL ? name : "?column?";
}
