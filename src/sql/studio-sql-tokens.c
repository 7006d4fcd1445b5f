/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-tokens.h"

#include <pg_query.h>
#include <string.h>

struct _StudioSqlTokens
{
  gatomicrefcount references;
  char *sql;
  StudioSqlToken *tokens;
  guint length;
};

static void
tokens_unref (gpointer data)
{
  StudioSqlTokens *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->sql);
  g_free (self->tokens);
  g_free (self);
}

/* Cleaning, repairing and linting scan one text after the other: the last one that a thread has
 * scanned is kept for it. */
static GPrivate last_tokens = G_PRIVATE_INIT (tokens_unref);

static StudioSqlTokens *
tokens_ref (StudioSqlTokens *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static StudioSqlTokens *
tokens_new (const char *sql, const PgQuery__ScanResult *unpacked)
{
  StudioSqlTokens *self = g_new0 (StudioSqlTokens, 1);

  g_atomic_ref_count_init (&self->references);
  self->sql = g_strdup (sql);
  self->length = unpacked->n_tokens;
  self->tokens = g_new0 (StudioSqlToken, MAX (1, self->length));
  for (guint i = 0; i < self->length; i++)
    {
      const PgQuery__ScanToken *token = unpacked->tokens[i];

      self->tokens[i] =
          (StudioSqlToken){ token->token, token->keyword_kind, token->start, token->end };
    }
  return self;
}

StudioSqlTokens *
studio_sql_tokens_scan (const char *sql)
{
  StudioSqlTokens *self = g_private_get (&last_tokens);
  PgQuery__ScanResult *unpacked = NULL;
  PgQueryScanResult scan;

  g_return_val_if_fail (sql != NULL, NULL);

  if (self != NULL && strcmp (self->sql, sql) == 0)
    return tokens_ref (self);
  scan = pg_query_scan (sql);
  if (scan.error == NULL)
    unpacked = pg_query__scan_result__unpack (NULL, scan.pbuf.len, (const guint8 *) scan.pbuf.data);
  pg_query_free_scan_result (scan);
  if (unpacked == NULL)
    return NULL;
  self = tokens_new (sql, unpacked);
  pg_query__scan_result__free_unpacked (unpacked, NULL);
  g_private_replace (&last_tokens, tokens_ref (self));
  return self;
}

void
studio_sql_tokens_free (StudioSqlTokens *self)
{
  if (self != NULL)
    tokens_unref (self);
}

const char *
studio_sql_tokens_get_sql (const StudioSqlTokens *self)
{
  return self->sql;
}

guint
studio_sql_tokens_get_length (const StudioSqlTokens *self)
{
  return self->length;
}

const StudioSqlToken *
studio_sql_tokens_get (const StudioSqlTokens *self, guint index)
{
  g_return_val_if_fail (index < self->length, NULL);
  return &self->tokens[index];
}

char *
studio_sql_tokens_dup_text (const StudioSqlTokens *self, guint index)
{
  const StudioSqlToken *token = studio_sql_tokens_get (self, index);

  return token != NULL ? g_strndup (self->sql + token->start, token->end - token->start) : NULL;
}

gboolean
studio_sql_tokens_equal (const StudioSqlTokens *self, guint index, const char *text)
{
  const StudioSqlToken *token;
  gsize length = strlen (text);

  if (index >= self->length)
    return FALSE;
  token = &self->tokens[index];
  return token->end - token->start == length &&
         g_ascii_strncasecmp (self->sql + token->start, text, length) == 0;
}

guint
studio_sql_tokens_find (const StudioSqlTokens *self, gsize offset)
{
  guint low = 0, high = self->length;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->tokens[middle].end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
studio_sql_tokens_match (const StudioSqlTokens *self, guint index)
{
  int depth = 0;

  for (guint i = index; i < self->length; i++)
    {
      int kind = self->tokens[i].kind;

      if (kind == '(' || kind == '[')
        depth++;
      else if (kind == ')' || kind == ']')
        depth--;
      if (depth <= 0)
        return depth == 0 && i > index ? i : G_MAXUINT;
    }
  return G_MAXUINT;
}

gboolean
studio_sql_token_is_comment (const StudioSqlToken *token)
{
  return token->kind == PG_QUERY__TOKEN__SQL_COMMENT || token->kind == PG_QUERY__TOKEN__C_COMMENT;
}
