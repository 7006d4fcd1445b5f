/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "metabase/studio-metabase-dashboards.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <glib/gi18n-lib.h>

static char *
dashboard_path (gint64 dashboard_id)
{
  return g_strdup_printf ("/api/dashboard/%" G_GINT64_FORMAT, dashboard_id);
}

static GPtrArray *
read_list (JsonArray *list, gboolean archived)
{
  GPtrArray *dashboards = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_free);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (StudioDashboard) dashboard =
          studio_dashboard_from_json (studio_json_array_get_object (list, i));

      if (dashboard != NULL && dashboard->archived == archived)
        g_ptr_array_add (dashboards, g_steal_pointer (&dashboard));
    }
  return dashboards;
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonArray *list = _studio_metabase_list_in (node);

  if (node == NULL)
    g_task_return_error (task, error);
  else if (list == NULL)
    _studio_metabase_return_protocol_error (task, _ ("the dashboards"));
  else
    g_task_return_pointer (task, read_list (list, g_task_get_task_data (task) != NULL),
                           (GDestroyNotify) g_ptr_array_unref);
}

void
studio_metabase_client_list_dashboards_async (StudioMetabaseClient *self,
                                              gboolean archived,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_dashboards_async);
  g_task_set_task_data (task, GINT_TO_POINTER (archived), NULL);
  _studio_metabase_request_async (self,
                                  &(StudioHttpRequest){ .method = "GET",
                                                        .path = "/api/dashboard",
                                                        .query = archived ? "f=archived" : NULL },
                                  cancellable, list_cb, task);
}

GPtrArray *
studio_metabase_client_list_dashboards_finish (StudioMetabaseClient *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
dashboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  StudioDashboard *dashboard = studio_dashboard_from_json (studio_json_node_get_object (node));

  if (node == NULL)
    g_task_return_error (task, error);
  else if (dashboard == NULL)
    _studio_metabase_return_protocol_error (task, _ ("a dashboard"));
  else
    g_task_return_pointer (task, dashboard, (GDestroyNotify) studio_dashboard_free);
}

void
studio_metabase_client_get_dashboard_async (StudioMetabaseClient *self,
                                            gint64 dashboard_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autofree char *path = dashboard_path (dashboard_id);
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_get_dashboard_async);
  _studio_metabase_request_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                                  cancellable, dashboard_cb, task);
}

StudioDashboard *
studio_metabase_client_get_dashboard_finish (StudioMetabaseClient *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
studio_metabase_client_create_dashboard_async (StudioMetabaseClient *self,
                                               const char *name,
                                               const char *description,
                                               gint64 collection_id,
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
  g_task_set_source_tag (task, studio_metabase_client_create_dashboard_async);
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "name", name);
  studio_json_add_string (builder, "description", description);
  json_builder_set_member_name (builder, "collection_id");
  if (collection_id > 0)
    json_builder_add_int_value (builder, collection_id);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = studio_json_to_text (root, FALSE);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "POST", .path = "/api/dashboard", .body = body },
      cancellable, dashboard_cb, task);
}

