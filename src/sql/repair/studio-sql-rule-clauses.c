/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const set_operators[] = { "UNION", "EXCEPT", "INTERSECT", "MINUS", NULL };

static gsize
start_of (const StudioSqlSubject *subject, guint index)
{
  return studio_sql_text_get (subject->text, index)->start;
}

static gsize
end_of (const StudioSqlSubject *subject, guint index)
{
  return studio_sql_text_get (subject->text, index)->end;
}

/* Begins a change of syntax. */
static void
begin (StudioSqlEdits *edits, const char *message)
{
  studio_sql_edits_begin (edits, "clause", message);
}

/* Takes away the tokens with the white space before them. */
static void
drop (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint first, guint last)
{
  studio_sql_edits_replace (edits, first > 0 ? end_of (subject, first - 1) : 0,
                            end_of (subject, last), "");
}

/* The last token of the SELECT that begins at @select; STUDIO_SQL_NOWHERE when it is a part of a
 * UNION or has a limit already. */
static guint
select_end (const StudioSqlText *text, guint select)
{
  static const char *const limits[] = { "LIMIT", "FETCH", "OFFSET", "FOR", NULL };
  guint i = select + 1;

  for (; i < studio_sql_text_get_length (text); i = studio_sql_text_skip (text, i))
    {
      int kind = studio_sql_text_get_kind (text, i);

      if (kind == ')' || kind == ';')
        break;
      if (studio_sql_text_is_one_of (text, i, set_operators) ||
          studio_sql_text_is_one_of (text, i, limits))
        return STUDIO_SQL_NOWHERE;
    }
  return i - 1;
}

/* SELECT TOP 10 …, SELECT DISTINCT TOP (10) … */
static void
mend_top (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint select)
{
  const StudioSqlText *text = subject->text;
  guint top = select + 1;
  guint number, last, end;
  gboolean bracket, ties;
  g_autofree char *count = NULL, *limit = NULL;

  if (studio_sql_text_is (text, top, "DISTINCT") || studio_sql_text_is (text, top, "ALL"))
    top++;
  bracket = studio_sql_text_get_kind (text, top + 1) == '(';
  number = bracket ? top + 2 : top + 1;
  last = bracket ? number + 1 : number;
  if (!studio_sql_text_is (text, top, "TOP") || subject->target == STUDIO_DIALECT_REDSHIFT ||
      studio_sql_text_get_kind (text, number) != PG_QUERY__TOKEN__ICONST ||
      studio_sql_text_is (text, last + 1, "PERCENT"))
    return;
  ties = studio_sql_text_is (text, last + 1, "WITH") && studio_sql_text_is (text, last + 2, "TIES");
  end = select_end (text, select);
  if (end == STUDIO_SQL_NOWHERE || end <= last)
    return;
  count = studio_sql_text_dup (text, number, number);
  limit = ties ? g_strdup_printf (" FETCH FIRST %s ROWS WITH TIES", count)
               : g_strdup_printf (" LIMIT %s", count);
  begin (edits, _ ("PostgreSQL limits the rows at the end, with LIMIT."));
  drop (subject, edits, top, ties ? last + 2 : last);
  studio_sql_edits_replace (edits, end_of (subject, end), end_of (subject, end), limit);
}

/* LIMIT 20, 10 */
static void
mend_limit (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint limit)
{
  const StudioSqlText *text = subject->text;
  g_autofree char *offset = NULL, *count = NULL, *after = NULL;

  if (!studio_sql_text_is_number (text, limit + 1) ||
      studio_sql_text_get_kind (text, limit + 2) != ',' ||
      !studio_sql_text_is_number (text, limit + 3))
    return;
  offset = studio_sql_text_dup (text, limit + 1, limit + 1);
  count = studio_sql_text_dup (text, limit + 3, limit + 3);
  after = g_strdup_printf ("LIMIT %s OFFSET %s", count, offset);
  begin (edits, _ ("PostgreSQL writes the rows to skip after OFFSET."));
  studio_sql_edits_replace (edits, start_of (subject, limit), end_of (subject, limit + 3), after);
}

