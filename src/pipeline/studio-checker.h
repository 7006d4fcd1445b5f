/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "assess/studio-duplicates.h"
#include "core/studio-kpi.h"
#include "core/studio-result.h"
#include "metabase/studio-metabase-client.h"
#include "propose/studio-mender.h"
#include "sql/studio-sql-schema.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CHECKER (studio_checker_get_type ())

/**
 * StudioChecker: takes one KPI at a time through the steps of design section 4: clean, repair,
 * parse, guard, lint, EXPLAIN, run, test the result, assess. Many may be under way at once.
 *
 * Properties: row-limit (rows fetched, default 2000), time-limit (seconds, default 60), cost-warn
 * and cost-refuse (PostgreSQL cost units, 1e6 and 1e8).
 */
G_DECLARE_FINAL_TYPE (StudioChecker, studio_checker, STUDIO, CHECKER, GObject)

/** studio_checker_new: @duplicates is where KPIs with the same meaning are looked for. */
StudioChecker *studio_checker_new (StudioMetabaseClient *client,
                                   gint64 database_id,
                                   StudioDialect dialect,
                                   StudioSqlSchema *schema,
                                   StudioDuplicates *duplicates);

/** studio_checker_set_mender: who may try to correct what is invalid, twice at most; (nullable).
 * What still does not run then is left as it was. */
void studio_checker_set_mender (StudioChecker *self, StudioMender *mender);

/** studio_checker_check_async: updates @kpi (check, findings, rules, keys, tables, score, reasons,
 * duplicate-of). */
void studio_checker_check_async (StudioChecker *self,
                                 StudioKpi *kpi,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * studio_checker_check_finish:
 * @error: set only when the KPI could not be checked (no connection, signed out, cancelled)
 *
 * Returns: (transfer full) (nullable): the rows; %NULL without @error when the KPI is invalid
 */
StudioResult *
studio_checker_check_finish (StudioChecker *self, GAsyncResult *result, GError **error);

G_END_DECLS
