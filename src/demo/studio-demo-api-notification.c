/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-cards.h"
#include "demo/studio-demo-checks.h"
#include "demo/studio-demo-identifiers.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-people.h"

#include <string.h>

/* Notifications: from 0.54 on, in place of alerts. */

#define FOR_CARD "notification/card"

/* Quartz: six or seven fields from the seconds on, “?” in one of the two for days. */
#define CRON "^\\S+ \\S+ \\S+ (\\? \\S+ \\S+|\\S+ \\S+ \\?)( \\S+)?$"

static const char *const send_conditions[] = { "has_result", "goal_above", "goal_below", NULL };

static JsonObject *
get_notification_or_reply (StudioDemoExchange *exchange)
{
  JsonObject *notification = studio_demo_store_get (
      exchange->server->store, STUDIO_DEMO_NOTIFICATION, studio_demo_exchange_get_id (exchange, 0));

  if (notification == NULL)
    studio_demo_exchange_reply_not_found (exchange);
  return notification;
}

static gint64
get_card_id (JsonObject *notification)
{
  return studio_demo_json_get_int (studio_demo_json_get_object (notification, "payload"), "card_id",
                                   0);
}

static void
add_card (StudioDemoServer *server, JsonObject *notification)
{
  JsonObject *payload = studio_demo_json_get_object (notification, "payload");
  JsonObject *card =
      studio_demo_store_get (server->store, STUDIO_DEMO_CARD, get_card_id (notification));

  if (payload != NULL && card != NULL)
    json_object_set_object_member (payload, "card", studio_demo_cards_make (server, card, FALSE));
}

static JsonObject *
make_notification (StudioDemoServer *server, JsonObject *stored)
{
  JsonObject *notification = studio_demo_shapes_make (server->shapes, "notification");

  studio_demo_json_merge (notification, stored);
  json_object_set_object_member (notification, "creator", studio_demo_people_make_creator (server));
  add_card (server, notification);
  return notification;
}

static void
reply_notification (StudioDemoExchange *exchange, JsonObject *notification)
{
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK,
                                     make_notification (exchange->server, notification));
}

static gboolean
is_wanted (StudioDemoExchange *exchange, JsonObject *notification)
{
  const char *card = studio_demo_exchange_get_query (exchange, "card_id");
  const char *type = studio_demo_exchange_get_query (exchange, "payload_type");

  if (!studio_demo_json_get_boolean (notification, "active", TRUE) &&
      !studio_demo_exchange_get_query_flag (exchange, "include_inactive"))
    return FALSE;
  if (card != NULL && g_ascii_strtoll (card, NULL, 10) != get_card_id (notification))
    return FALSE;
  return type == NULL ||
         g_strcmp0 (studio_demo_json_get_string (notification, "payload_type"), type) == 0;
}

static void
list_notifications (StudioDemoExchange *exchange)
{
  g_autoptr (GPtrArray) all =
      studio_demo_store_list (exchange->server->store, STUDIO_DEMO_NOTIFICATION);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (is_wanted (exchange, g_ptr_array_index (all, i)))
      json_array_add_object_element (
          list, make_notification (exchange->server, g_ptr_array_index (all, i)));
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, list);
}

static void
get_notification (StudioDemoExchange *exchange)
{
  JsonObject *notification = get_notification_or_reply (exchange);

  if (notification != NULL)
    reply_notification (exchange, notification);
}

static void
check_subscriptions (StudioDemoChecks *checks, JsonArray *subscriptions)
{
  for (guint i = 0; subscriptions != NULL && i < json_array_get_length (subscriptions); i++)
    {
      JsonObject *subscription = studio_demo_json_array_object (subscriptions, i);
      const char *type = studio_demo_json_get_string (subscription, "type");
      const char *cron = studio_demo_json_get_string (subscription, "cron_schedule");

      if (g_strcmp0 (type, "notification-subscription/cron") == 0 &&
          (cron == NULL || !g_regex_match_simple (CRON, cron, 0, 0)))
        studio_demo_checks_add (checks, "subscriptions", "value must be a valid cron schedule.",
                                "cron_schedule: Invalid cron string");
    }
}

static void
check_body (StudioDemoChecks *checks, JsonObject *body)
{
  JsonObject *payload = studio_demo_json_get_object (body, "payload");
  const char *condition = studio_demo_json_get_string (payload, "send_condition");
  const char *type = studio_demo_json_get_string (body, "payload_type");

  studio_demo_checks_text (checks, "payload_type");
  studio_demo_checks_maybe_object (checks, "payload");
  studio_demo_checks_maybe_array (checks, "subscriptions");
  studio_demo_checks_maybe_array (checks, "handlers");
  studio_demo_checks_maybe_boolean (checks, "active");
  check_subscriptions (checks, studio_demo_json_get_array (body, "subscriptions"));
  if (g_strcmp0 (type, FOR_CARD) != 0)
    return;
  if (studio_demo_json_get_int (payload, "card_id", 0) <= 0)
    studio_demo_checks_add (checks, "payload", "value must have a card_id.",
                            "card_id: missing required key, received: nil");
  else if (condition == NULL || !g_strv_contains (send_conditions, condition))
    studio_demo_checks_add (
        checks, "payload", "value must have a send_condition.",
        "send_condition: should be either has_result, goal_above or goal_below");
}

