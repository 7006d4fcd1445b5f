/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-rule.h"

#include <glib/gi18n-lib.h>

/* Names that are words of the grammar, and so need quotes. */

static gboolean
is_reserved (const StudioSqlText *text, guint index)
{
  return studio_sql_text_get (text, index)->keyword == PG_QUERY__KEYWORD_KIND__RESERVED_KEYWORD;
}

/* Whether an expression can begin or end next to the token: a comma, a bracket, an operator, a word
 * of the grammar that an operand follows or goes before. */
static gboolean
is_edge (const StudioSqlText *text, guint index, gboolean before)
{
  static const char *const words_before[] = { "SELECT", "DISTINCT", "BY", "WHERE", "AND",
                                              "OR",     "NOT",      "ON", "WHEN",  "THEN",
                                              "ELSE",   "HAVING",   NULL };
  static const char *const words_after[] = { "FROM",   "AS",    "ASC",     "DESC",  "AND",
                                             "OR",     "IS",    "IN",      "LIKE",  "THEN",
                                             "ELSE",   "END",   "WHERE",   "GROUP", "ORDER",
                                             "HAVING", "LIMIT", "BETWEEN", "NOT",   NULL };
  int kind = studio_sql_text_get_kind (text, index);

  if (kind == ',' || kind == '=' || kind == '<' || kind == '>' || kind == '+' || kind == '-' ||
      kind == '*' || kind == '/' || kind == PG_QUERY__TOKEN__NOT_EQUALS ||
      kind == PG_QUERY__TOKEN__LESS_EQUALS || kind == PG_QUERY__TOKEN__GREATER_EQUALS)
    return TRUE;
  if (before)
    return kind == '(' || studio_sql_text_is_one_of (text, index, words_before);
  return kind == ')' || kind == 0 || kind == PG_QUERY__TOKEN__TYPECAST ||
         studio_sql_text_is_one_of (text, index, words_after);
}

static void
quote (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint index)
{
  g_autofree char *name = studio_sql_text_dup_name (subject->text, index);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);

  _studio_sql_rule_replace (
      subject, edits, "reserved-name",
      g_strdup_printf (_ ("“%s” is a word of SQL; as a name it needs quotes."), name), index, index,
      quoted);
}

/* Whether a table is called so, or by the plural. */
static gboolean
is_table (const StudioSqlSubject *subject, guint index)
{
  g_autofree char *name = studio_sql_text_dup_name (subject->text, index);
  g_autofree char *plural = g_strconcat (name, "s", NULL);

  return index > 0 && subject->schema != NULL &&
         (studio_sql_text_is (subject->text, index - 1, "FROM") ||
          studio_sql_text_is (subject->text, index - 1, "JOIN")) &&
         (studio_sql_schema_find_table (subject->schema, NULL, name) != NULL ||
          studio_sql_schema_find_table (subject->schema, NULL, plural) != NULL);
}

static gboolean
is_column (const StudioSqlSubject *subject, guint index)
{
  g_autofree char *name = NULL;

  if (index == 0 || !is_edge (subject->text, index - 1, TRUE) ||
      !is_edge (subject->text, index + 1, FALSE))
    return FALSE;
  name = studio_sql_text_dup_name (subject->text, index);
  return studio_sql_relations_have_column (subject->relations, name);
}

/* FROM users AS user … user.id: the word is a qualifier somewhere. */
static gboolean
is_alias (const StudioSqlText *text, guint index)
{
  g_autofree char *word = studio_sql_text_dup (text, index, index);

  if (studio_sql_text_get_kind (text, index + 1) == '.')
    return TRUE;
  if (index == 0 || !(studio_sql_text_is (text, index - 1, "AS") ||
                      studio_sql_text_get_kind (text, index - 1) == PG_QUERY__TOKEN__IDENT))
    return FALSE;
  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    if (studio_sql_text_is (text, i, word) && studio_sql_text_get_kind (text, i + 1) == '.')
      return TRUE;
  return FALSE;
}

void
_studio_sql_rule_reserved (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  if (subject->tree != NULL)
    return;
  for (guint i = 0; i < studio_sql_text_get_length (subject->text); i++)
    if (is_reserved (subject->text, i) &&
        (is_table (subject, i) || is_column (subject, i) || is_alias (subject->text, i)))
      quote (subject, edits, i);
}
