/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-workspace-deployment.h"

#include "core/studio-enums.h"
#include "core/studio-error.h"
#include "store/studio-statement-values.h"
#include "store/studio-workspace-private.h"

#include <glib/gi18n-lib.h>

/* What was found unchanged is kept of so many deployments; what was done, of all. */
#define KEPT_WHOLE 30

static const char *const whats[] = { "register", "unregister" };

void
studio_workspace_begin_deployment (StudioWorkspace *self,
                                   const char *server,
                                   const StudioDeployment *deployment)
{
  GPtrArray *values = _studio_values_new ();
  GPtrArray *old = _studio_values_new ();

  g_return_if_fail (STUDIO_IS_WORKSPACE (self) && server != NULL);

  _studio_values_add_number (values, deployment->id);
  _studio_values_add_text (values, server);
  _studio_values_add_text (values, whats[deployment->what]);
  _studio_values_add_text (values, deployment->collection);
  _studio_values_add_now (values);
  _studio_workspace_push_write (self,
                                "INSERT OR IGNORE INTO deployment"
                                " (id, server, what, collection, started) VALUES (?, ?, ?, ?, ?)",
                                values);
  _studio_values_add_number (old, deployment->id - KEPT_WHOLE);
  _studio_workspace_push_write (self,
                                "DELETE FROM deployment_entry WHERE deployment_id < ?"
                                " AND action = 'linked' AND object = 'card'",
                                old);
}

void
studio_workspace_add_deployment_entry (StudioWorkspace *self,
                                       gint64 deployment_id,
                                       const StudioDeploymentEntry *entry)
{
  GPtrArray *values = _studio_values_new ();

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  _studio_values_add_number (values, deployment_id);
  _studio_values_add_now (values);
  _studio_values_add_text (values,
                           studio_enum_to_nick (STUDIO_TYPE_DEPLOYED_OBJECT, entry->object));
  _studio_values_add_text (values,
                           studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, entry->action));
  _studio_values_add_text (values, entry->kpi_id);
  _studio_values_add_text (values, entry->key);
  _studio_values_add_text (values, entry->name);
  _studio_values_add_number (values, entry->id);
  _studio_values_add_number (values, entry->collection_id);
  _studio_values_add_text (values, entry->collection);
  _studio_values_add_text (values, entry->message);
  _studio_workspace_push_write (
      self,
      "INSERT INTO deployment_entry (deployment_id, at, object, action, kpi_id, key, name,"
      " object_id, collection_id, collection, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      values);
}

void
studio_workspace_end_deployment (StudioWorkspace *self, gint64 deployment_id)
{
  GPtrArray *values = _studio_values_new ();

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  _studio_values_add_now (values);
  _studio_values_add_number (values, deployment_id);
  _studio_workspace_push_write (self, "UPDATE deployment SET ended = ? WHERE id = ?", values);
}

void
studio_workspace_add_dashboard_cards (StudioWorkspace *self,
                                      const char *server,
                                      gint64 dashboard_id,
                                      GArray *cards)
{
  g_return_if_fail (STUDIO_IS_WORKSPACE (self) && server != NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      GPtrArray *values = _studio_values_new ();

      _studio_values_add_text (values, server);
      _studio_values_add_number (values, dashboard_id);
      _studio_values_add_number (values, g_array_index (cards, gint64, i));
      _studio_workspace_push_write (self, "INSERT OR IGNORE INTO dashboard_card VALUES (?, ?, ?)",
                                    values);
    }
}

/* What is asked for, and what was found. */
typedef struct
{
  char *server;
  gint64 next_id;
  GPtrArray *deployments;      /* (owned) of StudioDeployment */
  GHashTable *dashboard_cards; /* (owned) */
} Load;

