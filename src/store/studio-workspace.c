/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-workspace.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "core/studio-kpi-json.h"
#include "store/studio-statement-values.h"
#include "store/studio-workspace-migration.h"
#include "store/studio-workspace-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

struct _StudioWorkspace
{
  GObject parent_instance;

  char *path;
  GThreadPool *worker; /* (owned) one thread, so that jobs keep their order */
  sqlite3 *db;         /* (owned) used in the worker only */
  GMutex mutex;
  GError *first_failure; /* (owned) (nullable) guarded by mutex */
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StudioWorkspace, studio_workspace, G_TYPE_OBJECT)

/* A statement with the values to bind to it, for a write that nobody waits for. */
typedef struct
{
  StudioWorkspace *workspace; /* (owned) */
  const char *sql;
  GPtrArray *values; /* (owned) of GVariant, %NULL for NULL */
} Write;

/* A job is a GTask with its function, or a Write. */
typedef struct
{
  GTask *task; /* (owned) (nullable) */
  GTaskThreadFunc function;
  Write *write; /* (owned) (nullable) */
} Job;

static void
write_free (Write *write)
{
  g_object_unref (write->workspace);
  g_ptr_array_unref (write->values);
  g_free (write);
}

/* What a signal says; a flush may have taken the failure itself by the time it is emitted. */
typedef struct
{
  StudioWorkspace *workspace; /* (owned) */
  char *message;
} Failure;

static void
failure_free (Failure *failure)
{
  g_object_unref (failure->workspace);
  g_free (failure->message);
  g_free (failure);
}

static gboolean
emit_failed_cb (gpointer user_data)
{
  Failure *failure = user_data;

  g_signal_emit (failure->workspace, signals[FAILED], 0, failure->message);
  return G_SOURCE_REMOVE;
}

static void
note_failure (StudioWorkspace *self)
{
  Failure *failure = NULL;

  g_mutex_lock (&self->mutex);
  if (self->first_failure == NULL)
    {
      self->first_failure = g_error_new (
          STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
          _ ("The workspace %s could not be written: %s. Check that the disk is not full "
             "and the file writable"),
          self->path, sqlite3_errmsg (self->db));
      failure = g_new0 (Failure, 1);
      failure->workspace = g_object_ref (self);
      failure->message = g_strdup (self->first_failure->message);
    }
  g_mutex_unlock (&self->mutex);
  if (failure != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, emit_failed_cb, failure, (GDestroyNotify) failure_free);
}

static void
bind_value (sqlite3_stmt *statement, int index, GVariant *value)
{
  if (value == NULL)
    sqlite3_bind_null (statement, index);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    sqlite3_bind_text (statement, index, g_variant_get_string (value, NULL), -1, SQLITE_TRANSIENT);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    sqlite3_bind_double (statement, index, g_variant_get_double (value));
  else
    sqlite3_bind_int64 (statement, index, g_variant_get_int64 (value));
}

static void
run_write (Write *write)
{
  StudioWorkspace *self = write->workspace;
  sqlite3_stmt *statement = NULL;
  gboolean done = FALSE;

  if (sqlite3_prepare_v2 (self->db, write->sql, -1, &statement, NULL) == SQLITE_OK)
    {
      for (guint i = 0; i < write->values->len; i++)
        bind_value (statement, i + 1, g_ptr_array_index (write->values, i));
      done = sqlite3_step (statement) == SQLITE_DONE;
    }
  if (!done)
    note_failure (self);
  sqlite3_finalize (statement);
}

static void
work (gpointer data, gpointer user_data)
{
  Job *job = data;

  if (job->task != NULL)
    {
      job->function (job->task, g_task_get_source_object (job->task),
                     g_task_get_task_data (job->task), g_task_get_cancellable (job->task));
      g_object_unref (job->task);
    }
  else
    {
      run_write (job->write);
      write_free (job->write);
    }
  g_free (job);
}

static void
studio_workspace_finalize (GObject *object)
{
  StudioWorkspace *self = STUDIO_WORKSPACE (object);

  /*
   * Every queued job holds a reference, so none is left here; the last reference may fall in the
   * worker itself, which therefore cannot be waited for.
   */
  g_thread_pool_free (self->worker, FALSE, FALSE);
  sqlite3_close (self->db);
  g_clear_error (&self->first_failure);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  G_OBJECT_CLASS (studio_workspace_parent_class)->finalize (object);
}

