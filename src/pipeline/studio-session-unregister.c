/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "core/studio-error.h"
#include "metabase/studio-metabase-dashboards.h"
#include "pipeline/studio-session-private.h"
#include "register/studio-unregistrar.h"
#include "store/studio-workspace-deployment.h"

#include <glib/gi18n-lib.h>

/* One unregistration. */
typedef struct
{
  StudioSession *session;              /* (owned) */
  GPtrArray *kpis;                     /* (owned) (nullable) of StudioKpi; all */
  StudioSessionDeployment *deployment; /* (owned) (nullable) not for a dry run */
  StudioUnregisterOptions options;
} Unregister;

static void
unregister_free (Unregister *unregister)
{
  g_object_unref (unregister->session);
  g_clear_pointer (&unregister->kpis, g_ptr_array_unref);
  g_clear_pointer (&unregister->deployment, _studio_session_deployment_free);
  g_free (unregister);
}

static void
unregistered_cb (StudioKpi *kpi, const StudioDeploymentEntry *entry, gpointer user_data)
{
  Unregister *unregister = g_task_get_task_data (user_data);
  StudioSession *self = unregister->session;
  g_autofree char *action =
      g_strdup_printf ("%s %s", studio_enum_to_nick (STUDIO_TYPE_DEPLOYED_OBJECT, entry->object),
                       studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, entry->action));
  g_autofree char *detail = g_strdup_printf ("%s (%" G_GINT64_FORMAT ")", entry->name, entry->id);

  if (unregister->deployment == NULL)
    return;
  if (kpi != NULL)
    {
      studio_kpi_touch (kpi);
      _studio_session_store (self, kpi);
    }
  studio_workspace_add_deployment_entry (self->workspace, unregister->deployment->id, entry);
  studio_workspace_log (self->workspace, entry->kpi_id, action, detail);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  Unregister *unregister = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *entries = studio_unregister_finish (result, &error);

  if (entries == NULL)
    {
      _studio_session_note_error (self, error);
      g_task_return_error (task, error);
      return;
    }
  if (unregister->deployment != NULL)
    studio_workspace_end_deployment (self->workspace, unregister->deployment->id);
  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
has_kpi (GPtrArray *kpis, const char *id)
{
  for (guint i = 0; id != NULL && i < kpis->len; i++)
    if (g_str_equal (studio_kpi_get_id (g_ptr_array_index (kpis, i)), id))
      return TRUE;
  return FALSE;
}

static const StudioDeployment *
find_run (GPtrArray *deployments, gint64 run)
{
  for (guint i = 0; i < deployments->len; i++)
    {
      const StudioDeployment *deployment = g_ptr_array_index (deployments, i);

      if (deployment->id == run && deployment->what == STUDIO_DEPLOYMENT_REGISTER)
        return deployment;
    }
  return NULL;
}

/* Those that got their card in @run and have it still. */
static GPtrArray *
pick_of_run (GPtrArray *kpis, const StudioDeployment *run)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      gboolean made = FALSE;

      for (guint j = 0; j < run->entries->len && !made; j++)
        {
          const StudioDeploymentEntry *entry = g_ptr_array_index (run->entries, j);

          made = entry->object == STUDIO_DEPLOYED_CARD &&
                 entry->action == STUDIO_DEPLOYMENT_CREATED &&
                 entry->id == studio_kpi_get_card_id (kpi) &&
                 g_strcmp0 (entry->kpi_id, studio_kpi_get_id (kpi)) == 0;
        }
      if (made)
        g_ptr_array_add (picked, g_object_ref (kpi));
    }
  return picked;
}

static GPtrArray *
pick_all (StudioSession *self)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->kpis)); i++)
    g_ptr_array_add (kpis, g_list_model_get_item (G_LIST_MODEL (self->kpis), i));
  return kpis;
}

/* Collections that may be empty afterwards, also of what was taken out before an interruption. */
static GArray *
pick_collections (Unregister *unregister, GPtrArray *kpis, GPtrArray *before)
{
  GArray *collections = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < before->len; i++)
    {
      const StudioDeployment *deployment = g_ptr_array_index (before, i);

      if (unregister->options.run != 0 && deployment->id != unregister->options.run)
        continue;
      for (guint j = 0; j < deployment->entries->len; j++)
        {
          const StudioDeploymentEntry *entry = g_ptr_array_index (deployment->entries, j);

          if (entry->collection_id != 0 &&
              (unregister->kpis == NULL || has_kpi (kpis, entry->kpi_id)))
            g_array_append_val (collections, entry->collection_id);
        }
    }
  return collections;
}

