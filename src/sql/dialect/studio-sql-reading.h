/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"
#include "sql/dialect/studio-sql-lexemes.h"

G_BEGIN_DECLS

/**
 * StudioSqlReading:
 * @sql: the statement
 * @dialect: of the database
 * @lexemes: (element-type StudioSqlLexeme): without comments
 *
 * One way of reading a statement as tokens.
 */
typedef struct
{
  const char *sql;
  StudioDialect dialect;
  GArray *lexemes;
} StudioSqlReading;

/** studio_sql_reading_scan: Returns: (transfer full): the lexemes of @sql without comments, as the
 * engine reads them when nobody changed a setting. */
GArray *studio_sql_reading_scan (const char *sql, StudioDialect dialect);

/** studio_sql_reading_get: Returns: (transfer none): never %NULL: behind the last lexeme there is
 * an empty one of a kind that readings do not hold, a comment. */
const StudioSqlLexeme *studio_sql_reading_get (const StudioSqlReading *self, guint index);

/** studio_sql_reading_is_symbol: whether lexeme @index is that character. */
gboolean studio_sql_reading_is_symbol (const StudioSqlReading *self, guint index, char symbol);

/** studio_sql_reading_is_word: without regard to case. */
gboolean studio_sql_reading_is_word (const StudioSqlReading *self, guint index, const char *word);

/** studio_sql_reading_is_name: whether it is a word or a quoted name. */
gboolean studio_sql_reading_is_name (const StudioSqlReading *self, guint index);

/** studio_sql_reading_dup_name: Returns: (transfer full): without its quotes, as it is spelt. */
char *studio_sql_reading_dup_name (const StudioSqlReading *self, guint index);

/** studio_sql_reading_find_closing: Returns: the index of the bracket that closes the one at
 * @index, the number of lexemes when none does. */
guint studio_sql_reading_find_closing (const StudioSqlReading *self, guint index);

G_END_DECLS