static void
load_free (Load *load)
{
  g_free (load->server);
  g_clear_pointer (&load->deployments, g_ptr_array_unref);
  g_hash_table_unref (load->dashboard_cards);
  g_free (load);
}

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static gboolean
read_deployments (sqlite3 *db, Load *load)
{
  sqlite3_stmt *statement = NULL;
  int code;

  sqlite3_prepare_v2 (
      db,
      "SELECT id, what, collection, started, ended FROM deployment WHERE server = ? ORDER BY id",
      -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, load->server, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      StudioDeployment *deployment = studio_deployment_new (
          sqlite3_column_int64 (statement, 0), g_strcmp0 (get_text (statement, 1), whats[1]) == 0
                                                   ? STUDIO_DEPLOYMENT_UNREGISTER
                                                   : STUDIO_DEPLOYMENT_REGISTER);

      deployment->collection = g_strdup (get_text (statement, 2));
      deployment->started = g_strdup (get_text (statement, 3));
      deployment->ended = g_strdup (get_text (statement, 4));
      g_ptr_array_add (load->deployments, deployment);
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

static StudioDeployment *
find_deployment (Load *load, gint64 id)
{
  for (guint i = load->deployments->len; i > 0; i--)
    {
      StudioDeployment *deployment = g_ptr_array_index (load->deployments, i - 1);

      if (deployment->id == id)
        return deployment;
    }
  return NULL;
}

static StudioDeploymentEntry *
read_entry (sqlite3_stmt *statement)
{
  StudioDeploymentEntry *entry = studio_deployment_entry_new (
      studio_enum_from_nick (STUDIO_TYPE_DEPLOYED_OBJECT, get_text (statement, 1),
                             STUDIO_DEPLOYED_CARD),
      studio_enum_from_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, get_text (statement, 2),
                             STUDIO_DEPLOYMENT_SKIPPED),
      sqlite3_column_int64 (statement, 6), get_text (statement, 5));

  entry->kpi_id = g_strdup (get_text (statement, 3));
  entry->key = g_strdup (get_text (statement, 4));
  entry->collection_id = sqlite3_column_int64 (statement, 7);
  entry->collection = g_strdup (get_text (statement, 8));
  entry->message = g_strdup (get_text (statement, 9));
  return entry;
}

static gboolean
read_entries (sqlite3 *db, Load *load)
{
  sqlite3_stmt *statement = NULL;
  int code;

  sqlite3_prepare_v2 (db,
                      "SELECT e.deployment_id, e.object, e.action, e.kpi_id, e.key, e.name,"
                      " e.object_id, e.collection_id, e.collection, e.message"
                      " FROM deployment_entry e JOIN deployment d ON d.id = e.deployment_id"
                      " WHERE d.server = ? ORDER BY e.id",
                      -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, load->server, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      StudioDeployment *deployment = find_deployment (load, sqlite3_column_int64 (statement, 0));

      if (deployment != NULL)
        g_ptr_array_add (deployment->entries, read_entry (statement));
    }
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

static gboolean
read_dashboard_cards (sqlite3 *db, Load *load)
{
  sqlite3_stmt *statement = NULL;
  int code;

  sqlite3_prepare_v2 (db,
                      "SELECT dashboard_id || ' ' || card_id FROM dashboard_card WHERE server = ?",
                      -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, load->server, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_hash_table_add (load->dashboard_cards, g_strdup (get_text (statement, 0)));
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

/* Of all servers: a number means one deployment of a workspace. */
static gboolean
read_next_id (sqlite3 *db, Load *load)
{
  sqlite3_stmt *statement = NULL;
  gboolean read;

  sqlite3_prepare_v2 (db, "SELECT ifnull (max (id), 0) + 1 FROM deployment", -1, &statement, NULL);
  read = sqlite3_step (statement) == SQLITE_ROW;
  load->next_id = read ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_finalize (statement);
  return read;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  sqlite3 *db = _studio_workspace_get_db (self);
  Load *load = task_data;

  if (read_next_id (db, load) && read_deployments (db, load) && read_entries (db, load) &&
      read_dashboard_cards (db, load))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                             _ ("The registrations in the workspace %s could not be read: %s"),
                             studio_workspace_get_path (self), sqlite3_errmsg (db));
}

void
studio_workspace_load_deployments_async (StudioWorkspace *self,
                                         const char *server,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_load_deployments_async);
  load = g_new0 (Load, 1);
  load->server = g_strdup (server);
  load->deployments = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_deployment_free);
  load->dashboard_cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  _studio_workspace_push_task (self, task, load_in_worker);
}

GPtrArray *
studio_workspace_load_deployments_finish (StudioWorkspace *self,
                                          GAsyncResult *result,
                                          gint64 *next_id,
                                          GHashTable **dashboard_cards,
                                          GError **error)
{
  Load *load = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (next_id != NULL)
    *next_id = load->next_id;
  if (dashboard_cards != NULL)
    *dashboard_cards = g_hash_table_ref (load->dashboard_cards);
  return g_steal_pointer (&load->deployments);
}
