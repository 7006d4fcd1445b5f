/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-collections.h"

#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-people.h"

#include <string.h>

static gboolean
add_special (StudioDemoStore *store,
             const char *name,
             const char *slug,
             const char *type,
             gint64 owner,
             GError **error)
{
  g_autoptr (JsonObject) collection = json_object_new ();
  g_autofree char *entity_id = studio_demo_identifiers_make_entity_id ();
  g_autofree char *now = studio_demo_identifiers_now ();

  json_object_set_string_member (collection, "name", name);
  json_object_set_string_member (collection, "slug", slug);
  studio_demo_json_set_string (collection, "type", type);
  studio_demo_json_set_id (collection, "personal_owner_id", owner);
  json_object_set_string_member (collection, "location", "/");
  json_object_set_string_member (collection, "entity_id", entity_id);
  json_object_set_string_member (collection, "created_at", now);
  return studio_demo_store_add (store, STUDIO_DEMO_COLLECTION, collection, error) != 0;
}

gboolean
studio_demo_collections_seed (StudioDemoStore *store, GError **error)
{
  g_autoptr (GPtrArray) collections = studio_demo_store_list (store, STUDIO_DEMO_COLLECTION);

  if (collections->len > 0)
    return TRUE;
  return add_special (store, "Sample Admin's Personal Collection",
                      "sample_admin_s_personal_collection", NULL, STUDIO_DEMO_ADMIN_ID, error) &&
         add_special (store, "Trash", "trash", "trash", 0, error);
}

JsonObject *
studio_demo_collections_get (StudioDemoServer *server, gint64 id)
{
  return studio_demo_store_get (server->store, STUDIO_DEMO_COLLECTION, id);
}

/* "/3/7/" → 7 */
gint64
studio_demo_collections_get_parent (JsonObject *collection)
{
  const char *location = studio_demo_json_get_string (collection, "location");
  g_auto (GStrv) parts = g_strsplit (location != NULL ? location : "/", "/", -1);
  guint length = g_strv_length (parts);

  return length > 2 ? g_ascii_strtoll (parts[length - 2], NULL, 10) : 0;
}

char *
studio_demo_collections_get_path (JsonObject *collection)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "/",
                          studio_demo_json_get_string (collection, "location"),
                          studio_demo_json_get_int (collection, "id", 0));
}

gboolean
studio_demo_collections_is_personal (JsonObject *collection)
{
  return studio_demo_json_is_set (collection, "personal_owner_id");
}

gboolean
studio_demo_collections_is_trash (JsonObject *collection)
{
  return g_strcmp0 (studio_demo_json_get_string (collection, "type"), "trash") == 0;
}

JsonObject *
studio_demo_collections_make (StudioDemoServer *server, JsonObject *collection)
{
  JsonObject *answer = studio_demo_shapes_make (server->shapes, "collection");

  studio_demo_json_fill (answer, collection);
  json_object_set_boolean_member (answer, "is_personal",
                                  studio_demo_collections_is_personal (collection));
  return answer;
}

static JsonArray *
make_ancestors (StudioDemoServer *server, JsonObject *collection)
{
  JsonArray *ancestors = json_array_new ();
  const char *location = studio_demo_json_get_string (collection, "location");
  g_auto (GStrv) parts = g_strsplit (location != NULL ? location : "/", "/", -1);
  JsonObject *root = studio_demo_shapes_make (server->shapes, "collection-root");

  json_object_remove_member (root, "effective_ancestors");
  json_array_add_object_element (ancestors, root);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (parts[i], NULL, 10);
      JsonObject *ancestor = id > 0 ? studio_demo_collections_get (server, id) : NULL;

      if (ancestor != NULL)
        json_array_add_object_element (ancestors, studio_demo_collections_make (server, ancestor));
    }
  return ancestors;
}

JsonObject *
studio_demo_collections_make_detail (StudioDemoServer *server, JsonObject *collection)
{
  JsonObject *answer = studio_demo_collections_make (server, collection);

  studio_demo_json_merge (answer, studio_demo_shapes_peek (server->shapes, "collection-extra"));
  json_object_set_boolean_member (answer, "is_personal",
                                  studio_demo_collections_is_personal (collection));
  studio_demo_json_set_id (answer, "parent_id", studio_demo_collections_get_parent (collection));
  studio_demo_json_set_string (answer, "effective_location",
                               studio_demo_json_get_string (collection, "location"));
  json_object_set_array_member (answer, "effective_ancestors", make_ancestors (server, collection));
  return answer;
}

JsonObject *
studio_demo_collections_make_for (StudioDemoServer *server, gint64 id)
{
  JsonObject *collection = id != 0 ? studio_demo_collections_get (server, id) : NULL;
  JsonObject *root;

  if (collection != NULL)
    return studio_demo_collections_make (server, collection);
  root = json_object_new ();
  json_object_set_boolean_member (root,
                                  studio_demo_version_from (server->version, 56)
                                      ? "metabase.collections.models.collection.root/is-root?"
                                      : "metabase.models.collection.root/is-root?",
                                  TRUE);
  json_object_set_null_member (root, "authority_level");
  json_object_set_string_member (root, "name", "Our analytics");
  json_object_set_boolean_member (root, "is_personal", FALSE);
  json_object_set_string_member (root, "id", "root");
  json_object_set_boolean_member (root, "can_write", !server->options->deny_write);
  return root;
}

