/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "register/studio-plan-entry.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_PLAN_ROW (studio_plan_row_get_type ())

/** StudioPlanRow: a line of a registration plan: a KPI, whether it is included, what would be done
 * and why. */
G_DECLARE_FINAL_TYPE (StudioPlanRow, studio_plan_row, STUDIO, PLAN_ROW, AdwBin)

GtkWidget *studio_plan_row_new (void);

/** studio_plan_row_set_entry: @entry is (nullable). */
void studio_plan_row_set_entry (StudioPlanRow *self, StudioPlanEntry *entry);

G_END_DECLS
