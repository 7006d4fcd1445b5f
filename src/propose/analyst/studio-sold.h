/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * StudioSold:
 * @analysis: of the things that are sold
 * @relationship: from the lines to the things
 * @line: the lines of orders, with amounts
 * @window: of the orders
 *
 * Things and the lines of orders that are about them. Nothing is owned.
 */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioRelationship *relationship;
  const StudioReading *line;
  StudioWindow window;
} StudioSold;

/** studio_sold_find: Returns: whether rows of the table are what lines of orders are about, in
 * @sold (out) */
gboolean studio_sold_find (StudioAnalysis *analysis, StudioSold *sold);

/** studio_sold_cost: Returns: (transfer none) (nullable): what one costs, which says nothing of
 * shipping or taxes */
const StudioColumn *studio_sold_cost (const StudioReading *reading);

G_END_DECLS
