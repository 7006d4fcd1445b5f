/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RESULT_PANE (studio_result_pane_get_type ())

/**
 * StudioResultPane: below the SQL: its result, what was found about it, the reasons of its score,
 * and its history.
 *
 * Signals: "finding-activated" (StudioFinding): to be shown in the SQL; "fix-activated"
 * (StudioFinding): to be mended.
 */
G_DECLARE_FINAL_TYPE (StudioResultPane, studio_result_pane, STUDIO, RESULT_PANE, AdwBin)

/**
 * studio_result_pane_show:
 * @session: (nullable): has the rows and the history
 * @kpi: (nullable)
 * @checking: whether its rows are on their way
 */
void studio_result_pane_show (StudioResultPane *self,
                              StudioSession *session,
                              StudioKpi *kpi,
                              gboolean checking);

G_END_DECLS
