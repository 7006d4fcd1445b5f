/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/*
 * MySQL 8.0 and MariaDB 10.5 or later: what both say alike. Neither has percentiles as aggregates.
 * Facts: dev.mysql.com/doc/refman/8.0/en/date-and-time-functions.html, keywords.html, and
 * mariadb.com/kb/en/date-time-functions/.
 */

/* Reserved in MySQL 8.0 or MariaDB 10.11. */
static const char *const reserved[] = {
  "accessible",
  "add",
  "all",
  "alter",
  "analyze",
  "and",
  "as",
  "asc",
  "before",
  "between",
  "both",
  "by",
  "call",
  "cascade",
  "case",
  "change",
  "char",
  "character",
  "check",
  "collate",
  "column",
  "condition",
  "constraint",
  "continue",
  "convert",
  "create",
  "cross",
  "cube",
  "cume_dist",
  "current_date",
  "current_role",
  "current_time",
  "current_timestamp",
  "current_user",
  "cursor",
  "database",
  "databases",
  "day_hour",
  "day_minute",
  "day_second",
  "dec",
  "decimal",
  "declare",
  "default",
  "delayed",
  "delete",
  "dense_rank",
  "desc",
  "describe",
  "deterministic",
  "distinct",
  "distinctrow",
  "div",
  "double",
  "drop",
  "dual",
  "each",
  "else",
  "elseif",
  "empty",
  "enclosed",
  "escaped",
  "except",
  "exists",
  "exit",
  "explain",
  "false",
  "fetch",
  "first_value",
  "float",
  "for",
  "force",
  "foreign",
  "from",
  "fulltext",
  "function",
  "generated",
  "get",
  "grant",
  "group",
  "grouping",
  "groups",
  "having",
  "high_priority",
  "hour_minute",
  "hour_second",
  "if",
  "ignore",
  "in",
  "index",
  "infile",
  "inner",
  "inout",
  "insensitive",
  "insert",
  "int",
  "integer",
  "intersect",
  "interval",
  "into",
  "is",
  "iterate",
  "join",
  "json_table",
  "key",
  "keys",
  "kill",
  "lag",
  "last_value",
  "lateral",
  "lead",
  "leading",
  "leave",
  "left",
  "like",
  "limit",
  "linear",
  "lines",
  "load",
  "localtime",
  "localtimestamp",
  "lock",
  "long",
  "loop",
  "low_priority",
  "match",
  "maxvalue",
  "mod",
  "modifies",
  "natural",
  "not",
  "nth_value",
  "ntile",
  "null",
  "numeric",
  "of",
  "offset",
  "on",
  "optimize",
  "option",
  "optionally",
  "or",
  "order",
  "out",
  "outer",
  "outfile",
  "over",
  "partition",
  "percent_rank",
  "precision",
  "primary",
  "procedure",
  "purge",
  "range",
  "rank",
  "read",
  "reads",
  "real",
  "recursive",
  "references",
  "regexp",
  "release",
  "rename",
  "repeat",
  "replace",
  "require",
  "resignal",
  "restrict",
  "return",
  "revoke",
  "right",
  "rlike",
  "row",
  "row_number",
  "rows",
  "schema",
  "schemas",
  "select",
  "sensitive",
  "separator",
  "set",
  "show",
  "signal",
  "smallint",
  "spatial",
  "specific",
  "sql",
  "ssl",
  "starting",
  "stored",
  "straight_join",
  "system",
  "table",
  "terminated",
  "then",
  "to",
  "trailing",
  "trigger",
  "true",
  "undo",
  "union",
  "unique",
  "unlock",
  "unsigned",
  "update",
  "usage",
  "use",
  "using",
  "utc_date",
  "utc_time",
  "utc_timestamp",
  "values",
  "varchar",
  "varying",
  "virtual",
  "when",
  "where",
  "while",
  "window",
  "with",
  "write",
  "xor",
  "zerofill",
};

/* A backslash begins an escape, unless the server's SQL mode says otherwise. */
static char *
quote_text (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("'");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (quoted, *c);
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static const char *
type_name (StudioFieldKind kind)
{
  switch ((int) kind)
    {
    case STUDIO_FIELD_INTEGER:
    case STUDIO_FIELD_BOOLEAN:
      return "SIGNED";
    case STUDIO_FIELD_DECIMAL:
    case STUDIO_FIELD_FLOAT:
      return "DECIMAL(38, 10)";
    case STUDIO_FIELD_DATE:
      return "DATE";
    case STUDIO_FIELD_DATETIME:
    case STUDIO_FIELD_DATETIME_TZ:
      return "DATETIME";
    default:
      return "CHAR";
    }
}

static char *
write_cast (const StudioFragment *value, StudioFieldKind kind)
{
  return g_strdup_printf ("CAST(%s AS %s)", value->sql, type_name (kind));
}

/* “true” is 0 as a number. */
static char *
write_try_cast (const StudioFragment *value, StudioFieldKind kind)
{
  g_autofree char *cast = kind == STUDIO_FIELD_BOOLEAN ? g_strdup_printf ("%s = 'true'", value->sql)
                                                       : write_cast (value, kind);

  return g_strdup_printf ("CASE WHEN %s REGEXP '%s' THEN %s END", value->sql,
                          _studio_standard_shape (kind), cast);
}

static char *
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autofree char *keys = _studio_standard_json_path (path);
  g_autofree char *value = g_strdup_printf ("JSON_UNQUOTE(JSON_EXTRACT(%s, %s))", column, keys);

  if (kind == STUDIO_FIELD_BOOLEAN)
    {
      *precedence = STUDIO_PRECEDENCE_COMPARISON;
      return g_strdup_printf ("%s = 'true'", value);
    }
  return _studio_standard_cast_text (value, kind, type_name);
}

