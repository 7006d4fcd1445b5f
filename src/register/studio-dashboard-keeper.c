/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-dashboard-keeper.h"

#include "core/studio-error.h"
#include "metabase/studio-metabase-dashboards.h"
#include "register/studio-dashboard-layout.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Dashboards that are made or brought up to date at the same time. */
#define AT_ONCE 4

/* After so many unclear failures to add cards the dashboard is given up. */
#define MOST_ROUNDS 3

/*
 * Some dashboards side by side, each step by step. Each is looked for by the id that is remembered,
 * then by its marker in its collection, then in the trash; only then it is created. What is found
 * is read, and what is missing on it is added.
 */
typedef struct
{
  StudioMetabaseClient *client; /* (owned) */
  GPtrArray *plans;             /* (owned) of StudioDashboardPlan */
  const StudioDashboardMemory *memory;
  StudioDashboardFunc updated;
  gpointer updated_data;
  GDestroyNotify updated_data_free;
  GPtrArray *entries; /* (owned) of StudioDeploymentEntry: in the order of plans, NULL before */
  GPtrArray *trash;   /* (owned) (nullable) of StudioDashboard, once it was looked into */
  gboolean reading_trash;
  GQueue waiting; /* of Errand: those that want to look into the trash while it is read */
  guint next;     /* plan */
  guint on_their_way;
  GError *error; /* (owned) (nullable) what ended it */
} Update;

/* One dashboard on its way. */
typedef struct
{
  GTask *task; /* (owned) */
  Update *update;
  StudioDashboardPlan *plan;
  guint index;      /* of the plan */
  gint64 id;        /* of the dashboard that cards are added to */
  gboolean created; /* it was made just now */
  gboolean tried;   /* to create it, and it is unclear what came of it */
  gboolean changed; /* cards were added to it */
  guint rounds;     /* how often it was read */
} Errand;

static void start_more (GTask *task);
static void look_in_collection (Errand *errand);
static void create (Errand *errand);
static void read_dashboard (Errand *errand, gint64 id);

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
free_entry (gpointer entry)
{
  if (entry != NULL)
    studio_deployment_entry_free (entry);
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
  g_clear_error (&update->error);
  g_free (update);
}

/* Takes @errand. */
static void
end_errand (Errand *errand)
{
  errand->update->on_their_way--;
  start_more (errand->task);
  g_object_unref (errand->task);
  g_free (errand);
}

/* Takes @errand and @message. @cards is (nullable). */
static void
end_dashboard (Errand *errand,
               StudioDeploymentAction action,
               gint64 id,
               GArray *cards,
               char *message)
{
  Update *update = errand->update;
  StudioDeploymentEntry *entry =
      studio_deployment_entry_new (STUDIO_DEPLOYED_DASHBOARD, action, id, errand->plan->name);

  entry->key = g_strdup (errand->plan->key);
  entry->collection_id = errand->plan->collection_id;
  entry->message = message;
  g_ptr_array_index (update->entries, errand->index) = entry;
  if (update->updated != NULL)
    update->updated (entry, cards, update->updated_data);
  end_errand (errand);
}

