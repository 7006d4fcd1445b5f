/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-explain.h"

#include "sql/studio-sql-guard.h"

#define PLAN \
  "[{\"Plan\": {\"Node Type\": \"Aggregate\", \"Total Cost\": 471.25, \"Plan Rows\": 12}}]"

static StudioResult *
make_result (const char *const *rows, guint n)
{
  StudioResult *result = studio_result_new ();

  studio_result_add_column (result, "QUERY PLAN", "type/JSON");
  for (guint i = 0; i < n; i++)
    studio_result_add_cell (result, g_strdup (rows[i]));
  return result;
}

static void
test_wrap (void)
{
  g_autofree char *wrapped = studio_sql_explain_wrap ("SELECT 1");
  g_autofree char *writing = studio_sql_explain_wrap ("DELETE FROM orders");
  g_autoptr (StudioFinding) refusal = NULL;

  g_assert_cmpstr (wrapped + studio_sql_explain_prefix_length (), ==, "SELECT 1");
  g_assert_null (studio_sql_guard (wrapped, STUDIO_DIALECT_POSTGRESQL));
  refusal = studio_sql_guard (writing, STUDIO_DIALECT_POSTGRESQL);
  g_assert_nonnull (refusal);
  g_assert_true (studio_sql_explain_is_known (STUDIO_DIALECT_POSTGRESQL));
  g_assert_false (studio_sql_explain_is_known (STUDIO_DIALECT_REDSHIFT));
}

static void
test_read (void)
{
  static const char *const whole[] = { PLAN };
  static const char *const lines[] = { "[",
                                       " {\"Plan\":", "{\"Total Cost\": 1e3, \"Plan Rows\": 2}",
                                       "}]" };
  static const char *const object[] = { "{\"Plan\": {\"Total Cost\": 5, \"Plan Rows\": 1}}" };
  static const char *const wrong[] = { "Seq Scan on orders", "[]", "{}",
                                       "[{\"Plan\": {}}]",   NULL, "" };
  g_autoptr (StudioResult) first = make_result (whole, 1);
  g_autoptr (StudioResult) second = make_result (lines, 4);
  g_autoptr (StudioResult) third = make_result (object, 1);
  g_autoptr (StudioResult) empty = studio_result_new ();
  double cost, rows;

  g_assert_true (studio_sql_explain_read (first, &cost, &rows));
  g_assert_cmpfloat (cost, ==, 471.25);
  g_assert_cmpfloat (rows, ==, 12);
  g_assert_true (studio_sql_explain_read (second, &cost, &rows));
  g_assert_cmpfloat (cost, ==, 1000);
  g_assert_true (studio_sql_explain_read (third, &cost, &rows));
  g_assert_cmpfloat (cost, ==, 5);
  g_assert_false (studio_sql_explain_read (empty, &cost, &rows));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (StudioResult) result = make_result (&wrong[i], 1);

      g_assert_false (studio_sql_explain_read (result, &cost, &rows));
    }
}

static void
test_judge (void)
{
  g_autoptr (StudioFinding) fine = studio_sql_explain_judge (471, 12, 1e6, 1e8);
  g_autoptr (StudioFinding) dear = studio_sql_explain_judge (2e6, 3e7, 1e6, 1e8);
  g_autoptr (StudioFinding) too_dear = studio_sql_explain_judge (2.5e8, 2.5e10, 1e6, 1e8);

  g_assert_null (fine);
  g_assert_cmpint (dear->severity, ==, STUDIO_SEVERITY_WARNING);
  g_assert_cmpint (too_dear->severity, ==, STUDIO_SEVERITY_ERROR);
  g_assert_cmpstr (too_dear->message, ==,
                   "The database expects a cost of 250 million for 25 billion rows; the statement "
                   "was not run. Look for a join without a condition, or narrow the time.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/explain/wrap", test_wrap);
  g_test_add_func ("/sql/explain/read", test_read);
  g_test_add_func ("/sql/explain/judge", test_judge);
  return g_test_run ();
}
