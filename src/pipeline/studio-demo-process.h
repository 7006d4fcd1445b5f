/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "metabase/studio-credentials.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_DEMO_PROCESS (studio_demo_process_get_type ())

/** StudioDemoProcess: kpi-studio-demo running as a child. It ends when the last reference goes, and
 * with this process. */
G_DECLARE_FINAL_TYPE (StudioDemoProcess, studio_demo_process, STUDIO, DEMO_PROCESS, GObject)

/** studio_demo_process_get_default_data_dir: Returns: (transfer full): below
 * `$XDG_DATA_HOME/kpi-studio/`. */
char *studio_demo_process_get_default_data_dir (void);

/**
 * studio_demo_process_start_async:
 * @data_dir: (nullable): where it keeps its data; %NULL for the default
 *
 * Finishes when the server answers. Errors: %STUDIO_ERROR_UNREACHABLE with what the server said
 * when it is not installed or could not start.
 */
void studio_demo_process_start_async (const char *data_dir,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/** studio_demo_process_start_finish: Returns: (transfer full) (nullable) */
StudioDemoProcess *studio_demo_process_start_finish (GAsyncResult *result, GError **error);

/** studio_demo_process_get_credentials: Returns: (transfer none): its address and sign-in. */
StudioCredentials *studio_demo_process_get_credentials (StudioDemoProcess *self);

/** studio_demo_process_get_data_dir: where its data are, as an absolute path. */
const char *studio_demo_process_get_data_dir (StudioDemoProcess *self);

/** studio_demo_process_stop: ends it and waits until its PostgreSQL is down (a second or so). */
void studio_demo_process_stop (StudioDemoProcess *self);

/** studio_demo_process_ask_to_stop: ends it without waiting, for a window that must not freeze. */
void studio_demo_process_ask_to_stop (StudioDemoProcess *self);

G_END_DECLS
