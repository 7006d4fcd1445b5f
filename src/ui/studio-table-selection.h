/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pipeline/studio-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_TABLE_SELECTION (studio_table_selection_get_type ())

/**
 * StudioTableSelection: the ticked tables of all databases, counted and changed together. What is
 * ticked is kept in the tables themselves.
 *
 * Properties: n-selected (read-only, notifies). Signals: "changed": tables came, went, or were
 * ticked.
 */
G_DECLARE_FINAL_TYPE (StudioTableSelection,
                      studio_table_selection,
                      STUDIO,
                      TABLE_SELECTION,
                      GObject)

/** StudioTick: how many of some tables are ticked. */
typedef enum
{
  STUDIO_TICK_NONE,
  STUDIO_TICK_SOME,
  STUDIO_TICK_ALL,
} StudioTick;

/** studio_table_selection_new: @databases is of StudioDatabase, the session's. */
StudioTableSelection *studio_table_selection_new (GListModel *databases);

guint studio_table_selection_get_n_selected (StudioTableSelection *self);

/** studio_table_selection_dup: Returns: (transfer full) (element-type StudioTable): the ticked
 * tables of @database. */
GPtrArray *studio_table_selection_dup (StudioTableSelection *self, StudioDatabase *database);

/** studio_table_selection_clear: unticks every table. */
void studio_table_selection_clear (StudioTableSelection *self);

/** studio_tables_get_tick: of @tables, of StudioTable. */
StudioTick studio_tables_get_tick (GListModel *tables);

/** studio_tables_set_tick: ticks or unticks each of @tables. */
void studio_tables_set_tick (GListModel *tables, gboolean selected);

G_END_DECLS
