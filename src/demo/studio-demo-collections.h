/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-server.h"

G_BEGIN_DECLS

/* Collections as they are stored and as they are given out. */

/** studio_demo_collections_seed: makes the personal collection and the trash of a new store. */
gboolean studio_demo_collections_seed (StudioDemoStore *store, GError **error);

/** studio_demo_collections_get: Returns: (transfer none) (nullable) */
JsonObject *studio_demo_collections_get (StudioDemoServer *server, gint64 id);

/** studio_demo_collections_get_parent: Returns: the parent's id, 0 for the root. */
gint64 studio_demo_collections_get_parent (JsonObject *collection);

/** studio_demo_collections_get_path: Returns: (transfer full): "/3/7/" with the own id last. */
char *studio_demo_collections_get_path (JsonObject *collection);

/** studio_demo_collections_is_personal: whether it is someone's own. */
gboolean studio_demo_collections_is_personal (JsonObject *collection);

/** studio_demo_collections_is_trash: whether it is the trash. */
gboolean studio_demo_collections_is_trash (JsonObject *collection);

/** studio_demo_collections_make: Returns: (transfer full): the members common to all answers. */
JsonObject *studio_demo_collections_make (StudioDemoServer *server, JsonObject *collection);

/** studio_demo_collections_make_detail: Returns: (transfer full): as GET /api/collection/:id. */
JsonObject *studio_demo_collections_make_detail (StudioDemoServer *server, JsonObject *collection);

/** studio_demo_collections_make_for: Returns: (transfer full): what other objects embed: the
 * collection of @id, or the root's map for 0. */
JsonObject *studio_demo_collections_make_for (StudioDemoServer *server, gint64 id);

/**
 * studio_demo_collections_set_archived:
 *
 * Archives the collection with all that is in it, or brings back what was archived with it.
 */
gboolean studio_demo_collections_set_archived (StudioDemoServer *server,
                                               JsonObject *collection,
                                               gboolean archived,
                                               GError **error);

/** studio_demo_collections_move: puts it below @parent_id (0: the root), with all in it. */
gboolean studio_demo_collections_move (StudioDemoServer *server,
                                       JsonObject *collection,
                                       gint64 parent_id,
                                       GError **error);

G_END_DECLS
