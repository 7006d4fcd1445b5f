/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-table.h"

#include <string.h>

struct _StudioTable
{
  GObject parent_instance;

  gint64 id;
  char *schema; /* (nullable) */
  char *name;
  char *display_name; /* (nullable) */
  char *description;  /* (nullable) */
  char *entity_type;  /* (nullable) */
  gint64 row_count;
  GListStore *fields; /* (owned) of StudioField */
  guint kpi_count;
  guint loaded : 1;
  guint loading : 1;
  guint selected : 1;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_SCHEMA,
  PROP_NAME,
  PROP_DISPLAY_NAME,
  PROP_DESCRIPTION,
  PROP_ENTITY_TYPE,
  PROP_ROW_COUNT,
  PROP_FIELDS,
  PROP_LOADED,
  PROP_LOADING,
  PROP_SELECTED,
  PROP_KPI_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioTable, studio_table, G_TYPE_OBJECT)

static void
studio_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioTable *self = STUDIO_TABLE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_SCHEMA:
      g_value_set_string (value, self->schema);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ENTITY_TYPE:
      g_value_set_string (value, self->entity_type);
      break;
    case PROP_ROW_COUNT:
      g_value_set_int64 (value, self->row_count);
      break;
    case PROP_FIELDS:
      g_value_set_object (value, self->fields);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    case PROP_KPI_COUNT:
      g_value_set_uint (value, self->kpi_count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StudioTable *self = STUDIO_TABLE (object);

  if (id == PROP_SELECTED)
    studio_table_set_selected (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
studio_table_finalize (GObject *object)
{
  StudioTable *self = STUDIO_TABLE (object);

  g_free (self->schema);
  g_free (self->name);
  g_free (self->display_name);
  g_free (self->description);
  g_free (self->entity_type);
  g_clear_object (&self->fields);
  G_OBJECT_CLASS (studio_table_parent_class)->finalize (object);
}

static void
studio_table_class_init (StudioTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = studio_table_get_property;
  object_class->set_property = studio_table_set_property;
  object_class->finalize = studio_table_finalize;
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_SCHEMA] = g_param_spec_string ("schema", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_ENTITY_TYPE] = g_param_spec_string ("entity-type", NULL, NULL, NULL, flags);
  properties[PROP_ROW_COUNT] =
      g_param_spec_int64 ("row-count", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_FIELDS] = g_param_spec_object ("fields", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_SELECTED] =
      g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KPI_COUNT] = g_param_spec_uint ("kpi-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_table_init (StudioTable *self)
{
  self->row_count = -1;
  self->fields = g_list_store_new (STUDIO_TYPE_FIELD);
}

StudioTable *
studio_table_new (gint64 id, const char *schema, const char *name)
{
  StudioTable *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (STUDIO_TYPE_TABLE, NULL);
  self->id = id;
  self->schema = schema != NULL && *schema != '\0' ? g_strdup (schema) : NULL;
  self->name = g_strdup (name);
  return self;
}

gint64
studio_table_get_id (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), 0);
  return self->id;
}

const char *
studio_table_get_schema (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), NULL);
  return self->schema;
}

const char *
studio_table_get_name (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), NULL);
  return self->name;
}

const char *
studio_table_get_display_name (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), NULL);
  return self->display_name;
}

const char *
studio_table_get_description (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), NULL);
  return self->description;
}

const char *
studio_table_get_entity_type (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), NULL);
  return self->entity_type;
}

gint64
studio_table_get_row_count (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), -1);
  return self->row_count;
}

static void
replace (StudioTable *self, char **field, const char *text, guint property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
studio_table_set_details (StudioTable *self,
                          const char *display_name,
                          const char *description,
                          const char *entity_type,
                          gint64 row_count)
{
  g_return_if_fail (STUDIO_IS_TABLE (self));

  replace (self, &self->display_name, display_name, PROP_DISPLAY_NAME);
  replace (self, &self->description, description, PROP_DESCRIPTION);
  replace (self, &self->entity_type, entity_type, PROP_ENTITY_TYPE);
  studio_table_set_row_count (self, row_count);
}

void
studio_table_set_row_count (StudioTable *self, gint64 row_count)
{
  g_return_if_fail (STUDIO_IS_TABLE (self));

  if (self->row_count == row_count)
    return;
  self->row_count = row_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW_COUNT]);
}

