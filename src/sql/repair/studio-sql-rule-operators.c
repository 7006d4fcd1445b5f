/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
mend (const StudioSqlSubject *subject,
      StudioSqlEdits *edits,
      guint first,
      guint last,
      const char *after)
{
  g_autofree char *before = studio_sql_text_dup (subject->text, first, last);

  _studio_sql_rule_replace (subject, edits, "operator",
                            g_strdup_printf (_ ("“%s” is how another database says it."), before),
                            first, last, after);
}

/* Whether an operand ends at @index. */
static gboolean
ends_operand (const StudioSqlText *text, guint index)
{
  const StudioSqlToken *token = studio_sql_text_get (text, index);

  return token->kind == ')' || token->kind == ']' || token->kind == PG_QUERY__TOKEN__IDENT ||
         token->kind == PG_QUERY__TOKEN__SCONST || token->kind == PG_QUERY__TOKEN__END_P ||
         studio_sql_text_is_number (text, index) ||
         token->keyword == PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD;
}

static gboolean
is_infix (const StudioSqlText *text, guint index)
{
  return index > 0 && ends_operand (text, index - 1) &&
         studio_sql_text_primary_end (text, index + 1) != STUDIO_SQL_NOWHERE;
}

/* The first token of the product that ends at @last. */
static guint
product_start (const StudioSqlText *text, guint last)
{
  guint start = studio_sql_text_primary_start (text, last);

  while (start != STUDIO_SQL_NOWHERE && start > 1 &&
         strchr ("*/%", studio_sql_text_get_kind (text, start - 1)) != NULL &&
         studio_sql_text_get_kind (text, start - 1) != 0)
    start = studio_sql_text_primary_start (text, start - 2);
  return start;
}

/* a DIV b: the whole quotient, NULL when b is 0. */
static void
mend_div (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint index)
{
  const StudioSqlText *text = subject->text;
  guint first = product_start (text, index - 1);
  guint last = studio_sql_text_primary_end (text, index + 1);
  g_autofree char *dividend = NULL, *divisor = NULL, *after = NULL;

  if (first == STUDIO_SQL_NOWHERE || last == STUDIO_SQL_NOWHERE)
    return;
  dividend = studio_sql_text_dup (text, first, index - 1);
  divisor = studio_sql_text_dup (text, index + 1, last);
  after = g_strdup_printf ("TRUNC((%s)::numeric / NULLIF(%s, 0))::bigint", dividend, divisor);
  mend (subject, edits, first, last, after);
}

/* x->'$.a.b' and x->>'$.a', as MySQL and SQLite have it. */
static void
mend_json_path (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint index)
{
  const StudioSqlText *text = subject->text;
  g_autofree char *path = studio_sql_text_dup_string (text, index + 1);
  g_autofree char *keys = NULL, *literal = NULL, *after = NULL;
  gboolean as_text = studio_sql_text_is (text, index, "->>");

  if (!g_str_has_prefix (path, "$.") || strpbrk (path, "[]*\"'") != NULL)
    return;
  keys = g_strdelimit (g_strdup (path + 2), ".", ',');
  if (strchr (keys, ',') == NULL)
    {
      literal = _studio_sql_quote_literal (keys);
      after = g_strconcat (as_text ? "->>" : "->", literal, NULL);
    }
  else
    after = g_strdup_printf ("%s '{%s}'", as_text ? "#>>" : "#>", keys);
  mend (subject, edits, index, index + 1, after);
}

/* && between arrays is PostgreSQL’s own; between conditions it does not parse, or not as meant. */
static gboolean
is_conjunction (const StudioSqlSubject *subject, guint index)
{
  const StudioSqlText *text = subject->text;

  return subject->tree == NULL && !studio_sql_text_is (text, index + 1, "ARRAY") &&
         studio_sql_text_get_kind (text, index - 1) != ']' &&
         !studio_sql_text_is_string (text, index + 1);
}

static void
look_at_symbol (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  const StudioSqlText *text = subject->text;

  if (studio_sql_text_is (text, i, "=="))
    mend (subject, edits, i, i, "=");
  else if (studio_sql_text_is (text, i, "<=>"))
    mend (subject, edits, i, i, "IS NOT DISTINCT FROM");
  else if (studio_sql_text_is (text, i, "&&") && i > 0 && is_conjunction (subject, i))
    mend (subject, edits, i, i, "AND");
  else if (studio_sql_text_is (text, i, "!") && i > 0 && !ends_operand (text, i - 1))
    mend (subject, edits, i, i, "NOT ");
  else if ((studio_sql_text_is (text, i, "->") || studio_sql_text_is (text, i, "->>")) &&
           studio_sql_text_is_string (text, i + 1))
    mend_json_path (subject, edits, i);
}

static void
look_at_word (const StudioSqlSubject *subject, StudioSqlEdits *edits, guint i)
{
  const StudioSqlText *text = subject->text;
  gboolean negated = i > 1 && studio_sql_text_is (text, i - 1, "NOT");

  if (studio_sql_text_is (text, i, "REGEXP") || studio_sql_text_is (text, i, "RLIKE"))
    {
      if (negated ? ends_operand (text, i - 2) : is_infix (text, i))
        mend (subject, edits, negated ? i - 1 : i, i, negated ? "!~*" : "~*");
    }
  else if (studio_sql_text_is (text, i, "DIV") && is_infix (text, i))
    mend_div (subject, edits, i);
  else if (studio_sql_text_is (text, i, "MOD") && is_infix (text, i))
    mend (subject, edits, i, i, "%");
  else if (studio_sql_text_is (text, i, "BINARY") && i > 0 &&
           studio_sql_text_is (text, i - 1, "LIKE"))
    mend (subject, edits, i - 1, i, "LIKE");
}

void
_studio_sql_rule_operators (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  for (guint i = 0; i < studio_sql_text_get_length (subject->text); i++)
    if (studio_sql_text_get_kind (subject->text, i) == PG_QUERY__TOKEN__Op)
      look_at_symbol (subject, edits, i);
    else if (subject->tree == NULL && studio_sql_text_is_word (subject->text, i))
      look_at_word (subject, edits, i);
}
