/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-column.h"

G_BEGIN_DECLS

/** _studio_column_read_role: sets the role and what hangs on it, from everything else. */
void _studio_column_read_role (StudioColumn *self,
                               const StudioLexicon *lexicon,
                               gint64 row_count,
                               gboolean sole_key);

/** _studio_column_read_bounds: sets which of its values stand for none; after the role. */
void _studio_column_read_bounds (StudioColumn *self);

G_END_DECLS
