/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * StudioActor:
 * @analysis: (not owned): of the table in which they act
 * @column: (not owned): tells which of them acts
 * @noun: (owned): what one of them is
 * @plural: (owned): what they are
 *
 * The people or companies who act in a table, each of them perhaps many times.
 */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *column;
  char *noun;
  char *plural;
} StudioActor;

/** studio_actor_acts: whether somebody acts in rows of the table of their own accord, at a time. */
gboolean studio_actor_acts (const StudioAnalysis *self);

/** studio_actor_find: Returns: whether anything tells who acts, in @actor (out) */
gboolean studio_actor_find (StudioAnalysis *self, StudioActor *actor);

/** studio_actor_find_seller: Returns: whether, beside @buyer, a column tells who sells, in @seller
 * (out) */
gboolean
studio_actor_find_seller (StudioAnalysis *self, const StudioActor *buyer, StudioActor *seller);

/** studio_actor_clear: frees what @self owns, not itself. */
void studio_actor_clear (StudioActor *self);

/** studio_actor_sells: whether, by its name, it is one who sells. */
gboolean studio_actor_sells (const StudioActor *self);

/** studio_actor_value: Returns: (transfer full): who acts, in the source @source */
StudioExpression *studio_actor_value (const StudioActor *self, const char *source);

/** studio_actor_is_known: Returns: (transfer full) (nullable): that it is known who acts; %NULL
 * where it always is */
StudioExpression *studio_actor_is_known (const StudioActor *self, const char *source);

/** studio_actor_step_value: Returns: (transfer full): who acts, in the step @source of a definition
 * that has them as a column of the same name */
StudioExpression *studio_actor_step_value (const StudioActor *self, const char *source);

/** studio_actor_add_first_month: makes @definition, over the rows in which they act, tell of each
 * of them the "first_month" */
void studio_actor_add_first_month (const StudioActor *self, StudioDefinition *definition);

/** studio_actor_first_months: Returns: (transfer full): the same over all their rows. */
StudioDefinition *studio_actor_first_months (const StudioActor *self);

/** studio_actor_is_saturated: whether a few act all the time: nobody of them is new, and nobody
 * gets lost. */
gboolean studio_actor_is_saturated (const StudioActor *self);

/** studio_actor_per_month: how often one acts in a month, on average; 0 when unknown. */
double studio_actor_per_month (const StudioActor *self);

/** studio_actor_finish: adds @proposal (transfer full) with its texts; @description is (transfer
 * full). */
void studio_actor_finish (const StudioActor *self,
                          StudioProposal *proposal,
                          StudioUnit unit,
                          StudioDirection direction,
                          char *description,
                          const char *business_value);

/** studio_reading_is_activity: whether rows are what people do many times a month: events, visits,
 * sessions. */
gboolean studio_reading_is_activity (const StudioReading *self);

G_END_DECLS
