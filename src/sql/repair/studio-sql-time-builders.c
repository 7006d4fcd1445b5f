/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-call.h"
#include "sql/repair/studio-sql-units.h"

#include <string.h>

/* Whether @unit is one of @list, which is words between blanks. */
static gboolean
is_among (const char *list, const char *unit)
{
  g_autofree char *padded = g_strdup_printf (" %s ", unit);

  return strstr (list, padded) != NULL;
}

/* The count without its sign, when it is a literal number. */
static char *
dup_count (const StudioSqlCall *call, const char *name, gboolean *negative)
{
  StudioSqlRange range;
  const StudioSqlText *text = call->subject->text;

  *negative = FALSE;
  if (studio_sql_call_get (call, name, &range) && range.last == range.first + 1 &&
      studio_sql_text_get_kind (text, range.first) == '-' &&
      studio_sql_text_is_number (text, range.last))
    {
      *negative = TRUE;
      return studio_sql_text_dup (text, range.last, range.last);
    }
  return studio_sql_call_operand (call, name);
}

/* x n u */
static char *
shift (StudioSqlCall *call, const char *const *words, gboolean later)
{
  const char *unit = studio_sql_call_unit (call, words[2]);
  g_autofree char *time = studio_sql_call_time (call, words[0]);
  g_autofree char *count = NULL, *interval = NULL;
  gboolean negative = FALSE;

  if (unit == NULL)
    return NULL;
  count = dup_count (call, words[1], &negative);
  interval = studio_sql_unit_interval (count, unit);
  if (interval == NULL)
    return NULL;
  return g_strdup_printf ("(%s %c %s)", time, later == negative ? '-' : '+', interval);
}

static char *
build_later (StudioSqlCall *call, const char *const *words)
{
  return shift (call, words, TRUE);
}

static char *
build_earlier (StudioSqlCall *call, const char *const *words)
{
  return shift (call, words, FALSE);
}

/* n u */
static char *
build_interval (StudioSqlCall *call, const char *const *words)
{
  const char *unit = studio_sql_call_unit (call, words[1]);
  g_autofree char *count = studio_sql_call_operand (call, words[0]);

  return unit != NULL ? studio_sql_unit_interval (count, unit) : NULL;
}

/* The months or years from @a to @b by calendar page, as SQL. */
static char *
calendar_boundaries (const char *unit, const char *a, const char *b)
{
  if (g_str_equal (unit, "year"))
    return g_strdup_printf ("(EXTRACT(YEAR FROM %s) - EXTRACT(YEAR FROM %s))::int", b, a);
  if (g_str_equal (unit, "quarter"))
    return g_strdup_printf (
        "((EXTRACT(YEAR FROM %s) - EXTRACT(YEAR FROM %s)) * 4 + EXTRACT(QUARTER "
        "FROM %s) - EXTRACT(QUARTER FROM %s))::int",
        b, a, b, a);
  return g_strdup_printf ("((EXTRACT(YEAR FROM %s) - EXTRACT(YEAR FROM %s)) * 12 + EXTRACT(MONTH "
                          "FROM %s) - EXTRACT(MONTH FROM %s))::int",
                          b, a, b, a);
}

/* u a b: how many boundaries of the unit lie between a and b. */
static char *
build_boundaries (StudioSqlCall *call, const char *const *words)
{
  const char *unit = studio_sql_call_unit (call, words[0]);
  g_autofree char *a = studio_sql_call_time (call, words[1]);
  g_autofree char *b = studio_sql_call_time (call, words[2]);

  if (unit == NULL || is_among (" microsecond millisecond dow isodow epoch ", unit))
    return NULL;
  if (g_str_equal (unit, "day") || g_str_equal (unit, "doy"))
    {
      g_autofree char *from = studio_sql_call_date (call, words[1]);
      g_autofree char *to = studio_sql_call_date (call, words[2]);

      return g_strdup_printf ("(%s - %s)", to, from);
    }
  if (g_str_equal (unit, "week"))
    return g_strdup_printf ("((date_trunc('week', %s)::date - date_trunc('week', %s)::date) / 7)",
                            b, a);
  if (studio_sql_unit_seconds (unit) == 0)
    return calendar_boundaries (unit, a, b);
  return g_strdup_printf (
      "(EXTRACT(EPOCH FROM date_trunc('%s', %s) - date_trunc('%s', %s)) / %.0f)::bigint", unit, b,
      unit, a, studio_sql_unit_seconds (unit));
}

