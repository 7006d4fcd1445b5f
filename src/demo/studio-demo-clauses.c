/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-clauses.h"

#include "demo/studio-demo-json.h"

#include <string.h>

typedef JsonNode *(*ConvertClause) (JsonNode *clause);

/* References, whose options come last in the legacy form. */
static gboolean
is_reference (const char *name)
{
  return g_strcmp0 (name, "field") == 0 || g_strcmp0 (name, "expression") == 0 ||
         g_strcmp0 (name, "aggregation") == 0;
}

/* Clauses whose options come last in the legacy form, too, where they have any. */
static gboolean
has_trailing_options (JsonArray *clause)
{
  guint length = json_array_get_length (clause);

  return length > 1 && JSON_NODE_HOLDS_OBJECT (json_array_get_element (clause, length - 1));
}

static JsonNode *
wrap_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static gboolean
is_clause (JsonNode *node)
{
  JsonArray *array = studio_demo_json_array (node);

  return array != NULL && studio_demo_json_array_string (array, 0) != NULL;
}

/* Options without what only MBQL 5 has; NULL when nothing is left. */
static JsonObject *
strip_options (JsonObject *options)
{
  JsonObject *kept;

  if (options == NULL)
    return NULL;
  kept = studio_demo_json_copy (options);
  json_object_remove_member (kept, "lib/uuid");
  json_object_remove_member (kept, "effective-type");
  if (json_object_get_size (kept) > 0)
    return kept;
  json_object_unref (kept);
  return NULL;
}

static JsonNode *
clause_to_legacy (JsonNode *node)
{
  JsonArray *clause = studio_demo_json_array (node);
  JsonArray *legacy;
  JsonObject *options;
  const char *name;
  guint first = 1;

  if (!is_clause (node))
    return json_node_copy (node);
  name = studio_demo_json_array_string (clause, 0);
  options = strip_options (studio_demo_json_array_object (clause, 1));
  if (studio_demo_json_array_object (clause, 1) != NULL)
    first = 2;
  legacy = json_array_new ();
  json_array_add_string_element (legacy, name);
  for (guint i = first; i < json_array_get_length (clause); i++)
    json_array_add_element (legacy, clause_to_legacy (json_array_get_element (clause, i)));
  if (options != NULL)
    json_array_add_object_element (legacy, options);
  else if (strcmp (name, "field") == 0)
    json_array_add_null_element (legacy);
  return wrap_array (legacy);
}

static JsonObject *
make_options (JsonObject *given)
{
  JsonObject *options = given != NULL ? studio_demo_json_copy (given) : json_object_new ();
  g_autofree char *uuid = g_uuid_string_random ();

  json_object_set_string_member (options, "lib/uuid", uuid);
  return options;
}

static JsonNode *
clause_to_stages (JsonNode *node)
{
  JsonArray *clause = studio_demo_json_array (node);
  JsonArray *converted;
  JsonObject *options = NULL;
  const char *name;
  guint last;

  if (!is_clause (node))
    return json_node_copy (node);
  name = studio_demo_json_array_string (clause, 0);
  last = json_array_get_length (clause);
  if (has_trailing_options (clause))
    options = studio_demo_json_array_object (clause, --last);
  else if (is_reference (name) && last > 2 &&
           JSON_NODE_HOLDS_NULL (json_array_get_element (clause, last - 1)))
    last--;
  converted = json_array_new ();
  json_array_add_string_element (converted, name);
  json_array_add_object_element (converted, make_options (options));
  for (guint i = 1; i < last; i++)
    json_array_add_element (converted, clause_to_stages (json_array_get_element (clause, i)));
  return wrap_array (converted);
}

static JsonArray *
convert_list (JsonArray *list, ConvertClause convert)
{
  JsonArray *converted = json_array_new ();

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    json_array_add_element (converted, convert (json_array_get_element (list, i)));
  return converted;
}

