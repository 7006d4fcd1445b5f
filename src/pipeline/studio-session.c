/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-session.h"

#include "core/studio-error.h"
#include "pipeline/studio-checker.h"
#include "pipeline/studio-demo-process.h"
#include "pipeline/studio-runner.h"
#include "pipeline/studio-session-private.h"
#include "propose/analyst/studio-analyst.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (StudioSessionState,
                    studio_session_state,
                    G_DEFINE_ENUM_VALUE (STUDIO_SESSION_DISCONNECTED, "disconnected"),
                    G_DEFINE_ENUM_VALUE (STUDIO_SESSION_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (STUDIO_SESSION_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (STUDIO_SESSION_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (STUDIO_SESSION_OFFLINE, "offline"))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_SERVER,
  PROP_TROUBLE,
  PROP_DEMO,
  PROP_DATABASES,
  PROP_KPIS,
  PROP_RUN,
  PROP_CAN_UNDO,
  PROP_COLLECTION_NAME,
  PROP_SCORE_THRESHOLD,
  PROP_CONCURRENCY,
  PROP_ROW_LIMIT,
  PROP_TIME_LIMIT,
  PROP_INFER_JOINS,
  PROP_DASHBOARDS,
  PROP_ALERTS,
  PROP_ALERT_RECIPIENT,
  PROP_RECREATE,
  PROP_NATIVE_FORM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  REGISTRATION_PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioSession, studio_session, G_TYPE_OBJECT)

static void
studio_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioSession *self = STUDIO_SESSION (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SERVER:
      g_value_set_string (value, self->server);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo != NULL);
      break;
    case PROP_DATABASES:
      g_value_set_object (value, self->databases);
      break;
    case PROP_KPIS:
      g_value_set_object (value, self->kpis);
      break;
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, !g_queue_is_empty (&self->undo));
      break;
    case PROP_COLLECTION_NAME:
      g_value_set_string (value, self->collection_name);
      break;
    case PROP_SCORE_THRESHOLD:
      g_value_set_uint (value, self->score_threshold);
      break;
    case PROP_CONCURRENCY:
      g_value_set_uint (value, self->concurrency);
      break;
    case PROP_ROW_LIMIT:
      g_value_set_uint (value, self->row_limit);
      break;
    case PROP_TIME_LIMIT:
      g_value_set_uint (value, self->time_limit);
      break;
    case PROP_INFER_JOINS:
      g_value_set_boolean (value, self->infer_joins);
      break;
    case PROP_DASHBOARDS:
      g_value_set_boolean (value, self->dashboards);
      break;
    case PROP_ALERTS:
      g_value_set_boolean (value, self->alerts);
      break;
    case PROP_ALERT_RECIPIENT:
      g_value_set_string (value, self->alert_recipient);
      break;
    case PROP_RECREATE:
      g_value_set_boolean (value, self->recreate);
      break;
    case PROP_NATIVE_FORM:
      g_value_set_enum (value, self->native_form);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StudioSession *self = STUDIO_SESSION (object);

  switch (id)
    {
    case PROP_COLLECTION_NAME:
      g_free (self->collection_name);
      self->collection_name = g_value_dup_string (value);
      break;
    case PROP_SCORE_THRESHOLD:
      self->score_threshold = g_value_get_uint (value);
      break;
    case PROP_CONCURRENCY:
      self->concurrency = g_value_get_uint (value);
      break;
    case PROP_ROW_LIMIT:
      self->row_limit = g_value_get_uint (value);
      break;
    case PROP_TIME_LIMIT:
      self->time_limit = g_value_get_uint (value);
      break;
    case PROP_INFER_JOINS:
      self->infer_joins = g_value_get_boolean (value);
      break;
    case PROP_DASHBOARDS:
      self->dashboards = g_value_get_boolean (value);
      break;
    case PROP_ALERTS:
      self->alerts = g_value_get_boolean (value);
      break;
    case PROP_ALERT_RECIPIENT:
      g_free (self->alert_recipient);
      self->alert_recipient = g_value_dup_string (value);
      break;
    case PROP_RECREATE:
      self->recreate = g_value_get_boolean (value);
      break;
    case PROP_NATIVE_FORM:
      self->native_form = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_session_dispose (GObject *object)
{
  StudioSession *self = STUDIO_SESSION (object);

  if (self->run != NULL)
    studio_run_cancel (self->run);
  g_queue_clear_full (&self->undo, (GDestroyNotify) _studio_session_undo_step_free);
  g_clear_object (&self->run);
  g_clear_object (&self->client);
  g_clear_object (&self->questions);
  g_clear_object (&self->demo);
  g_clear_object (&self->workspace);
  g_clear_object (&self->databases);
  g_clear_object (&self->kpis);
  g_clear_object (&self->duplicates);
  g_clear_pointer (&self->contexts, g_hash_table_unref);
  g_clear_pointer (&self->joins, g_hash_table_unref);
  g_clear_object (&self->results);
  g_clear_pointer (&self->value_columns, g_strfreev);
  g_clear_pointer (&self->model, studio_llm_endpoint_unref);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->identity, g_free);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer (&self->collection_name, g_free);
  g_clear_pointer (&self->alert_recipient, g_free);
  G_OBJECT_CLASS (studio_session_parent_class)->dispose (object);
}

