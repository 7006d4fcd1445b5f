/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "metabase/studio-metabase-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Engines of Metabase that do not speak SQL. */
static gboolean
speaks_sql (const char *engine)
{
  return g_strcmp0 (engine, "mongo") != 0 && g_strcmp0 (engine, "druid") != 0 &&
         g_strcmp0 (engine, "googleanalytics") != 0;
}

static StudioDatabase *
read_database (JsonObject *object)
{
  gint64 id = studio_json_get_int (object, "id", -1);
  const char *name = studio_json_get_string (object, "name");
  const char *engine = studio_json_get_string (object, "engine");
  StudioDatabase *database;

  if (id <= 0 || name == NULL || !speaks_sql (engine) ||
      studio_json_get_boolean (object, "is_audit", FALSE) ||
      studio_json_get_boolean (object, "is_saved_questions", FALSE))
    return NULL;
  database = studio_database_new (id, name, engine != NULL ? engine : "");
  studio_database_set_details (
      database, studio_json_get_string (object, "timezone"),
      studio_json_get_boolean (object, "is_sample", FALSE),
      g_strcmp0 (studio_json_get_string (object, "native_permissions"), "none") != 0);
  return database;
}

static gpointer
read_databases (JsonNode *reply)
{
  JsonArray *list = _studio_metabase_list_in (reply);
  GPtrArray *databases;

  if (list == NULL)
    return NULL;
  databases = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      StudioDatabase *database = read_database (studio_json_array_get_object (list, i));

      if (database != NULL)
        g_ptr_array_add (databases, database);
    }
  return databases;
}

static void
databases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *databases =
      _studio_metabase_read_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (databases != NULL)
    g_task_return_pointer (task, databases, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
studio_metabase_client_list_databases_async (StudioMetabaseClient *self,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_databases_async);
  _studio_metabase_read_async (
      self, &(StudioHttpRequest){ .method = "GET", .path = "/api/database" },
      &(StudioMetabaseReading){ read_databases, (GDestroyNotify) g_ptr_array_unref,
                                _ ("the databases") },
      cancellable, databases_cb, task);
}

GPtrArray *
studio_metabase_client_list_databases_finish (StudioMetabaseClient *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static StudioTable *
read_table (JsonObject *object)
{
  gint64 id = studio_json_get_int (object, "id", 0);
  const char *name = studio_json_get_string (object, "name");
  StudioTable *table;

  /* Hidden, technical and cruft tables are not for people; null is normal. */
  if (id <= 0 || name == NULL || studio_json_get_string (object, "visibility_type") != NULL ||
      !studio_json_get_boolean (object, "active", TRUE))
    return NULL;
  table = studio_table_new (id, studio_json_get_string (object, "schema"), name);
  studio_table_set_details (table, studio_json_get_string (object, "display_name"),
                            studio_json_get_string (object, "description"),
                            studio_json_get_string (object, "entity_type"),
                            studio_json_get_int (object, "estimated_row_count", -1));
  return table;
}

static int
compare_tables (gconstpointer a, gconstpointer b)
{
  StudioTable *left = *(StudioTable *const *) a;
  StudioTable *right = *(StudioTable *const *) b;
  int order = g_strcmp0 (studio_table_get_schema (left), studio_table_get_schema (right));

  return order != 0 ? order : strcmp (studio_table_get_name (left), studio_table_get_name (right));
}

GPtrArray *
_studio_metabase_read_tables (JsonArray *list)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      StudioTable *table = read_table (studio_json_array_get_object (list, i));

      if (table != NULL)
        g_ptr_array_add (tables, table);
    }
  return tables;
}

void
_studio_metabase_sort_tables (GPtrArray *tables)
{
  g_ptr_array_sort (tables, compare_tables);
}

static gpointer
read_metadata (JsonNode *reply)
{
  JsonArray *list = studio_json_get_array (studio_json_node_get_object (reply), "tables");
  GPtrArray *tables;

  if (list == NULL)
    return NULL;
  tables = _studio_metabase_read_tables (list);
  _studio_metabase_sort_tables (tables);
  return tables;
}

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *tables = _studio_metabase_walk_schemas_finish (result, &error);

  if (tables != NULL)
    g_task_return_pointer (task, tables, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Too much for one reply, or for a proxy's patience. */
static gboolean
is_too_much (const GError *error)
{
  return g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TOO_LARGE) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_TIMED_OUT) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SERVER);
}

static void
tables_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioMetabaseClient *self = STUDIO_METABASE_CLIENT (source);
  StudioDatabase *database = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *tables = _studio_metabase_read_finish (self, result, &error);

  if (tables != NULL)
    g_task_return_pointer (task, tables, (GDestroyNotify) g_ptr_array_unref);
  else if (is_too_much (error))
    _studio_metabase_walk_schemas_async (self, studio_database_get_id (database), cancellable,
                                         walked_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
studio_metabase_client_list_tables_async (StudioMetabaseClient *self,
                                          StudioDatabase *database,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_tables_async);
  g_task_set_task_data (task, g_object_ref (database), g_object_unref);
  path = g_strdup_printf ("/api/database/%" G_GINT64_FORMAT "/metadata",
                          studio_database_get_id (database));
  /* The slowest call on a large database: without the fields it is a list of names. */
  _studio_metabase_read_async (
      self,
      &(StudioHttpRequest){ .method = "GET",
                            .path = path,
                            .query = "skip_fields=true&remove_inactive=true",
                            .seconds = 180 },
      &(StudioMetabaseReading){ read_metadata, (GDestroyNotify) g_ptr_array_unref,
                                _ ("the tables") },
      cancellable, tables_cb, task);
}

GPtrArray *
studio_metabase_client_list_tables_finish (StudioMetabaseClient *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
