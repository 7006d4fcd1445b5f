/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-collections.h"
#include "demo/studio-demo-dashboards.h"
#include "demo/studio-demo-dataset.h"
#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-json.h"

/* What a client may set, besides cards and tabs. */
static const char *const plain_members[] = {
  "name",
  "description",
  "collection_id",
  "collection_position",
  "parameters",
  "cache_ttl",
  "auto_apply_filters",
  "width",
  "caveats",
  "points_of_interest",
  "position",
  "show_in_getting_started",
  "enable_embedding",
  "embedding_params",
};

static JsonObject *
get_dashboard_or_reply (StudioDemoExchange *exchange)
{
  JsonObject *dashboard = studio_demo_store_get (exchange->server->store, STUDIO_DEMO_DASHBOARD,
                                                 studio_demo_exchange_get_id (exchange, 0));

  if (dashboard == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  return dashboard;
}

static void
reply_dashboard (StudioDemoExchange *exchange, JsonObject *dashboard)
{
  studio_demo_exchange_reply_object (
      exchange, SOUP_STATUS_OK, studio_demo_dashboards_make_detail (exchange->server, dashboard));
}

static void
list_dashboards (StudioDemoExchange *exchange)
{
  g_autoptr (GPtrArray) all =
      studio_demo_store_list (exchange->server->store, STUDIO_DEMO_DASHBOARD);
  gboolean archived = g_strcmp0 (studio_demo_exchange_get_query (exchange, "f"), "archived") == 0;
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *dashboard = g_ptr_array_index (all, i);

      if (studio_demo_json_get_boolean (dashboard, "archived", FALSE) == archived)
        json_array_add_object_element (list,
                                       studio_demo_dashboards_make (exchange->server, dashboard));
    }
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, list);
}

static void
copy_members (JsonObject *dashboard, JsonObject *body)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_members); i++)
    if (json_object_has_member (body, plain_members[i]))
      studio_demo_json_set_copy (dashboard, plain_members[i],
                                 json_object_get_member (body, plain_members[i]));
}

static gboolean
check_collection (StudioDemoExchange *exchange, JsonObject *body)
{
  gint64 id = studio_demo_json_get_int (body, "collection_id", 0);

  if (id == 0 || studio_demo_collections_get (exchange->server, id) != NULL)
    return TRUE;
  studio_demo_exchange_reply_not_found (exchange);
  return FALSE;
}

static JsonObject *
make_stored_dashboard (JsonObject *body)
{
  JsonObject *dashboard = json_object_new ();
  g_autofree char *entity_id = studio_demo_identifiers_make_entity_id ();
  g_autofree char *now = studio_demo_identifiers_now ();

  copy_members (dashboard, body);
  json_object_set_string_member (dashboard, "entity_id", entity_id);
  json_object_set_string_member (dashboard, "created_at", now);
  json_object_set_string_member (dashboard, "updated_at", now);
  json_object_set_array_member (dashboard, "dashcards", json_array_new ());
  json_object_set_array_member (dashboard, "tabs", json_array_new ());
  return dashboard;
}

static void
create_dashboard (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  g_autoptr (StudioDemoChecks) checks = studio_demo_checks_new (body);
  g_autoptr (JsonObject) dashboard = NULL;
  g_autoptr (GError) error = NULL;

  studio_demo_checks_text (checks, "name");
  studio_demo_checks_maybe_text (checks, "description");
  studio_demo_checks_maybe_id (checks, "collection_id");
  studio_demo_checks_maybe_id (checks, "collection_position");
  studio_demo_checks_maybe_array (checks, "parameters");
  if (studio_demo_checks_reply (checks, exchange) || !check_collection (exchange, body))
    return;
  dashboard = make_stored_dashboard (body);
  if (studio_demo_store_add (exchange->server->store, STUDIO_DEMO_DASHBOARD, dashboard, &error) ==
      0)
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    reply_dashboard (exchange, dashboard);
}

static void
get_dashboard (StudioDemoExchange *exchange)
{
  JsonObject *dashboard = get_dashboard_or_reply (exchange);

  if (dashboard != NULL)
    reply_dashboard (exchange, dashboard);
}

