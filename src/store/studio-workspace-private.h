/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/studio-workspace.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What the files of the workspace share. */

/** _studio_workspace_get_db: to be used in the worker only. */
sqlite3 *_studio_workspace_get_db (StudioWorkspace *self);

/** _studio_workspace_push_task: runs @function in the worker, behind what was asked for before. */
void _studio_workspace_push_task (StudioWorkspace *self, GTask *task, GTaskThreadFunc function);

/** _studio_workspace_push_write: @sql is static; @values is (transfer full), of GVariant: text,
 * int64 or double, %NULL for NULL. */
void _studio_workspace_push_write (StudioWorkspace *self, const char *sql, GPtrArray *values);

G_END_DECLS
