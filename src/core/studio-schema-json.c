/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-schema-json.h"

#include "core/studio-error.h"
#include "core/studio-json.h"

#include <math.h>

#include <glib/gi18n-lib.h>

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_double (JsonBuilder *builder, const char *name, double value)
{
  if (!isfinite (value))
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static gboolean
has_range (const StudioFingerprint *fingerprint)
{
  return isfinite (fingerprint->minimum) || isfinite (fingerprint->average) ||
         isfinite (fingerprint->maximum);
}

static void
add_fingerprint_types (JsonBuilder *builder, const StudioFingerprint *fingerprint)
{
  json_builder_set_member_name (builder, "type");
  json_builder_begin_object (builder);
  if (has_range (fingerprint))
    {
      json_builder_set_member_name (builder, "type/Number");
      json_builder_begin_object (builder);
      add_double (builder, "min", fingerprint->minimum);
      add_double (builder, "q1", fingerprint->first_quartile);
      add_double (builder, "q3", fingerprint->third_quartile);
      add_double (builder, "max", fingerprint->maximum);
      add_double (builder, "sd", fingerprint->deviation);
      add_double (builder, "avg", fingerprint->average);
      json_builder_end_object (builder);
    }
  if (isfinite (fingerprint->average_length))
    {
      json_builder_set_member_name (builder, "type/Text");
      json_builder_begin_object (builder);
      add_double (builder, "average-length", fingerprint->average_length);
      add_double (builder, "percent-email", fingerprint->email_share);
      add_double (builder, "percent-url", fingerprint->url_share);
      json_builder_end_object (builder);
    }
  if (fingerprint->earliest != NULL || fingerprint->latest != NULL)
    {
      json_builder_set_member_name (builder, "type/DateTime");
      json_builder_begin_object (builder);
      add_string (builder, "earliest", fingerprint->earliest);
      add_string (builder, "latest", fingerprint->latest);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_fingerprint (JsonBuilder *builder, const StudioFingerprint *fingerprint)
{
  if (fingerprint->distinct_count < 0 && fingerprint->null_share < 0)
    return;
  json_builder_set_member_name (builder, "fingerprint");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "global");
  json_builder_begin_object (builder);
  if (fingerprint->distinct_count >= 0)
    add_int (builder, "distinct-count", fingerprint->distinct_count);
  if (fingerprint->null_share >= 0)
    add_double (builder, "nil%", fingerprint->null_share);
  json_builder_end_object (builder);
  add_fingerprint_types (builder, fingerprint);
  json_builder_end_object (builder);
}

static void
add_field (JsonBuilder *builder, const StudioFieldInfo *info)
{
  json_builder_begin_object (builder);
  add_int (builder, "id", info->id);
  add_string (builder, "name", info->name);
  add_string (builder, "display_name", info->display_name);
  add_string (builder, "description", info->description);
  add_string (builder, "base_type", info->base_type);
  add_string (builder, "effective_type", info->effective_type);
  add_string (builder, "database_type", info->database_type);
  add_string (builder, "semantic_type", info->semantic_type);
  add_string (builder, "visibility_type", info->visibility);
  add_int (builder, "position", info->position);
  add_boolean (builder, "database_is_pk", info->primary_key);
  add_boolean (builder, "database_is_nullable", info->nullable);
  if (info->json_unfolding)
    add_boolean (builder, "json_unfolding", TRUE);
  if (info->nested_path != NULL)
    {
      json_builder_set_member_name (builder, "nfc_path");
      json_builder_begin_array (builder);
      for (guint i = 0; info->nested_path[i] != NULL; i++)
        json_builder_add_string_value (builder, info->nested_path[i]);
      json_builder_end_array (builder);
    }
  if (info->target_field_id != 0)
    add_int (builder, "fk_target_field_id", info->target_field_id);
  if (info->target_field != NULL)
    {
      json_builder_set_member_name (builder, "target");
      json_builder_begin_object (builder);
      add_int (builder, "table_id", info->target_table_id);
      add_string (builder, "table_name", info->target_table);
      add_string (builder, "name", info->target_field);
      json_builder_end_object (builder);
    }
  add_fingerprint (builder, &info->fingerprint);
  json_builder_end_object (builder);
}

static void
add_table (JsonBuilder *builder, StudioTable *table)
{
  GListModel *fields = studio_table_get_fields (table);

  json_builder_begin_object (builder);
  add_int (builder, "id", studio_table_get_id (table));
  add_string (builder, "schema", studio_table_get_schema (table));
  add_string (builder, "name", studio_table_get_name (table));
  add_string (builder, "display_name", studio_table_get_display_name (table));
  add_string (builder, "description", studio_table_get_description (table));
  add_string (builder, "entity_type", studio_table_get_entity_type (table));
  if (studio_table_get_row_count (table) >= 0)
    add_int (builder, "estimated_row_count", studio_table_get_row_count (table));
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      add_field (builder, studio_field_get_info (field));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_database (JsonBuilder *builder, StudioDatabase *database)
{
  GListModel *tables = studio_database_get_tables (database);

  json_builder_begin_object (builder);
  add_int (builder, "id", studio_database_get_id (database));
  add_string (builder, "name", studio_database_get_name (database));
  add_string (builder, "engine", studio_database_get_engine (database));
  add_string (builder, "timezone", studio_database_get_timezone (database));
  add_boolean (builder, "is_sample", studio_database_get_sample (database));
  add_string (builder, "native_permissions",
              studio_database_get_native (database) ? "write" : "none");
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      add_table (builder, table);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

JsonNode *
studio_schema_to_json (GListModel *databases)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "databases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      add_database (builder, database);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static char *
dup_string (JsonObject *object, const char *name)
{
  return g_strdup (studio_json_get_string (object, name));
}

static void
read_fingerprint (StudioFingerprint *fingerprint, JsonObject *object)
{
  JsonObject *global = studio_json_get_object (object, "global");
  JsonObject *types = studio_json_get_object (object, "type");
  JsonObject *number = studio_json_get_object (types, "type/Number");
  JsonObject *text = studio_json_get_object (types, "type/Text");
  JsonObject *time = studio_json_get_object (types, "type/DateTime");

  fingerprint->distinct_count = studio_json_get_int (global, "distinct-count", -1);
  fingerprint->null_share = studio_json_get_double (global, "nil%", -1);
  fingerprint->minimum = studio_json_get_double (number, "min", NAN);
  fingerprint->first_quartile = studio_json_get_double (number, "q1", NAN);
  fingerprint->third_quartile = studio_json_get_double (number, "q3", NAN);
  fingerprint->maximum = studio_json_get_double (number, "max", NAN);
  fingerprint->deviation = studio_json_get_double (number, "sd", NAN);
  fingerprint->average = studio_json_get_double (number, "avg", NAN);
  fingerprint->average_length = studio_json_get_double (text, "average-length", NAN);
  fingerprint->email_share = studio_json_get_double (text, "percent-email", 0);
  fingerprint->url_share = studio_json_get_double (text, "percent-url", 0);
  fingerprint->earliest = dup_string (time, "earliest");
  fingerprint->latest = dup_string (time, "latest");
}

static void
read_keys (StudioFieldInfo *info, JsonObject *object)
{
  JsonArray *path = studio_json_get_array (object, "nfc_path");
  JsonObject *target = studio_json_get_object (object, "target");

  if (path != NULL && json_array_get_length (path) > 1)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      for (guint i = 0; i < json_array_get_length (path); i++)
        {
          JsonNode *key = json_array_get_element (path, i);
          g_autofree char *text = json_node_get_value_type (key) == G_TYPE_STRING
                                      ? json_node_dup_string (key)
                                      : json_to_string (key, FALSE);

          g_strv_builder_add (builder, text);
        }
      info->nested_path = g_strv_builder_end (builder);
    }
  /* Older servers do not tell `database_is_pk`; the semantic type is the only word then. */
  info->primary_key = studio_json_get_boolean (object, "database_is_pk",
                                               g_strcmp0 (info->semantic_type, "type/PK") == 0);
  info->nullable = studio_json_get_boolean (object, "database_is_nullable", TRUE);
  info->target_field_id = studio_json_get_int (object, "fk_target_field_id", 0);
  info->target_table_id = studio_json_get_int (target, "table_id", 0);
  info->target_table = dup_string (target, "table_name");
  info->target_field = dup_string (target, "name");
}

/* A list of at most one; older servers give the one by itself. */
static gboolean
is_remapped (JsonObject *object)
{
  JsonArray *list = studio_json_get_array (object, "dimensions");
  JsonObject *dimension = list != NULL && json_array_get_length (list) > 0
                              ? studio_json_array_get_object (list, 0)
                              : studio_json_get_object (object, "dimensions");

  return g_strcmp0 (studio_json_get_string (dimension, "type"), "internal") == 0;
}

StudioFieldInfo *
studio_field_info_from_json (JsonObject *object)
{
  g_autoptr (StudioFieldInfo) info = studio_field_info_new ();

  info->name = dup_string (object, "name");
  if (info->name == NULL || !studio_json_get_boolean (object, "active", TRUE))
    return NULL;
  info->id = studio_json_get_int (object, "id", 0);
  info->table_id = studio_json_get_int (object, "table_id", 0);
  info->display_name = dup_string (object, "display_name");
  info->description = dup_string (object, "description");
  info->base_type = dup_string (object, "base_type");
  info->effective_type = dup_string (object, "effective_type");
  info->database_type = dup_string (object, "database_type");
  info->semantic_type = dup_string (object, "semantic_type");
  info->visibility = dup_string (object, "visibility_type");
  info->values_kept = dup_string (object, "has_field_values");
  info->remapped = is_remapped (object);
  info->position = studio_json_get_int (object, "position", 0);
  info->json_unfolding = studio_json_get_boolean (object, "json_unfolding", FALSE);
  read_keys (info, object);
  if (studio_json_get_object (object, "fingerprint") != NULL)
    read_fingerprint (&info->fingerprint, studio_json_get_object (object, "fingerprint"));
  return g_steal_pointer (&info);
}

static StudioTable *
read_table (JsonObject *object)
{
  g_autofree char *name = dup_string (object, "name");
  g_autofree char *schema = dup_string (object, "schema");
  g_autofree char *display_name = dup_string (object, "display_name");
  g_autofree char *description = dup_string (object, "description");
  g_autofree char *entity_type = dup_string (object, "entity_type");
  JsonArray *fields = studio_json_get_array (object, "fields");
  StudioTable *table;

  if (name == NULL || !studio_json_get_boolean (object, "active", TRUE))
    return NULL;
  table = studio_table_new (studio_json_get_int (object, "id", 0), schema, name);
  studio_table_set_details (table, display_name, description, entity_type,
                            studio_json_get_int (object, "estimated_row_count", -1));
  if (fields != NULL)
    {
      GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < json_array_get_length (fields); i++)
        {
          StudioFieldInfo *info =
              studio_field_info_from_json (studio_json_array_get_object (fields, i));

          if (info != NULL)
            g_ptr_array_add (array, studio_field_new (info));
        }
      studio_table_take_fields (table, array);
    }
  return table;
}

static StudioDatabase *
read_database (JsonObject *object)
{
  g_autofree char *name = dup_string (object, "name");
  g_autofree char *engine = dup_string (object, "engine");
  g_autofree char *time_zone = dup_string (object, "timezone");
  g_autofree char *native = dup_string (object, "native_permissions");
  JsonArray *tables = studio_json_get_array (object, "tables");
  GPtrArray *array;
  StudioDatabase *database;

  if (tables == NULL)
    return NULL;
  database = studio_database_new (studio_json_get_int (object, "id", 0), name != NULL ? name : "",
                                  engine != NULL ? engine : "postgres");
  studio_database_set_details (database, time_zone,
                               studio_json_get_boolean (object, "is_sample", FALSE),
                               g_strcmp0 (native, "none") != 0);
  array = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < json_array_get_length (tables); i++)
    {
      JsonNode *node = json_array_get_element (tables, i);
      StudioTable *table =
          JSON_NODE_HOLDS_OBJECT (node) ? read_table (json_node_get_object (node)) : NULL;

      if (table != NULL)
        g_ptr_array_add (array, table);
    }
  studio_database_take_tables (database, array);
  return database;
}

GListModel *
studio_schema_from_json (JsonNode *root, GError **error)
{
  g_autoptr (GListStore) store = g_list_store_new (STUDIO_TYPE_DATABASE);
  g_autoptr (JsonArray) alone = NULL;
  JsonObject *object = studio_json_node_get_object (root);
  JsonArray *array = studio_json_node_get_array (root);

  if (object != NULL)
    array = studio_json_get_array (object, "databases");
  if (array == NULL && object != NULL)
    {
      array = alone = json_array_new ();
      json_array_add_element (alone, json_node_copy (root));
    }
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autoptr (StudioDatabase) database =
          JSON_NODE_HOLDS_OBJECT (node) ? read_database (json_node_get_object (node)) : NULL;

      if (database != NULL)
        g_list_store_append (store, database);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) == 0)
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("The schema holds no database: a file written by “kpi-studio-cli "
                              "discover --format json” is expected"));
      return NULL;
    }
  return G_LIST_MODEL (g_steal_pointer (&store));
}
