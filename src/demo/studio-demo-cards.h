/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/* Cards as they are stored (with the query in the legacy form) and as they are given out. */

/**
 * studio_demo_cards_make:
 * @legacy_query: whether dataset_query is given in the legacy form from 0.57 on, too
 *
 * Returns: (transfer full): the card as other objects embed it.
 */
JsonObject *
studio_demo_cards_make (StudioDemoServer *server, JsonObject *card, gboolean legacy_query);

/** studio_demo_cards_make_detail: Returns: (transfer full): as GET /api/card/:id. */
JsonObject *
studio_demo_cards_make_detail (StudioDemoServer *server, JsonObject *card, gboolean legacy_query);

/** studio_demo_cards_get_model: Returns: "card", "dataset" for a model, "metric". */
const char *studio_demo_cards_get_model (JsonObject *card);

/** studio_demo_cards_set_query: stores @query in the legacy form with what follows from it. */
void studio_demo_cards_set_query (JsonObject *card, JsonObject *query);

G_END_DECLS
