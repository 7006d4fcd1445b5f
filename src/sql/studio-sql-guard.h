/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "core/studio-finding.h"

G_BEGIN_DECLS

/**
 * studio_sql_guard:
 * @sql: one cleaned statement
 * @dialect: what the database speaks; for an unknown one the strictest rules hold
 *
 * Whether @sql is exactly one statement that only reads (design section 4, step 4). Metabase does
 * not prevent writes, so nothing that did not pass here is ever sent, EXPLAIN and hand-written SQL
 * included. `EXPLAIN (FORMAT JSON)` of a statement that passes, passes.
 *
 * Needs the stack of a worker for deep statements: see studio_sql_check_async().
 *
 * Returns: (transfer full) (nullable): %NULL when it may be sent, else why not, with class
 * %STUDIO_ERROR_CLASS_NOT_READ_ONLY, %STUDIO_ERROR_CLASS_MULTIPLE_STATEMENTS,
 * %STUDIO_ERROR_CLASS_SYNTAX, or %STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION for a call of which nobody
 * knows what it does
 */
StudioFinding *studio_sql_guard (const char *sql, StudioDialect dialect);

G_END_DECLS
