/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-identity.h"

#include "studio-test-corpus.h"

static StudioDialect
split_verdict (const char *text, char **verdict)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);

  *verdict = g_strdup (parts[1] != NULL ? parts[1] : parts[0]);
  return parts[1] != NULL
             ? studio_enum_from_nick (STUDIO_TYPE_DIALECT, parts[0], STUDIO_DIALECT_UNKNOWN)
             : STUDIO_DIALECT_POSTGRESQL;
}

static const char *
compare (const char *a, const char *b, StudioDialect dialect)
{
  g_autofree char *key_a = studio_sql_key (a, dialect);
  g_autofree char *key_b = studio_sql_key (b, dialect);
  g_autofree char *weak_a = studio_sql_weak_key (a, dialect);
  g_autofree char *weak_b = studio_sql_weak_key (b, dialect);

  g_assert_nonnull (key_a);
  g_assert_nonnull (weak_a);
  if (g_strcmp0 (key_a, key_b) == 0)
    return g_strcmp0 (weak_a, weak_b) == 0 ? "same" : "same, but weakly different";
  return g_strcmp0 (weak_a, weak_b) == 0 ? "weak" : "different";
}

static void
test_pairs (void)
{
  g_autofree char *name =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "sql", "identity.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (name, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], " | ", 3);
      g_autofree char *verdict = NULL;
      StudioDialect dialect;
      const char *found;

      if (*lines[i] == '#' || g_strv_length (cells) != 3)
        continue;
      dialect = split_verdict (cells[0], &verdict);
      found = compare (cells[1], cells[2], dialect);
      if (!g_str_equal (found, verdict))
        {
          g_test_message ("identity.txt:%u: %s: %s", i + 1, found, lines[i]);
          g_test_fail ();
        }
    }
}

/* Two different statements of the corpus never share a key. */
static void
test_corpus (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/right.sql");
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) weak = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      char *key = studio_sql_key (test_case->sql, STUDIO_DIALECT_POSTGRESQL);
      char *weak_key = studio_sql_weak_key (test_case->sql, STUDIO_DIALECT_POSTGRESQL);

      if (g_hash_table_contains (keys, key) || g_hash_table_contains (weak, weak_key))
        {
          g_test_message ("%s:%u: another one has its key", test_case->file, test_case->line);
          g_test_fail ();
        }
      g_hash_table_add (keys, key);
      g_hash_table_add (weak, weak_key);
    }
}

static void
test_unreadable (void)
{
  g_assert_null (studio_sql_key ("SELECT FROM WHERE", STUDIO_DIALECT_POSTGRESQL));
  g_assert_null (studio_sql_weak_key ("", STUDIO_DIALECT_MYSQL));
  g_assert_null (studio_sql_key ("SELECT 'x", STUDIO_DIALECT_MYSQL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/identity/pairs", test_pairs);
  g_test_add_func ("/sql/identity/corpus", test_corpus);
  g_test_add_func ("/sql/identity/unreadable", test_unreadable);
  return g_test_run ();
}
