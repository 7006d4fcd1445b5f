/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-syntax-error.h"

#include "sql/dialect/studio-sql-lexemes.h"
#include "sql/dialect/studio-sql-reading.h"
#include "sql/studio-sql-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static StudioFinding *
make (gssize start, gssize end, char *message)
{
  return studio_finding_new ("syntax-error", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_SYNTAX,
                             start, end, message);
}

static StudioFinding *
make_at (const StudioSqlReading *reading, guint index, char *message)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (reading, index);

  return make (lexeme->start, lexeme->end, message);
}

/* Metabase puts something else in the place of {{…}} and [[…]] before it sends the statement. */
static StudioFinding *
find_template_tag (const StudioSqlReading *reading)
{
  for (guint i = 0; i + 1 < reading->lexemes->len; i++)
    if (studio_sql_reading_is_symbol (reading, i, '{') &&
        studio_sql_reading_is_symbol (reading, i + 1, '{'))
      {
        gsize start = studio_sql_reading_get (reading, i)->start;

        return studio_finding_new (
            "template-tag", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_SYNTAX, start, start + 2,
            g_strdup (_ ("“{{…}}” and “[[…]]” are variables of a Metabase question. A KPI has no "
                         "variables: write the value itself.")));
      }
  return NULL;
}

static StudioFinding *
find_open_quote (const StudioSqlReading *reading, const GArray *all)
{
  const StudioSqlLexeme *last =
      all->len > 0 ? &g_array_index (all, StudioSqlLexeme, all->len - 1) : NULL;

  if (last == NULL || !last->unterminated)
    return NULL;
  return make (last->start, last->start + 1,
               last->kind == STUDIO_SQL_LEXEME_COMMENT
                   ? g_strdup (_ ("A comment begins here and is never closed with “*/”."))
                   : g_strdup (_ ("A quote opens here and is never closed. A quote inside a text "
                                  "is written twice.")));
}

static StudioFinding *
find_open_bracket (const StudioSqlReading *reading)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < reading->lexemes->len; i++)
    {
      if (studio_sql_reading_is_symbol (reading, i, '('))
        g_array_append_val (open, i);
      else if (studio_sql_reading_is_symbol (reading, i, ')'))
        {
          if (open->len == 0)
            return make_at (reading, i,
                            g_strdup (_ ("This “)” closes nothing. Take it out, or "
                                         "open a bracket before.")));
          g_array_set_size (open, open->len - 1);
        }
    }
  if (open->len == 0)
    return NULL;
  return make_at (reading, g_array_index (open, guint, open->len - 1),
                  g_strdup (_ ("This “(” is never closed. Put a “)” where it should end.")));
}

static gboolean
is_any_word (const StudioSqlReading *reading, guint index, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_sql_reading_is_word (reading, index, words[i]))
      return TRUE;
  return FALSE;
}

/* “SELECT a, FROM t”, “(a, b,)”. */
static StudioFinding *
find_spare_comma (const StudioSqlReading *reading, guint index)
{
  static const char *const clauses[] = { "from",  "where",  "group", "having", "order",
                                         "limit", "window", "union", NULL };

  if (index == 0 || !studio_sql_reading_is_symbol (reading, index - 1, ','))
    return NULL;
  if (index < reading->lexemes->len && !is_any_word (reading, index, clauses) &&
      !studio_sql_reading_is_symbol (reading, index, ')'))
    return NULL;
  return make_at (reading, index - 1,
                  g_strdup (_ ("There is a comma too many here. Take it out.")));
}

/* Clauses of one SELECT have an order; @index is one that comes too late. */
static StudioFinding *
find_late_clause (const StudioSqlReading *reading, guint index)
{
  static const char *const order[] = { "from",   "where", "group", "having",
                                       "window", "order", "limit" };
  static const char *const shown[] = { "FROM",   "WHERE",    "GROUP BY", "HAVING",
                                       "WINDOW", "ORDER BY", "LIMIT" };
  guint depth = 0;
  int own = -1;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (studio_sql_reading_is_word (reading, index, order[i]))
      own = i;
  for (guint i = index; own >= 0 && i > 0; i--)
    {
      if (studio_sql_reading_is_symbol (reading, i - 1, ')'))
        depth++;
      else if (studio_sql_reading_is_symbol (reading, i - 1, '(') && depth-- == 0)
        return NULL;
      if (depth > 0)
        continue;
      if (studio_sql_reading_is_word (reading, i - 1, "select"))
        return NULL;
      for (guint k = own + 1; k < G_N_ELEMENTS (order); k++)
        if (studio_sql_reading_is_word (reading, i - 1, order[k]))
          return make_at (reading, index,
                          /* translators: two keywords of SQL, such as WHERE and GROUP BY */
                          g_strdup_printf (_ ("%s has to stand before %s. Move it there."),
                                           shown[own], shown[k]));
    }
  return NULL;
}

