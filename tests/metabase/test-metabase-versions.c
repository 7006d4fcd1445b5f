/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every version of Metabase in which something changed for a client: the client's calls one by one,
 * then a whole run with the program, twice. */
#include "core/studio-error.h"
#include "metabase/studio-metabase-client.h"
#include "studio-test-demo.h"

#include <json-glib/json-glib.h>

static const char *const versions[] = { "0.46", "0.47.1", "0.48", "0.49", "0.50", "0.53", "0.54",
                                        "0.57", "0.58",   "0.59", "0.63", "0.64", "0.65" };

static StudioTestDemo *demo;
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

static void
check_sign_in (guint version)
{
  const char *url = studio_test_demo_get (demo, "url");
  g_autoptr (StudioCredentials) key = studio_credentials_new_api_key (
      url, version >= 49 ? studio_test_demo_get (demo, "api_key") : "mb_too_early");
  g_autoptr (StudioCredentials) password = studio_credentials_new_password (
      url, studio_test_demo_get (demo, "username"), studio_test_demo_get (demo, "password"));
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;

  client = studio_metabase_client_new (url, &error);
  g_assert_no_error (error);
  /* API keys came with v0.49. */
  g_assert_cmpint (sign_in (key, &refused), ==, version >= 49);
  if (version < 49)
    g_assert_error (refused, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN);
  g_assert_true (sign_in (password, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (studio_metabase_client_get_version (client), ==, version);
}

static StudioDatabase *
load_database (void)
{
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) tables = NULL;
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;
  StudioDatabase *database;

  studio_metabase_client_list_databases_async (client, NULL, keep_result_cb, &listed);
  wait_for (&listed);
  databases = studio_metabase_client_list_databases_finish (client, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (databases->len, ==, 1);
  database = g_object_ref (g_ptr_array_index (databases, 0));
  studio_metabase_client_list_tables_async (client, database, NULL, keep_result_cb, &tables);
  wait_for (&tables);
  list = studio_metabase_client_list_tables_finish (client, tables, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 30);
  studio_database_take_tables (database, list);
  return database;
}

static void
check_table (StudioDatabase *database, const char *name, const char *key, const char *target)
{
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  StudioTable *table = studio_database_find_table (database, NULL, name);
  StudioField *field;

  studio_metabase_client_load_table_async (client, database, table, NULL, keep_result_cb, &loaded);
  wait_for (&loaded);
  g_assert_true (studio_metabase_client_load_table_finish (client, loaded, &error));
  g_assert_no_error (error);
  field = studio_table_find_field (table, key);
  g_assert_true (studio_field_is_foreign_key (field));
  g_assert_cmpstr (studio_field_get_info (field)->target_table, ==, target);
}

static void
check_queries (void)
{
  static const char wrong[] = "SELECT '한글', nosuch FROM tb_user";
  g_autoptr (GAsyncResult) right = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (StudioResult) rows = NULL;
  g_autoptr (StudioQueryFailure) failure = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;

  studio_metabase_client_run_async (client, 1, "SELECT 9007199254740993 AS large", 10, 20, NULL,
                                    keep_result_cb, &right);
  wait_for (&right);
  rows = studio_metabase_client_run_finish (client, right, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (studio_result_get_cell (rows, 0, 0), ==, "9007199254740993");
  studio_metabase_client_run_async (client, 1, wrong, 10, 20, NULL, keep_result_cb, &failed);
  wait_for (&failed);
  g_assert_null (studio_metabase_client_run_finish (client, failed, &failure, &refused));
  g_assert_error (refused, STUDIO_ERROR, STUDIO_ERROR_SQL);
  g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_UNKNOWN_COLUMN);
  g_assert_cmpint (failure->position, ==, strstr (wrong, "nosuch") - wrong);
}

static StudioCollection *
create_collection (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioCollection *collection;

  studio_metabase_client_create_collection_async (client, "Of a test", NULL, 0, "#509EE3", NULL,
                                                  keep_result_cb, &result);
  wait_for (&result);
  collection = studio_metabase_client_create_collection_finish (client, result, &error);
  g_assert_no_error (error);
  return collection;
}

static StudioCard *
get_card (gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_get_card_async (client, id, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_get_card_finish (client, result, error);
}

/* Written in the old form, read back in whatever form the version has. */
static void
check_cards (void)
{
  StudioCollection *collection = create_collection ();
  g_autoptr (StudioCard) card = studio_card_new ();
  g_autoptr (StudioCard) created = NULL;
  g_autoptr (StudioCard) read = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;

  card->name = g_strdup ("One");
  card->sql = g_strdup ("SELECT 1 AS \"ünö\"\nFROM tb_user LIMIT 1");
  card->database_id = 1;
  card->display = g_strdup ("scalar");
  card->collection_id = collection->id;
  studio_metabase_client_save_card_async (client, card, NULL, keep_result_cb, &saved);
  wait_for (&saved);
  created = studio_metabase_client_save_card_finish (client, saved, &error);
  g_assert_no_error (error);
  read = get_card (created->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->sql, ==, card->sql);
  g_assert_cmpint (read->database_id, ==, 1);
  g_assert_cmpint (read->collection_id, ==, collection->id);
  /* The body of it is plain text or JSON. */
  g_assert_null (get_card (999999, &missing));
  g_assert_error (missing, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND);
  studio_collection_free (collection);
}

static JsonObject *
run_program (const char *workspace)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("STUDIO_TEST_BUILD_ROOT"), "src", "cli", "kpi-studio-cli", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;

  g_subprocess_launcher_setenv (launcher, "METABASE_URL", studio_test_demo_get (demo, "url"), TRUE);
  g_subprocess_launcher_setenv (launcher, "METABASE_USERNAME",
                                studio_test_demo_get (demo, "username"), TRUE);
  g_subprocess_launcher_setenv (launcher, "METABASE_PASSWORD",
                                studio_test_demo_get (demo, "password"), TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--workspace", workspace,
                                         "--tables", "tb_subscription", "--format", "json", "run",
                                         "--register", "--min-score", "30", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &complaint, &error));
  g_test_message ("%s", complaint);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  node = json_from_string (output, &error);
  g_assert_no_error (error);
  return json_node_dup_object (node);
}

/* Requests since the first @before that write; signing in and running SQL do not. */
static guint
count_writes (guint before)
{
  g_autoptr (JsonArray) requests = studio_test_demo_read_log (demo);
  guint writes = 0;

  for (guint i = before; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);
      const char *method = json_object_get_string_member (request, "method");
      const char *path = json_object_get_string_member (request, "path");

      if (!g_str_equal (method, "GET") && !g_str_equal (path, "/api/session") &&
          !g_str_equal (path, "/api/dataset"))
        writes++;
    }
  return writes;
}

