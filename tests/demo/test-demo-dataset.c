/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <string.h>

static StudioTestDemo *demo;
static StudioDemoClient *client;

static JsonArray *
get_rows (JsonObject *answer)
{
  return json_object_get_array_member (json_object_get_object_member (answer, "data"), "rows");
}

static JsonArray *
run_row (const char *sql)
{
  JsonObject *answer = studio_demo_client_query (client, sql);

  g_assert_cmpuint (client->status, ==, SOUP_STATUS_ACCEPTED);
  g_assert_cmpstr (json_object_get_string_member (answer, "status"), ==, "completed");
  return json_array_get_array_element (get_rows (answer), 0);
}

static void
assert_value (const char *expression, const char *json)
{
  g_autofree char *sql = g_strconcat ("SELECT ", expression, NULL);
  JsonArray *row = run_row (sql);
  g_autofree char *text = json_to_string (json_array_get_element (row, 0), FALSE);

  g_assert_cmpstr (text, ==, json);
}

static void
test_values (void)
{
  assert_value ("1", "1");
  assert_value ("true", "true");
  assert_value ("null", "null");
  assert_value ("12.50", "12.5");
  assert_value ("1e10::float8", "10000000000.0");
  assert_value ("9007199254740991::int8", "9007199254740991");
  assert_value ("9007199254740992::int8", "\"9007199254740992\"");
  assert_value ("-9007199254740992::int8", "\"-9007199254740992\"");
  assert_value ("date '2024-02-29'", "\"2024-02-29T00:00:00Z\"");
  assert_value ("timestamp '2024-02-29 10:20:30.5'", "\"2024-02-29T10:20:30.5Z\"");
  assert_value ("timestamptz '2024-02-29 10:20:30+09'", "\"2024-02-29T01:20:30Z\"");
  assert_value ("time '10:20'", "\"10:20:00Z\"");
  assert_value ("interval '1 day 2 hours -3 seconds'",
                "\"0 years 0 mons 1 days 1 hours 59 mins 57.0 secs\"");
  assert_value ("'{\"a\": [1]}'::jsonb", "\"{\\\"a\\\": [1]}\"");
  assert_value ("array[1,2]", "\"{1,2}\"");
  assert_value ("'\\xdeadbeef00'::bytea", "\"0xDEADBEEF\"");
  assert_value ("12.5::money", "12.5");
  assert_value ("'NaN'::float8", "\"NaN\"");
  assert_value ("E'tab\\there \"quoted\" \\\\ 주문'", "\"tab\\there \\\"quoted\\\" \\\\ 주문\"");
}

static void
test_big_numbers_raw (void)
{
  JsonObject *answer = studio_demo_client_send (
      client, "POST", "/api/dataset",
      "{'database':1,'type':'native','native':{'query':'select 9007199254740993::int8'},"
      "'middleware':{'js-int-to-string?':false}}",
      SOUP_STATUS_ACCEPTED);

  g_assert_cmpint (
      json_array_get_int_element (json_array_get_array_element (get_rows (answer), 0), 0), ==,
      G_GINT64_CONSTANT (9007199254740993));
}

static void
test_columns (void)
{
  JsonObject *answer =
      studio_demo_client_query (client, "SELECT 1 AS n, now() AS n, 'x' AS \"Ort ä\", count(*)");
  JsonObject *data = json_object_get_object_member (answer, "data");
  JsonArray *columns = json_object_get_array_member (data, "cols");
  JsonObject *second = json_array_get_object_element (columns, 1);
  JsonArray *reference = json_object_get_array_member (second, "field_ref");
  JsonObject *metadata = json_object_get_object_member (data, "results_metadata");
  JsonObject *first;

  g_assert_cmpstr (json_object_get_string_member (second, "name"), ==, "n_2");
  g_assert_cmpstr (json_object_get_string_member (second, "base_type"), ==,
                   "type/DateTimeWithLocalTZ");
  g_assert_cmpstr (json_object_get_string_member (second, "source"), ==, "native");
  g_assert_cmpstr (json_array_get_string_element (reference, 1), ==, "n_2");
  g_assert_cmpstr (json_object_get_string_member (data, "results_timezone"), ==, "UTC");
  g_assert_false (json_object_has_member (data, "rows_truncated"));
  g_assert_cmpint (json_object_get_int_member (answer, "row_count"), ==, 1);
  first = json_array_get_object_element (json_object_get_array_member (metadata, "columns"), 0);
  g_assert_true (json_object_has_member (first, "fingerprint"));
}

