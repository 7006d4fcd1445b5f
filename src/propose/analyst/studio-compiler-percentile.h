/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-compiler-private.h"

G_BEGIN_DECLS

/** _studio_compiler_has_percentile: whether the columns or group filters of @definition take
 * percentiles; what it reads from does not count. */
gboolean _studio_compiler_has_percentile (const StudioDefinition *definition);

/** _studio_compiler_has_unlike_percentiles: whether they are taken of more than one value. */
gboolean _studio_compiler_has_unlike_percentiles (const StudioDefinition *definition);

/**
 * _studio_compiler_without_percentile:
 * @definition: has percentiles; its unions are left out
 *
 * What asks the same in three steps without percentiles, for dialects that have no aggregate for
 * them: the rows with their groups and values, the place of each value among those of its group,
 * and what lies at the percentile's place or between two of them. Interpolates as PERCENTILE_CONT
 * does.
 *
 * Returns: (transfer full)
 */
StudioDefinition *_studio_compiler_without_percentile (const StudioDefinition *definition);

G_END_DECLS
