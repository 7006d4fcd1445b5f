/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-client-private.h"
#include "metabase/studio-metabase-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define UNAUTHORIZED 401
#define BAD_REQUEST 400

/* Of a page from a proxy no more than this is looked at. */
#define LONGEST_REFUSAL 65536

#define LONGEST_SHOWN 200

/* Text is translated to the user's language, so only its digits are looked at. */
static gboolean
read_wait (const char *text, guint *seconds)
{
  const char *digits = text != NULL ? strpbrk (text, "0123456789") : NULL;

  if (digits == NULL)
    return FALSE;
  *seconds = (guint) MIN (g_ascii_strtoull (digits, NULL, 10), G_MAXUINT);
  return TRUE;
}

/* Metabase counts in seconds even where it is days. */
static GError *
explain_long_throttling (guint seconds)
{
  const guint minute = 60, hour = 60 * minute, day = 24 * hour;
  g_autofree char *time =
      seconds >= 2 * day
          ? g_strdup_printf (ngettext ("%u day", "%u days", seconds / day), seconds / day)
      : seconds >= 2 * hour
          ? g_strdup_printf (ngettext ("%u hour", "%u hours", seconds / hour), seconds / hour)
          : g_strdup_printf (ngettext ("%u minute", "%u minutes", seconds / minute),
                             seconds / minute);

  return g_error_new (STUDIO_ERROR, STUDIO_ERROR_THROTTLED,
                      /* translators: a time such as “3 hours” */
                      _ ("Metabase does not take another attempt for about %s, because there were "
                         "too many. Every further one makes it longer; an API key is not held up."),
                      time);
}

static GError *
explain_throttling (guint seconds)
{
  const guint longest = 600;

  if (seconds > longest)
    return explain_long_throttling (seconds);
  return g_error_new (STUDIO_ERROR, STUDIO_ERROR_THROTTLED,
                      ngettext ("Metabase does not take another attempt for %u second, because "
                                "there were too many. Wait that long before the next one.",
                                "Metabase does not take another attempt for %u seconds, because "
                                "there were too many. Wait that long before the next one.",
                                seconds),
                      seconds);
}

char *
_studio_metabase_advise_without_password (guint version)
{
  const guint with_api_keys = 49;

  if (version != 0 && version < with_api_keys)
    return g_strdup (
        _ ("Sign in to Metabase in a browser, and use the value of its cookie metabase.SESSION as "
           "the session (METABASE_SESSION for kpi-studio-cli)."));
  return g_strdup (
      _ ("Ask an administrator for an API key and use that (METABASE_API_KEY for kpi-studio-cli); "
         "or sign in to Metabase in a browser, and use the value of its cookie metabase.SESSION "
         "as the session (METABASE_SESSION)."));
}

/* A sentence of its own, and no JSON: passwords are not taken at all. */
static GError *
explain_sentence (StudioMetabaseClient *self, const char *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid (data, (gssize) MIN (size, LONGEST_SHOWN));
  g_autofree char *advice = _studio_metabase_advise_without_password (self->version);

  return g_error_new (STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
                      /* translators: what Metabase says, then what to do */
                      _ ("Metabase refused to sign in: %s %s"), text, advice);
}

static GError *
explain_refusal (StudioMetabaseClient *self, const StudioHttpResponse *response)
{
  static const char unauthenticated[] = "Unauthenticated";
  gsize size;
  const char *data = g_bytes_get_data (response->bytes, &size);
  gboolean page = studio_http_response_is_html (response);
  g_autoptr (JsonNode) node =
      size > 0 && size < LONGEST_REFUSAL ? studio_json_from_text (data, (gssize) size, NULL) : NULL;
  JsonObject *errors = studio_json_get_object (studio_json_node_get_object (node), "errors");
  const char *general = studio_json_get_string (errors, "_error");
  guint seconds;

  if (read_wait (studio_json_get_string (errors, "username"), &seconds))
    return explain_throttling (seconds);
  if (general != NULL)
    return g_error_new (
        STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
        _ ("Metabase refused to sign in: %s Ask an administrator of this Metabase."), general);
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    return explain_sentence (self, json_node_get_string (node),
                             strlen (json_node_get_string (node)));
  if (size > 0 && node == NULL && !page &&
      strncmp (data, unauthenticated, MIN (size, strlen (unauthenticated))) != 0)
    return explain_sentence (self, data, size);
  return g_error_new_literal (
      STUDIO_ERROR, STUDIO_ERROR_SIGN_IN,
      _ ("User name or password is wrong. Check both; Metabase wants the e-mail "
         "address as the user name."));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = g_task_get_source_object (task);
  StudioMetabaseRenewal *renewal = &self->renewal;
  StudioCredentials *credentials = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioHttpResponse) response =
      studio_http_client_send_finish (STUDIO_HTTP_CLIENT (source), result, &error);
  g_autoptr (JsonNode) node = NULL;
  const char *token;

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (response->status == UNAUTHORIZED || response->status == BAD_REQUEST)
    {
      g_task_return_error (task, explain_refusal (self, response));
      return;
    }
  if (!studio_http_response_is_success (response))
    {
      g_task_return_error (task, _studio_metabase_error_from_response (response, self->url, TRUE));
      return;
    }
  node = studio_json_from_text (g_bytes_get_data (response->bytes, NULL),
                                (gssize) g_bytes_get_size (response->bytes), NULL);
  token = studio_json_get_string (studio_json_node_get_object (node), "id");
  if (token == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("the sign-in"));
      return;
    }
  studio_http_client_set_header (self->http, "X-Metabase-Session", token);
  renewal->session++;
  renewal->proved = FALSE;
  if (renewal->credentials != credentials)
    {
      g_clear_pointer (&renewal->credentials, studio_credentials_unref);
      renewal->credentials = studio_credentials_ref (credentials);
    }
  g_task_return_boolean (task, TRUE);
}

static char *
make_body (StudioCredentials *credentials)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "username", studio_credentials_get_username (credentials));
  studio_json_add_string (builder, "password", studio_credentials_get_secret (credentials));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}

void
_studio_metabase_log_in_async (StudioMetabaseClient *self,
                               StudioCredentials *credentials,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  char *body = make_body (credentials);

  g_task_set_source_tag (task, _studio_metabase_log_in_async);
  g_task_set_task_data (task, studio_credentials_ref (credentials),
                        (GDestroyNotify) studio_credentials_unref);
  studio_http_client_send_async (
      self->http,
      &(StudioHttpRequest){
          .method = "POST", .path = "/api/session", .body = body, .safe = TRUE, .seconds = 30 },
      cancellable, answered_cb, task);
  explicit_bzero (body, strlen (body));
  g_free (body);
}

gboolean
_studio_metabase_log_in_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
