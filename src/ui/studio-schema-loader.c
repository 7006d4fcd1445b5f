/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-schema-loader.h"

struct _StudioSchemaLoader
{
  GObject parent_instance;

  StudioSession *session;    /* (owned) */
  GHashTable *errors;        /* (owned) item (owned) → message (owned) */
  GCancellable *cancellable; /* (owned) */
};

static guint changed;

G_DEFINE_FINAL_TYPE (StudioSchemaLoader, studio_schema_loader, G_TYPE_OBJECT)

static void
studio_schema_loader_dispose (GObject *object)
{
  StudioSchemaLoader *self = STUDIO_SCHEMA_LOADER (object);

  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->errors);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (studio_schema_loader_parent_class)->dispose (object);
}

static void
studio_schema_loader_finalize (GObject *object)
{
  StudioSchemaLoader *self = STUDIO_SCHEMA_LOADER (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->errors);
  G_OBJECT_CLASS (studio_schema_loader_parent_class)->finalize (object);
}

static void
studio_schema_loader_class_init (StudioSchemaLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_schema_loader_dispose;
  G_OBJECT_CLASS (klass)->finalize = studio_schema_loader_finalize;
  changed = g_signal_new ("changed", STUDIO_TYPE_SCHEMA_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                          NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
studio_schema_loader_init (StudioSchemaLoader *self)
{
  self->errors = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->cancellable = g_cancellable_new ();
}

StudioSchemaLoader *
studio_schema_loader_new (StudioSession *session)
{
  StudioSchemaLoader *self = g_object_new (STUDIO_TYPE_SCHEMA_LOADER, NULL);

  self->session = g_object_ref (session);
  return self;
}

/* What is being loaded, and who asked. */
typedef struct
{
  StudioSchemaLoader *loader; /* (owned) */
  GObject *item;              /* (owned) */
} Load;

static Load *
load_new (StudioSchemaLoader *loader, GObject *item)
{
  Load *load = g_new0 (Load, 1);

  load->loader = g_object_ref (loader);
  load->item = g_object_ref (item);
  return load;
}

static void
load_done (Load *load, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_hash_table_insert (load->loader->errors, g_object_ref (load->item),
                           g_strdup (error->message));
      g_signal_emit (load->loader, changed, 0, load->item);
    }
  g_object_unref (load->item);
  g_object_unref (load->loader);
  g_free (load);
}

static void
tables_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  studio_session_load_tables_finish (STUDIO_SESSION (source), result, &error);
  load_done (user_data, error);
}

static void
table_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  studio_session_load_table_finish (STUDIO_SESSION (source), result, &error);
  load_done (user_data, error);
}

StudioDatabase *
studio_schema_loader_find_database (StudioSchemaLoader *self, StudioTable *table)
{
  GListModel *databases;

  g_return_val_if_fail (STUDIO_IS_SCHEMA_LOADER (self), NULL);

  databases = studio_session_get_databases (self->session);
  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);

      if (studio_database_find_table_by_id (database, studio_table_get_id (table)) == table)
        return database;
    }
  return NULL;
}

static void
forget_error (StudioSchemaLoader *self, GObject *item)
{
  if (g_hash_table_remove (self->errors, item))
    g_signal_emit (self, changed, 0, item);
}

void
studio_schema_loader_load (StudioSchemaLoader *self, GObject *item)
{
  g_return_if_fail (STUDIO_IS_SCHEMA_LOADER (self));

  if (STUDIO_IS_DATABASE (item))
    {
      StudioDatabase *database = STUDIO_DATABASE (item);

      if (studio_database_get_loaded (database) || studio_database_get_loading (database))
        return;
      forget_error (self, item);
      studio_session_load_tables_async (self->session, database, self->cancellable,
                                        tables_loaded_cb, load_new (self, item));
    }
  else if (STUDIO_IS_TABLE (item))
    {
      StudioTable *table = STUDIO_TABLE (item);
      StudioDatabase *database = studio_schema_loader_find_database (self, table);

      if (database == NULL || studio_table_get_loaded (table) || studio_table_get_loading (table))
        return;
      forget_error (self, item);
      studio_session_load_table_async (self->session, database, table, self->cancellable,
                                       table_loaded_cb, load_new (self, item));
    }
}

const char *
studio_schema_loader_get_error (StudioSchemaLoader *self, GObject *item)
{
  g_return_val_if_fail (STUDIO_IS_SCHEMA_LOADER (self), NULL);
  return g_hash_table_lookup (self->errors, item);
}
