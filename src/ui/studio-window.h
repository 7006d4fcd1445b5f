/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/studio-connector.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_WINDOW (studio_window_get_type ())

/** StudioWindow: the program's window: the welcome page and the form to connect, then the
 * workbench. */
G_DECLARE_FINAL_TYPE (StudioWindow, studio_window, STUDIO, WINDOW, AdwApplicationWindow)

/** studio_window_new: keeps a reference to @connector. */
GtkWidget *studio_window_new (GtkApplication *application, StudioConnector *connector);

/** studio_window_complain: shows @message on the welcome page. */
void studio_window_complain (StudioWindow *self, const char *message);

/** studio_window_explore: goes to the sample company, from the welcome page only. */
void studio_window_explore (StudioWindow *self);

G_END_DECLS
