/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-llm.h"

#include <json-glib/json-glib.h>
#include <string.h>

/*
 * Speaks HTTP itself over a plain socket, because a server library would mend what is to be
 * broken: cut bodies, missing ends, connections that stay silent.
 */
struct _StudioTestLlm
{
  GSocketService *service;
  char *url;
  GQueue steps;        /* of StudioTestLlmStep (owned) */
  GPtrArray *requests; /* of char* */
  GPtrArray *heads;    /* of char* */
  StudioTestLlmFunc func;
  gpointer data;
  guint milliseconds;
  guint closed;
  guint held;
  guint open;
  guint most;
  GCancellable *cancellable;
};

/* One connection that serves one request. */
typedef struct
{
  StudioTestLlm *endpoint;
  GIOStream *stream; /* (owned) */
  GString *received; /* (owned) */
  char *reply;       /* (owned) */
  char buffer[4096];
  gsize size; /* of reply */
  gboolean hold;
} Connection;

static void
connection_free (Connection *connection)
{
  g_io_stream_close (connection->stream, NULL, NULL);
  g_object_unref (connection->stream);
  g_string_free (connection->received, TRUE);
  g_free (connection->reply);
  g_free (connection);
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *connection = user_data;
  g_autoptr (GError) error = NULL;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      connection->endpoint->open--;
      if (size <= 0)
        connection->endpoint->closed++;
    }
  connection_free (connection);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *connection = user_data;
  GInputStream *input = g_io_stream_get_input_stream (connection->stream);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      connection_free (connection);
      return;
    }
  if (connection->hold)
    {
      connection->endpoint->held++;
      g_input_stream_read_async (input, connection->buffer, sizeof connection->buffer, 0,
                                 connection->endpoint->cancellable, held_cb, connection);
      return;
    }
  connection->endpoint->open--;
  connection_free (connection);
}

static void
send_reply (Connection *connection)
{
  g_output_stream_write_all_async (g_io_stream_get_output_stream (connection->stream),
                                   connection->reply, connection->size, 0,
                                   connection->endpoint->cancellable, written_cb, connection);
}

static gboolean
send_later_cb (gpointer user_data)
{
  send_reply (user_data);
  return G_SOURCE_REMOVE;
}

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

/* Says @content in chunks of a few characters, as a model does. */
static void
add_stream (GString *body, const char *content, const char *finish, gboolean usage)
{
  g_string_append (body, "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                         "\"content\":\"\"},\"finish_reason\":null}]}\n\n");
  for (const char *at = content; *at != '\0';)
    {
      const char *next = at;
      g_autofree char *piece = NULL;
      g_autofree char *quoted = NULL;

      for (guint i = 0; i < 40 && *next != '\0'; i++)
        next = g_utf8_next_char (next);
      piece = g_strndup (at, next - at);
      quoted = quote (piece);
      g_string_append_printf (body,
                              "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},"
                              "\"finish_reason\":null}]}\n\n",
                              quoted);
      at = next;
    }
  if (*finish != '\0')
    g_string_append_printf (
        body, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}\n\n",
        finish);
  if (usage)
    g_string_append_printf (body,
                            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1000,"
                            "\"completion_tokens\":%u}}\n\n",
                            (guint) (strlen (content) / 4 + 1));
  g_string_append (body, "data: [DONE]\n\n");
}

static void
add_whole (GString *body, const char *content, const char *finish, gboolean usage)
{
  g_autofree char *quoted = quote (content);

  g_string_append_printf (body,
                          "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                          "{\"role\":\"assistant\",\"content\":%s},\"finish_reason\":",
                          quoted);
  if (*finish != '\0')
    g_string_append_printf (body, "\"%s\"}]", finish);
  else
    g_string_append (body, "null}]");
  if (usage)
    g_string_append_printf (body, ",\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":%u}",
                            (guint) (strlen (content) / 4 + 1));
  g_string_append_c (body, '}');
}

