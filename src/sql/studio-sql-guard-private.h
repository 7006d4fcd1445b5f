/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-guard.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * _studio_sql_guard_cleaned:
 * @sql: what studio_sql_clean() made, so that it is within its limits
 * @tree: (out) (transfer full) (nullable): its parse tree, when PostgreSQL's parser reads it
 *
 * What studio_sql_guard() does.
 */
StudioFinding *
_studio_sql_guard_cleaned (const char *sql, StudioDialect dialect, StudioSqlTree **tree);

G_END_DECLS
