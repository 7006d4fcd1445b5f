/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-pieces.h"

#include <string.h>

#define OPERATOR_SIGNS "+-*/<>=~!@#%^&|?:"

static StudioSqlPieceKind
symbol_kind (char symbol)
{
  switch (symbol)
    {
    case '(':
    case '[':
      return STUDIO_SQL_PIECE_OPEN;
    case ')':
    case ']':
      return STUDIO_SQL_PIECE_CLOSE;
    case ',':
      return STUDIO_SQL_PIECE_COMMA;
    case '.':
      return STUDIO_SQL_PIECE_DOT;
    case ';':
      return STUDIO_SQL_PIECE_SEMICOLON;
    default:
      return STUDIO_SQL_PIECE_OPERATOR;
    }
}

static StudioSqlPieceKind
piece_kind (const StudioSqlLexeme *lexeme, const char *sql)
{
  switch (lexeme->kind)
    {
    case STUDIO_SQL_LEXEME_WORD:
      return STUDIO_SQL_PIECE_WORD;
    case STUDIO_SQL_LEXEME_COMMENT:
      return g_str_has_prefix (sql + lexeme->start, "/*") ? STUDIO_SQL_PIECE_COMMENT
                                                          : STUDIO_SQL_PIECE_LINE_COMMENT;
    case STUDIO_SQL_LEXEME_SYMBOL:
      return symbol_kind (sql[lexeme->start]);
    case STUDIO_SQL_LEXEME_NAME:
    case STUDIO_SQL_LEXEME_STRING:
    case STUDIO_SQL_LEXEME_NUMBER:
    default:
      return STUDIO_SQL_PIECE_LITERAL;
    }
}

static gboolean
is_sign (const StudioSqlPiece *piece, const char *sql)
{
  return piece->kind == STUDIO_SQL_PIECE_OPERATOR &&
         strchr (OPERATOR_SIGNS, sql[piece->end - 1]) != NULL;
}

static void
measure (StudioSqlPiece *piece, const char *sql)
{
  piece->width = g_utf8_strlen (sql + piece->start, piece->end - piece->start);
  piece->many_lines = memchr (sql + piece->start, '\n', piece->end - piece->start) != NULL;
}

/* Signs that touch are one operator, or belong together all the same. */
static void
add_lexeme (GArray *pieces, const StudioSqlLexeme *lexeme, const char *sql)
{
  StudioSqlPiece *last =
      pieces->len > 0 ? &g_array_index (pieces, StudioSqlPiece, pieces->len - 1) : NULL;
  gsize gap_start = last != NULL ? last->end : 0;
  StudioSqlPiece piece = { piece_kind (lexeme, sql), lexeme->start, lexeme->end };

  piece.match = pieces->len;
  piece.glued = last != NULL && gap_start == lexeme->start;
  piece.new_line =
      last == NULL || memchr (sql + gap_start, '\n', lexeme->start - gap_start) != NULL;
  measure (&piece, sql);
  if (piece.glued && is_sign (&piece, sql) && is_sign (last, sql))
    {
      last->end = piece.end;
      measure (last, sql);
    }
  else
    g_array_append_val (pieces, piece);
}

/* Ties what opens to what closes it. */
static gboolean
match_pieces (GArray *pieces, const char *sql)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < pieces->len; i++)
    {
      StudioSqlPiece *piece = &g_array_index (pieces, StudioSqlPiece, i);
      gboolean end = studio_sql_piece_is (piece, sql, "end");
      StudioSqlPiece *opening;

      if (piece->kind == STUDIO_SQL_PIECE_OPEN || studio_sql_piece_is (piece, sql, "case"))
        g_array_append_val (open, i);
      if (piece->kind != STUDIO_SQL_PIECE_CLOSE && !end)
        continue;
      if (open->len == 0)
        return FALSE;
      opening = &g_array_index (pieces, StudioSqlPiece, g_array_index (open, guint, open->len - 1));
      if ((opening->kind == STUDIO_SQL_PIECE_OPEN) == end)
        return FALSE;
      opening->match = i;
      g_array_set_size (open, open->len - 1);
    }
  return open->len == 0;
}

