/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole engine as a window or a command uses it: from the schema to registered cards, with the
 * demo server and its PostgreSQL. */
#include "core/studio-error.h"
#include "pipeline/studio-session.h"
#include "studio-test-demo.h"

#include <string.h>

typedef struct
{
  char *folder;    /* of the demo server's data */
  char *workspace; /* file */
  StudioSession *session;
} Fixture;

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

/* A session on the fixture's workspace that explores the sample company. */
static void
start_session (Fixture *fixture)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) explored = NULL;
  g_autoptr (GError) error = NULL;

  fixture->session = studio_session_new ();
  studio_session_open_workspace_async (fixture->session, fixture->workspace, NULL, keep_result_cb,
                                       &opened);
  wait_for (&opened);
  g_assert_true (studio_session_open_workspace_finish (fixture->session, opened, &error));
  studio_session_explore_sample_async (fixture->session, fixture->folder, NULL, keep_result_cb,
                                       &explored);
  wait_for (&explored);
  studio_session_explore_sample_finish (fixture->session, explored, &error);
  g_assert_no_error (error);
}

/* Ends it as the end of the program would: what was asked to be stored is stored. */
static void
end_session (Fixture *fixture)
{
  g_assert_finalize_object (fixture->session);
  fixture->session = NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = studio_test_demo_copy_data ();
  fixture->workspace = g_build_filename (fixture->folder, "workspace.sqlite", NULL);
  start_session (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->session != NULL)
    end_session (fixture);
  studio_test_demo_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->workspace);
}

static StudioDatabase *
load_database (StudioSession *session)
{
  GListModel *databases = studio_session_get_databases (session);
  StudioDatabase *database;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (databases), ==, 1);
  database = g_list_model_get_item (databases, 0);
  studio_session_load_tables_async (session, database, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (studio_session_load_tables_finish (session, result, &error));
  return database;
}

static StudioRun *
generate (StudioSession *session, StudioDatabase *database, const char *globs)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = studio_database_get_tables (database);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (all, i);

      if (studio_table_matches (table, globs))
        g_ptr_array_add (tables, g_object_ref (table));
    }
  g_assert_cmpuint (tables->len, >, 0);
  return studio_session_generate (session, database, tables);
}

static void
wait_until_over (StudioRun *run)
{
  while (!studio_run_is_over (run))
    g_main_context_iteration (NULL, TRUE);
}

static GPtrArray *
list_kpis (StudioSession *session)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = studio_session_get_kpis (session);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (kpis, g_list_model_get_item (model, i));
  return kpis;
}

static void
test_from_schema_to_cards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioDatabase) database = load_database (fixture->session);
  StudioRun *run = generate (fixture->session, database, "tb_order,tb_rfq,tb_delivery");
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (GPtrArray) three = g_ptr_array_new ();
  g_autoptr (GAsyncResult) registered = NULL;
  g_autoptr (StudioRegistrationSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  wait_until_over (run);
  g_assert_cmpint (studio_run_get_state (run), ==, STUDIO_RUN_DONE);
  g_assert_cmpuint (studio_run_get_tables_done (run), ==, 3);
  g_assert_cmpuint (studio_run_get_proposed (run), >=, 30);
  g_assert_cmpuint (studio_run_get_checked (run), ==, studio_run_get_proposed (run));
  g_assert_cmpuint (studio_run_get_invalid (run), ==, 0);
  g_assert_cmpuint (studio_run_get_problems (run)->len, ==, 0);
  g_assert_cmpfloat (studio_run_get_fraction (run), ==, 1.0);
  kpis = list_kpis (fixture->session);
  g_assert_cmpuint (kpis->len, ==, studio_run_get_proposed (run));
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (three, kpis->pdata[i]);
  g_assert_cmpuint (studio_session_decide (fixture->session, three, STUDIO_DECISION_APPROVED), ==,
                    3);
  studio_session_register_async (fixture->session, NULL, NULL, keep_result_cb, &registered);
  wait_for (&registered);
  summary = studio_session_register_finish (fixture->session, registered, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary->registered, ==, 3);
  g_assert_cmpint (studio_kpi_get_registration (three->pdata[0]), ==,
                   STUDIO_REGISTRATION_REGISTERED);
  g_assert_cmpint (studio_kpi_get_registration (kpis->pdata[3]), ==, STUDIO_REGISTRATION_NONE);
}

