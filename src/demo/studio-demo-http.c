/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-http.h"

#include "demo/studio-demo-exchange.h"
#include "demo/studio-demo-router.h"
#include "demo/studio-demo-send.h"

#include <sys/socket.h>

#include <glib/gi18n.h>

#define BACKLOG 512
#define EXCHANGE_KEY "studio-demo-exchange"

/* Called when the headers were read: a fault may break the connection before the body is. */
static void
begin_cb (SoupServer *http,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  StudioDemoServer *server = user_data;
  StudioDemoExchange *exchange = studio_demo_exchange_new (server, message);

  exchange->fault = studio_demo_fault_match (server->faults, exchange->method, exchange->path);
  g_object_set_data_full (G_OBJECT (message), EXCHANGE_KEY, exchange,
                          (GDestroyNotify) studio_demo_exchange_unref);
  if (exchange->fault != NULL && exchange->fault->kind == STUDIO_DEMO_FAULT_RESET_BEFORE)
    {
      studio_demo_send_log (exchange, 0, 0);
      studio_demo_send_reset (message);
    }
}

static void
handle_cb (SoupServer *http,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  StudioDemoExchange *exchange = g_object_get_data (G_OBJECT (message), EXCHANGE_KEY);

  if (exchange->fault != NULL && exchange->fault->kind == STUDIO_DEMO_FAULT_RESET_BEFORE)
    {
      soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
      return;
    }
  soup_server_message_pause (message);
  if (exchange->fault != NULL && !studio_demo_fault_is_performed (exchange->fault))
    studio_demo_send_false (exchange);
  else
    studio_demo_router_dispatch (exchange);
}

/* GLib lets ten clients wait to be accepted; the kernel resets the connections of more. */
static void
widen_backlog (SoupServer *http)
{
  GSList *sockets = soup_server_get_listeners (http);

  for (GSList *l = sockets; l != NULL; l = l->next)
    listen (g_socket_get_fd (l->data), BACKLOG);
  g_slist_free (sockets);
}

gboolean
studio_demo_http_listen (StudioDemoServer *server, GError **error)
{
  g_autoptr (SoupServer) http = soup_server_new ("server-header", "Jetty(11.0.20)", NULL);
  GSList *uris;

  soup_server_add_early_handler (http, NULL, begin_cb, server, NULL);
  soup_server_add_handler (http, NULL, handle_cb, server, NULL);
  if (!soup_server_listen_local (http, server->options->port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    {
      g_prefix_error (error, _ ("The port %u cannot be listened on. "), server->options->port);
      return FALSE;
    }
  widen_backlog (http);
  uris = soup_server_get_uris (http);
  server->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  server->http = g_steal_pointer (&http);
  return TRUE;
}
