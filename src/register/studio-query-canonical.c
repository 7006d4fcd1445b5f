/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-query-canonical.h"

#include <string.h>

static void append (GString *text, JsonNode *node, gboolean query);

/* What Metabase notes for itself in the options of a clause. */
static gboolean
is_note (const char *name)
{
  static const char *const notes[] = { "base-type",
                                       "effective-type",
                                       "lib/uuid",
                                       "lib/type",
                                       "inherited-temporal-unit",
                                       "template-tags",
                                       "middleware",
                                       "constraints",
                                       "info",
                                       "parameters",
                                       NULL };

  return g_strv_contains (notes, name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static gboolean
is_empty (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) == 0);
}

static void
append_object (GString *text, JsonObject *object, gboolean query)
{
  g_autoptr (GList) names = g_list_sort (json_object_get_members (object), compare_names);

  g_string_append_c (text, '{');
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *member = json_object_get_member (object, l->data);

      if (JSON_NODE_HOLDS_NULL (member) || (query && is_note (l->data)))
        continue;
      g_string_append_printf (text, "%s:", (const char *) l->data);
      append (text, member, query);
      g_string_append_c (text, ',');
    }
  g_string_append_c (text, '}');
}

/* Options without any are the same as none: ["field", 7, null] and ["field", 7, {}]. */
static gboolean
is_without_meaning (JsonNode *node)
{
  g_autoptr (GString) text = NULL;

  if (is_empty (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  text = g_string_new (NULL);
  append_object (text, json_node_get_object (node), TRUE);
  return strcmp (text->str, "{}") == 0;
}

static void
append_array (GString *text, JsonArray *array, gboolean query)
{
  guint n = json_array_get_length (array);

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (query && is_without_meaning (element))
        continue;
      append (text, element, query);
      g_string_append_c (text, ',');
    }
  g_string_append_c (text, ']');
}

static void
append_value (GString *text, JsonNode *node)
{
  GType type = json_node_get_value_type (node);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* 1 and 1.0 are one number. */
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else
    {
      g_autofree char *escaped = g_strescape (json_node_get_string (node), NULL);

      g_string_append_printf (text, "\"%s\"", escaped);
    }
}

static void
append (GString *text, JsonNode *node, gboolean query)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (text, json_node_get_object (node), query);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (text, json_node_get_array (node), query);
  else if (JSON_NODE_HOLDS_VALUE (node))
    append_value (text, node);
  else
    g_string_append (text, "null");
}

char *
studio_query_canonical (JsonNode *query)
{
  GString *text = g_string_new (NULL);

  append (text, query, TRUE);
  return g_string_free (text, FALSE);
}

char *
studio_query_canonical_settings (JsonNode *settings)
{
  GString *text = g_string_new (NULL);

  append (text, settings, FALSE);
  return g_string_free (text, FALSE);
}
