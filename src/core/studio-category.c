/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-category.h"

#include <json-glib/json-glib.h>

#include "core/studio-error.h"

#include <glib/gi18n-lib.h>

struct _StudioCategory
{
  GObject parent_instance;

  char *name;
  char *description;
  char *color;
  GStrv words;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_DESCRIPTION,
  PROP_COLOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StudioCategory, studio_category, G_TYPE_OBJECT)

static void
studio_category_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StudioCategory *self = STUDIO_CATEGORY (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_COLOR:
      g_value_set_string (value, self->color);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
studio_category_finalize (GObject *object)
{
  StudioCategory *self = STUDIO_CATEGORY (object);

  g_free (self->name);
  g_free (self->description);
  g_free (self->color);
  g_strfreev (self->words);
  G_OBJECT_CLASS (studio_category_parent_class)->finalize (object);
}

static void
studio_category_class_init (StudioCategoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = studio_category_get_property;
  object_class->finalize = studio_category_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_COLOR] = g_param_spec_string ("color", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
studio_category_init (StudioCategory *self)
{
}

const char *
studio_category_get_name (StudioCategory *self)
{
  g_return_val_if_fail (STUDIO_IS_CATEGORY (self), NULL);
  return self->name;
}

const char *
studio_category_get_description (StudioCategory *self)
{
  g_return_val_if_fail (STUDIO_IS_CATEGORY (self), NULL);
  return self->description;
}

const char *
studio_category_get_color (StudioCategory *self)
{
  g_return_val_if_fail (STUDIO_IS_CATEGORY (self), NULL);
  return self->color;
}

const char *const *
studio_category_get_words (StudioCategory *self)
{
  g_return_val_if_fail (STUDIO_IS_CATEGORY (self), NULL);
  return (const char *const *) self->words;
}

static GStrv
read_words (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *word = g_utf8_strdown (json_array_get_string_element (array, i), -1);

      g_strv_builder_add (builder, word);
    }
  return g_strv_builder_end (builder);
}

static StudioCategory *
read_category (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name =
      object != NULL ? json_object_get_string_member_with_default (object, "name", NULL) : NULL;
  JsonNode *words = object != NULL ? json_object_get_member (object, "words") : NULL;
  StudioCategory *self;

  if (name == NULL || *name == '\0')
    return NULL;
  self = g_object_new (STUDIO_TYPE_CATEGORY, NULL);
  self->name = g_strdup (name);
  self->description =
      g_strdup (json_object_get_string_member_with_default (object, "description", ""));
  self->color = g_strdup (json_object_get_string_member_with_default (object, "color", "#509EE3"));
  self->words = read_words (
      words != NULL && JSON_NODE_HOLDS_ARRAY (words) ? json_node_get_array (words) : NULL);
  return self;
}

GListModel *
studio_categories_load (GBytes *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GListStore) store = g_list_store_new (STUDIO_TYPE_CATEGORY);
  JsonNode *root;
  gsize size;
  const char *text = g_bytes_get_data (json, &size);

  if (size == 0 || !json_parser_load_from_data (parser, text, size, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                             _ ("The list of categories is empty"));
      return NULL;
    }
  root = json_parser_get_root (parser);
  for (guint i = 0;
       JSON_NODE_HOLDS_ARRAY (root) && i < json_array_get_length (json_node_get_array (root)); i++)
    {
      g_autoptr (StudioCategory) category =
          read_category (json_array_get_element (json_node_get_array (root), i));

      if (category != NULL)
        g_list_store_append (store, category);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) == 0)
    {
      g_set_error_literal (
          error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
          _ ("The list of categories holds none: an array of objects with a “name” is expected"));
      return NULL;
    }
  return G_LIST_MODEL (g_steal_pointer (&store));
}

GListModel *
studio_categories_get_default (void)
{
  static GListModel *categories = NULL;

  if (g_once_init_enter (&categories))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) json = g_resources_lookup_data (
          "/org/example/KpiStudio/engine/categories.json", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      GListModel *loaded = json != NULL ? studio_categories_load (json, &error) : NULL;

      if (loaded == NULL)
        g_error ("The built-in categories cannot be read: %s", error->message);
      g_once_init_leave (&categories, loaded);
    }
  return categories;
}

StudioCategory *
studio_categories_guess (GListModel *categories, const char *const *words)
{
  StudioCategory *best = NULL;
  double best_weight = 0;

  for (guint i = 0; i < g_list_model_get_n_items (categories); i++)
    {
      /* The list keeps its own reference. */
      g_autoptr (StudioCategory) category = g_list_model_get_item (categories, i);
      double weight = 0;

      for (guint k = 0; words[k] != NULL; k++)
        if (g_strv_contains ((const char *const *) category->words, words[k]))
          weight += 1.0 / (1 + k);
      if (weight > best_weight)
        {
          best_weight = weight;
          best = category;
        }
    }
  return best;
}
