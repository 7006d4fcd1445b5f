/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-clean.h"

#include "sql/dialect/studio-sql-lexemes.h"
#include "sql/studio-sql-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static StudioFinding *
refuse (const char *id, char *message)
{
  return studio_finding_new (id, STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_SYNTAX, -1, -1, message);
}

/* What a character outside literals and quoted names was meant to be: models and word processors
 * write them in place of ASCII. %NULL when it is what it is; “→” stays, Metabase's unfolded names
 * have it. */
static const char *
plain_form (gunichar c)
{
  static const struct
  {
    gunichar c;
    const char *plain;
  } forms[] = {
    { 0x201C, "\"" }, { 0x201D, "\"" }, { 0x201E, "\"" }, { 0x201F, "\"" }, { 0x2033, "\"" },
    { 0x2018, "'" },  { 0x2019, "'" },  { 0x201A, "'" },  { 0x201B, "'" },  { 0x2032, "'" },
    { 0x2010, "-" },  { 0x2011, "-" },  { 0x2012, "-" },  { 0x2013, "-" },  { 0x2014, "-" },
    { 0x2212, "-" },  { 0x2264, "<=" }, { 0x2265, ">=" }, { 0x2260, "<>" }, { 0x00AD, "" },
    { 0x180E, "" },   { 0x200B, "" },   { 0x200C, "" },   { 0x200D, "" },   { 0x200E, "" },
    { 0x200F, "" },   { 0x2060, "" },   { 0xFEFF, "" },   { 0xFF08, "(" },  { 0xFF09, ")" },
    { 0xFF0C, "," },  { 0xFF0E, "." },  { 0xFF1B, ";" },  { 0xFF1D, "=" },  { 0xFF1C, "<" },
    { 0xFF1E, ">" },  { 0xFF0A, "*" },  { 0xFF0F, "/" },  { 0xFF0B, "+" },  { 0xFF0D, "-" },
  };

  if (c < 0x80)
    return NULL;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
    return "";
  if (g_unichar_isspace (c))
    return " ";
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].c == c)
      return forms[i].plain;
  return NULL;
}

static void
append_plain (GString *out, const char *at, const char *end)
{
  while (at < end)
    {
      const char *next = g_utf8_next_char (at);
      const char *plain = plain_form (g_utf8_get_char (at));

      if (plain != NULL)
        g_string_append (out, plain);
      else
        g_string_append_len (out, at, next - at);
      at = next;
    }
}

/* Copies @sql with what is outside literals, quoted names and comments made plain. */
static char *
plain_copy (const char *sql, StudioSqlSyntax syntax)
{
  g_autoptr (GArray) lexemes = studio_sql_lexemes_scan (sql, syntax);
  GString *out = g_string_sized_new (strlen (sql));
  gsize at = 0;

  for (guint i = 0; i < lexemes->len; i++)
    {
      const StudioSqlLexeme *lexeme = &g_array_index (lexemes, StudioSqlLexeme, i);

      if (lexeme->kind != STUDIO_SQL_LEXEME_STRING && lexeme->kind != STUDIO_SQL_LEXEME_NAME &&
          lexeme->kind != STUDIO_SQL_LEXEME_COMMENT)
        continue;
      append_plain (out, sql + at, sql + lexeme->start);
      g_string_append_len (out, sql + lexeme->start, lexeme->end - lexeme->start);
      at = lexeme->end;
    }
  append_plain (out, sql + at, sql + strlen (sql));
  return g_string_free (out, FALSE);
}

/* A curly quote made straight opens a literal, in which nothing more must change: so one at a time
 * would be exact, and in rounds is the same for everything that can be read at all. */
static char *
make_plain (const char *sql, StudioSqlSyntax syntax)
{
  char *text = g_strdup (sql);

  for (guint round = 0; round < 8; round++)
    {
      char *next = plain_copy (text, syntax);
      gboolean same = strcmp (next, text) == 0;

      g_free (text);
      text = next;
      if (same)
        break;
    }
  return text;
}

