/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/repair/studio-sql-abbreviations.h"

#include "core/studio-resource.h"

#include <gio/gio.h>
#include <string.h>

/* The group that a word belongs to, by its first word. */
static gpointer
load (gpointer data)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text =
      studio_resource_read_text ("/org/example/KpiStudio/engine/sql/abbreviations.txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = *lines[i] != '#' ? g_strsplit (lines[i], " ", -1) : NULL;

      for (guint k = 0; words != NULL && words[k] != NULL; k++)
        g_hash_table_insert (groups, g_strdup (words[k]), g_strdup (words[0]));
    }
  return groups;
}

/* Whether one of two words is the other’s past: order, ordered. */
static gboolean
is_past (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);

  if (n < m)
    return is_past (b, a);
  return n > 3 && strncmp (a, b, m) == 0 &&
         (g_str_equal (a + m, "ed") || (g_str_equal (a + m, "d") && b[m - 1] == 'e'));
}

gboolean
studio_sql_abbreviations_equal (const char *a, const char *b, gboolean *time)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *groups = g_once (&once, load, NULL);
  g_autofree char *folded_a = g_ascii_strdown (a, -1);
  g_autofree char *folded_b = g_ascii_strdown (b, -1);
  g_auto (GStrv) words_a = g_strsplit (folded_a, "_", -1);
  g_auto (GStrv) words_b = g_strsplit (folded_b, "_", -1);
  const char *group = NULL;
  gboolean past = FALSE;
  guint n = g_strv_length (words_a);

  *time = FALSE;
  if (n != g_strv_length (words_b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const char *own = g_hash_table_lookup (groups, words_a[i]);
      const char *other = g_hash_table_lookup (groups, words_b[i]);

      if (g_str_equal (words_a[i], words_b[i]))
        continue;
      past = past || is_past (words_a[i], words_b[i]);
      if (is_past (words_a[i], words_b[i]))
        continue;
      if (group != NULL || own == NULL || g_strcmp0 (own, other) != 0)
        return FALSE;
      group = own;
    }
  *time = g_strcmp0 (group, "date") == 0;
  /* A column called just “at” could be any time. */
  return group != NULL && (n > 1 || !*time) && (*time || !past);
}
