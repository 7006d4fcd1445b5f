/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/**
 * studio_merge_is_open:
 *
 * Whether a better version may take the place of @kpi: it was proposed, and nobody decided on it,
 * edited or registered it.
 */
gboolean studio_merge_is_open (StudioKpi *kpi);

/**
 * studio_merge_choose:
 * @first: the one that was there first
 * @second: another one that asks the same; one that is not checked yet must have its key
 * @why: (out) (transfer none): half a sentence for a person: why the one returned is kept
 *
 * Valid comes before repaired before invalid, then one with a definition before one that is only
 * SQL, then the higher score. @first is kept when neither is better, and when it is not open.
 *
 * Returns: (transfer none): the better one
 */
StudioKpi *studio_merge_choose (StudioKpi *first, StudioKpi *second, const char **why);

/**
 * studio_merge_note:
 * @kept: the better one
 * @other: the one that asks the same
 * @why: from studio_merge_choose()
 *
 * Adds to the explanation of @kept that two sources proposed it, and gives it the words that only
 * @other has. Does nothing to one that is not open, nor when it was said before.
 *
 * Returns: whether @kept changed
 */
gboolean studio_merge_note (StudioKpi *kept, StudioKpi *other, const char *why);

G_END_DECLS
