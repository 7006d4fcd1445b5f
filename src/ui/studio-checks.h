/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_CHECKS (studio_checks_get_type ())

/**
 * StudioChecks: checks KPIs one after the other when a person asks for it.
 *
 * Properties: n-waiting (read-only, notifies: KPIs under way or to come). Signals: "changed"
 * (StudioKpi): its check began or ended; "failed" (StudioKpi, message): it could not be checked.
 */
G_DECLARE_FINAL_TYPE (StudioChecks, studio_checks, STUDIO, CHECKS, GObject)

StudioChecks *studio_checks_new (StudioSession *session);

/** studio_checks_start: adds @kpi to those to be checked, unless it is there already. */
void studio_checks_start (StudioChecks *self, StudioKpi *kpi);

/** studio_checks_cancel: stops the check that is under way and forgets those to come. */
void studio_checks_cancel (StudioChecks *self);

guint studio_checks_get_n_waiting (StudioChecks *self);

/** studio_checks_is_checking: whether @kpi is under way or to come. */
gboolean studio_checks_is_checking (StudioChecks *self, StudioKpi *kpi);

G_END_DECLS
