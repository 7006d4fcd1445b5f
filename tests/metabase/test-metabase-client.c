/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against the demo server, over HTTP: answers, and everything that may come instead. */
#include "core/studio-error.h"
#include "metabase/studio-metabase-client.h"
#include "studio-test-demo.h"

#include <libsoup/soup.h>

static StudioTestDemo *demo;

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
sign_in (StudioMetabaseClient *client, StudioCredentials *credentials, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_sign_in_async (client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_sign_in_finish (client, result, error);
}

static StudioMetabaseClient *
new_client (StudioTestDemo *server)
{
  g_autoptr (StudioCredentials) credentials = studio_credentials_new_api_key (
      studio_test_demo_get (server, "url"), studio_test_demo_get (server, "api_key"));
  g_autoptr (GError) error = NULL;
  StudioMetabaseClient *client =
      studio_metabase_client_new (studio_test_demo_get (server, "url"), &error);

  g_assert_no_error (error);
  g_assert_true (sign_in (client, credentials, &error));
  g_assert_no_error (error);
  return client;
}

static GPtrArray *
list_databases (StudioMetabaseClient *client, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_list_databases_async (client, cancellable, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_list_databases_finish (client, result, error);
}

static StudioResult *
run (StudioMetabaseClient *client,
     const char *sql,
     guint rows,
     guint seconds,
     GCancellable *cancellable,
     StudioQueryFailure **failure,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_run_async (client, 1, sql, rows, seconds, cancellable, keep_result_cb,
                                    &result);
  wait_for (&result);
  return studio_metabase_client_run_finish (client, result, failure, error);
}

static void
test_sign_in (void)
{
  const char *url = studio_test_demo_get (demo, "url");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) wrong_key = NULL;
  g_autoptr (StudioMetabaseClient) client = studio_metabase_client_new (url, &error);
  g_autoptr (StudioCredentials) password = studio_credentials_new_password (
      url, studio_test_demo_get (demo, "username"), studio_test_demo_get (demo, "password"));
  g_autoptr (StudioCredentials) mistyped = studio_credentials_new_password (
      url, studio_test_demo_get (demo, "username"), "not the password");
  g_autoptr (StudioCredentials) old_key = studio_credentials_new_api_key (url, "mb_old");

  g_assert_true (sign_in (client, password, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (studio_metabase_client_get_version (client), ==, 50);
  g_assert_false (sign_in (client, mistyped, &wrong));
  g_assert_error (wrong, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN);
  g_assert_null (strstr (wrong->message, "not the password"));
  g_assert_false (sign_in (client, old_key, &wrong_key));
  g_assert_error (wrong_key, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN);
}

static void
serve_page_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC,
                                    "<!doctype html><p>Wiki</p>", 26);
}

static void
test_not_metabase (void)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) gone = NULL;
  g_autofree char *url = NULL;
  g_autoptr (StudioMetabaseClient) client = NULL;
  g_autoptr (StudioCredentials) credentials = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, serve_page_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  client = studio_metabase_client_new (url, NULL);
  credentials = studio_credentials_new_password (url, "a@b.example", "c");
  g_assert_false (sign_in (client, credentials, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_NOT_METABASE);
  soup_server_disconnect (server);
  g_assert_false (sign_in (client, credentials, &gone));
  g_assert_error (gone, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE);
}

