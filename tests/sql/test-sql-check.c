/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-check.h"

#include "studio-test-corpus.h"

static void
complain (const StudioTestCase *test_case, const char *what)
{
  g_test_message ("%s:%u: %s", test_case->file, test_case->line, what);
  g_test_fail ();
}

/* A statement that is right is neither called wrong nor altered, with or without a schema. */
static void
test_right (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/right.sql");
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  g_assert_cmpuint (cases->len, >=, 200);
  for (guint i = 0; i < cases->len * 2; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i / 2);
      g_autoptr (StudioSqlReport) report =
          studio_sql_check (test_case->sql, i % 2 == 0 ? schema : NULL, STUDIO_DIALECT_POSTGRESQL);

      if (report->state == STUDIO_CHECK_INVALID)
        complain (test_case, report->message);
      if (!g_str_equal (report->sql, test_case->sql))
        complain (test_case, report->sql);
      g_assert_nonnull (report->key);
      g_assert_nonnull (report->weak_key);
    }
}

/* What other engines understand is neither called wrong nor altered for them. */
static void
test_harmless (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/harmless.sql");

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      StudioDialect dialect =
          studio_enum_from_nick (STUDIO_TYPE_DIALECT, studio_test_case_get (test_case, "dialect"),
                                 STUDIO_DIALECT_POSTGRESQL);
      g_autoptr (StudioSqlReport) report = studio_sql_check (test_case->sql, NULL, dialect);

      if (report->state != STUDIO_CHECK_VALID)
        complain (test_case, report->message != NULL ? report->message : report->sql);
    }
}

static void
finish_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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

static void
test_async (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioSqlReport) report = NULL;

  studio_sql_check_async ("SELECT 1 ;", NULL, STUDIO_DIALECT_POSTGRESQL, NULL, finish_cb, &result);
  report = studio_sql_check_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->sql, ==, "SELECT 1");
  g_assert_cmpstr (report->original, ==, "SELECT 1 ;");
  g_assert_cmpint (report->state, ==, STUDIO_CHECK_VALID);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  studio_sql_check_async ("SELECT 1", NULL, STUDIO_DIALECT_POSTGRESQL, cancellable, finish_cb,
                          &result);
  g_assert_null (studio_sql_check_finish (wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing that is refused for what it does is repaired into something else. */
static void
test_attacks (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/attacks.sql");
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      StudioDialect dialect =
          studio_enum_from_nick (STUDIO_TYPE_DIALECT, studio_test_case_get (test_case, "dialect"),
                                 STUDIO_DIALECT_POSTGRESQL);
      g_autoptr (StudioSqlReport) report = studio_sql_check (test_case->sql, schema, dialect);

      if (report->state != STUDIO_CHECK_INVALID)
        complain (test_case, "passed");
    }
}

static void
test_usage (void)
{
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  g_autoptr (StudioSqlReport) report = studio_sql_check (
      "WITH big AS (SELECT customer_id, sum(total) AS spent FROM orders GROUP BY customer_id) "
      "SELECT c.country, b.spent, t.\"TargetAmount\" FROM big b JOIN customers c ON c.id = "
      "b.customer_id JOIN public.\"MonthlyTargets\" t ON true ORDER BY spent",
      schema, STUDIO_DIALECT_POSTGRESQL);
  g_autofree char *tables = g_strjoinv (" ", report->tables);
  g_autofree char *columns = g_strjoinv (" ", report->columns);

  g_assert_cmpstr (tables, ==, "customers public.MonthlyTargets orders");
  g_assert_cmpstr (columns, ==,
                   "customers.country public.MonthlyTargets.TargetAmount customers.id "
                   "orders.customer_id orders.total");
}

/* Other engines: SQLite judges names itself, of the rest only the tables are looked at. */
static void
test_other_engines (void)
{
  static const struct
  {
    StudioDialect dialect;
    const char *sql;
    const char *id;
  } cases[] = {
    { STUDIO_DIALECT_SQLITE, "SELECT strftime('%Y', ordered_at), sum(total) FROM orders GROUP BY 1",
      NULL },
    { STUDIO_DIALECT_SQLITE, "SELECT sum(totl) FROM orders", "unknown-column" },
    { STUDIO_DIALECT_SQLITE, "SELECT 1 FROM ordrs", "unknown-table" },
    { STUDIO_DIALECT_SQLITE, "SELECT FROM orders", "syntax-error" },
    { STUDIO_DIALECT_SQLITE, "SELECT sum(sum(total)) FROM orders", "misused-aggregate" },
    { STUDIO_DIALECT_MYSQL,
      "SELECT EXTRACT(YEAR FROM ordered_at), COUNT(*) FROM `orders` GROUP BY 1", NULL },
    { STUDIO_DIALECT_MYSQL, "SELECT 1 FROM orders o JOIN ordrs x ON o.id = x.id", "unknown-table" },
    { STUDIO_DIALECT_BIGQUERY, "WITH a AS (SELECT 1 AS x) SELECT x FROM a", NULL },
    { STUDIO_DIALECT_SNOWFLAKE, "SELECT a IS DISTINCT FROM b FROM orders", NULL },
  };
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioSqlReport) report =
          studio_sql_check (cases[i].sql, schema, cases[i].dialect);
      const StudioFinding *finding =
          report->findings->len > 0 ? g_ptr_array_index (report->findings, 0) : NULL;

      g_test_message ("%s", cases[i].sql);
      g_assert_cmpstr (finding != NULL ? finding->id : NULL, ==, cases[i].id);
      g_assert_nonnull (report->key);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/check/right", test_right);
  g_test_add_func ("/sql/check/harmless", test_harmless);
  g_test_add_func ("/sql/check/async", test_async);
  g_test_add_func ("/sql/check/cancelled", test_cancelled);
  g_test_add_func ("/sql/check/attacks", test_attacks);
  g_test_add_func ("/sql/check/usage", test_usage);
  g_test_add_func ("/sql/check/other-engines", test_other_engines);
  return g_test_run ();
}
