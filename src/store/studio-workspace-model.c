/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-workspace-model.h"

#include "core/studio-error.h"
#include "store/studio-statement-values.h"
#include "store/studio-workspace-private.h"

#include <glib/gi18n-lib.h>

void
studio_workspace_add_model_call (StudioWorkspace *self, const StudioModelCall *call)
{
  GPtrArray *values;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  values = _studio_values_new ();
  _studio_values_add_number (values, call->run_id);
  _studio_values_add_now (values);
  _studio_values_add_text (values, call->base_url);
  _studio_values_add_text (values, call->model);
  _studio_values_add_text (values, call->table);
  _studio_values_add_text (values, call->kpi_id);
  _studio_values_add_text (values, call->purpose);
  _studio_values_add_number (values, call->prompt_tokens);
  _studio_values_add_number (values, call->cached_tokens);
  _studio_values_add_number (values, call->completion_tokens);
  _studio_values_add_number (values, call->reasoning_tokens);
  _studio_values_add_number (values, call->estimated);
  _studio_values_add_real (values, call->cost);
  _studio_values_add_number (values, call->milliseconds);
  _studio_values_add_text (values, call->request_id);
  _studio_values_add_text (values, call->error);
  _studio_values_add_text (values, call->request);
  _studio_values_add_text (values, call->reply);
  _studio_workspace_push_write (
      self,
      "INSERT INTO model_call (run_id, at, base_url, model, table_name, kpi_id, purpose,"
      " prompt_tokens,"
      " cached_tokens, completion_tokens, reasoning_tokens, estimated, cost_usd, milliseconds,"
      " request_id, error, request, reply)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      values);
}

void
studio_workspace_save_model_memory (StudioWorkspace *self,
                                    const char *base_url,
                                    const char *model,
                                    const char *memory)
{
  GPtrArray *values;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  values = _studio_values_new ();
  _studio_values_add_text (values, base_url);
  _studio_values_add_text (values, model);
  _studio_values_add_text (values, memory);
  _studio_workspace_push_write (self, "INSERT OR REPLACE INTO model_memory VALUES (?, ?, ?)",
                                values);
}

void
studio_workspace_add_model_mark (StudioWorkspace *self,
                                 const char *server,
                                 const char *database,
                                 gint64 table_id,
                                 const char *mark)
{
  GPtrArray *values;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  values = _studio_values_new ();
  _studio_values_add_text (values, server);
  _studio_values_add_text (values, database);
  _studio_values_add_number (values, table_id);
  _studio_values_add_text (values, mark);
  _studio_values_add_now (values);
  _studio_workspace_push_write (self, "INSERT OR REPLACE INTO model_mark VALUES (?, ?, ?, ?, ?)",
                                values);
}

typedef struct
{
  char *server;
  char *base_url;
  char *model;
  char *memory;      /* (nullable) */
  GHashTable *marks; /* (nullable) */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->server);
  g_free (load->base_url);
  g_free (load->model);
  g_free (load->memory);
  g_clear_pointer (&load->marks, g_hash_table_unref);
  g_free (load);
}

static void
load_memory (sqlite3 *db, Load *load)
{
  sqlite3_stmt *statement = NULL;

  sqlite3_prepare_v2 (db, "SELECT memory FROM model_memory WHERE base_url = ?1 AND model = ?2", -1,
                      &statement, NULL);
  sqlite3_bind_text (statement, 1, load->base_url, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, load->model, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    load->memory = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  sqlite3 *db = _studio_workspace_get_db (self);
  Load *load = task_data;
  sqlite3_stmt *statement = NULL;
  int code;

  load_memory (db, load);
  load->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_prepare_v2 (db, "SELECT mark FROM model_mark WHERE server = ?1", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, load->server, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_hash_table_add (load->marks, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                             _ ("The workspace %s could not be read: %s"),
                             studio_workspace_get_path (self), sqlite3_errmsg (db));
}

void
studio_workspace_load_model_async (StudioWorkspace *self,
                                   const char *server,
                                   const char *base_url,
                                   const char *model,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_load_model_async);
  load = g_new0 (Load, 1);
  load->server = g_strdup (server);
  load->base_url = g_strdup (base_url);
  load->model = g_strdup (model);
  g_task_set_task_data (task, load, load_free);
  _studio_workspace_push_task (self, task, load_in_worker);
}

GHashTable *
studio_workspace_load_model_finish (StudioWorkspace *self,
                                    GAsyncResult *result,
                                    char **memory,
                                    GError **error)
{
  Load *load = g_task_get_task_data (G_TASK (result));

  *memory = NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *memory = g_steal_pointer (&load->memory);
  return g_steal_pointer (&load->marks);
}
