/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-guard.h"

#include "studio-test-corpus.h"

static StudioDialect
get_dialect (const StudioTestCase *test_case)
{
  return studio_enum_from_nick (STUDIO_TYPE_DIALECT, studio_test_case_get (test_case, "dialect"),
                                STUDIO_DIALECT_POSTGRESQL);
}

/* Every one is refused, and for the reason that is written with it. */
static void
test_attacks (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/attacks.sql");

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      const char *expected = studio_test_case_get (test_case, "id");
      g_autoptr (StudioFinding) refusal =
          studio_sql_guard (test_case->sql, get_dialect (test_case));

      if (refusal != NULL && (expected == NULL || g_str_equal (refusal->id, expected)))
        continue;
      g_test_message ("%s:%u: %s", test_case->file, test_case->line,
                      refusal != NULL ? refusal->id : "passed");
      g_test_fail ();
    }
  g_test_message ("%u attacks", cases->len);
}

static void
test_harmless (gconstpointer path)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (path);

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      g_autoptr (StudioFinding) refusal =
          studio_sql_guard (test_case->sql, get_dialect (test_case));

      if (refusal == NULL)
        continue;
      g_test_message ("%s:%u: %s", test_case->file, test_case->line, refusal->message);
      g_test_fail ();
    }
  g_test_message ("%u statements", cases->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/guard/attacks", test_attacks);
  g_test_add_data_func ("/sql/guard/right", "sql/right.sql", test_harmless);
  g_test_add_data_func ("/sql/guard/harmless", "sql/harmless.sql", test_harmless);
  return g_test_run ();
}