/* Takes @errand and @error. What concerns all of them lets no further one begin. */
static void
end_with_error (Errand *errand, GError *error)
{
  Update *update = errand->update;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    {
      end_dashboard (errand, STUDIO_DEPLOYMENT_FAILED, 0, NULL, g_strdup (error->message));
      g_error_free (error);
      return;
    }
  if (update->error == NULL)
    update->error = error;
  else
    g_error_free (error);
  end_errand (errand);
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
find_missing (const Errand *errand, const StudioDashboard *dashboard)
{
  GPtrArray *missing = g_ptr_array_new ();

  for (guint i = 0; i < errand->plan->items->len; i++)
    {
      StudioDashboardItem *item = g_ptr_array_index (errand->plan->items, i);
      g_autofree char *place = name_place (dashboard->id, item->card_id);

      if (!studio_dashboard_has_card (dashboard, item->card_id) &&
          !g_hash_table_contains (errand->update->memory->placed, place))
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
lay_out (const Errand *errand, const StudioDashboard *dashboard, GPtrArray *missing)
{
  guint version = studio_metabase_client_get_version (errand->update->client);
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
settle (Errand *errand, const StudioDashboard *dashboard)
{
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < errand->plan->items->len; i++)
    g_array_append_val (
        cards, ((StudioDashboardItem *) g_ptr_array_index (errand->plan->items, i))->card_id);
  end_dashboard (errand,
                 errand->created   ? STUDIO_DEPLOYMENT_CREATED
                 : errand->changed ? STUDIO_DEPLOYMENT_UPDATED
                                   : STUDIO_DEPLOYMENT_LINKED,
                 dashboard->id, cards, NULL);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  GError *error = NULL;

  errand->changed = TRUE;
  if (studio_metabase_client_add_places_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    {
      const StudioDashboard written = { .id = errand->id };

      settle (errand, &written);
    }
  else if (is_unclear (error) && errand->rounds < MOST_ROUNDS)
    {
      /* Some of it may be there: read the dashboard back, and add what is missing then. */
      g_error_free (error);
      read_dashboard (errand, errand->id);
    }
  else
    end_with_error (errand, error);
}

/* Takes @errand. */
static void
merge (Errand *errand, const StudioDashboard *dashboard)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (dashboard->places == NULL)
    {
      end_dashboard (errand, STUDIO_DEPLOYMENT_FAILED, dashboard->id, NULL,
                     g_strdup (_ ("Metabase did not say which cards are on this dashboard, so it "
                                  "was left as it is.")));
      return;
    }
  missing = find_missing (errand, dashboard);
  if (missing->len == 0)
    {
      settle (errand, dashboard);
      return;
    }
  places = lay_out (errand, dashboard, missing);
  errand->id = dashboard->id;
  studio_metabase_client_add_places_async (errand->update->client, dashboard, places,
                                           g_task_get_cancellable (errand->task), added_cb, errand);
}

static void
skip_archived (Errand *errand, gint64 id)
{
  end_dashboard (errand, STUDIO_DEPLOYMENT_SKIPPED, id, NULL,
                 g_strdup (_ ("Somebody moved this dashboard to the trash of Metabase, so it was "
                              "not made again. Restore it there to have it kept up to date.")));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  GError *error = NULL;
  g_autoptr (StudioDashboard) dashboard =
      studio_metabase_client_get_dashboard_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (dashboard != NULL && dashboard->archived)
    skip_archived (errand, dashboard->id);
  else if (dashboard != NULL)
    merge (errand, dashboard);
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND) && !errand->created)
    {
      /* Deleted for good, or the server was set up anew. */
      g_error_free (error);
      look_in_collection (errand);
    }
  else
    end_with_error (errand, error);
}

/* Takes @errand. */
static void
read_dashboard (Errand *errand, gint64 id)
{
  errand->rounds++;
  studio_metabase_client_get_dashboard_async (
      errand->update->client, id, g_task_get_cancellable (errand->task), read_cb, errand);
}

static gboolean
has_key (const char *description, const char *key)
{
  g_autofree char *its_key = studio_dashboard_marker_read (description);

  return g_strcmp0 (its_key, key) == 0;
}

static void
look_in_trash (Errand *errand)
{
  for (guint i = 0; i < errand->update->trash->len; i++)
    {
      const StudioDashboard *dashboard = g_ptr_array_index (errand->update->trash, i);

      if (dashboard->collection_id == errand->plan->collection_id &&
          has_key (dashboard->description, errand->plan->key))
        {
          skip_archived (errand, dashboard->id);
          return;
        }
    }
  create (errand);
}

static void read_trash (Errand *errand);

/* Those that waited for the trash go on, or where it could not be read, the first of them tries. */
static void
go_on (Update *update)
{
  GQueue waiting = update->waiting;

  g_queue_init (&update->waiting);
  for (Errand *errand = g_queue_pop_head (&waiting); errand != NULL;
       errand = g_queue_pop_head (&waiting))
    {
      if (update->error != NULL)
        end_with_error (errand, g_error_copy (update->error));
      else if (update->trash != NULL)
        look_in_trash (errand);
      else
        read_trash (errand);
    }
}

static void
trash_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GTask) task = g_object_ref (errand->task);
  Update *update = errand->update;
  GError *error = NULL;

  update->reading_trash = FALSE;
  update->trash = studio_metabase_client_list_dashboards_finish (STUDIO_METABASE_CLIENT (source),
                                                                 result, &error);
  if (update->trash == NULL && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SERVER) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN))
    end_with_error (errand, error);
  else
    {
      /* A Metabase that does not show its trash keeps nobody from having a dashboard. */
      g_clear_error (&error);
      if (update->trash == NULL)
        update->trash = g_ptr_array_new ();
      look_in_trash (errand);
    }
  go_on (update);
}

