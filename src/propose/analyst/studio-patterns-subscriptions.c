/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-term.h"

/*
 * What runs from a start to an end: how much of it there is at the end of each month, what it
 * brings in, and what was lost.
 */

static void
add_active (const StudioTerm *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition =
      studio_term_start (term, "active", studio_term_runs_at (term, studio_term_next_month ()));
  StudioProposal *proposal;
  g_autofree char *alias = g_strconcat ("active_", reading->alias, NULL);
  g_autofree char *title = g_strconcat ("active ", reading->plural, NULL);

  studio_definition_add_measure (definition, alias, title, studio_count (NULL));
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 82, "active", "line", definition,
                                  "Active %s at the end of each month", reading->plural);
  proposal->headline = 2;
  studio_term_finish (
      term, proposal, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Number of %s that had started and not ended at the end of the month.",
                       reading->plural),
      "The base that recurring business stands on.");
}

static void
add_revenue (const StudioTerm *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (term->price == NULL)
    return;
  definition =
      studio_term_start (term, "recurring", studio_term_runs_at (term, studio_term_next_month ()));
  studio_definition_add_measure (definition, "monthly_recurring_revenue",
                                 "monthly recurring revenue",
                                 studio_sum (studio_term_monthly (term, definition)));
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 85, "recurring", "line", definition,
                                  "Monthly recurring revenue at the end of each month");
  proposal->headline = 1;
  studio_term_finish (
      term, proposal, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
      g_strdup_printf (
          "Sum of %s of the %s that run at the end of the month%s.", term->price->label,
          reading->plural,
          term->interval != NULL ? ", by the month: a twelfth of what is paid by the year" : ""),
      "What comes in next month if nothing changes: the figure investors ask for first.");
}

static void
add_churn (const StudioTerm *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition =
      studio_term_start (term, "churn", studio_term_runs_at (term, studio_term_month ()));
  StudioProposal *proposal;

  studio_definition_add_measure (definition, "churn_rate", "churn rate",
                                 studio_ratio (studio_count (studio_expression_new (
                                                   STUDIO_OPERATOR_LESS, studio_term_end (term),
                                                   studio_term_next_month (), NULL)),
                                               studio_count (NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 84, "churn", "line", definition,
                                  "%s churn rate by month", reading->noun);
  proposal->headline = 3;
  studio_term_finish (
      term, proposal, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s that ran at the beginning of the month, the share that ended "
                       "in it.",
                       reading->plural),
      "Growth on top of churn is water in a bucket with a hole.");
}

void
_studio_patterns_subscriptions (StudioAnalysis *self)
{
  StudioTerm term;

  if (self->reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT ||
      self->reading->archetype == STUDIO_ARCHETYPE_LINE || !studio_term_find (self, &term))
    return;
  add_active (&term);
  add_revenue (&term);
  add_churn (&term);
}
