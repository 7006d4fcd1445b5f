/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <string.h>

#define CARD                                                                                     \
  "{'name':'Card','display':'scalar','visualization_settings':{},'dataset_query':{'database':1," \
  "'type':'native','native':{'query':'select 1'}}}"

static StudioTestDemo *demo;
static StudioDemoClient *client;

/* Starts the server with one rule, and signs in. */
static void
start_with (const char *rule)
{
  const char *const arguments[] = { "--fail", rule, NULL };

  g_clear_pointer (&client, studio_demo_client_free);
  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new_signed_in (demo);
}

static guint
count_cards (void)
{
  return json_array_get_length (studio_demo_client_get_list (client, "/api/card"));
}

static void
test_status (void)
{
  start_with ("GET /api/user/current 2 status=503");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_OK);
  studio_demo_client_send (client, "GET", "/api/user/current", NULL,
                           SOUP_STATUS_SERVICE_UNAVAILABLE);
  g_assert_nonnull (strstr (client->text, "<html>"));
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_OK);
}

static void
test_status_forms (void)
{
  start_with ("GET /api/user/* * status=403 as=json");
  g_assert_nonnull (
      studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_FORBIDDEN));
  start_with ("GET /api/user/* * status=403");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_FORBIDDEN);
  g_assert_cmpstr (client->text, ==, "You don't have permissions to do that.");
  start_with ("GET /api/user/* 1-2 status=429 retry-after=7");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, 429);
  g_assert_cmpstr (soup_message_headers_get_one (client->headers, "Retry-After"), ==, "7");
  start_with ("GET /api/user/* 1 status=500 as=html");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL,
                           SOUP_STATUS_INTERNAL_SERVER_ERROR);
  g_assert_true (g_str_has_prefix (client->text, "<html>"));
}

static void
test_reset_before (void)
{
  guint before;

  start_with ("POST /api/card 1 reset-before");
  before = count_cards ();
  studio_demo_client_request (client, "POST", "/api/card", CARD);
  g_assert_nonnull (client->error);
  g_assert_cmpuint (count_cards (), ==, before);
}

static void
test_reset_after (void)
{
  guint before;

  start_with ("POST /api/card 1 reset-after");
  before = count_cards ();
  studio_demo_client_request (client, "POST", "/api/card", CARD);
  g_assert_nonnull (client->error);
  g_assert_cmpuint (count_cards (), ==, before + 1);
}

static void
test_performed (void)
{
  guint before;

  start_with ("POST /api/card 1 status=502 performed");
  before = count_cards ();
  studio_demo_client_send (client, "POST", "/api/card", CARD, SOUP_STATUS_BAD_GATEWAY);
  g_assert_cmpuint (count_cards (), ==, before + 1);
  start_with ("POST /api/card 1 status=502");
  before = count_cards ();
  studio_demo_client_send (client, "POST", "/api/card", CARD, SOUP_STATUS_BAD_GATEWAY);
  g_assert_cmpuint (count_cards (), ==, before);
}

static void
test_truncated (void)
{
  start_with ("GET /api/database * truncate=100");
  studio_demo_client_request (client, "GET", "/api/database", NULL);
  g_assert_nonnull (client->error);
  start_with ("GET /api/database * truncate=0");
  studio_demo_client_request (client, "GET", "/api/database", NULL);
  g_assert_nonnull (client->error);
}

static void
test_spoilt (void)
{
  start_with ("GET /api/user/current * html");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_OK);
  g_assert_nonnull (strstr (client->text, "Sign in"));
  start_with ("GET /api/user/current * not-json");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_OK);
  g_assert_null (client->json);
  start_with ("GET /api/user/current * empty");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_OK);
  g_assert_cmpstr (client->text, ==, "");
  start_with ("GET /api/user/current * junk");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_OK);
  g_assert_true (g_str_has_prefix (client->text, "{\"id\":1"));
  g_assert_true (g_str_has_suffix (client->text, "at java.lang.Thread"));
  start_with ("GET /api/user/current * not-utf8");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_OK);
  g_assert_false (g_utf8_validate (client->text, -1, NULL));
  start_with ("GET /api/user/current * gzip-broken");
  studio_demo_client_request (client, "GET", "/api/user/current", NULL);
  g_assert_true (client->error != NULL || client->json == NULL);
}

static void
first_bytes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GInputStream **) user_data = soup_session_send_finish (SOUP_SESSION (source), result, NULL);
}

