/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-catalogue-store.h"

#include "demo/studio-demo-error.h"

#include <stddef.h>

#include <glib/gi18n.h>

typedef enum
{
  TEXT,
  NUMBER, /* gint64 */
  SMALL,  /* int, gboolean */
} ColumnKind;

typedef struct
{
  const char *name;
  ColumnKind kind;
  gsize offset;
} Column;

static const Column table_columns[] = {
  { "id", NUMBER, offsetof (StudioDemoTable, id) },
  { "schema", TEXT, offsetof (StudioDemoTable, schema) },
  { "name", TEXT, offsetof (StudioDemoTable, name) },
  { "display_name", TEXT, offsetof (StudioDemoTable, display_name) },
  { "description", TEXT, offsetof (StudioDemoTable, description) },
  { "entity_type", TEXT, offsetof (StudioDemoTable, entity_type) },
  { "estimated_rows", NUMBER, offsetof (StudioDemoTable, estimated_rows) },
  { "is_view", SMALL, offsetof (StudioDemoTable, is_view) },
};

static const Column field_columns[] = {
  { "id", NUMBER, offsetof (StudioDemoField, id) },
  { "table_id", NUMBER, offsetof (StudioDemoField, table_id) },
  { "name", TEXT, offsetof (StudioDemoField, name) },
  { "display_name", TEXT, offsetof (StudioDemoField, display_name) },
  { "description", TEXT, offsetof (StudioDemoField, description) },
  { "database_type", TEXT, offsetof (StudioDemoField, database_type) },
  { "base_type", TEXT, offsetof (StudioDemoField, base_type) },
  { "semantic_type", TEXT, offsetof (StudioDemoField, semantic_type) },
  { "default_value", TEXT, offsetof (StudioDemoField, default_value) },
  { "fingerprint", TEXT, offsetof (StudioDemoField, fingerprint) },
  { "nfc_path", TEXT, offsetof (StudioDemoField, nfc_path) },
  { "fk_target_field_id", NUMBER, offsetof (StudioDemoField, fk_target_field_id) },
  { "position", SMALL, offsetof (StudioDemoField, position) },
  { "distinct_values", NUMBER, offsetof (StudioDemoField, distinct) },
  { "is_pk", SMALL, offsetof (StudioDemoField, is_pk) },
  { "is_nullable", SMALL, offsetof (StudioDemoField, is_nullable) },
  { "is_generated", SMALL, offsetof (StudioDemoField, is_generated) },
  { "is_auto_increment", SMALL, offsetof (StudioDemoField, is_auto_increment) },
  { "json_unfolding", SMALL, offsetof (StudioDemoField, json_unfolding) },
};

static gboolean
fail (StudioDemoStore *store, GError **error)
{
  g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_STORE,
               _ ("What is known of the tables cannot be kept: %s"),
               sqlite3_errmsg (studio_demo_store_get_handle (store)));
  return FALSE;
}

