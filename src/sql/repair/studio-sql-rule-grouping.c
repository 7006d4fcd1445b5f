/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"
#include "sql/repair/studio-sql-clause.h"
#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RULE "ungrouped-column"

/* Columns of a grouped query that have many values in a group. */

static const char *const after_group[] = { "HAVING", "WINDOW", "ORDER", "LIMIT",
                                           "OFFSET", "FETCH",  "FOR",   NULL };

typedef struct
{
  const StudioSqlSubject *subject;
  StudioSqlEdits *edits;
  gsize start;                         /* of the column that PostgreSQL will complain of */
  const StudioSqlReference *reference; /* that column, once it was come upon */
  GPtrArray *above;                    /* what it stands in, the nearest last */
} Work;

/* Finds the reference at the place of the finding. */
static void
find_reference (const PgQuery__Node *node, const StudioSqlSpot *spot, gpointer user_data)
{
  Work *work = user_data;

  if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF || work->reference != NULL ||
      (gsize) node->column_ref->location != work->start)
    return;
  work->reference = studio_sql_names_find_reference (work->subject->names, node->column_ref);
  g_ptr_array_set_size (work->above, 0);
  for (guint i = spot->above->len; i > 0; i--)
    {
      const PgQuery__Node *above = studio_sql_spot_above (spot, i - 1);

      g_ptr_array_add (work->above, (gpointer) above);
    }
  g_ptr_array_add (work->above, (gpointer) node);
}

/* The node around the reference that is of @node_case, within its own SELECT. */
static const PgQuery__Node *
find_above (const Work *work, int node_case)
{
  for (guint i = work->above->len; i > 0; i--)
    {
      const PgQuery__Node *above = g_ptr_array_index (work->above, i - 1);

      if ((int) above->node_case == node_case)
        return above;
      if (above->node_case == PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    }
  return NULL;
}

static void
replace (const Work *work, const PgQuery__Node *node, const char *after, const char *message)
{
  gsize start, end;

  if (studio_sql_names_span (work->subject->names, node, &start, &end))
    studio_sql_edits_add (work->edits, RULE, message, start, end, after);
}

/* The aggregate of the select list that @node alone is the argument of, when there is just one. */
static const PgQuery__Node *
find_aggregate (const Work *work, const PgQuery__Node *node)
{
  const StudioSqlNames *names = work->subject->names;
  const PgQuery__SelectStmt *select = work->reference->query->select;
  g_autofree char *key = studio_sql_node_key (names, node);
  const PgQuery__Node *found = NULL;

  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__Node *value = select->target_list[i]->res_target->val;
      g_autofree char *argument = NULL;

      if (value == NULL || !studio_sql_names_is_aggregate (names, value) ||
          value->func_call->n_args != 1 ||
          !studio_sql_is_among (" sum count avg min max ", studio_sql_call_name (value)))
        continue;
      argument = studio_sql_node_key (names, value->func_call->args[0]);
      if (g_strcmp0 (argument, key) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = value;
    }
  return found;
}

/* sum(x) OVER (…) and ORDER BY x, where each group has its sum of x. */
static gboolean
mend_window (Work *work)
{
  const PgQuery__Node *call = find_above (work, PG_QUERY__NODE__NODE_FUNC_CALL);
  const PgQuery__Node *value = g_ptr_array_index (work->above, work->above->len - 1);
  const PgQuery__Node *aggregate = NULL;
  g_autofree char *text = NULL, *after = NULL;
  gboolean is_argument =
      call != NULL && call->func_call->over != NULL && call->func_call->n_args > 0;

  if (is_argument && studio_sql_has_column (call->func_call->args[0]))
    value = call->func_call->args[0];
  else if (work->reference->clause != STUDIO_SQL_CLAUSE_ORDER &&
           work->reference->clause != STUDIO_SQL_CLAUSE_WINDOW)
    return FALSE;
  aggregate = find_aggregate (work, value);
  if (aggregate != NULL)
    after = studio_sql_node_text (work->subject->names, aggregate);
  else if (is_argument && g_strcmp0 (studio_sql_call_name (call), "sum") == 0)
    {
      text = studio_sql_node_text (work->subject->names, value);
      after = text != NULL ? g_strdup_printf ("SUM(%s)", text) : NULL;
    }
  if (after == NULL)
    return FALSE;
  replace (work, value, after, _ ("A window over groups works on what each group adds up to."));
  return TRUE;
}

/* Whether @group cuts a time down to a day, a month…, so that it can stand for the time itself. */
static gboolean
is_truncated (const StudioSqlNames *names, const PgQuery__Node *group)
{
  const PgQuery__TypeName *type;

  if (studio_sql_is_among (" date_trunc date ", studio_sql_call_name (group)))
    return TRUE;
  if (group->node_case != PG_QUERY__NODE__NODE_TYPE_CAST)
    return FALSE;
  type = group->type_cast->type_name;
  return studio_sql_type_is_temporal (studio_sql_names_type_of (names, group->type_cast->arg)) &&
         g_str_equal (type->names[type->n_names - 1]->string->sval, "date");
}

/* What the query is grouped by that is made from the same column, when there is just one. */
static const PgQuery__Node *
find_group (const Work *work)
{
  const StudioSqlNames *names = work->subject->names;
  GPtrArray *groups = work->reference->query->groups;
  GPtrArray *references = studio_sql_names_get_references (names);
  const PgQuery__Node *found = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      const PgQuery__Node *group = g_ptr_array_index (groups, i);
      gsize start, end;

      if (!studio_sql_names_span (names, group, &start, &end))
        continue;
      for (guint k = 0; k < references->len; k++)
        {
          const StudioSqlReference *other = g_ptr_array_index (references, k);

          if ((gsize) other->node->location < start || (gsize) other->node->location >= end ||
              other->source != work->reference->source || other->column != work->reference->column)
            continue;
          if (found != NULL && found != group)
            return NULL;
          found = group;
        }
    }
  return found;
}

