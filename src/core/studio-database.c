/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-database.h"

#include <string.h>

struct _StudioDatabase
{
  GObject parent_instance;

  gint64 id;
  char *name;
  char *engine;
  char *timezone;     /* (nullable) */
  GListStore *tables; /* (owned) of StudioTable */
  guint sample : 1;
  guint native : 1;
  guint loaded : 1;
  guint loading : 1;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ENGINE,
  PROP_TIMEZONE,
  PROP_SAMPLE,
  PROP_NATIVE,
  PROP_TABLES,
  PROP_LOADED,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioDatabase, studio_database, G_TYPE_OBJECT)

static void
studio_database_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioDatabase *self = STUDIO_DATABASE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ENGINE:
      g_value_set_string (value, self->engine);
      break;
    case PROP_TIMEZONE:
      g_value_set_string (value, self->timezone);
      break;
    case PROP_SAMPLE:
      g_value_set_boolean (value, self->sample);
      break;
    case PROP_NATIVE:
      g_value_set_boolean (value, self->native);
      break;
    case PROP_TABLES:
      g_value_set_object (value, self->tables);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_database_finalize (GObject *object)
{
  StudioDatabase *self = STUDIO_DATABASE (object);

  g_free (self->name);
  g_free (self->engine);
  g_free (self->timezone);
  g_clear_object (&self->tables);
  G_OBJECT_CLASS (studio_database_parent_class)->finalize (object);
}

static void
studio_database_class_init (StudioDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = studio_database_get_property;
  object_class->finalize = studio_database_finalize;
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ENGINE] = g_param_spec_string ("engine", NULL, NULL, NULL, flags);
  properties[PROP_TIMEZONE] = g_param_spec_string ("timezone", NULL, NULL, NULL, flags);
  properties[PROP_SAMPLE] = g_param_spec_boolean ("sample", NULL, NULL, FALSE, flags);
  properties[PROP_NATIVE] = g_param_spec_boolean ("native", NULL, NULL, TRUE, flags);
  properties[PROP_TABLES] = g_param_spec_object ("tables", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_database_init (StudioDatabase *self)
{
  self->native = TRUE;
  self->tables = g_list_store_new (STUDIO_TYPE_TABLE);
}

StudioDatabase *
studio_database_new (gint64 id, const char *name, const char *engine)
{
  StudioDatabase *self = g_object_new (STUDIO_TYPE_DATABASE, NULL);

  self->id = id;
  self->name = g_strdup (name);
  self->engine = g_strdup (engine);
  return self;
}

gint64
studio_database_get_id (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), 0);
  return self->id;
}

const char *
studio_database_get_name (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), NULL);
  return self->name;
}

const char *
studio_database_get_engine (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), NULL);
  return self->engine;
}

StudioDialect
studio_database_get_dialect (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), STUDIO_DIALECT_UNKNOWN);
  return studio_dialect_from_engine (self->engine);
}

const char *
studio_database_get_timezone (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), NULL);
  return self->timezone;
}

gboolean
studio_database_get_sample (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), FALSE);
  return self->sample;
}

gboolean
studio_database_get_native (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), FALSE);
  return self->native;
}

void
studio_database_set_details (StudioDatabase *self,
                             const char *time_zone,
                             gboolean sample,
                             gboolean native)
{
  g_return_if_fail (STUDIO_IS_DATABASE (self));

  g_free (self->timezone);
  self->timezone = g_strdup (time_zone);
  self->sample = !!sample;
  self->native = !!native;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMEZONE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAMPLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NATIVE]);
}

GListModel *
studio_database_get_tables (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), NULL);
  return G_LIST_MODEL (self->tables);
}

void
studio_database_take_tables (StudioDatabase *self, GPtrArray *tables)
{
  g_return_if_fail (STUDIO_IS_DATABASE (self));

  g_list_store_splice (self->tables, 0, g_list_model_get_n_items (G_LIST_MODEL (self->tables)),
                       tables->pdata, tables->len);
  g_ptr_array_unref (tables);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  studio_database_set_loading (self, FALSE);
}

StudioTable *
studio_database_find_table (StudioDatabase *self, const char *schema, const char *name)
{
  GListModel *tables = G_LIST_MODEL (self->tables);
  StudioTable *folded = NULL;

  g_return_val_if_fail (STUDIO_IS_DATABASE (self) && name != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      const char *its_schema = studio_table_get_schema (table);

      if (schema != NULL && (its_schema == NULL || g_ascii_strcasecmp (its_schema, schema) != 0))
        continue;
      if (strcmp (studio_table_get_name (table), name) == 0)
        return table;
      if (folded == NULL && g_ascii_strcasecmp (studio_table_get_name (table), name) == 0)
        folded = table;
    }
  return folded;
}

StudioTable *
studio_database_find_table_by_id (StudioDatabase *self, gint64 id)
{
  GListModel *tables = G_LIST_MODEL (self->tables);

  g_return_val_if_fail (STUDIO_IS_DATABASE (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (studio_table_get_id (table) == id)
        return table;
    }
  return NULL;
}

gboolean
studio_database_get_loaded (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), FALSE);
  return self->loaded;
}

gboolean
studio_database_get_loading (StudioDatabase *self)
{
  g_return_val_if_fail (STUDIO_IS_DATABASE (self), FALSE);
  return self->loading;
}

void
studio_database_set_loading (StudioDatabase *self, gboolean loading)
{
  g_return_if_fail (STUDIO_IS_DATABASE (self));

  if (self->loading == !!loading)
    return;
  self->loading = !!loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}