/* A point in time as a timestamp, so that subtracting two always gives an interval. */
static char *
dup_timestamp (const StudioSqlCall *call, const char *name)
{
  g_autofree char *operand = studio_sql_call_operand (call, name);

  return g_strconcat (operand, "::timestamp", NULL);
}

/* u a b: how many whole units have passed from a to b. */
static char *
build_elapsed (StudioSqlCall *call, const char *const *words)
{
  const char *unit = studio_sql_call_unit (call, words[0]);
  g_autofree char *a = dup_timestamp (call, words[1]);
  g_autofree char *b = dup_timestamp (call, words[2]);
  double seconds = unit != NULL ? studio_sql_unit_seconds (unit) : 0;

  if (unit == NULL)
    return NULL;
  if (g_str_equal (unit, "microsecond") || g_str_equal (unit, "millisecond"))
    return g_strdup_printf ("TRUNC(EXTRACT(EPOCH FROM %s - %s) * %.0f)::bigint", b, a, 1 / seconds);
  if (seconds > 1)
    return g_strdup_printf ("TRUNC(EXTRACT(EPOCH FROM %s - %s) / %.0f)::bigint", b, a, seconds);
  if (seconds > 0)
    return g_strdup_printf ("TRUNC(EXTRACT(EPOCH FROM %s - %s))::bigint", b, a);
  if (g_str_equal (unit, "year"))
    return g_strdup_printf ("EXTRACT(YEAR FROM age(%s, %s))::int", b, a);
  if (g_str_equal (unit, "month"))
    return g_strdup_printf (
        "(EXTRACT(YEAR FROM age(%s, %s)) * 12 + EXTRACT(MONTH FROM age(%s, %s)))::int", b, a, b, a);
  if (g_str_equal (unit, "quarter"))
    return g_strdup_printf (
        "TRUNC((EXTRACT(YEAR FROM age(%s, %s)) * 12 + EXTRACT(MONTH FROM age(%s, "
        "%s))) / 3)::int",
        b, a, b, a);
  return NULL;
}

/* a b: Oracle counts the days that are left as thirty-firsts of a month. */
static char *
build_months_between (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *a = studio_sql_call_time (call, words[0]);
  g_autofree char *b = studio_sql_call_time (call, words[1]);

  return g_strdup_printf (
      "((EXTRACT(YEAR FROM %s) - EXTRACT(YEAR FROM %s)) * 12 + EXTRACT(MONTH FROM "
      "%s) - EXTRACT(MONTH FROM %s) + (EXTRACT(DAY FROM %s) - EXTRACT(DAY FROM "
      "%s)) / 31)",
      a, b, a, b, a, b);
}

/* x n */
static char *
build_end_of_month (StudioSqlCall *call, const char *const *words)
{
  const char *const shifted[] = { words[0], words[1], "month", NULL };
  g_autofree char *time = build_later (call, shifted);

  return time != NULL ? g_strdup_printf (
                            "(date_trunc('month', %s) + INTERVAL '1 month - 1 day')::date", time)
                      : NULL;
}

/* x u */
static char *
build_last_day (StudioSqlCall *call, const char *const *words)
{
  const char *unit = studio_sql_call_unit (call, words[1]);
  g_autofree char *time = studio_sql_call_time (call, words[0]);

  if (unit == NULL || !is_among (" week month quarter year ", unit))
    return NULL;
  return g_strdup_printf ("(date_trunc('%s', %s) + INTERVAL '%s - 1 day')::date", unit, time,
                          g_str_equal (unit, "quarter") ? "3 months"
                          : g_str_equal (unit, "week")  ? "1 week"
                          : g_str_equal (unit, "year")  ? "1 year"
                                                        : "1 month");
}