static guint
count_requests (void)
{
  g_autoptr (JsonArray) requests = studio_test_demo_read_log (demo);

  return json_array_get_length (requests);
}

static void
check_program (const char *version)
{
  g_autofree char *workspace =
      g_strdup_printf ("%s/%s.workspace", studio_test_demo_get_folder (demo), version);
  guint before = count_requests ();
  JsonObject *first = run_program (workspace);
  gint64 registered = json_object_get_int_member (first, "registered");
  JsonObject *second;

  g_assert_cmpint (registered, >=, 10);
  g_assert_cmpint (json_object_get_int_member (first, "failed"), ==, 0);
  g_assert_cmpuint (count_writes (before), >=, registered);
  before = count_requests ();
  second = run_program (workspace);
  g_assert_cmpint (json_object_get_int_member (second, "registered"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (second, "already_registered"), ==, registered);
  g_assert_cmpuint (count_writes (before), ==, 0);
  json_object_unref (first);
  json_object_unref (second);
}

static void
test_version (gconstpointer data)
{
  const char *version = data;
  const char *const arguments[] = { "--metabase-version", version, NULL };
  g_autoptr (StudioDatabase) database = NULL;

  demo = studio_test_demo_start (arguments);
  check_sign_in ((guint) g_ascii_strtoull (version + strlen ("0."), NULL, 10));
  database = load_database ();
  check_table (database, "tb_order_item", "order_id", "tb_order");
  check_queries ();
  check_cards ();
  check_program (version);
  g_clear_object (&client);
  g_clear_pointer (&demo, studio_test_demo_stop);
}

/* The session ends three times under way, and what may be asked again fails once each: nobody
 * notices. */
static void
test_interrupted (void)
{
  static const char *const arguments[] = {
    "--fail", "GET /api/database/?* 1 status=502", "--fail", "GET /api/table/?* 1 status=401",
    "--fail", "POST /api/dataset 5 status=401",    "--fail", "GET /api/collection 1 reset-after",
    "--fail", "POST /api/card 3 status=401",       NULL,
  };
  g_autofree char *workspace = NULL;
  JsonObject *outcome;

  demo = studio_test_demo_start (arguments);
  workspace = g_build_filename (studio_test_demo_get_folder (demo), "interrupted.workspace", NULL);
  outcome = run_program (workspace);
  g_assert_cmpint (json_object_get_int_member (outcome, "registered"), >=, 10);
  g_assert_cmpint (json_object_get_int_member (outcome, "failed"), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (outcome, "errors")), ==,
                    0);
  g_assert_cmpuint (studio_test_demo_count (demo, "POST", "/api/session"), ==, 4);
  json_object_unref (outcome);
  g_clear_pointer (&demo, studio_test_demo_stop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strconcat ("/metabase/versions/", versions[i], NULL);

      g_test_add_data_func (path, versions[i], test_version);
    }
  g_test_add_func ("/metabase/versions/interrupted", test_interrupted);
  return g_test_run ();
}
