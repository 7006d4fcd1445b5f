/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-lookup.h"

#include "sql/lint/studio-sql-near-miss.h"

#include <glib/gi18n-lib.h>

StudioSqlRange
studio_sql_lookup_tokens (const StudioSqlSubject *subject, int location)
{
  guint first = studio_sql_text_at (subject->text, location);
  guint last = first;

  while (studio_sql_text_get_kind (subject->text, last + 1) == '.' &&
         studio_sql_text_is_word (subject->text, last + 2))
    last += 2;
  return (StudioSqlRange){ first, last };
}

guint
studio_sql_lookup_qualifier (const StudioSqlSubject *subject, const StudioSqlReference *reference)
{
  StudioSqlRange tokens = studio_sql_lookup_tokens (subject, reference->node->location);

  if (reference->qualifier == NULL || tokens.first == STUDIO_SQL_NOWHERE)
    return STUDIO_SQL_NOWHERE;
  if (g_strcmp0 (reference->name, "*") == 0)
    return tokens.last;
  return tokens.last >= tokens.first + 2 ? tokens.last - 2 : STUDIO_SQL_NOWHERE;
}

gboolean
studio_sql_lookup_is_complete (const StudioSqlQuery *query)
{
  for (guint i = 0; i < query->sources->len; i++)
    if (!((const StudioSqlSource *) g_ptr_array_index (query->sources, i))->complete)
      return FALSE;
  return query->sources->len > 0;
}

static const StudioSqlColumn *
find_column (const StudioSqlSource *source, const char *name)
{
  for (guint i = 0; i < source->columns->len; i++)
    {
      const StudioSqlColumn *column = g_ptr_array_index (source->columns, i);

      if (g_strcmp0 (column->name, name) == 0)
        return column;
    }
  return NULL;
}

const StudioSqlSource *
studio_sql_lookup_owner (const StudioSqlQuery *query, const char *name, gboolean any)
{
  const StudioSqlSource *owner = NULL;

  for (guint i = 0; i < query->sources->len; i++)
    {
      const StudioSqlSource *source = g_ptr_array_index (query->sources, i);

      if (source->name == NULL || find_column (source, name) == NULL)
        continue;
      if (owner != NULL)
        return any ? owner : NULL;
      owner = source;
    }
  return owner;
}

void
studio_sql_lookup_begin (StudioSqlEdits *edits, const char *rule, char *message)
{
  studio_sql_edits_begin (edits, rule, message);
  g_free (message);
}

void
studio_sql_lookup_rename (const StudioSqlSubject *subject,
                          StudioSqlEdits *edits,
                          guint token,
                          const char *name)
{
  const StudioSqlToken *place = studio_sql_text_get (subject->text, token);
  g_autofree char *quoted = studio_sql_quote_name (name);

  studio_sql_edits_replace (edits, place->start, place->end, quoted);
}

void
studio_sql_lookup_requalify (const StudioSqlSubject *subject,
                             StudioSqlEdits *edits,
                             const StudioSqlReference *reference,
                             const StudioSqlSource *owner)
{
  guint first = studio_sql_text_at (subject->text, reference->node->location);
  guint last = studio_sql_lookup_qualifier (subject, reference);
  g_autofree char *quoted = studio_sql_quote_name (owner->name);

  if (last == STUDIO_SQL_NOWHERE)
    return;
  studio_sql_lookup_begin (
      edits, "table-qualifier",
      g_strdup_printf (_ ("The column “%s” is one of “%s”."), reference->name, owner->name));
  studio_sql_edits_replace (edits, studio_sql_text_get (subject->text, first)->start,
                            studio_sql_text_get (subject->text, last)->end, quoted);
}

char *
studio_sql_lookup_explain (const char *written, const char *meant)
{
  if (g_ascii_strcasecmp (written, meant) == 0)
    return g_strdup_printf (
        _ ("“%s” has capital letters, which PostgreSQL only sees within quotes."), meant);
  return g_strdup_printf (_ ("“%s” does not exist; “%s” must be meant."), written, meant);
}