/* Where the fence ends: at one that begins a line, else at the last one there is. */
static const char *
find_fence_end (const char *body)
{
  const char *last = NULL;

  for (const char *at = body; (at = strpbrk (at, "`~")) != NULL;)
    {
      gboolean fence = strncmp (at, "```", 3) == 0 || strncmp (at, "~~~", 3) == 0;
      const char *line = at;

      while (line > body && (line[-1] == ' ' || line[-1] == '\t'))
        line--;
      if (fence && (line == body || line[-1] == '\n'))
        return at;
      if (fence)
        last = at;
      at += fence ? 3 : 1;
    }
  return last;
}

/* What stands inside the first ``` fence; what a model says before and after it is no SQL. */
static char *
take_from_fence (const char *sql)
{
  static GRegex *opening;
  g_autoptr (GMatchInfo) match = NULL;
  const char *body, *end;
  int start, stop;

  if (strstr (sql, "```") == NULL && strstr (sql, "~~~") == NULL)
    return NULL;
  if (g_once_init_enter (&opening))
    g_once_init_leave (&opening,
                       g_regex_new ("^[ \\t]*(?:```|~~~)(?:[ \\t]*[A-Za-z0-9_+-]*[ \\t]*\\R|"
                                    "[ \\t]*(?i:(?:postgre)?sql)\\b)?",
                                    G_REGEX_MULTILINE, 0, NULL));
  if (!g_regex_match (opening, sql, 0, &match) || !g_match_info_fetch_pos (match, 0, &start, &stop))
    return NULL;
  body = sql + stop;
  end = find_fence_end (body);
  return end != NULL ? g_strndup (body, end - body) : g_strdup (body);
}

/* A label that a model puts before the statement, and single backticks around all of it. */
static char *
take_off_label (const char *sql, StudioSqlSyntax syntax)
{
  static GRegex *label;
  g_autofree char *text = NULL, *trimmed = NULL;
  gsize length;

  if (g_once_init_enter (&label))
    g_once_init_leave (
        &label,
        g_regex_new ("^\\s*(?:(?:\\*\\*)?(?:the\\s+)?(?:final\\s+|corrected\\s+|fixed\\s+)?"
                     "(?:(?:postgre)?sql(?:\\s+query)?|query|answer|output)(?:\\*\\*)?\\s*[:：]"
                     "(?:\\*\\*)?\\s*|sql\\s*\\n\\s*)(?=[(`]|select\\b|with\\b|values\\b)",
                     G_REGEX_CASELESS, 0, NULL));
  text = g_regex_replace_literal (label, sql, -1, 0, "", 0, NULL);
  trimmed = g_strstrip (g_strdup (text));
  length = strlen (trimmed);
  if ((syntax & STUDIO_SQL_SYNTAX_BACKTICK_NAMES) == 0 && length > 2 && trimmed[0] == '`' &&
      trimmed[length - 1] == '`' && strchr (trimmed + 1, '`') == trimmed + length - 1)
    return g_strndup (trimmed + 1, length - 2);
  return g_steal_pointer (&text);
}

static gboolean
is_semicolon (const char *sql, const StudioSqlLexeme *lexeme)
{
  return lexeme->kind == STUDIO_SQL_LEXEME_SYMBOL && sql[lexeme->start] == ';';
}

/* Without a `;` in front, as people put before WITH, and one at the end with what follows it when
 * that is nothing but comments. */
static char *
take_off_semicolons (const char *sql, StudioSqlSyntax syntax)
{
  g_autoptr (GArray) lexemes = studio_sql_lexemes_scan (sql, syntax);
  gsize start = 0, end = strlen (sql);
  gboolean found = FALSE;
  char *text;

  for (guint i = lexemes->len; i > 0; i--)
    {
      const StudioSqlLexeme *lexeme = &g_array_index (lexemes, StudioSqlLexeme, i - 1);

      if (lexeme->unterminated)
        break;
      if (is_semicolon (sql, lexeme))
        {
          end = lexeme->start;
          found = TRUE;
        }
      else if (lexeme->kind != STUDIO_SQL_LEXEME_COMMENT)
        break;
    }
  for (guint i = 0; i < lexemes->len; i++)
    {
      const StudioSqlLexeme *lexeme = &g_array_index (lexemes, StudioSqlLexeme, i);

      if (!is_semicolon (sql, lexeme) || lexeme->end > end)
        break;
      start = lexeme->end;
    }
  text = g_strndup (sql + start, end - start);
  return found ? g_strchomp (text) : text;
}

