/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * StudioTerm:
 * @analysis: of the table whose rows run for a term
 * @from: when they start
 * @to: when they end
 * @or_to: (nullable): or when they end otherwise
 * @customer: (nullable): whose they are
 * @price: (nullable): what a row costs
 * @plan: (nullable): leads to @price, where that is kept with the plan
 * @interval: (nullable): for how long that is
 * @interval_plan: (nullable): leads to @interval
 * @quantity: (nullable): how many times it is paid
 *
 * Rows that run from a start to an end, such as subscriptions. Nothing is owned.
 */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *from;
  const StudioColumn *to;
  const StudioColumn *or_to;
  const StudioColumn *customer;
  const StudioColumn *price;
  const StudioRelationship *plan;
  const StudioColumn *interval;
  const StudioRelationship *interval_plan;
  const StudioColumn *quantity;
} StudioTerm;

/** studio_term_find: whether rows of the table run for a term, which goes to @term (out). */
gboolean studio_term_find (StudioAnalysis *analysis, StudioTerm *term);

/** studio_term_end: Returns: (transfer full): when a row ended */
StudioExpression *studio_term_end (const StudioTerm *self);

/** studio_term_runs_at: Returns: (transfer full): that a row runs at @moment (transfer full) */
StudioExpression *studio_term_runs_at (const StudioTerm *self, StudioExpression *moment);

/** studio_term_month: Returns: (transfer full): the month of studio_term_start() */
StudioExpression *studio_term_month (void);

/** studio_term_next_month: Returns: (transfer full): the one after it */
StudioExpression *studio_term_next_month (void);

/** studio_term_months: Returns: (transfer full): the months in which anything started: every month
 * of a living business */
StudioDefinition *studio_term_months (const StudioTerm *self);

/** studio_term_start: Returns: (transfer full): a definition over months, with the rows that meet
 * @condition (transfer full) in each */
StudioDefinition *
studio_term_start (const StudioTerm *self, const char *pattern, StudioExpression *condition);

/** studio_term_monthly: Returns: (transfer full): what a row brings in a month, in @definition,
 * which is joined with the plan for it; there has to be a price */
StudioExpression *studio_term_monthly (const StudioTerm *self, StudioDefinition *definition);

/** studio_term_finish: adds @proposal (transfer full); @description is (transfer full). */
void studio_term_finish (const StudioTerm *self,
                         StudioProposal *proposal,
                         StudioUnit unit,
                         StudioDirection direction,
                         char *description,
                         const char *business_value);

G_END_DECLS
