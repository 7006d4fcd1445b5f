/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statements that are right are so by PostgreSQL's word. */
#include "studio-test-corpus.h"
#include "studio-test-postgres.h"

static void
test_right (gconstpointer data)
{
  PGconn *connection = (PGconn *) data;
  g_autoptr (GPtrArray) cases = studio_test_corpus_load ("sql/right.sql");

  for (guint i = 0; i < cases->len; i++)
    {
      const StudioTestCase *test_case = g_ptr_array_index (cases, i);
      PGresult *result = PQexec (connection, test_case->sql);

      if (PQresultStatus (result) != PGRES_TUPLES_OK)
        {
          g_test_message ("%s:%u: %s", test_case->file, test_case->line,
                          PQerrorMessage (connection));
          g_test_fail ();
        }
      PQclear (result);
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
  g_test_add_data_func ("/sql/corpus-server/right", connection, test_right);
  status = g_test_run ();
  PQfinish (connection);
  studio_test_postgres_stop (server);
  return status;
}
