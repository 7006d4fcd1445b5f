/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-probe-queue.h"

#include "pipeline/studio-probe.h"

#define SECONDS 10
#define AT_ONCE 2

typedef struct
{
  StudioDatabase *database; /* (owned) */
  const StudioProbeKind *kind;
  gpointer kind_data;
  GQueue waiting; /* of candidates (owned) */
  guint under_way;
  gint64 end;
} Work;

typedef struct
{
  GTask *task; /* (owned) */
  gpointer candidate;
} Probe;

static void go_on (GTask *task);

static void
work_free (gpointer data)
{
  Work *work = data;

  g_queue_clear_full (&work->waiting, work->kind->free);
  g_object_unref (work->database);
  g_free (work);
}

static void
probe_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = user_data;
  g_autoptr (GTask) task = probe->task;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) rows = studio_probe_run_finish (result, &error);

  work->under_way--;
  work->kind->take_answer (probe->candidate, rows, error, work->kind_data);
  work->kind->free (probe->candidate);
  g_free (probe);
  go_on (task);
}

static void
ask (GTask *task, gpointer candidate)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (StudioDefinition) question = work->kind->make_question (candidate);
  Probe *probe = g_new0 (Probe, 1);

  probe->task = g_object_ref (task);
  probe->candidate = candidate;
  work->under_way++;
  studio_probe_run_async (g_task_get_source_object (task), work->database, question, 1, SECONDS,
                          g_task_get_cancellable (task), probe_cb, probe);
}

static void
go_on (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_cancellable_is_cancelled (cancellable) || g_get_monotonic_time () > work->end)
    g_queue_clear_full (&work->waiting, work->kind->free);
  while (work->under_way < AT_ONCE && !g_queue_is_empty (&work->waiting))
    ask (task, g_queue_pop_head (&work->waiting));
  if (work->under_way == 0 && !g_task_get_completed (task))
    g_task_return_boolean (task, TRUE);
}

void
studio_probe_queue_run_async (StudioMetabaseClient *client,
                              StudioDatabase *database,
                              GQueue *candidates,
                              const StudioProbeKind *kind,
                              gpointer kind_data,
                              GTimeSpan budget,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);
  gpointer candidate;

  g_task_set_source_tag (task, studio_probe_queue_run_async);
  g_task_set_check_cancellable (task, FALSE);
  work->database = g_object_ref (database);
  work->kind = kind;
  work->kind_data = kind_data;
  work->end = g_get_monotonic_time () + budget;
  while ((candidate = g_queue_pop_head (candidates)) != NULL)
    g_queue_push_tail (&work->waiting, candidate);
  g_task_set_task_data (task, work, work_free);
  go_on (task);
}

void
studio_probe_queue_run_finish (GAsyncResult *result)
{
  g_return_if_fail (g_async_result_is_tagged (result, studio_probe_queue_run_async));
}
