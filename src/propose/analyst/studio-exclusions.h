/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/** StudioExclusions: which rows a definition leaves out; flags. */
typedef enum
{
  STUDIO_EXCLUSIONS_NONE = 0,
  STUDIO_EXCLUSIONS_TEST = 1 << 0,
  STUDIO_EXCLUSIONS_DELETED = 1 << 1,
  STUDIO_EXCLUSIONS_CANCELLED = 1 << 2,
} StudioExclusions;

/**
 * studio_exclusions_complete:
 *
 * Adds to @definition, and to all that it takes rows from, what the rows say that theirs belong to:
 * the line of a deleted, cancelled or test order is none, and the payment of a test order, or the
 * order of a test customer, is a test where it has no such flag of its own.
 *
 * Returns: what is left out for that reason
 */
StudioExclusions
studio_exclusions_complete (const StudioAnalysis *self, StudioDefinition *definition);

G_END_DECLS
