/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"
#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-clause.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>

/* Items of GROUP BY and ORDER BY that name a column of the select list in a way that PostgreSQL
 * does not allow. */

/* The item of the select list that an item of GROUP BY means, by position or name. */
static const PgQuery__Node *
find_output (const StudioSqlNames *names,
             const PgQuery__SelectStmt *select,
             const PgQuery__Node *item)
{
  const StudioSqlQuery *query = studio_sql_names_find_query (names, select);
  const StudioSqlReference *reference;
  double position = 0;

  /* Positions count the columns that a star brings. */
  if (studio_sql_number (item, &position))
    return query != NULL && query->outputs_complete && position >= 1 &&
                   position <= query->outputs->len
               ? ((const StudioSqlColumn *) g_ptr_array_index (query->outputs,
                                                               (guint) position - 1))
                     ->expression
               : NULL;
  if (item->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return item;
  reference = studio_sql_names_find_reference (names, item->column_ref);
  if (reference == NULL)
    return NULL;
  if (reference->kind == STUDIO_SQL_REFERENCE_OUTPUT && reference->column != NULL)
    return reference->column->expression;
  return reference->output != NULL ? reference->output->expression : NULL;
}

/* GROUP BY 1, 2 where 2 is an aggregate: that needs no grouping. */
static void
mend_groups (const StudioSqlSubject *subject,
             StudioSqlEdits *edits,
             const PgQuery__SelectStmt *select)
{
  static const char *const after[] = { "HAVING", "WINDOW", "ORDER", "LIMIT",
                                       "OFFSET", "FETCH",  "FOR",   NULL };
  const StudioSqlText *text = subject->text;
  guint group = studio_sql_clause_find (text, select, "GROUP");
  guint last = studio_sql_clause_last (text, select, after);
  g_autoptr (GArray) items = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);
  guint dropped = 0;

  if (group == STUDIO_SQL_NOWHERE || last == STUDIO_SQL_NOWHERE || last < group + 2)
    return;
  items = studio_sql_text_split (text, group + 2, last);
  if (items->len != select->n_group_clause)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *item = NULL;
      const PgQuery__Node *output = find_output (subject->names, select, select->group_clause[i]);

      if (output != NULL && studio_sql_has_aggregate (subject->names, output, FALSE))
        {
          dropped++;
          continue;
        }
      item = studio_sql_text_dup_range (text, g_array_index (items, StudioSqlRange, i));
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? ", " : "", item);
    }
  if (dropped > 0 && kept->len > 0)
    studio_sql_edits_add (edits, "grouped-aggregate",
                          _ ("An aggregate is computed for each group; it is nothing to group by."),
                          studio_sql_text_get (text, group + 2)->start,
                          studio_sql_text_get (text, last)->end, kept->str);
}

/* ORDER BY 'Total' where the select list has "Total" */
static void
mend_literal (const StudioSqlSubject *subject,
              StudioSqlEdits *edits,
              const StudioSqlQuery *query,
              const PgQuery__Node *item)
{
  const char *literal;
  g_autofree char *quoted = NULL;
  gsize start, end;

  if (item->node_case == PG_QUERY__NODE__NODE_SORT_BY)
    item = item->sort_by->node;
  literal = studio_sql_string (item);
  if (literal == NULL || !studio_sql_names_span (subject->names, item, &start, &end))
    return;
  for (guint i = 0; i < query->outputs->len; i++)
    {
      const StudioSqlColumn *output = g_ptr_array_index (query->outputs, i);

      if (output->name == NULL || g_ascii_strcasecmp (output->name, literal) != 0)
        continue;
      quoted = studio_sql_quote_name (output->name);
      studio_sql_edits_add (edits, "label-quotes",
                            _ ("PostgreSQL quotes the name of a column with \"."), start, end,
                            quoted);
      return;
    }
}

/* SELECT DISTINCT ON (a) … ORDER BY b: the first of each a can only be told when a is sorted by
 * first.
 */
static void
mend_distinct (const StudioSqlSubject *subject,
               StudioSqlEdits *edits,
               const PgQuery__SelectStmt *select)
{
  const StudioSqlText *text = subject->text;
  guint order = studio_sql_clause_find (text, select, "ORDER");
  g_autoptr (GString) items = g_string_new (NULL);
  gsize start;

  for (gsize i = 0; i < select->n_distinct_clause; i++)
    {
      const PgQuery__Node *item = select->distinct_clause[i];
      g_autofree char *own = item->node_case != PG_QUERY__NODE__NODE__NOT_SET
                                 ? studio_sql_node_text (subject->names, item)
                                 : NULL;
      g_autofree char *key = NULL, *sorted = NULL;

      if (own == NULL)
        return;
      key = studio_sql_node_key (subject->names, item);
      if (i < select->n_sort_clause)
        sorted = studio_sql_node_key (subject->names, select->sort_clause[i]->sort_by->node);
      if (g_strcmp0 (key, sorted) == 0)
        return;
      g_string_append_printf (items, "%s, ", own);
    }
  if (items->len == 0 || order == STUDIO_SQL_NOWHERE)
    return;
  start = studio_sql_text_get (text, order + 2)->start;
  studio_sql_edits_add (
      edits, "distinct-order",
      _ ("DISTINCT ON takes the first row of each value, so it is sorted by it first."), start,
      start, items->str);
}

static gboolean
has_finding (const StudioSqlNames *names, const char *id)
{
  GPtrArray *findings = _studio_sql_names_get_findings (names);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((const StudioFinding *) g_ptr_array_index (findings, i))->id, id))
      return TRUE;
  return FALSE;
}

void
_studio_sql_rule_positions (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  GPtrArray *queries =
      subject->names != NULL ? studio_sql_names_get_queries (subject->names) : NULL;

  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      const StudioSqlQuery *query = g_ptr_array_index (queries, i);
      const PgQuery__SelectStmt *select = query->select;

      if (select->n_group_clause > 0)
        mend_groups (subject, edits, select);
      if (select->n_distinct_clause > 0 && has_finding (subject->names, "distinct-order"))
        mend_distinct (subject, edits, select);
      for (gsize k = 0; k < select->n_group_clause; k++)
        mend_literal (subject, edits, query, select->group_clause[k]);
      for (gsize k = 0; k < select->n_sort_clause; k++)
        mend_literal (subject, edits, query, select->sort_clause[k]);
    }
}
