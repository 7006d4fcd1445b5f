/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-repair.h"

#include "sql/studio-sql-tree.h"
#include "studio-test-corpus.h"

static void
fail (const StudioTestCase *test_case, const char *what, const char *found)
{
  g_test_message ("%s:%u: %s\n%s", test_case->file, test_case->line, what, found);
  g_test_fail ();
}

static gboolean
parses (const char *sql)
{
  g_autoptr (StudioSqlTree) tree = studio_sql_tree_parse (sql, NULL, NULL);

  return tree != NULL;
}

/* What is right stays as it is, byte for byte. */
static void
test_right (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/right.sql");
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      g_autoptr (GPtrArray) steps = NULL;
      g_autofree char *repaired =
          studio_sql_repair (test_case->sql, schema, STUDIO_DIALECT_POSTGRESQL, &steps);

      if (steps->len > 0 || !g_str_equal (repaired, test_case->sql))
        fail (test_case, "was altered", repaired);
    }
}

static void
check_twice (const char *file)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (file);
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      g_autoptr (GPtrArray) steps = NULL;
      g_autofree char *once =
          studio_sql_repair (test_case->sql, schema, STUDIO_DIALECT_POSTGRESQL, NULL);
      g_autofree char *twice = studio_sql_repair (once, schema, STUDIO_DIALECT_POSTGRESQL, &steps);

      if (steps->len > 0 || !g_str_equal (once, twice))
        fail (test_case, "is repaired again", twice);
      if (!parses (once))
        fail (test_case, "does not parse", once);
    }
}

/* Repairing twice changes nothing more, and what comes out parses. */
static void
test_twice (void)
{
  check_twice ("sql/foreign.sql");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/repair/right", test_right);
  g_test_add_func ("/sql/repair/twice", test_twice);
  return g_test_run ();
}