/* Names in backticks or brackets, which the parser takes for operators and arrays. */
static StudioFinding *
find_foreign_quote (const StudioSqlReading *reading)
{
  for (guint i = 0; i < reading->lexemes->len; i++)
    {
      if (studio_sql_reading_is_symbol (reading, i, '`'))
        return make_at (reading, i,
                        g_strdup (_ ("PostgreSQL puts names in double quotes, not in "
                                     "backticks.")));
      if (studio_sql_reading_is_symbol (reading, i, '[') &&
          studio_sql_reading_is_symbol (reading, i + 2, ']') &&
          studio_sql_reading_is_name (reading, i + 1) && i > 0 &&
          (studio_sql_reading_is_symbol (reading, i - 1, ',') ||
           studio_sql_reading_is_symbol (reading, i - 1, '.') ||
           studio_sql_reading_is_word (reading, i - 1, "select") ||
           studio_sql_reading_is_word (reading, i - 1, "from")))
        return make_at (reading, i,
                        g_strdup (_ ("PostgreSQL puts names in double quotes, not in "
                                     "brackets.")));
    }
  return NULL;
}

/* What other databases allow, and words that need quotes. */
static StudioFinding *
explain_token (const StudioSqlReading *reading, guint index)
{
  static const char *const before_names[] = { "as", "from", "join", "by", NULL };
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (reading, index);
  g_autofree char *text = g_strndup (reading->sql + lexeme->start, lexeme->end - lexeme->start);
  g_autoptr (StudioSqlTokens) tokens = studio_sql_tokens_scan (text);

  if (*text == '`')
    return make_at (reading, index,
                    g_strdup (_ ("PostgreSQL puts names in double quotes, not in "
                                 "backticks.")));
  if (strstr (text, "→") != NULL)
    return make_at (reading, index,
                    g_strdup (_ ("“→” is how Metabase shows a key inside JSON; it is no SQL. Write "
                                 "column->>'key' instead.")));
  if (tokens != NULL && studio_sql_tokens_get_length (tokens) == 1 &&
      studio_sql_tokens_get (tokens, 0)->keyword == PG_QUERY__KEYWORD_KIND__RESERVED_KEYWORD &&
      index > 0 &&
      (is_any_word (reading, index - 1, before_names) ||
       studio_sql_reading_is_symbol (reading, index - 1, ',') ||
       studio_sql_reading_is_symbol (reading, index - 1, '.')))
    return make_at (reading, index,
                    g_strdup_printf (_ ("“%s” is a word of SQL itself; as a name it needs double "
                                        "quotes."),
                                     text));
  return make_at (reading, index,
                  g_strdup_printf (_ ("PostgreSQL does not understand the statement at “%s”. Look "
                                      "at what stands before it: a comma, an operator or a word "
                                      "may be missing."),
                                   text));
}

static guint
find_lexeme (const StudioSqlReading *reading, gssize position)
{
  guint index = 0;

  while (index < reading->lexemes->len &&
         (gssize) studio_sql_reading_get (reading, index)->end <= position)
    index++;
  return index;
}

static StudioFinding *
explain (const StudioSqlReading *reading, const GArray *all, gssize position, const char *message)
{
  gsize length = strlen (reading->sql);
  guint index = position >= 0 ? find_lexeme (reading, position) : reading->lexemes->len;
  StudioFinding *finding = find_template_tag (reading);

  if (finding == NULL)
    finding = find_open_quote (reading, all);
  if (finding == NULL)
    finding = find_open_bracket (reading);
  if (finding == NULL)
    finding = find_foreign_quote (reading);
  if (finding == NULL)
    finding = find_spare_comma (reading, index);
  if (finding == NULL && index < reading->lexemes->len)
    finding = find_late_clause (reading, index);
  if (finding == NULL && strstr (message, "end of input") != NULL)
    finding = make (length > 0 ? length - 1 : 0, length,
                    g_strdup (_ ("The statement ends too early: something is missing.")));
  if (finding == NULL && index < reading->lexemes->len && strstr (message, "syntax error") != NULL)
    finding = explain_token (reading, index);
  if (finding == NULL)
    /* translators: PostgreSQL's own words, in English */
    finding = make (position, position >= 0 ? position + 1 : -1,
                    g_strdup_printf (_ ("PostgreSQL cannot read the statement: %s."), message));
  return finding;
}

StudioFinding *
studio_sql_syntax_error (const char *sql, gssize position, const char *message)
{
  g_autoptr (GArray) all =
      studio_sql_lexemes_scan (sql, studio_sql_syntax_for_dialect (STUDIO_DIALECT_POSTGRESQL));
  g_autoptr (GArray) lexemes = g_array_new (FALSE, FALSE, sizeof (StudioSqlLexeme));
  StudioSqlReading reading = { sql, STUDIO_DIALECT_POSTGRESQL, lexemes };

  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, StudioSqlLexeme, i).kind != STUDIO_SQL_LEXEME_COMMENT)
      g_array_append_val (lexemes, g_array_index (all, StudioSqlLexeme, i));
  return explain (&reading, all, position, message);
}
