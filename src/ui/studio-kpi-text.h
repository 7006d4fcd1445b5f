/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/* What states are called in the window, and the icons that stand for them. All strings are
 * (transfer none) and static. */

const char *studio_check_state_get_title (StudioCheckState state);
const char *studio_check_state_get_icon (StudioCheckState state);
const char *studio_decision_get_title (StudioDecision decision);
const char *studio_registration_state_get_title (StudioRegistrationState state);
const char *studio_severity_get_title (StudioSeverity severity);
const char *studio_severity_get_icon (StudioSeverity severity);

/** studio_display_get_title: @display is Metabase's name of a chart type; unknown ones are returned
 * as they are. */
const char *studio_display_get_title (const char *display);

/** studio_displays_get_all: Returns: (transfer none): %NULL-terminated: the chart types on offer.
 */
const char *const *studio_displays_get_all (void);

/** studio_kpi_describe_state: Returns: (transfer full): all three states in words. */
char *studio_kpi_describe_state (StudioKpi *kpi);

G_END_DECLS
