/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-join-graph.h"

#include <string.h>

/* `column = …`: fixes a column of a source once the sources in @others are fixed. */
typedef struct
{
  guint source;
  const StudioSqlColumn *column;
  StudioSqlSourceSet others;
} Equality;

struct _StudioSqlJoinGraph
{
  StudioSqlLint *lint;
  StudioSqlQuery *query;
  GPtrArray *sources;
  GArray *equalities;
  StudioSqlSourceSet links[STUDIO_SQL_MAX_JOINED];
};

static guint
index_of (const StudioSqlJoinGraph *self, const StudioSqlSource *source)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (g_ptr_array_index (self->sources, i) == source)
      return i;
  return G_MAXUINT;
}

typedef struct
{
  const StudioSqlJoinGraph *graph;
  StudioSqlSourceSet set;
} Collect;

static gboolean
collect_sources (const ProtobufCMessage *node, gpointer user_data)
{
  Collect *collect = user_data;
  const StudioSqlReference *reference;
  guint i;

  if (!STUDIO_SQL_IS (node, column_ref))
    return TRUE;
  reference = studio_sql_names_find_reference (collect->graph->lint->names,
                                               (const PgQuery__ColumnRef *) node);
  if (reference == NULL || reference->home != collect->graph->query || reference->source == NULL)
    return FALSE;
  i = index_of (collect->graph, reference->source);
  if (i != G_MAXUINT)
    collect->set |= 1u << i;
  return FALSE;
}

StudioSqlSourceSet
_studio_sql_join_graph_sources_of (const StudioSqlJoinGraph *self, const ProtobufCMessage *node)
{
  Collect collect = { self, 0 };

  studio_sql_node_walk (node, collect_sources, &collect);
  return collect.set;
}

static void
link_all (StudioSqlJoinGraph *self, StudioSqlSourceSet set)
{
  for (guint i = 0; i < self->sources->len; i++)
    if ((set & (1u << i)) != 0)
      self->links[i] |= set;
}

static void
add_equality (StudioSqlJoinGraph *self, const PgQuery__Node *side, StudioSqlSourceSet others)
{
  const StudioSqlReference *reference =
      _studio_sql_lint_column (self->lint, _studio_sql_node_strip_casts (side));
  Equality equality;

  if (reference == NULL || reference->home != self->query)
    return;
  equality = (Equality){ index_of (self, reference->source), reference->column, others };
  if (equality.source != G_MAXUINT && (others & (1u << equality.source)) == 0)
    g_array_append_val (self->equalities, equality);
}

static void
add_condition (StudioSqlJoinGraph *self, const PgQuery__Node *condition)
{
  const PgQuery__Node *left, *right;

  link_all (self, _studio_sql_join_graph_sources_of (self, &condition->base));
  if (!_studio_sql_node_is_operator (condition, "=", &left, &right))
    return;
  add_equality (self, left, _studio_sql_join_graph_sources_of (self, &right->base));
  add_equality (self, right, _studio_sql_join_graph_sources_of (self, &left->base));
}

static void
add_conditions (StudioSqlJoinGraph *self, const PgQuery__Node *node)
{
  g_autoptr (GPtrArray) conditions = _studio_sql_lint_conjuncts (node);

  for (guint i = 0; i < conditions->len; i++)
    add_condition (self, g_ptr_array_index (conditions, i));
}

/* USING (name): all sources that have such a column hang together by it. */
static void
add_common_column (StudioSqlJoinGraph *self, const char *name)
{
  StudioSqlSourceSet set = 0;

  for (guint i = 0; i < self->sources->len; i++)
    if (_studio_sql_source_find (g_ptr_array_index (self->sources, i), name) != NULL)
      set |= 1u << i;
  link_all (self, set);
  for (guint i = 0; i < self->sources->len; i++)
    for (guint k = 0; k < self->sources->len; k++)
      {
        Equality equality = { i, NULL, 1u << k };

        if (i == k || (set & (1u << i)) == 0 || (set & (1u << k)) == 0)
          continue;
        equality.column = _studio_sql_source_find (g_ptr_array_index (self->sources, i), name);
        g_array_append_val (self->equalities, equality);
      }
}

static void
add_joins (StudioSqlJoinGraph *self, const PgQuery__Node *node)
{
  const PgQuery__JoinExpr *join;

  if (node->node_case != PG_QUERY__NODE__NODE_JOIN_EXPR)
    return;
  join = node->join_expr;
  add_joins (self, join->larg);
  add_joins (self, join->rarg);
  add_conditions (self, join->quals);
  for (gsize i = 0; i < join->n_using_clause; i++)
    add_common_column (self, join->using_clause[i]->string->sval);
  if (join->is_natural)
    link_all (self, G_MAXUINT32);
}

/* LATERAL and the arguments of functions in FROM. */
static void
add_lateral (StudioSqlJoinGraph *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (self->sources, i);
      StudioSqlSourceSet set = _studio_sql_join_graph_sources_of (self, source->node);

      if (set != 0)
        link_all (self, set | (1u << i));
    }
}

