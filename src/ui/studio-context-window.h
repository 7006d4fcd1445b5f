/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CONTEXT_WINDOW (studio_context_window_get_type ())

/**
 * StudioContextWindow: the company's context of a database: questions with suggested answers, and
 * the whole as a text to change by hand, to import and to export.
 */
G_DECLARE_FINAL_TYPE (StudioContextWindow, studio_context_window, STUDIO, CONTEXT_WINDOW, AdwWindow)

GtkWidget *
studio_context_window_new (GtkWindow *parent, StudioSession *session, StudioDatabase *database);

G_END_DECLS
