/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-unregistrar.h"

#include "core/studio-error.h"
#include "metabase/studio-metabase-alerts.h"
#include "register/studio-card-marker.h"
#include "register/studio-kpi-card.h"
#include "register/studio-unregistrar-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static void unregister_next (GTask *task);
static void remove_next_alert (GTask *task);

static GPtrArray *
copy_entries (GPtrArray *entries)
{
  GPtrArray *copies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_entry_free);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    g_ptr_array_add (copies, studio_deployment_entry_copy (g_ptr_array_index (entries, i)));
  return copies;
}

static void
unregister_free (StudioUnregister *self)
{
  g_object_unref (self->client);
  g_ptr_array_unref (self->kpis);
  g_ptr_array_unref (self->alerts);
  g_ptr_array_unref (self->dashboards);
  g_free (self->collection_name);
  g_free (self->message);
  g_hash_table_unref (self->collections);
  g_hash_table_unref (self->gone);
  g_clear_pointer (&self->pending, g_array_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  if (self->unregistered_data_free != NULL)
    self->unregistered_data_free (self->unregistered_data);
  g_free (self);
}

char *
_studio_unregister_name (const char *model, gint64 id)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, model, id);
}

void
_studio_unregister_add_entry (StudioUnregister *self, StudioKpi *kpi, StudioDeploymentEntry *entry)
{
  g_ptr_array_add (self->entries, entry);
  if (self->unregistered != NULL)
    self->unregistered (kpi, entry, self->unregistered_data);
}

gboolean
_studio_unregister_return_if_over (GTask *task, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    return FALSE;
  g_task_return_error (task, error);
  g_object_unref (task);
  return TRUE;
}

static StudioKpi *
current (StudioUnregister *self)
{
  return g_ptr_array_index (self->kpis, self->next);
}

/* Takes the caller's reference to @task, and @message. */
static void
end_kpi (GTask *task, StudioDeploymentAction action, char *message)
{
  StudioUnregister *self = g_task_get_task_data (task);
  StudioKpi *kpi = current (self);
  StudioDeploymentEntry *entry = studio_deployment_entry_new (
      STUDIO_DEPLOYED_CARD, action, studio_kpi_get_card_id (kpi), studio_kpi_get_name (kpi));
  gboolean done = action == STUDIO_DEPLOYMENT_ARCHIVED || action == STUDIO_DEPLOYMENT_RELEASED;

  entry->kpi_id = g_strdup (studio_kpi_get_id (kpi));
  entry->collection_id = studio_kpi_get_collection_id (kpi);
  entry->message = message;
  if (action == STUDIO_DEPLOYMENT_ARCHIVED)
    g_hash_table_add (self->gone, _studio_unregister_name ("card", entry->id));
  if (done && entry->collection_id != 0)
    _studio_unregister_add_collection (self, entry->collection_id);
  if (done && !self->dry_run)
    {
      studio_kpi_set_registration (kpi, STUDIO_REGISTRATION_NONE);
      studio_kpi_set_card_id (kpi, 0);
      studio_kpi_set_collection_id (kpi, 0);
    }
  _studio_unregister_add_entry (self, done ? kpi : NULL, entry);
  self->next++;
  unregister_next (task);
}

/* Trouble with one card is noted, trouble with everything ends it. Takes @task and @error. */
static void
end_kpi_with_error (GTask *task, GError *error)
{
  if (_studio_unregister_return_if_over (task, error))
    return;
  end_kpi (task, STUDIO_DEPLOYMENT_FAILED, g_strdup (error->message));
  g_error_free (error);
}

static void
archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (studio_metabase_client_archive_card_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    end_kpi (task, STUDIO_DEPLOYMENT_ARCHIVED, NULL);
  else
    end_kpi_with_error (task, error);
}

/* An alert that is not there any more is as good as removed. */
static void
alert_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *alert = g_ptr_array_index (self->alerts, self->next_alert);
  GError *error = NULL;
  gboolean removed = alert->object == STUDIO_DEPLOYED_ALERT
                         ? studio_metabase_client_remove_alert_finish (
                               STUDIO_METABASE_CLIENT (source), result, &error)
                         : studio_metabase_client_archive_card_finish (
                               STUDIO_METABASE_CLIENT (source), result, &error);
  StudioDeploymentEntry *entry;

  if (!removed && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      end_kpi_with_error (task, error);
      return;
    }
  g_clear_error (&error);
  entry = studio_deployment_entry_copy (alert);
  entry->action = STUDIO_DEPLOYMENT_ARCHIVED;
  _studio_unregister_add_entry (self, NULL, entry);
  self->next_alert++;
  remove_next_alert (task);
}

/* Alerts of the present KPI first, since nobody could find them without their card. Takes the
 * caller's reference to @task. */