/* Whether the column is cut down to another period than the one that is grouped by. */
static gboolean
is_truncated_again (const Work *work)
{
  const PgQuery__Node *call = find_above (work, PG_QUERY__NODE__NODE_FUNC_CALL);

  return g_strcmp0 (studio_sql_call_name (call), "date_trunc") == 0;
}

/* The column stands inside what the query is grouped by. */
static gboolean
mend_from_group (Work *work)
{
  const PgQuery__Node *group = find_group (work);
  const PgQuery__Node *reference = g_ptr_array_index (work->above, work->above->len - 1);
  g_autofree char *text = NULL, *after = NULL;

  if (group == NULL || group->node_case == PG_QUERY__NODE__NODE_COLUMN_REF)
    return FALSE;
  if (is_truncated (work->subject->names, group) && !is_truncated_again (work))
    after = studio_sql_node_text (work->subject->names, group);
  else if (work->reference->clause == STUDIO_SQL_CLAUSE_ORDER)
    {
      text = studio_sql_node_text (work->subject->names, reference);
      after = text != NULL ? g_strdup_printf ("MIN(%s)", text) : NULL;
    }
  if (after == NULL)
    return FALSE;
  replace (work, reference, after,
           _ ("A group has one value of what it is grouped by, not of the column."));
  return TRUE;
}

/* Whether an item of the select list tells single rows apart, so that grouping by it would leave
 * nothing of groups. */
