/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-unregistrar-private.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-dashboards.h"
#include "register/studio-dashboard-layout.h"
#include "register/studio-dashboard-plan.h"

#include <string.h>

static void look_for_dashboards (GTask *task);
static void tidy_next_dashboard (GTask *task);
static void tidy_next_collection (GTask *task);

static gint64
current (StudioUnregister *self)
{
  return g_array_index (self->pending, gint64, self->next);
}

static void
add_pending (StudioUnregister *self, gint64 id)
{
  for (guint i = 0; i < self->pending->len; i++)
    if (g_array_index (self->pending, gint64, i) == id)
      return;
  g_array_append_val (self->pending, id);
}

static const StudioCollection *
find_collection (StudioUnregister *self, gint64 id)
{
  for (guint i = 0; i < self->listed->len; i++)
    {
      const StudioCollection *collection = g_ptr_array_index (self->listed, i);

      if (collection->id == id)
        return collection;
    }
  return NULL;
}

/* The top collection that this one is in, or is. */
static const StudioCollection *
find_top (StudioUnregister *self, gint64 id)
{
  const StudioCollection *collection = find_collection (self, id);

  if (collection != NULL && collection->parent_id != 0)
    collection = find_collection (self, collection->parent_id);
  return collection != NULL && collection->parent_id == 0 && !collection->personal &&
                 g_strcmp0 (collection->name, self->collection_name) == 0
             ? collection
             : NULL;
}

static void
end (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->entries),
                         (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

/* Takes @message. */
static void
add_entry (StudioUnregister *self,
           StudioDeployedObject object,
           StudioDeploymentAction action,
           gint64 id,
           const char *name,
           const char *key,
           gint64 collection_id,
           char *message)
{
  StudioDeploymentEntry *entry = studio_deployment_entry_new (object, action, id, name);

  entry->key = g_strdup (key);
  entry->collection_id = collection_id;
  entry->message = message;
  _studio_unregister_add_entry (self, NULL, entry);
}

static void
collection_archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  const StudioCollection *collection = find_collection (self, current (self));
  GError *error = NULL;

  if (studio_metabase_client_archive_collection_finish (STUDIO_METABASE_CLIENT (source), result,
                                                        &error))
    add_entry (self, STUDIO_DEPLOYED_COLLECTION, STUDIO_DEPLOYMENT_ARCHIVED, collection->id,
               collection->name, NULL, collection->parent_id, NULL);
  else if (_studio_unregister_return_if_over (task, error))
    return;
  else
    {
      add_entry (self, STUDIO_DEPLOYED_COLLECTION, STUDIO_DEPLOYMENT_FAILED, collection->id,
                 collection->name, NULL, collection->parent_id, g_strdup (error->message));
      g_error_free (error);
    }
  self->next++;
  tidy_next_collection (task);
}

static gboolean
is_gone (StudioUnregister *self, const StudioCollectionItem *item)
{
  gboolean question =
      g_strcmp0 (item->model, "dataset") == 0 || g_strcmp0 (item->model, "metric") == 0;
  g_autofree char *name = _studio_unregister_name (question              ? "card"
                                                   : item->model != NULL ? item->model
                                                                         : "",
                                                   item->id);

  return g_hash_table_contains (self->gone, name);
}

static void
contents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  gint64 id = current (self);
  const StudioCollection *collection = find_collection (self, id);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      studio_metabase_client_list_contents_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  gboolean empty = items != NULL;

  if (items == NULL && _studio_unregister_return_if_over (task, error))
    return;
  /* One that cannot be looked into stays. */
  g_clear_error (&error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    empty = empty && is_gone (self, g_ptr_array_index (items, i));
  if (empty)
    {
      g_hash_table_add (self->gone, _studio_unregister_name ("collection", id));
      if (!self->dry_run)
        {
          studio_metabase_client_archive_collection_async (
              self->client, id, g_task_get_cancellable (task), collection_archived_cb, task);
          return;
        }
      add_entry (self, STUDIO_DEPLOYED_COLLECTION, STUDIO_DEPLOYMENT_ARCHIVED, id, collection->name,
                 NULL, collection->parent_id, NULL);
    }
  self->next++;
  tidy_next_collection (task);
}

/* Takes the caller's reference to @task. */
static void
tidy_next_collection (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);

  if (self->next >= self->pending->len)
    end (task);
  else
    studio_metabase_client_list_contents_async (self->client, current (self),
                                                g_task_get_cancellable (task), contents_cb, task);
}

/* Those of business functions first, then the top ones, which may be empty then. */
static void
tidy_collections (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer id;

  g_array_set_size (self->pending, 0);
  self->next = 0;
  for (guint round = 0; round < 2; round++)
    {
      g_hash_table_iter_init (&iter, self->collections);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          const StudioCollection *top = find_top (self, *(gint64 *) id);

          if (top != NULL && (round == 1 || top->id != *(gint64 *) id))
            add_pending (self, round == 0 ? *(gint64 *) id : top->id);
        }
    }
  tidy_next_collection (task);
}

