/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-probe.h"
#include "pipeline/studio-session-private.h"

/* Rows that are looked at for values; more would only find rarer ones. */
#define ROWS 50000
#define VALUES 24
#define SECONDS 10
#define AT_ONCE 2

typedef struct
{
  StudioDatabase *database; /* (owned) */
  StudioSchemaIndex *index; /* (owned) */
  GPtrArray *columns;       /* (owned) of StudioCodeColumn */
  GHashTable *values;       /* (owned) StudioField → GStrv */
  guint next;
  guint under_way;
} Search;

typedef struct
{
  GTask *task;        /* (owned) */
  StudioField *field; /* (owned) */
} Look;

static void go_on (GTask *task);

static void
search_free (gpointer data)
{
  Search *search = data;

  g_hash_table_unref (search->values);
  g_ptr_array_unref (search->columns);
  studio_schema_index_free (search->index);
  g_object_unref (search->database);
  g_free (search);
}

/* The values among the first rows, the most frequent first. */
static StudioDefinition *
ask_values (const StudioCodeColumn *column)
{
  StudioFieldKind kind = studio_field_get_kind (column->field);
  StudioExpression *value =
      studio_expression_column ("t", studio_field_get_name (column->field), kind);
  StudioDefinition *rows = studio_definition_new (
      NULL, "t", studio_table_get_schema (column->table), studio_table_get_name (column->table));
  StudioDefinition *values;

  studio_definition_filter (
      rows, studio_expression_new (STUDIO_OPERATOR_NOT_NULL, studio_expression_ref (value), NULL));
  studio_definition_add_dimension (rows, "value", NULL, value);
  studio_definition_set_limit (rows, ROWS);
  values = studio_definition_new_over (NULL, "looked_at", rows);
  studio_definition_add_dimension (values, "value", NULL,
                                   studio_expression_column ("looked_at", "value", kind));
  studio_definition_add_measure (values, "n", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  studio_definition_order (values, "n", TRUE);
  studio_definition_order (values, "value", FALSE);
  studio_definition_set_limit (values, VALUES);
  return values;
}

static void
keep_values (Search *search, StudioField *field, StudioResult *rows)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < studio_result_get_n_rows (rows); i++)
    if (studio_result_get_cell (rows, i, 0) != NULL)
      g_strv_builder_add (values, studio_result_get_cell (rows, i, 0));
  g_hash_table_insert (search->values, g_object_ref (field), g_strv_builder_end (values));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  g_autoptr (GTask) task = look->task;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) rows = studio_probe_run_finish (result, &error);

  search->under_way--;
  if (rows != NULL)
    keep_values (search, look->field, rows);
  else
    g_info ("The values of %s were not seen: %s", studio_field_get_name (look->field),
            error->message);
  g_object_unref (look->field);
  g_free (look);
  go_on (task);
}

static void
look (GTask *task, const StudioCodeColumn *column)
{
  StudioSession *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  g_autoptr (StudioDefinition) question = ask_values (column);
  Look *data = g_new0 (Look, 1);

  data->task = g_object_ref (task);
  data->field = g_object_ref (column->field);
  search->under_way++;
  studio_probe_run_async (self->client, search->database, question, VALUES, SECONDS,
                          g_task_get_cancellable (task), looked_cb, data);
}

static void
go_on (GTask *task)
{
  StudioSession *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  gboolean allowed = self->client != NULL && studio_database_get_native (search->database);

  while (allowed && search->under_way < AT_ONCE && search->next < search->columns->len &&
         !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    look (task, g_ptr_array_index (search->columns, search->next++));
  if (search->under_way > 0 || g_task_get_completed (task))
    return;
  g_task_return_pointer (task, studio_inquiries_suggest (search->index, search->values),
                         (GDestroyNotify) g_ptr_array_unref);
}

void
studio_session_suggest_inquiries_async (StudioSession *self,
                                        StudioDatabase *database,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (STUDIO_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, studio_session_suggest_inquiries_async);
  search = g_new0 (Search, 1);
  search->database = g_object_ref (database);
  search->index = studio_schema_index_new (database);
  studio_schema_index_set_context (search->index, studio_session_get_context (self, database));
  search->columns = studio_inquiries_find_columns (search->index);
  search->values = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_strfreev);
  g_task_set_task_data (task, search, search_free);
  go_on (task);
}

GPtrArray *
studio_session_suggest_inquiries_finish (StudioSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
