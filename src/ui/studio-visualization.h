/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "core/studio-result.h"

G_BEGIN_DECLS

/**
 * StudioNumberStyle:
 * @scale: what values are multiplied by to be shown (100 for a share that is a percentage)
 * @decimals: digits after the point, -1 for as many as matter
 * @prefix: (nullable): before the number
 * @suffix: (nullable): after it
 *
 * How the numbers of a column are written for people.
 */
typedef struct
{
  double scale;
  int decimals;
  char *prefix;
  char *suffix;
} StudioNumberStyle;

void studio_number_style_clear (StudioNumberStyle *self);

/** studio_number_style_format: @value is already multiplied by the scale. Returns: (transfer full)
 */
char *studio_number_style_format (const StudioNumberStyle *self, double value);

/** StudioVisualization: Metabase's visualization settings of a KPI, as far as the window heeds
 * them. Immutable. */
typedef struct _StudioVisualization StudioVisualization;

/** studio_visualization_new: of @kpi's settings and unit. Returns: (transfer full) */
StudioVisualization *studio_visualization_new (StudioKpi *kpi);
void studio_visualization_free (StudioVisualization *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioVisualization, studio_visualization_free)

/** studio_visualization_get_display: Returns: (transfer none) (nullable): the chart type. */
const char *studio_visualization_get_display (const StudioVisualization *self);

/** studio_visualization_get_title: Returns: (transfer none): what @column of @result is called for
 * people. */
const char *studio_visualization_get_title (const StudioVisualization *self,
                                            StudioResult *result,
                                            guint column);

/** studio_visualization_get_style: Returns: (transfer full): clear it with
 * studio_number_style_clear(). */
StudioNumberStyle studio_visualization_get_style (const StudioVisualization *self,
                                                  StudioResult *result,
                                                  guint column);

/**
 * studio_visualization_find_columns:
 * @metrics: whether numbers are wanted, or what they are shown by
 *
 * Returns: (transfer full) (element-type guint): the columns that the settings name for the chart
 *   and @result has, in their order; empty when they name none
 */
GArray *studio_visualization_find_columns (const StudioVisualization *self,
                                           StudioResult *result,
                                           gboolean metrics);

G_END_DECLS
