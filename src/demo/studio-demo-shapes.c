/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-shapes.h"

#include "demo/studio-demo-json.h"

#include <string.h>

#include <gio/gio.h>

#define SHAPES "/org/example/KpiStudio/demo-api/shapes"

struct _StudioDemoShapes
{
  GHashTable *objects; /* name → JsonObject */
  GHashTable *members; /* name → text */
};

static void
merge_sections (JsonObject *shape, JsonObject *sections, gboolean from, guint minor)
{
  g_autoptr (GList) names = sections != NULL ? json_object_get_members (sections) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      guint limit = (guint) g_ascii_strtoull (l->data, NULL, 10);

      if (from ? minor >= limit : minor < limit)
        studio_demo_json_merge (shape, studio_demo_json_get_object (sections, l->data));
    }
}

static void
load (StudioDemoShapes *self, const char *file, guint minor, gboolean can_write)
{
  g_autofree char *path = g_strconcat (SHAPES, "/", file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = studio_demo_json_parse (g_bytes_get_data (bytes, NULL),
                                                      (gssize) g_bytes_get_size (bytes), &error);
  JsonObject *source = studio_demo_json_object (node);
  JsonObject *shape = json_object_new ();
  char *name = g_strndup (file, strlen (file) - strlen (".json"));
  g_autofree char *text = NULL;

  if (source == NULL)
    g_error ("%s: %s", path, error != NULL ? error->message : "no object");
  studio_demo_json_merge (shape, studio_demo_json_get_object (source, "always"));
  merge_sections (shape, studio_demo_json_get_object (source, "from"), TRUE, minor);
  merge_sections (shape, studio_demo_json_get_object (source, "before"), FALSE, minor);
  if (json_object_has_member (shape, "can_write"))
    json_object_set_boolean_member (shape, "can_write", can_write);
  text = studio_demo_json_print_object (shape);
  g_hash_table_insert (self->members, g_strdup (name), g_strndup (text + 1, strlen (text) - 2));
  g_hash_table_insert (self->objects, name, shape);
}

StudioDemoShapes *
studio_demo_shapes_new (const StudioDemoVersion *version, gboolean can_write)
{
  StudioDemoShapes *self = g_new0 (StudioDemoShapes, 1);
  g_auto (GStrv) files = g_resources_enumerate_children (SHAPES, 0, NULL);

  self->objects =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; files[i] != NULL; i++)
    load (self, files[i], version->minor, can_write);
  return self;
}

void
studio_demo_shapes_free (StudioDemoShapes *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->members);
  g_free (self);
}

JsonObject *
studio_demo_shapes_peek (StudioDemoShapes *self, const char *name)
{
  return g_hash_table_lookup (self->objects, name);
}

JsonObject *
studio_demo_shapes_make (StudioDemoShapes *self, const char *name)
{
  return studio_demo_json_copy (studio_demo_shapes_peek (self, name));
}

const char *
studio_demo_shapes_get_members (StudioDemoShapes *self, const char *name)
{
  return g_hash_table_lookup (self->members, name);
}
