/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_PLAN_DIALOG (studio_plan_dialog_get_type ())

/**
 * StudioPlanDialog: a window with what registering would do in Metabase, to be read and chosen from
 * before anything is written.
 *
 * Signals: "register" (StudioRegistrationPlan): the person wants it done; the dialog is closed.
 */
G_DECLARE_FINAL_TYPE (StudioPlanDialog, studio_plan_dialog, STUDIO, PLAN_DIALOG, AdwWindow)

/**
 * studio_plan_dialog_new:
 * @kpis: (nullable): of StudioKpi; %NULL for all that are approved
 */
GtkWidget *studio_plan_dialog_new (GtkWindow *parent,
                                   StudioSession *session,
                                   GSettings *settings,
                                   GPtrArray *kpis);

/** studio_plan_dialog_get_plan: Returns: (transfer none) (nullable) until it is made. */
StudioRegistrationPlan *studio_plan_dialog_get_plan (StudioPlanDialog *self);

G_END_DECLS
