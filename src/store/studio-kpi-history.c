/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-kpi-history.h"

#include "core/studio-error.h"
#include "store/studio-workspace-private.h"

#include <glib/gi18n-lib.h>

/* The latest of each; more would not be read by anyone. */
#define EVENTS "300"
#define VALUES "400"

static void
event_free (gpointer data)
{
  StudioHistoryEvent *event = data;

  g_date_time_unref (event->at);
  g_free (event->action);
  g_free (event->state);
  g_free (event->detail);
  g_free (event);
}

static void
value_free (gpointer data)
{
  StudioHistoryValue *value = data;

  g_date_time_unref (value->at);
  g_free (value);
}

void
studio_kpi_history_free (StudioKpiHistory *self)
{
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* Each row of @sql begins with a time; those whose time cannot be read are passed over. */
static gboolean
read_rows (sqlite3 *db,
           const char *sql,
           const char *kpi_id,
           GPtrArray *rows,
           gpointer (*make) (sqlite3_stmt *statement, GDateTime *at))
{
  sqlite3_stmt *statement = NULL;
  int code;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    return FALSE;
  sqlite3_bind_text (statement, 1, kpi_id, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *text = get_text (statement, 0);
      GDateTime *at = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

      if (at != NULL)
        g_ptr_array_add (rows, make (statement, at));
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

static gpointer
make_event (sqlite3_stmt *statement, GDateTime *at)
{
  StudioHistoryEvent *event = g_new0 (StudioHistoryEvent, 1);

  event->at = at;
  event->action = g_strdup (get_text (statement, 1));
  event->state = g_strdup (get_text (statement, 2));
  event->detail = g_strdup (get_text (statement, 3));
  return event;
}

static gpointer
make_value (sqlite3_stmt *statement, GDateTime *at)
{
  StudioHistoryValue *value = g_new0 (StudioHistoryValue, 1);

  value->at = at;
  value->value = sqlite3_column_double (statement, 1);
  return value;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  sqlite3 *db = _studio_workspace_get_db (self);
  StudioKpiHistory *history = g_new0 (StudioKpiHistory, 1);

  history->events = g_ptr_array_new_with_free_func (event_free);
  history->values = g_ptr_array_new_with_free_func (value_free);
  if (read_rows (db,
                 "SELECT at, action, NULL, detail FROM audit WHERE kpi_id = ?1"
                 " UNION ALL SELECT at, 'check', state, message FROM kpi_check WHERE kpi_id = ?1"
                 " ORDER BY at DESC LIMIT " EVENTS,
                 task_data, history->events, make_event) &&
      read_rows (db,
                 "SELECT at, value FROM (SELECT at, value FROM kpi_value WHERE kpi_id = ?1"
                 " ORDER BY at DESC LIMIT " VALUES ") ORDER BY at",
                 task_data, history->values, make_value))
    {
      g_task_return_pointer (task, history, (GDestroyNotify) studio_kpi_history_free);
      return;
    }
  studio_kpi_history_free (history);
  g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                           _ ("The workspace %s could not be read: %s"),
                           studio_workspace_get_path (self), sqlite3_errmsg (db));
}

void
studio_workspace_load_history_async (StudioWorkspace *self,
                                     const char *kpi_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self) && kpi_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_load_history_async);
  g_task_set_task_data (task, g_strdup (kpi_id), g_free);
  _studio_workspace_push_task (self, task, load_in_worker);
}

StudioKpiHistory *
studio_workspace_load_history_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
