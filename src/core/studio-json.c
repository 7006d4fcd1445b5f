/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-json.h"

#include "core/studio-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static JsonNode *
get_value (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

const char *
studio_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gint64
studio_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_value (object, name);

  if (node == NULL || json_node_get_value_type (node) == G_TYPE_STRING)
    return fallback;
  return json_node_get_int (node);
}

double
studio_json_get_double (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = get_value (object, name);

  if (node == NULL || json_node_get_value_type (node) == G_TYPE_STRING)
    return fallback;
  return json_node_get_double (node);
}

gboolean
studio_json_get_boolean (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : fallback;
}

JsonObject *
studio_json_node_get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
studio_json_node_get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
studio_json_get_object (JsonObject *object, const char *name)
{
  return studio_json_node_get_object (object != NULL ? json_object_get_member (object, name)
                                                     : NULL);
}

JsonArray *
studio_json_get_array (JsonObject *object, const char *name)
{
  return studio_json_node_get_array (object != NULL ? json_object_get_member (object, name) : NULL);
}

JsonObject *
studio_json_array_get_object (JsonArray *array, guint index)
{
  return studio_json_node_get_object (json_array_get_element (array, index));
}

GStrv
studio_json_get_strings (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = studio_json_get_array (object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  return g_strv_builder_end (builder);
}

void
studio_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
studio_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

char *
studio_json_to_text (JsonNode *node, gboolean pretty)
{
  return json_to_string (node, pretty);
}

/* The parser takes the first of several objects or arrays for the whole. */
static gboolean
has_more (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  gsize depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '{' || text[i] == '['))
        depth++;
      else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0 && --depth == 0)
        {
          for (i++; i < length; i++)
            if (!g_ascii_isspace (text[i]))
              return TRUE;
        }
    }
  return FALSE;
}

JsonNode *
studio_json_from_text (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;

  if (length < 0)
    length = text != NULL ? (gssize) strlen (text) : 0;
  if (length == 0 || !json_parser_load_from_data (parser, text, length, &problem))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("This is not JSON: %s"),
                   problem != NULL ? problem->message : _ ("it is empty"));
      return NULL;
    }
  if (has_more (text, (gsize) length))
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("This is not JSON: something follows its end"));
      return NULL;
    }
  return json_parser_steal_root (parser);
}
