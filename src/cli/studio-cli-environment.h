/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** StudioCliEnvironment: the variables that tell where Metabase is and how to sign in: those of the
 * environment, and below them those of a file. */
typedef struct _StudioCliEnvironment StudioCliEnvironment;

/**
 * studio_cli_environment_new:
 * @path: (nullable): a `.env` file: lines of NAME=VALUE, with or without “export” and quotes
 * @error: %STUDIO_ERROR_INPUT when it cannot be read or a quote is not closed
 *
 * Returns: (transfer full) (nullable)
 */
StudioCliEnvironment *studio_cli_environment_new (const char *path, GError **error);
void studio_cli_environment_free (StudioCliEnvironment *self);

/** studio_cli_environment_look_up: a StudioLookupFunc, whose data is the environment. */
const char *studio_cli_environment_look_up (const char *name, gpointer self);

/** studio_cli_environment_is_exposed: whether its file holds secrets that other users can read. */
gboolean studio_cli_environment_is_exposed (StudioCliEnvironment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCliEnvironment, studio_cli_environment_free)

G_END_DECLS
