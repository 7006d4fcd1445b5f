/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Clauses of the query builder in the two forms. Legacy: ["sum", ["field", 5, null]]; MBQL 5, where
 * options always come second: ["sum", {"lib/uuid": "…"}, ["field", {"lib/uuid": "…"}, 5]].
 */

/** studio_demo_clauses_stages_to_legacy: Returns: (transfer full): the inner legacy query. */
JsonObject *studio_demo_clauses_stages_to_legacy (JsonArray *stages);

/** studio_demo_clauses_legacy_to_stages: Returns: (transfer full): the stages of @query. */
JsonArray *studio_demo_clauses_legacy_to_stages (JsonObject *query);

G_END_DECLS
