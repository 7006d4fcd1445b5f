/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-values.h"

#include <string.h>

/* Types of PostgreSQL by the numbers that pg_type.dat has given them for ever. */
enum
{
  OID_BOOL = 16,
  OID_BYTEA = 17,
  OID_INT8 = 20,
  OID_INT2 = 21,
  OID_INT4 = 23,
  OID_OID = 26,
  OID_FLOAT4 = 700,
  OID_FLOAT8 = 701,
  OID_MONEY = 790,
  OID_DATE = 1082,
  OID_TIME = 1083,
  OID_TIMESTAMP = 1114,
  OID_TIMESTAMPTZ = 1184,
  OID_INTERVAL = 1186,
  OID_TIMETZ = 1266,
  OID_NUMERIC = 1700,
};

/* Number.MAX_SAFE_INTEGER of JavaScript. */
#define LARGEST_SAFE G_GINT64_CONSTANT (9007199254740991)

static void
write_integer (StudioDemoWriter *writer, const char *text, gboolean big_as_text)
{
  gint64 value = g_ascii_strtoll (text, NULL, 10);

  if (big_as_text && (value > LARGEST_SAFE || value < -LARGEST_SAFE))
    studio_demo_writer_string (writer, text);
  else
    studio_demo_writer_raw (writer, text);
}

/* NaN and Infinity are written as strings by Metabase's JSON library. */
static void
write_number (StudioDemoWriter *writer, const char *text, gboolean is_float)
{
  if (strpbrk (text, "NI") != NULL)
    studio_demo_writer_string (writer, text);
  else if (is_float && strpbrk (text, ".e") == NULL)
    {
      g_autofree char *decimal = g_strconcat (text, ".0", NULL);

      studio_demo_writer_raw (writer, decimal);
    }
  else
    studio_demo_writer_raw (writer, text);
}

/* "$1,234.50" → 1234.50 */
static void
write_money (StudioDemoWriter *writer, const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) || *c == '.' || *c == '-')
      g_string_append_c (digits, *c);
  studio_demo_writer_raw (writer, digits->str);
}

static void
write_date (StudioDemoWriter *writer, const char *text)
{
  g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);

  studio_demo_writer_string (writer, midnight);
}

/* "2024-01-31 10:20:30.5+00" → "2024-01-31T10:20:30.5Z"; sessions run in UTC. A session that set
 * another zone has its offset converted. */
static void
write_timestamp (StudioDemoWriter *writer, const char *text, gboolean with_zone)
{
  g_autofree char *iso = g_strdelimit (g_strdup (text), " ", 'T');
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *written = NULL;
  char *zone = NULL;

  if (with_zone && strlen (iso) > 19)
    zone = strpbrk (iso + 19, "+-");
  if (zone == NULL || strcmp (zone, "+00") == 0)
    {
      if (zone != NULL)
        *zone = '\0';
      written = strstr (iso, "infinity") != NULL ? g_strdup (iso) : g_strconcat (iso, "Z", NULL);
    }
  else
    {
      g_autofree char *full = g_strconcat (iso, strlen (zone) == 3 ? ":00" : "", NULL);
      g_autoptr (GDateTime) local = g_date_time_new_from_iso8601 (full, utc);
      g_autoptr (GDateTime) time = local != NULL ? g_date_time_to_utc (local) : NULL;

      written = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup (text);
    }
  studio_demo_writer_string (writer, written);
}

static void
write_time (StudioDemoWriter *writer, const char *text)
{
  const char *zone = strpbrk (text, "+-");
  g_autofree char *clock = g_strndup (text, zone != NULL ? (gsize) (zone - text) : strlen (text));
  g_autofree char *written = g_strconcat (clock, "Z", NULL);

  studio_demo_writer_string (writer, written);
}

static void
read_clock (const char *word, int *hours, int *minutes, double *seconds)
{
  gboolean negative = *word == '-';
  g_auto (GStrv) parts = g_strsplit (*word == '-' || *word == '+' ? word + 1 : word, ":", 3);
  int sign = negative ? -1 : 1;

  if (g_strv_length (parts) != 3)
    return;
  *hours = sign * (int) g_ascii_strtoll (parts[0], NULL, 10);
  *minutes = sign * (int) g_ascii_strtoll (parts[1], NULL, 10);
  *seconds = sign * g_ascii_strtod (parts[2], NULL);
}

/* "1 day 02:00:00" → "0 years 0 mons 1 days 2 hours 0 mins 0.0 secs", as the driver prints it. */
static void
write_interval (StudioDemoWriter *writer, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  int years = 0;
  int months = 0;
  int days = 0;
  int hours = 0;
  int minutes = 0;
  double seconds = 0;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *written = NULL;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      int number = (int) g_ascii_strtoll (words[i], NULL, 10);

      if (strchr (words[i], ':') != NULL)
        read_clock (words[i], &hours, &minutes, &seconds);
      else if (words[i + 1] == NULL)
        break;
      else if (g_str_has_prefix (words[i + 1], "year"))
        years = number;
      else if (g_str_has_prefix (words[i + 1], "mon"))
        months = number;
      else if (g_str_has_prefix (words[i + 1], "day"))
        days = number;
    }
  g_ascii_formatd (digits, sizeof digits, "%.6f", seconds);
  while (g_str_has_suffix (digits, "0") && !g_str_has_suffix (digits, ".0"))
    digits[strlen (digits) - 1] = '\0';
  written = g_strdup_printf ("%d years %d mons %d days %d hours %d mins %s secs", years, months,
                             days, hours, minutes, digits);
  studio_demo_writer_string (writer, written);
}

/* "\xdeadbeef…" → "0xDEADBEEF" */
static void
write_bytes (StudioDemoWriter *writer, const char *text)
{
  g_autofree char *digits = g_strndup (g_str_has_prefix (text, "\\x") ? text + 2 : text, 8);
  g_autofree char *upper = g_ascii_strup (digits, -1);
  g_autofree char *written = g_strconcat ("0x", upper, NULL);

  studio_demo_writer_string (writer, written);
}

void
studio_demo_values_write (StudioDemoWriter *writer,
                          guint oid,
                          const char *text,
                          gboolean big_as_text)
{
  switch (oid)
    {
    case OID_BOOL:
      studio_demo_writer_boolean (writer, *text == 't');
      break;
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_OID:
      write_integer (writer, text, big_as_text);
      break;
    case OID_FLOAT4:
    case OID_FLOAT8:
      write_number (writer, text, TRUE);
      break;
    case OID_NUMERIC:
      write_number (writer, text, FALSE);
      break;
    case OID_MONEY:
      write_money (writer, text);
      break;
    case OID_DATE:
      write_date (writer, text);
      break;
    case OID_TIMESTAMP:
    case OID_TIMESTAMPTZ:
      write_timestamp (writer, text, oid == OID_TIMESTAMPTZ);
      break;
    case OID_TIME:
    case OID_TIMETZ:
      write_time (writer, text);
      break;
    case OID_INTERVAL:
      write_interval (writer, text);
      break;
    case OID_BYTEA:
      write_bytes (writer, text);
      break;
    default:
      studio_demo_writer_string (writer, text);
      break;
    }
}
