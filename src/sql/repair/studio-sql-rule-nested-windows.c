/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-clause.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>

/* `SELECT k, avg (x - lag (x) OVER (…)) FROM … GROUP BY k`: a window function inside an aggregate.
 * What it gives for each row is computed in a subquery, together with all columns that are used
 * beside it. */

typedef struct
{
  const StudioSqlSubject *subject;
  const StudioSqlQuery *query;
  GPtrArray *calls;   /* the aggregates with a window function inside */
  GPtrArray *columns; /* references to columns beside them */
  gboolean other;     /* something that a subquery would change */
} Work;

static gboolean
collect (const ProtobufCMessage *message, gpointer user_data)
{
  Work *work = user_data;
  const PgQuery__Node *node = (const PgQuery__Node *) message;
  const StudioSqlReference *reference;

  if (STUDIO_SQL_IS (message, select_stmt))
    work->other = TRUE;
  if (!STUDIO_SQL_IS (message, node))
    return TRUE;
  if (studio_sql_names_is_aggregate (work->subject->names, node) && node->func_call->n_args == 1 &&
      studio_sql_has_window (node->func_call->args[0]))
    {
      work->other =
          work->other || node->func_call->agg_filter != NULL ||
          studio_sql_has_aggregate (work->subject->names, node->func_call->args[0], FALSE);
      g_ptr_array_add (work->calls, (gpointer) node);
      return FALSE;
    }
  if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return TRUE;
  reference = studio_sql_names_find_reference (work->subject->names, node->column_ref);
  if (reference == NULL || (reference->kind != STUDIO_SQL_REFERENCE_COLUMN &&
                            reference->kind != STUDIO_SQL_REFERENCE_OUTPUT))
    work->other = TRUE;
  else if (reference->kind == STUDIO_SQL_REFERENCE_COLUMN)
    g_ptr_array_add (work->columns, (gpointer) node);
  return FALSE;
}

static void
collect_list (Work *work, PgQuery__Node *const *nodes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    studio_sql_node_walk (&nodes[i]->base, collect, work);
}

/* Whether the columns can be told apart by their last names, which is all that the subquery keeps.
 */
static gboolean
are_distinct (const Work *work)
{
  for (guint i = 0; i < work->columns->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const PgQuery__Node *a = g_ptr_array_index (work->columns, i);
        const PgQuery__Node *b = g_ptr_array_index (work->columns, k);
        const StudioSqlReference *one =
            studio_sql_names_find_reference (work->subject->names, a->column_ref);
        const StudioSqlReference *other =
            studio_sql_names_find_reference (work->subject->names, b->column_ref);

        if (g_str_equal (one->name, other->name) && one->source != other->source)
          return FALSE;
      }
  return TRUE;
}

/* Adds the columns to the select list of the subquery, each once, and takes their qualifiers off
 * outside of it. */
static void
hand_on_columns (const Work *work, StudioSqlEdits *edits, GString *list)
{
  const StudioSqlText *text = work->subject->text;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < work->columns->len; i++)
    {
      const PgQuery__Node *node = g_ptr_array_index (work->columns, i);
      const StudioSqlReference *reference =
          studio_sql_names_find_reference (work->subject->names, node->column_ref);
      guint first = studio_sql_text_at (text, node->column_ref->location);
      guint last = first;
      g_autofree char *column = NULL;

      while (studio_sql_text_get_kind (text, last + 1) == '.')
        last += 2;
      column = studio_sql_text_dup (text, first, last);
      if (g_hash_table_add (known, (gpointer) reference->name))
        g_string_append_printf (list, "%s, ", column);
      if (last > first)
        studio_sql_edits_replace (edits, studio_sql_text_get (text, first)->start,
                                  studio_sql_text_get (text, last)->start, "");
    }
}

static gboolean
is_plain (const PgQuery__SelectStmt *select)
{
  return select->n_group_clause > 0 && select->n_window_clause == 0 &&
         select->n_distinct_clause == 0 && select->n_locking_clause == 0 &&
         select->op == PG_QUERY__SET_OPERATION__SETOP_NONE;
}

static void
mend (const Work *work, StudioSqlEdits *edits)
{
  static const char *const group[] = { "GROUP", NULL };
  const StudioSqlText *text = work->subject->text;
  const PgQuery__SelectStmt *select = work->query->select;
  guint from = studio_sql_clause_find (text, select, "FROM");
  guint last = studio_sql_clause_last (text, select, group);
  g_autoptr (GString) list = g_string_new ("FROM (SELECT ");

  if (from == STUDIO_SQL_NOWHERE || last == STUDIO_SQL_NOWHERE || last < from)
    return;
  studio_sql_edits_begin (edits, "nested-aggregate",
                          _ ("An aggregate of other aggregates is taken over a subquery."));
  hand_on_columns (work, edits, list);
  for (guint i = 0; i < work->calls->len; i++)
    {
      const PgQuery__Node *call = g_ptr_array_index (work->calls, i);
      g_autofree char *value =
          studio_sql_node_text (work->subject->names, call->func_call->args[0]);
      g_autofree char *name = i == 0 ? g_strdup ("value") : g_strdup_printf ("value_%u", i + 1);
      gsize start = 0, end = 0;

      studio_sql_names_span (work->subject->names, call->func_call->args[0], &start, &end);
      studio_sql_edits_replace (edits, start, end, name);
      g_string_append_printf (list, "%s%s AS %s", i > 0 ? ", " : "", value, name);
    }
  g_string_append_c (list, ' ');
  studio_sql_edits_replace (edits, studio_sql_text_get (text, from)->start,
                            studio_sql_text_get (text, from)->start, list->str);
  studio_sql_edits_replace (edits, studio_sql_text_get (text, last)->end,
                            studio_sql_text_get (text, last)->end, ") AS per_row");
}

static void
look_at_query (const StudioSqlSubject *subject, StudioSqlEdits *edits, const StudioSqlQuery *query)
{
  const PgQuery__SelectStmt *select = query->select;
  g_autoptr (GPtrArray) calls = g_ptr_array_new ();
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  Work work = { subject, query, calls, columns, FALSE };

  if (!is_plain (select))
    return;
  collect_list (&work, select->target_list, select->n_target_list);
  if (calls->len == 0)
    return;
  collect_list (&work, select->group_clause, select->n_group_clause);
  collect_list (&work, select->sort_clause, select->n_sort_clause);
  if (select->having_clause != NULL)
    collect_list (&work, (PgQuery__Node *const *) &select->having_clause, 1);
  if (!work.other && are_distinct (&work))
    mend (&work, edits);
}

void
_studio_sql_rule_nested_windows (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  GPtrArray *queries =
      subject->names != NULL ? studio_sql_names_get_queries (subject->names) : NULL;

  for (guint i = 0; queries != NULL && i < queries->len; i++)
    look_at_query (subject, edits, g_ptr_array_index (queries, i));
}
