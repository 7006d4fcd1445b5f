/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * Amazon Redshift: PostgreSQL 8's grammar with functions of its own. AVG of whole numbers is one, a
 * sum over a sorted window needs its frame, IS TRUE is for WHERE only, and all percentiles of a
 * query have to be of the same value. Facts:
 * docs.aws.amazon.com/redshift/latest/dg/c_SQL_functions.html, r_AVG.html, r_WF_SUM.html,
 * r_Boolean_type.html, r_PERCENTILE_CONT.html, r_pg_keywords.html.
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
write_try_cast (const StudioFragment *value, StudioFieldKind kind)
{
  g_autofree char *cast = write_cast (value, kind);

  return g_strdup_printf ("CASE WHEN %s ~ '%s' THEN %s END", value->sql,
                          _studio_standard_shape (kind), cast);
}

static char *
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autofree char *keys = _studio_standard_json_keys (path);
  g_autofree char *value = NULL;

  /* Of a SUPER column, JSON_SERIALIZE makes the text that the function reads. */
  value = g_strdup_printf ("JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(%s)%s)", column, keys);

  return _studio_standard_cast_text (value, kind, type_name);
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
    .averages_are_whole = TRUE,
    .products_overflow = TRUE,
    .percentiles_alike = TRUE,
    .frame_required = TRUE,
    .text = _studio_standard_text,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true_coalesced,
    .contains = _studio_standard_ilike,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_redshift,
    .ratio = write_ratio,
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
    .now = _studio_standard_getdate,
    .period_start = _studio_standard_dateadd_period,
  };

  return &klass;
}
