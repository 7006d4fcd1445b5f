/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/lint/studio-sql-near-miss.h"

#include <pg_query.h>
#include <string.h>

#include "sql/studio-sql-tokens.h"

#define MAX_WORD 64

/* Whether two names are equal but for case and “_”. */
static gboolean
same_letters (const char *a, const char *b)
{
  for (;;)
    {
      while (*a == '_')
        a++;
      while (*b == '_')
        b++;
      if (g_ascii_tolower (*a) != g_ascii_tolower (*b))
        return FALSE;
      if (*a == '\0')
        return TRUE;
      a++;
      b++;
    }
}

/* Optimal string alignment distance in bytes: a swap of neighbours counts once. */
static guint
distance (const char *a, const char *b)
{
  guint before[MAX_WORD + 1] = { 0 }, last[MAX_WORD + 1], row[MAX_WORD + 1];
  guint n = strlen (a), m = strlen (b);

  if (n > MAX_WORD || m > MAX_WORD)
    return G_MAXUINT;
  for (guint k = 0; k <= m; k++)
    last[k] = k;
  for (guint i = 1; i <= n; i++)
    {
      row[0] = i;
      for (guint k = 1; k <= m; k++)
        {
          row[k] = MIN (MIN (last[k] + 1, row[k - 1] + 1), last[k - 1] + (a[i - 1] != b[k - 1]));
          if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
            row[k] = MIN (row[k], before[k - 2] + 1);
        }
      memcpy (before, last, sizeof before);
      memcpy (last, row, sizeof last);
    }
  return last[m];
}

static gboolean
is_plural (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);

  return (n == m + 1 && a[n - 1] == 's' && strncmp (a, b, m) == 0) ||
         (m == n + 1 && b[m - 1] == 's' && strncmp (a, b, n) == 0);
}

static gboolean
has_digit (const char *word)
{
  for (; *word != '\0'; word++)
    if (g_ascii_isdigit (*word))
      return TRUE;
  return FALSE;
}

static gboolean
similar_word (const StudioSqlSchema *schema, const char *word, const char *candidate)
{
  if (has_digit (word) || has_digit (candidate))
    return FALSE;
  if (is_plural (word, candidate))
    return TRUE;
  if (schema != NULL && studio_sql_schema_has_word (schema, word))
    return FALSE;
  return distance (word, candidate) <= (strlen (word) <= 4 ? 1 : 2);
}

/* The same words but one, which is nearly the same. */
static gboolean
similar_words (const StudioSqlSchema *schema, GStrv words, const char *candidate)
{
  g_autofree char *folded = g_ascii_strdown (candidate, -1);
  g_auto (GStrv) others = g_strsplit (folded, "_", -1);
  guint n = g_strv_length (words), different = 0, at = 0;

  if (g_strv_length (others) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i], others[i]) != 0)
      {
        different++;
        at = i;
      }
  return different == 1 && similar_word (schema, words[at], others[at]);
}

const char *
studio_sql_near_miss (const StudioSqlSchema *schema, const char *name, GPtrArray *candidates)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_auto (GStrv) words = g_strsplit (folded, "_", -1);
  const char *found = NULL;
  guint n_same = 0, n_similar = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const char *candidate = g_ptr_array_index (candidates, i);

      if (same_letters (name, candidate))
        {
          found = candidate;
          n_same++;
        }
      else if (n_same == 0 && similar_words (schema, words, candidate))
        {
          found = candidate;
          n_similar++;
        }
    }
  return n_same == 1 || (n_same == 0 && n_similar == 1) ? found : NULL;
}

char *
studio_sql_quote_name (const char *name)
{
  gboolean plain = g_ascii_islower (name[0]) || name[0] == '_' || (guchar) name[0] >= 0x80;
  g_autoptr (StudioSqlTokens) tokens = NULL;
  GString *quoted;

  for (const char *c = name; *c != '\0' && plain; c++)
    plain = g_ascii_islower (*c) || g_ascii_isdigit (*c) || *c == '_' || (guchar) *c >= 0x80;
  if (plain)
    {
      tokens = studio_sql_tokens_scan (name);
      plain =
          tokens != NULL && studio_sql_tokens_get_length (tokens) == 1 &&
          studio_sql_tokens_get (tokens, 0)->keyword <= PG_QUERY__KEYWORD_KIND__UNRESERVED_KEYWORD;
    }
  if (plain)
    return g_strdup (name);
  quoted = g_string_new ("\"");
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}
