/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-exclusions.h"

G_BEGIN_DECLS

/** studio_scope_describe: Returns: (transfer full): the description of @proposal, with which time
 * its rows come from and which of them it leaves out, as its definition says */
char *studio_scope_describe (const StudioAnalysis *self, const StudioProposal *proposal);

G_END_DECLS
