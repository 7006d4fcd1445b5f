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

/** _studio_column_set_flag: makes it a flag, and knows what it says by its words. */
void _studio_column_set_flag (StudioColumn *self);

/** _studio_column_read_values: takes what Metabase lists of its values: which say yes and no, which
 * are words that are states of a row, what people named them. @papers: rows are papers that are
 * sent to somebody and waited for; @lone: no other column says the state of a row. */
void _studio_column_read_values (StudioColumn *self,
                                 const StudioLexicon *lexicon,
                                 gboolean papers,
                                 gboolean lone);

/** _studio_column_read_deleted: which states say that the row is deleted; after the values. */
void _studio_column_read_deleted (StudioColumn *self);

G_END_DECLS
