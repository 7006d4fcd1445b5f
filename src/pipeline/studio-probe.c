/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-probe.h"

#include "core/studio-error.h"
#include "propose/analyst/studio-compiler.h"
#include "sql/studio-sql-guard.h"

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (StudioQueryFailure) failure = NULL;
  GError *error = NULL;
  StudioResult *rows =
      studio_metabase_client_run_finish (STUDIO_METABASE_CLIENT (source), result, &failure, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
studio_probe_run_async (StudioMetabaseClient *client,
                        StudioDatabase *database,
                        const StudioDefinition *definition,
                        guint row_limit,
                        guint seconds,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  StudioDialect dialect = studio_database_get_dialect (database);
  GError *error = NULL;
  g_autofree char *sql = studio_compiler_compile (definition, dialect, &error);
  g_autoptr (StudioFinding) refusal = NULL;

  g_task_set_source_tag (task, studio_probe_run_async);
  if (sql == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  refusal = studio_sql_guard (sql, dialect);
  if (refusal != NULL)
    {
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_GUARD, "%s", refusal->message);
      return;
    }
  studio_metabase_client_run_async (client, studio_database_get_id (database), sql, row_limit,
                                    seconds, cancellable, run_cb, g_steal_pointer (&task));
}

StudioResult *
studio_probe_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
