/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/lint/studio-sql-names.h"
#include "sql/repair/studio-sql-edits.h"
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

/** studio_sql_clause_tokens: sets @range to the tokens of @node, with the brackets around it.
 * Returns: whether it has a place */
gboolean studio_sql_clause_tokens (const StudioSqlText *text,
                                   const StudioSqlNames *names,
                                   const PgQuery__Node *node,
                                   StudioSqlRange *range);

/** studio_sql_clause_take_out: takes a condition out of WHERE or HAVING, with the AND or the word
 * that goes with it; a piece of the change that was begun. Returns: whether it could be */
gboolean
studio_sql_clause_take_out (const StudioSqlText *text, StudioSqlEdits *edits, StudioSqlRange range);

G_END_DECLS
