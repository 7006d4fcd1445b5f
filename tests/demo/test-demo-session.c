/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <string.h>

static StudioTestDemo *demo;

static const char *
get_error (JsonObject *answer, const char *field)
{
  return json_object_get_string_member_with_default (
      json_object_get_object_member (answer, "errors"), field, NULL);
}

static void
test_sign_in (void)
{
  g_autoptr (StudioDemoClient) client = studio_demo_client_new_signed_in (demo);
  JsonObject *user = studio_demo_client_get_object (client, "/api/user/current");

  g_assert_cmpstr (json_object_get_string_member (user, "email"), ==,
                   studio_test_demo_get (demo, "username"));
  g_assert_true (json_object_get_boolean_member (user, "is_superuser"));
  studio_demo_client_send (client, "DELETE", "/api/session", NULL, SOUP_STATUS_NO_CONTENT);
  studio_demo_client_request (client, "GET", "/api/user/current", NULL);
  g_assert_cmpuint (client->status, ==, SOUP_STATUS_UNAUTHORIZED);
  g_assert_cmpstr (client->text, ==, "Unauthenticated");
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (client->headers, "Content-Type"),
                                   "text/plain"));
  studio_demo_client_send (client, "DELETE", "/api/session", NULL, SOUP_STATUS_NOT_FOUND);
  g_assert_cmpstr (client->text, ==, "Not found.");
}

static void
test_refused (void)
{
  g_autoptr (StudioDemoClient) client = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  JsonObject *answer;

  answer = studio_demo_client_send (client, "POST", "/api/session",
                                    "{'username':'a@b.example','password':'wrong'}",
                                    SOUP_STATUS_UNAUTHORIZED);
  g_assert_cmpstr (get_error (answer, "password"), ==, "did not match stored password");
  answer = studio_demo_client_send (client, "POST", "/api/session", "{'username':'a@b.example'}",
                                    SOUP_STATUS_BAD_REQUEST);
  g_assert_cmpstr (get_error (answer, "password"), ==, "value must be a non-blank string.");
  g_assert_true (json_object_has_member (answer, "specific-errors"));
  answer = studio_demo_client_send (client, "POST", "/api/session",
                                    "{'username':' ','password':'x'}", SOUP_STATUS_BAD_REQUEST);
  g_assert_nonnull (get_error (answer, "username"));
  studio_demo_client_send (client, "POST", "/api/session", "{'username'", SOUP_STATUS_BAD_REQUEST);
  g_assert_cmpstr (client->text, ==, "Malformed JSON in request body.");
}

static void
test_throttled (void)
{
  g_autoptr (StudioDemoClient) client = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  const char *body = "{'username':'guess@b.example','password':'wrong'}";
  JsonObject *answer;

  for (guint i = 0; i < 10; i++)
    studio_demo_client_send (client, "POST", "/api/session", body, SOUP_STATUS_UNAUTHORIZED);
  answer = studio_demo_client_send (client, "POST", "/api/session", body, SOUP_STATUS_UNAUTHORIZED);
  g_assert_cmpstr (get_error (answer, "username"), ==,
                   "Too many attempts! You must wait 15 seconds before trying again.");
}

static void
test_api_key (void)
{
  g_autoptr (StudioDemoClient) client = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  JsonObject *user;

  client->api_key = g_strdup (studio_test_demo_get (demo, "api_key"));
  user = studio_demo_client_get_object (client, "/api/user/current");
  g_assert_true (
      g_str_has_suffix (json_object_get_string_member (user, "email"), "@api-key.invalid"));
  g_assert_true (json_object_get_null_member (user, "personal_collection_id"));
  g_free (client->api_key);
  client->api_key = g_strdup ("mb_wrong");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_UNAUTHORIZED);
}

/* The trap for clients that keep cookies: the cookie is asked first. */
static void
test_cookie_first (void)
{
  g_autoptr (StudioDemoClient) client = studio_demo_client_new_signed_in (demo);

  client->cookie = g_strdup ("metabase.SESSION=00000000-0000-0000-0000-000000000000");
  studio_demo_client_send (client, "GET", "/api/user/current", NULL, SOUP_STATUS_UNAUTHORIZED);
  g_free (client->cookie);
  client->cookie = g_strconcat ("metabase.DEVICE=x; metabase.SESSION=", client->token, NULL);
  g_clear_pointer (&client->token, g_free);
  studio_demo_client_get (client, "/api/user/current");
}

static void
test_open (void)
{
  g_autoptr (StudioDemoClient) client = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  JsonObject *properties;
  JsonObject *version;

  g_assert_cmpstr (json_object_get_string_member (
                       studio_demo_client_get_object (client, "/api/health"), "status"),
                   ==, "ok");
  properties = studio_demo_client_get_object (client, "/api/session/properties");
  version = json_object_get_object_member (properties, "version");
  g_assert_cmpstr (json_object_get_string_member (version, "tag"), ==, "v0.50.20");
  g_assert_true (json_object_get_boolean_member (properties, "enable-password-login"));
  g_assert_true (json_object_get_null_member (properties, "setup-token"));
  studio_demo_client_send (client, "GET", "/api/nothing", NULL, SOUP_STATUS_NOT_FOUND);
  g_assert_cmpstr (client->text, ==, "API endpoint does not exist.");
  studio_demo_client_send (client, "GET", "/question/5", NULL, SOUP_STATUS_OK);
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (client->headers, "Content-Type"),
                                   "text/html"));
}

