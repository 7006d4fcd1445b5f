/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/studio-chart-data.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CHART (studio_chart_get_type ())

/** StudioChart: a line, bar or row chart with axes. The arrow keys and the pointer tell the value
 * of a point. */
G_DECLARE_FINAL_TYPE (StudioChart, studio_chart, STUDIO, CHART, GtkWidget)

/** studio_chart_set_data: @data is (transfer full) (nullable). */
void studio_chart_set_data (StudioChart *self, StudioChartData *data);

G_END_DECLS
