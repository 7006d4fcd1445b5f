/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * SQLite 3.35 or later, as Metabase's driver has it. It has no type for dates: they are texts as
 * ISO 8601 writes them, which compare and sort rightly, and what the date functions give and take.
 * It has no percentiles. Facts: sqlite.org/lang_datefunc.html, lang_aggfunc.html, json1.html.
 */

/* Words that are no names without quotes (sqlite.org/lang_keywords.html). */
static const char *const reserved[] = {
  "add",         "all",        "alter",   "and",          "as",           "autoincrement",
  "between",     "case",       "check",   "collate",      "commit",       "constraint",
  "create",      "cross",      "current", "current_date", "current_time", "current_timestamp",
  "default",     "deferrable", "delete",  "distinct",     "drop",         "else",
  "end",         "escape",     "except",  "exists",       "filter",       "foreign",
  "from",        "full",       "group",   "groups",       "having",       "if",
  "in",          "index",      "inner",   "insert",       "intersect",    "into",
  "is",          "isnull",     "join",    "key",          "left",         "like",
  "limit",       "natural",    "not",     "nothing",      "notnull",      "null",
  "of",          "on",         "or",      "order",        "outer",        "over",
  "partition",   "primary",    "range",   "references",   "right",        "row",
  "rows",        "select",     "set",     "table",        "then",         "to",
  "transaction", "union",      "unique",  "update",       "using",        "values",
  "view",        "virtual",    "when",    "where",        "window",       "with",
};

static const char *
type_name (StudioFieldKind kind)
{
  switch ((int) kind)
    {
    case STUDIO_FIELD_INTEGER:
    case STUDIO_FIELD_BOOLEAN:
      return "INTEGER";
    case STUDIO_FIELD_DECIMAL:
    case STUDIO_FIELD_FLOAT:
      return "REAL";
    default:
      return "TEXT";
    }
}

static char *
write_cast (const StudioFragment *value, StudioFieldKind kind)
{
  if (kind == STUDIO_FIELD_DATE)
    return g_strdup_printf ("date(%s)", value->sql);
  if (studio_field_kind_is_temporal (kind))
    return g_strdup_printf ("datetime(%s)", value->sql);
  return g_strdup_printf ("CAST(%s AS %s)", value->sql, type_name (kind));
}

/* CAST makes 0 of what is no number. What JSON has as true is 1 here. */
static char *
write_try_cast (const StudioFragment *value, StudioFieldKind kind)
{
  if (kind == STUDIO_FIELD_BOOLEAN)
    return g_strdup_printf ("CASE WHEN %s IN ('true', 1) THEN 1 WHEN %s IN ('false', 0) THEN 0 END",
                            value->sql, value->sql);
  if (!studio_field_kind_is_number (kind))
    return write_cast (value, kind);
  return g_strdup_printf (
      "CASE WHEN %s GLOB '*[0-9]' AND %s NOT GLOB '*[^0-9.-]*' THEN CAST(%s AS REAL) END",
      value->sql, value->sql, value->sql);
}

static char *
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autofree char *keys = _studio_standard_json_path (path);
  g_autofree char *value = g_strdup_printf ("json_extract(%s, %s)", column, keys);

  if (!studio_field_kind_is_number (kind))
    return g_steal_pointer (&value);
  return g_strdup_printf ("CAST(%s AS REAL)", value);
}

/* Columns of decimals hold whole numbers as integers, whose division would drop the rest. */
static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  g_autofree char *above = _studio_fragment_operand (numerator, STUDIO_PRECEDENCE_MULTIPLICATION);

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("%s * 1.0 / NULLIF(%s, 0)", above, denominator->sql);
}

/* FLOOR is an option of the build, and CAST cuts towards zero. Decimals are kept as doubles there,
 * so that 5.1 / 0.1 is a little less than 51. */
static char *
write_bucket (const StudioFragment *value, const char *width, StudioPrecedence *precedence)
{
  g_autofree char *operand = _studio_fragment_operand (value, STUDIO_PRECEDENCE_MULTIPLICATION);
  g_autofree char *quotient = g_strdup_printf ("ROUND(%s * 1.0 / %s, 9)", operand, width);

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("(CAST(%s AS INTEGER) - (%s < CAST(%s AS INTEGER))) * %s", quotient,
                          quotient, quotient, width);
}

static char *
write_least (const char *const *values)
{
  g_autofree char *list = g_strjoinv (", ", (char **) values);

  return g_strdup_printf ("MIN(%s)", list);
}

/* The start of the period that @time lies in; @more are modifiers to be added. */
static char *
start_of_period (const char *time, StudioGrain grain, const char *more)
{
  switch ((int) grain)
    {
    case STUDIO_GRAIN_MINUTE:
      return g_strdup_printf ("strftime('%%Y-%%m-%%d %%H:%%M:00', %s%s)", time, more);
    case STUDIO_GRAIN_HOUR:
      return g_strdup_printf ("strftime('%%Y-%%m-%%d %%H:00:00', %s%s)", time, more);
    case STUDIO_GRAIN_DAY:
      return g_strdup_printf ("date(%s%s)", time, more);
    case STUDIO_GRAIN_WEEK:
      /* “weekday 1” is the next Monday, or the day itself when it is one. */
      return g_strdup_printf ("date(%s, '-6 days', 'weekday 1'%s)", time, more);
    case STUDIO_GRAIN_QUARTER:
      return g_strdup_printf ("date(%s, 'start of month', '-' || "
                              "((CAST(strftime('%%m', %s) AS INTEGER) - 1) %% 3) || ' months'%s)",
                              time, time, more);
    case STUDIO_GRAIN_YEAR:
      return g_strdup_printf ("date(%s, 'start of year'%s)", time, more);
    default:
      return g_strdup_printf ("date(%s, 'start of month'%s)", time, more);
    }
}