static void
test_row_limit (void)
{
  JsonObject *answer =
      studio_demo_client_query (client, "SELECT * FROM generate_series(1, 100000)");
  JsonObject *data = json_object_get_object_member (answer, "data");

  g_assert_cmpuint (json_array_get_length (get_rows (answer)), ==, 2000);
  g_assert_cmpint (json_object_get_int_member (data, "rows_truncated"), ==, 2000);
  answer = studio_demo_client_send (
      client, "POST", "/api/dataset",
      "{'database':1,'type':'native','native':{'query':'select * from generate_series(1, 9)'},"
      "'constraints':{'max-results':5,'max-results-bare-rows':5}}",
      SOUP_STATUS_ACCEPTED);
  g_assert_cmpuint (json_array_get_length (get_rows (answer)), ==, 5);
}

static void
test_failure (void)
{
  JsonObject *answer = studio_demo_client_query (client, "SELECT nope FROM tb_order");
  JsonArray *via = json_object_get_array_member (answer, "via");
  JsonObject *cause = json_array_get_object_element (via, 0);
  JsonObject *data = json_object_get_object_member (cause, "ex-data");
  const char *sql = json_object_get_string_member (data, "sql");
  const char *error = json_object_get_string_member (answer, "error");
  g_autofree char *position = NULL;

  g_assert_cmpuint (client->status, ==, SOUP_STATUS_ACCEPTED);
  g_assert_cmpstr (json_object_get_string_member (answer, "status"), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (answer, "state"), ==, "42703");
  g_assert_cmpstr (json_object_get_string_member (answer, "error_type"), ==, "invalid-query");
  g_assert_cmpstr (json_object_get_string_member (answer, "class"), ==,
                   "class org.postgresql.util.PSQLException");
  g_assert_true (g_str_has_prefix (sql, "-- Metabase:: userID: 1 queryType: native queryHash: "));
  /* PostgreSQL counts the remark: the position is that of “nope” in what was sent. */
  position = g_strdup_printf ("ERROR: column \"nope\" does not exist\n  Position: %d",
                              (int) (strstr (sql, "nope") - sql) + 1);
  g_assert_cmpstr (error, ==, position);
  g_assert_cmpint (json_object_get_int_member (answer, "row_count"), ==, 0);
  answer = studio_demo_client_query (client, "SELECT order_id FROM tb_order o, tb_payment p");
  g_assert_nonnull (strstr (json_object_get_string_member (answer, "error"), "ambiguous"));
  answer = studio_demo_client_query (client, "SELECT lenght('x')");
  g_assert_nonnull (
      strstr (json_object_get_string_member (answer, "error"), "\n  Hint: No function matches"));
}

static void
test_no_result (void)
{
  JsonObject *answer = studio_demo_client_query (client, "CREATE TABLE made (id int)");

  g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==,
                   "Select statement did not produce a ResultSet for native query");
  /* It was done all the same: Metabase does not prevent writing. */
  run_row ("SELECT count(*) FROM made");
  answer = studio_demo_client_query (client, "SELECT 1; DROP TABLE made");
  g_assert_cmpstr (json_object_get_string_member (answer, "status"), ==, "completed");
  answer = studio_demo_client_query (client, "SELECT * FROM made");
  g_assert_cmpstr (json_object_get_string_member (answer, "state"), ==, "42P01");
  answer = studio_demo_client_query (client, "COPY tb_order TO STDOUT");
  g_assert_cmpstr (json_object_get_string_member (answer, "status"), ==, "failed");
  /* Nor may it do what only a superuser may. */
  answer = studio_demo_client_query (client, "SELECT pg_read_file('/etc/passwd')");
  g_assert_cmpstr (json_object_get_string_member (answer, "state"), ==, "42501");
}

/* What a statement leaves behind does not reach the next one. */
static void
test_isolation (void)
{
  JsonArray *row;

  studio_demo_client_query (client, "SET timezone = 'Asia/Seoul'");
  studio_demo_client_query (client, "BEGIN");
  row = run_row ("SELECT current_setting('timezone'), pg_current_xact_id_if_assigned() IS NULL");
  g_assert_cmpstr (json_array_get_string_element (row, 0), ==, "UTC");
}

