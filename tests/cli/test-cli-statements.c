/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/studio-cli-statements.h"

/* @expected: statements, separated by “¶”. */
static void
assert_split (const char *sql, const char *expected)
{
  g_autoptr (GPtrArray) statements = studio_cli_statements_split (sql);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < statements->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "¶" : "",
                            ((StudioCliStatement *) g_ptr_array_index (statements, i))->sql);
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_split (void)
{
  assert_split ("", "");
  assert_split ("select 1", "select 1");
  assert_split ("select 1;\n\nselect 2 ;", "select 1¶select 2");
  assert_split (";; ;\n-- nothing; here\n;", "");
  assert_split ("-- first; one\nselect 1; /* and; /* more; */ */ select 2",
                "-- first; one\nselect 1¶/* and; /* more; */ */ select 2");
}

static void
test_quotes (void)
{
  assert_split ("select ';', 'it''s; so', \"a;b\"; select 2",
                "select ';', 'it''s; so', \"a;b\"¶select 2");
  assert_split ("select E'\\';', 1; select 2", "select E'\\';', 1¶select 2");
  assert_split ("select '\\'; select 2", "select '\\'¶select 2");
  assert_split ("select $$a;b$$, $x$ ; $$ ; $x$; select 2",
                "select $$a;b$$, $x$ ; $$ ; $x$¶select 2");
  assert_split ("select a$b from t; select $1", "select a$b from t¶select $1");
  assert_split ("select 'never; closed", "select 'never; closed");
  assert_split ("select 1 /* never; closed", "select 1 /* never; closed");
  assert_split ("select 1 / 2; select 3 - 4", "select 1 / 2¶select 3 - 4");
  assert_split ("select '매출; 합계'; select 2", "select '매출; 합계'¶select 2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/statements/split", test_split);
  g_test_add_func ("/cli/statements/quotes", test_quotes);
  return g_test_run ();
}
