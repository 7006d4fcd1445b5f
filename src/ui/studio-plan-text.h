/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "register/studio-registration-plan.h"

G_BEGIN_DECLS

/* What the actions of a plan are called in the window, and the icons that stand for them; (transfer
 * none). */
const char *studio_plan_action_get_title (StudioPlanAction action);
const char *studio_plan_action_get_icon (StudioPlanAction action);

/** studio_plan_difference_get_title: Returns: (transfer none): which part differs. */
const char *studio_plan_difference_get_title (const StudioPlanDifference *difference);

/** studio_plan_compare: orders entries by what needs a look: conflicts, updates, new ones, links,
 * what is left alone; then by name. */
int studio_plan_compare (StudioPlanEntry *one, StudioPlanEntry *two);

G_END_DECLS
