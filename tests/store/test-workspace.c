/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-error.h"
#include "store/studio-kpi-history.h"
#include "store/studio-workspace-migration.h"
#include "store/studio-workspace.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kpi-workspace-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "below", "workspace.sqlite", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *below = g_path_get_dirname (fixture->path);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (fixture->path, suffixes[i], NULL);

      g_unlink (file);
    }
  g_rmdir (below);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static StudioWorkspace *
open_workspace (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_workspace_open_async (path, NULL, keep_result_cb, &result);
  return studio_workspace_open_finish (wait_for (&result), error);
}

static void
flush (StudioWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  studio_workspace_flush_async (workspace, NULL, keep_result_cb, &result);
  studio_workspace_flush_finish (workspace, wait_for (&result), &error);
  g_assert_no_error (error);
}

static GPtrArray *
load (StudioWorkspace *workspace, const char *server)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *kpis;

  studio_workspace_load_kpis_async (workspace, server, NULL, keep_result_cb, &result);
  kpis = studio_workspace_load_kpis_finish (workspace, wait_for (&result), &error);
  g_assert_no_error (error);
  return kpis;
}

static StudioKpi *
make_kpi (const char *name)
{
  StudioKpi *kpi = studio_kpi_new ();
  GPtrArray *reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_reason_free);
  const char *const rules[] = { "guard-division", NULL };

  g_ptr_array_add (reasons, studio_reason_new ("ratio", 20, g_strdup ("It is a ratio")));
  studio_kpi_take_reasons (kpi, reasons);
  studio_kpi_set_rules (kpi, rules);
  studio_kpi_set_name (kpi, name);
  studio_kpi_set_sql (kpi, "SELECT 1 AS one");
  studio_kpi_set_table (kpi, "tb_order");
  studio_kpi_set_database (kpi, "Sample Company");
  studio_kpi_set_score (kpi, 70);
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_REPAIRED);
  return kpi;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioWorkspace) workspace = open_workspace (fixture->path, &error);
  g_autoptr (StudioKpi) kpi = make_kpi ("Orders “per” day");
  g_autoptr (StudioKpi) other = make_kpi ("Elsewhere");
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) all = NULL;
  StudioKpi *read;

  g_assert_no_error (error);
  studio_workspace_save_kpi (workspace, "http://a", kpi);
  studio_workspace_save_kpi (workspace, "http://b", other);
  studio_kpi_set_decision (kpi, STUDIO_DECISION_APPROVED);
  studio_workspace_save_kpi (workspace, "http://a", kpi);
  studio_workspace_add_check (workspace, kpi);
  studio_workspace_add_value (workspace, studio_kpi_get_id (kpi), 4.5);
  studio_workspace_log (workspace, studio_kpi_get_id (kpi), "approved", NULL);
  flush (workspace);
  g_clear_object (&workspace);

  workspace = open_workspace (fixture->path, &error);
  g_assert_no_error (error);
  here = load (workspace, "http://a");
  all = load (workspace, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpuint (here->len, ==, 1);
  read = g_ptr_array_index (here, 0);
  g_assert_cmpstr (studio_kpi_get_id (read), ==, studio_kpi_get_id (kpi));
  g_assert_cmpstr (studio_kpi_get_name (read), ==, "Orders “per” day");
  g_assert_cmpstr (studio_kpi_get_created (read), ==, studio_kpi_get_created (kpi));
  g_assert_cmpint (studio_kpi_get_score (read), ==, 70);
  g_assert_cmpint (studio_kpi_get_decision (read), ==, STUDIO_DECISION_APPROVED);
  g_assert_cmpint (studio_kpi_get_check_state (read), ==, STUDIO_CHECK_REPAIRED);
  g_assert_cmpuint (studio_kpi_get_reasons (read)->len, ==, 1);
  g_assert_cmpstr (studio_kpi_get_rules (read)[0], ==, "guard-division");
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioWorkspace) workspace = open_workspace (fixture->path, &error);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_nonnull (workspace);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
make_database (const char *path, const char *sql)
{
  g_autofree char *folder = g_path_get_dirname (path);
  sqlite3 *db = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  make_database (fixture->path, "CREATE TABLE somebody (something)");
  g_assert_null (open_workspace (fixture->path, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE);
  g_assert_nonnull (strstr (error->message, "another program"));
  g_clear_error (&error);
  g_unlink (fixture->path);

  make_database (fixture->path, "PRAGMA user_version = 999");
  g_assert_null (open_workspace (fixture->path, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE);
  g_assert_nonnull (strstr (error->message, "newer"));
  g_clear_error (&error);
  g_unlink (fixture->path);

  g_assert_true (
      g_file_set_contents (fixture->path, "This is a letter, not a database at all.", -1, NULL));
  g_assert_null (open_workspace (fixture->path, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE);
  g_clear_error (&error);

  g_assert_null (open_workspace (folder, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE);
}

static void
count_failed_cb (StudioWorkspace *workspace, const char *message, gpointer user_data)
{
  g_assert_nonnull (strstr (message, "could not be written"));
  ++*(guint *) user_data;
}

static void
test_write_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioWorkspace) workspace = open_workspace (fixture->path, &error);
  guint failed = 0;

  g_assert_no_error (error);
  g_signal_connect (workspace, "failed", G_CALLBACK (count_failed_cb), &failed);
  /* No KPI of that id: the foreign key refuses it. */
  studio_workspace_add_value (workspace, "nobody", 1);
  studio_workspace_add_value (workspace, "nobody", 2);
  studio_workspace_flush_async (workspace, NULL, keep_result_cb, &result);
  g_assert_false (studio_workspace_flush_finish (workspace, wait_for (&result), &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE);
  while (failed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (failed, ==, 1);
}

static StudioKpiHistory *
load_history (StudioWorkspace *workspace, const char *kpi_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioKpiHistory *history;

  studio_workspace_load_history_async (workspace, kpi_id, NULL, keep_result_cb, &result);
  history = studio_workspace_load_history_finish (workspace, wait_for (&result), &error);
  g_assert_no_error (error);
  return history;
}

/* The latest comes first, and each KPI has its own. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioWorkspace) workspace = open_workspace (fixture->path, NULL);
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (StudioKpi) other = studio_kpi_new ();
  g_autoptr (StudioKpiHistory) history = NULL;
  g_autoptr (StudioKpiHistory) nothing = NULL;
  const StudioHistoryEvent *event;

  studio_kpi_set_name (kpi, "Orders");
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_INVALID);
  studio_kpi_set_check_message (kpi, "no such column");
  studio_workspace_save_kpi (workspace, "http://one", kpi);
  studio_workspace_save_kpi (workspace, "http://one", other);
  studio_workspace_add_check (workspace, kpi);
  studio_workspace_log (workspace, studio_kpi_get_id (kpi), "sql", "SELECT 1");
  studio_workspace_add_value (workspace, studio_kpi_get_id (kpi), 12.5);
  studio_workspace_add_value (workspace, studio_kpi_get_id (kpi), 13);

  history = load_history (workspace, studio_kpi_get_id (kpi));
  g_assert_cmpuint (history->events->len, ==, 2);
  event = g_ptr_array_index (history->events, 0);
  g_assert_cmpstr (event->action, ==, "sql");
  g_assert_null (event->state);
  g_assert_cmpstr (event->detail, ==, "SELECT 1");
  event = g_ptr_array_index (history->events, 1);
  g_assert_cmpstr (event->action, ==, "check");
  g_assert_cmpstr (event->state, ==, "invalid");
  g_assert_cmpstr (event->detail, ==, "no such column");
  g_assert_cmpuint (history->values->len, ==, 2);
  g_assert_cmpfloat (((StudioHistoryValue *) g_ptr_array_index (history->values, 0))->value, ==,
                     12.5);

  nothing = load_history (workspace, studio_kpi_get_id (other));
  g_assert_cmpuint (nothing->events->len + nothing->values->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/workspace/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/store/workspace/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/store/workspace/private", Fixture, NULL, set_up, test_private, tear_down);
  g_test_add ("/store/workspace/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/store/workspace/write-failure", Fixture, NULL, set_up, test_write_failure,
              tear_down);
  return g_test_run ();
}
