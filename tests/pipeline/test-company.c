/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A company whose schema says little: which columns point where is seen in the data, what codes
 * mean is asked. Through the demo server, with PostgreSQL. */
#include "core/studio-error.h"
#include "pipeline/studio-session.h"
#include "studio-test-demo.h"

#include <string.h>

typedef struct
{
  char *workspace; /* file */
  StudioTestDemo *demo;
  StudioSession *session;
  StudioDatabase *database;
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

static void
load_table (StudioSession *session, StudioDatabase *database, StudioTable *table)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  studio_session_load_table_async (session, database, table, NULL, keep_result_cb, &result);
  wait_for (&result);
  studio_session_load_table_finish (session, result, &error);
  g_assert_no_error (error);
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
  for (guint i = 0; i < g_list_model_get_n_items (studio_database_get_tables (database)); i++)
    {
      g_autoptr (StudioTable) table =
          g_list_model_get_item (studio_database_get_tables (database), i);

      load_table (session, database, table);
    }
  return database;
}

static void
start_session (Fixture *fixture)
{
  g_autoptr (StudioCredentials) credentials = studio_credentials_new_password (
      studio_test_demo_get (fixture->demo, "url"), studio_test_demo_get (fixture->demo, "username"),
      studio_test_demo_get (fixture->demo, "password"));
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (GError) error = NULL;

  fixture->session = studio_session_new ();
  studio_session_open_workspace_async (fixture->session, fixture->workspace, NULL, keep_result_cb,
                                       &opened);
  wait_for (&opened);
  g_assert_true (studio_session_open_workspace_finish (fixture->session, opened, &error));
  studio_session_connect_async (fixture->session, credentials, NULL, keep_result_cb, &connected);
  wait_for (&connected);
  studio_session_connect_finish (fixture->session, connected, &error);
  g_assert_no_error (error);
  fixture->database = load_database (fixture->session);
}

static void
end_session (Fixture *fixture)
{
  GAsyncResult *flushed = NULL;

  studio_session_flush_async (fixture->session, NULL, keep_result_cb, &flushed);
  wait_for (&flushed);
  g_object_unref (flushed);
  g_clear_object (&fixture->database);
  g_assert_finalize_object (fixture->session);
  fixture->session = NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("kpi-company-XXXXXX", NULL);
  const char *schema = data != NULL ? data : "hidden-keys";
  g_autofree char *sql = g_test_build_filename (G_TEST_DIST, "pipeline", schema, NULL);
  g_autofree char *option = g_strconcat ("--sql-dir=", sql, NULL);
  const char *const arguments[] = { option, NULL };

  fixture->demo = studio_test_demo_start_in (folder, arguments);
  fixture->workspace = g_build_filename (folder, "workspace.sqlite", NULL);
  start_session (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_strdup (studio_test_demo_get_folder (fixture->demo));

  if (fixture->session != NULL)
    end_session (fixture);
  studio_test_demo_stop (fixture->demo);
  studio_test_demo_remove (folder);
  g_free (fixture->workspace);
}

/* Generates for all tables, and waits; the KPIs of the session are those of all runs. */
static void
generate (Fixture *fixture)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = studio_database_get_tables (fixture->database);
  StudioRun *run;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (tables, g_list_model_get_item (all, i));
  run = studio_session_generate (fixture->session, fixture->database, tables);
  while (!studio_run_is_over (run))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (studio_run_get_state (run), ==, STUDIO_RUN_DONE);
  g_assert_cmpuint (studio_run_get_problems (run)->len, ==, 0);
}

static const StudioFieldInfo *
get_info (Fixture *fixture, const char *table, const char *field)
{
  return studio_field_get_info (
      studio_table_find_field (studio_database_find_table (fixture->database, NULL, table), field));
}

/* How many valid KPIs of @table have @text in their SQL; none of the table may be invalid. */
static guint
count (Fixture *fixture, const char *table, const char *text, const char *words)
{
  GListModel *kpis = studio_session_get_kpis (fixture->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);

      if (g_strcmp0 (studio_kpi_get_table (kpi), table) != 0)
        continue;
      if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID)
        g_error ("%s: %s\n%s", studio_kpi_get_name (kpi), studio_kpi_get_check_message (kpi),
                 studio_kpi_get_sql (kpi));
      n += strstr (studio_kpi_get_sql (kpi), text) != NULL &&
           (words == NULL || strstr (studio_kpi_get_explanation (kpi), words) != NULL);
    }
  return n;
}

