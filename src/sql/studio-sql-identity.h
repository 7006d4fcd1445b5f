/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/**
 * studio_sql_key:
 * @sql: a statement
 * @dialect: what the database speaks
 *
 * Equal for two texts of the same statement (layout, comments, case of keywords), different as soon
 * as a literal, a name or a condition differs: the fingerprint alone would merge day with month.
 *
 * Returns: (transfer full) (nullable): %NULL when it cannot be read
 */
char *studio_sql_key (const char *sql, StudioDialect dialect);

/** studio_sql_weak_key: like studio_sql_key(), and equal too for statements that differ only in
 * sorting (without a LIMIT) and in aliases of tables and columns. Returns: (transfer full)
 * (nullable) */
char *studio_sql_weak_key (const char *sql, StudioDialect dialect);

G_END_DECLS
