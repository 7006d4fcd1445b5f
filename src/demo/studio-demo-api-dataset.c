/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-dataset.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-query-form.h"

/* Answers and returns FALSE unless @query names the database there is. */
static gboolean
check_query (StudioDemoExchange *exchange, JsonObject *query)
{
  if (!studio_demo_json_is_set (query, "database"))
    studio_demo_exchange_reply_failure (
        exchange, "`database` is required for all queries whose type is not `internal`.");
  else if (studio_demo_json_get_int (query, "database", 0) != STUDIO_DEMO_DATABASE_ID)
    studio_demo_exchange_reply_not_found (exchange);
  else
    return TRUE;
  return FALSE;
}

static void
run_query (StudioDemoExchange *exchange)
{
  JsonObject *query = studio_demo_exchange_get_object (exchange);

  if (check_query (exchange, query))
    studio_demo_dataset_run (
        studio_demo_dataset_new (query, query, "ad-hoc", STUDIO_DEMO_ROWS_ARRAYS), exchange);
}

/* The body of an export: {"query": {…}}, or a form with the same as text. */
static JsonObject *
read_export_query (StudioDemoExchange *exchange)
{
  SoupMessageBody *body = soup_server_message_get_request_body (exchange->message);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) form = NULL;
  g_autoptr (JsonNode) node = NULL;
  const char *value;

  if (exchange->body != NULL)
    {
      JsonObject *query =
          studio_demo_json_get_object (studio_demo_exchange_get_object (exchange), "query");

      return query != NULL ? json_object_ref (query) : NULL;
    }
  bytes = soup_message_body_flatten (body);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  form = soup_form_decode (text);
  value = g_hash_table_lookup (form, "query");
  node = value != NULL ? studio_demo_json_parse (value, -1, NULL) : NULL;
  return studio_demo_json_object (node) != NULL ? json_node_dup_object (node) : NULL;
}

static void
export_query (StudioDemoExchange *exchange)
{
  StudioDemoRowFormat format;
  g_autoptr (JsonObject) query = NULL;

  if (g_strcmp0 (exchange->captures[0], "csv") == 0)
    format = STUDIO_DEMO_ROWS_CSV;
  else if (g_strcmp0 (exchange->captures[0], "json") == 0)
    format = STUDIO_DEMO_ROWS_OBJECTS;
  else
    {
      studio_demo_exchange_reply_no_endpoint (exchange);
      return;
    }
  query = read_export_query (exchange);
  if (check_query (exchange, query))
    studio_demo_dataset_run (studio_demo_dataset_new (query, query, "csv-download", format),
                             exchange);
}

static void
compile_query (StudioDemoExchange *exchange)
{
  JsonObject *query = studio_demo_exchange_get_object (exchange);
  g_autoptr (JsonObject) legacy = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *sql = NULL;
  gboolean is_missing = FALSE;
  JsonObject *native;

  if (!check_query (exchange, query))
    return;
  legacy = studio_demo_query_form_to_legacy (query);
  sql = studio_demo_dataset_compile (exchange->server, legacy,
                                     studio_demo_json_get_array (query, "parameters"), &facts,
                                     &problem, &is_missing);
  if (sql == NULL)
    {
      studio_demo_exchange_reply_failure (exchange, problem);
      return;
    }
  native = json_object_new ();
  json_object_set_string_member (native, "query", sql);
  json_object_set_null_member (native, "params");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, native);
}

const StudioDemoRoute studio_demo_dataset_routes[] = {
  { "POST", "/api/dataset", run_query, FALSE, 0, 0 },
  { "POST", "/api/dataset/native", compile_query, FALSE, 0, 0 },
  { "POST", "/api/dataset/:format", export_query, FALSE, 0, 0 },
  { NULL },
};
