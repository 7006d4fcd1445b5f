/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-value-sampler.h"

#include "propose/analyst/studio-column.h"
#include "propose/analyst/studio-compiler.h"
#include "propose/analyst/studio-lexicon.h"
#include "sql/studio-sql-guard.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Enough to see what codes look like. */
#define MAX_VALUES 6
/* A column with more different values than codes have holds something else. */
#define MAX_DISTINCT 60
#define MAX_LENGTH 30
/* Digits in a row that may be the number of a person, a phone or an account. */
#define MAX_DIGITS 6
#define TIME_LIMIT 20

struct _StudioValueSampler
{
  GObject parent_instance;

  StudioMetabaseClient *client; /* (owned) */
  StudioDatabase *database;     /* (owned) */
  GStrv columns;                /* in lower case */
  GHashTable *values;           /* (owned) StudioField → GStrv */
};

/* A table whose columns are asked for one after the other. */
typedef struct
{
  StudioTable *table; /* (owned) */
  GQueue fields;      /* of StudioField (owned) */
} Loading;

static void value_source_iface_init (StudioValueSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioValueSampler,
                               studio_value_sampler,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STUDIO_TYPE_VALUE_SOURCE,
                                                      value_source_iface_init))

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_object_unref (loading->table);
  g_queue_clear_full (&loading->fields, g_object_unref);
  g_free (loading);
}

static void
studio_value_sampler_dispose (GObject *object)
{
  StudioValueSampler *self = STUDIO_VALUE_SAMPLER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->database);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->values, g_hash_table_unref);
  G_OBJECT_CLASS (studio_value_sampler_parent_class)->dispose (object);
}

static void
studio_value_sampler_class_init (StudioValueSamplerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_value_sampler_dispose;
}

static void
studio_value_sampler_init (StudioValueSampler *self)
{
  self->values = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_strfreev);
}

StudioValueSampler *
studio_value_sampler_new (StudioMetabaseClient *client,
                          StudioDatabase *database,
                          const char *const *columns)
{
  StudioValueSampler *self = g_object_new (STUDIO_TYPE_VALUE_SAMPLER, NULL);

  self->client = g_object_ref (client);
  self->database = g_object_ref (database);
  self->columns = g_strdupv ((GStrv) columns);
  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      char *lower = g_utf8_strdown (g_strstrip (self->columns[i]), -1);

      g_free (self->columns[i]);
      self->columns[i] = lower;
    }
  return self;
}

static gboolean
is_named (StudioValueSampler *self, StudioTable *table, StudioField *field)
{
  const char *schema = studio_table_get_schema (table);
  g_autofree char *name =
      g_strconcat (studio_table_get_name (table), ".", studio_field_get_name (field), NULL);
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_autofree char *full = g_strconcat (schema != NULL ? schema : "", ".", name, NULL);
  g_autofree char *lower_full = g_utf8_strdown (full, -1);

  return g_strv_contains ((const char *const *) self->columns, lower) ||
         g_strv_contains ((const char *const *) self->columns, lower_full);
}