/* Whether @location, of a collection, lies in or below @path. */
static gboolean
is_below (JsonObject *collection, const char *path)
{
  const char *location = studio_demo_json_get_string (collection, "location");

  return location != NULL && g_str_has_prefix (location, path);
}

/* The ids of the collection and all below it. */
static GHashTable *
collect_subtree (StudioDemoServer *server, JsonObject *collection)
{
  g_autofree char *path = studio_demo_collections_get_path (collection);
  g_autoptr (GPtrArray) all = studio_demo_store_list (server->store, STUDIO_DEMO_COLLECTION);
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *other = g_ptr_array_index (all, i);
      gint64 id = studio_demo_json_get_int (other, "id", 0);

      if (other == collection || is_below (other, path))
        g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  return ids;
}

/* One archiving has one number, by which what it took along is known when it is brought back. */
static gboolean
mark (StudioDemoServer *server,
      const char *kind,
      JsonObject *document,
      gboolean archived,
      gboolean directly,
      const char *operation,
      GError **error)
{
  gboolean is_archived = studio_demo_json_get_boolean (document, "archived", FALSE);
  const char *known = studio_demo_json_get_string (document, "archive_operation_id");
  g_autofree char *now = studio_demo_identifiers_now ();

  if (archived ? is_archived : (!is_archived || g_strcmp0 (known, operation) != 0))
    return TRUE;
  json_object_set_boolean_member (document, "archived", archived);
  json_object_set_boolean_member (document, "archived_directly", archived && directly);
  studio_demo_json_set_string (document, "archive_operation_id", archived ? operation : NULL);
  json_object_set_string_member (document, "updated_at", now);
  return studio_demo_store_save (server->store, kind, document, error);
}

static gboolean
mark_contents (StudioDemoServer *server,
               const char *kind,
               GHashTable *subtree,
               gboolean archived,
               const char *operation,
               GError **error)
{
  g_autoptr (GPtrArray) documents = studio_demo_store_list (server->store, kind);

  for (guint i = 0; i < documents->len; i++)
    {
      JsonObject *document = g_ptr_array_index (documents, i);
      gint64 id = studio_demo_json_get_int (document, "collection_id", 0);

      if (g_hash_table_contains (subtree, &id) &&
          !mark (server, kind, document, archived, FALSE, operation, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mark_collections (StudioDemoServer *server,
                  JsonObject *collection,
                  GHashTable *subtree,
                  gboolean archived,
                  const char *operation,
                  GError **error)
{
  g_autoptr (GPtrArray) all = studio_demo_store_list (server->store, STUDIO_DEMO_COLLECTION);

  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *other = g_ptr_array_index (all, i);
      gint64 id = studio_demo_json_get_int (other, "id", 0);

      if (g_hash_table_contains (subtree, &id) &&
          !mark (server, STUDIO_DEMO_COLLECTION, other, archived, other == collection, operation,
                 error))
        return FALSE;
    }
  return TRUE;
}

gboolean
studio_demo_collections_set_archived (StudioDemoServer *server,
                                      JsonObject *collection,
                                      gboolean archived,
                                      GError **error)
{
  g_autoptr (GHashTable) subtree = collect_subtree (server, collection);
  g_autofree char *operation =
      archived ? g_uuid_string_random ()
               : g_strdup (studio_demo_json_get_string (collection, "archive_operation_id"));
  gboolean done;

  /* All or nothing, as in a transaction of Metabase's. */
  if (!studio_demo_store_do (server->store, "BEGIN", error))
    return FALSE;
  done = mark_contents (server, STUDIO_DEMO_CARD, subtree, archived, operation, error) &&
         mark_contents (server, STUDIO_DEMO_DASHBOARD, subtree, archived, operation, error) &&
         mark_collections (server, collection, subtree, archived, operation, error);
  return studio_demo_store_do (server->store, done ? "COMMIT" : "ROLLBACK", done ? error : NULL) &&
         done;
}

gboolean
studio_demo_collections_move (StudioDemoServer *server,
                              JsonObject *collection,
                              gint64 parent_id,
                              GError **error)
{
  g_autofree char *old_path = studio_demo_collections_get_path (collection);
  g_autoptr (GPtrArray) all = studio_demo_store_list (server->store, STUDIO_DEMO_COLLECTION);
  g_autofree char *location =
      parent_id != 0
          ? studio_demo_collections_get_path (studio_demo_collections_get (server, parent_id))
          : g_strdup ("/");
  g_autofree char *new_path = NULL;

  json_object_set_string_member (collection, "location", location);
  new_path = studio_demo_collections_get_path (collection);
  if (!studio_demo_store_save (server->store, STUDIO_DEMO_COLLECTION, collection, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *other = g_ptr_array_index (all, i);
      g_autofree char *moved = NULL;

      if (!is_below (other, old_path))
        continue;
      moved = g_strconcat (
          new_path, studio_demo_json_get_string (other, "location") + strlen (old_path), NULL);
      json_object_set_string_member (other, "location", moved);
      if (!studio_demo_store_save (server->store, STUDIO_DEMO_COLLECTION, other, error))
        return FALSE;
    }
  return TRUE;
}
