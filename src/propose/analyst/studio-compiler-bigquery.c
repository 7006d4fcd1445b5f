/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * BigQuery. It compares times only with their own type, its percentiles as aggregates are
 * approximate, and in a query that groups, a window may not be sorted by the expression that it
 * groups by. Facts: cloud.google.com/bigquery/docs/reference/standard-sql/timestamp_functions,
 * datetime_functions, window-function-calls, lexical#reserved_keywords.
 */

static const char *const reserved[] = {
  "all",
  "and",
  "any",
  "array",
  "as",
  "asc",
  "assert_rows_modified",
  "at",
  "between",
  "both",
  "by",
  "case",
  "cast",
  "check",
  "collate",
  "column",
  "constraint",
  "contains",
  "create",
  "cross",
  "cube",
  "current",
  "current_date",
  "current_time",
  "current_timestamp",
  "default",
  "define",
  "delete",
  "desc",
  "distinct",
  "drop",
  "else",
  "end",
  "enum",
  "escape",
  "except",
  "exclude",
  "exists",
  "extract",
  "false",
  "fetch",
  "following",
  "for",
  "foreign",
  "from",
  "full",
  "grant",
  "group",
  "grouping",
  "groups",
  "hash",
  "having",
  "if",
  "ignore",
  "in",
  "inner",
  "insert",
  "intersect",
  "interval",
  "into",
  "is",
  "join",
  "lateral",
  "left",
  "like",
  "limit",
  "lookup",
  "merge",
  "natural",
  "new",
  "no",
  "not",
  "null",
  "nulls",
  "of",
  "offset",
  "on",
  "or",
  "order",
  "outer",
  "over",
  "partition",
  "preceding",
  "primary",
  "proto",
  "qualify",
  "range",
  "recursive",
  "references",
  "respect",
  "right",
  "rollup",
  "rows",
  "select",
  "set",
  "some",
  "struct",
  "table",
  "tablesample",
  "then",
  "to",
  "treat",
  "true",
  "unbounded",
  "union",
  "unique",
  "unnest",
  "update",
  "user",
  "using",
  "values",
  "when",
  "where",
  "window",
  "with",
  "within",
};

static const char *
type_name (StudioFieldKind kind)
{
  switch ((int) kind)
    {
    case STUDIO_FIELD_INTEGER:
      return "INT64";
    case STUDIO_FIELD_DECIMAL:
      return "NUMERIC";
    case STUDIO_FIELD_FLOAT:
      return "FLOAT64";
    case STUDIO_FIELD_BOOLEAN:
      return "BOOL";
    case STUDIO_FIELD_DATE:
      return "DATE";
    case STUDIO_FIELD_DATETIME:
      return "DATETIME";
    case STUDIO_FIELD_DATETIME_TZ:
      return "TIMESTAMP";
    default:
      return "STRING";
    }
}

static char *
write_cast (const StudioFragment *value, StudioFieldKind kind)
{
  return g_strdup_printf ("CAST(%s AS %s)", value->sql, type_name (kind));
}

static char *
write_try_cast (const StudioFragment *value, StudioFieldKind kind)
{
  return g_strdup_printf ("SAFE_CAST(%s AS %s)", value->sql, type_name (kind));
}

static char *
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autofree char *keys = _studio_standard_json_path (path);
  g_autofree char *value = g_strdup_printf ("JSON_VALUE(%s, %s)", column, keys);

  return _studio_standard_cast_text (value, kind, type_name);
}

static char *
write_text (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("'");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static char *
write_contains (const StudioFragment *value, const char *part, StudioPrecedence *precedence)
{
  return _studio_standard_contains_as (value, part, write_text, precedence);
}

static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  return g_strdup_printf ("SAFE_DIVIDE(%s, %s)", numerator->sql, denominator->sql);
}

static char *
write_percentile (const StudioFragment *value, double percent)
{
  return g_strdup_printf ("APPROX_QUANTILES(%s, 100)[OFFSET(%.0f)]", value->sql, percent);
}

static const char *
prefix_of (StudioFieldKind kind)
{
  return kind == STUDIO_FIELD_DATE       ? "DATE"
         : kind == STUDIO_FIELD_DATETIME ? "DATETIME"
                                         : "TIMESTAMP";
}

/* Weeks begin on Sunday unless the day is named. */
static char *
unit_of (StudioGrain grain)
{
  return grain == STUDIO_GRAIN_WEEK ? g_strdup ("WEEK(MONDAY)") : _studio_standard_unit (grain);
}

/* DATE() takes what has a time of day. */
static char *
date_of (const StudioFragment *time)
{
  return time->kind == STUDIO_FIELD_DATE ? g_strdup (time->sql)
                                         : g_strdup_printf ("DATE(%s)", time->sql);
}

