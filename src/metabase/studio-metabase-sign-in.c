/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-client-private.h"
#include "metabase/studio-metabase-private.h"
#include "metabase/studio-metabase-url.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define PROPERTIES "/api/session/properties"

/* From http to https, and from there to a folder; more is a loop. */
#define MOST_REDIRECTS 3

/* Task data: first look for the place where Metabase answers, then sign in there. */
typedef struct
{
  StudioCredentials *credentials; /* (owned) */
  GStrv places;                   /* (owned) addresses to try */
  guint place;                    /* the one that is tried */
  guint redirects;
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  studio_credentials_unref (sign_in->credentials);
  g_strfreev (sign_in->places);
  g_free (sign_in);
}

static void look (StudioMetabaseClient *self, GTask *task);

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

static GError *
explain_not_metabase (StudioMetabaseClient *self, guint status)
{
  const guint unauthorized = 401, forbidden = 403;

  if (status == unauthorized || status == forbidden)
    return g_error_new (
        STUDIO_ERROR, STUDIO_ERROR_NOT_METABASE,
        _ ("%s lets nobody through to Metabase (%u): something in front of it asks for a sign-in "
           "of its own. Ask whoever looks after it for an address without."),
        self->url, status);
  return g_error_new (
      STUDIO_ERROR, STUDIO_ERROR_NOT_METABASE,
      _ ("%s answers, but it is not a Metabase. Check the address; if Metabase lives in a "
         "folder of that server, add it."),
      self->url);
}

static void
current_user_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = _studio_metabase_request_finish (self, result, &error);

  if (studio_json_node_get_object (node) != NULL)
    g_task_return_boolean (task, TRUE);
  else if (node != NULL)
    _studio_metabase_return_protocol_error (task, _ ("who is signed in"));
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    g_task_return_new_error (
        task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN, "%s",
        studio_credentials_get_method (sign_in->credentials) == STUDIO_SIGN_IN_API_KEY
            ? _ ("The API key was refused. Check that it was copied whole and has not "
                 "been deleted; API keys need Metabase 0.49 or later.")
            : _ ("The session was refused. It may have expired; sign in to Metabase in a browser "
                 "and copy it again."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
logged_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (_studio_metabase_log_in_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* People of an LDAP directory sign in with a password like Metabase's own. */
static gboolean
takes_passwords (JsonObject *properties)
{
  return studio_json_get_boolean (properties, "enable-password-login", TRUE) ||
         studio_json_get_boolean (properties, "ldap-enabled", FALSE) ||
         studio_json_get_boolean (properties, "ldap-configured?", FALSE);
}

static void
return_without_password (StudioMetabaseClient *self, GTask *task)
{
  g_autofree char *advice = _studio_metabase_advise_without_password (self->version);

  g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
                           _ ("This Metabase signs people in through another service only (single "
                              "sign-on), without passwords. %s"),
                           advice);
}

/* Takes the caller's reference to @task. */
static void
use_credentials (StudioMetabaseClient *self, GTask *task, JsonObject *properties)
{
  StudioCredentials *credentials = ((SignIn *) g_task_get_task_data (task))->credentials;
  const char *secret = studio_credentials_get_secret (credentials);

  switch (studio_credentials_get_method (credentials))
    {
    case STUDIO_SIGN_IN_PASSWORD:
      if (takes_passwords (properties))
        {
          _studio_metabase_log_in_async (self, credentials, g_task_get_cancellable (task),
                                         logged_in_cb, task);
          return;
        }
      return_without_password (self, task);
      g_object_unref (task);
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
      g_task_get_cancellable (task), current_user_cb, task);
}

static gboolean
is_starting (const StudioHttpResponse *response, JsonObject *body)
{
  const guint unavailable = 503;

  return response->status == unavailable &&
         g_strcmp0 (studio_json_get_string (body, "status"), "initializing") == 0;
}

static gboolean
is_announced_as_json (const StudioHttpResponse *response)
{
  return studio_http_response_is_success (response) &&
         g_strcmp0 (response->content_type, "application/json") == 0;
}

/* To the same host and not out of https, before any secret was sent: as a browser does. */
static gboolean
follow_redirect (StudioMetabaseClient *self, GTask *task, const StudioHttpResponse *response)
{
  SignIn *sign_in = g_task_get_task_data (task);
  char *place = studio_metabase_url_redirect (self->url, response->location);

  if (place == NULL || strcmp (place, self->url) == 0 || sign_in->redirects >= MOST_REDIRECTS)
    {
      g_free (place);
      return FALSE;
    }
  sign_in->redirects++;
  _studio_metabase_client_set_url (self, place);
  look (self, g_object_ref (task));
  return TRUE;
}

/* Metabase may live in a folder, and what was pasted may be one of its pages, known or not. */
static gboolean
try_next_place (StudioMetabaseClient *self, GTask *task)
{
  SignIn *sign_in = g_task_get_task_data (task);

  if (sign_in->places[sign_in->place + 1] == NULL)
    return FALSE;
  sign_in->place++;
  _studio_metabase_client_set_url (self, g_strdup (sign_in->places[sign_in->place]));
  look (self, g_object_ref (task));
  return TRUE;
}

static void
look_at (StudioMetabaseClient *self, GTask *task, const StudioHttpResponse *response)
{
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (JsonNode) node = studio_json_from_text (
      g_bytes_get_data (response->bytes, NULL), (gssize) g_bytes_get_size (response->bytes), NULL);
  JsonObject *properties = studio_json_node_get_object (node);

  if (is_starting (response, properties))
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_SERVER,
                             _ ("Metabase at %s is still starting. Try again in a minute."),
                             self->url);
  else if (response->status >= 300 && response->status < 400)
    {
      if (!follow_redirect (self, task, response))
        g_task_return_error (task,
                             _studio_metabase_error_from_response (response, self->url, TRUE));
    }
  else if (response->status >= 500 || response->status == 429)
    g_task_return_error (task, _studio_metabase_error_from_response (response, self->url, TRUE));
  else if (node == NULL && is_announced_as_json (response))
    _studio_metabase_return_protocol_error (task, _ ("its settings"));
  else if (!studio_http_response_is_success (response) || !is_metabase (properties))
    {
      if (try_next_place (self, task))
        return;
      _studio_metabase_client_set_url (self, g_strdup (sign_in->places[0]));
      g_task_return_error (task, explain_not_metabase (self, response->status));
    }
  else
    {
      read_version (self, properties);
      if (studio_json_get_boolean (properties, "has-user-setup", TRUE))
        use_credentials (self, g_object_ref (task), properties);
      else
        g_task_return_new_error (
            task, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
            _ ("Metabase at %s has not been set up yet. Open it in a browser and finish its "
               "first steps."),
            self->url);
    }
}

static void
properties_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (StudioHttpResponse) response =
      studio_http_client_send_finish (STUDIO_HTTP_CLIENT (source), result, &error);

  if (response != NULL)
    look_at (self, task, response);
  else
    g_task_return_error (task, error);
}

