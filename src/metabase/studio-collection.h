/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StudioCollection:
 * @id: Metabase's id; 0 for the root, “Our analytics”
 * @parent_id: that of the collection it is in; 0 for the root
 */
typedef struct
{
  gint64 id;
  char *name;
  gint64 parent_id;
  gboolean archived;
  gboolean personal;
  gboolean can_write;
} StudioCollection;

void studio_collection_free (StudioCollection *self);

/** studio_collection_from_json: Returns: (transfer full) (nullable): %NULL for the root and special
 * ones (ids that are no numbers). */
StudioCollection *studio_collection_from_json (JsonObject *object);

/** StudioCollectionItem: something in a collection; @model is "card", "dashboard"…, for questions
 * that are models "dataset", and "metric". */
typedef struct
{
  gint64 id;
  char *model;
  char *name;
  char *description;
} StudioCollectionItem;

void studio_collection_item_free (StudioCollectionItem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCollection, studio_collection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCollectionItem, studio_collection_item_free)

G_END_DECLS
