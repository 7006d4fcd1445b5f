/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define LONGEST_MESSAGE 400

/* Of a longer body only the beginning is shown, and it is not read as JSON. */
#define LONGEST_ERROR (1024 * 1024)

/* The first text in an object of messages: {"errors": {"name": "value must be…"}}. */
static char *
first_text (JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    return first_text (json_array_get_element (json_node_get_array (node), 0));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *text = first_text (member);

      if (text != NULL)
        return strcmp (name, "_error") == 0 ? g_steal_pointer (&text)
                                            : g_strdup_printf ("%s: %s", name, text);
    }
  return NULL;
}

static char *
read_json_message (JsonNode *node)
{
  static const char *const members[] = { "message", "error", "error-message", "cause" };
  JsonObject *object = studio_json_node_get_object (node);

  if (object == NULL)
    return first_text (node);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (studio_json_get_string (object, members[i]) != NULL)
      return g_strdup (studio_json_get_string (object, members[i]));
  return first_text (json_object_get_member (object, "errors"));
}

/* What the server says, for a person: JSON in its many forms, plain text, but no web page. */
static char *
read_message (const StudioHttpResponse *response)
{
  gsize size;
  const char *data = g_bytes_get_data (response->bytes, &size);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;

  if (size == 0 || studio_http_response_is_html (response))
    return NULL;
  node = size <= LONGEST_ERROR ? studio_json_from_text (data, (gssize) size, NULL) : NULL;
  text = node != NULL ? read_json_message (node) : g_strndup (data, MIN (size, 4096));
  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  return g_utf8_strlen (valid, -1) > LONGEST_MESSAGE ? g_utf8_substring (valid, 0, LONGEST_MESSAGE)
                                                     : g_steal_pointer (&valid);
}

static StudioError
code_for_status (guint status, gboolean safe)
{
  switch (status)
    {
    case 401:
      return STUDIO_ERROR_SIGN_IN;
    case 402:
    case 403:
      return STUDIO_ERROR_FORBIDDEN;
    case 404:
      return STUDIO_ERROR_NOT_FOUND;
    case 429:
      return STUDIO_ERROR_THROTTLED;
    default:
      /* A server that fails after it has read a write may have done it. */
      return status >= 500 && !safe ? STUDIO_ERROR_UNCLEAR : STUDIO_ERROR_SERVER;
    }
}

static GError *
explain_redirect (const StudioHttpResponse *response, const char *host)
{
  const char *api = strstr (response->location, "/api/");
  g_autofree char *place = api != NULL ? g_strndup (response->location, api - response->location)
                                       : g_strdup (response->location);

  return g_error_new (
      STUDIO_ERROR, STUDIO_ERROR_SERVER,
      _ ("%s sends on to %s, where no sign-in is sent without your word. If that is "
         "your Metabase, use that address instead."),
      host, place);
}

/* Not by Metabase, which knows no such status, but by what is in front of it. */
static GError *
explain_throttling (const StudioHttpResponse *response, const char *host)
{
  guint seconds = response->retry_after > 0 ? (guint) response->retry_after : 0;

  if (seconds == 0)
    return g_error_new (STUDIO_ERROR, STUDIO_ERROR_THROTTLED,
                        _ ("%s takes no more requests for now. Try again in a minute."), host);
  return g_error_new (STUDIO_ERROR, STUDIO_ERROR_THROTTLED,
                      ngettext ("%s takes no more requests for %u second. Try again after that.",
                                "%s takes no more requests for %u seconds. Try again after that.",
                                seconds),
                      host, seconds);
}

GError *
_studio_metabase_error_from_response (const StudioHttpResponse *response,
                                      const char *host,
                                      gboolean safe)
{
  StudioError code = code_for_status (response->status, safe);
  g_autofree char *message = read_message (response);

  if (response->location != NULL && response->status >= 300 && response->status < 400)
    return explain_redirect (response, host);
  if (code == STUDIO_ERROR_THROTTLED)
    return explain_throttling (response, host);
  if (code == STUDIO_ERROR_SIGN_IN)
    return g_error_new (STUDIO_ERROR, code,
                        _ ("Metabase at %s does not accept the sign-in any more. Sign in again."),
                        host);
  if (code == STUDIO_ERROR_FORBIDDEN)
    return g_error_new (STUDIO_ERROR, code,
                        _ ("Metabase refused: %s Ask an administrator for the permission."),
                        message != NULL ? message : _ ("you lack the permission."));
  if (code == STUDIO_ERROR_NOT_FOUND)
    return g_error_new (STUDIO_ERROR, code, _ ("Metabase does not have what was asked for (%s)"),
                        message != NULL ? message : "404");
  if (message != NULL)
    return g_error_new (STUDIO_ERROR, code, _ ("Metabase answered with an error (%u): %s"),
                        response->status, message);
  return g_error_new (
      STUDIO_ERROR, code,
      _ ("%s answered with an error (%u) and no explanation. Look into the server’s log, "
         "or try again later."),
      host, response->status);
}

