/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-remapping.h"

#include "demo/studio-demo-json.h"

#define KIND "remapping"

static JsonObject *
get_or_make (StudioDemoStore *store, gint64 field_id)
{
  JsonObject *stored = studio_demo_store_get (store, KIND, field_id);
  JsonObject *copy = stored != NULL ? studio_demo_json_copy (stored) : json_object_new ();

  json_object_set_int_member (copy, "id", field_id);
  return copy;
}

JsonObject *
studio_demo_remapping_set_dimension (StudioDemoStore *store,
                                     gint64 field_id,
                                     JsonObject *body,
                                     GError **error)
{
  g_autoptr (JsonObject) stored = get_or_make (store, field_id);
  JsonObject *answer;

  studio_demo_json_set_copy (stored, "name", json_object_get_member (body, "name"));
  studio_demo_json_set_copy (stored, "type", json_object_get_member (body, "type"));
  if (!studio_demo_store_save (store, KIND, stored, error))
    return NULL;
  answer = json_object_new ();
  json_object_set_int_member (answer, "id", field_id);
  json_object_set_int_member (answer, "field_id", field_id);
  studio_demo_json_set_copy (answer, "name", json_object_get_member (body, "name"));
  studio_demo_json_set_copy (answer, "type", json_object_get_member (body, "type"));
  json_object_set_null_member (answer, "human_readable_field_id");
  return answer;
}

gboolean
studio_demo_remapping_set_values (StudioDemoStore *store,
                                  gint64 field_id,
                                  JsonArray *values,
                                  GError **error)
{
  g_autoptr (JsonObject) stored = get_or_make (store, field_id);

  json_object_set_array_member (stored, "values", json_array_ref (values));
  return studio_demo_store_save (store, KIND, stored, error);
}

gboolean
studio_demo_remapping_remove (StudioDemoStore *store, gint64 field_id, GError **error)
{
  return studio_demo_store_get (store, KIND, field_id) == NULL ||
         studio_demo_store_remove (store, KIND, field_id, error);
}

static JsonObject *
get_internal (StudioDemoStore *store, gint64 field_id)
{
  JsonObject *stored = studio_demo_store_get (store, KIND, field_id);

  return g_strcmp0 (stored != NULL ? studio_demo_json_get_string (stored, "type") : NULL,
                    "internal") == 0
             ? stored
             : NULL;
}

void
studio_demo_remapping_write (StudioDemoWriter *writer, StudioDemoStore *store, gint64 field_id)
{
  JsonObject *dimension = get_internal (store, field_id);

  studio_demo_writer_key (writer, "dimensions");
  studio_demo_writer_begin_array (writer);
  if (dimension != NULL)
    {
      studio_demo_writer_begin_object (writer);
      studio_demo_writer_int_member (writer, "id", field_id);
      studio_demo_writer_int_member (writer, "field_id", field_id);
      studio_demo_writer_string_member (writer, "name",
                                        studio_demo_json_get_string (dimension, "name"));
      studio_demo_writer_string_member (writer, "type", "internal");
      studio_demo_writer_raw_member (writer, "human_readable_field_id", "null");
      studio_demo_writer_end_object (writer);
    }
  studio_demo_writer_end_array (writer);
}

static const char *
find_name (JsonArray *names, JsonNode *value)
{
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonArray *pair = json_array_get_array_element (names, i);

      if (json_array_get_length (pair) > 1 &&
          json_node_equal (json_array_get_element (pair, 0), value))
        return json_array_get_string_element (pair, 1);
    }
  return NULL;
}

char *
studio_demo_remapping_apply (StudioDemoStore *store, gint64 field_id, const char *values)
{
  JsonObject *dimension = get_internal (store, field_id);
  JsonArray *names = dimension != NULL ? studio_demo_json_get_array (dimension, "values") : NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *rows;

  if (names == NULL)
    return g_strdup (values);
  node = studio_demo_json_parse (values, -1, NULL);
  rows = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      JsonNode *value = json_array_get_element (row, 0);
      const char *name = find_name (names, value);
      g_autofree char *text = name == NULL ? json_to_string (value, FALSE) : NULL;

      /* Values that came later are called what they are. */
      json_array_add_string_element (row, name != NULL ? name : text);
    }
  return json_to_string (node, FALSE);
}