/* What is joined was seen to fit; what only sounds as if it did is not joined. */
static void
test_joins (Fixture *fixture, gconstpointer data)
{
  guint asked;

  generate (fixture);
  g_assert_cmpstr (get_info (fixture, "tb_order", "cust_no")->target_table, ==, "tb_customer");
  g_assert_cmpstr (get_info (fixture, "tb_order_item", "order_id")->target_table, ==, "tb_order");
  g_assert_cmpstr (get_info (fixture, "tb_order_item", "product_id")->target_field, ==, "id");
  g_assert_null (get_info (fixture, "tb_order", "agent_id")->target_table);
  g_assert_cmpstr (get_info (fixture, "tb_order", "agent_id")->refuted, ==,
                   "4 of the 29 values looked at are not in tb_agent");
  g_assert_cmpuint (count (fixture, "tb_order", "tb_customer", "though no key is declared"), >, 0);
  g_assert_cmpuint (count (fixture, "tb_order_item", "tb_product", "though no key is declared"), >,
                    0);
  g_assert_cmpuint (count (fixture, "tb_order", "tb_agent", NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "tb_agent", "tb_order", NULL), ==, 0);
  /* What was found is known the next time. */
  end_session (fixture);
  asked = studio_test_demo_count (fixture->demo, "POST", "/api/dataset");
  start_session (fixture);
  g_object_set (fixture->session, "infer-joins", TRUE, NULL);
  generate (fixture);
  g_assert_cmpstr (get_info (fixture, "tb_order", "cust_no")->target_table, ==, "tb_customer");
  g_assert_nonnull (get_info (fixture, "tb_order", "agent_id")->refuted);
  g_test_message ("%u questions, then %u", asked,
                  studio_test_demo_count (fixture->demo, "POST", "/api/dataset") - asked);
}

static void
test_joins_off (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->session, "infer-joins", FALSE, NULL);
  generate (fixture);
  g_assert_null (get_info (fixture, "tb_order", "cust_no")->target_table);
  g_assert_cmpuint (count (fixture, "tb_order", "tb_customer", NULL), ==, 0);
}

/* Text and numbers are times where all of them are; what has to stand for none is none. */
static void
test_times (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field;
    StudioTimeForm form;
  } times[] = {
    { "ctr_ymd", STUDIO_TIME_FORM_DAY_DIGITS },   { "end_dt", STUDIO_TIME_FORM_ISO_DAY },
    { "cnl_dt", STUDIO_TIME_FORM_SECOND_DIGITS }, { "pay_ts", STUDIO_TIME_FORM_EPOCH_MILLISECONDS },
    { "chk_dt", STUDIO_TIME_FORM_NONE },          { "lot_no", STUDIO_TIME_FORM_NONE },
  };

  g_object_set (fixture->session, "infer-joins", TRUE, NULL);
  generate (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    g_assert_cmpint (get_info (fixture, "ctr_mst", times[i].field)->time_form, ==, times[i].form);
  g_assert_cmpfloat (get_info (fixture, "ctr_mst", "ctr_ymd")->fingerprint.null_share, >, 0.03);
  g_assert_cmpuint (count (fixture, "ctr_mst", "'YYYYMMDD'", NULL), >, 0);
  g_assert_cmpuint (count (fixture, "ctr_mst", "chk_dt", NULL), ==, 0);
  /* Milliseconds are no amount. */
  g_assert_cmpuint (count (fixture, "ctr_mst", "AVG(pay_ts", NULL), ==, 0);
}

/* Codes have the names that the table of codes gives them, in the group of their column. */
static void
test_codes (Fixture *fixture, gconstpointer data)
{
  const StudioFieldValues *values;

  g_object_set (fixture->session, "infer-joins", TRUE, NULL);
  generate (fixture);
  values = get_info (fixture, "ctr_mst", "ctr_stt_cd")->values;
  g_assert_nonnull (values);
  g_assert_cmpuint (g_strv_length (values->values), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *) values->labels, "취소"));
  g_assert_cmpuint (count (fixture, "ctr_mst", "cod_grp = 'CTR_STT_CD'", NULL), >, 0);
  g_assert_cmpuint (count (fixture, "ctr_mst", "'ITM_TYP'", NULL), ==, 0);
  /* What is called “취소” does not count. */
  g_assert_cmpuint (count (fixture, "ctr_mst", "'90'", NULL), >, 0);
}

static GPtrArray *
suggest (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *questions;

  studio_session_suggest_inquiries_async (fixture->session, fixture->database, NULL, keep_result_cb,
                                          &result);
  wait_for (&result);
  questions = studio_session_suggest_inquiries_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < questions->len; i++)
    {
      const StudioInquiry *question = g_ptr_array_index (questions, i);

      g_test_message ("%.0f %s: %s", question->weight, question->title, question->detail);
    }
  return questions;
}

static const StudioInquiry *
find_question (GPtrArray *questions, StudioFactKind kind, const char *subject)
{
  for (guint i = 0; i < questions->len; i++)
    {
      const StudioInquiry *question = g_ptr_array_index (questions, i);

      if (question->kind == kind && g_strcmp0 (question->subject, subject) == 0)
        return question;
    }
  return NULL;
}

