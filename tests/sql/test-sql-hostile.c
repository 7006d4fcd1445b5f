/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the text, a check comes to an end and takes nothing with it. */
#include "sql/studio-sql-check.h"
#include "sql/studio-sql-format.h"
#include "sql/studio-sql-identity.h"

#include "studio-test-corpus.h"

#include <string.h>

typedef struct
{
  guint pending;
  guint done;
} Round;

static void
check_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Round *round = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StudioSqlReport) report = studio_sql_check_finish (result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report->sql);
  g_assert_true (g_utf8_validate (report->sql, -1, NULL) || report->state == STUDIO_CHECK_INVALID);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (report->findings, i);

      g_assert_cmpint (finding->end, <=, (gssize) strlen (report->sql));
      g_assert_cmpint (finding->start, <=, (gssize) strlen (report->sql));
    }
  round->pending--;
  round->done++;
}

static void
drain (Round *round, guint most)
{
  while (round->pending > most)
    g_main_context_iteration (NULL, TRUE);
}

static void
check (Round *round, const char *sql, const StudioSqlSchema *schema, StudioDialect dialect)
{
  g_autofree char *formatted = NULL;

  drain (round, 20);
  round->pending++;
  studio_sql_check_async (sql, schema, dialect, NULL, check_cb, round);
  if (g_utf8_validate (sql, -1, NULL))
    formatted = studio_sql_format (sql, dialect);
}

static char *
nest (const char *before, const char *middle, const char *after, guint times)
{
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < times; i++)
    g_string_append (sql, before);
  g_string_append (sql, middle);
  for (guint i = 0; i < times; i++)
    g_string_append (sql, after);
  return g_string_free (sql, FALSE);
}

static void
test_deep (void)
{
  static const struct
  {
    const char *before;
    const char *middle;
    const char *after;
  } shapes[] = {
    { "(", "1", ")" },
    { "((", "1", "))" },
    { "1+", "1", "" },
    { "", "1", "::int" },
    { "NOT ", "true", "" },
    { "- ", "1", "" },
    { "CASE WHEN true THEN ", "1", " END" },
    { "(SELECT ", "1", ")" },
    { "coalesce(", "1", ")" },
    { "abs(", "1", ")" },
    { "ARRAY[", "1", "]" },
    { "", "1 FROM t", " UNION SELECT 1" },
    { "", "1 FROM t", " JOIN t ON true" },
    { "", "1 FROM t WHERE a = 1", " AND a = 1" },
    { "", "1 FROM t WHERE a = 1", " OR (a = 1" },
    { "", "a", "->'b'" },
    { "", "a", "[1]" },
    { "", "a", " IS NULL" },
    { "", "a", " COLLATE \"C\"" },
    { "", "a", " BETWEEN 1 AND 2" },
    { "", "a", " AT TIME ZONE 'UTC'" },
    { "", "1", ", 1" },
    { "", "1 FROM (SELECT * FROM t", ") x, (SELECT 1" },
    { "* FROM (SELECT ", "1", ") x" },
    { "1 / ", "1", "" },
    { "/* ", "1", " */" },
    { "'", "1", "'" },
    { "$$", "1", "$a$" },
    { "{{", "1", "}}" },
    { "a.", "b", "" },
    { "\"", "a", "\"" },
    { "[", "a", "]" },
    { "`", "a", "`" },
    { "\\", "a", "\\" },
    { "", "a", " → b" },
    { "IF(", "1", ", 1, 1)" },
    { "DATEDIFF(", "1", ", 1)" },
    { "IFNULL(", "1", ", 1)" },
    { "round(", "1", ", 1)" },
    { "sum(", "1", ")" },
    { "", "1", " LIMIT 1" },
    { "WITH a AS (SELECT ", "1", ") SELECT 1" },
    { "EXPLAIN ", "SELECT 1", "" },
  };
  static const guint depths[] = { 10, 200, 600, 1000, 1450, 2900, 20000 };
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  Round round = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (guint k = 0; k < G_N_ELEMENTS (depths); k++)
      {
        g_autofree char *sql =
            nest (shapes[i].before, shapes[i].middle, shapes[i].after, depths[k]);

        check (&round, sql, schema, STUDIO_DIALECT_POSTGRESQL);
        check (&round, sql, schema, (i + k) % (STUDIO_DIALECT_SQLITE + 1));
      }
  drain (&round, 0);
  g_test_message ("%u statements", round.done);
}

