/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-query-form.h"

#include "demo/studio-demo-clauses.h"
#include "demo/studio-demo-json.h"

#include <string.h>

gboolean
studio_demo_query_form_is_stages (JsonObject *query)
{
  return studio_demo_json_get_array (query, "stages") != NULL;
}

gboolean
studio_demo_query_form_is_native (JsonObject *legacy)
{
  return g_strcmp0 (studio_demo_json_get_string (legacy, "type"), "native") == 0;
}

const char *
studio_demo_query_form_get_sql (JsonObject *legacy)
{
  return studio_demo_json_get_string (studio_demo_json_get_object (legacy, "native"), "query");
}

gint64
studio_demo_query_form_get_table (JsonObject *legacy)
{
  return studio_demo_json_get_int (studio_demo_json_get_object (legacy, "query"), "source-table",
                                   0);
}

/* Template tags as a map from their names, whichever way they came. */
static JsonObject *
make_tag_map (JsonObject *stage)
{
  JsonObject *map = json_object_new ();
  JsonArray *list = studio_demo_json_get_array (stage, "template-tags");
  JsonObject *given = studio_demo_json_get_object (stage, "template-tags");

  if (given != NULL)
    studio_demo_json_merge (map, given);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *tag = studio_demo_json_array_object (list, i);
      const char *name = studio_demo_json_get_string (tag, "name");

      if (name != NULL)
        json_object_set_object_member (map, name, studio_demo_json_copy (tag));
    }
  return map;
}

static void
set_native (JsonObject *legacy, JsonObject *stage)
{
  JsonObject *native = json_object_new ();

  studio_demo_json_set_string (native, "query", studio_demo_json_get_string (stage, "native"));
  json_object_set_object_member (native, "template-tags", make_tag_map (stage));
  json_object_set_string_member (legacy, "type", "native");
  json_object_set_object_member (legacy, "native", native);
}

JsonObject *
studio_demo_query_form_to_legacy (JsonObject *query)
{
  JsonArray *stages = studio_demo_json_get_array (query, "stages");
  JsonObject *first = studio_demo_json_array_object (stages, 0);
  JsonObject *legacy;

  if (stages == NULL)
    return studio_demo_json_copy (query);
  legacy = json_object_new ();
  if (json_object_has_member (query, "database"))
    studio_demo_json_set_copy (legacy, "database", json_object_get_member (query, "database"));
  if (json_object_has_member (query, "parameters"))
    studio_demo_json_set_copy (legacy, "parameters", json_object_get_member (query, "parameters"));
  if (g_strcmp0 (studio_demo_json_get_string (first, "lib/type"), "mbql.stage/native") == 0)
    {
      set_native (legacy, first);
      return legacy;
    }
  json_object_set_string_member (legacy, "type", "query");
  json_object_set_object_member (legacy, "query", studio_demo_clauses_stages_to_legacy (stages));
  return legacy;
}

static JsonObject *
make_native_stage (JsonObject *native, gboolean tags_as_list)
{
  JsonObject *stage = json_object_new ();
  JsonObject *tags = studio_demo_json_get_object (native, "template-tags");
  g_autoptr (GList) names = tags != NULL ? json_object_get_members (tags) : NULL;

  json_object_set_string_member (stage, "lib/type", "mbql.stage/native");
  studio_demo_json_set_string (stage, "native", studio_demo_json_get_string (native, "query"));
  if (names == NULL)
    return stage;
  if (!tags_as_list)
    json_object_set_object_member (stage, "template-tags", studio_demo_json_copy (tags));
  else
    {
      JsonArray *list = json_array_new ();

      for (GList *l = names; l != NULL; l = l->next)
        json_array_add_object_element (
            list, studio_demo_json_copy (studio_demo_json_get_object (tags, l->data)));
      json_object_set_array_member (stage, "template-tags", list);
    }
  return stage;
}

JsonObject *
studio_demo_query_form_to_stages (JsonObject *legacy, const StudioDemoVersion *version)
{
  JsonObject *query = json_object_new ();
  JsonArray *stages;

  json_object_set_string_member (query, "lib/type", "mbql/query");
  json_object_set_int_member (query, "database", studio_demo_json_get_int (legacy, "database", 0));
  if (studio_demo_query_form_is_native (legacy))
    {
      stages = json_array_new ();
      json_array_add_object_element (
          stages, make_native_stage (studio_demo_json_get_object (legacy, "native"),
                                     studio_demo_version_from (version, 63)));
    }
  else
    stages = studio_demo_clauses_legacy_to_stages (studio_demo_json_get_object (legacy, "query"));
  json_object_set_array_member (query, "stages", stages);
  json_object_set_boolean_member (query, "lib.convert/converted?", TRUE);
  return query;
}
