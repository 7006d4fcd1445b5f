/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-standard.h"

/*
 * Snowflake. Names without quotes are read as upper case, and weeks begin on Monday unless the
 * account says otherwise. Facts: docs.snowflake.com/en/sql-reference/functions-date-time,
 * reserved-keywords.
 */

static const char *const reserved[] = {
  "account",
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
  "connection",
  "constraint",
  "create",
  "cross",
  "current",
  "current_date",
  "current_time",
  "current_timestamp",
  "database",
  "default",
  "delete",
  "desc",
  "distinct",
  "drop",
  "else",
  "end",
  "except",
  "exists",
  "false",
  "for",
  "foreign",
  "from",
  "full",
  "grant",
  "group",
  "gscluster",
  "having",
  "ilike",
  "in",
  "increment",
  "inner",
  "insert",
  "intersect",
  "into",
  "is",
  "issue",
  "join",
  "lateral",
  "left",
  "like",
  "limit",
  "localtime",
  "localtimestamp",
  "minus",
  "natural",
  "not",
  "null",
  "of",
  "offset",
  "on",
  "or",
  "order",
  "organization",
  "outer",
  "primary",
  "qualify",
  "references",
  "regexp",
  "revoke",
  "right",
  "rlike",
  "row",
  "rows",
  "sample",
  "schema",
  "select",
  "set",
  "some",
  "start",
  "table",
  "tablesample",
  "then",
  "to",
  "trigger",
  "true",
  "try_cast",
  "union",
  "unique",
  "update",
  "user",
  "using",
  "values",
  "view",
  "when",
  "whenever",
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
      return "NUMBER(38, 0)";
    case STUDIO_FIELD_DECIMAL:
      return "NUMBER(38, 10)";
    case STUDIO_FIELD_FLOAT:
      return "DOUBLE";
    case STUDIO_FIELD_BOOLEAN:
      return "BOOLEAN";
    case STUDIO_FIELD_DATE:
      return "DATE";
    case STUDIO_FIELD_DATETIME:
      return "TIMESTAMP_NTZ";
    case STUDIO_FIELD_DATETIME_TZ:
      return "TIMESTAMP_TZ";
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
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autofree char *quoted = NULL;
  g_autofree char *value = NULL;

  for (guint i = 0; path[i] != NULL; i++)
    g_string_append_printf (keys, "%s\"%s\"", i > 0 ? "." : "", path[i]);
  quoted = _studio_standard_text (keys->str);
  value = g_strdup_printf ("CAST(GET_PATH(%s, %s) AS VARCHAR)", column, quoted);

  if (kind == STUDIO_FIELD_TEXT || kind == STUDIO_FIELD_OTHER)
    return g_steal_pointer (&value);
  return g_strdup_printf ("CAST(%s AS %s)", value,
                          type_name (kind == STUDIO_FIELD_INTEGER ? STUDIO_FIELD_DECIMAL : kind));
}

/* Snowflake has no IS TRUE. */
static char *
write_is_true (const StudioFragment *value, gboolean is, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("COALESCE(%s, FALSE) = %s", value->sql, is ? "TRUE" : "FALSE");
}

static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("CAST(%s AS DOUBLE) / NULLIF(%s, 0)", numerator->sql, denominator->sql);
}

static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);

  if (grain < STUDIO_GRAIN_DAY)
    return g_strdup_printf ("DATE_TRUNC('%s', %s)", unit, time->sql);
  return g_strdup_printf ("CAST(DATE_TRUNC('%s', %s) AS DATE)", unit, time->sql);
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("DAYOFWEEKISO(%s)", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf ("DAYNAME(%s)", time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("HOUR(%s)", time->sql);
}

static char *
write_difference (const StudioFragment *from,
                  const StudioFragment *to,
                  StudioGrain grain,
                  StudioPrecedence *precedence)
{
  g_autofree char *unit = _studio_standard_unit (grain);

  if (grain >= STUDIO_GRAIN_MONTH)
    return g_strdup_printf ("DATEDIFF(%s, %s, %s)", unit, from->sql, to->sql);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("DATEDIFF(SECOND, %s, %s) / %d.0", from->sql, to->sql,
                          _studio_standard_seconds (grain));
}

static char *
write_shift (const StudioFragment *time,
             gint64 count,
             StudioGrain grain,
             StudioPrecedence *precedence)
{
  g_autofree char *unit = _studio_standard_unit (grain);

  return g_strdup_printf ("DATEADD(%s, %" G_GINT64_FORMAT ", %s)", unit, count, time->sql);
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *unit = g_ascii_strdown (studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain), -1);
  g_autofree char *start = g_strdup_printf ("DATE_TRUNC('%s', CURRENT_DATE)", unit);

  if (offset == 0)
    return g_steal_pointer (&start);
  return g_strdup_printf ("DATEADD(%s, %" G_GINT64_FORMAT ", %s)", unit, offset, start);
}

const StudioCompilerClass *
_studio_compiler_snowflake (void)
{
  static const StudioCompilerClass klass = {
    .name = "Snowflake",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .default_schema = "PUBLIC",
    .quote_open = '"',
    .quote_close = '"',
    .folds_upper = TRUE,
    .group_by_position = TRUE,
    .nulls_last = TRUE,
    .text = _studio_standard_text,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = write_is_true,
    .contains = _studio_standard_ilike,
    .json_key = write_json_key,
    .cast = write_cast,
    .ratio = write_ratio,
    .bucket = _studio_standard_bucket,
    .least = _studio_standard_least,
    .concat = _studio_standard_concat,
    .percentile = _studio_standard_percentile,
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
