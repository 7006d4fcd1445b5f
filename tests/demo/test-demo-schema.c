/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <string.h>

/* A schema with what the sync has to see: every kind of key, JSON, comments, a view that fails. */
static const char schema_sql[] =
    "CREATE TYPE mood AS ENUM ('calm', 'wild');"
    "CREATE TABLE tb_customer (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT "
    "NULL,"
    " gender varchar(1), joined_on date, created_at timestamptz DEFAULT now(), profile jsonb,"
    " feeling mood, empty_col text);"
    "COMMENT ON TABLE tb_customer IS '고객';"
    "COMMENT ON COLUMN tb_customer.email IS 'How to reach them';"
    "INSERT INTO tb_customer (email, gender, joined_on, profile, feeling)"
    " SELECT 'c' || n || '@example.com', (ARRAY['f', 'm'])[1 + n % 2], date '2024-01-01' + n,"
    " jsonb_build_object('card_info', jsonb_build_object('card_code', 'K' || n % 3, 'limit', n * "
    "10),"
    " 'since', '2024-02-03T04:05:06Z', 'tags', jsonb_build_array('a'), 'mixed',"
    " CASE WHEN n % 2 = 0 THEN to_jsonb(n) ELSE to_jsonb('x'::text) END), 'calm'"
    " FROM generate_series(1, 50) n;"
    "CREATE TABLE tb_order (order_no int, line_no int, customer_id int REFERENCES tb_customer,"
    " amount numeric(10,2), rating float8, url text, PRIMARY KEY (order_no, line_no));"
    "INSERT INTO tb_order SELECT n, 1, 1 + n % 50, n * 1.5, 'NaN', 'https://example.com/' || n"
    " FROM generate_series(1, 200) n;"
    "CREATE SCHEMA \"other schema\";"
    "CREATE TABLE \"other schema\".\"Odd \"\"name\" (\"Col umn\" int, order_no int, line_no int,"
    " FOREIGN KEY (order_no, line_no) REFERENCES public.tb_order);"
    "CREATE TABLE tb_empty (id int PRIMARY KEY);"
    "CREATE VIEW failing AS SELECT 1 / (id - id) AS broken FROM tb_customer;";

static StudioTestDemo *demo;
static StudioDemoClient *client;
static char *folder;

static JsonObject *
find_named (JsonArray *list, const char *name)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (strcmp (json_object_get_string_member (object, "name"), name) == 0)
        return object;
    }
  g_error ("There is no “%s”", name);
}

static JsonObject *
get_metadata_table (const char *name)
{
  JsonObject *metadata = studio_demo_client_get_object (client, "/api/database/1/metadata");

  return find_named (json_object_get_array_member (metadata, "tables"), name);
}

static JsonObject *
get_field (const char *table, const char *name)
{
  return find_named (json_object_get_array_member (get_metadata_table (table), "fields"), name);
}

static void
assert_text (JsonObject *object, const char *member, const char *value)
{
  JsonNode *node = json_object_get_member (object, member);

  g_assert_nonnull (node);
  if (value == NULL)
    g_assert_true (JSON_NODE_HOLDS_NULL (node));
  else
    g_assert_cmpstr (json_node_get_string (node), ==, value);
}

static void
test_databases (void)
{
  JsonObject *list = studio_demo_client_get_object (client, "/api/database");
  JsonArray *data = json_object_get_array_member (list, "data");
  JsonObject *database;

  g_assert_cmpint (json_object_get_int_member (list, "total"), ==, 1);
  database = json_array_get_object_element (data, 0);
  assert_text (database, "name", "Sample company");
  assert_text (database, "engine", "postgres");
  assert_text (database, "native_permissions", "write");
  list = studio_demo_client_get_object (client, "/api/database?saved=true&include=tables");
  data = json_object_get_array_member (list, "data");
  g_assert_cmpuint (json_array_get_length (data), ==, 2);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (data, 1), "id"), ==,
                   -1337);
  g_assert_true (json_object_has_member (json_array_get_object_element (data, 0), "tables"));
  studio_demo_client_send (client, "GET", "/api/database/2", NULL, SOUP_STATUS_NOT_FOUND);
}

