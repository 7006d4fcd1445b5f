/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-alert.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/* Alerts of a Metabase: `/api/alert` until v0.53, `/api/notification` from v0.54; errors are those
 * of StudioMetabaseClient. */

/**
 * StudioMailing: whether mail gets through, and to whom.
 * @configured: whether Metabase can send mail; undeliverable alerts are accepted without a word
 * @user_id: who is signed in, 0 for an API key, which has no mailbox
 */
typedef struct
{
  gboolean configured;
  gint64 user_id;
} StudioMailing;

void studio_metabase_client_get_mailing_async (StudioMetabaseClient *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/** studio_metabase_client_get_mailing_finish: Returns: (transfer full) (nullable): free with
 * g_free(). */
StudioMailing *studio_metabase_client_get_mailing_finish (StudioMetabaseClient *self,
                                                          GAsyncResult *result,
                                                          GError **error);

/** studio_metabase_client_list_alerts_async: the active ones on a card. */
void studio_metabase_client_list_alerts_async (StudioMetabaseClient *self,
                                               gint64 card_id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/** studio_metabase_client_list_alerts_finish: Returns: (transfer full) (nullable): of StudioAlert.
 */
GPtrArray *studio_metabase_client_list_alerts_finish (StudioMetabaseClient *self,
                                                      GAsyncResult *result,
                                                      GError **error);

/** studio_metabase_client_create_alert_async: not idempotent: after %STUDIO_ERROR_UNCLEAR list the
 * card's alerts. */
void studio_metabase_client_create_alert_async (StudioMetabaseClient *self,
                                                const StudioAlert *alert,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);

/** studio_metabase_client_create_alert_finish: Returns: (transfer full) (nullable): as Metabase has
 * it. */
StudioAlert *studio_metabase_client_create_alert_finish (StudioMetabaseClient *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/** studio_metabase_client_remove_alert_async: takes it out of use; nothing is deleted. */
void studio_metabase_client_remove_alert_async (StudioMetabaseClient *self,
                                                gint64 alert_id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean studio_metabase_client_remove_alert_finish (StudioMetabaseClient *self,
                                                     GAsyncResult *result,
                                                     GError **error);

G_END_DECLS
