/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-credentials.h"

G_BEGIN_DECLS

/**
 * studio_keyring_store_async:
 * @credentials: with a password or an API key
 *
 * Keeps the secret of @credentials in the Secret Service (in a Flatpak: in the file that the
 * Secret portal's key opens). Errors: those of libsecret, and of D-Bus when there is no service.
 */
void studio_keyring_store_async (StudioCredentials *credentials,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean studio_keyring_store_finish (GAsyncResult *result, GError **error);

/**
 * studio_keyring_lookup_async:
 * @username: (nullable): only with the password method
 *
 * Finish returns (transfer full) (nullable): %NULL without @error when there is none.
 */
void studio_keyring_lookup_async (const char *url,
                                  const char *username,
                                  StudioSignInMethod method,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
StudioCredentials *studio_keyring_lookup_finish (GAsyncResult *result, GError **error);

/** studio_keyring_clear: forgets the secret of @credentials, if there is one; nobody waits. */
void studio_keyring_clear (StudioCredentials *credentials);

G_END_DECLS
