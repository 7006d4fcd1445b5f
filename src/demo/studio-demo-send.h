/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

/** StudioDemoReply: an answer as the handler gave it. */
typedef struct
{
  guint status;
  const char *content_type; /* (nullable) */
  GBytes *body;
} StudioDemoReply;

/**
 * studio_demo_send:
 *
 * Sends the answer after the latency asked for, spoilt by the request's fault if it has one,
 * compressed if the client likes, and logs the request.
 */
void studio_demo_send (StudioDemoExchange *exchange, const StudioDemoReply *reply);

/** studio_demo_send_false: sends the answer of a fault whose request is not performed. */
void studio_demo_send_false (StudioDemoExchange *exchange);

/** studio_demo_send_reset: breaks the connection of @message at once, with a TCP reset. */
void studio_demo_send_reset (SoupServerMessage *message);

/** studio_demo_send_log: logs a request that gets no answer. */
void studio_demo_send_log (StudioDemoExchange *exchange, guint status, gsize response_bytes);

G_END_DECLS