static void
studio_session_class_init (StudioSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  object_class->get_property = studio_session_get_property;
  object_class->set_property = studio_session_set_property;
  object_class->dispose = studio_session_dispose;
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, STUDIO_TYPE_SESSION_STATE,
                                              STUDIO_SESSION_DISCONNECTED, read);
  properties[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, read);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, read);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, read);
  properties[PROP_DATABASES] =
      g_param_spec_object ("databases", NULL, NULL, G_TYPE_LIST_MODEL, read);
  properties[PROP_KPIS] = g_param_spec_object ("kpis", NULL, NULL, G_TYPE_LIST_MODEL, read);
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, STUDIO_TYPE_RUN, read);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, read);
  properties[PROP_COLLECTION_NAME] =
      g_param_spec_string ("collection-name", NULL, NULL, "KPI Studio", write);
  properties[PROP_SCORE_THRESHOLD] =
      g_param_spec_uint ("score-threshold", NULL, NULL, 0, 100, 40, write);
  properties[PROP_CONCURRENCY] = g_param_spec_uint ("concurrency", NULL, NULL, 0, 8, 0, write);
  properties[PROP_INFER_JOINS] = g_param_spec_boolean ("infer-joins", NULL, NULL, TRUE, write);
  properties[PROP_ROW_LIMIT] = g_param_spec_uint ("row-limit", NULL, NULL, 1, 1000000, 2000, write);
  properties[PROP_TIME_LIMIT] = g_param_spec_uint ("time-limit", NULL, NULL, 1, 3600, 60, write);
  properties[PROP_DASHBOARDS] = g_param_spec_boolean ("dashboards", NULL, NULL, TRUE, write);
  properties[PROP_ALERTS] = g_param_spec_boolean ("alerts", NULL, NULL, TRUE, write);
  properties[PROP_ALERT_RECIPIENT] =
      g_param_spec_string ("alert-recipient", NULL, NULL, NULL, write);
  properties[PROP_RECREATE] = g_param_spec_boolean ("recreate", NULL, NULL, FALSE, write);
  properties[PROP_NATIVE_FORM] = g_param_spec_enum (
      "native-form", NULL, NULL, STUDIO_TYPE_NATIVE_FORM, STUDIO_NATIVE_FORM_SQL, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[REGISTRATION_PROGRESS] =
      g_signal_new ("registration-progress", STUDIO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
duplicates_changed_cb (StudioSession *self, StudioKpi *kpi)
{
  _studio_session_store (self, kpi);
}

static void
watch_duplicates (StudioSession *self)
{
  g_signal_connect_object (self->duplicates, "changed", G_CALLBACK (duplicates_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
studio_session_init (StudioSession *self)
{
  g_queue_init (&self->undo);
  self->databases = g_list_store_new (STUDIO_TYPE_DATABASE);
  self->kpis = g_list_store_new (STUDIO_TYPE_KPI);
  self->results = studio_results_new ();
  self->duplicates = studio_duplicates_new ();
  watch_duplicates (self);
  _studio_session_take_knowledge (self, NULL);
}

StudioSession *
studio_session_new (void)
{
  return g_object_new (STUDIO_TYPE_SESSION, NULL);
}

static void
set_state (StudioSession *self, StudioSessionState state, const char *trouble)
{
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  if (g_strcmp0 (self->trouble, trouble) != 0)
    {
      g_free (self->trouble);
      self->trouble = g_strdup (trouble);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
    }
}

void
_studio_session_store (StudioSession *self, StudioKpi *kpi)
{
  if (self->identity != NULL)
    studio_workspace_save_kpi (self->workspace, self->identity, kpi);
}

void
_studio_session_note_error (StudioSession *self, const GError *error)
{
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE))
    set_state (self, STUDIO_SESSION_OFFLINE, error->message);
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
    set_state (self, STUDIO_SESSION_SIGNED_OUT, error->message);
  else if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN))
    set_state (self, self->state, error->message);
}

void
_studio_session_report_registration (StudioSession *self, guint done, guint total)
{
  g_signal_emit (self, signals[REGISTRATION_PROGRESS], 0, done, total);
}

void
_studio_session_notify_can_undo (StudioSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

static void
workspace_failed_cb (StudioWorkspace *workspace, const char *message, gpointer user_data)
{
  StudioSession *self = user_data;

  set_state (self, self->state, message);
}

static void
open_workspace_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  StudioWorkspace *workspace = studio_workspace_open_finish (result, &error);

  if (workspace == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&self->workspace, workspace);
  g_object_unref (workspace);
  g_signal_connect_object (workspace, "failed", G_CALLBACK (workspace_failed_cb), self, 0);
  g_task_return_boolean (task, TRUE);
}

void
studio_session_open_workspace_async (StudioSession *self,
                                     const char *path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_open_workspace_async);
  studio_workspace_open_async (path, cancellable, open_workspace_cb, task);
}

