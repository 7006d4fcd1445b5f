/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "core/studio-error.h"
#include "pipeline/studio-checker.h"
#include "pipeline/studio-session-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A check of one KPI: the tables it names are read first, so that its names can be judged. */
typedef struct
{
  StudioKpi *kpi;           /* (owned) */
  StudioDatabase *database; /* (owned) */
  GQueue tables;            /* of StudioTable (owned), still to be read */
  gboolean only_try;        /* nothing is kept */
} Check;

static void read_next_table (GTask *task);

static void
check_free (Check *check)
{
  g_object_unref (check->kpi);
  g_object_unref (check->database);
  g_queue_clear_full (&check->tables, g_object_unref);
  g_free (check);
}

static void
checked_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  StudioKpi *kpi = check->kpi;
  GError *error = NULL;
  StudioResult *result =
      studio_checker_check_finish (STUDIO_CHECKER (source), async_result, &error);

  if (error != NULL)
    {
      _studio_session_note_error (self, error);
      g_task_return_error (task, error);
      return;
    }
  if (!check->only_try)
    {
      _studio_session_store (self, kpi);
      studio_results_record (self->results, self->workspace, kpi, result);
    }
  g_task_return_pointer (task, result, g_object_unref);
}

/* Takes the caller's reference to @task. */
static void
start_checking (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  g_autoptr (StudioSqlSchema) schema = studio_sql_schema_new (check->database);
  g_autoptr (StudioChecker) checker = NULL;

  if (_studio_session_return_if_disconnected (self, task))
    {
      g_object_unref (task);
      return;
    }
  checker =
      studio_checker_new (self->client, studio_database_get_id (check->database),
                          studio_database_get_dialect (check->database), schema, self->duplicates);
  g_object_set (checker, "row-limit", self->row_limit, "time-limit", self->time_limit, NULL);
  studio_checker_check_async (checker, check->kpi, g_task_get_cancellable (task), checked_cb, task);
}

/* A table that cannot be read is no obstacle: about it nothing is certain then, and the database
 * judges. */
static void
read_table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  if (!studio_session_load_table_finish (STUDIO_SESSION (source), result, &error))
    g_debug ("A table was not read before a check: %s", error->message);
  read_next_table (task);
}

/* Takes the caller's reference to @task. */
static void
read_next_table (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  g_autoptr (StudioTable) table = g_queue_pop_head (&check->tables);

  if (table != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    studio_session_load_table_async (g_task_get_source_object (task), check->database, table,
                                     g_task_get_cancellable (task), read_table_cb, task);
  else
    start_checking (task);
}

/* Takes the caller's reference to @task. */
static void
read_named_tables (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  GListModel *tables = studio_database_get_tables (check->database);
  g_autofree char *sql = g_utf8_strdown (studio_kpi_get_sql (check->kpi), -1);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      g_autofree char *name = g_utf8_strdown (studio_table_get_name (table), -1);

      if (!studio_table_get_loaded (table) && !studio_table_get_loading (table) &&
          strstr (sql, name) != NULL)
        g_queue_push_tail (&check->tables, g_steal_pointer (&table));
    }
  read_next_table (task);
}

static void
list_tables_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (studio_session_load_tables_finish (STUDIO_SESSION (source), result, &error))
    read_named_tables (task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

static void
start (StudioSession *self,
       StudioKpi *kpi,
       gboolean only_try,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  StudioDatabase *database;
  Check *check;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_check_async);
  if (_studio_session_return_if_disconnected (self, task))
    return;
  database = _studio_session_find_database (self, kpi);
  if (database == NULL)
    {
      g_task_return_new_error (
          task, STUDIO_ERROR, STUDIO_ERROR_NOT_FOUND,
          _ ("The database “%s” of this KPI is not in this Metabase any more."),
          studio_kpi_get_database (kpi));
      return;
    }
  check = g_new0 (Check, 1);
  check->kpi = g_object_ref (kpi);
  check->only_try = only_try;
  check->database = g_object_ref (database);
  g_queue_init (&check->tables);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  if (studio_database_get_loaded (database))
    read_named_tables (g_steal_pointer (&task));
  else
    studio_session_load_tables_async (self, database, cancellable, list_tables_cb,
                                      g_steal_pointer (&task));
}

void
studio_session_check_async (StudioSession *self,
                            StudioKpi *kpi,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (STUDIO_IS_SESSION (self) && STUDIO_IS_KPI (kpi));

  start (self, kpi, FALSE, cancellable, callback, user_data);
}

void
_studio_session_try_async (StudioSession *self,
                           StudioKpi *kpi,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  start (self, kpi, TRUE, cancellable, callback, user_data);
}

StudioResult *
_studio_session_try_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

StudioResult *
studio_session_check_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
