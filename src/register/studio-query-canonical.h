/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Texts that are equal for what means the same, whichever version of Metabase has stored it. */

/** studio_query_canonical: of a query of the query builder in the legacy form. Metabase adds to
 * fields what it knows of them (types, identifiers), which is left out. Returns: (transfer full) */
char *studio_query_canonical (JsonNode *query);

/** studio_query_canonical_settings: of visualization settings: members by name, and none that are
 * null. Returns: (transfer full) */
char *studio_query_canonical_settings (JsonNode *settings);

G_END_DECLS
