/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-describe.h"
#include "demo/studio-demo-json.h"

#include <string.h>

#define SAVED_QUESTIONS_ID "-1337"

/* Answers and returns FALSE when the database named in the path is not the one there is. */
static gboolean
check_database (StudioDemoExchange *exchange)
{
  if (studio_demo_exchange_get_id (exchange, 0) == STUDIO_DEMO_DATABASE_ID)
    return TRUE;
  studio_demo_exchange_reply_not_found (exchange);
  return FALSE;
}

static void
write_members (StudioDemoWriter *writer, JsonObject *object)
{
  g_autofree char *text = studio_demo_json_print_object (object);

  text[strlen (text) - 1] = '\0';
  studio_demo_writer_raw_members (writer, text + 1);
}

static void
write_tables (StudioDemoWriter *writer,
              StudioDemoServer *server,
              gboolean with_fields,
              gboolean with_hidden)
{
  studio_demo_writer_key (writer, "tables");
  studio_demo_writer_begin_array (writer);
  for (guint i = 0; i < server->catalogue->tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (server->catalogue->tables, i);

      if (table->visibility_type != NULL && !with_hidden)
        continue;
      studio_demo_writer_begin_object (writer);
      studio_demo_describe_table (writer, server, table);
      if (with_fields)
        {
          studio_demo_describe_fields (writer, server, table, with_hidden, with_hidden, FALSE);
          studio_demo_writer_raw_members (writer, "\"segments\":[],\"metrics\":[]");
        }
      studio_demo_writer_end_object (writer);
    }
  studio_demo_writer_end_array (writer);
}

static gboolean
includes (StudioDemoExchange *exchange, const char *what)
{
  const char *include = studio_demo_exchange_get_query (exchange, "include");

  return include != NULL && g_str_has_prefix (include, what);
}

static void
write_saved_questions (StudioDemoWriter *writer)
{
  studio_demo_writer_raw (writer,
                          "{\"name\":\"Saved Questions\",\"id\":" SAVED_QUESTIONS_ID
                          ",\"features\":[\"basic-aggregations\"],\"is_saved_questions\":true}");
}

static void
list_databases (StudioDemoExchange *exchange)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autoptr (JsonObject) database = studio_demo_describe_database (exchange->server);
  gboolean saved = studio_demo_exchange_get_query_flag (exchange, "saved");

  json_object_set_string_member (database, "native_permissions",
                                 exchange->server->options->deny_native ? "none" : "write");
  json_object_set_boolean_member (database, "can_upload", FALSE);
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, "data");
  studio_demo_writer_begin_array (writer);
  studio_demo_writer_begin_object (writer);
  write_members (writer, database);
  if (includes (exchange, "tables"))
    write_tables (writer, exchange->server, FALSE, FALSE);
  studio_demo_writer_end_object (writer);
  if (saved)
    write_saved_questions (writer);
  studio_demo_writer_end_array (writer);
  studio_demo_writer_int_member (writer, "total", saved ? 2 : 1);
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
get_database (StudioDemoExchange *exchange)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autoptr (JsonObject) database = NULL;

  if (!check_database (exchange))
    return;
  database = studio_demo_describe_database (exchange->server);
  json_object_set_boolean_member (database, "can-manage", TRUE);
  json_object_set_boolean_member (database, "can_upload", FALSE);
  studio_demo_writer_begin_object (writer);
  write_members (writer, database);
  if (includes (exchange, "tables"))
    write_tables (writer, exchange->server, includes (exchange, "tables.fields"), FALSE);
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
get_metadata (StudioDemoExchange *exchange)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autoptr (JsonObject) database = NULL;

  if (!check_database (exchange))
    return;
  database = studio_demo_describe_database (exchange->server);
  studio_demo_writer_begin_object (writer);
  write_members (writer, database);
  write_tables (writer, exchange->server,
                !studio_demo_exchange_get_query_flag (exchange, "skip_fields"),
                studio_demo_exchange_get_query_flag (exchange, "include_hidden"));
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
list_schemas (StudioDemoExchange *exchange)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  GPtrArray *tables = exchange->server->catalogue->tables;
  const char *last = NULL;

  if (!check_database (exchange))
    return;
  studio_demo_writer_begin_array (writer);
  /* Tables are sorted by schema. */
  for (guint i = 0; i < tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (tables, i);

      if (table->visibility_type != NULL)
        continue;
      if (g_strcmp0 (table->schema, last) != 0)
        studio_demo_writer_string (writer, table->schema);
      last = table->schema;
    }
  studio_demo_writer_end_array (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
list_schema_tables (StudioDemoExchange *exchange)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  GPtrArray *tables = exchange->server->catalogue->tables;
  const char *schema = exchange->captures[0] != NULL ? exchange->captures[1] : NULL;
  gboolean found = FALSE;

  if (!check_database (exchange))
    return;
  studio_demo_writer_begin_array (writer);
  for (guint i = 0; i < tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (tables, i);

      if (strcmp (table->schema, schema != NULL ? schema : "") != 0)
        continue;
      found = TRUE;
      if (table->visibility_type != NULL)
        continue;
      studio_demo_writer_begin_object (writer);
      studio_demo_describe_table (writer, exchange->server, table);
      studio_demo_writer_end_object (writer);
    }
  studio_demo_writer_end_array (writer);
  if (found)
    studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
  else
    studio_demo_exchange_reply_not_found (exchange);
}