/* u x */
static char *
build_part (StudioSqlCall *call, const char *const *words)
{
  const char *unit = studio_sql_call_unit (call, words[0]);
  g_autofree char *time = studio_sql_call_time (call, words[1]);
  g_autofree char *upper = unit != NULL ? g_ascii_strup (unit, -1) : NULL;

  if (unit == NULL)
    return NULL;
  if (g_str_equal (unit, "dow"))
    return g_strdup_printf ("(EXTRACT(DOW FROM %s)::int + 1)", time);
  if (g_str_equal (unit, "epoch"))
    return g_strdup_printf ("EXTRACT(EPOCH FROM %s)::bigint", time);
  if (g_str_equal (unit, "second"))
    return g_strdup_printf ("FLOOR(EXTRACT(SECOND FROM %s))::int", time);
  if (is_among (" microsecond millisecond ", unit))
    return NULL;
  return g_strdup_printf ("EXTRACT(%s FROM %s)::int", upper, time);
}

/* EXTRACT(unit FROM x) and EXTRACT(unit, x), with units that PostgreSQL has not. */
static char *
build_extract (StudioSqlCall *call, const char *const *words)
{
  static const struct
  {
    const char *unit;
    const char *format;
  } units[] = {
    { "dayofweek", "(EXTRACT(DOW FROM %s) + 1)" },
    { "weekday", "EXTRACT(DOW FROM %s)" },
    { "dayofyear", "EXTRACT(DOY FROM %s)" },
    { "isoweek", "EXTRACT(WEEK FROM %s)" },
    { "weekofyear", "EXTRACT(WEEK FROM %s)" },
    { "year_month", "to_char(%s, 'YYYYMM')::int" },
    { "date", "(%s)::date" },
    { "time", "(%s)::time" },
  };
  const StudioSqlText *text = call->subject->text;
  guint first = call->open + 1;
  gboolean comma = studio_sql_text_get_kind (text, first + 1) == ',';
  g_autofree char *unit = studio_sql_text_dup_name (text, first);
  g_autofree char *time = studio_sql_text_dup (text, first + 2, call->close - 1);

  if (first + 2 >= call->close || (!comma && !studio_sql_text_is (text, first + 1, "FROM")))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].unit, unit))
      {
        g_auto (GStrv) halves = g_strsplit (units[i].format, "%s", 2);

        return g_strjoinv (time, halves);
      }
  return comma && studio_sql_unit_find (unit) != NULL
             ? g_strdup_printf ("EXTRACT(%s FROM %s)", unit, time)
             : NULL;
}

/* u x */
static char *
build_part_name (StudioSqlCall *call, const char *const *words)
{
  const char *unit = studio_sql_call_unit (call, words[0]);
  g_autofree char *time = studio_sql_call_time (call, words[1]);
  g_autofree char *part = NULL;

  if (unit != NULL && g_str_equal (unit, "month"))
    return g_strdup_printf ("to_char(%s, 'FMMonth')", time);
  if (unit != NULL && g_str_has_suffix (unit, "dow"))
    return g_strdup_printf ("to_char(%s, 'FMDay')", time);
  part = build_part (call, words);
  return part != NULL ? g_strconcat (part, "::text", NULL) : NULL;
}

/* x u; a unit in quotes in front is PostgreSQL's own order, and what follows a column that has the
 * name of a unit. */
static char *
build_truncate (StudioSqlCall *call, const char *const *words)
{
  const char *unit = studio_sql_call_unit (call, words[1]);
  g_autofree char *first = studio_sql_call_raw (call, words[0]);
  g_autofree char *time = studio_sql_call_time (call, words[0]);

  if (unit == NULL || is_among (" dow isodow doy epoch ", unit) ||
      (*first == '\'' && studio_sql_call_unit (call, words[0]) != NULL))
    return NULL;
  return g_strdup_printf ("date_trunc('%s', %s)", unit, time);
}

