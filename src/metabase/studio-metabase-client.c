/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-client.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"
#include "metabase/studio-metabase-url.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Queries have a pool of 15 connections per database in Metabase; a few are left for people. */
#define CONCURRENCY 6

struct _StudioMetabaseClient
{
  GObject parent_instance;

  char *url;
  StudioHttpClient *http; /* (owned) */
  guint version;
};

G_DEFINE_FINAL_TYPE (StudioMetabaseClient, studio_metabase_client, G_TYPE_OBJECT)

static void
studio_metabase_client_dispose (GObject *object)
{
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->url, g_free);
  G_OBJECT_CLASS (studio_metabase_client_parent_class)->dispose (object);
}

static void
studio_metabase_client_class_init (StudioMetabaseClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_metabase_client_dispose;
}

static void
studio_metabase_client_init (StudioMetabaseClient *self)
{
}

StudioMetabaseClient *
studio_metabase_client_new (const char *url, GError **error)
{
  char *normal = studio_metabase_url_normalize (url, error);
  StudioMetabaseClient *self;

  if (normal == NULL)
    return NULL;
  self = g_object_new (STUDIO_TYPE_METABASE_CLIENT, NULL);
  self->url = normal;
  self->http = studio_http_client_new (normal, CONCURRENCY);
  return self;
}

const char *
studio_metabase_client_get_url (StudioMetabaseClient *self)
{
  g_return_val_if_fail (STUDIO_IS_METABASE_CLIENT (self), NULL);
  return self->url;
}

guint
studio_metabase_client_get_version (StudioMetabaseClient *self)
{
  g_return_val_if_fail (STUDIO_IS_METABASE_CLIENT (self), 0);
  return self->version;
}

StudioHttpClient *
_studio_metabase_client_get_http (StudioMetabaseClient *self)
{
  return self->http;
}

char *
studio_metabase_client_card_url (StudioMetabaseClient *self, gint64 card_id)
{
  g_return_val_if_fail (STUDIO_IS_METABASE_CLIENT (self), NULL);
  return g_strdup_printf ("%s/question/%" G_GINT64_FORMAT, self->url, card_id);
}

static void
read_version (StudioMetabaseClient *self, JsonObject *properties)
{
  const char *tag = studio_json_get_string (studio_json_get_object (properties, "version"), "tag");

  /* "v0.50.3" and, of the Enterprise edition, "v1.50.3". */
  self->version = 0;
  if (tag != NULL && strchr (tag, '.') != NULL)
    self->version = (guint) g_ascii_strtoull (strchr (tag, '.') + 1, NULL, 10);
}

static gboolean
is_metabase (JsonObject *properties)
{
  static const char *const members[] = {
    "version",   "has-user-setup",      "setup-token",           "engines",
    "site-name", "password-complexity", "enable-password-login", "anon-tracking-enabled"
  };

  for (gsize i = 0; properties != NULL && i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (properties, members[i]))
      return TRUE;
  return FALSE;
}

static void
return_not_metabase (StudioMetabaseClient *self, GTask *task)
{
  g_task_return_new_error (
      task, STUDIO_ERROR, STUDIO_ERROR_NOT_METABASE,
      _ ("%s answers, but it is not a Metabase. Check the address; if Metabase lives in a "
         "folder of that server, add it."),
      self->url);
}

static void
return_sign_in_error (StudioMetabaseClient *self, GTask *task, const StudioHttpResponse *response)
{
  gsize size;
  const char *data = g_bytes_get_data (response->bytes, &size);
  g_autoptr (JsonNode) node = studio_json_from_text (data, size, NULL);
  JsonObject *errors = studio_json_get_object (studio_json_node_get_object (node), "errors");
  const char *username = studio_json_get_string (errors, "username");
  const char *general = studio_json_get_string (errors, "_error");

  /* Text is translated to the user's language, so only its digits are looked at. */
  if (username != NULL && strpbrk (username, "0123456789") != NULL)
    {
      guint64 seconds = g_ascii_strtoull (strpbrk (username, "0123456789"), NULL, 10);

      g_task_return_new_error (
          task, STUDIO_ERROR, STUDIO_ERROR_THROTTLED,
          ngettext ("Metabase does not take another attempt for %u second, because there "
                    "were too many. Wait that long before the next one.",
                    "Metabase does not take another attempt for %u seconds, because "
                    "there were too many. Wait that long before the next one.",
                    (guint) seconds),
          (guint) seconds);
    }
  else if (general != NULL)
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
                             _ ("Metabase refused to sign in: %s"), general);
  else if (errors == NULL && size > 0 && !studio_http_response_is_html (response) && node == NULL &&
           strncmp (data, "Unauthenticated", MIN (size, 15)) != 0)
    {
      g_autofree char *text = g_utf8_make_valid (data, MIN (size, 200));

      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
                               _ ("Metabase refused to sign in: %s"), text);
    }
  else
    g_task_return_new_error (
        task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN, "%s",
        _ ("User name or password is wrong. Check both; Metabase wants the e-mail "
           "address as the user name."));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (StudioHttpResponse) response =
      studio_http_client_send_finish (self->http, result, &error);
  g_autoptr (JsonNode) node = NULL;
  const char *token;

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (response->status == 401 || response->status == 400)
    {
      return_sign_in_error (self, task, response);
      return;
    }
  if (!studio_http_response_is_success (response))
    {
      g_task_return_error (task, _studio_metabase_error_from_response (response, self->url, TRUE));
      return;
    }
  node = studio_json_from_text (g_bytes_get_data (response->bytes, NULL),
                                g_bytes_get_size (response->bytes), NULL);
  token = studio_json_get_string (studio_json_node_get_object (node), "id");
  if (token == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("the sign-in"));
      return;
    }
  studio_http_client_set_header (self->http, "X-Metabase-Session", token);
  g_task_return_boolean (task, TRUE);
}