/* The trash is read once for all. Takes @errand. */
static void
read_trash (Errand *errand)
{
  Update *update = errand->update;

  if (update->reading_trash)
    {
      g_queue_push_tail (&update->waiting, errand);
      return;
    }
  update->reading_trash = TRUE;
  studio_metabase_client_list_dashboards_async (
      update->client, TRUE, g_task_get_cancellable (errand->task), trash_cb, errand);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) items =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (items == NULL)
    {
      end_with_error (errand, error);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const StudioCollectionItem *item = g_ptr_array_index (items, i);

      if (has_key (item->description, errand->plan->key))
        {
          /* The one whose reply was lost. */
          errand->created = errand->tried;
          read_dashboard (errand, item->id);
          return;
        }
    }
  if (errand->tried)
    create (errand);
  else if (errand->update->trash != NULL)
    look_in_trash (errand);
  else
    read_trash (errand);
}

/* Takes @errand. */
static void
look_in_collection (Errand *errand)
{
  studio_metabase_client_list_items_async (errand->update->client, errand->plan->collection_id,
                                           "dashboard", g_task_get_cancellable (errand->task),
                                           items_cb, errand);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  GError *error = NULL;
  g_autoptr (StudioDashboard) dashboard = studio_metabase_client_create_dashboard_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (dashboard != NULL)
    {
      errand->created = TRUE;
      read_dashboard (errand, dashboard->id);
    }
  else if (is_unclear (error) && !errand->tried)
    {
      /* It may be there: read the collection back before trying once more. */
      g_error_free (error);
      errand->tried = TRUE;
      look_in_collection (errand);
    }
  else
    end_with_error (errand, error);
}

/* Takes @errand. */
static void
create (Errand *errand)
{
  studio_metabase_client_create_dashboard_async (
      errand->update->client, errand->plan->name, errand->plan->description,
      errand->plan->collection_id, g_task_get_cancellable (errand->task), created_cb, errand);
}

static void
start_errand (GTask *task, guint index)
{
  Update *update = g_task_get_task_data (task);
  Errand *errand = g_new0 (Errand, 1);
  g_autofree char *name = NULL;
  const gint64 *id;

  errand->task = g_object_ref (task);
  errand->update = update;
  errand->plan = g_ptr_array_index (update->plans, index);
  errand->index = index;
  update->on_their_way++;
  name = name_dashboard (errand->plan->key, errand->plan->collection_id);
  id = g_hash_table_lookup (update->memory->ids, name);
  if (id != NULL)
    read_dashboard (errand, *id);
  else
    look_in_collection (errand);
}

/* Ends the task when nothing is left to do. */
static void
start_more (GTask *task)
{
  Update *update = g_task_get_task_data (task);

  while (update->next < update->plans->len && update->on_their_way < AT_ONCE &&
         update->error == NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    start_errand (task, update->next++);
  if (update->on_their_way > 0)
    return;
  if (update->error != NULL)
    g_task_return_error (task, g_steal_pointer (&update->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&update->entries),
                           (GDestroyNotify) g_ptr_array_unref);
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
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Update *update = g_new0 (Update, 1);

  g_task_set_source_tag (task, studio_dashboards_update_async);
  update->client = g_object_ref (client);
  update->plans = g_ptr_array_ref (plans);
  update->memory = memory;
  update->updated = updated;
  update->updated_data = updated_data;
  update->updated_data_free = updated_data_free;
  update->entries = g_ptr_array_new_with_free_func (free_entry);
  g_ptr_array_set_size (update->entries, (int) plans->len);
  g_queue_init (&update->waiting);
  g_task_set_task_data (task, update, (GDestroyNotify) update_free);
  start_more (task);
}

GPtrArray *
studio_dashboards_update_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
