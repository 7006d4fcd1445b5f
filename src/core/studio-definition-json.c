/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-definition.h"
#include "core/studio-error.h"
#include "core/studio-json.h"

#include <glib/gi18n-lib.h>

#define VERSION 1
/* Definitions inside definitions; rules make three at most. */
#define MAX_DEPTH 10

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *definition_to_object (const StudioDefinition *self);

static JsonObject *
source_to_object (const StudioDefinitionSource *source)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", source->name);
  set_text (object, "schema", source->schema);
  set_text (object, "table", source->table);
  if (source->definition != NULL)
    json_object_set_object_member (object, "definition", definition_to_object (source->definition));
  return object;
}

static JsonArray *
joins_to_array (GPtrArray *joins)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (joins, i);
      JsonObject *object = json_object_new ();

      json_object_set_boolean_member (object, "left", join->left);
      json_object_set_object_member (object, "to", source_to_object (join->source));
      json_object_set_member (object, "on", studio_expression_to_json (join->condition));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
columns_to_array (GPtrArray *columns)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (columns, i);
      JsonObject *object = json_object_new ();

      set_text (object, "name", column->name);
      set_text (object, "title", column->title);
      json_object_set_string_member (object, "role", column->dimension ? "dimension" : "measure");
      if (column->hidden)
        json_object_set_boolean_member (object, "hidden", TRUE);
      json_object_set_member (object, "expression", studio_expression_to_json (column->expression));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
expressions_to_array (GPtrArray *expressions)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < expressions->len; i++)
    json_array_add_element (array, studio_expression_to_json (g_ptr_array_index (expressions, i)));
  return array;
}

static JsonArray *
order_to_array (GPtrArray *orders)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < orders->len; i++)
    {
      const StudioDefinitionOrder *order = g_ptr_array_index (orders, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "column", order->column);
      json_object_set_boolean_member (object, "descending", order->descending);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
unions_to_array (GPtrArray *unions)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < unions->len; i++)
    json_array_add_object_element (array, definition_to_object (g_ptr_array_index (unions, i)));
  return array;
}

static JsonObject *
definition_to_object (const StudioDefinition *self)
{
  JsonObject *object = json_object_new ();

  set_text (object, "pattern", self->pattern);
  json_object_set_object_member (object, "from", source_to_object (self->source));
  if (self->joins->len > 0)
    json_object_set_array_member (object, "joins", joins_to_array (self->joins));
  json_object_set_array_member (object, "columns", columns_to_array (self->columns));
  if (self->filters->len > 0)
    json_object_set_array_member (object, "filters", expressions_to_array (self->filters));
  if (self->group_filters->len > 0)
    json_object_set_array_member (object, "group_filters",
                                  expressions_to_array (self->group_filters));
  if (self->order->len > 0)
    json_object_set_array_member (object, "order", order_to_array (self->order));
  if (self->limit > 0)
    json_object_set_int_member (object, "limit", self->limit);
  if (self->unions->len > 0)
    json_object_set_array_member (object, "unions", unions_to_array (self->unions));
  return object;
}

JsonNode *
studio_definition_to_json (const StudioDefinition *self)
{
  JsonObject *object = definition_to_object (self);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "version", VERSION);
  json_node_take_object (node, object);
  return node;
}

char *
studio_definition_to_text (const StudioDefinition *self)
{
  g_autoptr (JsonNode) node = studio_definition_to_json (self);

  return studio_json_to_text (node, FALSE);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("The definition has no usable “%s”"),
               what);
  return FALSE;
}

static StudioDefinition *read_definition (JsonObject *object, guint depth, GError **error);

/* What a source reads: a table, or the definition that is returned in @inner. */
static gboolean
read_source (JsonObject *object, guint depth, StudioDefinition **inner, GError **error)
{
  if (studio_json_get_string (object, "name") == NULL)
    return refuse (error, "from");
  if (studio_json_get_string (object, "table") != NULL)
    return TRUE;
  *inner = read_definition (studio_json_get_object (object, "definition"), depth + 1, error);
  return *inner != NULL;
}