static void
make_reply (Connection *connection, const StudioTestLlmStep *step, const char *request)
{
  StudioTestLlm *self = connection->endpoint;
  gboolean stream = strstr (request, "\"stream\":true") != NULL;
  const char *finish = step->finish != NULL ? step->finish : "stop";
  g_autofree char *said = NULL;
  g_autoptr (GString) body = g_string_new (step->body);
  GString *reply = g_string_new (NULL);

  if (step->body == NULL)
    {
      said = step->content != NULL ? g_strdup (step->content)
             : self->func != NULL  ? self->func (request, self->data)
                                   : g_strdup ("{\"kpis\":[]}");
      if (stream)
        add_stream (body, said, finish, !step->no_usage);
      else
        add_whole (body, said, finish, !step->no_usage);
    }
  g_string_append_printf (reply, "HTTP/1.1 %u X\r\nContent-Type: %s\r\nx-request-id: req-%u\r\n",
                          step->status != 0 ? step->status : 200,
                          stream && step->body == NULL ? "text/event-stream" : "application/json",
                          self->requests->len);
  if (step->headers != NULL)
    g_string_append (reply, step->headers);
  /* The end of a stream is not known beforehand; a cut is only seen where a length was promised. */
  if (!step->hold && step->cut == 0)
    g_string_append_printf (reply, "Content-Length: %" G_GSIZE_FORMAT "\r\n", body->len);
  g_string_append (reply, "Connection: close\r\n\r\n");
  g_string_append_len (reply, body->str, step->cut > 0 ? MIN (step->cut, body->len) : body->len);
  if (step->drop)
    g_string_truncate (reply, 0);
  connection->size = reply->len;
  connection->reply = g_string_free (reply, FALSE);
  connection->hold = step->hold;
}

static void
answer (Connection *connection, const char *head, const char *request)
{
  static const StudioTestLlmStep usual = { 0 };
  static const StudioTestLlmStep models = {
    .body = "{\"object\":\"list\",\"data\":[{\"id\":\"test-model\",\"object\":\"model\"},"
            "{\"id\":\"models/another\"},{\"id\":7}]}"
  };
  StudioTestLlm *self = connection->endpoint;
  g_autofree StudioTestLlmStep *step = NULL;

  g_ptr_array_add (self->heads, g_strdup (head));
  g_ptr_array_add (self->requests, g_strdup (request));
  self->open++;
  self->most = MAX (self->most, self->open);
  step = g_queue_pop_head (&self->steps);
  make_reply (connection,
              step != NULL                                ? step
              : g_str_has_prefix (head, "GET /v1/models") ? &models
                                                          : &usual,
              request);
  if (self->milliseconds > 0 && step == NULL)
    g_timeout_add (self->milliseconds, send_later_cb, connection);
  else
    send_reply (connection);
}

static void read_on (Connection *connection);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *connection = user_data;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  const char *end, *length;
  g_autofree char *head = NULL;

  if (size <= 0)
    {
      connection_free (connection);
      return;
    }
  g_string_append_len (connection->received, connection->buffer, size);
  end = strstr (connection->received->str, "\r\n\r\n");
  if (end == NULL)
    {
      read_on (connection);
      return;
    }
  head = g_strndup (connection->received->str, end - connection->received->str);
  length = strcasestr (head, "\r\nContent-Length:");
  if (length != NULL && connection->received->len - (end + 4 - connection->received->str) <
                            g_ascii_strtoull (length + strlen ("\r\nContent-Length:"), NULL, 10))
    {
      read_on (connection);
      return;
    }
  answer (connection, head, end + 4);
}

static void
read_on (Connection *connection)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (connection->stream), connection->buffer,
                             sizeof connection->buffer, 0, connection->endpoint->cancellable,
                             read_cb, connection);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *socket, GObject *source, gpointer data)
{
  Connection *connection = g_new0 (Connection, 1);

  connection->endpoint = data;
  connection->stream = G_IO_STREAM (g_object_ref (socket));
  connection->received = g_string_new (NULL);
  read_on (connection);
  return TRUE;
}

StudioTestLlm *
studio_test_llm_new (void)
{
  StudioTestLlm *self = g_new0 (StudioTestLlm, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_queue_init (&self->steps);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u/v1",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);
  return self;
}

void
studio_test_llm_free (StudioTestLlm *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->cancellable);
  g_object_unref (self->service);
  g_queue_clear_full (&self->steps, g_free);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->heads);
  g_free (self->url);
  g_free (self);
}

const char *
studio_test_llm_get_url (StudioTestLlm *self)
{
  return self->url;
}

void
studio_test_llm_push (StudioTestLlm *self, const StudioTestLlmStep *step)
{
  g_queue_push_tail (&self->steps, g_memdup2 (step, sizeof *step));
}

void
studio_test_llm_answer (StudioTestLlm *self,
                        StudioTestLlmFunc func,
                        gpointer user_data,
                        guint milliseconds)
{
  self->func = func;
  self->data = user_data;
  self->milliseconds = milliseconds;
}

GPtrArray *
studio_test_llm_get_requests (StudioTestLlm *self)
{
  return self->requests;
}

GPtrArray *
studio_test_llm_get_heads (StudioTestLlm *self)
{
  return self->heads;
}

guint
studio_test_llm_get_closed (StudioTestLlm *self)
{
  return self->closed;
}

guint
studio_test_llm_get_held (StudioTestLlm *self)
{
  return self->held;
}

guint
studio_test_llm_get_most (StudioTestLlm *self)
{
  return self->most;
}
