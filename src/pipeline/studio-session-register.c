/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "core/studio-error.h"
#include "pipeline/studio-session-private.h"
#include "register/studio-registrar.h"
#include "store/studio-workspace-deployment.h"

#include <glib/gi18n-lib.h>

/* One registration. */
typedef struct
{
  StudioSession *session;              /* (owned) */
  StudioRegistrar *registrar;          /* (owned) */
  GPtrArray *kpis;                     /* (owned) of StudioKpi, all approved and valid */
  StudioSessionDeployment *deployment; /* (owned) (nullable) */
  StudioRegistrationSummary *summary;  /* (owned) (nullable) */
} Registration;

static void
registration_free (Registration *registration)
{
  g_object_unref (registration->session);
  g_object_unref (registration->registrar);
  g_ptr_array_unref (registration->kpis);
  g_clear_pointer (&registration->deployment, _studio_session_deployment_free);
  g_clear_pointer (&registration->summary, studio_registration_summary_unref);
  g_free (registration);
}

/* The two know the same words, but for those that are a kind of “skipped”. */
static StudioDeploymentEntry *
make_entry (const StudioRegistrationEntry *registered)
{
  const char *nick = studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_ACTION, registered->action);
  StudioDeploymentEntry *entry = studio_deployment_entry_new (
      STUDIO_DEPLOYED_CARD,
      studio_enum_from_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, nick, STUDIO_DEPLOYMENT_SKIPPED),
      registered->card_id, registered->name);

  entry->kpi_id = g_strdup (registered->kpi_id);
  entry->collection_id = registered->collection_id;
  entry->collection = g_strdup (registered->collection);
  entry->message = g_strdup (registered->message);
  return entry;
}

static void
registered_cb (StudioKpi *kpi, const StudioRegistrationEntry *entry, gpointer user_data)
{
  Registration *registration = g_task_get_task_data (user_data);
  StudioSession *self = registration->session;
  g_autoptr (StudioDeploymentEntry) deployed = make_entry (entry);
  g_autofree char *card = g_strdup_printf ("card %" G_GINT64_FORMAT, entry->card_id);
  g_autofree char *detail =
      entry->message != NULL ? g_strjoin (", ", card, entry->message, NULL) : g_strdup (card);

  if (entry->changed)
    {
      studio_kpi_touch (kpi);
      _studio_session_store (self, kpi);
      studio_workspace_log (self->workspace, studio_kpi_get_id (kpi),
                            studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_ACTION, entry->action),
                            detail);
    }
  studio_workspace_add_deployment_entry (self->workspace, registration->deployment->id, deployed);
}

static void
deployed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Registration *registration = g_task_get_task_data (task);
  GError *error = NULL;

  if (_studio_session_deploy_finish (STUDIO_SESSION (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&registration->summary),
                           (GDestroyNotify) studio_registration_summary_unref);
  else
    g_task_return_error (task, error);
}

static void
register_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  Registration *registration = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  registration->summary =
      studio_registrar_register_finish (STUDIO_REGISTRAR (source), result, &error);
  if (registration->summary == NULL)
    {
      _studio_session_note_error (self, error);
      g_task_return_error (task, error);
    }
  else
    _studio_session_deploy_async (self, registration->deployment, registration->summary,
                                  cancellable, deployed_cb, g_steal_pointer (&task));
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  Registration *registration = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GTask *registered_data;
  GError *error = NULL;

  registration->deployment = _studio_session_begin_deployment_finish (result, &error);
  if (registration->deployment == NULL || self->client == NULL)
    {
      g_task_return_error (
          task, error != NULL
                    ? error
                    : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled.")));
      return;
    }
  registered_data = g_object_ref (task);
  studio_registrar_register_async (registration->registrar, registration->kpis, cancellable,
                                   registered_cb, registered_data, g_object_unref, register_cb,
                                   g_steal_pointer (&task));
}

/* An imported KPI knows its database by name only. */
static void
know_database (StudioSession *self, StudioKpi *kpi)
{
  StudioDatabase *database =
      studio_kpi_get_database_id (kpi) == 0 ? _studio_session_find_database (self, kpi) : NULL;

  if (database != NULL)
    studio_kpi_set_database_id (kpi, studio_database_get_id (database));
}

static GPtrArray *
pick_approved (StudioSession *self, GPtrArray *kpis)
{
  GPtrArray *approved = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = studio_session_get_kpis (self);
  guint n = kpis != NULL ? kpis->len : g_list_model_get_n_items (all);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StudioKpi) kpi = kpis != NULL ? g_object_ref (g_ptr_array_index (kpis, i))
                                               : g_list_model_get_item (all, i);

      if (studio_kpi_get_decision (kpi) != STUDIO_DECISION_APPROVED || !studio_kpi_is_valid (kpi))
        continue;
      know_database (self, kpi);
      g_ptr_array_add (approved, g_steal_pointer (&kpi));
    }
  return approved;
}

