/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replies that Metabase gives seldom, or in some versions only, and what the client makes of them.
 */
#include "core/studio-error.h"
#include "metabase/studio-metabase-client.h"
#include "metabase/studio-metabase-numbers.h"
#include "studio-test-faults.h"

#define JSON "application/json;charset=utf-8"
#define COLUMN "{\"name\":\"n\",\"base_type\":\"type/Integer\"}"

static StudioTestFaults *server;
static StudioMetabaseClient *client;

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
set_up (void)
{
  studio_test_faults_reset (server);
  g_clear_object (&client);
  client = studio_metabase_client_new (studio_test_faults_get_url (server), NULL);
}

static StudioResult *
run (const char *sql, StudioQueryFailure **failure, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  studio_metabase_client_run_async (client, 1, sql, 10, 30, NULL, keep_result_cb, &result);
  wait_for (&result);
  return studio_metabase_client_run_finish (client, result, failure, error);
}

static StudioResult *
run_with_reply (guint status, const char *body, StudioQueryFailure **failure, GError **error)
{
  set_up ();
  studio_test_faults_reply (server, "POST", "/api/dataset", status, JSON, body, 0);
  return run ("SELECT n FROM t", failure, error);
}

/* Every digit that the database gave stays, in numbers and in strings. */
static void
test_large_numbers (void)
{
  static const char *const values[] = {
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-123456789012345678901234567890",
    "12345678901234567.891",
    "0.1234567890123456789",
    "12.5",
    "-7",
    "0",
  };
  g_autoptr (GString) body =
      g_string_new ("{\"status\":\"completed\",\"running_time\":1,\"data\":{\"cols\":[" COLUMN
                    "," COLUMN "],\"rows\":[");
  g_autoptr (StudioResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_string_append_printf (body, "%s[%s,\"%s\"]", i > 0 ? "," : "", values[i], values[i]);
  g_string_append (body, "]}}");
  result = run_with_reply (202, body->str, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double number;

      g_assert_cmpstr (studio_result_get_cell (result, i, 0), ==, values[i]);
      g_assert_cmpstr (studio_result_get_cell (result, i, 1), ==, values[i]);
      g_assert_true (studio_result_get_number (result, i, 1, &number));
      g_assert_cmpfloat (number, ==, g_ascii_strtod (values[i], NULL));
    }
}

static void
test_quoting (void)
{
  static const struct
  {
    const char *json;
    const char *expected; /* NULL: as it is */
  } cases[] = {
    { "{\"a\":1234567890123456789}", "{\"a\":\"1234567890123456789\"}" },
    { "[-1234567890123456789 ,2]", "[\"-1234567890123456789\" ,2]" },
    { "{\"1234567890123456789\":\"x \\\" 1234567890123456789\"}", NULL },
    { "[123456789012345678]", NULL },
    { "[1234567890.12345]", NULL },
    { "[1234567890.123456]", "[\"1234567890.123456\"]" },
    { "[0.0000000000000000001]", NULL },
    { "[1.2345678901234567890e10]", NULL },
    { "[\"never closed 1234567890123456789", NULL },
    { "12345678901234567890", "\"12345678901234567890\"" },
    { "[\"\\", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) quoted =
          studio_metabase_quote_long_numbers (cases[i].json, strlen (cases[i].json));

      g_assert_cmpint (quoted != NULL, ==, cases[i].expected != NULL);
      if (quoted != NULL)
        g_assert_cmpmem (g_bytes_get_data (quoted, NULL), g_bytes_get_size (quoted),
                         cases[i].expected, strlen (cases[i].expected));
    }
}

/* Up to v0.62 a query that fails under way adds its error to the rows that were sent. */
static void
test_late_errors (void)
{
#define LATE                                                                                      \
  "{\"database_id\":1,\"via\":[{\"status\":\"failed\",\"class\":\"class java.sql.SQLException\"," \
  "\"error\":\"ERROR: division by zero\"}],\"state\":\"22012\",\"error\":\"ERROR: division by "   \
  "zero\\n  Detail: \\\"n\\\"\",\"row_count\":0,\"status\":\"failed\"}"
  static const char *const bodies[] = {
    "{\"data\":{\"cols\":[" COLUMN "],\"rows\":[[1],[2]" LATE,
    "{\"data\":{\"cols\":[" COLUMN "],\"rows\":[[1],[2],[\"a \\\" str" LATE,
    "{\"status\":\"completed\",\"data\":{\"cols\":[" COLUMN "],\"rows\":[[1]]}}" LATE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (StudioQueryFailure) failure = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (run_with_reply (202, bodies[i], &failure, &error));
      g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_SQL);
      g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_DIVISION);
      g_assert_cmpint (failure->position, ==, -1);
      g_assert_true (g_str_has_prefix (failure->message, "ERROR: division by zero"));
    }
}

