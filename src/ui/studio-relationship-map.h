/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/studio-database.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RELATIONSHIP_MAP (studio_relationship_map_get_type ())

/**
 * StudioRelationshipMap: a table between those that point at it and those that it points at, joined
 * by lines. Each of the others is a button.
 *
 * Signals: "activated" (StudioTable): the person wants to see that one.
 */
G_DECLARE_FINAL_TYPE (StudioRelationshipMap,
                      studio_relationship_map,
                      STUDIO,
                      RELATIONSHIP_MAP,
                      GtkBox)

/**
 * studio_relationship_map_show:
 *
 * Shows @table of @database. Fields that have not been read point nowhere.
 *
 * Returns: whether it has any relationship
 */
gboolean studio_relationship_map_show (StudioRelationshipMap *self,
                                       StudioDatabase *database,
                                       StudioTable *table);

G_END_DECLS
