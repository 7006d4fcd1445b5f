/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-cards.h"

#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-dashboards.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-people.h"
#include "demo/studio-demo-query-form.h"

#include <string.h>

const char *
studio_demo_cards_get_model (JsonObject *card)
{
  const char *type = studio_demo_json_get_string (card, "type");

  if (g_strcmp0 (type, "model") == 0)
    return "dataset";
  return g_strcmp0 (type, "metric") == 0 ? "metric" : "card";
}

void
studio_demo_cards_set_query (JsonObject *card, JsonObject *query)
{
  JsonObject *legacy = studio_demo_query_form_to_legacy (query);

  json_object_set_string_member (card, "query_type",
                                 studio_demo_query_form_is_native (legacy) ? "native" : "query");
  studio_demo_json_set_id (card, "database_id", studio_demo_json_get_int (legacy, "database", 0));
  studio_demo_json_set_id (card, "table_id", studio_demo_query_form_get_table (legacy));
  json_object_set_object_member (card, "dataset_query", legacy);
}

static void
set_query (StudioDemoServer *server, JsonObject *answer, JsonObject *card, gboolean legacy_query)
{
  JsonObject *legacy = studio_demo_json_get_object (card, "dataset_query");
  g_autofree char *text = NULL;

  if (legacy == NULL || !studio_demo_version_from (server->version, 57))
    return;
  text = studio_demo_json_print_object (legacy);
  json_object_set_string_member (answer, "legacy_query", text);
  if (!legacy_query)
    json_object_set_object_member (answer, "dataset_query",
                                   studio_demo_query_form_to_stages (legacy, server->version));
}

JsonObject *
studio_demo_cards_make (StudioDemoServer *server, JsonObject *card, gboolean legacy_query)
{
  JsonObject *answer = studio_demo_shapes_make (server->shapes, "card");
  g_autofree char *saved_by = g_strdup_printf ("%s (48f6978)", server->version->tag);

  studio_demo_json_fill (answer, card);
  if (json_object_has_member (answer, "dataset"))
    json_object_set_boolean_member (answer, "dataset",
                                    strcmp (studio_demo_cards_get_model (card), "dataset") == 0);
  if (json_object_has_member (answer, "metabase_version"))
    json_object_set_string_member (answer, "metabase_version", saved_by);
  if (json_object_has_member (answer, "last_used_at"))
    studio_demo_json_set_string (answer, "last_used_at",
                                 studio_demo_json_get_string (card, "updated_at"));
  set_query (server, answer, card, legacy_query);
  return answer;
}

JsonObject *
studio_demo_cards_make_detail (StudioDemoServer *server, JsonObject *card, gboolean legacy_query)
{
  JsonObject *answer = studio_demo_cards_make (server, card, legacy_query);

  studio_demo_json_merge (answer, studio_demo_shapes_peek (server->shapes, "card-extra"));
  json_object_set_int_member (
      answer, "dashboard_count",
      studio_demo_dashboards_count_card (server->store, studio_demo_json_get_int (card, "id", 0)));
  json_object_set_object_member (answer, "creator", studio_demo_people_make_creator (server));
  json_object_set_object_member (answer, "collection",
                                 studio_demo_collections_make_for (
                                     server, studio_demo_json_get_int (card, "collection_id", 0)));
  json_object_set_object_member (
      answer, "last-edit-info",
      studio_demo_people_make_last_edit (studio_demo_json_get_string (card, "updated_at")));
  return answer;
}
