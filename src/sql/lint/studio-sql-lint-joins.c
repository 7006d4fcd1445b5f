/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-join-graph.h"
#include "sql/lint/studio-sql-near-miss.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
name_of (const StudioSqlSource *source)
{
  return source->name != NULL ? source->name : "?";
}

/* --- rows that are repeated --- */

static gboolean
adds_up (const char *name)
{
  return strcmp (name, "sum") == 0 || strcmp (name, "avg") == 0 || strcmp (name, "count") == 0;
}

static StudioFinding *
report_fan_out (StudioSqlLint *lint,
                const PgQuery__FuncCall *call,
                const char *name,
                const StudioSqlSource *source,
                const StudioSqlSource *multiplier)
{
  return _studio_sql_lint_add_at (
      lint, "fan-out", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT, &call->base,
      g_strdup_printf (_ ("A row of “%s” is repeated for each row of “%s” that joins to it, so "
                          "that %s() takes it several times. Aggregate “%s” in a subquery before "
                          "joining it."),
                       name_of (source), name_of (multiplier), name, name_of (multiplier)));
}

/* count (o.id) → count (DISTINCT o.id), where that is a key. */
static void
fix_count (StudioSqlLint *lint, StudioFinding *finding, const PgQuery__FuncCall *call)
{
  const StudioSqlReference *reference =
      call->n_args == 1 ? _studio_sql_lint_column (lint, call->args[0]) : NULL;
  g_autofree char *text = NULL;

  if (reference == NULL || reference->column->table == NULL || call->agg_filter != NULL ||
      finding->start < 0 ||
      !studio_sql_table_is_key (reference->column->table, reference->column->field))
    return;
  text = _studio_sql_lint_text (lint, call->args[0]);
  finding->fix = g_strdup_printf ("COUNT(DISTINCT %s)", text);
}

static void
look_at_aggregate (StudioSqlLint *lint,
                   const StudioSqlJoinGraph *graph,
                   const StudioSqlQuery *query,
                   const StudioSqlCall *call)
{
  /* What FILTER looks at is not what count (*) counts. */
  StudioSqlSourceSet used =
      call->node->agg_star ? 0 : _studio_sql_join_graph_sources_of (graph, &call->node->base);
  const StudioSqlSource *source = NULL, *multiplier = NULL;
  guint n_real = 0;

  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *repeated;

      /* count (*) counts the rows of whatever is not repeated. */
      if (used != 0 ? (used & (1u << i)) == 0 : _studio_sql_join_graph_is_single (graph, i))
        continue;
      n_real++;
      repeated = _studio_sql_join_graph_multiplier (graph, i);
      if (repeated == NULL)
        return;
      source = g_ptr_array_index (query->sources, i);
      multiplier = repeated;
    }
  if (source == NULL || (used == 0 && n_real < 2))
    return;
  fix_count (lint, report_fan_out (lint, call->node, call->name, source, multiplier), call->node);
}

/* --- count (*) after LEFT JOIN --- */

static gboolean
is_grouped_by_kept_rows (const StudioSqlJoinGraph *graph, const StudioSqlQuery *query)
{
  StudioSqlSourceSet used = 0;

  for (guint i = 0; i < query->groups->len; i++)
    used |= _studio_sql_join_graph_sources_of (
        graph, &((const PgQuery__Node *) g_ptr_array_index (query->groups, i))->base);
  for (guint i = 0; i < query->sources->len; i++)
    if ((used & (1u << i)) != 0 &&
        ((const StudioSqlSource *) g_ptr_array_index (query->sources, i))->nullable)
      return FALSE;
  return used != 0;
}

static StudioField *
key_of (const StudioSqlTable *table)
{
  for (guint i = 0; table != NULL && i < table->fields->len; i++)
    if (studio_sql_table_is_key (table, g_ptr_array_index (table->fields, i)))
      return g_ptr_array_index (table->fields, i);
  return NULL;
}

static gboolean
is_filtered_by (const StudioSqlJoinGraph *graph, const StudioSqlQuery *query, guint index)
{
  const PgQuery__Node *where = query->select->where_clause;

  return where != NULL &&
         (_studio_sql_join_graph_sources_of (graph, &where->base) & (1u << index)) != 0;
}

static void
count_after_left_join (StudioSqlLint *lint,
                       const StudioSqlJoinGraph *graph,
                       const StudioSqlQuery *query,
                       const StudioSqlCall *call)
{
  const StudioSqlSource *missing = NULL;
  StudioFinding *finding;
  StudioField *key;

  if (!call->node->agg_star || call->node->agg_filter != NULL ||
      strcmp (call->name, "count") != 0 || !is_grouped_by_kept_rows (graph, query))
    return;
  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (source->nullable && is_filtered_by (graph, query, i))
        return;
      if (source->nullable && missing == NULL && source->kind == STUDIO_SQL_SOURCE_TABLE)
        missing = source;
    }
  if (missing == NULL)
    return;
  finding = _studio_sql_lint_add_at (
      lint, "count-after-left-join", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT,
      &call->node->base,
      g_strdup_printf (_ ("LEFT JOIN keeps a row where “%s” has none, and count(*) counts it as 1. "
                          "Count a column of “%s” instead."),
                       name_of (missing), name_of (missing)));
  key = key_of (missing->table);
  if (key != NULL && finding->start >= 0)
    {
      g_autofree char *alias = studio_sql_quote_name (missing->name);
      g_autofree char *column = studio_sql_quote_name (studio_field_get_name (key));

      finding->fix = g_strdup_printf ("COUNT(%s.%s)", alias, column);
    }
}

/* --- conditions that undo a LEFT JOIN --- */

