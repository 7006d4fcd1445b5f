/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-format.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Groups the digits where the locale (C, POSIX) has no separator of its own. */
static char *
group_digits (const char *text)
{
  gsize start = text[0] == '-';
  gsize digits = strspn (text + start, "0123456789");
  GString *grouped;

  if (*localeconv ()->thousands_sep != '\0' || digits <= 3)
    return g_strdup (text);
  grouped = g_string_new_len (text, (gssize) start);
  for (gsize i = 0; i < digits; i++)
    {
      if (i > 0 && (digits - i) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, text[start + i]);
    }
  g_string_append (grouped, text + start + digits);
  return g_string_free (grouped, FALSE);
}

char *
studio_format_integer (gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GINT64_FORMAT, value);

  return group_digits (text);
}

char *
studio_format_short_count (gint64 value)
{
  static const struct
  {
    double size;
    const char *sign;
  } units[] = { { 1e9, "G" }, { 1e6, "M" }, { 1e3, "k" } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (value >= units[i].size)
      {
        double scaled = value / units[i].size;

        return g_strdup_printf ("%.*f%s", scaled < 99.95 ? 1 : 0, scaled, units[i].sign);
      }
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static int
count_decimals (double value)
{
  double size = fabs (value);

  if (value == floor (value))
    return 0;
  if (size >= 1000)
    return 1;
  return size >= 1 ? 2 : 4;
}

char *
studio_format_number (double value, int decimals)
{
  g_autofree char *text = NULL;

  if (!isfinite (value))
    return g_strdup ("—");
  text = g_strdup_printf ("%'.*f", decimals >= 0 ? decimals : count_decimals (value), value);
  return group_digits (text);
}

char *
studio_format_milliseconds (gint64 milliseconds)
{
  if (milliseconds < 1000)
    return g_strdup_printf (_ ("%d ms"), (int) milliseconds);
  if (milliseconds < 60000)
    return g_strdup_printf (_ ("%.1f s"), (double) milliseconds / 1000);
  return g_strdup_printf (_ ("%d min"), (int) (milliseconds / 60000));
}

char *
studio_format_seconds (double seconds)
{
  int whole = (int) MAX (0, seconds + 0.5);

  if (whole < 60)
    return g_strdup_printf (_ ("%d s"), whole);
  return g_strdup_printf (_ ("%d min %d s"), whole / 60, whole % 60);
}
