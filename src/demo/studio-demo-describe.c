/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-describe.h"

#include "demo/studio-demo-json.h"
#include "demo/studio-demo-remapping.h"
#include "demo/studio-demo-semantics.h"

#include <string.h>

static void
set_dbms_version (JsonObject *database, const char *text)
{
  JsonObject *version = studio_demo_json_get_object (database, "dbms_version");
  JsonArray *numbers = json_array_new ();
  g_auto (GStrv) parts = g_strsplit_set (text, ". ", 3);

  for (gsize i = 0; i < 2 && parts[i] != NULL; i++)
    json_array_add_int_element (numbers, g_ascii_strtoll (parts[i], NULL, 10));
  json_object_set_string_member (version, "version", text);
  json_object_set_array_member (version, "semantic-version", numbers);
}

JsonObject *
studio_demo_describe_database (StudioDemoServer *server)
{
  JsonObject *database = studio_demo_shapes_make (server->shapes, "database");

  json_object_set_int_member (database, "id", STUDIO_DEMO_DATABASE_ID);
  json_object_set_string_member (database, "name", STUDIO_DEMO_DATABASE_NAME);
  json_object_set_string_member (database, "created_at", server->catalogue->synced_at);
  json_object_set_string_member (database, "updated_at", server->catalogue->synced_at);
  if (json_object_has_member (database, "dbms_version"))
    set_dbms_version (database, studio_demo_queries_get_server_version (server->queries));
  return database;
}

void
studio_demo_describe_table (StudioDemoWriter *writer,
                            StudioDemoServer *server,
                            const StudioDemoTable *table)
{
  studio_demo_writer_raw_members (writer, studio_demo_shapes_get_members (server->shapes, "table"));
  studio_demo_writer_int_member (writer, "id", table->id);
  studio_demo_writer_string_member (writer, "schema", table->schema);
  studio_demo_writer_string_member (writer, "name", table->name);
  studio_demo_writer_string_member (writer, "display_name", table->display_name);
  studio_demo_writer_string_member (writer, "description", table->description);
  studio_demo_writer_string_member (writer, "entity_type", table->entity_type);
  studio_demo_writer_string_member (writer, "visibility_type", table->visibility_type);
  studio_demo_writer_key (writer, "estimated_row_count");
  if (table->estimated_rows >= 0)
    studio_demo_writer_int (writer, table->estimated_rows);
  else
    studio_demo_writer_null (writer);
  studio_demo_writer_string_member (writer, "created_at", server->catalogue->synced_at);
  studio_demo_writer_string_member (writer, "updated_at", server->catalogue->synced_at);
}

static void
write_database_facts (StudioDemoWriter *writer,
                      StudioDemoServer *server,
                      const StudioDemoField *field)
{
  gboolean required = !field->is_nullable && field->default_value == NULL &&
                      !field->is_auto_increment && !field->is_generated;

  studio_demo_writer_int_member (writer, "database_position", field->position);
  studio_demo_writer_boolean_member (writer, "database_required", required);
  studio_demo_writer_boolean_member (writer, "database_is_auto_increment",
                                     field->is_auto_increment);
  if (!studio_demo_version_from (server->version, 57))
    return;
  studio_demo_writer_boolean_member (writer, "database_is_pk", field->is_pk);
  studio_demo_writer_boolean_member (writer, "database_is_nullable", field->is_nullable);
  studio_demo_writer_boolean_member (writer, "database_is_generated", field->is_generated);
  studio_demo_writer_string_member (writer, "database_default", field->default_value);
}

void
studio_demo_describe_field (StudioDemoWriter *writer,
                            StudioDemoServer *server,
                            const StudioDemoField *field,
                            gboolean with_target,
                            gboolean with_dimensions)
{
  const StudioDemoField *target =
      with_target ? studio_demo_catalogue_get_field (server->catalogue, field->fk_target_field_id)
                  : NULL;

  studio_demo_writer_begin_object (writer);
  studio_demo_writer_raw_members (writer, studio_demo_shapes_get_members (server->shapes, "field"));
  studio_demo_writer_int_member (writer, "id", field->id);
  studio_demo_writer_int_member (writer, "table_id", field->table_id);
  studio_demo_writer_string_member (writer, "name", field->name);
  studio_demo_writer_string_member (writer, "display_name", field->display_name);
  studio_demo_writer_string_member (writer, "description", field->description);
  studio_demo_writer_string_member (writer, "database_type", field->database_type);
  studio_demo_writer_string_member (writer, "base_type", field->base_type);
  studio_demo_writer_string_member (writer, "effective_type", field->base_type);
  studio_demo_writer_string_member (writer, "semantic_type", field->semantic_type);
  studio_demo_writer_string_member (writer, "visibility_type", field->visibility_type);
  studio_demo_writer_id_member (writer, "fk_target_field_id", field->fk_target_field_id);
  studio_demo_writer_raw_member (writer, "nfc_path", field->nfc_path);
  studio_demo_writer_boolean_member (writer, "json_unfolding", field->json_unfolding);
  studio_demo_writer_raw_member (writer, "fingerprint", field->fingerprint);
  studio_demo_writer_string_member (writer, "has_field_values",
                                    studio_demo_semantics_get_field_values (field));
  studio_demo_writer_int_member (writer, "position", field->position);
  studio_demo_writer_int_member (writer, "custom_position", 0);
  write_database_facts (writer, server, field);
  studio_demo_writer_string_member (writer, "last_analyzed", server->catalogue->synced_at);
  studio_demo_writer_string_member (writer, "created_at", server->catalogue->synced_at);
  studio_demo_writer_string_member (writer, "updated_at", server->catalogue->synced_at);
  if (with_target)
    {
      studio_demo_writer_key (writer, "target");
      if (target != NULL)
        studio_demo_describe_field (writer, server, target, FALSE, FALSE);
      else
        studio_demo_writer_null (writer);
    }
  if (with_dimensions)
    studio_demo_remapping_write (writer, server->store, field->id);
  studio_demo_writer_end_object (writer);
}

void
studio_demo_describe_fields (StudioDemoWriter *writer,
                             StudioDemoServer *server,
                             const StudioDemoTable *table,
                             gboolean with_hidden,
                             gboolean with_sensitive,
                             gboolean with_dimensions)
{
  studio_demo_writer_key (writer, "fields");
  studio_demo_writer_begin_array (writer);
  for (guint i = 0; i < table->fields->len; i++)
    {
      const StudioDemoField *field = g_ptr_array_index (table->fields, i);

      if ((strcmp (field->visibility_type, "hidden") == 0 && !with_hidden) ||
          (strcmp (field->visibility_type, "sensitive") == 0 && !with_sensitive))
        continue;
      studio_demo_describe_field (writer, server, field, TRUE, with_dimensions);
    }
  studio_demo_writer_end_array (writer);
}
