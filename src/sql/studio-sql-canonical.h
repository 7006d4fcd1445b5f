/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * studio_sql_canonical:
 * @weak: whether to leave out what changes only the look of the result: the order of all rows, and
 *   the names of tables and columns that the statement gives itself
 *
 * Writes a parse tree down without what is not in its meaning: layout, comments, positions,
 * parentheses. Equal for two trees exactly when they are the same.
 *
 * Returns: (transfer full): bytes for comparing, not for reading
 */
GString *studio_sql_canonical (const StudioSqlTree *tree, gboolean weak);

G_END_DECLS