gboolean
studio_session_open_workspace_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
_studio_session_take_kpis (StudioSession *self, GPtrArray *kpis)
{
  g_clear_object (&self->duplicates);
  self->duplicates = studio_duplicates_new ();
  watch_duplicates (self);
  /* Those that were kept come before their duplicates, whichever are older. */
  for (guint duplicates = 0; duplicates < 2; duplicates++)
    for (guint i = 0; i < kpis->len; i++)
      {
        StudioKpi *kpi = g_ptr_array_index (kpis, i);

        if (studio_kpi_is_valid (kpi) &&
            (studio_kpi_get_duplicate_of (kpi) != NULL) == (duplicates == 1))
          studio_duplicates_add (self->duplicates, kpi);
      }
  g_list_store_splice (self->kpis, 0, g_list_model_get_n_items (G_LIST_MODEL (self->kpis)),
                       kpis->pdata, kpis->len);
}

static void
load_knowledge_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (StudioWorkspaceKnowledge) knowledge =
      studio_workspace_load_knowledge_finish (STUDIO_WORKSPACE (source), result, &error);

  if (knowledge == NULL)
    {
      set_state (self, STUDIO_SESSION_DISCONNECTED, NULL);
      g_task_return_error (task, error);
      return;
    }
  _studio_session_take_knowledge (self, knowledge);
  set_state (self, STUDIO_SESSION_CONNECTED, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
load_kpis_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) kpis =
      studio_workspace_load_kpis_finish (STUDIO_WORKSPACE (source), result, &error);

  if (kpis == NULL)
    {
      set_state (self, STUDIO_SESSION_DISCONNECTED, NULL);
      g_task_return_error (task, error);
      return;
    }
  _studio_session_take_kpis (self, kpis);
  studio_workspace_load_knowledge_async (self->workspace, self->identity,
                                         g_task_get_cancellable (task), load_knowledge_cb,
                                         g_object_ref (task));
}

