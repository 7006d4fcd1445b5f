/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** StudioSignInMethod: how one signs in to Metabase. API keys need v0.49. */
typedef enum
{
  STUDIO_SIGN_IN_PASSWORD,
  STUDIO_SIGN_IN_API_KEY,
  STUDIO_SIGN_IN_SESSION,
} StudioSignInMethod;

/** StudioCredentials: where to, and how to sign in. Refcounted, immutable; secrets are wiped when
 * it is freed and never printed. */
typedef struct _StudioCredentials StudioCredentials;

#define STUDIO_TYPE_CREDENTIALS (studio_credentials_get_type ())
GType studio_credentials_get_type (void) G_GNUC_CONST;

/**
 * studio_credentials_new:
 * @username: (nullable): who signs in with a password; of no account with other methods
 * @secret: the password, the key, or the session, which is what the cookie metabase.SESSION holds
 *
 * Returns: (transfer full)
 */
StudioCredentials *studio_credentials_new (const char *url,
                                           StudioSignInMethod method,
                                           const char *username,
                                           const char *secret);
StudioCredentials *
studio_credentials_new_password (const char *url, const char *username, const char *password);
StudioCredentials *studio_credentials_new_api_key (const char *url, const char *key);
StudioCredentials *studio_credentials_new_session (const char *url, const char *token);
StudioCredentials *studio_credentials_ref (StudioCredentials *self);
void studio_credentials_unref (StudioCredentials *self);

const char *studio_credentials_get_url (StudioCredentials *self);

/** studio_credentials_get_username: (nullable): %NULL unless the method is the password. */
const char *studio_credentials_get_username (StudioCredentials *self);
StudioSignInMethod studio_credentials_get_method (StudioCredentials *self);

/** studio_credentials_get_secret: the password, key or token: for the request and the Secret
 * Service only. */
const char *studio_credentials_get_secret (StudioCredentials *self);

/** StudioLookupFunc: Returns: (transfer none) (nullable): the value of a variable. */
typedef const char *(*StudioLookupFunc) (const char *name, gpointer user_data);

/**
 * studio_credentials_from_variables:
 * @lookup: gives the values of METABASE_URL, METABASE_USERNAME, METABASE_PASSWORD,
 * METABASE_API_KEY and METABASE_SESSION (the value of the cookie metabase.SESSION)
 * @error: %STUDIO_ERROR_INPUT naming what is missing
 *
 * An API key is used before a session, and that before a password.
 *
 * Returns: (transfer full) (nullable)
 */
StudioCredentials *
studio_credentials_from_variables (StudioLookupFunc lookup, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCredentials, studio_credentials_unref)

G_END_DECLS
