/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <glib/gi18n-lib.h>

#define PAGE 200

static void
collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonArray *list = _studio_metabase_list_in (node);
  GPtrArray *collections;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (list == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("the collections"));
      return;
    }
  collections = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_collection_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      StudioCollection *collection =
          studio_collection_from_json (studio_json_array_get_object (list, i));

      if (collection != NULL && !collection->archived)
        g_ptr_array_add (collections, g_steal_pointer (&collection));
      g_clear_pointer (&collection, studio_collection_free);
    }
  g_task_return_pointer (task, collections, (GDestroyNotify) g_ptr_array_unref);
}

void
studio_metabase_client_list_collections_async (StudioMetabaseClient *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_collections_async);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = "/api/collection" }, cancellable,
      collections_cb, task);
}

GPtrArray *
studio_metabase_client_list_collections_finish (StudioMetabaseClient *self,
                                                GAsyncResult *result,
                                                GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  StudioCollection *collection = studio_collection_from_json (studio_json_node_get_object (node));

  if (node == NULL)
    g_task_return_error (task, error);
  else if (collection == NULL)
    _studio_metabase_return_protocol_error (task, _ ("a new collection"));
  else
    g_task_return_pointer (task, collection, (GDestroyNotify) studio_collection_free);
}

void
studio_metabase_client_create_collection_async (StudioMetabaseClient *self,
                                                const char *name,
                                                const char *description,
                                                gint64 parent_id,
                                                const char *color,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *body = NULL;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_create_collection_async);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  if (description != NULL && *description != '\0')
    {
      json_builder_set_member_name (builder, "description");
      json_builder_add_string_value (builder, description);
    }
  json_builder_set_member_name (builder, "color");
  json_builder_add_string_value (builder, color);
  json_builder_set_member_name (builder, "parent_id");
  if (parent_id > 0)
    json_builder_add_int_value (builder, parent_id);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = studio_json_to_text (root, FALSE);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "POST", .path = "/api/collection", .body = body },
      cancellable, created_cb, task);
}

StudioCollection *
studio_metabase_client_create_collection_finish (StudioMetabaseClient *self,
                                                 GAsyncResult *result,
                                                 GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A question that a person has made a model or a metric of is listed as that. */
static const char *const *
get_models (StudioMetabaseClient *self, const char *model)
{
  static const char *const questions[] = { "card", "dataset", NULL };
  static const char *const with_metrics[] = { "card", "dataset", "metric", NULL };
  static const char *const dashboards[] = { "dashboard", NULL };
  static const char *const collections[] = { "collection", NULL };

  if (g_strcmp0 (model, "dashboard") == 0)
    return dashboards;
  if (g_strcmp0 (model, "collection") == 0)
    return collections;
  return studio_metabase_client_get_version (self) >= 50 ? with_metrics : questions;
}

/* Pages are asked for until all are there, since servers may answer with fewer than asked for. */
typedef struct
{
  gint64 collection_id;
  const char *const *models; /* static */
  guint offset;              /* items received, those of other models too */
  GPtrArray *items;          /* (owned) (nullable) of StudioCollectionItem */
} ListItems;

static void
list_items_free (ListItems *list)
{
  g_clear_pointer (&list->items, g_ptr_array_unref);
  g_free (list);
}

static void ask_for_page (StudioMetabaseClient *self, GTask *task);

static void
add_items (ListItems *list, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = studio_json_array_get_object (array, i);
      const char *model = studio_json_get_string (object, "model");
      StudioCollectionItem *item;

      if (!g_strv_contains (list->models, model != NULL ? model : ""))
        continue;
      item = g_new0 (StudioCollectionItem, 1);
      item->id = studio_json_get_int (object, "id", 0);
      item->model = g_strdup (model);
      item->name = g_strdup (studio_json_get_string (object, "name"));
      item->description = g_strdup (studio_json_get_string (object, "description"));
      g_ptr_array_add (list->items, item);
    }
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  ListItems *list = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node = _studio_metabase_request_finish (self, result, &error);
  JsonArray *array = _studio_metabase_list_in (node);
  guint received = array != NULL ? json_array_get_length (array) : 0;
  gint64 total;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (array == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("the contents of a collection"));
      return;
    }
  add_items (list, array);
  list->offset += received;
  total = studio_json_get_int (studio_json_node_get_object (node), "total", list->offset);
  if (received > 0 && list->offset < total)
    ask_for_page (self, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&list->items),
                           (GDestroyNotify) g_ptr_array_unref);
}

/* Takes the caller's reference to @task. */
static void
ask_for_page (StudioMetabaseClient *self, GTask *task)
{
  ListItems *list = g_task_get_task_data (task);
  g_autofree char *id = list->collection_id > 0
                            ? g_strdup_printf ("%" G_GINT64_FORMAT, list->collection_id)
                            : g_strdup ("root");
  g_autofree char *path = g_strdup_printf ("/api/collection/%s/items", id);
  g_autofree char *models = g_strjoinv ("&models=", (GStrv) list->models);
  g_autofree char *query =
      g_strdup_printf ("models=%s&limit=%d&offset=%u", models, PAGE, list->offset);

  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = path, .query = query },
      g_task_get_cancellable (task), page_cb, task);
}

void
studio_metabase_client_list_items_async (StudioMetabaseClient *self,
                                         gint64 collection_id,
                                         const char *model,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  ListItems *list;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_items_async);
  list = g_new0 (ListItems, 1);
  list->collection_id = collection_id;
  list->models = get_models (self, model);
  list->items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_collection_item_free);
  g_task_set_task_data (task, list, (GDestroyNotify) list_items_free);
  ask_for_page (self, task);
}

GPtrArray *
studio_metabase_client_list_items_finish (StudioMetabaseClient *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
