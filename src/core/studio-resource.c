/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-resource.h"

#include <gio/gio.h>

#include "core/studio-json.h"

char *
studio_resource_read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes == NULL)
    g_error ("A part of the program is missing: %s", error->message);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

JsonNode *
studio_resource_read_json (const char *path, JsonNodeType type)
{
  g_autofree char *text = studio_resource_read_text (path);
  g_autoptr (GError) error = NULL;
  JsonNode *node = studio_json_from_text (text, -1, &error);

  if (node == NULL || JSON_NODE_TYPE (node) != type)
    g_error ("A part of the program, %s, cannot be read: %s", path,
             error != NULL ? error->message : "it is of another kind");
  return node;
}
