/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"
#include "demo/studio-demo-connection.h"

G_BEGIN_DECLS

/**
 * studio_demo_sync_run:
 * @host: where PostgreSQL is
 *
 * Reads schemas, tables, columns, keys and comments from PostgreSQL's own catalogue, unfolds JSON
 * columns, takes the fingerprints, and draws Metabase's conclusions. Ids are not set.
 *
 * Returns: (transfer full) (nullable): %STUDIO_DEMO_ERROR_POSTGRES
 */
StudioDemoCatalogue *studio_demo_sync_run (const char *host, GError **error);

/** studio_demo_sync_unfold: adds fields for the keys in the JSON columns of @table, as far as they
 * can be read. */
void studio_demo_sync_unfold (PGconn *connection, StudioDemoTable *table);

G_END_DECLS
