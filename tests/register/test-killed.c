/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command is killed at many points of a registration; whatever had been done, the next one
 * leaves each KPI with exactly one card. */
#include "metabase/studio-metabase-client.h"
#include "store/studio-workspace.h"
#include "studio-test-demo.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#define N_KPIS 60
#define N_POINTS 40

typedef struct
{
  StudioTestDemo *demo;
  StudioMetabaseClient *client;
  char *log;       /* the server's, a line per request */
  char *workspace; /* with the KPIs, none of them registered */
} Bench;

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

static StudioKpi *
new_kpi (guint number)
{
  static const char *const categories[] = { "Sales & Revenue Analytics", "Delivery & Logistics",
                                            "Payment & Financial Analytics" };
  StudioKpi *kpi = studio_kpi_new ();
  g_autofree char *name = g_strdup_printf ("KPI %u", number);
  g_autofree char *sql = g_strdup_printf ("SELECT %u AS number", number);

  studio_kpi_set_name (kpi, name);
  studio_kpi_set_category (kpi, categories[number % G_N_ELEMENTS (categories)]);
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_table (kpi, "tb_order");
  studio_kpi_set_database (kpi, "Sample company");
  studio_kpi_set_database_id (kpi, 1);
  studio_kpi_set_display (kpi, "scalar");
  studio_kpi_set_source (kpi, "user");
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_VALID);
  studio_kpi_set_decision (kpi, STUDIO_DECISION_APPROVED);
  return kpi;
}

static void
make_workspace (Bench *bench)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioWorkspace) workspace = NULL;

  studio_workspace_open_async (bench->workspace, NULL, keep_result_cb, &opened);
  wait_for (&opened);
  workspace = studio_workspace_open_finish (opened, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_KPIS; i++)
    {
      g_autoptr (StudioKpi) kpi = new_kpi (i);

      studio_workspace_save_kpi (workspace, studio_test_demo_get (bench->demo, "url"), kpi);
    }
  studio_workspace_flush_async (workspace, NULL, keep_result_cb, &flushed);
  wait_for (&flushed);
  g_assert_true (studio_workspace_flush_finish (workspace, flushed, &error));
}

static GSubprocess *
start_command (Bench *bench, const char *workspace, const char *collection)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("STUDIO_TEST_BUILD_ROOT"), "src", "cli", "kpi-studio-cli", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "METABASE_URL", studio_test_demo_get (bench->demo, "url"),
                                TRUE);
  g_subprocess_launcher_setenv (launcher, "METABASE_API_KEY",
                                studio_test_demo_get (bench->demo, "api_key"), TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "register", "--workspace",
                                         workspace, "--collection", collection, NULL);
  g_assert_no_error (error);
  return process;
}

/* Writes that the server has seen. */
static guint
count_writes (Bench *bench)
{
  g_autofree char *text = NULL;
  guint writes = 0;

  if (!g_file_get_contents (bench->log, &text, NULL, NULL))
    return 0;
  for (const char *at = text; (at = strstr (at, "\"POST\"")) != NULL; at++)
    writes++;
  return writes;
}

static void
kill_after (Bench *bench, GSubprocess *process, guint writes)
{
  guint before = count_writes (bench);
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (count_writes (bench) < before + writes)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (200);
    }
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
}

static GPtrArray *
list_collections (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *collections;

  studio_metabase_client_list_collections_async (bench->client, NULL, keep_result_cb, &result);
  wait_for (&result);
  collections = studio_metabase_client_list_collections_finish (bench->client, result, &error);
  g_assert_no_error (error);
  return collections;
}

static void
add_card_names (Bench *bench, gint64 collection, GHashTable *names)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) cards = NULL;

  studio_metabase_client_list_items_async (bench->client, collection, "card", NULL, keep_result_cb,
                                           &result);
  wait_for (&result);
  cards = studio_metabase_client_list_items_finish (bench->client, result, NULL);
  for (guint i = 0; i < cards->len; i++)
    g_assert_true (g_hash_table_add (
        names, g_strdup (((StudioCollectionItem *) g_ptr_array_index (cards, i))->name)));
}

