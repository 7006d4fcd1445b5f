/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-describe.h"
#include "demo/studio-demo-edits.h"
#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-remapping.h"
#include "demo/studio-demo-running.h"
#include "demo/studio-demo-semantics.h"

#include <string.h>

/* Metabase lists no more values than this. */
#define MOST_VALUES 1000

static StudioDemoField *
get_field_or_reply (StudioDemoExchange *exchange)
{
  StudioDemoField *field = studio_demo_catalogue_get_field (
      exchange->server->catalogue, studio_demo_exchange_get_id (exchange, 0));

  if (field == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  return field;
}

static StudioDemoTable *
get_its_table (StudioDemoExchange *exchange, const StudioDemoField *field)
{
  return studio_demo_catalogue_get_table (exchange->server->catalogue, field->table_id);
}

static void
get_field (StudioDemoExchange *exchange)
{
  StudioDemoField *field = get_field_or_reply (exchange);
  g_autoptr (StudioDemoWriter) inner = studio_demo_writer_new ();
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autofree char *text = NULL;

  if (field == NULL)
    return;
  studio_demo_describe_field (inner, exchange->server, field, TRUE, TRUE);
  text = studio_demo_writer_to_string (inner);
  text[strlen (text) - 1] = '\0';
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_raw_members (writer, text + 1);
  studio_demo_writer_key (writer, "table");
  studio_demo_writer_begin_object (writer);
  studio_demo_describe_table (writer, exchange->server, get_its_table (exchange, field));
  studio_demo_writer_end_object (writer);
  studio_demo_writer_raw_members (writer, "\"name_field\":null");
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
update_field (StudioDemoExchange *exchange)
{
  static const char *const visibilities[] = { "normal",    "details-only", "hidden",
                                              "sensitive", "retired",      NULL };
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  StudioDemoField *field = get_field_or_reply (exchange);
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autoptr (GError) error = NULL;

  if (field == NULL)
    return;
  checks = studio_demo_checks_new (body);
  studio_demo_checks_maybe_text (checks, "display_name");
  studio_demo_checks_maybe_text (checks, "description");
  studio_demo_checks_maybe_text (checks, "semantic_type");
  studio_demo_checks_maybe_id (checks, "fk_target_field_id");
  studio_demo_checks_maybe_one_of (checks, "visibility_type", visibilities);
  if (studio_demo_checks_reply (checks, exchange))
    return;
  if (body != NULL &&
      !studio_demo_edits_change_field (exchange->server->store, field, body, &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    get_field (exchange);
}

static void
reply_values (StudioDemoExchange *exchange,
              const StudioDemoField *field,
              const char *values,
              gboolean more)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  studio_demo_writer_begin_object (writer);
  studio_demo_writer_raw_member (writer, "values", values);
  studio_demo_writer_int_member (writer, "field_id", field->id);
  studio_demo_writer_boolean_member (writer, "has_more_values", more);
  studio_demo_writer_string_member (writer, "has_field_values",
                                    studio_demo_semantics_get_field_values (field));
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
on_values_cb (StudioDemoExchange *exchange, StudioDemoQueryResult *result, gpointer user_data)
{
  const StudioDemoField *field = user_data;

  if (result->failed)
    studio_demo_exchange_reply_failure (exchange, result->error);
  else
    {
      g_autofree char *values =
          studio_demo_remapping_apply (exchange->server->store, field->id, result->rows);

      reply_values (exchange, field, values, result->truncated);
    }
}

static void
get_values (StudioDemoExchange *exchange)
{
  StudioDemoField *field = get_field_or_reply (exchange);
  g_autofree char *column = NULL;
  g_autofree char *table = NULL;
  g_autofree char *sql = NULL;
  StudioDemoQuery *query;

  if (field == NULL)
    return;
  if (strcmp (studio_demo_semantics_get_field_values (field), "list") != 0)
    {
      reply_values (exchange, field, "[]", FALSE);
      return;
    }
  column = studio_demo_field_to_sql (field, NULL);
  table = studio_demo_table_to_sql (get_its_table (exchange, field));
  sql = g_strdup_printf ("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL ORDER BY 1", column,
                         table, column);
  query = studio_demo_query_new (sql);
  query->most_rows = MOST_VALUES;
  studio_demo_running_start (exchange, query, on_values_cb, field, NULL);
}

/* What people call the values, which Metabase takes for fields that are lists. */
static void
set_values (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  StudioDemoField *field = get_field_or_reply (exchange);
  JsonArray *values = body != NULL ? studio_demo_json_get_array (body, "values") : NULL;
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *answer;

  if (field == NULL)
    return;
  checks = studio_demo_checks_new (body);
  studio_demo_checks_maybe_array (checks, "values");
  if (studio_demo_checks_reply (checks, exchange))
    return;
  if (strcmp (studio_demo_semantics_get_field_values (field), "list") != 0)
    {
      studio_demo_exchange_reply_message (
          exchange, SOUP_STATUS_BAD_REQUEST,
          "You can only update the human readable values of a mapped values of a Field whose value "
          "of `has_field_values` is `list` or whose 'base_type' is 'type/Boolean'.");
      return;
    }
  if (values != NULL &&
      !studio_demo_remapping_set_values (exchange->server->store, field->id, values, &error))
    {
      studio_demo_exchange_reply_failure (exchange, error->message);
      return;
    }
  answer = json_object_new ();
  json_object_set_string_member (answer, "status", "success");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, answer);
}

static void
set_dimension (StudioDemoExchange *exchange)
{
  static const char *const types[] = { "internal", "external", NULL };
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  StudioDemoField *field = get_field_or_reply (exchange);
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *dimension;

  if (field == NULL)
    return;
  checks = studio_demo_checks_new (body);
  studio_demo_checks_text (checks, "name");
  studio_demo_checks_text (checks, "type");
  studio_demo_checks_maybe_one_of (checks, "type", types);
  if (studio_demo_checks_reply (checks, exchange))
    return;
  dimension =
      studio_demo_remapping_set_dimension (exchange->server->store, field->id, body, &error);
  if (dimension == NULL)
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, dimension);
}

static void
remove_dimension (StudioDemoExchange *exchange)
{
  StudioDemoField *field = get_field_or_reply (exchange);
  g_autoptr (GError) error = NULL;

  if (field == NULL)
    return;
  if (studio_demo_remapping_remove (exchange->server->store, field->id, &error))
    studio_demo_exchange_reply_no_content (exchange);
  else
    studio_demo_exchange_reply_failure (exchange, error->message);
}

static void
on_summary_cb (StudioDemoExchange *exchange, StudioDemoQueryResult *result, gpointer user_data)
{
  g_autoptr (JsonNode) rows = NULL;
  JsonArray *row;
  JsonArray *summary;
  const char *const names[] = { "count", "distincts" };

  if (result->failed)
    {
      studio_demo_exchange_reply_failure (exchange, result->error);
      return;
    }
  rows = studio_demo_json_parse (result->rows, -1, NULL);
  row = json_array_get_array_element (json_node_get_array (rows), 0);
  summary = json_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonArray *pair = json_array_new ();

      json_array_add_string_element (pair, names[i]);
      json_array_add_int_element (pair, json_array_get_int_element (row, i));
      json_array_add_array_element (summary, pair);
    }
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, summary);
}

