/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"

G_BEGIN_DECLS

/**
 * studio_cli_read_context:
 * @path: a file; “-” is standard input
 * @error: %STUDIO_ERROR_INPUT when it cannot be read or is no context
 *
 * Tells the company's context for @database, in place of what was told before, and complains about
 * lines that could not be understood.
 */
gboolean studio_cli_read_context (StudioCli *self,
                                  StudioDatabase *database,
                                  const char *path,
                                  GError **error);

G_END_DECLS