/* Takes the caller's reference to @task. */
static void
unregister_kpis (GTask *task, GPtrArray *before)
{
  StudioSession *self = g_task_get_source_object (task);
  Unregister *unregister = g_task_get_task_data (task);
  const StudioDeployment *run = find_run (before, unregister->options.run);
  g_autoptr (GPtrArray) chosen =
      unregister->kpis != NULL ? g_ptr_array_ref (unregister->kpis) : pick_all (self);
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (GPtrArray) alerts = NULL;
  g_autoptr (GPtrArray) alert_cards = NULL;
  g_autoptr (GPtrArray) dashboards = NULL;
  g_autoptr (GArray) collections = NULL;

  if (unregister->options.run != 0 && run == NULL)
    {
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                               _ ("The workspace knows no registration number %" G_GINT64_FORMAT
                                  " on this server. “kpi-studio-cli status” shows the last ones."),
                               unregister->options.run);
      g_object_unref (task);
      return;
    }
  kpis = run != NULL ? pick_of_run (chosen, run) : g_ptr_array_ref (chosen);
  alerts = studio_deployments_pick_in_use (before, STUDIO_DEPLOYED_ALERT);
  alert_cards = studio_deployments_pick_in_use (before, STUDIO_DEPLOYED_ALERT_CARD);
  g_ptr_array_extend (alerts, alert_cards, NULL, NULL);
  dashboards = studio_deployments_pick_in_use (before, STUDIO_DEPLOYED_DASHBOARD);
  collections = pick_collections (unregister, chosen, before);
  studio_unregister_async (self->client,
                           &(StudioUnregistration){
                               .kpis = kpis,
                               .alerts = alerts,
                               .dashboards = dashboards,
                               .collections = collections,
                               .collection_name = self->collection_name,
                               .force = unregister->options.force,
                               .dry_run = unregister->options.dry_run,
                           },
                           g_task_get_cancellable (task), unregistered_cb, g_object_ref (task),
                           g_object_unref, done_cb, task);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Unregister *unregister = g_task_get_task_data (task);
  GError *error = NULL;

  unregister->deployment = _studio_session_begin_deployment_finish (result, &error);
  if (unregister->deployment == NULL)
    g_task_return_error (task, error);
  else
    unregister_kpis (g_object_ref (task), unregister->deployment->before);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) before = studio_workspace_load_deployments_finish (
      STUDIO_WORKSPACE (source), result, NULL, NULL, &error);

  if (before == NULL)
    g_task_return_error (task, error);
  else
    unregister_kpis (g_object_ref (task), before);
}

void
studio_session_unregister_async (StudioSession *self,
                                 GPtrArray *kpis,
                                 const StudioUnregisterOptions *options,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Unregister *unregister;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_unregister_async);
  if (_studio_session_return_if_disconnected (self, task))
    return;
  unregister = g_new0 (Unregister, 1);
  unregister->session = g_object_ref (self);
  unregister->kpis = kpis != NULL ? g_ptr_array_ref (kpis) : NULL;
  unregister->options = *options;
  g_task_set_task_data (task, unregister, (GDestroyNotify) unregister_free);
  if (options->dry_run)
    studio_workspace_load_deployments_async (self->workspace, self->identity, cancellable,
                                             listed_cb, g_steal_pointer (&task));
  else
    _studio_session_begin_deployment_async (self, STUDIO_DEPLOYMENT_UNREGISTER, cancellable,
                                            begun_cb, g_steal_pointer (&task));
}

GPtrArray *
studio_session_unregister_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
deployments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *deployments = studio_workspace_load_deployments_finish (STUDIO_WORKSPACE (source),
                                                                     result, NULL, NULL, &error);

  if (deployments == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, deployments, (GDestroyNotify) g_ptr_array_unref);
}

void
studio_session_list_deployments_async (StudioSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self) && self->workspace != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_list_deployments_async);
  /* Without a server there are none. */
  studio_workspace_load_deployments_async (self->workspace,
                                           self->identity != NULL ? self->identity : "",
                                           cancellable, deployments_cb, task);
}

GPtrArray *
studio_session_list_deployments_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
studio_session_get_base_url (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);

  if (self->client != NULL)
    return studio_metabase_client_get_url (self->client);
  /* A server is known by its address, the sample company by its folder. */
  return self->identity != NULL && g_str_has_prefix (self->identity, "http") ? self->identity
                                                                             : NULL;
}

char *
studio_session_dashboard_url (StudioSession *self, gint64 dashboard_id)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);

  if (self->client == NULL || dashboard_id == 0)
    return NULL;
  return studio_metabase_client_dashboard_url (self->client, dashboard_id);
}
