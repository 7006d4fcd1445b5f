/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-reading.h"

GArray *
studio_sql_reading_scan (const char *sql, StudioDialect dialect)
{
  g_autoptr (GArray) all = studio_sql_lexemes_scan (sql, studio_sql_syntax_for_dialect (dialect));
  GArray *lexemes = g_array_new (FALSE, FALSE, sizeof (StudioSqlLexeme));

  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, StudioSqlLexeme, i).kind != STUDIO_SQL_LEXEME_COMMENT)
      g_array_append_val (lexemes, g_array_index (all, StudioSqlLexeme, i));
  return lexemes;
}

const StudioSqlLexeme *
studio_sql_reading_get (const StudioSqlReading *self, guint index)
{
  static const StudioSqlLexeme end = { STUDIO_SQL_LEXEME_COMMENT, FALSE, 0, 0 };

  return index < self->lexemes->len ? &g_array_index (self->lexemes, StudioSqlLexeme, index) : &end;
}

gboolean
studio_sql_reading_is_symbol (const StudioSqlReading *self, guint index, char symbol)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index);

  return lexeme->kind == STUDIO_SQL_LEXEME_SYMBOL && self->sql[lexeme->start] == symbol;
}

gboolean
studio_sql_reading_is_word (const StudioSqlReading *self, guint index, const char *word)
{
  return studio_sql_lexeme_is (studio_sql_reading_get (self, index), self->sql, word);
}

gboolean
studio_sql_reading_is_name (const StudioSqlReading *self, guint index)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index);

  return lexeme->kind == STUDIO_SQL_LEXEME_WORD || lexeme->kind == STUDIO_SQL_LEXEME_NAME;
}

char *
studio_sql_reading_dup_name (const StudioSqlReading *self, guint index)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index);
  gsize start = lexeme->start, end = lexeme->end;

  if (lexeme->kind == STUDIO_SQL_LEXEME_NAME && end - start >= 2)
    {
      start++;
      end--;
    }
  return g_strndup (self->sql + start, end - start);
}

guint
studio_sql_reading_find_closing (const StudioSqlReading *self, guint index)
{
  int depth = 0;

  for (; index < self->lexemes->len; index++)
    {
      depth += studio_sql_reading_is_symbol (self, index, '(') -
               studio_sql_reading_is_symbol (self, index, ')');
      if (depth == 0)
        break;
    }
  return index;
}
