/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command is killed at many points of a registration; whatever had been done, the next one
 * leaves each KPI with exactly one card. */
#include "metabase/studio-metabase-client.h"
#include "store/studio-workspace-intent.h"
#include "studio-test-demo.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define N_KPIS 60
#define N_POINTS 40
#define N_PARTS 4

typedef struct
{
  StudioTestDemo *demo;
  StudioMetabaseClient *client;
  int log_fd;    /* the server's log, a line per request */
  GString *line; /* (owned) the one that is being read */
  guint writes;  /* in the lines before */
  char *folder;  /* of the workspaces */
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

static void
bench_free (Bench *bench)
{
  g_object_unref (bench->client);
  studio_test_demo_stop (bench->demo);
  studio_test_demo_remove (bench->folder);
  g_free (bench->folder);
  g_close (bench->log_fd, NULL);
  g_string_free (bench->line, TRUE);
  g_free (bench);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

static Bench *
bench_new (void)
{
  Bench *bench = g_new0 (Bench, 1);
  g_autoptr (StudioCredentials) credentials = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;
  const char *arguments[] = { "--log", NULL, NULL };

  bench->folder = g_dir_make_tmp ("kpi-studio-killed-XXXXXX", &error);
  g_assert_no_error (error);
  log = g_build_filename (bench->folder, "requests", NULL);
  arguments[1] = log;
  bench->demo = studio_test_demo_start (arguments);
  bench->log_fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (bench->log_fd, >=, 0);
  bench->line = g_string_new (NULL);
  credentials = studio_credentials_new_api_key (studio_test_demo_get (bench->demo, "url"),
                                                studio_test_demo_get (bench->demo, "api_key"));
  bench->client = studio_metabase_client_new (studio_test_demo_get (bench->demo, "url"), &error);
  studio_metabase_client_sign_in_async (bench->client, credentials, NULL, keep_result_cb,
                                        &signed_in);
  wait_for (&signed_in);
  g_assert_true (studio_metabase_client_sign_in_finish (bench->client, signed_in, &error));
  return bench;
}

static StudioKpi *
new_kpi (guint point, guint number)
{
  static const char *const categories[] = { "Sales & Revenue Analytics", "Delivery & Logistics",
                                            "Payment & Financial Analytics" };
  StudioKpi *kpi = studio_kpi_new ();
  g_autofree char *name = g_strdup_printf ("KPI %u", number);
  g_autofree char *sql = g_strdup_printf ("SELECT %u AS number", point * N_KPIS + number);

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

/* A question that is asked already is linked, wherever it is, so each point has KPIs of its own. */
static void
make_workspace (Bench *bench, const char *path, guint point)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioWorkspace) workspace = NULL;

  studio_workspace_open_async (path, NULL, keep_result_cb, &opened);
  wait_for (&opened);
  workspace = studio_workspace_open_finish (opened, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_KPIS; i++)
    {
      g_autoptr (StudioKpi) kpi = new_kpi (point, i);

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

/* Writes that the server has seen; the log is read on from where it ended before. */
static guint
count_writes (Bench *bench)
{
  char buffer[64 * 1024 + 1];
  gssize n;

  while ((n = read (bench->log_fd, buffer, sizeof buffer - 1)) > 0)
    {
      g_string_append_len (bench->line, buffer, n);
      for (char *end; (end = strchr (bench->line->str, '\n')) != NULL;)
        {
          *end = '\0';
          bench->writes += strstr (bench->line->str, "\"POST\"") != NULL;
          g_string_erase (bench->line, 0, end + 1 - bench->line->str);
        }
    }
  return bench->writes;
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

/* What became of each write is known. */
static void
assert_settled (Bench *bench, const char *path)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) intents = NULL;

  studio_workspace_open_async (path, NULL, keep_result_cb, &opened);
  wait_for (&opened);
  workspace = studio_workspace_open_finish (opened, &error);
  g_assert_no_error (error);
  studio_workspace_list_intents_async (workspace, studio_test_demo_get (bench->demo, "url"), NULL,
                                       keep_result_cb, &listed);
  wait_for (&listed);
  intents = studio_workspace_list_intents_finish (workspace, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (intents->len, ==, 0);
}

static char *
workspace_of (Bench *bench, guint point)
{
  return g_strdup_printf ("%s/%u.sqlite", bench->folder, point);
}

static void
kill_at (Bench *bench, guint point)
{
  g_autofree char *collection = g_strdup_printf ("Killed %u", point);
  g_autofree char *workspace = workspace_of (bench, point);
  g_autoptr (GSubprocess) process = NULL;

  make_workspace (bench, workspace, point);
  process = start_command (bench, workspace, collection);
  /* Four collections and sixty cards are made; the points are spread over them. */
  kill_after (bench, process, 1 + point * (N_KPIS + 2) / N_POINTS);
}

static void
complete (Bench *bench, guint point)
{
  g_autofree char *collection = g_strdup_printf ("Killed %u", point);
  g_autofree char *workspace = workspace_of (bench, point);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (point % 4 == 3)
    {
      /* Everything that was noted is lost; the same KPIs are proposed anew. */
      g_free (workspace);
      workspace = g_strdup_printf ("%s/%u-other.sqlite", bench->folder, point);
      make_workspace (bench, workspace, point);
    }
  process = start_command (bench, workspace, collection);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  assert_each_once (bench, collection);
  assert_settled (bench, workspace);
}

/* Some are completed at once, when requests may still be under way; that takes a while, since those
 * are waited for, so the others are left until later. */
static gboolean
is_hurried (guint point)
{
  return point % 8 == 5;
}

/* One part of the points on a server of its own, so that it never has too many questions. */
static void
test_killed (gconstpointer data)
{
  guint first = GPOINTER_TO_UINT (data) * N_POINTS / N_PARTS;
  guint end = first + N_POINTS / N_PARTS;
  g_autoptr (Bench) bench = bench_new ();

  for (guint point = first; point < end; point++)
    {
      kill_at (bench, point);
      if (is_hurried (point))
        complete (bench, point);
    }
  for (guint point = first; point < end; point++)
    if (!is_hurried (point))
      complete (bench, point);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint part = 0; part < N_PARTS; part++)
    {
      g_autofree char *name = g_strdup_printf ("/register/killed/%u", part);

      g_test_add_data_func (name, GUINT_TO_POINTER (part), test_killed);
    }
  return g_test_run ();
}
