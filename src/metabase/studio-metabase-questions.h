/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/* All questions that somebody has saved on the instance, which is needed to see what is there
 * already. */

/**
 * studio_metabase_client_list_questions_async:
 * @database_id: only those of this database
 *
 * Reads all questions that are not archived, whole. Metabase does not page this list, and it is not
 * behind as the index of search is. Besides the general errors the finish reports
 * %STUDIO_ERROR_TOO_LARGE where there are too many of them.
 */
void studio_metabase_client_list_questions_async (StudioMetabaseClient *self,
                                                  gint64 database_id,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);

/** studio_metabase_client_list_questions_finish: Returns: (transfer full) (nullable): of
 * StudioCard. */
GPtrArray *studio_metabase_client_list_questions_finish (StudioMetabaseClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/**
 * studio_metabase_client_search_questions_async:
 * @database_id: only those of this database
 *
 * Asks search, which answers in pages and is light, for all questions. From v0.50 on what was saved
 * within the last seconds may be missing.
 */
void studio_metabase_client_search_questions_async (StudioMetabaseClient *self,
                                                    gint64 database_id,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);

/** studio_metabase_client_search_questions_finish: Returns: (transfer full) (nullable): of
 * StudioCard, with id, name, description, collection and time only. */
GPtrArray *studio_metabase_client_search_questions_finish (StudioMetabaseClient *self,
                                                           GAsyncResult *result,
                                                           GError **error);

G_END_DECLS
