/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-connector.h"

#include "core/studio-error.h"
#include "ui/studio-keyring.h"

#include <glib/gi18n.h>

struct _StudioConnector
{
  GObject parent_instance;

  StudioSession *session;    /* (owned) */
  GSettings *settings;       /* (owned) */
  StudioCredentials *last;   /* (owned) (nullable) what was signed in with, or is in the keyring */
  char *demo_dir;            /* (nullable) */
  GCancellable *cancellable; /* (owned) ends what is under way with this object */
  guint ready : 1;
  guint in_keyring : 1; /* whether @last is from the keyring */
  guint keep : 1;       /* whether to keep what is being connected with */
  guint exploring : 1;  /* whether the sample company was asked for last */
};

enum
{
  PROP_0,
  PROP_RECENT,
  PROP_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint keyring_failed;

G_DEFINE_FINAL_TYPE (StudioConnector, studio_connector, G_TYPE_OBJECT)

static void
studio_connector_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioConnector *self = STUDIO_CONNECTOR (object);

  switch (id)
    {
    case PROP_RECENT:
      g_value_set_string (value, studio_connector_get_recent (self));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_connector_dispose (GObject *object)
{
  StudioConnector *self = STUDIO_CONNECTOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->last, studio_credentials_unref);
  g_clear_pointer (&self->demo_dir, g_free);
  G_OBJECT_CLASS (studio_connector_parent_class)->dispose (object);
}

static void
studio_connector_finalize (GObject *object)
{
  g_object_unref (STUDIO_CONNECTOR (object)->cancellable);
  G_OBJECT_CLASS (studio_connector_parent_class)->finalize (object);
}

static void
studio_connector_class_init (StudioConnectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = studio_connector_get_property;
  object_class->dispose = studio_connector_dispose;
  object_class->finalize = studio_connector_finalize;
  properties[PROP_RECENT] =
      g_param_spec_string ("recent", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_READY] =
      g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  keyring_failed = g_signal_new ("keyring-failed", STUDIO_TYPE_CONNECTOR, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
studio_connector_init (StudioConnector *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
take_last (StudioConnector *self, StudioCredentials *credentials, gboolean in_keyring)
{
  g_clear_pointer (&self->last, studio_credentials_unref);
  self->last = credentials;
  self->in_keyring = in_keyring;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECENT]);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioConnector) self = user_data;
  g_autoptr (GError) error = NULL;
  StudioCredentials *credentials = studio_keyring_lookup_finish (result, &error);

  /* Without a keyring there is nothing to go back to, which needs no message at the start. */
  if (error != NULL)
    g_debug ("The keyring could not be read: %s", error->message);
  else if (credentials != NULL && self->last == NULL)
    take_last (self, credentials, TRUE);
  else
    g_clear_pointer (&credentials, studio_credentials_unref);
}

StudioConnector *
studio_connector_new (StudioSession *session, GSettings *settings)
{
  StudioConnector *self = g_object_new (STUDIO_TYPE_CONNECTOR, NULL);
  g_autofree char *url = g_settings_get_string (settings, "url");
  g_autofree char *username = g_settings_get_string (settings, "username");

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  if (*url != '\0' && g_settings_get_boolean (settings, "keep-secret"))
    studio_keyring_lookup_async (url, username, g_settings_get_enum (settings, "sign-in-method"),
                                 self->cancellable, looked_up_cb, g_object_ref (self));
  return self;
}

StudioSession *
studio_connector_get_session (StudioConnector *self)
{
  g_return_val_if_fail (STUDIO_IS_CONNECTOR (self), NULL);
  return self->session;
}

GSettings *
studio_connector_get_settings (StudioConnector *self)
{
  g_return_val_if_fail (STUDIO_IS_CONNECTOR (self), NULL);
  return self->settings;
}

const char *
studio_connector_get_recent (StudioConnector *self)
{
  g_return_val_if_fail (STUDIO_IS_CONNECTOR (self), NULL);
  return self->last != NULL && self->in_keyring ? studio_credentials_get_url (self->last) : NULL;
}

char *
studio_connector_dup_identity (StudioConnector *self)
{
  g_return_val_if_fail (STUDIO_IS_CONNECTOR (self), NULL);

  if (self->exploring)
    return studio_session_identify_sample (self->demo_dir);
  if (self->last != NULL)
    return studio_session_identify_server (studio_credentials_get_url (self->last), NULL);
  return NULL;
}

void
studio_connector_set_demo_dir (StudioConnector *self, const char *demo_dir)
{
  g_return_if_fail (STUDIO_IS_CONNECTOR (self));
  g_free (self->demo_dir);
  self->demo_dir = g_strdup (demo_dir);
}

gboolean
studio_connector_get_ready (StudioConnector *self)
{
  g_return_val_if_fail (STUDIO_IS_CONNECTOR (self), FALSE);
  return self->ready;
}

void
studio_connector_set_ready (StudioConnector *self, gboolean ready)
{
  g_return_if_fail (STUDIO_IS_CONNECTOR (self));
  self->ready = !!ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioConnector) self = user_data;
  g_autoptr (GError) error = NULL;

