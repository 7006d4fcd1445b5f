/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/dialect/studio-sql-lexemes.h"

G_BEGIN_DECLS

/** StudioSqlPieceKind: like that of a lexeme, with brackets and operators apart. */
typedef enum
{
  STUDIO_SQL_PIECE_WORD,
  STUDIO_SQL_PIECE_LITERAL,
  STUDIO_SQL_PIECE_OPERATOR,
  STUDIO_SQL_PIECE_COMMA,
  STUDIO_SQL_PIECE_DOT,
  STUDIO_SQL_PIECE_OPEN,
  STUDIO_SQL_PIECE_CLOSE,
  STUDIO_SQL_PIECE_SEMICOLON,
  STUDIO_SQL_PIECE_LINE_COMMENT,
  STUDIO_SQL_PIECE_COMMENT,
} StudioSqlPieceKind;

/**
 * StudioSqlPiece:
 * @match: of a bracket or CASE that opens, the index of what closes it; else its own
 * @width: columns it takes
 * @glued: nothing stands between it and the piece before
 * @new_line: it is the first on its line
 * @many_lines: it goes over line breaks itself
 *
 * What is laid out as one: a token, or an operator of several characters.
 */
typedef struct
{
  StudioSqlPieceKind kind;
  gsize start;
  gsize end;
  guint match;
  guint width;
  gboolean glued;
  gboolean new_line;
  gboolean many_lines;
} StudioSqlPiece;

/** studio_sql_pieces_new: Returns: (transfer full) (element-type StudioSqlPiece) (nullable): %NULL
 * when quotes or brackets do not match. */
GArray *studio_sql_pieces_new (const char *sql, StudioDialect dialect);

/** studio_sql_piece_is: whether the piece is that word, without regard to case. */
gboolean studio_sql_piece_is (const StudioSqlPiece *piece, const char *sql, const char *word);

/** studio_sql_piece_is_any: @words end with %NULL. */
gboolean
studio_sql_piece_is_any (const StudioSqlPiece *piece, const char *sql, const char *const *words);

/** studio_sql_pieces_need_blank: whether a blank stands between two pieces on one line. */
gboolean studio_sql_pieces_need_blank (const StudioSqlPiece *before,
                                       const StudioSqlPiece *after,
                                       const char *sql);

G_END_DECLS