/* Takes the caller's reference to @task. */
static void
look (StudioMetabaseClient *self, GTask *task)
{
  studio_http_client_send_async (
      self->http, &(StudioHttpRequest){ .method = "GET", .path = PROPERTIES, .seconds = 30 },
      g_task_get_cancellable (task), properties_cb, task);
}

void
studio_metabase_client_sign_in_async (StudioMetabaseClient *self,
                                      StudioCredentials *credentials,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  SignIn *sign_in;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self) && credentials != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_sign_in_async);
  sign_in = g_new0 (SignIn, 1);
  sign_in->credentials = studio_credentials_ref (credentials);
  sign_in->places = studio_metabase_url_list_places (self->typed, self->url);
  g_task_set_task_data (task, sign_in, (GDestroyNotify) sign_in_free);
  _studio_metabase_renewal_forget (self);
  studio_http_client_set_header (self->http, "X-Metabase-Session", NULL);
  studio_http_client_set_header (self->http, "x-api-key", NULL);
  look (self, task);
}

gboolean
studio_metabase_client_sign_in_finish (StudioMetabaseClient *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioHttpResponse) response =
      studio_http_client_send_finish (STUDIO_HTTP_CLIENT (source), result, &error);

  /* Unless somebody has signed in since. */
  if (self->renewal.credentials == NULL)
    studio_http_client_set_header (STUDIO_HTTP_CLIENT (source), "X-Metabase-Session", NULL);
  /* The session ends by itself sooner or later, so nobody needs to know of a failure. */
  if (response == NULL)
    g_debug ("Signing out failed: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

void
studio_metabase_client_sign_out_async (StudioMetabaseClient *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gboolean ours;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_sign_out_async);
  ours = self->renewal.credentials != NULL;
  if (ours)
    studio_http_client_send_async (
        self->http,
        &(StudioHttpRequest){
            .method = "DELETE", .path = "/api/session", .safe = TRUE, .seconds = 5 },
        cancellable, signed_out_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
  _studio_metabase_renewal_forget (self);
}

void
studio_metabase_client_sign_out_finish (StudioMetabaseClient *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}