/* One collection of the name, three below it, and every KPI once in all of them together. */
static void
assert_each_once (Bench *bench, const char *name)
{
  g_autoptr (GPtrArray) collections = list_collections (bench);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 top = 0;
  guint below = 0;

  for (guint i = 0; i < collections->len; i++)
    {
      StudioCollection *collection = g_ptr_array_index (collections, i);

      if (g_strcmp0 (collection->name, name) != 0)
        continue;
      g_assert_cmpint (top, ==, 0);
      top = collection->id;
    }
  for (guint i = 0; i < collections->len; i++)
    {
      StudioCollection *collection = g_ptr_array_index (collections, i);

      if (collection->parent_id != top)
        continue;
      below++;
      add_card_names (bench, collection->id, names);
    }
  g_assert_cmpuint (below, ==, 3);
  g_assert_cmpuint (g_hash_table_size (names), ==, N_KPIS);
}

/* With SQLite's log beside it: what is only there yet belongs to the file. */
static void
copy_workspace (const char *from, const char *to)
{
  static const char *const suffixes[] = { "", "-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *source = g_strconcat (from, suffixes[i], NULL);
      g_autofree char *target = g_strconcat (to, suffixes[i], NULL);
      g_autofree char *contents = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      if (!g_file_test (source, G_FILE_TEST_EXISTS))
        continue;
      g_assert_true (g_file_get_contents (source, &contents, &length, &error));
      g_assert_true (g_file_set_contents (target, contents, (gssize) length, &error));
    }
}

static void
test_killed (gconstpointer data)
{
  Bench *bench = (Bench *) data;

  for (guint point = 0; point < N_POINTS; point++)
    {
      g_autofree char *collection = g_strdup_printf ("Killed %u", point);
      g_autofree char *workspace = g_strdup_printf ("%s-%u", bench->workspace, point);
      g_autoptr (GSubprocess) first = NULL;
      g_autoptr (GSubprocess) second = NULL;
      g_autoptr (GError) error = NULL;

      copy_workspace (bench->workspace, workspace);
      first = start_command (bench, workspace, collection);
      /* Four collections and sixty cards are made; the points are spread over them. */
      kill_after (bench, first, 1 + point * (N_KPIS + 2) / N_POINTS);
      second = start_command (bench, workspace, collection);
      g_assert_true (g_subprocess_wait_check (second, NULL, &error));
      assert_each_once (bench, collection);
    }
}

int
main (int argc, char **argv)
{
  Bench bench = { NULL };
  g_autoptr (StudioCredentials) credentials = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  const char *arguments[] = { "--log", NULL, NULL };
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  folder = g_dir_make_tmp ("kpi-studio-killed-XXXXXX", &error);
  g_assert_no_error (error);
  bench.log = g_build_filename (folder, "requests", NULL);
  bench.workspace = g_build_filename (folder, "workspace.sqlite", NULL);
  arguments[1] = bench.log;
  bench.demo = studio_test_demo_start (arguments);
  credentials = studio_credentials_new_api_key (studio_test_demo_get (bench.demo, "url"),
                                                studio_test_demo_get (bench.demo, "api_key"));
  bench.client = studio_metabase_client_new (studio_test_demo_get (bench.demo, "url"), &error);
  studio_metabase_client_sign_in_async (bench.client, credentials, NULL, keep_result_cb,
                                        &signed_in);
  wait_for (&signed_in);
  g_assert_true (studio_metabase_client_sign_in_finish (bench.client, signed_in, &error));
  make_workspace (&bench);
  g_test_add_data_func ("/register/killed", &bench, test_killed);
  status = g_test_run ();
  g_object_unref (bench.client);
  studio_test_demo_stop (bench.demo);
  studio_test_demo_remove (folder);
  g_free (bench.log);
  g_free (bench.workspace);
  return status;
}
