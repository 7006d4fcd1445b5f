/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-alert-keeper.h"

#include "core/studio-error.h"
#include "register/studio-alert-keeper-private.h"
#include "register/studio-alert-rule.h"

#include <glib/gi18n-lib.h>

static void update_next (GTask *task);
static void remove_companion (GTask *task);

static void
update_free (StudioAlertUpdate *self)
{
  g_object_unref (self->client);
  g_ptr_array_unref (self->kpis);
  g_ptr_array_unref (self->known);
  g_free (self->recipient);
  g_free (self->mailing);
  g_clear_pointer (&self->alert, studio_alert_free);
  g_clear_pointer (&self->companions, g_ptr_array_unref);
  g_free (self->sql);
  if (self->updated_data_free != NULL)
    self->updated_data_free (self->updated_data);
  g_free (self);
}

gboolean
_studio_alert_is_unclear (const GError *error)
{
  return g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNCLEAR) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_PROTOCOL) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT);
}

StudioKpi *
_studio_alert_update_get_kpi (StudioAlertUpdate *self)
{
  return g_ptr_array_index (self->kpis, self->next);
}

static const StudioDeploymentEntry *
find_known (GPtrArray *known, StudioKpi *kpi, StudioDeployedObject object)
{
  for (guint i = 0; i < known->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (known, i);

      if (entry->object == object && g_strcmp0 (entry->kpi_id, studio_kpi_get_id (kpi)) == 0)
        return entry;
    }
  return NULL;
}

const StudioDeploymentEntry *
_studio_alert_update_find_known (StudioAlertUpdate *self, StudioDeployedObject object)
{
  return find_known (self->known, _studio_alert_update_get_kpi (self), object);
}

void
_studio_alert_update_note (StudioAlertUpdate *self,
                           StudioDeployedObject object,
                           StudioDeploymentAction action,
                           gint64 id,
                           const char *name,
                           const char *message)
{
  StudioKpi *kpi = _studio_alert_update_get_kpi (self);
  const StudioDeploymentEntry *known = _studio_alert_update_find_known (self, object);
  g_autoptr (StudioDeploymentEntry) entry = studio_deployment_entry_new (object, action, id, name);

  if (object == STUDIO_DEPLOYED_COLLECTION)
    entry->collection_id = self->top;
  else
    {
      entry->kpi_id = g_strdup (studio_kpi_get_id (kpi));
      entry->key = studio_alert_rule_digest (kpi);
      entry->collection_id = studio_kpi_get_collection_id (kpi);
    }
  if (object == STUDIO_DEPLOYED_ALERT_CARD)
    entry->collection_id =
        self->collection != 0 || known == NULL ? self->collection : known->collection_id;
  entry->message = g_strdup (message);
  if (self->updated != NULL)
    self->updated (entry, self->updated_data);
}

void
_studio_alert_update_end (GTask *task,
                          StudioDeploymentAction action,
                          gint64 alert_id,
                          char *message)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  StudioKpi *kpi = _studio_alert_update_get_kpi (self);

  _studio_alert_update_note (self, STUDIO_DEPLOYED_ALERT, action, alert_id,
                             studio_kpi_get_name (kpi), message);
  g_free (message);
  g_clear_pointer (&self->alert, studio_alert_free);
  g_clear_pointer (&self->sql, g_free);
  self->tried = FALSE;
  self->companion_id = 0;
  self->next++;
  update_next (task);
}

void
_studio_alert_update_end_with_error (GTask *task, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
      g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  _studio_alert_update_end (task, STUDIO_DEPLOYMENT_FAILED, 0, g_strdup (error->message));
  g_error_free (error);
}

static void
create_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioAlert) alert =
      studio_metabase_client_create_alert_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (alert != NULL)
    _studio_alert_update_end (task, STUDIO_DEPLOYMENT_CREATED, alert->id, NULL);
  else if (_studio_alert_is_unclear (error) && !self->tried)
    {
      /* It may be there: look before trying once more. */
      g_error_free (error);
      self->tried = TRUE;
      _studio_alert_update_look (task);
    }
  else
    _studio_alert_update_end_with_error (task, error);
}

static void
create (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);

  studio_metabase_client_create_alert_async (self->client, self->alert,
                                             g_task_get_cancellable (task), create_cb, task);
}

