/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-standard.h"

/*
 * Amazon Redshift: PostgreSQL 8's grammar with functions of its own. Facts:
 * docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html, r_pg_keywords.html.
 */

static const char *const reserved[] = {
  "aes128",
  "aes256",
  "all",
  "allowoverwrite",
  "analyse",
  "analyze",
  "and",
  "any",
  "array",
  "as",
  "asc",
  "authorization",
  "backup",
  "between",
  "binary",
  "blanksasnull",
  "both",
  "by",
  "bytedict",
  "case",
  "cast",
  "check",
  "collate",
  "column",
  "compress",
  "constraint",
  "create",
  "credentials",
  "cross",
  "current_date",
  "current_time",
  "current_timestamp",
  "current_user",
  "default",
  "deferrable",
  "deflate",
  "defrag",
  "delete",
  "delta",
  "desc",
  "distinct",
  "do",
  "drop",
  "else",
  "emptyasnull",
  "enable",
  "encode",
  "encrypt",
  "encryption",
  "end",
  "except",
  "exists",
  "explicit",
  "false",
  "for",
  "foreign",
  "freeze",
  "from",
  "full",
  "globaldict",
  "grant",
  "group",
  "gzip",
  "having",
  "identity",
  "ignore",
  "ilike",
  "in",
  "initially",
  "inner",
  "insert",
  "intersect",
  "into",
  "is",
  "isnull",
  "join",
  "language",
  "leading",
  "left",
  "like",
  "limit",
  "localtime",
  "localtimestamp",
  "lun",
  "luns",
  "lzo",
  "minus",
  "mostly16",
  "mostly32",
  "mostly8",
  "natural",
  "new",
  "not",
  "notnull",
  "null",
  "nulls",
  "off",
  "offline",
  "offset",
  "oid",
  "old",
  "on",
  "only",
  "open",
  "or",
  "order",
  "outer",
  "overlaps",
  "parallel",
  "partition",
  "percent",
  "permissions",
  "placing",
  "primary",
  "raw",
  "readratio",
  "recover",
  "references",
  "rejectlog",
  "resort",
  "respect",
  "restore",
  "right",
  "select",
  "session_user",
  "set",
  "similar",
  "snapshot",
  "some",
  "sysdate",
  "system",
  "table",
  "tag",
  "tdes",
  "text255",
  "text32k",
  "then",
  "timestamp",
  "to",
  "top",
  "trailing",
  "true",
  "truncatecolumns",
  "union",
  "unique",
  "update",
  "user",
  "using",
  "values",
  "verbose",
  "wallet",
  "when",
  "where",
  "window",
  "with",
  "without",
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
      return "DOUBLE PRECISION";
    case STUDIO_FIELD_BOOLEAN:
      return "BOOLEAN";
    case STUDIO_FIELD_DATE:
      return "DATE";
    case STUDIO_FIELD_DATETIME:
      return "TIMESTAMP";
    case STUDIO_FIELD_DATETIME_TZ:
      return "TIMESTAMPTZ";
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
  g_autofree char *value = NULL;

  for (guint i = 0; path[i] != NULL; i++)
    {
      g_autofree char *key = _studio_standard_text (path[i]);

      g_string_append_printf (keys, ", %s", key);
    }
  /* Of a SUPER column, JSON_SERIALIZE makes the text that the function reads. */
  value = g_strdup_printf ("JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(%s)%s)", column, keys->str);

  if (kind == STUDIO_FIELD_TEXT || kind == STUDIO_FIELD_OTHER)
    return g_steal_pointer (&value);
  return g_strdup_printf ("CAST(%s AS %s)", value,
                          type_name (kind == STUDIO_FIELD_INTEGER ? STUDIO_FIELD_DECIMAL : kind));
}

static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("CAST(%s AS DOUBLE PRECISION) / NULLIF(%s, 0)", numerator->sql,
                          denominator->sql);
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
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strdup_printf ("MOD(CAST(EXTRACT(DOW FROM %s) AS INTEGER) + 6, 7) + 1", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf ("TO_CHAR(%s, 'Dy')", time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("CAST(EXTRACT(HOUR FROM %s) AS INTEGER)", time->sql);
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
write_now (void)
{
  return g_strdup ("GETDATE()");
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
_studio_compiler_redshift (void)
{
  static const StudioCompilerClass klass = {
    .name = "Redshift",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .default_schema = "public",
    .quote_open = '"',
    .quote_close = '"',
    .group_by_position = TRUE,
    .nulls_last = TRUE,
    .text = _studio_standard_text,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true,
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
    .now = write_now,
    .period_start = write_period_start,
  };

  return &klass;
}
