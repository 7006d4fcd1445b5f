/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-schema-level.h"

#include <glib/gi18n.h>

struct _StudioSchemaLevel
{
  GObject parent_instance;

  StudioSchemaLoader *loader; /* (owned) */
  GObject *owner;             /* (owned) StudioDatabase or StudioTable */
  GtkFilter *filter;          /* (owned) */
  GListStore *parts;          /* (owned) the status, then what is there */
  GListStore *status;         /* (owned) of at most one StudioSchemaStatus */
  GListModel *content;        /* (owned) (nullable) tables, groups or fields */
  GListModel *all;            /* (owned) @parts one after the other */
};

static void studio_schema_level_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StudioSchemaLevel,
                               studio_schema_level,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      studio_schema_level_list_model_init))

static GType
studio_schema_level_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
studio_schema_level_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (STUDIO_SCHEMA_LEVEL (model)->all);
}

static gpointer
studio_schema_level_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (STUDIO_SCHEMA_LEVEL (model)->all, position);
}

static void
studio_schema_level_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = studio_schema_level_get_item_type;
  iface->get_n_items = studio_schema_level_get_n_items;
  iface->get_item = studio_schema_level_get_item;
}

static void
studio_schema_level_dispose (GObject *object)
{
  StudioSchemaLevel *self = STUDIO_SCHEMA_LEVEL (object);

  g_clear_object (&self->loader);
  g_clear_object (&self->owner);
  g_clear_object (&self->filter);
  g_clear_object (&self->all);
  g_clear_object (&self->parts);
  g_clear_object (&self->status);
  g_clear_object (&self->content);
  G_OBJECT_CLASS (studio_schema_level_parent_class)->dispose (object);
}

static void
studio_schema_level_class_init (StudioSchemaLevelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = studio_schema_level_dispose;
}

static void
studio_schema_level_init (StudioSchemaLevel *self)
{
  self->parts = g_list_store_new (G_TYPE_LIST_MODEL);
  self->status = g_list_store_new (STUDIO_TYPE_SCHEMA_STATUS);
  g_list_store_append (self->parts, self->status);
  self->all = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->parts))));
  g_signal_connect_object (self->all, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

static int
compare_tables (gconstpointer a, gconstpointer b, gpointer user_data)
{
  g_autofree char *a_key =
      g_utf8_collate_key_for_filename (studio_table_get_name ((StudioTable *) a), -1);
  g_autofree char *b_key =
      g_utf8_collate_key_for_filename (studio_table_get_name ((StudioTable *) b), -1);

  return strcmp (a_key, b_key);
}

static gboolean
is_of_schema (gpointer item, gpointer user_data)
{
  return g_strcmp0 (studio_table_get_schema (item), user_data) == 0;
}

/* The tables of @schema that are shown, sorted. */
static GListModel *
show_tables (StudioSchemaLevel *self, StudioDatabase *database, const char *schema)
{
  GListModel *tables = g_object_ref (studio_database_get_tables (database));
  GtkFilter *of_schema;

  if (schema != NULL)
    {
      of_schema = GTK_FILTER (gtk_custom_filter_new (is_of_schema, g_strdup (schema), g_free));
      tables = G_LIST_MODEL (gtk_filter_list_model_new (tables, of_schema));
    }
  tables = G_LIST_MODEL (gtk_filter_list_model_new (tables, g_object_ref (self->filter)));
  return G_LIST_MODEL (gtk_sort_list_model_new (
      tables, GTK_SORTER (gtk_custom_sorter_new (compare_tables, NULL, NULL))));
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_schemas (StudioDatabase *database)
{
  GListModel *tables = studio_database_get_tables (database);
  GPtrArray *schemas = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      const char *schema = studio_table_get_schema (table);

      if (schema != NULL && !g_ptr_array_find_with_equal_func (schemas, schema, g_str_equal, NULL))
        g_ptr_array_add (schemas, g_strdup (schema));
    }
  g_ptr_array_sort (schemas, compare_strings);
  return schemas;
}

static gboolean
has_tables (gpointer item, gpointer user_data)
{
  return g_list_model_get_n_items (studio_schema_group_get_tables (item)) > 0;
}

static void
refilter_groups (GtkFilter *filter, GtkFilterChange change, GtkFilter *groups)
{
  gtk_filter_changed (groups, GTK_FILTER_CHANGE_DIFFERENT);
}

static GListModel *
show_groups (StudioSchemaLevel *self, StudioDatabase *database, GPtrArray *schemas)
{
  GListStore *groups = g_list_store_new (STUDIO_TYPE_SCHEMA_GROUP);
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (has_tables, NULL, NULL));

  for (guint i = 0; i < schemas->len; i++)
    {
      const char *name = g_ptr_array_index (schemas, i);
      g_autoptr (GListModel) tables = show_tables (self, database, name);
      g_autoptr (StudioSchemaGroup) group = studio_schema_group_new (name, tables);

      g_list_store_append (groups, group);
    }
  /* After the groups' own lists have looked at the new filter. */
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (refilter_groups), filter,
                           G_CONNECT_AFTER);
  return G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (groups), filter));
}

