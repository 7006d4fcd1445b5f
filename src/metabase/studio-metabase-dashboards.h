/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-dashboard.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/* Dashboards of a Metabase; errors are those of StudioMetabaseClient. */

/** studio_metabase_client_list_dashboards_async: all that may be seen, or those in the trash when
 * @archived. */
void studio_metabase_client_list_dashboards_async (StudioMetabaseClient *self,
                                                   gboolean archived,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);

/** studio_metabase_client_list_dashboards_finish: Returns: (transfer full) (nullable): of
 * StudioDashboard, without their cards. */
GPtrArray *studio_metabase_client_list_dashboards_finish (StudioMetabaseClient *self,
                                                          GAsyncResult *result,
                                                          GError **error);

void studio_metabase_client_get_dashboard_async (StudioMetabaseClient *self,
                                                 gint64 dashboard_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);

/** studio_metabase_client_get_dashboard_finish: Returns: (transfer full) (nullable). */
StudioDashboard *studio_metabase_client_get_dashboard_finish (StudioMetabaseClient *self,
                                                              GAsyncResult *result,
                                                              GError **error);

/** studio_metabase_client_create_dashboard_async: makes an empty one in a collection. Not
 * idempotent: after %STUDIO_ERROR_UNCLEAR read the collection back. */
void studio_metabase_client_create_dashboard_async (StudioMetabaseClient *self,
                                                    const char *name,
                                                    const char *description,
                                                    gint64 collection_id,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);

/** studio_metabase_client_create_dashboard_finish: Returns: (transfer full) (nullable). */
StudioDashboard *studio_metabase_client_create_dashboard_finish (StudioMetabaseClient *self,
                                                                 GAsyncResult *result,
                                                                 GError **error);

/**
 * studio_metabase_client_add_places_async:
 * @dashboard: as it was just read, with its cards
 * @places: of StudioDashboardPlace
 *
 * Adds to what is there. After %STUDIO_ERROR_UNCLEAR read the dashboard again: some or all may be
 * there.
 */
void studio_metabase_client_add_places_async (StudioMetabaseClient *self,
                                              const StudioDashboard *dashboard,
                                              GPtrArray *places,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean studio_metabase_client_add_places_finish (StudioMetabaseClient *self,
                                                   GAsyncResult *result,
                                                   GError **error);

/** studio_metabase_client_archive_dashboard_async: moves it to the trash and gives it another
 * description, which is (nullable): none. */
void studio_metabase_client_archive_dashboard_async (StudioMetabaseClient *self,
                                                     gint64 dashboard_id,
                                                     const char *description,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer user_data);
gboolean studio_metabase_client_archive_dashboard_finish (StudioMetabaseClient *self,
                                                          GAsyncResult *result,
                                                          GError **error);

/** studio_metabase_client_archive_collection_async: moves it to the trash, with all that is in it.
 */
void studio_metabase_client_archive_collection_async (StudioMetabaseClient *self,
                                                      gint64 collection_id,
                                                      GCancellable *cancellable,
                                                      GAsyncReadyCallback callback,
                                                      gpointer user_data);
gboolean studio_metabase_client_archive_collection_finish (StudioMetabaseClient *self,
                                                           GAsyncResult *result,
                                                           GError **error);

/** studio_metabase_client_list_contents_async: everything in a collection, of whatever kind. */
void studio_metabase_client_list_contents_async (StudioMetabaseClient *self,
                                                 gint64 collection_id,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);

/** studio_metabase_client_list_contents_finish: Returns: (transfer full) (nullable): of
 * StudioCollectionItem. */
GPtrArray *studio_metabase_client_list_contents_finish (StudioMetabaseClient *self,
                                                        GAsyncResult *result,
                                                        GError **error);

/** studio_metabase_client_dashboard_url: Returns: (transfer full): the dashboard's page. */
char *studio_metabase_client_dashboard_url (StudioMetabaseClient *self, gint64 dashboard_id);

G_END_DECLS
