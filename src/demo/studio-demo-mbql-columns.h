/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-column-facts.h"
#include "demo/studio-demo-mbql-private.h"

G_BEGIN_DECLS

/** studio_demo_mbql_columns_for_reference: Returns: (transfer full): of a field or expression;
 * @source is "fields" or "breakout". */
StudioDemoColumnFacts *studio_demo_mbql_columns_for_reference (StudioDemoMbql *self,
                                                               JsonNode *reference,
                                                               const char *source);

/** studio_demo_mbql_columns_for_aggregation: Returns: (transfer full): of the @index-th one. */
StudioDemoColumnFacts *
studio_demo_mbql_columns_for_aggregation (StudioDemoMbql *self, JsonNode *aggregation, guint index);

/** studio_demo_mbql_columns_name: Returns: (transfer full): how the column is called. */
char *studio_demo_mbql_columns_name (StudioDemoMbql *self, JsonNode *clause);

G_END_DECLS
