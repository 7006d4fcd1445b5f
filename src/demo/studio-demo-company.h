/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"
#include "demo/studio-demo-options.h"
#include "demo/studio-demo-postgres.h"
#include "demo/studio-demo-store.h"

G_BEGIN_DECLS

/**
 * studio_demo_company_prepare:
 *
 * Sees to it that the database holds the sample company (or the statements of `--sql-dir`) and the
 * synthetic schema. Loads them again when the statements have changed, and on a new day, because
 * the company's dates are counted back from today; then reads the schema anew. Cards and
 * collections are not touched, tables and fields keep their ids.
 *
 * Returns: (transfer full) (nullable): what Metabase knows of the database;
 * %STUDIO_DEMO_ERROR_COMPANY, %STUDIO_DEMO_ERROR_POSTGRES, %STUDIO_DEMO_ERROR_STORE.
 */
StudioDemoCatalogue *studio_demo_company_prepare (StudioDemoPostgres *postgres,
                                                  StudioDemoStore *store,
                                                  const StudioDemoOptions *options,
                                                  GError **error);

/**
 * studio_demo_company_is_prepared:
 *
 * Whether the database was last loaded today with what would be loaded now. Needs no PostgreSQL.
 */
gboolean studio_demo_company_is_prepared (StudioDemoStore *store, const StudioDemoOptions *options);

G_END_DECLS
