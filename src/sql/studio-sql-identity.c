/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-identity.h"

#include "sql/dialect/studio-sql-lexemes.h"
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

/* Words in one case, one blank between tokens, no comments. */
char *
_studio_sql_key_from_lexemes (const char *sql, StudioDialect dialect, gboolean weak)
{
  g_autoptr (GArray) lexemes =
      studio_sql_lexemes_scan (sql, studio_sql_syntax_for_dialect (dialect));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lexemes->len; i++)
    {
      const StudioSqlLexeme *lexeme = &g_array_index (lexemes, StudioSqlLexeme, i);
      gsize start = text->len;

      if (lexeme->unterminated)
        return NULL;
      if (lexeme->kind == STUDIO_SQL_LEXEME_COMMENT)
        continue;
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
