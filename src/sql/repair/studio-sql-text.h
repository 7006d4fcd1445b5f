/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-tokens.h"

G_BEGIN_DECLS

/** STUDIO_SQL_NOWHERE: the index that stands for “no token”. */
#define STUDIO_SQL_NOWHERE G_MAXUINT

/** StudioSqlRange: the tokens from @first to @last, both included. */
typedef struct
{
  guint first;
  guint last;
} StudioSqlRange;

/**
 * StudioSqlText: a statement as the tokens that mean something, comments left out, with the
 * brackets and the primary expressions in it. Works on text that does not parse, which is where
 * most repairs begin. Immutable. An index beyond the end is never an error: there simply is no such
 * token.
 */
typedef struct _StudioSqlText StudioSqlText;

/** studio_sql_text_new: Returns: (transfer full) (nullable): %NULL when @sql cannot be scanned. */
StudioSqlText *studio_sql_text_new (const char *sql);
void studio_sql_text_free (StudioSqlText *self);

const char *studio_sql_text_get_sql (const StudioSqlText *self);
guint studio_sql_text_get_length (const StudioSqlText *self);

/** studio_sql_text_get: Returns: (transfer none): a token without extent beyond the end. */
const StudioSqlToken *studio_sql_text_get (const StudioSqlText *self, guint index);

/** studio_sql_text_get_kind: Returns: the token's kind, 0 beyond the end. */
int studio_sql_text_get_kind (const StudioSqlText *self, guint index);

/** studio_sql_text_at: Returns: the index of the token that begins at byte @offset, or
 * %STUDIO_SQL_NOWHERE. */
guint studio_sql_text_at (const StudioSqlText *self, gsize offset);

/** studio_sql_text_is: whether the token is @word, without regard to case. */
gboolean studio_sql_text_is (const StudioSqlText *self, guint index, const char *word);

/** studio_sql_text_is_one_of: whether the token is a word of @words, ended by %NULL. */
gboolean
studio_sql_text_is_one_of (const StudioSqlText *self, guint index, const char *const *words);

/** studio_sql_text_is_word: whether it is an identifier or any keyword. */
gboolean studio_sql_text_is_word (const StudioSqlText *self, guint index);

/** studio_sql_text_is_name: whether it can name a table or a column: an identifier, or a keyword
 * that PostgreSQL accepts as one. */
gboolean studio_sql_text_is_name (const StudioSqlText *self, guint index);

/** studio_sql_text_is_quoted: whether it is an identifier in double quotes. */
gboolean studio_sql_text_is_quoted (const StudioSqlText *self, guint index);

/** studio_sql_text_is_callable: whether the token, before a bracket, is a function's name and not a
 * word of the grammar. */
gboolean studio_sql_text_is_callable (const StudioSqlText *self, guint index);

/** studio_sql_text_is_number: whether it is a literal number. */
gboolean studio_sql_text_is_number (const StudioSqlText *self, guint index);

/** studio_sql_text_is_string: whether it is a plain literal in single quotes. */
gboolean studio_sql_text_is_string (const StudioSqlText *self, guint index);

/** studio_sql_text_dup: Returns: (transfer full): the text from the first token to the last, with
 * the comments in between. */
char *studio_sql_text_dup (const StudioSqlText *self, guint first, guint last);
char *studio_sql_text_dup_range (const StudioSqlText *self, StudioSqlRange range);

/** studio_sql_text_dup_name: Returns: (transfer full): the name as the parser would have it:
 * unquoted, or folded to lower case. */
char *studio_sql_text_dup_name (const StudioSqlText *self, guint index);

/** studio_sql_text_dup_string: Returns: (transfer full): what a literal in single quotes says. */
char *studio_sql_text_dup_string (const StudioSqlText *self, guint index);

/** studio_sql_text_match: Returns: the other bracket of a pair, or the CASE of an END and the
 * reverse; %STUDIO_SQL_NOWHERE when there is none. */
guint studio_sql_text_match (const StudioSqlText *self, guint index);

/** studio_sql_text_skip: Returns: the token after @index, after the closing bracket or END when it
 * opens something. */
guint studio_sql_text_skip (const StudioSqlText *self, guint index);

/** studio_sql_text_name_start: Returns: the first token of the dotted name that ends with @index.
 */
guint studio_sql_text_name_start (const StudioSqlText *self, guint index);

/** studio_sql_text_type_end: Returns: the last token of the type name that begins at @first. */
guint studio_sql_text_type_end (const StudioSqlText *self, guint first);

/** studio_sql_text_primary_end: Returns: the last token of the primary expression (with its casts,
 * subscripts, FILTER and OVER) that begins at @first; %STUDIO_SQL_NOWHERE when none does. */
guint studio_sql_text_primary_end (const StudioSqlText *self, guint first);

/** studio_sql_text_primary_start: Returns: the first token of the primary expression that ends at
 * @last; %STUDIO_SQL_NOWHERE when none does. */
guint studio_sql_text_primary_start (const StudioSqlText *self, guint last);

/** studio_sql_text_split: Returns: (transfer full) (element-type StudioSqlRange): what the commas
 * outside of brackets separate; an empty range yields nothing. */
GArray *studio_sql_text_split (const StudioSqlText *self, guint first, guint last);

/** studio_sql_text_find: Returns: the first token from @first on, outside of brackets that open
 * after it, that is one of @words; %STUDIO_SQL_NOWHERE when the level ends before. */
guint studio_sql_text_find (const StudioSqlText *self, guint first, const char *const *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlText, studio_sql_text_free)

G_END_DECLS
