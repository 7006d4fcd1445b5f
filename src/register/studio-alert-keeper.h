/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-deployment.h"
#include "core/studio-kpi.h"
#include "metabase/studio-metabase-client.h"

G_BEGIN_DECLS

/** StudioDialectFunc: Returns: what a database speaks. */
typedef StudioDialect (*StudioDialectFunc) (gint64 database_id, gpointer user_data);

/**
 * StudioAlertWork:
 * @kpis: of StudioKpi, all with a card
 * @known: of StudioDeploymentEntry: alerts and their questions that are in use as far as is known
 * @top: id of the top collection, below which questions of alerts have theirs
 * @recipient: (nullable): a mail address; %NULL for whoever is signed in
 * @hour: of the day at which alerts are looked at
 */
typedef struct
{
  GPtrArray *kpis;
  GPtrArray *known;
  gint64 top;
  const char *recipient;
  guint hour;
  StudioDialectFunc dialect;
  gpointer dialect_data;
} StudioAlertWork;

/** StudioAlertFunc: called after each step, so that the caller can store it at once. */
typedef void (*StudioAlertFunc) (const StudioDeploymentEntry *entry, gpointer user_data);

/**
 * studio_alerts_update_async:
 *
 * Makes an alert for each KPI that has a threshold, and takes away those of KPIs that have none any
 * more. One that is there is not made again; one that a person changed or took away in Metabase is
 * left so. Nothing is made while Metabase cannot send mail.
 */
void studio_alerts_update_async (StudioMetabaseClient *client,
                                 const StudioAlertWork *work,
                                 GCancellable *cancellable,
                                 StudioAlertFunc updated,
                                 gpointer updated_data,
                                 GDestroyNotify updated_data_free,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean studio_alerts_update_finish (GAsyncResult *result, GError **error);

G_END_DECLS