/* Every part that came without an id gets one, and knows what it belongs to. */
static void
number_parts (StudioDemoServer *server, JsonArray *parts, const char *kind, gint64 notification_id)
{
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = studio_demo_json_array_object (parts, i);

      if (part == NULL)
        continue;
      if (studio_demo_json_get_int (part, "id", 0) <= 0)
        json_object_set_int_member (part, "id", studio_demo_store_next_id (server->store, kind));
      if (notification_id != 0)
        json_object_set_int_member (part, "notification_id", notification_id);
      number_parts (server, studio_demo_json_get_array (part, "recipients"),
                    "notification-recipient", 0);
    }
}

static JsonArray *
copy_list (JsonObject *body, const char *member)
{
  g_autoptr (JsonObject) copy = json_object_new ();

  if (studio_demo_json_get_array (body, member) == NULL)
    return json_array_new ();
  studio_demo_json_set_copy (copy, member, json_object_get_member (body, member));
  return json_array_ref (json_object_get_array_member (copy, member));
}

/* What is left out of subscriptions and handlers is gone. */
static void
take_over (StudioDemoServer *server, JsonObject *notification, JsonObject *body)
{
  gint64 id = studio_demo_json_get_int (notification, "id", 0);
  JsonArray *subscriptions = copy_list (body, "subscriptions");
  JsonArray *handlers = copy_list (body, "handlers");
  g_autofree char *now = studio_demo_identifiers_now ();

  studio_demo_json_set_string (notification, "payload_type",
                               studio_demo_json_get_string (body, "payload_type"));
  if (studio_demo_json_get_object (body, "payload") != NULL)
    {
      JsonObject *payload = studio_demo_json_copy (studio_demo_json_get_object (body, "payload"));

      json_object_remove_member (payload, "card");
      if (!studio_demo_json_is_set (payload, "send_once"))
        json_object_set_boolean_member (payload, "send_once", FALSE);
      if (studio_demo_json_get_int (payload, "id", 0) <= 0)
        json_object_set_int_member (payload, "id",
                                    studio_demo_store_next_id (server->store, "notification-card"));
      studio_demo_json_set_copy (notification, "payload_id",
                                 json_object_get_member (payload, "id"));
      json_object_set_object_member (notification, "payload", payload);
    }
  json_object_set_boolean_member (notification, "active",
                                  studio_demo_json_get_boolean (body, "active", TRUE));
  number_parts (server, subscriptions, "notification-subscription", id);
  number_parts (server, handlers, "notification-handler", id);
  json_object_set_array_member (notification, "subscriptions", subscriptions);
  json_object_set_array_member (notification, "handlers", handlers);
  json_object_set_string_member (notification, "updated_at", now);
}

/* Answers and returns FALSE when the body is wrong, or its card is not there. */
static gboolean
check_request (StudioDemoExchange *exchange, JsonObject *body)
{
  g_autoptr (StudioDemoChecks) checks = studio_demo_checks_new (body);

  check_body (checks, body);
  if (studio_demo_checks_reply (checks, exchange))
    return FALSE;
  if (g_strcmp0 (studio_demo_json_get_string (body, "payload_type"), FOR_CARD) != 0 ||
      studio_demo_store_get (exchange->server->store, STUDIO_DEMO_CARD, get_card_id (body)) != NULL)
    return TRUE;
  studio_demo_exchange_reply_not_found (exchange);
  return FALSE;
}

static void
create_notification (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  g_autoptr (JsonObject) notification = NULL;
  g_autofree char *now = studio_demo_identifiers_now ();
  g_autoptr (GError) error = NULL;

  if (!check_request (exchange, body))
    return;
  notification = json_object_new ();
  json_object_set_string_member (notification, "created_at", now);
  json_object_set_int_member (
      notification, "id",
      studio_demo_store_next_id (exchange->server->store, STUDIO_DEMO_NOTIFICATION));
  take_over (exchange->server, notification, body);
  if (!studio_demo_store_save (exchange->server->store, STUDIO_DEMO_NOTIFICATION, notification,
                               &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    reply_notification (exchange, notification);
}

static void
update_notification (StudioDemoExchange *exchange)
{
  JsonObject *body = studio_demo_exchange_get_object (exchange);
  JsonObject *notification = get_notification_or_reply (exchange);
  g_autoptr (GError) error = NULL;

  if (notification == NULL || !check_request (exchange, body))
    return;
  take_over (exchange->server, notification, body);
  if (!studio_demo_store_save (exchange->server->store, STUDIO_DEMO_NOTIFICATION, notification,
                               &error))
    studio_demo_exchange_reply_failure (exchange, error->message);
  else
    reply_notification (exchange, notification);
}

/* Nothing is sent from here. */
static void
send_notification (StudioDemoExchange *exchange)
{
  if (get_notification_or_reply (exchange) != NULL)
    studio_demo_exchange_reply_no_content (exchange);
}

const StudioDemoRoute studio_demo_notification_routes[] = {
  { "GET", "/api/notification", list_notifications, FALSE, 54, 0 },
  { "POST", "/api/notification", create_notification, FALSE, 54, 0 },
  { "GET", "/api/notification/:id", get_notification, FALSE, 54, 0 },
  { "PUT", "/api/notification/:id", update_notification, FALSE, 54, 0 },
  { "POST", "/api/notification/:id/send", send_notification, FALSE, 54, 0 },
  { NULL },
};
