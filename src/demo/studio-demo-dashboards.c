/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-dashboards.h"

#include "demo/studio-demo-cards.h"
#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-people.h"

JsonObject *
studio_demo_dashboards_make (StudioDemoServer *server, JsonObject *dashboard)
{
  JsonObject *answer = studio_demo_shapes_make (server->shapes, "dashboard");

  studio_demo_json_fill (answer, dashboard);
  json_object_set_object_member (
      answer, "last-edit-info",
      studio_demo_people_make_last_edit (studio_demo_json_get_string (dashboard, "updated_at")));
  return answer;
}

/* What stands for a card that is only text. */
static JsonObject *
make_no_card (void)
{
  JsonObject *none = json_object_new ();

  json_object_set_null_member (none, "query_average_duration");
  return none;
}

static JsonObject *
make_card (StudioDemoServer *server, JsonObject *stored)
{
  JsonObject *card = studio_demo_cards_make (server, stored, FALSE);

  json_object_set_null_member (card, "query_average_duration");
  json_object_set_boolean_member (card, "can_write", !server->options->deny_write);
  json_object_set_array_member (card, "moderation_reviews", json_array_new ());
  return card;
}

static JsonObject *
make_place (StudioDemoServer *server, JsonObject *dashboard, JsonObject *stored)
{
  gint64 card_id = studio_demo_json_get_int (stored, "card_id", 0);
  JsonObject *card = studio_demo_store_get (server->store, STUDIO_DEMO_CARD, card_id);
  JsonObject *place;

  if (card_id != 0 && (card == NULL || studio_demo_json_get_boolean (card, "archived", FALSE)))
    return NULL;
  place = studio_demo_shapes_make (server->shapes, "dashcard");
  studio_demo_json_fill (place, stored);
  json_object_set_int_member (place, "dashboard_id", studio_demo_json_get_int (dashboard, "id", 0));
  json_object_set_object_member (place, "card",
                                 card != NULL ? make_card (server, card) : make_no_card ());
  return place;
}

JsonArray *
studio_demo_dashboards_make_cards (StudioDemoServer *server, JsonObject *dashboard)
{
  JsonArray *stored = studio_demo_json_get_array (dashboard, "dashcards");
  JsonArray *places = json_array_new ();

  for (guint i = 0; stored != NULL && i < json_array_get_length (stored); i++)
    {
      JsonObject *place = make_place (server, dashboard, studio_demo_json_array_object (stored, i));

      if (place != NULL)
        json_array_add_object_element (places, place);
    }
  return places;
}

static JsonArray *
copy_array (JsonArray *array)
{
  g_autoptr (JsonObject) holder = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (array == NULL)
    return json_array_new ();
  json_node_set_array (node, array);
  studio_demo_json_set_copy (holder, "copy", node);
  return json_array_ref (json_object_get_array_member (holder, "copy"));
}

JsonObject *
studio_demo_dashboards_make_detail (StudioDemoServer *server, JsonObject *dashboard)
{
  JsonObject *answer = studio_demo_dashboards_make (server, dashboard);
  gboolean modern = studio_demo_version_from (server->version, 48);

  studio_demo_json_merge (answer, studio_demo_shapes_peek (server->shapes, "dashboard-extra"));
  json_object_set_object_member (
      answer, "collection",
      studio_demo_collections_make_for (server,
                                        studio_demo_json_get_int (dashboard, "collection_id", 0)));
  json_object_set_array_member (answer, modern ? "dashcards" : "ordered_cards",
                                studio_demo_dashboards_make_cards (server, dashboard));
  if (studio_demo_version_from (server->version, 47))
    json_object_set_array_member (answer, modern ? "tabs" : "ordered_tabs",
                                  copy_array (studio_demo_json_get_array (dashboard, "tabs")));
  return answer;
}

static JsonObject *
find_by_id (JsonArray *list, gint64 id)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = studio_demo_json_array_object (list, i);

      if (studio_demo_json_get_int (object, "id", 0) == id)
        return object;
    }
  return NULL;
}

/* A copy of what was given, on top of what was stored under its id; a negative id is replaced. */
static JsonObject *
take_over (StudioDemoServer *server, JsonArray *before, JsonObject *given, const char *kind)
{
  gint64 id = studio_demo_json_get_int (given, "id", 0);
  JsonObject *known = id > 0 ? find_by_id (before, id) : NULL;
  JsonObject *taken = known != NULL ? studio_demo_json_copy (known) : json_object_new ();
  g_autofree char *now = studio_demo_identifiers_now ();

  studio_demo_json_merge (taken, given);
  json_object_remove_member (taken, "card");
  if (known == NULL)
    {
      g_autofree char *entity_id = studio_demo_identifiers_make_entity_id ();

      json_object_set_int_member (taken, "id", studio_demo_store_next_id (server->store, kind));
      json_object_set_string_member (taken, "entity_id", entity_id);
      json_object_set_string_member (taken, "created_at", now);
    }
  json_object_set_string_member (taken, "updated_at", now);
  return taken;
}

