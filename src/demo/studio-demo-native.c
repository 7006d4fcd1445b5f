/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-native.h"

#include "demo/studio-demo-field-filter.h"
#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-query-form.h"

#include <string.h>

typedef struct
{
  StudioDemoServer *server;
  JsonObject *tags;
  JsonArray *parameters;
  char *problem; /* (owned) */
  gboolean is_missing;
} Expansion;

/* The name in ["variable", ["template-tag", name]]. */
static const char *
get_target_name (JsonObject *parameter)
{
  JsonArray *target = studio_demo_json_get_array (parameter, "target");
  JsonArray *inner = target != NULL && json_array_get_length (target) > 1
                         ? studio_demo_json_array (json_array_get_element (target, 1))
                         : NULL;

  return studio_demo_json_array_string (inner, 1);
}

/* The value of the run, else the tag's default; NULL when there is neither. */
static JsonNode *
find_value (Expansion *self, const char *name, JsonObject *tag)
{
  for (guint i = 0; self->parameters != NULL && i < json_array_get_length (self->parameters); i++)
    {
      JsonObject *parameter = studio_demo_json_array_object (self->parameters, i);

      if (g_strcmp0 (get_target_name (parameter), name) == 0 &&
          studio_demo_json_is_set (parameter, "value"))
        return json_object_get_member (parameter, "value");
    }
  return studio_demo_json_is_set (tag, "default") ? json_object_get_member (tag, "default") : NULL;
}

static char *
fail (Expansion *self, gboolean is_missing, char *problem)
{
  if (self->problem == NULL)
    {
      self->problem = problem;
      self->is_missing = is_missing;
    }
  else
    g_free (problem);
  return NULL;
}

/* ["field", 141, null], or with the options in the middle. */
static const StudioDemoField *
find_dimension (Expansion *self, JsonObject *tag)
{
  JsonArray *dimension = studio_demo_json_get_array (tag, "dimension");

  for (guint i = 1; dimension != NULL && i < json_array_get_length (dimension); i++)
    if (studio_demo_json_is_int (json_array_get_element (dimension, i)))
      return studio_demo_catalogue_get_field (self->server->catalogue,
                                              json_array_get_int_element (dimension, i));
  return NULL;
}

static char *
expand_filter (Expansion *self, const char *name, JsonObject *tag)
{
  const StudioDemoField *field = find_dimension (self, tag);
  JsonNode *value = find_value (self, name, tag);
  const char *alias = studio_demo_json_get_string (tag, "alias");
  g_autofree char *table = NULL;
  g_autofree char *column = NULL;
  char *condition;

  if (field == NULL)
    return fail (self, FALSE,
                 g_strdup_printf ("Can't find field for the field filter \"%s\"", name));
  if (value == NULL && studio_demo_json_get_boolean (tag, "required", FALSE))
    return fail (self, TRUE,
                 g_strdup_printf ("You'll need to pick a value for '%s' before this query can run.",
                                  studio_demo_json_get_string (tag, "display-name")));
  if (value == NULL)
    return g_strdup ("1 = 1");
  table = studio_demo_table_to_sql (
      studio_demo_catalogue_get_table (self->server->catalogue, field->table_id));
  column = alias != NULL ? g_strdup (alias) : studio_demo_field_to_sql (field, table);
  condition = studio_demo_field_filter_make (
      column, studio_demo_json_get_string (tag, "widget-type"), value);
  if (condition == NULL)
    return fail (self, FALSE, g_strdup_printf ("Invalid value for the field filter \"%s\"", name));
  return condition;
}

static char *
expand_card (Expansion *self, const char *name)
{
  gint64 id = g_ascii_strtoll (name + 1, NULL, 10);
  JsonObject *card = studio_demo_store_get (self->server->store, STUDIO_DEMO_CARD, id);
  const char *sql =
      studio_demo_query_form_get_sql (studio_demo_json_get_object (card, "dataset_query"));

  if (sql == NULL)
    return fail (self, FALSE, g_strdup_printf ("Card %" G_GINT64_FORMAT " not found.", id));
  return g_strdup_printf ("(%s)", sql);
}

