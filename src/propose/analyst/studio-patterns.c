/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

/* Which patterns look at a table. Of two that find the same, the one that stands first has it. */

typedef void (*StudioPatterns) (StudioAnalysis *self);

/* One in a line, so that two that come at the same time do not meet. */
/* clang-format off */
static const StudioPatterns all[] = {
  _studio_patterns_volume,
  _studio_patterns_measures,
  _studio_patterns_ratios,
  _studio_patterns_states,
  _studio_patterns_times,
  _studio_patterns_due,
  _studio_patterns_parents,
  _studio_patterns_children,
  _studio_patterns_worth,
  _studio_patterns_facts,
  _studio_patterns_groups,
  _studio_patterns_goods,
  _studio_patterns_bridges,
  _studio_patterns_actors,
  _studio_patterns_shares,
  _studio_patterns_snapshots,
  _studio_patterns_levels,
  _studio_patterns_history,
  _studio_patterns_quality,
  _studio_patterns_subscriptions,
  _studio_patterns_fiscal,
  _studio_patterns_measurements,
  _studio_patterns_scores,
  _studio_patterns_fulfilment,
  _studio_patterns_compliance,
  _studio_patterns_reliability,
  _studio_patterns_oee,
  _studio_patterns_machine_states,
  _studio_patterns_headers,
  _studio_patterns_conversion,
  _studio_patterns_offers,
  _studio_patterns_sold,
  _studio_patterns_recurring,
  _studio_patterns_payments,
  _studio_patterns_receivables,
  _studio_patterns_purchasing,
  _studio_patterns_dispatch,
  _studio_patterns_trials,
  _studio_patterns_service,
  _studio_patterns_validity,
  _studio_patterns_years,
  _studio_patterns_movement,
  _studio_patterns_engagement,
  _studio_patterns_cohorts,
  _studio_patterns_inspection,
  _studio_patterns_stays,
  _studio_patterns_attendance,
  _studio_patterns_faults,
  _studio_patterns_net,
  _studio_patterns_stock,
};

/* What held before is no further case of what holds now. */
static const StudioPatterns of_validity[] = {
  _studio_patterns_volume,
  _studio_patterns_validity,
  _studio_patterns_quality,
};
/* clang-format on */

void
_studio_patterns_run (StudioAnalysis *self)
{
  const gboolean lasts = self->reading->valid_until != NULL;
  const StudioPatterns *patterns = lasts ? of_validity : all;
  const guint n = lasts ? G_N_ELEMENTS (of_validity) : G_N_ELEMENTS (all);

  for (guint i = 0; i < n; i++)
    patterns[i](self);
}
