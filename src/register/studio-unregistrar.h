/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-deployment.h"
#include "core/studio-kpi.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/**
 * StudioUnregistration: what is to be taken out of Metabase again.
 * @kpis: of StudioKpi; those without a card are passed over
 * @alerts: of StudioDeploymentEntry: alerts and their questions that were made for KPIs, in use as
 * far as is known
 * @dashboards: of StudioDeploymentEntry: dashboards that were made
 * @collections: ids of collections (of gint64) that may have become empty, besides those of @kpis
 * @collection_name: of the top collection
 * @force: also what people changed since
 * @dry_run: only say what would be done
 */
typedef struct
{
  GPtrArray *kpis;
  GPtrArray *alerts;
  GPtrArray *dashboards;
  GArray *collections;
  const char *collection_name;
  gboolean force;
  gboolean dry_run;
} StudioUnregistration;

/**
 * StudioUnregisteredFunc:
 * @kpi: (nullable): the KPI that has no card any more; it has been changed accordingly unless it is
 * a dry run
 *
 * Called after each step, so that the caller can store it at once.
 */
typedef void (*StudioUnregisteredFunc) (StudioKpi *kpi,
                                        const StudioDeploymentEntry *entry,
                                        gpointer user_data);

/**
 * studio_unregister_async:
 *
 * Archives the cards of KPIs that this program made, the alerts on them, dashboards of its own on
 * which nothing is left, and collections of its own that are empty then. What people made stays,
 * and so does what they changed, unless it is forced. Everything can be restored from the trash.
 * Doing it again after an interruption finishes it.
 */
void studio_unregister_async (StudioMetabaseClient *client,
                              const StudioUnregistration *unregistration,
                              GCancellable *cancellable,
                              StudioUnregisteredFunc unregistered,
                              gpointer unregistered_data,
                              GDestroyNotify unregistered_data_free,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/** studio_unregister_finish: Returns: (transfer full) (nullable): of StudioDeploymentEntry. */
GPtrArray *studio_unregister_finish (GAsyncResult *result, GError **error);

G_END_DECLS
