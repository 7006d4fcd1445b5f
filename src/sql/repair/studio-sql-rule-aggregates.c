/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-clause.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>

/* Aggregates of aggregates, and aggregates in WHERE. */

typedef struct
{
  const StudioSqlSubject *subject;
  StudioSqlEdits *edits;
} Work;

/* An aggregate of aggregates, or of window functions. */
static gboolean
is_nested (const StudioSqlNames *names, const PgQuery__Node *node)
{
  return studio_sql_names_is_aggregate (names, node) && node->func_call->n_args == 1 &&
         studio_sql_has_aggregate (names, node->func_call->args[0], TRUE);
}

/* The aggregates of aggregates in one select list. */
typedef struct
{
  const StudioSqlNames *names;
  GPtrArray *nested;
  gboolean other; /* something else that needs the rows or the groups */
} Nesting;

static gboolean
collect (const ProtobufCMessage *message, gpointer user_data)
{
  Nesting *nesting = user_data;
  const PgQuery__Node *node = (const PgQuery__Node *) message;

  if (STUDIO_SQL_IS (message, select_stmt))
    nesting->other = TRUE;
  if (!STUDIO_SQL_IS (message, node))
    return TRUE;
  if (is_nested (nesting->names, node))
    {
      g_ptr_array_add (nesting->nested, (gpointer) node);
      return FALSE;
    }
  nesting->other = nesting->other || node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF ||
                   studio_sql_names_is_aggregate (nesting->names, node);
  return TRUE;
}

/* Whether nothing but a plain grouping is in the way of making the query a subquery. */
static gboolean
is_plain (const PgQuery__SelectStmt *select)
{
  return select->n_sort_clause == 0 && select->limit_count == NULL &&
         select->limit_offset == NULL && select->n_window_clause == 0 &&
         select->n_distinct_clause == 0 && select->n_locking_clause == 0 &&
         select->op == PG_QUERY__SET_OPERATION__SETOP_NONE;
}

/* Aggregates in aggregates need groups to be taken over, window functions in aggregates rows. */
static gboolean
fits_grouping (const StudioSqlNames *names,
               const PgQuery__SelectStmt *select,
               const GPtrArray *nested)
{
  for (guint i = 0; i < nested->len; i++)
    {
      const PgQuery__Node *call = g_ptr_array_index (nested, i);
      gboolean aggregates = studio_sql_has_aggregate (names, call->func_call->args[0], FALSE);

      if (aggregates != (select->n_group_clause > 0))
        return FALSE;
    }
  return TRUE;
}

/* SELECT agg (f (inner (…))) FROM … GROUP BY k becomes
 * SELECT agg (value) FROM (SELECT f (inner (…)) AS value FROM … GROUP BY k) AS per_group. */
static void
mend_nesting (const Work *work, const PgQuery__SelectStmt *select)
{
  const StudioSqlText *text = work->subject->text;
  const StudioSqlNames *names = work->subject->names;
  g_autoptr (GPtrArray) nested = g_ptr_array_new ();
  g_autoptr (GString) inner = g_string_new ("FROM (SELECT ");
  Nesting nesting = { names, nested, FALSE };
  static const char *const none[] = { NULL };
  guint from, last;

  for (gsize i = 0; i < select->n_target_list; i++)
    studio_sql_node_walk (&select->target_list[i]->base, collect, &nesting);
  if (nested->len == 0 || nesting.other || !is_plain (select) ||
      !fits_grouping (names, select, nested))
    return;
  from = studio_sql_clause_find (text, select, "FROM");
  last = studio_sql_clause_last (text, select, none);
  if (from == STUDIO_SQL_NOWHERE || last == STUDIO_SQL_NOWHERE)
    return;
  studio_sql_edits_begin (work->edits, "nested-aggregate",
                          _ ("An aggregate of other aggregates is taken over a subquery."));
  for (guint i = 0; i < nested->len; i++)
    {
      const PgQuery__Node *call = g_ptr_array_index (nested, i);
      g_autofree char *value = studio_sql_node_text (names, call->func_call->args[0]);
      g_autofree char *name = i == 0 ? g_strdup ("value") : g_strdup_printf ("value_%u", i + 1);
      gsize start = 0, end = 0;

      studio_sql_names_span (names, call->func_call->args[0], &start, &end);
      studio_sql_edits_replace (work->edits, start, end, name);
      g_string_append_printf (inner, "%s%s AS %s", i > 0 ? ", " : "", value, name);
    }
  g_string_append_c (inner, ' ');
  studio_sql_edits_replace (work->edits, studio_sql_text_get (text, from)->start,
                            studio_sql_text_get (text, from)->start, inner->str);
  studio_sql_edits_replace (work->edits, studio_sql_text_get (text, last)->end,
                            studio_sql_text_get (text, last)->end,
                            select->n_group_clause > 0 ? ") AS per_group" : ") AS per_row");
}

/* A condition on an aggregate belongs in HAVING. */
static void
mend_condition (const Work *work, const PgQuery__SelectStmt *select, const PgQuery__Node *condition)
{
  static const char *const after_having[] = { "WINDOW", "ORDER", "LIMIT", "OFFSET",
                                              "FETCH",  "FOR",   NULL };
  const StudioSqlText *text = work->subject->text;
  StudioSqlRange range;
  guint last = studio_sql_clause_last (text, select, after_having);
  g_autofree char *moved = NULL, *after = NULL;
  gsize end;

  if (!studio_sql_clause_tokens (text, work->subject->names, condition, &range) ||
      last == STUDIO_SQL_NOWHERE || last < range.last)
    return;
  moved = studio_sql_text_dup_range (text, range);
  after = g_strconcat (select->having_clause != NULL ? " AND " : " HAVING ", moved, NULL);
  end = studio_sql_text_get (text, last)->end;
  studio_sql_edits_begin (
      work->edits, "aggregate-in-where",
      _ ("Groups are chosen by HAVING; WHERE chooses rows before they are grouped."));
  if (studio_sql_clause_take_out (text, work->edits, range))
    studio_sql_edits_replace (work->edits, end, end, after);
}

static void
mend_where (const Work *work, const PgQuery__SelectStmt *select)
{
  const StudioSqlNames *names = work->subject->names;
  const PgQuery__Node *where = select->where_clause;

  if (where == NULL || select->n_group_clause == 0)
    return;
  if (where->node_case != PG_QUERY__NODE__NODE_BOOL_EXPR)
    {
      if (studio_sql_has_aggregate (names, where, FALSE))
        mend_condition (work, select, where);
      return;
    }
  for (gsize i = 0; where->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR &&
                    i < where->bool_expr->n_args;
       i++)
    if (studio_sql_has_aggregate (names, where->bool_expr->args[i], FALSE))
      {
        mend_condition (work, select, where->bool_expr->args[i]);
        return;
      }
}

void
_studio_sql_rule_aggregates (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  Work work = { subject, edits };
  GPtrArray *queries =
      subject->names != NULL ? studio_sql_names_get_queries (subject->names) : NULL;

  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      mend_nesting (&work, query->select);
      mend_where (&work, query->select);
    }
}
