/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

/** studio_watch_is_noteworthy: whether a person should read about it: also what is slower or flat.
 */
gboolean studio_watch_is_noteworthy (const StudioWatch *watch);

/** studio_watch_describe: Returns: (transfer full): what was found out, for people. */
char *studio_watch_describe (const StudioWatch *watch);

/**
 * studio_watch_dialog_new:
 * @watches: of StudioWatch: those that are noteworthy are shown
 *
 * A window with what keeping watch found out; a fix on offer is applied with a button, to be
 * checked and registered like any other edit.
 */
GtkWidget *studio_watch_dialog_new (GtkWindow *parent, StudioSession *session, GPtrArray *watches);

G_END_DECLS
