/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * ClickHouse 24.3 or later. A name means an alias before a column, unless it is qualified; rows
 * without a partner get zeros unless join_use_nulls is set; a join needs an equality; the quotient
 * of decimals has the digits of the dividend only; ORDER BY after UNION ALL belongs to its last
 * part. Facts: clickhouse.com/docs/sql-reference/functions/date-time-functions,
 * functions/json-functions, functions/type-conversion-functions, window-functions/lagInFrame,
 * data-types/decimal, statements/select/join, operations/settings/settings,
 * aggregate-functions/reference/quantileexact.
 */

static const char *const reserved[] = {
  "all",        "and",     "any",          "array",        "as",
  "asc",        "between", "both",         "by",           "case",
  "cast",       "check",   "collate",      "column",       "constraint",
  "create",     "cross",   "current_date", "current_time", "current_timestamp",
  "default",    "delete",  "desc",         "distinct",     "drop",
  "else",       "end",     "except",       "exists",       "false",
  "final",      "for",     "foreign",      "format",       "from",
  "full",       "grant",   "group",        "having",       "ilike",
  "in",         "inner",   "insert",       "intersect",    "into",
  "is",         "join",    "left",         "like",         "limit",
  "natural",    "not",     "null",         "offset",       "on",
  "or",         "order",   "outer",        "prewhere",     "primary",
  "references", "right",   "sample",       "select",       "set",
  "settings",   "some",    "table",        "then",         "to",
  "true",       "union",   "unique",       "update",       "user",
  "using",      "values",  "when",         "where",        "window",
  "with",
};

static const char *
type_name (StudioFieldKind kind)
{
  switch ((int) kind)
    {
    case STUDIO_FIELD_INTEGER:
      return "Nullable(Int64)";
    case STUDIO_FIELD_DECIMAL:
      return "Nullable(Decimal(38, 10))";
    case STUDIO_FIELD_FLOAT:
      return "Nullable(Float64)";
    case STUDIO_FIELD_BOOLEAN:
      return "Nullable(Bool)";
    case STUDIO_FIELD_DATE:
      return "Nullable(Date)";
    case STUDIO_FIELD_DATETIME:
      return "Nullable(DateTime)";
    case STUDIO_FIELD_DATETIME_TZ:
      return "Nullable(DateTime)";
    default:
      return "Nullable(String)";
    }
}

static char *
write_cast (const StudioFragment *value, StudioFieldKind kind)
{
  return g_strdup_printf ("CAST(%s AS %s)", value->sql, type_name (kind));
}

static char *
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autofree char *keys = _studio_standard_json_keys (path);
  StudioFieldKind read = studio_field_kind_is_number (kind) ? STUDIO_FIELD_FLOAT
                         : kind == STUDIO_FIELD_BOOLEAN     ? kind
                                                            : STUDIO_FIELD_TEXT;
  g_autofree char *value =
      g_strdup_printf ("JSONExtract(%s%s, '%s')", column, keys, type_name (read));

  return studio_field_kind_is_temporal (kind) ? _studio_standard_cast_text (value, kind, type_name)
                                              : g_steal_pointer (&value);
}

/* CAST fails where a text is something else. */
static char *
write_try_cast (const StudioFragment *value, StudioFieldKind kind)
{
  if (kind == STUDIO_FIELD_DATE)
    return g_strdup_printf ("toDate(parseDateTimeBestEffortOrNull(%s))", value->sql);
  if (studio_field_kind_is_temporal (kind))
    return g_strdup_printf ("parseDateTimeBestEffortOrNull(%s)", value->sql);
  if (kind == STUDIO_FIELD_BOOLEAN)
    return g_strdup_printf ("accurateCastOrNull(%s, 'Bool')", value->sql);
  return g_strdup_printf ("toFloat64OrNull(%s)", value->sql);
}

/* Without Nullable, the first row would have a zero before it. */
static char *
write_previous (const char *value, const char *order)
{
  return g_strdup_printf ("lagInFrame(toNullable(%s)) OVER (ORDER BY %s "
                          "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
                          value, order);
}