static void
remove_next_alert (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);
  const char *kpi_id = studio_kpi_get_id (current (self));
  GCancellable *cancellable = g_task_get_cancellable (task);

  for (; self->next_alert < self->alerts->len; self->next_alert++)
    {
      const StudioDeploymentEntry *alert = g_ptr_array_index (self->alerts, self->next_alert);
      StudioDeploymentEntry *entry;

      if (g_strcmp0 (alert->kpi_id, kpi_id) != 0)
        continue;
      if (alert->object == STUDIO_DEPLOYED_ALERT_CARD)
        {
          g_hash_table_add (self->gone, _studio_unregister_name ("card", alert->id));
          if (alert->collection_id != 0)
            _studio_unregister_add_collection (self, alert->collection_id);
        }
      if (!self->dry_run)
        {
          if (alert->object == STUDIO_DEPLOYED_ALERT)
            studio_metabase_client_remove_alert_async (self->client, alert->id, cancellable,
                                                       alert_removed_cb, task);
          else
            studio_metabase_client_archive_card_async (self->client, alert->id, cancellable,
                                                       alert_removed_cb, task);
          return;
        }
      entry = studio_deployment_entry_copy (alert);
      entry->action = STUDIO_DEPLOYMENT_ARCHIVED;
      _studio_unregister_add_entry (self, NULL, entry);
    }
  if (!self->archive)
    end_kpi (task, STUDIO_DEPLOYMENT_RELEASED, g_steal_pointer (&self->message));
  else if (self->dry_run)
    end_kpi (task, STUDIO_DEPLOYMENT_ARCHIVED, NULL);
  else
    studio_metabase_client_archive_card_async (
        self->client, studio_kpi_get_card_id (current (self)), cancellable, archived_cb, task);
}

/* Takes the caller's reference to @task, and @message. */
static void
take_out (GTask *task, gboolean archive, char *message)
{
  StudioUnregister *self = g_task_get_task_data (task);

  self->archive = archive;
  g_free (self->message);
  self->message = message;
  self->next_alert = 0;
  remove_next_alert (task);
}

static gboolean
is_of_kpi (const StudioCard *card, StudioKpi *kpi)
{
  g_autoptr (StudioCardMarker) marker = studio_card_marker_parse (card->description);

  return marker != NULL && strcmp (marker->kpi_id, studio_kpi_get_id (kpi)) == 0;
}

static void
card_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioUnregister *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card == NULL && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      end_kpi_with_error (task, error);
      return;
    }
  g_clear_error (&error);
  if (card == NULL || card->archived)
    take_out (task, FALSE, g_strdup (_ ("Its question was not in use any more.")));
  else if (!is_of_kpi (card, current (self)))
    take_out (task, FALSE,
              g_strdup (_ ("Its question was made by somebody else, so it stays in Metabase.")));
  else if (studio_kpi_card_is_untouched (card) || self->force)
    take_out (task, TRUE, NULL);
  else
    end_kpi (task, STUDIO_DEPLOYMENT_SKIPPED,
             g_strdup (_ ("Somebody has changed this question in Metabase, so it was left as it is "
                          "there. Use --force to archive it all the same.")));
}

/* Takes the caller's reference to @task. */
static void
unregister_next (GTask *task)
{
  StudioUnregister *self = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  while (self->next < self->kpis->len && studio_kpi_get_card_id (current (self)) == 0)
    self->next++;
  if (self->next >= self->kpis->len)
    _studio_unregister_tidy_up (task);
  else
    studio_metabase_client_get_card_async (self->client, studio_kpi_get_card_id (current (self)),
                                           g_task_get_cancellable (task), card_cb, task);
}

void
_studio_unregister_add_collection (StudioUnregister *self, gint64 collection_id)
{
  gint64 *id = g_new (gint64, 1);

  *id = collection_id;
  g_hash_table_add (self->collections, id);
}

void
studio_unregister_async (StudioMetabaseClient *client,
                         const StudioUnregistration *unregistration,
                         GCancellable *cancellable,
                         StudioUnregisteredFunc unregistered,
                         gpointer unregistered_data,
                         GDestroyNotify unregistered_data_free,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  StudioUnregister *self = g_new0 (StudioUnregister, 1);

  g_task_set_source_tag (task, studio_unregister_async);
  self->client = g_object_ref (client);
  self->kpis = g_ptr_array_ref (unregistration->kpis);
  self->alerts = copy_entries (unregistration->alerts);
  self->dashboards = copy_entries (unregistration->dashboards);
  self->collection_name = g_strdup (unregistration->collection_name);
  self->force = unregistration->force;
  self->dry_run = unregistration->dry_run;
  self->collections = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_entry_free);
  self->unregistered = unregistered;
  self->unregistered_data = unregistered_data;
  self->unregistered_data_free = unregistered_data_free;
  for (guint i = 0; unregistration->collections != NULL && i < unregistration->collections->len;
       i++)
    _studio_unregister_add_collection (self,
                                       g_array_index (unregistration->collections, gint64, i));
  g_task_set_task_data (task, self, (GDestroyNotify) unregister_free);
  unregister_next (task);
}

GPtrArray *
studio_unregister_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
