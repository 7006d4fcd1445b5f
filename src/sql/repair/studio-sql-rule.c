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

/* Whether the scanner takes @name, as it is, for one name that no keyword is in the way of. */
static gboolean
is_plain (const char *name)
{
  g_autoptr (StudioSqlText) text = studio_sql_text_new (name);

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isupper (*c) || *c == '"')
      return FALSE;
  return text != NULL && studio_sql_text_get_length (text) == 1 &&
         studio_sql_text_is_name (text, 0);
}

char *
_studio_sql_quote_name (const char *name)
{
  return is_plain (name) ? g_strdup (name) : enclose (name, '"');
}