/* Statements that break off after every one of their bytes. */
static void
test_truncated (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/right.sql");
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  Round round = { 0 };

  for (guint i = 0; i < cases->len; i += 9)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);

      for (gsize length = 1; length < strlen (test_case->sql); length += 3)
        {
          g_autofree char *sql = g_strndup (test_case->sql, length);

          check (&round, sql, schema, length % (STUDIO_DIALECT_SQLITE + 1));
        }
    }
  drain (&round, 0);
  g_test_message ("%u statements", round.done);
}

/* Words and signs in no order; the numbers come from a fixed seed, so that a failure can be had
 * again. */
static void
test_random (void)
{
  static const char *const words[] = {
    "SELECT",     "FROM",   "orders",    "total",  "WHERE",    "(",        ")",          ",",
    "*",          "1",      "'x'",       "\"x\"",  "GROUP",    "BY",       "ORDER",      "LIMIT",
    "WITH",       "AS",     "JOIN",      "ON",     "AND",      "OR",       "NOT",        "CASE",
    "WHEN",       "THEN",   "END",       "sum",    "count",    "/",        "+",          "-",
    "::int",      "->>",    "'a'",       "UNION",  "ALL",      "OVER",     "PARTITION",  "o",
    ".",          "id",     "=",         "<",      "IN",       "EXISTS",   ";",          "--",
    "/*",         "*/",     "`",         "[",      "]",        "{{",       "}}",         "→",
    "'",          "\"",     "$$",        "\\",     "INTERVAL", "DATE_SUB", "IFNULL",     "DATEDIFF",
    "profile",    "city",   "customers", "c",      "USING",    "LATERAL",  "date_trunc", "'month'",
    "ordered_at", "FILTER", "WITHIN",    "VALUES", "DISTINCT", "NULL",     "1.5e3",      "E'\\'",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  Round round = { 0 };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) sql = g_string_new ("SELECT ");
      guint n = g_rand_int_range (random, 1, 40);

      for (guint k = 0; k < n; k++)
        g_string_append_printf (sql, "%s%s",
                                words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))],
                                g_rand_int_range (random, 0, 5) > 0 ? " " : "");
      check (&round, sql->str, schema,
             i % 2 == 0 ? STUDIO_DIALECT_POSTGRESQL : i / 2 % (STUDIO_DIALECT_SQLITE + 1));
    }
  drain (&round, 0);
  g_test_message ("%u statements", round.done);
}

/* Statements that are right, with a few of their tokens gone, doubled or moved. */
static void
test_mutated (void)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/right.sql");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  Round round = { 0 };

  for (guint i = 0; i < cases->len * 12; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i % cases->len);
      g_auto (GStrv) words = g_strsplit (test_case->sql, " ", -1);
      guint n = g_strv_length (words);
      g_autofree char *sql = NULL;

      for (guint k = 0; k < 3 && n > 1; k++)
        {
          char **from = &words[g_rand_int_range (random, 0, n)];
          char **to = &words[g_rand_int_range (random, 0, n)];

          if (g_rand_boolean (random))
            {
              char *swapped = *from;

              *from = *to;
              *to = swapped;
            }
          else if (from != to)
            {
              g_free (*to);
              *to = g_rand_boolean (random) ? g_strdup (*from) : g_strdup ("");
            }
        }
      sql = g_strjoinv (" ", words);
      check (&round, sql, schema, STUDIO_DIALECT_POSTGRESQL);
    }
  drain (&round, 0);
  g_test_message ("%u statements", round.done);
}

/* All statements of all files; what is repaired once is not repaired again. */
static void
test_files (void)
{
  static const char *const paths[] = { "sql/attacks.sql", "sql/harmless.sql", "sql/right.sql",
                                       "sql/foreign.sql", "sql/wrong.sql" };
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  Round round = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_build_filename (g_getenv ("G_TEST_SRCDIR"), paths[i], NULL);
      g_autoptr (GPtrArray) cases = NULL;

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        continue;
      cases = studio_test_corpus_load (paths[i]);
      for (guint k = 0; k < cases->len; k++)
        for (guint dialect = 0; dialect <= STUDIO_DIALECT_SQLITE; dialect++)
          check (&round, ((const StudioTestCase *) g_ptr_array_index (cases, k))->sql, schema,
                 dialect);
    }
  drain (&round, 0);
  g_test_message ("%u statements", round.done);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sql/hostile/deep", test_deep);
  g_test_add_func ("/sql/hostile/truncated", test_truncated);
  g_test_add_func ("/sql/hostile/random", test_random);
  g_test_add_func ("/sql/hostile/mutated", test_mutated);
  g_test_add_func ("/sql/hostile/files", test_files);
  return g_test_run ();
}