static gboolean
return_if_not_connected (StudioSession *self, GTask *task)
{
  if (self->client != NULL)
    return FALSE;
  g_task_return_new_error (
      task, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE, "%s",
      _ ("KPIs cannot be registered while not connected to Metabase. Connect first."));
  return TRUE;
}

static StudioQuestionCatalogue *
get_catalogue (StudioSession *self)
{
  if (self->questions == NULL)
    self->questions = studio_question_catalogue_new (self->client);
  return self->questions;
}

static void
progress_cb (StudioRegistrar *registrar, guint done, guint total, gpointer user_data)
{
  _studio_session_report_registration (user_data, done, total);
}

static void
set_currencies (StudioSession *self, StudioRegistrar *registrar)
{
  GListModel *databases = studio_session_get_databases (self);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);
      const StudioFact *currency =
          studio_context_find (studio_session_get_context (self, database), STUDIO_FACT_CURRENCY);

      if (currency != NULL)
        studio_registrar_set_currency (registrar, studio_database_get_id (database),
                                       currency->meaning);
    }
}

static StudioRegistrar *
new_registrar (StudioSession *self)
{
  StudioRegistrar *registrar = studio_registrar_new (self->client);

  g_object_set (registrar, "collection-name", self->collection_name, "recreate", self->recreate,
                "native-form", self->native_form, NULL);
  studio_registrar_set_workspace (registrar, self->workspace, self->identity);
  studio_registrar_set_catalogue (registrar, get_catalogue (self));
  studio_registrar_set_databases (registrar, studio_session_get_databases (self));
  set_currencies (self, registrar);
  g_signal_connect_object (registrar, "progress", G_CALLBACK (progress_cb), self, 0);
  return registrar;
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  StudioRegistrationPlan *plan =
      studio_registrar_plan_finish (STUDIO_REGISTRAR (source), result, &error);

  if (plan == NULL)
    {
      _studio_session_note_error (g_task_get_source_object (task), error);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, plan, g_object_unref);
}

void
studio_session_plan_registration_async (StudioSession *self,
                                        GPtrArray *kpis,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) approved = NULL;
  g_autoptr (StudioRegistrar) registrar = NULL;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_plan_registration_async);
  if (return_if_not_connected (self, task))
    return;
  approved = pick_approved (self, kpis);
  registrar = new_registrar (self);
  studio_registrar_plan_async (registrar, approved, cancellable, planned_cb,
                               g_steal_pointer (&task));
}

StudioRegistrationPlan *
studio_session_plan_registration_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Takes @registrar. */
static void
register_kpis (GTask *task, StudioRegistrar *registrar, GPtrArray *kpis)
{
  StudioSession *self = g_task_get_source_object (task);
  Registration *registration = g_new0 (Registration, 1);

  registration->session = g_object_ref (self);
  registration->registrar = registrar;
  registration->kpis = pick_approved (self, kpis);
  g_task_set_task_data (task, registration, (GDestroyNotify) registration_free);
  _studio_session_begin_deployment_async (self, STUDIO_DEPLOYMENT_REGISTER,
                                          g_task_get_cancellable (task), begun_cb,
                                          g_object_ref (task));
}

void
studio_session_register_plan_async (StudioSession *self,
                                    StudioRegistrationPlan *plan,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
  StudioRegistrar *registrar;
  GListModel *entries = G_LIST_MODEL (plan);

  g_return_if_fail (STUDIO_IS_SESSION (self) && STUDIO_IS_REGISTRATION_PLAN (plan));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_register_plan_async);
  if (return_if_not_connected (self, task))
    return;
  registrar = new_registrar (self);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (entries, i);
      StudioKpi *kpi = studio_plan_entry_get_kpi (entry);
      StudioPlanAction action = studio_plan_entry_get_action (entry);

      if (!studio_plan_entry_get_included (entry))
        continue;
      g_ptr_array_add (kpis, g_object_ref (kpi));
      if (action == STUDIO_PLAN_SKIP || action == STUDIO_PLAN_CONFLICT)
        studio_registrar_insist (registrar, studio_kpi_get_id (kpi));
    }
  register_kpis (task, registrar, kpis);
}

void
studio_session_register_async (StudioSession *self,
                               GPtrArray *kpis,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_register_async);
  if (return_if_not_connected (self, task))
    return;
  register_kpis (task, new_registrar (self), kpis);
}

StudioRegistrationSummary *
studio_session_register_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
studio_session_card_url (StudioSession *self, StudioKpi *kpi)
{
  StudioMetabaseClient *client = self->client;

  if (client == NULL || studio_kpi_get_card_id (kpi) == 0)
    return NULL;
  return studio_metabase_client_card_url (client, studio_kpi_get_card_id (kpi));
}

char *
studio_session_collection_url (StudioSession *self, gint64 collection_id)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);

  if (self->client == NULL || collection_id == 0)
    return NULL;
  return g_strdup_printf ("%s/collection/%" G_GINT64_FORMAT,
                          studio_metabase_client_get_url (self->client), collection_id);
}