typedef struct
{
  StudioSqlLint *lint;
  const StudioSqlQuery *query;
  const StudioSqlReference *found;
} Strict;

/* A reference to a row that may be missing, where nothing catches its NULL. */
static gboolean
look_for_nullable (const ProtobufCMessage *node, gpointer user_data)
{
  Strict *strict = user_data;

  if (STUDIO_SQL_IS (node, column_ref))
    {
      const StudioSqlReference *reference =
          studio_sql_names_find_reference (strict->lint->names, (const PgQuery__ColumnRef *) node);

      if (reference != NULL && reference->kind == STUDIO_SQL_REFERENCE_COLUMN &&
          reference->home == strict->query && reference->source->nullable && strict->found == NULL)
        strict->found = reference;
    }
  return !STUDIO_SQL_IS (node, coalesce_expr) && !STUDIO_SQL_IS (node, case_expr) &&
         !STUDIO_SQL_IS (node, null_test) && !STUDIO_SQL_IS (node, boolean_test) &&
         !STUDIO_SQL_IS (node, sub_link) && !STUDIO_SQL_IS (node, bool_expr) &&
         !STUDIO_SQL_IS (node, func_call);
}

static gboolean
is_strict (const PgQuery__Node *condition)
{
  if (condition->node_case != PG_QUERY__NODE__NODE_A_EXPR)
    return condition->node_case == PG_QUERY__NODE__NODE_COLUMN_REF;
  return condition->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT &&
         condition->a_expr->kind != PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT;
}

static void
look_at_where (StudioSqlLint *lint, const StudioSqlQuery *query)
{
  g_autoptr (GPtrArray) conditions = _studio_sql_lint_conjuncts (query->select->where_clause);
  g_autoptr (GPtrArray) said = g_ptr_array_new ();

  for (guint i = 0; i < conditions->len; i++)
    {
      const PgQuery__Node *condition = g_ptr_array_index (conditions, i);
      Strict strict = { lint, query, NULL };

      if (!is_strict (condition))
        continue;
      studio_sql_node_walk (&condition->base, look_for_nullable, &strict);
      if (strict.found == NULL || g_ptr_array_find (said, strict.found->source, NULL))
        continue;
      g_ptr_array_add (said, strict.found->source);
      _studio_sql_lint_add (
          lint, "left-join-undone", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_NONE, condition,
          g_strdup_printf (
              _ ("This drops the rows for which “%s” has none, which the outer join had "
                 "kept. Move the condition into ON, or write JOIN."),
              name_of (strict.found->source)));
    }
}

/* --- tables that nothing links --- */

static gboolean
has_bare_join (const PgQuery__Node *node)
{
  const PgQuery__JoinExpr *join;

  if (node->node_case != PG_QUERY__NODE__NODE_JOIN_EXPR)
    return FALSE;
  join = node->join_expr;
  return (join->quals == NULL && join->n_using_clause == 0 && !join->is_natural) ||
         has_bare_join (join->larg) || has_bare_join (join->rarg);
}

/* Sources that are there to be combined with everything: calendars, lists of values, totals. */
static gboolean
is_scaffold (const StudioSqlJoinGraph *graph, const StudioSqlSource *source, guint index)
{
  return source->kind == STUDIO_SQL_SOURCE_FUNCTION ||
         _studio_sql_join_graph_is_single (graph, index) ||
         (source->query != NULL && source->query->select->n_values_lists > 0) ||
         (source->query != NULL && ((const StudioSqlScope *) source->query)->has_set_functions);
}

static void
look_for_cartesian (StudioSqlLint *lint,
                    const StudioSqlJoinGraph *graph,
                    const StudioSqlQuery *query)
{
  const StudioSqlSource *first = NULL;
  StudioSqlSourceSet reached = 0;
  gboolean explicit = FALSE;

  for (gsize i = 0; i < query->select->n_from_clause; i++)
    explicit |= has_bare_join (query->select->from_clause[i]);
  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (is_scaffold (graph, source, i) || (reached & (1u << i)) != 0 ||
          (explicit && source->kind != STUDIO_SQL_SOURCE_TABLE))
        continue;
      reached |= _studio_sql_join_graph_reach (graph, i);
      if (first == NULL)
        {
          first = source;
          continue;
        }
      _studio_sql_lint_add_at (
          lint, "cartesian-join", STUDIO_SEVERITY_WARNING, STUDIO_ERROR_CLASS_WRONG_RESULT,
          source->node,
          g_strdup_printf (
              _ ("No condition links “%s” with “%s”, so each row of the one is combined "
                 "with every row of the other. Say in ON how they belong together."),
              name_of (first), name_of (source)));
    }
}

static void
look_at_query (StudioSqlLint *lint, StudioSqlQuery *query)
{
  g_autoptr (StudioSqlJoinGraph) graph = _studio_sql_join_graph_new (lint, query);
  GPtrArray *calls = lint->names->calls;

  if (query->sources->len > 1)
    look_at_where (lint, query);
  if (graph == NULL)
    return;
  look_for_cartesian (lint, graph, query);
  for (guint i = 0; i < calls->len; i++)
    {
      const StudioSqlCall *call = g_ptr_array_index (calls, i);

      if (!call->aggregate || &call->home->query != query || !adds_up (call->name) ||
          call->node->agg_distinct)
        continue;
      look_at_aggregate (lint, graph, query, call);
      count_after_left_join (lint, graph, query, call);
    }
}

void
_studio_sql_lint_joins (StudioSqlLint *lint)
{
  GPtrArray *queries = studio_sql_names_get_queries (lint->names);

  for (guint i = 0; i < queries->len; i++)
    look_at_query (lint, g_ptr_array_index (queries, i));
}
