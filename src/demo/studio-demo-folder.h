/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * studio_demo_folder_lock:
 * @path: the data folder; made when it is not there
 *
 * One server at a time may use a folder. The lock goes with the process, however it ends.
 *
 * Returns: the descriptor that holds the lock, or -1 with %STUDIO_DEMO_ERROR_FOLDER.
 */
int studio_demo_folder_lock (const char *path, GError **error);

G_END_DECLS
