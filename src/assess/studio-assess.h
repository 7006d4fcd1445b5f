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
 * @duplicate: whether another KPI asks the same
 *
 * Scores a KPI from 0 to 100 by deterministic signals, each with its points and a sentence (design
 * section 4, step 10). The score of an invalid KPI is 0.
 */
void studio_assess_kpi (StudioKpi *kpi,
                        const StudioSqlSchema *schema,
                        StudioResult *result,
                        gboolean duplicate);

G_END_DECLS
