/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

typedef struct
{
  char *url;
  char *username; /* (nullable) */
  StudioSignInMethod method;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_free (lookup->url);
  g_free (lookup->username);
  g_free (lookup);
}

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema = {
    STUDIO_APPLICATION_ID,
    SECRET_SCHEMA_NONE,
    {
        { "url", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { "username", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { "method", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { NULL, 0 },
    },
  };

  return &schema;
}

static GHashTable *
describe (const char *url, const char *username, StudioSignInMethod method)
{
  static const char *const names[] = { "password", "api-key", "session" };

  return secret_attributes_build (get_schema (), "url", url, "username",
                                  username != NULL ? username : "", "method", names[method], NULL);
}

static GHashTable *
describe_credentials (StudioCredentials *credentials)
{
  return describe (studio_credentials_get_url (credentials),
                   studio_credentials_get_username (credentials),
                   studio_credentials_get_method (credentials));
}

static void
store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
studio_keyring_store_async (StudioCredentials *credentials,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GHashTable) attributes = describe_credentials (credentials);
  /* Translators: the label of an entry in the keyring; %s is an address. */
  g_autofree char *label =
      g_strdup_printf (_ ("KPI Studio: Metabase at %s"), studio_credentials_get_url (credentials));

  g_task_set_source_tag (task, studio_keyring_store_async);
  secret_password_storev (get_schema (), attributes, SECRET_COLLECTION_DEFAULT, label,
                          studio_credentials_get_secret (credentials), cancellable, store_cb, task);
}

gboolean
studio_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Lookup *lookup = g_task_get_task_data (task);
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (secret == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (
        task, studio_credentials_new (lookup->url, lookup->method, lookup->username, secret),
        (GDestroyNotify) studio_credentials_unref);
  secret_password_free (secret);
}

void
studio_keyring_lookup_async (const char *url,
                             const char *username,
                             StudioSignInMethod method,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  const char *user = method == STUDIO_SIGN_IN_PASSWORD ? username : NULL;
  g_autoptr (GHashTable) attributes = describe (url, user, method);
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->url = g_strdup (url);
  lookup->username = g_strdup (user);
  lookup->method = method;
  g_task_set_source_tag (task, studio_keyring_lookup_async);
  g_task_set_task_data (task, lookup, (GDestroyNotify) lookup_free);
  secret_password_lookupv (get_schema (), attributes, cancellable, lookup_cb, task);
}

StudioCredentials *
studio_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
clear_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_debug ("The keyring did not forget a secret: %s", error->message);
}

void
studio_keyring_clear (StudioCredentials *credentials)
{
  g_autoptr (GHashTable) attributes = describe_credentials (credentials);

  secret_password_clearv (get_schema (), attributes, NULL, clear_cb, NULL);
}
