/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-send.h"

#include <string.h>
#include <sys/socket.h>

/* Shorter bodies are not worth compressing. */
#define GZIP_BYTES 2048

/* An endless body comes in pieces of this size, with a pause that leaves others their turn. */
#define ENDLESS_BYTES 65536
#define ENDLESS_MILLISECONDS 2

typedef struct
{
  StudioDemoExchange *exchange; /* (owned) */
  guint status;
  char *content_type; /* (owned) (nullable) */
  GBytes *body;       /* (owned) */
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  studio_demo_exchange_unref (pending->exchange);
  g_free (pending->content_type);
  g_bytes_unref (pending->body);
  g_free (pending);
}

void
studio_demo_send_log (StudioDemoExchange *exchange, guint status, gsize response_bytes)
{
  GUri *uri = soup_server_message_get_uri (exchange->message);
  SoupMessageBody *body = soup_server_message_get_request_body (exchange->message);
  const StudioDemoRequestEntry entry = {
    .method = exchange->method,
    .path = exchange->path,
    .query = g_uri_get_query (uri),
    .status = status,
    .request_bytes = (gsize) body->length,
    .response_bytes = response_bytes,
    .milliseconds = (double) (g_get_monotonic_time () - exchange->started) / 1000,
    .fault = exchange->fault != NULL ? exchange->fault->text : NULL,
    .body = exchange->server->options->log_bodies ? exchange->body : NULL,
  };

  studio_demo_request_log_add (exchange->server->log, &entry);
}

void
studio_demo_send_reset (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  const struct sockaddr nowhere = { .sa_family = AF_UNSPEC };

  /* On a connected socket, Linux takes this for “disconnect now” and sends a reset; libsoup then
   * finds the socket unconnected and gives it up. */
  if (socket != NULL)
    connect (g_socket_get_fd (socket), &nowhere, sizeof nowhere);
}

static void
set_common_headers (StudioDemoExchange *exchange, const char *content_type)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);

  if (content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", content_type);
  soup_message_headers_replace (headers, "Cache-Control", "max-age=0, no-cache, must-revalidate");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (studio_demo_exchange_from (exchange, 51))
    soup_message_headers_replace (headers, "X-Metabase-Version", exchange->server->version->tag);
  if (exchange->closes)
    soup_message_headers_replace (headers, "Connection", "close");
}

static GBytes *
compress (GBytes *body)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  if (!g_output_stream_write_all (stream, g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                                  NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
wants_gzip (StudioDemoExchange *exchange, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  const char *accepted = soup_message_headers_get_list (headers, "Accept-Encoding");

  return g_bytes_get_size (body) >= GZIP_BYTES && accepted != NULL &&
         strstr (accepted, "gzip") != NULL;
}

static void
send_plain (StudioDemoExchange *exchange, guint status, GBytes *body, gboolean may_compress)
{
  SoupServerMessage *message = exchange->message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *response = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) compressed =
      may_compress && wants_gzip (exchange, body) ? compress (body) : NULL;
  GBytes *sent = compressed != NULL ? compressed : body;

  if (compressed != NULL)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, status, NULL);
  if (g_bytes_get_size (sent) > 0)
    soup_message_body_append_bytes (response, sent);
  studio_demo_send_log (exchange, status, g_bytes_get_size (sent));
  soup_server_message_unpause (message);
}

static void
break_off_cb (SoupServerMessage *message, gpointer user_data)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  /* The rest, which libsoup waits for, goes nowhere. */
  soup_message_body_complete (soup_server_message_get_response_body (message));
}

static void
send_truncated (StudioDemoExchange *exchange, guint status, GBytes *body, gsize bytes)
{
  SoupServerMessage *message = exchange->message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize size = g_bytes_get_size (body);
  g_autoptr (GBytes) beginning = g_bytes_new_from_bytes (body, 0, MIN (bytes, size));

  soup_message_headers_set_content_length (headers, (goffset) size);
  soup_server_message_set_status (message, status, NULL);
  if (bytes > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), beginning);
  g_signal_connect (message, bytes > 0 ? "wrote-chunk" : "wrote-headers", G_CALLBACK (break_off_cb),
                    NULL);
  studio_demo_send_log (exchange, status, g_bytes_get_size (beginning));
  soup_server_message_unpause (message);
}

