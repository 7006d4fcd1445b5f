/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "core/studio-error.h"
#include "register/studio-alert-keeper-private.h"
#include "register/studio-alert-rule.h"
#include "register/studio-card-marker.h"
#include "sql/studio-sql-guard.h"
#include "sql/studio-sql-worker.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Name of the collection of questions that alerts are on. */
#define COLLECTION _ ("Alerts")
#define COLOR "#509EE3"

#define TIME_LIMIT 60

/* Only the columns are wanted. */
#define ROW_LIMIT 2

static void look_for_companion (GTask *task);
static void look_for_collection (GTask *task);
static void create_companion (GTask *task);

static char *
make_name (StudioKpi *kpi)
{
  g_autofree char *number = studio_alert_rule_number (studio_kpi_get_threshold (kpi));

  /* translators: name of a KPI and a number: “Open orders above 100” */
  if (studio_kpi_get_threshold_kind (kpi) == STUDIO_THRESHOLD_ABOVE)
    return g_strdup_printf (_ ("%s above %s"), studio_kpi_get_name (kpi), number);
  return g_strdup_printf (_ ("%s below %s"), studio_kpi_get_name (kpi), number);
}

static void
use_companion (GTask *task, gint64 id, StudioDeploymentAction action)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  g_autofree char *name = make_name (_studio_alert_update_get_kpi (self));

  self->card_id = id;
  self->tried = FALSE;
  _studio_alert_update_note (self, STUDIO_DEPLOYED_ALERT_CARD, action, id, name, NULL);
  _studio_alert_update_look (task);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_save_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (card != NULL)
    use_companion (task, card->id,
                   self->companion_id != 0 ? STUDIO_DEPLOYMENT_UPDATED : STUDIO_DEPLOYMENT_CREATED);
  else if (_studio_alert_is_unclear (error) && !self->tried)
    {
      g_error_free (error);
      self->tried = TRUE;
      g_clear_pointer (&self->companions, g_ptr_array_unref);
      look_for_companion (task);
    }
  else
    _studio_alert_update_end_with_error (task, error);
}

static void
save (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  StudioKpi *kpi = _studio_alert_update_get_kpi (self);
  g_autofree char *marker = studio_alert_rule_marker_new (kpi, self->sql);
  g_autoptr (StudioCard) card = studio_card_new ();

  card->id = self->companion_id;
  card->name = make_name (kpi);
  card->description = g_strdup_printf (
      _ ("Gives rows only when “%s” is beyond its threshold. The alert on it is sent then.\n\n%s"),
      studio_kpi_get_name (kpi), marker);
  card->sql = g_strdup (self->sql);
  card->database_id = studio_kpi_get_database_id (kpi);
  card->display = g_strdup ("table");
  card->collection_id = self->collection;
  studio_metabase_client_save_card_async (self->client, card, g_task_get_cancellable (task),
                                          saved_cb, task);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioQueryFailure *failure = NULL;
  GError *error = NULL;
  g_autoptr (StudioResult) rows =
      studio_metabase_client_run_finish (STUDIO_METABASE_CLIENT (source), result, &failure, &error);

  g_clear_pointer (&failure, studio_query_failure_free);
  if (rows != NULL)
    save (task);
  else
    {
      g_prefix_error (&error, "%s ", _ ("The question for the alert does not run:"));
      _studio_alert_update_end_with_error (task, error);
    }
}

static void
guard_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioDialect dialect = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "dialect"));
  StudioFinding *finding = studio_sql_guard (task_data, dialect);

  if (finding == NULL)
    g_task_return_boolean (task, TRUE);
  else
    {
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_GUARD, "%s", finding->message);
      studio_finding_free (finding);
    }
}

/* Nothing that did not pass the guard is ever sent. */
static void
guarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    _studio_alert_update_end_with_error (task, error);
  else
    studio_metabase_client_run_async (
        self->client, studio_kpi_get_database_id (_studio_alert_update_get_kpi (self)), self->sql,
        ROW_LIMIT, TIME_LIMIT, g_task_get_cancellable (task), tested_cb, task);
}

static void
columns_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  StudioKpi *kpi = _studio_alert_update_get_kpi (self);
  StudioDialect dialect = self->dialect (studio_kpi_get_database_id (kpi), self->dialect_data);
  StudioQueryFailure *failure = NULL;
  GError *error = NULL;
  g_autoptr (StudioResult) rows =
      studio_metabase_client_run_finish (STUDIO_METABASE_CLIENT (source), result, &failure, &error);
  g_autoptr (GTask) guard = NULL;

  g_clear_pointer (&failure, studio_query_failure_free);
  if (rows == NULL)
    {
      _studio_alert_update_end_with_error (task, error);
      return;
    }
  g_free (self->sql);
  self->sql = studio_alert_rule_make_sql (kpi, rows, dialect);
  if (self->sql == NULL)
    {
      _studio_alert_update_end (
          task, STUDIO_DEPLOYMENT_FAILED, 0,
          g_strdup (_ ("No column of this KPI is a number that could be compared.")));
      return;
    }
  guard = g_task_new (NULL, g_task_get_cancellable (task), guarded_cb, task);
  g_task_set_task_data (guard, g_strdup (self->sql), g_free);
  g_object_set_data (G_OBJECT (guard), "dialect", GINT_TO_POINTER (dialect));
  studio_sql_worker_run (guard, guard_in_thread);
}

