/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"
#include "propose/analyst/studio-compiler-standard.h"

/* Reserved in PostgreSQL 13 to 17, or not usable as a bare alias or a table name (appendix C of its
 * manual: “reserved” and “reserved (can be function or type)”). */
static const char *const reserved[] = {
  "all",
  "analyse",
  "analyze",
  "and",
  "any",
  "array",
  "as",
  "asc",
  "asymmetric",
  "authorization",
  "between",
  "bigint",
  "binary",
  "bit",
  "boolean",
  "both",
  "case",
  "cast",
  "char",
  "character",
  "check",
  "coalesce",
  "collate",
  "collation",
  "column",
  "concurrently",
  "constraint",
  "create",
  "cross",
  "current_catalog",
  "current_date",
  "current_role",
  "current_schema",
  "current_time",
  "current_timestamp",
  "current_user",
  "dec",
  "decimal",
  "default",
  "deferrable",
  "desc",
  "distinct",
  "do",
  "else",
  "end",
  "except",
  "exists",
  "extract",
  "false",
  "fetch",
  "float",
  "for",
  "foreign",
  "freeze",
  "from",
  "full",
  "grant",
  "greatest",
  "group",
  "grouping",
  "having",
  "ilike",
  "in",
  "initially",
  "inner",
  "inout",
  "int",
  "integer",
  "intersect",
  "interval",
  "into",
  "is",
  "isnull",
  "join",
  "lateral",
  "leading",
  "least",
  "left",
  "like",
  "limit",
  "localtime",
  "localtimestamp",
  "national",
  "natural",
  "nchar",
  "none",
  "normalize",
  "not",
  "notnull",
  "null",
  "nullif",
  "numeric",
  "offset",
  "on",
  "only",
  "or",
  "order",
  "out",
  "outer",
  "overlaps",
  "overlay",
  "placing",
  "position",
  "precision",
  "primary",
  "real",
  "references",
  "returning",
  "right",
  "row",
  "select",
  "session_user",
  "setof",
  "similar",
  "smallint",
  "some",
  "substring",
  "symmetric",
  "table",
  "tablesample",
  "then",
  "time",
  "timestamp",
  "to",
  "trailing",
  "treat",
  "trim",
  "true",
  "union",
  "unique",
  "user",
  "using",
  "values",
  "varchar",
  "variadic",
  "verbose",
  "when",
  "where",
  "window",
  "with",
  "xmlattributes",
  "xmlconcat",
  "xmlelement",
  "xmlexists",
  "xmlforest",
  "xmlnamespaces",
  "xmlparse",
  "xmlpi",
  "xmlroot",
  "xmlserialize",
  "xmltable",
};

static const char *
grain_name (StudioGrain grain)
{
  return studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain);
}

static const char *
type_name (StudioFieldKind kind)
{
  switch ((int) kind)
    {
    case STUDIO_FIELD_INTEGER:
      return "bigint";
    case STUDIO_FIELD_DECIMAL:
      return "numeric";
    case STUDIO_FIELD_FLOAT:
      return "double precision";
    case STUDIO_FIELD_BOOLEAN:
      return "boolean";
    case STUDIO_FIELD_DATE:
      return "date";
    case STUDIO_FIELD_DATETIME:
      return "timestamp";
    case STUDIO_FIELD_DATETIME_TZ:
      return "timestamptz";
    default:
      return "text";
    }
}

