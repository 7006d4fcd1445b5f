/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "register/studio-registrar.h"
#include "register/studio-registration-planner.h"
#include "register/studio-write-context.h"

G_BEGIN_DECLS

/* What the files of the registrar share. */

/** _studio_registrar_new_context: Returns: (transfer full) */
StudioWriteContext *_studio_registrar_new_context (StudioRegistrar *self);

/**
 * _studio_registrar_look_async:
 *
 * Looks at the instance and decides about each of @kpis. Notes of writes of which it was not known
 * what became of them are settled by it; where one is so fresh that it may still be carried out, it
 * is waited for.
 */
void _studio_registrar_look_async (StudioRegistrar *self,
                                   GPtrArray *kpis,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** _studio_registrar_look_finish: @survey is (out) (transfer full). Returns: (transfer full)
 * (nullable) */
StudioRegistrationPlan *_studio_registrar_look_finish (StudioRegistrar *self,
                                                       GAsyncResult *result,
                                                       StudioRegistrationSurvey **survey,
                                                       GError **error);

/** _studio_registrar_report_progress: emits "progress". */
void _studio_registrar_report_progress (StudioRegistrar *self, guint done, guint total);

G_END_DECLS