static JsonArray *
take_over_tabs (StudioDemoServer *server, JsonArray *before, JsonArray *given, GHashTable *new_ids)
{
  JsonArray *tabs = json_array_new ();

  for (guint i = 0; i < json_array_get_length (given); i++)
    {
      JsonObject *asked = studio_demo_json_array_object (given, i);
      JsonObject *tab = take_over (server, before, asked, "tab");
      gint64 *old_id = g_new (gint64, 1);
      gint64 *new_id = g_new (gint64, 1);

      *old_id = studio_demo_json_get_int (asked, "id", 0);
      *new_id = studio_demo_json_get_int (tab, "id", 0);
      g_hash_table_insert (new_ids, old_id, new_id);
      json_object_set_int_member (tab, "position", i);
      json_array_add_object_element (tabs, tab);
    }
  return tabs;
}

static JsonArray *
take_over_cards (StudioDemoServer *server, JsonArray *before, JsonArray *given, GHashTable *tab_ids)
{
  JsonArray *places = json_array_new ();

  for (guint i = 0; i < json_array_get_length (given); i++)
    {
      JsonObject *place =
          take_over (server, before, studio_demo_json_array_object (given, i), "dashcard");
      gint64 tab = studio_demo_json_get_int (place, "dashboard_tab_id", 0);
      gint64 *tab_id = g_hash_table_lookup (tab_ids, &tab);

      if (tab_id != NULL)
        json_object_set_int_member (place, "dashboard_tab_id", *tab_id);
      json_array_add_object_element (places, place);
    }
  return places;
}

/* The questions that lived in the dashboard only go with their place. */
static gboolean
archive_left_out (StudioDemoServer *server,
                  JsonObject *dashboard,
                  JsonArray *before,
                  JsonArray *after,
                  GError **error)
{
  gint64 dashboard_id = studio_demo_json_get_int (dashboard, "id", 0);

  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    {
      JsonObject *place = studio_demo_json_array_object (before, i);
      JsonObject *card = studio_demo_store_get (server->store, STUDIO_DEMO_CARD,
                                                studio_demo_json_get_int (place, "card_id", 0));

      if (card == NULL || find_by_id (after, studio_demo_json_get_int (place, "id", 0)) != NULL ||
          studio_demo_json_get_int (card, "dashboard_id", 0) != dashboard_id)
        continue;
      json_object_set_boolean_member (card, "archived", TRUE);
      if (!studio_demo_store_save (server->store, STUDIO_DEMO_CARD, card, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
studio_demo_dashboards_replace (StudioDemoServer *server,
                                JsonObject *dashboard,
                                JsonArray *dashcards,
                                JsonArray *tabs,
                                GError **error)
{
  g_autoptr (GHashTable) tab_ids =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  JsonArray *tabs_before = studio_demo_json_get_array (dashboard, "tabs");
  g_autoptr (JsonArray) before = copy_array (studio_demo_json_get_array (dashboard, "dashcards"));
  g_autofree char *now = studio_demo_identifiers_now ();

  if (tabs != NULL)
    json_object_set_array_member (dashboard, "tabs",
                                  take_over_tabs (server, tabs_before, tabs, tab_ids));
  if (dashcards != NULL)
    {
      JsonArray *after = take_over_cards (server, before, dashcards, tab_ids);

      json_object_set_array_member (dashboard, "dashcards", after);
      if (!archive_left_out (server, dashboard, before, after, error))
        return FALSE;
    }
  json_object_set_string_member (dashboard, "updated_at", now);
  return studio_demo_store_save (server->store, STUDIO_DEMO_DASHBOARD, dashboard, error);
}

static gint64
find_bottom (JsonArray *places)
{
  gint64 bottom = 0;

  for (guint i = 0; i < json_array_get_length (places); i++)
    {
      JsonObject *place = studio_demo_json_array_object (places, i);

      bottom = MAX (bottom, studio_demo_json_get_int (place, "row", 0) +
                                studio_demo_json_get_int (place, "size_y", 0));
    }
  return bottom;
}

JsonObject *
studio_demo_dashboards_add_card (StudioDemoServer *server,
                                 JsonObject *dashboard,
                                 JsonObject *place,
                                 GError **error)
{
  JsonArray *places = studio_demo_json_get_array (dashboard, "dashcards");
  JsonObject *added = take_over (server, NULL, place, "dashcard");

  if (places == NULL)
    {
      places = json_array_new ();
      json_object_set_array_member (dashboard, "dashcards", places);
    }
  if (!json_object_has_member (added, "row"))
    json_object_set_int_member (added, "row", find_bottom (places));
  json_array_add_object_element (places, added);
  return studio_demo_store_save (server->store, STUDIO_DEMO_DASHBOARD, dashboard, error) ? added
                                                                                         : NULL;
}

guint
studio_demo_dashboards_count_card (StudioDemoStore *store, gint64 card_id)
{
  g_autoptr (GPtrArray) dashboards = studio_demo_store_list (store, STUDIO_DEMO_DASHBOARD);
  guint count = 0;

  for (guint i = 0; i < dashboards->len; i++)
    {
      JsonObject *dashboard = g_ptr_array_index (dashboards, i);
      JsonArray *places = studio_demo_json_get_array (dashboard, "dashcards");
      gboolean found = FALSE;

      for (guint j = 0; places != NULL && j < json_array_get_length (places) && !found; j++)
        found = studio_demo_json_get_int (studio_demo_json_array_object (places, j), "card_id",
                                          0) == card_id;
      count += found ? 1 : 0;
    }
  return count;
}
