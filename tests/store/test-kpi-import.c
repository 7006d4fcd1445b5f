/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "core/studio-kpi-json.h"
#include "store/studio-kpi-import.h"

static GPtrArray *
import (const char *text, guint *refused, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return studio_kpi_import (bytes, refused, error);
}

static void
test_flat (void)
{
  g_autoptr (GError) error = NULL;
  guint refused = 0;
  g_autoptr (GPtrArray) kpis = import (
      "{\"TB_ORDER\": {\"kpis\": [{\"kpi_name\": \"Orders\", \"description\": \"d\","
      " \"business_value\": \"b\", \"sql_query\": \"SELECT 1\", \"output_format\": \"number\"},"
      " {\"kpi_name\": \"No SQL\"}, 5]},"
      " \"TB_USER\": {\"kpis\": [{\"kpi_name\": \"Users\", \"sql_query\": \"SELECT 2\","
      " \"table_name\": \"tb_user\", \"output_format\": \"line\"}]}}",
      &refused, &error);
  StudioKpi *kpi;

  g_assert_no_error (error);
  g_assert_cmpuint (kpis->len, ==, 2);
  g_assert_cmpuint (refused, ==, 2);
  kpi = g_ptr_array_index (kpis, 0);
  g_assert_cmpstr (studio_kpi_get_name (kpi), ==, "Orders");
  g_assert_cmpstr (studio_kpi_get_table (kpi), ==, "TB_ORDER");
  g_assert_cmpstr (studio_kpi_get_display (kpi), ==, "scalar");
  g_assert_cmpstr (studio_kpi_get_source (kpi), ==, "import");
  kpi = g_ptr_array_index (kpis, 1);
  g_assert_cmpstr (studio_kpi_get_table (kpi), ==, "tb_user");
  g_assert_cmpstr (studio_kpi_get_display (kpi), ==, "line");
}

static void
test_export (void)
{
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) kpis = NULL;
  g_autofree char *object = NULL;
  g_autofree char *text = NULL;

  studio_kpi_set_name (kpi, "Orders");
  studio_kpi_set_sql (kpi, "SELECT 1");
  studio_kpi_set_unit (kpi, STUDIO_UNIT_PERCENT);
  studio_kpi_set_threshold (kpi, STUDIO_THRESHOLD_BELOW, 12.5);
  node = studio_kpi_to_json (kpi);
  object = studio_json_to_text (node, FALSE);
  text = g_strdup_printf ("[%s]", object);
  kpis = import (text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kpis->len, ==, 1);
  g_assert_cmpstr (studio_kpi_get_id (g_ptr_array_index (kpis, 0)), ==, studio_kpi_get_id (kpi));
  g_assert_cmpint (studio_kpi_get_unit (g_ptr_array_index (kpis, 0)), ==, STUDIO_UNIT_PERCENT);
  g_assert_cmpint (studio_kpi_get_threshold_kind (g_ptr_array_index (kpis, 0)), ==,
                   STUDIO_THRESHOLD_BELOW);
  g_assert_cmpfloat (studio_kpi_get_threshold (g_ptr_array_index (kpis, 0)), ==, 12.5);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "nonsense", "{}", "[]", "5", "{\"a\": {\"b\": 1}}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (import (texts[i], NULL, &error));
      g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/import/flat", test_flat);
  g_test_add_func ("/store/import/export", test_export);
  g_test_add_func ("/store/import/refused", test_refused);
  return g_test_run ();
}
