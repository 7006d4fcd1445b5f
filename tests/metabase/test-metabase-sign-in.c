/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in, staying signed in and signing out, against a server that answers as it is told. */
#include "core/studio-error.h"
#include "metabase/studio-metabase-client.h"
#include "metabase/studio-metabase-private.h"
#include "metabase/studio-metabase-url.h"
#include "studio-test-faults.h"

#define PROPERTIES "{\"version\":{\"tag\":\"v0.50.3\"},\"has-user-setup\":true}"
#define SESSION "{\"id\":\"5f1dd86b-7f5c-4b5e-9d4e-2d0b4ae8e7a1\"}"
#define DATABASES "{\"data\":[{\"id\":1,\"name\":\"Shop\",\"engine\":\"postgres\"}],\"total\":1}"
#define WRONG "{\"errors\":{\"password\":\"did not match stored password\"}}"
#define JSON "application/json;charset=utf-8"
#define MANY 20

static StudioTestFaults *server;
static StudioMetabaseClient *client;

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
sign_in (StudioCredentials *credentials, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_sign_in_async (client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_sign_in_finish (client, result, error);
}

static gboolean
sign_in_with_password (GError **error)
{
  g_autoptr (StudioCredentials) credentials =
      studio_credentials_new_password ("https://unused.example", "a@b.example", "hunter2");

  return sign_in (credentials, error);
}

static void
begin_at (const char *path)
{
  g_autofree char *url = g_strconcat (studio_test_faults_get_url (server), path, NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&client);
  studio_test_faults_reset (server);
  client = studio_metabase_client_new (url, &error);
  g_assert_no_error (error);
  studio_http_client_set_timing (_studio_metabase_client_get_http (client), 20000, 1);
}

static void
begin_signed_in (void)
{
  g_autoptr (GError) error = NULL;

  begin_at ("");
  g_assert_true (sign_in_with_password (&error));
  g_assert_no_error (error);
  studio_test_faults_reset (server);
}

static guint
count_logins (void)
{
  return studio_test_faults_count (server, "POST", "/api/session");
}

/* Asks for the databases many times at once; returns how often it worked. */
static guint
list_many (int expected)
{
  GAsyncResult *results[MANY] = { NULL };
  guint worked = 0;

  for (guint i = 0; i < MANY; i++)
    studio_metabase_client_list_databases_async (client, NULL, keep_result_cb, &results[i]);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) databases = NULL;

      wait_for (&results[i]);
      databases = studio_metabase_client_list_databases_finish (client, results[i], &error);
      worked += databases != NULL;
      if (databases == NULL)
        g_assert_error (error, STUDIO_ERROR, expected);
      g_clear_object (&results[i]);
    }
  return worked;
}

/* Requests that are under way when the session ends share one new session. */
static void
test_one_renewal (void)
{
  begin_signed_in ();
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 4);
  g_assert_cmpuint (list_many (0), ==, MANY);
  g_assert_cmpuint (count_logins (), ==, 1);
  /* It ends again, days later. */
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 4);
  g_assert_cmpuint (list_many (0), ==, MANY);
  g_assert_cmpuint (count_logins (), ==, 2);
}

/* The password was changed: one attempt, and no more, however many requests follow. */
static void
test_renewal_refused (void)
{
  begin_signed_in ();
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 0);
  studio_test_faults_reply (server, "POST", "/api/session", 401, JSON, WRONG, 0);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (count_logins (), ==, 1);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (count_logins (), ==, 1);
}

static void
test_renewal_throttled (void)
{
  begin_signed_in ();
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 0);
  studio_test_faults_reply (server, "POST", "/api/session", 401, JSON,
                            "{\"errors\":{\"username\":\"Too many attempts! You must wait 15 "
                            "seconds before trying again.\"}}",
                            0);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (count_logins (), ==, 1);
}

/* Signing in works, and nobody cares: no attempt for every request. */
static void
test_renewal_useless (void)
{
  begin_signed_in ();
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 0);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (count_logins (), ==, 1);
  /* Whoever signs in by hand may go on. */
  studio_test_faults_reset (server);
  g_assert_true (sign_in_with_password (NULL));
  g_assert_cmpuint (list_many (0), ==, MANY);
}

