/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "core/studio-result.h"
#include "store/studio-kpi-history.h"

G_BEGIN_DECLS

/** studio_history_event_describe: Returns: (transfer full): what happened, for people. */
char *studio_history_event_describe (const StudioHistoryEvent *event);

/** studio_history_event_get_icon: Returns: (transfer none): the name of the icon that stands for
 * it. */
const char *studio_history_event_get_icon (const StudioHistoryEvent *event);

/** studio_history_describe_time: Returns: (transfer full): @at in the person's time zone, short for
 * what was today. */
char *studio_history_describe_time (GDateTime *at);

/** studio_history_values_to_result: Returns: (transfer full): @values (of StudioHistoryValue) as
 * rows of time and number, which charts and tables show; the number is called @name. */
StudioResult *studio_history_values_to_result (GPtrArray *values, const char *name);

/** studio_history_values_to_kpi: Returns: (transfer full): a KPI to show such rows by: a line in
 * the unit of @kpi. */
StudioKpi *studio_history_values_to_kpi (StudioKpi *kpi);

G_END_DECLS
