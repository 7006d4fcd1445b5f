/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-database.h"

G_BEGIN_DECLS

/**
 * studio_schema_to_json:
 * @databases: of StudioDatabase
 *
 * What `discover --format json` prints: `{"databases": [{id, name, engine, timezone, sample,
 * native, "tables": [{id, schema, name, …, "fields": […]}]}]}`, with Metabase's own names where it
 * has them.
 *
 * Returns: (transfer full)
 */
JsonNode *studio_schema_to_json (GListModel *databases);

/**
 * studio_schema_from_json:
 * @root: what studio_schema_to_json() makes; one database alone, an array of them, or the reply of
 *   Metabase's `GET /api/database/:id/metadata` are read too
 * @error: %STUDIO_ERROR_INPUT when it holds no database
 *
 * Returns: (transfer full) (nullable): a GListModel of StudioDatabase
 */
GListModel *studio_schema_from_json (JsonNode *root, GError **error);

/**
 * studio_field_info_from_json:
 * @object: (nullable): a field as Metabase's API and studio_schema_to_json() describe it
 *
 * Returns: (transfer full) (nullable): %NULL for a field without a name, or an inactive one
 */
StudioFieldInfo *studio_field_info_from_json (JsonObject *object);

G_END_DECLS