static gboolean
is_too_fine (const StudioSqlNames *names, const PgQuery__Node *value)
{
  const StudioSqlReference *reference;
  const StudioSqlColumn *column;

  if (value == NULL || value->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return value == NULL;
  reference = studio_sql_names_find_reference (names, value->column_ref);
  column = reference != NULL ? reference->column : NULL;
  if (column == NULL)
    return TRUE;
  if (column->field != NULL && reference->source != NULL && reference->source->table != NULL &&
      studio_sql_table_is_key (reference->source->table, column->field))
    return TRUE;
  return column->type == STUDIO_SQL_TYPE_TIMESTAMP || column->type == STUDIO_SQL_TYPE_TIMESTAMPTZ;
}

/* Whether the query may be grouped by all of its select list that is no aggregate. */
static gboolean
may_group (const StudioSqlNames *names, const PgQuery__SelectStmt *select)
{
  if (select->where_clause != NULL && studio_sql_has_aggregate (names, select->where_clause, FALSE))
    return FALSE;
  for (gsize i = 0; i < select->n_target_list; i++)
    if (is_too_fine (names, select->target_list[i]->res_target->val))
      return FALSE;
  return TRUE;
}

/* A subquery or CTE that aggregates without groups has one row. */
static gboolean
has_one_row (const StudioSqlSource *source)
{
  return source->query != NULL && source->query->grouped && source->query->groups->len == 0 &&
         source->query->select->op == PG_QUERY__SET_OPERATION__SETOP_NONE;
}

/* All of the select list that is no aggregate. */
static char *
dup_plain_items (const StudioSqlNames *names, const PgQuery__SelectStmt *select)
{
  g_autoptr (GString) items = g_string_new (NULL);

  for (gsize i = 0; i < select->n_target_list; i++)
    {
      const PgQuery__Node *value = select->target_list[i]->res_target->val;
      g_autofree char *text = NULL;

      if (studio_sql_has_aggregate (names, value, TRUE) || !studio_sql_has_column (value))
        continue;
      text = studio_sql_node_text (names, value);
      if (text == NULL)
        return NULL;
      g_string_append_printf (items, "%s%s", items->len > 0 ? ", " : "", text);
    }
  return items->len > 0 ? g_string_free (g_steal_pointer (&items), FALSE) : NULL;
}

/* What to group by besides: the column of a subquery that has one row, or what the select list
 * makes of the column; everything that is no aggregate when there is no GROUP BY. */
static char *
dup_missing (const Work *work)
{
  const StudioSqlNames *names = work->subject->names;
  const PgQuery__SelectStmt *select = work->reference->query->select;
  const PgQuery__Node *target = find_above (work, PG_QUERY__NODE__NODE_RES_TARGET);
  const PgQuery__Node *reference = g_ptr_array_index (work->above, work->above->len - 1);

  if (has_one_row (work->reference->source))
    return studio_sql_node_text (names, reference);
  if (work->reference->clause != STUDIO_SQL_CLAUSE_SELECT || target == NULL ||
      studio_sql_has_aggregate (names, target->res_target->val, TRUE) ||
      is_too_fine (names, target->res_target->val))
    return NULL;
  if (select->n_group_clause > 0)
    return studio_sql_node_text (names, target->res_target->val);
  return may_group (names, select) ? dup_plain_items (names, select) : NULL;
}

/* Adds what is missing to GROUP BY. */
static void
mend_list (Work *work)
{
  const StudioSqlText *text = work->subject->text;
  const PgQuery__SelectStmt *select = work->reference->query->select;
  gboolean grouped = select->n_group_clause > 0;
  guint last = studio_sql_clause_last (text, select, after_group);
  g_autofree char *item = NULL, *after = NULL;

  if (work->reference->home != work->reference->query || last == STUDIO_SQL_NOWHERE ||
      (grouped && select->group_clause[0]->node_case == PG_QUERY__NODE__NODE_GROUPING_SET))
    return;
  item = dup_missing (work);
  if (item == NULL)
    return;
  after = g_strdup_printf (grouped ? ", %s" : " GROUP BY %s", item);
  studio_sql_edits_add (work->edits, RULE, _ ("What stands beside aggregates must be grouped by."),
                        studio_sql_text_get (text, last)->end,
                        studio_sql_text_get (text, last)->end, after);
}

static void
mend (const StudioSqlSubject *subject, StudioSqlEdits *edits, gsize start)
{
  g_autoptr (GPtrArray) above = g_ptr_array_new ();
  Work work = { subject, edits, start, NULL, above };

  studio_sql_visit (subject->tree, find_reference, &work);
  if (work.reference == NULL || work.reference->source == NULL ||
      work.reference->kind != STUDIO_SQL_REFERENCE_COLUMN)
    return;
  if (!mend_window (&work) && !mend_from_group (&work))
    mend_list (&work);
}

void
_studio_sql_rule_grouping (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  GPtrArray *findings =
      subject->names != NULL ? _studio_sql_names_get_findings (subject->names) : NULL;

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->id, "ungrouped-column") && finding->start >= 0)
        mend (subject, edits, finding->start);
    }
}
