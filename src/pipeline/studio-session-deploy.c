/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "core/studio-error.h"
#include "pipeline/studio-session-private.h"
#include "register/studio-alert-keeper.h"
#include "register/studio-dashboard-keeper.h"
#include "store/studio-workspace-deployment.h"

#include <string.h>

#include <glib/gi18n-lib.h>

void
_studio_session_deployment_free (StudioSessionDeployment *self)
{
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->dashboard_cards, g_hash_table_unref);
  g_free (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  StudioWorkspace *workspace = STUDIO_WORKSPACE (source);
  GError *error = NULL;
  StudioSessionDeployment *deployment = g_new0 (StudioSessionDeployment, 1);
  g_autoptr (StudioDeployment) record = NULL;

  deployment->before = studio_workspace_load_deployments_finish (
      workspace, result, &deployment->id, &deployment->dashboard_cards, &error);
  if (deployment->before == NULL)
    {
      _studio_session_deployment_free (deployment);
      g_task_return_error (task, error);
      return;
    }
  record = studio_deployment_new (deployment->id, GPOINTER_TO_INT (g_task_get_task_data (task)));
  record->collection = g_strdup (self->collection_name);
  studio_workspace_begin_deployment (workspace, self->identity, record);
  g_task_return_pointer (task, deployment, (GDestroyNotify) _studio_session_deployment_free);
}

void
_studio_session_begin_deployment_async (StudioSession *self,
                                        StudioDeploymentWhat what,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, _studio_session_begin_deployment_async);
  g_task_set_task_data (task, GINT_TO_POINTER (what), NULL);
  studio_workspace_load_deployments_async (self->workspace, self->identity, cancellable, loaded_cb,
                                           task);
}

StudioSessionDeployment *
_studio_session_begin_deployment_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Dashboards and alerts of one registration. */
typedef struct
{
  const StudioSessionDeployment *deployment;
  StudioRegistrationSummary *summary; /* (owned) */
  StudioDashboardMemory *memory;      /* (owned) */
  GHashTable *linked;                 /* (owned) ids of this registration's KPIs that have a card */
  GPtrArray *kpis;                    /* (owned) (nullable) of StudioKpi: all that concern it */
  gint64 top;                         /* id of the top collection */
  GPtrArray *plans;                   /* (owned) (nullable) of StudioDashboardPlan */
} Deploy;

/* When alerts are looked at: people find them when they begin to work. */
#define ALERT_HOUR 8

static void
deploy_free (Deploy *deploy)
{
  studio_registration_summary_unref (deploy->summary);
  studio_dashboard_memory_free (deploy->memory);
  g_hash_table_unref (deploy->linked);
  g_clear_pointer (&deploy->kpis, g_ptr_array_unref);
  g_clear_pointer (&deploy->plans, g_ptr_array_unref);
  g_free (deploy);
}

/* What the workspace knows of dashboards; those that this program archived are made anew. */
static void
remember_dashboards (Deploy *deploy)
{
  g_autoptr (GPtrArray) dashboards =
      studio_deployments_pick_in_use (deploy->deployment->before, STUDIO_DEPLOYED_DASHBOARD);

  for (guint i = 0; i < dashboards->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (dashboards, i);

      if (entry->key != NULL &&
          !studio_dashboard_memory_knows (deploy->memory, entry->key, entry->collection_id))
        studio_dashboard_memory_add (deploy->memory, entry->key, entry->collection_id, entry->id);
    }
  g_hash_table_unref (deploy->memory->placed);
  deploy->memory->placed = g_hash_table_ref (deploy->deployment->dashboard_cards);
}

/* Takes the caller's reference to @task. */
static void
end_deployment (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);
  Deploy *deploy = g_task_get_task_data (task);

  studio_workspace_end_deployment (self->workspace, deploy->deployment->id);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
store_entry (StudioSession *self, Deploy *deploy, const StudioDeploymentEntry *entry)
{
  g_autofree char *action =
      g_strdup_printf ("%s %s", studio_enum_to_nick (STUDIO_TYPE_DEPLOYED_OBJECT, entry->object),
                       studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, entry->action));
  g_autofree char *detail = g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", entry->name, entry->id);

  studio_workspace_add_deployment_entry (self->workspace, deploy->deployment->id, entry);
  if (entry->action != STUDIO_DEPLOYMENT_LINKED)
    studio_workspace_log (self->workspace, entry->kpi_id, action, detail);
}

static void
note_entry (StudioSession *self, Deploy *deploy, const StudioDeploymentEntry *entry)
{
  store_entry (self, deploy, entry);
  g_ptr_array_add (deploy->summary->others, studio_deployment_entry_copy (entry));
}

