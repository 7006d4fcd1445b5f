/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-model-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema = {
    STUDIO_APPLICATION_ID ".Model",
    SECRET_SCHEMA_NONE,
    {
        { "base-url", SECRET_SCHEMA_ATTRIBUTE_STRING },
        { NULL, 0 },
    },
  };

  return &schema;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
studio_model_keyring_store_async (const char *base_url,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  /* Translators: the label of an entry in the keyring; %s is an address. */
  g_autofree char *label = g_strdup_printf (_ ("KPI Studio: language model at %s"), base_url);

  g_task_set_source_tag (task, studio_model_keyring_store_async);
  if (key != NULL && *key != '\0')
    secret_password_store (get_schema (), SECRET_COLLECTION_DEFAULT, label, key, cancellable,
                           stored_cb, task, "base-url", base_url, NULL);
  else
    secret_password_clear (get_schema (), cancellable, cleared_cb, task, "base-url", base_url,
                           NULL);
}

gboolean
studio_model_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *key = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, key, (GDestroyNotify) secret_password_free);
}

void
studio_model_keyring_lookup_async (const char *base_url,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_model_keyring_lookup_async);
  secret_password_lookup (get_schema (), cancellable, looked_up_cb, task, "base-url", base_url,
                          NULL);
}

char *
studio_model_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