/* Several filters of a stage are one “and” in the legacy form. */
static void
set_legacy_filter (JsonObject *legacy, JsonArray *filters)
{
  JsonArray *all;

  if (json_array_get_length (filters) == 1)
    {
      json_object_set_member (legacy, "filter",
                              clause_to_legacy (json_array_get_element (filters, 0)));
      return;
    }
  all = json_array_new ();
  json_array_add_string_element (all, "and");
  for (guint i = 0; i < json_array_get_length (filters); i++)
    json_array_add_element (all, clause_to_legacy (json_array_get_element (filters, i)));
  json_object_set_array_member (legacy, "filter", all);
}

/* Expressions are a list with names in their options there, a map here. */
static void
set_legacy_expressions (JsonObject *legacy, JsonArray *expressions)
{
  JsonObject *map = json_object_new ();

  for (guint i = 0; i < json_array_get_length (expressions); i++)
    {
      JsonNode *clause = json_array_get_element (expressions, i);
      JsonObject *options = studio_demo_json_array_object (studio_demo_json_array (clause), 1);
      const char *name = studio_demo_json_get_string (options, "lib/expression-name");

      if (name != NULL)
        json_object_set_member (map, name, clause_to_legacy (clause));
    }
  json_object_set_object_member (legacy, "expressions", map);
}

static JsonObject *
join_to_legacy (JsonObject *join)
{
  JsonObject *legacy = studio_demo_json_copy (join);
  JsonArray *conditions = studio_demo_json_get_array (join, "conditions");
  JsonArray *stages = studio_demo_json_get_array (join, "stages");

  json_object_remove_member (legacy, "lib/type");
  json_object_remove_member (legacy, "lib/options");
  json_object_remove_member (legacy, "conditions");
  json_object_remove_member (legacy, "stages");
  json_object_set_int_member (
      legacy, "source-table",
      studio_demo_json_get_int (studio_demo_json_array_object (stages, 0), "source-table", 0));
  if (conditions != NULL && json_array_get_length (conditions) > 0)
    json_object_set_member (legacy, "condition",
                            clause_to_legacy (json_array_get_element (conditions, 0)));
  return legacy;
}

static JsonObject *
stage_to_legacy (JsonObject *stage)
{
  static const char *const lists[] = { "aggregation", "breakout", "fields", "order-by" };
  JsonObject *legacy = json_object_new ();
  JsonArray *joins = studio_demo_json_get_array (stage, "joins");

  if (json_object_has_member (stage, "source-table"))
    studio_demo_json_set_copy (legacy, "source-table",
                               json_object_get_member (stage, "source-table"));
  if (json_object_has_member (stage, "limit"))
    studio_demo_json_set_copy (legacy, "limit", json_object_get_member (stage, "limit"));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (studio_demo_json_get_array (stage, lists[i]) != NULL)
      json_object_set_array_member (
          legacy, lists[i],
          convert_list (studio_demo_json_get_array (stage, lists[i]), clause_to_legacy));
  if (studio_demo_json_get_array (stage, "filters") != NULL)
    set_legacy_filter (legacy, studio_demo_json_get_array (stage, "filters"));
  if (studio_demo_json_get_array (stage, "expressions") != NULL)
    set_legacy_expressions (legacy, studio_demo_json_get_array (stage, "expressions"));
  if (joins != NULL)
    {
      JsonArray *converted = json_array_new ();

      for (guint i = 0; i < json_array_get_length (joins); i++)
        json_array_add_object_element (converted,
                                       join_to_legacy (studio_demo_json_array_object (joins, i)));
      json_object_set_array_member (legacy, "joins", converted);
    }
  return legacy;
}

JsonObject *
studio_demo_clauses_stages_to_legacy (JsonArray *stages)
{
  JsonObject *query = NULL;

  /* Each further stage has the one before as its source query. */
  for (guint i = 0; i < json_array_get_length (stages); i++)
    {
      JsonObject *stage = stage_to_legacy (studio_demo_json_array_object (stages, i));

      if (query != NULL)
        json_object_set_object_member (stage, "source-query", query);
      query = stage;
    }
  return query != NULL ? query : json_object_new ();
}