/* Ends @task and returns %FALSE when the alert is still there. */
static gboolean
note_removed (GTask *task, GObject *source, GAsyncResult *result)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *known =
      _studio_alert_update_find_known (self, STUDIO_DEPLOYED_ALERT);
  GError *error = NULL;

  if (!studio_metabase_client_remove_alert_finish (STUDIO_METABASE_CLIENT (source), result,
                                                   &error) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      _studio_alert_update_end_with_error (task, error);
      return FALSE;
    }
  g_clear_error (&error);
  _studio_alert_update_note (self, STUDIO_DEPLOYED_ALERT, STUDIO_DEPLOYMENT_ARCHIVED, known->id,
                             known->name, NULL);
  return TRUE;
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (note_removed (user_data, source, result))
    create (user_data);
}

static const StudioAlert *
find_alert (GPtrArray *alerts, gint64 id)
{
  for (guint i = 0; i < alerts->len; i++)
    if (((StudioAlert *) g_ptr_array_index (alerts, i))->id == id)
      return g_ptr_array_index (alerts, i);
  return NULL;
}

/* It was made for the other side of the threshold, and nobody else has changed it. */
static gboolean
is_of_older_threshold (const StudioAlert *alert, const StudioAlert *wanted)
{
  return alert->condition != wanted->condition && alert->hour == wanted->hour &&
         alert->user_id == wanted->user_id && g_strcmp0 (alert->address, wanted->address) == 0;
}

gboolean
_studio_alert_update_is_current (StudioAlertUpdate *self, const StudioDeploymentEntry *known)
{
  g_autofree char *rule = studio_alert_rule_digest (_studio_alert_update_get_kpi (self));

  return g_strcmp0 (known->key, rule) == 0;
}

/* There was an alert, which is (nullable) @there now. */
static void
settle_with_known (GTask *task, const StudioDeploymentEntry *known, const StudioAlert *there)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);

  if (there != NULL && !is_of_older_threshold (there, self->alert))
    _studio_alert_update_end (task, STUDIO_DEPLOYMENT_SKIPPED, there->id,
                              g_strdup (_ ("Somebody has changed this alert in Metabase, so it was "
                                           "left as it is there.")));
  else if (there == NULL && _studio_alert_update_is_current (self, known))
    _studio_alert_update_end (task, STUDIO_DEPLOYMENT_SKIPPED, known->id,
                              g_strdup (_ ("Somebody took this alert away in Metabase, so it was "
                                           "not made again. Set another threshold to have one.")));
  else
    studio_metabase_client_remove_alert_async (self->client, known->id,
                                               g_task_get_cancellable (task), replaced_cb, task);
}

static void
alerts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *known =
      _studio_alert_update_find_known (self, STUDIO_DEPLOYED_ALERT);
  GError *error = NULL;
  g_autoptr (GPtrArray) alerts =
      studio_metabase_client_list_alerts_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  const StudioAlert *there = NULL;

  if (alerts == NULL)
    {
      _studio_alert_update_end_with_error (task, error);
      return;
    }
  for (guint i = 0; i < alerts->len && there == NULL; i++)
    if (studio_alert_is_same (g_ptr_array_index (alerts, i), self->alert))
      there = g_ptr_array_index (alerts, i);
  if (there != NULL)
    {
      _studio_alert_update_end (task,
                                self->tried ? STUDIO_DEPLOYMENT_CREATED : STUDIO_DEPLOYMENT_LINKED,
                                there->id, NULL);
      return;
    }
  if (known != NULL && !self->tried)
    settle_with_known (task, known, find_alert (alerts, known->id));
  else
    create (task);
}

void
_studio_alert_update_look (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  StudioKpi *kpi = _studio_alert_update_get_kpi (self);

  if (self->alert == NULL)
    {
      self->alert = studio_alert_new ();
      self->alert->card_id = self->card_id;
      self->alert->hour = (int) self->hour;
      self->alert->address = g_strdup (self->recipient);
      if (self->recipient == NULL)
        self->alert->user_id = self->mailing->user_id;
      if (self->goal)
        self->alert->condition = studio_kpi_get_threshold_kind (kpi) == STUDIO_THRESHOLD_ABOVE
                                     ? STUDIO_ALERT_GOAL_ABOVE
                                     : STUDIO_ALERT_GOAL_BELOW;
    }
  studio_metabase_client_list_alerts_async (self->client, self->card_id,
                                            g_task_get_cancellable (task), alerts_cb, task);
}

static void
card_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  StudioKpi *kpi = _studio_alert_update_get_kpi (self);
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card == NULL)
    {
      _studio_alert_update_end_with_error (task, error);
      return;
    }
  /* A card without the goal, since a person made or changed it, would never fire. */
  if (studio_alert_rule_settings_have_goal (card->visualization, kpi))
    {
      self->goal = TRUE;
      self->card_id = card->id;
      _studio_alert_update_look (task);
    }
  else
    _studio_alert_update_find_companion (task);
}

