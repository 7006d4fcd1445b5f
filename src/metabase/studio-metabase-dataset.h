/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/**
 * studio_metabase_client_run_query_async:
 * @query: a query in the legacy form, native or of the query builder; a native one has passed the
 *   guard
 * @seconds: time limit
 *
 * Runs a query as Metabase would run a question with it. Finish reports %STUDIO_ERROR_SQL when it
 * failed.
 */
void studio_metabase_client_run_query_async (StudioMetabaseClient *self,
                                             JsonNode *query,
                                             guint seconds,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/** studio_metabase_client_run_query_finish: Returns: (transfer full) (nullable): the rows, an array
 * of arrays. */
JsonNode *studio_metabase_client_run_query_finish (StudioMetabaseClient *self,
                                                   GAsyncResult *result,
                                                   GError **error);

G_END_DECLS
