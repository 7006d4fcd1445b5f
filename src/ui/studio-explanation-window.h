/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

/**
 * studio_explanation_window_show:
 * @parent: in front of which it is shown
 * @table: a table of @database whose fields are loaded
 *
 * Shows how the analyst reads a table: why it proposes each KPI, and why it does not propose
 * others.
 */
void studio_explanation_window_show (GtkWindow *parent,
                                     StudioSession *session,
                                     StudioDatabase *database,
                                     StudioTable *table);

G_END_DECLS