static void
archived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *known =
      _studio_alert_update_find_known (self, STUDIO_DEPLOYED_ALERT_CARD);
  GError *error = NULL;

  if (!studio_metabase_client_archive_card_finish (STUDIO_METABASE_CLIENT (source), result,
                                                   &error) &&
      !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      _studio_alert_update_end_with_error (task, error);
      return;
    }
  g_clear_error (&error);
  _studio_alert_update_note (self, STUDIO_DEPLOYED_ALERT_CARD, STUDIO_DEPLOYMENT_ARCHIVED,
                             known->id, known->name, NULL);
  self->next++;
  update_next (task);
}

static void
remove_companion (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *known =
      _studio_alert_update_find_known (self, STUDIO_DEPLOYED_ALERT_CARD);

  if (known != NULL)
    {
      studio_metabase_client_archive_card_async (self->client, known->id,
                                                 g_task_get_cancellable (task), archived_cb, task);
      return;
    }
  self->next++;
  update_next (task);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (note_removed (user_data, source, result))
    remove_companion (user_data);
}

/* The KPI has no threshold any more. */
static void
remove_alert (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *known =
      _studio_alert_update_find_known (self, STUDIO_DEPLOYED_ALERT);

  if (known != NULL)
    studio_metabase_client_remove_alert_async (self->client, known->id,
                                               g_task_get_cancellable (task), removed_cb, task);
  else
    remove_companion (task);
}

/* Why no alert is made for the present KPI; (transfer full) (nullable). */
static char *
find_obstacle (StudioAlertUpdate *self)
{
  if (!self->mailing->configured)
    return g_strdup (_ ("This Metabase cannot send mail. Set that up in its admin settings, then "
                        "register again."));
  if (self->recipient == NULL && self->mailing->user_id == 0)
    return g_strdup (_ ("An API key has no mailbox. Say who gets alerts, with --alert-recipient or "
                        "in the preferences."));
  return NULL;
}

/* Takes the caller's reference to @task. */
static void
update_next (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  StudioKpi *kpi;
  char *obstacle;

  if (self->next >= self->kpis->len)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  kpi = _studio_alert_update_get_kpi (self);
  self->goal = FALSE;
  if (studio_kpi_get_threshold_kind (kpi) == STUDIO_THRESHOLD_NONE)
    {
      remove_alert (task);
      return;
    }
  obstacle = find_obstacle (self);
  if (obstacle != NULL)
    _studio_alert_update_end (task, STUDIO_DEPLOYMENT_SKIPPED, 0, obstacle);
  else if (studio_alert_rule_has_goal (kpi))
    studio_metabase_client_get_card_async (self->client, studio_kpi_get_card_id (kpi),
                                           g_task_get_cancellable (task), card_cb, task);
  else
    _studio_alert_update_find_companion (task);
}

static void
mailing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->mailing =
      studio_metabase_client_get_mailing_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  if (self->mailing != NULL)
    {
      update_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
studio_alerts_update_async (StudioMetabaseClient *client,
                            const StudioAlertWork *work,
                            GCancellable *cancellable,
                            StudioAlertFunc updated,
                            gpointer updated_data,
                            GDestroyNotify updated_data_free,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  StudioAlertUpdate *self = g_new0 (StudioAlertUpdate, 1);

  g_task_set_source_tag (task, studio_alerts_update_async);
  self->client = g_object_ref (client);
  self->kpis = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_entry_free);
  for (guint i = 0; i < work->known->len; i++)
    g_ptr_array_add (self->known,
                     studio_deployment_entry_copy (g_ptr_array_index (work->known, i)));
  for (guint i = 0; i < work->kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (work->kpis, i);

      if (studio_kpi_get_threshold_kind (kpi) != STUDIO_THRESHOLD_NONE ||
          find_known (self->known, kpi, STUDIO_DEPLOYED_ALERT) != NULL ||
          find_known (self->known, kpi, STUDIO_DEPLOYED_ALERT_CARD) != NULL)
        g_ptr_array_add (self->kpis, g_object_ref (kpi));
    }
  self->top = work->top;
  self->recipient = g_strdup (work->recipient);
  self->hour = work->hour;
  self->dialect = work->dialect;
  self->dialect_data = work->dialect_data;
  self->updated = updated;
  self->updated_data = updated_data;
  self->updated_data_free = updated_data_free;
  g_task_set_task_data (task, self, (GDestroyNotify) update_free);
  if (self->kpis->len == 0)
    update_next (task);
  else
    studio_metabase_client_get_mailing_async (client, cancellable, mailing_cb, task);
}

gboolean
studio_alerts_update_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
