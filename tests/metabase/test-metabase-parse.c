/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-card.h"
#include "metabase/studio-metabase-url.h"
#include "metabase/studio-query-failure.h"

static void
test_url (void)
{
  static const struct
  {
    const char *typed;
    const char *expected;
  } cases[] = {
    { "https://metabase.example.com", "https://metabase.example.com" },
    { "https://metabase.example.com/", "https://metabase.example.com" },
    { " metabase.example.com ", "https://metabase.example.com" },
    { "localhost:3000", "http://localhost:3000" },
    { "http://127.0.0.1:3000/api/", "http://127.0.0.1:3000" },
    { "https://host/mb/question/40?x=1#hash", "https://host/mb" },
    { "https://host/question/40-sales", "https://host" },
    { "https://host/reports/metabase/", "https://host/reports/metabase" },
    { "https://user:secret@host/api", "https://host" },
    { "https://Kennzahlen.Müller.example/", "https://kennzahlen.xn--mller-kva.example" },
    { "http://[::1]:3000/api", "http://[::1]:3000" },
    { "HTTPS://host:8443/mb//question//7", "https://host:8443/mb" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = studio_metabase_url_normalize (cases[i].typed, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, cases[i].expected);
    }
}

static void
test_url_refused (void)
{
  static const char *const cases[] = { "", "ftp://host", "file:///etc/passwd", "https://",
                                       "http://ho st/" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (studio_metabase_url_normalize (cases[i], &error));
      g_assert_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT);
    }
}

/* The body of a failed query as v0.50 sends it; %s is the SQL with the remark, then the message. */
static StudioQueryFailure *
read_failure (const char *sql, const char *message, const char *state)
{
  static const char remark[] = "-- Metabase:: userID: 12 queryType: native queryHash: "
                               "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *sent = g_strconcat (remark, sql, NULL);
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "status");
  json_builder_add_string_value (builder, "failed");
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, message);
  if (state != NULL)
    {
      json_builder_set_member_name (builder, "state");
      json_builder_add_string_value (builder, state);
    }
  json_builder_set_member_name (builder, "via");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ex-data");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sql");
  json_builder_add_string_value (builder, sent);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_query_failure_from_reply (json_node_get_object (root), sql);
}

/* PostgreSQL counts characters from 1 and counts the remark, Hangul makes bytes differ from them.
 */
static void
test_position (void)
{
  const char *sql = "SELECT '한글' AS label, colum FROM t";
  const glong remark = 54 + 64 + 1;
  glong character = g_utf8_pointer_to_offset (sql, strstr (sql, "colum"));
  g_autofree char *message = g_strdup_printf (
      "ERROR: column \"colum\" does not exist\n  Hint: Perhaps you meant \"column\".\n"
      "  Position: %ld",
      remark + character + 1);
  g_autoptr (StudioQueryFailure) failure = read_failure (sql, message, "42703");

  g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_UNKNOWN_COLUMN);
  g_assert_cmpint (failure->position, ==, strstr (sql, "colum") - sql);
  g_assert_cmpstr (failure->message, ==,
                   "ERROR: column \"colum\" does not exist\n  Hint: Perhaps you meant \"column\".");
}

