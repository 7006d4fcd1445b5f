/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StudioDashboardPlace: something on a dashboard's grid.
 * @id: Metabase's id of the place, 0 for one that is not there yet
 * @card_id: 0 for text
 * @tab_id: 0 for a dashboard without tabs
 * @text: (nullable): what it says, when it is no card
 */
typedef struct
{
  gint64 id;
  gint64 card_id;
  gint64 tab_id;
  guint row;
  guint column;
  guint width;
  guint height;
  char *text;
} StudioDashboardPlace;

StudioDashboardPlace *studio_dashboard_place_new_card (gint64 card_id);
StudioDashboardPlace *studio_dashboard_place_new_text (const char *text);
void studio_dashboard_place_free (StudioDashboardPlace *self);

/**
 * StudioDashboardForm: how a Metabase takes cards for a dashboard.
 * @STUDIO_DASHBOARD_ONE_BY_ONE: v0.46: POST of each card; 18 columns
 * @STUDIO_DASHBOARD_CARDS: v0.47: PUT of the list of all cards
 * @STUDIO_DASHBOARD_WHOLE: from v0.48: PUT of the dashboard with all cards and tabs
 */
typedef enum
{
  STUDIO_DASHBOARD_ONE_BY_ONE,
  STUDIO_DASHBOARD_CARDS,
  STUDIO_DASHBOARD_WHOLE,
} StudioDashboardForm;

/**
 * StudioDashboard:
 * @description: (nullable)
 * @collection_id: 0 for the root
 * @places: (nullable): of StudioDashboardPlace; %NULL when the reply did not have them, in which
 * case nothing may be written: what is not sent back is deleted
 * @cards: (nullable): the same as Metabase wrote them
 * @tabs: (nullable): as Metabase wrote them
 */
typedef struct
{
  gint64 id;
  char *name;
  char *description;
  gint64 collection_id;
  gboolean archived;
  GPtrArray *places;
  JsonArray *cards;
  JsonArray *tabs;
} StudioDashboard;

void studio_dashboard_free (StudioDashboard *self);

/** studio_dashboard_from_json: Returns: (transfer full) (nullable): %NULL when it has no id. */
StudioDashboard *studio_dashboard_from_json (JsonObject *object);

/** studio_dashboard_form_for: @version is the second number of Metabase's version, 0 unknown. */
StudioDashboardForm studio_dashboard_form_for (guint version);

/** studio_dashboard_columns_for: how wide the grid is in that version. */
guint studio_dashboard_columns_for (guint version);

/** studio_dashboard_get_first_tab: the id of its first tab, 0 without tabs. */
gint64 studio_dashboard_get_first_tab (const StudioDashboard *self);

/** studio_dashboard_has_card: whether a card is on it, be it drawn into another one's chart. */
gboolean studio_dashboard_has_card (const StudioDashboard *self, gint64 card_id);

/**
 * studio_dashboard_to_json:
 * @added: of StudioDashboardPlace
 *
 * The body of the PUT that adds places: everything that is there, as it was read, and then the new
 * ones, since Metabase deletes what is left out.
 *
 * Returns: (transfer full)
 */
char *
studio_dashboard_to_json (const StudioDashboard *self, GPtrArray *added, StudioDashboardForm form);

/** studio_dashboard_place_to_json: Returns: (transfer full): the body of the POST that adds it to a
 * Metabase v0.46. */
char *studio_dashboard_place_to_json (const StudioDashboardPlace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDashboardPlace, studio_dashboard_place_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDashboard, studio_dashboard_free)

G_END_DECLS
