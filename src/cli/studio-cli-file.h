/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * studio_cli_read_file:
 * @path: a file; “-” is standard input
 * @error: %STUDIO_ERROR_INPUT when it cannot be read, is no UTF-8 or holds a NUL
 *
 * Returns: (transfer full) (nullable): its text
 */
char *studio_cli_read_file (const char *path, GError **error);

G_END_DECLS