static char *
expand_variable (Expansion *self, JsonObject *tag, JsonNode *value)
{
  const char *type = studio_demo_json_get_string (tag, "type");
  g_autofree char *text = studio_demo_json_is_string (value)
                              ? g_strdup (json_node_get_string (value))
                              : studio_demo_json_print (value);

  if (g_strcmp0 (type, "number") == 0)
    {
      if (g_regex_match_simple ("^-?\\d+(\\.\\d+)?$", text, 0, 0))
        return g_steal_pointer (&text);
      return fail (self, FALSE,
                   g_strdup_printf ("Error determining value for parameter: \"%s\"", text));
    }
  if (g_strcmp0 (type, "boolean") == 0)
    return g_strdup (strcmp (text, "true") == 0 ? "TRUE" : "FALSE");
  if (g_strcmp0 (type, "date") == 0)
    {
      g_autofree char *quoted = studio_demo_quote_text (text);

      return g_strdup_printf ("CAST(%s AS date)", quoted);
    }
  return studio_demo_quote_text (text);
}

/*
 * What stands for {{name}}. NULL with a problem; inside an optional part also NULL without one,
 * when there is no value: the part is left out then.
 */
static char *
expand_tag (Expansion *self, const char *name, gboolean is_optional)
{
  JsonObject *tag = studio_demo_json_get_object (self->tags, name);
  const char *type = studio_demo_json_get_string (tag, "type");
  const char *title = studio_demo_json_get_string (tag, "display-name");
  JsonNode *value;

  if (*name == '#')
    return expand_card (self, name);
  value = find_value (self, name, tag);
  if (value == NULL && is_optional)
    return NULL;
  if (g_strcmp0 (type, "dimension") == 0)
    return expand_filter (self, name, tag);
  if (value == NULL && studio_demo_json_get_boolean (tag, "required", FALSE))
    return fail (self, TRUE,
                 g_strdup_printf ("You'll need to pick a value for '%s' before this query can run.",
                                  title != NULL ? title : name));
  if (value == NULL)
    return fail (
        self, TRUE,
        g_strdup_printf ("Cannot run the query: missing required parameters: #{\"%s\"}", name));
  return expand_variable (self, tag, value);
}

/* The length of the comment or quoted text at @text, 0 when there is none: nothing in a comment is
 * a tag. Tags in quotes are tags. */
static gsize
skip_comment (const char *text)
{
  const char *end = NULL;

  if (g_str_has_prefix (text, "--"))
    {
      end = strchr (text, '\n');
      return end != NULL ? (gsize) (end - text) : strlen (text);
    }
  if (!g_str_has_prefix (text, "/*"))
    return 0;
  end = strstr (text, "*/");
  return end != NULL ? (gsize) (end - text) + 2 : strlen (text);
}

/* Expands up to @end. FALSE: a tag has no value, or there is a problem. */
static gboolean
expand_text (Expansion *self, const char *text, const char *end, gboolean is_optional, GString *out)
{
  const char *c = text;

  while (c < end && self->problem == NULL)
    {
      gsize comment = skip_comment (c);

      if (comment > 0)
        {
          g_string_append_len (out, c, (gssize) MIN (comment, (gsize) (end - c)));
          c += comment;
        }
      else if (g_str_has_prefix (c, "{{") && strstr (c, "}}") != NULL)
        {
          const char *close = strstr (c, "}}");
          g_autofree char *name = g_strstrip (g_strndup (c + 2, (gsize) (close - c) - 2));
          g_autofree char *value = expand_tag (self, name, is_optional);

          if (value == NULL)
            return FALSE;
          g_string_append (out, value);
          c = close + 2;
        }
      else if (!is_optional && g_str_has_prefix (c, "[[") && strstr (c, "]]") != NULL)
        {
          const char *close = strstr (c, "]]");
          g_autoptr (GString) part = g_string_new (NULL);

          if (expand_text (self, c + 2, close, TRUE, part))
            g_string_append (out, part->str);
          c = close + 2;
        }
      else
        g_string_append_c (out, *c++);
    }
  return self->problem == NULL;
}

char *
studio_demo_native_expand (StudioDemoServer *server,
                           JsonObject *native,
                           JsonArray *parameters,
                           char **problem,
                           gboolean *is_missing)
{
  const char *sql = studio_demo_json_get_string (native, "query");
  Expansion self = { server, studio_demo_json_get_object (native, "template-tags"), parameters,
                     NULL, FALSE };
  g_autoptr (GString) out = g_string_new (NULL);

  *problem = NULL;
  *is_missing = FALSE;
  if (sql == NULL)
    {
      *problem = g_strdup ("Invalid query: the native query is missing");
      return NULL;
    }
  if (strstr (sql, "{{") == NULL)
    return g_strdup (sql);
  if (expand_text (&self, sql, sql + strlen (sql), FALSE, out))
    return g_strdup (out->str);
  *problem = self.problem;
  *is_missing = self.is_missing;
  return NULL;
}
