/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

/**
 * studio_demo_items_reply:
 * @collection_id: 0 for the root
 * @trash: lists what was archived by itself instead
 *
 * Answers GET /api/collection/:id/items: a page of what is in a collection.
 */
void studio_demo_items_reply (StudioDemoExchange *exchange, gint64 collection_id, gboolean trash);

G_END_DECLS
