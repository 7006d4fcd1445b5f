/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/**
 * studio_sql_format:
 * @sql: a statement; need not be right
 * @dialect: what the database speaks: it decides what is a literal and what a comment
 *
 * Lays @sql out for reading: a line for every clause, lists that are too long for one line with one
 * line for every element, subqueries, CASE and window definitions indented. Only blanks and line
 * breaks change: the tokens, their spelling and the comments stay as they are.
 *
 * Returns: (transfer full): @sql itself when its quotes or brackets do not match, or when it has
 * more than %STUDIO_SQL_MAX_TOKENS tokens
 */
char *studio_sql_format (const char *sql, StudioDialect dialect);

G_END_DECLS
