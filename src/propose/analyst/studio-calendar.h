/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-context.h"
#include "core/studio-definition.h"

G_BEGIN_DECLS

/**
 * studio_calendar_apply:
 * @definition: not handed on yet; changed
 * @context: (nullable): what the company told
 *
 * Makes weeks start on the company's first day of the week, and days of the week be listed from it
 * on. Definitions count weeks from Monday; another day is said by moving the time to a Monday and
 * the start of its week back, which every dialect can.
 *
 * Returns: whether anything in @definition depends on the company's week
 */
gboolean studio_calendar_apply (StudioDefinition *definition, StudioContext *context);

G_END_DECLS