/* Cards that were registered are registered: what stops the rest is told with it. Takes @error. */
static void
end_with_error (GTask *task, GError *error)
{
  StudioSession *self = g_task_get_source_object (task);
  Deploy *deploy = g_task_get_task_data (task);
  g_autoptr (StudioDeploymentEntry) entry = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  _studio_session_note_error (self, error);
  entry = studio_deployment_entry_new (STUDIO_DEPLOYED_DASHBOARD, STUDIO_DEPLOYMENT_FAILED, 0,
                                       _ ("Dashboards and alerts"));
  entry->message = g_strdup (error->message);
  note_entry (self, deploy, entry);
  g_error_free (error);
  end_deployment (task);
}

static void
alert_cb (const StudioDeploymentEntry *entry, gpointer user_data)
{
  GTask *task = user_data;

  note_entry (g_task_get_source_object (task), g_task_get_task_data (task), entry);
}

static void
alerts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (studio_alerts_update_finish (result, &error))
    end_deployment (task);
  else
    end_with_error (task, error);
}

static StudioDialect
find_dialect (gint64 database_id, gpointer user_data)
{
  StudioSession *self = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->databases)); i++)
    {
      g_autoptr (StudioDatabase) database =
          g_list_model_get_item (G_LIST_MODEL (self->databases), i);

      if (studio_database_get_id (database) == database_id)
        return studio_database_get_dialect (database);
    }
  return STUDIO_DIALECT_UNKNOWN;
}

/* Those that are in use, and those that a person took away, which are not made again. An alert
 * whose threshold was taken away counts as archived. */
static GPtrArray *
pick_known_alerts (Deploy *deploy)
{
  GPtrArray *known =
      studio_deployments_pick_in_use (deploy->deployment->before, STUDIO_DEPLOYED_ALERT);
  g_autoptr (GPtrArray) cards =
      studio_deployments_pick_in_use (deploy->deployment->before, STUDIO_DEPLOYED_ALERT_CARD);

  g_ptr_array_extend (known, cards, NULL, NULL);
  return known;
}

/* Takes the caller's reference to @task. */
static void
update_alerts (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);
  Deploy *deploy = g_task_get_task_data (task);
  g_autoptr (GPtrArray) known = pick_known_alerts (deploy);

  if (!self->alerts || self->client == NULL)
    {
      end_deployment (task);
      return;
    }
  studio_alerts_update_async (self->client,
                              &(StudioAlertWork){
                                  .kpis = deploy->kpis,
                                  .known = known,
                                  .top = deploy->top,
                                  .recipient = self->alert_recipient,
                                  .hour = ALERT_HOUR,
                                  .dialect = find_dialect,
                                  .dialect_data = self,
                              },
                              g_task_get_cancellable (task), alert_cb, g_object_ref (task),
                              g_object_unref, alerts_cb, task);
}

static guint
find_plan (Deploy *deploy, const StudioDeploymentEntry *entry)
{
  guint i;

  for (i = 0; i < deploy->plans->len; i++)
    {
      const StudioDashboardPlan *plan = g_ptr_array_index (deploy->plans, i);

      if (plan->collection_id == entry->collection_id && g_strcmp0 (plan->key, entry->key) == 0)
        break;
    }
  return i;
}

/* Dashboards are done in any order, and told in the order of their plans. */
static void
add_in_order (Deploy *deploy, const StudioDeploymentEntry *entry)
{
  GPtrArray *others = deploy->summary->others;
  guint place = others->len;
  guint plan = find_plan (deploy, entry);

  for (; place > 0; place--)
    {
      const StudioDeploymentEntry *before = g_ptr_array_index (others, place - 1);

      if (before->object != STUDIO_DEPLOYED_DASHBOARD || find_plan (deploy, before) < plan)
        break;
    }
  g_ptr_array_insert (others, (int) place, studio_deployment_entry_copy (entry));
}

static void
dashboard_cb (const StudioDeploymentEntry *entry, GArray *cards, gpointer user_data)
{
  GTask *task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  Deploy *deploy = g_task_get_task_data (task);

  store_entry (self, deploy, entry);
  add_in_order (deploy, entry);
  if (cards != NULL)
    studio_workspace_add_dashboard_cards (self->workspace, self->identity, entry->id, cards);
}

static void
dashboards_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = studio_dashboards_update_finish (result, &error);

  if (entries == NULL)
    end_with_error (task, error);
  else
    update_alerts (task);
}

static StudioCollection *
find_collection (GPtrArray *collections, const char *name, gint64 parent)
{
  for (guint i = 0; i < collections->len; i++)
    {
      StudioCollection *collection = g_ptr_array_index (collections, i);

      if (collection->parent_id == parent && !collection->personal && collection->can_write &&
          g_strcmp0 (collection->name, name) == 0)
        return collection;
    }
  return NULL;
}

/* The KPIs whose cards are in the collections that are meant: those registered just now, and those
 * registered before. */
