/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"
#include "demo/studio-demo-connection.h"

G_BEGIN_DECLS

/**
 * studio_demo_sync_run:
 *
 * Reads schemas, tables, columns, keys and comments from PostgreSQL's own catalogue, unfolds JSON
 * columns, takes the fingerprints, and draws Metabase's conclusions. Ids are not set.
 *
 * Returns: (transfer full) (nullable): %STUDIO_DEMO_ERROR_POSTGRES
 */
StudioDemoCatalogue *studio_demo_sync_run (PGconn *connection, GError **error);

/** studio_demo_sync_unfold: adds fields for the keys in the JSON columns of @table. */
gboolean studio_demo_sync_unfold (PGconn *connection, StudioDemoTable *table, GError **error);

G_END_DECLS