static void
test_schema (void)
{
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) databases = list_databases (client, NULL, &error);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  StudioDatabase *database;
  StudioTable *table;
  StudioField *field;
  GPtrArray *tables;

  g_assert_no_error (error);
  g_assert_cmpuint (databases->len, ==, 1);
  database = g_ptr_array_index (databases, 0);
  g_assert_cmpstr (studio_database_get_name (database), ==, "Sample company");
  g_assert_cmpint (studio_database_get_dialect (database), ==, STUDIO_DIALECT_POSTGRESQL);
  g_assert_true (studio_database_get_native (database));
  studio_metabase_client_list_tables_async (client, database, NULL, keep_result_cb, &listed);
  wait_for (&listed);
  tables = studio_metabase_client_list_tables_finish (client, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, 30);
  studio_database_take_tables (database, tables);
  table = studio_database_find_table (database, NULL, "tb_order_item");
  g_assert_nonnull (studio_table_get_description (table));
  studio_metabase_client_load_table_async (client, database, table, NULL, keep_result_cb, &loaded);
  wait_for (&loaded);
  g_assert_true (studio_metabase_client_load_table_finish (client, loaded, &error));
  field = studio_table_find_field (table, "order_id");
  g_assert_true (studio_field_is_foreign_key (field));
  g_assert_cmpstr (studio_field_get_info (field)->target_table, ==, "tb_order");
  g_assert_cmpint (studio_field_get_info (field)->fingerprint.distinct_count, >, 1000);
}

/* Every value as text, whatever JSON made of it on the way. */
static void
test_values (void)
{
  static const char sql[] =
      "SELECT 42 AS number, 12.50::numeric AS money, 9007199254740993 AS large, '한글 “ü”' AS "
      "label,"
      " NULL::text AS nothing, true AS flag, '{\"a\": [1, 2]}'::jsonb AS document,"
      " timestamp '2026-01-31 12:30:00' AS moment, date '2026-02-01' AS day, 1.5::float8 AS ratio";
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) result = run (client, sql, 10, 20, NULL, NULL, &error);
  double number;

  g_assert_no_error (error);
  g_assert_cmpuint (studio_result_get_n_rows (result), ==, 1);
  g_assert_cmpstr (studio_result_get_column_name (result, 1), ==, "money");
  g_assert_cmpstr (studio_result_get_cell (result, 0, 0), ==, "42");
  g_assert_true (studio_result_get_number (result, 0, 1, &number));
  g_assert_cmpfloat (number, ==, 12.5);
  g_assert_cmpstr (studio_result_get_cell (result, 0, 2), ==, "9007199254740993");
  g_assert_cmpstr (studio_result_get_cell (result, 0, 3), ==, "한글 “ü”");
  g_assert_null (studio_result_get_cell (result, 0, 4));
  g_assert_cmpstr (studio_result_get_cell (result, 0, 5), ==, "true");
  g_assert_nonnull (strstr (studio_result_get_cell (result, 0, 6), "[1"));
  g_assert_true (g_str_has_prefix (studio_result_get_cell (result, 0, 7), "2026-01-31T12:30:00"));
  g_assert_true (g_str_has_prefix (studio_result_get_cell (result, 0, 8), "2026-02-01"));
  g_assert_cmpint (studio_result_get_column_kind (result, 1), ==, STUDIO_FIELD_DECIMAL);
  g_assert_cmpint (studio_result_get_column_kind (result, 8), ==, STUDIO_FIELD_DATE);
  g_assert_false (studio_result_get_truncated (result));
}

static void
test_row_limit (void)
{
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) result =
      run (client, "SELECT generate_series(1, 5000) AS n", 100, 20, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (studio_result_get_n_rows (result), ==, 100);
  g_assert_true (studio_result_get_truncated (result));
}

static void
test_query_failure (void)
{
  static const char sql[] = "SELECT '한글', nosuch FROM tb_user";
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (StudioQueryFailure) failure = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (run (client, sql, 10, 20, NULL, &failure, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_SQL);
  g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_UNKNOWN_COLUMN);
  g_assert_cmpint (failure->position, ==, strstr (sql, "nosuch") - sql);
}

/* Whether the database still runs a query with this mark in it. */
static gboolean
is_running (StudioMetabaseClient *client, const char *mark)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND "
                       "pid <> pg_backend_pid() AND query LIKE '%%%s%%'",
                       mark);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) result = run (client, sql, 10, 20, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strcmp0 (studio_result_get_cell (result, 0, 0), "0") != 0;
}

