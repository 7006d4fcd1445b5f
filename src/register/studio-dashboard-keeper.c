/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-dashboard-keeper.h"

#include "core/studio-error.h"
#include "metabase/studio-metabase-dashboards.h"
#include "register/studio-dashboard-layout.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/*
 * One dashboard after the other. Each is looked for by the id that is remembered, then by its
 * marker in its collection, then in the trash; only then it is created. What is found is read, and
 * what is missing on it is added.
 */
typedef struct
{
  StudioMetabaseClient *client; /* (owned) */
  GPtrArray *plans;             /* (owned) of StudioDashboardPlan */
  const StudioDashboardMemory *memory;
  StudioDashboardFunc updated;
  gpointer updated_data;
  GDestroyNotify updated_data_free;
  GPtrArray *entries; /* (owned) of StudioDeploymentEntry */
  GPtrArray *trash;   /* (owned) (nullable) of StudioDashboard, once it was looked into */
  guint next;
  gboolean created; /* the present one was made just now */
  gboolean tried;   /* to create the present one, and it is unclear what came of it */
  gboolean changed; /* cards were added to the present one */
  guint rounds;     /* how often the present one was read */
} Update;

/* After so many unclear failures to add cards the dashboard is given up. */
#define MOST_ROUNDS 3

static void update_next (GTask *task);
static void look_in_collection (GTask *task);
static void create (GTask *task);
static void read_dashboard (GTask *task, gint64 id);

StudioDashboardMemory *
studio_dashboard_memory_new (void)
{
  StudioDashboardMemory *self = g_new0 (StudioDashboardMemory, 1);

  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->placed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
studio_dashboard_memory_free (StudioDashboardMemory *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->placed);
  g_free (self);
}

/* A business function has a dashboard for each top collection that its KPIs are registered in. */
static char *
name_dashboard (const char *key, gint64 collection_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", collection_id, key);
}

void
studio_dashboard_memory_add (StudioDashboardMemory *self,
                             const char *key,
                             gint64 collection_id,
                             gint64 id)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = id;
  g_hash_table_replace (self->ids, name_dashboard (key, collection_id), copy);
}

gboolean
studio_dashboard_memory_knows (StudioDashboardMemory *self, const char *key, gint64 collection_id)
{
  g_autofree char *name = name_dashboard (key, collection_id);

  return g_hash_table_contains (self->ids, name);
}

GHashTable *
studio_dashboard_memory_list_cards (StudioDashboardMemory *self,
                                    const char *key,
                                    gint64 collection_id)
{
  GHashTable *cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *name = name_dashboard (key, collection_id);
  const gint64 *id = g_hash_table_lookup (self->ids, name);
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, self->placed);
  while (id != NULL && g_hash_table_iter_next (&iter, &place, NULL))
    {
      char *end;
      gint64 *card_id;

      if (g_ascii_strtoll (place, &end, 10) != *id)
        continue;
      card_id = g_new (gint64, 1);
      *card_id = g_ascii_strtoll (end, NULL, 10);
      g_hash_table_add (cards, card_id);
    }
  return cards;
}

static char *
name_place (gint64 dashboard_id, gint64 card_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, dashboard_id, card_id);
}

static void
update_free (Update *update)
{
  g_object_unref (update->client);
  g_ptr_array_unref (update->plans);
  if (update->updated_data_free != NULL)
    update->updated_data_free (update->updated_data);
  g_clear_pointer (&update->entries, g_ptr_array_unref);
  g_clear_pointer (&update->trash, g_ptr_array_unref);
  g_free (update);
}

static StudioDashboardPlan *
current (Update *update)
{
  return g_ptr_array_index (update->plans, update->next);
}

/* Takes the caller's reference to @task, and @message. @cards is (nullable). */
static void
end_dashboard (GTask *task, StudioDeploymentAction action, gint64 id, GArray *cards, char *message)
{
  Update *update = g_task_get_task_data (task);
  StudioDashboardPlan *plan = current (update);
  StudioDeploymentEntry *entry =
      studio_deployment_entry_new (STUDIO_DEPLOYED_DASHBOARD, action, id, plan->name);

  entry->key = g_strdup (plan->key);
  entry->collection_id = plan->collection_id;
  entry->message = message;
  g_ptr_array_add (update->entries, entry);
  if (update->updated != NULL)
    update->updated (entry, cards, update->updated_data);
  update->next++;
  update->created = update->tried = update->changed = FALSE;
  update->rounds = 0;
  update_next (task);
}

/* Takes the caller's reference to @task, and @error. */
static void
end_with_error (GTask *task, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  end_dashboard (task, STUDIO_DEPLOYMENT_FAILED, 0, NULL, g_strdup (error->message));
  g_error_free (error);
}

/* A write whose reply was lost, or is not to be read, may have been done. */
static gboolean
is_unclear (const GError *error)
{
  return g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT);
}