static gboolean
cancel_cb (gpointer user_data)
{
  if (count_logins () == 0)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* Whoever waits for the new session can stop waiting; the others get theirs. */
static void
test_cancelled_while_renewing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GAsyncResult) patient = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) late = NULL;

  begin_signed_in ();
  studio_http_client_set_timing (_studio_metabase_client_get_http (client), 1500, 1);
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 2);
  studio_test_faults_fail (server, "POST", "/api/session", STUDIO_TEST_HANG, 1);
  studio_metabase_client_list_databases_async (client, cancellable, keep_result_cb, &stopped);
  studio_metabase_client_list_databases_async (client, NULL, keep_result_cb, &patient);
  g_timeout_add (5, cancel_cb, cancellable);
  wait_for (&stopped);
  g_assert_null (patient);
  none = studio_metabase_client_list_databases_finish (client, stopped, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_for (&patient);
  databases = studio_metabase_client_list_databases_finish (client, patient, &late);
  g_assert_error (late, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT);
}

static gboolean
last_has (const char *text)
{
  g_autofree char *last = studio_test_faults_get_last (server);

  return strstr (last, text) != NULL;
}

/* A key and a pasted session are sent as they are, and never replaced by another sign-in. */
static void
test_key_and_session (void)
{
  g_autoptr (StudioCredentials) key =
      studio_credentials_new_api_key ("https://unused.example", "mb_key");
  g_autoptr (StudioCredentials) session =
      studio_credentials_new_session ("https://unused.example", "0f0f");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) ended = NULL;

  begin_at ("");
  g_assert_true (sign_in (key, &error));
  g_assert_no_error (error);
  g_assert_true (last_has ("\r\nx-api-key: mb_key\r\n"));
  g_assert_true (sign_in (session, &error));
  g_assert_no_error (error);
  g_assert_true (last_has ("\r\nX-Metabase-Session: 0f0f\r\n"));
  g_assert_false (last_has ("x-api-key"));
  g_assert_false (last_has ("Cookie"));
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 0);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (count_logins (), ==, 0);
  studio_test_faults_fail (server, "GET", "/api/user/current", STUDIO_TEST_UNAUTHENTICATED, 0);
  g_assert_false (sign_in (session, &ended));
  g_assert_error (ended, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN);
  g_assert_nonnull (strstr (ended->message, "expired"));
  g_assert_null (strstr (ended->message, "0f0f"));
}

/* What Metabase says when it refuses, in the words of several versions and languages. */
static void
test_refusals (void)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
    StudioError expected;
    const char *part;
  } cases[] = {
    { 401, JSON, WRONG, STUDIO_ERROR_SIGN_IN, "password is wrong" },
    { 400, JSON, WRONG, STUDIO_ERROR_SIGN_IN, "password is wrong" },
    { 401, JSON,
      "{\"errors\":{\"username\":\"Too many attempts! You must wait 15 seconds before trying "
      "again.\"}}",
      STUDIO_ERROR_THROTTLED, "15 seconds" },
    { 400, JSON, "{\"errors\":{\"username\":\"Zu viele Versuche! Warten Sie 1 Sekunde.\"}}",
      STUDIO_ERROR_THROTTLED, "1 second," },
    { 401, JSON, "{\"errors\":{\"username\":\"You must wait 1468800 seconds.\"}}",
      STUDIO_ERROR_THROTTLED, "17 days" },
    { 401, JSON, "{\"errors\":{\"username\":\"You must wait 4000 seconds.\"}}",
      STUDIO_ERROR_THROTTLED, "66 minutes" },
    { 401, JSON, "{\"errors\":{\"_error\":\"Your account is disabled.\"}}", STUDIO_ERROR_SIGN_IN,
      "Your account is disabled. Ask an administrator" },
    { 401, JSON, "\"Password login is disabled for this instance.\"", STUDIO_ERROR_SIGN_IN,
      "API key" },
    { 401, "text/plain", "Password login is disabled for this instance.", STUDIO_ERROR_SIGN_IN,
      "METABASE_SESSION" },
    { 401, "text/plain", "Unauthenticated", STUDIO_ERROR_SIGN_IN, "password is wrong" },
    { 400, JSON,
      "{\"errors\":{\"password\":\"value must be a non-blank string.\"},\"specific-errors\":{}}",
      STUDIO_ERROR_SIGN_IN, "password" },
    { 401, "text/html", "<html>Who are you?</html>", STUDIO_ERROR_SIGN_IN, "password" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      begin_at ("");
      studio_test_faults_reply (server, "POST", "/api/session", cases[i].status, cases[i].type,
                                cases[i].body, 0);
      g_assert_false (sign_in_with_password (&error));
      g_test_message ("%s", error->message);
      g_assert_error (error, STUDIO_ERROR, (int) cases[i].expected);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_null (strstr (error->message, "hunter2"));
      g_assert_cmpuint (count_logins (), ==, 1);
    }
}

