/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-definition-private.h"
#include "core/studio-error.h"
#include "core/studio-json-writer.h"
#include "core/studio-json.h"

#include <glib/gi18n-lib.h>

/* Deeper trees than any person or rule writes; a file must not exhaust the stack. */
#define MAX_DEPTH 100

static void
write_bounds (GString *text, const StudioExpression *self)
{
  if (self->first == G_MININT64)
    studio_json_write_null (text, "first");
  else
    studio_json_write_int (text, "first", self->first);
  studio_json_write_int (text, "last", self->last);
}

static void
write_arguments (GString *text, const StudioExpression *self)
{
  if (self->arguments->len == 0)
    return;
  studio_json_write_begin (text, "of", '[');
  for (guint i = 0; i < self->arguments->len; i++)
    _studio_expression_write_json (g_ptr_array_index (self->arguments, i), text, NULL);
  studio_json_write_end (text, '[');
}

static gboolean
has_number (StudioOperator op)
{
  return op == STUDIO_OPERATOR_NUMBER || op == STUDIO_OPERATOR_BOOLEAN ||
         op == STUDIO_OPERATOR_BUCKET || op == STUDIO_OPERATOR_PERCENTILE;
}

static gboolean
has_bounds (StudioOperator op)
{
  return op == STUDIO_OPERATOR_PERIODS || op == STUDIO_OPERATOR_SHIFT ||
         op == STUDIO_OPERATOR_PERIOD_START;
}

static void
write_path (GString *text, const StudioExpression *self)
{
  if (self->path == NULL)
    return;
  studio_json_write_begin (text, "path", '[');
  for (guint i = 0; self->path[i] != NULL; i++)
    studio_json_write_string (text, NULL, self->path[i]);
  studio_json_write_end (text, '[');
}

void
_studio_expression_write_json (const StudioExpression *self, GString *text, const char *name)
{
  studio_json_write_begin (text, name, '{');
  studio_json_write_string (text, "op", studio_enum_to_nick (STUDIO_TYPE_OPERATOR, self->op));
  studio_json_write_string (text, "kind", studio_enum_to_nick (STUDIO_TYPE_FIELD_KIND, self->kind));
  studio_json_write_string (text, "source", self->source);
  studio_json_write_string (text, "text", self->text);
  write_path (text, self);
  if (has_number (self->op))
    studio_json_write_double (text, "number", self->number);
  if (self->grain != STUDIO_GRAIN_NONE)
    studio_json_write_string (text, "grain", studio_enum_to_nick (STUDIO_TYPE_GRAIN, self->grain));
  if (has_bounds (self->op))
    write_bounds (text, self);
  write_arguments (text, self);
  if (self->filter != NULL)
    _studio_expression_write_json (self->filter, text, "where");
  if (self->definition != NULL)
    _studio_definition_write_json (self->definition, text, "definition");
  studio_json_write_end (text, '{');
}

static StudioExpression *read_expression (JsonNode *node, guint depth, GError **error);

static gboolean
read_arguments (JsonObject *object, StudioExpression *self, guint depth, GError **error)
{
  JsonArray *array = studio_json_get_array (object, "of");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      StudioExpression *argument =
          read_expression (json_array_get_element (array, i), depth + 1, error);

      if (argument == NULL)
        return FALSE;
      g_ptr_array_add (self->arguments, argument);
    }
  return TRUE;
}

static gboolean
read_parts (JsonObject *object, StudioExpression *self, guint depth, GError **error)
{
  if (!read_arguments (object, self, depth, error))
    return FALSE;
  if (json_object_has_member (object, "where"))
    {
      self->filter = read_expression (json_object_get_member (object, "where"), depth + 1, error);
      if (self->filter == NULL)
        return FALSE;
    }
  if (self->op == STUDIO_OPERATOR_SUBQUERY)
    {
      self->definition =
          studio_definition_from_json (json_object_get_member (object, "definition"), error);
      if (self->definition == NULL)
        return FALSE;
    }
  return TRUE;
}

/* How many arguments an operator cannot do without. */
static guint
least_arguments (StudioOperator op)
{
  if (op <= STUDIO_OPERATOR_DATE || op == STUDIO_OPERATOR_COUNT || op == STUDIO_OPERATOR_TODAY ||
      op == STUDIO_OPERATOR_NOW || op == STUDIO_OPERATOR_PERIOD_START ||
      op == STUDIO_OPERATOR_SUBQUERY)
    return 0;
  if ((op >= STUDIO_OPERATOR_ADD && op <= STUDIO_OPERATOR_RATIO) ||
      (op >= STUDIO_OPERATOR_EQUAL && op <= STUDIO_OPERATOR_IN) || op == STUDIO_OPERATOR_CASE ||
      op == STUDIO_OPERATOR_CONTAINS || op == STUDIO_OPERATOR_DIFFERENCE ||
      op == STUDIO_OPERATOR_PREVIOUS || op == STUDIO_OPERATOR_RUNNING)
    return 2;
  return 1;
}

static StudioExpression *
read_expression (JsonNode *node, guint depth, GError **error)
{
  JsonObject *object = studio_json_node_get_object (node);
  const char *nick = studio_json_get_string (object, "op");
  int op = studio_enum_from_nick (STUDIO_TYPE_OPERATOR, nick, -1);
  g_autoptr (StudioExpression) self = NULL;

  if (op < 0 || depth > MAX_DEPTH)
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("The definition holds an expression that is not known: “%s”"),
                   nick != NULL ? nick : "");
      return NULL;
    }
  self = studio_expression_new_list (op, g_ptr_array_new ());
  self->kind = studio_enum_from_nick (STUDIO_TYPE_FIELD_KIND,
                                      studio_json_get_string (object, "kind"), STUDIO_FIELD_OTHER);
  self->grain = studio_enum_from_nick (STUDIO_TYPE_GRAIN, studio_json_get_string (object, "grain"),
                                       STUDIO_GRAIN_NONE);
  self->source = g_strdup (studio_json_get_string (object, "source"));
  self->text = g_strdup (studio_json_get_string (object, "text"));
  if (studio_json_get_array (object, "path") != NULL)
    self->path = studio_json_get_strings (object, "path");
  self->number = studio_json_get_double (object, "number", 0);
  if (has_bounds (op))
    {
      self->first = studio_json_get_int (object, "first", G_MININT64);
      self->last = studio_json_get_int (object, "last", 0);
    }
  if (!read_parts (object, self, depth, error))
    return NULL;
  if (self->arguments->len < least_arguments (op) ||
      (op == STUDIO_OPERATOR_COLUMN && (self->source == NULL || self->text == NULL)))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                   _ ("The definition holds “%s” without what it is about"), nick);
      return NULL;
    }
  return g_steal_pointer (&self);
}

StudioExpression *
studio_expression_from_json (JsonNode *node, GError **error)
{
  return read_expression (node, 0, error);
}
