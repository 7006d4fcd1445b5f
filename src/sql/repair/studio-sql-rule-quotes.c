/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"
#include "sql/repair/studio-sql-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether a table or column is spelt exactly so. */
static gboolean
is_spelt_so (const StudioSqlSubject *subject, const char *name)
{
  guint n = subject->schema != NULL ? studio_sql_schema_get_n_tables (subject->schema) : 0;

  for (guint i = 0; i < n; i++)
    {
      const StudioSqlTable *table = studio_sql_schema_get_table (subject->schema, i);
      StudioField *field = studio_sql_table_find_field (table, name);

      if (g_str_equal (table->name, name) ||
          (field != NULL && g_str_equal (studio_field_get_name (field), name)))
        return TRUE;
    }
  return FALSE;
}

/* A name out of foreign quotes. Other dialects hardly care for case, so capitals alone do not make
 * quotes necessary, unless the schema spells it so. */
static char *
write_name (const StudioSqlSubject *subject, const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autofree char *quoted = studio_sql_quote_name (folded);

  if (g_str_equal (quoted, folded) && !is_spelt_so (subject, name))
    return g_strdup (name);
  return studio_sql_quote_name (name);
}

/* Dotted names come in one pair of quotes too (BigQuery); of those the table is the last part. */
static char *
write_names (const StudioSqlSubject *subject, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", -1);
  guint n = g_strv_length (parts);
  g_autoptr (GString) written = g_string_new (NULL);

  if (n > 1 &&
      (n > 2 || (subject->schema != NULL &&
                 studio_sql_schema_find_table (subject->schema, parts[0], parts[1]) == NULL &&
                 studio_sql_schema_find_table (subject->schema, NULL, parts[1]) != NULL)))
    return write_name (subject, parts[n - 1]);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *part = write_name (subject, parts[i]);

      g_string_append_printf (written, "%s%s", i > 0 ? "." : "", part);
    }
  return g_string_free (g_steal_pointer (&written), FALSE);
}

static void
mend (const StudioSqlSubject *subject, StudioSqlEdits *edits, gsize start, gsize end)
{
  g_autofree char *name =
      g_strndup (studio_sql_text_get_sql (subject->text) + start + 1, end - start - 2);
  g_autofree char *after = write_names (subject, name);

  studio_sql_edits_add (edits, "name-quotes", _ ("PostgreSQL quotes names with \" where it must."),
                        start, end, after);
}

/* A backtick is an operator’s character to the scanner and may stick to others: “=`a`”. */
static void
mend_backticks (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const char *sql = studio_sql_text_get_sql (subject->text);
  gsize done = 0;

  for (guint i = 0; i < studio_sql_text_get_length (subject->text); i++)
    {
      const StudioSqlToken *token = studio_sql_text_get (subject->text, i);
      const char *open = token->kind == PG_QUERY__TOKEN__Op && token->start >= done
                             ? memchr (sql + token->start, '`', token->end - token->start)
                             : NULL;
      gsize length = open != NULL ? strcspn (open + 1, "`\n") : 0;

      if (length == 0 || open[length + 1] != '`')
        continue;
      done = (open - sql) + length + 2;
      mend (subject, edits, open - sql, done);
    }
}

/* Whether “[” at @index begins a name, and not a subscript or an array. */
static gboolean
is_bracketed_name (const StudioSqlText *text, guint index)
{
  guint close = studio_sql_text_match (text, index);
  const StudioSqlToken *before = index > 0 ? studio_sql_text_get (text, index - 1) : NULL;

  if (close == STUDIO_SQL_NOWHERE || close == index + 1 || before == NULL)
    return FALSE;
  if (before->kind == ')' || before->kind == ']' || before->kind == '[' ||
      before->kind == PG_QUERY__TOKEN__IDENT || before->kind == PG_QUERY__TOKEN__ARRAY ||
      before->keyword == PG_QUERY__KEYWORD_KIND__COL_NAME_KEYWORD)
    return FALSE;
  for (guint i = index + 1; i < close; i++)
    if (!studio_sql_text_is_word (text, i) &&
        !(i > index + 1 && studio_sql_text_get_kind (text, i) == PG_QUERY__TOKEN__ICONST))
      return FALSE;
  return TRUE;
}