/* What the settings, which anybody may read, say beforehand. */
static void
test_settings (void)
{
  static const struct
  {
    guint status;
    const char *body;
    int expected; /* -1: it works */
    const char *part;
    guint logins;
  } cases[] = {
    { 200,
      "{\"version\":{\"tag\":\"v1.55.1\"},\"enable-password-login\":false,"
      "\"google-auth-enabled\":true}",
      STUDIO_ERROR_SIGN_IN, "API key", 0 },
    { 200, "{\"version\":{\"tag\":\"v0.47.2\"},\"enable-password-login\":false}",
      STUDIO_ERROR_SIGN_IN, "metabase.SESSION", 0 },
    /* The directory's passwords are asked for at the same place. */
    { 200,
      "{\"version\":{\"tag\":\"v0.55.1\"},\"enable-password-login\":false,\"ldap-enabled\":true}",
      -1, NULL, 1 },
    { 200, "{\"version\":{\"tag\":\"v0.55.1\"},\"has-user-setup\":false,\"setup-token\":\"x\"}",
      STUDIO_ERROR_SIGN_IN, "not been set up", 0 },
    { 503, "{\"status\":\"initializing\",\"progress\":0.2}", STUDIO_ERROR_SERVER, "starting", 0 },
    { 200, "{\"name\":\"some other API\"}", STUDIO_ERROR_NOT_METABASE, "not a Metabase", 0 },
    { 200, "[]", STUDIO_ERROR_NOT_METABASE, "not a Metabase", 0 },
    { 401, "{\"error\":\"login_required\"}", STUDIO_ERROR_NOT_METABASE, "in front of it", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      begin_at ("");
      studio_test_faults_reply (server, "GET", "/api/session/properties", cases[i].status, JSON,
                                cases[i].body, 0);
      g_assert_cmpint (sign_in_with_password (&error), ==, cases[i].expected == -1);
      if (cases[i].expected != -1)
        {
          g_test_message ("%s", error->message);
          g_assert_error (error, STUDIO_ERROR, cases[i].expected);
          g_assert_nonnull (strstr (error->message, cases[i].part));
        }
      g_assert_cmpuint (count_logins (), ==, cases[i].logins);
    }
}

static void
test_version (void)
{
  static const struct
  {
    const char *tag;
    guint version;
  } cases[] = { { "v0.46.0", 46 },   { "v1.59.2-SNAPSHOT", 59 }, { "v0.63.2.7", 63 },
                { "v1.65.0.1", 65 }, { "vLOCAL_DEV", 0 },        { "", 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"version\":{\"tag\":\"%s\"}}", cases[i].tag);

      begin_at ("");
      studio_test_faults_reply (server, "GET", "/api/session/properties", 200, JSON, body, 0);
      g_assert_true (sign_in_with_password (NULL));
      g_assert_cmpuint (studio_metabase_client_get_version (client), ==, cases[i].version);
    }
}

/* Metabase lives in /mb; all else on that server is a wiki. */
static void
test_folders (void)
{
  static const char *const typed[] = {
    "/mb",       "/mb/",     "/mb/api/",           "/mb/question/40-sales?x=1#y",
    "/mb/admin", "/mb/what", "/mb/what/ever/else", "/mb/browse/databases/1",
  };
  g_autofree char *expected = g_strconcat (studio_test_faults_get_url (server), "/mb", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", typed[i]);
      begin_at (typed[i]);
      studio_test_faults_fail (server, "*", "/api/*", STUDIO_TEST_PAGE, 0);
      g_assert_true (sign_in_with_password (&error));
      g_assert_no_error (error);
      g_assert_cmpstr (studio_metabase_client_get_url (client), ==, expected);
      /* The password went to Metabase only. */
      g_assert_cmpuint (count_logins (), ==, 0);
      g_assert_cmpuint (studio_test_faults_count (server, "POST", "*"), ==, 1);
    }
}

/* A folder that is named like one of Metabase's pages. */
static void
test_folder_like_a_page (void)
{
  g_autofree char *expected = g_strconcat (studio_test_faults_get_url (server), "/metrics", NULL);
  g_autoptr (GError) error = NULL;

  begin_at ("/metrics/question/4");
  studio_test_faults_fail (server, "*", "/api/*", STUDIO_TEST_PAGE, 0);
  g_assert_true (sign_in_with_password (&error));
  g_assert_no_error (error);
  g_assert_cmpstr (studio_metabase_client_get_url (client), ==, expected);
}

static void
test_no_folder (void)
{
  g_autofree char *expected = g_strconcat (studio_test_faults_get_url (server), "/wiki/page", NULL);
  g_autoptr (GError) error = NULL;

  begin_at ("/wiki/page");
  studio_test_faults_fail (server, "*", "/*", STUDIO_TEST_PAGE, 0);
  g_assert_false (sign_in_with_password (&error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_NOT_METABASE);
  g_assert_cmpstr (studio_metabase_client_get_url (client), ==, expected);
  g_assert_cmpuint (studio_test_faults_count (server, "POST", "*"), ==, 0);
}

static void
test_redirects (void)
{
  static const struct
  {
    const char *base;
    const char *location;
    const char *expected;
  } cases[] = {
    { "http://bi.example", "https://bi.example/api/session/properties", "https://bi.example" },
    { "http://bi.example", "https://BI.example/", "https://bi.example" },
    { "https://bi.example", "/mb/api/session/properties", "https://bi.example/mb" },
    { "http://bi.example", "/mb/", "http://bi.example/mb" },
    { "https://bi.example", "http://bi.example/", NULL },
    { "http://bi.example", "https://sso.example/login?back=bi.example", NULL },
    { "https://bi.example", "ftp://bi.example/", NULL },
    { "https://bi.example", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = studio_metabase_url_redirect (cases[i].base, cases[i].location);
      g_autofree char *lower = place != NULL ? g_ascii_strdown (place, -1) : NULL;

      g_assert_cmpstr (lower, ==, cases[i].expected);
    }
}

static void
test_redirect_elsewhere (void)
{
  g_autoptr (GError) error = NULL;

  begin_at ("");
  studio_test_faults_fail (server, "GET", "/api/session/properties", STUDIO_TEST_REDIRECT, 0);
  g_assert_false (sign_in_with_password (&error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_SERVER);
  g_assert_nonnull (strstr (error->message, "https://elsewhere.example"));
  g_assert_cmpuint (count_logins (), ==, 0);
}

static void
test_exposure (void)
{
  static const struct
  {
    const char *url;
    gboolean exposed;
  } cases[] = {
    { "https://bi.example", FALSE },      { "http://bi.example", TRUE },
    { "http://localhost:3000", FALSE },   { "http://127.0.0.1", FALSE },
    { "http://127.4.5.6:3000", FALSE },   { "http://[::1]:3000", FALSE },
    { "http://10.0.0.7", TRUE },          { "http://metabase.localhost", FALSE },
    { "http://localhost.example", TRUE }, { "http://[2001:db8::1]", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *warning = studio_metabase_url_describe_exposure (cases[i].url);

      g_assert_cmpint (warning != NULL, ==, cases[i].exposed);
    }
}

static void
sign_out (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_sign_out_async (client, NULL, keep_result_cb, &result);
  wait_for (&result);
  studio_metabase_client_sign_out_finish (client, result);
}

static void
test_sign_out (void)
{
  g_autoptr (StudioCredentials) session =
      studio_credentials_new_session ("https://unused.example", "0f0f");

  begin_signed_in ();
  sign_out ();
  g_assert_cmpuint (studio_test_faults_count (server, "DELETE", "/api/session"), ==, 1);
  g_assert_true (last_has ("\r\nX-Metabase-Session: 5f1dd86b"));
  /* The password is forgotten with it. */
  studio_test_faults_fail (server, "GET", "/api/database", STUDIO_TEST_UNAUTHENTICATED, 0);
  g_assert_cmpuint (list_many (STUDIO_ERROR_SIGN_IN), ==, 0);
  g_assert_cmpuint (count_logins (), ==, 0);
  /* A session that the person's browser uses stays. */
  begin_at ("");
  g_assert_true (sign_in (session, NULL));
  sign_out ();
  g_assert_cmpuint (studio_test_faults_count (server, "DELETE", "*"), ==, 0);
}

static void
test_sign_out_fails (void)
{
  static const StudioTestFault faults[] = { STUDIO_TEST_RESET_AFTER, STUDIO_TEST_UNAUTHENTICATED,
                                            STUDIO_TEST_NOT_FOUND_TEXT, STUDIO_TEST_HANG };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      begin_signed_in ();
      studio_http_client_set_timing (_studio_metabase_client_get_http (client), 300, 1);
      studio_test_faults_fail (server, "DELETE", "/api/session", faults[i], 0);
      sign_out ();
      g_assert_cmpuint (studio_test_faults_count (server, "DELETE", "/api/session"), ==, 1);
    }
}

static const char *
look_up (const char *name, gpointer user_data)
{
  return g_hash_table_lookup (user_data, name);
}

static void
test_variables (void)
{
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) none = NULL;
  StudioCredentials *credentials;
  static const struct
  {
    const char *name;
    const char *value;
    StudioSignInMethod method;
  } steps[] = {
    { "METABASE_PASSWORD", "c", STUDIO_SIGN_IN_PASSWORD },
    { "METABASE_SESSION", "0f0f", STUDIO_SIGN_IN_SESSION },
    { "METABASE_API_KEY", "mb_x", STUDIO_SIGN_IN_API_KEY },
  };

  g_hash_table_insert (variables, (gpointer) "METABASE_URL", (gpointer) "https://bi.example");
  g_hash_table_insert (variables, (gpointer) "METABASE_USERNAME", (gpointer) "a@b.example");
  g_assert_null (studio_credentials_from_variables (look_up, variables, &none));
  g_assert_error (none, STUDIO_ERROR, STUDIO_ERROR_INPUT);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_hash_table_insert (variables, (gpointer) steps[i].name, (gpointer) steps[i].value);
      credentials = studio_credentials_from_variables (look_up, variables, NULL);
      g_assert_cmpint (studio_credentials_get_method (credentials), ==, steps[i].method);
      g_assert_cmpstr (studio_credentials_get_secret (credentials), ==, steps[i].value);
      studio_credentials_unref (credentials);
    }
}

static void
give_answers (const char *folder)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *body;
  } answers[] = {
    { "GET", "/api/session/properties", PROPERTIES },
    { "POST", "/api/session", SESSION },
    { "DELETE", "/api/session", "{}" },
    { "GET", "/api/user/current", "{\"id\":1,\"email\":\"a@b.example\"}" },
    { "GET", "/api/database", DATABASES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat (folder, answers[i].path, NULL);

      studio_test_faults_answer (server, answers[i].method, path, answers[i].body);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  server = studio_test_faults_new ();
  studio_test_faults_answer (server, "*", "*", "{}");
  give_answers ("");
  give_answers ("/mb");
  give_answers ("/metrics");
  g_test_add_func ("/metabase/sign-in/one-renewal", test_one_renewal);
  g_test_add_func ("/metabase/sign-in/renewal-refused", test_renewal_refused);
  g_test_add_func ("/metabase/sign-in/renewal-throttled", test_renewal_throttled);
  g_test_add_func ("/metabase/sign-in/renewal-useless", test_renewal_useless);
  g_test_add_func ("/metabase/sign-in/cancelled-while-renewing", test_cancelled_while_renewing);
  g_test_add_func ("/metabase/sign-in/key-and-session", test_key_and_session);
  g_test_add_func ("/metabase/sign-in/refusals", test_refusals);
  g_test_add_func ("/metabase/sign-in/settings", test_settings);
  g_test_add_func ("/metabase/sign-in/version", test_version);
  g_test_add_func ("/metabase/sign-in/folders", test_folders);
  g_test_add_func ("/metabase/sign-in/folder-like-a-page", test_folder_like_a_page);
  g_test_add_func ("/metabase/sign-in/no-folder", test_no_folder);
  g_test_add_func ("/metabase/sign-in/redirects", test_redirects);
  g_test_add_func ("/metabase/sign-in/redirect-elsewhere", test_redirect_elsewhere);
  g_test_add_func ("/metabase/sign-in/exposure", test_exposure);
  g_test_add_func ("/metabase/sign-in/sign-out", test_sign_out);
  g_test_add_func ("/metabase/sign-in/sign-out-fails", test_sign_out_fails);
  g_test_add_func ("/metabase/sign-in/variables", test_variables);
  status = g_test_run ();
  g_clear_object (&client);
  studio_test_faults_free (server);
  return status;
}