static void
test_questions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) questions = suggest (fixture);
  g_autoptr (GPtrArray) after = NULL;
  StudioContext *context = studio_session_get_context (fixture->session, fixture->database);
  const StudioInquiry *status = find_question (questions, STUDIO_FACT_CODE, "tb_order.status");
  const StudioInquiry *test = find_question (questions, STUDIO_FACT_LEFT_OUT, "tb_order.sample_yn");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (questions->len, <=, 12);
  g_assert_nonnull (status);
  g_assert_cmpuint (status->facts->len, ==, 4);
  g_assert_false (status->complete);
  g_assert_nonnull (test);
  g_assert_true (test->complete);
  g_assert_nonnull (find_question (questions, STUDIO_FACT_CODE, "tb_order.grade"));
  g_assert_nonnull (find_question (questions, STUDIO_FACT_CURRENCY, NULL));
  g_assert_nonnull (find_question (questions, STUDIO_FACT_FISCAL_YEAR, NULL));
  studio_context_set_fact (context, g_ptr_array_index (test->facts, 0));
  g_assert_true (studio_context_set_text (context,
                                          "- currency: KRW\n## Codes\n"
                                          "- tb_order.status: 1 = open, 2 = paid\n"
                                          "## Not to be asked again\n- tb_order.grade\n"
                                          "- fiscal-year\n",
                                          &error));
  after = suggest (fixture);
  g_assert_null (find_question (after, STUDIO_FACT_CODE, "tb_order.status"));
  g_assert_null (find_question (after, STUDIO_FACT_CODE, "tb_order.grade"));
  g_assert_null (find_question (after, STUDIO_FACT_CURRENCY, NULL));
  g_assert_null (find_question (after, STUDIO_FACT_FISCAL_YEAR, NULL));
}

/* The first number that a KPI of tb_order shows. */
static double
ask_number (Fixture *fixture, const char *name)
{
  GListModel *kpis = studio_session_get_kpis (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);
      g_autoptr (GAsyncResult) checked = NULL;
      g_autoptr (StudioResult) rows = NULL;
      double number;

      if (g_strcmp0 (studio_kpi_get_name (kpi), name) != 0 ||
          g_strcmp0 (studio_kpi_get_table (kpi), "tb_order") != 0)
        continue;
      studio_session_check_async (fixture->session, kpi, NULL, keep_result_cb, &checked);
      wait_for (&checked);
      rows = studio_session_check_finish (fixture->session, checked, NULL);
      g_assert_nonnull (rows);
      g_assert_true (studio_result_get_number (rows, 0, 0, &number));
      return number;
    }
  g_error ("There is no KPI “%s”", name);
}

/* What the orders of hidden-keys/1-shop.sql since the first of April come to, without cancelled
 * ones and those that are no business. */
static double
count_year (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GDate today, start;
  double sum = 0;
  int days;

  g_date_clear (&today, 1);
  g_date_clear (&start, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  g_date_set_dmy (&start, 1, G_DATE_APRIL,
                  (GDateYear) (g_date_time_get_year (now) - (g_date_time_get_month (now) < 4)));
  days = g_date_days_between (&start, &today);
  for (int n = 1; n <= 4000; n++)
    if (n % 800 + 1 <= days && n % 4 != 2 && n % 50 != 0)
      sum += 20 + n % 180;
  return sum;
}

/* What the person told changes the numbers, and is kept with the workspace. */
static void
test_context (Fixture *fixture, gconstpointer data)
{
  StudioContext *context = studio_session_get_context (fixture->session, fixture->database);
  const char *text = "## Company\n- currency: KRW\n- fiscal year starts: April\n\n"
                     "## Codes\n### tb_order.status\n- 1: paid\n- 2: shipped\n- 3: cancelled\n"
                     "- 4: delivered\n### tb_order.grade\n- G: gold\n- S: silver\n- B: bronze\n\n"
                     "## Rows that do not count\n- tb_order.sample_yn = Y: test\n";
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (studio_context_set_text (context, text, &error));
  end_session (fixture);
  start_session (fixture);
  context = studio_session_get_context (fixture->session, fixture->database);
  g_assert_cmpstr (studio_context_get_text (context), ==, text);
  generate (fixture);
  n = count (fixture, "tb_order", "", NULL);
  g_assert_cmpuint (n, >=, 15);
  /* 80 of 4,000 orders are tests, and nothing of them is in any figure. */
  g_assert_cmpuint (count (fixture, "tb_order", "sample_yn <> 'Y'",
                           "rows with tb_order.sample_yn = Y do not count"),
                    ==, n);
  g_assert_cmpuint (count (fixture, "tb_order", "status = 3", "tb_order.status 3 = cancelled"), >,
                    0);
  g_assert_cmpuint (count (fixture, "tb_order", "'gold'", "tb_order.grade G = gold"), >, 0);
  /* In its first days a fiscal year has nothing to show yet. */
  if (count (fixture, "tb_order", "this_year", "the fiscal year starts in April") == 0)
    return;
  g_assert_cmpfloat_with_epsilon (ask_number (fixture, "Order Total Amount, Fiscal Year to Date"),
                                  count_year (), 0.001);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/company/joins", Fixture, NULL, set_up, test_joins, tear_down);
  g_test_add ("/company/joins-off", Fixture, NULL, set_up, test_joins_off, tear_down);
  g_test_add ("/company/questions", Fixture, NULL, set_up, test_questions, tear_down);
  g_test_add ("/company/context", Fixture, NULL, set_up, test_context, tear_down);
  g_test_add ("/company/times", Fixture, "codes", set_up, test_times, tear_down);
  g_test_add ("/company/codes", Fixture, "codes", set_up, test_codes, tear_down);
  return g_test_run ();
}
