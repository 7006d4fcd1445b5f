/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-metabase"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "core/studio-schema-json.h"
#include "metabase/studio-metabase-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

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

/* What a thread made of the reply. */
typedef struct
{
  GPtrArray *fields; /* (owned) of StudioFieldInfo */
  gint64 rows;
} TableReply;

static void
table_reply_free (TableReply *reply)
{
  g_ptr_array_unref (reply->fields);
  g_free (reply);
}

/* Retired fields are gone from the table; the others an administrator keeps from people. */
static gboolean
is_for_people (const StudioFieldInfo *info)
{
  static const char *const kept_away[] = { "hidden", "retired", "sensitive", NULL };

  return info->visibility == NULL || !g_strv_contains (kept_away, info->visibility);
}

static gpointer
read_table (JsonNode *node)
{
  JsonObject *object = studio_json_node_get_object (node);
  JsonArray *list = studio_json_get_array (object, "fields");
  TableReply *reply;

  if (list == NULL)
    return NULL;
  reply = g_new0 (TableReply, 1);
  reply->rows = studio_json_get_int (object, "estimated_row_count", -1);
  reply->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_field_info_free);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *field = studio_json_array_get_object (list, i);
      g_autoptr (StudioFieldInfo) info = studio_field_info_from_json (field);

      /* A part of a structure, as BigQuery has them, is no column. */
      if (studio_json_get_int (field, "parent_id", 0) > 0)
        continue;
      if (info != NULL && is_for_people (info))
        g_ptr_array_add (reply->fields, g_steal_pointer (&info));
    }
  return reply;
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

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const StudioFieldInfo *left = studio_field_get_info (*(StudioField *const *) a);
  const StudioFieldInfo *right = studio_field_get_info (*(StudioField *const *) b);

  return left->position != right->position ? (left->position > right->position ? 1 : -1)
                                           : strcmp (left->name, right->name);
}

static void
take_fields (LoadTable *load, TableReply *reply)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < reply->fields->len; i++)
    resolve_target (g_ptr_array_index (reply->fields, i), load->database);
  g_ptr_array_set_free_func (reply->fields, NULL);
  for (guint i = 0; i < reply->fields->len; i++)
    g_ptr_array_add (fields, studio_field_new (g_ptr_array_index (reply->fields, i)));
  g_ptr_array_sort (fields, compare_fields);
  studio_table_take_fields (load->table, fields);
  if (reply->rows >= 0)
    studio_table_set_row_count (load->table, reply->rows);
}

static void
fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TableReply *reply =
      _studio_metabase_read_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_fields (g_task_get_task_data (task), reply);
  table_reply_free (reply);
  g_task_return_boolean (task, TRUE);
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
  _studio_metabase_read_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                               &(StudioMetabaseReading){ read_table,
                                                         (GDestroyNotify) table_reply_free,
                                                         _ ("the fields of a table") },
                               cancellable, fields_cb, task);
}

gboolean
studio_metabase_client_load_table_finish (StudioMetabaseClient *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
value_to_text (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return studio_json_to_text (node, FALSE);
}

/* {"values": [[1, "paid"], [2]], "has_more_values": false}: each with its label, if it has one. */
static gpointer
read_values (JsonNode *node)
{
  JsonObject *object = studio_json_node_get_object (node);
  JsonArray *list = studio_json_get_array (object, "values");
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  StudioFieldValues *self;

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonArray *pair = studio_json_node_get_array (json_array_get_element (list, i));
      guint length = pair != NULL ? json_array_get_length (pair) : 0;
      g_autofree char *value = length > 0 ? value_to_text (json_array_get_element (pair, 0)) : NULL;
      g_autofree char *label = length > 1 ? value_to_text (json_array_get_element (pair, 1)) : NULL;

      if (value == NULL)
        continue;
      g_strv_builder_add (values, value);
      g_strv_builder_add (labels, label != NULL ? label : value);
    }
  self = g_new0 (StudioFieldValues, 1);
  self->values = g_strv_builder_end (values);
  self->labels = g_strv_builder_end (labels);
  self->more = studio_json_get_boolean (object, "has_more_values", FALSE);
  return self;
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  StudioFieldValues *values =
      _studio_metabase_read_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  if (values != NULL)
    g_task_return_pointer (task, values, (GDestroyNotify) studio_field_values_free);
  else
    g_task_return_error (task, error);
}

void
studio_metabase_client_list_values_async (StudioMetabaseClient *self,
                                          gint64 field_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (STUDIO_IS_METABASE_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_metabase_client_list_values_async);
  path = g_strdup_printf ("/api/field/%" G_GINT64_FORMAT "/values", field_id);
  _studio_metabase_read_async (self, &(StudioHttpRequest){ .method = "GET", .path = path },
                               &(StudioMetabaseReading){ read_values,
                                                         (GDestroyNotify) studio_field_values_free,
                                                         _ ("the values of a field") },
                               cancellable, values_cb, task);
}

StudioFieldValues *
studio_metabase_client_list_values_finish (StudioMetabaseClient *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
