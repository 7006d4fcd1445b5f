/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-collection.h"

#include "core/studio-json.h"

void
studio_collection_free (StudioCollection *self)
{
  g_free (self->name);
  g_free (self);
}

/* `parent_id` is not in every list; `location` ("/3/7/") always names the ancestors. */
static gint64
read_parent (JsonObject *object)
{
  const char *location = studio_json_get_string (object, "location");
  gint64 parent = 0;

  if (studio_json_get_int (object, "parent_id", 0) > 0)
    return studio_json_get_int (object, "parent_id", 0);
  if (location != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (location, "/", -1);

      for (char **id = ids; *id != NULL; id++)
        if (**id != '\0')
          parent = g_ascii_strtoll (*id, NULL, 10);
    }
  return parent;
}

StudioCollection *
studio_collection_from_json (JsonObject *object)
{
  StudioCollection *self;
  gint64 id = studio_json_get_int (object, "id", 0);

  if (id <= 0 || studio_json_get_string (object, "name") == NULL)
    return NULL;
  self = g_new0 (StudioCollection, 1);
  self->id = id;
  self->name = g_strdup (studio_json_get_string (object, "name"));
  self->parent_id = read_parent (object);
  self->archived = studio_json_get_boolean (object, "archived", FALSE);
  self->personal = studio_json_get_boolean (object, "is_personal", FALSE) ||
                   studio_json_get_int (object, "personal_owner_id", 0) > 0;
  self->can_write = studio_json_get_boolean (object, "can_write", TRUE);
  return self;
}

void
studio_collection_item_free (StudioCollectionItem *self)
{
  g_free (self->model);
  g_free (self->name);
  g_free (self->description);
  g_free (self);
}
