/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/**
 * StudioKpiShape:
 * @parsed: whether the rest is known
 * @ratio: an aggregate, or something made of one, is divided by another
 * @measure: a sum, average or the like over something
 * @percentile: a median or another percentile
 * @extreme: a minimum or maximum
 * @distinct: a count of distinct values
 * @count: a count
 * @aggregate: any aggregate at all
 * @window: a window function: growth, shares, running totals
 * @trend: grouped by a period
 * @time_window: restricted to a span of time that moves with the present
 * @dimensions: expressions it groups by, periods not counted
 * @joins: joins of tables
 * @filtered: has a condition besides those of time
 *
 * What sort of question a statement asks, read from its parse tree.
 */
typedef struct
{
  gboolean parsed;
  gboolean ratio;
  gboolean measure;
  gboolean percentile;
  gboolean extreme;
  gboolean distinct;
  gboolean count;
  gboolean aggregate;
  gboolean window;
  gboolean trend;
  gboolean time_window;
  guint dimensions;
  guint joins;
  gboolean filtered;
} StudioKpiShape;

/** studio_kpi_shape_read: @sql is within the limits of studio_sql_clean(). */
StudioKpiShape studio_kpi_shape_read (const char *sql);

G_END_DECLS
