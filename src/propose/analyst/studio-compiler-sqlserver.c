/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * Microsoft SQL Server 2016 or later. Day 0 is 1900-01-01, a Monday, so that what DATEDIFF counts
 * from it tells weekdays and starts of periods whatever the session's first day of the week is. It
 * has no percentiles as aggregates and, before 2022, no LEAST. AVG and SUM of an int are an int.
 * Facts: learn.microsoft.com/en-us/sql/t-sql/functions/,
 * date-and-time-data-types-and-functions-transact-sql, avg-transact-sql, sum-transact-sql.
 */

static const char *const reserved[] = {
  "add",
  "all",
  "alter",
  "and",
  "any",
  "as",
  "asc",
  "authorization",
  "backup",
  "begin",
  "between",
  "both",
  "break",
  "browse",
  "bulk",
  "by",
  "cascade",
  "case",
  "cast",
  "check",
  "checkpoint",
  "close",
  "clustered",
  "coalesce",
  "collate",
  "column",
  "commit",
  "compute",
  "constraint",
  "contains",
  "containstable",
  "continue",
  "convert",
  "create",
  "cross",
  "current",
  "current_date",
  "current_time",
  "current_timestamp",
  "current_user",
  "cursor",
  "database",
  "dbcc",
  "deallocate",
  "declare",
  "default",
  "delete",
  "deny",
  "desc",
  "disk",
  "distinct",
  "distributed",
  "double",
  "drop",
  "dump",
  "else",
  "end",
  "errlvl",
  "escape",
  "except",
  "exec",
  "execute",
  "exists",
  "exit",
  "external",
  "false",
  "fetch",
  "file",
  "fillfactor",
  "for",
  "foreign",
  "freetext",
  "freetexttable",
  "from",
  "full",
  "function",
  "goto",
  "grant",
  "group",
  "having",
  "holdlock",
  "identity",
  "identity_insert",
  "identitycol",
  "if",
  "in",
  "index",
  "inner",
  "insert",
  "intersect",
  "into",
  "is",
  "join",
  "key",
  "kill",
  "left",
  "like",
  "limit",
  "lineno",
  "load",
  "merge",
  "national",
  "natural",
  "nocheck",
  "nonclustered",
  "not",
  "null",
  "nullif",
  "of",
  "off",
  "offset",
  "offsets",
  "on",
  "open",
  "opendatasource",
  "openquery",
  "openrowset",
  "openxml",
  "option",
  "or",
  "order",
  "outer",
  "over",
  "percent",
  "pivot",
  "plan",
  "precision",
  "primary",
  "print",
  "proc",
  "procedure",
  "public",
  "raiserror",
  "read",
  "readtext",
  "reconfigure",
  "references",
  "replication",
  "restore",
  "restrict",
  "return",
  "revert",
  "revoke",
  "right",
  "rollback",
  "rowcount",
  "rowguidcol",
  "rule",
  "save",
  "schema",
  "securityaudit",
  "select",
  "session_user",
  "set",
  "setuser",
  "shutdown",
  "some",
  "statistics",
  "system_user",
  "table",
  "tablesample",
  "textsize",
  "then",
  "to",
  "top",
  "tran",
  "transaction",
  "trigger",
  "true",
  "truncate",
  "try_convert",
  "tsequal",
  "union",
  "unique",
  "unpivot",
  "update",
  "updatetext",
  "use",
  "user",
  "using",
  "values",
  "varying",
  "view",
  "waitfor",
  "when",
  "where",
  "while",
  "window",
  "with",
  "within",
  "writetext",
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
      return "FLOAT";
    case STUDIO_FIELD_BOOLEAN:
      return "BIT";
    case STUDIO_FIELD_DATE:
      return "DATE";
    case STUDIO_FIELD_DATETIME:
      return "DATETIME2";
    case STUDIO_FIELD_DATETIME_TZ:
      return "DATETIMEOFFSET";
    default:
      return "NVARCHAR(4000)";
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
  g_autofree char *keys = _studio_standard_json_path (path);
  g_autofree char *value = g_strdup_printf ("JSON_VALUE(%s, %s)", column, keys);

  return _studio_standard_cast_text (value, kind, type_name);
}

static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("CAST(%s AS FLOAT) / NULLIF(%s, 0)", numerator->sql, denominator->sql);
}

/* Without N, letters that the database's code page lacks turn into question marks. */
static char *
write_text (const char *text)
{
  g_autofree char *quoted = _studio_standard_text (text);

  return g_str_is_ascii (text) ? g_steal_pointer (&quoted) : g_strconcat ("N", quoted, NULL);
}

