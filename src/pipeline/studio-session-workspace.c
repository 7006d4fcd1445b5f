/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "metabase/studio-metabase-url.h"
#include "pipeline/studio-session-private.h"

char *
studio_session_identify_server (const char *url, GError **error)
{
  return studio_metabase_url_normalize (url, error);
}

/* The sample company's port differs from start to start; its data folder is what stays. */
char *
studio_session_identify_sample (const char *data_dir)
{
  g_autofree char *wanted =
      data_dir != NULL ? g_strdup (data_dir) : studio_demo_process_get_default_data_dir ();
  g_autofree char *absolute = g_canonicalize_filename (wanted, NULL);

  return g_strconcat ("demo:", absolute, NULL);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) kpis =
      studio_workspace_load_kpis_finish (STUDIO_WORKSPACE (source), result, &error);

  if (kpis == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  _studio_session_take_kpis (self, kpis);
  self->identity = g_strdup (g_task_get_task_data (task));
  self->server = g_strdup (self->identity);
  g_object_notify (G_OBJECT (self), "server");
  g_task_return_boolean (task, TRUE);
}

/* Takes the caller's reference to @task, whose data is the identity. */
static void
recall (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);

  studio_workspace_load_kpis_async (self->workspace, g_task_get_task_data (task),
                                    g_task_get_cancellable (task), recalled_cb, task);
}

static void
list_servers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_auto (GStrv) servers =
      studio_workspace_list_servers_finish (STUDIO_WORKSPACE (source), result, &error);

  if (servers == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (g_strv_length (servers) == 1)
    g_task_set_task_data (task, g_strdup (servers[0]), g_free);
  recall (task);
}

void
studio_session_recall_async (StudioSession *self,
                             const char *identity,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self) && self->workspace != NULL);

  studio_session_disconnect (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_recall_async);
  g_task_set_task_data (task, g_strdup (identity), g_free);
  if (identity != NULL)
    recall (task);
  else
    studio_workspace_list_servers_async (self->workspace, cancellable, list_servers_cb, task);
}

gboolean
studio_session_recall_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
name_and_sql (StudioKpi *kpi)
{
  return g_strconcat (studio_kpi_get_name (kpi), "\n", studio_kpi_get_sql (kpi), NULL);
}

static void
unregister (StudioKpi *kpi)
{
  g_autofree char *id = g_uuid_string_random ();

  studio_kpi_set_id (kpi, id);
  studio_kpi_set_registration (kpi, STUDIO_REGISTRATION_NONE);
  studio_kpi_set_card_id (kpi, 0);
  studio_kpi_set_collection_id (kpi, 0);
}

static void
add_imported (StudioSession *self, GPtrArray *added, StudioKpi *kpi)
{
  g_list_store_append (self->kpis, kpi);
  if (studio_kpi_is_valid (kpi))
    studio_duplicates_add (self->duplicates, kpi);
  _studio_session_store (self, kpi);
  studio_workspace_log (self->workspace, studio_kpi_get_id (kpi), "imported", NULL);
  g_ptr_array_add (added, g_object_ref (kpi));
}

/* @everywhere: the KPIs of all servers in the workspace. */
static GPtrArray *
import (StudioSession *self, GPtrArray *kpis, GPtrArray *everywhere)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < everywhere->len; i++)
    g_hash_table_add (taken, (char *) studio_kpi_get_id (g_ptr_array_index (everywhere, i)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->kpis)); i++)
    {
      g_autoptr (StudioKpi) kpi = g_list_model_get_item (G_LIST_MODEL (self->kpis), i);

      g_hash_table_add (here, g_strdup (studio_kpi_get_id (kpi)));
      g_hash_table_add (here, name_and_sql (kpi));
    }
  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      g_autofree char *contents = name_and_sql (kpi);

      if (g_hash_table_contains (here, studio_kpi_get_id (kpi)) ||
          g_hash_table_contains (here, contents))
        continue;
      if (g_hash_table_contains (taken, studio_kpi_get_id (kpi)))
        unregister (kpi);
      g_hash_table_add (here, g_strdup (studio_kpi_get_id (kpi)));
      g_hash_table_add (here, g_steal_pointer (&contents));
      add_imported (self, added, kpi);
    }
  return added;
}

static void
import_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) everywhere =
      studio_workspace_load_kpis_finish (STUDIO_WORKSPACE (source), result, &error);

  if (everywhere == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (
        task, import (g_task_get_source_object (task), g_task_get_task_data (task), everywhere),
        (GDestroyNotify) g_ptr_array_unref);
}

void
studio_session_import_async (StudioSession *self,
                             GPtrArray *kpis,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_SESSION (self) && self->identity != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_import_async);
  g_task_set_task_data (task, g_ptr_array_ref (kpis), (GDestroyNotify) g_ptr_array_unref);
  studio_workspace_load_kpis_async (self->workspace, NULL, cancellable, import_cb, task);
}

GPtrArray *
studio_session_import_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (studio_workspace_flush_finish (STUDIO_WORKSPACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
studio_session_flush_async (StudioSession *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_flush_async);
  if (self->workspace == NULL)
    g_task_return_boolean (task, TRUE);
  else
    studio_workspace_flush_async (self->workspace, cancellable, flushed_cb,
                                  g_steal_pointer (&task));
}

gboolean
studio_session_flush_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
