/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-fault.h"
#include "demo/studio-demo-server.h"
#include "demo/studio-demo-writer.h"

G_BEGIN_DECLS

/**
 * StudioDemoExchange: one request and its answer. A handler answers it once, at once or later; the
 * connection waits meanwhile.
 */
typedef struct
{
  StudioDemoServer *server;   /* (unowned) */
  SoupServerMessage *message; /* (owned) */
  const char *method;
  char *path;                   /* (owned) */
  GHashTable *query;            /* (owned) name → GPtrArray of strings */
  char **captures;              /* (owned) what stands for the pattern's :names */
  JsonNode *body;               /* (owned) (nullable) */
  StudioDemoIdentity identity;  /* who asks */
  const StudioDemoFault *fault; /* (nullable) */
  gint64 started;
  gboolean closes; /* the connection is closed after the answer */
} StudioDemoExchange;

StudioDemoExchange *studio_demo_exchange_new (StudioDemoServer *server, SoupServerMessage *message);
StudioDemoExchange *studio_demo_exchange_ref (StudioDemoExchange *self);
void studio_demo_exchange_unref (StudioDemoExchange *self);

/** studio_demo_exchange_read_body: Returns: FALSE when there is one that is not JSON. */
gboolean studio_demo_exchange_read_body (StudioDemoExchange *self);

/** studio_demo_exchange_get_query: Returns: (nullable): the first value of a query parameter. */
const char *studio_demo_exchange_get_query (StudioDemoExchange *self, const char *name);

/** studio_demo_exchange_get_query_all: Returns: (nullable) (transfer none): all its values. */
GPtrArray *studio_demo_exchange_get_query_all (StudioDemoExchange *self, const char *name);
gboolean studio_demo_exchange_get_query_flag (StudioDemoExchange *self, const char *name);

/** studio_demo_exchange_get_id: Returns: the capture as a positive number, 0 when it is none. */
gint64 studio_demo_exchange_get_id (StudioDemoExchange *self, guint capture);

/** studio_demo_exchange_get_object: Returns: (nullable): the body, when it is an object. */
JsonObject *studio_demo_exchange_get_object (StudioDemoExchange *self);

/** studio_demo_exchange_from: whether the version shown is 0.@minor or later. */
gboolean studio_demo_exchange_from (StudioDemoExchange *self, guint minor);

/* Answers. */

void studio_demo_exchange_reply (StudioDemoExchange *self,
                                 guint status,
                                 const char *content_type,
                                 GBytes *body);
void studio_demo_exchange_reply_text (StudioDemoExchange *self, guint status, const char *text);

/** studio_demo_exchange_reply_object: @object: (transfer full) */
void studio_demo_exchange_reply_object (StudioDemoExchange *self, guint status, JsonObject *object);

/** studio_demo_exchange_reply_array: @array: (transfer full) */
void studio_demo_exchange_reply_array (StudioDemoExchange *self, guint status, JsonArray *array);
void studio_demo_exchange_reply_writer (StudioDemoExchange *self,
                                        guint status,
                                        StudioDemoWriter *writer);
void studio_demo_exchange_reply_no_content (StudioDemoExchange *self);

/** studio_demo_exchange_reply_message: a string, as text or as JSON text from 0.59 on. */
void studio_demo_exchange_reply_message (StudioDemoExchange *self, guint status, const char *text);
void studio_demo_exchange_reply_not_found (StudioDemoExchange *self);
void studio_demo_exchange_reply_no_endpoint (StudioDemoExchange *self);
void studio_demo_exchange_reply_forbidden (StudioDemoExchange *self);

/** studio_demo_exchange_reply_invalid: 400 with Metabase's two maps of errors by field. */
void studio_demo_exchange_reply_invalid (StudioDemoExchange *self,
                                         const char *field,
                                         const char *message,
                                         const char *specific);

/** studio_demo_exchange_reply_failure: 500 with the form of a Java exception. */
void studio_demo_exchange_reply_failure (StudioDemoExchange *self, const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoExchange, studio_demo_exchange_unref)

G_END_DECLS
