/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-error.h"
#include "http/studio-http-client.h"

#include <libsoup/soup.h>

/* A server that does what its path says, in the same thread as the client. */
typedef struct
{
  SoupServer *server;
  StudioHttpClient *client;
  guint requests;
  char *last_cookie;
  char *last_header;
} Fixture;

static void
drop_connection (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
send_part (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  const char *text = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                     "Content-Length: 1000\r\n\r\n{\"half\":";

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
handle_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  fixture->requests++;
  g_free (fixture->last_cookie);
  fixture->last_cookie = g_strdup (soup_message_headers_get_one (headers, "Cookie"));
  g_free (fixture->last_header);
  fixture->last_header = g_strdup (soup_message_headers_get_one (headers, "X-Test"));
  if (g_str_equal (path, "/drop") || (g_str_equal (path, "/drop-once") && fixture->requests == 1))
    drop_connection (message);
  else if (g_str_equal (path, "/part"))
    send_part (message);
  else if (g_str_equal (path, "/never"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/busy-once") && fixture->requests == 1)
    {
      soup_message_headers_append (soup_server_message_get_response_headers (message),
                                   "Retry-After", "0");
      soup_server_message_set_status (message, 503, NULL);
    }
  else if (g_str_equal (path, "/later") ||
           (g_str_equal (path, "/throttled-once") && fixture->requests == 1))
    {
      soup_message_headers_append (soup_server_message_get_response_headers (message),
                                   "Retry-After", g_str_equal (path, "/later") ? "3600" : "0");
      soup_server_message_set_status (message, 429, NULL);
    }
  else if (g_str_equal (path, "/forbidden"))
    {
      soup_server_message_set_status (message, 403, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "no", 2);
    }
  else if (g_str_equal (path, "/elsewhere"))
    soup_server_message_set_redirect (message, 302, "https://elsewhere.example/");
  else if (g_str_equal (path, "/empty"))
    soup_server_message_set_status (message, 204, NULL);
  else
    {
      soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                                   "metabase.SESSION=old; Path=/");
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json; charset=utf-8",
                                        SOUP_MEMORY_STATIC, "{\"fine\":true}", 13);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  GSList *uris;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, handle_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->client = studio_http_client_new (url, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  if (fixture->server != NULL)
    soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_free (fixture->last_cookie);
  g_free (fixture->last_header);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static StudioHttpResponse *
send (Fixture *fixture,
      const char *method,
      const char *path,
      gboolean safe,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_http_client_send_async (fixture->client,
                                 &(StudioHttpRequest){
                                     .method = method,
                                     .path = path,
                                     .body = g_str_equal (method, "GET") ? NULL : "{}",
                                     .safe = safe,
                                     .seconds = 1,
                                 },
                                 cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return studio_http_client_send_finish (fixture->client, result, error);
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioHttpResponse) response = NULL;
  g_autoptr (StudioHttpResponse) second = NULL;

  studio_http_client_set_header (fixture->client, "X-Test", "yes");
  response = send (fixture, "GET", "/fine", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (response->content_type, ==, "application/json");
  g_assert_cmpmem (g_bytes_get_data (response->bytes, NULL), g_bytes_get_size (response->bytes),
                   "{\"fine\":true}", 13);
  g_assert_cmpstr (fixture->last_header, ==, "yes");

  /* Metabase would prefer the old session in a cookie to the new one in the header. */
  second = send (fixture, "GET", "/fine", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (fixture->last_cookie);
}

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioHttpResponse) forbidden =
      send (fixture, "GET", "/forbidden", FALSE, NULL, &error);
  g_autoptr (StudioHttpResponse) empty = NULL;
  g_autoptr (StudioHttpResponse) elsewhere = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (forbidden->status, ==, 403);
  g_assert_false (studio_http_response_is_success (forbidden));
  empty = send (fixture, "GET", "/empty", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (empty->bytes), ==, 0);

  /* A redirect could carry the key to somebody else, so it is told and not followed. */
  elsewhere = send (fixture, "GET", "/elsewhere", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (elsewhere->status, ==, 302);
  g_assert_cmpstr (elsewhere->location, ==, "https://elsewhere.example/");
  g_assert_cmpuint (fixture->requests, ==, 3);
}

static void
test_reading_is_tried_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioHttpResponse) busy = send (fixture, "GET", "/busy-once", FALSE, NULL, &error);
  g_autoptr (StudioHttpResponse) dropped = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (busy->status, ==, 200);
  g_assert_cmpuint (fixture->requests, ==, 2);
  fixture->requests = 0;
  dropped = send (fixture, "GET", "/drop-once", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dropped->status, ==, 200);
  g_assert_cmpuint (fixture->requests, ==, 2);
}

static void
test_writing_is_sent_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) busy = NULL;
  g_autoptr (StudioHttpResponse) response = NULL;

  g_assert_null (send (fixture, "POST", "/drop", FALSE, NULL, &lost));
  g_assert_error (lost, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR);
  g_assert_cmpuint (fixture->requests, ==, 1);
  fixture->requests = 0;
  response = send (fixture, "POST", "/busy-once", FALSE, NULL, &busy);
  g_assert_no_error (busy);
  g_assert_cmpuint (response->status, ==, 503);
  g_assert_cmpuint (fixture->requests, ==, 1);
}

static void
test_broken_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) query = NULL;
  g_autoptr (GError) lost = NULL;

  g_assert_null (send (fixture, "POST", "/part", TRUE, NULL, &query));
  g_assert_error (query, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->requests, ==, 1);
  g_assert_null (send (fixture, "POST", "/drop", TRUE, NULL, &lost));
  g_assert_error (lost, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL);
}

