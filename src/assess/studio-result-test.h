/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-kpi.h"
#include "core/studio-result.h"

G_BEGIN_DECLS

/**
 * studio_result_test:
 * @kpi: what was run
 * @result: what came back
 *
 * Looks for results that say nothing or cannot be right (design section 4, step 9): empty,
 * constant, all NULL, every group of size 1, a percentage outside 0 to 100, a ratio at exactly 0 or
 * 1 everywhere, cut at the row limit.
 *
 * Returns: (transfer full) (element-type StudioFinding): possibly empty; an error means that the
 * number is provably not what the name says
 */
GPtrArray *studio_result_test (StudioKpi *kpi, StudioResult *result);

G_END_DECLS
