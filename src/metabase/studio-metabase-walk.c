/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <glib/gi18n-lib.h>

/* Task data: the tables of one schema after another, as they arrive. */
typedef struct
{
  gint64 database_id;
  guint missing;     /* schemas that have not arrived */
  GPtrArray *tables; /* (owned) (nullable) of StudioTable */
} Walk;

static void
walk_free (Walk *walk)
{
  g_clear_pointer (&walk->tables, g_ptr_array_unref);
  g_free (walk);
}

static gpointer
read_schemas (JsonNode *reply)
{
  JsonArray *list = studio_json_node_get_array (reply);
  GPtrArray *schemas;

  if (list == NULL)
    return NULL;
  schemas = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (schemas, json_node_dup_string (node));
    }
  return schemas;
}

static gpointer
read_schema (JsonNode *reply)
{
  JsonArray *list = _studio_metabase_list_in (reply);

  return list != NULL ? _studio_metabase_read_tables (list) : NULL;
}

static void
schema_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *tables =
      _studio_metabase_read_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  walk->missing--;
  /* One failed before. */
  if (walk->tables == NULL)
    {
      g_clear_pointer (&tables, g_ptr_array_unref);
      g_clear_error (&error);
      return;
    }
  if (tables == NULL)
    {
      g_clear_pointer (&walk->tables, g_ptr_array_unref);
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_extend_and_steal (walk->tables, tables);
  if (walk->missing > 0)
    return;
  _studio_metabase_sort_tables (walk->tables);
  g_task_return_pointer (task, g_steal_pointer (&walk->tables), (GDestroyNotify) g_ptr_array_unref);
}

static void
ask_for_schema (StudioMetabaseClient *self, GTask *task, const char *name)
{
  Walk *walk = g_task_get_task_data (task);
  /* Engines without schemas have one without a name: the path ends with a slash then. */
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *path =
      g_strdup_printf ("/api/database/%" G_GINT64_FORMAT "/schema/%s", walk->database_id, escaped);

  walk->missing++;
  _studio_metabase_read_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = path, .seconds = 180 },
      &(StudioMetabaseReading){ read_schema, (GDestroyNotify) g_ptr_array_unref,
                                _ ("the tables of a schema") },
      g_task_get_cancellable (task), schema_cb, g_object_ref (task));
}

static void
schemas_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  Walk *walk = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) schemas = _studio_metabase_read_finish (self, result, &error);

  if (schemas == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  walk->tables = g_ptr_array_new_with_free_func (g_object_unref);
  if (schemas->len == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&walk->tables),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  for (guint i = 0; i < schemas->len; i++)
    ask_for_schema (self, task, g_ptr_array_index (schemas, i));
}

void
_studio_metabase_walk_schemas_async (StudioMetabaseClient *self,
                                     gint64 database_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);
  g_autofree char *path =
      g_strdup_printf ("/api/database/%" G_GINT64_FORMAT "/schemas", database_id);

  g_task_set_source_tag (task, _studio_metabase_walk_schemas_async);
  walk->database_id = database_id;
  g_task_set_task_data (task, walk, (GDestroyNotify) walk_free);
  _studio_metabase_read_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                               &(StudioMetabaseReading){ read_schemas,
                                                         (GDestroyNotify) g_ptr_array_unref,
                                                         _ ("the schemas of a database") },
                               cancellable, schemas_cb, task);
}

GPtrArray *
_studio_metabase_walk_schemas_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
