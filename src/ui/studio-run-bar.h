/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RUN_BAR (studio_run_bar_get_type ())

/** StudioRunBar: how far the run is, what it found, and how it ended; out of the way when there is
 * nothing to say. */
G_DECLARE_FINAL_TYPE (StudioRunBar, studio_run_bar, STUDIO, RUN_BAR, AdwBin)

/** studio_run_bar_set_session: follows its run; to be called once. */
void studio_run_bar_set_session (StudioRunBar *self, StudioSession *session);

/**
 * studio_run_bar_show_activity:
 * @text: (nullable): what else is being done, that can be cancelled as a run; %NULL when it is done
 *
 * A run that is going on is shown rather than @text.
 */
void studio_run_bar_show_activity (StudioRunBar *self, const char *text);

/** studio_run_bar_show_progress: @done of @steps of the activity are over; without an activity
 * nothing is shown. The session's registrations are followed anyway. */
void studio_run_bar_show_progress (StudioRunBar *self, guint done, guint steps);

G_END_DECLS
