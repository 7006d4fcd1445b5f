/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/**
 * studio_card_namer_distinguish:
 * @kpi: a KPI whose name is taken
 * @sql: (nullable): of the question that has it and asks something else
 *
 * What tells the two apart, for “Total orders · market”: the table when only @kpi reads it, else a
 * word that only @kpi restricts its rows to.
 *
 * Returns: (transfer full) (nullable): %NULL when both claim to be the same
 */
char *studio_card_namer_distinguish (StudioKpi *kpi, const char *sql);

G_END_DECLS
