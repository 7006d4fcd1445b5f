/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-router.h"

#include "demo/studio-demo-api.h"
#include "demo/studio-demo-credentials.h"

#include <string.h>

static const StudioDemoRoute *const route_tables[] = {
  studio_demo_session_routes,    studio_demo_user_routes,       studio_demo_database_routes,
  studio_demo_table_routes,      studio_demo_field_routes,      studio_demo_dataset_routes,
  studio_demo_card_routes,       studio_demo_collection_routes, studio_demo_dashboard_routes,
  studio_demo_search_routes,     studio_demo_alert_routes,      studio_demo_notification_routes,
  studio_demo_miscellany_routes,
};

/* Compares segment by segment; what stands for a ":name" is decoded and captured. */
static gboolean
match (const char *pattern, const char *path, GPtrArray *captures)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);

  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;
  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      char *decoded;

      if (*wanted[i] != ':')
        {
          if (strcmp (wanted[i], given[i]) != 0)
            return FALSE;
          continue;
        }
      decoded = g_uri_unescape_string (given[i], NULL);
      g_ptr_array_add (captures, decoded != NULL ? decoded : g_strdup (given[i]));
    }
  return TRUE;
}

static gboolean
is_there (StudioDemoExchange *exchange, const StudioDemoRoute *route)
{
  return studio_demo_exchange_from (exchange, route->from) &&
         (route->before == 0 || !studio_demo_exchange_from (exchange, route->before));
}

static const StudioDemoRoute *
find_route (StudioDemoExchange *exchange)
{
  for (gsize i = 0; i < G_N_ELEMENTS (route_tables); i++)
    for (const StudioDemoRoute *route = route_tables[i]; route->method != NULL; route++)
      {
        g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func (g_free);

        if (strcmp (route->method, exchange->method) != 0 || !is_there (exchange, route) ||
            !match (route->pattern, exchange->path, captures))
          continue;
        g_ptr_array_add (captures, NULL);
        exchange->captures = (char **) g_ptr_array_free (g_steal_pointer (&captures), FALSE);
        return route;
      }
  return NULL;
}

/* What a browser gets: one page for every address outside /api. */
static void
send_application_page (StudioDemoExchange *exchange)
{
  static const char page[] =
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"/><title>Metabase</title>"
      "</head><body><div id=\"root\"></div></body></html>";
  g_autoptr (GBytes) body = g_bytes_new_static (page, sizeof page - 1);

  studio_demo_exchange_reply (exchange, SOUP_STATUS_OK, "text/html;charset=utf-8", body);
}

static gboolean
is_api (const char *path)
{
  return g_str_has_prefix (path, "/api/") || strcmp (path, "/api") == 0;
}

static gboolean
is_probe (const char *path)
{
  return strcmp (path, "/readyz") == 0 || strcmp (path, "/livez") == 0;
}

/* Whether the request is to change a card, a collection or a dashboard; running one is no change.
 */
static gboolean
is_write (StudioDemoExchange *exchange)
{
  static const char *const prefixes[] = { "/api/card", "/api/collection", "/api/dashboard",
                                          "/api/alert", "/api/notification" };

  if (strcmp (exchange->method, "GET") == 0 || strstr (exchange->path, "/query") != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (exchange->path, prefixes[i]))
      return TRUE;
  return FALSE;
}

void
studio_demo_router_dispatch (StudioDemoExchange *exchange)
{
  const StudioDemoRoute *route;

  if (!is_api (exchange->path) && !is_probe (exchange->path))
    {
      send_application_page (exchange);
      return;
    }
  if (!studio_demo_exchange_read_body (exchange))
    {
      studio_demo_exchange_reply_text (exchange, SOUP_STATUS_BAD_REQUEST,
                                       "Malformed JSON in request body.");
      return;
    }
  route = find_route (exchange);
  exchange->identity = studio_demo_credentials_identify (exchange);
  if (route == NULL)
    studio_demo_exchange_reply_no_endpoint (exchange);
  else if (!route->is_open && exchange->identity == STUDIO_DEMO_IDENTITY_NONE)
    studio_demo_exchange_reply_text (exchange, SOUP_STATUS_UNAUTHORIZED, "Unauthenticated");
  else if (exchange->server->options->deny_write && is_write (exchange))
    studio_demo_exchange_reply_forbidden (exchange);
  else
    route->handle (exchange);
}
