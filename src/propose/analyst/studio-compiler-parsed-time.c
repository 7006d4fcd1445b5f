/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-parsed-time.h"

/* The year 9999 stands for “never”. */
#define YEAR "^[12][0-9]{3}"
#define MONTH "(0[1-9]|1[0-2])"
#define DAY "(0[1-9]|[12][0-9]|3[01])"
#define CLOCK "([01][0-9]|2[0-3])"
#define SIXTY "[0-5][0-9]"

/* What a text of the form looks like, so that nothing else is parsed. */
static const char *
shape (StudioTimeForm form)
{
  switch ((int) form)
    {
    case STUDIO_TIME_FORM_DAY_DIGITS:
      return YEAR MONTH DAY "$";
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      return YEAR MONTH DAY CLOCK SIXTY SIXTY "$";
    case STUDIO_TIME_FORM_ISO_DAY:
      return YEAR "-" MONTH "-" DAY "$";
    default:
      return YEAR "-" MONTH "-" DAY "[ T]" CLOCK ":" SIXTY ":" SIXTY;
    }
}

/* @value as a text: 20240131 may be kept as a number. */
static char *
as_text (const StudioFragment *value, const char *type)
{
  return studio_field_kind_is_number (value->kind)
             ? g_strdup_printf ("CAST(%s AS %s)", value->sql, type)
             : g_strdup (value->sql);
}

static char *
operand_of (const StudioFragment *value)
{
  return _studio_fragment_operand (value, STUDIO_PRECEDENCE_MULTIPLICATION);
}

/* The part of @text that has the form: PostgreSQL gives what is in parentheses, if there are any.
 */
static char *
matching_part (const char *text, StudioTimeForm form)
{
  g_autoptr (GString) pattern = g_string_new (shape (form));

  g_string_replace (pattern, "(", "(?:", 0);
  g_string_replace (pattern, "[0-9]", "\\d", 0);
  return g_strdup_printf ("SUBSTRING(%s FROM '%s')", text, pattern->str);
}

char *
_studio_parsed_time_postgresql (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *text = as_text (value, "text");
  g_autofree char *operand = operand_of (value);
  g_autofree char *part = NULL;

  if (form == STUDIO_TIME_FORM_EPOCH_SECONDS)
    return g_strdup_printf ("TO_TIMESTAMP(%s)", value->sql);
  if (form == STUDIO_TIME_FORM_EPOCH_MILLISECONDS)
    return g_strdup_printf ("TO_TIMESTAMP(%s / 1000.0)", operand);
  part = matching_part (text, form);
  switch ((int) form)
    {
    case STUDIO_TIME_FORM_DAY_DIGITS:
      return g_strdup_printf ("TO_DATE(%s, 'YYYYMMDD')", part);
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      return g_strdup_printf ("TO_TIMESTAMP(%s, 'YYYYMMDDHH24MISS')::timestamp", part);
    case STUDIO_TIME_FORM_ISO_DAY:
      return g_strdup_printf ("TO_DATE(%s, 'YYYY-MM-DD')", part);
    default:
      return g_strdup_printf ("%s::timestamp", part);
    }
}

char *
_studio_parsed_time_redshift (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *text = as_text (value, "varchar(20)");
  g_autofree char *operand = operand_of (value);
  g_autofree char *time = NULL;

  switch ((int) form)
    {
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("(TIMESTAMP 'epoch' + %s * INTERVAL '1 second')", operand);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("(TIMESTAMP 'epoch' + %s / 1000 * INTERVAL '1 second')", operand);
    case STUDIO_TIME_FORM_DAY_DIGITS:
      time = g_strdup_printf ("TO_DATE(%s, 'YYYYMMDD')", text);
      break;
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      time = g_strdup_printf ("TO_TIMESTAMP(%s, 'YYYYMMDDHH24MISS')::timestamp", text);
      break;
    case STUDIO_TIME_FORM_ISO_DAY:
      time = g_strdup_printf ("TO_DATE(%s, 'YYYY-MM-DD')", text);
      break;
    default:
      time = g_strdup_printf ("%s::timestamp", text);
      break;
    }
  return g_strdup_printf ("CASE WHEN %s ~ '%s' THEN %s END", text, shape (form), time);
}

char *
_studio_parsed_time_mysql (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *operand = operand_of (value);
  const char *format;

  switch ((int) form)
    {
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("FROM_UNIXTIME(%s)", value->sql);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("FROM_UNIXTIME(%s / 1000)", operand);
    case STUDIO_TIME_FORM_DAY_DIGITS:
      format = "%Y%m%d";
      break;
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      format = "%Y%m%d%H%i%s";
      break;
    case STUDIO_TIME_FORM_ISO_DAY:
      format = "%Y-%m-%d";
      break;
    default:
      return g_strdup_printf ("CASE WHEN %s REGEXP '%s' THEN CAST(%s AS DATETIME) END", value->sql,
                              shape (form), value->sql);
    }
  return g_strdup_printf ("CASE WHEN %s REGEXP '%s' THEN STR_TO_DATE(%s, '%s') END", value->sql,
                          shape (form), value->sql, format);
}

