/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-chart-data.h"

#include "ui/studio-chart-labels.h"

#include <math.h>

#include <glib/gi18n.h>

#define MAX_POINTS 1000
#define MAX_BARS 60
#define MAX_ROWS 25

static gboolean
is_number (StudioResult *result, guint column)
{
  return studio_field_kind_is_number (studio_result_get_column_kind (result, column));
}

static gboolean
is_temporal (StudioResult *result, guint column)
{
  return studio_field_kind_is_temporal (studio_result_get_column_kind (result, column));
}

/* What the settings name, else the first time, else the first column that is no number; a year or
 * a group number may be one, if it comes first. */
static guint
find_axis (StudioResult *result, GArray *dimensions)
{
  guint n = studio_result_get_n_columns (result);

  if (dimensions->len > 0)
    return g_array_index (dimensions, guint, 0);
  for (guint i = 0; i < n; i++)
    if (is_temporal (result, i))
      return i;
  for (guint i = 0; i < n; i++)
    if (!is_number (result, i))
      return i;
  return 0;
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

/* What the settings name; else every number that is large enough to be seen beside the others. */
static GArray *
find_metrics (StudioResult *result, guint axis, const StudioVisualization *visualization)
{
  GArray *columns = studio_visualization_find_columns (visualization, result, TRUE);
  guint n = studio_result_get_n_columns (result);
  double largest = 0;

  if (columns->len > 0)
    {
      g_array_set_size (columns, MIN (columns->len, STUDIO_CHART_MAX_SERIES));
      return columns;
    }
  for (guint i = 0; i < n; i++)
    if (i != axis && is_number (result, i))
      largest = MAX (largest, find_largest (result, i));
  for (guint i = 0; i < n && columns->len < STUDIO_CHART_MAX_SERIES; i++)
    if (i != axis && is_number (result, i) && find_largest (result, i) * 50 >= largest)
      g_array_append_val (columns, i);
  return columns;
}

static StudioChartShape
choose_shape (StudioResult *result, guint axis, const char *display, guint n_points)
{
  if (g_strcmp0 (display, "row") == 0 || g_strcmp0 (display, "pie") == 0 ||
      g_strcmp0 (display, "funnel") == 0)
    return STUDIO_CHART_ROW;
  if (n_points > MAX_BARS || g_strcmp0 (display, "line") == 0 || g_strcmp0 (display, "area") == 0 ||
      g_strcmp0 (display, "smartscalar") == 0)
    return STUDIO_CHART_LINE;
  return is_temporal (result, axis) || g_strcmp0 (display, "bar") == 0 ||
                 g_strcmp0 (display, "combo") == 0
             ? STUDIO_CHART_BAR
             : STUDIO_CHART_ROW;
}

static void
find_range (StudioChartData *self)
{
  guint n = self->n_series * self->n_points;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    if (!isnan (self->values[i]))
      {
        least = MIN (least, self->values[i]);
        self->maximum = MAX (self->maximum, self->values[i]);
      }
  self->minimum = MIN (0, least);
  /* A line far from 0 shows its shape; bars have to begin at 0 to be honest. */
  if (self->shape == STUDIO_CHART_LINE && least > 0.75 * self->maximum)
    self->minimum = least - (self->maximum - least) * 0.25;
  if (self->maximum <= self->minimum)
    self->maximum = self->minimum + 1;
}

static void
allocate (StudioChartData *self, guint n_series, guint n_points)
{
  self->n_series = n_series;
  self->n_points = n_points;
  self->names = g_new0 (char *, n_series + 1);
  self->values = g_new (double, (gsize) n_series *n_points);
  for (gsize i = 0; i < (gsize) n_series * n_points; i++)
    self->values[i] = NAN;
}

/* A series for each number. */
static void
fill (StudioChartData *self,
      StudioResult *result,
      guint axis,
      GArray *metrics,
      const StudioVisualization *visualization)
{
  guint rows = studio_result_get_n_rows (result);

  self->shape = choose_shape (result, axis, studio_visualization_get_display (visualization), rows);
  allocate (self, self->shape == STUDIO_CHART_ROW ? 1 : metrics->len,
            self->shape == STUDIO_CHART_ROW ? MIN (rows, MAX_ROWS) : rows);
  self->labels = studio_chart_label_rows (result, axis);
  for (guint i = 0; i < self->n_series; i++)
    {
      guint column = g_array_index (metrics, guint, i);

      self->names[i] = g_strdup (studio_visualization_get_title (visualization, result, column));
      self->styles[i] = studio_visualization_get_style (visualization, result, column);
      for (guint j = 0; j < self->n_points; j++)
        {
          double value;

          if (studio_result_get_number (result, j, column, &value))
            self->values[i * self->n_points + j] = value * self->styles[i].scale;
        }
    }
}

static guint
find_or_add (GPtrArray *values, const char *value)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (values, value, g_str_equal, &index))
    return index;
  g_ptr_array_add (values, g_strdup (value));
  return values->len - 1;
}

