/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"

G_BEGIN_DECLS

/**
 * studio_cli_read_tables:
 * @tables: of StudioTable
 * @error: only for what concerns all of them: no connection, signed out, cancelled
 *
 * Reads the fields of @tables, several at once, and complains about those that cannot be read.
 *
 * Returns: how many those were
 */
guint studio_cli_read_tables (StudioCli *self,
                              StudioDatabase *database,
                              GPtrArray *tables,
                              GError **error);

G_END_DECLS
