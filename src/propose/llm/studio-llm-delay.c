/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-delay.h"

#include <math.h>
#include <string.h>

#define FIRST_SECONDS 0.5
#define MAX_SECONDS 8.0

double
studio_llm_delay_parse (const char *text)
{
  static const struct
  {
    const char *unit;
    double seconds;
  } units[] = { { "ms", 1e-3 }, { "us", 1e-6 }, { "µs", 1e-6 }, { "ns", 1e-9 },
                { "h", 3600 },  { "m", 60 },    { "s", 1 } };
  double total = 0;

  if (text == NULL || *text == '\0')
    return -1;
  while (*text != '\0')
    {
      char *end;
      double number = g_ascii_isdigit (*text) || *text == '.' ? g_ascii_strtod (text, &end) : -1;
      gsize i;

      if (number < 0 || end == text || !isfinite (number))
        return -1;
      for (i = 0; i < G_N_ELEMENTS (units); i++)
        if (g_str_has_prefix (end, units[i].unit))
          break;
      if (i == G_N_ELEMENTS (units))
        return -1;
      total += number * units[i].seconds;
      text = end + strlen (units[i].unit);
    }
  return total;
}

static double
read_number (const char *text)
{
  char *end;
  double number;

  if (text == NULL || !g_ascii_isdigit (*text))
    return -1;
  number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (number) ? number : -1;
}

static double
read_date (const char *text)
{
  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (text);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return date != NULL ? MAX (0, g_date_time_difference (date, now) / (double) G_TIME_SPAN_SECOND)
                      : -1;
}

static double
read_reset (SoupMessageHeaders *headers, const char *what)
{
  g_autofree char *remaining = g_strconcat ("x-ratelimit-remaining-", what, NULL);
  g_autofree char *reset = g_strconcat ("x-ratelimit-reset-", what, NULL);
  const char *left = soup_message_headers_get_one (headers, remaining);

  /* A limit of which something is left is not the one that was hit. */
  if (left != NULL && strcmp (what, "requests") == 0 && read_number (left) > 0)
    return -1;
  return studio_llm_delay_parse (soup_message_headers_get_one (headers, reset));
}

double
studio_llm_delay_read (SoupMessageHeaders *headers, guint status)
{
  const char *after = soup_message_headers_get_one (headers, "retry-after");
  double seconds = read_number (soup_message_headers_get_one (headers, "retry-after-ms"));

  if (seconds >= 0)
    return seconds / 1000;
  seconds = read_number (after);
  if (seconds < 0 && after != NULL)
    seconds = read_date (after);
  if (seconds < 0 && status == 429)
    seconds = MAX (read_reset (headers, "requests"), read_reset (headers, "tokens"));
  return seconds;
}

double
studio_llm_delay_back_off (guint tries)
{
  double seconds = MIN (FIRST_SECONDS * (1 << MIN (MAX (tries, 1) - 1, 10)), MAX_SECONDS);

  return seconds * (1 - 0.25 * g_random_double ());
}
