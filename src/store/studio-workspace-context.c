/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-workspace-context.h"

#include "core/studio-error.h"
#include "store/studio-statement-values.h"
#include "store/studio-workspace-private.h"

#include <glib/gi18n-lib.h>

StudioWorkspaceKnowledge *
studio_workspace_knowledge_new (void)
{
  StudioWorkspaceKnowledge *self = g_new0 (StudioWorkspaceKnowledge, 1);

  self->contexts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->joins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
studio_workspace_knowledge_free (StudioWorkspaceKnowledge *self)
{
  g_hash_table_unref (self->contexts);
  g_hash_table_unref (self->joins);
  g_free (self);
}

/* Texts, and the present time behind them when @dated. */
static GPtrArray *
texts_to_values (const char *const *texts, gboolean dated)
{
  GPtrArray *values = _studio_values_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    _studio_values_add_text (values, texts[i]);
  if (dated)
    _studio_values_add_now (values);
  return values;
}

void
studio_workspace_save_context (StudioWorkspace *self,
                               const char *server,
                               const char *database,
                               const char *text)
{
  const char *const texts[] = { server, database, *text != '\0' ? text : NULL, NULL };

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  if (*text == '\0')
    _studio_workspace_push_write (
        self, "DELETE FROM company_context WHERE server = ? AND database_name = ?",
        texts_to_values (texts, FALSE));
  else
    _studio_workspace_push_write (self,
                                  "INSERT OR REPLACE INTO company_context VALUES (?, ?, ?, ?)",
                                  texts_to_values (texts, TRUE));
}

void
studio_workspace_save_join (StudioWorkspace *self,
                            const char *server,
                            const char *database,
                            const char *mark,
                            const char *found)
{
  const char *const texts[] = { server, database, mark, found, NULL };

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  _studio_workspace_push_write (self, "INSERT OR REPLACE INTO join_check VALUES (?, ?, ?, ?, ?)",
                                texts_to_values (texts, TRUE));
}

static gboolean
read_pairs (sqlite3 *db, const char *sql, const char *server, GHashTable *pairs)
{
  sqlite3_stmt *statement = NULL;
  int code;

  sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, server, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_hash_table_replace (pairs, g_strdup ((const char *) sqlite3_column_text (statement, 0)),
                          g_strdup ((const char *) sqlite3_column_text (statement, 1)));
  sqlite3_finalize (statement);
  return code == SQLITE_DONE;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  sqlite3 *db = _studio_workspace_get_db (self);
  g_autoptr (StudioWorkspaceKnowledge) knowledge = studio_workspace_knowledge_new ();

  if (read_pairs (db, "SELECT database_name, text FROM company_context WHERE server = ?1",
                  task_data, knowledge->contexts) &&
      read_pairs (db, "SELECT mark, found FROM join_check WHERE server = ?1", task_data,
                  knowledge->joins))
    g_task_return_pointer (task, g_steal_pointer (&knowledge),
                           (GDestroyNotify) studio_workspace_knowledge_free);
  else
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                             _ ("The workspace %s could not be read: %s"),
                             studio_workspace_get_path (self), sqlite3_errmsg (db));
}

void
studio_workspace_load_knowledge_async (StudioWorkspace *self,
                                       const char *server,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_load_knowledge_async);
  g_task_set_task_data (task, g_strdup (server), g_free);
  _studio_workspace_push_task (self, task, load_in_worker);
}

StudioWorkspaceKnowledge *
studio_workspace_load_knowledge_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