static void
studio_workspace_class_init (StudioWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_workspace_finalize;
  signals[FAILED] = g_signal_new ("failed", STUDIO_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
studio_workspace_init (StudioWorkspace *self)
{
  g_mutex_init (&self->mutex);
  self->worker = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

static void
push_task (StudioWorkspace *self, GTask *task, GTaskThreadFunc function)
{
  Job *job = g_new0 (Job, 1);

  job->task = g_object_ref (task);
  job->function = function;
  g_thread_pool_push (self->worker, job, NULL);
}

static void
push_write (StudioWorkspace *self, const char *sql, GPtrArray *values)
{
  Job *job = g_new0 (Job, 1);

  job->write = g_new0 (Write, 1);
  job->write->workspace = g_object_ref (self);
  job->write->sql = sql;
  job->write->values = values;
  g_thread_pool_push (self->worker, job, NULL);
}

sqlite3 *
_studio_workspace_get_db (StudioWorkspace *self)
{
  return self->db;
}

void
_studio_workspace_push_task (StudioWorkspace *self, GTask *task, GTaskThreadFunc function)
{
  push_task (self, task, function);
}

void
_studio_workspace_push_write (StudioWorkspace *self, const char *sql, GPtrArray *values)
{
  push_write (self, sql, values);
}

char *
studio_workspace_get_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "kpi-studio", "workspace.sqlite", NULL);
}

/* SQLite makes the -wal and -shm files with the mode of the main one, so that one comes first. */
static gboolean
make_private_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      (fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                   _ ("The workspace %s could not be opened: %s. Choose another file with "
                      "--workspace, or change its permissions"),
                   path, g_strerror (errno));
      return FALSE;
    }
  g_close (fd, NULL);
  return TRUE;
}

static gboolean
open_database (StudioWorkspace *self, GError **error)
{
  const char *setup = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL;"
                      "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";

  if (!make_private_file (self->path, error))
    return FALSE;
  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
          SQLITE_OK ||
      sqlite3_exec (self->db, setup, NULL, NULL, NULL) != SQLITE_OK)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                   _ ("The workspace %s cannot be used: %s"), self->path,
                   sqlite3_errmsg (self->db));
      return FALSE;
    }
  if (!studio_workspace_migrate (self->db, error))
    {
      g_prefix_error (error, "%s: ", self->path);
      return FALSE;
    }
  return TRUE;
}

static void
open_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (open_database (task_data, &error))
    g_task_return_pointer (task, g_object_ref (task_data), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
studio_workspace_open_async (const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (StudioWorkspace) self = g_object_new (STUDIO_TYPE_WORKSPACE, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, studio_workspace_open_async);
  self->path = path != NULL ? g_strdup (path) : studio_workspace_get_default_path ();
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  push_task (self, task, open_in_worker);
}

StudioWorkspace *
studio_workspace_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
studio_workspace_get_path (StudioWorkspace *self)
{
  g_return_val_if_fail (STUDIO_IS_WORKSPACE (self), NULL);
  return self->path;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  const char *server = task_data;
  sqlite3_stmt *statement = NULL;
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  int code;

  sqlite3_prepare_v2 (
      self->db, "SELECT document FROM kpi WHERE ?1 IS NULL OR server = ?1 ORDER BY created, id", -1,
      &statement, NULL);
  if (server != NULL)
    sqlite3_bind_text (statement, 1, server, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (documents, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  if (code != SQLITE_DONE)
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                             _ ("The KPIs in the workspace %s could not be read: %s"), self->path,
                             sqlite3_errmsg (self->db));
  else
    g_task_return_pointer (task, g_steal_pointer (&documents), (GDestroyNotify) g_ptr_array_unref);
}

void
studio_workspace_load_kpis_async (StudioWorkspace *self,
                                  const char *server,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_load_kpis_async);
  g_task_set_task_data (task, g_strdup (server), g_free);
  push_task (self, task, load_in_worker);
}

GPtrArray *
studio_workspace_load_kpis_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) documents = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *kpis;

  if (documents == NULL)
    return NULL;
  kpis = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < documents->len; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (JsonNode) node =
          studio_json_from_text (g_ptr_array_index (documents, i), -1, &problem);
      StudioKpi *kpi = node != NULL ? studio_kpi_from_json (node, &problem) : NULL;

      if (kpi != NULL)
        g_ptr_array_add (kpis, kpi);
      else
        g_warning ("A KPI in the workspace cannot be read: %s", problem->message);
    }
  return kpis;
}

static void
list_servers_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  g_autoptr (GStrvBuilder) servers = g_strv_builder_new ();
  sqlite3_stmt *statement = NULL;
  int code;

  sqlite3_prepare_v2 (self->db, "SELECT DISTINCT server FROM kpi ORDER BY server", -1, &statement,
                      NULL);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_strv_builder_add (servers, (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    g_task_return_pointer (task, g_strv_builder_end (servers), (GDestroyNotify) g_strfreev);
  else
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                             _ ("The workspace %s could not be read: %s"), self->path,
                             sqlite3_errmsg (self->db));
}

void
studio_workspace_list_servers_async (StudioWorkspace *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_list_servers_async);
  push_task (self, task, list_servers_in_worker);
}