/* x p: Oracle's format models of TRUNC(date). */
static char *
build_oracle_truncate (StudioSqlCall *call, const char *const *words)
{
  static const struct
  {
    const char *unit;
    const char *models;
  } models[] = {
    { "year", " SYYYY YYYY YEAR SYEAR YYY YY Y " },
    { "quarter", " Q QUARTER " },
    { "month", " MONTH MON MM RM " },
    { "week", " IW " },
    { "day", " DDD DD J " },
    { "hour", " HH HH12 HH24 " },
    { "minute", " MI " },
  };
  g_autofree char *model = studio_sql_call_string (call, words[1]);
  g_autofree char *upper = g_ascii_strup (model, -1);
  g_autofree char *time = studio_sql_call_time (call, words[0]);

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (is_among (models[i].models, upper))
      return g_strdup_printf ("date_trunc('%s', %s)", models[i].unit, time);
  return NULL;
}

static char *
dup_format (const StudioSqlCall *call, const char *name, const char *group)
{
  g_autofree char *format = studio_sql_call_string (call, name);
  g_autofree char *converted = NULL;

  if (format == NULL)
    return NULL;
  /* Spark’s DATE_FORMAT() takes Java’s patterns. */
  if (strchr (format, '%') == NULL)
    group = "pattern";
  converted = studio_sql_time_format_convert (group, format);
  return converted != NULL ? _studio_sql_quote_literal (converted) : NULL;
}

/* x f group */
static char *
build_format (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *format = dup_format (call, words[1], words[2]);
  g_autofree char *time = studio_sql_call_time (call, words[0]);

  return format != NULL ? g_strdup_printf ("to_char(%s, %s)", time, format) : NULL;
}

/* n f */
static char *
build_format_epoch (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *format = dup_format (call, words[1], "mysql");
  g_autofree char *seconds = studio_sql_call_raw (call, words[0]);

  return format != NULL ? g_strdup_printf ("to_char(to_timestamp(%s), %s)", seconds, format) : NULL;
}

/* x f group */
static char *
build_parse (StudioSqlCall *call, const char *const *words)
{
  static const char *const clock[] = { "HH", "MI", "SS", "US", "MS" };
  g_autofree char *format = dup_format (call, words[1], words[2]);
  g_autofree char *value = studio_sql_call_raw (call, words[0]);

  if (format == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (clock); i++)
    if (strstr (format, clock[i]) != NULL)
      return g_strdup_printf ("to_timestamp(%s, %s)::timestamp", value, format);
  return g_strdup_printf ("to_date(%s, %s)", value, format);
}

/* x a b: from one zone to the other. */
static char *
build_convert_zone (StudioSqlCall *call, const char *const *words)
{
  g_autofree char *time = studio_sql_call_operand (call, words[0]);
  g_autofree char *from = studio_sql_call_string (call, words[1]);
  g_autofree char *to = studio_sql_call_string (call, words[2]);
  g_autofree char *quoted_from = NULL, *quoted_to = NULL;

  if (from == NULL || to == NULL)
    return NULL;
  if (g_ascii_strcasecmp (from, "SYSTEM") == 0 || g_ascii_strcasecmp (to, "SYSTEM") == 0)
    return NULL;
  quoted_from = _studio_sql_quote_literal (from);
  quoted_to = _studio_sql_quote_literal (to);
  /* As text, an offset would be read with the sign turned round, as POSIX has it. */
  return g_strdup_printf ("(%s::timestamp AT TIME ZONE %s%s AT TIME ZONE %s%s)", time,
                          *from == '+' || *from == '-' ? "INTERVAL " : "", quoted_from,
                          *to == '+' || *to == '-' ? "INTERVAL " : "", quoted_to);
}

const StudioSqlNamedBuilder _studio_sql_time_builders[] = {
  { "later", build_later },
  { "earlier", build_earlier },
  { "interval", build_interval },
  { "extract", build_extract },
  { "boundaries", build_boundaries },
  { "elapsed", build_elapsed },
  { "months-between", build_months_between },
  { "end-of-month", build_end_of_month },
  { "last-day", build_last_day },
  { "part", build_part },
  { "part-name", build_part_name },
  { "truncate", build_truncate },
  { "oracle-truncate", build_oracle_truncate },
  { "format", build_format },
  { "format-epoch", build_format_epoch },
  { "parse", build_parse },
  { "convert-zone", build_convert_zone },
  { NULL, NULL },
};
