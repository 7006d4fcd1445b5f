/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
place_name (StudioSqlPlace place)
{
  switch ((int) place)
    {
    case STUDIO_SQL_PLACE_GROUP:
      return "GROUP BY";
    case STUDIO_SQL_PLACE_DISTINCT:
      return "DISTINCT ON";
    default:
      return "ORDER BY";
    }
}

static gboolean
is_set_operation (const StudioSqlScope *scope)
{
  return scope->query.select->op != PG_QUERY__SET_OPERATION__SETOP_NONE;
}

static const char *
bare_name (const PgQuery__Node *node)
{
  const PgQuery__ColumnRef *reference;

  if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return NULL;
  reference = node->column_ref;
  if (reference->n_fields != 1 || reference->fields[0]->node_case != PG_QUERY__NODE__NODE_STRING)
    return NULL;
  return reference->fields[0]->string->sval;
}

static gboolean
is_local_column (const StudioSqlScope *scope, const char *name)
{
  for (guint i = 0; i < scope->items->len; i++)
    {
      const StudioSqlItem *item = g_ptr_array_index (scope->items, i);

      for (guint k = 0; k < item->columns->len; k++)
        {
          const StudioSqlVisible *visible = g_ptr_array_index (item->columns, k);

          if (visible->name != NULL && strcmp (visible->name, name) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
same_output (const StudioSqlNames *self, const StudioSqlColumn *a, const StudioSqlColumn *b)
{
  if (a->expression != NULL && b->expression != NULL)
    return _studio_sql_nodes_equal (self, a->expression, b->expression) != STUDIO_SQL_DIFFERENT;
  return a->source == b->source && (a->origin == NULL || a->origin == b->origin);
}

static const StudioSqlColumn *
find_output (StudioSqlNames *self,
             StudioSqlScope *scope,
             const PgQuery__Node *node,
             const char *name,
             StudioSqlPlace place)
{
  const StudioSqlColumn *found = NULL;

  for (guint i = 0; i < scope->query.outputs->len; i++)
    {
      const StudioSqlColumn *output = g_ptr_array_index (scope->query.outputs, i);

      if (output->name == NULL || strcmp (output->name, name) != 0)
        continue;
      if (found == NULL)
        {
          found = output;
          continue;
        }
      if (!is_set_operation (scope) && same_output (self, found, output))
        continue;
      _studio_sql_names_report (
          self, "ambiguous-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN, node,
          g_strdup_printf (_ ("%s “%s”: several columns of the result have that name. Give them "
                              "different names."),
                           place_name (place), name));
      break;
    }
  return found;
}

static const PgQuery__Node *
use_output (StudioSqlNames *self,
            StudioSqlScope *scope,
            const PgQuery__Node *node,
            const StudioSqlColumn *output)
{
  if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
    {
      StudioSqlReference *reference =
          _studio_sql_names_reference (self, scope, node->column_ref, STUDIO_SQL_REFERENCE_OUTPUT);

      reference->column = output;
      reference->home = &scope->query;
    }
  g_hash_table_insert (self->type_map, (gpointer) _studio_sql_node_key (node),
                       GUINT_TO_POINTER (output->type_id));
  if (output->expression == NULL)
    {
      g_ptr_array_add (scope->star_nodes, (gpointer) node);
      if (scope->place == STUDIO_SQL_PLACE_GROUP)
        g_ptr_array_add (scope->star_groups, (gpointer) output->origin);
    }
  return output->expression != NULL ? output->expression : node;
}

static const PgQuery__Node *
use_position (StudioSqlNames *self,
              StudioSqlScope *scope,
              const PgQuery__Node *node,
              StudioSqlPlace place)
{
  const PgQuery__AConst *constant = node->a_const;
  guint n = scope->query.outputs->len;
  int position;

  if (constant->val_case != PG_QUERY__A__CONST__VAL_IVAL || constant->isnull)
    {
      _studio_sql_names_report (
          self, "constant-position", STUDIO_ERROR_CLASS_SYNTAX, node,
          g_strdup_printf (_ ("%s takes a column, an expression or the number of a column, not a "
                              "constant. Write a name without quotes, or with double ones."),
                           place_name (place)));
      return node;
    }
  position = constant->ival->ival;
  /* Which column that is depends on how many a star brings. */
  if (!scope->query.outputs_complete)
    {
      g_ptr_array_add (scope->star_nodes, (gpointer) node);
      scope->groups_unsure |= place == STUDIO_SQL_PLACE_GROUP;
      return node;
    }
  if (position >= 1 && (guint) position <= n)
    return use_output (self, scope, node, g_ptr_array_index (scope->query.outputs, position - 1));
  _studio_sql_names_report (self, "position-out-of-range", STUDIO_ERROR_CLASS_SYNTAX, node,
                            g_strdup_printf (ngettext ("%s %d: the result has only %u column.",
                                                       "%s %d: the result has only %u columns.", n),
                                             place_name (place), position, n));
  return node;
}

const PgQuery__Node *
_studio_sql_names_output_item (StudioSqlNames *self,
                               StudioSqlScope *scope,
                               const PgQuery__Node *node,
                               StudioSqlPlace place)
{
  const char *name = bare_name (node);

  if (name != NULL && place == STUDIO_SQL_PLACE_GROUP && is_local_column (scope, name))
    name = NULL;
  if (name != NULL)
    {
      const StudioSqlColumn *output = find_output (self, scope, node, name, place);

      if (output != NULL)
        return use_output (self, scope, node, output);
    }
  if (node->node_case == PG_QUERY__NODE__NODE_A_CONST)
    return use_position (self, scope, node, place);
  if (is_set_operation (scope) && scope->query.outputs_complete)
    _studio_sql_names_report (
        self, "set-operation-order", STUDIO_ERROR_CLASS_SYNTAX, node,
        g_strdup (_ ("After UNION, INTERSECT or EXCEPT, ORDER BY knows only the names and numbers "
                     "of the result’s columns, which are those of the first SELECT.")));
  else if (scope->query.select->n_values_lists == 0 && !is_set_operation (scope))
    _studio_sql_types_expression (self, scope, node);
  return node;
}

typedef struct
{
  StudioSqlNames *names;
  StudioSqlScope *scope;
  gboolean aggregate;
  gboolean window;
} Contents;

static gboolean
look_for_calls (const ProtobufCMessage *node, gpointer user_data)
{
  Contents *contents = user_data;
  const StudioSqlCall *call;

  if (!STUDIO_SQL_IS (node, func_call))
    return !STUDIO_SQL_IS (node, select_stmt);
  call = _studio_sql_names_find_call (contents->names, (const PgQuery__FuncCall *) node);
  if (call != NULL)
    {
      contents->aggregate |= call->aggregate && call->home == contents->scope;
      contents->window |= call->window;
    }
  return TRUE;
}

/* A position or alias can lead to an aggregate. */
static void
check_group (StudioSqlNames *self,
             StudioSqlScope *scope,
             const PgQuery__Node *written,
             const PgQuery__Node *group)
{
  Contents contents = { self, scope, FALSE, FALSE };

  if (written == group)
    return;
  studio_sql_node_walk (&group->base, look_for_calls, &contents);
  if (contents.aggregate || contents.window)
    _studio_sql_names_report (
        self, contents.aggregate ? "misplaced-aggregate" : "misplaced-window",
        STUDIO_ERROR_CLASS_GROUPING, written,
        g_strdup (contents.aggregate
                      ? _ ("GROUP BY leads to a column that holds an aggregate. Group only by the "
                           "columns that tell the groups apart.")
                      : _ ("GROUP BY leads to a column that holds a window function, which is only "
                           "worked out after grouping. Put it into a subquery first.")));
}

static void
compare (StudioSqlNames *self, const PgQuery__Node *node, const char *construct)
{
  _studio_sql_types_compare (self, node, _studio_sql_names_type_id (self, node), construct);
}

/* ROLLUP, CUBE and () make a group of everything, in which no column has one value. */
static gboolean
has_grand_total (const PgQuery__GroupingSet *set)
{
  if (set->kind != PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_SETS)
    return set->kind != PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_SIMPLE;
  for (gsize i = 0; i < set->n_content; i++)
    if (set->content[i]->node_case == PG_QUERY__NODE__NODE_GROUPING_SET &&
        has_grand_total (set->content[i]->grouping_set))
      return TRUE;
  return FALSE;
}

static void
add_group (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node, gboolean common);

static void
add_groups (StudioSqlNames *self,
            StudioSqlScope *scope,
            PgQuery__Node *const *nodes,
            gsize n,
            gboolean common)
{
  for (gsize i = 0; i < n; i++)
    add_group (self, scope, nodes[i], common);
}

static void
add_group (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node, gboolean common)
{
  const PgQuery__Node *group;

  if (node->node_case == PG_QUERY__NODE__NODE_GROUPING_SET)
    {
      add_groups (self, scope, node->grouping_set->content, node->grouping_set->n_content,
                  common && !has_grand_total (node->grouping_set));
      return;
    }
  if (node->node_case == PG_QUERY__NODE__NODE_LIST)
    {
      add_groups (self, scope, node->list->items, node->list->n_items, common);
      return;
    }
  if (node->node_case == PG_QUERY__NODE__NODE_ROW_EXPR &&
      node->row_expr->row_format == PG_QUERY__COERCION_FORM__COERCE_IMPLICIT_CAST)
    {
      add_groups (self, scope, node->row_expr->args, node->row_expr->n_args, common);
      return;
    }
  group = _studio_sql_names_output_item (self, scope, node, STUDIO_SQL_PLACE_GROUP);
  g_ptr_array_add (scope->query.groups, (gpointer) group);
  if (common)
    g_ptr_array_add (scope->common_groups, (gpointer) group);
  compare (self, group, "GROUP BY");
  check_group (self, scope, node, group);
}

void
_studio_sql_names_group_by (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;
  guint said = self->findings->len;

  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_GROUP);
  add_groups (self, scope, select->group_clause, select->n_group_clause, TRUE);
  /* What it is grouped by cannot be told when it is wrong itself. */
  scope->groups_unsure |= self->findings->len > said;
}

void
_studio_sql_names_order_by (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;

  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_ORDER);
  for (gsize i = 0; i < select->n_sort_clause; i++)
    if (select->sort_clause[i]->node_case == PG_QUERY__NODE__NODE_SORT_BY)
      g_ptr_array_add (scope->order_nodes, (gpointer) _studio_sql_names_output_item (
                                               self, scope, select->sort_clause[i]->sort_by->node,
                                               STUDIO_SQL_PLACE_ORDER));
  for (guint i = 0; i < scope->order_nodes->len; i++)
    compare (self, g_ptr_array_index (scope->order_nodes, i), "ORDER BY");
}

/* Whether an ORDER BY item is among the columns of the result. */
static gboolean
is_output (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  const StudioSqlReference *reference =
      node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF
          ? studio_sql_names_find_reference (self, node->column_ref)
          : NULL;

  if (g_ptr_array_find (scope->star_nodes, node, NULL) ||
      (reference != NULL && reference->kind != STUDIO_SQL_REFERENCE_COLUMN))
    return TRUE;
  for (guint i = 0; i < scope->query.outputs->len; i++)
    {
      const StudioSqlColumn *output = g_ptr_array_index (scope->query.outputs, i);

      if (output->expression != NULL
              ? _studio_sql_nodes_equal (self, output->expression, node) != STUDIO_SQL_DIFFERENT
              : reference != NULL && output->origin == reference->column)
        return TRUE;
    }
  return FALSE;
}

static void
check_distinct_order (StudioSqlNames *self, StudioSqlScope *scope)
{
  for (guint i = 0; i < scope->order_nodes->len && scope->query.outputs_complete; i++)
    if (!is_output (self, scope, g_ptr_array_index (scope->order_nodes, i)))
      _studio_sql_names_report (
          self, "distinct-order", STUDIO_ERROR_CLASS_SYNTAX,
          g_ptr_array_index (scope->order_nodes, i),
          g_strdup (_ ("With SELECT DISTINCT, ORDER BY can only use what is selected. Select this "
                       "too, or group instead.")));
}

static gboolean
is_among (StudioSqlNames *self,
          const StudioSqlScope *scope,
          GPtrArray *nodes,
          const PgQuery__Node *node)
{
  /* The position or name of a column that a star has brought may be any. */
  if (g_ptr_array_find (scope->star_nodes, node, NULL))
    return TRUE;
  for (guint i = 0; i < nodes->len; i++)
    if (g_ptr_array_find (scope->star_nodes, g_ptr_array_index (nodes, i), NULL) ||
        _studio_sql_nodes_equal (self, g_ptr_array_index (nodes, i), node) != STUDIO_SQL_DIFFERENT)
      return TRUE;
  return FALSE;
}

static void
check_distinct_on (StudioSqlNames *self, StudioSqlScope *scope)
{
  guint matched = 0;

  while (matched < scope->order_nodes->len &&
         is_among (self, scope, scope->distinct_nodes,
                   g_ptr_array_index (scope->order_nodes, matched)))
    matched++;
  if (matched < scope->distinct_nodes->len && matched < scope->order_nodes->len)
    _studio_sql_names_report (
        self, "distinct-order", STUDIO_ERROR_CLASS_SYNTAX,
        g_ptr_array_index (scope->order_nodes, matched),
        g_strdup (_ ("ORDER BY must begin with what DISTINCT ON lists, and only then say which row "
                     "of each is kept.")));
}

void
_studio_sql_names_distinct (StudioSqlNames *self, StudioSqlScope *scope)
{
  const PgQuery__SelectStmt *select = scope->query.select;

  if (select->n_distinct_clause == 0)
    return;
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_DISTINCT);
  for (gsize i = 0; i < select->n_distinct_clause; i++)
    if (select->distinct_clause[i]->node_case != PG_QUERY__NODE__NODE__NOT_SET)
      g_ptr_array_add (scope->distinct_nodes,
                       (gpointer) _studio_sql_names_output_item (
                           self, scope, select->distinct_clause[i], STUDIO_SQL_PLACE_DISTINCT));
  for (guint i = 0; i < scope->distinct_nodes->len; i++)
    compare (self, g_ptr_array_index (scope->distinct_nodes, i), "DISTINCT ON");
  for (guint i = 0; scope->distinct_nodes->len == 0 && i < scope->query.outputs->len; i++)
    {
      const StudioSqlColumn *output = g_ptr_array_index (scope->query.outputs, i);

      if (output->expression != NULL)
        compare (self, output->expression, "DISTINCT");
      else
        _studio_sql_types_compare (self, NULL, output->type_id, "DISTINCT");
    }
  if (scope->distinct_nodes->len == 0)
    check_distinct_order (self, scope);
  else
    check_distinct_on (self, scope);
}

static void
limit (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node)
{
  guint before = self->references->len;

  if (node == NULL)
    return;
  _studio_sql_types_need (self, scope, node, STUDIO_SQL_INT8, "LIMIT");
  for (guint i = before; i < self->references->len; i++)
    {
      const StudioSqlReference *reference = g_ptr_array_index (self->references, i);

      if (reference->kind == STUDIO_SQL_REFERENCE_COLUMN && reference->home == &scope->query)
        _studio_sql_names_report (
            self, "column-in-limit", STUDIO_ERROR_CLASS_SYNTAX, node,
            g_strdup (_ ("LIMIT and OFFSET are worked out before any row is read, so they cannot "
                         "use a column. Use row_number() to take a share of the rows.")));
    }
}

void
_studio_sql_names_limit (StudioSqlNames *self, StudioSqlScope *scope)
{
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_LIMIT);
  limit (self, scope, scope->query.select->limit_count);
  limit (self, scope, scope->query.select->limit_offset);
}
