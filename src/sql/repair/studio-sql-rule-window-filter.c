/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-clause.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>

/* `SELECT …, row_number() OVER (…) AS n FROM … WHERE n = 1`: window functions are computed after
 * WHERE, so the condition goes around the query. */

typedef struct
{
  const StudioSqlNames *names;
  const StudioSqlQuery *query;
  gboolean names_window; /* a name of a window function is used */
  gboolean other;        /* something that cannot be seen outside */
} Condition;

static gboolean
look_at (const ProtobufCMessage *message, gpointer user_data)
{
  Condition *condition = user_data;
  const StudioSqlReference *reference;

  if (STUDIO_SQL_IS (message, func_call) || STUDIO_SQL_IS (message, sub_link))
    condition->other = TRUE;
  if (!STUDIO_SQL_IS (message, column_ref))
    return TRUE;
  reference =
      studio_sql_names_find_reference (condition->names, (const PgQuery__ColumnRef *) message);
  if (reference == NULL || reference->output == NULL || reference->qualifier != NULL ||
      reference->output->expression == NULL)
    condition->other = TRUE;
  else if (studio_sql_has_window (reference->output->expression))
    condition->names_window = TRUE;
  return FALSE;
}

static gboolean
is_window_condition (const StudioSqlNames *names,
                     const StudioSqlQuery *query,
                     const PgQuery__Node *node)
{
  Condition condition = { names, query, FALSE, FALSE };

  studio_sql_node_walk (&node->base, look_at, &condition);
  return condition.names_window && !condition.other;
}

/* Whether the query can be put into brackets as it is. */
static gboolean
is_plain (const PgQuery__SelectStmt *select)
{
  return select->op == PG_QUERY__SET_OPERATION__SETOP_NONE && select->limit_count == NULL &&
         select->limit_offset == NULL && select->n_distinct_clause == 0 &&
         select->n_locking_clause == 0 && select->n_target_list > 0;
}

static void
mend (const StudioSqlSubject *subject,
      StudioSqlEdits *edits,
      const StudioSqlQuery *query,
      const PgQuery__Node *condition)
{
  static const char *const none[] = { NULL };
  const StudioSqlText *text = subject->text;
  guint first = studio_sql_clause_first (text, query->select);
  guint last = studio_sql_clause_last (text, query->select, none);
  g_autofree char *moved = NULL, *close = NULL;
  StudioSqlRange range;

  if (first == STUDIO_SQL_NOWHERE || first == 0 || last == STUDIO_SQL_NOWHERE ||
      !studio_sql_text_is (text, first - 1, "SELECT") || !is_plain (query->select) ||
      !studio_sql_clause_tokens (text, subject->names, condition, &range))
    return;
  moved = studio_sql_text_dup_range (text, range);
  close = g_strdup_printf (") AS ranked WHERE %s", moved);
  studio_sql_edits_begin (edits, "window-filter",
                          _ ("A window function is computed after WHERE, so its value is looked at "
                             "around the query."));
  if (!studio_sql_clause_take_out (text, edits, range))
    return;
  studio_sql_edits_replace (edits, studio_sql_text_get (text, first - 1)->start,
                            studio_sql_text_get (text, first - 1)->start, "SELECT * FROM (");
  studio_sql_edits_replace (edits, studio_sql_text_get (text, last)->end,
                            studio_sql_text_get (text, last)->end, close);
}

static void
look_at_clause (const StudioSqlSubject *subject,
                StudioSqlEdits *edits,
                const StudioSqlQuery *query,
                const PgQuery__Node *clause)
{
  if (clause == NULL)
    return;
  if (clause->node_case == PG_QUERY__NODE__NODE_BOOL_EXPR &&
      clause->bool_expr->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR)
    {
      for (gsize i = 0; i < clause->bool_expr->n_args; i++)
        if (is_window_condition (subject->names, query, clause->bool_expr->args[i]))
          {
            mend (subject, edits, query, clause->bool_expr->args[i]);
            return;
          }
    }
  else if (is_window_condition (subject->names, query, clause))
    mend (subject, edits, query, clause);
}

void
_studio_sql_rule_window_filter (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  GPtrArray *queries =
      subject->names != NULL ? studio_sql_names_get_queries (subject->names) : NULL;

  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);

      look_at_clause (subject, edits, query, query->select->where_clause);
      look_at_clause (subject, edits, query, query->select->having_clause);
    }
}
