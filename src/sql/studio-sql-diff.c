/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-diff.h"

#include "sql/dialect/studio-sql-lexemes.h"

#include <string.h>

/* A token, or the blanks between two. */
typedef struct
{
  const char *text;
  gsize length;
} Token;

typedef struct
{
  GPtrArray *spans;
  GString *same;
  GString *removed;
  GString *added;
} Writer;

void
studio_sql_diff_span_free (StudioSqlDiffSpan *self)
{
  g_free (self->text);
  g_free (self);
}

static void
add_token (GArray *tokens, const char *sql, gsize start, gsize end)
{
  Token token = { sql + start, end - start };

  if (end > start)
    g_array_append_val (tokens, token);
}

static GArray *
split (const char *sql, StudioDialect dialect)
{
  g_autoptr (GArray) lexemes =
      studio_sql_lexemes_scan (sql, studio_sql_syntax_for_dialect (dialect));
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  gsize at = 0;

  for (guint i = 0; i < lexemes->len; i++)
    {
      const StudioSqlLexeme *lexeme = &g_array_index (lexemes, StudioSqlLexeme, i);

      add_token (tokens, sql, at, lexeme->start);
      add_token (tokens, sql, lexeme->start, lexeme->end);
      at = lexeme->end;
    }
  add_token (tokens, sql, at, strlen (sql));
  return tokens;
}

static gboolean
equal (const Token *a, const Token *b)
{
  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static void
add_span (Writer *self, StudioSqlDiffKind kind, GString *text)
{
  StudioSqlDiffSpan *span;

  if (text->len == 0)
    return;
  span = g_new0 (StudioSqlDiffSpan, 1);
  span->kind = kind;
  span->text = g_strdup (text->str);
  g_ptr_array_add (self->spans, span);
  g_string_truncate (text, 0);
}

static void
flush_change (Writer *self)
{
  add_span (self, STUDIO_SQL_DIFF_REMOVED, self->removed);
  add_span (self, STUDIO_SQL_DIFF_ADDED, self->added);
}

/* Blanks alone between two changes are part of one change: it reads better than single words. */
static void
flush_same (Writer *self)
{
  gboolean pending = self->removed->len > 0 || self->added->len > 0;

  if (self->same->len == 0)
    return;
  if (pending && is_blank (self->same->str))
    {
      g_string_append (self->removed, self->same->str);
      g_string_append (self->added, self->same->str);
      g_string_truncate (self->same, 0);
      return;
    }
  flush_change (self);
  add_span (self, STUDIO_SQL_DIFF_SAME, self->same);
}

static void
put (Writer *self, StudioSqlDiffKind kind, const Token *tokens, guint n)
{
  GString *text = kind == STUDIO_SQL_DIFF_SAME      ? self->same
                  : kind == STUDIO_SQL_DIFF_REMOVED ? self->removed
                                                    : self->added;

  if (n > 0 && kind != STUDIO_SQL_DIFF_SAME)
    flush_same (self);
  for (guint i = 0; i < n; i++)
    g_string_append_len (text, tokens[i].text, tokens[i].length);
}

/* The length of the longest common subsequence of all of @a and each beginning of @b; with
 * @backwards of each ending. One row of the usual table is enough. */
static guint *
measure (const Token *a, guint n_a, const Token *b, guint n_b, gboolean backwards)
{
  guint *row = g_new0 (guint, n_b + 1);

  for (guint i = 0; i < n_a; i++)
    {
      const Token *token = backwards ? &a[n_a - 1 - i] : &a[i];
      guint diagonal = 0;

      for (guint k = 1; k <= n_b; k++)
        {
          const Token *other = backwards ? &b[n_b - k] : &b[k - 1];
          guint above = row[k];

          row[k] = equal (token, other) ? diagonal + 1 : MAX (above, row[k - 1]);
          diagonal = above;
        }
    }
  return row;
}

/* Hirschberg's algorithm (Communications of the ACM 18, 1975): halves @a, finds where @b is to be
 * cut, and goes on with both parts, so that memory stays small. */
static void
compare (Writer *self, const Token *a, guint n_a, const Token *b, guint n_b)
{
  guint start = 0, end = 0;

  while (start < n_a && start < n_b && equal (&a[start], &b[start]))
    start++;
  while (end < n_a - start && end < n_b - start && equal (&a[n_a - 1 - end], &b[n_b - 1 - end]))
    end++;
  put (self, STUDIO_SQL_DIFF_SAME, a, start);
  {
    const Token *rest_a = a + start, *rest_b = b + start;
    guint left_a = n_a - start - end, left_b = n_b - start - end;

    if (left_a > 1 && left_b > 1)
      {
        guint half = left_a / 2, cut = 0;
        g_autofree guint *before = measure (rest_a, half, rest_b, left_b, FALSE);
        g_autofree guint *after = measure (rest_a + half, left_a - half, rest_b, left_b, TRUE);

        for (guint k = 1; k <= left_b; k++)
          if (before[k] + after[left_b - k] > before[cut] + after[left_b - cut])
            cut = k;
        compare (self, rest_a, half, rest_b, cut);
        compare (self, rest_a + half, left_a - half, rest_b + cut, left_b - cut);
      }
    else
      {
        guint same_a = 0, same_b = 0;
        gboolean found = FALSE;

        for (guint i = 0; i < left_a && !found; i++)
          for (guint k = 0; k < left_b && !found; k++)
            if (equal (&rest_a[i], &rest_b[k]))
              {
                same_a = i;
                same_b = k;
                found = TRUE;
              }
        put (self, STUDIO_SQL_DIFF_REMOVED, rest_a, found ? same_a : left_a);
        put (self, STUDIO_SQL_DIFF_ADDED, rest_b, found ? same_b : left_b);
        if (found)
          {
            put (self, STUDIO_SQL_DIFF_SAME, rest_a + same_a, 1);
            put (self, STUDIO_SQL_DIFF_REMOVED, rest_a + same_a + 1, left_a - same_a - 1);
            put (self, STUDIO_SQL_DIFF_ADDED, rest_b + same_b + 1, left_b - same_b - 1);
          }
      }
  }
  put (self, STUDIO_SQL_DIFF_SAME, a + n_a - end, end);
}

GPtrArray *
studio_sql_diff (const char *before, const char *after, StudioDialect dialect)
{
  g_autoptr (GArray) a = split (before != NULL ? before : "", dialect);
  g_autoptr (GArray) b = split (after != NULL ? after : "", dialect);
  g_autoptr (GString) same = g_string_new (NULL);
  g_autoptr (GString) removed = g_string_new (NULL);
  g_autoptr (GString) added = g_string_new (NULL);
  Writer self = { g_ptr_array_new_with_free_func ((GDestroyNotify) studio_sql_diff_span_free), same,
                  removed, added };

  compare (&self, (const Token *) (gpointer) a->data, a->len, (const Token *) (gpointer) b->data,
           b->len);
  flush_same (&self);
  flush_change (&self);
  return self.spans;
}