static void
test_time_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) reading = NULL;
  g_autoptr (GError) writing = NULL;

  g_assert_null (send (fixture, "GET", "/never", FALSE, NULL, &reading));
  g_assert_error (reading, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT);
  g_assert_null (send (fixture, "POST", "/never", FALSE, NULL, &writing));
  g_assert_error (writing, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR);
}

static gboolean
cancel_cb (gpointer user_data)
{
  Fixture *fixture = g_object_get_data (user_data, "fixture");

  if (fixture->requests == 0)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) before = NULL;
  g_autoptr (GError) during = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (StudioHttpResponse) next = NULL;

  g_object_set_data (G_OBJECT (cancellable), "fixture", fixture);
  g_idle_add (cancel_cb, cancellable);
  g_assert_null (send (fixture, "POST", "/never", TRUE, cancellable, &during));
  g_assert_error (during, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (send (fixture, "GET", "/fine", FALSE, cancellable, &before));
  g_assert_error (before, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->requests, ==, 1);
  next = send (fixture, "GET", "/fine", FALSE, NULL, &none);
  g_assert_no_error (none);
  g_assert_cmpuint (next->status, ==, 200);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) reading = NULL;
  g_autoptr (GError) writing = NULL;

  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_assert_null (send (fixture, "GET", "/fine", FALSE, NULL, &reading));
  g_assert_error (reading, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (reading->message, "127.0.0.1"));
  /* What never left cannot have happened. */
  g_assert_null (send (fixture, "POST", "/fine", FALSE, NULL, &writing));
  g_assert_error (writing, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  studio_http_client_set_body_limit (fixture->client, 10);
  g_assert_null (send (fixture, "GET", "/fine", FALSE, NULL, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_TOO_LARGE);
}

/* More requests than may be under way at once all get their answer. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[20] = { NULL };
  guint answered = 0;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    studio_http_client_send_async (fixture->client,
                                   &(StudioHttpRequest){ .method = "GET", .path = "/fine" }, NULL,
                                   keep_result_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (StudioHttpResponse) response = NULL;
      g_autoptr (GError) error = NULL;

      while (results[i] == NULL)
        g_main_context_iteration (NULL, TRUE);
      response = studio_http_client_send_finish (fixture->client, results[i], &error);
      g_assert_no_error (error);
      answered += response->status == 200;
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (answered, ==, G_N_ELEMENTS (results));
}

/* A server that asks for more time than anybody has is not asked again before that. */
static void
test_retry_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioHttpResponse) later = send (fixture, "GET", "/later", FALSE, NULL, &error);
  g_autoptr (StudioHttpResponse) soon = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (later->status, ==, 429);
  g_assert_cmpint (later->retry_after, ==, 3600);
  g_assert_cmpuint (fixture->requests, ==, 1);
  fixture->requests = 0;
  soon = send (fixture, "GET", "/throttled-once", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soon->status, ==, 200);
  g_assert_cmpuint (fixture->requests, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/http/answer", test_answer);
  ADD ("/http/statuses", test_statuses);
  ADD ("/http/reading-is-tried-again", test_reading_is_tried_again);
  ADD ("/http/writing-is-sent-once", test_writing_is_sent_once);
  ADD ("/http/broken-off", test_broken_off);
  ADD ("/http/time-limit", test_time_limit);
  ADD ("/http/cancelled", test_cancelled);
  ADD ("/http/refused", test_refused);
  ADD ("/http/too-large", test_too_large);
  ADD ("/http/many", test_many);
  ADD ("/http/retry-after", test_retry_after);
#undef ADD
  return g_test_run ();
}