static GListModel *
show_database (StudioSchemaLevel *self, StudioDatabase *database)
{
  g_autoptr (GPtrArray) schemas = list_schemas (database);

  return schemas->len > 1 ? show_groups (self, database, schemas)
                          : show_tables (self, database, NULL);
}

static void
set_status (StudioSchemaLevel *self, StudioSchemaStatusKind kind, const char *message)
{
  g_autoptr (StudioSchemaStatus) old = g_list_model_get_item (G_LIST_MODEL (self->status), 0);
  g_autoptr (StudioSchemaStatus) status = NULL;

  if (message == NULL)
    {
      g_list_store_remove_all (self->status);
      return;
    }
  if (old != NULL && g_str_equal (studio_schema_status_get_message (old), message))
    return;
  status = studio_schema_status_new (kind, message, self->owner);
  g_list_store_splice (self->status, 0, old != NULL, (gpointer *) &status, 1);
}

static void
update_status (StudioSchemaLevel *self)
{
  gboolean is_database = STUDIO_IS_DATABASE (self->owner);
  gboolean loaded = is_database ? studio_database_get_loaded (STUDIO_DATABASE (self->owner))
                                : studio_table_get_loaded (STUDIO_TABLE (self->owner));
  const char *error = studio_schema_loader_get_error (self->loader, self->owner);

  if (!loaded)
    set_status (self, error != NULL ? STUDIO_SCHEMA_STATUS_FAILED : STUDIO_SCHEMA_STATUS_LOADING,
                error != NULL ? error : _ ("Reading…"));
  else if (self->content != NULL && g_list_model_get_n_items (self->content) > 0)
    set_status (self, STUDIO_SCHEMA_STATUS_EMPTY, NULL);
  else if (!is_database)
    set_status (self, STUDIO_SCHEMA_STATUS_EMPTY, _ ("No fields"));
  else if (g_list_model_get_n_items (studio_database_get_tables (STUDIO_DATABASE (self->owner))) ==
           0)
    set_status (self, STUDIO_SCHEMA_STATUS_EMPTY, _ ("No tables"));
  else
    set_status (self, STUDIO_SCHEMA_STATUS_EMPTY, _ ("No table matches the filter"));
}

static void
loader_changed_cb (StudioSchemaLevel *self, GObject *item)
{
  if (item == self->owner)
    update_status (self);
}

static void
loaded_cb (StudioSchemaLevel *self)
{
  if (self->content != NULL)
    g_list_store_remove (self->parts, 1);
  g_clear_object (&self->content);
  if (STUDIO_IS_TABLE (self->owner))
    self->content = g_object_ref (studio_table_get_fields (STUDIO_TABLE (self->owner)));
  else
    self->content = show_database (self, STUDIO_DATABASE (self->owner));
  g_signal_connect_object (self->content, "items-changed", G_CALLBACK (update_status), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_list_store_append (self->parts, self->content);
  update_status (self);
}

GListModel *
studio_schema_level_new (StudioSchemaLoader *loader, GObject *owner, GtkFilter *filter)
{
  StudioSchemaLevel *self;

  if (STUDIO_IS_SCHEMA_GROUP (owner))
    return g_object_ref (studio_schema_group_get_tables (STUDIO_SCHEMA_GROUP (owner)));
  if (!STUDIO_IS_DATABASE (owner) && !STUDIO_IS_TABLE (owner))
    return NULL;

  self = g_object_new (STUDIO_TYPE_SCHEMA_LEVEL, NULL);
  self->loader = g_object_ref (loader);
  self->owner = g_object_ref (owner);
  self->filter = g_object_ref (filter);
  g_signal_connect_object (loader, "changed", G_CALLBACK (loader_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (owner, "notify::loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
  if (STUDIO_IS_DATABASE (owner) ? studio_database_get_loaded (STUDIO_DATABASE (owner))
                                 : studio_table_get_loaded (STUDIO_TABLE (owner)))
    loaded_cb (self);
  else
    update_status (self);
  return G_LIST_MODEL (self);
}
