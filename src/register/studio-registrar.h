/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-kpi.h"
#include "metabase/studio-metabase-client.h"
#include "register/studio-registration-summary.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_REGISTRAR (studio_registrar_get_type ())

/**
 * StudioRegistrar: makes cards from approved KPIs (design section 5), each exactly once: a KPI that
 * has its card, or whose SQL or name has one in its collection, is linked or brought up to date
 * instead.
 *
 * Property: collection-name ("KPI Studio").
 */
G_DECLARE_FINAL_TYPE (StudioRegistrar, studio_registrar, STUDIO, REGISTRAR, GObject)

StudioRegistrar *studio_registrar_new (StudioMetabaseClient *client);

/** StudioRegisteredFunc: called after each KPI, whose registration, card-id and collection-id are
 * set by then. */
typedef void (*StudioRegisteredFunc) (StudioKpi *kpi,
                                      const StudioRegistrationEntry *entry,
                                      gpointer user_data);

/**
 * studio_registrar_register_async:
 * @kpis: of StudioKpi, all approved and valid
 * @registered: called for each, so that the caller can store it at once
 */
void studio_registrar_register_async (StudioRegistrar *self,
                                      GPtrArray *kpis,
                                      GCancellable *cancellable,
                                      StudioRegisteredFunc registered,
                                      gpointer registered_data,
                                      GDestroyNotify registered_data_free,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * studio_registrar_register_finish:
 *
 * A KPI that cannot be registered is told in the summary; an error means that nothing more could be
 * done (no connection, signed out, no permission for the collections, cancelled).
 *
 * Returns: (transfer full) (nullable)
 */
StudioRegistrationSummary *
studio_registrar_register_finish (StudioRegistrar *self, GAsyncResult *result, GError **error);

G_END_DECLS
