/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-catalogue.h"
#include "demo/studio-demo-store.h"

G_BEGIN_DECLS

/* What people changed about tables and fields: names, descriptions, types, visibility. It is kept
 * apart from what the sync found, and put over it again after every sync. */

/** studio_demo_edits_apply_all: puts all that is stored over @catalogue. */
void studio_demo_edits_apply_all (StudioDemoStore *store, StudioDemoCatalogue *catalogue);

/** studio_demo_edits_change_table: @body: what was sent; other members are ignored. */
gboolean studio_demo_edits_change_table (StudioDemoStore *store,
                                         StudioDemoTable *table,
                                         JsonObject *body,
                                         GError **error);

/** studio_demo_edits_change_field: likewise. */
gboolean studio_demo_edits_change_field (StudioDemoStore *store,
                                         StudioDemoField *field,
                                         JsonObject *body,
                                         GError **error);

G_END_DECLS