/* ClickHouse has no IS TRUE. */
static char *
write_is_true (const StudioFragment *value, gboolean is, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("ifNull(%s, false) = %s", value->sql, is ? "true" : "false");
}

/* Division of whole numbers gives a floating point number here. */
static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  gboolean whole = numerator->kind == STUDIO_FIELD_INTEGER;
  g_autofree char *above =
      whole ? _studio_fragment_operand (numerator, STUDIO_PRECEDENCE_MULTIPLICATION)
            : g_strdup_printf ("toFloat64(%s)", numerator->sql);

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("%s / nullIf(%s, 0)", above, denominator->sql);
}

static char *
write_date (const char *iso)
{
  return g_strdup_printf ("toDate('%s')", iso);
}

/* The exact form interpolates as PERCENTILE_CONT does, and takes no decimals. */
static char *
write_percentile (const StudioFragment *value, double percent)
{
  g_autofree char *fraction = _studio_compiler_number (percent / 100);

  return value->kind == STUDIO_FIELD_DECIMAL
             ? g_strdup_printf ("quantileExactInclusive(%s)(toFloat64(%s))", fraction, value->sql)
             : g_strdup_printf ("quantileExactInclusive(%s)(%s)", fraction, value->sql);
}

static const char *
start_function (StudioGrain grain)
{
  switch ((int) grain)
    {
    case STUDIO_GRAIN_MINUTE:
      return "toStartOfMinute";
    case STUDIO_GRAIN_HOUR:
      return "toStartOfHour";
    case STUDIO_GRAIN_DAY:
      return "toDate";
    case STUDIO_GRAIN_WEEK:
      return "toMonday";
    case STUDIO_GRAIN_QUARTER:
      return "toStartOfQuarter";
    case STUDIO_GRAIN_YEAR:
      return "toStartOfYear";
    default:
      return "toStartOfMonth";
    }
}

static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  return g_strdup_printf ("%s(%s)", start_function (grain), time->sql);
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("toDayOfWeek(%s)", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf ("substring('MonTueWedThuFriSatSun', 3 * toDayOfWeek(%s) - 2, 3)",
                          time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("toHour(%s)", time->sql);
}

static char *
write_difference (const StudioFragment *from,
                  const StudioFragment *to,
                  StudioGrain grain,
                  StudioPrecedence *precedence)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);

  if (grain >= STUDIO_GRAIN_MONTH)
    return g_strdup_printf ("dateDiff('%s', %s, %s)", unit, from->sql, to->sql);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("dateDiff('second', toDateTime(%s), toDateTime(%s)) / %d", from->sql,
                          to->sql, _studio_standard_seconds (grain));
}

static char *
write_today (void)
{
  return g_strdup ("today()");
}

static char *
write_now (void)
{
  return g_strdup ("now()");
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *start = g_strdup_printf ("%s(today())", start_function (grain));

  if (offset == 0)
    return g_steal_pointer (&start);
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return _studio_standard_interval (start, offset, grain);
}

const StudioCompilerClass *
_studio_compiler_clickhouse (void)
{
  static const StudioCompilerClass klass = {
    .name = "ClickHouse",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .default_schema = "default",
    .quote_open = '`',
    .quote_close = '`',
    .filter_clause = TRUE,
    .group_by_position = TRUE,
    .nulls_last = TRUE,
    .own_step_names = TRUE,
    .aliases_hide_columns = TRUE,
    .joins_fill_in = TRUE,
    .joins_need_keys = TRUE,
    .unions_sort_apart = TRUE,
    .text = _studio_standard_text_escaped,
    .date = write_date,
    .boolean = _studio_standard_boolean,
    .is_true = write_is_true,
    .contains = _studio_standard_ilike,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .previous = write_previous,
    .parse_time = _studio_parsed_time_clickhouse,
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
    .shift = _studio_standard_interval_shift,
    .today = write_today,
    .now = write_now,
    .period_start = write_period_start,
  };

  return &klass;
}
