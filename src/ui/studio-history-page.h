/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_HISTORY_PAGE (studio_history_page_get_type ())

/**
 * StudioHistoryPage: what happened to a KPI: its values over time, how its SQL differs from what
 * was proposed, decisions, edits, checks and registrations.
 *
 * Signals: "loaded": studio_history_page_get_values() has those of the KPI.
 */
G_DECLARE_FINAL_TYPE (StudioHistoryPage, studio_history_page, STUDIO, HISTORY_PAGE, AdwBin)

/** studio_history_page_load: shows @kpi (nullable), read again from the workspace of @session
 * (nullable). */
void studio_history_page_load (StudioHistoryPage *self, StudioSession *session, StudioKpi *kpi);

/** studio_history_page_get_values: Returns: (transfer none) (nullable): of StudioHistoryValue,
 * oldest first. */
GPtrArray *studio_history_page_get_values (StudioHistoryPage *self);

G_END_DECLS
