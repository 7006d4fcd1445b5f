/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-gate-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More uncertain rules than this in one statement are read in too many ways to look at. */
#define MAX_UNSURE 8

/* “1DELETE” is two tokens for SQL Server, and “1eDELETE” is too. */
static StudioFinding *
check_number (const StudioSqlReading *self, guint index)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index),
                        *next = studio_sql_reading_get (self, index + 1);

  if (next->kind != STUDIO_SQL_LEXEME_WORD || next->start != lexeme->end ||
      (self->dialect != STUDIO_DIALECT_SQLSERVER && self->dialect != STUDIO_DIALECT_UNKNOWN &&
       self->dialect != STUDIO_DIALECT_ORACLE))
    return NULL;
  return studio_sql_gate_refuse_at (
      self, index + 1, "syntax-error", STUDIO_ERROR_CLASS_SYNTAX,
      g_strdup (_ ("A word follows a number without a blank between them. Put one "
                   "there.")));
}

static StudioFinding *
check_semicolon (const StudioSqlReading *self, guint index)
{
  const StudioSqlLexeme *next = studio_sql_reading_get (self, index + 1);

  if (index + 1 >= self->lexemes->len || studio_sql_reading_is_symbol (self, index + 1, ';'))
    return NULL;
  return studio_sql_gate_refuse (
      "multiple-statements", STUDIO_ERROR_CLASS_MULTIPLE_STATEMENTS, next->start, next->end,
      g_strdup (_ ("There is more after the “;”; only one statement at a time is sent.")));
}

/* A template tag of Metabase; {…} alone is a value in ClickHouse and an escape of JDBC. */
static StudioFinding *
check_brace (const StudioSqlReading *self, guint index)
{
  if (!studio_sql_reading_is_symbol (self, index, '{') ||
      !studio_sql_reading_is_symbol (self, index + 1, '{'))
    return NULL;
  return studio_sql_gate_refuse_at (
      self, index, "template-tag", STUDIO_ERROR_CLASS_SYNTAX,
      g_strdup (_ ("“{{…}}” and “[[…]]” are variables of a Metabase question. A KPI has "
                   "no variables: write the value itself.")));
}

static StudioFinding *
check_lexeme (const StudioSqlReading *self, guint index, gboolean sure)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index);

  if (lexeme->unterminated)
    return sure ? studio_sql_gate_refuse_at (
                      self, index, "syntax-error", STUDIO_ERROR_CLASS_SYNTAX,
                      g_strdup (_ ("A quote or a comment begins here and does not "
                                   "end.")))
                : NULL;
  switch (lexeme->kind)
    {
    case STUDIO_SQL_LEXEME_WORD:
    case STUDIO_SQL_LEXEME_NAME:
      return studio_sql_gate_name (self, index);
    case STUDIO_SQL_LEXEME_NUMBER:
      return check_number (self, index);
    case STUDIO_SQL_LEXEME_SYMBOL:
      if (studio_sql_reading_is_symbol (self, index, ';'))
        return check_semicolon (self, index);
      return check_brace (self, index);
    case STUDIO_SQL_LEXEME_STRING:
    case STUDIO_SQL_LEXEME_COMMENT:
    default:
      return NULL;
    }
}

static StudioFinding *
check_beginning (const StudioSqlReading *self)
{
  guint index = 0;
  g_autofree char *word = NULL, *upper = NULL;

  while (studio_sql_reading_is_symbol (self, index, '('))
    index++;
  if (index >= self->lexemes->len)
    return studio_sql_gate_refuse ("empty-statement", STUDIO_ERROR_CLASS_SYNTAX, -1, -1,
                                   g_strdup (_ ("There is no statement to check.")));
  if (studio_sql_reading_is_word (self, index, "select") ||
      studio_sql_reading_is_word (self, index, "with") ||
      studio_sql_reading_is_word (self, index, "values"))
    return NULL;
  word = studio_sql_reading_dup_name (self, index);
  upper = g_ascii_strup (word, -1);
  return studio_sql_gate_refuse_at (
      self, index, "not-read-only", STUDIO_ERROR_CLASS_NOT_READ_ONLY,
      g_strdup_printf (_ ("A statement that begins with %s is not sent to the database: only "
                          "SELECT is."),
                       upper));
}

/* Comments that some servers execute, or end somewhere else. */
static StudioFinding *
check_comment (const StudioSqlReading *self, const StudioSqlLexeme *lexeme, gboolean sure)
{
  const char *text = self->sql + lexeme->start;
  gsize length = lexeme->end - lexeme->start;
  gboolean mysql = self->dialect == STUDIO_DIALECT_MYSQL || self->dialect == STUDIO_DIALECT_UNKNOWN;

  if (lexeme->unterminated && sure)
    return studio_sql_gate_refuse (
        "syntax-error", STUDIO_ERROR_CLASS_SYNTAX, lexeme->start, lexeme->end,
        g_strdup (_ ("A quote or a comment begins here and does not end.")));
  if (mysql && (g_str_has_prefix (text, "/*!") || g_str_has_prefix (text, "/*M!") ||
                (g_str_has_prefix (text, "/*+") && g_strstr_len (text, length, "SET_VAR") != NULL)))
    return studio_sql_gate_refuse (
        "executable-comment", STUDIO_ERROR_CLASS_NOT_READ_ONLY, lexeme->start, lexeme->end,
        g_strdup (_ ("MySQL runs what stands in a comment like this one. Take it out.")));
  if (memchr (text, '\r', length) != NULL && g_strstr_len (text, length, "\r\n") == NULL &&
      !g_str_has_prefix (text, "/*"))
    return studio_sql_gate_refuse (
        "ambiguous-comment", STUDIO_ERROR_CLASS_SYNTAX, lexeme->start, lexeme->end,
        g_strdup (_ ("Databases do not agree on where this comment ends. Put a line feed after "
                     "it.")));
  return NULL;
}