/* The body's word counts, whatever the status: 202 up to v0.58, 4xx and 5xx later. */
static void
test_failures (void)
{
  static const struct
  {
    guint status;
    const char *body;
    int expected;
    StudioErrorClass error_class;
  } cases[] = {
    { 202, "{\"status\":\"failed\",\"error\":\"ERROR: relation \\\"t\\\" does not exist\"}",
      STUDIO_ERROR_SQL, STUDIO_ERROR_CLASS_UNKNOWN_TABLE },
    { 400, "{\"status\":\"failed\",\"error\":\"x\",\"state\":\"42703\"}", STUDIO_ERROR_SQL,
      STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { 202,
      "{\"status\":\"failed\",\"error_type\":\"missing-required-permissions\",\"error\":\"You do "
      "not have permissions to run this query.\"}",
      STUDIO_ERROR_SQL, STUDIO_ERROR_CLASS_PERMISSION },
    { 403,
      "{\"status\":\"failed\",\"error_type\":\"missing-required-permissions\",\"error\":\"Sie "
      "dürfen das nicht.\"}",
      STUDIO_ERROR_SQL, STUDIO_ERROR_CLASS_PERMISSION },
    { 503,
      "{\"status\":\"failed\",\"error\":\"An attempt by a client to checkout a Connection has "
      "timed out.\"}",
      STUDIO_ERROR_SQL, STUDIO_ERROR_CLASS_CONNECTION },
    { 500, "{\"status\":\"failed\",\"error\":\"x\",\"state\":\"57014\"}", STUDIO_ERROR_SQL,
      STUDIO_ERROR_CLASS_TIMEOUT },
    { 202, "{\"error_type\":\"invalid-query\",\"error\":\"Invalid query\"}", STUDIO_ERROR_SQL,
      STUDIO_ERROR_CLASS_OTHER },
    { 403, "\"You don't have permissions to do that.\"", STUDIO_ERROR_FORBIDDEN, 0 },
    { 404, "\"Not found.\"", STUDIO_ERROR_NOT_FOUND, 0 },
    { 400, "{\"errors\":{\"database\":\"value must be an integer.\"}}", STUDIO_ERROR_SERVER, 0 },
    { 202, "{\"status\":\"completed\",\"data\":{\"rows\":[[1]]}}", STUDIO_ERROR_PROTOCOL, 0 },
    { 202, "{\"status\":\"completed\",\"data\":{\"cols\":[" COLUMN "],\"rows\":[[]]}}",
      STUDIO_ERROR_PROTOCOL, 0 },
    { 200, "[]", STUDIO_ERROR_SQL, STUDIO_ERROR_CLASS_CONNECTION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioQueryFailure) failure = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (run_with_reply (cases[i].status, cases[i].body, &failure, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, STUDIO_ERROR, cases[i].expected);
      if (cases[i].expected == STUDIO_ERROR_SQL)
        g_assert_cmpint (failure->error_class, ==, cases[i].error_class);
    }
}

/* v0.63 drops the connection. */
static void
test_aborted (void)
{
  g_autoptr (StudioQueryFailure) failure = NULL;
  g_autoptr (GError) error = NULL;

  set_up ();
  studio_test_faults_answer (server, "POST", "/api/dataset",
                             "{\"data\":{\"cols\":[" COLUMN "],\"rows\":[[1],[2],[3]]}}");
  studio_test_faults_fail (server, "POST", "/api/dataset", STUDIO_TEST_CUT, 0);
  g_assert_null (run ("SELECT 1", &failure, &error));
  g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_SQL);
  g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_CONNECTION);
}