static void
test_tables (void)
{
  JsonObject *table = get_metadata_table ("tb_customer");
  JsonArray *list;

  assert_text (table, "schema", "public");
  assert_text (table, "display_name", "Tb Customer");
  assert_text (table, "description", "고객");
  assert_text (get_metadata_table ("tb_order"), "entity_type", "entity/TransactionTable");
  g_assert_cmpint (
      json_object_get_int_member (get_metadata_table ("tb_order"), "estimated_row_count"), ==, 200);
  list = studio_demo_client_get_list (client, "/api/database/1/schemas");
  g_assert_cmpstr (json_array_get_string_element (list, 0), ==, "other schema");
  g_assert_cmpstr (json_array_get_string_element (list, 1), ==, "public");
  list = studio_demo_client_get_list (client, "/api/database/1/schema/other%20schema");
  assert_text (json_array_get_object_element (list, 0), "name", "Odd \"name");
  g_assert_false (json_object_has_member (json_array_get_object_element (list, 0), "fields"));
  studio_demo_client_send (client, "GET", "/api/database/1/schema/none", NULL,
                           SOUP_STATUS_NOT_FOUND);
  list = studio_demo_client_get_list (client, "/api/table");
  g_assert_true (json_object_has_member (json_array_get_object_element (list, 0), "db"));
}

static void
test_skip_fields (void)
{
  JsonObject *metadata =
      studio_demo_client_get_object (client, "/api/database/1/metadata?skip_fields=true");
  JsonArray *tables = json_object_get_array_member (metadata, "tables");

  g_assert_false (json_object_has_member (json_array_get_object_element (tables, 0), "fields"));
}

static void
test_fields (void)
{
  JsonObject *field = get_field ("tb_customer", "email");

  assert_text (field, "base_type", "type/Text");
  assert_text (field, "semantic_type", "type/Email");
  assert_text (field, "description", "How to reach them");
  g_assert_true (json_object_get_boolean_member (field, "database_required"));
  field = get_field ("tb_customer", "id");
  assert_text (field, "semantic_type", "type/PK");
  assert_text (field, "display_name", "ID");
  g_assert_true (json_object_get_boolean_member (field, "database_is_auto_increment"));
  g_assert_false (json_object_get_boolean_member (field, "database_required"));
  assert_text (get_field ("tb_customer", "gender"), "semantic_type", "type/Category");
  assert_text (get_field ("tb_customer", "joined_on"), "semantic_type", "type/JoinDate");
  assert_text (get_field ("tb_customer", "created_at"), "semantic_type", "type/CreationTimestamp");
  assert_text (get_field ("tb_customer", "created_at"), "base_type", "type/DateTimeWithLocalTZ");
  assert_text (get_field ("tb_customer", "feeling"), "base_type", "type/PostgresEnum");
  assert_text (get_field ("tb_order", "url"), "semantic_type", "type/URL");
  assert_text (get_field ("tb_order", "rating"), "semantic_type", "type/Score");
}

static void
test_foreign_keys (void)
{
  JsonObject *field = get_field ("tb_order", "customer_id");
  JsonObject *target = json_object_get_object_member (field, "target");
  g_autofree char *path = NULL;
  JsonArray *keys;

  assert_text (field, "semantic_type", "type/FK");
  assert_text (target, "name", "id");
  g_assert_cmpint (json_object_get_int_member (field, "fk_target_field_id"), ==,
                   json_object_get_int_member (target, "id"));
  path = g_strdup_printf ("/api/table/%" G_GINT64_FORMAT "/fks",
                          json_object_get_int_member (target, "table_id"));
  keys = studio_demo_client_get_list (client, path);
  g_assert_cmpuint (json_array_get_length (keys), ==, 1);
  assert_text (json_array_get_object_element (keys, 0), "relationship", "Mt1");
  /* A key of two columns, column by column. */
  field = get_field ("Odd \"name", "line_no");
  assert_text (json_object_get_object_member (field, "target"), "name", "line_no");
}

static void
test_fingerprints (void)
{
  JsonObject *print =
      json_object_get_object_member (get_field ("tb_order", "amount"), "fingerprint");
  JsonObject *numbers =
      json_object_get_object_member (json_object_get_object_member (print, "type"), "type/Number");

  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (print, "global"),
                                               "distinct-count"),
                   ==, 200);
  g_assert_cmpfloat (json_object_get_double_member (numbers, "min"), ==, 1.5);
  g_assert_cmpfloat (json_object_get_double_member (numbers, "max"), ==, 300);
  g_assert_cmpfloat (json_object_get_double_member (numbers, "avg"), ==, 150.75);
  print = json_object_get_object_member (get_field ("tb_customer", "joined_on"), "fingerprint");
  numbers = json_object_get_object_member (json_object_get_object_member (print, "type"),
                                           "type/DateTime");
  assert_text (numbers, "earliest", "2024-01-02");
  print = json_object_get_object_member (get_field ("tb_customer", "empty_col"), "fingerprint");
  g_assert_cmpfloat (
      json_object_get_double_member (json_object_get_object_member (print, "global"), "nil%"), ==,
      1);
  /* Not a number: no mean, and still JSON. */
  print = json_object_get_object_member (get_field ("tb_order", "rating"), "fingerprint");
  numbers =
      json_object_get_object_member (json_object_get_object_member (print, "type"), "type/Number");
  g_assert_true (json_object_get_null_member (numbers, "avg"));
  g_assert_true (json_object_get_null_member (get_field ("tb_customer", "profile"), "fingerprint"));
  g_assert_true (json_object_get_null_member (get_field ("tb_empty", "id"), "fingerprint"));
  g_assert_true (json_object_get_null_member (get_field ("failing", "broken"), "fingerprint"));
}

