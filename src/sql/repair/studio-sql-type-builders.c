/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-call.h"
#include "sql/repair/studio-sql-type-names.h"

#include <string.h>

/* A type, by its tokens, as PostgreSQL calls it. */
static char *
dup_type (const StudioSqlText *text, StudioSqlRange range)
{
  char *converted = studio_sql_type_name_convert (text, range.first, range.last);

  return converted != NULL ? converted : studio_sql_text_dup_range (text, range);
}

/* t x */
static char *
build_convert (StudioSqlCall *call, const char *const *words)
{
  StudioSqlRange range;
  g_autofree char *value = studio_sql_call_raw (call, words[1]);
  g_autofree char *type = NULL;

  if (!studio_sql_call_get (call, words[0], &range))
    return NULL;
  type = dup_type (call->subject->text, range);
  return g_strdup_printf ("CAST(%s AS %s)", value, type);
}

/* The to_char() format of a style of SQL Server's CONVERT(). */
static const char *
find_style (int style)
{
  static const struct
  {
    int style;
    const char *format;
  } styles[] = {
    { 1, "MM/DD/YY" },
    { 3, "DD/MM/YY" },
    { 23, "YYYY-MM-DD" },
    { 101, "MM/DD/YYYY" },
    { 102, "YYYY.MM.DD" },
    { 103, "DD/MM/YYYY" },
    { 104, "DD.MM.YYYY" },
    { 105, "DD-MM-YYYY" },
    { 106, "DD Mon YYYY" },
    { 107, "Mon DD, YYYY" },
    { 108, "HH24:MI:SS" },
    { 110, "MM-DD-YYYY" },
    { 111, "YYYY/MM/DD" },
    { 112, "YYYYMMDD" },
    { 120, "YYYY-MM-DD HH24:MI:SS" },
    { 121, "YYYY-MM-DD HH24:MI:SS.MS" },
    { 126, "YYYY-MM-DD\"T\"HH24:MI:SS.MS" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (styles[i].style == style)
      return styles[i].format;
  return NULL;
}

/* t x style: a date as text, cut to the length of the type. */
static char *
build_convert_style (StudioSqlCall *call, const char *const *words)
{
  StudioSqlRange range;
  const StudioSqlText *text = call->subject->text;
  g_autofree char *type = NULL, *time = NULL, *style = NULL, *length = NULL;
  const char *format;

  if (!studio_sql_call_get (call, words[0], &range))
    return NULL;
  type = dup_type (text, range);
  if (!studio_sql_type_name_is_text (type))
    return build_convert (call, words);
  style = studio_sql_call_raw (call, words[2]);
  format = find_style (atoi (style));
  if (format == NULL)
    return NULL;
  time = studio_sql_call_time (call, words[1]);
  if (!studio_sql_text_is_number (text, range.first + 2))
    return g_strdup_printf ("to_char(%s, '%s')", time, format);
  length = studio_sql_text_dup (text, range.first + 2, range.first + 2);
  if (atoi (length) >= (int) strlen (format))
    return g_strdup_printf ("to_char(%s, '%s')", time, format);
  return g_strdup_printf ("left(to_char(%s, '%s'), %s)", time, format, length);
}

/* MySQL's CONVERT(x USING charset): all text is UTF-8 here. */
static char *
build_convert_using (StudioSqlCall *call, const char *const *words)
{
  const StudioSqlText *text = call->subject->text;
  StudioSqlRange range;

  if (!studio_sql_call_get (call, words[0], &range) || range.last < range.first + 2 ||
      !studio_sql_text_is (text, range.last - 1, "USING"))
    return NULL;
  range.last -= 2;
  return studio_sql_call_operand_of (text, range);
}

/* A cast that gives NULL where the value is no number, instead of an error. */
static char *
try_number (const char *value, const char *type)
{
  g_autofree char *folded = g_ascii_strdown (type, -1);
  gboolean whole = strstr (folded, "int") != NULL;

  return g_strdup_printf ("(CASE WHEN (%s)::text ~ '^\\s*[-+]?%s\\s*$' THEN (%s)::text::%s END)",
                          value, whole ? "[0-9]+" : "[0-9]*\\.?[0-9]+", value, type);
}

static char *
try_cast (const StudioSqlCall *call, const char *value, StudioSqlRange type)
{
  g_autofree char *own = dup_type (call->subject->text, type);

  if (studio_sql_type_name_is_number (own))
    return try_number (value, own);
  return g_strdup_printf ("CAST(%s AS %s)", value, own);
}

/* x [type]: x is “value AS type” when no type is given. */
static char *
build_try_cast (StudioSqlCall *call, const char *const *words)
{
  static const char *const as[] = { "AS", NULL };
  const StudioSqlText *text = call->subject->text;
  StudioSqlRange range;
  g_autofree char *value = NULL;
  guint at;

  if (!studio_sql_call_get (call, words[0], &range))
    return NULL;
  if (words[1] != NULL)
    {
      value = studio_sql_call_raw (call, words[0]);
      return try_number (value, g_str_equal (words[1], "double") ? "double precision" : words[1]);
    }
  at = studio_sql_text_find (text, range.first, as);
  if (at == STUDIO_SQL_NOWHERE || at <= range.first || at >= range.last)
    return NULL;
  value = studio_sql_text_dup (text, range.first, at - 1);
  return try_cast (call, value, (StudioSqlRange){ at + 1, range.last });
}

/* t x */
static char *
build_try_convert (StudioSqlCall *call, const char *const *words)
{
  StudioSqlRange range;
  g_autofree char *value = studio_sql_call_raw (call, words[1]);

  return studio_sql_call_get (call, words[0], &range) ? try_cast (call, value, range) : NULL;
}

const StudioSqlNamedBuilder _studio_sql_type_builders[] = {
  { "convert", build_convert },
  { "convert-style", build_convert_style },
  { "convert-using", build_convert_using },
  { "try-cast", build_try_cast },
  { "try-convert", build_try_convert },
  { NULL, NULL },
};