/* What the log keeps of a sign-in. */
static void
test_log_has_no_secrets (void)
{
  const char *const arguments[] = { "--log-bodies", NULL };
  g_autofree char *path =
      g_build_filename (studio_test_demo_get_folder (demo), "requests.log", NULL);
  g_autofree char *text = NULL;
  g_autoptr (StudioDemoClient) client = NULL;

  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new_signed_in (demo);
  studio_demo_client_get (client, "/api/user/current");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"password\":\"***\""));
  g_assert_null (strstr (text, studio_test_demo_get (demo, "password")));
  g_assert_null (strstr (text, client->token));
  g_assert_cmpuint (studio_test_demo_count (demo, "GET", "/api/user/*"), >=, 1);
}

#define CARD                                                                                     \
  "{'name':'Card','display':'scalar','visualization_settings':{},'dataset_query':{'database':1," \
  "'type':'native','native':{'query':'select 1'}}}"

/* A user without the right to run SQL, before and after failures had statuses. */
static void
test_deny_native (void)
{
  static const struct
  {
    const char *version;
    guint status;
  } cases[] = { { "0.50", SOUP_STATUS_ACCEPTED }, { "0.59", SOUP_STATUS_FORBIDDEN } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const arguments[] = { "--deny", "native", "--metabase-version", cases[i].version,
                                        NULL };
      g_autoptr (StudioDemoClient) client = NULL;
      JsonObject *answer;

      studio_test_demo_restart (demo, arguments);
      client = studio_demo_client_new_signed_in (demo);
      answer = json_array_get_object_element (
          json_object_get_array_member (studio_demo_client_get_object (client, "/api/database"),
                                        "data"),
          0);
      g_assert_cmpstr (json_object_get_string_member (answer, "native_permissions"), ==, "none");
      answer = studio_demo_client_query (client, "select 1");
      g_assert_cmpuint (client->status, ==, cases[i].status);
      g_assert_cmpstr (json_object_get_string_member (answer, "error_type"), ==,
                       "missing-required-permissions");
      answer = studio_demo_client_send (client, "POST", "/api/card", CARD, SOUP_STATUS_FORBIDDEN);
      g_assert_true (g_str_has_prefix (json_object_get_string_member (answer, "message"),
                                       "You cannot save this Question"));
    }
}

static void
test_deny_write (void)
{
  const char *const arguments[] = { "--deny", "write", NULL };
  g_autoptr (StudioDemoClient) client = NULL;
  JsonObject *root;

  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new_signed_in (demo);
  root = json_array_get_object_element (studio_demo_client_get_list (client, "/api/collection"), 0);
  g_assert_false (json_object_get_boolean_member (root, "can_write"));
  studio_demo_client_send (client, "POST", "/api/card", CARD, SOUP_STATUS_FORBIDDEN);
  g_assert_cmpstr (client->text, ==, "You don't have permissions to do that.");
  studio_demo_client_query (client, "select 1");
  g_assert_cmpuint (client->status, ==, SOUP_STATUS_ACCEPTED);
}

static void
test_deny_password (void)
{
  const char *const arguments[] = { "--deny", "password", NULL };
  g_autoptr (StudioDemoClient) client = NULL;

  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  g_assert_false (json_object_get_boolean_member (
      studio_demo_client_get_object (client, "/api/session/properties"), "enable-password-login"));
  studio_demo_client_send (client, "POST", "/api/session", "{'username':'a','password':'b'}",
                           SOUP_STATUS_UNAUTHORIZED);
  g_assert_cmpstr (client->text, ==, "Password login is disabled for this instance.");
  client->api_key = g_strdup (studio_test_demo_get (demo, "api_key"));
  studio_demo_client_get (client, "/api/user/current");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = studio_test_demo_start (NULL);
  g_test_add_func ("/demo/session/sign-in", test_sign_in);
  g_test_add_func ("/demo/session/refused", test_refused);
  g_test_add_func ("/demo/session/throttled", test_throttled);
  g_test_add_func ("/demo/session/api-key", test_api_key);
  g_test_add_func ("/demo/session/cookie-first", test_cookie_first);
  g_test_add_func ("/demo/session/open", test_open);
  g_test_add_func ("/demo/session/log-has-no-secrets", test_log_has_no_secrets);
  g_test_add_func ("/demo/session/deny-native", test_deny_native);
  g_test_add_func ("/demo/session/deny-write", test_deny_write);
  g_test_add_func ("/demo/session/deny-password", test_deny_password);
  status = g_test_run ();
  studio_test_demo_stop (demo);
  return status;
}
