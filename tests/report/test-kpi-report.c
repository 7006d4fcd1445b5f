/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-json.h"
#include "report/studio-kpi-report.h"
#include "report/studio-text-table.h"
#include "report/studio-text-width.h"

#include <string.h>

static void
test_width (void)
{
  g_autofree char *cut = studio_text_fit ("주문 금액 합계", 7);
  g_autofree char *kept = studio_text_fit ("Orders", 6);
  g_autofree char *short_one = studio_text_fit ("Orders", 5);

  g_assert_cmpuint (studio_text_width ("Orders"), ==, 6);
  g_assert_cmpuint (studio_text_width ("주문"), ==, 4);
  g_assert_cmpuint (studio_text_width ("e\xcc\x81"), ==, 1);
  g_assert_cmpstr (cut, ==, "주문 …");
  g_assert_cmpstr (kept, ==, "Orders");
  g_assert_cmpstr (short_one, ==, "Orde…");
}

static void
test_table (void)
{
  const char *const headings[] = { "Name", "Rows", NULL };
  g_autoptr (StudioTextTable) table = studio_text_table_new (headings, "lr");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) markdown = g_string_new (NULL);

  studio_text_table_add (table, "주문");
  studio_text_table_add_number (table, 12345);
  studio_text_table_add (table, "a|b\nc");
  studio_text_table_add_unless (table, -1, -1);
  studio_text_table_write (table, text, 0);
  studio_text_table_write_markdown (table, markdown);
  g_assert_cmpstr (text->str, ==,
                   "Name    Rows\n"
                   "주문   12345\n"
                   "a|b c\n");
  g_assert_cmpstr (markdown->str, ==,
                   "| Name | Rows |\n| --- | ---: |\n| 주문 | 12345 |\n| a\\|b c |  |\n");
}

static StudioKpi *
make_kpi (const char *name, const char *table, StudioCheckState check, int score)
{
  StudioKpi *kpi = studio_kpi_new ();

  studio_kpi_set_name (kpi, name);
  studio_kpi_set_table (kpi, table);
  studio_kpi_set_category (kpi, "Sales & Revenue Analytics");
  studio_kpi_set_check_state (kpi, check);
  studio_kpi_set_score (kpi, score);
  return kpi;
}

static StudioKpiReport *
make_report (void)
{
  StudioKpiReport *report = studio_kpi_report_new ("Sample Company", 40);
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (kpis, make_kpi ("Revenue", "tb_order", STUDIO_CHECK_VALID, 80));
  g_ptr_array_add (kpis, make_kpi ("Orders", "tb_order", STUDIO_CHECK_REPAIRED, 30));
  g_ptr_array_add (kpis, make_kpi ("Broken", "tb_user", STUDIO_CHECK_INVALID, 0));
  studio_kpi_set_decision (g_ptr_array_index (kpis, 0), STUDIO_DECISION_APPROVED);
  studio_kpi_report_add_table (report, "tb_empty");
  studio_kpi_report_add (report, kpis);
  studio_kpi_report_add_problem (report, "tb_a", "propose", "No permission");
  studio_kpi_report_add_problem (report, "tb_b", "propose", "No permission");
  return report;
}

static void
test_counts (void)
{
  g_autoptr (StudioKpiReport) report = make_report ();
  const StudioKpiCounts *total = studio_kpi_report_get_total (report);

  g_assert_cmpuint (studio_kpi_report_get_n_tables (report), ==, 3);
  g_assert_cmpuint (total->kpis, ==, 3);
  g_assert_cmpuint (total->valid, ==, 1);
  g_assert_cmpuint (total->repaired, ==, 1);
  g_assert_cmpuint (total->invalid, ==, 1);
  g_assert_cmpuint (total->filtered, ==, 1);
  g_assert_cmpuint (total->approved, ==, 1);
  g_assert_cmpstr (studio_kpi_get_name (total->best), ==, "Revenue");
}

static void
test_written (void)
{
  g_autoptr (StudioKpiReport) report = make_report ();
  g_autofree char *text = studio_kpi_report_to_text (report);
  g_autofree char *markdown = studio_kpi_report_to_markdown (report);
  g_autoptr (JsonNode) json = studio_kpi_report_to_json (report);
  JsonObject *object = studio_json_node_get_object (json);

  g_assert_true (g_str_has_prefix (text, "Sample Company\n3 tables, 3 KPIs: 1 valid"));
  g_assert_nonnull (strstr (text, "tb_empty"));
  g_assert_nonnull (strstr (text, "tb_a, tb_b: No permission"));
  g_assert_true (g_str_has_prefix (markdown, "# Sample Company\n"));
  g_assert_nonnull (strstr (markdown, "| tb_order | 2 |"));
  g_assert_cmpint (studio_json_get_int (object, "kpis", 0), ==, 3);
  g_assert_cmpuint (json_array_get_length (studio_json_get_array (object, "tables")), ==, 3);
  g_assert_cmpuint (json_array_get_length (studio_json_get_array (object, "best")), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/width", test_width);
  g_test_add_func ("/report/table", test_table);
  g_test_add_func ("/report/counts", test_counts);
  g_test_add_func ("/report/written", test_written);
  return g_test_run ();
}