static gboolean
send_more_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;
  g_autofree char *spaces = g_malloc (ENDLESS_BYTES);

  memset (spaces, ' ', ENDLESS_BYTES);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                            spaces, ENDLESS_BYTES);
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static void
wrote_endless_cb (SoupServerMessage *message, gpointer user_data)
{
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, ENDLESS_MILLISECONDS, send_more_cb,
                      g_object_ref (message), g_object_unref);
}

static void
send_endless (StudioDemoExchange *exchange)
{
  SoupServerMessage *message = exchange->message;
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, "{\"data\":[", 9);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_endless_cb), NULL);
  studio_demo_send_log (exchange, SOUP_STATUS_OK, 0);
  soup_server_message_unpause (message);
}

static GBytes *
append_text (GBytes *body, const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
  return g_byte_array_free_to_bytes (bytes);
}

/* 0xff instead of a letter in the middle of the text. */
static GBytes *
spoil_utf8 (GBytes *body)
{
  gsize size = g_bytes_get_size (body);
  guint8 *copy = g_memdup2 (g_bytes_get_data (body, NULL), size);
  gsize place = size / 2;

  while (place < size && !g_ascii_isalpha (copy[place]))
    place++;
  if (place < size)
    copy[place] = 0xff;
  return g_bytes_new_take (copy, size);
}

/* Begins as gzip does, and goes on as nothing that can be unpacked. */
static GBytes *
spoil_gzip (GBytes *body)
{
  g_autoptr (GBytes) compressed = compress (body);
  gsize size = 0;
  guint8 *copy = g_bytes_unref_to_data (g_steal_pointer (&compressed), &size);

  for (gsize i = size / 2; i < size; i++)
    copy[i] = (guint8) ~copy[i];
  return g_bytes_new_take (copy, size);
}

static void
send_reset (StudioDemoExchange *exchange)
{
  studio_demo_send_log (exchange, 0, 0);
  studio_demo_send_reset (exchange->message);
  soup_server_message_set_status (exchange->message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
  soup_server_message_unpause (exchange->message);
}

/* The faults that spoil the answer to a request that was performed. */
static void
send_spoilt (Pending *pending)
{
  StudioDemoExchange *exchange = pending->exchange;
  const StudioDemoFault *fault = exchange->fault;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  g_autoptr (GBytes) spoilt = NULL;

  switch (fault->kind)
    {
    case STUDIO_DEMO_FAULT_RESET_AFTER:
      send_reset (exchange);
      break;
    case STUDIO_DEMO_FAULT_TRUNCATE:
      send_truncated (exchange, pending->status, pending->body, fault->value);
      break;
    case STUDIO_DEMO_FAULT_JUNK:
      spoilt =
          append_text (pending->body, "{\"error\":\"ERROR: out of memory\"} at java.lang.Thread");
      send_plain (exchange, pending->status, spoilt, FALSE);
      break;
    case STUDIO_DEMO_FAULT_NOT_UTF8:
      spoilt = spoil_utf8 (pending->body);
      send_plain (exchange, pending->status, spoilt, FALSE);
      break;
    case STUDIO_DEMO_FAULT_GZIP_BROKEN:
      spoilt = spoil_gzip (pending->body);
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
      send_plain (exchange, pending->status, spoilt, FALSE);
      break;
    case STUDIO_DEMO_FAULT_STATUS:
    case STUDIO_DEMO_FAULT_RESET_BEFORE:
    case STUDIO_DEMO_FAULT_ENDLESS:
    case STUDIO_DEMO_FAULT_HANG:
    case STUDIO_DEMO_FAULT_HTML:
    case STUDIO_DEMO_FAULT_NOT_JSON:
    case STUDIO_DEMO_FAULT_EMPTY:
      studio_demo_send_false (exchange);
      break;
    case STUDIO_DEMO_FAULT_DELAY:
    default:
      send_plain (exchange, pending->status, pending->body, TRUE);
      break;
    }
}

static gboolean
send_pending_cb (gpointer user_data)
{
  Pending *pending = user_data;

  set_common_headers (pending->exchange, pending->content_type);
  if (pending->exchange->fault != NULL)
    send_spoilt (pending);
  else
    send_plain (pending->exchange, pending->status, pending->body, TRUE);
  return G_SOURCE_REMOVE;
}

void
studio_demo_send (StudioDemoExchange *exchange, const StudioDemoReply *reply)
{
  Pending *pending = g_new0 (Pending, 1);
  const StudioDemoFault *fault = exchange->fault;
  guint delay = exchange->server->options->latency;

  pending->exchange = studio_demo_exchange_ref (exchange);
  pending->status = reply->status;
  pending->content_type = g_strdup (reply->content_type);
  pending->body = g_bytes_ref (reply->body);
  if (fault != NULL && fault->kind == STUDIO_DEMO_FAULT_DELAY)
    delay += fault->value;
  g_timeout_add_full (G_PRIORITY_DEFAULT, delay, send_pending_cb, pending, pending_free);
}

static const char login_page[] =
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1>"
    "<form action=\"/oauth2/start\"><button>Sign in with the company account</button></form>"
    "</body></html>";

static const struct
{
  guint status;
  const char *form; /* what such an answer usually is */
  const char *text;
} status_bodies[] = {
  { 400, "text", "Invalid Request." },
  { 401, "text", "Unauthenticated" },
  { 402, "json", "This feature requires a paid plan." },
  { 403, "text", "You don't have permissions to do that." },
  { 404, "text", "Not found." },
  { 429, "text", "Too Many Requests" },
  { 500, "json", "java.lang.OutOfMemoryError" },
  { 502, "html", "502 Bad Gateway" },
  { 503, "html", "503 Service Temporarily Unavailable" },
  { 504, "html", "504 Gateway Time-out" },
};

static void
send_status (StudioDemoExchange *exchange)
{
  const StudioDemoFault *fault = exchange->fault;
  const char *form = "text";
  const char *text = soup_status_get_phrase (fault->value);
  g_autofree char *written = NULL;
  g_autoptr (GBytes) body = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (status_bodies); i++)
    if (status_bodies[i].status == fault->value)
      {
        form = status_bodies[i].form;
        text = status_bodies[i].text;
      }
  if (fault->form != NULL)
    form = fault->form;
  if (strcmp (form, "json") == 0)
    written = g_strdup_printf ("{\"message\":\"%s\",\"cause\":\"%s\",\"via\":[],\"trace\":[]}",
                               text, text);
  else if (strcmp (form, "html") == 0)
    written = g_strdup_printf ("<html><head><title>%s</title></head><body><center><h1>%s</h1>"
                               "</center><hr><center>nginx</center></body></html>",
                               text, text);
  else
    written = g_strdup (text);
  set_common_headers (exchange, strcmp (form, "json") == 0   ? "application/json;charset=utf-8"
                                : strcmp (form, "html") == 0 ? "text/html"
                                                             : "text/plain;charset=utf-8");
  if (fault->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", fault->retry_after);

      soup_message_headers_replace (soup_server_message_get_response_headers (exchange->message),
                                    "Retry-After", seconds);
    }
  body = g_bytes_new (written, strlen (written));
  send_plain (exchange, fault->value, body, FALSE);
}

