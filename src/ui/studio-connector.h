/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CONNECTOR (studio_connector_get_type ())

/**
 * StudioConnector: connects the session and remembers how: address and user name in the
 * settings, the password or key in the keyring, and nowhere else.
 *
 * Properties: recent (read-only, notifies): the address of a Metabase whose secret is in the
 * keyring, %NULL when there is none. Signals: "keyring-failed" (message): the connection is there,
 * but its secret could not be kept.
 */
G_DECLARE_FINAL_TYPE (StudioConnector, studio_connector, STUDIO, CONNECTOR, GObject)

/** studio_connector_new: keeps references to @session and @settings. */
StudioConnector *studio_connector_new (StudioSession *session, GSettings *settings);

StudioSession *studio_connector_get_session (StudioConnector *self);
GSettings *studio_connector_get_settings (StudioConnector *self);

/** studio_connector_get_recent: Returns: (transfer none) (nullable) */
const char *studio_connector_get_recent (StudioConnector *self);

/**
 * studio_connector_connect_async:
 * @credentials: where to and how to sign in
 * @keep: whether to keep the secret in the keyring; %FALSE removes one that is there
 *
 * Errors: those of studio_session_connect_finish().
 */
void studio_connector_connect_async (StudioConnector *self,
                                     StudioCredentials *credentials,
                                     gboolean keep,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** studio_connector_explore_async: starts the sample company. */
void studio_connector_explore_async (StudioConnector *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** studio_connector_reconnect_async: connects as the last time: with what was given in this
 * process, else with what the keyring has. */
void studio_connector_reconnect_async (StudioConnector *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** studio_connector_finish: for each of the three. */
gboolean studio_connector_finish (StudioConnector *self, GAsyncResult *result, GError **error);

/** studio_connector_dup_identity: Returns: (transfer full) (nullable): under which name the
 * workspace keeps the KPIs of what was connected to last. */
char *studio_connector_dup_identity (StudioConnector *self);

/** studio_connector_set_demo_dir: where the sample company keeps its data; %NULL for the default.
 */
void studio_connector_set_demo_dir (StudioConnector *self, const char *demo_dir);

/** studio_connector_get_ready: whether the workspace is open, without which nothing can be
 * connected. */
gboolean studio_connector_get_ready (StudioConnector *self);
void studio_connector_set_ready (StudioConnector *self, gboolean ready);

G_END_DECLS
