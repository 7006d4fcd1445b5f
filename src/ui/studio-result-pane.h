/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/studio-kpi.h"
#include "core/studio-result.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RESULT_PANE (studio_result_pane_get_type ())

/**
 * StudioResultPane: below the SQL: its result, what was found about it, the reasons of its score,
 * and what repairing changed.
 *
 * Signals: "finding-activated" (StudioFinding): to be shown in the SQL; "fix-activated"
 * (StudioFinding): to be mended.
 */
G_DECLARE_FINAL_TYPE (StudioResultPane, studio_result_pane, STUDIO, RESULT_PANE, AdwBin)

/** studio_result_pane_show: as studio_result_view_show(). */
void studio_result_pane_show (StudioResultPane *self,
                              StudioKpi *kpi,
                              StudioResult *result,
                              gboolean checking);

G_END_DECLS
