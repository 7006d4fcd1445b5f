/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_PREFERENCES (studio_preferences_get_type ())

/** StudioPreferences: the preferences window; what is changed holds at once. */
G_DECLARE_FINAL_TYPE (StudioPreferences,
                      studio_preferences,
                      STUDIO,
                      PREFERENCES,
                      AdwPreferencesWindow)

GtkWidget *studio_preferences_new (GSettings *settings);

G_END_DECLS
