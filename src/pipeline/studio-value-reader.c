/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-value-reader.h"

#include "core/studio-error.h"
#include "propose/analyst/studio-schema-index.h"

#include <glib/gi18n-lib.h>

/* A database of thousands of tables is not asked for all of it. */
#define MOST 600

struct _StudioValueReader
{
  GObject parent_instance;

  StudioMetabaseClient *client; /* (owned) */
  StudioDatabase *database;     /* (owned) */
  StudioContext *context;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (StudioValueReader, studio_value_reader, G_TYPE_OBJECT)

/* A column that Metabase is asked for. */
typedef struct
{
  StudioTable *table; /* (owned) */
  StudioField *field; /* (owned) */
} Column;

typedef struct
{
  GQueue waiting; /* of Column (owned) */
  guint at_once;
  guint under_way;
  guint known;
} Work;

typedef struct
{
  GTask *task;    /* (owned) */
  Column *column; /* (owned) */
} Question;

static void
column_free (gpointer data)
{
  Column *column = data;

  g_object_unref (column->table);
  g_object_unref (column->field);
  g_free (column);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_queue_clear_full (&work->waiting, column_free);
  g_free (work);
}

static void
studio_value_reader_finalize (GObject *object)
{
  StudioValueReader *self = STUDIO_VALUE_READER (object);

  g_object_unref (self->client);
  g_object_unref (self->database);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (studio_value_reader_parent_class)->finalize (object);
}

static void
studio_value_reader_class_init (StudioValueReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = studio_value_reader_finalize;
}

static void
studio_value_reader_init (StudioValueReader *self)
{
}

StudioValueReader *
studio_value_reader_new (StudioMetabaseClient *client,
                         StudioDatabase *database,
                         StudioContext *context)
{
  StudioValueReader *self = g_object_new (STUDIO_TYPE_VALUE_READER, NULL);

  self->client = g_object_ref (client);
  self->database = g_object_ref (database);
  self->context = context != NULL ? g_object_ref (context) : NULL;
  return self;
}

/* The field is immutable: one that knows its values takes its place. */
static void
keep (const Column *column, StudioFieldValues *values)
{
  StudioFieldInfo *info = NULL;
  g_autoptr (StudioField) replacement = NULL;

  if (studio_field_values_equal (studio_field_get_info (column->field)->values, values))
    {
      studio_field_values_free (values);
      return;
    }
  info = studio_field_info_copy (studio_field_get_info (column->field));
  studio_field_values_free (info->values);
  info->values = values;
  replacement = studio_field_new (info);
  studio_table_replace_field (column->table, column->field, replacement);
}

static char *
describe_problem (const GError *error)
{
  if (g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_FORBIDDEN))
    return g_strdup (_ ("Metabase does not let you see its values"));
  return g_strdup_printf (_ ("Metabase does not tell its values (%s)"), error->message);
}

static void go_on (GTask *task);

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  StudioFieldValues *values =
      studio_metabase_client_list_values_finish (STUDIO_METABASE_CLIENT (source), result, &error);

  work->under_way--;
  if (values != NULL && values->values[0] == NULL)
    values->problem = g_strdup (_ ("Metabase lists no values of it"));
  if (values == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *problem = describe_problem (error);

      values = studio_field_values_new_problem (problem);
    }
  if (values != NULL)
    {
      work->known += values->problem == NULL;
      keep (question->column, values);
    }
  column_free (question->column);
  g_free (question);
  go_on (task);
}

static void
ask (GTask *task, Column *column)
{
  StudioValueReader *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  Question *question = g_new0 (Question, 1);

  question->task = g_object_ref (task);
  question->column = column;
  work->under_way++;
  studio_metabase_client_list_values_async (self->client, studio_field_get_info (column->field)->id,
                                            g_task_get_cancellable (task), values_cb, question);
}

static void
go_on (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_queue_clear_full (&work->waiting, column_free);
  while (work->under_way < work->at_once && !g_queue_is_empty (&work->waiting))
    ask (task, g_queue_pop_head (&work->waiting));
  if (work->under_way == 0 && !g_task_get_completed (task))
    g_task_return_int (task, work->known);
}

static void
collect (StudioSchemaIndex *index, StudioTable *table, gboolean again, Work *work)
{
  g_autoptr (GPtrArray) fields = studio_schema_index_find_unlisted (index, table, again);

  for (guint i = 0; i < fields->len && work->waiting.length < MOST; i++)
    {
      StudioField *field = g_ptr_array_index (fields, i);
      Column *column;

      if (studio_field_get_info (field)->id <= 0)
        continue;
      column = g_new0 (Column, 1);
      column->table = g_object_ref (table);
      column->field = g_object_ref (field);
      g_queue_push_tail (&work->waiting, column);
    }
}

static void
add_relatives (GHashTable *wanted, StudioSchemaIndex *index, StudioTable *table)
{
  const StudioReading *reading = studio_schema_index_read (index, table);

  for (guint i = 0; i < reading->parents->len; i++)
    g_hash_table_add (wanted,
                      ((StudioRelationship *) g_ptr_array_index (reading->parents, i))->parent);
  for (guint i = 0; i < reading->children->len; i++)
    g_hash_table_add (wanted,
                      ((StudioRelationship *) g_ptr_array_index (reading->children, i))->child);
}

/* The amount of a payment counts only where its order does. */
static void
collect_all (StudioValueReader *self, GPtrArray *tables, gboolean again, Work *work)
{
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (self->database);
  g_autoptr (GHashTable) relatives = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer table;

  studio_schema_index_set_context (index, self->context);
  for (guint i = 0; i < tables->len; i++)
    if (studio_table_get_loaded (g_ptr_array_index (tables, i)))
      {
        collect (index, g_ptr_array_index (tables, i), again, work);
        add_relatives (relatives, index, g_ptr_array_index (tables, i));
      }
  g_hash_table_iter_init (&iter, relatives);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    if (studio_table_get_loaded (table) && !g_ptr_array_find (tables, table, NULL))
      collect (index, table, FALSE, work);
}

void
studio_value_reader_read_async (StudioValueReader *self,
                                GPtrArray *tables,
                                gboolean again,
                                guint at_once,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (STUDIO_IS_VALUE_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_value_reader_read_async);
  g_task_set_check_cancellable (task, FALSE);
  work = g_new0 (Work, 1);
  work->at_once = MAX (at_once, 1);
  g_task_set_task_data (task, work, work_free);
  collect_all (self, tables, again, work);
  go_on (task);
}

guint
studio_value_reader_read_finish (StudioValueReader *self, GAsyncResult *result)
{
  gssize known = g_task_propagate_int (G_TASK (result), NULL);

  return known > 0 ? (guint) known : 0;
}
