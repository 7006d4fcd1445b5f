/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-clean.h"

#include "studio-test-corpus.h"

#include <string.h>

static void
assert_cleaned (StudioDialect dialect, const char *sql, const char *expected)
{
  StudioFinding *refusal = NULL;
  g_autofree char *cleaned = studio_sql_clean (sql, dialect, &refusal);
  g_autofree char *again = NULL;

  g_assert_null (refusal);
  g_assert_cmpstr (cleaned, ==, expected);
  again = studio_sql_clean (cleaned, dialect, &refusal);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_cleaned (void)
{
  static const struct
  {
    const char *sql;
    const char *expected;
  } cases[] = {
    { "SELECT 1", "SELECT 1" },
    { "\n  SELECT 1\n", "\n  SELECT 1\n" },
    { "SELECT 1;", "SELECT 1" },
    { "SELECT 1 ; -- done\n", "SELECT 1" },
    { "SELECT 1;; /* a */ ;\n", "SELECT 1" },
    { "SELECT 1 -- a; b\n;", "SELECT 1 -- a; b" },
    { "SELECT 1 -- a; b", "SELECT 1 -- a; b" },
    { "SELECT ';'", "SELECT ';'" },
    { ";WITH a AS (SELECT 1) SELECT * FROM a", "WITH a AS (SELECT 1) SELECT * FROM a" },
    { "SELECT 1; SELECT 2;", "SELECT 1; SELECT 2" },
    { "```sql\nSELECT 1;\n```", "SELECT 1" },
    { "```\nSELECT 1\n```\n", "SELECT 1" },
    { "~~~sql\nSELECT 1\n~~~", "SELECT 1" },
    { "```postgresql\nSELECT 1", "SELECT 1" },
    { "```SELECT 1;```", "SELECT 1" },
    { "```sql SELECT 1```", "SELECT 1" },
    { "Here is the query:\n\n```sql\nSELECT '```' FROM t;\n```\nIt counts.",
      "SELECT '```' FROM t" },
    { "SQL: SELECT 1", "SELECT 1" },
    { "**SQL query:** SELECT 1", "SELECT 1" },
    { "Corrected SQL:\nSELECT 1", "SELECT 1" },
    { "sql\nSELECT 1", "SELECT 1" },
    { "`SELECT 1`", "SELECT 1" },
    { "SELECT “a”, ‘b’ FROM “t”", "SELECT \"a\", 'b' FROM \"t\"" },
    { "SELECT 'it’s “so”' AS \"“x”\" -- ‘y’\n", "SELECT 'it’s “so”' AS \"“x”\" -- ‘y’\n" },
    { "SELECT ‘a b’, $$‘c’$$, E'\\'‘d’'", "SELECT 'a b', $$‘c’$$, E'\\'‘d’'" },
    { "\xEF\xBB\xBFSELECT\xC2\xA0"
      "1",
      "SELECT 1" },
    { "SEL\xE2\x80\x8B"
      "ECT a\xE2\x80\x8B FROM t",
      "SELECT a FROM t" },
    { "SELECT 'a\xC2\xA0"
      "b\xE2\x80\x8B'",
      "SELECT 'a\xC2\xA0"
      "b\xE2\x80\x8B'" },
    { "SELECT a – b FROM t WHERE c ≥ 1 AND d ≠ 2", "SELECT a - b FROM t WHERE c >= 1 AND d <> 2" },
    { "SELECT count（*） FROM t；", "SELECT count(*) FROM t" },
    { "SELECT a → b FROM t", "SELECT a → b FROM t" },
    { "SELECT größe, 名前 FROM straße", "SELECT größe, 名前 FROM straße" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_cleaned (STUDIO_DIALECT_POSTGRESQL, cases[i].sql, cases[i].expected);
  assert_cleaned (STUDIO_DIALECT_MYSQL, "SELECT `a` FROM `t`;", "SELECT `a` FROM `t`");
  assert_cleaned (STUDIO_DIALECT_MYSQL, "SELECT 'it\\'s ‘x’; ' # ; y\n;",
                  "SELECT 'it\\'s ‘x’; ' # ; y");
  assert_cleaned (STUDIO_DIALECT_SQLSERVER, "SELECT [a;‘b’] FROM t;", "SELECT [a;‘b’] FROM t");
}

static void
assert_refused (const char *sql, gssize length, const char *id)
{
  StudioFinding *refusal = NULL;

  g_assert_null (studio_sql_clean_bytes (sql, length, STUDIO_DIALECT_POSTGRESQL, &refusal));
  g_assert_nonnull (refusal);
  g_assert_cmpstr (refusal->id, ==, id);
  g_assert_cmpint (refusal->error_class, ==, STUDIO_ERROR_CLASS_SYNTAX);
  studio_finding_free (refusal);
}

static char *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_refused (void)
{
  g_autofree char *long_text = repeat ("/* aaaaaaaaaaaaaaaa */", 3000);
  g_autofree char *many_tokens = repeat ("1+", STUDIO_SQL_MAX_TOKENS / 2);
  g_autofree char *sum = g_strconcat ("SELECT ", many_tokens, "1", NULL);
  g_autofree char *literal = g_strnfill (STUDIO_SQL_MAX_BYTES - 100, 'x');
  g_autofree char *fits = g_strconcat ("SELECT '", literal, "'", NULL);

  assert_refused (NULL, -1, "empty-statement");
  assert_refused ("", -1, "empty-statement");
  assert_refused (" \n-- nothing\n", -1, "empty-statement");
  assert_refused (";", -1, "empty-statement");
  assert_refused ("```sql\n```", -1, "empty-statement");
  assert_refused ("SELECT 1\0; DELETE FROM t", 24, "invalid-text");
  assert_refused ("SELECT '\xFF'", -1, "invalid-text");
  assert_refused ("SELECT '\xC3", -1, "invalid-text");
  assert_refused (long_text, -1, "too-long");
  assert_refused (sum, -1, "too-long");
  assert_cleaned (STUDIO_DIALECT_POSTGRESQL, fits, fits);
}

/* Statements that are right come out byte for byte as they went in, and cleaning twice is cleaning
 * once. */
static void
test_corpus (gconstpointer path)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (path);
  gboolean right = strstr (path, "right") != NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      StudioDialect dialect =
          studio_enum_from_nick (STUDIO_TYPE_DIALECT, studio_test_case_get (test_case, "dialect"),
                                 STUDIO_DIALECT_POSTGRESQL);
      StudioFinding *refusal = NULL;
      g_autofree char *once = studio_sql_clean (test_case->sql, dialect, &refusal);
      g_autofree char *twice = NULL;

      if (once == NULL)
        {
          g_assert_false (right);
          studio_finding_free (refusal);
          continue;
        }
      if (right)
        g_assert_cmpstr (once, ==, test_case->sql);
      twice = studio_sql_clean (once, dialect, &refusal);
      g_assert_cmpstr (twice, ==, once);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/clean/cleaned", test_cleaned);
  g_test_add_func ("/sql/clean/refused", test_refused);
  g_test_add_data_func ("/sql/clean/right", "sql/right.sql", test_corpus);
  g_test_add_data_func ("/sql/clean/harmless", "sql/harmless.sql", test_corpus);
  g_test_add_data_func ("/sql/clean/attacks", "sql/attacks.sql", test_corpus);
  return g_test_run ();
}
