/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "register/studio-write-context.h"

G_BEGIN_DECLS

/**
 * studio_collection_maker_make_async:
 * @name: of the top collection
 * @top: its id, 0 to make it
 * @categories: %NULL-terminated names of those to make below it
 *
 * Makes collections, the top one first and the others at the same time. Names need not be unique in
 * Metabase, so after a lost reply they are looked for before one is made again.
 */
void studio_collection_maker_make_async (StudioWriteContext *context,
                                         const char *name,
                                         gint64 top,
                                         const char *const *categories,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * studio_collection_maker_make_finish:
 * @made: (out): how many were made, also when an error ended it
 *
 * Returns: (transfer full) (nullable): name of a category → its collection's id (gint64 *)
 */
GHashTable *studio_collection_maker_make_finish (GAsyncResult *result, guint *made, GError **error);

G_END_DECLS
