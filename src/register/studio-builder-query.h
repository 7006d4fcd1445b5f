/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-database.h"
#include "core/studio-definition.h"

G_BEGIN_DECLS

/**
 * StudioBuilderQuery:
 * @query: in the legacy form (MBQL 4), which every version takes and newer ones convert
 * @names: (element-type utf8 utf8): names of columns in the definition → in its result, where
 * Metabase chooses them itself
 * @metric: whether it may be saved as a metric: one aggregation, at most one time, nothing else
 *
 * A definition as a query of Metabase's query builder, which people can drill through.
 */
typedef struct
{
  JsonNode *query;
  GHashTable *names;
  gboolean metric;
} StudioBuilderQuery;

void studio_builder_query_free (StudioBuilderQuery *self);

/**
 * studio_builder_query_new:
 * @database: whose tables in @definition have their fields loaded
 * @error: %STUDIO_ERROR_INPUT with what the query builder cannot say
 *
 * Returns: (transfer full) (nullable)
 */
StudioBuilderQuery *studio_builder_query_new (const StudioDefinition *definition,
                                              StudioDatabase *database,
                                              GError **error);

/** studio_builder_query_rename: @settings (nullable, JSON text) with the names that the result has.
 * Returns: (transfer full) (nullable) */
char *studio_builder_query_rename (const StudioBuilderQuery *self, const char *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioBuilderQuery, studio_builder_query_free)

G_END_DECLS
