/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "http/studio-http-response.h"

G_BEGIN_DECLS

/**
 * StudioHttpRequest:
 * @method: "GET", "POST", "PUT", "DELETE"
 * @path: appended to the base URL, begins with "/", already escaped
 * @query: (nullable): without "?", already escaped
 * @body: (nullable): JSON text
 * @safe: nothing is changed by it, so that a lost reply is no doubt about what happened
 * @repeatable: it may even be sent again, as every GET; implies @safe
 * @closing: tells the server to close the connection afterwards
 * @seconds: time limit for the whole reply; 0 for the default of 60
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;
  const char *body;
  gboolean safe;
  gboolean repeatable;
  gboolean closing;
  guint seconds;
} StudioHttpRequest;

#define STUDIO_TYPE_HTTP_CLIENT (studio_http_client_get_type ())

/**
 * StudioHttpClient: talks to one server. No cookies (Metabase prefers a cookie to the header), TLS
 * verified, gzip, a bounded number of requests at once, each on a connection of its own, and a
 * bounded body. GETs and other repeatable requests that met a broken connection or 429, 502, 503
 * are tried twice more, GETs after 504 too, after the time that the server asks for when that is at
 * most 10 seconds; nothing else is ever sent again. Everything happens in the thread-default main
 * context of the caller.
 */
G_DECLARE_FINAL_TYPE (StudioHttpClient, studio_http_client, STUDIO, HTTP_CLIENT, GObject)

/** studio_http_client_new: @base_url has no trailing slash; @concurrency is the number of requests
 * at once. */
StudioHttpClient *studio_http_client_new (const char *base_url, guint concurrency);

const char *studio_http_client_get_base_url (StudioHttpClient *self);

/** studio_http_client_set_header: sent with every request; %NULL removes it. The old value is wiped
 * from memory. */
void studio_http_client_set_header (StudioHttpClient *self, const char *name, const char *value);

/** studio_http_client_set_body_limit: larger replies are refused with %STUDIO_ERROR_TOO_LARGE;
 * default 64 MiB. */
void studio_http_client_set_body_limit (StudioHttpClient *self, gsize bytes);

/**
 * studio_http_client_set_timing:
 * @longest: milliseconds after which every request is given up, whatever it asks for; 0: as it asks
 * @pause: milliseconds before the second try, 500 by default; it doubles with each
 */
void studio_http_client_set_timing (StudioHttpClient *self, guint longest, guint pause);

void studio_http_client_send_async (StudioHttpClient *self,
                                    const StudioHttpRequest *request,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * studio_http_client_send_finish:
 * @error: %STUDIO_ERROR_UNREACHABLE, %STUDIO_ERROR_TIMED_OUT, %STUDIO_ERROR_TOO_LARGE,
 *   %STUDIO_ERROR_PROTOCOL when the connection was lost after the reply had begun; in place of all
 *   of them %STUDIO_ERROR_UNCLEAR for a request that is not safe, once it had been sent
 *
 * Returns: (transfer full) (nullable): the reply, whatever its status
 */
StudioHttpResponse *
studio_http_client_send_finish (StudioHttpClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