/* Within a group, what it is grouped by is fixed. */
static void
add_groups (StudioSqlJoinGraph *self)
{
  for (guint i = 0; i < self->query->groups->len; i++)
    add_equality (self, g_ptr_array_index (self->query->groups, i), 0);
}

StudioSqlJoinGraph *
_studio_sql_join_graph_new (StudioSqlLint *lint, StudioSqlQuery *query)
{
  StudioSqlJoinGraph *self;
  const PgQuery__SelectStmt *select = query->select;

  if (query->sources->len < 2 || query->sources->len > STUDIO_SQL_MAX_JOINED)
    return NULL;
  for (guint i = 0; i < query->sources->len; i++)
    if (((StudioSqlSource *) g_ptr_array_index (query->sources, i))->kind == STUDIO_SQL_SOURCE_JOIN)
      return NULL;
  self = g_new0 (StudioSqlJoinGraph, 1);
  self->lint = lint;
  self->query = query;
  self->sources = query->sources;
  self->equalities = g_array_new (FALSE, FALSE, sizeof (Equality));
  for (guint i = 0; i < self->sources->len; i++)
    self->links[i] = 1u << i;
  for (gsize i = 0; i < select->n_from_clause; i++)
    add_joins (self, select->from_clause[i]);
  add_conditions (self, select->where_clause);
  add_lateral (self);
  add_groups (self);
  return self;
}

void
_studio_sql_join_graph_free (StudioSqlJoinGraph *self)
{
  g_array_unref (self->equalities);
  g_free (self);
}

/* --- keys --- */

typedef enum
{
  KEY_UNKNOWN,
  KEY_MISSED,
  KEY_COVERED,
} KeyState;