/* The cards of the plan that are neither on the dashboard nor were taken off it by a person. */
static GPtrArray *
find_missing (Update *update, const StudioDashboard *dashboard)
{
  StudioDashboardPlan *plan = current (update);
  GPtrArray *missing = g_ptr_array_new ();

  for (guint i = 0; i < plan->items->len; i++)
    {
      StudioDashboardItem *item = g_ptr_array_index (plan->items, i);
      g_autofree char *place = name_place (dashboard->id, item->card_id);

      if (!studio_dashboard_has_card (dashboard, item->card_id) &&
          !g_hash_table_contains (update->memory->placed, place))
        g_ptr_array_add (missing, item);
    }
  return missing;
}

/* The places of the tab that cards are added to: the first one. */
static gboolean
is_on_tab (const StudioDashboardPlace *place, gint64 tab)
{
  return tab == 0 || place->tab_id == tab || place->tab_id == 0;
}

static guint
find_bottom (const StudioDashboard *dashboard, gint64 tab)
{
  guint bottom = 0;

  for (guint i = 0; i < dashboard->places->len; i++)
    {
      const StudioDashboardPlace *place = g_ptr_array_index (dashboard->places, i);

      if (is_on_tab (place, tab))
        bottom = MAX (bottom, place->row + place->height);
    }
  return bottom;
}

/* The heading under which the lowest cards are. */
static const char *
find_last_heading (const StudioDashboard *dashboard, gint64 tab)
{
  const StudioDashboardPlace *last = NULL;

  for (guint i = 0; i < dashboard->places->len; i++)
    {
      const StudioDashboardPlace *place = g_ptr_array_index (dashboard->places, i);

      if (place->text != NULL && is_on_tab (place, tab) && (last == NULL || place->row > last->row))
        last = place;
    }
  if (last == NULL)
    return NULL;
  return g_str_has_prefix (last->text, "## ") ? last->text + 3 : last->text;
}

/* Below what is there, in the same tab, without a second heading over the same section. */
static GPtrArray *
lay_out (Update *update, const StudioDashboard *dashboard, GPtrArray *missing)
{
  guint version = studio_metabase_client_get_version (update->client);
  gint64 tab = studio_dashboard_get_first_tab (dashboard);
  guint bottom = find_bottom (dashboard, tab);
  const char *heading = find_last_heading (dashboard, tab);
  GPtrArray *places =
      studio_dashboard_layout (missing, studio_dashboard_columns_for (version), bottom);
  const StudioDashboardPlace *first = g_ptr_array_index (places, 0);

  if (heading != NULL && g_strcmp0 (first->text, heading) == 0)
    {
      g_ptr_array_remove_index (places, 0);
      for (guint i = 0; i < places->len; i++)
        ((StudioDashboardPlace *) g_ptr_array_index (places, i))->row--;
    }
  for (guint i = 0; i < places->len; i++)
    ((StudioDashboardPlace *) g_ptr_array_index (places, i))->tab_id = tab;
  return places;
}

static void
settle (GTask *task, const StudioDashboard *dashboard)
{
  Update *update = g_task_get_task_data (task);
  StudioDashboardPlan *plan = current (update);
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < plan->items->len; i++)
    g_array_append_val (cards,
                        ((StudioDashboardItem *) g_ptr_array_index (plan->items, i))->card_id);
  end_dashboard (task,
                 update->created   ? STUDIO_DEPLOYMENT_CREATED
                 : update->changed ? STUDIO_DEPLOYMENT_UPDATED
                                   : STUDIO_DEPLOYMENT_LINKED,
                 dashboard->id, cards, NULL);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 id = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (task), "dashboard"));

  update->changed = TRUE;
  if (studio_metabase_client_add_places_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    {
      const StudioDashboard written = { .id = id };

      settle (task, &written);
    }
  else if (is_unclear (error) && update->rounds < MOST_ROUNDS)
    {
      /* Some of it may be there: read the dashboard back, and add what is missing then. */
      g_error_free (error);
      read_dashboard (task, id);
    }
  else
    end_with_error (task, error);
}

/* Takes the caller's reference to @task. */
static void
merge (GTask *task, const StudioDashboard *dashboard)
{
  Update *update = g_task_get_task_data (task);
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (dashboard->places == NULL)
    {
      end_dashboard (task, STUDIO_DEPLOYMENT_FAILED, dashboard->id, NULL,
                     g_strdup (_ ("Metabase did not say which cards are on this dashboard, so it "
                                  "was left as it is.")));
      return;
    }
  missing = find_missing (update, dashboard);
  if (missing->len == 0)
    {
      settle (task, dashboard);
      return;
    }
  places = lay_out (update, dashboard, missing);
  g_object_set_data (G_OBJECT (task), "dashboard", GSIZE_TO_POINTER (dashboard->id));
  studio_metabase_client_add_places_async (update->client, dashboard, places,
                                           g_task_get_cancellable (task), added_cb, task);
}

