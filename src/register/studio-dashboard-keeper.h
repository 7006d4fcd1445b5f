/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-deployment.h"
#include "metabase/studio-metabase-client.h"
#include "register/studio-dashboard-plan.h"

G_BEGIN_DECLS

/**
 * StudioDashboardMemory: what is known from before, so that what people did is kept.
 * @ids: (element-type utf8 gint64): ids of dashboards by what studio_dashboard_memory_add() makes
 * of collection and key
 * @placed: (element-type utf8): a set of "DASHBOARD CARD": cards that were put on a dashboard once,
 * and that a person took off it if they are not there any more
 */
typedef struct
{
  GHashTable *ids;
  GHashTable *placed;
} StudioDashboardMemory;

StudioDashboardMemory *studio_dashboard_memory_new (void);
void studio_dashboard_memory_free (StudioDashboardMemory *self);

/** studio_dashboard_memory_add: the dashboard made for @key in a collection has @id. */
void studio_dashboard_memory_add (StudioDashboardMemory *self,
                                  const char *key,
                                  gint64 collection_id,
                                  gint64 id);

gboolean
studio_dashboard_memory_knows (StudioDashboardMemory *self, const char *key, gint64 collection_id);

/** studio_dashboard_memory_list_cards: Returns: (transfer full) (element-type gint64): a set of the
 * cards that were put on the dashboard made for @key in a collection. */
GHashTable *studio_dashboard_memory_list_cards (StudioDashboardMemory *self,
                                                const char *key,
                                                gint64 collection_id);

/**
 * StudioDashboardFunc:
 * @cards: (nullable): of gint64, the cards of the plan that are or were on the dashboard now
 *
 * Called after each dashboard, so that the caller can store it at once: in the order in which they
 * are done, which need not be that of the plans.
 */
typedef void (*StudioDashboardFunc) (const StudioDeploymentEntry *entry,
                                     GArray *cards,
                                     gpointer user_data);

/**
 * studio_dashboards_update_async:
 * @plans: of StudioDashboardPlan, no two of the same key and collection
 * @memory: is kept until it is done
 *
 * Makes the dashboards that are not there and adds the cards that are missing on those that are,
 * some dashboards at the same time.
 * Nothing that is there is moved or taken away. One that a person moved to the trash is not made
 * again. When all is as it should be, nothing is written.
 */
void studio_dashboards_update_async (StudioMetabaseClient *client,
                                     GPtrArray *plans,
                                     const StudioDashboardMemory *memory,
                                     GCancellable *cancellable,
                                     StudioDashboardFunc updated,
                                     gpointer updated_data,
                                     GDestroyNotify updated_data_free,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** studio_dashboards_update_finish: Returns: (transfer full) (nullable): of StudioDeploymentEntry,
 * one for each plan, in their order; an error means that nothing more could be done. */
GPtrArray *studio_dashboards_update_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDashboardMemory, studio_dashboard_memory_free)

G_END_DECLS
