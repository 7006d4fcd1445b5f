/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_DUPLICATES (studio_duplicates_get_type ())

/** StudioDuplicates: the KPIs that are known, by meaning, so that a second one that asks the same
 * is noticed. Belongs to the main thread.
 *
 * Signals: "changed" (StudioKpi, int: its score before): because of a check of another one that
 * asks the same, it has become that one's duplicate, or is said to be the better version.
 */
G_DECLARE_FINAL_TYPE (StudioDuplicates, studio_duplicates, STUDIO, DUPLICATES, GObject)

/** studio_duplicates_new: Returns: (transfer full): empty */
StudioDuplicates *studio_duplicates_new (void);

/**
 * studio_duplicates_add:
 * @kpi: a KPI whose keys are set
 *
 * Adds @kpi, or finds it again after it changed.
 *
 * Returns: (transfer none) (nullable): another KPI of the same database that was there before and
 * asks the same, %NULL when there is none
 */
StudioKpi *studio_duplicates_add (StudioDuplicates *self, StudioKpi *kpi);

/** studio_duplicates_prefer: @kpi, which was added, is from now on the one that others are
 * duplicates of. */
void studio_duplicates_prefer (StudioDuplicates *self, StudioKpi *kpi);

/** studio_duplicates_emit_changed: @score is what it was before. */
void studio_duplicates_emit_changed (StudioDuplicates *self, StudioKpi *kpi, int score);

/** studio_duplicates_find_contradiction: Returns: (transfer none) (nullable): another KPI that has
 * the same name and asks something else. */
StudioKpi *studio_duplicates_find_contradiction (StudioDuplicates *self, StudioKpi *kpi);

G_END_DECLS
