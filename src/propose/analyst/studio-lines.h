/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * StudioLines:
 * @relationship: from the lines to the rows they belong to
 * @reading: the lines, whose money is worth something
 *
 * What the rows of a table are made of: the lines of an order. Nothing is owned.
 */
typedef struct
{
  const StudioRelationship *relationship;
  StudioReading *reading;
} StudioLines;

/** studio_lines_find: Returns: whether rows of @reading have lines with amounts, in @lines (out).
 */
gboolean
studio_lines_find (const StudioAnalysis *self, const StudioReading *reading, StudioLines *lines);

/** studio_lines_carry_amount: Returns: whether rows of @reading have no amount of their own but
 * lines that have, in @lines (out). */
gboolean studio_lines_carry_amount (const StudioAnalysis *self,
                                    const StudioReading *reading,
                                    StudioLines *lines);

/** studio_lines_start: Returns: (transfer full): a definition over the lines joined with what they
 * belong to, which it knows as that reading's source; without cancelled, deleted and test rows */
StudioDefinition *
studio_lines_start (const StudioAnalysis *self, const StudioLines *lines, const char *pattern);

/** studio_lines_amount: Returns: (transfer full): the amount of one line there */
StudioExpression *studio_lines_amount (const StudioLines *lines);

G_END_DECLS
