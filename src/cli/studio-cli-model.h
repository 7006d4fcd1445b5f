/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"

G_BEGIN_DECLS

/** studio_cli_model_set_up: gives the session the model that the environment names, and how it may
 * be used; refuses a --source that needs one where none is named. */
gboolean studio_cli_model_set_up (StudioCli *self, GError **error);

/** studio_cli_model_preview: prints what would be sent for the tables that are meant, and what it
 * would cost; nothing is sent. Returns: the exit status */
int studio_cli_model_preview (StudioCli *self);

G_END_DECLS