/* Its own functions are NULL for what is no time. */
char *
_studio_parsed_time_sqlite (const StudioFragment *value, StudioTimeForm form)
{
  const char *sql = value->sql;
  g_autofree char *operand = operand_of (value);
  g_autofree char *day = g_strdup_printf (
      "substr(%s, 1, 4) || '-' || substr(%s, 5, 2) || '-' || substr(%s, 7, 2)", sql, sql, sql);

  switch ((int) form)
    {
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("datetime(%s, 'unixepoch')", sql);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("datetime(%s / 1000, 'unixepoch')", operand);
    case STUDIO_TIME_FORM_DAY_DIGITS:
      return g_strdup_printf ("CASE WHEN length(%s) = 8 THEN date(%s) END", sql, day);
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      return g_strdup_printf ("CASE WHEN length(%s) = 14 THEN datetime(%s || ' ' || substr(%s, 9, "
                              "2) || ':' || substr(%s, 11, 2) || ':' || substr(%s, 13, 2)) END",
                              sql, day, sql, sql, sql);
    case STUDIO_TIME_FORM_ISO_DAY:
      return g_strdup_printf ("CASE WHEN length(%s) = 10 THEN date(%s) END", sql, sql);
    default:
      return g_strdup_printf ("CASE WHEN length(%s) >= 19 THEN datetime(%s) END", sql, sql);
    }
}

char *
_studio_parsed_time_sqlserver (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *text = as_text (value, "varchar(20)");
  g_autofree char *operand = operand_of (value);

  switch ((int) form)
    {
    /* What DATEADD adds has to fit 32 bits. */
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("DATEADD(second, %s %% 60, DATEADD(minute, %s / 60, CAST('1970-01-01'"
                              " AS DATETIME2)))",
                              operand, operand);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("DATEADD(millisecond, %s %% 60000, DATEADD(minute, %s / 60000, "
                              "CAST('1970-01-01' AS DATETIME2)))",
                              operand, operand);
    case STUDIO_TIME_FORM_DAY_DIGITS:
      return g_strdup_printf ("TRY_CONVERT(DATE, %s, 112)", text);
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      return g_strdup_printf (
          "TRY_CONVERT(DATETIME2, STUFF(STUFF(STUFF(%s, 13, 0, ':'), 11, 0, ':'), 9, 0, ' '))",
          text);
    case STUDIO_TIME_FORM_ISO_DAY:
      return g_strdup_printf ("TRY_CONVERT(DATE, %s, 23)", text);
    default:
      return g_strdup_printf ("TRY_CONVERT(DATETIME2, %s)", text);
    }
}

char *
_studio_parsed_time_bigquery (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *text = as_text (value, "STRING");

  switch ((int) form)
    {
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("TIMESTAMP_SECONDS(%s)", value->sql);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("TIMESTAMP_MILLIS(%s)", value->sql);
    case STUDIO_TIME_FORM_DAY_DIGITS:
      return g_strdup_printf ("SAFE.PARSE_DATE('%%Y%%m%%d', %s)", text);
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      return g_strdup_printf ("SAFE.PARSE_DATETIME('%%Y%%m%%d%%H%%M%%S', %s)", text);
    case STUDIO_TIME_FORM_ISO_DAY:
      return g_strdup_printf ("SAFE_CAST(%s AS DATE)", text);
    default:
      return g_strdup_printf ("SAFE_CAST(%s AS DATETIME)", text);
    }
}

char *
_studio_parsed_time_snowflake (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *text = as_text (value, "VARCHAR");

  switch ((int) form)
    {
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("TO_TIMESTAMP_NTZ(%s, 0)", value->sql);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("TO_TIMESTAMP_NTZ(%s, 3)", value->sql);
    case STUDIO_TIME_FORM_DAY_DIGITS:
      return g_strdup_printf ("TRY_TO_DATE(%s, 'YYYYMMDD')", text);
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      return g_strdup_printf ("TRY_TO_TIMESTAMP_NTZ(%s, 'YYYYMMDDHH24MISS')", text);
    case STUDIO_TIME_FORM_ISO_DAY:
      return g_strdup_printf ("TRY_TO_DATE(%s, 'YYYY-MM-DD')", text);
    default:
      return g_strdup_printf ("TRY_TO_TIMESTAMP_NTZ(%s)", text);
    }
}

char *
_studio_parsed_time_clickhouse (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *text = as_text (value, "Nullable(String)");

  switch ((int) form)
    {
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("toDateTime(%s)", value->sql);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("fromUnixTimestamp64Milli(%s)", value->sql);
    case STUDIO_TIME_FORM_DAY_DIGITS:
    case STUDIO_TIME_FORM_ISO_DAY:
      return g_strdup_printf ("toDate(parseDateTimeBestEffortOrNull(%s))", text);
    default:
      return g_strdup_printf ("parseDateTimeBestEffortOrNull(%s)", text);
    }
}

char *
_studio_parsed_time_trino (const StudioFragment *value, StudioTimeForm form)
{
  g_autofree char *text = as_text (value, "varchar");
  g_autofree char *operand = operand_of (value);

  switch ((int) form)
    {
    case STUDIO_TIME_FORM_EPOCH_SECONDS:
      return g_strdup_printf ("from_unixtime(%s)", value->sql);
    case STUDIO_TIME_FORM_EPOCH_MILLISECONDS:
      return g_strdup_printf ("from_unixtime(%s / 1e3)", operand);
    case STUDIO_TIME_FORM_DAY_DIGITS:
      return g_strdup_printf ("TRY(CAST(date_parse(%s, '%%Y%%m%%d') AS date))", text);
    case STUDIO_TIME_FORM_SECOND_DIGITS:
      return g_strdup_printf ("TRY(date_parse(%s, '%%Y%%m%%d%%H%%i%%s'))", text);
    case STUDIO_TIME_FORM_ISO_DAY:
      return g_strdup_printf ("TRY_CAST(%s AS date)", text);
    default:
      return g_strdup_printf ("TRY_CAST(%s AS timestamp)", text);
    }
}
