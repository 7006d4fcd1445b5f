/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-gate-private.h"

#include "sql/dialect/studio-sql-gate-words.h"
#include "sql/studio-sql-known-functions.h"
#include "sql/studio-sql-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
dup_lower (const StudioSqlReading *self, guint index)
{
  g_autofree char *name = studio_sql_reading_dup_name (self, index);

  return g_ascii_strdown (name, -1);
}

static StudioFinding *
refuse_word (const StudioSqlReading *self, guint index, const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);

  return studio_sql_gate_refuse_at (
      self, index, "not-read-only", STUDIO_ERROR_CLASS_NOT_READ_ONLY,
      g_strdup_printf (_ ("“%s” does more than read. Only SELECT is sent to the "
                          "database; put a name that is spelt so in quotes."),
                       upper));
}

static StudioFinding *
refuse_call (const StudioSqlReading *self, guint index, const char *name, const char *reason)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index);

  return studio_sql_gate_refuse_function (name, reason, lexeme->start, lexeme->end);
}

/* “x DISTINCT FROM”, “INNER MERGE JOIN” and the like are no statements. */
static gboolean
is_harmless_verb (const StudioSqlReading *self, guint index, const char *name)
{
  return strcmp (name, "merge") == 0 && (studio_sql_reading_is_word (self, index + 1, "join") ||
                                         studio_sql_reading_is_word (self, index + 1, "union"));
}

static StudioFinding *
check_word (const StudioSqlReading *self, guint index, const char *name, gboolean dotted)
{
  gboolean call = studio_sql_reading_is_symbol (self, index + 1, '(');
  const char *reason = NULL;

  if (studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_DOTTED, name) != NULL)
    return refuse_word (self, index, name);
  if (call)
    reason = studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_PREFIX, name);
  if (reason == NULL && (call || studio_sql_reading_is_symbol (self, index + 1, '.')) &&
      studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_MODULE, name) == NULL)
    reason = studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_PACKAGE, name);
  if (reason != NULL)
    return refuse_call (self, index, name, reason);
  if (dotted)
    return NULL;
  if (call && self->dialect == STUDIO_DIALECT_MYSQL && strcmp (name, "insert") == 0)
    return NULL;
  if (studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_WORD, name) != NULL ||
      (!call && studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_VERB, name) != NULL &&
       !is_harmless_verb (self, index, name)))
    return refuse_word (self, index, name);
  if (studio_sql_reading_is_name (self, index + 1))
    {
      g_autofree char *next = dup_lower (self, index + 1);
      g_autofree char *pair = g_strconcat (name, " ", next, NULL);

      if (studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_PAIR, pair) != NULL)
        return refuse_word (self, index, pair);
    }
  return NULL;
}

static StudioFinding *
check_secret (const StudioSqlReading *self, guint index, const char *name)
{
  gboolean found = studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_SECRET, name) != NULL;

  if (!found && index >= 2 && studio_sql_reading_is_symbol (self, index - 1, '.') &&
      studio_sql_reading_is_name (self, index - 2))
    {
      g_autofree char *schema = dup_lower (self, index - 2);
      g_autofree char *full = g_strconcat (schema, ".", name, NULL);

      found = studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_SECRET, full) != NULL;
    }
  if (!found)
    return NULL;
  return studio_sql_gate_refuse_at (
      self, index, "forbidden-table", STUDIO_ERROR_CLASS_NOT_READ_ONLY,
      g_strdup_printf (_ ("“%s” holds secrets of the database server and may not be "
                          "read."),
                       name));
}

/* “FROM dbo.orders (NOLOCK)” looks like a call, and is a hint. */
static gboolean
is_table_hint (const StudioSqlReading *self, guint index)
{
  static const char *const hints[] = { "nolock",   "readpast",  "readuncommitted",  "readcommitted",
                                       "noexpand", "nowait",    "repeatableread",   "serializable",
                                       "snapshot", "forceseek", "readcommittedlock" };

  for (guint i = 0; self->dialect == STUDIO_DIALECT_SQLSERVER && i < G_N_ELEMENTS (hints); i++)
    if (studio_sql_reading_is_word (self, index + 2, hints[i]))
      return TRUE;
  return FALSE;
}

/* A function behind a dot is one that somebody made, but for those of a few modules. */
static StudioFinding *
check_qualified_call (const StudioSqlReading *self, guint index, const char *name)
{
  guint first = index;
  g_autofree char *module = NULL;

  while (first >= 2 && studio_sql_reading_is_symbol (self, first - 1, '.') &&
         studio_sql_reading_is_name (self, first - 2))
    first -= 2;
  if (first < index)
    module = dup_lower (self, first);
  if ((module != NULL &&
       studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_MODULE, module) != NULL) ||
      studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_METHOD, name) != NULL ||
      is_table_hint (self, index))
    return NULL;
  return studio_sql_gate_refuse_at (
      self, index, "forbidden-function", STUDIO_ERROR_CLASS_NOT_READ_ONLY,
      g_strdup_printf (_ ("“%s” is a function that somebody made in this database; what "
                          "it does cannot be known. Use the database's own functions."),
                       name));
}

