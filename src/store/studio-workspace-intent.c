/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-workspace-intent.h"

#include "core/studio-error.h"
#include "store/studio-statement-values.h"
#include "store/studio-workspace-private.h"

#include <glib/gi18n-lib.h>

/* A note on its way into the file. */
typedef struct
{
  char *server;
  StudioIntent *intent; /* (owned) */
} Beginning;

void
studio_intent_free (StudioIntent *self)
{
  g_free (self->object);
  g_free (self->action);
  g_free (self->kpi_id);
  g_free (self->marker);
  g_free (self->name);
  g_free (self);
}

static StudioIntent *
copy (const StudioIntent *intent)
{
  StudioIntent *self = g_memdup2 (intent, sizeof *intent);

  self->object = g_strdup (intent->object);
  self->action = g_strdup (intent->action);
  self->kpi_id = g_strdup (intent->kpi_id);
  self->marker = g_strdup (intent->marker);
  self->name = g_strdup (intent->name);
  return self;
}

static void
beginning_free (Beginning *beginning)
{
  g_free (beginning->server);
  studio_intent_free (beginning->intent);
  g_free (beginning);
}

static void
return_failure (GTask *task, StudioWorkspace *self)
{
  g_task_return_new_error (
      task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
      _ ("The workspace %s cannot note what is about to be registered, so nothing is: %s"),
      studio_workspace_get_path (self), sqlite3_errmsg (_studio_workspace_get_db (self)));
}

static void
begin_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  Beginning *beginning = task_data;
  const StudioIntent *intent = beginning->intent;
  const char *texts[] = { beginning->server, intent->object, intent->action,
                          intent->kpi_id,    intent->marker, intent->name };
  sqlite3 *db = _studio_workspace_get_db (self);
  sqlite3_stmt *statement = NULL;
  gint64 *id;
  int code;

  sqlite3_prepare_v2 (
      db,
      "INSERT INTO intent (server, object, action, kpi_id, marker, name, parent_id, object_id, at,"
      " state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, julianday ('now'), 'open')",
      -1, &statement, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (statement, (int) i + 1, texts[i], -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 7, intent->parent_id);
  sqlite3_bind_int64 (statement, 8, intent->object_id);
  code = sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (code != SQLITE_DONE)
    {
      return_failure (task, self);
      return;
    }
  id = g_new (gint64, 1);
  *id = sqlite3_last_insert_rowid (db);
  g_task_return_pointer (task, id, g_free);
}

void
studio_workspace_begin_intent_async (StudioWorkspace *self,
                                     const char *server,
                                     const StudioIntent *intent,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Beginning *beginning;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_begin_intent_async);
  beginning = g_new0 (Beginning, 1);
  beginning->server = g_strdup (server);
  beginning->intent = copy (intent);
  g_task_set_task_data (task, beginning, (GDestroyNotify) beginning_free);
  _studio_workspace_push_task (self, task, begin_in_worker);
}

gint64
studio_workspace_begin_intent_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = g_task_propagate_pointer (G_TASK (result), error);

  return id != NULL ? *id : 0;
}

void
studio_workspace_end_intent (StudioWorkspace *self, gint64 id, const char *state, gint64 object_id)
{
  GPtrArray *values;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  if (id == 0)
    return;
  values = _studio_values_new ();
  _studio_values_add_number (values, id);
  _studio_values_add_text (values, state);
  _studio_values_add_number (values, object_id);
  _studio_workspace_push_write (self,
                                "UPDATE intent SET state = ?2, object_id = max (object_id, ?3)"
                                " WHERE id = ?1",
                                values);
}

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static void
list_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  g_autoptr (GPtrArray) intents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_intent_free);
  sqlite3_stmt *statement = NULL;
  int code;

  sqlite3_prepare_v2 (
      _studio_workspace_get_db (self),
      "SELECT id, object, action, kpi_id, marker, name, parent_id, object_id,"
      " (julianday ('now') - at) * 86400 FROM intent WHERE server = ? AND state = 'open'"
      " ORDER BY id",
      -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, task_data, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      StudioIntent *intent = g_new0 (StudioIntent, 1);

      intent->id = sqlite3_column_int64 (statement, 0);
      intent->object = dup_text (statement, 1);
      intent->action = dup_text (statement, 2);
      intent->kpi_id = dup_text (statement, 3);
      intent->marker = dup_text (statement, 4);
      intent->name = dup_text (statement, 5);
      intent->parent_id = sqlite3_column_int64 (statement, 6);
      intent->object_id = sqlite3_column_int64 (statement, 7);
      intent->seconds = sqlite3_column_double (statement, 8);
      g_ptr_array_add (intents, intent);
    }
  sqlite3_finalize (statement);
  if (code != SQLITE_DONE)
    return_failure (task, self);
  else
    g_task_return_pointer (task, g_steal_pointer (&intents), (GDestroyNotify) g_ptr_array_unref);
}

void
studio_workspace_list_intents_async (StudioWorkspace *self,
                                     const char *server,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_list_intents_async);
  g_task_set_task_data (task, g_strdup (server), g_free);
  _studio_workspace_push_task (self, task, list_in_worker);
}

GPtrArray *
studio_workspace_list_intents_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