static void
current_user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  StudioCredentials *credentials = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = _studio_metabase_request_finish (self, result, &error);

  if (node != NULL)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    g_task_return_new_error (
        task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN, "%s",
        studio_credentials_get_method (credentials) == STUDIO_SIGN_IN_API_KEY
            ? _ ("The API key was refused. Check that it was copied whole and has not "
                 "been deleted; API keys need Metabase 0.49 or later.")
            : _ ("The session was refused. It may have expired; sign in again."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
send_password (StudioMetabaseClient *self, GTask *task)
{
  StudioCredentials *credentials = g_task_get_task_data (task);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *body;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "username");
  json_builder_add_string_value (builder, studio_credentials_get_username (credentials));
  json_builder_set_member_name (builder, "password");
  json_builder_add_string_value (builder, studio_credentials_get_secret (credentials));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = studio_json_to_text (root, FALSE);
  studio_http_client_send_async (
      self->http,
      &(StudioHttpRequest){ .method = "POST", .path = "/api/session", .body = body, .safe = TRUE },
      g_task_get_cancellable (task), signed_in_cb, g_object_ref (task));
  explicit_bzero (body, strlen (body));
  g_free (body);
}

static void
use_credentials (StudioMetabaseClient *self, GTask *task, JsonObject *properties)
{
  StudioCredentials *credentials = g_task_get_task_data (task);
  const char *secret = studio_credentials_get_secret (credentials);

  switch (studio_credentials_get_method (credentials))
    {
    case STUDIO_SIGN_IN_PASSWORD:
      if (!studio_json_get_boolean (properties, "enable-password-login", TRUE))
        g_task_return_new_error (
            task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN, "%s",
            _ ("This Metabase signs people in through another service only, without "
               "passwords. Ask an administrator for an API key and use that."));
      else
        send_password (self, task);
      return;
    case STUDIO_SIGN_IN_API_KEY:
      studio_http_client_set_header (self->http, "x-api-key", secret);
      break;
    case STUDIO_SIGN_IN_SESSION:
    default:
      studio_http_client_set_header (self->http, "X-Metabase-Session", secret);
      break;
    }
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = "/api/user/current" },
      g_task_get_cancellable (task), current_user_cb, g_object_ref (task));
}

static gboolean
is_starting (const StudioHttpResponse *response)
{
  g_autoptr (JsonNode) node = response->status == 503
                                  ? studio_json_from_text (g_bytes_get_data (response->bytes, NULL),
                                                           g_bytes_get_size (response->bytes), NULL)
                                  : NULL;

  return g_strcmp0 (studio_json_get_string (studio_json_node_get_object (node), "status"),
                    "initializing") == 0;
}

static void
properties_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (StudioHttpResponse) response =
      studio_http_client_send_finish (self->http, result, &error);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *properties;

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (is_starting (response))
    {
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SERVER,
                               _ ("Metabase at %s is still starting. Try again in a minute."),
                               self->url);
      return;
    }
  if (response->status >= 500 || (response->status >= 300 && response->status < 400))
    {
      g_task_return_error (task, _studio_metabase_error_from_response (response, self->url, TRUE));
      return;
    }
  node = studio_json_from_text (g_bytes_get_data (response->bytes, NULL),
                                g_bytes_get_size (response->bytes), NULL);
  properties = studio_json_node_get_object (node);
  if (!studio_http_response_is_success (response) || !is_metabase (properties))
    {
      return_not_metabase (self, task);
      return;
    }
  read_version (self, properties);
  if (studio_json_get_boolean (properties, "has-user-setup", TRUE))
    use_credentials (self, task, properties);
  else
    g_task_return_new_error (
        task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
        _ ("Metabase at %s has not been set up yet. Open it in a browser and finish its "
           "first steps."),
        self->url);
}

void
studio_metabase_client_sign_in_async (StudioMetabaseClient *self,
                                      StudioCredentials *credentials,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_sign_in_async);
  g_task_set_task_data (task, studio_credentials_ref (credentials),
                        (GDestroyNotify) studio_credentials_unref);
  studio_http_client_set_header (self->http, "X-Metabase-Session", NULL);
  studio_http_client_set_header (self->http, "x-api-key", NULL);
  studio_http_client_send_async (
      self->http,
      &(StudioHttpRequest){ .method = "GET", .path = "/api/session/properties", .seconds = 30 },
      cancellable, properties_cb, task);
}

gboolean
studio_metabase_client_sign_in_finish (StudioMetabaseClient *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
