/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-result.h"
#include "ui/studio-visualization.h"

G_BEGIN_DECLS

/** StudioChartShape: how a result is drawn. */
typedef enum
{
  STUDIO_CHART_LINE,
  STUDIO_CHART_BAR,
  STUDIO_CHART_ROW,
} StudioChartShape;

#define STUDIO_CHART_MAX_SERIES 5

/**
 * StudioChartData:
 * @labels: of the points along the axis, for people
 * @names: of the series, for people
 * @values: a series after the other, @n_points each, as they are shown; NaN where there is none
 * @styles: how the numbers of each series are written
 * @minimum: and @maximum: of all values and 0, NaN excepted
 *
 * A result made ready to be drawn.
 */
typedef struct
{
  StudioChartShape shape;
  guint n_points;
  guint n_series;
  GStrv labels;
  GStrv names;
  double *values;
  StudioNumberStyle styles[STUDIO_CHART_MAX_SERIES];
  double minimum;
  double maximum;
} StudioChartData;

/**
 * studio_chart_data_new:
 * @visualization: which columns are drawn, and how
 *
 * Returns: (transfer full) (nullable): %NULL when there is nothing to draw: no number, less than
 * two rows, or too many
 */
StudioChartData *
studio_chart_data_new (StudioResult *result, const StudioVisualization *visualization);
void studio_chart_data_free (StudioChartData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioChartData, studio_chart_data_free)

double studio_chart_data_get (const StudioChartData *self, guint series, guint point);

/** studio_chart_data_format: Returns: (transfer full): a value of a series, as it is written. */
char *studio_chart_data_format (const StudioChartData *self, guint series, double value);

/**
 * studio_chart_ticks:
 * @minimum: of what is drawn
 * @maximum: of what is drawn
 * @wanted: about how many
 * @first: (out): the first tick, at or below @minimum
 *
 * Returns: the distance of ticks at round numbers, above 0
 */
double studio_chart_ticks (double minimum, double maximum, guint wanted, double *first);

G_END_DECLS
