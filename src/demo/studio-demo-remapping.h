/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-store.h"
#include "demo/studio-demo-writer.h"

G_BEGIN_DECLS

/*
 * What people call the values of a field: Metabase's dimension of the type “internal”, and the
 * human-readable values beside it.
 */

/** studio_demo_remapping_set_dimension: Returns: (transfer full) (nullable): the dimension as
 * Metabase answers it; %NULL with %STUDIO_DEMO_ERROR_STORE. */
JsonObject *studio_demo_remapping_set_dimension (StudioDemoStore *store,
                                                 gint64 field_id,
                                                 JsonObject *body,
                                                 GError **error);

/** studio_demo_remapping_set_values: @values are pairs of a value and its name. */
gboolean studio_demo_remapping_set_values (StudioDemoStore *store,
                                           gint64 field_id,
                                           JsonArray *values,
                                           GError **error);

/** studio_demo_remapping_remove: back to the values as they are. */
gboolean studio_demo_remapping_remove (StudioDemoStore *store, gint64 field_id, GError **error);

/** studio_demo_remapping_write: writes the member "dimensions" of a field. */
void
studio_demo_remapping_write (StudioDemoWriter *writer, StudioDemoStore *store, gint64 field_id);

/** studio_demo_remapping_apply: Returns: (transfer full): @values, a JSON array of arrays of one
 * value, with their names behind them, where they have any */
char *studio_demo_remapping_apply (StudioDemoStore *store, gint64 field_id, const char *values);

G_END_DECLS