static void
fail_connecting (StudioSession *self, GTask *task, GError *error)
{
  g_clear_object (&self->client);
  g_clear_object (&self->questions);
  g_clear_object (&self->demo);
  set_state (self, STUDIO_SESSION_DISCONNECTED, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMO]);
  g_task_return_error (task, error);
}

static void
list_databases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) databases = studio_metabase_client_list_databases_finish (
      STUDIO_METABASE_CLIENT (source), result, &error);

  if (databases == NULL)
    {
      fail_connecting (self, task, error);
      return;
    }
  g_list_store_splice (self->databases, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->databases)), databases->pdata,
                       databases->len);
  studio_workspace_load_kpis_async (self->workspace, self->identity, cancellable, load_kpis_cb,
                                    g_steal_pointer (&task));
}

static void
set_server (StudioSession *self)
{
  g_free (self->server);
  g_free (self->identity);
  if (self->demo != NULL)
    {
      self->server = g_strdup (_ ("Sample Company"));
      self->identity =
          studio_session_identify_sample (studio_demo_process_get_data_dir (self->demo));
    }
  else
    {
      self->server = g_strdup (studio_metabase_client_get_url (self->client));
      self->identity = g_strdup (self->server);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMO]);
}

static void
sign_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!studio_metabase_client_sign_in_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    fail_connecting (self, task, error);
  else
    {
      /* Signing in may have found it at another address than the one given. */
      set_server (self);
      studio_metabase_client_list_databases_async (self->client, cancellable, list_databases_cb,
                                                   g_steal_pointer (&task));
    }
}

/* Takes the caller's reference to @task. */
static void
sign_in (StudioSession *self, StudioCredentials *credentials, GTask *task)
{
  GError *error = NULL;

  self->client = studio_metabase_client_new (studio_credentials_get_url (credentials), &error);
  if (self->client == NULL)
    {
      fail_connecting (self, task, error);
      g_object_unref (task);
      return;
    }
  set_server (self);
  set_state (self, STUDIO_SESSION_CONNECTING, NULL);
  studio_metabase_client_sign_in_async (self->client, credentials, g_task_get_cancellable (task),
                                        sign_in_cb, task);
}

void
studio_session_connect_async (StudioSession *self,
                              StudioCredentials *credentials,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self) && self->workspace != NULL);

  studio_session_disconnect (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_connect_async);
  sign_in (self, credentials, task);
}

gboolean
studio_session_connect_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->demo = studio_demo_process_start_finish (result, &error);
  if (self->demo == NULL)
    fail_connecting (self, task, error);
  else
    sign_in (self, studio_demo_process_get_credentials (self->demo), g_steal_pointer (&task));
}

void
studio_session_explore_sample_async (StudioSession *self,
                                     const char *data_dir,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self) && self->workspace != NULL);

  studio_session_disconnect (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_explore_sample_async);
  set_state (self, STUDIO_SESSION_CONNECTING, NULL);
  studio_demo_process_start_async (data_dir, cancellable, demo_started_cb, task);
}

