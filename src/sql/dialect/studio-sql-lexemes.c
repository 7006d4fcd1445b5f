/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-lexemes.h"

#include <string.h>

#define ALL_SYNTAX                                                           \
  (STUDIO_SQL_SYNTAX_BACKTICK_NAMES | STUDIO_SQL_SYNTAX_BRACKET_NAMES |      \
   STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS | STUDIO_SQL_SYNTAX_BACKSLASH |    \
   STUDIO_SQL_SYNTAX_BACKSLASH_IN_NAMES | STUDIO_SQL_SYNTAX_ESCAPE_STRINGS | \
   STUDIO_SQL_SYNTAX_DOLLAR_QUOTES | STUDIO_SQL_SYNTAX_HASH_COMMENTS |       \
   STUDIO_SQL_SYNTAX_SLASH_COMMENTS | STUDIO_SQL_SYNTAX_NESTED_COMMENTS |    \
   STUDIO_SQL_SYNTAX_DASH_NEEDS_BLANK | STUDIO_SQL_SYNTAX_TRIPLE_QUOTES |    \
   STUDIO_SQL_SYNTAX_Q_STRINGS | STUDIO_SQL_SYNTAX_RAW_STRINGS | STUDIO_SQL_SYNTAX_AT_WORDS)

typedef struct
{
  const char *sql;
  const char *at;
  StudioSqlSyntax syntax;
  GArray *lexemes;
} Scanner;

StudioSqlSyntax
studio_sql_syntax_for_dialect (StudioDialect dialect)
{
  switch (dialect)
    {
    case STUDIO_DIALECT_POSTGRESQL:
    case STUDIO_DIALECT_REDSHIFT:
    case STUDIO_DIALECT_COCKROACHDB:
      return STUDIO_SQL_SYNTAX_ESCAPE_STRINGS | STUDIO_SQL_SYNTAX_DOLLAR_QUOTES |
             STUDIO_SQL_SYNTAX_NESTED_COMMENTS;
    case STUDIO_DIALECT_MYSQL:
      return STUDIO_SQL_SYNTAX_BACKTICK_NAMES | STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS |
             STUDIO_SQL_SYNTAX_BACKSLASH | STUDIO_SQL_SYNTAX_HASH_COMMENTS |
             STUDIO_SQL_SYNTAX_DASH_NEEDS_BLANK | STUDIO_SQL_SYNTAX_AT_WORDS;
    case STUDIO_DIALECT_SQLSERVER:
      return STUDIO_SQL_SYNTAX_BRACKET_NAMES | STUDIO_SQL_SYNTAX_NESTED_COMMENTS |
             STUDIO_SQL_SYNTAX_AT_WORDS;
    case STUDIO_DIALECT_ORACLE:
      return STUDIO_SQL_SYNTAX_Q_STRINGS;
    case STUDIO_DIALECT_BIGQUERY:
      return STUDIO_SQL_SYNTAX_BACKTICK_NAMES | STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS |
             STUDIO_SQL_SYNTAX_BACKSLASH | STUDIO_SQL_SYNTAX_BACKSLASH_IN_NAMES |
             STUDIO_SQL_SYNTAX_HASH_COMMENTS | STUDIO_SQL_SYNTAX_TRIPLE_QUOTES;
    case STUDIO_DIALECT_SNOWFLAKE:
      return STUDIO_SQL_SYNTAX_BACKSLASH | STUDIO_SQL_SYNTAX_DOLLAR_QUOTES |
             STUDIO_SQL_SYNTAX_SLASH_COMMENTS;
    case STUDIO_DIALECT_CLICKHOUSE:
      return STUDIO_SQL_SYNTAX_BACKTICK_NAMES | STUDIO_SQL_SYNTAX_BACKSLASH |
             STUDIO_SQL_SYNTAX_BACKSLASH_IN_NAMES | STUDIO_SQL_SYNTAX_DOLLAR_QUOTES |
             STUDIO_SQL_SYNTAX_HASH_COMMENTS | STUDIO_SQL_SYNTAX_NESTED_COMMENTS;
    case STUDIO_DIALECT_SPARK:
      return STUDIO_SQL_SYNTAX_BACKTICK_NAMES | STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS |
             STUDIO_SQL_SYNTAX_BACKSLASH | STUDIO_SQL_SYNTAX_RAW_STRINGS |
             STUDIO_SQL_SYNTAX_NESTED_COMMENTS;
    case STUDIO_DIALECT_SQLITE:
      return STUDIO_SQL_SYNTAX_BACKTICK_NAMES | STUDIO_SQL_SYNTAX_BRACKET_NAMES;
    case STUDIO_DIALECT_TRINO:
    case STUDIO_DIALECT_UNKNOWN:
    default:
      return 0;
    }
}