static void
mend_dual (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint from)
{
  if (!studio_sql_text_is (subject->text, from + 1, "DUAL") ||
      studio_sql_text_get_kind (subject->text, from + 2) == '.' ||
      (subject->schema != NULL &&
       studio_sql_schema_find_table (subject->schema, NULL, "dual") != NULL))
    return;
  begin (edits, _ ("PostgreSQL needs no table to compute a value."));
  drop (subject, edits, from, from + 1);
}

/* GROUP BY a, b WITH ROLLUP */
static void
mend_rollup (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint by)
{
  static const char *const ends[] = { "WITH", "HAVING", "ORDER", "LIMIT", "UNION", "WINDOW", NULL };
  const StudioSqlText *text = subject->text;
  guint with = studio_sql_text_find (text, by + 1, ends);
  g_autofree char *open = NULL;

  if (!studio_sql_text_is (text, with, "WITH") || (!studio_sql_text_is (text, with + 1, "ROLLUP") &&
                                                   !studio_sql_text_is (text, with + 1, "CUBE")))
    return;
  open =
      studio_sql_text_is (text, with + 1, "ROLLUP") ? g_strdup ("ROLLUP (") : g_strdup ("CUBE (");
  begin (edits, _ ("PostgreSQL writes the subtotals of a grouping as ROLLUP (…)."));
  studio_sql_edits_replace (edits, start_of (subject, by + 1), start_of (subject, by + 1), open);
  studio_sql_edits_replace (edits, end_of (subject, with - 1), end_of (subject, with + 1), ")");
}

/* Whether one item of a select list aggregates, as far as tokens tell. */
static gboolean
is_aggregated (const StudioSqlText *text, StudioSqlRange item)
{
  static const char *const aggregates[] = { "count",
                                            "sum",
                                            "avg",
                                            "min",
                                            "max",
                                            "string_agg",
                                            "array_agg",
                                            "bool_and",
                                            "bool_or",
                                            "every",
                                            "stddev",
                                            "variance",
                                            "percentile_cont",
                                            "json_agg",
                                            "stddev_pop",
                                            "stddev_samp",
                                            "var_pop",
                                            "percentile_disc",
                                            "mode",
                                            "jsonb_agg",
                                            "median",
                                            NULL };

  for (guint i = item.first; i < item.last; i++)
    if (studio_sql_text_is_one_of (text, i, aggregates) &&
        studio_sql_text_get_kind (text, i + 1) == '(' &&
        !studio_sql_text_is (text, studio_sql_text_skip (text, i + 1), "OVER"))
      return TRUE;
  return FALSE;
}

/* The SELECT of the level that @index stands in. */
static guint
find_select (const StudioSqlText *text, guint index)
{
  while (index-- > 0)
    {
      guint match = studio_sql_text_match (text, index);
      int kind = studio_sql_text_get_kind (text, index);

      if (kind == PG_QUERY__TOKEN__SELECT)
        return index;
      if (kind == '(')
        break;
      if (match != STUDIO_SQL_NOWHERE && match < index)
        index = match;
    }
  return STUDIO_SQL_NOWHERE;
}

/* GROUP BY ALL: by everything in the select list that is no aggregate. */
static void
mend_group_all (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint by)
{
  static const char *const from[] = { "FROM", NULL };
  const StudioSqlText *text = subject->text;
  guint select = find_select (text, by);
  guint end = select != STUDIO_SQL_NOWHERE ? studio_sql_text_find (text, select + 1, from)
                                           : STUDIO_SQL_NOWHERE;
  g_autoptr (GString) positions = g_string_new (NULL);
  g_autoptr (GArray) items = NULL;
  int next = studio_sql_text_get_kind (text, by + 2);

  if (!studio_sql_text_is (text, by + 1, "ALL") || end == STUDIO_SQL_NOWHERE || next == '(' ||
      studio_sql_text_get (text, by + 2)->kind == PG_QUERY__TOKEN__IDENT)
    return;
  items = studio_sql_text_split (text, select + 1, end - 1);
  for (guint i = 0; i < items->len; i++)
    if (!is_aggregated (text, g_array_index (items, StudioSqlRange, i)))
      g_string_append_printf (positions, "%s%u", positions->len > 0 ? ", " : "", i + 1);
  if (positions->len == 0)
    return;
  begin (edits, _ ("PostgreSQL wants to be told what to group by."));
  studio_sql_edits_replace (edits, start_of (subject, by + 1), end_of (subject, by + 1),
                            positions->str);
}

