/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "core/studio-schema-json.h"
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

static void
databases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonArray *list = _studio_metabase_list_in (node);
  GPtrArray *databases;

  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (list == NULL)
    {
      _studio_metabase_return_protocol_error (task, _ ("the databases"));
      return;
    }
  databases = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      StudioDatabase *database = read_database (studio_json_array_get_object (list, i));

      if (database != NULL)
        g_ptr_array_add (databases, database);
    }
  g_task_return_pointer (task, databases, (GDestroyNotify) g_ptr_array_unref);
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
  _studio_metabase_request_async (self,
                                  &(StudioHttpRequest){ .method = "GET", .path = "/api/database" },
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

static GPtrArray *
read_tables (JsonArray *list)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      StudioTable *table = read_table (studio_json_array_get_object (list, i));

      if (table != NULL)
        g_ptr_array_add (tables, table);
    }
  g_ptr_array_sort (tables, compare_tables);
  return tables;
}

static void
tables_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonArray *list = studio_json_get_array (studio_json_node_get_object (node), "tables");

  if (node == NULL)
    g_task_return_error (task, error);
  else if (list == NULL)
    _studio_metabase_return_protocol_error (task, _ ("the tables"));
  else
    g_task_return_pointer (task, read_tables (list), (GDestroyNotify) g_ptr_array_unref);
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
  path = g_strdup_printf ("/api/database/%" G_GINT64_FORMAT "/metadata",
                          studio_database_get_id (database));
  /* The slowest call on a large database: without the fields it is a list of names. */
  _studio_metabase_request_async (
      self,
      &(StudioHttpRequest){ .method = "GET",
                            .path = path,
                            .query = "skip_fields=true&remove_inactive=true",
                            .seconds = 180 },
      cancellable, tables_cb, task);
}

GPtrArray *
studio_metabase_client_list_tables_finish (StudioMetabaseClient *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  StudioDatabase *database; /* (owned) */
  StudioTable *table;       /* (owned) */
} LoadTable;

static void
load_table_free (LoadTable *load)
{
  g_object_unref (load->database);
  g_object_unref (load->table);
  g_free (load);
}

static void
resolve_target (StudioFieldInfo *info, StudioDatabase *database)
{
  GListModel *tables = studio_database_get_tables (database);
  StudioTable *target = info->target_table_id != 0
                            ? studio_database_find_table_by_id (database, info->target_table_id)
                            : NULL;

  /* Without an embedded target, the field may be among those read already. */
  for (guint i = 0;
       target == NULL && info->target_field_id != 0 && i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      StudioField *field = studio_table_find_field_by_id (table, info->target_field_id);

      if (field == NULL)
        continue;
      target = table;
      info->target_table_id = studio_table_get_id (table);
      g_free (info->target_field);
      info->target_field = g_strdup (studio_field_get_name (field));
    }
  if (target != NULL)
    {
      g_free (info->target_table);
      info->target_table = g_strdup (studio_table_get_name (target));
    }
}

static gboolean
is_for_people (const StudioFieldInfo *info)
{
  return g_strcmp0 (info->visibility, "sensitive") != 0 &&
         g_strcmp0 (info->visibility, "retired") != 0;
}

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const StudioFieldInfo *left = studio_field_get_info (*(StudioField *const *) a);
  const StudioFieldInfo *right = studio_field_get_info (*(StudioField *const *) b);

  return left->position != right->position ? (left->position > right->position ? 1 : -1)
                                           : strcmp (left->name, right->name);
}

static void
take_fields (LoadTable *load, JsonArray *list)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (StudioFieldInfo) info =
          studio_field_info_from_json (studio_json_array_get_object (list, i));

      if (info == NULL || !is_for_people (info))
        continue;
      resolve_target (info, load->database);
      g_ptr_array_add (fields, studio_field_new (g_steal_pointer (&info)));
    }
  g_ptr_array_sort (fields, compare_fields);
  studio_table_take_fields (load->table, fields);
}

static void
fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LoadTable *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node =
      _studio_metabase_request_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  JsonObject *object = studio_json_node_get_object (node);
  JsonArray *list = studio_json_get_array (object, "fields");
  gint64 rows = studio_json_get_int (object, "estimated_row_count", -1);

  if (node == NULL)
    g_task_return_error (task, error);
  else if (list == NULL)
    _studio_metabase_return_protocol_error (task, _ ("the fields of a table"));
  else
    {
      take_fields (load, list);
      if (rows >= 0)
        studio_table_set_row_count (load->table, rows);
      g_task_return_boolean (task, TRUE);
    }
}

void
studio_metabase_client_load_table_async (StudioMetabaseClient *self,
                                         StudioDatabase *database,
                                         StudioTable *table,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autofree char *path = NULL;
  LoadTable *load;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_load_table_async);
  load = g_new0 (LoadTable, 1);
  load->database = g_object_ref (database);
  load->table = g_object_ref (table);
  g_task_set_task_data (task, load, (GDestroyNotify) load_table_free);
  path = g_strdup_printf ("/api/table/%" G_GINT64_FORMAT "/query_metadata",
                          studio_table_get_id (table));
  _studio_metabase_request_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                                  cancellable, fields_cb, task);
}

gboolean
studio_metabase_client_load_table_finish (StudioMetabaseClient *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
