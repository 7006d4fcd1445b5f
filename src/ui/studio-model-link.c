/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-model-link.h"

#include "ui/studio-model-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

struct _StudioModelLink
{
  GObject parent_instance;

  StudioSession *session;    /* (owned) */
  GSettings *settings;       /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) of the lookup that is under way */
  char *trouble;             /* (nullable) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioModelLink, studio_model_link, G_TYPE_OBJECT)

static void
studio_model_link_dispose (GObject *object)
{
  StudioModelLink *self = STUDIO_MODEL_LINK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->trouble, g_free);
  G_OBJECT_CLASS (studio_model_link_parent_class)->dispose (object);
}

static void
studio_model_link_class_init (StudioModelLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_model_link_dispose;
  signals[CHANGED] = g_signal_new ("changed", STUDIO_TYPE_MODEL_LINK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
studio_model_link_init (StudioModelLink *self)
{
}

static char *
get_base_url (StudioModelLink *self)
{
  return g_strstrip (g_settings_get_string (self->settings, "model-base-url"));
}

static void
use_model (StudioModelLink *self, const char *key)
{
  g_autofree char *base_url = get_base_url (self);
  g_autofree char *model = g_settings_get_string (self->settings, "model-name");
  g_autofree char *effort = g_settings_get_string (self->settings, "model-effort");
  g_auto (GStrv) columns = g_settings_get_strv (self->settings, "model-value-columns");
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioLlmEndpoint) endpoint =
      *base_url != '\0' ? studio_llm_endpoint_new (base_url, model, key, &error) : NULL;

  g_free (self->trouble);
  self->trouble = NULL;
  if (endpoint != NULL)
    studio_llm_endpoint_set_effort (endpoint, effort, &error);
  if (error != NULL)
    self->trouble = g_strdup (error->message);
  else if (endpoint != NULL && studio_llm_endpoint_is_exposed (endpoint))
    self->trouble = g_strdup_printf (_ ("The key would be sent to %s without encryption. Use an "
                                        "address that begins with https://."),
                                     studio_llm_endpoint_get_host (endpoint));
  studio_session_set_model (self->session, endpoint);
  studio_session_set_model_settings (
      self->session, &(StudioModelSettings){
                         .value_columns = (const char *const *) columns,
                         .budget_dollars = g_settings_get_double (self->settings, "model-budget"),
                     });
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioModelLink) self = user_data;
  g_autoptr (GError) error = NULL;
  char *key = studio_model_keyring_lookup_finish (result, &error);

  /* Also without a keyring a model may be asked: one at home needs no key. */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("The keyring cannot be asked: %s", error->message);
  if (self->session != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    use_model (self, key);
  if (key != NULL)
    secret_password_free (key);
}

static void
refresh (StudioModelLink *self)
{
  g_autofree char *base_url = get_base_url (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*base_url == '\0')
    {
      use_model (self, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  studio_model_keyring_lookup_async (base_url, self->cancellable, looked_up_cb,
                                     g_object_ref (self));
}

static void
settings_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  if (g_str_has_prefix (key, "model-"))
    refresh (user_data);
}

StudioModelLink *
studio_model_link_new (StudioSession *session, GSettings *settings)
{
  StudioModelLink *self = g_object_new (STUDIO_TYPE_MODEL_LINK, NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self, 0);
  refresh (self);
  return self;
}

GSettings *
studio_model_link_get_settings (StudioModelLink *self)
{
  g_return_val_if_fail (STUDIO_IS_MODEL_LINK (self), NULL);
  return self->settings;
}

StudioLlmEndpoint *
studio_model_link_get_endpoint (StudioModelLink *self)
{
  g_return_val_if_fail (STUDIO_IS_MODEL_LINK (self), NULL);
  return studio_session_get_model (self->session);
}

StudioSession *
studio_model_link_get_session (StudioModelLink *self)
{
  g_return_val_if_fail (STUDIO_IS_MODEL_LINK (self), NULL);
  return self->session;
}

const char *
studio_model_link_get_trouble (StudioModelLink *self)
{
  g_return_val_if_fail (STUDIO_IS_MODEL_LINK (self), NULL);
  return self->trouble;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StudioModelLink) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  if (studio_model_keyring_store_finish (result, &error))
    {
      refresh (self);
      return;
    }
  g_free (self->trouble);
  self->trouble = g_strdup_printf (
      _ ("The key could not be kept in the keyring, so it holds until the program ends: %s"),
      error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
studio_model_link_set_key (StudioModelLink *self, const char *key)
{
  g_autofree char *base_url = NULL;

  g_return_if_fail (STUDIO_IS_MODEL_LINK (self));

  base_url = get_base_url (self);
  if (*base_url == '\0')
    return;
  use_model (self, key);
  studio_model_keyring_store_async (base_url, key, NULL, stored_cb, g_object_ref (self));
}
