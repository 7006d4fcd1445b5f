/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-times.h"

/*
 * What was due in a period: how much of it was done, and how much by its day. The on-time rate of
 * what is finished flatters whoever leaves the hard ones undone; this one counts them.
 */

#define OFTEN_DUE 0.3

/* Tasks and payouts are measured by it; of orders the on-time rate says nearly as much. */
static double
worth (const StudioReading *reading, const StudioColumn *done)
{
  return reading->money == NULL || done->time_role == STUDIO_TIME_PAID ? 84 : 62;
}

void
_studio_patterns_compliance (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const char *source = reading->source;
  const StudioColumn *due, *done;
  StudioWindow window;
  StudioDefinition *definition;
  const char *grain;

  if (!studio_reading_is_flow (reading) || self->window.time == NULL || self->window.stock ||
      !studio_times_find_due (reading, &due, &done) || due->null_share > OFTEN_DUE ||
      done->null_share < 0.003)
    return;
  studio_analysis_window (self, reading, (StudioColumn *) due, &window);
  grain = studio_grain_name (window.grain);
  definition = studio_columns_trend (self, &window, "ratio");
  studio_definition_add_measure (
      definition, "on_time_share", "on time",
      studio_ratio (studio_count (studio_times_in_time (reading, due, done)), studio_count (NULL)));
  studio_definition_add_measure (
      definition, "done_share", "done",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT,
                                           studio_column_expression (done, source), NULL),
                    studio_count (NULL)));
  if (due->null_share > 0)
    studio_definition_filter (definition,
                              studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                                     studio_column_expression (due, source), NULL));
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, worth (reading, done), "on time", "line",
                           definition, "%s due: share %s and %s in time, by %s", reading->plural,
                           done->done, done->done, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf (
          "Of all %s due in the %s, the share %s by their day, and the share %s at all.",
          reading->plural, grain, done->done, done->done),
      "What is finished late shows in the on-time rate; what is not done at all shows only here.",
      g_strdup_printf ("“%s” tells what is due, “%s” what was done.", studio_column_get_name (due),
                       studio_column_get_name (done)));
}