static void
mend_brackets (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  guint depth = 0;

  for (guint i = 0; i < studio_sql_text_get_length (subject->text); i++)
    {
      int kind = studio_sql_text_get_kind (subject->text, i);
      guint close;

      if (kind == ']' && depth > 0)
        depth--;
      if (kind != '[')
        continue;
      if (depth == 0 && is_bracketed_name (subject->text, i))
        {
          close = studio_sql_text_match (subject->text, i);
          mend (subject, edits, studio_sql_text_get (subject->text, i)->start,
                studio_sql_text_get (subject->text, close)->end);
          i = close;
        }
      else
        depth++;
    }
}

void
_studio_sql_rule_name_quotes (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  if (subject->tree != NULL)
    return;
  mend_backticks (subject, edits);
  mend_brackets (subject, edits);
}

/* Where a value is expected and a column would be odd: after a comparison, in a list, a branch. */
static gboolean
is_value_place (const StudioSqlText *text, guint index)
{
  static const char *const before[] = { "=",     "<>",     "!=",    "==",       "LIKE",
                                        "ILIKE", "THEN",   "ELSE",  "(",        ",",
                                        "||",    "REGEXP", "RLIKE", "INTERVAL", NULL };
  guint open = index;

  if (index < 2 || studio_sql_text_get_kind (text, index + 1) == '.' ||
      !studio_sql_text_is_one_of (text, index - 1, before))
    return FALSE;
  if (studio_sql_text_get_kind (text, index - 1) != '(' &&
      studio_sql_text_get_kind (text, index - 1) != ',')
    return TRUE;
  /* In a list: only one that follows IN, of nothing but such names and literals. */
  while (open > 0 && studio_sql_text_get_kind (text, open) != '(')
    {
      if (!studio_sql_text_is_quoted (text, open) && !studio_sql_text_is_string (text, open) &&
          studio_sql_text_get_kind (text, open) != ',')
        return FALSE;
      open--;
    }
  return open > 0 && studio_sql_text_is (text, open - 1, "IN");
}

/* Whether a name is used for anything but a value anywhere in the statement. */
static gboolean
is_a_name (const StudioSqlSubject *subject, const char *name)
{
  const StudioSqlText *text = subject->text;

  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    {
      g_autofree char *other = NULL;

      if (!studio_sql_text_is_word (text, i) ||
          (studio_sql_text_is_quoted (text, i) && is_value_place (text, i)))
        continue;
      other = studio_sql_text_dup_name (text, i);
      if (g_ascii_strcasecmp (other, name) == 0)
        return TRUE;
    }
  for (guint i = 0; i < studio_sql_schema_get_n_tables (subject->schema); i++)
    if (studio_sql_table_find_field (studio_sql_schema_get_table (subject->schema, i), name) !=
        NULL)
      return TRUE;
  return FALSE;
}

/* Whether all that is read is known whole, so that a name that is missing does not exist. */
static gboolean
knows_all (const StudioSqlSubject *subject)
{
  if (subject->schema == NULL || !studio_sql_schema_is_complete (subject->schema))
    return FALSE;
  for (guint i = 0; i < studio_sql_schema_get_n_tables (subject->schema); i++)
    if (!studio_sql_schema_get_table (subject->schema, i)->loaded)
      return FALSE;
  return TRUE;
}

void
_studio_sql_rule_quoted_strings (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const StudioSqlText *text = subject->text;

  for (guint i = 0; i < studio_sql_text_get_length (text); i++)
    {
      g_autofree char *name = NULL, *literal = NULL;

      if (!studio_sql_text_is_quoted (text, i) || !is_value_place (text, i) || !knows_all (subject))
        continue;
      name = studio_sql_text_dup_name (text, i);
      if (is_a_name (subject, name))
        continue;
      literal = _studio_sql_quote_literal (name);
      _studio_sql_rule_replace (
          subject, edits, "quoted-string",
          g_strdup (_ ("In PostgreSQL \" quotes names; no column has this one, so it is a text.")),
          i, i, literal);
    }
}
