/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-describe.h"
#include "demo/studio-demo-edits.h"
#include "demo/studio-demo-json.h"

static StudioDemoTable *
get_table_or_reply (StudioDemoExchange *exchange)
{
  StudioDemoTable *table = studio_demo_catalogue_get_table (
      exchange->server->catalogue, studio_demo_exchange_get_id (exchange, 0));

  if (table == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  return table;
}

static char *
print_database (StudioDemoServer *server)
{
  g_autoptr (JsonObject) database = studio_demo_describe_database (server);

  return studio_demo_json_print_object (database);
}

static void
list_tables (StudioDemoExchange *exchange)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autofree char *database = print_database (exchange->server);
  GPtrArray *tables = exchange->server->catalogue->tables;

  studio_demo_writer_begin_array (writer);
  for (guint i = 0; i < tables->len; i++)
    {
      studio_demo_writer_begin_object (writer);
      studio_demo_describe_table (writer, exchange->server, g_ptr_array_index (tables, i));
      studio_demo_writer_raw_member (writer, "db", database);
      studio_demo_writer_end_object (writer);
    }
  studio_demo_writer_end_array (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
write_keys (StudioDemoWriter *writer, const StudioDemoTable *table)
{
  const StudioDemoField *key = NULL;

  for (guint i = 0; i < table->fields->len; i++)
    {
      const StudioDemoField *field = g_ptr_array_index (table->fields, i);

      if (field->is_pk)
        key = key != NULL ? key : field;
    }
  studio_demo_writer_id_member (writer, "pk_field", key != NULL ? key->id : 0);
}

/* An object of the table with its database, which is left open. */
static void
begin_table (StudioDemoWriter *writer, StudioDemoServer *server, const StudioDemoTable *table)
{
  g_autofree char *database = print_database (server);

  studio_demo_writer_begin_object (writer);
  studio_demo_describe_table (writer, server, table);
  studio_demo_writer_raw_member (writer, "db", database);
}

static void
get_table (StudioDemoExchange *exchange)
{
  StudioDemoTable *table = get_table_or_reply (exchange);
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  if (table == NULL)
    return;
  begin_table (writer, exchange->server, table);
  write_keys (writer, table);
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
update_table (StudioDemoExchange *exchange)
{
  static const char *const visibilities[] = { "hidden", "technical", "cruft", NULL };
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  StudioDemoTable *table = get_table_or_reply (exchange);
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autoptr (GError) error = NULL;

  if (table == NULL)
    return;
  checks = studio_demo_checks_new (body);
  studio_demo_checks_maybe_text (checks, "display_name");
  studio_demo_checks_maybe_text (checks, "entity_type");
  studio_demo_checks_maybe_one_of (checks, "visibility_type", visibilities);
  if (studio_demo_checks_reply (checks, exchange))
    return;
  if (body != NULL &&
      !studio_demo_edits_change_table (exchange->server->store, table, body, &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    get_table (exchange);
}

static void
get_query_metadata (StudioDemoExchange *exchange)
{
  StudioDemoTable *table = get_table_or_reply (exchange);
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  if (table == NULL)
    return;
  begin_table (writer, exchange->server, table);
  studio_demo_describe_fields (
      writer, exchange->server, table,
      studio_demo_exchange_get_query_flag (exchange, "include_hidden_fields"),
      studio_demo_exchange_get_query_flag (exchange, "include_sensitive_fields"), TRUE);
  studio_demo_writer_raw_members (writer, "\"segments\":[],\"metrics\":[],"
                                          "\"dimension_options\":{}");
  if (studio_demo_exchange_from (exchange, 59))
    studio_demo_writer_raw_members (writer, "\"measures\":[]");
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
write_field_with_table (StudioDemoWriter *writer,
                        StudioDemoServer *server,
                        const char *key,
                        const StudioDemoField *field)
{
  g_autoptr (StudioDemoWriter) inner = studio_demo_writer_new ();
  g_autofree char *text = NULL;
  GString *members;

  studio_demo_describe_field (inner, server, field, FALSE, FALSE);
  text = studio_demo_writer_to_string (inner);
  members = g_string_new (text + 1);
  g_string_truncate (members, members->len - 1);
  studio_demo_writer_key (writer, key);
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_raw_members (writer, members->str);
  studio_demo_writer_key (writer, "table");
  studio_demo_writer_begin_object (writer);
  studio_demo_describe_table (writer, server,
                              studio_demo_catalogue_get_table (server->catalogue, field->table_id));
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_object (writer);
  g_string_free (members, TRUE);
}

/* Every foreign key that points at a field of this table. */
static void
list_foreign_keys (StudioDemoExchange *exchange)
{
  StudioDemoServer *server = exchange->server;
  StudioDemoTable *table = get_table_or_reply (exchange);
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  GHashTableIter iter;
  gpointer value;

  if (table == NULL)
    return;
  studio_demo_writer_begin_array (writer);
  g_hash_table_iter_init (&iter, server->catalogue->fields_by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const StudioDemoField *origin = value;
      const StudioDemoField *target =
          studio_demo_catalogue_get_field (server->catalogue, origin->fk_target_field_id);

      if (target == NULL || target->table_id != table->id)
        continue;
      studio_demo_writer_begin_object (writer);
      studio_demo_writer_string_member (writer, "relationship", "Mt1");
      studio_demo_writer_int_member (writer, "origin_id", origin->id);
      write_field_with_table (writer, server, "origin", origin);
      studio_demo_writer_int_member (writer, "destination_id", target->id);
      write_field_with_table (writer, server, "destination", target);
      studio_demo_writer_end_object (writer);
    }
  studio_demo_writer_end_array (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

const StudioDemoRoute studio_demo_table_routes[] = {
  { "GET", "/api/table", list_tables, FALSE, 0, 0 },
  { "GET", "/api/table/:id", get_table, FALSE, 0, 0 },
  { "PUT", "/api/table/:id", update_table, FALSE, 0, 0 },
  { "GET", "/api/table/:id/query_metadata", get_query_metadata, FALSE, 0, 0 },
  { "GET", "/api/table/:id/fks", list_foreign_keys, FALSE, 0, 0 },
  { NULL },
};