StudioSqlSyntax
studio_sql_syntax_unsure (StudioDialect dialect)
{
  switch (dialect)
    {
    case STUDIO_DIALECT_REDSHIFT:
      /* Its PostgreSQL 8 ancestor had no standard_conforming_strings. */
      return STUDIO_SQL_SYNTAX_BACKSLASH;
    case STUDIO_DIALECT_MYSQL:
      /* sql_mode: NO_BACKSLASH_ESCAPES, ANSI_QUOTES. */
      return STUDIO_SQL_SYNTAX_BACKSLASH | STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS;
    case STUDIO_DIALECT_CLICKHOUSE:
      /* Only “# ” and “#!” are comments; nesting and here-documents came with later versions. */
      return STUDIO_SQL_SYNTAX_HASH_COMMENTS | STUDIO_SQL_SYNTAX_NESTED_COMMENTS |
             STUDIO_SQL_SYNTAX_DOLLAR_QUOTES;
    case STUDIO_DIALECT_SPARK:
      /* spark.sql.parser.escapedStringLiterals, ANSI double-quoted identifiers, version 3.4. */
      return STUDIO_SQL_SYNTAX_BACKSLASH | STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS |
             STUDIO_SQL_SYNTAX_RAW_STRINGS | STUDIO_SQL_SYNTAX_NESTED_COMMENTS;
    case STUDIO_DIALECT_UNKNOWN:
      return ALL_SYNTAX;
    case STUDIO_DIALECT_POSTGRESQL:
    case STUDIO_DIALECT_COCKROACHDB:
    case STUDIO_DIALECT_SQLSERVER:
    case STUDIO_DIALECT_ORACLE:
    case STUDIO_DIALECT_BIGQUERY:
    case STUDIO_DIALECT_SNOWFLAKE:
    case STUDIO_DIALECT_TRINO:
    case STUDIO_DIALECT_SQLITE:
    default:
      return 0;
    }
}

static gboolean
has (const Scanner *self, StudioSqlSyntax rule)
{
  return (self->syntax & rule) != 0;
}

static gboolean
is_word_byte (const Scanner *self, char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (c & 0x80) != 0 ||
         (c == '@' && has (self, STUDIO_SQL_SYNTAX_AT_WORDS));
}

static void
add (Scanner *self, StudioSqlLexemeKind kind, const char *end, gboolean unterminated)
{
  StudioSqlLexeme lexeme = { kind, unterminated, self->at - self->sql, end - self->sql };

  g_array_append_val (self->lexemes, lexeme);
  self->at = end;
}

/* From the byte after an opening quote to the byte after the closing one; the quote doubled stands
 * for itself. */
static const char *
skip_quoted (const char *at, char quote, gboolean backslash, gboolean *unterminated)
{
  *unterminated = FALSE;
  for (; *at != '\0'; at++)
    {
      if (backslash && *at == '\\' && at[1] != '\0')
        at++;
      else if (*at == quote && at[1] == quote)
        at++;
      else if (*at == quote)
        return at + 1;
    }
  *unterminated = TRUE;
  return at;
}

static void
scan_quoted (Scanner *self, const char *opening, StudioSqlLexemeKind kind, gboolean backslash)
{
  char quote = *opening == '[' ? ']' : *opening;
  gboolean unterminated;
  const char *end;

  if (kind == STUDIO_SQL_LEXEME_STRING && has (self, STUDIO_SQL_SYNTAX_TRIPLE_QUOTES) &&
      opening[1] == quote && opening[2] == quote)
    {
      const char stop[] = { quote, quote, quote, '\0' };

      for (end = opening + 3; *end != '\0' && strncmp (end, stop, 3) != 0; end++)
        if (*end == '\\' && end[1] != '\0')
          end++;
      unterminated = *end == '\0';
      end += unterminated ? 0 : 3;
    }
  else
    end = skip_quoted (opening + 1, quote, backslash, &unterminated);
  add (self, kind, end, unterminated);
}

