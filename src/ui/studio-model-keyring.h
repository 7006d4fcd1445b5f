/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys of model endpoints in the Secret Service. Each belongs to one base URL: another address
 * never gets it. */

/**
 * studio_model_keyring_store_async:
 * @key: (nullable): %NULL or "" to forget it
 */
void studio_model_keyring_store_async (const char *base_url,
                                       const char *key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean studio_model_keyring_store_finish (GAsyncResult *result, GError **error);

void studio_model_keyring_lookup_async (const char *base_url,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/** studio_model_keyring_lookup_finish: Returns: (transfer full) (nullable): free with
 * secret_password_free(); %NULL without @error when there is none. */
char *studio_model_keyring_lookup_finish (GAsyncResult *result, GError **error);

G_END_DECLS
