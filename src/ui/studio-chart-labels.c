/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-chart-labels.h"

#include <string.h>

#include <glib/gi18n.h>

static GDateTime *
parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = NULL;

  if (text == NULL)
    return NULL;
  if (strlen (text) == 10)
    full = g_strconcat (text, "T00:00:00Z", NULL);
  return g_date_time_new_from_iso8601 (full != NULL ? full : text, utc);
}

/* Months when each is the first of one, and so on. */
static const char *
choose_format (StudioResult *result, guint axis)
{
  gboolean days = TRUE, months = TRUE, years = TRUE;

  for (guint i = 0; i < studio_result_get_n_rows (result); i++)
    {
      g_autoptr (GDateTime) time = parse_time (studio_result_get_cell (result, i, axis));

      if (time == NULL)
        continue;
      days = days && g_date_time_get_hour (time) == 0 && g_date_time_get_minute (time) == 0;
      months = months && days && g_date_time_get_day_of_month (time) == 1;
      years = years && months && g_date_time_get_month (time) == 1;
    }
  /* Translators: dates along an axis, as of g_date_time_format(): a year, a month, a day, an hour.
   */
  return years    ? C_ ("axis", "%Y")
         : months ? C_ ("axis", "%b %Y")
         : days   ? C_ ("axis", "%e %b %Y")
                  : C_ ("axis", "%e %b %H:%M");
}

GStrv
studio_chart_label_rows (StudioResult *result, guint axis)
{
  guint n = studio_result_get_n_rows (result);
  gboolean is_time = studio_field_kind_is_temporal (studio_result_get_column_kind (result, axis));
  const char *format = is_time ? choose_format (result, axis) : NULL;
  GStrv labels = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const char *cell = studio_result_get_cell (result, i, axis);
      g_autoptr (GDateTime) time = is_time ? parse_time (cell) : NULL;

      if (time != NULL)
        labels[i] = g_strstrip (g_date_time_format (time, format));
      else
        labels[i] = g_strdup (cell != NULL ? cell : _ ("(empty)"));
    }
  return labels;
}
