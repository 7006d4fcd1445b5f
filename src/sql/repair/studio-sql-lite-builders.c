/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-call.h"
#include "sql/repair/studio-sql-units.h"

#include <string.h>

/* SQLite's dates: a value and any number of modifiers ('now', '-1 month', 'start of year'). */

/* What a modifier makes of @time; NULL when PostgreSQL has nothing of the kind. */
static char *
modify (const char *time, const char *modifier)
{
  g_autofree char *folded = g_ascii_strdown (modifier, -1);
  g_auto (GStrv) words = NULL;
  const char *unit = NULL;
  char *end = NULL;

  g_strstrip (folded);
  if (g_str_equal (folded, "localtime") || g_str_equal (folded, "utc"))
    return g_strdup (time);
  if (g_str_has_prefix (folded, "start of "))
    {
      unit = studio_sql_unit_find (folded + strlen ("start of "));
      return unit != NULL ? g_strdup_printf ("date_trunc('%s', %s)", unit, time) : NULL;
    }
  words = g_strsplit (folded, " ", -1);
  if (g_strv_length (words) != 2)
    return NULL;
  g_ascii_strtoll (words[0], &end, 10);
  unit = studio_sql_unit_find (words[1]);
  if (end == words[0] || *end != '\0' || unit == NULL)
    return NULL;
  return g_strdup_printf ("(%s %c INTERVAL '%s %s')", time, *words[0] == '-' ? '-' : '+',
                          words[0] + strspn (words[0], "+-"), words[1]);
}

/* The value with all modifiers; @now stands for 'now'. */
static char *
dup_time (StudioSqlCall *call, const char *name, guint first_modifier, const char *now)
{
  g_autofree char *literal = studio_sql_call_string (call, name);
  char *time = literal != NULL && g_ascii_strcasecmp (literal, "now") == 0
                   ? g_strdup (now)
                   : studio_sql_call_time (call, name);

  for (guint i = first_modifier; i < call->arguments->len && time != NULL; i++)
    {
      StudioSqlRange range = g_array_index (call->arguments, StudioSqlRange, i);
      g_autofree char *modifier = NULL;
      char *modified = NULL;

      if (range.first == range.last && studio_sql_text_is_string (call->subject->text, range.first))
        {
          modifier = studio_sql_text_dup_string (call->subject->text, range.first);
          modified = modify (time, modifier);
        }
      g_free (time);
      time = modified;
    }
  return time;
}

/* x, then modifiers */
static char *
build_lite_date (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *time = dup_time (call, words[0], 1, "CURRENT_DATE");

  return time != NULL ? g_strdup_printf ("%s::date", time) : NULL;
}

/* x, then modifiers */
static char *
build_lite_datetime (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *time = dup_time (call, words[0], 1, "now()");

  return time != NULL ? g_strdup_printf ("%s::timestamp", time) : NULL;
}

/* x f, then modifiers */
static char *
build_lite_format (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *format = studio_sql_call_string (call, words[1]);
  g_autofree char *time = dup_time (call, words[0], 2, "now()");
  g_autofree char *converted = NULL, *quoted = NULL;

  if (format == NULL || time == NULL)
    return NULL;
  if (g_str_equal (format, "%s"))
    return g_strdup_printf ("EXTRACT(EPOCH FROM %s)::bigint::text", time);
  if (g_str_equal (format, "%w"))
    return g_strdup_printf ("EXTRACT(DOW FROM %s)::int::text", time);
  if (g_str_equal (format, "%J"))
    return g_strdup_printf ("(EXTRACT(EPOCH FROM %s) / 86400 + 2440587.5)", time);
  converted = studio_sql_time_format_convert ("strftime", format);
  if (converted == NULL)
    return NULL;
  quoted = _studio_sql_quote_literal (converted);
  return g_strdup_printf ("to_char(%s, %s)", time, quoted);
}

const StudioSqlNamedBuilder _studio_sql_lite_builders[] = {
  { "lite-date", build_lite_date },
  { "lite-datetime", build_lite_datetime },
  { "lite-format", build_lite_format },
  { NULL, NULL },
};
