/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-text.h"

G_BEGIN_DECLS

/** studio_sql_clause_first: Returns: the first token of the select list of @select; its own clauses
 * are found from there. %STUDIO_SQL_NOWHERE for VALUES and the like. */
guint studio_sql_clause_first (const StudioSqlText *text, const PgQuery__SelectStmt *select);

/** studio_sql_clause_find: Returns: the token with which the clause @word (“GROUP”) of @select
 * begins, or %STUDIO_SQL_NOWHERE. */
guint studio_sql_clause_find (const StudioSqlText *text,
                              const PgQuery__SelectStmt *select,
                              const char *word);

/** studio_sql_clause_last: Returns: the last token before the first of the clauses of @words, or
 * before the end of @select. */
guint studio_sql_clause_last (const StudioSqlText *text,
                              const PgQuery__SelectStmt *select,
                              const char *const *words);

G_END_DECLS
