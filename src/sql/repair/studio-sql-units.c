/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-units.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  const char *unit;
  double seconds;
  const char *names; /* between blanks, lower case */
} Unit;

static const Unit units[] = {
  { "microsecond", 0.000001, " microsecond microseconds mcs us usec " },
  { "millisecond", 0.001, " millisecond milliseconds ms msec " },
  { "second", 1, " second seconds sec secs ss s " },
  { "minute", 60, " minute minutes min mins mi n " },
  { "hour", 3600, " hour hours hh hr hrs h " },
  { "day", 86400, " day days dd d dayofmonth day_of_month " },
  { "week", 604800,
    " week weeks wk ww w isowk isoww isoweek iso_week weekiso weekofyear week_iso " },
  { "month", 0, " month months mm mon mons m " },
  { "quarter", 0, " quarter quarters qq q qtr " },
  { "year", 0, " year years yyyy yy y yr yrs isoyear " },
  { "dow", 0, " dow dw weekday dayofweek day_of_week " },
  { "isodow", 0, " isodow dayofweekiso dayofweek_iso dow_iso iso_weekday " },
  { "doy", 0, " doy dy dayofyear day_of_year yearday " },
  { "epoch", 0, " epoch epoch_second epoch_seconds " },
};

static const Unit *
find_unit (const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autofree char *padded = NULL;

  if (*folded == '\0' || strpbrk (folded, " \t\n") != NULL)
    return NULL;
  padded = g_strdup_printf (
      " %s ", g_str_has_prefix (folded, "sql_tsi_") ? folded + strlen ("sql_tsi_") : folded);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strstr (units[i].names, padded) != NULL)
      return &units[i];
  return NULL;
}

const char *
studio_sql_unit_find (const char *name)
{
  const Unit *unit = find_unit (name);

  return unit != NULL ? unit->unit : NULL;
}

double
studio_sql_unit_seconds (const char *unit)
{
  const Unit *found = find_unit (unit);

  return found != NULL ? found->seconds : 0;
}

static gboolean
is_number (const char *text)
{
  char *end = NULL;

  g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && strpbrk (text, "xXnN") == NULL;
}

char *
studio_sql_unit_interval (const char *count, const char *unit)
{
  gboolean calendar = g_str_equal (unit, "month") || g_str_equal (unit, "year");
  gboolean quarter = g_str_equal (unit, "quarter");

  if (!calendar && !quarter && studio_sql_unit_seconds (unit) == 0)
    return NULL;
  if (is_number (count))
    {
      if (quarter && strchr (count, '.') == NULL)
        return g_strdup_printf ("INTERVAL '%" G_GINT64_FORMAT " months'",
                                3 * g_ascii_strtoll (count, NULL, 10));
      return quarter ? NULL
                     : g_strdup_printf ("INTERVAL '%s %s%s'", count, unit,
                                        g_str_equal (count, "1") ? "" : "s");
    }
  if (quarter)
    return g_strdup_printf ("(%s * INTERVAL '3 months')", count);
  return g_strdup_printf ("(%s * INTERVAL '1 %s')", count, unit);
}

static gpointer
load_formats (gpointer data)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
      "/org/example/KpiStudio/engine/sql/time-formats.ini", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GKeyFile *formats = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (bytes == NULL || !g_key_file_load_from_bytes (formats, bytes, G_KEY_FILE_NONE, &error))
    g_error ("The list of time formats cannot be read: %s",
             error != NULL ? error->message : "it is not there");
  return formats;
}

/* Letters and quotes between codes stand for themselves only in double quotes. */
static void
append_plain (GString *pattern, const char *text, gsize length)
{
  if (length == 0)
    return;
  if (length == 1 && !g_ascii_isalnum (*text) && *text != '"' && *text != '\\')
    {
      g_string_append_c (pattern, *text);
      return;
    }
  g_string_append_c (pattern, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"' || text[i] == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, text[i]);
    }
  g_string_append_c (pattern, '"');
}

/* The bytes at @text that stand for themselves. */
static gsize
plain_length (const char *text, gboolean percent)
{
  gsize length = 0;

  while (text[length] != '\0' &&
         (percent ? text[length] != '%' : !g_ascii_isalpha (text[length]) && text[length] != '\''))
    length++;
  return length;
}

/* Copies a run of plain text; only runs with letters in them need quotes. */
static void
append_run (GString *pattern, const char *text, gsize length)
{
  gboolean special = FALSE;

  for (gsize i = 0; i < length; i++)
    special = special || g_ascii_isalnum (text[i]) || (guchar) text[i] >= 0x80 || text[i] == '"' ||
              text[i] == '\\';
  if (special)
    append_plain (pattern, text, length);
  else
    g_string_append_len (pattern, text, length);
}

/* The bytes at @text that make one code, or a quoted piece of a pattern. */
static gsize
code_length (const char *text, gboolean percent)
{
  gsize length = 1;

  if (percent)
    return text[1] != '\0' ? 2 : 1;
  if (*text == '\'')
    {
      while (text[length] != '\0' && text[length] != '\'')
        length++;
      return text[length] == '\'' ? length + 1 : length;
    }
  while (text[length] == *text)
    length++;
  return length;
}

static gboolean
append_code (GString *pattern, GKeyFile *formats, const char *group, const char *text, gsize length)
{
  g_autofree char *code = g_strndup (*text == '%' ? text + 1 : text, *text == '%' ? 1 : length);
  g_autofree char *found = NULL;

  if (g_str_equal (code, "%"))
    {
      g_string_append_c (pattern, '%');
      return TRUE;
    }
  if (*text == '\'')
    {
      if (length < 2 || text[length - 1] != '\'')
        return FALSE;
      append_plain (pattern, text + 1, length - 2);
      return TRUE;
    }
  found = g_key_file_get_string (formats, group, code, NULL);
  if (found == NULL)
    return FALSE;
  g_string_append (pattern, found);
  return TRUE;
}

char *
studio_sql_time_format_convert (const char *group, const char *format)
{
  static GOnce once = G_ONCE_INIT;
  GKeyFile *formats = g_once (&once, load_formats, NULL);
  gboolean percent = !g_str_equal (group, "pattern");
  g_autoptr (GString) pattern = g_string_new (NULL);

  while (*format != '\0')
    {
      gsize plain = plain_length (format, percent);
      gsize code;

      append_run (pattern, format, plain);
      format += plain;
      if (*format == '\0')
        break;
      code = code_length (format, percent);
      if (!append_code (pattern, formats, group, format, code))
        return NULL;
      format += code;
    }
  return g_string_free (g_steal_pointer (&pattern), FALSE);
}