/* One number broken out by a second dimension: a series for each of its values, in the order in
 * which they come; what is more than can be told apart is left to the table. */
static gboolean
fill_broken_out (StudioChartData *self,
                 StudioResult *result,
                 GArray *dimensions,
                 guint metric,
                 const StudioVisualization *visualization)
{
  guint axis = g_array_index (dimensions, guint, 0);
  guint by = g_array_index (dimensions, guint, 1);
  guint rows = studio_result_get_n_rows (result);
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) series = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) labels = studio_chart_label_rows (result, axis);
  g_auto (GStrv) names = studio_chart_label_rows (result, by);
  StudioNumberStyle style = studio_visualization_get_style (visualization, result, metric);

  for (guint i = 0; i < rows; i++)
    {
      find_or_add (points, labels[i]);
      find_or_add (series, names[i]);
    }
  if (points->len < 2 || points->len > MAX_BARS)
    {
      studio_number_style_clear (&style);
      return FALSE;
    }
  self->shape = is_temporal (result, axis) ? STUDIO_CHART_LINE : STUDIO_CHART_BAR;
  allocate (self, MIN (series->len, STUDIO_CHART_MAX_SERIES), points->len);
  for (guint i = 0; i < rows; i++)
    {
      guint one = find_or_add (series, names[i]);
      double value;

      if (one < self->n_series && studio_result_get_number (result, i, metric, &value))
        self->values[one * self->n_points + find_or_add (points, labels[i])] = value * style.scale;
    }
  self->labels = g_new0 (char *, points->len + 1);
  for (guint i = 0; i < points->len; i++)
    self->labels[i] = g_strdup (g_ptr_array_index (points, i));
  for (guint i = 0; i < self->n_series; i++)
    {
      self->names[i] = g_strdup (g_ptr_array_index (series, i));
      self->styles[i] = style;
      self->styles[i].prefix = g_strdup (style.prefix);
      self->styles[i].suffix = g_strdup (style.suffix);
    }
  studio_number_style_clear (&style);
  return TRUE;
}

StudioChartData *
studio_chart_data_new (StudioResult *result, const StudioVisualization *visualization)
{
  g_autoptr (StudioChartData) self = NULL;
  g_autoptr (GArray) dimensions = studio_visualization_find_columns (visualization, result, FALSE);
  guint rows = studio_result_get_n_rows (result);
  guint axis;
  g_autoptr (GArray) metrics = NULL;

  if (rows < 2 || rows > MAX_POINTS)
    return NULL;
  axis = find_axis (result, dimensions);
  metrics = find_metrics (result, axis, visualization);
  if (metrics->len == 0)
    return NULL;

  self = g_new0 (StudioChartData, 1);
  if (dimensions->len > 1)
    {
      if (!fill_broken_out (self, result, dimensions, g_array_index (metrics, guint, 0),
                            visualization))
        return NULL;
    }
  else
    fill (self, result, axis, metrics, visualization);
  find_range (self);
  return g_steal_pointer (&self);
}

void
studio_chart_data_free (StudioChartData *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->styles); i++)
    studio_number_style_clear (&self->styles[i]);
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

char *
studio_chart_data_format (const StudioChartData *self, guint series, double value)
{
  return studio_number_style_format (&self->styles[series], value);
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
