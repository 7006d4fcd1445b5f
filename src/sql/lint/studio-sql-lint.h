/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"
#include "sql/studio-sql-schema.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * studio_sql_lint:
 * @sql: one statement that passed the guard
 * @tree: its parse tree
 * @schema: (nullable): without it only what needs no names or types is found
 * @dialect: of the PostgreSQL family
 *
 * Finds what is wrong or dubious in a statement before it is run (design section 4, step 5). An
 * error is reported only when it is certain.
 *
 * Returns: (transfer full) (element-type StudioFinding): worst first
 */
GPtrArray *studio_sql_lint (const char *sql,
                            const StudioSqlTree *tree,
                            const StudioSqlSchema *schema,
                            StudioDialect dialect);

G_END_DECLS