static gboolean
create_table (StudioDemoStore *store,
              const char *name,
              const Column *columns,
              gsize n_columns,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE IF NOT EXISTS %s (", name);
  for (gsize i = 0; i < n_columns; i++)
    g_string_append_printf (sql, "%s%s %s", i > 0 ? ", " : "", columns[i].name,
                            columns[i].kind == TEXT ? "TEXT" : "INTEGER");
  g_string_append (sql, ", PRIMARY KEY (id))");
  return studio_demo_store_do (store, sql->str, error);
}

static gboolean
create_tables (StudioDemoStore *store, GError **error)
{
  return create_table (store, "metabase_table", table_columns, G_N_ELEMENTS (table_columns),
                       error) &&
         create_table (store, "metabase_field", field_columns, G_N_ELEMENTS (field_columns),
                       error) &&
         studio_demo_store_do (store,
                               "CREATE TABLE IF NOT EXISTS known_id (name TEXT PRIMARY KEY,"
                               " id INTEGER NOT NULL) WITHOUT ROWID",
                               error);
}

static sqlite3_stmt *
prepare_insert (StudioDemoStore *store, const char *name, gsize n_columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_string_append_printf (sql, "INSERT INTO %s VALUES (?", name);
  for (gsize i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  sqlite3_prepare_v2 (studio_demo_store_get_handle (store), sql->str, -1, &statement, NULL);
  return statement;
}

static gboolean
insert (sqlite3_stmt *statement, gconstpointer record, const Column *columns, gsize n_columns)
{
  gboolean inserted;

  for (gsize i = 0; i < n_columns; i++)
    {
      const char *member = (const char *) record + columns[i].offset;
      int number = (int) i + 1;

      if (columns[i].kind == TEXT)
        sqlite3_bind_text (statement, number, *(char *const *) (gconstpointer) member, -1,
                           SQLITE_STATIC);
      else if (columns[i].kind == NUMBER)
        sqlite3_bind_int64 (statement, number, *(const gint64 *) (gconstpointer) member);
      else
        sqlite3_bind_int (statement, number, *(const int *) (gconstpointer) member);
    }
  inserted = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_reset (statement);
  return inserted;
}

static void
read_record (sqlite3_stmt *statement, gpointer record, const Column *columns, gsize n_columns)
{
  for (gsize i = 0; i < n_columns; i++)
    {
      char *member = (char *) record + columns[i].offset;
      int number = (int) i;

      if (columns[i].kind == TEXT)
        *(char **) (gpointer) member =
            g_strdup ((const char *) sqlite3_column_text (statement, number));
      else if (columns[i].kind == NUMBER)
        *(gint64 *) (gpointer) member = sqlite3_column_int64 (statement, number);
      else
        *(int *) (gpointer) member = sqlite3_column_int (statement, number);
    }
}

/* Ids, by "schema.table" and "schema.table.field"; new ones go on from the largest of their kind.
 */
typedef struct
{
  GHashTable *ids; /* name → gint64 as a pointer to it */
  gint64 last_table;
  gint64 last_field;
} KnownIds;

static char *
name_table (const StudioDemoTable *table)
{
  return g_strdup_printf ("t\n%s\n%s", table->schema, table->name);
}

static char *
name_field (const char *schema, const char *table, const char *field)
{
  return g_strdup_printf ("f\n%s\n%s\n%s", schema, table, field);
}

static void
load_known_ids (StudioDemoStore *store, KnownIds *known)
{
  sqlite3_stmt *statement = NULL;

  known->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_prepare_v2 (studio_demo_store_get_handle (store), "SELECT name, id FROM known_id", -1,
                      &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);
      gint64 id = sqlite3_column_int64 (statement, 1);
      gint64 *last = *name == 't' ? &known->last_table : &known->last_field;

      *last = MAX (*last, id);
      g_hash_table_insert (known->ids, g_strdup (name), g_memdup2 (&id, sizeof id));
    }
  sqlite3_finalize (statement);
}

static gint64
get_id (KnownIds *known, const char *name)
{
  gint64 *id = g_hash_table_lookup (known->ids, name);
  gint64 *last = *name == 't' ? &known->last_table : &known->last_field;
  gint64 next;

  if (id != NULL)
    return *id;
  next = ++*last;
  g_hash_table_insert (known->ids, g_strdup (name), g_memdup2 (&next, sizeof next));
  return next;
}

static gboolean
save_known_ids (StudioDemoStore *store, KnownIds *known)
{
  sqlite3_stmt *statement = NULL;
  GHashTableIter iter;
  gpointer name;
  gpointer id;
  gboolean saved = TRUE;

  sqlite3_prepare_v2 (studio_demo_store_get_handle (store),
                      "INSERT OR REPLACE INTO known_id VALUES (?, ?)", -1, &statement, NULL);
  g_hash_table_iter_init (&iter, known->ids);
  while (saved && g_hash_table_iter_next (&iter, &name, &id))
    {
      sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 2, *(gint64 *) id);
      saved = sqlite3_step (statement) == SQLITE_DONE;
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  return saved;
}

static void
assign_ids (StudioDemoCatalogue *self, KnownIds *known)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *table_name = name_table (table);

      table->id = get_id (known, table_name);
      for (guint j = 0; j < table->fields->len; j++)
        {
          StudioDemoField *field = g_ptr_array_index (table->fields, j);
          g_autofree char *name = name_field (table->schema, table->name, field->name);

          field->id = get_id (known, name);
        }
    }
}