static guint
count_tokens (const char *sql, StudioDialect dialect, guint *words)
{
  g_autoptr (GArray) lexemes =
      studio_sql_lexemes_scan (sql, studio_sql_syntax_for_dialect (dialect));
  g_autoptr (StudioSqlTokens) tokens =
      studio_dialect_is_postgresql_family (dialect) ? studio_sql_tokens_scan (sql) : NULL;

  *words = 0;
  for (guint i = 0; i < lexemes->len; i++)
    *words += g_array_index (lexemes, StudioSqlLexeme, i).kind != STUDIO_SQL_LEXEME_COMMENT;
  return tokens != NULL ? studio_sql_tokens_get_length (tokens) : lexemes->len;
}

static StudioFinding *
check_text (const char *sql, gsize length)
{
  if (memchr (sql, '\0', length) != NULL)
    return refuse ("invalid-text", g_strdup (_ ("The statement holds a NUL character, after which "
                                                "databases stop to read. Remove it.")));
  if (length > STUDIO_SQL_MAX_BYTES)
    {
      g_autofree char *size = g_format_size_full (length, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *limit = g_format_size_full (STUDIO_SQL_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      return refuse ("too-long",
                     /* translators: both are sizes such as “64.0 KiB” */
                     g_strdup_printf (_ ("The statement has %s; no more than %s are looked at. "
                                         "Make it shorter, for instance with a view in the "
                                         "database."),
                                      size, limit));
    }
  if (!g_utf8_validate (sql, length, NULL))
    return refuse ("invalid-text", g_strdup (_ ("The statement is not valid UTF-8 text. Save it "
                                                "as UTF-8 and try again.")));
  return NULL;
}

char *
studio_sql_clean_bytes (const char *sql,
                        gssize length,
                        StudioDialect dialect,
                        StudioFinding **refusal)
{
  StudioSqlSyntax syntax = studio_sql_syntax_for_dialect (dialect);
  g_autofree char *copy = NULL, *inner = NULL, *unlabelled = NULL, *plain = NULL, *text = NULL;
  gsize bytes = sql == NULL ? 0 : length < 0 ? strlen (sql) : (gsize) length;
  guint tokens, words;

  g_return_val_if_fail (refusal != NULL, NULL);

  *refusal = sql != NULL ? check_text (sql, bytes) : NULL;
  if (*refusal != NULL)
    return NULL;
  copy = g_strndup (sql != NULL ? sql : "", bytes);
  inner = take_from_fence (copy);
  unlabelled = take_off_label (inner != NULL ? inner : copy, syntax);
  plain = make_plain (unlabelled, syntax);
  text = take_off_semicolons (plain, syntax);
  if (inner != NULL)
    g_strstrip (text);
  tokens = count_tokens (text, dialect, &words);
  if (words == 0)
    *refusal = refuse ("empty-statement", g_strdup (_ ("There is no statement to check.")));
  else if (tokens > STUDIO_SQL_MAX_TOKENS)
    *refusal = refuse ("too-long",
                       g_strdup_printf (_ ("The statement has %u words and signs; no more than %d "
                                           "are looked at. Make it shorter, for instance with a "
                                           "view in the database."),
                                        tokens, STUDIO_SQL_MAX_TOKENS));
  return *refusal == NULL ? g_steal_pointer (&text) : NULL;
}

char *
studio_sql_clean (const char *sql, StudioDialect dialect, StudioFinding **refusal)
{
  return studio_sql_clean_bytes (sql, -1, dialect, refusal);
}