GListModel *
studio_table_get_fields (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), NULL);
  return G_LIST_MODEL (self->fields);
}

void
studio_table_take_fields (StudioTable *self, GPtrArray *fields)
{
  g_return_if_fail (STUDIO_IS_TABLE (self));

  g_list_store_splice (self->fields, 0, g_list_model_get_n_items (G_LIST_MODEL (self->fields)),
                       fields->pdata, fields->len);
  g_ptr_array_unref (fields);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  studio_table_set_loading (self, FALSE);
}

void
studio_table_replace_field (StudioTable *self, StudioField *field, StudioField *replacement)
{
  gpointer items[] = { replacement };
  guint at;

  g_return_if_fail (STUDIO_IS_TABLE (self));

  if (g_list_store_find (self->fields, field, &at))
    g_list_store_splice (self->fields, at, 1, items, 1);
}

StudioField *
studio_table_find_field (StudioTable *self, const char *name)
{
  GListModel *fields = G_LIST_MODEL (self->fields);
  StudioField *folded = NULL;

  g_return_val_if_fail (STUDIO_IS_TABLE (self) && name != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (strcmp (studio_field_get_name (field), name) == 0)
        return field;
      if (folded == NULL && g_ascii_strcasecmp (studio_field_get_name (field), name) == 0)
        folded = field;
    }
  return folded;
}

StudioField *
studio_table_find_field_by_id (StudioTable *self, gint64 id)
{
  GListModel *fields = G_LIST_MODEL (self->fields);

  g_return_val_if_fail (STUDIO_IS_TABLE (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);

      if (studio_field_get_info (field)->id == id)
        return field;
    }
  return NULL;
}

gboolean
studio_table_get_loaded (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), FALSE);
  return self->loaded;
}

gboolean
studio_table_get_loading (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), FALSE);
  return self->loading;
}

void
studio_table_set_loading (StudioTable *self, gboolean loading)
{
  g_return_if_fail (STUDIO_IS_TABLE (self));

  if (self->loading == !!loading)
    return;
  self->loading = !!loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

gboolean
studio_table_get_selected (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), FALSE);
  return self->selected;
}

void
studio_table_set_selected (StudioTable *self, gboolean selected)
{
  g_return_if_fail (STUDIO_IS_TABLE (self));

  if (self->selected == !!selected)
    return;
  self->selected = !!selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

guint
studio_table_get_kpi_count (StudioTable *self)
{
  g_return_val_if_fail (STUDIO_IS_TABLE (self), 0);
  return self->kpi_count;
}

void
studio_table_set_kpi_count (StudioTable *self, guint kpi_count)
{
  g_return_if_fail (STUDIO_IS_TABLE (self));

  if (self->kpi_count == kpi_count)
    return;
  self->kpi_count = kpi_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KPI_COUNT]);
}

gboolean
studio_table_matches (StudioTable *self, const char *globs)
{
  g_autofree char *name = NULL;
  g_autofree char *qualified = NULL;
  g_auto (GStrv) patterns = NULL;

  g_return_val_if_fail (STUDIO_IS_TABLE (self) && globs != NULL, FALSE);

  name = g_utf8_casefold (self->name, -1);
  if (self->schema != NULL)
    {
      g_autofree char *joined = g_strconcat (self->schema, ".", self->name, NULL);

      qualified = g_utf8_casefold (joined, -1);
    }
  patterns = g_strsplit (globs, ",", -1);
  for (char **pattern = patterns; *pattern != NULL; pattern++)
    {
      g_autofree char *folded = g_utf8_casefold (g_strstrip (*pattern), -1);

      if (*folded == '\0')
        continue;
      if (g_pattern_match_simple (folded, name) ||
          (qualified != NULL && g_pattern_match_simple (folded, qualified)))
        return TRUE;
    }
  return FALSE;
}
