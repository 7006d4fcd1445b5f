/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person told about the company changes what the analyst proposes. */
#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-analyst.h"
#include "propose/analyst/studio-compiler.h"
#include "studio-test-shop.h"

#include <string.h>

typedef struct
{
  StudioDatabase *database;
  StudioAnalyst *analyst;
  StudioContext *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->database = studio_test_shop_load ();
  fixture->analyst = studio_test_shop_new_analyst ();
  fixture->context = studio_context_new ();
  studio_analyst_set_context (fixture->analyst, fixture->context);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->analyst);
  g_clear_object (&fixture->context);
  g_clear_object (&fixture->database);
}

static GPtrArray *
propose (Fixture *fixture, const char *table)
{
  return studio_analyst_propose (fixture->analyst, fixture->database,
                                 studio_database_find_table (fixture->database, NULL, table), NULL);
}

/* How many KPIs have @text in their SQL, and @words in what explains them. */
static guint
count (GPtrArray *kpis, const char *text, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);

      n += strstr (studio_kpi_get_sql (kpi), text) != NULL &&
           (words == NULL || strstr (studio_kpi_get_explanation (kpi), words) != NULL);
    }
  return n;
}

static void
tell (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (studio_context_set_text (fixture->context, text, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (studio_context_get_problems (fixture->context)->len, ==, 0);
}

/* Codes are shown by the names the person gave them, and give rates. */
static void
test_codes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = propose (fixture, "orders");
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_cmpuint (count (before, "'Cash desk'", NULL), ==, 0);
  tell (fixture, "## Codes\n### orders.channel\n- POS: Cash desk\n- WEB: Web shop\n"
                 "### orders.status\n- PAID: bezahlt [failed]\n");
  after = propose (fixture, "orders");
  g_assert_cmpuint (
      count (after, "channel = 'POS' THEN 'Cash desk'", "orders.channel POS = Cash desk"), >, 0);
  /* What the person says goes before what the comment says. */
  g_assert_cmpuint (count (after, "'PAID'", "Uses your context: orders.status PAID = bezahlt"), >,
                    0);
  tell (fixture, "");
  again = propose (fixture, "orders");
  g_assert_cmpuint (again->len, ==, before->len);
  for (guint i = 0; i < again->len; i++)
    g_assert_cmpstr (studio_kpi_get_sql (g_ptr_array_index (again, i)), ==,
                     studio_kpi_get_sql (g_ptr_array_index (before, i)));
}

static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = propose (fixture, "customer");
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpuint (count (before, "is_test", NULL), ==, before->len);
  tell (fixture, "## Rows that do not count\n- customer.segment = internal: test\n"
                 "- customer.is_test: counts\n");
  after = propose (fixture, "customer");
  g_assert_cmpuint (after->len, >, 5);
  /* The flag is one like any other now, whose share can be shown. */
  g_assert_cmpuint (count (after, "is_test", NULL), <=, 1);
  g_assert_cmpuint (
      count (after, "segment <> 'internal'", "rows with customer.segment = internal do not count"),
      ==, after->len);
}

static void
test_currency (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  guint krw = 0;
  guint eur = 0;

  tell (fixture, "- currency: KRW\n");
  products = propose (fixture, "order_item");
  orders = propose (fixture, "orders");
  for (guint i = 0; i < products->len; i++)
    krw += strstr (studio_kpi_get_visualization (g_ptr_array_index (products, i)), "KRW") != NULL;
  g_assert_cmpuint (krw, >, 0);
  /* The comment of the order's amount names another one. */
  for (guint i = 0; i < orders->len; i++)
    eur += strstr (studio_kpi_get_visualization (g_ptr_array_index (orders, i)), "EUR") != NULL;
  g_assert_cmpuint (eur, >, 0);
  g_assert_cmpuint (count (products, "", "amounts are in KRW"), ==, krw);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kpis = NULL;
  guint named = 0;

  tell (fixture, "## Names\n- orders: basket\n- orders.total_amount: gross sales\n");
  kpis = propose (fixture, "orders");
  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);

      named += strcasestr (studio_kpi_get_name (kpi), "basket") != NULL ||
               strcasestr (studio_kpi_get_name (kpi), "gross sales") != NULL;
    }
  g_assert_cmpuint (named, >, kpis->len / 2);
  g_assert_cmpuint (count (kpis, "gross_sales", "orders.total_amount is called “gross sales”"), >,
                    0);
}

static void
test_fiscal_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = propose (fixture, "orders");
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpuint (count (before, "this_year", NULL), ==, 0);
  tell (fixture, "- Fiscal year starts in April\n");
  after = propose (fixture, "orders");
  g_assert_cmpuint (count (after, "this_year", "the fiscal year starts in April"), ==, 1);
}

/* How many proposals about orders, chosen or not, have @text in their SQL and depend on the day
 * that weeks start on. */
static guint
count_weekly (Fixture *fixture, const char *text)
{
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (fixture->database);
  g_autoptr (StudioAnalysis) analysis = NULL;
  GDate today;
  guint n = 0;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, G_DATE_JUNE, 2025);
  studio_schema_index_set_context (index, fixture->context);
  analysis = studio_analysis_new (
      index, studio_database_find_table (fixture->database, NULL, "orders"), &today);
  for (guint i = 0; i < analysis->proposals->len; i++)
    {
      const StudioProposal *proposal = g_ptr_array_index (analysis->proposals, i);
      g_autofree char *sql =
          studio_compiler_compile (proposal->definition, STUDIO_DIALECT_POSTGRESQL, NULL);

      n += proposal->weekly && strstr (sql, text) != NULL;
    }
  return n;
}

/* Days of the week are listed from the company's first one on. */
static void
test_week_start (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_weekly (fixture, ""), ==, 0);
  tell (fixture, "- weeks start: Monday\n");
  g_assert_cmpuint (count_weekly (fixture, ""), ==, 0);
  tell (fixture, "- weeks start: Sunday\n");
  g_assert_cmpuint (count_weekly (fixture, "::int >= 7 THEN"), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/analyst/context/codes", Fixture, NULL, set_up, test_codes, tear_down);
  g_test_add ("/analyst/context/left-out", Fixture, NULL, set_up, test_left_out, tear_down);
  g_test_add ("/analyst/context/currency", Fixture, NULL, set_up, test_currency, tear_down);
  g_test_add ("/analyst/context/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/analyst/context/fiscal-year", Fixture, NULL, set_up, test_fiscal_year, tear_down);
  g_test_add ("/analyst/context/week-start", Fixture, NULL, set_up, test_week_start, tear_down);
  return g_test_run ();
}
