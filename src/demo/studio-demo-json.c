/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-json.h"

JsonNode *
studio_demo_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;
  root = json_parser_steal_root (parser);
  return root != NULL ? root : json_node_new (JSON_NODE_NULL);
}

char *
studio_demo_json_print (JsonNode *node)
{
  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("null");
}

char *
studio_demo_json_print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

JsonObject *
studio_demo_json_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
studio_demo_json_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonNode *
lookup (JsonObject *object, const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

JsonObject *
studio_demo_json_get_object (JsonObject *object, const char *member)
{
  return studio_demo_json_object (lookup (object, member));
}

JsonArray *
studio_demo_json_get_array (JsonObject *object, const char *member)
{
  return studio_demo_json_array (lookup (object, member));
}

gboolean
studio_demo_json_is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING;
}

gboolean
studio_demo_json_is_int (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_INT64;
}

const char *
studio_demo_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = lookup (object, member);

  return studio_demo_json_is_string (node) ? json_node_get_string (node) : NULL;
}

gint64
studio_demo_json_get_int (JsonObject *object, const char *member, gint64 otherwise)
{
  JsonNode *node = lookup (object, member);

  return studio_demo_json_is_int (node) ? json_node_get_int (node) : otherwise;
}

gboolean
studio_demo_json_get_boolean (JsonObject *object, const char *member, gboolean otherwise)
{
  JsonNode *node = lookup (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : otherwise;
}

gboolean
studio_demo_json_is_set (JsonObject *object, const char *member)
{
  JsonNode *node = lookup (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

JsonObject *
studio_demo_json_array_object (JsonArray *array, guint index)
{
  return array != NULL && index < json_array_get_length (array)
             ? studio_demo_json_object (json_array_get_element (array, index))
             : NULL;
}

const char *
studio_demo_json_array_string (JsonArray *array, guint index)
{
  JsonNode *node = array != NULL && index < json_array_get_length (array)
                       ? json_array_get_element (array, index)
                       : NULL;

  return studio_demo_json_is_string (node) ? json_node_get_string (node) : NULL;
}

static JsonNode *
copy_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonNode *copy = json_node_new (JSON_NODE_OBJECT);

      json_node_take_object (copy, studio_demo_json_copy (json_node_get_object (node)));
      return copy;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node);
      JsonArray *elements = json_array_sized_new (json_array_get_length (from));
      JsonNode *copy = json_node_new (JSON_NODE_ARRAY);

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (elements, copy_node (json_array_get_element (from, i)));
      json_node_take_array (copy, elements);
      return copy;
    }
  return json_node_copy (node);
}

JsonObject *
studio_demo_json_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();

  studio_demo_json_merge (copy, object);
  return copy;
}

void
studio_demo_json_merge (JsonObject *into, JsonObject *from)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (into, name, copy_node (node));
}

void
studio_demo_json_set_string (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

void
studio_demo_json_set_id (JsonObject *object, const char *member, gint64 id)
{
  if (id != 0)
    json_object_set_int_member (object, member, id);
  else
    json_object_set_null_member (object, member);
}

void
studio_demo_json_set_copy (JsonObject *object, const char *member, JsonNode *node)
{
  if (node != NULL)
    json_object_set_member (object, member, copy_node (node));
  else
    json_object_set_null_member (object, member);
}

void
studio_demo_json_fill (JsonObject *answer, JsonObject *stored)
{
  g_autoptr (GList) names = json_object_get_members (answer);

  for (GList *l = names; l != NULL; l = l->next)
    if (json_object_has_member (stored, l->data))
      studio_demo_json_set_copy (answer, l->data, json_object_get_member (stored, l->data));
}