/* Answers and returns FALSE when a place lacks what every place needs. */
static gboolean
check_places (StudioDemoExchange *exchange, JsonArray *places, const char *member)
{
  static const char *const needed[] = { "id", "row", "col", "size_x", "size_y" };

  for (guint i = 0; places != NULL && i < json_array_get_length (places); i++)
    {
      JsonObject *place = studio_demo_json_array_object (places, i);

      for (gsize j = 0; j < G_N_ELEMENTS (needed); j++)
        if (place == NULL || !json_object_has_member (place, needed[j]) ||
            !studio_demo_json_is_int (json_object_get_member (place, needed[j])))
          {
            g_autofree char *specific =
                g_strdup_printf ("%s: missing required key, received: nil", needed[j]);

            studio_demo_exchange_reply_invalid (
                exchange, member,
                "value must be seq of maps in which ids are unique, and each has row, col, size_x "
                "and size_y",
                specific);
            return FALSE;
          }
    }
  return TRUE;
}

static void
set_archived (JsonObject *dashboard, JsonObject *body)
{
  gboolean archived = studio_demo_json_get_boolean (body, "archived", FALSE);

  if (!studio_demo_json_is_set (body, "archived"))
    return;
  json_object_set_boolean_member (dashboard, "archived", archived);
  json_object_set_boolean_member (dashboard, "archived_directly", archived);
}

static void
update_dashboard (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *dashboard = get_dashboard_or_reply (exchange);
  gboolean takes_cards = studio_demo_exchange_from (exchange, 48);
  JsonArray *places = takes_cards ? studio_demo_json_get_array (body, "dashcards") : NULL;
  JsonArray *tabs = takes_cards ? studio_demo_json_get_array (body, "tabs") : NULL;
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autoptr (JsonArray) no_tabs = json_array_new ();
  g_autoptr (GError) error = NULL;

  if (dashboard == NULL)
    return;
  checks = studio_demo_checks_new (body);
  studio_demo_checks_maybe_text (checks, "name");
  studio_demo_checks_maybe_text (checks, "description");
  studio_demo_checks_maybe_boolean (checks, "archived");
  studio_demo_checks_maybe_id (checks, "collection_id");
  studio_demo_checks_maybe_array (checks, "parameters");
  studio_demo_checks_maybe_array (checks, "dashcards");
  studio_demo_checks_maybe_array (checks, "tabs");
  if (studio_demo_checks_reply (checks, exchange) || !check_collection (exchange, body) ||
      !check_places (exchange, places, "dashcards"))
    return;
  if (body != NULL)
    {
      copy_members (dashboard, body);
      set_archived (dashboard, body);
    }
  /* Cards without tabs wipe the tabs. */
  if (places != NULL && tabs == NULL)
    tabs = no_tabs;
  if (!studio_demo_dashboards_replace (exchange->server, dashboard, places, tabs, &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    reply_dashboard (exchange, dashboard);
}

static void
delete_dashboard (StudioDemoExchange *exchange)
{
  JsonObject *dashboard = get_dashboard_or_reply (exchange);
  g_autoptr (GError) error = NULL;

  if (dashboard == NULL)
    return;
  if (studio_demo_store_remove (exchange->server->store, STUDIO_DEMO_DASHBOARD,
                                studio_demo_json_get_int (dashboard, "id", 0), &error))
    studio_demo_exchange_reply_no_content (exchange);
  else
    studio_demo_exchange_reply_failure (exchange, error->message);
}

/* 0.46: one card, its id in camel case. */
static void
add_card (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *dashboard = get_dashboard_or_reply (exchange);
  gint64 card_id = studio_demo_json_get_int (body, "cardId", 0);
  g_autoptr (JsonObject) place = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *added;

  if (dashboard == NULL)
    return;
  if (card_id != 0 &&
      studio_demo_store_get (exchange->server->store, STUDIO_DEMO_CARD, card_id) == NULL)
    {
      studio_demo_exchange_reply_not_found (exchange);
      return;
    }
  place = body != NULL ? studio_demo_json_copy (body) : json_object_new ();
  json_object_remove_member (place, "cardId");
  studio_demo_json_set_id (place, "card_id", card_id);
  added = studio_demo_dashboards_add_card (exchange->server, dashboard, place, &error);
  if (added == NULL)
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, studio_demo_json_copy (added));
}

/* 0.46 moves and resizes the cards named; from 0.47 on the list is all there is. */
static JsonArray *
complete_places (StudioDemoExchange *exchange, JsonObject *dashboard, JsonArray *given)
{
  JsonArray *known = studio_demo_json_get_array (dashboard, "dashcards");
  JsonArray *places = json_array_ref (given);

  if (studio_demo_exchange_from (exchange, 47))
    return places;
  json_array_unref (places);
  places = json_array_new ();
  for (guint i = 0; known != NULL && i < json_array_get_length (known); i++)
    {
      JsonObject *place = studio_demo_json_copy (studio_demo_json_array_object (known, i));

      for (guint j = 0; j < json_array_get_length (given); j++)
        {
          JsonObject *change = studio_demo_json_array_object (given, j);

          if (studio_demo_json_get_int (change, "id", 0) ==
              studio_demo_json_get_int (place, "id", -1))
            studio_demo_json_merge (place, change);
        }
      json_array_add_object_element (places, place);
    }
  return places;
}

static void
reply_cards (StudioDemoExchange *exchange, JsonObject *dashboard)
{
  JsonObject *answer = json_object_new ();

  if (!studio_demo_exchange_from (exchange, 47))
    json_object_set_string_member (answer, "status", "ok");
  else
    {
      g_autoptr (JsonObject) detail =
          studio_demo_dashboards_make_detail (exchange->server, dashboard);
      const char *tabs = studio_demo_exchange_from (exchange, 48) ? "tabs" : "ordered_tabs";

      json_object_set_array_member (
          answer, "cards", studio_demo_dashboards_make_cards (exchange->server, dashboard));
      studio_demo_json_set_copy (answer, tabs, json_object_get_member (detail, tabs));
    }
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, answer);
}