static void
test_wrong_requests (void)
{
  studio_demo_client_send (client, "POST", "/api/dataset", "{'type':'native'}",
                           SOUP_STATUS_INTERNAL_SERVER_ERROR);
  studio_demo_client_send (client, "POST", "/api/dataset",
                           "{'database':7,'type':'native','native':{'query':'select 1'}}",
                           SOUP_STATUS_NOT_FOUND);
}

static void
test_export (void)
{
  studio_demo_client_send (
      client, "POST", "/api/dataset/csv",
      "{'query':{'database':1,'type':'native','native':{'query':'select g as n, chr(34) as q from "
      "generate_series(1, 3000) g'}}}",
      SOUP_STATUS_ACCEPTED);
  g_assert_true (g_str_has_prefix (client->text, "n,q\n1,\"\"\"\"\n"));
  g_assert_true (g_str_has_suffix (client->text, "3000,\"\"\"\"\n"));
  studio_demo_client_request (
      client, "POST", "/api/dataset/json",
      "{'query':{'database':1,'type':'native','native':{'query':'select 1 as n'}}}");
  g_assert_cmpstr (client->text, ==, "[{\"n\":1}]");
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) bytes =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  g_assert_null (bytes);
  *(gboolean *) user_data = TRUE;
}

/* How many statements PostgreSQL works on that contain @text, without this one. */
static gint64
count_running (const char *text)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%%%s%%' AND "
      "pid <> pg_backend_pid()",
      text);

  return json_array_get_int_element (run_row (sql), 0);
}

/* The statement ends when its client goes. */
static void
test_cancel (void)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *url = g_strconcat (client->url, "/api/dataset", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  static const char body[] = "{\"database\":1,\"type\":\"native\",\"native\":{\"query\":"
                             "\"select pg_sleep(50), 'marker-of-cancel'\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, sizeof body - 1);
  gboolean ended = FALSE;
  guint tries = 0;

  soup_message_headers_append (soup_message_get_request_headers (message), "X-Metabase-Session",
                               client->token);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, cancellable, cancelled_cb,
                                    &ended);
  while (count_running ("marker-of-cancel") == 0 && tries++ < 1000)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (count_running ("marker-of-cancel"), ==, 1);
  g_cancellable_cancel (cancellable);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  for (tries = 0; count_running ("marker-of-cancel") > 0 && tries < 1000; tries++)
    g_usleep (2000);
  g_assert_cmpint (count_running ("marker-of-cancel"), ==, 0);
}

static void
test_closes (void)
{
  studio_demo_client_query (client, "SELECT 1");
  g_assert_cmpstr (soup_message_headers_get_one (client->headers, "Connection"), ==, "close");
}

static gint64
find_id (const char *path, const char *name)
{
  JsonArray *list = studio_demo_client_get_list (client, path);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (strcmp (json_object_get_string_member (object, "name"), name) == 0 &&
          (!json_object_has_member (object, "table_name") ||
           strcmp (json_object_get_string_member (object, "table_name"), "Tb Order") == 0))
        return json_object_get_int_member (object, "id");
    }
  g_error ("There is no “%s”", name);
}

static JsonArray *
run_builder (const char *query)
{
  g_autofree char *body = g_strdup_printf ("{'database':1,'type':'query','query':%s}", query);
  JsonObject *answer =
      studio_demo_client_send (client, "POST", "/api/dataset", body, SOUP_STATUS_ACCEPTED);

  if (strcmp (json_object_get_string_member (answer, "status"), "completed") != 0)
    g_error ("%s", json_object_get_string_member (answer, "error"));
  return get_rows (answer);
}