gboolean
studio_session_explore_sample_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
studio_session_disconnect (StudioSession *self)
{
  g_return_if_fail (STUDIO_IS_SESSION (self));

  if (self->run != NULL)
    studio_run_cancel (self->run);
  if (self->demo != NULL)
    studio_demo_process_ask_to_stop (self->demo);
  else if (self->client != NULL)
    studio_metabase_client_sign_out_async (self->client, NULL, NULL, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->questions);
  g_clear_object (&self->demo);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->identity, g_free);
  g_queue_clear_full (&self->undo, (GDestroyNotify) _studio_session_undo_step_free);
  _studio_session_take_knowledge (self, NULL);
  g_list_store_remove_all (self->databases);
  g_list_store_remove_all (self->kpis);
  studio_results_clear (self->results);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  set_state (self, STUDIO_SESSION_DISCONNECTED, NULL);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  studio_metabase_client_sign_out_finish (STUDIO_METABASE_CLIENT (source), result);
  g_task_return_boolean (task, TRUE);
}

void
studio_session_sign_out_async (StudioSession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_sign_out_async);
  /* The sample company's server ends with the session; one that is out of reach is not waited for.
   */
  if (self->client == NULL || self->demo != NULL || self->state != STUDIO_SESSION_CONNECTED)
    g_task_return_boolean (task, TRUE);
  else
    studio_metabase_client_sign_out_async (self->client, cancellable, signed_out_cb,
                                           g_steal_pointer (&task));
}

void
studio_session_sign_out_finish (StudioSession *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

StudioSessionState
studio_session_get_state (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), STUDIO_SESSION_DISCONNECTED);
  return self->state;
}

const char *
studio_session_get_server (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  return self->server;
}

const char *
studio_session_get_trouble (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  return self->trouble;
}

gboolean
studio_session_get_demo (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), FALSE);
  return self->demo != NULL;
}

GListModel *
studio_session_get_databases (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->databases);
}

GListModel *
studio_session_get_kpis (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->kpis);
}

StudioRun *
studio_session_get_run (StudioSession *self)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  return self->run;
}

static void
run_finished_cb (StudioRun *run, gpointer user_data)
{
  StudioSession *self = user_data;

  if (studio_run_get_error (run) != NULL)
    _studio_session_note_error (self, studio_run_get_error (run));
}

StudioRun *
studio_session_generate (StudioSession *self, StudioDatabase *database, GPtrArray *tables)
{
  g_autoptr (GPtrArray) proposers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (StudioJoinChecker) joins = NULL;
  g_autoptr (StudioValueReader) values = NULL;
  g_autoptr (StudioRunner) runner = NULL;
  StudioSource source = self->model_settings.source;
  StudioLlmProposer *model = NULL;

  g_return_val_if_fail (STUDIO_IS_SESSION (self) && self->client != NULL, NULL);

  if (self->run != NULL && !studio_run_is_over (self->run))
    return NULL;
  if (source != STUDIO_SOURCE_MODEL || self->model == NULL)
    g_ptr_array_add (proposers, _studio_session_new_analyst (self, database));
  if (source != STUDIO_SOURCE_ANALYST && self->model != NULL)
    g_ptr_array_add (proposers, model = _studio_session_new_proposer (self, database));
  joins = _studio_session_new_join_checker (self, database);
  values = _studio_session_new_value_reader (self, database);
  runner = studio_runner_new (&(StudioRunSettings){
      .client = self->client,
      .workspace = self->workspace,
      .server = self->identity,
      .database = database,
      .tables = tables,
      .proposers = proposers,
      .kpis = self->kpis,
      .duplicates = self->duplicates,
      .results = self->results,
      .joins = joins,
      .values = values,
      .mender = model != NULL ? STUDIO_MENDER (model) : NULL,
      .concurrency = self->concurrency,
      .questions = model != NULL ? _studio_session_get_questions (self) : 0,
      .threshold = self->score_threshold,
      .row_limit = self->row_limit,
      .time_limit = self->time_limit,
  });
  g_set_object (&self->run, studio_runner_start (runner));
  if (model != NULL)
    _studio_session_follow_proposer (self, model, self->run, studio_runner_get_id (runner));
  g_signal_connect_object (self->run, "finished", G_CALLBACK (run_finished_cb), self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
  return self->run;
}
