/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"
#include "sql/studio-sql-schema.h"

G_BEGIN_DECLS

/**
 * studio_sql_token_tables_collect:
 * @sql: a statement that passed the guard, in an engine's SQL that only the engine can parse
 * @schema: (nullable)
 * @tables: (out) (transfer full): the tables after FROM and JOIN, as written without quotes, each
 *   once; what the statement defines itself (WITH) is not among them
 *
 * Returns: (transfer full) (nullable): an error when a table is certain not to exist
 */
StudioFinding *studio_sql_token_tables_collect (const char *sql,
                                                StudioDialect dialect,
                                                const StudioSqlSchema *schema,
                                                GStrv *tables);

G_END_DECLS