StudioDashboard *
studio_metabase_client_create_dashboard_finish (StudioMetabaseClient *self,
                                                GAsyncResult *result,
                                                GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (node == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* v0.46: the places that still have to be sent, one request each. */
typedef struct
{
  char *path;
  GQueue bodies; /* of char * (owned) */
} AddPlaces;

static void
add_places_free (AddPlaces *add)
{
  g_free (add->path);
  g_queue_clear_full (&add->bodies, g_free);
  g_free (add);
}

static void send_next_place (GTask *task);

static void
place_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (node != NULL)
    {
      send_next_place (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes the caller's reference to @task. */
static void
send_next_place (GTask *task)
{
  AddPlaces *add = g_task_get_task_data (task);
  g_autofree char *body = g_queue_pop_head (&add->bodies);

  if (body == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  _studio_metabase_request_async (
      g_task_get_source_object (task),
      &(StudioHttpRequest){ .method = "POST", .path = add->path, .body = body },
      g_task_get_cancellable (task), place_sent_cb, task);
}

static void
add_one_by_one (GTask *task, const StudioDashboard *dashboard, GPtrArray *places)
{
  AddPlaces *add = g_new0 (AddPlaces, 1);

  add->path = g_strdup_printf ("/api/dashboard/%" G_GINT64_FORMAT "/cards", dashboard->id);
  g_queue_init (&add->bodies);
  for (guint i = 0; i < places->len; i++)
    g_queue_push_tail (&add->bodies,
                       studio_dashboard_place_to_json (g_ptr_array_index (places, i)));
  g_task_set_task_data (task, add, (GDestroyNotify) add_places_free);
  send_next_place (task);
}

void
studio_metabase_client_add_places_async (StudioMetabaseClient *self,
                                         const StudioDashboard *dashboard,
                                         GPtrArray *places,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  StudioDashboardForm form = studio_dashboard_form_for (studio_metabase_client_get_version (self));
  g_autofree char *path = dashboard_path (dashboard->id);
  g_autofree char *cards_path = g_strconcat (path, "/cards", NULL);
  g_autofree char *body = NULL;
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_metabase_client_add_places_async);
  if (dashboard->places == NULL)
    {
      /* What is not sent back is deleted, so a dashboard that was not read whole is left alone. */
      _studio_metabase_return_protocol_error (task, _ ("the cards of a dashboard"));
      g_object_unref (task);
      return;
    }
  if (form == STUDIO_DASHBOARD_ONE_BY_ONE)
    {
      add_one_by_one (task, dashboard, places);
      return;
    }
  body = studio_dashboard_to_json (dashboard, places, form);
  _studio_metabase_request_async (
      self,
      &(StudioHttpRequest){ .method = "PUT",
                            .path = form == STUDIO_DASHBOARD_WHOLE ? path : cards_path,
                            .body = body },
      cancellable, written_cb, task);
}

gboolean
studio_metabase_client_add_places_finish (StudioMetabaseClient *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
studio_metabase_client_archive_dashboard_async (StudioMetabaseClient *self,
                                                gint64 dashboard_id,
                                                const char *description,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *path = dashboard_path (dashboard_id);
  g_autofree char *body = NULL;
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_metabase_client_archive_dashboard_async);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "archived");
  json_builder_add_boolean_value (builder, TRUE);
  studio_json_add_string (builder, "description",
                          description != NULL && *description != '\0' ? description : NULL);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = studio_json_to_text (root, FALSE);
  _studio_metabase_request_async (
      self, &(StudioHttpRequest){ .method = "PUT", .path = path, .body = body, .safe = TRUE },
      cancellable, written_cb, task);
}

gboolean
studio_metabase_client_archive_dashboard_finish (StudioMetabaseClient *self,
                                                 GAsyncResult *result,
                                                 GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
studio_metabase_client_archive_collection_async (StudioMetabaseClient *self,
                                                 gint64 collection_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data)
{
  g_autofree char *path = g_strdup_printf ("/api/collection/%" G_GINT64_FORMAT, collection_id);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_metabase_client_archive_collection_async);
  _studio_metabase_request_async (
      self,
      &(StudioHttpRequest){
          .method = "PUT", .path = path, .body = "{\"archived\":true}", .safe = TRUE },
      cancellable, written_cb, task);
}

gboolean
studio_metabase_client_archive_collection_finish (StudioMetabaseClient *self,
                                                  GAsyncResult *result,
                                                  GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
contents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonArray *list = _studio_metabase_list_in (node);
  GPtrArray *items;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (list == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("the contents of a collection"));
      return;
    }
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_collection_item_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = studio_json_array_get_object (list, i);
      StudioCollectionItem *item = g_new0 (StudioCollectionItem, 1);

      item->id = studio_json_get_int (object, "id", 0);
      item->model = g_strdup (studio_json_get_string (object, "model"));
      item->name = g_strdup (studio_json_get_string (object, "name"));
      item->description = g_strdup (studio_json_get_string (object, "description"));
      g_ptr_array_add (items, item);
    }
  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

void
studio_metabase_client_list_contents_async (StudioMetabaseClient *self,
                                            gint64 collection_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autofree char *path =
      g_strdup_printf ("/api/collection/%" G_GINT64_FORMAT "/items", collection_id);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_metabase_client_list_contents_async);
  _studio_metabase_request_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                                  cancellable, contents_cb, task);
}

GPtrArray *
studio_metabase_client_list_contents_finish (StudioMetabaseClient *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
studio_metabase_client_dashboard_url (StudioMetabaseClient *self, gint64 dashboard_id)
{
  g_return_val_if_fail (STUDIO_IS_METABASE_CLIENT (self), NULL);
  return g_strdup_printf ("%s/dashboard/%" G_GINT64_FORMAT, studio_metabase_client_get_url (self),
                          dashboard_id);
}
