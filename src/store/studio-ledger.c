/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-ledger.h"

#include "core/studio-error.h"
#include "store/studio-workspace-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define COLUMNS                                                                                 \
  "id, run_id, at, base_url, model, table_name, kpi_id, purpose, prompt_tokens, cached_tokens," \
  " completion_tokens, reasoning_tokens, estimated, cost_usd, milliseconds, request_id, error"

void
studio_ledger_entry_free (StudioLedgerEntry *self)
{
  g_free (self->at);
  g_free (self->base_url);
  g_free (self->model);
  g_free (self->table);
  g_free (self->kpi_id);
  g_free (self->purpose);
  g_free (self->request_id);
  g_free (self->error);
  g_free (self->request);
  g_free (self->reply);
  g_free (self);
}

void
studio_ledger_sum_add (StudioLedgerSum *self, const StudioLedgerEntry *entry)
{
  self->calls++;
  self->prompt += entry->prompt;
  self->cached += entry->cached;
  self->completion += entry->completion;
  self->reasoning += entry->reasoning;
  if (isnan (entry->cost))
    self->unpriced++;
  else
    self->cost += entry->cost;
}

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static StudioLedgerEntry *
read_entry (sqlite3_stmt *statement, gboolean texts)
{
  StudioLedgerEntry *entry = g_new0 (StudioLedgerEntry, 1);

  entry->id = sqlite3_column_int64 (statement, 0);
  entry->run_id = sqlite3_column_int64 (statement, 1);
  entry->at = dup_text (statement, 2);
  entry->base_url = dup_text (statement, 3);
  entry->model = dup_text (statement, 4);
  entry->table = dup_text (statement, 5);
  entry->kpi_id = dup_text (statement, 6);
  entry->purpose = dup_text (statement, 7);
  entry->prompt = sqlite3_column_int64 (statement, 8);
  entry->cached = sqlite3_column_int64 (statement, 9);
  entry->completion = sqlite3_column_int64 (statement, 10);
  entry->reasoning = sqlite3_column_int64 (statement, 11);
  entry->estimated = sqlite3_column_int (statement, 12) != 0;
  entry->cost = sqlite3_column_type (statement, 13) == SQLITE_NULL
                    ? NAN
                    : sqlite3_column_double (statement, 13);
  entry->milliseconds = sqlite3_column_int64 (statement, 14);
  entry->request_id = dup_text (statement, 15);
  entry->error = dup_text (statement, 16);
  if (texts)
    {
      entry->request = dup_text (statement, 17);
      entry->reply = dup_text (statement, 18);
    }
  return entry;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  StudioWorkspace *self = source;
  sqlite3 *db = _studio_workspace_get_db (self);
  gint64 id = *(const gint64 *) task_data;
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_ledger_entry_free);
  sqlite3_stmt *statement = NULL;
  int code;

  sqlite3_prepare_v2 (db,
                      id > 0 ? "SELECT " COLUMNS ", request, reply FROM model_call WHERE id = ?1"
                             : "SELECT " COLUMNS " FROM model_call ORDER BY id",
                      -1, &statement, NULL);
  if (id > 0)
    sqlite3_bind_int64 (statement, 1, id);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (entries, read_entry (statement, id > 0));
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                             _ ("The workspace %s could not be read: %s"),
                             studio_workspace_get_path (self), sqlite3_errmsg (db));
}

void
studio_workspace_load_ledger_async (StudioWorkspace *self,
                                    gint64 id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_workspace_load_ledger_async);
  g_task_set_task_data (task, g_memdup2 (&id, sizeof id), g_free);
  _studio_workspace_push_task (self, task, load_in_worker);
}

GPtrArray *
studio_workspace_load_ledger_finish (StudioWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
