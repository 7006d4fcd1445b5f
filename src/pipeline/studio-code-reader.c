/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-code-reader.h"

#include "pipeline/studio-probe.h"
#include "propose/analyst/studio-code-groups.h"

/* More codes than a company has. */
#define ROWS 5000
#define SECONDS 10
/* More codes in one group are no states or kinds. */
#define MOST_CODES 60

/* A group of codes. */
typedef struct
{
  GPtrArray *values; /* (element-type utf8) */
  GPtrArray *labels; /* (element-type utf8) */
} Group;

typedef struct
{
  StudioSchemaIndex *index; /* (not owned): the caller keeps it */
  StudioDatabase *database; /* (owned) */
  StudioTable *table;       /* (owned) (nullable): of codes */
  StudioField *group;       /* (owned) (nullable): its column that names the group */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->database);
  g_clear_object (&work->table);
  g_clear_object (&work->group);
  g_free (work);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->values);
  g_ptr_array_unref (group->labels);
  g_free (group);
}

/* Group by its name. */
static GHashTable *
read_groups (StudioResult *rows)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);

  for (guint i = 0; i < studio_result_get_n_rows (rows); i++)
    {
      const char *name = studio_result_get_cell (rows, i, 0);
      const char *code = studio_result_get_cell (rows, i, 1);
      const char *label = studio_result_get_cell (rows, i, 2);
      Group *group;

      if (name == NULL || code == NULL || label == NULL || *code == '\0' || *label == '\0')
        continue;
      group = g_hash_table_lookup (groups, name);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->values = g_ptr_array_new_with_free_func (g_free);
          group->labels = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (groups, g_strdup (name), group);
        }
      g_ptr_array_add (group->values, g_strdup (code));
      g_ptr_array_add (group->labels, g_strdup (label));
    }
  return groups;
}

static GStrv
to_strv (GPtrArray *texts)
{
  GStrv strv = g_new0 (char *, texts->len + 1);

  for (guint i = 0; i < texts->len; i++)
    strv[i] = g_strdup (g_ptr_array_index (texts, i));
  return strv;
}

/* Replaces the field by one that is known to hold @values. */
static void
tell_values (StudioTable *table, StudioField *field, GPtrArray *values, GPtrArray *labels)
{
  StudioFieldInfo *info = studio_field_info_copy (studio_field_get_info (field));
  g_autoptr (StudioField) replacement = NULL;

  studio_field_values_free (info->values);
  info->values = g_new0 (StudioFieldValues, 1);
  info->values->values = to_strv (values);
  info->values->labels = to_strv (labels);
  replacement = studio_field_new (info);
  studio_table_replace_field (table, field, replacement);
}

static gboolean
may_be_coded (const StudioColumn *column)
{
  return column->usable && !studio_column_is_constant (column) &&
         !studio_field_get_info (column->field)->remapped &&
         (column->role == STUDIO_ROLE_STATUS || column->role == STUDIO_ROLE_CATEGORY ||
          column->role == STUDIO_ROLE_OTHER || column->role == STUDIO_ROLE_NUMBER ||
          column->role == STUDIO_ROLE_IDENTIFIER);
}

/* The fields of @table are replaced only once its reading is not needed any more. */
static guint
name_codes (StudioSchemaIndex *index, StudioTable *table, GHashTable *groups)
{
  const StudioReading *reading = studio_schema_index_read (index, table);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      StudioCodeTable codes;
      g_autofree char *name =
          may_be_coded (column) ? studio_schema_index_find_codes (index, column, &codes) : NULL;
      Group *group = name != NULL ? g_hash_table_lookup (groups, name) : NULL;

      if (group == NULL || group->values->len < 2 || group->values->len > MOST_CODES)
        continue;
      g_ptr_array_add (fields, g_object_ref (column->field));
      g_ptr_array_add (found, group);
    }
  for (guint i = 0; i < fields->len; i++)
    {
      const Group *group = g_ptr_array_index (found, i);

      tell_values (table, g_ptr_array_index (fields, i), group->values, group->labels);
    }
  return fields->len;
}

/* The groups themselves, so that columns can be named after them. */
static void
tell_groups (Work *work, GHashTable *groups)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  tell_values (work->table, work->group, names, names);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GListModel *tables = studio_database_get_tables (work->database);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) rows = studio_probe_run_finish (result, &error);
  g_autoptr (GHashTable) groups = NULL;
  guint found = 0;

  if (rows == NULL || studio_result_get_n_columns (rows) != 3)
    {
      if (error != NULL)
        g_info ("The table of codes is not read: %s", error->message);
      g_task_return_int (task, 0);
      return;
    }
  groups = read_groups (rows);
  tell_groups (work, groups);
  /* An index that cannot follow would read what is gone. */
  if (!studio_schema_index_update (work->index, work->database))
    {
      g_task_return_int (task, 0);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (studio_table_get_loaded (table))
        found += name_codes (work->index, table, groups);
    }
  g_task_return_int (task, found);
}

static StudioDefinition *
make_question (const StudioCodeTable *codes)
{
  StudioTable *table = codes->reading->table;
  StudioDefinition *question = studio_definition_new (NULL, "c", studio_table_get_schema (table),
                                                      studio_table_get_name (table));

  studio_definition_add_dimension (question, "code_group", NULL,
                                   studio_column_expression (codes->group, "c"));
  studio_definition_add_dimension (question, "code", NULL,
                                   studio_column_expression (codes->code, "c"));
  studio_definition_add_dimension (question, "label", NULL,
                                   studio_column_expression (codes->reading->name, "c"));
  studio_definition_set_limit (question, ROWS);
  return question;
}

void
studio_code_reader_read_async (StudioMetabaseClient *client,
                               StudioSchemaIndex *index,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (StudioDefinition) question = NULL;
  StudioCodeTable codes;
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, studio_code_reader_read_async);
  g_task_set_check_cancellable (task, FALSE);
  work->index = index;
  work->database = g_object_ref (studio_schema_index_get_database (index));
  g_task_set_task_data (task, work, work_free);
  if (g_cancellable_is_cancelled (cancellable) ||
      !studio_schema_index_get_code_table (index, &codes))
    {
      g_task_return_int (task, 0);
      return;
    }
  work->table = g_object_ref (codes.reading->table);
  work->group = g_object_ref (codes.group->field);
  question = make_question (&codes);
  studio_probe_run_async (client, work->database, question, ROWS, SECONDS, cancellable, read_cb,
                          g_steal_pointer (&task));
}

guint
studio_code_reader_read_finish (GAsyncResult *result)
{
  gssize found = g_task_propagate_int (G_TASK (result), NULL);

  return found > 0 ? (guint) found : 0;
}