static void
get_summary (StudioDemoExchange *exchange)
{
  StudioDemoField *field = get_field_or_reply (exchange);
  g_autofree char *column = NULL;
  g_autofree char *table = NULL;
  g_autofree char *sql = NULL;

  if (field == NULL)
    return;
  column = studio_demo_field_to_sql (field, NULL);
  table = studio_demo_table_to_sql (get_its_table (exchange, field));
  sql = g_strdup_printf ("SELECT count(%s), count(DISTINCT %s) FROM %s", column, column, table);
  studio_demo_running_start (exchange, studio_demo_query_new (sql), on_summary_cb, NULL, NULL);
}

const StudioDemoRoute studio_demo_field_routes[] = {
  { "GET", "/api/field/:id", get_field, FALSE, 0, 0 },
  { "PUT", "/api/field/:id", update_field, FALSE, 0, 0 },
  { "GET", "/api/field/:id/values", get_values, FALSE, 0, 0 },
  { "POST", "/api/field/:id/values", set_values, FALSE, 0, 0 },
  { "POST", "/api/field/:id/dimension", set_dimension, FALSE, 0, 0 },
  { "DELETE", "/api/field/:id/dimension", remove_dimension, FALSE, 0, 0 },
  { "GET", "/api/field/:id/summary", get_summary, FALSE, 0, 0 },
  { NULL },
};
