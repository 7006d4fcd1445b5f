/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-card.h"

#include "core/studio-json.h"

StudioCard *
studio_card_new (void)
{
  return g_new0 (StudioCard, 1);
}

void
studio_card_free (StudioCard *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->description);
  g_free (self->sql);
  g_free (self->display);
  g_clear_pointer (&self->visualization, json_node_unref);
  g_clear_pointer (&self->query, json_node_unref);
  g_free (self->type);
  g_free (self->updated);
  g_free (self);
}

static const char *
read_native (JsonObject *query)
{
  JsonArray *stages = studio_json_get_array (query, "stages");
  const char *sql = studio_json_get_string (studio_json_get_object (query, "native"), "query");

  if (sql == NULL && stages != NULL && json_array_get_length (stages) == 1)
    sql = studio_json_get_string (studio_json_array_get_object (stages, 0), "native");
  return sql;
}

static char *
read_sql (JsonObject *object)
{
  const char *legacy = studio_json_get_string (object, "legacy_query");
  const char *sql = read_native (studio_json_get_object (object, "dataset_query"));

  if (sql == NULL && legacy != NULL)
    {
      g_autoptr (JsonNode) node = studio_json_from_text (legacy, -1, NULL);

      return g_strdup (read_native (studio_json_node_get_object (node)));
    }
  return g_strdup (sql);
}

/* The query of a query-builder question, as the server gives it in the form that this program
 * writes: itself up to v0.56, from v0.57 on what `legacy_query` says. */
static JsonNode *
read_builder_query (JsonObject *object)
{
  const char *legacy = studio_json_get_string (object, "legacy_query");
  JsonObject *query = studio_json_get_object (object, "dataset_query");

  if (studio_json_get_object (query, "query") != NULL)
    return json_node_copy (json_object_get_member (object, "dataset_query"));
  return legacy != NULL ? studio_json_from_text (legacy, -1, NULL) : NULL;
}

StudioCard *
studio_card_from_json (JsonObject *object)
{
  StudioCard *self;
  JsonNode *visualization =
      object != NULL ? json_object_get_member (object, "visualization_settings") : NULL;
  JsonObject *query = studio_json_get_object (object, "dataset_query");

  if (studio_json_get_int (object, "id", 0) <= 0)
    return NULL;
  self = studio_card_new ();
  self->id = studio_json_get_int (object, "id", 0);
  self->name = g_strdup (studio_json_get_string (object, "name"));
  self->description = g_strdup (studio_json_get_string (object, "description"));
  self->sql = read_sql (object);
  self->database_id =
      studio_json_get_int (object, "database_id", studio_json_get_int (query, "database", 0));
  self->display = g_strdup (studio_json_get_string (object, "display"));
  self->collection_id = studio_json_get_int (object, "collection_id", 0);
  self->archived = studio_json_get_boolean (object, "archived", FALSE);
  self->type = g_strdup (studio_json_get_string (object, "type"));
  self->updated = g_strdup (studio_json_get_string (object, "updated_at"));
  if (self->sql == NULL)
    self->query = read_builder_query (object);
  if (studio_json_node_get_object (visualization) != NULL)
    self->visualization = json_node_copy (visualization);
  return self;
}

static void
add_query (JsonBuilder *builder, const StudioCard *self)
{
  json_builder_set_member_name (builder, "dataset_query");
  if (self->query != NULL)
    {
      json_builder_add_value (builder, json_node_copy (self->query));
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "database");
  json_builder_add_int_value (builder, self->database_id);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "native");
  json_builder_set_member_name (builder, "native");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "query");
  json_builder_add_string_value (builder, self->sql);
  json_builder_set_member_name (builder, "template-tags");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

char *
studio_card_to_json (const StudioCard *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, self->name);
  /* Metabase refuses an empty description. */
  if (self->description != NULL && *self->description != '\0')
    {
      json_builder_set_member_name (builder, "description");
      json_builder_add_string_value (builder, self->description);
    }
  json_builder_set_member_name (builder, "display");
  json_builder_add_string_value (builder, self->display);
  add_query (builder, self);
  json_builder_set_member_name (builder, "visualization_settings");
  if (self->visualization != NULL)
    json_builder_add_value (builder, json_node_copy (self->visualization));
  else
    {
      json_builder_begin_object (builder);
      json_builder_end_object (builder);
    }
  /* v0.46 to v0.48 do not know the member and pass over it. */
  if (self->type != NULL)
    studio_json_add_string (builder, "type", self->type);
  if (self->id == 0)
    {
      json_builder_set_member_name (builder, "collection_id");
      if (self->collection_id > 0)
        json_builder_add_int_value (builder, self->collection_id);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return studio_json_to_text (root, FALSE);
}
