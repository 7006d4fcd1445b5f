/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "demo/studio-demo-version.h"

G_BEGIN_DECLS

/* A query in its two forms. Legacy: {"database": 1, "type": "native", "native": {"query": "…"}};
 * MBQL 5: {"lib/type": "mbql/query", "database": 1, "stages": [{"native": "…"}]}. */

/** studio_demo_query_form_is_stages: whether @query is in the form of MBQL 5. */
gboolean studio_demo_query_form_is_stages (JsonObject *query);

/**
 * studio_demo_query_form_to_legacy:
 *
 * Returns: (transfer full): @query in the legacy form; a copy when it is already.
 */
JsonObject *studio_demo_query_form_to_legacy (JsonObject *query);

/**
 * studio_demo_query_form_to_stages:
 * @legacy: in the legacy form
 * @version: from 0.63 on, template tags are a list
 *
 * Returns: (transfer full): as GET /api/card/:id gives it from 0.57 on.
 */
JsonObject *studio_demo_query_form_to_stages (JsonObject *legacy, const StudioDemoVersion *version);

/** studio_demo_query_form_is_native: whether the legacy query @legacy is SQL. */
gboolean studio_demo_query_form_is_native (JsonObject *legacy);

/** studio_demo_query_form_get_sql: Returns: (transfer none) (nullable): of a legacy query. */
const char *studio_demo_query_form_get_sql (JsonObject *legacy);

/** studio_demo_query_form_get_table: Returns: the source table of a legacy query, 0 when none. */
gint64 studio_demo_query_form_get_table (JsonObject *legacy);

G_END_DECLS