static void
resolve_foreign_keys (StudioDemoCatalogue *self, KnownIds *known)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (self->tables, i);

      for (guint j = 0; j < table->fields->len; j++)
        {
          StudioDemoField *field = g_ptr_array_index (table->fields, j);
          g_autofree char *target = NULL;

          if (field->target_table == NULL)
            continue;
          target = name_field (field->target_schema, field->target_table, field->target_column);
          field->fk_target_field_id = get_id (known, target);
        }
    }
}

static gboolean
insert_all (StudioDemoCatalogue *self, StudioDemoStore *store)
{
  sqlite3_stmt *tables = prepare_insert (store, "metabase_table", G_N_ELEMENTS (table_columns));
  sqlite3_stmt *fields = prepare_insert (store, "metabase_field", G_N_ELEMENTS (field_columns));
  gboolean inserted = tables != NULL && fields != NULL;

  for (guint i = 0; inserted && i < self->tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (self->tables, i);

      inserted = insert (tables, table, table_columns, G_N_ELEMENTS (table_columns));
      for (guint j = 0; inserted && j < table->fields->len; j++)
        inserted = insert (fields, g_ptr_array_index (table->fields, j), field_columns,
                           G_N_ELEMENTS (field_columns));
    }
  sqlite3_finalize (tables);
  sqlite3_finalize (fields);
  return inserted;
}

gboolean
studio_demo_catalogue_save (StudioDemoCatalogue *self, StudioDemoStore *store, GError **error)
{
  KnownIds known = { NULL, 0, 0 };
  gboolean saved;

  if (!create_tables (store, error))
    return FALSE;
  load_known_ids (store, &known);
  assign_ids (self, &known);
  resolve_foreign_keys (self, &known);
  studio_demo_catalogue_index (self);
  saved = studio_demo_store_do (
              store, "BEGIN; DELETE FROM metabase_field; DELETE FROM metabase_table;", error) &&
          ((insert_all (self, store) && save_known_ids (store, &known)) || fail (store, error)) &&
          studio_demo_store_do (store, "COMMIT", error);
  if (!saved)
    studio_demo_store_do (store, "ROLLBACK", NULL);
  g_hash_table_unref (known.ids);
  return saved;
}

static gboolean
load_fields (StudioDemoCatalogue *self, StudioDemoStore *store)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (studio_demo_store_get_handle (store),
                          "SELECT * FROM metabase_field ORDER BY table_id, position", -1,
                          &statement, NULL) != SQLITE_OK)
    return FALSE;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_autoptr (StudioDemoField) field = studio_demo_field_new ();
      StudioDemoTable *table;

      read_record (statement, field, field_columns, G_N_ELEMENTS (field_columns));
      table = studio_demo_catalogue_get_table (self, field->table_id);
      if (table != NULL)
        g_ptr_array_add (table->fields, g_steal_pointer (&field));
    }
  sqlite3_finalize (statement);
  return TRUE;
}

StudioDemoCatalogue *
studio_demo_catalogue_load (StudioDemoStore *store, GError **error)
{
  g_autoptr (StudioDemoCatalogue) self = studio_demo_catalogue_new ();
  sqlite3_stmt *statement = NULL;

  if (!create_tables (store, error))
    return NULL;
  if (sqlite3_prepare_v2 (studio_demo_store_get_handle (store), "SELECT * FROM metabase_table", -1,
                          &statement, NULL) != SQLITE_OK)
    {
      fail (store, error);
      return NULL;
    }
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      StudioDemoTable *table = studio_demo_table_new ();

      read_record (statement, table, table_columns, G_N_ELEMENTS (table_columns));
      g_ptr_array_add (self->tables, table);
    }
  sqlite3_finalize (statement);
  studio_demo_catalogue_index (self);
  if (!load_fields (self, store))
    {
      fail (store, error);
      return NULL;
    }
  studio_demo_catalogue_index (self);
  self->synced_at = studio_demo_store_get_setting (store, "synced-at");
  return g_steal_pointer (&self);
}
