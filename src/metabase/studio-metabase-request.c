/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define LONGEST_MESSAGE 400

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
  node = studio_json_from_text (data, size, NULL);
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

GError *
_studio_metabase_error_from_response (const StudioHttpResponse *response,
                                      const char *host,
                                      gboolean safe)
{
  StudioError code = code_for_status (response->status, safe);
  g_autofree char *message = read_message (response);

  if (response->location != NULL && response->status >= 300 && response->status < 400)
    return g_error_new (STUDIO_ERROR, STUDIO_ERROR_SERVER,
                        _ ("%s sends on to %s. Use that address instead."), host,
                        response->location);
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

static void
parse_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioHttpResponse *response = task_data;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (response->bytes, &size);
  JsonNode *node;

  if (size == 0)
    {
      g_task_return_pointer (task, json_node_new (JSON_NODE_NULL),
                             (GDestroyNotify) json_node_unref);
      return;
    }
  if (studio_http_response_is_html (response))
    {
      g_task_return_new_error (
          task, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL, "%s",
          _ ("A web page came instead of data. A proxy in front of Metabase may ask "
             "for a sign-in of its own."));
      return;
    }
  node = studio_json_from_text (data, size, &error);
  if (node != NULL)
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
  else
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL,
                             _ ("Metabase’s reply is damaged or broke off. %s"), error->message);
}

typedef struct
{
  gboolean safe;
} RequestData;

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioHttpClient *http = STUDIO_HTTP_CLIENT (source);
  GError *error = NULL;
  StudioHttpResponse *response = studio_http_client_send_finish (http, result, &error);
  gboolean safe = ((RequestData *) g_task_get_task_data (task))->safe;

  if (response == NULL)
    g_task_return_error (task, error);
  else if (!studio_http_response_is_success (response))
    {
      g_task_return_error (task, _studio_metabase_error_from_response (
                                     response, studio_http_client_get_base_url (http), safe));
      studio_http_response_free (response);
    }
  else
    {
      g_task_set_task_data (task, response, (GDestroyNotify) studio_http_response_free);
      g_task_run_in_thread (task, parse_in_thread);
    }
}

void
_studio_metabase_request_async (StudioMetabaseClient *self,
                                const StudioHttpRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  RequestData *data = g_new0 (RequestData, 1);

  g_task_set_source_tag (task, _studio_metabase_request_async);
  data->safe = request->safe || strcmp (request->method, "GET") == 0;
  g_task_set_task_data (task, data, g_free);
  studio_http_client_send_async (_studio_metabase_client_get_http (self), request, cancellable,
                                 sent_cb, task);
}

JsonNode *
_studio_metabase_request_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
