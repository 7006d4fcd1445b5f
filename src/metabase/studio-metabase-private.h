/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "http/studio-http-client.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/* What the files of the client share. */

StudioHttpClient *_studio_metabase_client_get_http (StudioMetabaseClient *self);

/**
 * _studio_metabase_request_async: sends a request and reads the reply as JSON in a thread; an HTTP
 * status that is no success becomes an error.
 */
void _studio_metabase_request_async (StudioMetabaseClient *self,
                                     const StudioHttpRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** _studio_metabase_request_finish: Returns: (transfer full) (nullable): a JSON null for an empty
 * body. */
JsonNode *
_studio_metabase_request_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error);

/** _studio_metabase_error_from_response: Returns: (transfer full): the error for a status that is
 * no success. */
GError *_studio_metabase_error_from_response (const StudioHttpResponse *response,
                                              const char *host,
                                              gboolean safe);

/** _studio_metabase_list_in: Returns: (transfer none) (nullable): the array of a reply, bare or in
 * `data`. */
JsonArray *_studio_metabase_list_in (JsonNode *reply);

/** _studio_metabase_return_protocol_error: @what is what was asked for, as a noun. */
void _studio_metabase_return_protocol_error (GTask *task, const char *what);

G_END_DECLS
