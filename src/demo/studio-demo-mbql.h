/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/**
 * studio_demo_mbql_compile:
 * @query: the inner query of the query builder, in the legacy form
 * @facts: (out) (element-type StudioDemoColumnFacts): what is known of the columns
 * @problem: (out): what is wrong, when %NULL is returned
 *
 * Understands tables, saved questions and nested queries as sources, explicit joins and joins over
 * a foreign key, expressions, filters, aggregations, breakouts, sorting and limits.
 *
 * Returns: (transfer full) (nullable): SQL for PostgreSQL
 */
char *studio_demo_mbql_compile (StudioDemoServer *server,
                                JsonObject *query,
                                GPtrArray **facts,
                                char **problem);

/** studio_demo_mbql_is_aggregated: whether it gives groups or totals, for which Metabase allows
 * more rows. */
gboolean studio_demo_mbql_is_aggregated (JsonObject *query);

G_END_DECLS
