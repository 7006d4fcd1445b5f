/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-kpi.h"
#include "metabase/studio-metabase-client.h"
#include "register/studio-question-catalogue.h"
#include "register/studio-registration-plan.h"
#include "register/studio-registration-summary.h"
#include "store/studio-workspace.h"

G_BEGIN_DECLS

/**
 * StudioNativeForm: as what KPIs are registered.
 * @STUDIO_NATIVE_FORM_SQL: as SQL
 * @STUDIO_NATIVE_FORM_BUILDER: as questions of the query builder, where it has been proved by
 * running both that they give the same, so that people can drill through
 * @STUDIO_NATIVE_FORM_METRIC: those that can be as metrics, from v0.50 on
 */
typedef enum
{
  STUDIO_NATIVE_FORM_SQL,
  STUDIO_NATIVE_FORM_BUILDER,
  STUDIO_NATIVE_FORM_METRIC,
} StudioNativeForm;

#define STUDIO_TYPE_NATIVE_FORM (studio_native_form_get_type ())
GType studio_native_form_get_type (void) G_GNUC_CONST;

#define STUDIO_TYPE_REGISTRAR (studio_registrar_get_type ())

/**
 * StudioRegistrar: makes cards from approved KPIs (design section 5), each exactly once: a KPI that
 * has its card, or whose question somebody has asked before, is linked or brought up to date
 * instead. What people did in Metabase is kept.
 *
 * Properties: collection-name ("KPI Studio"); recreate (whether KPIs whose card a person has
 * archived or deleted get a new one; false); native-form (%STUDIO_NATIVE_FORM_SQL).
 *
 * Signal: "progress" (done, total: KPIs): whenever one is settled.
 */
G_DECLARE_FINAL_TYPE (StudioRegistrar, studio_registrar, STUDIO, REGISTRAR, GObject)

StudioRegistrar *studio_registrar_new (StudioMetabaseClient *client);

/** studio_registrar_set_workspace: where each write is noted before it is made; without one, or
 * with one that is empty, cards are still found again by what is written into them. @server is the
 * identity of the Metabase in it. */
void studio_registrar_set_workspace (StudioRegistrar *self,
                                     StudioWorkspace *workspace,
                                     const char *server);

/** studio_registrar_set_catalogue: what is known of the instance's questions from before, which
 * makes another look cheaper. */
void studio_registrar_set_catalogue (StudioRegistrar *self, StudioQuestionCatalogue *catalogue);

/** studio_registrar_set_databases: of StudioDatabase (nullable): tells what they speak, which it
 * takes to see that two statements mean the same. */
void studio_registrar_set_databases (StudioRegistrar *self, GListModel *databases);

/** studio_registrar_set_currency: what a company counts money in, in one database; @currency is an
 * ISO 4217 code (nullable). */
void
studio_registrar_set_currency (StudioRegistrar *self, gint64 database_id, const char *currency);

/** studio_registrar_insist: the explicit word that the KPI shall have a card of its own, although a
 * person has archived the one it had, or another question has its name. */
void studio_registrar_insist (StudioRegistrar *self, const char *kpi_id);

/**
 * studio_registrar_plan_async:
 * @kpis: of StudioKpi, all approved and valid
 *
 * Looks what registering would do. Nothing is written.
 */
void studio_registrar_plan_async (StudioRegistrar *self,
                                  GPtrArray *kpis,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** studio_registrar_plan_finish: Returns: (transfer full) (nullable) */
StudioRegistrationPlan *
studio_registrar_plan_finish (StudioRegistrar *self, GAsyncResult *result, GError **error);

/** StudioRegisteredFunc: called after each KPI, whose registration, card-id and collection-id are
 * set by then. */
typedef void (*StudioRegisteredFunc) (StudioKpi *kpi,
                                      const StudioRegistrationEntry *entry,
                                      gpointer user_data);

/**
 * studio_registrar_register_async:
 * @kpis: of StudioKpi, all approved and valid
 * @cancellable: what is on its way when it is cancelled is given some seconds to end
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
