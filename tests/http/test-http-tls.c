/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates that must not be trusted, and servers without any. */
#include "core/studio-error.h"
#include "http/studio-http-client.h"

#include <libsoup/soup.h>

static guint requests;

static void
handle_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  requests++;
  soup_server_message_set_status (message, 200, NULL);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static StudioHttpResponse *
send (const char *url, const char *method, GError **error)
{
  g_autoptr (StudioHttpClient) client = studio_http_client_new (url, 2);
  g_autoptr (GAsyncResult) result = NULL;

  /* Reading the computer's authorities takes its time. */
  studio_http_client_send_async (client,
                                 &(StudioHttpRequest){
                                     .method = method,
                                     .path = "/fine",
                                     .body = g_str_equal (method, "GET") ? NULL : "{}",
                                     .seconds = 30,
                                 },
                                 NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return studio_http_client_send_finish (client, result, error);
}

/* What is wrong with a certificate is said, and nothing is sent to whoever shows it. */
static void
check_certificate (const char *name, const char *reason)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "http", "certificates", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) reading = NULL;
  g_autoptr (GError) writing = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (SoupServer) server = NULL;
  g_autofree char *url = NULL;
  GSList *uris;

  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, handle_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_assert_null (send (url, "GET", &reading));
  g_test_message ("%s", reading->message);
  g_assert_error (reading, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (reading->message, reason));
  g_assert_null (send (url, "POST", &writing));
  g_assert_error (writing, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
  g_assert_cmpuint (requests, ==, 0);
}

static void
test_certificates (void)
{
  check_certificate ("expired", "it has expired");
  check_certificate ("not-yet", "not valid yet");
  check_certificate ("elsewhere", "made for another name");
  check_certificate ("unknown-authority", "does not know who signed it");
}

static gboolean
answer_in_plain_cb (GSocketService *service,
                    GSocketConnection *connection,
                    GObject *source,
                    gpointer user_data)
{
  static const char text[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             strlen (text), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

/* https is asked for where http is spoken: a slip in the address. */
static void
test_no_tls (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (answer_in_plain_cb), NULL);
  url = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_assert_null (send (url, "POST", &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "http://"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_add_func ("/http/certificates", test_certificates);
      g_test_add_func ("/http/no-tls", test_no_tls);
    }
  return g_test_run ();
}