static void
test_truncated (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) cut =
      run_with_reply (202,
                      "{\"status\":\"completed\",\"running_time\":7,\"data\":{\"cols\":[" COLUMN
                      "],\"rows\":[[1]],\"rows_truncated\":10}}",
                      NULL, &error);
  g_autoptr (StudioResult) whole = run_with_reply (
      200, "{\"status\":\"completed\",\"data\":{\"cols\":[" COLUMN "],\"rows\":[[1]]}}", NULL,
      &error);

  g_assert_no_error (error);
  g_assert_true (studio_result_get_truncated (cut));
  g_assert_false (studio_result_get_truncated (whole));
}

/* What goes out with a query: its limits, and that its connection serves nothing else. */
static void
test_query_request (void)
{
  static const char *const parts[] = {
    "POST /api/dataset HTTP/1.1\r\n",
    "\r\nConnection: close\r\n",
    "\"max-results\":10",
    "\"max-results-bare-rows\":10",
    "\"js-int-to-string?\":false",
    "\"query\":\"SELECT n FROM t\"",
    "\r\nAccept: application/json",
    "\r\nAccept-Encoding: gzip",
    "\r\nUser-Agent: kpi-studio/",
  };
  g_autoptr (StudioResult) result = run_with_reply (
      202, "{\"status\":\"completed\",\"data\":{\"cols\":[],\"rows\":[]}}", NULL, NULL);
  g_autofree char *last = studio_test_faults_get_last (server);

  g_assert_nonnull (result);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("%s", parts[i]);
      g_assert_nonnull (strstr (last, parts[i]));
    }
}

static GPtrArray *
list_databases (const char *body)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *databases;

  set_up ();
  studio_test_faults_reply (server, "GET", "/api/database", 200, JSON, body, 0);
  studio_metabase_client_list_databases_async (client, NULL, keep_result_cb, &result);
  wait_for (&result);
  databases = studio_metabase_client_list_databases_finish (client, result, &error);
  g_assert_no_error (error);
  return databases;
}

static void
test_databases (void)
{
  g_autoptr (GPtrArray) databases = list_databases (
      "[{\"id\":1,\"name\":\"Shop\",\"engine\":\"postgres\",\"native_permissions\":\"write\"},"
      "{\"id\":2,\"name\":\"Read only\",\"engine\":\"mysql\",\"native_permissions\":\"none\"},"
      "{\"id\":3,\"name\":\"Documents\",\"engine\":\"mongo\"},"
      "{\"id\":13371337,\"name\":\"Audit\",\"engine\":\"postgres\",\"is_audit\":true},"
      "{\"id\":-1337,\"name\":\"Saved Questions\",\"is_saved_questions\":true},"
      "{\"id\":4,\"name\":\"New\",\"engine\":\"engine-of-tomorrow\",\"is_sample\":true},"
      "{\"id\":\"x\"},null,7]");

  g_assert_cmpuint (databases->len, ==, 3);
  g_assert_true (studio_database_get_native (g_ptr_array_index (databases, 0)));
  g_assert_false (studio_database_get_native (g_ptr_array_index (databases, 1)));
  g_assert_true (studio_database_get_sample (g_ptr_array_index (databases, 2)));
}

static GPtrArray *
list_tables (void)
{
  g_autoptr (StudioDatabase) database = studio_database_new (1, "Shop", "postgres");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tables;

  studio_metabase_client_list_tables_async (client, database, NULL, keep_result_cb, &result);
  wait_for (&result);
  tables = studio_metabase_client_list_tables_finish (client, result, &error);
  g_assert_no_error (error);
  return tables;
}

