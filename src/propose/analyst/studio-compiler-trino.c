/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * Trino, and what descends from Presto: Athena, Starburst. Percentiles are approximate there, and
 * the quotient of decimals has the digits of the longer one only. Facts:
 * trino.io/docs/current/functions/datetime.html, decimal.html, json.html, language/reserved.html.
 */

static const char *const reserved[] = {
  "all",
  "alter",
  "and",
  "any",
  "as",
  "asc",
  "between",
  "both",
  "by",
  "case",
  "cast",
  "check",
  "collate",
  "column",
  "constraint",
  "create",
  "cross",
  "cube",
  "current_catalog",
  "current_date",
  "current_path",
  "current_role",
  "current_schema",
  "current_time",
  "current_timestamp",
  "current_user",
  "deallocate",
  "default",
  "delete",
  "desc",
  "describe",
  "distinct",
  "drop",
  "else",
  "end",
  "escape",
  "except",
  "execute",
  "exists",
  "extract",
  "false",
  "for",
  "foreign",
  "from",
  "full",
  "grant",
  "group",
  "grouping",
  "having",
  "in",
  "inner",
  "insert",
  "intersect",
  "into",
  "is",
  "join",
  "json_array",
  "json_exists",
  "json_object",
  "json_query",
  "json_table",
  "json_value",
  "left",
  "like",
  "limit",
  "listagg",
  "localtime",
  "localtimestamp",
  "natural",
  "normalize",
  "not",
  "null",
  "offset",
  "on",
  "or",
  "order",
  "outer",
  "prepare",
  "primary",
  "recursive",
  "references",
  "right",
  "rollup",
  "select",
  "set",
  "skip",
  "some",
  "table",
  "then",
  "to",
  "trim",
  "true",
  "uescape",
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
};

static const char *
type_name (StudioFieldKind kind)
{
  switch ((int) kind)
    {
    case STUDIO_FIELD_INTEGER:
      return "BIGINT";
    case STUDIO_FIELD_DECIMAL:
      return "DECIMAL(38, 10)";
    case STUDIO_FIELD_FLOAT:
      return "DOUBLE";
    case STUDIO_FIELD_BOOLEAN:
      return "BOOLEAN";
    case STUDIO_FIELD_DATE:
      return "DATE";
    case STUDIO_FIELD_DATETIME:
      return "TIMESTAMP";
    case STUDIO_FIELD_DATETIME_TZ:
      return "TIMESTAMP WITH TIME ZONE";
    default:
      return "VARCHAR";
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
  return g_strdup_printf ("TRY_CAST(%s AS %s)", value->sql, type_name (kind));
}

static char *
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autoptr (GString) keys = g_string_new ("$");
  g_autofree char *quoted = NULL;
  g_autofree char *value = NULL;

  for (guint i = 0; path[i] != NULL; i++)
    g_string_append_printf (keys, "[\"%s\"]", path[i]);
  quoted = _studio_standard_text (keys->str);
  value = g_strdup_printf ("json_extract_scalar(%s, %s)", column, quoted);

  return _studio_standard_cast_text (value, kind, type_name);
}

static char *
write_bucket (const StudioFragment *value, const char *width, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("FLOOR(CAST(%s AS DOUBLE) / %s) * %s", value->sql, width, width);
}

static char *
write_percentile (const StudioFragment *value, double percent)
{
  g_autofree char *fraction = _studio_compiler_number (percent / 100);

  return g_strdup_printf ("approx_percentile(%s, %s)", value->sql, fraction);
}

static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);

  if (grain < STUDIO_GRAIN_DAY)
    return g_strdup_printf ("date_trunc('%s', %s)", unit, time->sql);
  return g_strdup_printf ("CAST(date_trunc('%s', %s) AS DATE)", unit, time->sql);
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("day_of_week(%s)", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf ("date_format(%s, '%%a')", time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("hour(%s)", time->sql);
}

/* date_diff counts whole units, so the starts of the periods are compared. */
static char *
write_difference (const StudioFragment *from,
                  const StudioFragment *to,
                  StudioGrain grain,
                  StudioPrecedence *precedence)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);

  if (grain >= STUDIO_GRAIN_MONTH)
    return g_strdup_printf ("date_diff('%s', date_trunc('%s', %s), date_trunc('%s', %s))", unit,
                            unit, from->sql, unit, to->sql);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf (
      "date_diff('second', CAST(%s AS TIMESTAMP), CAST(%s AS TIMESTAMP)) / %de0", from->sql,
      to->sql, _studio_standard_seconds (grain));
}

static char *
write_shift (const StudioFragment *time,
             gint64 count,
             StudioGrain grain,
             StudioPrecedence *precedence)
{
  gboolean longer = time->kind == STUDIO_FIELD_DATE && grain < STUDIO_GRAIN_DAY;
  g_autofree char *start = longer ? write_cast (time, STUDIO_FIELD_DATETIME) : g_strdup (time->sql);
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);

  return g_strdup_printf ("date_add('%s', %" G_GINT64_FORMAT ", %s)", unit, count, start);
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);
  g_autofree char *start = g_strdup_printf ("date_trunc('%s', CURRENT_DATE)", unit);

  if (offset == 0)
    return g_steal_pointer (&start);
  return g_strdup_printf ("date_add('%s', %" G_GINT64_FORMAT ", %s)", unit, offset, start);
}

const StudioCompilerClass *
_studio_compiler_trino (void)
{
  static const StudioCompilerClass klass = {
    .name = "Trino",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .quote_open = '"',
    .quote_close = '"',
    .filter_clause = TRUE,
    .group_by_position = TRUE,
    .nulls_last = TRUE,
    .products_overflow = TRUE,
    .text = _studio_standard_text,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true_coalesced,
    .contains = _studio_standard_contains,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_trino,
    .ratio = _studio_standard_ratio_double,
    .bucket = write_bucket,
    .least = _studio_standard_least,
    .concat = _studio_standard_concat,
    .percentile = write_percentile,
    .truncate = write_truncate,
    .weekday = write_weekday,
    .weekday_name = write_weekday_name,
    .hour_of_day = write_hour_of_day,
    .difference = write_difference,
    .shift = write_shift,
    .today = _studio_standard_today,
    .now = _studio_standard_now,
    .period_start = write_period_start,
  };

  return &klass;
}
