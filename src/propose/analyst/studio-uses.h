/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-analysis.h"

G_BEGIN_DECLS

/**
 * studio_uses_describe:
 * @proposal: of the table that @analysis is about
 *
 * What a proposal takes from the company's context, and which of its joins follow keys that are not
 * declared but were seen in the data.
 *
 * Returns: (transfer full) (nullable): sentences for people; %NULL when it uses none of that
 */
char *studio_uses_describe (const StudioAnalysis *analysis, const StudioProposal *proposal);

G_END_DECLS
