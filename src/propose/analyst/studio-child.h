/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * StudioChild:
 * @analysis: of the table that is pointed at
 * @relationship: what points at it
 * @reading: the table that points
 * @link: its column
 * @step: what the sums of its rows are called in statements: not like a table, which the statement
 * may ask too
 * @window: of its time
 * @since: (nullable): the time of the row of the table from which on a first child counts
 * @importance: how much it says about the table
 * @everybody: whether practically every row has one, as far as is known
 * @one_each: whether practically no row has two
 *
 * A table whose rows belong to rows of the table that is analysed. Nothing is owned.
 */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioRelationship *relationship;
  StudioReading *reading;
  const StudioColumn *link;
  const char *step;
  StudioWindow window;
  const StudioColumn *since;
  double importance;
  gboolean everybody;
  gboolean one_each;
} StudioChild;

/** StudioChildCount: what is computed of the children of each row; flags. */
typedef enum
{
  STUDIO_CHILD_COUNT = 0,
  STUDIO_CHILD_FIRST = 1 << 0,
  STUDIO_CHILD_LAST = 1 << 1,
  STUDIO_CHILD_AMOUNT = 1 << 2,
  STUDIO_CHILD_RECENT = 1 << 3,
  STUDIO_CHILD_VALID = 1 << 4,
} StudioChildCount;

/** studio_child_find_all: Returns: (transfer full) (element-type StudioChild): the most important
 * first */
GArray *studio_child_find_all (StudioAnalysis *analysis);

/** studio_child_importance: how much rows of @child say about rows of @reading; below -50: nothing.
 */
double studio_child_importance (const StudioReading *reading, const StudioReading *child);

/** studio_child_can_follow: whether any children can come after @since, as far as is known. */
gboolean studio_child_can_follow (const StudioChild *self);

/** studio_child_since: Returns: (transfer full): @since in the source @source, as a day where the
 * times of children are days */
StudioExpression *studio_child_since (const StudioChild *self, const char *source);

/** studio_child_link: Returns: (transfer full): the column that points, in the source @source */
StudioExpression *studio_child_link (const StudioChild *self, const char *source);

/** studio_child_key: Returns: (transfer full): the column that is pointed at */
StudioExpression *studio_child_key (const StudioChild *self, const char *source);

/**
 * studio_child_start:
 * @pattern: what kind of question it is
 * @what: what is computed: "children" always, "first_at", "last_at" and "amount" when asked for;
 * %STUDIO_CHILD_RECENT leaves out children of more than a year ago; %STUDIO_CHILD_VALID those that
 * were cancelled or failed, as asking for an amount does; %STUDIO_CHILD_FIRST those that
 * were there before the row was, as of the time @since
 * @left: whether rows without children stay
 *
 * Returns: (transfer full): the rows of the table with what was computed of their children under
 * the name @step; children are summed up per row first, so that no row is
 * counted twice
 */
StudioDefinition *studio_child_start (const StudioChild *self,
                                      const char *pattern,
                                      StudioChildCount what,
                                      gboolean left);

/** studio_child_value: Returns: (transfer full): "children", "first_at", "last_at" or "amount" of a
 * definition of studio_child_start() */
StudioExpression *studio_child_value (const StudioChild *self, const char *name);

/** studio_child_number: Returns: (transfer full): the same with 0 for rows without children */
StudioExpression *studio_child_number (const StudioChild *self, const char *name);

/** studio_child_add_time: groups by the period in which rows came in, when rows happen rather than
 * exist; whether it did. */
gboolean studio_child_add_time (const StudioChild *self, StudioDefinition *definition);

/** studio_child_finish: adds @proposal (transfer full) with its texts; @description is (transfer
 * full). */
void studio_child_finish (const StudioChild *self,
                          StudioProposal *proposal,
                          StudioUnit unit,
                          StudioDirection direction,
                          char *description,
                          const char *business_value);

/** studio_reading_is_order: whether rows are what a business wants in the end: orders, bookings,
 * contracts. */
gboolean studio_reading_is_order (const StudioReading *self);

/** studio_reading_is_flow: whether rows happen: transactions, their lines and events. */
gboolean studio_reading_is_flow (const StudioReading *self);

G_END_DECLS
