/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-diff.h"
#include "sql/studio-sql-format.h"
#include "sql/studio-sql-tokens.h"

#include "studio-test-corpus.h"

#include <string.h>

/* PostgreSQL's own scanner sees the same tokens, spelt the same. */
static gboolean
same_tokens (const char *before, const char *after)
{
  g_autoptr (StudioSqlTokens) a = studio_sql_tokens_scan (before);
  g_autoptr (StudioSqlTokens) b = studio_sql_tokens_scan (after);

  if (a == NULL || b == NULL)
    return a == b && strcmp (before, after) == 0;
  if (studio_sql_tokens_get_length (a) != studio_sql_tokens_get_length (b))
    return FALSE;
  for (guint i = 0; i < studio_sql_tokens_get_length (a); i++)
    {
      g_autofree char *first = studio_sql_tokens_dup_text (a, i);
      g_autofree char *second = studio_sql_tokens_dup_text (b, i);

      if (strcmp (first, second) != 0 ||
          studio_sql_tokens_get (a, i)->kind != studio_sql_tokens_get (b, i)->kind)
        return FALSE;
    }
  return TRUE;
}

/* Formatting keeps the tokens of every statement there is, and formatting again changes nothing. */
static void
test_tokens (gconstpointer path)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (path);

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      StudioDialect dialect =
          studio_enum_from_nick (STUDIO_TYPE_DIALECT, studio_test_case_get (test_case, "dialect"),
                                 STUDIO_DIALECT_POSTGRESQL);
      g_autofree char *once = studio_sql_format (test_case->sql, dialect);
      g_autofree char *twice = studio_sql_format (once, dialect);

      if (dialect == STUDIO_DIALECT_POSTGRESQL && !same_tokens (test_case->sql, once))
        {
          g_test_message ("%s:%u: other tokens:\n%s", test_case->file, test_case->line, once);
          g_test_fail ();
        }
      if (strcmp (once, twice) != 0)
        {
          g_test_message ("%s:%u: not stable:\n%s\n%s", test_case->file, test_case->line, once,
                          twice);
          g_test_fail ();
        }
    }
}

/* What a layout looks like, by example. */
static void
test_layout (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/formatted.sql");

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      g_auto (GStrv) lines = g_strsplit (test_case->sql, "\n", -1);
      g_autoptr (GString) flat = g_string_new (NULL);
      g_autofree char *formatted = NULL;

      for (guint k = 0; lines[k] != NULL; k++)
        g_string_append_printf (flat, "%s%s", g_strstrip (lines[k]),
                                strstr (lines[k], "--") != NULL ? "\n" : " ");
      formatted = studio_sql_format (flat->str, STUDIO_DIALECT_POSTGRESQL);
      g_assert_cmpstr (formatted, ==, test_case->sql);
    }
}

static void
assert_diff (const char *before, const char *after, const char *expected)
{
  g_autoptr (GPtrArray) spans = studio_sql_diff (before, after, STUDIO_DIALECT_POSTGRESQL);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const StudioSqlDiffSpan *span = g_ptr_array_index (spans, i);

      if (span->kind != STUDIO_SQL_DIFF_ADDED)
        g_string_append (first, span->text);
      if (span->kind != STUDIO_SQL_DIFF_REMOVED)
        g_string_append (second, span->text);
      g_string_append_printf (shown, "%c%s|", "=-+"[span->kind], span -> text);
    }
  g_assert_cmpstr (first->str, ==, before);
  g_assert_cmpstr (second->str, ==, after);
  if (expected != NULL)
    g_assert_cmpstr (shown->str, ==, expected);
}

static void
test_diff (void)
{
  g_autofree char *long_text = NULL;
  g_autoptr (GString) other = g_string_new (NULL);

  assert_diff ("", "", "");
  assert_diff ("SELECT 1", "SELECT 1", "=SELECT 1|");
  assert_diff ("SELECT a / b", "SELECT a / NULLIF(b, 0)", "=SELECT a / |+NULLIF(|=b|+, 0)|");
  assert_diff ("SELECT a FROM t", "SELECT b FROM t", "=SELECT |-a|+b|= FROM t|");
  assert_diff ("SELECT a b FROM t", "SELECT c d FROM t", "=SELECT |-a b|+c d|= FROM t|");
  assert_diff ("SELECT IFNULL(a, 0) x", "SELECT COALESCE(a, 0) x",
               "=SELECT |-IFNULL|+COALESCE|=(a, 0) x|");
  assert_diff ("", "SELECT 1", "+SELECT 1|");
  assert_diff ("SELECT 1", "", "-SELECT 1|");
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (other, "%u%c", i * 7919 % 3001, i % 3 == 0 ? '\n' : ' ');
  long_text = g_strreverse (g_strdup (other->str));
  assert_diff (other->str, long_text, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/sql/format/right", "sql/right.sql", test_tokens);
  g_test_add_data_func ("/sql/format/attacks", "sql/attacks.sql", test_tokens);
  g_test_add_data_func ("/sql/format/harmless", "sql/harmless.sql", test_tokens);
  g_test_add_data_func ("/sql/format/formatted", "sql/formatted.sql", test_tokens);
  g_test_add_func ("/sql/format/layout", test_layout);
  g_test_add_func ("/sql/format/diff", test_diff);
  return g_test_run ();
}
