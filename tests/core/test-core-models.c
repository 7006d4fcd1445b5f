/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-category.h"
#include "core/studio-database.h"
#include "core/studio-kpi.h"
#include "core/studio-result-row.h"
#include "core/studio-time.h"

static void
test_enums (void)
{
  g_assert_cmpstr (studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, STUDIO_ERROR_CLASS_NOT_READ_ONLY),
                   ==, "not_read_only");
  g_assert_cmpint (studio_enum_from_nick (STUDIO_TYPE_DECISION, "Approved", -1), ==,
                   STUDIO_DECISION_APPROVED);
  g_assert_cmpint (studio_enum_from_nick (STUDIO_TYPE_DECISION, "perhaps", -1), ==, -1);
  g_assert_cmpint (studio_enum_from_nick (STUDIO_TYPE_DECISION, NULL, -1), ==, -1);
  g_assert_cmpint (studio_dialect_from_engine ("bigquery-cloud-sdk"), ==, STUDIO_DIALECT_BIGQUERY);
  g_assert_cmpint (studio_dialect_from_engine ("something-new"), ==, STUDIO_DIALECT_UNKNOWN);
  g_assert_cmpint (studio_field_kind_from_base_type ("type/BigInteger"), ==, STUDIO_FIELD_INTEGER);
  g_assert_cmpint (studio_field_kind_from_base_type ("type/Invented"), ==, STUDIO_FIELD_OTHER);
}

static void
test_matches (void)
{
  g_autoptr (StudioTable) table = studio_table_new (1, "sales", "TB_Order");

  g_assert_true (studio_table_matches (table, "tb_*"));
  g_assert_true (studio_table_matches (table, "x*, TB_O?der"));
  g_assert_true (studio_table_matches (table, "sales.*"));
  g_assert_false (studio_table_matches (table, "order"));
  g_assert_false (studio_table_matches (table, ""));
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_kpi_notifies (void)
{
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  guint notified = 0;

  g_signal_connect (kpi, "notify", G_CALLBACK (count_cb), &notified);
  studio_kpi_set_name (kpi, "Orders");
  studio_kpi_set_name (kpi, "Orders");
  studio_kpi_set_card_id (kpi, 7);
  g_object_set (kpi, "decision", STUDIO_DECISION_REJECTED, "business-value", "why", NULL);
  g_assert_cmpuint (notified, ==, 4);
  g_assert_cmpint (studio_kpi_get_decision (kpi), ==, STUDIO_DECISION_REJECTED);
  g_assert_cmpstr (studio_kpi_get_business_value (kpi), ==, "why");
  g_assert_cmpint (studio_kpi_get_score (kpi), ==, -1);
  g_assert_cmpuint (studio_kpi_get_findings (kpi)->len, ==, 0);
  g_assert_null (studio_kpi_get_rules (kpi)[0]);
}

static void
test_result (void)
{
  g_autoptr (StudioResult) result = studio_result_new ();
  g_autoptr (StudioResultRow) row = NULL;
  double number = 0;

  studio_result_add_column (result, "status", "type/Text");
  studio_result_add_column (result, "orders", "type/BigInteger");
  studio_result_add_cell (result, g_strdup ("paid"));
  studio_result_add_cell (result, g_strdup ("9007199254740993"));
  studio_result_add_cell (result, NULL);
  studio_result_add_cell (result, g_strdup ("2.5"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (result)), ==, 2);
  row = g_list_model_get_item (G_LIST_MODEL (result), 1);
  g_assert_null (studio_result_row_get_cell (row, 0));
  g_assert_cmpstr (studio_result_row_get_cell (row, 1), ==, "2.5");
  g_assert_true (studio_result_get_number (result, 1, 1, &number));
  g_assert_cmpfloat (number, ==, 2.5);
  g_assert_false (studio_result_get_number (result, 0, 0, &number));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (result), 2));
}

static void
test_categories (void)
{
  GListModel *categories = studio_categories_get_default ();
  const char *const payment[] = { "payment", "order", NULL };
  const char *const korean[] = { "배송", NULL };
  const char *const nothing[] = { "zzz", NULL };

  g_assert_cmpuint (g_list_model_get_n_items (categories), ==, 10);
  g_assert_cmpstr (studio_category_get_name (studio_categories_guess (categories, payment)), ==,
                   "Payment & Financial Analytics");
  g_assert_cmpstr (studio_category_get_name (studio_categories_guess (categories, korean)), ==,
                   "Delivery & Logistics");
  g_assert_null (studio_categories_guess (categories, nothing));
}

static void
test_time (void)
{
  g_autoptr (GDateTime) local = g_date_time_new_local (2026, 11, 25, 9, 30, 59);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (local);
  g_autofree char *iso = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.123456Z");
  g_autofree char *text = studio_time_for_people (iso);
  g_autofree char *other = studio_time_for_people ("yesterday");

  g_assert_cmpstr (text, ==, "2026-11-25 09:30");
  g_assert_cmpstr (other, ==, "yesterday");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/enums", test_enums);
  g_test_add_func ("/core/table/matches", test_matches);
  g_test_add_func ("/core/kpi/notifies", test_kpi_notifies);
  g_test_add_func ("/core/result", test_result);
  g_test_add_func ("/core/categories", test_categories);
  g_test_add_func ("/core/time", test_time);
  return g_test_run ();
}