static void
send_ok (StudioDemoExchange *exchange, const char *content_type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  set_common_headers (exchange, content_type);
  send_plain (exchange, SOUP_STATUS_OK, body, FALSE);
}

void
studio_demo_send_false (StudioDemoExchange *exchange)
{
  const char *json = "application/json;charset=utf-8";

  switch (exchange->fault->kind)
    {
    case STUDIO_DEMO_FAULT_STATUS:
      send_status (exchange);
      break;
    case STUDIO_DEMO_FAULT_ENDLESS:
      set_common_headers (exchange, json);
      send_endless (exchange);
      break;
    case STUDIO_DEMO_FAULT_HTML:
      send_ok (exchange, "text/html;charset=utf-8", login_page);
      break;
    case STUDIO_DEMO_FAULT_NOT_JSON:
      send_ok (exchange, json, "<?xml version=\"1.0\"?><error>not what was asked for</error>");
      break;
    case STUDIO_DEMO_FAULT_EMPTY:
      send_ok (exchange, json, "");
      break;
    case STUDIO_DEMO_FAULT_HANG:
      /* Stays paused until the client goes. */
      studio_demo_send_log (exchange, 0, 0);
      break;
    case STUDIO_DEMO_FAULT_RESET_BEFORE:
    case STUDIO_DEMO_FAULT_RESET_AFTER:
    case STUDIO_DEMO_FAULT_TRUNCATE:
    case STUDIO_DEMO_FAULT_DELAY:
    case STUDIO_DEMO_FAULT_JUNK:
    case STUDIO_DEMO_FAULT_NOT_UTF8:
    case STUDIO_DEMO_FAULT_GZIP_BROKEN:
    default:
      send_reset (exchange);
      break;
    }
}