JsonArray *
_studio_metabase_list_in (JsonNode *reply)
{
  JsonArray *array = studio_json_node_get_array (reply);

  return array != NULL ? array
                       : studio_json_get_array (studio_json_node_get_object (reply), "data");
}

void
_studio_metabase_return_protocol_error (GTask *task, const char *what)
{
  g_task_return_new_error (
      task, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL,
      _ ("Metabase’s reply about %s was not understood. Its version may be newer than "
         "this program knows."),
      what);
}

/* Task data: what the thread needs. */
typedef struct
{
  char *host;
  gboolean safe;
  StudioMetabaseReading reading; /* its `read` may be %NULL: the JSON itself is wanted */
  StudioHttpResponse *response;  /* (owned) (nullable) */
} Request;

static void
request_free (Request *request)
{
  g_free (request->host);
  g_clear_pointer (&request->response, studio_http_response_free);
  g_free (request);
}

/* Whatever came back instead of the reply to a write, the write may have been done. */
static GError *
explain_damage (gboolean safe, const char *why)
{
  if (safe)
    return g_error_new_literal (STUDIO_ERROR, STUDIO_ERROR_PROTOCOL, why);
  return g_error_new (STUDIO_ERROR, STUDIO_ERROR_UNCLEAR,
                      _ ("%s It is not known whether the change was made."), why);
}

GError *
_studio_metabase_explain_page (gboolean safe)
{
  return explain_damage (safe,
                         _ ("A web page came instead of data. A proxy in front of Metabase may "
                            "ask for a sign-in of its own."));
}

/* Metabase answers a deletion with nothing, and everything else with JSON. */
static JsonNode *
read_empty (const Request *request, GError **error)
{
  const guint no_content = 204;

  if (request->response->status == no_content)
    return json_node_new (JSON_NODE_NULL);
  g_propagate_error (error, explain_damage (request->safe, _ ("Metabase’s reply is empty.")));
  return NULL;
}

static JsonNode *
read_body (const Request *request, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *why = NULL;
  gsize size;
  const char *data = g_bytes_get_data (request->response->bytes, &size);
  JsonNode *node;

  if (!studio_http_response_is_success (request->response))
    {
      g_propagate_error (error, _studio_metabase_error_from_response (
                                    request->response, request->host, request->safe));
      return NULL;
    }
  if (size == 0)
    return read_empty (request, error);
  if (studio_http_response_is_html (request->response))
    {
      g_propagate_error (error, _studio_metabase_explain_page (request->safe));
      return NULL;
    }
  node = studio_json_from_text (data, (gssize) size, &problem);
  if (node != NULL)
    return node;
  why = g_strdup_printf (_ ("Metabase’s reply is damaged or broke off. %s"), problem->message);
  g_propagate_error (error, explain_damage (request->safe, why));
  return NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  const StudioMetabaseReading *reading = &request->reading;
  GError *error = NULL;
  g_autoptr (JsonNode) node = read_body (request, &error);
  gpointer value;

  if (node == NULL)
    g_task_return_error (task, error);
  else if (reading->read == NULL)
    g_task_return_pointer (task, g_steal_pointer (&node), (GDestroyNotify) json_node_unref);
  else if ((value = reading->read (node)) != NULL)
    g_task_return_pointer (task, value, reading->free);
  else
    _studio_metabase_return_protocol_error (task, reading->what);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->response =
      _studio_metabase_send_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  if (request->response == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, read_in_thread);
}

void
_studio_metabase_read_async (StudioMetabaseClient *self,
                             const StudioHttpRequest *request,
                             const StudioMetabaseReading *reading,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *data = g_new0 (Request, 1);

  g_task_set_source_tag (task, _studio_metabase_read_async);
  data->host = g_strdup (studio_metabase_client_get_url (self));
  data->safe = request->safe || strcmp (request->method, "GET") == 0;
  if (reading != NULL)
    data->reading = *reading;
  g_task_set_task_data (task, data, (GDestroyNotify) request_free);
  _studio_metabase_send_async (self, request, cancellable, sent_cb, task);
}

gpointer
_studio_metabase_read_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
_studio_metabase_request_async (StudioMetabaseClient *self,
                                const StudioHttpRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  _studio_metabase_read_async (self, request, NULL, cancellable, callback, user_data);
}

JsonNode *
_studio_metabase_request_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error)
{
  return _studio_metabase_read_finish (self, result, error);
}
