/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-proposal.h"

G_BEGIN_DECLS

/**
 * studio_choice_make:
 * @proposals: (element-type StudioProposal): all that were found
 *
 * Chooses the best and keeps them diverse: what everybody asks of such a table comes first; each
 * further one of the same family, or about the same subject, is worth less than the one before; and
 * the same question about something else is asked again only where there is little else.
 *
 * Returns: (transfer container) (element-type StudioProposal): the best first, twenty at most
 */
GPtrArray *studio_choice_make (GPtrArray *proposals);

G_END_DECLS
