/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/** STUDIO_DASHBOARD_OVERVIEW: key of the dashboard over all business functions. */
#define STUDIO_DASHBOARD_OVERVIEW "overview"

/**
 * StudioDashboardPlan: a dashboard that there should be.
 * @key: by which it is found again: %STUDIO_DASHBOARD_OVERVIEW, or the business function
 * @name: what a new one is called
 * @collection_id: where a new one is made
 * @items: of StudioDashboardItem: the cards that should be on it
 */
typedef struct
{
  char *key;
  char *name;
  char *description;
  gint64 collection_id;
  GPtrArray *items;
} StudioDashboardPlan;

void studio_dashboard_plan_free (StudioDashboardPlan *self);

/**
 * studio_dashboard_plans_new:
 * @kpis: of StudioKpi; those without a card are passed over
 * @collection: name of the top collection
 * @collection_id: its id
 * @categories: (element-type utf8 gint64): ids of the collections of business functions; those of
 * other functions get no dashboard
 * @shown: (nullable) (element-type gint64): a set of the cards that are or were on the overview,
 * which stay its choice however scores change
 *
 * One dashboard for each business function with all its cards, and the overview, first, with the
 * best of each.
 *
 * Returns: (transfer full): of StudioDashboardPlan; none without cards
 */
GPtrArray *studio_dashboard_plans_new (GPtrArray *kpis,
                                       const char *collection,
                                       gint64 collection_id,
                                       GHashTable *categories,
                                       GHashTable *shown);

/** studio_dashboard_marker_new: Returns: (transfer full): the line at the end of a dashboard's
 * description by which it is found again. */
char *studio_dashboard_marker_new (const char *key);

/** studio_dashboard_marker_read: Returns: (transfer full) (nullable): the key in a dashboard's
 * description, when this program made it. */
char *studio_dashboard_marker_read (const char *description);

/** studio_dashboard_marker_strip: Returns: (transfer full): a description (nullable) without it. */
char *studio_dashboard_marker_strip (const char *description);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDashboardPlan, studio_dashboard_plan_free)

G_END_DECLS