static gboolean
read_joins (JsonObject *object, StudioDefinition *self, guint depth, GError **error)
{
  JsonArray *array = studio_json_get_array (object, "joins");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *join = studio_json_array_get_object (array, i);
      JsonObject *to = studio_json_get_object (join, "to");
      const char *name = studio_json_get_string (to, "name");
      gboolean left = studio_json_get_boolean (join, "left", FALSE);
      g_autoptr (StudioDefinition) inner = NULL;
      StudioExpression *condition;

      if (!read_source (to, depth, &inner, error))
        return FALSE;
      condition = studio_expression_from_json (json_object_get_member (join, "on"), error);
      if (condition == NULL)
        return FALSE;
      if (inner != NULL)
        studio_definition_join_over (self, name, g_steal_pointer (&inner), left, condition);
      else
        studio_definition_join (self, name, studio_json_get_string (to, "schema"),
                                studio_json_get_string (to, "table"), left, condition);
    }
  return TRUE;
}

static gboolean
read_columns (JsonObject *object, StudioDefinition *self, GError **error)
{
  JsonArray *array = studio_json_get_array (object, "columns");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *column = studio_json_array_get_object (array, i);
      const char *name = studio_json_get_string (column, "name");
      const char *title = studio_json_get_string (column, "title");
      gboolean hidden = studio_json_get_boolean (column, "hidden", FALSE);
      StudioExpression *expression =
          column != NULL && (name != NULL || hidden)
              ? studio_expression_from_json (json_object_get_member (column, "expression"), error)
              : NULL;

      if (expression == NULL)
        return error != NULL && *error != NULL ? FALSE : refuse (error, "columns");
      if (hidden)
        studio_definition_add_key (self, expression);
      else if (g_strcmp0 (studio_json_get_string (column, "role"), "dimension") == 0)
        studio_definition_add_dimension (self, name, title, expression);
      else
        studio_definition_add_measure (self, name, title, expression);
    }
  return self->columns->len > 0 || refuse (error, "columns");
}

static gboolean
read_expressions (JsonObject *object, const char *name, GPtrArray *expressions, GError **error)
{
  JsonArray *array = studio_json_get_array (object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      StudioExpression *expression =
          studio_expression_from_json (json_array_get_element (array, i), error);

      if (expression == NULL)
        return FALSE;
      g_ptr_array_add (expressions, expression);
    }
  return TRUE;
}

static gboolean
read_order (JsonObject *object, StudioDefinition *self, GError **error)
{
  JsonArray *array = studio_json_get_array (object, "order");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *order = studio_json_array_get_object (array, i);
      const char *column = studio_json_get_string (order, "column");

      if (studio_definition_find_column (self, column) == NULL)
        return refuse (error, "order");
      studio_definition_order (self, column, studio_json_get_boolean (order, "descending", FALSE));
    }
  return TRUE;
}

static gboolean
read_unions (JsonObject *object, StudioDefinition *self, guint depth, GError **error)
{
  JsonArray *array = studio_json_get_array (object, "unions");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      StudioDefinition *other =
          read_definition (studio_json_array_get_object (array, i), depth + 1, error);

      if (other == NULL)
        return FALSE;
      studio_definition_union (self, other);
    }
  return TRUE;
}

static StudioDefinition *
read_definition (JsonObject *object, guint depth, GError **error)
{
  JsonObject *from = studio_json_get_object (object, "from");
  const char *pattern = studio_json_get_string (object, "pattern");
  const char *name = studio_json_get_string (from, "name");
  g_autoptr (StudioDefinition) self = NULL;
  g_autoptr (StudioDefinition) inner = NULL;

  if (depth > MAX_DEPTH || !read_source (from, depth, &inner, error))
    {
      if (error != NULL && *error == NULL)
        refuse (error, "from");
      return NULL;
    }
  if (inner != NULL)
    self = studio_definition_new_over (pattern, name, g_steal_pointer (&inner));
  else
    self = studio_definition_new (pattern, name, studio_json_get_string (from, "schema"),
                                  studio_json_get_string (from, "table"));
  self->limit = CLAMP (studio_json_get_int (object, "limit", 0), 0, G_MAXINT);
  if (!read_joins (object, self, depth, error) || !read_columns (object, self, error) ||
      !read_expressions (object, "filters", self->filters, error) ||
      !read_expressions (object, "group_filters", self->group_filters, error) ||
      !read_order (object, self, error) || !read_unions (object, self, depth, error))
    return NULL;
  return g_steal_pointer (&self);
}

StudioDefinition *
studio_definition_from_json (JsonNode *node, GError **error)
{
  JsonObject *object = studio_json_node_get_object (node);

  if (studio_json_get_int (object, "version", 0) != VERSION)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("The definition is not of version %d, which this program reads"), VERSION);
      return NULL;
    }
  return read_definition (object, 0, error);
}