/* Metabase looks about once a second whether we are still there. */
static void
assert_ends (StudioMetabaseClient *client, const char *mark)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (is_running (client, mark))
    g_assert_cmpint (g_get_monotonic_time (), <, end);
}

static void
test_time_limit (void)
{
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GError) error = NULL;

  g_assert_null (run (client, "SELECT pg_sleep(60) /* limit */ AS x", 10, 1, NULL, NULL, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT);
  assert_ends (client, "/* limit");
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_timeout_add (300, cancel_cb, cancellable);
  g_assert_null (
      run (client, "SELECT pg_sleep(60) /* stop */ AS x", 10, 60, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_ends (client, "/* stop");
}

static StudioCard *
save_card (StudioMetabaseClient *client, const StudioCard *card, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_save_card_async (client, card, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_save_card_finish (client, result, error);
}

static GPtrArray *
list_cards (StudioMetabaseClient *client, gint64 collection)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  studio_metabase_client_list_items_async (client, collection, "card", NULL, keep_result_cb,
                                           &result);
  wait_for (&result);
  items = studio_metabase_client_list_items_finish (client, result, &error);
  g_assert_no_error (error);
  return items;
}

static StudioCollection *
create_collection (StudioMetabaseClient *client, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioCollection *collection;

  studio_metabase_client_create_collection_async (client, name, "For a test", 0, "#509EE3", NULL,
                                                  keep_result_cb, &result);
  wait_for (&result);
  collection = studio_metabase_client_create_collection_finish (client, result, &error);
  g_assert_no_error (error);
  return collection;
}

static void
test_cards (void)
{
  g_autoptr (StudioMetabaseClient) client = new_client (demo);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioCard) card = studio_card_new ();
  g_autoptr (StudioCard) created = NULL;
  g_autoptr (StudioCard) updated = NULL;
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GAsyncResult) archived = NULL;
  StudioCollection *collection = create_collection (client, "Cards");

  card->name = g_strdup ("Customers");
  card->description = g_strdup ("How many");
  card->sql = g_strdup ("SELECT count(*) AS customers FROM tb_user");
  card->database_id = 1;
  card->display = g_strdup ("scalar");
  card->collection_id = collection->id;
  created = save_card (client, card, &error);
  g_assert_no_error (error);
  g_assert_cmpint (created->id, >, 0);
  g_assert_cmpstr (created->sql, ==, card->sql);
  card->id = created->id;
  g_free (card->name);
  card->name = g_strdup ("Users");
  updated = save_card (client, card, &error);
  g_assert_no_error (error);
  g_assert_cmpint (updated->id, ==, created->id);
  g_assert_cmpstr (updated->name, ==, "Users");
  cards = list_cards (client, collection->id);
  g_assert_cmpuint (cards->len, ==, 1);
  studio_metabase_client_archive_card_async (client, created->id, NULL, keep_result_cb, &archived);
  wait_for (&archived);
  g_assert_true (studio_metabase_client_archive_card_finish (client, archived, &error));
  none = list_cards (client, collection->id);
  g_assert_cmpuint (none->len, ==, 0);
  studio_collection_free (collection);
}

/* What a broken server, a proxy or a missing permission answers instead of the databases; requests
 * that are tried again take several numbers. */
