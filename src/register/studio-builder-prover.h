/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "metabase/studio-metabase-client.h"
#include "register/studio-builder-query.h"

G_BEGIN_DECLS

/**
 * studio_builder_prover_prove_async:
 * @databases: of StudioDatabase; tables and fields that are needed are loaded into them
 * @kpis: of StudioKpi, valid ones
 *
 * Tries to say KPIs as queries of the query builder, and runs both those and the KPIs' SQL: only
 * what gives the same rows is proved.
 */
void studio_builder_prover_prove_async (StudioMetabaseClient *client,
                                        GListModel *databases,
                                        GPtrArray *kpis,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * studio_builder_prover_prove_finish:
 * @reasons: (out) (transfer full): StudioKpi → why it is not proved, a sentence
 *
 * Returns: (transfer full) (nullable): StudioKpi → StudioBuilderQuery, what is proved
 */
GHashTable *
studio_builder_prover_prove_finish (GAsyncResult *result, GHashTable **reasons, GError **error);

/** studio_builder_prover_rows_equal: whether two results say the same: numbers up to rounding,
 * times however they are written; %FALSE without any value, which would prove nothing.
 * @ordered: whether the order of rows counts. */
gboolean studio_builder_prover_rows_equal (JsonArray *a, JsonArray *b, gboolean ordered);

G_END_DECLS
