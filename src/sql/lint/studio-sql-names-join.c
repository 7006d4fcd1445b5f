/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static StudioSqlVisible *
find_visible (StudioSqlItem *item, const char *name, guint *n)
{
  StudioSqlVisible *found = NULL;

  *n = 0;
  for (guint i = 0; i < item->columns->len; i++)
    {
      StudioSqlVisible *visible = g_ptr_array_index (item->columns, i);

      if (visible->name != NULL && strcmp (visible->name, name) == 0)
        {
          found = found != NULL ? found : visible;
          (*n)++;
        }
    }
  return found;
}

/* Where USING names a column; the tree does not tell. */
static void
find_using (const StudioSqlTokens *tokens, const char *name, gssize *start, gssize *end)
{
  gboolean inside = FALSE;

  *start = *end = -1;
  for (guint i = 0; i < studio_sql_tokens_get_length (tokens); i++)
    {
      const StudioSqlToken *token = studio_sql_tokens_get (tokens, i);

      if (token->kind == PG_QUERY__TOKEN__USING)
        inside = TRUE;
      else if (token->kind == ')')
        inside = FALSE;
      else if (inside && studio_sql_tokens_equal (tokens, i, name))
        {
          *start = token->start;
          *end = token->end;
          return;
        }
    }
}

/* One column of USING: both sides must have it, once, and their types must compare. */
static StudioSqlVisible *
merge_column (StudioSqlNames *self,
              const PgQuery__JoinExpr *join,
              StudioSqlItem *left,
              StudioSqlItem *right,
              const char *name)
{
  guint n_left, n_right;
  StudioSqlVisible *a = find_visible (left, name, &n_left);
  StudioSqlVisible *b = find_visible (right, name, &n_right);
  StudioSqlVisible *merged;
  StudioSqlMatch match;
  gssize start, end;

  find_using (self->tokens, name, &start, &end);
  if ((a == NULL && left->complete) || (b == NULL && right->complete) || n_left > 1 || n_right > 1)
    _studio_sql_names_report_span (
        self, n_left > 1 || n_right > 1 ? "ambiguous-column" : "unknown-column",
        STUDIO_ERROR_CLASS_UNKNOWN_COLUMN, start, end,
        g_strdup_printf (
            n_left > 1 || n_right > 1
                ? _ ("USING (%s): one side of the join has several columns of that name. Use ON.")
                : _ ("USING (%s): a side of the join has no column of that name. Use ON with the "
                     "names that they have."),
            name));
  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  _studio_sql_match_operator ("=", a->column->type_id, b->column->type_id, FALSE, &match);
  if (match.kind == STUDIO_SQL_MATCH_NONE)
    _studio_sql_names_report_span (
        self, "type-mismatch", STUDIO_ERROR_CLASS_TYPE_MISMATCH, start, end,
        g_strdup_printf (_ ("USING (%s): %s on one side and %s on the other cannot be compared."),
                         name, _studio_sql_type_label (a->column->type_id),
                         _studio_sql_type_label (b->column->type_id)));
  if (join->jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT)
    return b;
  if (join->jointype != PG_QUERY__JOIN_TYPE__JOIN_FULL)
    return a;
  /* Neither side's: whichever is there. */
  merged = _studio_sql_names_new0 (self, StudioSqlVisible);
  merged->name = name;
  merged->source = a->source;
  merged->column =
      _studio_sql_names_column (self, _studio_sql_names_array (self), name, a->column->type_id);
  return merged;
}

static GPtrArray *
common_names (StudioSqlNames *self,
              const PgQuery__JoinExpr *join,
              StudioSqlItem *left,
              StudioSqlItem *right)
{
  GPtrArray *names = _studio_sql_names_array (self);
  guint n;

  for (gsize i = 0; i < join->n_using_clause; i++)
    g_ptr_array_add (names, join->using_clause[i]->string->sval);
  for (guint i = 0; join->is_natural && i < left->columns->len; i++)
    {
      StudioSqlVisible *visible = g_ptr_array_index (left->columns, i);

      if (visible->name != NULL && find_visible (right, visible->name, &n) != NULL)
        g_ptr_array_add (names, (gpointer) visible->name);
    }
  return names;
}