static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  return start_of_period (time->sql, grain, "");
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strdup_printf ("(CAST(strftime('%%w', %s) AS INTEGER) + 6) %% 7 + 1", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf (
      "substr('SunMonTueWedThuFriSat', 3 * CAST(strftime('%%w', %s) AS INTEGER) + 1, 3)",
      time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("CAST(strftime('%%H', %s) AS INTEGER)", time->sql);
}

static char *
write_part (const char *time, const char *format)
{
  return g_strdup_printf ("CAST(strftime('%s', %s) AS INTEGER)", format, time);
}

/* How many starts of months, quarters or years lie between two times. */
static char *
write_months (const StudioFragment *from, const StudioFragment *to, StudioGrain grain)
{
  g_autofree char *first_year = write_part (from->sql, "%Y");
  g_autofree char *last_year = write_part (to->sql, "%Y");
  g_autofree char *first_month = write_part (from->sql, "%m");
  g_autofree char *last_month = write_part (to->sql, "%m");

  if (grain == STUDIO_GRAIN_YEAR)
    return g_strdup_printf ("(%s - %s)", last_year, first_year);
  if (grain == STUDIO_GRAIN_MONTH)
    return g_strdup_printf ("((%s - %s) * 12 + %s - %s)", last_year, first_year, last_month,
                            first_month);
  return g_strdup_printf ("((%s - %s) * 4 + (%s + 2) / 3 - (%s + 2) / 3)", last_year, first_year,
                          last_month, first_month);
}

static char *
write_difference (const StudioFragment *from,
                  const StudioFragment *to,
                  StudioGrain grain,
                  StudioPrecedence *precedence)
{
  g_autofree char *days = NULL;

  if (grain >= STUDIO_GRAIN_MONTH)
    return write_months (from, to, grain);
  days = g_strdup_printf ("(julianday(%s) - julianday(%s))", to->sql, from->sql);
  if (grain == STUDIO_GRAIN_DAY)
    return g_steal_pointer (&days);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  if (grain == STUDIO_GRAIN_WEEK)
    return g_strdup_printf ("%s / 7", days);
  return g_strdup_printf ("%s * %d", days, grain == STUDIO_GRAIN_HOUR ? 24 : 24 * 60);
}

/* A modifier of the date functions: they know neither weeks nor quarters. */
static char *
write_modifier (gint64 count, StudioGrain grain)
{
  gint64 number = count * (grain == STUDIO_GRAIN_WEEK ? 7 : grain == STUDIO_GRAIN_QUARTER ? 3 : 1);
  const char *unit = grain == STUDIO_GRAIN_WEEK ? "day"
                     : grain == STUDIO_GRAIN_QUARTER
                         ? "month"
                         : studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain);

  if (count == 0)
    return g_strdup ("");
  return g_strdup_printf (", '%+" G_GINT64_FORMAT " %s%s'", number, unit,
                          ABS (number) == 1 ? "" : "s");
}

static char *
write_shift (const StudioFragment *time,
             gint64 count,
             StudioGrain grain,
             StudioPrecedence *precedence)
{
  g_autofree char *modifier = write_modifier (count, grain);
  gboolean whole_days = time->kind == STUDIO_FIELD_DATE && grain >= STUDIO_GRAIN_DAY;

  return g_strdup_printf ("%s(%s%s)", whole_days ? "date" : "datetime", time->sql, modifier);
}

static char *
write_today (void)
{
  return g_strdup ("date('now')");
}

static char *
write_now (void)
{
  return g_strdup ("datetime('now')");
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *modifier = write_modifier (offset, grain);

  return start_of_period ("'now'", grain, modifier);
}

/* Times are texts: a date is less than midnight of the same day. */
static char *
write_widen_time (const StudioFragment *time, StudioFieldKind kind)
{
  return g_strdup_printf ("datetime(%s)", time->sql);
}

const StudioCompilerClass *
_studio_compiler_sqlite (void)
{
  static const StudioCompilerClass klass = {
    .name = "SQLite",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .quote_open = '"',
    .quote_close = '"',
    .filter_clause = TRUE,
    .group_by_position = TRUE,
    .nulls_last = TRUE,
    .nulls_sort_low = TRUE,
    .own_step_names = TRUE,
    .text = _studio_standard_text,
    .date = _studio_standard_text,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true,
    .contains = _studio_standard_contains,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_sqlite,
    .ratio = write_ratio,
    .bucket = write_bucket,
    .least = write_least,
    .concat = _studio_standard_concat,
    .truncate = write_truncate,
    .weekday = write_weekday,
    .weekday_name = write_weekday_name,
    .hour_of_day = write_hour_of_day,
    .difference = write_difference,
    .shift = write_shift,
    .today = write_today,
    .now = write_now,
    .period_start = write_period_start,
    .widen_time = write_widen_time,
  };

  return &klass;
}
