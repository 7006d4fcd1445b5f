/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-deployment.h"
#include "store/studio-workspace.h"

G_BEGIN_DECLS

/* What is kept of registrations: what each did in Metabase, and which cards were put on dashboards.
 */

/** studio_workspace_begin_deployment: stores its number, what it does and its collection; returns
 * at once. */
void studio_workspace_begin_deployment (StudioWorkspace *self,
                                        const char *server,
                                        const StudioDeployment *deployment);

/** studio_workspace_add_deployment_entry: stores what was done about one object. */
void studio_workspace_add_deployment_entry (StudioWorkspace *self,
                                            gint64 deployment_id,
                                            const StudioDeploymentEntry *entry);

/** studio_workspace_end_deployment: it was not interrupted. */
void studio_workspace_end_deployment (StudioWorkspace *self, gint64 deployment_id);

/** studio_workspace_add_dashboard_cards: @cards (of gint64) were put on a dashboard. */
void studio_workspace_add_dashboard_cards (StudioWorkspace *self,
                                           const char *server,
                                           gint64 dashboard_id,
                                           GArray *cards);

/** studio_workspace_load_deployments_async: all of a server. */
void studio_workspace_load_deployments_async (StudioWorkspace *self,
                                              const char *server,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

/**
 * studio_workspace_load_deployments_finish:
 * @next_id: (out) (optional): the number for the next deployment
 * @dashboard_cards: (out) (transfer full) (optional): a set of "DASHBOARD CARD", both ids
 *
 * Returns: (transfer full) (nullable): of StudioDeployment, oldest first
 */
GPtrArray *studio_workspace_load_deployments_finish (StudioWorkspace *self,
                                                     GAsyncResult *result,
                                                     gint64 *next_id,
                                                     GHashTable **dashboard_cards,
                                                     GError **error);

G_END_DECLS