/* Exact division gives four digits more than its operands have; as a double it keeps them all. */
static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  g_autofree char *above = _studio_fragment_operand (numerator, STUDIO_PRECEDENCE_MULTIPLICATION);

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("%s * 1e0 / NULLIF(%s, 0)", above, denominator->sql);
}

static char *
write_bucket (const StudioFragment *value, const char *width, StudioPrecedence *precedence)
{
  g_autofree char *operand = _studio_fragment_operand (value, STUDIO_PRECEDENCE_MULTIPLICATION);

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("FLOOR(%s / %s) * %s", operand, width, width);
}

static char *
write_concat (const char *const *parts, StudioPrecedence *precedence)
{
  g_autofree char *list = g_strjoinv (", ' ', ", (char **) parts);

  return g_strdup_printf ("CONCAT(%s)", list);
}

static char *
start_of_period (const char *time, StudioGrain grain, StudioPrecedence *precedence)
{
  switch ((int) grain)
    {
    case STUDIO_GRAIN_MINUTE:
      return g_strdup_printf ("CAST(DATE_FORMAT(%s, '%%Y-%%m-%%d %%H:%%i:00') AS DATETIME)", time);
    case STUDIO_GRAIN_HOUR:
      return g_strdup_printf ("CAST(DATE_FORMAT(%s, '%%Y-%%m-%%d %%H:00:00') AS DATETIME)", time);
    case STUDIO_GRAIN_DAY:
      return g_strdup_printf ("DATE(%s)", time);
    case STUDIO_GRAIN_WEEK:
      *precedence = STUDIO_PRECEDENCE_ADDITION;
      return g_strdup_printf ("DATE(%s) - INTERVAL WEEKDAY(%s) DAY", time, time);
    case STUDIO_GRAIN_QUARTER:
      *precedence = STUDIO_PRECEDENCE_ADDITION;
      return g_strdup_printf ("MAKEDATE(YEAR(%s), 1) + INTERVAL (QUARTER(%s) - 1) QUARTER", time,
                              time);
    case STUDIO_GRAIN_YEAR:
      return g_strdup_printf ("MAKEDATE(YEAR(%s), 1)", time);
    default:
      return g_strdup_printf ("CAST(DATE_FORMAT(%s, '%%Y-%%m-01') AS DATE)", time);
    }
}

/* The caller takes it for an atom. */
static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  StudioPrecedence precedence = STUDIO_PRECEDENCE_ATOM;
  g_autofree char *start = start_of_period (time->sql, grain, &precedence);

  return precedence == STUDIO_PRECEDENCE_ATOM ? g_steal_pointer (&start)
                                              : g_strdup_printf ("(%s)", start);
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strdup_printf ("WEEKDAY(%s) + 1", time->sql);
}

/* DATE_FORMAT would answer in the server's language. */
static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf ("SUBSTRING('MonTueWedThuFriSatSun', 3 * WEEKDAY(%s) + 1, 3)", time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("HOUR(%s)", time->sql);
}

static char *
write_months (const StudioFragment *from, const StudioFragment *to, StudioGrain grain)
{
  if (grain == STUDIO_GRAIN_YEAR)
    return g_strdup_printf ("(YEAR(%s) - YEAR(%s))", to->sql, from->sql);
  if (grain == STUDIO_GRAIN_MONTH)
    return g_strdup_printf ("PERIOD_DIFF(EXTRACT(YEAR_MONTH FROM %s), EXTRACT(YEAR_MONTH FROM %s))",
                            to->sql, from->sql);
  return g_strdup_printf ("((YEAR(%s) - YEAR(%s)) * 4 + QUARTER(%s) - QUARTER(%s))", to->sql,
                          from->sql, to->sql, from->sql);
}

static char *
write_difference (const StudioFragment *from,
                  const StudioFragment *to,
                  StudioGrain grain,
                  StudioPrecedence *precedence)
{
  if (grain >= STUDIO_GRAIN_MONTH)
    return write_months (from, to, grain);
  if (grain == STUDIO_GRAIN_DAY && from->kind == STUDIO_FIELD_DATE && to->kind == STUDIO_FIELD_DATE)
    return g_strdup_printf ("DATEDIFF(%s, %s)", to->sql, from->sql);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("TIMESTAMPDIFF(MICROSECOND, %s, %s) / %de6", from->sql, to->sql,
                          _studio_standard_seconds (grain));
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *start = start_of_period ("CURRENT_DATE", grain, precedence);

  if (offset == 0)
    return g_steal_pointer (&start);
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return _studio_standard_interval (start, offset, grain);
}

const StudioCompilerClass *
_studio_compiler_mysql (void)
{
  static const StudioCompilerClass klass = {
    .name = "MySQL",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .quote_open = '`',
    .quote_close = '`',
    .group_by_position = TRUE,
    .nulls_sort_low = TRUE,
    .conditions_are_values = TRUE,
    .differences_overflow = TRUE,
    .text = quote_text,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true,
    .contains = _studio_standard_contains,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_mysql,
    .ratio = write_ratio,
    .bucket = write_bucket,
    .least = _studio_standard_least,
    .concat = write_concat,
    .truncate = write_truncate,
    .weekday = write_weekday,
    .weekday_name = write_weekday_name,
    .hour_of_day = write_hour_of_day,
    .difference = write_difference,
    .shift = _studio_standard_interval_shift,
    .today = _studio_standard_today,
    .now = _studio_standard_now,
    .period_start = write_period_start,
  };

  return &klass;
}
