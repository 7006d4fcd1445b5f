/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rule.h"

void
_studio_sql_rule_replace (const StudioSqlSubject *subject,
                          StudioSqlEdits *edits,
                          const char *rule,
                          char *message,
                          guint first,
                          guint last,
                          const char *after)
{
  studio_sql_edits_add (edits, rule, message, studio_sql_text_get (subject->text, first)->start,
                        studio_sql_text_get (subject->text, last)->end, after);
  g_free (message);
}

static char *
enclose (const char *text, char quote)
{
  GString *quoted = g_string_new (NULL);

  g_string_append_c (quoted, quote);
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == quote)
        g_string_append_c (quoted, quote);
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, quote);
  return g_string_free (quoted, FALSE);
}

char *
_studio_sql_quote_literal (const char *text)
{
  return enclose (text, '\'');
}

char *
_studio_sql_operand (const char *text)
{
  g_autoptr (StudioSqlText) tokens = studio_sql_text_new (text);
  guint length = tokens != NULL ? studio_sql_text_get_length (tokens) : 0;
  int first = length > 0 ? studio_sql_text_get_kind (tokens, 0) : 0;

  if (length > 0 && first != '-' && first != '+' &&
      studio_sql_text_primary_end (tokens, 0) == length - 1)
    return g_strdup (text);
  return g_strdup_printf ("(%s)", text);
}
