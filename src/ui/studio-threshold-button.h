/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_THRESHOLD_BUTTON (studio_threshold_button_get_type ())

/**
 * StudioThresholdButton: shows whether a KPI has a threshold, and sets it in a popover.
 *
 * Signals: "changed" (StudioThresholdKind, double): the person wants another threshold.
 */
G_DECLARE_FINAL_TYPE (StudioThresholdButton,
                      studio_threshold_button,
                      STUDIO,
                      THRESHOLD_BUTTON,
                      AdwBin)

/** studio_threshold_button_set_kpi: @kpi is (nullable): there is no button then. */
void studio_threshold_button_set_kpi (StudioThresholdButton *self, StudioKpi *kpi);

G_END_DECLS
