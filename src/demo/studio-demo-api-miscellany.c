/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-api.h"

static void
get_health (StudioDemoExchange *exchange)
{
  JsonObject *health = json_object_new ();

  json_object_set_string_member (health, "status", "ok");
  studio_demo_exchange_reply_object (exchange, SOUP_STATUS_OK, health);
}

static void
list_nothing (StudioDemoExchange *exchange)
{
  studio_demo_exchange_reply_array (exchange, SOUP_STATUS_OK, json_array_new ());
}

const StudioDemoRoute studio_demo_miscellany_routes[] = {
  { "GET", "/api/health", get_health, TRUE, 0, 0 },
  { "GET", "/readyz", get_health, TRUE, 0, 0 },
  { "GET", "/livez", get_health, TRUE, 0, 0 },
  { "GET", "/api/bookmark", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/native-query-snippet", list_nothing, FALSE, 0, 0 },
  { "GET", "/api/timeline", list_nothing, FALSE, 0, 0 },
  { NULL },
};