  if (studio_keyring_store_finish (result, &error))
    {
      self->in_keyring = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECENT]);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("The keyring did not take a secret: %s", error->message);
      g_signal_emit (self, keyring_failed, 0, error->message);
    }
}

static void
remember (StudioConnector *self)
{
  const char *username = studio_credentials_get_username (self->last);

  g_settings_set_string (self->settings, "url", studio_credentials_get_url (self->last));
  g_settings_set_string (self->settings, "username", username != NULL ? username : "");
  g_settings_set_enum (self->settings, "sign-in-method",
                       studio_credentials_get_method (self->last));
  g_settings_set_boolean (self->settings, "keep-secret", self->keep);
  if (self->keep)
    studio_keyring_store_async (self->last, self->cancellable, stored_cb, g_object_ref (self));
  else
    studio_keyring_clear (self->last);
}

/* The same sign-in under the address as the session writes it, so that “example.org” and
 * “https://example.org/” are one entry in the keyring. */
static StudioCredentials *
normalize (StudioConnector *self, StudioCredentials *credentials)
{
  const char *server = studio_session_get_server (self->session);

  if (server == NULL || g_str_equal (server, studio_credentials_get_url (credentials)))
    return studio_credentials_ref (credentials);
  return studio_credentials_new (server, studio_credentials_get_method (credentials),
                                 studio_credentials_get_username (credentials),
                                 studio_credentials_get_secret (credentials));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioConnector *self = g_task_get_source_object (task);
  StudioCredentials *credentials = g_task_get_task_data (task);
  GError *error = NULL;

  if (!studio_session_connect_finish (STUDIO_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->exploring = FALSE;
  if (credentials != self->last)
    {
      take_last (self, normalize (self, credentials), FALSE);
      remember (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
connect_with (StudioConnector *self, StudioCredentials *credentials, GTask *task)
{
  g_task_set_task_data (task, studio_credentials_ref (credentials),
                        (GDestroyNotify) studio_credentials_unref);
  studio_session_connect_async (self->session, credentials, g_task_get_cancellable (task),
                                connected_cb, task);
}

void
studio_connector_connect_async (StudioConnector *self,
                                StudioCredentials *credentials,
                                gboolean keep,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_CONNECTOR (self) && credentials != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_connector_connect_async);
  self->keep = !!keep;
  connect_with (self, credentials, task);
}

static void
explored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioConnector *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (studio_session_explore_sample_finish (STUDIO_SESSION (source), result, &error))
    {
      self->exploring = TRUE;
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

void
studio_connector_explore_async (StudioConnector *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_CONNECTOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_connector_explore_async);
  studio_session_explore_sample_async (self->session, self->demo_dir, cancellable, explored_cb,
                                       task);
}

void
studio_connector_reconnect_async (StudioConnector *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_CONNECTOR (self));

  if (self->exploring)
    {
      studio_connector_explore_async (self, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_connector_reconnect_async);
  if (self->last != NULL)
    connect_with (self, self->last, task);
  else
    {
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN, "%s",
                               _ ("There is no earlier connection to go back to."));
      g_object_unref (task);
    }
}

gboolean
studio_connector_finish (StudioConnector *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
