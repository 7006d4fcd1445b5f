/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-credentials.h"

#include "core/studio-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

struct _StudioCredentials
{
  gatomicrefcount references;
  StudioSignInMethod method;
  char *url;
  char *username; /* (nullable) */
  char *secret;
};

G_DEFINE_BOXED_TYPE (StudioCredentials,
                     studio_credentials,
                     studio_credentials_ref,
                     studio_credentials_unref)

StudioCredentials *
studio_credentials_new (const char *url,
                        StudioSignInMethod method,
                        const char *username,
                        const char *secret)
{
  StudioCredentials *self;

  g_return_val_if_fail (url != NULL && secret != NULL, NULL);

  self = g_new0 (StudioCredentials, 1);
  g_atomic_ref_count_init (&self->references);
  self->method = method;
  self->url = g_strdup (url);
  self->username = method == STUDIO_SIGN_IN_PASSWORD ? g_strdup (username) : NULL;
  self->secret = g_strdup (secret);
  return self;
}

StudioCredentials *
studio_credentials_new_password (const char *url, const char *username, const char *password)
{
  return studio_credentials_new (url, STUDIO_SIGN_IN_PASSWORD, username, password);
}

StudioCredentials *
studio_credentials_new_api_key (const char *url, const char *key)
{
  return studio_credentials_new (url, STUDIO_SIGN_IN_API_KEY, NULL, key);
}

StudioCredentials *
studio_credentials_new_session (const char *url, const char *token)
{
  return studio_credentials_new (url, STUDIO_SIGN_IN_SESSION, NULL, token);
}

StudioCredentials *
studio_credentials_ref (StudioCredentials *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_credentials_unref (StudioCredentials *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->username);
  g_free (self->url);
  g_free (self);
}

const char *
studio_credentials_get_url (StudioCredentials *self)
{
  return self->url;
}

const char *
studio_credentials_get_username (StudioCredentials *self)
{
  return self->username;
}

StudioSignInMethod
studio_credentials_get_method (StudioCredentials *self)
{
  return self->method;
}

const char *
studio_credentials_get_secret (StudioCredentials *self)
{
  return self->secret;
}

static const char *
look_up (StudioLookupFunc lookup, const char *name, gpointer user_data)
{
  const char *value = lookup (name, user_data);

  return value != NULL && *value != '\0' ? value : NULL;
}

StudioCredentials *
studio_credentials_from_variables (StudioLookupFunc lookup, gpointer user_data, GError **error)
{
  const char *url = look_up (lookup, "METABASE_URL", user_data);
  const char *key = look_up (lookup, "METABASE_API_KEY", user_data);
  const char *session = look_up (lookup, "METABASE_SESSION", user_data);
  const char *username = look_up (lookup, "METABASE_USERNAME", user_data);
  const char *password = look_up (lookup, "METABASE_PASSWORD", user_data);

  if (url == NULL)
    g_set_error_literal (
        error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
        _ ("No Metabase is named. Set METABASE_URL, or use --demo for the sample company."));
  else if (key != NULL)
    return studio_credentials_new_api_key (url, key);
  else if (session != NULL)
    return studio_credentials_new_session (url, session);
  else if (username == NULL || password == NULL)
    g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                         _ ("No sign-in is given. Set METABASE_USERNAME and METABASE_PASSWORD, or "
                            "METABASE_API_KEY, or METABASE_SESSION."));
  else
    return studio_credentials_new_password (url, username, password);
  return NULL;
}