static void
replace_cards (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *dashboard = get_dashboard_or_reply (exchange);
  JsonArray *given = studio_demo_json_get_array (body, "cards");
  JsonArray *tabs = studio_demo_json_get_array (body, "tabs");
  g_autoptr (JsonArray) places = NULL;
  g_autoptr (GError) error = NULL;

  if (dashboard == NULL)
    return;
  if (given == NULL)
    {
      studio_demo_exchange_reply_invalid (exchange, "cards", "value must be seq of maps",
                                          "missing required key, received: nil");
      return;
    }
  if (!check_places (exchange, given, "cards"))
    return;
  if (tabs == NULL)
    tabs = studio_demo_json_get_array (body, "ordered_tabs");
  places = complete_places (exchange, dashboard, given);
  if (!studio_demo_dashboards_replace (exchange->server, dashboard, places, tabs, &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    reply_cards (exchange, dashboard);
}

/* 0.46: DELETE …/cards?dashcardId=7 */
static void
remove_card (StudioDemoExchange *exchange)
{
  JsonObject *dashboard = get_dashboard_or_reply (exchange);
  const char *text = studio_demo_exchange_get_query (exchange, "dashcardId");
  gint64 id = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  JsonArray *known = studio_demo_json_get_array (dashboard, "dashcards");
  g_autoptr (JsonArray) kept = json_array_new ();
  g_autoptr (GError) error = NULL;

  if (dashboard == NULL)
    return;
  for (guint i = 0; known != NULL && i < json_array_get_length (known); i++)
    {
      JsonObject *place = studio_demo_json_array_object (known, i);

      if (studio_demo_json_get_int (place, "id", 0) != id)
        json_array_add_object_element (kept, studio_demo_json_copy (place));
    }
  if (!studio_demo_dashboards_replace (exchange->server, dashboard, kept, NULL, &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    studio_demo_exchange_reply_no_content (exchange);
}

static void
query_card (StudioDemoExchange *exchange)
{
  JsonObject *dashboard = get_dashboard_or_reply (exchange);
  JsonObject *card = studio_demo_store_get (exchange->server->store, STUDIO_DEMO_CARD,
                                            studio_demo_exchange_get_id (exchange, 2));

  if (dashboard == NULL)
    return;
  if (card == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  else
    studio_demo_dataset_run (
        studio_demo_dataset_new (studio_demo_json_get_object (card, "dataset_query"),
                                 studio_demo_exchange_get_object (exchange), "dashboard",
                                 STUDIO_DEMO_ROWS_ARRAYS),
        exchange);
}

const StudioDemoRoute studio_demo_dashboard_routes[] = {
  { "GET", "/api/dashboard", list_dashboards, FALSE, 0, 0 },
  { "POST", "/api/dashboard", create_dashboard, FALSE, 0, 0 },
  { "GET", "/api/dashboard/:id", get_dashboard, FALSE, 0, 0 },
  { "PUT", "/api/dashboard/:id", update_dashboard, FALSE, 0, 0 },
  { "DELETE", "/api/dashboard/:id", delete_dashboard, FALSE, 0, 0 },
  { "POST", "/api/dashboard/:id/cards", add_card, FALSE, 0, 47 },
  { "PUT", "/api/dashboard/:id/cards", replace_cards, FALSE, 0, 0 },
  { "DELETE", "/api/dashboard/:id/cards", remove_card, FALSE, 0, 47 },
  { "POST", "/api/dashboard/:id/dashcard/:dashcard/card/:card/query", query_card, FALSE, 0, 0 },
  { NULL },
};
