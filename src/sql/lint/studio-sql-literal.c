/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-names-private.h"

#include <string.h>

/* Whether a quoted literal can be read as a value of a type. Only what PostgreSQL certainly refuses
 * is refused; how each type is read was tried on PostgreSQL 15. */

/* PostgreSQL compares only so many letters of a unit (TOKMAXLEN). */
#define MAX_UNIT 10

static gboolean
is_among (const char *word, gsize length, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == length && g_ascii_strncasecmp (word, *words, length) == 0)
      return TRUE;
  return FALSE;
}

/* The words that an interval may have. */
static gboolean
is_interval_unit (const char *word, gsize length)
{
  static const char *const units[] = {
    "ago",     "c",      "cent",    "centuries", "century",    "d",          "day",   "days",
    "dec",     "decade", "decades", "decs",      "h",          "hour",       "hours", "hr",
    "hrs",     "m",      "mil",     "millennia", "millennium", "millisecon", "mils",  "microsecon",
    "min",     "mins",   "minute",  "minutes",   "mon",        "mons",       "month", "months",
    "ms",      "msec",   "msecond", "mseconds",  "msecs",      "s",          "sec",   "second",
    "seconds", "secs",   "us",      "usec",      "usecond",    "useconds",   "usecs", "w",
    "week",    "weeks",  "y",       "year",      "years",      "yr",         "yrs",   NULL
  };

  return is_among (word, MIN (length, MAX_UNIT), units);
}

StudioSqlTimeField
_studio_sql_time_field (const char *word)
{
  static const char *const calendar[] = { "quarter", "qtr", NULL };
  static const char *const fields[] = { "dow",    "doy",      "isodow",     "isoyear",    "epoch",
                                        "julian", "timezone", "timezone_h", "timezone_m", NULL };
  gsize length = strlen (word);

  if (g_ascii_strcasecmp (word, "week") == 0 || g_ascii_strcasecmp (word, "weeks") == 0)
    return STUDIO_SQL_TIME_WEEK;
  if (g_ascii_strcasecmp (word, "isoyear") == 0)
    return STUDIO_SQL_TIME_ISO_YEAR;
  if (is_among (word, length, calendar))
    return STUDIO_SQL_TIME_UNIT;
  if (is_among (word, MIN (length, MAX_UNIT), fields))
    return STUDIO_SQL_TIME_FIELD;
  if (is_interval_unit (word, length) && g_ascii_strcasecmp (word, "ago") != 0)
    return STUDIO_SQL_TIME_UNIT;
  return STUDIO_SQL_TIME_NONE;
}

static gboolean
fits_integer (const char *text, StudioSqlTypeId type)
{
  static const gint64 limits[] = {
    [STUDIO_SQL_INT2] = G_MAXINT16, [STUDIO_SQL_INT4] = G_MAXINT32, [STUDIO_SQL_INT8] = G_MAXINT64
  };
  gint64 value;

  /* Newer versions read 1_000 and 0x1F. */
  if (g_ascii_isdigit (text[strspn (text, "+-")]) && strpbrk (text, "_xXoObB") != NULL)
    return TRUE;
  return g_ascii_string_to_signed (*text == '+' ? text + 1 : text, 10, -limits[type] - 1,
                                   limits[type], &value, NULL);
}