/* What was made is there again after the program ended, and is not proposed a second time. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioDatabase) database = load_database (fixture->session);
  StudioRun *run = generate (fixture->session, database, "tb_payment");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (StudioDatabase) again = NULL;
  g_autofree char *id = NULL;
  StudioKpi *kpi;

  wait_until_over (run);
  before = list_kpis (fixture->session);
  kpi = before->pdata[0];
  id = g_strdup (studio_kpi_get_id (kpi));
  g_ptr_array_add (one, kpi);
  studio_session_decide (fixture->session, one, STUDIO_DECISION_REJECTED);
  g_clear_object (&database);
  end_session (fixture);
  start_session (fixture);
  after = list_kpis (fixture->session);
  g_assert_cmpuint (after->len, ==, before->len);
  g_assert_cmpstr (studio_kpi_get_id (after->pdata[0]), ==, id);
  g_assert_cmpint (studio_kpi_get_decision (after->pdata[0]), ==, STUDIO_DECISION_REJECTED);
  g_assert_cmpint (studio_kpi_get_score (after->pdata[0]), ==, studio_kpi_get_score (kpi));
  g_assert_cmpint (studio_kpi_get_check_state (after->pdata[0]), ==,
                   studio_kpi_get_check_state (kpi));
  again = load_database (fixture->session);
  wait_until_over (generate (fixture->session, again, "tb_payment"));
  g_assert_cmpuint (g_list_model_get_n_items (studio_session_get_kpis (fixture->session)), ==,
                    before->len);
  g_assert_cmpint (studio_kpi_get_decision (after->pdata[0]), ==, STUDIO_DECISION_REJECTED);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioDatabase) database = load_database (fixture->session);
  StudioRun *run = generate (fixture->session, database, "tb_*");
  guint checked;

  g_assert_null (generate (fixture->session, database, "tb_user"));
  while (studio_run_get_checked (run) < 3)
    g_main_context_iteration (NULL, TRUE);
  studio_run_cancel (run);
  wait_until_over (run);
  checked = studio_run_get_checked (run);
  g_assert_cmpint (studio_run_get_state (run), ==, STUDIO_RUN_CANCELLED);
  g_assert_cmpuint (checked, >=, 3);
  g_assert_cmpuint (studio_run_get_tables_done (run), <, 30);
  /* What was proposed stays, and another run can begin. */
  g_assert_cmpuint (g_list_model_get_n_items (studio_session_get_kpis (fixture->session)), >=,
                    checked);
  run = generate (fixture->session, database, "tb_deal");
  g_assert_nonnull (run);
  wait_until_over (run);
  g_assert_cmpint (studio_run_get_state (run), ==, STUDIO_RUN_DONE);
}

static void
test_pause (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioDatabase) database = load_database (fixture->session);
  StudioRun *run = generate (fixture->session, database, "tb_company,tb_partner");
  guint checked;

  while (studio_run_get_checked (run) < 2)
    g_main_context_iteration (NULL, TRUE);
  studio_run_set_paused (run, TRUE);
  /* What was under way comes to its end, then nothing new begins. */
  for (guint quiet = 0; quiet < 100; quiet++)
    if (g_main_context_iteration (NULL, FALSE))
      quiet = 0;
    else
      g_usleep (2000);
  checked = studio_run_get_checked (run);
  g_assert_false (studio_run_is_over (run));
  studio_run_set_paused (run, FALSE);
  wait_until_over (run);
  g_assert_cmpint (studio_run_get_state (run), ==, STUDIO_RUN_DONE);
  g_assert_cmpuint (studio_run_get_checked (run), >, checked);
}

