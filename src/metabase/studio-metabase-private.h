/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "http/studio-http-client.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/* What the files of the client share. */

StudioHttpClient *_studio_metabase_client_get_http (StudioMetabaseClient *self);

/** _studio_metabase_send_async: sends a request; when the session has ended, signs in again first
 * if that is possible. */
void _studio_metabase_send_async (StudioMetabaseClient *self,
                                  const StudioHttpRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** _studio_metabase_send_finish: Returns: (transfer full) (nullable): the reply, whatever its
 * status. */
StudioHttpResponse *
_studio_metabase_send_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error);

/** _studio_metabase_advise_without_password: Returns: (transfer full): what to do where passwords
 * are not taken; @version is 0 when unknown. */
char *_studio_metabase_advise_without_password (guint version);

/**
 * StudioMetabaseReading:
 * @read: makes the result of a reply; runs in a thread; %NULL for a reply that it does not
 *   understand
 * @free: frees that
 * @what: what was asked for, as a noun
 */
typedef struct
{
  gpointer (*read) (JsonNode *reply);
  GDestroyNotify free;
  const char *what;
} StudioMetabaseReading;

/** _studio_metabase_read_async: as _studio_metabase_request_async(), and makes something of the
 * reply in the same thread: what is large must not be looked through in the main loop. */
void _studio_metabase_read_async (StudioMetabaseClient *self,
                                  const StudioHttpRequest *request,
                                  const StudioMetabaseReading *reading,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** _studio_metabase_read_finish: Returns: (transfer full) (nullable): what @read made. */
gpointer
_studio_metabase_read_finish (StudioMetabaseClient *self, GAsyncResult *result, GError **error);

/**
 * _studio_metabase_request_async: sends a request and reads the reply as JSON in a thread; an HTTP
 * status that is no success becomes an error. A reply to a write that cannot be understood becomes
 * %STUDIO_ERROR_UNCLEAR.
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

/** _studio_metabase_explain_page: Returns: (transfer full): the error when a web page came instead
 * of JSON; @safe as in StudioHttpRequest. */
GError *_studio_metabase_explain_page (gboolean safe);

/** _studio_metabase_read_tables: Returns: (transfer full): of StudioTable, those for people, in the
 * order of @list. */
GPtrArray *_studio_metabase_read_tables (JsonArray *list);

/** _studio_metabase_sort_tables: by schema and name. */
void _studio_metabase_sort_tables (GPtrArray *tables);

/** _studio_metabase_walk_schemas_async: the tables of a database schema by schema, for when it has
 * too many for one reply. */
void _studio_metabase_walk_schemas_async (StudioMetabaseClient *self,
                                          gint64 database_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

/** _studio_metabase_walk_schemas_finish: Returns: (transfer full) (nullable): of StudioTable, by
 * schema and name. */
GPtrArray *_studio_metabase_walk_schemas_finish (GAsyncResult *result, GError **error);

/** _studio_metabase_list_in: Returns: (transfer none) (nullable): the array of a reply, bare or in
 * `data`. */
JsonArray *_studio_metabase_list_in (JsonNode *reply);

/** _studio_metabase_return_protocol_error: @what is what was asked for, as a noun. */
void _studio_metabase_return_protocol_error (GTask *task, const char *what);

G_END_DECLS