GArray *
studio_sql_pieces_new (const char *sql, StudioDialect dialect)
{
  g_autoptr (GArray) lexemes =
      studio_sql_lexemes_scan (sql, studio_sql_syntax_for_dialect (dialect));
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (StudioSqlPiece));

  for (guint i = 0; i < lexemes->len; i++)
    {
      const StudioSqlLexeme *lexeme = &g_array_index (lexemes, StudioSqlLexeme, i);

      if (lexeme->unterminated)
        return NULL;
      add_lexeme (pieces, lexeme, sql);
    }
  return match_pieces (pieces, sql) ? g_steal_pointer (&pieces) : NULL;
}

gboolean
studio_sql_piece_is (const StudioSqlPiece *piece, const char *sql, const char *word)
{
  gsize length = strlen (word);

  return piece->kind == STUDIO_SQL_PIECE_WORD && piece->end - piece->start == length &&
         g_ascii_strncasecmp (sql + piece->start, word, length) == 0;
}

gboolean
studio_sql_piece_is_any (const StudioSqlPiece *piece, const char *sql, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_sql_piece_is (piece, sql, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_text (const StudioSqlPiece *piece, const char *sql, const char *text)
{
  gsize length = strlen (text);

  return piece->end - piece->start == length && strncmp (sql + piece->start, text, length) == 0;
}

static gboolean
is_comparison (const StudioSqlPiece *piece, const char *sql)
{
  static const char *const signs[] = { "=", "<", ">", "<=", ">=", "<>", "!=", "||" };

  for (guint i = 0; piece->kind == STUDIO_SQL_PIECE_OPERATOR && i < G_N_ELEMENTS (signs); i++)
    if (is_text (piece, sql, signs[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_word_before_bracket (const StudioSqlPiece *piece, const char *sql)
{
  static const char *const words[] = {
    "in",      "and",     "or",   "not",    "as",           "on",       "using", "over",   "filter",
    "where",   "values",  "by",   "from",   "join",         "exists",   "when",  "then",   "else",
    "lateral", "union",   "all",  "select", "materialized", "distinct", "group", "within", "having",
    "like",    "between", "with", NULL
  };

  return studio_sql_piece_is_any (piece, sql, words);
}

gboolean
studio_sql_pieces_need_blank (const StudioSqlPiece *before,
                              const StudioSqlPiece *after,
                              const char *sql)
{
  gboolean operators =
      before->kind == STUDIO_SQL_PIECE_OPERATOR && after->kind == STUDIO_SQL_PIECE_OPERATOR;

  if (before->kind == STUDIO_SQL_PIECE_COMMENT || after->kind == STUDIO_SQL_PIECE_COMMENT ||
      after->kind == STUDIO_SQL_PIECE_LINE_COMMENT)
    return !after->glued || before->kind == STUDIO_SQL_PIECE_COMMA;
  if (before->kind == STUDIO_SQL_PIECE_OPEN || before->kind == STUDIO_SQL_PIECE_DOT ||
      after->kind == STUDIO_SQL_PIECE_CLOSE || after->kind == STUDIO_SQL_PIECE_COMMA ||
      after->kind == STUDIO_SQL_PIECE_DOT || after->kind == STUDIO_SQL_PIECE_SEMICOLON)
    return FALSE;
  if (before->kind == STUDIO_SQL_PIECE_COMMA)
    return TRUE;
  if (operators)
    return !after->glued;
  if (is_comparison (before, sql) || is_comparison (after, sql))
    return TRUE;
  if (is_text (before, sql, "::") || is_text (after, sql, "::"))
    return FALSE;
  if (after->kind == STUDIO_SQL_PIECE_OPEN && sql[after->start] == '(' &&
      is_word_before_bracket (before, sql))
    return TRUE;
  return !after->glued;
}