static void
test_unfolded (void)
{
  JsonObject *field = get_field ("tb_customer", "profile → card_info → limit");
  JsonArray *path = json_object_get_array_member (field, "nfc_path");

  assert_text (field, "display_name", "Profile: Card Info: Limit");
  assert_text (field, "base_type", "type/Integer");
  assert_text (field, "database_type", "bigint");
  g_assert_cmpuint (json_array_get_length (path), ==, 3);
  g_assert_cmpstr (json_array_get_string_element (path, 0), ==, "profile");
  g_assert_true (json_object_get_null_member (field, "parent_id"));
  assert_text (get_field ("tb_customer", "profile → since"), "base_type", "type/DateTime");
  assert_text (get_field ("tb_customer", "profile → mixed"), "base_type", "type/Text");
  assert_text (get_field ("tb_customer", "profile → tags"), "base_type", "type/Array");
  field = get_field ("tb_customer", "profile");
  g_assert_true (json_object_get_boolean_member (field, "json_unfolding"));
  assert_text (field, "semantic_type", "type/SerializedJSON");
}

static void
test_query_metadata (void)
{
  gint64 id = json_object_get_int_member (get_metadata_table ("tb_order"), "id");
  g_autofree char *path = g_strdup_printf ("/api/table/%" G_GINT64_FORMAT "/query_metadata", id);
  JsonObject *table = studio_demo_client_get_object (client, path);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (table, "fields")), ==, 6);
  assert_text (json_object_get_object_member (table, "db"), "engine", "postgres");
  studio_demo_client_send (client, "GET", "/api/table/99999/query_metadata", NULL,
                           SOUP_STATUS_NOT_FOUND);
}

static void
test_field_values (void)
{
  gint64 id = json_object_get_int_member (get_field ("tb_customer", "gender"), "id");
  g_autofree char *values = g_strdup_printf ("/api/field/%" G_GINT64_FORMAT "/values", id);
  g_autofree char *summary = g_strdup_printf ("/api/field/%" G_GINT64_FORMAT "/summary", id);
  JsonObject *answer = studio_demo_client_get_object (client, values);
  JsonArray *list = json_object_get_array_member (answer, "values");

  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (json_array_get_array_element (list, 0), 0), ==,
                   "f");
  assert_text (answer, "has_field_values", "list");
  list = studio_demo_client_get_list (client, summary);
  g_assert_cmpint (json_array_get_int_element (json_array_get_array_element (list, 0), 1), ==, 50);
  g_assert_cmpint (json_array_get_int_element (json_array_get_array_element (list, 1), 1), ==, 2);
}

static void
test_slim_lists (void)
{
  JsonArray *fields = studio_demo_client_get_list (client, "/api/database/1/fields");
  JsonObject *field = find_named (fields, "amount");
  JsonArray *suggestions;

  assert_text (field, "table_name", "Tb Order");
  assert_text (field, "schema", "public");
  g_assert_cmpuint (
      json_array_get_length (studio_demo_client_get_list (client, "/api/database/1/idfields")), ==,
      4);
  suggestions =
      studio_demo_client_get_list (client, "/api/database/1/autocomplete_suggestions?prefix=tb_cu");
  g_assert_cmpstr (json_array_get_string_element (json_array_get_array_element (suggestions, 0), 0),
                   ==, "tb_customer");
}

static guint
count_fields (const char *pattern, gint64 table)
{
  g_autofree char *path = g_strdup_printf ("/api/table/%" G_GINT64_FORMAT "%s", table, pattern);

  return json_array_get_length (
      json_object_get_array_member (studio_demo_client_get_object (client, path), "fields"));
}