static gboolean
has_name (GPtrArray *names, const char *name)
{
  for (guint i = 0; name != NULL && i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* What the join as a whole shows: the columns of USING first and once, then the rest. */
static StudioSqlItem *
combine (StudioSqlNames *self,
         const PgQuery__JoinExpr *join,
         StudioSqlItem *left,
         StudioSqlItem *right)
{
  StudioSqlItem *item = _studio_sql_names_new0 (self, StudioSqlItem);
  GPtrArray *names = common_names (self, join, left, right);
  StudioSqlItem *const sides[] = { left, right };

  item->columns = _studio_sql_names_array (self);
  item->sources = _studio_sql_names_array (self);
  item->complete = left->complete && right->complete;
  item->lateral_ok = TRUE;
  for (guint i = 0; i < names->len; i++)
    {
      StudioSqlVisible *merged =
          merge_column (self, join, left, right, g_ptr_array_index (names, i));

      if (merged != NULL)
        g_ptr_array_add (item->columns, merged);
    }
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    {
      for (guint i = 0; i < sides[side]->columns->len; i++)
        {
          StudioSqlVisible *visible = g_ptr_array_index (sides[side]->columns, i);

          if (!has_name (names, visible->name))
            g_ptr_array_add (item->columns, visible);
        }
      g_ptr_array_extend (item->sources, sides[side]->sources, NULL, NULL);
    }
  return item;
}

static void
mark_nullable (StudioSqlItem *item)
{
  for (guint i = 0; i < item->sources->len; i++)
    ((StudioSqlSource *) g_ptr_array_index (item->sources, i))->nullable = TRUE;
}

/* An alias of the whole join hides what is in it. */
static StudioSqlItem *
hide_behind_alias (StudioSqlNames *self,
                   StudioSqlScope *scope,
                   const PgQuery__JoinExpr *join,
                   StudioSqlItem *item)
{
  StudioSqlSource *source =
      _studio_sql_names_source (self, scope, STUDIO_SQL_SOURCE_JOIN, &join->base, join->alias);

  source->complete = item->complete;
  for (guint i = 0; i < item->columns->len; i++)
    {
      StudioSqlVisible *visible = g_ptr_array_index (item->columns, i);
      StudioSqlColumn *column = _studio_sql_names_new0 (self, StudioSqlColumn);

      *column = *visible->column;
      column->name = visible->name;
      column->origin = visible->column;
      g_ptr_array_add (source->columns, column);
    }
  _studio_sql_names_rename (self, source, join->alias);
  return _studio_sql_names_item (self, source);
}

/* ON sees the two sides and nothing else of FROM. */
static void
join_condition (StudioSqlNames *self,
                StudioSqlScope *scope,
                const PgQuery__JoinExpr *join,
                StudioSqlItem *item)
{
  GPtrArray *items = scope->items;

  scope->items = _studio_sql_names_array (self);
  g_ptr_array_add (scope->items, item);
  _studio_sql_names_enter (scope, STUDIO_SQL_PLACE_JOIN);
  _studio_sql_types_need (self, scope, join->quals, STUDIO_SQL_BOOL, "JOIN/ON");
  scope->items = items;
}

typedef struct
{
  StudioSqlNames *names;
  const StudioSqlItem *sides[2];
  gboolean uses[2];
} Sides;

static gboolean
look_at_side (const ProtobufCMessage *node, gpointer user_data)
{
  Sides *sides = user_data;
  const StudioSqlReference *reference;

  if (!STUDIO_SQL_IS (node, column_ref))
    return TRUE;
  reference = studio_sql_names_find_reference (sides->names, (const PgQuery__ColumnRef *) node);
  for (guint i = 0; reference != NULL && i < G_N_ELEMENTS (sides->sides); i++)
    sides->uses[i] |= reference->source == NULL ||
                      g_ptr_array_find (sides->sides[i]->sources, reference->source, NULL);
  return FALSE;
}

/* Whether a condition can be an equality of the one side with the other. */
static gboolean
ties_sides (Sides *sides, const PgQuery__Node *node)
{
  const PgQuery__AExpr *operation;

  if (node->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR &&
      node->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR)
    {
      for (gsize i = 0; i < node->bool_expr->n_args; i++)
        if (ties_sides (sides, node->bool_expr->args[i]))
          return TRUE;
      return FALSE;
    }
  if (node->node_case == PG_QUERY__NODE__NODE_A_CONST)
    return TRUE;
  if (node->node_case != PG_QUERY__NODE__NODE_A_EXPR ||
      node->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP)
    return FALSE;
  operation = node->a_expr;
  if (strcmp (operation->name[operation->n_name - 1]->string->sval, "=") != 0)
    return FALSE;
  sides->uses[0] = sides->uses[1] = FALSE;
  studio_sql_node_walk (&node->base, look_at_side, sides);
  return sides->uses[0] && sides->uses[1];
}

/* PostgreSQL can only work out a FULL JOIN by an equality. Conditions on the result can make it a
 * LEFT JOIN first, so without them only. */
static void
check_full_join (StudioSqlNames *self,
                 const StudioSqlScope *scope,
                 const PgQuery__JoinExpr *join,
                 const StudioSqlItem *left,
                 const StudioSqlItem *right)
{
  Sides sides = { self, { left, right }, { FALSE, FALSE } };
  const PgQuery__SelectStmt *select = scope->query.select;

  if (scope->parent != NULL || select->where_clause != NULL || select->n_from_clause != 1 ||
      select->from_clause[0]->join_expr != join)
    return;
  if (join->jointype == PG_QUERY__JOIN_TYPE__JOIN_FULL && join->quals != NULL &&
      !ties_sides (&sides, join->quals))
    _studio_sql_names_report (
        self, "full-join-condition", STUDIO_ERROR_CLASS_OTHER, join->quals,
        g_strdup (
            _ ("FULL JOIN needs an equality of the two sides in ON, such as a.id = b.a_id.")));
}

StudioSqlItem *
_studio_sql_names_join (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__JoinExpr *join)
{
  StudioSqlItem *left = _studio_sql_names_from_item (self, scope, join->larg);
  StudioSqlItem *right, *item;

  if (left == NULL)
    return NULL;
  left->lateral_only = TRUE;
  left->lateral_ok = join->jointype == PG_QUERY__JOIN_TYPE__JOIN_INNER ||
                     join->jointype == PG_QUERY__JOIN_TYPE__JOIN_LEFT;
  g_ptr_array_add (scope->items, left);
  right = _studio_sql_names_from_item (self, scope, join->rarg);
  g_ptr_array_remove_index (scope->items, scope->items->len - 1);
  if (right == NULL)
    return NULL;
  _studio_sql_names_check_collisions (self, left, right);
  if (join->jointype != PG_QUERY__JOIN_TYPE__JOIN_INNER &&
      join->jointype != PG_QUERY__JOIN_TYPE__JOIN_RIGHT)
    mark_nullable (right);
  if (join->jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT ||
      join->jointype == PG_QUERY__JOIN_TYPE__JOIN_FULL)
    mark_nullable (left);
  item = combine (self, join, left, right);
  if (join->quals != NULL)
    join_condition (self, scope, join, item);
  check_full_join (self, scope, join, left, right);
  return join->alias != NULL ? hide_behind_alias (self, scope, join, item) : item;
}
