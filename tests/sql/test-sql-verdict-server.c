/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements that nobody wrote: right ones with names and tokens exchanged at random. What
 * PostgreSQL runs must not have been called impossible, and most of what it refuses must have
 * been. */
#include "sql/studio-sql-check.h"
#include "sql/studio-sql-tokens.h"

#include "studio-test-corpus.h"
#include "studio-test-postgres.h"

#define N_STATEMENTS 1500

typedef struct
{
  PGconn *connection;
  StudioSqlSchema *schema;
  GPtrArray *cases;
  GPtrArray *names; /* of tables and columns */
  GRand *random;
} Fixture;

static const char *
pick (Fixture *self, GPtrArray *texts)
{
  return g_ptr_array_index (texts, g_rand_int_range (self->random, 0, texts->len));
}

/* Another name in the place of one, most of the time; else a token less, or two exchanged. */
static void
mutate (Fixture *self, GPtrArray *texts, GArray *identifiers)
{
  guint i = g_rand_int_range (self->random, 0, texts->len);
  guint k = g_rand_int_range (self->random, 0, texts->len);
  gpointer swapped = texts->pdata[i];

  switch (g_rand_int_range (self->random, 0, 6))
    {
    case 0:
      texts->pdata[i] = texts->pdata[k];
      texts->pdata[k] = swapped;
      break;
    case 1:
      g_free (texts->pdata[i]);
      texts->pdata[i] = g_strdup ("");
      break;
    default:
      if (identifiers->len > 0)
        i = g_array_index (identifiers, guint,
                           g_rand_int_range (self->random, 0, identifiers->len));
      g_free (texts->pdata[i]);
      texts->pdata[i] = g_strdup (pick (self, self->names));
    }
}

static char *
make_statement (Fixture *self)
{
  const StudioTestCase *test_case =
      g_ptr_array_index (self->cases, g_rand_int_range (self->random, 0, self->cases->len));
  g_autoptr (StudioSqlTokens) tokens = studio_sql_tokens_scan (test_case->sql);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) identifiers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < studio_sql_tokens_get_length (tokens); i++)
    {
      if (studio_sql_token_is_comment (studio_sql_tokens_get (tokens, i)))
        continue;
      if (studio_sql_tokens_get (tokens, i)->kind == PG_QUERY__TOKEN__IDENT)
        g_array_append_val (identifiers, texts->len);
      g_ptr_array_add (texts, studio_sql_tokens_dup_text (tokens, i));
    }
  for (gint32 n = g_rand_int_range (self->random, 1, 3); n > 0; n--)
    mutate (self, texts, identifiers);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" ", (char **) texts->pdata);
}

static gboolean
is_accepted (Fixture *self, const char *before, const char *sql)
{
  g_autofree char *statement = g_strconcat (before, sql, NULL);
  PGresult *result = PQexec (self->connection, statement);
  gboolean accepted = PQresultStatus (result) == PGRES_TUPLES_OK;

  PQclear (result);
  return accepted;
}

/* Some things are wrong though they run (a ratio that is always 1), and calls of what is no
 * function of PostgreSQL are never sent. */
static gboolean
claims_impossible (const StudioSqlReport *report)
{
  return report->state == STUDIO_CHECK_INVALID &&
         report->error_class != STUDIO_ERROR_CLASS_WRONG_RESULT &&
         report->error_class != STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION &&
         report->error_class != STUDIO_ERROR_CLASS_NOT_READ_ONLY;
}

static void
test_verdicts (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  guint refused = 0, named = 0, run = 0;

  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      g_autofree char *sql = make_statement (self);
      g_autoptr (StudioSqlReport) report =
          studio_sql_check (sql, self->schema, STUDIO_DIALECT_POSTGRESQL);

      if (report->error_class == STUDIO_ERROR_CLASS_NOT_READ_ONLY)
        continue;
      if (!is_accepted (self, "EXPLAIN ", sql))
        {
          refused++;
          named += report->state != STUDIO_CHECK_VALID;
        }
      else
        {
          run++;
          /* What only fails when it runs has been foreseen all the same. */
          if (claims_impossible (report) && is_accepted (self, "", sql))
            {
              g_test_message ("It runs: %s\n%s", sql, report->message);
              g_test_fail ();
            }
        }
    }
  g_test_message ("%u run, %u refused, %u of them foreseen", run, refused, named);
  g_assert_cmpuint (named * 100, >=, refused * 95);
}

static void
set_up (Fixture *self, StudioTestPostgres *server)
{
  self->connection = studio_test_postgres_connect (server);
  studio_test_postgres_load (self->connection, "sql/schema.sql");
  PQclear (PQexec (self->connection, "SET statement_timeout = '5s'"));
  self->schema = studio_test_corpus_schema ();
  self->cases = studio_test_corpus_load ("sql/right.sql");
  self->names = g_ptr_array_new ();
  self->random = g_rand_new_with_seed (1815);
  for (guint i = 0; i < studio_sql_schema_get_n_tables (self->schema); i++)
    {
      const StudioSqlTable *table = studio_sql_schema_get_table (self->schema, i);

      g_ptr_array_add (self->names, table->name);
      for (guint k = 0; k < table->fields->len; k++)
        if (!studio_field_is_nested (g_ptr_array_index (table->fields, k)))
          g_ptr_array_add (self->names,
                           (gpointer) studio_field_get_name (g_ptr_array_index (table->fields, k)));
    }
}

static void
tear_down (Fixture *self)
{
  PQfinish (self->connection);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->cases);
  studio_sql_schema_unref (self->schema);
  g_rand_free (self->random);
}

int
main (int argc, char **argv)
{
  StudioTestPostgres *server;
  Fixture fixture = { 0 };
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  server = studio_test_postgres_start ();
  if (server == NULL)
    return 77;
  set_up (&fixture, server);
  g_test_add_data_func ("/sql/verdict-server/mutated", &fixture, test_verdicts);
  status = g_test_run ();
  tear_down (&fixture);
  studio_test_postgres_stop (server);
  return status;
}
