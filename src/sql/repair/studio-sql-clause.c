/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-clause.h"

/* What ends a SELECT that is one side of a set operation. */
static const char *const set_operators[] = { "UNION", "EXCEPT", "INTERSECT", NULL };

guint
studio_sql_clause_first (const StudioSqlText *text, const PgQuery__SelectStmt *select)
{
  if (select == NULL || select->n_target_list == 0 ||
      select->target_list[0]->node_case != PG_QUERY__NODE__NODE_RES_TARGET)
    return STUDIO_SQL_NOWHERE;
  return studio_sql_text_at (text, select->target_list[0]->res_target->location);
}

/* The first token of the level of @select that is one of @words, else where the level ends. */
static guint
find (const StudioSqlText *text, guint first, const char *const *words)
{
  guint i = first;

  for (; i < studio_sql_text_get_length (text); i = studio_sql_text_skip (text, i))
    {
      int kind = studio_sql_text_get_kind (text, i);

      if (kind == ')' || kind == ';' || studio_sql_text_is_one_of (text, i, words) ||
          studio_sql_text_is_one_of (text, i, set_operators))
        break;
    }
  return i;
}

guint
studio_sql_clause_find (const StudioSqlText *text,
                        const PgQuery__SelectStmt *select,
                        const char *word)
{
  const char *const words[] = { word, NULL };
  guint first = studio_sql_clause_first (text, select);
  guint found = first != STUDIO_SQL_NOWHERE ? find (text, first, words) : STUDIO_SQL_NOWHERE;

  return studio_sql_text_is (text, found, word) ? found : STUDIO_SQL_NOWHERE;
}

guint
studio_sql_clause_last (const StudioSqlText *text,
                        const PgQuery__SelectStmt *select,
                        const char *const *words)
{
  guint first = studio_sql_clause_first (text, select);

  return first != STUDIO_SQL_NOWHERE ? find (text, first, words) - 1 : STUDIO_SQL_NOWHERE;
}

gboolean
studio_sql_clause_tokens (const StudioSqlText *text,
                          const StudioSqlNames *names,
                          const PgQuery__Node *node,
                          StudioSqlRange *range)
{
  gsize start, end;

  if (!studio_sql_names_span (names, node, &start, &end))
    return FALSE;
  range->first = range->last = studio_sql_text_at (text, start);
  if (range->first == STUDIO_SQL_NOWHERE)
    return FALSE;
  while (studio_sql_text_get (text, range->last)->end < end)
    range->last++;
  while (range->first > 0 && studio_sql_text_get_kind (text, range->first - 1) == '(' &&
         studio_sql_text_match (text, range->first - 1) == range->last + 1)
    {
      range->first--;
      range->last++;
    }
  return TRUE;
}

gboolean
studio_sql_clause_take_out (const StudioSqlText *text, StudioSqlEdits *edits, StudioSqlRange range)
{
  gsize start = studio_sql_text_get (text, range.first)->start;
  gsize end = studio_sql_text_get (text, range.last)->end;

  if (range.first < 2)
    return FALSE;
  if (studio_sql_text_is (text, range.first - 1, "AND"))
    start = studio_sql_text_get (text, range.first - 2)->end;
  else if (!studio_sql_text_is (text, range.first - 1, "WHERE") &&
           !studio_sql_text_is (text, range.first - 1, "HAVING"))
    return FALSE;
  else if (studio_sql_text_is (text, range.last + 1, "AND"))
    end = studio_sql_text_get (text, range.last + 2)->start;
  else
    start = studio_sql_text_get (text, range.first - 2)->end;
  studio_sql_edits_replace (edits, start, end, "");
  return TRUE;
}