static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  g_autofree char *unit = unit_of (grain);
  g_autofree char *date = date_of (time);

  if (grain < STUDIO_GRAIN_DAY)
    return g_strdup_printf ("%s_TRUNC(%s, %s)", prefix_of (time->kind), time->sql, unit);
  if (grain == STUDIO_GRAIN_DAY)
    return g_steal_pointer (&date);
  return g_strdup_printf ("DATE_TRUNC(%s, %s)", date, unit);
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strdup_printf ("MOD(EXTRACT(DAYOFWEEK FROM %s) + 5, 7) + 1", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  g_autofree char *date = date_of (time);

  return g_strdup_printf ("FORMAT_DATE('%%a', %s)", date);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("EXTRACT(HOUR FROM %s)", time->sql);
}

/* Seconds between two times, in their own type where it is the same. */
static char *
write_seconds (const StudioFragment *from, const StudioFragment *to)
{
  const char *prefix =
      from->kind == to->kind && from->kind != STUDIO_FIELD_DATE ? prefix_of (from->kind) : NULL;

  if (prefix != NULL)
    return g_strdup_printf ("%s_DIFF(%s, %s, SECOND)", prefix, to->sql, from->sql);
  return g_strdup_printf ("TIMESTAMP_DIFF(CAST(%s AS TIMESTAMP), CAST(%s AS TIMESTAMP), SECOND)",
                          to->sql, from->sql);
}

static char *
write_difference (const StudioFragment *from,
                  const StudioFragment *to,
                  StudioGrain grain,
                  StudioPrecedence *precedence)
{
  g_autofree char *unit = unit_of (grain);
  g_autofree char *first = date_of (from);
  g_autofree char *last = date_of (to);
  g_autofree char *seconds = NULL;

  if (grain >= STUDIO_GRAIN_MONTH)
    return g_strdup_printf ("DATE_DIFF(%s, %s, %s)", last, first, unit);
  if (from->kind == STUDIO_FIELD_DATE && to->kind == STUDIO_FIELD_DATE && grain == STUDIO_GRAIN_DAY)
    return g_strdup_printf ("DATE_DIFF(%s, %s, DAY)", to->sql, from->sql);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  seconds = write_seconds (from, to);
  return g_strdup_printf ("%s / %d", seconds, _studio_standard_seconds (grain));
}

/* Of a TIMESTAMP only days and less can be added. */
static char *
write_shift (const StudioFragment *time,
             gint64 count,
             StudioGrain grain,
             StudioPrecedence *precedence)
{
  gboolean long_time = time->kind == STUDIO_FIELD_DATETIME_TZ && grain > STUDIO_GRAIN_DAY;
  g_autofree char *unit = _studio_standard_unit (grain);

  if (time->kind == STUDIO_FIELD_DATE && grain < STUDIO_GRAIN_DAY)
    return g_strdup_printf ("DATETIME_ADD(CAST(%s AS DATETIME), INTERVAL %" G_GINT64_FORMAT " %s)",
                            time->sql, count, unit);
  if (long_time)
    return g_strdup_printf ("TIMESTAMP(DATETIME_ADD(DATETIME(%s), INTERVAL %" G_GINT64_FORMAT
                            " %s))",
                            time->sql, count, unit);
  return g_strdup_printf ("%s_ADD(%s, INTERVAL %" G_GINT64_FORMAT " %s)", prefix_of (time->kind),
                          time->sql, count, unit);
}

static char *
write_today (void)
{
  return g_strdup ("CURRENT_DATE()");
}

static char *
write_now (void)
{
  return g_strdup ("CURRENT_TIMESTAMP()");
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *unit = unit_of (grain);
  g_autofree char *plain = _studio_standard_unit (grain);
  g_autofree char *start = grain == STUDIO_GRAIN_DAY
                               ? g_strdup ("CURRENT_DATE()")
                               : g_strdup_printf ("DATE_TRUNC(CURRENT_DATE(), %s)", unit);

  if (offset == 0)
    return g_steal_pointer (&start);
  return g_strdup_printf ("DATE_ADD(%s, INTERVAL %" G_GINT64_FORMAT " %s)", start, offset, plain);
}

const StudioCompilerClass *
_studio_compiler_bigquery (void)
{
  static const StudioCompilerClass klass = {
    .name = "BigQuery",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .quote_open = '`',
    .quote_close = '`',
    .group_by_position = TRUE,
    .nulls_last = TRUE,
    .nulls_sort_low = TRUE,
    .compared_time = date_of,
    .windows_apart = TRUE,
    .text = write_text,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true,
    .contains = write_contains,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_bigquery,
    .ratio = write_ratio,
    .bucket = _studio_standard_bucket,
    .least = _studio_standard_least,
    .concat = _studio_standard_concat,
    .percentile = write_percentile,
    .truncate = write_truncate,
    .weekday = write_weekday,
    .weekday_name = write_weekday_name,
    .hour_of_day = write_hour_of_day,
    .difference = write_difference,
    .shift = write_shift,
    .today = write_today,
    .now = write_now,
    .period_start = write_period_start,
    .widen_time = write_cast,
  };

  return &klass;
}
