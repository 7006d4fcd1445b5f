/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

/**
 * studio_model_preview_show:
 * @parent: in front of which it is shown
 * @tables: of StudioTable, of @database
 *
 * Shows in a window what would be sent to the language model for @tables, byte for byte, with what
 * it would cost. Nothing is sent.
 */
void studio_model_preview_show (GtkWindow *parent,
                                StudioSession *session,
                                StudioDatabase *database,
                                GPtrArray *tables);

G_END_DECLS