static void
scan_line_comment (Scanner *self)
{
  const char *end = self->at + strcspn (self->at, "\n");

  /* Where a lone carriage return ends a line is one of the things on which engines differ. */
  if (end > self->at && end[-1] == '\r' && *end == '\n')
    end--;
  add (self, STUDIO_SQL_LEXEME_COMMENT, end, FALSE);
}

static void
scan_block_comment (Scanner *self)
{
  const char *end = self->at + 2;
  int depth = 1;

  while (*end != '\0' && depth > 0)
    {
      if (end[0] == '*' && end[1] == '/')
        {
          depth--;
          end += 2;
        }
      else if (has (self, STUDIO_SQL_SYNTAX_NESTED_COMMENTS) && end[0] == '/' && end[1] == '*')
        {
          depth++;
          end += 2;
        }
      else
        end++;
    }
  add (self, STUDIO_SQL_LEXEME_COMMENT, end, depth > 0);
}

/* $$…$$ or $tag$…$tag$; a tag is a name without “$”. */
static gboolean
scan_dollar_quoted (Scanner *self)
{
  const char *tag_end = self->at + 1;
  g_autofree char *tag = NULL;
  const char *end;

  if (g_ascii_isdigit (*tag_end))
    return FALSE;
  while (*tag_end != '$' && is_word_byte (self, *tag_end))
    tag_end++;
  if (*tag_end != '$')
    return FALSE;
  tag = g_strndup (self->at, tag_end + 1 - self->at);
  end = strstr (tag_end + 1, tag);
  add (self, STUDIO_SQL_LEXEME_STRING, end != NULL ? end + strlen (tag) : strchr (self->at, '\0'),
       end == NULL);
  return TRUE;
}

/* Oracle's q'[…]': the closing bracket, or the same character again, and the quote end it. */
static void
scan_q_string (Scanner *self)
{
  static const char opening[] = "[{<(", closing[] = "]}>)";
  const char *open = self->at + 2;
  const char *pair = *open != '\0' ? strchr (opening, *open) : NULL;
  char stop[] = { pair != NULL ? closing[pair - opening] : *open, '\'', '\0' };
  const char *end = *open != '\0' ? strstr (open + 1, stop) : NULL;

  add (self, STUDIO_SQL_LEXEME_STRING, end != NULL ? end + 2 : strchr (self->at, '\0'),
       end == NULL);
}

/* A letter that belongs to the string after it: E'…', r'…', q'…'. */
static gboolean
scan_prefixed_string (Scanner *self)
{
  char letter = g_ascii_tolower (self->at[0]);

  if (letter == 'q' && self->at[1] == '\'' && has (self, STUDIO_SQL_SYNTAX_Q_STRINGS))
    scan_q_string (self);
  else if (letter == 'e' && self->at[1] == '\'' && has (self, STUDIO_SQL_SYNTAX_ESCAPE_STRINGS))
    scan_quoted (self, self->at + 1, STUDIO_SQL_LEXEME_STRING, TRUE);
  else if (letter == 'r' && has (self, STUDIO_SQL_SYNTAX_RAW_STRINGS) &&
           (self->at[1] == '\'' ||
            (self->at[1] == '"' && has (self, STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS))))
    scan_quoted (self, self->at + 1, STUDIO_SQL_LEXEME_STRING, FALSE);
  else
    return FALSE;
  return TRUE;
}

static void
scan_word (Scanner *self)
{
  const char *end = self->at;

  while (is_word_byte (self, *end) || (*end == '#' && !has (self, STUDIO_SQL_SYNTAX_HASH_COMMENTS)))
    {
      gunichar c = g_utf8_get_char (end);

      if (g_unichar_isspace (c))
        break;
      end = g_utf8_next_char (end);
    }
  add (self, STUDIO_SQL_LEXEME_WORD, end, FALSE);
}

