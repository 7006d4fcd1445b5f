/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-exclusions.h"

G_BEGIN_DECLS

/** studio_scope_tell: adds to the description of @proposal which time its rows come from and which
 * of them it leaves out, as its definition says; @exclusions are those that follow from other
 * tables. */
void studio_scope_tell (const StudioAnalysis *self,
                        StudioProposal *proposal,
                        StudioExclusions exclusions);

G_END_DECLS