static void
test_tables (void)
{
  static const char body[] =
      "{\"id\":1,\"tables\":["
      "{\"id\":1,\"name\":\"b\",\"schema\":\"public\",\"active\":true,\"visibility_type\":null},"
      "{\"id\":2,\"name\":\"a\",\"schema\":\"public\",\"estimated_row_count\":12},"
      "{\"id\":3,\"name\":\"hidden\",\"schema\":\"public\",\"visibility_type\":\"hidden\"},"
      "{\"id\":4,\"name\":\"technical\",\"schema\":\"public\",\"visibility_type\":\"technical\"},"
      "{\"id\":5,\"name\":\"cruft\",\"schema\":\"public\",\"visibility_type\":\"cruft\"},"
      "{\"id\":6,\"name\":\"gone\",\"schema\":\"public\",\"active\":false},"
      "{\"id\":7,\"name\":\"c\",\"schema\":\"finance\",\"entity_type\":\"entity/Thing\"},"
      "{\"id\":\"card__12\",\"name\":\"a question\"}]}";
  g_autoptr (GPtrArray) tables = NULL;

  set_up ();
  studio_test_faults_reply (server, "GET", "/api/database/1/metadata", 200, JSON, body, 0);
  tables = list_tables ();
  g_assert_cmpuint (tables->len, ==, 3);
  g_assert_cmpstr (studio_table_get_name (g_ptr_array_index (tables, 0)), ==, "c");
  g_assert_cmpstr (studio_table_get_name (g_ptr_array_index (tables, 1)), ==, "a");
  g_assert_cmpint (studio_table_get_row_count (g_ptr_array_index (tables, 1)), ==, 12);
}

/* Schema by schema where all at once is too much; engines without schemas have one without a name,
 * and names may hold anything. */
static void
test_walk (void)
{
  static const char one[] = "[{\"id\":1,\"name\":\"one\",\"schema\":null}]";
  static const char two[] = "[{\"id\":2,\"name\":\"two\",\"schema\":\"a/b ü?\"}]";
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) with = NULL;
  g_autoptr (GPtrArray) none = NULL;

  set_up ();
  studio_test_faults_fail (server, "GET", "/api/database/1/metadata", STUDIO_TEST_INTERNAL_ERROR,
                           0);
  studio_test_faults_reply (server, "GET", "/api/database/1/schemas", 200, JSON, "[\"\"]", 0);
  studio_test_faults_reply (server, "GET", "/api/database/1/schema/", 200, JSON, one, 0);
  without = list_tables ();
  g_assert_cmpuint (without->len, ==, 1);
  g_assert_null (studio_table_get_schema (g_ptr_array_index (without, 0)));
  studio_test_faults_reply (server, "GET", "/api/database/1/schemas", 200, JSON,
                            "[\"\",\"a/b ü?\"]", 0);
  studio_test_faults_reply (server, "GET", "/api/database/1/schema/a%2Fb%20%C3%BC%3F", 200, JSON,
                            two, 0);
  with = list_tables ();
  g_assert_cmpuint (with->len, ==, 2);
  g_assert_cmpstr (studio_table_get_schema (g_ptr_array_index (with, 1)), ==, "a/b ü?");
  studio_test_faults_reply (server, "GET", "/api/database/1/schemas", 200, JSON, "[]", 0);
  none = list_tables ();
  g_assert_cmpuint (none->len, ==, 0);
}

static const char fields[] =
    "{\"id\":7,\"estimated_row_count\":99,\"fields\":["
    "{\"id\":1,\"table_id\":7,\"name\":\"order_id\",\"base_type\":\"type/Integer\",\"position\":0,"
    "\"database_is_pk\":true,\"semantic_type\":\"type/FK\",\"fk_target_field_id\":50,"
    "\"target\":{\"id\":50,\"table_id\":8,\"name\":\"id\"}},"
    "{\"id\":2,\"table_id\":7,\"name\":\"line\",\"base_type\":\"type/Integer\",\"position\":1,"
    "\"database_is_pk\":true,\"semantic_type\":null},"
    "{\"id\":3,\"table_id\":7,\"name\":\"looks_like_key\",\"base_type\":\"type/Integer\","
    "\"position\":2,\"semantic_type\":\"type/FK\",\"fk_target_field_id\":null},"
    "{\"id\":4,\"table_id\":7,\"name\":\"details\",\"base_type\":\"type/JSON\",\"position\":3,"
    "\"json_unfolding\":true,\"visibility_type\":\"details-only\"},"
    "{\"id\":5,\"table_id\":7,\"name\":\"details → card → code\",\"base_type\":\"type/Text\","
    "\"position\":4,\"nfc_path\":[\"details\",\"card\",\"code\"],\"parent_id\":null},"
    "{\"id\":6,\"table_id\":7,\"name\":\"password\",\"visibility_type\":\"sensitive\"},"
    "{\"id\":7,\"table_id\":7,\"name\":\"old\",\"visibility_type\":\"retired\"},"
    "{\"id\":8,\"table_id\":7,\"name\":\"internal\",\"visibility_type\":\"hidden\"},"
    "{\"id\":9,\"table_id\":7,\"name\":\"dropped\",\"active\":false},"
    "{\"id\":10,\"table_id\":7,\"name\":\"city\",\"parent_id\":4,\"visibility_type\":\"normal\"},"
    "{\"id\":11,\"table_id\":7,\"name\":\"new\",\"base_type\":\"type/OfTomorrow\",\"position\":5,"
    "\"visibility_type\":\"normal\",\"fingerprint\":null}]}";

