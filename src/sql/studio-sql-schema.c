/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-schema.h"

#include <string.h>

struct _StudioSqlSchema
{
  gatomicrefcount references;
  GPtrArray *tables;   /* of StudioSqlTable */
  GHashTable *by_name; /* lower-case name → GPtrArray of StudioSqlTable */
  GHashTable *words;   /* set of lower-case words */
  gboolean complete;
};

G_DEFINE_BOXED_TYPE (StudioSqlSchema,
                     studio_sql_schema,
                     studio_sql_schema_ref,
                     studio_sql_schema_unref)

static void
table_free (StudioSqlTable *table)
{
  g_free (table->schema);
  g_free (table->name);
  g_ptr_array_unref (table->fields);
  g_free (table);
}

static void
add_words (StudioSqlSchema *self, const char *name)
{
  g_autofree char *folded = g_utf8_strdown (name, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, "_ .→", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_hash_table_add (self->words, g_strdup (words[i]));
}

static void
add_table (StudioSqlSchema *self, StudioTable *table)
{
  StudioSqlTable *copy = g_new0 (StudioSqlTable, 1);
  GListModel *fields = studio_table_get_fields (table);
  char *key = g_utf8_strdown (studio_table_get_name (table), -1);
  GPtrArray *same_name = g_hash_table_lookup (self->by_name, key);

  copy->id = studio_table_get_id (table);
  copy->schema = g_strdup (studio_table_get_schema (table));
  copy->name = g_strdup (studio_table_get_name (table));
  copy->row_count = studio_table_get_row_count (table);
  copy->loaded = studio_table_get_loaded (table);
  copy->fields = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      StudioField *field = g_list_model_get_item (fields, i);

      g_ptr_array_add (copy->fields, field);
      add_words (self, studio_field_get_name (field));
    }
  add_words (self, copy->name);
  g_ptr_array_add (self->tables, copy);
  if (same_name == NULL)
    g_hash_table_insert (self->by_name, key, same_name = g_ptr_array_new ());
  else
    g_free (key);
  g_ptr_array_add (same_name, copy);
}

StudioSqlSchema *
studio_sql_schema_new (StudioDatabase *database)
{
  StudioSqlSchema *self;
  GListModel *tables;

  g_return_val_if_fail (STUDIO_IS_DATABASE (database), NULL);

  self = g_new0 (StudioSqlSchema, 1);
  tables = studio_database_get_tables (database);
  g_atomic_ref_count_init (&self->references);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) table_free);
  self->by_name =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->complete = studio_database_get_loaded (database);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      add_table (self, table);
    }
  return self;
}

StudioSqlSchema *
studio_sql_schema_ref (StudioSqlSchema *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_sql_schema_unref (StudioSqlSchema *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->words);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

gboolean
studio_sql_schema_is_complete (const StudioSqlSchema *self)
{
  return self->complete;
}

guint
studio_sql_schema_get_n_tables (const StudioSqlSchema *self)
{
  return self->tables->len;
}

const StudioSqlTable *
studio_sql_schema_get_table (const StudioSqlSchema *self, guint index)
{
  g_return_val_if_fail (index < self->tables->len, NULL);
  return g_ptr_array_index (self->tables, index);
}

/* How well a table answers to a name: 0 not at all. */
static int
rate (const StudioSqlTable *table, const char *schema, const char *name)
{
  int points = g_strcmp0 (table->name, name) == 0 ? 5 : 1;

  if (schema == NULL)
    return points + (g_strcmp0 (table->schema, "public") == 0 ? 1 : 0);
  if (g_strcmp0 (table->schema, schema) == 0)
    return points + 2;
  return table->schema != NULL && g_ascii_strcasecmp (table->schema, schema) == 0 ? points : 0;
}

const StudioSqlTable *
studio_sql_schema_find_table (const StudioSqlSchema *self, const char *schema, const char *name)
{
  g_autofree char *key = g_utf8_strdown (name, -1);
  GPtrArray *same_name = g_hash_table_lookup (self->by_name, key);
  const StudioSqlTable *best = NULL;
  int best_points = 0;

  for (guint i = 0; same_name != NULL && i < same_name->len; i++)
    {
      const StudioSqlTable *table = g_ptr_array_index (same_name, i);
      int points = rate (table, schema, name);

      if (points > best_points)
        {
          best = table;
          best_points = points;
        }
    }
  return best;
}

const StudioSqlTable *
studio_sql_schema_find_table_by_id (const StudioSqlSchema *self, gint64 id)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const StudioSqlTable *table = g_ptr_array_index (self->tables, i);

      if (table->id == id)
        return table;
    }
  return NULL;
}

/* Most names are ASCII, and most do not match: nothing is copied for those. */
static gboolean
equal_folded (const char *a, const char *b)
{
  g_autofree char *folded_a = NULL, *folded_b = NULL;

  if (g_ascii_strcasecmp (a, b) == 0)
    return TRUE;
  if (g_str_is_ascii (a) && g_str_is_ascii (b))
    return FALSE;
  folded_a = g_utf8_strdown (a, -1);
  folded_b = g_utf8_strdown (b, -1);
  return strcmp (folded_a, folded_b) == 0;
}

StudioField *
studio_sql_table_find_field (const StudioSqlTable *self, const char *name)
{
  StudioField *folded = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (studio_field_get_name (field), name) == 0)
        return field;
      if (folded == NULL && equal_folded (studio_field_get_name (field), name))
        folded = field;
    }
  return folded;
}

gboolean
studio_sql_table_is_key (const StudioSqlTable *self, StudioField *field)
{
  guint keys = 0;

  for (guint i = 0; i < self->fields->len; i++)
    keys += studio_field_is_primary_key (g_ptr_array_index (self->fields, i));
  return keys == 1 && studio_field_is_primary_key (field);
}

gboolean
studio_sql_schema_has_word (const StudioSqlSchema *self, const char *word)
{
  return g_hash_table_contains (self->words, word);
}
