/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-shop.h"

#include "core/studio-json.h"
#include "core/studio-schema-json.h"

StudioDatabase *
studio_test_shop_load (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "propose", "shop.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GListModel) databases = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  node = studio_json_from_text (text, -1, &error);
  g_assert_no_error (error);
  databases = studio_schema_from_json (node, &error);
  g_assert_no_error (error);
  return g_list_model_get_item (databases, 0);
}

StudioAnalyst *
studio_test_shop_new_analyst (void)
{
  StudioAnalyst *analyst = studio_analyst_new ();
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, G_DATE_JUNE, 2025);
  studio_analyst_set_today (analyst, &today);
  return analyst;
}