GStrv
studio_workspace_list_servers_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
studio_workspace_save_kpi (StudioWorkspace *self, const char *server, StudioKpi *kpi)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *document = NULL;
  GPtrArray *values;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self) && server != NULL);

  node = studio_kpi_to_json (kpi);
  document = studio_json_to_text (node, FALSE);
  values = _studio_values_new ();
  _studio_values_add_text (values, studio_kpi_get_id (kpi));
  _studio_values_add_text (values, server);
  _studio_values_add_text (
      values, studio_kpi_get_database (kpi) != NULL ? studio_kpi_get_database (kpi) : "");
  _studio_values_add_text (values,
                           studio_kpi_get_table (kpi) != NULL ? studio_kpi_get_table (kpi) : "");
  _studio_values_add_text (values,
                           studio_kpi_get_name (kpi) != NULL ? studio_kpi_get_name (kpi) : "");
  _studio_values_add_text (values, studio_kpi_get_key (kpi));
  _studio_values_add_text (
      values, studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, studio_kpi_get_check_state (kpi)));
  _studio_values_add_text (
      values, studio_enum_to_nick (STUDIO_TYPE_DECISION, studio_kpi_get_decision (kpi)));
  _studio_values_add_text (values, studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_STATE,
                                                        studio_kpi_get_registration (kpi)));
  _studio_values_add_number (values, studio_kpi_get_score (kpi));
  _studio_values_add_text (values, studio_kpi_get_created (kpi));
  _studio_values_add_text (values, studio_kpi_get_changed (kpi));
  _studio_values_add_text (values, document);
  push_write (self,
              "INSERT INTO kpi VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
              " ON CONFLICT (id) DO UPDATE SET server = ?2, database_name = ?3, table_name = ?4,"
              " name = ?5, key = ?6, check_state = ?7, decision = ?8, registration = ?9,"
              " score = ?10, changed = ?12, document = ?13",
              values);
}

void
studio_workspace_add_check (StudioWorkspace *self, StudioKpi *kpi)
{
  GPtrArray *values = _studio_values_new ();

  _studio_values_add_text (values, studio_kpi_get_id (kpi));
  _studio_values_add_now (values);
  _studio_values_add_text (
      values, studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, studio_kpi_get_check_state (kpi)));
  _studio_values_add_text (
      values, studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, studio_kpi_get_error_class (kpi)));
  _studio_values_add_text (values, studio_kpi_get_check_message (kpi));
  _studio_values_add_number (values, studio_kpi_get_rows (kpi));
  _studio_values_add_number (values, studio_kpi_get_milliseconds (kpi));
  push_write (self,
              "INSERT INTO kpi_check (kpi_id, at, state, error_class, message, row_count,"
              " milliseconds) VALUES (?, ?, ?, ?, ?, ?, ?)",
              values);
}

void
studio_workspace_add_value (StudioWorkspace *self, const char *kpi_id, double value)
{
  GPtrArray *values = _studio_values_new ();

  _studio_values_add_text (values, kpi_id);
  _studio_values_add_now (values);
  _studio_values_add_real (values, value);
  push_write (self, "INSERT OR REPLACE INTO kpi_value VALUES (?, ?, ?)", values);
}

void
studio_workspace_log (StudioWorkspace *self,
                      const char *kpi_id,
                      const char *action,
                      const char *detail)
{
  GPtrArray *values = _studio_values_new ();

  _studio_values_add_now (values);
  _studio_values_add_text (values, kpi_id);
  _studio_values_add_text (values, action);
  _studio_values_add_text (values, detail);
  push_write (self, "INSERT INTO audit (at, kpi_id, action, detail) VALUES (?, ?, ?, ?)", values);
}

void
studio_workspace_record_run (StudioWorkspace *self,
                             gint64 id,
                             const char *server,
                             const char *state,
                             const char *summary)
{
  GPtrArray *values = _studio_values_new ();

  _studio_values_add_number (values, id);
  _studio_values_add_text (values, server);
  _studio_values_add_now (values);
  _studio_values_add_text (values, state);
  _studio_values_add_text (values, summary);
  push_write (self,
              "INSERT INTO run (id, server, started, state, summary) VALUES (?1, ?2, ?3, ?4, ?5)"
              " ON CONFLICT (id) DO UPDATE SET ended = ?3, state = ?4, summary = ?5",
              values);
}

void
studio_workspace_record_run_table (StudioWorkspace *self,
                                   gint64 run_id,
                                   gint64 table_id,
                                   const char *table_name,
                                   const char *state)
{
  GPtrArray *values = _studio_values_new ();

  _studio_values_add_number (values, run_id);
  _studio_values_add_number (values, table_id);
  _studio_values_add_text (values, table_name);
  _studio_values_add_text (values, state);
  push_write (self, "INSERT OR REPLACE INTO run_table VALUES (?, ?, ?, ?)", values);
}

static void
flush_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  GError *failure;

  g_mutex_lock (&self->mutex);
  failure = g_steal_pointer (&self->first_failure);
  g_mutex_unlock (&self->mutex);
  if (failure != NULL)
    g_task_return_error (task, failure);
  else
    g_task_return_boolean (task, TRUE);
}

void
studio_workspace_flush_async (StudioWorkspace *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_flush_async);
  push_task (self, task, flush_in_worker);
}

gboolean
studio_workspace_flush_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
