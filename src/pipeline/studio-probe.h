/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-definition.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/**
 * studio_probe_run_async:
 * @definition: what is asked
 * @row_limit: rows at the most
 * @seconds: time limit
 *
 * Asks the data a question that is no KPI: which values a column holds, whether a relationship is
 * one. The definition is compiled for the database, and guarded as everything that is sent.
 */
void studio_probe_run_async (StudioMetabaseClient *client,
                             StudioDatabase *database,
                             const StudioDefinition *definition,
                             guint row_limit,
                             guint seconds,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** studio_probe_run_finish: Returns: (transfer full) (nullable). Errors: those of
 * studio_metabase_client_run_async(), %STUDIO_ERROR_GUARD, and %STUDIO_ERROR_INPUT for a dialect
 * that has no compiler. */
StudioResult *studio_probe_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
