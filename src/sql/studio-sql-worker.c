/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-worker.h"

#include <glib/gi18n-lib.h>
#include <pthread.h>

#define N_THREADS 2
/* Address space, not memory: pages are made as they are touched. 3,000 tokens need less than 8 MiB,
 * and several times that when built with AddressSanitizer. */
#define STACK_SIZE (64 * 1024 * 1024)

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Job;

static GAsyncQueue *queue;
static GMutex starting;
static guint n_threads;

static void *
work (void *unused)
{
  while (TRUE)
    {
      Job *job = g_async_queue_pop (queue);

      if (!g_task_return_error_if_cancelled (job->task))
        job->func (job->task, g_task_get_source_object (job->task),
                   g_task_get_task_data (job->task), g_task_get_cancellable (job->task));
      g_object_unref (job->task);
      g_free (job);
    }
  return NULL;
}

static int
start_thread (void)
{
  pthread_attr_t attributes;
  pthread_t thread;
  int error = pthread_attr_init (&attributes);

  if (error != 0)
    return error;
  error = pthread_attr_setstacksize (&attributes, STACK_SIZE);
  if (error == 0)
    error = pthread_attr_setdetachstate (&attributes, PTHREAD_CREATE_DETACHED);
  if (error == 0)
    error = pthread_create (&thread, &attributes, work, NULL);
  pthread_attr_destroy (&attributes);
  return error;
}

/* Returns 0 when there is at least one thread to work. */
static int
ensure_threads (void)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&starting);
  int error = 0;

  if (queue == NULL)
    queue = g_async_queue_new ();
  while (n_threads < N_THREADS && error == 0)
    {
      error = start_thread ();
      if (error == 0)
        n_threads++;
    }
  return n_threads > 0 ? 0 : error;
}

void
studio_sql_worker_run (GTask *task, GTaskThreadFunc func)
{
  int error;
  Job *job;

  g_return_if_fail (G_IS_TASK (task) && func != NULL);

  error = ensure_threads ();
  if (error != 0)
    {
      g_task_return_new_error (
          task, G_IO_ERROR, g_io_error_from_errno (error),
          _ ("The statement could not be checked, because the system starts no "
             "more threads: %s"),
          g_strerror (error));
      return;
    }
  job = g_new0 (Job, 1);
  job->task = g_object_ref (task);
  job->func = func;
  g_async_queue_push (queue, job);
}