/* Whether @column of @source is fixed once the sources in @known are. */
static gboolean
is_fixed (const StudioSqlJoinGraph *self,
          guint source,
          const StudioSqlColumn *column,
          StudioSqlSourceSet known)
{
  for (guint i = 0; i < self->equalities->len; i++)
    {
      const Equality *equality = &g_array_index (self->equalities, Equality, i);

      if (equality->source == source && equality->column == column &&
          (equality->others & ~known) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_field_fixed (const StudioSqlJoinGraph *self,
                guint index,
                StudioField *field,
                StudioSqlSourceSet known)
{
  const StudioSqlSource *source = g_ptr_array_index (self->sources, index);

  for (guint i = 0; i < source->columns->len; i++)
    {
      const StudioSqlColumn *column = g_ptr_array_index (source->columns, i);

      if (column->field == field && is_fixed (self, index, column, known))
        return TRUE;
    }
  return FALSE;
}

/* What a foreign key points at is unique. */
static gboolean
is_pointed_at (const StudioSqlSchema *schema, const StudioSqlTable *table, StudioField *field)
{
  gint64 id = studio_field_get_info (field)->id;

  for (guint i = 0; id != 0 && i < studio_sql_schema_get_n_tables (schema); i++)
    {
      const StudioSqlTable *other = studio_sql_schema_get_table (schema, i);

      for (guint k = 0; k < other->fields->len; k++)
        if (studio_field_get_info (g_ptr_array_index (other->fields, k))->target_field_id == id)
          return TRUE;
    }
  return FALSE;
}

static KeyState
table_key (const StudioSqlJoinGraph *self, guint index, StudioSqlSourceSet known)
{
  const StudioSqlSource *source = g_ptr_array_index (self->sources, index);
  guint keys = 0, fixed = 0;

  for (guint i = 0; i < source->table->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (source->table->fields, i);
      gboolean is_key = studio_field_is_primary_key (field);
      gboolean now = is_field_fixed (self, index, field, known);

      keys += is_key;
      fixed += is_key && now;
      if (now && !is_key && is_pointed_at (self->lint->schema, source->table, field))
        return KEY_COVERED;
    }
  if (keys == 0)
    return KEY_UNKNOWN;
  return fixed == keys ? KEY_COVERED : KEY_MISSED;
}

/* Whether all that a subquery is grouped by is fixed. */
static KeyState
grouped_key (const StudioSqlJoinGraph *self,
             guint index,
             const StudioSqlQuery *query,
             StudioSqlSourceSet known)
{
  const StudioSqlSource *source = g_ptr_array_index (self->sources, index);

  for (guint i = 0; i < query->groups->len; i++)
    {
      gboolean fixed = FALSE;

      for (guint k = 0; k < source->columns->len && !fixed; k++)
        {
          const StudioSqlColumn *column = g_ptr_array_index (source->columns, k);

          fixed = column->expression != NULL && is_fixed (self, index, column, known) &&
                  _studio_sql_nodes_equal (self->lint->names, g_ptr_array_index (query->groups, i),
                                           column->expression) == STUDIO_SQL_EQUAL;
        }
      if (!fixed)
        return KEY_MISSED;
    }
  return KEY_COVERED;
}

static KeyState
distinct_key (const StudioSqlJoinGraph *self, guint index, StudioSqlSourceSet known)
{
  const StudioSqlSource *source = g_ptr_array_index (self->sources, index);

  for (guint k = 0; k < source->columns->len; k++)
    if (!is_fixed (self, index, g_ptr_array_index (source->columns, k), known))
      return KEY_MISSED;
  return KEY_COVERED;
}

/* A subquery that hands on the rows of one table has that table's key. */
static KeyState
passed_key (const StudioSqlJoinGraph *self,
            guint index,
            const StudioSqlQuery *query,
            StudioSqlSourceSet known)
{
  const StudioSqlSource *source = g_ptr_array_index (self->sources, index);
  const StudioSqlSource *inner =
      query->sources->len == 1 ? g_ptr_array_index (query->sources, 0) : NULL;
  guint keys = 0;

  if (inner == NULL || inner->kind != STUDIO_SQL_SOURCE_TABLE || inner->table == NULL)
    return KEY_UNKNOWN;
  for (guint i = 0; i < inner->table->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (inner->table->fields, i);
      gboolean fixed = FALSE;

      if (!studio_field_is_primary_key (field))
        continue;
      keys++;
      for (guint k = 0; k < source->columns->len && !fixed; k++)
        {
          const StudioSqlColumn *column = g_ptr_array_index (source->columns, k);

          fixed = column->field == field && is_fixed (self, index, column, known);
        }
      if (!fixed)
        return KEY_MISSED;
    }
  return keys > 0 ? KEY_COVERED : KEY_UNKNOWN;
}

static KeyState
key_state (const StudioSqlJoinGraph *self, guint index, StudioSqlSourceSet known)
{
  const StudioSqlSource *source = g_ptr_array_index (self->sources, index);
  const StudioSqlQuery *query = source->query;

  if (_studio_sql_join_graph_is_single (self, index))
    return KEY_COVERED;
  if (source->kind == STUDIO_SQL_SOURCE_TABLE)
    return source->table != NULL ? table_key (self, index, known) : KEY_UNKNOWN;
  if (source->kind == STUDIO_SQL_SOURCE_FUNCTION)
    return distinct_key (self, index, known) == KEY_COVERED ? KEY_COVERED : KEY_UNKNOWN;
  if (query == NULL || query->select->op != PG_QUERY__SET_OPERATION__SETOP_NONE ||
      query->select->n_values_lists > 0 || ((const StudioSqlScope *) query)->has_set_functions)
    return KEY_UNKNOWN;
  if (query->groups->len > 0)
    return grouped_key (self, index, query, known);
  if (query->select->n_distinct_clause > 0)
    return distinct_key (self, index, known) == KEY_COVERED ? KEY_COVERED : KEY_UNKNOWN;
  return passed_key (self, index, query, known);
}

gboolean
_studio_sql_join_graph_is_single (const StudioSqlJoinGraph *self, guint index)
{
  const StudioSqlSource *source = g_ptr_array_index (self->sources, index);

  if (source->query != NULL)
    return _studio_sql_query_is_single_row (source->query);
  return source->table != NULL && source->table->row_count == 1;
}

/* Whether an equality ties @index to what is known, which is what makes its rows be several for
 * one, rather than unrelated. */
static gboolean
is_tied (const StudioSqlJoinGraph *self, guint index, StudioSqlSourceSet known)
{
  for (guint i = 0; i < self->equalities->len; i++)
    {
      const Equality *equality = &g_array_index (self->equalities, Equality, i);

      if (equality->source == index && equality->others != 0 && (equality->others & ~known) == 0)
        return TRUE;
    }
  return FALSE;
}

const StudioSqlSource *
_studio_sql_join_graph_multiplier (const StudioSqlJoinGraph *self, guint index)
{
  StudioSqlSourceSet known = 1u << index;

  for (guint round = 0; round < self->sources->len; round++)
    {
      StudioSqlSourceSet before = known;

      /* First all that has one row for those known. */
      for (guint i = 0; i < self->sources->len; i++)
        if ((known & (1u << i)) == 0 && key_state (self, i, known) == KEY_COVERED)
          known |= 1u << i;
      if (known == before)
        break;
    }
  for (guint i = 0; i < self->sources->len; i++)
    if ((known & (1u << i)) == 0 && is_tied (self, i, known) &&
        key_state (self, i, known) == KEY_MISSED)
      return g_ptr_array_index (self->sources, i);
  return NULL;
}

StudioSqlSourceSet
_studio_sql_join_graph_reach (const StudioSqlJoinGraph *self, guint index)
{
  StudioSqlSourceSet reached = 1u << index, before = 0;

  while (reached != before)
    {
      before = reached;
      for (guint i = 0; i < self->sources->len; i++)
        if ((reached & (1u << i)) != 0)
          reached |= self->links[i];
    }
  return reached;
}