static void
test_endless (void)
{
  g_autofree char *url = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *buffer = g_malloc (1 << 20);
  gsize length = 0;

  start_with ("GET /api/user/current * endless");
  url = g_strconcat (client->url, "/api/user/current", NULL);
  message = soup_message_new ("GET", url);
  soup_session_send_async (client->session, message, G_PRIORITY_DEFAULT, NULL, first_bytes_cb,
                           &stream);
  while (stream == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (g_input_stream_read_all (stream, buffer, 1 << 20, &length, NULL, NULL));
      g_assert_cmpuint (length, ==, 1 << 20);
    }
  g_clear_object (&stream);
  /* Others are still served. */
  studio_demo_client_get (client, "/api/database");
}

static void
test_hang (void)
{
  g_autoptr (SoupSession) patient = soup_session_new_with_options ("timeout", 1, NULL);
  g_autofree char *url = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  start_with ("GET /api/health * hang");
  url = g_strconcat (client->url, "/api/health", NULL);
  message = soup_message_new ("GET", url);
  bytes = soup_session_send_and_read (patient, message, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  studio_demo_client_get (client, "/api/database");
}

static void
test_delay (void)
{
  gint64 started;

  start_with ("GET /api/user/current 1 delay=200");
  started = g_get_monotonic_time ();
  studio_demo_client_get (client, "/api/user/current");
  g_assert_cmpint (g_get_monotonic_time () - started, >=, 190000);
}

/* The first rule that fits counts, and each counts its own requests. */
static void
test_several (void)
{
  const char *const arguments[] = { "--fail", "* /api/health 2 status=500 as=text", "--fail",
                                    "GET /api/health 2+ status=503", NULL };

  g_clear_pointer (&client, studio_demo_client_free);
  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  studio_demo_client_send (client, "GET", "/api/health", NULL, SOUP_STATUS_OK);
  studio_demo_client_send (client, "GET", "/api/health", NULL, SOUP_STATUS_INTERNAL_SERVER_ERROR);
  studio_demo_client_send (client, "GET", "/api/health", NULL, SOUP_STATUS_SERVICE_UNAVAILABLE);
}

/* Search does not see what was made just now. */
static void
test_search_lag (void)
{
  const char *const arguments[] = { "--search-lag", "3600000", NULL };
  JsonObject *page;

  g_clear_pointer (&client, studio_demo_client_free);
  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new_signed_in (demo);
  studio_demo_client_send (client, "POST", "/api/card", CARD, SOUP_STATUS_OK);
  page = studio_demo_client_get_object (client, "/api/search?models=card");
  g_assert_cmpint (json_object_get_int_member (page, "total"), ==, 0);
  page = studio_demo_client_get_object (client, "/api/collection/root/items?models=card");
  g_assert_cmpint (json_object_get_int_member (page, "total"), >=, 1);
}

static void
test_logged (void)
{
  g_autoptr (JsonArray) requests = NULL;
  JsonObject *last;

  start_with ("GET /api/health 1 status=500");
  studio_demo_client_request (client, "GET", "/api/health?x=1", NULL);
  requests = studio_test_demo_read_log (demo);
  last = json_array_get_object_element (requests, json_array_get_length (requests) - 1);
  g_assert_cmpstr (json_object_get_string_member (last, "path"), ==, "/api/health");
  g_assert_cmpstr (json_object_get_string_member (last, "query"), ==, "x=1");
  g_assert_cmpint (json_object_get_int_member (last, "status"), ==, 500);
  g_assert_cmpstr (json_object_get_string_member (last, "fault"), ==,
                   "GET /api/health 1 status=500");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = studio_test_demo_start (NULL);
  g_test_add_func ("/demo/faults/status", test_status);
  g_test_add_func ("/demo/faults/status-forms", test_status_forms);
  g_test_add_func ("/demo/faults/reset-before", test_reset_before);
  g_test_add_func ("/demo/faults/reset-after", test_reset_after);
  g_test_add_func ("/demo/faults/performed", test_performed);
  g_test_add_func ("/demo/faults/truncated", test_truncated);
  g_test_add_func ("/demo/faults/spoilt", test_spoilt);
  g_test_add_func ("/demo/faults/endless", test_endless);
  g_test_add_func ("/demo/faults/hang", test_hang);
  g_test_add_func ("/demo/faults/delay", test_delay);
  g_test_add_func ("/demo/faults/several", test_several);
  g_test_add_func ("/demo/faults/search-lag", test_search_lag);
  g_test_add_func ("/demo/faults/logged", test_logged);
  status = g_test_run ();
  g_clear_pointer (&client, studio_demo_client_free);
  studio_test_demo_stop (demo);
  return status;
}
