/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"
#include "sql/studio-sql-schema.h"

G_BEGIN_DECLS

/**
 * studio_sql_sqlite_check:
 * @sql: one statement for SQLite that passed the guard
 * @schema: what tables and columns there are
 *
 * Lets SQLite itself prepare @sql on an empty database in memory that has the tables of @schema, so
 * that syntax, names and what a statement does are judged by the engine. Nothing is run.
 *
 * Returns: (transfer full) (nullable): %NULL when SQLite takes it, or cannot tell because a table
 * is not described
 */
StudioFinding *studio_sql_sqlite_check (const char *sql, const StudioSqlSchema *schema);

G_END_DECLS
