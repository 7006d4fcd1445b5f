/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What PostgreSQL says of repaired statements. */
#include "sql/studio-sql-repair.h"

#include "studio-test-corpus.h"
#include "studio-test-postgres.h"

typedef struct
{
  PGconn *connection;
  StudioSqlSchema *schema;
} Fixture;

/* All cells with “|” between columns and a newline between rows; the error when there is one. */
static char *
run (const Fixture *fixture, const char *sql)
{
  PGresult *result = PQexec (fixture->connection, sql);
  GString *text = g_string_new (NULL);

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    g_string_assign (text, PQerrorMessage (fixture->connection));
  for (int row = 0; row < PQntuples (result); row++)
    for (int column = 0; column < PQnfields (result); column++)
      g_string_append_printf (text, "%s%s",
                              column > 0 ? "|"
                              : row > 0  ? "\n"
                                         : "",
                              PQgetvalue (result, row, column));
  PQclear (result);
  return g_string_free (text, FALSE);
}

/* Numbers by their value, whatever their scale; the rest as it is. */
static char *
normalize (const char *rows)
{
  g_auto (GStrv) cells = g_strsplit_set (rows, "|\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      char *end = NULL;
      double number = g_ascii_strtod (cells[i], &end);

      if (end != cells[i] && *end == '\0')
        g_string_append_printf (text, "%.8g|", number);
      else
        g_string_append_printf (text, "%s|", cells[i]);
    }
  return g_string_free (text, FALSE);
}

static void
check (const Fixture *fixture, const StudioTestCase *test_case)
{
  const char *value = studio_test_case_get (test_case, "value");
  const char *same = studio_test_case_get (test_case, "same");
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *repaired =
      studio_sql_repair (test_case->sql, fixture->schema, STUDIO_DIALECT_POSTGRESQL, &steps);
  g_autofree char *found = run (fixture, repaired);
  g_autofree char *expected = same != NULL ? run (fixture, same) : g_strdup (value);

  if (g_strcmp0 (found, expected) == 0 && steps->len > 0)
    return;
  g_test_message ("%s:%u: %s\n  gives     %s\n  expected  %s", test_case->file, test_case->line,
                  repaired, found, expected);
  g_test_fail ();
}

static void
test_values (gconstpointer data, const char *file)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (file);

  g_assert_cmpuint (cases->len, >, 0);
  for (guint i = 0; i < cases->len; i++)
    check (data, g_ptr_array_index (cases, i));
}

/* A repaired statement gives what one gives that was right from the beginning. */
static void
test_rules (gconstpointer data)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/repair.sql");

  g_assert_cmpuint (cases->len, >, 0);
  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      const char *same = studio_test_case_get (test_case, "same");
      g_autofree char *found = run (data, test_case->sql);
      g_autofree char *expected = run (data, same != NULL ? same : test_case->sql);
      g_autofree char *found_values = normalize (found);
      g_autofree char *expected_values = normalize (expected);

      if (g_str_equal (found_values, expected_values) && !g_str_has_prefix (found, "ERROR"))
        continue;
      g_test_message ("%s:%u: %s\n  gives     %s\n  expected  %s", test_case->file, test_case->line,
                      test_case->sql, found, expected);
      g_test_fail ();
    }
}

static void
test_foreign (gconstpointer data)
{
  test_values (data, "sql/foreign.sql");
}

int
main (int argc, char **argv)
{
  StudioTestPostgres *server;
  Fixture fixture;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  server = studio_test_postgres_start ();
  if (server == NULL)
    return 77;
  fixture.connection = studio_test_postgres_connect (server);
  fixture.schema = studio_test_corpus_schema ();
  studio_test_postgres_load (fixture.connection, "sql/schema.sql");
  g_test_add_data_func ("/sql/repair/foreign", &fixture, test_foreign);
  g_test_add_data_func ("/sql/repair/rules", &fixture, test_rules);
  status = g_test_run ();
  studio_sql_schema_unref (fixture.schema);
  PQfinish (fixture.connection);
  studio_test_postgres_stop (server);
  return status;
}
