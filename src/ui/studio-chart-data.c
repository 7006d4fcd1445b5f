/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-chart-data.h"

#include <math.h>

#include <glib/gi18n.h>

#define MAX_POINTS 1000
#define MAX_BARS 60
#define MAX_ROWS 25

static gboolean
is_axis (StudioResult *result, guint column)
{
  return !studio_field_kind_is_number (studio_result_get_column_kind (result, column));
}

/* The first column that is no number; a year or a group number may be one, if it comes first. */
static guint
find_axis (StudioResult *result)
{
  guint n = studio_result_get_n_columns (result);

  for (guint i = 0; i < n; i++)
    if (studio_field_kind_is_temporal (studio_result_get_column_kind (result, i)))
      return i;
  for (guint i = 0; i < n; i++)
    if (is_axis (result, i))
      return i;
  return 0;
}

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

/* As coarse as the values are: months when each is the first of one. */
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
  /* Translators: formats of dates along an axis, as of g_date_time_format(): a year, a month, a
   * day, an hour. */
  return years    ? C_ ("axis", "%Y")
         : months ? C_ ("axis", "%b %Y")
         : days   ? C_ ("axis", "%e %b %Y")
                  : C_ ("axis", "%e %b %H:%M");
}

static GStrv
make_labels (StudioResult *result, guint axis)
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

static StudioChartShape
choose_shape (StudioResult *result, guint axis, const char *display)
{
  guint n = studio_result_get_n_rows (result);
  gboolean is_time = studio_field_kind_is_temporal (studio_result_get_column_kind (result, axis));

  if (g_strcmp0 (display, "row") == 0 || g_strcmp0 (display, "pie") == 0 ||
      g_strcmp0 (display, "funnel") == 0)
    return STUDIO_CHART_ROW;
  if (n > MAX_BARS || g_strcmp0 (display, "line") == 0 || g_strcmp0 (display, "area") == 0 ||
      g_strcmp0 (display, "smartscalar") == 0)
    return STUDIO_CHART_LINE;
  return is_time || g_strcmp0 (display, "bar") == 0 ? STUDIO_CHART_BAR : STUDIO_CHART_ROW;
}

static void
find_range (StudioChartData *self)
{
  for (guint i = 0; i < self->n_series * self->n_points; i++)
    if (!isnan (self->values[i]))
      {
        self->minimum = MIN (self->minimum, self->values[i]);
        self->maximum = MAX (self->maximum, self->values[i]);
      }
  /* A line far from 0 shows its shape; bars have to begin at 0 to be honest. */
  if (self->shape == STUDIO_CHART_LINE && self->maximum > 0)
    {
      double least = G_MAXDOUBLE;

      for (guint i = 0; i < self->n_series * self->n_points; i++)
        if (!isnan (self->values[i]))
          least = MIN (least, self->values[i]);
      if (least > 0 && least > 0.75 * self->maximum)
        self->minimum = least - (self->maximum - least) * 0.25;
    }
  if (self->maximum <= self->minimum)
    self->maximum = self->minimum + 1;
}

static double
find_largest (StudioResult *result, guint column)
{
  double largest = 0, value;

  for (guint i = 0; i < studio_result_get_n_rows (result); i++)
    if (studio_result_get_number (result, i, column, &value))
      largest = MAX (largest, fabs (value));
  return largest;
}

/* On one axis a share of 3 and a count of 8,000 do not go together: what the KPI is about is drawn,
 * which for a percentage is what can be one, else what is large enough to be seen. */
static GArray *
choose_columns (StudioResult *result, guint axis, StudioUnit unit)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = studio_result_get_n_columns (result);
  gboolean percent = FALSE;
  double largest = 0;

  for (guint i = 0; i < n; i++)
    if (i != axis && !is_axis (result, i))
      {
        largest = MAX (largest, find_largest (result, i));
        percent = percent || (unit == STUDIO_UNIT_PERCENT && find_largest (result, i) <= 100);
      }
  for (guint i = 0; i < n && columns->len < STUDIO_CHART_MAX_SERIES; i++)
    if (i != axis && !is_axis (result, i) &&
        (percent ? find_largest (result, i) <= 100 : find_largest (result, i) * 50 >= largest))
      g_array_append_val (columns, i);
  return columns;
}

StudioChartData *
studio_chart_data_new (StudioResult *result, const char *display, StudioUnit unit)
{
  g_autoptr (StudioChartData) self = NULL;
  guint rows = studio_result_get_n_rows (result);
  guint axis = find_axis (result);
  g_autoptr (GArray) columns = choose_columns (result, axis, unit);

  if (rows < 2 || rows > MAX_POINTS || columns->len == 0)
    return NULL;

  self = g_new0 (StudioChartData, 1);
  self->shape = choose_shape (result, axis, display);
  self->n_points = self->shape == STUDIO_CHART_ROW ? MIN (rows, MAX_ROWS) : rows;
  self->n_series = self->shape == STUDIO_CHART_ROW ? 1 : columns->len;
  self->labels = make_labels (result, axis);
  self->names = g_new0 (char *, self->n_series + 1);
  self->values = g_new (double, (gsize) self->n_series * self->n_points);
  for (guint i = 0; i < self->n_series; i++)
    {
      guint column = g_array_index (columns, guint, i);

      self->names[i] = g_strdup (studio_result_get_column_name (result, column));
      for (guint j = 0; j < self->n_points; j++)
        if (!studio_result_get_number (result, j, column, &self->values[i * self->n_points + j]))
          self->values[i * self->n_points + j] = NAN;
    }
  find_range (self);
  return g_steal_pointer (&self);
}

void
studio_chart_data_free (StudioChartData *self)
{
  g_strfreev (self->labels);
  g_strfreev (self->names);
  g_free (self->values);
  g_free (self);
}

double
studio_chart_data_get (const StudioChartData *self, guint series, guint point)
{
  return self->values[series * self->n_points + point];
}

double
studio_chart_ticks (double minimum, double maximum, guint wanted, double *first)
{
  double rough = (maximum - minimum) / MAX (wanted, 1);
  double power = pow (10, floor (log10 (rough)));
  double part = rough / power;
  double step = power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);

  *first = floor (minimum / step) * step;
  return step;
}
