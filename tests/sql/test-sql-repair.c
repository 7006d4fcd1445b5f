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
check_right (const char *file)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (file);
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
test_right (void)
{
  check_right ("sql/right.sql");
  check_right ("sql/right-tricky.sql");
}

static gboolean
has_step (const GPtrArray *steps, const char *rule)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const StudioSqlRepairStep *step = g_ptr_array_index (steps, i);

      if (g_strcmp0 (step->id, rule) == 0 && *step->message != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Each mistake is mended by its rule, and becomes just what it should. */
static void
test_rules (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/repair.sql");
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      g_autoptr (GPtrArray) steps = NULL;
      g_autofree char *repaired = studio_sql_repair (studio_test_case_get (test_case, "was"),
                                                     schema, STUDIO_DIALECT_POSTGRESQL, &steps);

      if (!g_str_equal (repaired, test_case->sql))
        fail (test_case, "became something else", repaired);
      if (!has_step (steps, studio_test_case_get (test_case, "rule")))
        fail (test_case, "was not recorded", studio_test_case_get (test_case, "rule"));
    }
}

/* Without a schema nothing is known of names and types: only what needs neither is mended. */
static void
test_without_schema (void)
{
  static const char *const same[] = {
    "SELECT totl FROM ordrs",
    "SELECT a / b FROM t",
    "SELECT p.k FROM p",
    "SELECT p -> k FROM t",
    "SELECT channel = \"web\" FROM orders",
  };
  g_autofree char *foreign = studio_sql_repair ("SELECT IFNULL(a, 0), `b` FROM `t` LIMIT 1, 2",
                                                NULL, STUDIO_DIALECT_POSTGRESQL, NULL);
  g_autofree char *unfolded =
      studio_sql_repair ("SELECT card → code FROM t", NULL, STUDIO_DIALECT_POSTGRESQL, NULL);

  g_assert_cmpstr (foreign, ==, "SELECT COALESCE(a, 0), b FROM t LIMIT 2 OFFSET 1");
  g_assert_cmpstr (unfolded, ==, "SELECT (card->>'code') FROM t");
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *repaired =
          studio_sql_repair (same[i], NULL, STUDIO_DIALECT_POSTGRESQL, NULL);

      g_assert_cmpstr (repaired, ==, same[i]);
    }
}

/* What a database has itself, it keeps; what is no PostgreSQL at all is left alone. */
static void
test_targets (void)
{
  const char *sql = "SELECT DATEDIFF(day, a, b), NVL(c, 0), IFNULL(c, 0) FROM t";
  g_autofree char *redshift = studio_sql_repair (sql, NULL, STUDIO_DIALECT_REDSHIFT, NULL);
  g_autofree char *mysql = studio_sql_repair (sql, NULL, STUDIO_DIALECT_MYSQL, NULL);

  g_assert_cmpstr (redshift, ==, "SELECT DATEDIFF(day, a, b), NVL(c, 0), COALESCE(c, 0) FROM t");
  g_assert_cmpstr (mysql, ==, sql);
}

/* Comments and layout are no business of a repair. */
static void
test_layout (void)
{
  const char *sql =
      "SELECT\n  IFNULL(note, 'x'), -- the note, or x\n  count( * ) /* IFNULL(a, b) */\n"
      "FROM orders   -- trailing\nGROUP  BY 1";
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  g_autofree char *repaired = studio_sql_repair (sql, schema, STUDIO_DIALECT_POSTGRESQL, NULL);

  g_assert_cmpstr (
      repaired, ==,
      "SELECT\n  COALESCE(note, 'x'), -- the note, or x\n  count( * ) /* IFNULL(a, b) */\n"
      "FROM orders   -- trailing\nGROUP  BY 1");
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
  check_twice ("sql/repair.sql");
  check_twice ("sql/right-tricky.sql");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/repair/right", test_right);
  g_test_add_func ("/sql/repair/rules", test_rules);
  g_test_add_func ("/sql/repair/twice", test_twice);
  g_test_add_func ("/sql/repair/without-schema", test_without_schema);
  g_test_add_func ("/sql/repair/targets", test_targets);
  g_test_add_func ("/sql/repair/layout", test_layout);
  return g_test_run ();
}