static char *
write_contains (const StudioFragment *value, const char *part, StudioPrecedence *precedence)
{
  return _studio_standard_contains_as (value, part, write_text, precedence);
}

/* The smaller of the first two, before SQL Server 2022 brought LEAST. */
static char *
write_least (const char *const *values)
{
  g_autofree char *least = g_strdup (values[0]);

  for (guint i = 1; values[i] != NULL; i++)
    {
      g_autofree char *previous = g_steal_pointer (&least);

      least = g_strdup_printf ("CASE WHEN %s <= %s THEN %s ELSE %s END", previous, values[i],
                               previous, values[i]);
    }
  return g_steal_pointer (&least);
}

static char *
write_date (const char *iso)
{
  return g_strdup_printf ("CAST('%s' AS DATE)", iso);
}

static char *
write_boolean (gboolean value)
{
  return g_strdup (value ? "1" : "0");
}

static char *
write_is_true (const StudioFragment *value, gboolean is, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("COALESCE(%s, 0) = %d", value->sql, is ? 1 : 0);
}

static char *
write_concat (const char *const *parts, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strjoinv (" + ' ' + ", (char **) parts);
}

static char *
start_of_period (const char *time, StudioGrain grain, gint64 offset)
{
  g_autofree char *unit = _studio_standard_unit (grain);
  g_autofree char *moved =
      offset != 0 ? g_strdup_printf (" %c %" G_GINT64_FORMAT, offset < 0 ? '-' : '+', ABS (offset))
                  : g_strdup ("");

  if (grain == STUDIO_GRAIN_WEEK)
    return g_strdup_printf ("CAST(DATEADD(DAY, (DATEDIFF(DAY, 0, %s) / 7%s) * 7, 0) AS DATE)", time,
                            moved);
  if (grain >= STUDIO_GRAIN_DAY)
    return g_strdup_printf ("CAST(DATEADD(%s, DATEDIFF(%s, 0, %s)%s, 0) AS DATE)", unit, unit, time,
                            moved);
  return g_strdup_printf ("DATEADD(%s, DATEDIFF(%s, 0, %s)%s, 0)", unit, unit, time, moved);
}

static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  return start_of_period (time->sql, grain, 0);
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strdup_printf ("DATEDIFF(DAY, 0, %s) %% 7 + 1", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf (
      "SUBSTRING('MonTueWedThuFriSatSun', 3 * (DATEDIFF(DAY, 0, %s) %% 7) + 1, 3)", time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("DATEPART(HOUR, %s)", time->sql);
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
  return g_strdup_printf ("DATEDIFF_BIG(SECOND, %s, %s) / %d.0", from->sql, to->sql,
                          _studio_standard_seconds (grain));
}

/* A DATE takes no hours. */
static char *
write_shift (const StudioFragment *time,
             gint64 count,
             StudioGrain grain,
             StudioPrecedence *precedence)
{
  g_auto (StudioFragment) longer = { NULL };

  if (time->kind != STUDIO_FIELD_DATE || grain >= STUDIO_GRAIN_DAY)
    return _studio_standard_dateadd (time, count, grain, precedence);
  longer.sql = write_cast (time, STUDIO_FIELD_DATETIME);
  return _studio_standard_dateadd (&longer, count, grain, precedence);
}

static char *
write_today (void)
{
  return g_strdup ("CAST(GETDATE() AS DATE)");
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  return start_of_period ("GETDATE()", grain, offset);
}

const StudioCompilerClass *
_studio_compiler_sqlserver (void)
{
  static const StudioCompilerClass klass = {
    .name = "SQL Server",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .default_schema = "dbo",
    .quote_open = '[',
    .quote_close = ']',
    .nulls_sort_low = TRUE,
    .limit = STUDIO_COMPILER_TOP,
    .averages_are_whole = TRUE,
    .sums_overflow = TRUE,
    .products_overflow = TRUE,
    .own_step_names = TRUE,
    .text = write_text,
    .date = write_date,
    .boolean = write_boolean,
    .is_true = write_is_true,
    .contains = write_contains,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_sqlserver,
    .ratio = write_ratio,
    .bucket = _studio_standard_bucket,
    .least = write_least,
    .concat = write_concat,
    .truncate = write_truncate,
    .weekday = write_weekday,
    .weekday_name = write_weekday_name,
    .hour_of_day = write_hour_of_day,
    .difference = write_difference,
    .shift = write_shift,
    .today = write_today,
    .now = _studio_standard_getdate,
    .period_start = write_period_start,
  };

  return &klass;
}
