/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * Snowflake. Names without quotes are read as upper case, weeks begin on Monday unless the account
 * says otherwise, WITH is recursive without saying so, and a backslash begins an escape. Facts:
 * docs.snowflake.com/en/sql-reference/functions-date-time, constructs/with, data-types-text,
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
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autofree char *quoted = NULL;
  g_autofree char *value = NULL;

  for (guint i = 0; path[i] != NULL; i++)
    g_string_append_printf (keys, "%s\"%s\"", i > 0 ? "." : "", path[i]);
  quoted = _studio_standard_text (keys->str);
  value = g_strdup_printf ("CAST(GET_PATH(%s, %s) AS VARCHAR)", column, quoted);

  return _studio_standard_cast_text (value, kind, type_name);
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
    .own_step_names = TRUE,
    .text = _studio_standard_text_escaped,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true_coalesced,
    .contains = _studio_standard_ilike,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_snowflake,
    .ratio = _studio_standard_ratio_double,
    .bucket = _studio_standard_bucket,
    .least = _studio_standard_least,
    .concat = _studio_standard_concat,
    .percentile = _studio_standard_percentile,
    .truncate = _studio_standard_truncate,
    .weekday = write_weekday,
    .weekday_name = write_weekday_name,
    .hour_of_day = write_hour_of_day,
    .difference = _studio_standard_datediff,
    .shift = _studio_standard_dateadd,
    .today = _studio_standard_today,
    .now = _studio_standard_now,
    .period_start = _studio_standard_dateadd_period,
  };

  return &klass;
}
