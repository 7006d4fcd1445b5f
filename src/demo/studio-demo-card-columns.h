/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/**
 * studio_demo_card_columns_refresh:
 *
 * Runs a card's query and keeps what its columns are as the card's result_metadata, some time after
 * the card was saved, as Metabase does. A query that fails leaves none.
 */
void studio_demo_card_columns_refresh (StudioDemoServer *server, gint64 card_id);

G_END_DECLS