/* What is nobody's business, however few values it has. */
static gboolean
is_private (const StudioColumn *column)
{
  static const char *const words[] = { "gender",      "sex",        "race",      "religion",
                                       "nationality", "birth",      "age",       "ethnicity",
                                       "marital",     "disability", "diagnosis", "health",
                                       "salary",      "blood",      "person" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strv_contains ((const char *const *) column->words, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_sample_role (const StudioColumn *column)
{
  return column->role == STUDIO_ROLE_STATUS || column->role == STUDIO_ROLE_CATEGORY ||
         column->role == STUDIO_ROLE_FLAG || column->role == STUDIO_ROLE_OTHER ||
         column->role == STUDIO_ROLE_NUMBER || column->role == STUDIO_ROLE_SCORE;
}

/* Why values of a column are never told, a sentence; or %NULL. */
static char *
explain (StudioTable *table, StudioField *field)
{
  const StudioFieldInfo *info = studio_field_get_info (field);
  g_autoptr (StudioColumn) column =
      studio_column_read (studio_lexicon_get (), NULL, field, 0, studio_table_get_row_count (table),
                          FALSE, studio_table_get_description (table));

  if (studio_field_is_nested (field) || g_strcmp0 (info->visibility, "sensitive") == 0 ||
      g_strcmp0 (info->visibility, "hidden") == 0 || g_strcmp0 (info->visibility, "retired") == 0)
    return g_strdup_printf (
        _ ("The values of “%s” are not told: it is hidden in Metabase, or no column."), info->name);
  if (info->primary_key || studio_field_is_foreign_key (field) || !has_sample_role (column) ||
      is_private (column) || column->typed || info->fingerprint.email_share > 0 ||
      info->fingerprint.url_share > 0)
    return g_strdup_printf (
        _ ("The values of “%s” are not told: it may be about persons, or hold keys, "
           "amounts or free text."),
        info->name);
  if (info->fingerprint.distinct_count > MAX_DISTINCT || info->fingerprint.distinct_count < 0)
    return g_strdup_printf (_ ("The values of “%s” are not told: there are more than codes have."),
                            info->name);
  return NULL;
}

static gboolean
is_allowed (StudioValueSource *source, StudioTable *table, StudioField *field, char **why)
{
  if (!is_named (STUDIO_VALUE_SAMPLER (source), table, field))
    return FALSE;
  *why = explain (table, field);
  return *why == NULL;
}

/* What a column that looks harmless may hold all the same. */
static gboolean
is_harmless (const char *value)
{
  guint digits = 0;

  if (*value == '\0' || g_utf8_strlen (value, -1) > MAX_LENGTH || strchr (value, '@') != NULL)
    return FALSE;
  for (; *value != '\0'; value++)
    {
      digits = g_ascii_isdigit (*value) ? digits + 1 : 0;
      if (digits > MAX_DIGITS)
        return FALSE;
    }
  return TRUE;
}

/* The commonest values first: the rare ones say more about single rows. */
static char *
write_query (StudioValueSampler *self, StudioTable *table, StudioField *field)
{
  const char *name = studio_field_get_name (field);
  StudioExpression *column = studio_expression_column ("t", name, studio_field_get_kind (field));
  g_autoptr (StudioDefinition) definition = studio_definition_new (
      "values", "t", studio_table_get_schema (table), studio_table_get_name (table));
  g_autoptr (StudioFinding) refusal = NULL;
  g_autofree char *sql = NULL;
  StudioDialect dialect = studio_database_get_dialect (self->database);

  studio_definition_add_dimension (definition, "value", NULL, column);
  studio_definition_add_measure (definition, "n", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT, NULL));
  studio_definition_order (definition, "n", TRUE);
  studio_definition_set_limit (definition, MAX_VALUES);
  sql = studio_compiler_compile (definition, dialect, NULL);
  refusal = sql != NULL ? studio_sql_guard (sql, dialect) : NULL;
  return refusal == NULL ? g_steal_pointer (&sql) : NULL;
}

static void load_next (GTask *task);

static void
keep (StudioValueSampler *self, StudioField *field, StudioResult *result)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < studio_result_get_n_rows (result); i++)
    {
      const char *value = studio_result_get_cell (result, i, 0);

      if (value != NULL && is_harmless (value))
        g_strv_builder_add (values, value);
    }
  g_hash_table_insert (self->values, g_object_ref (field), g_strv_builder_end (values));
}

static void
run_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  StudioValueSampler *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (StudioField) field = g_queue_pop_head (&loading->fields);
  g_autoptr (StudioQueryFailure) failure = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioResult) result = studio_metabase_client_run_finish (
      STUDIO_METABASE_CLIENT (source), async_result, &failure, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (result != NULL)
    keep (self, field, result);
  else
    g_info ("The values of “%s” could not be read: %s", studio_field_get_name (field),
            error->message);
  load_next (task);
}

static void
load_next (GTask *task)
{
  StudioValueSampler *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autofree char *sql = NULL;

  while (!g_queue_is_empty (&loading->fields))
    {
      StudioField *field = g_queue_peek_head (&loading->fields);

      sql = write_query (self, loading->table, field);
      if (sql != NULL)
        break;
      g_object_unref (g_queue_pop_head (&loading->fields));
    }
  if (sql == NULL)
    g_task_return_boolean (task, TRUE);
  else
    studio_metabase_client_run_async (self->client, studio_database_get_id (self->database), sql,
                                      MAX_VALUES, TIME_LIMIT, g_task_get_cancellable (task), run_cb,
                                      g_object_ref (task));
}

static void
load_async (StudioValueSource *source,
            StudioTable *table,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  StudioValueSampler *self = STUDIO_VALUE_SAMPLER (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GListModel *fields = studio_table_get_fields (table);
  Loading *loading = g_new0 (Loading, 1);

  g_task_set_source_tag (task, load_async);
  loading->table = g_object_ref (table);
  g_task_set_task_data (task, loading, loading_free);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (!g_hash_table_contains (self->values, field) &&
          studio_value_source_is_allowed (source, table, field, NULL))
        g_queue_push_tail (&loading->fields, g_steal_pointer (&field));
    }
  load_next (task);
}

static gboolean
load_finish (StudioValueSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const char *const *
get_values (StudioValueSource *source, StudioField *field)
{
  return g_hash_table_lookup (STUDIO_VALUE_SAMPLER (source)->values, field);
}

static void
value_source_iface_init (StudioValueSourceInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->get_values = get_values;
  iface->is_allowed = is_allowed;
}