/* “--” without a blank after it is a comment for all but MySQL, where it is two signs. */
static StudioFinding *
check_dashes (const StudioSqlReading *self, guint index)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index),
                        *next = studio_sql_reading_get (self, index + 1);

  if (self->dialect != STUDIO_DIALECT_MYSQL || !studio_sql_reading_is_symbol (self, index, '-') ||
      !studio_sql_reading_is_symbol (self, index + 1, '-') || next->start != lexeme->end)
    return NULL;
  return studio_sql_gate_refuse_at (
      self, index, "ambiguous-comment", STUDIO_ERROR_CLASS_SYNTAX,
      g_strdup (_ ("“--” begins a comment only before a blank. Put one after it, or "
                   "between the two signs.")));
}

static StudioFinding *
check_reading (const char *sql, StudioDialect dialect, StudioSqlSyntax syntax, gboolean sure)
{
  g_autoptr (GArray) all = studio_sql_lexemes_scan (sql, syntax);
  g_autoptr (GArray) lexemes = g_array_new (FALSE, FALSE, sizeof (StudioSqlLexeme));
  StudioSqlReading self = { sql, dialect, lexemes };
  StudioFinding *refusal = NULL;

  for (guint i = 0; i < all->len && refusal == NULL; i++)
    {
      const StudioSqlLexeme *lexeme = &g_array_index (all, StudioSqlLexeme, i);

      if (lexeme->kind == STUDIO_SQL_LEXEME_COMMENT)
        refusal = check_comment (&self, lexeme, sure);
      else
        g_array_append_vals (lexemes, lexeme, 1);
    }
  if (refusal == NULL && sure)
    refusal = check_beginning (&self);
  for (guint i = 0; i < lexemes->len && refusal == NULL; i++)
    {
      refusal = check_lexeme (&self, i, sure);
      if (refusal == NULL)
        refusal = check_dashes (&self, i);
    }
  return refusal;
}

/* Whether anything in the text depends on a rule. */
static gboolean
matters (const char *sql, StudioSqlSyntax rule)
{
  static const struct
  {
    StudioSqlSyntax rule;
    const char *sign;
  } signs[] = {
    { STUDIO_SQL_SYNTAX_BACKTICK_NAMES, "`" },
    { STUDIO_SQL_SYNTAX_BRACKET_NAMES, "[" },
    { STUDIO_SQL_SYNTAX_DOUBLE_QUOTE_STRINGS, "\"" },
    { STUDIO_SQL_SYNTAX_BACKSLASH, "\\" },
    { STUDIO_SQL_SYNTAX_BACKSLASH_IN_NAMES, "\\" },
    { STUDIO_SQL_SYNTAX_ESCAPE_STRINGS, "\\" },
    { STUDIO_SQL_SYNTAX_DOLLAR_QUOTES, "$" },
    { STUDIO_SQL_SYNTAX_HASH_COMMENTS, "#" },
    { STUDIO_SQL_SYNTAX_SLASH_COMMENTS, "//" },
    { STUDIO_SQL_SYNTAX_NESTED_COMMENTS, "/*" },
    { STUDIO_SQL_SYNTAX_DASH_NEEDS_BLANK, "--" },
    { STUDIO_SQL_SYNTAX_TRIPLE_QUOTES, "'''" },
    { STUDIO_SQL_SYNTAX_Q_STRINGS, "'" },
    { STUDIO_SQL_SYNTAX_RAW_STRINGS, "\\" },
    { STUDIO_SQL_SYNTAX_AT_WORDS, "@" },
  };

  if (rule == STUDIO_SQL_SYNTAX_TRIPLE_QUOTES)
    return strstr (sql, "'''") != NULL || strstr (sql, "\"\"\"") != NULL;
  if (rule == STUDIO_SQL_SYNTAX_Q_STRINGS)
    return strstr (sql, "q'") != NULL || strstr (sql, "Q'") != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].rule == rule)
      return strstr (sql, signs[i].sign) != NULL;
  return FALSE;
}

StudioFinding *
studio_sql_gate_tokens (const char *sql, StudioDialect dialect)
{
  StudioSqlSyntax syntax = studio_sql_syntax_for_dialect (dialect);
  StudioSqlSyntax unsure = studio_sql_syntax_unsure (dialect);
  StudioSqlSyntax rules[MAX_UNSURE];
  guint n_rules = 0;
  StudioFinding *refusal = check_reading (sql, dialect, syntax, TRUE);

  for (guint bit = 0; bit < 32 && refusal == NULL; bit++)
    if ((unsure & (1u << bit)) != 0 && matters (sql, 1u << bit))
      {
        if (n_rules == MAX_UNSURE)
          return studio_sql_gate_refuse (
              "syntax-error", STUDIO_ERROR_CLASS_SYNTAX, -1, -1,
              g_strdup (_ ("The statement can be read in too many ways for a database that is not "
                           "known. Write it without unusual quotes and comments.")));
        rules[n_rules++] = 1u << bit;
      }
  /* Every other way in which the server may read it has to be harmless, too. */
  for (guint reading = 1; reading < (1u << n_rules) && refusal == NULL; reading++)
    {
      StudioSqlSyntax changed = syntax;

      for (guint i = 0; i < n_rules; i++)
        if ((reading & (1u << i)) != 0)
          changed ^= rules[i];
      refusal = check_reading (sql, dialect, changed, FALSE);
    }
  return refusal;
}