/* “WITH x (a, b) AS (”, “AS x (a, b)” and “) x (a, b)” name columns. */
static gboolean
is_column_list (const StudioSqlReading *self, guint index)
{
  guint closing = studio_sql_reading_find_closing (self, index + 1);

  return (index > 0 && (studio_sql_reading_is_word (self, index - 1, "as") ||
                        studio_sql_reading_is_symbol (self, index - 1, ')'))) ||
         (studio_sql_reading_is_word (self, closing + 1, "as") &&
          studio_sql_reading_is_symbol (self, closing + 2, '('));
}

static gboolean
is_postgresql_keyword (const char *name)
{
  g_autoptr (StudioSqlTokens) tokens = studio_sql_tokens_scan (name);

  return tokens != NULL && studio_sql_tokens_get_length (tokens) == 1 &&
         studio_sql_tokens_get (tokens, 0)->keyword != PG_QUERY__KEYWORD_KIND__NO_KEYWORD;
}

/* In MySQL, Oracle and PostgreSQL's relatives a function that somebody made can write; only the
 * engine's own are known not to. */
static StudioFinding *
check_known (const StudioSqlReading *self, guint index, const char *name)
{
  gboolean family = studio_dialect_is_postgresql_family (self->dialect);
  const StudioSqlKnownFunction *function;

  if (!family && self->dialect != STUDIO_DIALECT_MYSQL && self->dialect != STUDIO_DIALECT_ORACLE)
    return NULL;
  function = studio_sql_known_function_find (name, self->dialect);
  if (function != NULL)
    return *function->denied != '\0' ? refuse_call (self, index, name, function->denied) : NULL;
  if (is_column_list (self, index) || (family && is_postgresql_keyword (name)))
    return NULL;
  return studio_sql_gate_refuse_at (
      self, index, "unknown-function", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION,
      g_strdup_printf (_ ("“%s” is not among the functions of this database that are "
                          "known to only read. Use one of its own functions."),
                       name));
}

static StudioFinding *
check_call (const StudioSqlReading *self, guint index, const char *name, gboolean dotted)
{
  const char *reason = studio_sql_gate_words_find (self->dialect, STUDIO_SQL_GATE_CALL, name);

  if (reason != NULL)
    return refuse_call (self, index, name, reason);
  return dotted ? check_qualified_call (self, index, name) : check_known (self, index, name);
}

/* SELECT TRANSFORM (…) USING 'program', SELECT * FROM csv.`/path`. */
static StudioFinding *
check_spark (const StudioSqlReading *self, guint index)
{
  static const char *const formats[] = { "csv",  "json",       "text",  "parquet", "orc",
                                         "avro", "binaryfile", "delta", "jdbc",    "xml" };
  const StudioSqlLexeme *next = studio_sql_reading_get (self, index + 1),
                        *path = studio_sql_reading_get (self, index + 2);

  if (studio_sql_reading_is_word (self, index, "using") && next->kind == STUDIO_SQL_LEXEME_STRING)
    return refuse_call (self, index, "transform … using", "file");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (studio_sql_reading_is_word (self, index, formats[i]) &&
        studio_sql_reading_is_symbol (self, index + 1, '.') &&
        path->kind == STUDIO_SQL_LEXEME_NAME &&
        memchr (self->sql + path->start, '/', path->end - path->start) != NULL)
      return refuse_call (self, index, formats[i], "file");
  return NULL;
}

StudioFinding *
studio_sql_gate_name (const StudioSqlReading *self, guint index)
{
  const StudioSqlLexeme *lexeme = studio_sql_reading_get (self, index);
  gboolean dotted = index > 0 && studio_sql_reading_is_symbol (self, index - 1, '.');
  g_autofree char *name = dup_lower (self, index);
  StudioFinding *refusal = check_secret (self, index, name);

  if (refusal == NULL && lexeme->kind == STUDIO_SQL_LEXEME_WORD)
    refusal = check_word (self, index, name, dotted);
  if (refusal == NULL && studio_sql_reading_is_symbol (self, index + 1, '('))
    refusal = check_call (self, index, name, dotted);
  if (refusal == NULL &&
      (self->dialect == STUDIO_DIALECT_SPARK || self->dialect == STUDIO_DIALECT_UNKNOWN))
    refusal = check_spark (self, index);
  return refusal;
}