/* The last token of a hint in brackets that begins at @i, else STUDIO_SQL_NOWHERE. */
static guint
hint_end (const StudioSqlText *text, guint i)
{
  static const char *const kinds[] = { "FORCE", "USE", "IGNORE", NULL };

  if (studio_sql_text_is_one_of (text, i, kinds) && studio_sql_text_get_kind (text, i + 2) == '(' &&
      (studio_sql_text_is (text, i + 1, "INDEX") || studio_sql_text_is (text, i + 1, "KEY")))
    return studio_sql_text_match (text, i + 2);
  if (studio_sql_text_is (text, i, "WITH") && studio_sql_text_get_kind (text, i + 1) == '(' &&
      studio_sql_text_is (text, i + 2, "NOLOCK"))
    return studio_sql_text_match (text, i + 1);
  if (studio_sql_text_is (text, i, "OPTION") && studio_sql_text_get_kind (text, i + 1) == '(' &&
      studio_sql_text_match (text, i + 1) == studio_sql_text_get_length (text) - 1)
    return studio_sql_text_match (text, i + 1);
  return STUDIO_SQL_NOWHERE;
}

/* Words and hints that only tell another database how to run a statement. */
static void
mend_hints (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  static const char *const words[] = { "SQL_CALC_FOUND_ROWS", "SQL_NO_CACHE",  "HIGH_PRIORITY",
                                       "SQL_SMALL_RESULT",    "STRAIGHT_JOIN", NULL };
  const StudioSqlText *text = subject->text;
  const char *message = _ ("A hint for another database says nothing to PostgreSQL.");
  guint end = hint_end (text, i);

  if (studio_sql_text_is (text, i, "SELECT") && studio_sql_text_is_one_of (text, i + 1, words))
    {
      begin (edits, message);
      drop (subject, edits, i + 1, i + 1);
    }
  else if (studio_sql_text_is (text, i, "STRAIGHT_JOIN") && i > 0 &&
           !studio_sql_text_is (text, i - 1, "SELECT"))
    {
      begin (edits, message);
      studio_sql_edits_replace (edits, start_of (subject, i), end_of (subject, i), "JOIN");
    }
  else if (end != STUDIO_SQL_NOWHERE)
    {
      begin (edits, message);
      drop (subject, edits, i, end);
    }
}

/* OUTER APPLY (…) AS x, CROSS APPLY (…) AS x */
static void
mend_apply (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  const StudioSqlText *text = subject->text;
  gboolean outer = studio_sql_text_is (text, i, "OUTER");
  guint close = studio_sql_text_match (text, i + 2);
  guint alias;

  if ((!outer && !studio_sql_text_is (text, i, "CROSS")) ||
      !studio_sql_text_is (text, i + 1, "APPLY") || close == STUDIO_SQL_NOWHERE)
    return;
  alias = studio_sql_text_is (text, close + 1, "AS") ? close + 2 : close + 1;
  if (outer && !studio_sql_text_is_name (text, alias))
    return;
  begin (edits, _ ("PostgreSQL calls this a LATERAL join."));
  studio_sql_edits_replace (edits, start_of (subject, i), end_of (subject, i + 1),
                            outer ? "LEFT JOIN LATERAL" : "CROSS JOIN LATERAL");
  if (outer)
    studio_sql_edits_replace (edits, end_of (subject, alias), end_of (subject, alias), " ON TRUE");
}

static void
replace_word (const StudioSqlSubject *subject,
              StudioSqlEdits *edits,
              guint first,
              guint last,
              const char *after,
              const char *message)
{
  begin (edits, message);
  studio_sql_edits_replace (edits, start_of (subject, first), end_of (subject, last), after);
}

