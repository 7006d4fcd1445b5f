/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "core/studio-error.h"
#include "pipeline/studio-session-private.h"

#include <glib/gi18n-lib.h>

StudioResult *
studio_session_get_result (StudioSession *self, StudioKpi *kpi)
{
  g_return_val_if_fail (STUDIO_IS_SESSION (self), NULL);
  return studio_results_get (self->results, kpi);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  StudioKpiHistory *history =
      studio_workspace_load_history_finish (STUDIO_WORKSPACE (source), result, &error);

  if (history != NULL)
    g_task_return_pointer (task, history, (GDestroyNotify) studio_kpi_history_free);
  else
    g_task_return_error (task, error);
}

void
studio_session_load_history_async (StudioSession *self,
                                   StudioKpi *kpi,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self) && STUDIO_IS_KPI (kpi));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_load_history_async);
  if (self->workspace != NULL)
    studio_workspace_load_history_async (self->workspace, studio_kpi_get_id (kpi), cancellable,
                                         loaded_cb, task);
  else
    {
      g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE, "%s",
                               _ ("No workspace is open."));
      g_object_unref (task);
    }
}

StudioKpiHistory *
studio_session_load_history_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
