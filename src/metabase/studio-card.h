/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StudioCard: a question in Metabase.
 * @id: Metabase's id, 0 for one that is not there yet
 * @description: (nullable)
 * @sql: (nullable): %NULL when it is no native query
 * @visualization: (nullable): its visualization settings, an object
 * @collection_id: 0 for the root
 * @type: (nullable): "question", "model" or "metric"; what to save it as, %NULL for a question
 * @updated: (nullable): when it was last changed, as Metabase writes it
 * @query: (nullable): of one that is no native query, in the legacy form
 */
typedef struct
{
  gint64 id;
  char *name;
  char *description;
  char *sql;
  gint64 database_id;
  char *display;
  JsonNode *visualization;
  gint64 collection_id;
  gboolean archived;
  char *type;
  char *updated;
  JsonNode *query;
} StudioCard;

StudioCard *studio_card_new (void);
void studio_card_free (StudioCard *self); /* (nullable) */

/**
 * studio_card_from_json:
 *
 * Reads both forms of `dataset_query`: legacy (`native.query`) and MBQL 5 of v0.57 on
 * (`stages[0].native`), and `legacy_query`, which is JSON in a string.
 *
 * Returns: (transfer full) (nullable): %NULL when it has no id
 */
StudioCard *studio_card_from_json (JsonObject *object);

/** studio_card_to_json: Returns: (transfer full): the body that creates or updates it, with the
 * legacy query that every version takes. One that is updated stays in its collection. */
char *studio_card_to_json (const StudioCard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioCard, studio_card_free)

G_END_DECLS