static void
dashboard_archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  StudioDeploymentEntry *entry = g_ptr_array_index (self->entries, self->entries->len - 1);
  GError *error = NULL;

  if (!studio_metabase_client_archive_dashboard_finish (STUDIO_METABASE_CLIENT (source), result,
                                                        &error))
    {
      if (_studio_unregister_return_if_over (task, error))
        return;
      entry->action = STUDIO_DEPLOYMENT_FAILED;
      entry->message = g_strdup (error->message);
      g_error_free (error);
    }
  if (self->unregistered != NULL)
    self->unregistered (NULL, entry, self->unregistered_data);
  self->next++;
  tidy_next_dashboard (task);
}

static gboolean
is_own_heading (const char *text)
{
  const char *plain = g_str_has_prefix (text, "## ") ? text + 3 : text;

  for (guint section = 0; section < STUDIO_N_SECTIONS; section++)
    if (strcmp (plain, studio_dashboard_section_title (section)) == 0)
      return TRUE;
  return FALSE;
}

/* What is on a dashboard besides headings of our own and cards that are archived. */
static gboolean
has_anything_left (StudioUnregister *self, const StudioDashboard *dashboard)
{
  for (guint i = 0; i < dashboard->places->len; i++)
    {
      const StudioDashboardPlace *place = g_ptr_array_index (dashboard->places, i);
      JsonObject *card =
          studio_json_get_object (studio_json_array_get_object (dashboard->cards, i), "card");
      g_autofree char *name = _studio_unregister_name ("card", place->card_id);

      if (place->card_id == 0 && place->text != NULL && is_own_heading (place->text))
        continue;
      if (place->card_id == 0 || (!g_hash_table_contains (self->gone, name) &&
                                  !studio_json_get_boolean (card, "archived", FALSE)))
        return TRUE;
    }
  return FALSE;
}

/* It loses its marker, so that it does not count as one that a person archived. */
static void
archive_dashboard (GTask *task, const StudioDashboard *dashboard)
{
  StudioUnregister *self = g_task_get_task_data (task);
  g_autofree char *key = studio_dashboard_marker_read (dashboard->description);
  g_autofree char *description = studio_dashboard_marker_strip (dashboard->description);
  StudioDeploymentEntry *entry = studio_deployment_entry_new (
      STUDIO_DEPLOYED_DASHBOARD, STUDIO_DEPLOYMENT_ARCHIVED, dashboard->id, dashboard->name);

  entry->key = g_strdup (key);
  entry->collection_id = dashboard->collection_id;
  g_hash_table_add (self->gone, _studio_unregister_name ("dashboard", dashboard->id));
  _studio_unregister_add_collection (self, dashboard->collection_id);
  if (self->dry_run)
    {
      _studio_unregister_add_entry (self, NULL, entry);
      self->next++;
      tidy_next_dashboard (task);
      return;
    }
  g_ptr_array_add (self->entries, entry);
  studio_metabase_client_archive_dashboard_async (self->client, dashboard->id, description,
                                                  g_task_get_cancellable (task),
                                                  dashboard_archived_cb, task);
}

static void
dashboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioDashboard) dashboard =
      studio_metabase_client_get_dashboard_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (dashboard == NULL && _studio_unregister_return_if_over (task, error))
    return;
  g_clear_error (&error);
  if (dashboard != NULL && !dashboard->archived && dashboard->places != NULL &&
      !has_anything_left (self, dashboard))
    {
      archive_dashboard (task, dashboard);
      return;
    }
  self->next++;
  tidy_next_dashboard (task);
}

/* Takes the caller's reference to @task. */
static void
tidy_next_dashboard (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);

  if (self->next >= self->pending->len)
    tidy_collections (task);
  else
    studio_metabase_client_get_dashboard_async (self->client, current (self),
                                                g_task_get_cancellable (task), dashboard_cb, task);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (items == NULL && _studio_unregister_return_if_over (task, error))
    return;
  g_clear_error (&error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const StudioCollectionItem *item = g_ptr_array_index (items, i);
      g_autofree char *key = studio_dashboard_marker_read (item->description);

      if (key != NULL)
        add_pending (self, item->id);
    }
  look_for_dashboards (task);
}

/* The collections of @listed that are left in @next are looked through for dashboards of our own,
 * which are found by their marker even when the workspace does not know them. */
static void
look_for_dashboards (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);

  for (; self->next < self->listed->len; self->next++)
    {
      const StudioCollection *collection = g_ptr_array_index (self->listed, self->next);
      gboolean concerned = g_hash_table_contains (self->collections, &collection->id);
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, self->collections);
      while (!concerned && g_hash_table_iter_next (&iter, &id, NULL))
        concerned = find_top (self, *(gint64 *) id) == collection;
      if (!concerned)
        continue;
      self->next++;
      studio_metabase_client_list_items_async (self->client, collection->id, "dashboard",
                                               g_task_get_cancellable (task), items_cb, task);
      return;
    }
  self->next = 0;
  tidy_next_dashboard (task);
}

static void
collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->listed = studio_metabase_client_list_collections_finish (STUDIO_METABASE_CLIENT (source),
                                                                 result, &error);
  if (self->listed == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < self->dashboards->len; i++)
    add_pending (self, ((StudioDeploymentEntry *) g_ptr_array_index (self->dashboards, i))->id);
  look_for_dashboards (task);
}

void
_studio_unregister_tidy_up (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);

  self->pending = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->next = 0;
  if (g_hash_table_size (self->collections) == 0 && self->dashboards->len == 0)
    end (task);
  else
    studio_metabase_client_list_collections_async (self->client, g_task_get_cancellable (task),
                                                   collections_cb, task);
}
