/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-catalogue.h"

#include <string.h>

StudioDemoField *
studio_demo_field_new (void)
{
  StudioDemoField *self = g_new0 (StudioDemoField, 1);

  self->distinct = -1;
  self->visibility_type = g_strdup ("normal");
  return self;
}

void
studio_demo_field_free (StudioDemoField *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->display_name);
  g_free (self->description);
  g_free (self->database_type);
  g_free (self->base_type);
  g_free (self->semantic_type);
  g_free (self->visibility_type);
  g_free (self->default_value);
  g_free (self->fingerprint);
  g_free (self->nfc_path);
  g_free (self->target_schema);
  g_free (self->target_table);
  g_free (self->target_column);
  g_free (self);
}

StudioDemoTable *
studio_demo_table_new (void)
{
  StudioDemoTable *self = g_new0 (StudioDemoTable, 1);

  self->estimated_rows = -1;
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_field_free);
  return self;
}

void
studio_demo_table_free (StudioDemoTable *self)
{
  if (self == NULL)
    return;
  g_free (self->schema);
  g_free (self->name);
  g_free (self->display_name);
  g_free (self->description);
  g_free (self->entity_type);
  g_free (self->visibility_type);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

StudioDemoCatalogue *
studio_demo_catalogue_new (void)
{
  StudioDemoCatalogue *self = g_new0 (StudioDemoCatalogue, 1);

  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_table_free);
  self->tables_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->fields_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  return self;
}

void
studio_demo_catalogue_free (StudioDemoCatalogue *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->fields_by_id);
  g_hash_table_unref (self->tables_by_id);
  g_ptr_array_unref (self->tables);
  g_free (self->synced_at);
  g_free (self);
}

static int
compare_tables (gconstpointer a, gconstpointer b)
{
  const StudioDemoTable *first = *(StudioDemoTable *const *) a;
  const StudioDemoTable *second = *(StudioDemoTable *const *) b;
  int order = strcmp (first->schema, second->schema);

  return order != 0 ? order : strcmp (first->name, second->name);
}

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const StudioDemoField *first = *(StudioDemoField *const *) a;
  const StudioDemoField *second = *(StudioDemoField *const *) b;

  return first->position - second->position;
}

void
studio_demo_catalogue_index (StudioDemoCatalogue *self)
{
  g_hash_table_remove_all (self->tables_by_id);
  g_hash_table_remove_all (self->fields_by_id);
  g_ptr_array_sort (self->tables, compare_tables);
  for (guint i = 0; i < self->tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (self->tables, i);

      g_hash_table_insert (self->tables_by_id, &table->id, table);
      g_ptr_array_sort (table->fields, compare_fields);
      for (guint j = 0; j < table->fields->len; j++)
        {
          StudioDemoField *field = g_ptr_array_index (table->fields, j);

          field->table_id = table->id;
          g_hash_table_insert (self->fields_by_id, &field->id, field);
        }
    }
}

StudioDemoTable *
studio_demo_catalogue_get_table (StudioDemoCatalogue *self, gint64 id)
{
  return g_hash_table_lookup (self->tables_by_id, &id);
}

StudioDemoField *
studio_demo_catalogue_get_field (StudioDemoCatalogue *self, gint64 id)
{
  return g_hash_table_lookup (self->fields_by_id, &id);
}

StudioDemoTable *
studio_demo_catalogue_find_table (StudioDemoCatalogue *self, const char *schema, const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (self->tables, i);

      if (strcmp (table->schema, schema) == 0 && strcmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

StudioDemoField *
studio_demo_table_find_field (StudioDemoTable *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      StudioDemoField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}