/* The columns have to be known, so the KPI is run. */
static void
write_companion (GTask *task, gint64 id)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  StudioKpi *kpi = _studio_alert_update_get_kpi (self);

  self->companion_id = id;
  studio_metabase_client_run_async (self->client, studio_kpi_get_database_id (kpi),
                                    studio_kpi_get_sql (kpi), ROW_LIMIT, TIME_LIMIT,
                                    g_task_get_cancellable (task), columns_cb, task);
}

static void
companion_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *known =
      _studio_alert_update_find_known (self, STUDIO_DEPLOYED_ALERT_CARD);
  GError *error = NULL;
  g_autoptr (StudioCard) card =
      studio_metabase_client_get_card_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  g_autofree char *kpi_id = NULL;
  g_autofree char *rule = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *wanted = studio_alert_rule_digest (_studio_alert_update_get_kpi (self));
  g_autofree char *now = NULL;

  if (card == NULL && !g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND))
    {
      _studio_alert_update_end_with_error (task, error);
      return;
    }
  g_clear_error (&error);
  now = studio_card_marker_digest (card != NULL && card->sql != NULL ? card->sql : "");
  if (card == NULL || (card->archived && (known == NULL || known->id != card->id ||
                                          !_studio_alert_update_is_current (self, known))))
    create_companion (task);
  else if (card->archived)
    _studio_alert_update_end (
        task, STUDIO_DEPLOYMENT_SKIPPED, 0,
        g_strdup (_ ("Somebody archived the question of this alert in Metabase, so it was not made "
                     "again. Set another threshold to have one.")));
  else if (studio_alert_rule_marker_read (card->description, &kpi_id, &rule, &digest) &&
           strcmp (rule, wanted) != 0 && strcmp (digest, now) == 0)
    write_companion (task, card->id);
  else
    use_companion (task, card->id,
                   self->tried ? STUDIO_DEPLOYMENT_CREATED : STUDIO_DEPLOYMENT_LINKED);
}

static void
companions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->companions =
      studio_metabase_client_list_items_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  if (self->companions == NULL)
    _studio_alert_update_end_with_error (task, error);
  else
    look_for_companion (task);
}

/* By the marker, in the collection of such questions. */
static void
look_for_companion (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const char *wanted = studio_kpi_get_id (_studio_alert_update_get_kpi (self));

  if (self->companions == NULL)
    {
      studio_metabase_client_list_items_async (self->client, self->collection, "card",
                                               g_task_get_cancellable (task), companions_cb, task);
      return;
    }
  for (guint i = 0; i < self->companions->len; i++)
    {
      const StudioCollectionItem *item = g_ptr_array_index (self->companions, i);
      g_autofree char *kpi_id = NULL;
      g_autofree char *rule = NULL;
      g_autofree char *digest = NULL;

      if (studio_alert_rule_marker_read (item->description, &kpi_id, &rule, &digest) &&
          strcmp (kpi_id, wanted) == 0)
        {
          studio_metabase_client_get_card_async (self->client, item->id,
                                                 g_task_get_cancellable (task), companion_cb, task);
          return;
        }
    }
  write_companion (task, 0);
}

static void
collection_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  GError *error = NULL;
  StudioCollection *collection = studio_metabase_client_create_collection_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (collection != NULL)
    {
      self->collection = collection->id;
      self->tried = FALSE;
      _studio_alert_update_note (self, STUDIO_DEPLOYED_COLLECTION, STUDIO_DEPLOYMENT_CREATED,
                                 collection->id, collection->name, NULL);
      studio_collection_free (collection);
      look_for_companion (task);
    }
  else if (_studio_alert_is_unclear (error) && !self->tried)
    {
      g_error_free (error);
      self->tried = TRUE;
      look_for_collection (task);
    }
  else
    _studio_alert_update_end_with_error (task, error);
}

static void
collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  StudioAlertUpdate *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) collections = studio_metabase_client_list_collections_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (collections == NULL)
    {
      _studio_alert_update_end_with_error (task, error);
      return;
    }
  for (guint i = 0; i < collections->len; i++)
    {
      const StudioCollection *collection = g_ptr_array_index (collections, i);

      if (collection->parent_id == self->top && g_strcmp0 (collection->name, COLLECTION) == 0)
        {
          self->collection = collection->id;
          self->tried = FALSE;
          look_for_companion (task);
          return;
        }
    }
  studio_metabase_client_create_collection_async (
      self->client, COLLECTION, _ ("Questions that give rows only when an alert is to be sent."),
      self->top, COLOR, g_task_get_cancellable (task), collection_created_cb, task);
}

static void
look_for_collection (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);

  studio_metabase_client_list_collections_async (self->client, g_task_get_cancellable (task),
                                                 collections_cb, task);
}

/* Or finds one that another workspace, or an interrupted run, has made. */
static void
create_companion (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);

  if (self->collection == 0)
    look_for_collection (task);
  else
    look_for_companion (task);
}

void
_studio_alert_update_find_companion (GTask *task)
{
  StudioAlertUpdate *self = g_task_get_task_data (task);
  const StudioDeploymentEntry *known =
      _studio_alert_update_find_known (self, STUDIO_DEPLOYED_ALERT_CARD);

  if (known != NULL)
    studio_metabase_client_get_card_async (self->client, known->id, g_task_get_cancellable (task),
                                           companion_cb, task);
  else
    create_companion (task);
}