static void
test_fields (void)
{
  g_autoptr (StudioDatabase) database = studio_database_new (1, "Shop", "postgres");
  g_autoptr (StudioTable) table = studio_table_new (7, "public", "order_line");
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StudioField *field;

  set_up ();
  g_ptr_array_add (tables, studio_table_new (8, "public", "orders"));
  g_ptr_array_add (tables, g_object_ref (table));
  studio_database_take_tables (database, tables);
  studio_test_faults_reply (server, "GET", "/api/table/7/query_metadata", 200, JSON, fields, 0);
  studio_metabase_client_load_table_async (client, database, table, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (studio_metabase_client_load_table_finish (client, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (studio_table_get_fields (table)), ==, 6);
  g_assert_cmpint (studio_table_get_row_count (table), ==, 99);
  field = studio_table_find_field (table, "order_id");
  g_assert_true (studio_field_is_primary_key (field));
  g_assert_true (studio_field_is_foreign_key (field));
  g_assert_cmpstr (studio_field_get_info (field)->target_table, ==, "orders");
  g_assert_true (studio_field_is_primary_key (studio_table_find_field (table, "line")));
  g_assert_false (studio_field_is_foreign_key (studio_table_find_field (table, "looks_like_key")));
  field = studio_table_find_field (table, "details → card → code");
  g_assert_true (studio_field_is_nested (field));
  g_assert_cmpstr (studio_field_get_info (field)->nested_path[2], ==, "code");
  g_assert_true (
      studio_field_get_info (studio_table_find_field (table, "details"))->json_unfolding);
  g_assert_nonnull (studio_table_find_field (table, "new"));
}

static void
test_values (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioFieldValues) values = NULL;

  set_up ();
  studio_test_faults_reply (server, "GET", "/api/field/9/values", 200, JSON,
                            "{\"field_id\":9,\"has_more_values\":true,\"values\":[[1,\"open\"],"
                            "[\"x\"],[null],[true],[],7]}",
                            0);
  studio_metabase_client_list_values_async (client, 9, NULL, keep_result_cb, &result);
  wait_for (&result);
  values = studio_metabase_client_list_values_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (values->values), ==, 3);
  g_assert_cmpstr (values->values[0], ==, "1");
  g_assert_cmpstr (values->labels[0], ==, "open");
  g_assert_cmpstr (values->labels[1], ==, "x");
  g_assert_true (values->more);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  server = studio_test_faults_new ();
  studio_test_faults_answer (server, "*", "*", "{}");
  g_test_add_func ("/metabase/replies/large-numbers", test_large_numbers);
  g_test_add_func ("/metabase/replies/quoting", test_quoting);
  g_test_add_func ("/metabase/replies/late-errors", test_late_errors);
  g_test_add_func ("/metabase/replies/failures", test_failures);
  g_test_add_func ("/metabase/replies/aborted", test_aborted);
  g_test_add_func ("/metabase/replies/truncated", test_truncated);
  g_test_add_func ("/metabase/replies/query-request", test_query_request);
  g_test_add_func ("/metabase/replies/databases", test_databases);
  g_test_add_func ("/metabase/replies/tables", test_tables);
  g_test_add_func ("/metabase/replies/walk", test_walk);
  g_test_add_func ("/metabase/replies/fields", test_fields);
  g_test_add_func ("/metabase/replies/values", test_values);
  status = g_test_run ();
  g_clear_object (&client);
  studio_test_faults_free (server);
  return status;
}