static void
skip_archived (GTask *task, gint64 id)
{
  end_dashboard (task, STUDIO_DEPLOYMENT_SKIPPED, id, NULL,
                 g_strdup (_ ("Somebody moved this dashboard to the trash of Metabase, so it was "
                              "not made again. Restore it there to have it kept up to date.")));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioDashboard) dashboard =
      studio_metabase_client_get_dashboard_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (dashboard != NULL && dashboard->archived)
    skip_archived (task, dashboard->id);
  else if (dashboard != NULL)
    merge (task, dashboard);
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND) && !update->created)
    {
      /* Deleted for good, or the server was set up anew. */
      g_error_free (error);
      look_in_collection (task);
    }
  else
    end_with_error (task, error);
}

/* Takes the caller's reference to @task. */
static void
read_dashboard (GTask *task, gint64 id)
{
  Update *update = g_task_get_task_data (task);

  update->rounds++;
  studio_metabase_client_get_dashboard_async (update->client, id, g_task_get_cancellable (task),
                                              read_cb, task);
}

static gboolean
has_key (const char *description, const char *key)
{
  g_autofree char *its_key = studio_dashboard_marker_read (description);

  return g_strcmp0 (its_key, key) == 0;
}

static void
look_in_trash (GTask *task)
{
  Update *update = g_task_get_task_data (task);
  StudioDashboardPlan *plan = current (update);

  for (guint i = 0; i < update->trash->len; i++)
    {
      const StudioDashboard *dashboard = g_ptr_array_index (update->trash, i);

      if (dashboard->collection_id == plan->collection_id &&
          has_key (dashboard->description, plan->key))
        {
          skip_archived (task, dashboard->id);
          return;
        }
    }
  create (task);
}

static void
trash_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;

  update->trash = studio_metabase_client_list_dashboards_finish (STUDIO_METABASE_CLIENT (source),
                                                                 result, &error);
  if (update->trash == NULL && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SERVER) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN))
    {
      end_with_error (task, error);
      return;
    }
  /* A Metabase that does not show its trash keeps nobody from having a dashboard. */
  g_clear_error (&error);
  if (update->trash == NULL)
    update->trash = g_ptr_array_new ();
  look_in_trash (task);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (items == NULL)
    {
      end_with_error (task, error);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const StudioCollectionItem *item = g_ptr_array_index (items, i);

      if (has_key (item->description, current (update)->key))
        {
          /* The one whose reply was lost. */
          update->created = update->tried;
          read_dashboard (task, item->id);
          return;
        }
    }
  if (update->tried)
    create (task);
  else if (update->trash != NULL)
    look_in_trash (task);
  else
    studio_metabase_client_list_dashboards_async (update->client, TRUE,
                                                  g_task_get_cancellable (task), trash_cb, task);
}

/* Takes the caller's reference to @task. */
static void
look_in_collection (GTask *task)
{
  Update *update = g_task_get_task_data (task);

  studio_metabase_client_list_items_async (update->client, current (update)->collection_id,
                                           "dashboard", g_task_get_cancellable (task), items_cb,
                                           task);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Update *update = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioDashboard) dashboard = studio_metabase_client_create_dashboard_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (dashboard != NULL)
    {
      update->created = TRUE;
      read_dashboard (task, dashboard->id);
    }
  else if (is_unclear (error) && !update->tried)
    {
      /* It may be there: read the collection back before trying once more. */
      g_error_free (error);
      update->tried = TRUE;
      look_in_collection (task);
    }
  else
    end_with_error (task, error);
}

/* Takes the caller's reference to @task. */
static void
create (GTask *task)
{
  Update *update = g_task_get_task_data (task);
  StudioDashboardPlan *plan = current (update);

  studio_metabase_client_create_dashboard_async (update->client, plan->name, plan->description,
                                                 plan->collection_id, g_task_get_cancellable (task),
                                                 created_cb, task);
}

/* Takes the caller's reference to @task. */
static void
update_next (GTask *task)
{
  Update *update = g_task_get_task_data (task);
  g_autofree char *name = NULL;
  const gint64 *id;

  if (update->next >= update->plans->len)
    {
      g_task_return_pointer (task, g_steal_pointer (&update->entries),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  name = name_dashboard (current (update)->key, current (update)->collection_id);
  id = g_hash_table_lookup (update->memory->ids, name);
  if (id != NULL)
    read_dashboard (task, *id);
  else
    look_in_collection (task);
}

void
studio_dashboards_update_async (StudioMetabaseClient *client,
                                GPtrArray *plans,
                                const StudioDashboardMemory *memory,
                                GCancellable *cancellable,
                                StudioDashboardFunc updated,
                                gpointer updated_data,
                                GDestroyNotify updated_data_free,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Update *update = g_new0 (Update, 1);

  g_task_set_source_tag (task, studio_dashboards_update_async);
  update->client = g_object_ref (client);
  update->plans = g_ptr_array_ref (plans);
  update->memory = memory;
  update->updated = updated;
  update->updated_data = updated_data;
  update->updated_data_free = updated_data_free;
  update->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_entry_free);
  g_task_set_task_data (task, update, (GDestroyNotify) update_free);
  update_next (task);
}

GPtrArray *
studio_dashboards_update_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