/* Ends where a letter begins: “1DELETE” is two tokens for some engines. */
static void
scan_number (Scanner *self)
{
  const char *end = self->at;

  if (end[0] == '0' && (end[1] == 'x' || end[1] == 'X') && g_ascii_isxdigit (end[2]))
    {
      for (end += 2; g_ascii_isxdigit (*end);)
        end++;
    }
  else
    {
      while (g_ascii_isdigit (*end))
        end++;
      if (*end == '.')
        for (end++; g_ascii_isdigit (*end);)
          end++;
      if (*end == 'e' || *end == 'E')
        {
          const char *digits = end + (end[1] == '+' || end[1] == '-' ? 2 : 1);

          if (g_ascii_isdigit (*digits))
            for (end = digits; g_ascii_isdigit (*end);)
              end++;
        }
    }
  add (self, STUDIO_SQL_LEXEME_NUMBER, end, FALSE);
}

static gboolean
is_line_comment (const Scanner *self)
{
  const char *at = self->at;

  if (at[0] == '-' && at[1] == '-')
    return !has (self, STUDIO_SQL_SYNTAX_DASH_NEEDS_BLANK) || at[2] == '\0' ||
           g_ascii_isspace (at[2]) || g_ascii_iscntrl (at[2]);
  return (at[0] == '#' && has (self, STUDIO_SQL_SYNTAX_HASH_COMMENTS)) ||
         (at[0] == '/' && at[1] == '/' && has (self, STUDIO_SQL_SYNTAX_SLASH_COMMENTS));
}

/* Whether a quote begins here, and then goes over what it encloses. */
static gboolean
scan_quote (Scanner *self)
{
  gboolean backslash = has (self, STUDIO_SQL_SYNTAX_BACKSLASH);
  gboolean in_names = has (self, STUDIO_SQL_SYNTAX_BACKSLASH_IN_NAMES);

  switch (*self->at)
    {
    case '\'':
      scan_quoted (self, self->at, STUDIO_SQL_LEXEME_STRING, backslash);
      return TRUE;
    case '"':
      if (has (self, STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS))
        scan_quoted (self, self->at, STUDIO_SQL_LEXEME_STRING, backslash);
      else
        scan_quoted (self, self->at, STUDIO_SQL_LEXEME_NAME, in_names);
      return TRUE;
    case '`':
      if (!has (self, STUDIO_SQL_SYNTAX_BACKTICK_NAMES))
        return FALSE;
      scan_quoted (self, self->at, STUDIO_SQL_LEXEME_NAME, in_names);
      return TRUE;
    case '[':
      if (!has (self, STUDIO_SQL_SYNTAX_BRACKET_NAMES))
        return FALSE;
      scan_quoted (self, self->at, STUDIO_SQL_LEXEME_NAME, FALSE);
      return TRUE;
    case '$':
      return has (self, STUDIO_SQL_SYNTAX_DOLLAR_QUOTES) && scan_dollar_quoted (self);
    default:
      return FALSE;
    }
}

GArray *
studio_sql_lexemes_scan (const char *sql, StudioSqlSyntax syntax)
{
  Scanner self = { sql, sql, syntax, g_array_new (FALSE, FALSE, sizeof (StudioSqlLexeme)) };

  while (*self.at != '\0')
    {
      char c = *self.at;

      if (g_unichar_isspace (g_utf8_get_char (self.at)))
        self.at = g_utf8_next_char (self.at);
      else if (is_line_comment (&self))
        scan_line_comment (&self);
      else if (c == '/' && self.at[1] == '*')
        scan_block_comment (&self);
      else if (scan_quote (&self) || scan_prefixed_string (&self))
        continue;
      else if (g_ascii_isdigit (c) || (c == '.' && g_ascii_isdigit (self.at[1])))
        scan_number (&self);
      else if (is_word_byte (&self, c) || (c == '#' && is_word_byte (&self, self.at[1])))
        scan_word (&self);
      else
        add (&self, STUDIO_SQL_LEXEME_SYMBOL, self.at + 1, FALSE);
    }
  return self.lexemes;
}

gboolean
studio_sql_lexeme_is (const StudioSqlLexeme *lexeme, const char *sql, const char *word)
{
  gsize length = strlen (word);

  return lexeme->kind == STUDIO_SQL_LEXEME_WORD && lexeme->end - lexeme->start == length &&
         g_ascii_strncasecmp (sql + lexeme->start, word, length) == 0;
}