static void
mend_words (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  const StudioSqlText *text = subject->text;

  if (studio_sql_text_is (text, i, "MINUS") && (studio_sql_text_is (text, i + 1, "SELECT") ||
                                                (studio_sql_text_get_kind (text, i + 1) == '(' &&
                                                 studio_sql_text_is (text, i + 2, "SELECT"))))
    replace_word (subject, edits, i, i, "EXCEPT",
                  _ ("PostgreSQL calls this set operation EXCEPT."));
  else if (studio_sql_text_is (text, i, "SELECT") &&
           (studio_sql_text_is (text, i + 1, "DISTINCTROW") ||
            studio_sql_text_is (text, i + 1, "UNIQUE")))
    replace_word (subject, edits, i + 1, i + 1, "DISTINCT", _ ("PostgreSQL calls this DISTINCT."));
  else if (studio_sql_text_is (text, i, "COLLATE"))
    {
      g_autofree char *name = studio_sql_text_dup_name (text, i + 1);

      if (!g_str_has_prefix (name, "utf8") && !g_str_has_prefix (name, "latin1") &&
          !g_str_has_prefix (name, "sql_latin1") && g_ascii_strcasecmp (name, "nocase") != 0)
        return;
      begin (edits, _ ("PostgreSQL has no collation of this name."));
      drop (subject, edits, i, i + 1);
    }
}

/* The conjunct `ROWNUM <= n` of WHERE, with the AND or WHERE that goes with it. */
static void
mend_rownum (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  static const char *const blocks[] = { "GROUP", "ORDER", "UNION", NULL };
  const StudioSqlText *text = subject->text;
  gboolean below = studio_sql_text_is (text, i + 1, "<");
  gboolean where = i > 0 && studio_sql_text_is (text, i - 1, "WHERE");
  gboolean more = studio_sql_text_is (text, i + 3, "AND");
  guint end;
  g_autofree char *count = NULL, *limit = NULL;

  if (i == 0 || !studio_sql_text_is (text, i, "ROWNUM") ||
      (!below && !studio_sql_text_is (text, i + 1, "<=")) ||
      studio_sql_text_get_kind (text, i + 2) != PG_QUERY__TOKEN__ICONST ||
      (!where && !studio_sql_text_is (text, i - 1, "AND")) ||
      studio_sql_text_find (text, i, blocks) != STUDIO_SQL_NOWHERE)
    return;
  end = select_end (text, i);
  if (end == STUDIO_SQL_NOWHERE)
    return;
  count = studio_sql_text_dup (text, i + 2, i + 2);
  limit = g_strdup_printf (" LIMIT %" G_GINT64_FORMAT,
                           g_ascii_strtoll (count, NULL, 10) - (below ? 1 : 0));
  begin (edits, _ ("PostgreSQL limits the rows at the end, with LIMIT."));
  if (where && more)
    studio_sql_edits_replace (edits, start_of (subject, i), start_of (subject, i + 4), "");
  else
    drop (subject, edits, i - 1, i + 2);
  studio_sql_edits_replace (edits, end_of (subject, end), end_of (subject, end), limit);
}

void
_studio_sql_rule_clauses (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const StudioSqlText *text = subject->text;

  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    {
      if (!studio_sql_text_is_word (text, i))
        continue;
      mend_rownum (subject, edits, i);
      if (studio_sql_text_is (text, i, "FROM"))
        mend_dual (subject, edits, i);
      /* TOP (10) a parses, as the call of a function that there is not. */
      if (studio_sql_text_is (text, i, "SELECT"))
        mend_top (subject, edits, i);
      if (subject->tree != NULL)
        continue;
      if (studio_sql_text_is (text, i, "LIMIT"))
        mend_limit (subject, edits, i);
      else if (studio_sql_text_is (text, i, "BY") && i > 0 &&
               studio_sql_text_is (text, i - 1, "GROUP"))
        {
          mend_rollup (subject, edits, i);
          mend_group_all (subject, edits, i);
        }
      mend_hints (subject, edits, i);
      mend_apply (subject, edits, i);
      mend_words (subject, edits, i);
    }
}
