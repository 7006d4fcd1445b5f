/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "studio-test-demo.h"

G_BEGIN_DECLS

/** StudioDemoClient: talks to the demo server as any program would; shares nothing with the
 * engine's client. Each request blocks. */
typedef struct
{
  SoupSession *session; /* (owned) without cookies */
  char *url;            /* (owned) */
  char *token;          /* (owned) (nullable) sent as X-Metabase-Session */
  char *api_key;        /* (owned) (nullable) sent as x-api-key */
  char *cookie;         /* (owned) (nullable) sent as Cookie */

  /* Of the last answer: */
  guint status;                /* 0: there was none */
  char *text;                  /* (owned) */
  JsonNode *json;              /* (owned) (nullable) */
  SoupMessageHeaders *headers; /* (owned) (nullable) */
  GError *error;               /* (owned) (nullable) of the connection */
} StudioDemoClient;

StudioDemoClient *studio_demo_client_new (const char *url);

/** studio_demo_client_new_signed_in: signs in to @demo. */
StudioDemoClient *studio_demo_client_new_signed_in (StudioTestDemo *demo);
void studio_demo_client_free (StudioDemoClient *self);

/**
 * studio_demo_client_request:
 * @body: (nullable): JSON; apostrophes may stand for quotation marks
 *
 * Returns: (transfer none) (nullable): the answer as JSON; see also @self.
 */
JsonNode *studio_demo_client_request (StudioDemoClient *self,
                                      const char *method,
                                      const char *path,
                                      const char *body);

/** studio_demo_client_get: Returns: (transfer none): the answer, which has to be 200 and JSON. */
JsonNode *studio_demo_client_get (StudioDemoClient *self, const char *path);

/** studio_demo_client_get_object: Returns: (transfer none): likewise, an object. */
JsonObject *studio_demo_client_get_object (StudioDemoClient *self, const char *path);

/** studio_demo_client_get_list: Returns: (transfer none): likewise, an array. */
JsonArray *studio_demo_client_get_list (StudioDemoClient *self, const char *path);

/** studio_demo_client_send: Returns: (transfer none): the answer as an object; the status has to be
 * @status. */
JsonObject *studio_demo_client_send (StudioDemoClient *self,
                                     const char *method,
                                     const char *path,
                                     const char *body,
                                     guint status);

/** studio_demo_client_query: runs SQL. Returns: (transfer none): the body. */
JsonObject *studio_demo_client_query (StudioDemoClient *self, const char *sql);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDemoClient, studio_demo_client_free)

G_END_DECLS
