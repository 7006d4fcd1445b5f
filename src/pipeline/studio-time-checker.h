/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-client.h"
#include "propose/analyst/studio-schema-index.h"
#include "store/studio-workspace.h"

G_BEGIN_DECLS

/**
 * studio_time_checker_check_async:
 * @workspace: keeps what was found
 * @server: identity of the Metabase, for the workspace
 * @index: of the database, up to date
 * @known: (element-type utf8 utf8): what was found before, by mark; grows
 *
 * Looks in the data whether text or numbers that are called as times are times: 20240131,
 * “2024-01-31”, seconds since 1970. A column is taken for one when every value of the rows that are
 * looked at can be read as the same form, but for what stands for none (an empty text, zeros). Its
 * field is replaced by one that says so.
 *
 * At most two questions are under way at once, each for ten seconds; after half a minute no further
 * one is begun. Never fails: what could not be asked stays as it is. Finishes early when cancelled.
 */
void studio_time_checker_check_async (StudioMetabaseClient *client,
                                      StudioWorkspace *workspace,
                                      const char *server,
                                      StudioSchemaIndex *index,
                                      GHashTable *known,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/** studio_time_checker_check_finish: Returns: how many columns were found to keep times. */
guint studio_time_checker_check_finish (GAsyncResult *result);

G_END_DECLS