/* The query builder gives the numbers that SQL gives. */
static void
test_query_builder (void)
{
  gint64 table = find_id ("/api/database/1/schema/public", "tb_order");
  gint64 amount = find_id ("/api/database/1/fields", "total_amt_krw");
  gint64 status = find_id ("/api/database/1/fields", "order_status");
  gint64 ordered = find_id ("/api/database/1/fields", "ordered_at");
  g_autofree char *query = g_strdup_printf (
      "{'source-table':%" G_GINT64_FORMAT ",'aggregation':[['sum',['field',%" G_GINT64_FORMAT
      ",null]],['share',['=',['field',%" G_GINT64_FORMAT ",null],'COMPLETED']]],"
      "'breakout':[['field',%" G_GINT64_FORMAT ",{'temporal-unit':'month'}]],"
      "'filter':['time-interval',['field',%" G_GINT64_FORMAT ",null],-3,'month']}",
      table, amount, status, ordered, ordered);
  g_autoptr (JsonArray) built = json_array_ref (run_builder (query));
  JsonObject *answer = studio_demo_client_query (
      client, "SELECT date_trunc('month', ordered_at)::date, sum(total_amt_krw),"
              " avg((order_status = 'COMPLETED')::int) FROM tb_order"
              " WHERE ordered_at >= date_trunc('month', now()) - interval '3 months'"
              " AND ordered_at < date_trunc('month', now()) GROUP BY 1 ORDER BY 1");
  JsonArray *written = get_rows (answer);

  g_assert_cmpuint (json_array_get_length (built), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonArray *left = json_array_get_array_element (built, i);
      JsonArray *right = json_array_get_array_element (written, i);

      g_assert_cmpstr (json_array_get_string_element (left, 0), ==,
                       json_array_get_string_element (right, 0));
      g_assert_cmpfloat (json_array_get_double_element (left, 1), ==,
                         json_array_get_double_element (right, 1));
      g_assert_cmpfloat_with_epsilon (json_array_get_double_element (left, 2),
                                      json_array_get_double_element (right, 2), 1e-9);
    }
}

static void
test_template_tags (void)
{
  static const char query[] =
      "{'database':1,'type':'native','native':{'query':'select count(*) from generate_series(1, 9) "
      "n [[where n > {{least}}]]','template-tags':{'least':{'id':'1','name':'least','display-name':"
      "'Least','type':'number'}}},'parameters':[%s]}";
  g_autofree char *without = g_strdup_printf (query, "");
  g_autofree char *with = g_strdup_printf (
      query, "{'type':'number/=','target':['variable',['template-tag','least']],'value':7}");
  JsonObject *answer =
      studio_demo_client_send (client, "POST", "/api/dataset", without, SOUP_STATUS_ACCEPTED);

  g_assert_cmpint (
      json_array_get_int_element (json_array_get_array_element (get_rows (answer), 0), 0), ==, 9);
  answer = studio_demo_client_send (client, "POST", "/api/dataset", with, SOUP_STATUS_ACCEPTED);
  g_assert_cmpint (
      json_array_get_int_element (json_array_get_array_element (get_rows (answer), 0), 0), ==, 2);
}

/* Many at a time: as many as Metabase's pool has connections run, the others wait. */
static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  (*(guint *) user_data)++;
}

static void
test_concurrent (void)
{
  g_autoptr (SoupSession) session =
      soup_session_new_with_options ("max-conns", 40, "max-conns-per-host", 40, NULL);
  g_autofree char *url = g_strconcat (client->url, "/api/dataset", NULL);
  static const char body[] = "{\"database\":1,\"type\":\"native\",\"native\":{\"query\":"
                             "\"select count(*) from tb_order, pg_sleep(0.05)\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, sizeof body - 1);
  guint done = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("POST", url);

      soup_message_headers_append (soup_message_get_request_headers (message), "X-Metabase-Session",
                                   client->token);
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, count_cb,
                                        &done);
    }
  while (done < 40)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  demo = studio_test_demo_start (NULL);
  client = studio_demo_client_new_signed_in (demo);
  g_test_add_func ("/demo/dataset/values", test_values);
  g_test_add_func ("/demo/dataset/big-numbers-raw", test_big_numbers_raw);
  g_test_add_func ("/demo/dataset/columns", test_columns);
  g_test_add_func ("/demo/dataset/row-limit", test_row_limit);
  g_test_add_func ("/demo/dataset/failure", test_failure);
  g_test_add_func ("/demo/dataset/no-result", test_no_result);
  g_test_add_func ("/demo/dataset/isolation", test_isolation);
  g_test_add_func ("/demo/dataset/wrong-requests", test_wrong_requests);
  g_test_add_func ("/demo/dataset/export", test_export);
  g_test_add_func ("/demo/dataset/cancel", test_cancel);
  g_test_add_func ("/demo/dataset/closes", test_closes);
  g_test_add_func ("/demo/dataset/query-builder", test_query_builder);
  g_test_add_func ("/demo/dataset/template-tags", test_template_tags);
  g_test_add_func ("/demo/dataset/concurrent", test_concurrent);
  status = g_test_run ();
  studio_demo_client_free (client);
  studio_test_demo_stop (demo);
  return status;
}