static char *
write_json_key (const char *column,
                const char *const *path,
                StudioFieldKind kind,
                StudioPrecedence *precedence)
{
  g_autoptr (GString) sql = g_string_new ("(");

  g_string_append (sql, column);
  for (guint i = 0; path[i] != NULL; i++)
    {
      g_autofree char *key = _studio_standard_text (path[i]);

      g_string_append_printf (sql, " %s %s", path[i + 1] == NULL ? "->>" : "->", key);
    }
  g_string_append_c (sql, ')');
  if (kind != STUDIO_FIELD_TEXT && kind != STUDIO_FIELD_OTHER)
    /* Whole numbers too: a JSON number may be written with a fraction. */
    g_string_append_printf (sql, "::%s",
                            type_name (kind == STUDIO_FIELD_INTEGER ? STUDIO_FIELD_DECIMAL : kind));
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static char *
write_cast (const StudioFragment *value, StudioFieldKind kind)
{
  g_autofree char *operand = _studio_fragment_operand (value, STUDIO_PRECEDENCE_ATOM);

  return g_strdup_printf ("%s::%s", operand, type_name (kind));
}

static char *
write_try_cast (const StudioFragment *value, StudioFieldKind kind)
{
  g_autofree char *cast = write_cast (value, kind);

  return g_strdup_printf ("CASE WHEN %s ~ '%s' THEN %s END", value->sql,
                          _studio_standard_shape (kind), cast);
}

static char *
write_ratio (const StudioFragment *numerator,
             const StudioFragment *denominator,
             StudioPrecedence *precedence)
{
  gboolean whole = numerator->kind == STUDIO_FIELD_INTEGER;
  g_autofree char *above = _studio_fragment_operand (
      numerator, whole ? STUDIO_PRECEDENCE_ATOM : STUDIO_PRECEDENCE_MULTIPLICATION);

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("%s%s / NULLIF(%s, 0)", above, whole ? "::numeric" : "",
                          denominator->sql);
}

static char *
write_bucket (const StudioFragment *value, const char *width, StudioPrecedence *precedence)
{
  g_autofree char *operand = _studio_fragment_operand (value, STUDIO_PRECEDENCE_MULTIPLICATION);
  const char *cast = value->kind == STUDIO_FIELD_INTEGER ? "::numeric" : "";

  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  return g_strdup_printf ("FLOOR(%s%s / %s) * %s", operand, cast, width, width);
}

static char *
write_truncate (const StudioFragment *time, StudioGrain grain)
{
  g_autofree char *operand = _studio_fragment_operand (time, STUDIO_PRECEDENCE_ATOM);

  if (grain == STUDIO_GRAIN_DAY)
    return time->kind == STUDIO_FIELD_DATE ? g_strdup (time->sql)
                                           : g_strdup_printf ("%s::date", operand);
  return g_strdup_printf ("date_trunc('%s', %s)%s", grain_name (grain), time->sql,
                          grain > STUDIO_GRAIN_DAY ? "::date" : "");
}

static char *
write_weekday (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("EXTRACT(ISODOW FROM %s)::int", time->sql);
}

static char *
write_weekday_name (const StudioFragment *time)
{
  return g_strdup_printf ("to_char(%s, 'Dy')", time->sql);
}

static char *
write_hour_of_day (const StudioFragment *time, StudioPrecedence *precedence)
{
  return g_strdup_printf ("EXTRACT(HOUR FROM %s)::int", time->sql);
}

/* How many months lie between the months of two times. */
static char *
write_months (const StudioFragment *from, const StudioFragment *to, StudioGrain grain)
{
  const char *part = grain == STUDIO_GRAIN_QUARTER ? "QUARTER" : "MONTH";
  int per_year = grain == STUDIO_GRAIN_QUARTER ? 4 : 12;

  if (grain == STUDIO_GRAIN_YEAR)
    return g_strdup_printf ("(EXTRACT(YEAR FROM %s) - EXTRACT(YEAR FROM %s))::int", to->sql,
                            from->sql);
  return g_strdup_printf ("((EXTRACT(YEAR FROM %s) - EXTRACT(YEAR FROM %s)) * %d + "
                          "EXTRACT(%s FROM %s) - EXTRACT(%s FROM %s))::int",
                          to->sql, from->sql, per_year, part, to->sql, part, from->sql);
}

static char *
write_difference (const StudioFragment *from,
                  const StudioFragment *to,
                  StudioGrain grain,
                  StudioPrecedence *precedence)
{
  g_autofree char *first = _studio_fragment_operand (from, STUDIO_PRECEDENCE_MULTIPLICATION);
  g_autofree char *second = _studio_fragment_operand (to, STUDIO_PRECEDENCE_ADDITION);

  if (grain >= STUDIO_GRAIN_MONTH)
    return write_months (from, to, grain);
  *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
  if (from->kind != STUDIO_FIELD_DATE || to->kind != STUDIO_FIELD_DATE)
    return g_strdup_printf ("EXTRACT(EPOCH FROM (%s - %s)) / %d", second, first,
                            _studio_standard_seconds (grain));
  /* The difference of two dates is a number of days. */
  if (grain == STUDIO_GRAIN_DAY)
    {
      *precedence = STUDIO_PRECEDENCE_ADDITION;
      return g_strdup_printf ("%s - %s", second, first);
    }
  if (grain == STUDIO_GRAIN_WEEK)
    return g_strdup_printf ("(%s - %s)::numeric / 7", second, first);
  return g_strdup_printf ("(%s - %s) * %d", second, first,
                          grain == STUDIO_GRAIN_HOUR ? 24 : 24 * 60);
}

static char *
write_interval (gint64 count, StudioGrain grain)
{
  /* An interval has no quarters. */
  gint64 number = ABS (count) * (grain == STUDIO_GRAIN_QUARTER ? 3 : 1);
  const char *unit = grain_name (grain == STUDIO_GRAIN_QUARTER ? STUDIO_GRAIN_MONTH : grain);

  return g_strdup_printf ("%c INTERVAL '%" G_GINT64_FORMAT " %s%s'", count < 0 ? '-' : '+', number,
                          unit, number == 1 ? "" : "s");
}

static char *
write_shift (const StudioFragment *time,
             gint64 count,
             StudioGrain grain,
             StudioPrecedence *precedence)
{
  g_autofree char *operand = _studio_fragment_operand (time, STUDIO_PRECEDENCE_ADDITION);
  g_autofree char *interval = write_interval (count, grain);

  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strdup_printf ("%s %s", operand, interval);
}

static char *
write_period_start (StudioGrain grain, gint64 offset, StudioPrecedence *precedence)
{
  g_autofree char *start =
      grain == STUDIO_GRAIN_DAY
          ? g_strdup ("CURRENT_DATE")
          : g_strdup_printf ("date_trunc('%s', CURRENT_DATE)", grain_name (grain));
  g_autofree char *interval = NULL;

  if (offset == 0)
    return g_steal_pointer (&start);
  interval = write_interval (offset, grain);
  *precedence = STUDIO_PRECEDENCE_ADDITION;
  return g_strdup_printf ("%s %s", start, interval);
}

const StudioCompilerClass *
_studio_compiler_postgresql (void)
{
  static const StudioCompilerClass klass = {
    .name = "PostgreSQL",
    .reserved = reserved,
    .n_reserved = G_N_ELEMENTS (reserved),
    .default_schema = "public",
    .quote_open = '"',
    .quote_close = '"',
    .filter_clause = TRUE,
    .group_by_position = TRUE,
    .nulls_last = TRUE,
    .products_overflow = TRUE,
    .text = _studio_standard_text,
    .date = _studio_standard_date,
    .boolean = _studio_standard_boolean,
    .is_true = _studio_standard_is_true,
    .contains = _studio_standard_ilike,
    .json_key = write_json_key,
    .cast = write_cast,
    .try_cast = write_try_cast,
    .parse_time = _studio_parsed_time_postgresql,
    .ratio = write_ratio,
    .bucket = write_bucket,
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
