/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-rule.h"

#include <glib/gi18n-lib.h>

/* Slips of grammar: only in statements that do not parse. */

static gsize
end_of (const StudioSqlSubject *subject, guint index)
{
  return studio_sql_text_get (subject->text, index)->end;
}

/* SELECT a, b, FROM … */
static void
mend_comma (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  static const char *const after[] = { "FROM",   "WHERE", "GROUP", "ORDER",
                                       "HAVING", "LIMIT", ")",     NULL };
  const StudioSqlText *text = subject->text;

  if (studio_sql_text_get_kind (text, i) != ',' || i == 0 ||
      studio_sql_text_get_kind (text, i - 1) == ',' ||
      !studio_sql_text_is_one_of (text, i + 1, after) ||
      (studio_sql_text_is (text, i + 1, "ORDER") && !studio_sql_text_is (text, i + 2, "BY")) ||
      (studio_sql_text_is (text, i + 1, "GROUP") && !studio_sql_text_is (text, i + 2, "BY")))
    return;
  studio_sql_edits_add (edits, "stray-comma", _ ("A comma stood where nothing follows."),
                        studio_sql_text_get (text, i)->start, end_of (subject, i), "");
}

/* SELECT a AS 'Total' */
static void
mend_label (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  g_autofree char *label = NULL, *name = NULL;

  if (!studio_sql_text_is (subject->text, i, "AS") ||
      !studio_sql_text_is_string (subject->text, i + 1))
    return;
  label = studio_sql_text_dup_string (subject->text, i + 1);
  name = studio_sql_quote_name (label);
  _studio_sql_rule_replace (subject, edits, "label-quotes",
                            g_strdup (_ ("PostgreSQL quotes the name of a column with \".")), i + 1,
                            i + 1, name);
}

/* SELECT count(*) month FROM …: some words can be names only after AS. */
static void
mend_missing_as (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  static const char *const words[] = { "YEAR",   "MONTH",     "DAY",       "HOUR",   "MINUTE",
                                       "SECOND", "OVER",      "FILTER",    "WITHIN", "VARYING",
                                       "CHAR",   "CHARACTER", "PRECISION", NULL };
  const StudioSqlText *text = subject->text;
  int next = studio_sql_text_get_kind (text, i + 1);

  if (i == 0 || !studio_sql_text_is_one_of (text, i, words) ||
      (next != ',' && next != PG_QUERY__TOKEN__FROM) || studio_sql_text_is (text, i - 1, "BY") ||
      studio_sql_text_primary_start (text, i - 1) == STUDIO_SQL_NOWHERE)
    return;
  studio_sql_edits_add (
      edits, "missing-as", _ ("This word can be the name of a column only after AS."),
      studio_sql_text_get (text, i)->start, studio_sql_text_get (text, i)->start, "AS ");
}

static gboolean
is_used (const StudioSqlText *text, const char *name)
{
  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    if (studio_sql_text_is (text, i, name))
      return TRUE;
  return FALSE;
}

/* FROM (SELECT …) WHERE …: PostgreSQL up to 15 wants a name for it. */
static void
mend_nameless (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  static const char *const after[] = { "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "JOIN", "LEFT",
                                       "INNER", "CROSS", "UNION", "ON",     ")",     ",",    NULL };
  const StudioSqlText *text = subject->text;
  guint close = studio_sql_text_match (text, i + 1);
  g_autofree char *name = g_strdup (" AS subquery");

  if ((!studio_sql_text_is (text, i, "FROM") && !studio_sql_text_is (text, i, "JOIN")) ||
      studio_sql_text_get_kind (text, i + 1) != '(' || close == STUDIO_SQL_NOWHERE ||
      (!studio_sql_text_is (text, i + 2, "SELECT") && !studio_sql_text_is (text, i + 2, "WITH")) ||
      (close + 1 < studio_sql_text_get_length (text) &&
       !studio_sql_text_is_one_of (text, close + 1, after)))
    return;
  for (guint n = 2; is_used (text, name + 4); n++)
    {
      g_free (name);
      name = g_strdup_printf (" AS subquery_%u", n);
    }
  studio_sql_edits_add (edits, "subquery-name", _ ("A subquery in FROM needs a name."),
                        end_of (subject, close), end_of (subject, close), name);
}

/* SYSDATE and the like, written as if they were columns. */
static void
mend_now (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  static const char *const words[] = { "SYSDATE", "SYSTIMESTAMP", "NOW", "GETDATE", NULL };
  const StudioSqlText *text = subject->text;
  const StudioSqlToken *before = i > 0 ? studio_sql_text_get (text, i - 1) : NULL;
  gboolean today = studio_sql_text_is (text, i, "CURDATE");
  int next = studio_sql_text_get_kind (text, i + 1);
  g_autofree char *name = NULL;

  if ((!today && !studio_sql_text_is_one_of (text, i, words)) || next == '(' || next == '.' ||
      before == NULL || before->kind == '.' || before->kind == ')' ||
      before->kind == PG_QUERY__TOKEN__IDENT || before->kind == PG_QUERY__TOKEN__AS ||
      before->kind == PG_QUERY__TOKEN__FROM || before->kind == PG_QUERY__TOKEN__JOIN ||
      studio_sql_text_is_string (text, i - 1) || studio_sql_text_is_number (text, i - 1))
    return;
  if (studio_sql_text_is (text, i, "SYSDATE") && subject->target == STUDIO_DIALECT_REDSHIFT)
    return;
  name = studio_sql_text_dup_name (text, i);
  if (studio_sql_relations_have_column (subject->relations, name) ||
      studio_sql_relations_get (subject->relations, name) != NULL)
    return;
  for (guint k = 1; k < studio_sql_text_get_length (text); k++)
    if (studio_sql_text_is (text, k - 1, "AS") && studio_sql_text_is (text, k, name))
      return;
  _studio_sql_rule_replace (subject, edits, "date-now",
                            g_strdup (_ ("PostgreSQL’s clock is a function.")), i, i,
                            today ? "CURRENT_DATE" : "now()");
}

void
_studio_sql_rule_slips (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  for (guint i = 0; i < studio_sql_text_get_length (subject->text); i++)
    {
      mend_now (subject, edits, i);
      if (subject->tree != NULL)
        continue;
      mend_comma (subject, edits, i);
      mend_label (subject, edits, i);
      mend_missing_as (subject, edits, i);
      mend_nameless (subject, edits, i);
    }
}