static void
test_answers_instead (void)
{
  static const struct
  {
    const char *rule;
    StudioError expected;
  } cases[] = {
    { "GET /api/database 1 status=401", STUDIO_ERROR_SIGN_IN },
    { "GET /api/database 2 status=403 as=text", STUDIO_ERROR_FORBIDDEN },
    { "GET /api/database 3 status=403 as=json", STUDIO_ERROR_FORBIDDEN },
    { "GET /api/database 4 status=404 as=text", STUDIO_ERROR_NOT_FOUND },
    { "GET /api/database 5 status=404 as=json", STUDIO_ERROR_NOT_FOUND },
    { "GET /api/database 6 status=500 as=html", STUDIO_ERROR_SERVER },
    { "GET /api/database 7 not-json", STUDIO_ERROR_PROTOCOL },
    { "GET /api/database 8 empty", STUDIO_ERROR_PROTOCOL },
    { "GET /api/database 9 html", STUDIO_ERROR_PROTOCOL },
    { "GET /api/database 10 not-utf8", STUDIO_ERROR_PROTOCOL },
    { "GET /api/database 11-13 truncate=40", STUDIO_ERROR_PROTOCOL },
    { "GET /api/database 14-16 reset-before", STUDIO_ERROR_UNREACHABLE },
    { "GET /api/database 17-19 status=502", STUDIO_ERROR_SERVER },
    { "GET /api/database 20-22 status=429", STUDIO_ERROR_THROTTLED },
  };
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (StudioTestDemo) server = NULL;
  g_autoptr (StudioMetabaseClient) client = NULL;
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GError) none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_ptr_array_add (arguments, (gpointer) "--fail");
      g_ptr_array_add (arguments, (gpointer) cases[i].rule);
    }
  g_ptr_array_add (arguments, NULL);
  server = studio_test_demo_start ((const char *const *) arguments->pdata);
  client = new_client (server);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].rule);
      g_assert_null (list_databases (client, NULL, &error));
      g_test_message ("  %s", error->message);
      g_assert_error (error, STUDIO_ERROR, (int) cases[i].expected);
    }
  databases = list_databases (client, NULL, &none);
  g_assert_no_error (none);
  g_assert_cmpuint (databases->len, ==, 1);
}

static void
test_hanging (void)
{
  const char *const arguments[] = { "--fail", "GET /api/database 1 hang", NULL };
  g_autoptr (StudioTestDemo) server = studio_test_demo_start (arguments);
  g_autoptr (StudioMetabaseClient) client = new_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_timeout_add (200, cancel_cb, cancellable);
  g_assert_null (list_databases (client, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A query's rows that break off are that query's trouble, in whatever way they do, unless they come
 * when they are asked for again. */
static void
test_broken_rows (void)
{
  const char *const arguments[] = { "--fail", "POST /api/dataset 1-3 truncate=60",
                                    "--fail", "POST /api/dataset 4-6 reset-after",
                                    "--fail", "POST /api/dataset 7 not-json",
                                    "--fail", "POST /api/dataset 8-9 reset-after",
                                    NULL };
  g_autoptr (StudioTestDemo) server = studio_test_demo_start (arguments);
  g_autoptr (StudioMetabaseClient) client = new_client (server);
  g_autoptr (StudioResult) rows = NULL;
  g_autoptr (GError) again = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (StudioQueryFailure) failure = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (run (client, "SELECT 1 AS x", 10, 20, NULL, &failure, &error));
      g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_SQL);
      g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_CONNECTION);
    }
  rows = run (client, "SELECT 1 AS x", 10, 20, NULL, NULL, &again);
  g_assert_no_error (again);
  g_assert_nonnull (rows);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  demo = studio_test_demo_start (NULL);
  g_test_add_func ("/metabase/client/sign-in", test_sign_in);
  g_test_add_func ("/metabase/client/not-metabase", test_not_metabase);
  g_test_add_func ("/metabase/client/schema", test_schema);
  g_test_add_func ("/metabase/client/values", test_values);
  g_test_add_func ("/metabase/client/row-limit", test_row_limit);
  g_test_add_func ("/metabase/client/query-failure", test_query_failure);
  g_test_add_func ("/metabase/client/time-limit", test_time_limit);
  g_test_add_func ("/metabase/client/cancel", test_cancel);
  g_test_add_func ("/metabase/client/cards", test_cards);
  g_test_add_func ("/metabase/client/answers-instead", test_answers_instead);
  g_test_add_func ("/metabase/client/hanging", test_hanging);
  g_test_add_func ("/metabase/client/broken-rows", test_broken_rows);
  status = g_test_run ();
  studio_test_demo_stop (demo);
  return status;
}