/* What people hide stays hidden, and is there for those who ask for it. */
static void
test_hidden (void)
{
  gint64 table = json_object_get_int_member (get_metadata_table ("tb_order"), "id");
  gint64 empty = json_object_get_int_member (get_metadata_table ("tb_empty"), "id");
  gint64 field = json_object_get_int_member (get_field ("tb_order", "url"), "id");
  g_autofree char *field_path = g_strdup_printf ("/api/field/%" G_GINT64_FORMAT, field);
  g_autofree char *table_path = g_strdup_printf ("/api/table/%" G_GINT64_FORMAT, empty);
  guint tables =
      json_array_get_length (studio_demo_client_get_list (client, "/api/database/1/schema/public"));

  studio_demo_client_send (client, "PUT", field_path,
                           "{'visibility_type':'sensitive','semantic_type':null}", SOUP_STATUS_OK);
  g_assert_cmpuint (count_fields ("/query_metadata", table), ==, 5);
  g_assert_cmpuint (count_fields ("/query_metadata?include_sensitive_fields=true", table), ==, 6);
  studio_demo_client_send (client, "PUT", table_path, "{'visibility_type':'hidden'}",
                           SOUP_STATUS_OK);
  g_assert_cmpuint (
      json_array_get_length (studio_demo_client_get_list (client, "/api/database/1/schema/public")),
      ==, tables - 1);
  studio_demo_client_send (client, "PUT", table_path, "{'visibility_type':'gone'}",
                           SOUP_STATUS_BAD_REQUEST);
  studio_demo_client_send (client, "PUT", table_path, "{'visibility_type':null}", SOUP_STATUS_OK);
  g_assert_cmpuint (
      json_array_get_length (studio_demo_client_get_list (client, "/api/database/1/schema/public")),
      ==, tables);
}

/* Ids stay when the schema is read anew, also when a table was added. */
static void
test_ids_stay (void)
{
  gint64 before = json_object_get_int_member (get_field ("tb_order", "amount"), "id");
  g_autofree char *path = g_build_filename (folder, "sql", "02-more.sql", NULL);
  g_autofree char *sql_dir = g_build_filename (folder, "sql", NULL);
  const char *const arguments[] = { "--sql-dir", sql_dir, NULL };

  g_assert_true (g_file_set_contents (path, "CREATE TABLE aaa (id int);", -1, NULL));
  g_clear_pointer (&client, studio_demo_client_free);
  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new_signed_in (demo);
  g_assert_cmpint (json_object_get_int_member (get_field ("tb_order", "amount"), "id"), ==, before);
  get_metadata_table ("aaa");
}

static void
test_synthetic (void)
{
  g_autofree char *sql_dir = g_build_filename (folder, "sql", NULL);
  const char *const arguments[] = { "--sql-dir", sql_dir, "--tables", "120", NULL };

  g_clear_pointer (&client, studio_demo_client_free);
  studio_test_demo_restart (demo, arguments);
  client = studio_demo_client_new_signed_in (demo);
  g_assert_cmpuint (json_array_get_length (
                        studio_demo_client_get_list (client, "/api/database/1/schema/synthetic")),
                    ==, 120);
  assert_text (get_field ("tb_synthetic_00002", "parent_id"), "semantic_type", "type/FK");
}

int
main (int argc, char *argv[])
{
  g_autofree char *sql_dir = NULL;
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("studio-demo-schema-XXXXXX", NULL);
  sql_dir = g_build_filename (folder, "sql", NULL);
  path = g_build_filename (sql_dir, "01-schema.sql", NULL);
  data = g_build_filename (folder, "data", NULL);
  g_assert_cmpint (g_mkdir_with_parents (sql_dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, schema_sql, -1, NULL));
  demo = studio_test_demo_start_in (data, (const char *const[]){ "--sql-dir", sql_dir, NULL });
  client = studio_demo_client_new_signed_in (demo);
  g_test_add_func ("/demo/schema/databases", test_databases);
  g_test_add_func ("/demo/schema/tables", test_tables);
  g_test_add_func ("/demo/schema/skip-fields", test_skip_fields);
  g_test_add_func ("/demo/schema/fields", test_fields);
  g_test_add_func ("/demo/schema/foreign-keys", test_foreign_keys);
  g_test_add_func ("/demo/schema/fingerprints", test_fingerprints);
  g_test_add_func ("/demo/schema/unfolded", test_unfolded);
  g_test_add_func ("/demo/schema/query-metadata", test_query_metadata);
  g_test_add_func ("/demo/schema/field-values", test_field_values);
  g_test_add_func ("/demo/schema/slim-lists", test_slim_lists);
  g_test_add_func ("/demo/schema/hidden", test_hidden);
  g_test_add_func ("/demo/schema/ids-stay", test_ids_stay);
  g_test_add_func ("/demo/schema/synthetic", test_synthetic);
  status = g_test_run ();
  studio_demo_client_free (client);
  studio_test_demo_stop (demo);
  studio_test_demo_remove (folder);
  g_free (folder);
  return status;
}
