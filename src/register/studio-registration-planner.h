/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "register/studio-registration-plan.h"
#include "register/studio-registration-survey.h"

G_BEGIN_DECLS

/**
 * StudioPlannerOptions:
 * @recreate: whether every KPI whose card is gone gets a new one
 * @insisted: (nullable): set of ids of KPIs for which it was said explicitly that they shall have a
 *   card of their own, though theirs was archived or another question has their name
 * @queries: (nullable): StudioKpi → StudioBuilderQuery: queries of the query builder that give the
 *   same, to be written instead of SQL
 * @reasons: (nullable): StudioKpi → why it is written as SQL all the same
 * @currencies: (nullable): id of a database (gint64 *) → ISO code of the company's currency
 * @metrics: whether those that can be are saved as metrics
 */
typedef struct
{
  gboolean recreate;
  GHashTable *insisted;
  GHashTable *queries;
  GHashTable *reasons;
  GHashTable *currencies;
  gboolean metrics;
} StudioPlannerOptions;

/** studio_registration_planner_plan: decides about each of @kpis (of StudioKpi). Returns: (transfer
 * full) */
StudioRegistrationPlan *studio_registration_planner_plan (StudioRegistrationSurvey *survey,
                                                          GPtrArray *kpis,
                                                          const StudioPlannerOptions *options);

G_END_DECLS
