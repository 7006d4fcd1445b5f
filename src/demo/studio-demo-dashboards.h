/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/* Dashboards as they are stored (with "dashcards" and "tabs" inside) and as they are given out. */

/** studio_demo_dashboards_make: Returns: (transfer full): without its cards, as in lists. */
JsonObject *studio_demo_dashboards_make (StudioDemoServer *server, JsonObject *dashboard);

/** studio_demo_dashboards_make_detail: Returns: (transfer full): with its cards and tabs, under the
 * names of the version. */
JsonObject *studio_demo_dashboards_make_detail (StudioDemoServer *server, JsonObject *dashboard);

/** studio_demo_dashboards_make_cards: Returns: (transfer full): its cards, whole. */
JsonArray *studio_demo_dashboards_make_cards (StudioDemoServer *server, JsonObject *dashboard);

/**
 * studio_demo_dashboards_replace:
 * @dashcards: (nullable): all cards from now on; %NULL leaves them
 * @tabs: (nullable): all tabs from now on; %NULL leaves them
 *
 * Those with negative ids are new and get one. What is left out is gone, and a question that
 * belongs to the dashboard is archived with its place.
 */
gboolean studio_demo_dashboards_replace (StudioDemoServer *server,
                                         JsonObject *dashboard,
                                         JsonArray *dashcards,
                                         JsonArray *tabs,
                                         GError **error);

/** studio_demo_dashboards_add_card: puts a card below the others. Returns: (transfer none): its
 * place. */
JsonObject *studio_demo_dashboards_add_card (StudioDemoServer *server,
                                             JsonObject *dashboard,
                                             JsonObject *place,
                                             GError **error);

/** studio_demo_dashboards_count_card: in how many dashboards a card is. */
guint studio_demo_dashboards_count_card (StudioDemoStore *store, gint64 card_id);

G_END_DECLS
