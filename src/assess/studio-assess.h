/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "core/studio-result.h"
#include "sql/studio-sql-schema.h"

G_BEGIN_DECLS

/**
 * studio_assess_kpi:
 * @kpi: checked: its state, findings, keys, rows and time are set; gets its score and reasons
 * @schema: (nullable): for the inputs it reads
 * @result: (nullable): its rows, when it ran
 *
 * Scores a KPI from 0 to 100 by deterministic signals, each with its points and a sentence (design
 * section 4, step 10). The score of an invalid KPI is 0.
 */
void studio_assess_kpi (StudioKpi *kpi, const StudioSqlSchema *schema, StudioResult *result);

/**
 * studio_assess_mark_duplicate:
 * @kpi: assessed
 * @message: a sentence: which other KPI asks the same, and why that one was kept
 *
 * Takes away from the score of a KPI that is not needed besides another one.
 */
void studio_assess_mark_duplicate (StudioKpi *kpi, const char *message);

G_END_DECLS