static GPtrArray *
pick_kpis (StudioSession *self, Deploy *deploy, GHashTable *categories)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) collections = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, categories);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    g_hash_table_add (collections, id);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->kpis)); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (G_LIST_MODEL (self->kpis), i);
      gint64 collection_id = studio_kpi_get_collection_id (kpi);

      if (studio_kpi_get_card_id (kpi) != 0 &&
          (g_hash_table_contains (deploy->linked, studio_kpi_get_id (kpi)) ||
           (studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_REGISTERED &&
            g_hash_table_contains (collections, &collection_id))))
        g_ptr_array_add (kpis, g_steal_pointer (&kpi));
    }
  return kpis;
}

/* (element-type utf8 gint64): the collections of business functions below @top. */
static GHashTable *
find_categories (GPtrArray *collections, gint64 top)
{
  GHashTable *categories = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < collections->len; i++)
    {
      StudioCollection *collection = g_ptr_array_index (collections, i);

      if (collection->parent_id == top && collection->can_write && !collection->personal &&
          !g_hash_table_contains (categories, collection->name))
        g_hash_table_insert (categories, collection->name, &collection->id);
    }
  return categories;
}

static void
note_collection (StudioSession *self, Deploy *deploy, const char *name, gint64 id, gint64 parent_id)
{
  g_autoptr (StudioDeploymentEntry) entry =
      studio_deployment_entry_new (STUDIO_DEPLOYED_COLLECTION, STUDIO_DEPLOYMENT_CREATED, id, name);

  entry->collection_id = parent_id;
  note_entry (self, deploy, entry);
}

/* Which collections the registration has made. */
static void
note_collections (StudioSession *self, Deploy *deploy, const StudioCollection *top)
{
  const StudioRegistrationSummary *summary = deploy->summary;
  guint functions = summary->made != NULL ? g_hash_table_size (summary->made) : 0;
  GHashTableIter iter;
  gpointer name, id;

  /* One more than those of business functions: the one above them. */
  if (summary->collections_created > functions)
    note_collection (self, deploy, top->name, top->id, 0);
  if (summary->made == NULL)
    return;
  g_hash_table_iter_init (&iter, summary->made);
  while (g_hash_table_iter_next (&iter, &name, &id))
    note_collection (self, deploy, name, *(gint64 *) id, top->id);
}

static void
collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  Deploy *deploy = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) collections = studio_metabase_client_list_collections_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);
  g_autoptr (GHashTable) categories = NULL;
  g_autoptr (GHashTable) shown = NULL;
  StudioCollection *top;

  if (collections == NULL)
    {
      end_with_error (task, error);
      return;
    }
  top = find_collection (collections, self->collection_name, 0);
  if (top == NULL)
    {
      end_deployment (task);
      return;
    }
  categories = find_categories (collections, top->id);
  deploy->top = top->id;
  note_collections (self, deploy, top);
  deploy->kpis = pick_kpis (self, deploy, categories);
  if (!self->dashboards)
    {
      update_alerts (task);
      return;
    }
  shown = studio_dashboard_memory_list_cards (deploy->memory, STUDIO_DASHBOARD_OVERVIEW, top->id);
  deploy->plans =
      studio_dashboard_plans_new (deploy->kpis, self->collection_name, top->id, categories, shown);
  studio_dashboards_update_async (STUDIO_METABASE_CLIENT (source), deploy->plans, deploy->memory,
                                  g_task_get_cancellable (task), dashboard_cb, g_object_ref (task),
                                  g_object_unref, dashboards_cb, task);
}

void
_studio_session_deploy_async (StudioSession *self,
                              const StudioSessionDeployment *deployment,
                              StudioRegistrationSummary *summary,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Deploy *deploy = g_new0 (Deploy, 1);

  g_task_set_source_tag (task, _studio_session_deploy_async);
  deploy->deployment = deployment;
  deploy->summary = studio_registration_summary_ref (summary);
  deploy->memory = studio_dashboard_memory_new ();
  deploy->linked = g_hash_table_new (g_str_hash, g_str_equal);
  summary->deployment_id = deployment->id;
  for (guint i = 0; i < summary->entries->len; i++)
    {
      const StudioRegistrationEntry *entry = g_ptr_array_index (summary->entries, i);

      if (entry->card_id != 0 && entry->action != STUDIO_REGISTRATION_FAILED)
        g_hash_table_add (deploy->linked, entry->kpi_id);
    }
  g_task_set_task_data (task, deploy, (GDestroyNotify) deploy_free);
  remember_dashboards (deploy);
  if (self->client == NULL || (!self->dashboards && !self->alerts) ||
      g_hash_table_size (deploy->linked) == 0)
    end_deployment (task);
  else
    studio_metabase_client_list_collections_async (self->client, cancellable, collections_cb, task);
}

gboolean
_studio_session_deploy_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