static JsonObject *
join_to_stages (JsonObject *join)
{
  JsonObject *converted = studio_demo_json_copy (join);
  JsonObject *stage = json_object_new ();
  JsonArray *stages = json_array_new ();
  JsonArray *conditions = json_array_new ();

  json_object_set_string_member (stage, "lib/type", "mbql.stage/mbql");
  json_object_set_int_member (stage, "source-table",
                              studio_demo_json_get_int (join, "source-table", 0));
  json_array_add_object_element (stages, stage);
  if (json_object_has_member (join, "condition"))
    json_array_add_element (conditions,
                            clause_to_stages (json_object_get_member (join, "condition")));
  json_object_remove_member (converted, "source-table");
  json_object_remove_member (converted, "condition");
  json_object_set_string_member (converted, "lib/type", "mbql/join");
  json_object_set_array_member (converted, "stages", stages);
  json_object_set_array_member (converted, "conditions", conditions);
  return converted;
}

static void
set_stage_expressions (JsonObject *stage, JsonObject *expressions)
{
  JsonArray *list = json_array_new ();
  g_autoptr (GList) names = json_object_get_members (expressions);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *clause = clause_to_stages (json_object_get_member (expressions, l->data));
      JsonObject *options = studio_demo_json_array_object (studio_demo_json_array (clause), 1);

      if (options != NULL)
        json_object_set_string_member (options, "lib/expression-name", l->data);
      json_array_add_element (list, clause);
    }
  json_object_set_array_member (stage, "expressions", list);
}

static void
set_stage_filters (JsonObject *stage, JsonNode *filter)
{
  JsonArray *filters = json_array_new ();
  JsonArray *clause = studio_demo_json_array (filter);

  if (g_strcmp0 (studio_demo_json_array_string (clause, 0), "and") == 0)
    for (guint i = 1; i < json_array_get_length (clause); i++)
      json_array_add_element (filters, clause_to_stages (json_array_get_element (clause, i)));
  else
    json_array_add_element (filters, clause_to_stages (filter));
  json_object_set_array_member (stage, "filters", filters);
}

static JsonObject *
stage_from_legacy (JsonObject *legacy)
{
  static const char *const lists[] = { "aggregation", "breakout", "fields", "order-by" };
  JsonObject *stage = json_object_new ();
  JsonArray *joins = studio_demo_json_get_array (legacy, "joins");

  json_object_set_string_member (stage, "lib/type", "mbql.stage/mbql");
  if (json_object_has_member (legacy, "source-table"))
    studio_demo_json_set_copy (stage, "source-table",
                               json_object_get_member (legacy, "source-table"));
  if (json_object_has_member (legacy, "limit"))
    studio_demo_json_set_copy (stage, "limit", json_object_get_member (legacy, "limit"));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (studio_demo_json_get_array (legacy, lists[i]) != NULL)
      json_object_set_array_member (
          stage, lists[i],
          convert_list (studio_demo_json_get_array (legacy, lists[i]), clause_to_stages));
  if (studio_demo_json_is_set (legacy, "filter"))
    set_stage_filters (stage, json_object_get_member (legacy, "filter"));
  if (studio_demo_json_get_object (legacy, "expressions") != NULL)
    set_stage_expressions (stage, studio_demo_json_get_object (legacy, "expressions"));
  if (joins != NULL)
    {
      JsonArray *converted = json_array_new ();

      for (guint i = 0; i < json_array_get_length (joins); i++)
        json_array_add_object_element (converted,
                                       join_to_stages (studio_demo_json_array_object (joins, i)));
      json_object_set_array_member (stage, "joins", converted);
    }
  return stage;
}

static void
add_stages (JsonArray *stages, JsonObject *query)
{
  JsonObject *source = studio_demo_json_get_object (query, "source-query");

  if (source != NULL)
    add_stages (stages, source);
  json_array_add_object_element (stages, stage_from_legacy (query));
}

JsonArray *
studio_demo_clauses_legacy_to_stages (JsonObject *query)
{
  JsonArray *stages = json_array_new ();

  if (query != NULL)
    add_stages (stages, query);
  return stages;
}
