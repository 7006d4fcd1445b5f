/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "core/studio-error.h"
#include "pipeline/studio-session-private.h"

#include <glib/gi18n-lib.h>

StudioDatabase *
_studio_session_find_database (StudioSession *self, StudioKpi *kpi)
{
  GListModel *databases = G_LIST_MODEL (self->databases);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (studio_kpi_get_database_id (kpi) == studio_database_get_id (database) ||
          g_strcmp0 (studio_kpi_get_database (kpi), studio_database_get_name (database)) == 0)
        return database;
    }
  return NULL;
}

static void
count_kpis (StudioSession *self, StudioDatabase *database)
{
  GListModel *kpis = G_LIST_MODEL (self->kpis);

  for (guint i = 0; i < g_list_model_get_n_items (kpis); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (kpis, i);
      StudioTable *table;

      if (g_strcmp0 (studio_kpi_get_database (kpi), studio_database_get_name (database)) != 0 ||
          studio_kpi_get_table (kpi) == NULL)
        continue;
      table = studio_database_find_table (database, studio_kpi_get_schema (kpi),
                                          studio_kpi_get_table (kpi));
      if (table != NULL)
        studio_table_set_kpi_count (table, studio_table_get_kpi_count (table) + 1);
    }
}

static void
list_tables_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  StudioDatabase *database = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *tables =
      studio_metabase_client_list_tables_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (tables == NULL)
    {
      studio_database_set_loading (database, FALSE);
      _studio_session_note_error (self, error);
      g_task_return_error (task, error);
      return;
    }
  studio_database_take_tables (database, tables);
  count_kpis (self, database);
  g_task_return_boolean (task, TRUE);
}

gboolean
_studio_session_return_if_disconnected (StudioSession *self, GTask *task)
{
  if (self->client != NULL)
    return FALSE;
  g_task_return_new_error (task, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE, "%s",
                           _ ("Not connected to Metabase. Connect first."));
  return TRUE;
}

void
studio_session_load_tables_async (StudioSession *self,
                                  StudioDatabase *database,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_load_tables_async);
  g_task_set_task_data (task, g_object_ref (database), g_object_unref);
  if (studio_database_get_loaded (database))
    g_task_return_boolean (task, TRUE);
  else if (!_studio_session_return_if_disconnected (self, task))
    {
      studio_database_set_loading (database, TRUE);
      studio_metabase_client_list_tables_async (self->client, database, cancellable, list_tables_cb,
                                                g_steal_pointer (&task));
    }
}

gboolean
studio_session_load_tables_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (studio_metabase_client_load_table_finish (STUDIO_METABASE_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      studio_table_set_loading (g_task_get_task_data (task), FALSE);
      _studio_session_note_error (self, error);
      g_task_return_error (task, error);
    }
}

void
studio_session_load_table_async (StudioSession *self,
                                 StudioDatabase *database,
                                 StudioTable *table,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_load_table_async);
  g_task_set_task_data (task, g_object_ref (table), g_object_unref);
  if (studio_table_get_loaded (table))
    g_task_return_boolean (task, TRUE);
  else if (!_studio_session_return_if_disconnected (self, task))
    {
      studio_table_set_loading (table, TRUE);
      studio_metabase_client_load_table_async (self->client, database, table, cancellable,
                                               load_table_cb, g_steal_pointer (&task));
    }
}

gboolean
studio_session_load_table_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
