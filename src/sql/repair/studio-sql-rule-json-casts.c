/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* `data->>'price'::numeric` casts the key, not the value. */

static gboolean
is_arrow (const StudioSqlText *text, guint index)
{
  return studio_sql_text_is (text, index, "->>") || studio_sql_text_is (text, index, "->") ||
         studio_sql_text_is (text, index, "#>>") || studio_sql_text_is (text, index, "#>");
}

/* Whether the key of the arrow at @index is cast to something that no key is. */
static gboolean
casts_key (const StudioSqlText *text, guint index)
{
  static const char *const keys[] = { "text", "varchar", "integer", "int", "int4", NULL };
  g_autofree char *key = NULL;

  if (!is_arrow (text, index) || !studio_sql_text_is_string (text, index + 1) ||
      studio_sql_text_get_kind (text, index + 2) != PG_QUERY__TOKEN__TYPECAST ||
      studio_sql_text_type_end (text, index + 3) == STUDIO_SQL_NOWHERE)
    return FALSE;
  /* A path is an array of keys. */
  if (studio_sql_text_get_kind (text, studio_sql_text_type_end (text, index + 3)) == ']')
    return FALSE;
  key = studio_sql_text_dup_string (text, index + 1);
  return !studio_sql_text_is_one_of (text, index + 3, keys) ||
         (!studio_sql_text_is (text, index + 3, "text") &&
          !studio_sql_text_is (text, index + 3, "varchar") &&
          strspn (key, "0123456789-") != strlen (key));
}

void
_studio_sql_rule_json_casts (const StudioSqlSubject *subject, StudioSqlEdits *edits)
{
  const StudioSqlText *text = subject->text;

  for (guint i = 1; i < studio_sql_text_get_length (text); i++)
    {
      guint start;

      if (!casts_key (text, i))
        continue;
      start = studio_sql_text_primary_start (text, i - 1);
      while (start != STUDIO_SQL_NOWHERE && start > 1 && is_arrow (text, start - 1))
        start = studio_sql_text_primary_start (text, start - 2);
      if (start == STUDIO_SQL_NOWHERE)
        continue;
      studio_sql_edits_begin (edits, "json-type",
                              _ ("Without brackets the key is cast and not the value."));
      studio_sql_edits_replace (edits, studio_sql_text_get (text, start)->start,
                                studio_sql_text_get (text, start)->start, "(");
      studio_sql_edits_replace (edits, studio_sql_text_get (text, i + 1)->end,
                                studio_sql_text_get (text, i + 1)->end, ")");
      /* `->` gives JSON, which has no cast to most types; `->>` gives text, which has. */
      if (studio_sql_text_is (text, i, "->") || studio_sql_text_is (text, i, "#>"))
        studio_sql_edits_replace (edits, studio_sql_text_get (text, i)->end,
                                  studio_sql_text_get (text, i)->end, ">");
    }
}
