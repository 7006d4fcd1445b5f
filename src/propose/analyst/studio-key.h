/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-table.h"

G_BEGIN_DECLS

/**
 * studio_key_is_whole: whether @field alone is the primary key of @table. Metabase before 0.57
 * shows a column that is part of the key and a foreign key as the latter only, so that (order,
 * line) looks like a key of the line alone: fingerprints tell that it is not unique.
 */
gboolean studio_key_is_whole (StudioTable *table, StudioField *field);

/** studio_name_is_template: whether Metabase would read @text (nullable), even in quotes, as a
 * parameter or an optional part of a statement (“{{…}}”, “[[…]]”; documentation: SQL parameters) */
gboolean studio_name_is_template (const char *text);

G_END_DECLS