/* Writes @field of @table, or nothing where it does not belong in the list. */
typedef void (*WriteField) (StudioDemoWriter *writer,
                            StudioDemoServer *server,
                            const StudioDemoTable *table,
                            const StudioDemoField *field);

static void
write_slim_field (StudioDemoWriter *writer,
                  StudioDemoServer *server,
                  const StudioDemoTable *table,
                  const StudioDemoField *field)
{
  if (strcmp (field->visibility_type, "sensitive") == 0 ||
      strcmp (field->visibility_type, "retired") == 0)
    return;
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_int_member (writer, "id", field->id);
  studio_demo_writer_string_member (writer, "name", field->name);
  studio_demo_writer_string_member (writer, "display_name", field->display_name);
  studio_demo_writer_string_member (writer, "base_type", field->base_type);
  studio_demo_writer_string_member (writer, "semantic_type", field->semantic_type);
  studio_demo_writer_string_member (writer, "table_name", table->display_name);
  studio_demo_writer_int_member (writer, "table_id", table->id);
  studio_demo_writer_string_member (writer, "schema", table->schema);
  studio_demo_writer_end_object (writer);
}

static void
write_id_field (StudioDemoWriter *writer,
                StudioDemoServer *server,
                const StudioDemoTable *table,
                const StudioDemoField *field)
{
  if (g_strcmp0 (field->semantic_type, "type/PK") == 0)
    studio_demo_describe_field (writer, server, field, FALSE, FALSE);
}

static void
reply_fields (StudioDemoExchange *exchange, WriteField write)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  GPtrArray *tables = exchange->server->catalogue->tables;

  if (!check_database (exchange))
    return;
  studio_demo_writer_begin_array (writer);
  for (guint i = 0; i < tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (tables, i);

      for (guint j = 0; j < table->fields->len; j++)
        write (writer, exchange->server, table, g_ptr_array_index (table->fields, j));
    }
  studio_demo_writer_end_array (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_OK, writer);
}

static void
list_fields (StudioDemoExchange *exchange)
{
  reply_fields (exchange, write_slim_field);
}

static void
list_id_fields (StudioDemoExchange *exchange)
{
  reply_fields (exchange, write_id_field);
}

/* Metabase gives no more suggestions than this. */
#define MOST_SUGGESTIONS 50

static gboolean
is_suggested (StudioDemoExchange *exchange, const char *name)
{
  const char *prefix = studio_demo_exchange_get_query (exchange, "prefix");
  const char *substring = studio_demo_exchange_get_query (exchange, "substring");
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autofree char *wanted = g_utf8_strdown (prefix != NULL      ? prefix
                                            : substring != NULL ? substring
                                                                : "",
                                            -1);

  return prefix != NULL ? g_str_has_prefix (lower, wanted) : strstr (lower, wanted) != NULL;
}

static void
add_suggestion (JsonArray *suggestions, const char *name, const char *what)
{
  JsonArray *pair = json_array_new ();

  json_array_add_string_element (pair, name);
  json_array_add_string_element (pair, what);
  json_array_add_array_element (suggestions, pair);
}

static void
get_suggestions (StudioDemoExchange *exchange)
{
  JsonArray *suggestions = json_array_new ();
  GPtrArray *tables = exchange->server->catalogue->tables;

  for (guint i = 0; i < tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (tables, i);

      if (json_array_get_length (suggestions) < MOST_SUGGESTIONS &&
          is_suggested (exchange, table->name))
        add_suggestion (suggestions, table->name, "Table");
    }
  for (guint i = 0; i < tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (tables, i);

      for (guint j = 0; j < table->fields->len; j++)
        {
          StudioDemoField *field = g_ptr_array_index (table->fields, j);
          g_autofree char *what = g_strdup_printf ("%s %s", table->name, field->base_type);

          if (json_array_get_length (suggestions) < MOST_SUGGESTIONS &&
              is_suggested (exchange, field->name))
            add_suggestion (suggestions, field->name, what);
        }
    }
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, suggestions);
}

static void
reply_ok (StudioDemoExchange *exchange)
{
  JsonObject *status;

  if (!check_database (exchange))
    return;
  status = json_object_new ();
  json_object_set_string_member (status, "status", "ok");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, status);
}

const StudioDemoRoute studio_demo_database_routes[] = {
  { "GET", "/api/database", list_databases, FALSE, 0, 0 },
  { "GET", "/api/database/:id", get_database, FALSE, 0, 0 },
  { "GET", "/api/database/:id/metadata", get_metadata, FALSE, 0, 0 },
  { "GET", "/api/database/:id/schemas", list_schemas, FALSE, 0, 0 },
  { "GET", "/api/database/:id/syncable_schemas", list_schemas, FALSE, 0, 0 },
  { "GET", "/api/database/:id/schema", list_schema_tables, FALSE, 0, 0 },
  { "GET", "/api/database/:id/schema/:name", list_schema_tables, FALSE, 0, 0 },
  { "GET", "/api/database/:id/fields", list_fields, FALSE, 0, 0 },
  { "GET", "/api/database/:id/idfields", list_id_fields, FALSE, 0, 0 },
  { "GET", "/api/database/:id/autocomplete_suggestions", get_suggestions, FALSE, 0, 0 },
  { "GET", "/api/database/:id/healthcheck", reply_ok, FALSE, 0, 0 },
  { "POST", "/api/database/:id/sync_schema", reply_ok, FALSE, 0, 0 },
  { "POST", "/api/database/:id/rescan_values", reply_ok, FALSE, 0, 0 },
  { NULL },
};
