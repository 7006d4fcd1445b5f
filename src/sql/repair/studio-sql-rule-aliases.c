/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rule.h"
#include "sql/repair/studio-sql-visit.h"

#include <glib/gi18n-lib.h>

/* Names of the select list, used where PostgreSQL cannot see them yet: what they stand for takes
 * their place. */

typedef struct
{
  const StudioSqlSubject *subject;
  StudioSqlEdits *edits;
} Work;

/* Whether the reference stands inside an aggregate or, with @windows, a window function. */
static gboolean
is_aggregated (const StudioSqlNames *names, const StudioSqlSpot *spot)
{
  for (guint i = 0;; i++)
    {
      const PgQuery__Node *above = studio_sql_spot_above (spot, i);

      if (above == NULL || above->node_case == PG_QUERY__NODE__NODE_SELECT_STMT)
        return FALSE;
      if (studio_sql_names_is_aggregate (names, above))
        return TRUE;
    }
}

/* Whether PostgreSQL takes what the alias stands for at the place of the reference. */
static gboolean
may_stand (const Work *work, const StudioSqlReference *reference, const StudioSqlSpot *spot)
{
  const StudioSqlNames *names = work->subject->names;
  const PgQuery__Node *expression = reference->output->expression;
  gboolean has_window = studio_sql_has_window (expression);
  gboolean has_aggregate = studio_sql_has_aggregate (names, expression, FALSE);

  switch ((int) reference->clause)
    {
    case STUDIO_SQL_CLAUSE_WHERE:
      /* A condition on an aggregate is moved to HAVING by another rule. */
      return !has_window && (!has_aggregate || reference->query->select->n_group_clause > 0);
    case STUDIO_SQL_CLAUSE_JOIN:
    case STUDIO_SQL_CLAUSE_GROUP:
      return !has_window && !has_aggregate;
    case STUDIO_SQL_CLAUSE_HAVING:
    case STUDIO_SQL_CLAUSE_WINDOW:
      return !has_window && !(has_aggregate && is_aggregated (names, spot));
    case STUDIO_SQL_CLAUSE_SELECT:
    case STUDIO_SQL_CLAUSE_ORDER:
      return !((has_aggregate || has_window) && is_aggregated (names, spot));
    default:
      return FALSE;
    }
}

/* Whether the reference is a part of what the alias stands for: then it means something else. */
static gboolean
is_inside (const StudioSqlSpot *spot, const PgQuery__Node *expression)
{
  for (guint i = 0; i < spot->above->len; i++)
    if (studio_sql_spot_above (spot, i) == expression)
      return TRUE;
  return FALSE;
}

static void
look_at (const PgQuery__Node *node, const StudioSqlSpot *spot, gpointer user_data)
{
  const Work *work = user_data;
  const StudioSqlSubject *subject = work->subject;
  const StudioSqlReference *reference;
  g_autofree char *text = NULL, *after = NULL;
  guint token;

  if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF)
    return;
  reference = studio_sql_names_find_reference (subject->names, node->column_ref);
  if (reference == NULL || reference->kind != STUDIO_SQL_REFERENCE_NO_COLUMN ||
      reference->output == NULL || reference->output->expression == NULL ||
      reference->qualifier != NULL || reference->output->expression == node ||
      is_inside (spot, reference->output->expression) || !may_stand (work, reference, spot))
    return;
  text = studio_sql_node_text (subject->names, reference->output->expression);
  token = studio_sql_text_at (subject->text, node->column_ref->location);
  if (text == NULL || token == STUDIO_SQL_NOWHERE)
    return;
  after = _studio_sql_operand (text);
  _studio_sql_rule_replace (
      subject, work->edits, "alias-scope",
      g_strdup_printf (_ ("The name “%s” is given later than it is used; what it stands for is "
                          "written instead."),
                       reference->name),
      token, token, after);
}

void
_studio_sql_rule_aliases (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  Work work = { subject, edits };

  if (subject->names != NULL)
    studio_sql_visit (subject->tree, look_at, &work);
}
