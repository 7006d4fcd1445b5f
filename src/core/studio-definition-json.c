/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-definition-private.h"
#include "core/studio-error.h"
#include "core/studio-json-writer.h"
#include "core/studio-json.h"

#include <glib/gi18n-lib.h>

#define VERSION 1
/* Definitions inside definitions; rules make three at most. */
#define MAX_DEPTH 10

static void write_definition (GString *text, const char *name, const StudioDefinition *self);

static void
write_source (GString *text, const char *name, const StudioDefinitionSource *source)
{
  studio_json_write_begin (text, name, '{');
  studio_json_write_string (text, "name", source->name);
  studio_json_write_string (text, "schema", source->schema);
  studio_json_write_string (text, "table", source->table);
  if (source->definition != NULL)
    write_definition (text, "definition", source->definition);
  studio_json_write_end (text, '{');
}

static void
write_joins (GString *text, GPtrArray *joins)
{
  studio_json_write_begin (text, "joins", '[');
  for (guint i = 0; i < joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (joins, i);

      studio_json_write_begin (text, NULL, '{');
      studio_json_write_boolean (text, "left", join->left);
      write_source (text, "to", join->source);
      _studio_expression_write_json (join->condition, text, "on");
      studio_json_write_end (text, '{');
    }
  studio_json_write_end (text, '[');
}

static void
write_columns (GString *text, GPtrArray *columns)
{
  studio_json_write_begin (text, "columns", '[');
  for (guint i = 0; i < columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (columns, i);

      studio_json_write_begin (text, NULL, '{');
      studio_json_write_string (text, "name", column->name);
      studio_json_write_string (text, "title", column->title);
      studio_json_write_string (text, "role", column->dimension ? "dimension" : "measure");
      if (column->hidden)
        studio_json_write_boolean (text, "hidden", TRUE);
      _studio_expression_write_json (column->expression, text, "expression");
      studio_json_write_end (text, '{');
    }
  studio_json_write_end (text, '[');
}

static void
write_expressions (GString *text, const char *name, GPtrArray *expressions)
{
  studio_json_write_begin (text, name, '[');
  for (guint i = 0; i < expressions->len; i++)
    _studio_expression_write_json (g_ptr_array_index (expressions, i), text, NULL);
  studio_json_write_end (text, '[');
}

static void
write_order (GString *text, GPtrArray *orders)
{
  studio_json_write_begin (text, "order", '[');
  for (guint i = 0; i < orders->len; i++)
    {
      const StudioDefinitionOrder *order = g_ptr_array_index (orders, i);

      studio_json_write_begin (text, NULL, '{');
      studio_json_write_string (text, "column", order->column);
      studio_json_write_boolean (text, "descending", order->descending);
      studio_json_write_end (text, '{');
    }
  studio_json_write_end (text, '[');
}

static void
write_unions (GString *text, GPtrArray *unions)
{
  studio_json_write_begin (text, "unions", '[');
  for (guint i = 0; i < unions->len; i++)
    write_definition (text, NULL, g_ptr_array_index (unions, i));
  studio_json_write_end (text, '[');
}

/* What an object of a definition holds. */
static void
write_parts (GString *text, const StudioDefinition *self)
{
  studio_json_write_string (text, "pattern", self->pattern);
  write_source (text, "from", self->source);
  if (self->joins->len > 0)
    write_joins (text, self->joins);
  write_columns (text, self->columns);
  if (self->filters->len > 0)
    write_expressions (text, "filters", self->filters);
  if (self->group_filters->len > 0)
    write_expressions (text, "group_filters", self->group_filters);
  if (self->order->len > 0)
    write_order (text, self->order);
  if (self->limit > 0)
    studio_json_write_int (text, "limit", self->limit);
  if (self->unions->len > 0)
    write_unions (text, self->unions);
}

static void
write_definition (GString *text, const char *name, const StudioDefinition *self)
{
  studio_json_write_begin (text, name, '{');
  write_parts (text, self);
  studio_json_write_end (text, '{');
}

void
_studio_definition_write_json (const StudioDefinition *self, GString *text, const char *name)
{
  studio_json_write_begin (text, name, '{');
  write_parts (text, self);
  studio_json_write_int (text, "version", VERSION);
  studio_json_write_end (text, '{');
}

char *
studio_definition_to_text (const StudioDefinition *self)
{
  GString *text = g_string_sized_new (4096);

  _studio_definition_write_json (self, text, NULL);
  return g_string_free (text, FALSE);
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
