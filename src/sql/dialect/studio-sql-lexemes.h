/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"

G_BEGIN_DECLS

/**
 * StudioSqlSyntax: what tells the engines' tokens apart. From their manuals' chapters on lexical
 * structure.
 * @STUDIO_SQL_SYNTAX_BACKTICK_NAMES: `name` is a name
 * @STUDIO_SQL_SYNTAX_BRACKET_NAMES: [name] is a name
 * @STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS: "text" is a string instead of a name
 * @STUDIO_SQL_SYNTAX_BACKSLASH: a backslash in a string escapes the next character
 * @STUDIO_SQL_SYNTAX_BACKSLASH_IN_NAMES: and in a quoted name too
 * @STUDIO_SQL_SYNTAX_ESCAPE_STRINGS: E'…' is a string with backslash escapes
 * @STUDIO_SQL_SYNTAX_DOLLAR_QUOTES: $$…$$ and $tag$…$tag$ are strings
 * @STUDIO_SQL_SYNTAX_HASH_COMMENTS: # begins a comment
 * @STUDIO_SQL_SYNTAX_SLASH_COMMENTS: // begins a comment
 * @STUDIO_SQL_SYNTAX_NESTED_COMMENTS: block comments nest
 * @STUDIO_SQL_SYNTAX_DASH_NEEDS_BLANK: -- is a comment only before a blank
 * @STUDIO_SQL_SYNTAX_TRIPLE_QUOTES: three quotes begin a string that three quotes end
 * @STUDIO_SQL_SYNTAX_Q_STRINGS: q'[…]' is a string
 * @STUDIO_SQL_SYNTAX_RAW_STRINGS: r'…' is a string in which a backslash is a backslash
 * @STUDIO_SQL_SYNTAX_AT_WORDS: @ belongs to a word
 */
typedef enum
{
  STUDIO_SQL_SYNTAX_BACKTICK_NAMES = 1 << 0,
  STUDIO_SQL_SYNTAX_BRACKET_NAMES = 1 << 1,
  STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS = 1 << 2,
  STUDIO_SQL_SYNTAX_BACKSLASH = 1 << 3,
  STUDIO_SQL_SYNTAX_BACKSLASH_IN_NAMES = 1 << 4,
  STUDIO_SQL_SYNTAX_ESCAPE_STRINGS = 1 << 5,
  STUDIO_SQL_SYNTAX_DOLLAR_QUOTES = 1 << 6,
  STUDIO_SQL_SYNTAX_HASH_COMMENTS = 1 << 7,
  STUDIO_SQL_SYNTAX_SLASH_COMMENTS = 1 << 8,
  STUDIO_SQL_SYNTAX_NESTED_COMMENTS = 1 << 9,
  STUDIO_SQL_SYNTAX_DASH_NEEDS_BLANK = 1 << 10,
  STUDIO_SQL_SYNTAX_TRIPLE_QUOTES = 1 << 11,
  STUDIO_SQL_SYNTAX_Q_STRINGS = 1 << 12,
  STUDIO_SQL_SYNTAX_RAW_STRINGS = 1 << 13,
  STUDIO_SQL_SYNTAX_AT_WORDS = 1 << 14,
} StudioSqlSyntax;

/** StudioSqlLexemeKind: a word is what is not quoted: a name or a keyword. */
typedef enum
{
  STUDIO_SQL_LEXEME_WORD,
  STUDIO_SQL_LEXEME_NAME,
  STUDIO_SQL_LEXEME_STRING,
  STUDIO_SQL_LEXEME_NUMBER,
  STUDIO_SQL_LEXEME_COMMENT,
  STUDIO_SQL_LEXEME_SYMBOL,
} StudioSqlLexemeKind;

/**
 * StudioSqlLexeme:
 * @kind: what it is
 * @unterminated: a quote or a comment that the end of the text cut off
 * @start: first byte
 * @end: one past the last byte
 *
 * One token of a text in any engine's SQL; a symbol is one character.
 */
typedef struct
{
  StudioSqlLexemeKind kind;
  gboolean unterminated;
  gsize start;
  gsize end;
} StudioSqlLexeme;

/** studio_sql_syntax_for_dialect: the rules as the engine has them when nobody changed a setting.
 */
StudioSqlSyntax studio_sql_syntax_for_dialect (StudioDialect dialect);

/** studio_sql_syntax_unsure: the rules that depend on the server's settings or version; for an
 * unknown engine all of them. */
StudioSqlSyntax studio_sql_syntax_unsure (StudioDialect dialect);

/**
 * studio_sql_lexemes_scan:
 * @sql: valid UTF-8
 *
 * Returns: (transfer full) (element-type StudioSqlLexeme): never fails; what cannot be anything
 * else is a symbol
 */
GArray *studio_sql_lexemes_scan (const char *sql, StudioSqlSyntax syntax);

/** studio_sql_lexeme_is: whether the lexeme is the word @word, without regard to case. */
gboolean studio_sql_lexeme_is (const StudioSqlLexeme *lexeme, const char *sql, const char *word);

G_END_DECLS
