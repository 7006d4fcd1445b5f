/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-running.h"

#include "demo/studio-demo-send.h"

#include <errno.h>
#include <sys/socket.h>

typedef struct
{
  StudioDemoExchange *exchange; /* (owned) */
  StudioDemoQueryHandle *handle;
  StudioDemoRunningDone done;
  gpointer user_data;
  GDestroyNotify free_data;
  GSource *watch; /* (owned) (nullable) on the client's socket */
} Running;

static void
stop_watching (Running *running)
{
  if (running->watch == NULL)
    return;
  g_source_destroy (running->watch);
  g_clear_pointer (&running->watch, g_source_unref);
}

static gboolean
socket_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Running *running = user_data;
  char byte;
  ssize_t length = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  /* Bytes are the next request of an impatient client: no end, and nothing to wait for. */
  if (length <= 0)
    studio_demo_queries_cancel (running->handle);
  stop_watching (running);
  return G_SOURCE_REMOVE;
}

static void
watch_client (Running *running)
{
  GSocket *socket = soup_server_message_get_socket (running->exchange->message);

  if (socket == NULL)
    return;
  running->watch = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (running->watch, G_SOURCE_FUNC (socket_cb), running, NULL);
  g_source_attach (running->watch, NULL);
}

static void
on_done_cb (StudioDemoQueryResult *result, gpointer user_data)
{
  Running *running = user_data;

  stop_watching (running);
  if (result->cancelled)
    {
      studio_demo_send_log (running->exchange, 0, 0);
      /* Nobody reads the answer; libsoup gives the connection up when it writes. */
      soup_server_message_set_status (running->exchange->message, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                                      NULL);
      soup_server_message_unpause (running->exchange->message);
    }
  else
    running->done (running->exchange, result, running->user_data);
  if (running->free_data != NULL)
    running->free_data (running->user_data);
  studio_demo_query_result_free (result);
  studio_demo_exchange_unref (running->exchange);
  g_free (running);
}

void
studio_demo_running_start (StudioDemoExchange *exchange,
                           StudioDemoQuery *query,
                           StudioDemoRunningDone done,
                           gpointer user_data,
                           GDestroyNotify free_data)
{
  Running *running = g_new0 (Running, 1);

  running->exchange = studio_demo_exchange_ref (exchange);
  running->done = done;
  running->user_data = user_data;
  running->free_data = free_data;
  /* Until the end of 2024 Metabase's look at the socket ate a byte of a second request. */
  exchange->closes = TRUE;
  running->handle = studio_demo_queries_run (exchange->server->queries, query, on_done_cb, running);
  watch_client (running);
}
