/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-people.h"

static void
get_current (StudioDemoExchange *exchange)
{
  JsonObject *user = studio_demo_people_make_user (exchange->server, exchange->identity);

  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, user);
}

static void
list_users (StudioDemoExchange *exchange)
{
  JsonObject *list = json_object_new ();
  JsonArray *data = json_array_new ();

  json_array_add_object_element (
      data, studio_demo_people_make_user (exchange->server, STUDIO_DEMO_IDENTITY_USER));
  json_object_set_array_member (list, "data", data);
  json_object_set_int_member (list, "total", 1);
  json_object_set_null_member (list, "limit");
  json_object_set_null_member (list, "offset");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, list);
}

static void
get_user (StudioDemoExchange *exchange)
{
  if (studio_demo_exchange_get_id (exchange, 0) != STUDIO_DEMO_ADMIN_ID)
    studio_demo_exchange_reply_not_found (exchange);
  else
    studio_demo_exchange_reply_object (
        exchange, SOUP_STATUS_OK,
        studio_demo_people_make_user (exchange->server, STUDIO_DEMO_IDENTITY_USER));
}

const StudioDemoRoute studio_demo_user_routes[] = {
  { "GET", "/api/user/current", get_current, FALSE, 0, 0 },
  { "GET", "/api/user", list_users, FALSE, 0, 0 },
  { "GET", "/api/user/:id", get_user, FALSE, 0, 0 },
  { NULL },
};
