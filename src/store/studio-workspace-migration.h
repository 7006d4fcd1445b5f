/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * studio_workspace_migrate:
 * @db: an open database
 * @error: %STUDIO_ERROR_WORKSPACE when it belongs to another program, was written by a newer
 *   version, or cannot be changed
 *
 * Brings the tables to the version this program knows, each step in a transaction of its own.
 */
gboolean studio_workspace_migrate (sqlite3 *db, GError **error);

/** studio_workspace_get_version: the version that studio_workspace_migrate() brings a file to. */
int studio_workspace_get_version (void);

G_END_DECLS