static StudioResult *
check (StudioSession *session, StudioKpi *kpi, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_session_check_async (session, kpi, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_session_check_finish (session, result, error);
}

static void
test_check_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (StudioResult) rows = NULL;
  g_autoptr (StudioResult) mended = NULL;
  g_autoptr (GError) error = NULL;

  studio_kpi_set_name (kpi, "By hand");
  studio_kpi_set_database (kpi, "Sample company");
  studio_kpi_set_database_id (kpi, 1);
  studio_kpi_set_sql (kpi, "SELECT count(*) AS orders FROM tb_order");
  rows = check (fixture->session, kpi, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (studio_result_get_n_rows (rows), ==, 1);
  g_assert_cmpint (studio_kpi_get_check_state (kpi), ==, STUDIO_CHECK_VALID);

  /* A ratio of counts is mended, and what was written is kept. */
  studio_session_set_sql (fixture->session, kpi,
                          "SELECT count(*) FILTER (WHERE is_test) / count(*) AS share FROM "
                          "tb_order");
  g_assert_cmpint (studio_kpi_get_check_state (kpi), ==, STUDIO_CHECK_UNCHECKED);
  mended = check (fixture->session, kpi, &error);
  g_assert_no_error (error);
  g_assert_cmpint (studio_kpi_get_check_state (kpi), ==, STUDIO_CHECK_REPAIRED);
  g_assert_nonnull (studio_kpi_get_original_sql (kpi));
  g_assert_nonnull (strstr (studio_result_get_cell (mended, 0, 0), "."));

  studio_session_set_sql (fixture->session, kpi, "SELECT nosuch FROM tb_order");
  g_assert_null (check (fixture->session, kpi, &error));
  g_assert_no_error (error);
  g_assert_cmpint (studio_kpi_get_check_state (kpi), ==, STUDIO_CHECK_INVALID);
  g_assert_cmpint (studio_kpi_get_error_class (kpi), ==, STUDIO_ERROR_CLASS_UNKNOWN_COLUMN);
  g_assert_cmpint (studio_kpi_get_score (kpi), ==, 0);
}

/* What writes is never sent. */
static void
test_guarded (Fixture *fixture, gconstpointer data)
{
  static const char *const attacks[] = {
    "DELETE FROM tb_user", "WITH gone AS (DELETE FROM tb_user RETURNING 1) SELECT * FROM gone",
    "SELECT 1; DROP TABLE tb_user", "SELECT * INTO copy FROM tb_user"
  };
  g_autoptr (StudioKpi) counting = studio_kpi_new ();
  g_autoptr (StudioResult) before = NULL;
  g_autoptr (StudioResult) after = NULL;
  g_autoptr (GError) error = NULL;

  studio_kpi_set_database (counting, "Sample company");
  studio_kpi_set_database_id (counting, 1);
  studio_kpi_set_sql (counting, "SELECT count(*) AS users FROM tb_user");
  before = check (fixture->session, counting, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autoptr (StudioKpi) kpi = studio_kpi_new ();

      studio_kpi_set_database (kpi, "Sample company");
      studio_kpi_set_database_id (kpi, 1);
      studio_kpi_set_sql (kpi, attacks[i]);
      g_assert_null (check (fixture->session, kpi, &error));
      g_assert_no_error (error);
      g_assert_cmpint (studio_kpi_get_check_state (kpi), ==, STUDIO_CHECK_INVALID);
    }
  after = check (fixture->session, counting, &error);
  g_assert_cmpstr (studio_result_get_cell (after, 0, 0), ==, studio_result_get_cell (before, 0, 0));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StudioDatabase) database = load_database (fixture->session);
  g_autoptr (GPtrArray) kpis = NULL;
  gboolean can_undo;

  wait_until_over (generate (fixture->session, database, "tb_refund"));
  kpis = list_kpis (fixture->session);
  g_assert_cmpuint (studio_session_decide (fixture->session, kpis, STUDIO_DECISION_APPROVED), ==,
                    kpis->len);
  g_object_get (fixture->session, "can-undo", &can_undo, NULL);
  g_assert_true (can_undo);
  g_assert_true (studio_session_undo (fixture->session));
  g_assert_cmpint (studio_kpi_get_decision (kpis->pdata[0]), ==, STUDIO_DECISION_PENDING);
  g_assert_false (studio_session_undo (fixture->session));
}

int
main (int argc, char **argv)
{
  g_autofree char *program = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  program = studio_test_demo_program ();
  g_setenv ("KPI_STUDIO_DEMO", program, TRUE);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/session/from-schema-to-cards", test_from_schema_to_cards);
  ADD ("/session/kept", test_kept);
  ADD ("/session/cancel", test_cancel);
  ADD ("/session/pause", test_pause);
  ADD ("/session/check-by-hand", test_check_by_hand);
  ADD ("/session/guarded", test_guarded);
  ADD ("/session/undo", test_undo);
#undef ADD
  return g_test_run ();
}
