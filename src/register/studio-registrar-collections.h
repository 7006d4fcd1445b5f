/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/**
 * StudioTargetCollection: where the KPIs of one category go, and the cards that are there.
 * @category: the category's name
 * @cards: of StudioCollectionItem
 */
typedef struct
{
  char *category;
  gint64 id;
  GPtrArray *cards;
} StudioTargetCollection;

/**
 * studio_target_collections_prepare_async:
 * @name: of the top collection, which is looked for among those of the root, and created when
 * missing
 * @categories: %NULL-terminated names; each has a collection below the top one, created when
 * missing
 *
 * Names of collections need not be unique in Metabase, so they are looked for before one is
 * created, and looked for again after a lost reply.
 */
void studio_target_collections_prepare_async (StudioMetabaseClient *client,
                                              const char *name,
                                              const char *const *categories,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/**
 * studio_target_collections_prepare_finish:
 * @created: (out): how many collections were created
 *
 * Returns: (transfer full) (nullable): of StudioTargetCollection
 */
GPtrArray *
studio_target_collections_prepare_finish (GAsyncResult *result, guint *created, GError **error);

/** studio_target_collection_find: Returns: (transfer none) (nullable): the one for @category. */
StudioTargetCollection *studio_target_collection_find (GPtrArray *targets, const char *category);

G_END_DECLS
