/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-client.h"
#include "store/studio-workspace.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_JOIN_CHECKER (studio_join_checker_get_type ())

/**
 * StudioJoinChecker: looks in the data whether columns point where their names say, in databases
 * that declare no foreign keys, so that they can be joined without losing or doubling a row.
 *
 * A column is taken for a foreign key when every value it holds, among the rows that are looked at,
 * is in the other table's primary key, and none of them twice. The field is replaced by one that
 * points there and says why; one that does not hold says why not. What was found is kept in the
 * workspace, by a mark of everything in the schema that it depends on. Thereafter it looks for
 * columns that keep times as something else (studio-time-checker.h), and for
 * the meanings of codes (studio-code-reader.h).
 */
G_DECLARE_FINAL_TYPE (StudioJoinChecker, studio_join_checker, STUDIO, JOIN_CHECKER, GObject)

/**
 * studio_join_checker_new:
 * @server: identity of the Metabase, for the workspace
 * @known: (element-type utf8 utf8): what was found before, by mark; grows
 */
StudioJoinChecker *studio_join_checker_new (StudioMetabaseClient *client,
                                            StudioWorkspace *workspace,
                                            const char *server,
                                            StudioDatabase *database,
                                            GHashTable *known);

/** studio_join_checker_find_targets: Returns: (transfer container) (element-type StudioTable):
 * tables that have to be loaded so that columns of @table can be checked */
GPtrArray *studio_join_checker_find_targets (StudioJoinChecker *self, StudioTable *table);

/**
 * studio_join_checker_check_async:
 * @tables: of StudioTable: those that matter; what points from or to one of them is checked, as far
 *   as columns are loaded
 *
 * At most two questions are under way at once, each for ten seconds; after a minute no further one
 * is begun. Never fails: what could not be asked stays as it is. Finishes early when cancelled.
 */
void studio_join_checker_check_async (StudioJoinChecker *self,
                                      GPtrArray *tables,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/** studio_join_checker_check_finish: Returns: how many relationships, times
 * and codes were found. */
guint studio_join_checker_check_finish (StudioJoinChecker *self, GAsyncResult *result);

G_END_DECLS
