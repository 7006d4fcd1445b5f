/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-llm"

#include "propose/llm/studio-llm-exchange.h"

#include "propose/llm/studio-llm-delay.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define CHUNK (16 * 1024)
#define MAX_PLAIN (8 * 1024 * 1024)

typedef struct
{
  StudioLlmEndpoint *endpoint; /* (owned) */
  SoupMessage *message;        /* (owned) */
  GInputStream *stream;        /* (owned) (nullable) */
  GByteArray *plain;           /* (owned) body of an error, or of a GET */
  GBytes *raw;                 /* (owned) (nullable) */
  StudioLlmReply *reply;       /* (owned) (nullable) */
  gboolean streamed;           /* the body goes into a completion */
} Exchange;

void
studio_llm_reply_free (StudioLlmReply *self)
{
  g_clear_pointer (&self->completion, studio_llm_completion_free);
  g_clear_pointer (&self->failure, studio_llm_failure_free);
  g_clear_error (&self->lost);
  g_free (self->should_retry);
  g_free (self->request_id);
  g_free (self);
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  studio_llm_endpoint_unref (exchange->endpoint);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_byte_array_unref (exchange->plain);
  g_clear_pointer (&exchange->raw, g_bytes_unref);
  g_clear_pointer (&exchange->reply, studio_llm_reply_free);
  g_free (exchange);
}

/* Ends the reply; closing a stream that is not at its end closes the connection. */
static void
complete (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  StudioLlmReply *reply = exchange->reply;

  g_input_stream_close_async (exchange->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  if (reply->completion != NULL)
    studio_llm_completion_end (reply->completion);
  else if (reply->status >= 300)
    reply->failure = studio_llm_failure_read (reply->status, (const char *) exchange->plain->data,
                                              exchange->plain->len);
  else
    exchange->raw = g_bytes_new (exchange->plain->data, exchange->plain->len);
  g_task_return_pointer (task, g_steal_pointer (&exchange->reply),
                         (GDestroyNotify) studio_llm_reply_free);
}

static void read_on (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  StudioLlmCompletion *completion = exchange->reply->completion;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_input_stream_close_async (exchange->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL)
    exchange->reply->lost = g_steal_pointer (&error);
  else if (size > 0 && completion != NULL)
    studio_llm_completion_feed (completion, (const char *) data, size);
  else if (size > 0)
    g_byte_array_append (exchange->plain, data, size);
  if (size == 0 || exchange->plain->len > MAX_PLAIN ||
      (completion != NULL && (studio_llm_completion_is_done (completion) ||
                              studio_llm_completion_is_too_large (completion))))
    complete (task);
  else
    read_on (task);
}

static void
read_on (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static GError *
explain (Exchange *exchange, const GError *cause)
{
  const char *host = studio_llm_endpoint_get_host (exchange->endpoint);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_TIMED_OUT,
                        _ ("%s did not answer in time. Try again later, or use a faster model."),
                        host);
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_UNREACHABLE,
                        _ ("No secure connection to %s: %s. Check the address; a server without "
                           "encryption begins with http://."),
                        host, cause->message);
  if (cause->domain == G_RESOLVER_ERROR ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE))
    return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_UNREACHABLE,
                        _ ("Could not reach the model at %s: %s. Check the base URL, and that the "
                           "server runs."),
                        host, cause->message);
  return g_error_new (STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_SERVER,
                      _ ("The connection to %s was lost: %s. Try again later."), host,
                      cause->message);
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;
  StudioLlmReply *reply;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_error (task, explain (exchange, error));
      return;
    }
  headers = soup_message_get_response_headers (exchange->message);
  reply = exchange->reply = g_new0 (StudioLlmReply, 1);
  reply->status = soup_message_get_status (exchange->message);
  reply->delay = studio_llm_delay_read (headers, reply->status);
  reply->should_retry = g_strdup (soup_message_headers_get_one (headers, "x-should-retry"));
  reply->request_id = g_strdup (soup_message_headers_get_one (headers, "x-request-id"));
  if (reply->status < 300 && exchange->streamed)
    reply->completion = studio_llm_completion_new ();
  g_debug ("%s: status %u, request id %s", studio_llm_endpoint_get_host (exchange->endpoint),
           reply->status, reply->request_id != NULL ? reply->request_id : "-");
  read_on (task);
}

static void
add_headers (SoupMessage *message, StudioLlmEndpoint *endpoint, const char *body)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *name;
  char *value = studio_llm_endpoint_get_header (endpoint, &name);

  /* As the official clients do, also where they ask for a stream. */
  soup_message_headers_append (headers, "Accept", "application/json");
  if (value != NULL)
    {
      soup_message_headers_append (headers, name, value);
      explicit_bzero (value, strlen (value));
      g_free (value);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
}

void
studio_llm_exchange_async (SoupSession *session,
                           StudioLlmEndpoint *endpoint,
                           const char *url,
                           const char *body,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, studio_llm_exchange_async);
  exchange->endpoint = studio_llm_endpoint_ref (endpoint);
  exchange->plain = g_byte_array_new ();
  exchange->streamed = body != NULL;
  g_task_set_task_data (task, exchange, exchange_free);
  exchange->message = soup_message_new (body != NULL ? "POST" : "GET", url);
  if (exchange->message == NULL)
    {
      g_task_return_new_error (task, STUDIO_LLM_ERROR, STUDIO_LLM_ERROR_ADDRESS,
                               _ ("“%s” is not an address this program can call."), url);
      g_object_unref (task);
      return;
    }
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  add_headers (exchange->message, endpoint, body);
  soup_session_send_async (session, exchange->message, G_PRIORITY_DEFAULT, cancellable, send_cb,
                           task);
}

StudioLlmReply *
studio_llm_exchange_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GBytes *
studio_llm_exchange_get_raw (GAsyncResult *result)
{
  Exchange *exchange = g_task_get_task_data (G_TASK (result));

  return exchange->raw;
}
