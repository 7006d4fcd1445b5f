/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sql/studio-sql-guard.h"

#include <string.h>

/* What stands at the place of the finding, and the beginning of the sentence about it. */
static void
test_sentences (void)
{
  static const struct
  {
    const char *sql;
    const char *place;
    const char *sentence;
  } cases[] = {
    { "SELECT count(* FROM t", "(", "This “(” is never closed." },
    { "SELECT sum(a)) FROM t", ")", "This “)” closes nothing." },
    { "SELECT a, b, FROM t", ",", "There is a comma too many here." },
    { "SELECT coalesce(a, 0,) FROM t", ",", "There is a comma too many here." },
    { "SELECT a FROM t GROUP BY a WHERE b = 1", "WHERE", "WHERE has to stand before GROUP BY." },
    { "SELECT a FROM t LIMIT 5 ORDER BY a", "ORDER", "ORDER BY has to stand before LIMIT." },
    { "SELECT a FROM t WHERE b = 'x", "'", "A quote opens here and is never closed." },
    { "SELECT a /* x FROM t", "/", "A comment begins here and is never closed" },
    { "SELECT a FROM t WHERE", "E", "The statement ends too early" },
    { "SELECT `a` FROM t", "`", "PostgreSQL puts names in double quotes" },
    { "SELECT [a] FROM t", "[", "PostgreSQL puts names in double quotes" },
    { "SELECT a FROM t AS order", "order", "“order” is a word of SQL itself" },
    { "SELECT count(*) FROM order WHERE a = 1", "order", "“order” is a word of SQL itself" },
    { "SELECT t.user FROM t WHERE t.select = 1 AND", "D", "The statement ends too early" },
    { "SELECT a b c FROM t", "c", "PostgreSQL does not understand the statement at “c”." },
    { "SELECT * FROM t WHERE größe = 'ä' AND AND b", "AND",
      "PostgreSQL does not understand the statement at “AND”." },
    { "SELECT * FROM t WHERE a = {{b}}", "{{", "“{{…}}” and “[[…]]” are variables" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StudioFinding) finding =
          studio_sql_guard (cases[i].sql, STUDIO_DIALECT_POSTGRESQL);
      g_autofree char *place = NULL;

      g_assert_nonnull (finding);
      g_assert_cmpint (finding->error_class, ==, STUDIO_ERROR_CLASS_SYNTAX);
      g_assert_cmpint (finding->start, >=, 0);
      g_assert_cmpint (finding->end, <=, (gssize) strlen (cases[i].sql));
      place = g_strndup (cases[i].sql + finding->start, finding->end - finding->start);
      g_assert_cmpstr (place, ==, cases[i].place);
      g_test_message ("%s", finding->message);
      g_assert_true (g_str_has_prefix (finding->message, cases[i].sentence));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/syntax-error/sentences", test_sentences);
  return g_test_run ();
}
