/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include <pg_query/pg_query.pb-c.h>

G_BEGIN_DECLS

/**
 * StudioSqlToken:
 * @kind: a PgQuery__Token, or for punctuation its ASCII code
 * @keyword: whether it is a keyword, and of which sort
 * @start: first byte
 * @end: one past the last byte
 *
 * One token of PostgreSQL's scanner; comments are tokens too.
 */
typedef struct
{
  int kind;
  PgQuery__KeywordKind keyword;
  gsize start;
  gsize end;
} StudioSqlToken;

/** StudioSqlTokens: the tokens of a text, in order, with the text itself. Immutable. */
typedef struct _StudioSqlTokens StudioSqlTokens;

/**
 * studio_sql_tokens_scan:
 * @sql: valid UTF-8; need not be a statement that parses
 *
 * Returns: (transfer full) (nullable): %NULL when the scanner refuses it (an unterminated quote or
 * comment); free with studio_sql_tokens_free()
 */
StudioSqlTokens *studio_sql_tokens_scan (const char *sql);
void studio_sql_tokens_free (StudioSqlTokens *self);

const char *studio_sql_tokens_get_sql (const StudioSqlTokens *self);
guint studio_sql_tokens_get_length (const StudioSqlTokens *self);

/** studio_sql_tokens_get: @index must be below the length. Returns: (transfer none) */
const StudioSqlToken *studio_sql_tokens_get (const StudioSqlTokens *self, guint index);

/** studio_sql_tokens_dup_text: Returns: (transfer full): the bytes of one token. */
char *studio_sql_tokens_dup_text (const StudioSqlTokens *self, guint index);

/** studio_sql_tokens_equal: whether token @index is @text, without regard to case. */
gboolean studio_sql_tokens_equal (const StudioSqlTokens *self, guint index, const char *text);

/** studio_sql_tokens_find: Returns: the index of the token that covers byte @offset or begins after
 * it; the length when there is none. */
guint studio_sql_tokens_find (const StudioSqlTokens *self, gsize offset);

/** studio_sql_tokens_match: Returns: the index of the bracket that closes the one at @index, or
 * %G_MAXUINT when none does. */
guint studio_sql_tokens_match (const StudioSqlTokens *self, guint index);

/** studio_sql_token_is_comment: */
gboolean studio_sql_token_is_comment (const StudioSqlToken *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlTokens, studio_sql_tokens_free)

G_END_DECLS
