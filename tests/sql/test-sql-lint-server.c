/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lint calls an error PostgreSQL refuses, and what it calls wrong or dubious PostgreSQL runs.
 */
#include "studio-test-corpus.h"
#include "studio-test-postgres.h"

static void
check (PGconn *connection, const StudioTestCase *test_case, gboolean should_run)
{
  PGresult *result = PQexec (connection, test_case->sql);
  gboolean ran = PQresultStatus (result) == PGRES_TUPLES_OK;

  if (ran != should_run)
    {
      g_test_message ("%s:%u: %s", test_case->file, test_case->line,
                      ran ? "runs" : PQerrorMessage (connection));
      g_test_fail ();
    }
  PQclear (result);
}

static void
test_right (gconstpointer data)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/right-tricky.sql");

  for (guint i = 0; i < cases->len; i++)
    check ((PGconn *) data, g_ptr_array_index (cases, i), TRUE);
}

static void
test_wrong (gconstpointer data)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/wrong.sql");

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      const char *finding = studio_test_case_get (test_case, "finding");

      /* What a newer server has depends on the server. */
      if (!g_str_equal (finding, "newer-function"))
        check ((PGconn *) data, test_case, studio_test_case_get (test_case, "runs") != NULL);
    }
}

int
main (int argc, char **argv)
{
  StudioTestPostgres *server;
  PGconn *connection;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  server = studio_test_postgres_start ();
  if (server == NULL)
    return 77;
  connection = studio_test_postgres_connect (server);
  studio_test_postgres_load (connection, "sql/schema.sql");
  g_test_add_data_func ("/sql/lint-server/right", connection, test_right);
  g_test_add_data_func ("/sql/lint-server/wrong", connection, test_wrong);
  status = g_test_run ();
  PQfinish (connection);
  studio_test_postgres_stop (server);
  return status;
}
