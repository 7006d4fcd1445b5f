/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-error.h"
#include "core/studio-json-writer.h"
#include "core/studio-json.h"
#include "core/studio-schema-json.h"

#include <math.h>

static const char metadata[] =
    "{\"id\": 2, \"name\": \"Shop\", \"engine\": \"postgres\", \"tables\": [{\"id\": 7, "
    "\"schema\": \"public\","
    " \"name\": \"tb_order\", \"description\": \"주문\", \"estimated_row_count\": null, "
    "\"fields\": ["
    " {\"id\": 70, \"name\": \"id\", \"base_type\": \"type/Integer\", \"semantic_type\": "
    "\"type/PK\","
    "  \"fingerprint\": null},"
    " {\"id\": 71, \"name\": \"user_id\", \"base_type\": \"type/Integer\", \"fk_target_field_id\": "
    "10,"
    "  \"target\": {\"id\": 10, \"table_id\": 1, \"name\": \"id\"}, \"fingerprint\": {\"global\":"
    "  {\"distinct-count\": 62, \"nil%\": 0.25}, \"type\": {\"type/Number\": {\"min\": 1, \"max\": "
    "9.5,"
    "  \"sd\": null}}}},"
    " {\"id\": 72, \"name\": \"card_info → card_code\", \"base_type\": \"type/Text\","
    "  \"nfc_path\": [\"card_info\", \"card_code\"]},"
    " {\"id\": 73, \"name\": \"gone\", \"active\": false},"
    " {\"id\": \"74\"}, 5]}]}";

static void
check_schema (GListModel *databases)
{
  g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, 0);
  StudioTable *table = studio_database_find_table (database, NULL, "TB_ORDER");
  StudioField *user = studio_table_find_field (table, "user_id");
  StudioField *nested = studio_table_find_field (table, "card_info → card_code");
  const StudioFieldInfo *info = studio_field_get_info (user);

  g_assert_cmpint (studio_database_get_dialect (database), ==, STUDIO_DIALECT_POSTGRESQL);
  g_assert_cmpuint (g_list_model_get_n_items (studio_table_get_fields (table)), ==, 3);
  g_assert_cmpint (studio_table_get_row_count (table), ==, -1);
  g_assert_true (studio_field_is_primary_key (studio_table_find_field (table, "id")));
  g_assert_true (studio_field_is_foreign_key (user));
  g_assert_cmpstr (info->target_field, ==, "id");
  g_assert_cmpint (info->target_table_id, ==, 1);
  g_assert_cmpint (info->fingerprint.distinct_count, ==, 62);
  g_assert_cmpfloat (info->fingerprint.null_share, ==, 0.25);
  g_assert_cmpfloat (info->fingerprint.maximum, ==, 9.5);
  g_assert_true (isnan (info->fingerprint.deviation) || info->fingerprint.deviation == 0);
  g_assert_true (studio_field_is_nested (nested));
  g_assert_cmpstr (studio_field_get_info (nested)->nested_path[1], ==, "card_code");
}

static void
test_schema_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = studio_json_from_text (metadata, -1, &error);
  g_autoptr (GListModel) databases = NULL;
  g_autoptr (GListModel) again = NULL;
  g_autoptr (JsonNode) written = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) reread = NULL;

  g_assert_no_error (error);
  databases = studio_schema_from_json (node, &error);
  g_assert_no_error (error);
  check_schema (databases);
  written = studio_schema_to_json (databases);
  text = studio_json_to_text (written, TRUE);
  reread = studio_json_from_text (text, -1, &error);
  g_assert_no_error (error);
  again = studio_schema_from_json (reread, &error);
  g_assert_no_error (error);
  check_schema (again);
}

static void
test_schema_refused (void)
{
  static const char *const texts[] = { "[]", "{}", "3", "{\"databases\": [1, {}]}", "\"x\"" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = studio_json_from_text (texts[i], -1, &error);

      g_assert_no_error (error);
      g_assert_null (studio_schema_from_json (node, &error));
      g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT);
    }
}

static void
test_members (void)
{
  g_autoptr (JsonNode) node = studio_json_from_text (
      "{\"a\": \"x\", \"n\": 3, \"b\": true, \"z\": null, \"l\": [\"p\", 1, \"q\"]}", -1, NULL);
  JsonObject *object = studio_json_node_get_object (node);
  g_auto (GStrv) strings = studio_json_get_strings (object, "l");

  g_assert_cmpstr (studio_json_get_string (object, "a"), ==, "x");
  g_assert_null (studio_json_get_string (object, "n"));
  g_assert_null (studio_json_get_string (object, "z"));
  g_assert_null (studio_json_get_string (NULL, "z"));
  g_assert_cmpint (studio_json_get_int (object, "a", -5), ==, -5);
  g_assert_cmpint (studio_json_get_int (object, "n", -5), ==, 3);
  g_assert_true (studio_json_get_boolean (object, "b", FALSE));
  g_assert_cmpuint (g_strv_length (strings), ==, 2);
  g_assert_null (studio_json_get_array (object, "a"));
}

/* What is written straight reads as what it was written from. */
static void
test_writer (void)
{
  static const double numbers[] = { 0, -0.5, 1e300, 1.0 / 3, 100, 0.95, 1e-9, 1 << 30, 0.1 + 0.2 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  JsonArray *array;

  studio_json_write_begin (text, NULL, '{');
  studio_json_write_string (text, "ends with {", "{");
  studio_json_write_string (text, "missing", NULL);
  studio_json_write_null (text, "null");
  studio_json_write_boolean (text, "yes", TRUE);
  studio_json_write_int (text, "least", G_MININT64);
  studio_json_write_begin (text, "numbers", '[');
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    studio_json_write_double (text, NULL, numbers[i]);
  studio_json_write_end (text, '[');
  studio_json_write_begin (text, "none", '{');
  studio_json_write_end (text, '{');
  studio_json_write_end (text, '{');

  node = studio_json_from_text (text->str, -1, &error);
  g_assert_no_error (error);
  object = studio_json_node_get_object (node);
  g_assert_cmpuint (json_object_get_size (object), ==, 6);
  g_assert_cmpstr (studio_json_get_string (object, "ends with {"), ==, "{");
  g_assert_true (json_object_get_null_member (object, "null"));
  g_assert_true (studio_json_get_boolean (object, "yes", FALSE));
  g_assert_cmpint (studio_json_get_int (object, "least", 0), ==, G_MININT64);
  g_assert_cmpuint (json_object_get_size (studio_json_get_object (object, "none")), ==, 0);
  array = studio_json_get_array (object, "numbers");
  g_assert_cmpuint (json_array_get_length (array), ==, G_N_ELEMENTS (numbers));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_true (json_array_get_double_element (array, i) == numbers[i]);
      g_assert_cmpint (json_node_get_value_type (json_array_get_element (array, i)), ==,
                       G_TYPE_DOUBLE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/schema/round-trip", test_schema_round_trip);
  g_test_add_func ("/core/schema/refused", test_schema_refused);
  g_test_add_func ("/core/json/members", test_members);
  g_test_add_func ("/core/json/writer", test_writer);
  return g_test_run ();
}
