/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-identity.h"

#include "sql/dialect/studio-sql-reading.h"
#include "sql/studio-sql-canonical.h"
#include "sql/studio-sql-clean.h"
#include "sql/studio-sql-identity-private.h"

/* Half of a SHA-256: short enough for a card's description, and no two statements will ever share
 * one by chance. */
#define KEY_LENGTH 32

static char *
hash (const GString *bytes)
{
  char *key =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes->str, bytes->len);

  key[KEY_LENGTH] = '\0';
  return key;
}

char *
_studio_sql_key_from_tree (const StudioSqlTree *tree, gboolean weak)
{
  g_autoptr (GString) canonical = studio_sql_canonical (tree, weak);

  return hash (canonical);
}

/* Where @word stands in the outermost query, from @start on; the number of lexemes when nowhere. */
static guint
find_word (const StudioSqlReading *reading, guint start, const char *word)
{
  int depth = 0;

  for (guint i = start; i < reading->lexemes->len; i++)
    {
      depth += studio_sql_reading_is_symbol (reading, i, '(') -
               studio_sql_reading_is_symbol (reading, i, ')');
      if (depth == 0 && studio_sql_reading_is_word (reading, i, word))
        return i;
    }
  return reading->lexemes->len;
}

/* ORDER BY sorts all rows when it is the last clause and nothing cuts them off. */
static void
forget_order (const StudioSqlReading *reading)
{
  static const char *const cuts[] = { "limit", "fetch", "offset", "top", "distinct", "for" };
  guint order = find_word (reading, 0, "order");

  if (order >= reading->lexemes->len)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    if (find_word (reading, 0, cuts[i]) < reading->lexemes->len)
      return;
  g_array_set_size (reading->lexemes, order);
}

static guint
count_name (const StudioSqlReading *reading, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < reading->lexemes->len; i++)
    if (studio_sql_reading_is_name (reading, i))
      {
        g_autofree char *other = studio_sql_reading_dup_name (reading, i);

        n += g_ascii_strcasecmp (other, name) == 0;
      }
  return n;
}

/* “AS x” of the outermost list, when nothing else is called x. */
static void
forget_names (const StudioSqlReading *reading)
{
  guint i = find_word (reading, 0, "select");
  guint from = find_word (reading, i, "from");

  while ((i = find_word (reading, i + 1, "as")) < from && i + 1 < from)
    {
      g_autofree char *name = studio_sql_reading_dup_name (reading, i + 1);

      if (studio_sql_reading_is_name (reading, i + 1) && count_name (reading, name) == 1)
        {
          g_array_remove_range (reading->lexemes, i, 2);
          from -= 2;
          i--;
        }
    }
}

static void
forget_looks (const StudioSqlReading *reading)
{
  forget_order (reading);
  forget_names (reading);
}

/* Words in one case, one blank between tokens, no comments. */
char *
_studio_sql_key_from_lexemes (const char *sql, StudioDialect dialect, gboolean weak)
{
  StudioSqlReading reading = { sql, dialect, NULL };
  g_autoptr (GArray) lexemes = studio_sql_reading_scan (sql, dialect);
  g_autoptr (GString) text = g_string_new (NULL);

  reading.lexemes = lexemes;
  if (lexemes->len > 0 && studio_sql_reading_get (&reading, lexemes->len - 1)->unterminated)
    return NULL;
  if (weak)
    forget_looks (&reading);
  for (guint i = 0; i < lexemes->len; i++)
    {
      const StudioSqlLexeme *lexeme = studio_sql_reading_get (&reading, i);
      gsize start = text->len;

      g_string_append_len (text, sql + lexeme->start, lexeme->end - lexeme->start);
      if (lexeme->kind == STUDIO_SQL_LEXEME_WORD)
        for (gsize k = start; k < text->len; k++)
          text->str[k] = g_ascii_tolower (text->str[k]);
      g_string_append_c (text, ' ');
    }
  return text->len > 0 ? hash (text) : NULL;
}

static char *
make_key (const char *sql, StudioDialect dialect, gboolean weak)
{
  StudioFinding *refusal = NULL;
  g_autofree char *cleaned = studio_sql_clean (sql, dialect, &refusal);
  g_autoptr (StudioSqlTree) tree = NULL;

  g_clear_pointer (&refusal, studio_finding_free);
  if (cleaned == NULL)
    return NULL;
  if (studio_dialect_is_postgresql_family (dialect))
    tree = studio_sql_tree_parse (cleaned, NULL, NULL);
  if (tree != NULL)
    return _studio_sql_key_from_tree (tree, weak);
  return dialect != STUDIO_DIALECT_POSTGRESQL
             ? _studio_sql_key_from_lexemes (cleaned, dialect, weak)
             : NULL;
}

char *
studio_sql_key (const char *sql, StudioDialect dialect)
{
  g_return_val_if_fail (sql != NULL, NULL);
  return make_key (sql, dialect, FALSE);
}

char *
studio_sql_weak_key (const char *sql, StudioDialect dialect)
{
  g_return_val_if_fail (sql != NULL, NULL);
  return make_key (sql, dialect, TRUE);
}
