/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StudioDashboardItem: a card that is to be on a dashboard.
 * @name: by which cards of the same score are ordered
 */
typedef struct
{
  gint64 card_id;
  char *name;
  char *display;
  int score;
} StudioDashboardItem;

StudioDashboardItem *
studio_dashboard_item_new (gint64 card_id, const char *name, const char *display, int score);
void studio_dashboard_item_free (StudioDashboardItem *self);

/** StudioDashboardSection: the parts of a dashboard, from the top. */
typedef enum
{
  STUDIO_SECTION_FIGURES,
  STUDIO_SECTION_TRENDS,
  STUDIO_SECTION_BREAKDOWNS,
  STUDIO_SECTION_TABLES,
  STUDIO_N_SECTIONS,
} StudioDashboardSection;

/** studio_dashboard_section_for: where a card of that @display (nullable) belongs. */
StudioDashboardSection studio_dashboard_section_for (const char *display);

/** studio_dashboard_section_title: Returns: (transfer none): its heading. */
const char *studio_dashboard_section_title (StudioDashboardSection section);

/**
 * studio_dashboard_layout:
 * @items: of StudioDashboardItem, in any order
 * @columns: of the grid: 24, or 18 until v0.46
 * @first_row: from where on there is room
 *
 * Lays cards out: a heading for each section that is not empty, below it the best first, from left
 * to right, each as large as Metabase makes one of its display, nothing above anything else.
 *
 * Returns: (transfer full): of StudioDashboardPlace
 */
GPtrArray *studio_dashboard_layout (GPtrArray *items, guint columns, guint first_row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDashboardItem, studio_dashboard_item_free)

G_END_DECLS