static gboolean
fits_number (const char *text)
{
  char *end;

  if (strchr (text, '_') != NULL)
    return TRUE;
  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static gboolean
fits_boolean (const char *text)
{
  static const char *const words[] = { "true", "false", "yes", "no", "on", "off", "1", "0" };
  gsize length = strlen (text);

  if (length == 0 || (length == 1 && g_ascii_tolower (*text) == 'o'))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (length <= strlen (words[i]) && g_ascii_strncasecmp (words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_digit (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      return TRUE;
  return FALSE;
}

/* Whether @accepts every run of letters. */
static gboolean
all_words (const char *text, gboolean (*accepts) (const char *word, gsize length))
{
  while (*text != '\0')
    {
      gsize length = 0;

      while (g_ascii_isalpha (text[length]))
        length++;
      if (length > 0 && !accepts (text, length))
        return FALSE;
      text += MAX (1, length);
    }
  return TRUE;
}

static gboolean
has_special_word (const char *text)
{
  static const char *const words[] = { "now",   "today",    "tomorrow", "yesterday",
                                       "epoch", "infinity", "allballs", NULL };

  while (*text != '\0')
    {
      gsize length = 0;

      while (g_ascii_isalpha (text[length]))
        length++;
      if (length > 0 && is_among (text, length, words))
        return TRUE;
      text += MAX (1, length);
    }
  return FALSE;
}

/* Words of time spans and of English, which no date has. */
static gboolean
may_be_in_date (const char *word, gsize length)
{
  static const char *const words[] = { "day",    "days",    "week",     "weeks",   "month",
                                       "months", "year",    "years",    "hour",    "hours",
                                       "minute", "minutes", "second",   "seconds", "min",
                                       "mins",   "quarter", "quarters", "ago",     "last",
                                       "this",   "current", "start",    "end",     "between",
                                       "next",   "q",       NULL };

  return !is_among (word, length, words);
}

/* `2024-02-30`, `2024-13-01`, `2024-01`, `2024`: what looks like ISO 8601 must be a day. */
static gboolean
is_iso_day (const char *text)
{
  int part[3] = { 0 };
  guint n = 0;
  const char *c = text;

  for (; n < G_N_ELEMENTS (part); n++)
    {
      const char *first = c;

      while (g_ascii_isdigit (*c) && c - first < 5)
        part[n] = part[n] * 10 + (*c++ - '0');
      if (n == 0 && *c == '\0')
        return c - first >= 5;
      if (c == first || (n == 0 && c - first != 4) || (n > 0 && c - first > 2))
        return TRUE;
      if (*c == '\0' || *c != '-')
        break;
      c++;
    }
  if (n < 2)
    return *c != '\0';
  if (part[1] < 1 || part[1] > 12)
    return FALSE;
  return part[2] >= 1 && part[0] >= 1 && part[2] <= g_date_get_days_in_month (part[1], part[0]);
}

static gboolean
fits_date (const char *text, gboolean with_day)
{
  if (has_special_word (text))
    return TRUE;
  return has_digit (text) && g_str_is_ascii (text) && all_words (text, may_be_in_date) &&
         (!with_day || is_iso_day (text));
}

static gboolean
fits_interval (const char *text)
{
  if (has_special_word (text))
    return TRUE;
  if ((*text == 'P' || *text == 'p') &&
      (strchr ("T-", text[1]) != NULL || g_ascii_isdigit (text[1])))
    return TRUE;
  return has_digit (text) && g_str_is_ascii (text) && all_words (text, is_interval_unit);
}

static gboolean
fits_uuid (const char *text)
{
  guint digits = 0;

  for (; *text != '\0'; text++)
    if (g_ascii_isxdigit (*text))
      digits++;
    else if (strchr ("-{}", *text) == NULL)
      return FALSE;
  return digits == 32;
}

static gboolean
fits_json (const char *text)
{
  gsize length = strlen (text);

  switch (*text)
    {
    case '{':
      return length >= 2 && text[length - 1] == '}' && !g_ascii_isalpha (text[1]);
    case '[':
      return text[length - 1] == ']';
    case '"':
      return length >= 2 && text[length - 1] == '"';
    default:
      return length > 0 && (strcmp (text, "true") == 0 || strcmp (text, "false") == 0 ||
                            strcmp (text, "null") == 0 || fits_number (text));
    }
}

gboolean
_studio_sql_literal_fits (const char *literal, StudioSqlTypeId type)
{
  g_autofree char *text = NULL;

  if (type <= STUDIO_SQL_USER_ENUM || _studio_sql_type_category (type) == 'S')
    return TRUE;
  text = g_strstrip (g_strdup (literal));
  if ((type & STUDIO_SQL_ARRAY) != 0)
    return (*text == '{' || *text == '[') && g_str_has_suffix (text, "}");
  switch (type)
    {
    case STUDIO_SQL_INT2:
    case STUDIO_SQL_INT4:
    case STUDIO_SQL_INT8:
      return fits_integer (text, type);
    case STUDIO_SQL_NUMERIC:
    case STUDIO_SQL_FLOAT4:
    case STUDIO_SQL_FLOAT8:
      return fits_number (text);
    case STUDIO_SQL_BOOL:
      return fits_boolean (text);
    case STUDIO_SQL_DATE:
    case STUDIO_SQL_TIMESTAMP:
    case STUDIO_SQL_TIMESTAMPTZ:
      return fits_date (text, TRUE);
    case STUDIO_SQL_TIME:
    case STUDIO_SQL_TIMETZ:
      return fits_date (text, FALSE);
    case STUDIO_SQL_INTERVAL:
      return fits_interval (text);
    case STUDIO_SQL_UUID:
      return fits_uuid (text);
    case STUDIO_SQL_JSON:
    case STUDIO_SQL_JSONB:
      return fits_json (text);
    default:
      return TRUE;
    }
}
