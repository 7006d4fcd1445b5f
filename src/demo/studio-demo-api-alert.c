/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-cards.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-people.h"

/* Alerts: until 0.53; from 0.54 on they can only be read, and are notifications. */

static const char *const conditions[] = { "rows", "goal", NULL };

static JsonObject *
get_alert_or_reply (StudioDemoExchange *exchange)
{
  JsonObject *alert = studio_demo_store_get (exchange->server->store, STUDIO_DEMO_ALERT,
                                             studio_demo_exchange_get_id (exchange, 0));

  if (alert == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  return alert;
}

static JsonObject *
make_alert (StudioDemoServer *server, JsonObject *stored)
{
  JsonObject *alert = studio_demo_shapes_make (server->shapes, "alert");
  JsonObject *asked = studio_demo_json_get_object (stored, "card");
  JsonObject *card = studio_demo_store_get (server->store, STUDIO_DEMO_CARD,
                                            studio_demo_json_get_int (asked, "id", 0));
  JsonObject *brief = studio_demo_json_copy (asked);

  studio_demo_json_merge (alert, stored);
  studio_demo_json_set_string (brief, "name", studio_demo_json_get_string (card, "name"));
  studio_demo_json_set_string (brief, "display", studio_demo_json_get_string (card, "display"));
  studio_demo_json_set_id (brief, "collection_id",
                           studio_demo_json_get_int (card, "collection_id", 0));
  json_object_set_object_member (alert, "card", brief);
  json_object_set_object_member (alert, "creator", studio_demo_people_make_creator (server));
  return alert;
}

static void
reply_alert (StudioDemoExchange *exchange, JsonObject *alert)
{
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK,
                                     make_alert (exchange->server, alert));
}

static void
reply_list (StudioDemoExchange *exchange, gint64 card_id)
{
  g_autoptr (GPtrArray) all = studio_demo_store_list (exchange->server->store, STUDIO_DEMO_ALERT);
  gboolean archived = studio_demo_exchange_get_query_flag (exchange, "archived");
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      JsonObject *alert = g_ptr_array_index (all, i);
      JsonObject *card = studio_demo_json_get_object (alert, "card");

      if (studio_demo_json_get_boolean (alert, "archived", FALSE) == archived &&
          (card_id == 0 || studio_demo_json_get_int (card, "id", 0) == card_id))
        json_array_add_object_element (list, make_alert (exchange->server, alert));
    }
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, list);
}

static void
list_alerts (StudioDemoExchange *exchange)
{
  reply_list (exchange, 0);
}

static void
list_card_alerts (StudioDemoExchange *exchange)
{
  reply_list (exchange, studio_demo_exchange_get_id (exchange, 0));
}

static void
get_alert (StudioDemoExchange *exchange)
{
  JsonObject *alert = get_alert_or_reply (exchange);

  if (alert != NULL)
    reply_alert (exchange, alert);
}

static void
check_members (StudioDemoChecks *checks, JsonObject *body)
{
  gboolean has_goal =
      g_strcmp0 (studio_demo_json_get_string (body, "alert_condition"), "goal") == 0;

  studio_demo_checks_maybe_one_of (checks, "alert_condition", conditions);
  studio_demo_checks_maybe_boolean (checks, "alert_first_only");
  studio_demo_checks_maybe_boolean (checks, "alert_above_goal");
  studio_demo_checks_maybe_array (checks, "channels");
  if (has_goal && !studio_demo_json_is_set (body, "alert_above_goal"))
    studio_demo_checks_add (checks, "alert_above_goal",
                            "value must be a boolean when alert_condition is goal.",
                            "missing required key, received: nil");
}

/* Channels get an id each, by which Metabase's own pages know them. */
static void
number_channels (StudioDemoServer *server, JsonObject *alert)
{
  JsonArray *channels = studio_demo_json_get_array (alert, "channels");

  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = studio_demo_json_array_object (channels, i);

      if (channel != NULL && !studio_demo_json_is_set (channel, "id"))
        json_object_set_int_member (channel, "id",
                                    studio_demo_store_next_id (server->store, "pulse-channel"));
    }
}

static void
create_alert (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *card = studio_demo_json_get_object (body, "card");
  g_autoptr (StudioDemoChecks) checks = studio_demo_checks_new (body);
  g_autoptr (JsonObject) alert = NULL;
  g_autofree char *entity_id = studio_demo_identifiers_make_entity_id ();
  g_autofree char *now = studio_demo_identifiers_now ();
  g_autoptr (GError) error = NULL;

  studio_demo_checks_object (checks, "card");
  studio_demo_checks_text (checks, "alert_condition");
  check_members (checks, body);
  if (studio_demo_json_get_array (body, "channels") == NULL)
    studio_demo_checks_add (checks, "channels", "value must be a sequence of maps.",
                            "missing required key, received: nil");
  if (studio_demo_checks_reply (checks, exchange))
    return;
  if (studio_demo_store_get (exchange->server->store, STUDIO_DEMO_CARD,
                             studio_demo_json_get_int (card, "id", 0)) == NULL)
    {
      studio_demo_exchange_reply_not_found (exchange);
      return;
    }
  alert = studio_demo_json_copy (body);
  number_channels (exchange->server, alert);
  json_object_set_string_member (alert, "entity_id", entity_id);
  json_object_set_string_member (alert, "created_at", now);
  json_object_set_string_member (alert, "updated_at", now);
  if (studio_demo_store_add (exchange->server->store, STUDIO_DEMO_ALERT, alert, &error) == 0)
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    reply_alert (exchange, alert);
}

static void
update_alert (StudioDemoExchange *exchange)
{
  static const char *const members[] = { "card",     "alert_condition",  "alert_first_only",
                                         "channels", "alert_above_goal", "archived" };
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *alert = get_alert_or_reply (exchange);
  g_autoptr (StudioDemoChecks) checks = NULL;
  g_autofree char *now = studio_demo_identifiers_now ();
  g_autoptr (GError) error = NULL;

  if (alert == NULL)
    return;
  checks = studio_demo_checks_new (body);
  check_members (checks, body);
  studio_demo_checks_maybe_boolean (checks, "archived");
  if (studio_demo_checks_reply (checks, exchange))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (studio_demo_json_is_set (body, members[i]))
      studio_demo_json_set_copy (alert, members[i], json_object_get_member (body, members[i]));
  number_channels (exchange->server, alert);
  json_object_set_string_member (alert, "updated_at", now);
  if (!studio_demo_store_save (exchange->server->store, STUDIO_DEMO_ALERT, alert, &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    reply_alert (exchange, alert);
}

static void
unsubscribe (StudioDemoExchange *exchange)
{
  if (get_alert_or_reply (exchange) != NULL)
    studio_demo_exchange_reply_no_content (exchange);
}

const StudioDemoRoute studio_demo_alert_routes[] = {
  { "GET", "/api/alert", list_alerts, FALSE, 0, 60 },
  { "POST", "/api/alert", create_alert, FALSE, 0, 54 },
  { "GET", "/api/alert/:id", get_alert, FALSE, 0, 60 },
  { "PUT", "/api/alert/:id", update_alert, FALSE, 0, 54 },
  { "GET", "/api/alert/question/:id", list_card_alerts, FALSE, 0, 54 },
  { "DELETE", "/api/alert/:id/subscription", unsubscribe, FALSE, 0, 60 },
  { NULL },
};