/* MySQL and MariaDB quote the rest of the statement instead, and count the remark as a line. */
static void
test_position_mysql (void)
{
  static const struct
  {
    const char *sql;
    const char *message;
    gssize position;
    const char *shown;
  } cases[] = {
    { "SELECT 1\nFORM t", "You have an error in your SQL syntax; … near 'FORM t' at line 3", 9,
      "near 'FORM t' at line 2" },
    { "SELECT a FORM t\nWHERE a FORM t", "… near 'FORM t' at line 3", 24, "line 2" },
    { "SELECT 'é' FORM t", "… near 'FORM t' at line 2", 12, "line 1" },
    { "SELECT 1", "… near 'FORM t' at line 2", -1, "line 1" },
    { "SELECT 1", "… near '' at line 2", -1, "line 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioQueryFailure) failure =
          read_failure (cases[i].sql, cases[i].message, "42000");

      g_assert_cmpint (failure->position, ==, cases[i].position);
      g_assert_nonnull (strstr (failure->message, cases[i].shown));
    }
}

/* Metabase changed the statement, so only its remark is found again. */
static void
test_position_changed (void)
{
  g_autoptr (JsonNode) node = studio_json_from_text (
      "{\"status\":\"failed\",\"error\":\"ERROR: x\\n  Position: 23\",\"via\":[{\"ex-data\":"
      "{\"sql\":\"-- Metabase:: x\\nSELECT 7 FORM t\"}}]}",
      -1, NULL);
  g_autoptr (StudioQueryFailure) failure =
      studio_query_failure_from_reply (json_node_get_object (node), "SELECT {{n}} FORM t");

  g_assert_cmpint (failure->position, ==, 6);
}

static void
test_classes (void)
{
  static const struct
  {
    const char *state;
    const char *message;
    StudioErrorClass expected;
  } cases[] = {
    { "42P01", "", STUDIO_ERROR_CLASS_UNKNOWN_TABLE },
    { "42883", "ERROR: function foo() does not exist", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION },
    { "42883", "ERROR: operator does not exist: text > integer", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
    { "22012", "ERROR: division by zero", STUDIO_ERROR_CLASS_DIVISION },
    { "57014", "", STUDIO_ERROR_CLASS_TIMEOUT },
    { NULL, "ERROR: relation \"x\" does not exist", STUDIO_ERROR_CLASS_UNKNOWN_TABLE },
    { NULL, "ERROR: column \"x\" does not exist", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { NULL, "ERROR: syntax error at or near \"FORM\"", STUDIO_ERROR_CLASS_SYNTAX },
    { NULL, "Unknown column 'x' in 'field list'", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { NULL, "something nobody has seen", STUDIO_ERROR_CLASS_OTHER },
    { "42803", "", STUDIO_ERROR_CLASS_GROUPING },
    { "42501", "", STUDIO_ERROR_CLASS_PERMISSION },
    { "22P02", "", STUDIO_ERROR_CLASS_TYPE_MISMATCH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (studio_query_failure_classify (cases[i].state, cases[i].message), ==,
                     cases[i].expected);
}

static void
test_permission (void)
{
  g_autoptr (JsonNode) node = studio_json_from_text (
      "{\"status\":\"failed\",\"error_type\":\"missing-required-permissions\","
      "\"error\":\"You do not have permissions to run this query.\"}",
      -1, NULL);
  g_autoptr (StudioQueryFailure) failure =
      studio_query_failure_from_reply (json_node_get_object (node), "SELECT 1");

  g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_PERMISSION);
  g_assert_cmpint (failure->position, ==, -1);
}

/* A body without anything that one would expect in it. */
static void
test_bare_failure (void)
{
  g_autoptr (JsonNode) node = studio_json_from_text (
      "{\"status\":\"failed\",\"error\":{\"status\":500},\"via\":[7]}", -1, NULL);
  g_autoptr (StudioQueryFailure) failure =
      studio_query_failure_from_reply (json_node_get_object (node), "SELECT 1");

  g_assert_cmpint (failure->error_class, ==, STUDIO_ERROR_CLASS_OTHER);
  g_assert_nonnull (failure->message);
  g_assert_cmpint (failure->position, ==, -1);
}

static void
test_card_forms (void)
{
  static const char *const bodies[] = {
    "{\"id\":5,\"name\":\"A\",\"database_id\":2,\"dataset_query\":{\"database\":2,"
    "\"type\":\"native\",\"native\":{\"query\":\"SELECT 1\",\"template-tags\":{}}}}",
    "{\"id\":5,\"name\":\"A\",\"dataset_query\":{\"lib/type\":\"mbql/query\",\"database\":2,"
    "\"stages\":[{\"lib/type\":\"mbql.stage/native\",\"native\":\"SELECT 1\","
    "\"template-tags\":[]}]}}",
    "{\"id\":5,\"name\":\"A\",\"dataset_query\":{\"database\":2},\"legacy_query\":"
    "\"{\\\"type\\\":\\\"native\\\",\\\"native\\\":{\\\"query\\\":\\\"SELECT 1\\\"}}\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (JsonNode) node = studio_json_from_text (bodies[i], -1, NULL);
      g_autoptr (StudioCard) card = studio_card_from_json (json_node_get_object (node));

      g_assert_cmpint (card->id, ==, 5);
      g_assert_cmpstr (card->sql, ==, "SELECT 1");
      g_assert_cmpint (card->database_id, ==, 2);
    }
}

static void
test_card_query_builder (void)
{
  g_autoptr (JsonNode) node = studio_json_from_text (
      "{\"id\":6,\"name\":\"B\",\"dataset_query\":{\"database\":2,\"type\":\"query\","
      "\"query\":{\"source-table\":3,\"aggregation\":[[\"count\"]]}}}",
      -1, NULL);
  g_autoptr (StudioCard) card = studio_card_from_json (json_node_get_object (node));

  g_assert_null (card->sql);
}

static void
test_card_body (void)
{
  g_autoptr (StudioCard) card = studio_card_new ();
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  card->name = g_strdup ("Ümsatz “brutto”");
  card->description = g_strdup ("");
  card->sql = g_strdup ("SELECT '\"\\' AS x");
  card->database_id = 2;
  card->display = g_strdup ("scalar");
  text = studio_card_to_json (card);
  node = studio_json_from_text (text, -1, NULL);
  object = json_node_get_object (node);
  g_assert_cmpstr (studio_json_get_string (object, "name"), ==, card->name);
  /* Metabase answers 400 to an empty description, and null means the root collection. */
  g_assert_false (json_object_has_member (object, "description"));
  g_assert_true (json_object_get_null_member (object, "collection_id"));
  g_assert_cmpstr (
      studio_json_get_string (
          studio_json_get_object (studio_json_get_object (object, "dataset_query"), "native"),
          "query"),
      ==, card->sql);
  g_assert_nonnull (studio_json_get_object (object, "visualization_settings"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/metabase/url", test_url);
  g_test_add_func ("/metabase/url/refused", test_url_refused);
  g_test_add_func ("/metabase/failure/position", test_position);
  g_test_add_func ("/metabase/failure/position/mysql", test_position_mysql);
  g_test_add_func ("/metabase/failure/position/changed", test_position_changed);
  g_test_add_func ("/metabase/failure/classes", test_classes);
  g_test_add_func ("/metabase/failure/permission", test_permission);
  g_test_add_func ("/metabase/failure/bare", test_bare_failure);
  g_test_add_func ("/metabase/card/forms", test_card_forms);
  g_test_add_func ("/metabase/card/query-builder", test_card_query_builder);
  g_test_add_func ("/metabase/card/body", test_card_body);
  return g_test_run ();
}
