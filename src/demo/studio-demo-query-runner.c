/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-query-runner.h"

#include "demo/studio-demo-summary.h"
#include "demo/studio-demo-types.h"
#include "demo/studio-demo-values.h"

#include <string.h>

#define SUMMARIZED_ROWS 10000

void
studio_demo_type_names_free (StudioDemoTypeNames *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->enums);
  g_free (self);
}

StudioDemoTypeNames *
studio_demo_type_names_read (PGconn *connection, GError **error)
{
  g_autoptr (PGresult) rows = studio_demo_connection_run (
      connection, "SELECT oid, typname, typtype = 'e' FROM pg_type", error);
  StudioDemoTypeNames *self;

  if (rows == NULL)
    return NULL;
  self = g_new0 (StudioDemoTypeNames, 1);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->enums = g_hash_table_new (NULL, NULL);
  for (int row = 0; row < PQntuples (rows); row++)
    {
      guint oid = (guint) studio_demo_connection_get_int (rows, row, 0);

      g_hash_table_insert (self->names, GUINT_TO_POINTER (oid),
                           g_strdup (PQgetvalue (rows, row, 1)));
      if (studio_demo_connection_get_boolean (rows, row, 2))
        g_hash_table_add (self->enums, GUINT_TO_POINTER (oid));
    }
  return self;
}

/* What is read from one query. */
typedef struct
{
  PGconn *connection;
  const StudioDemoQuery *query;
  const StudioDemoTypeNames *types;
  StudioDemoQueryResult *result; /* (unowned) */
  StudioDemoWriter *writer;
  GString *csv;
  GPtrArray *summaries; /* of StudioDemoSummary, by column */
  guint statements;     /* that have ended */
  gboolean has_rows;
} Reading;

/* The second “n” of a result is called “n_2”. */
static char *
make_unique (GHashTable *names, const char *name)
{
  g_autofree char *unique = g_strdup (name);

  for (guint number = 2; g_hash_table_contains (names, unique); number++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s_%u", name, number);
    }
  g_hash_table_add (names, g_strdup (unique));
  return g_steal_pointer (&unique);
}

static void
read_columns (Reading *reading, PGresult *part)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  reading->has_rows = TRUE;
  for (int i = 0; i < PQnfields (part); i++)
    {
      StudioDemoColumn *column = g_new0 (StudioDemoColumn, 1);
      gpointer oid = GUINT_TO_POINTER (PQftype (part, i));
      const char *type = g_hash_table_lookup (reading->types->names, oid);

      column->name = make_unique (names, PQfname (part, i));
      column->oid = PQftype (part, i);
      column->database_type = g_strdup (type != NULL ? type : "unknown");
      column->base_type = studio_demo_types_get_base_type (
          column->database_type, g_hash_table_contains (reading->types->enums, oid));
      g_ptr_array_add (reading->result->columns, column);
      g_ptr_array_add (reading->summaries, studio_demo_summary_new (column->base_type));
    }
}

/* As much as Metabase looks at; exports need none. */
static void
summarize_row (Reading *reading, PGresult *part, int row)
{
  if (reading->query->format != STUDIO_DEMO_ROWS_ARRAYS ||
      reading->result->n_rows >= SUMMARIZED_ROWS)
    return;
  for (int i = 0; i < PQnfields (part); i++)
    studio_demo_summary_add (g_ptr_array_index (reading->summaries, i),
                             studio_demo_connection_get_value (part, row, i));
}

static void
append_csv (GString *csv, const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  if (strpbrk (text, "\",\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  parts = g_strsplit (text, "\"", -1);
  doubled = g_strjoinv ("\"\"", parts);
  g_string_append_printf (csv, "\"%s\"", doubled);
}

static void
write_csv_row (Reading *reading, PGresult *part, int row)
{
  for (int i = 0; i < PQnfields (part); i++)
    {
      if (i > 0)
        g_string_append_c (reading->csv, ',');
      if (!PQgetisnull (part, row, i))
        append_csv (reading->csv, PQgetvalue (part, row, i));
    }
  g_string_append_c (reading->csv, '\n');
}

static void
write_json_row (Reading *reading, PGresult *part, int row)
{
  gboolean objects = reading->query->format == STUDIO_DEMO_ROWS_OBJECTS;

  if (objects)
    studio_demo_writer_begin_object (reading->writer);
  else
    studio_demo_writer_begin_array (reading->writer);
  for (int i = 0; i < PQnfields (part); i++)
    {
      StudioDemoColumn *column = g_ptr_array_index (reading->result->columns, i);

      if (objects)
        studio_demo_writer_key (reading->writer, column->name);
      if (PQgetisnull (part, row, i))
        studio_demo_writer_null (reading->writer);
      else
        studio_demo_values_write (reading->writer, column->oid, PQgetvalue (part, row, i),
                                  reading->query->big_as_text);
    }
  if (objects)
    studio_demo_writer_end_object (reading->writer);
  else
    studio_demo_writer_end_array (reading->writer);
}

static void
stop_statement (PGconn *connection)
{
  PGcancel *cancel = PQgetCancel (connection);
  char complaint[256];

  if (cancel != NULL)
    PQcancel (cancel, complaint, sizeof complaint);
  PQfreeCancel (cancel);
}

static void
read_rows (Reading *reading, PGresult *part)
{
  for (int row = 0; row < PQntuples (part); row++)
    {
      if (reading->result->n_rows >= reading->query->most_rows)
        {
          if (!reading->result->truncated)
            stop_statement (reading->connection);
          reading->result->truncated = TRUE;
          return;
        }
      summarize_row (reading, part, row);
      if (reading->query->format == STUDIO_DEMO_ROWS_CSV)
        write_csv_row (reading, part, row);
      else
        write_json_row (reading, part, row);
      reading->result->n_rows++;
    }
}

static void
append_line (GString *message, const char *title, const char *text)
{
  if (text != NULL)
    g_string_append_printf (message, "\n  %s: %s", title, text);
}

/* The lines, and their order, of the JDBC driver's ServerErrorMessage. */
static char *
word_error (PGconn *connection, const PGresult *part)
{
  const char *primary = PQresultErrorField (part, PG_DIAG_MESSAGE_PRIMARY);
  GString *message;

  if (primary == NULL)
    return g_strchomp (g_utf8_make_valid (PQerrorMessage (connection), -1));
  message = g_string_new (NULL);
  g_string_append_printf (message, "%s: %s",
                          PQresultErrorField (part, PG_DIAG_SEVERITY_NONLOCALIZED), primary);
  append_line (message, "Detail", PQresultErrorField (part, PG_DIAG_MESSAGE_DETAIL));
  append_line (message, "Hint", PQresultErrorField (part, PG_DIAG_MESSAGE_HINT));
  append_line (message, "Position", PQresultErrorField (part, PG_DIAG_STATEMENT_POSITION));
  append_line (message, "Where", PQresultErrorField (part, PG_DIAG_CONTEXT));
  return g_string_free (message, FALSE);
}

static void
read_error (Reading *reading, PGresult *part)
{
  StudioDemoQueryResult *result = reading->result;
  const char *state = PQresultErrorField (part, PG_DIAG_SQLSTATE);

  /* The answer to our own cancelling at the row limit. */
  if (result->failed || (result->truncated && g_strcmp0 (state, "57014") == 0))
    return;
  result->failed = TRUE;
  result->is_driver = TRUE;
  result->error = word_error (reading->connection, part);
  result->state = g_strdup (state);
}

static void
refuse_copy (Reading *reading, PGresult *part)
{
  char *data = NULL;

  if (PQresultStatus (part) == PGRES_COPY_IN)
    PQputCopyEnd (reading->connection, "COPY is not supported");
  else
    while (PQgetCopyData (reading->connection, &data, 0) > 0)
      g_clear_pointer (&data, PQfreemem);
  if (reading->result->failed)
    return;
  reading->result->failed = TRUE;
  reading->result->is_driver = TRUE;
  reading->result->state = g_strdup ("55000");
  reading->result->error = g_strdup ("COPY commands are only supported using the CopyManager API.");
}

/* Only the rows of the first statement count; the JDBC driver runs the others all the same. */
static void
read_part (Reading *reading, PGresult *part)
{
  ExecStatusType status = PQresultStatus (part);
  gboolean is_first = reading->statements == 0;

  if (status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK)
    {
      if (is_first && !reading->has_rows)
        read_columns (reading, part);
      if (is_first)
        read_rows (reading, part);
      if (status == PGRES_TUPLES_OK)
        reading->statements++;
    }
  else if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH)
    refuse_copy (reading, part);
  else if (status == PGRES_EMPTY_QUERY || status == PGRES_COMMAND_OK)
    reading->statements++;
  else
    read_error (reading, part);
}

static void
finish_rows (Reading *reading)
{
  if (reading->query->format != STUDIO_DEMO_ROWS_CSV)
    {
      studio_demo_writer_end_array (reading->writer);
      reading->result->rows = studio_demo_writer_to_string (reading->writer);
    }
  else
    {
      g_autoptr (GString) header = g_string_new (NULL);

      for (guint i = 0; i < reading->result->columns->len; i++)
        {
          StudioDemoColumn *column = g_ptr_array_index (reading->result->columns, i);

          if (i > 0)
            g_string_append_c (header, ',');
          append_csv (header, column->name);
        }
      g_string_append_printf (header, "\n%s", reading->csv->str);
      reading->result->rows = g_strdup (header->str);
    }
  if (!reading->result->failed && !reading->has_rows)
    {
      reading->result->failed = TRUE;
      reading->result->error =
          g_strdup ("Select statement did not produce a ResultSet for native query");
    }
}

/* Metabase's remark goes before the statement, so that PostgreSQL's positions count it. */
static char *
add_remark (const StudioDemoQuery *query)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, query->sql, -1);

  return g_strdup_printf ("-- Metabase:: userID: %u queryType: native queryHash: %s\n%s",
                          query->user_id, hash, query->sql);
}

StudioDemoQueryResult *
studio_demo_query_run (PGconn *connection,
                       const StudioDemoQuery *query,
                       const StudioDemoTypeNames *types)
{
  StudioDemoQueryResult *result = studio_demo_query_result_new ();
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GPtrArray) summaries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_summary_free);
  Reading reading = { connection, query, types, result, writer, csv, summaries, 0, FALSE };
  gint64 started = g_get_monotonic_time ();

  result->sql = add_remark (query);
  studio_demo_writer_begin_array (writer);
  if (PQsendQuery (connection, result->sql) && PQsetSingleRowMode (connection))
    {
      for (PGresult *part = PQgetResult (connection); part != NULL; part = PQgetResult (connection))
        {
          read_part (&reading, part);
          PQclear (part);
        }
    }
  else
    {
      result->failed = TRUE;
      result->is_driver = TRUE;
      result->state = g_strdup ("08006");
      result->error = g_strchomp (g_utf8_make_valid (PQerrorMessage (connection), -1));
    }
  finish_rows (&reading);
  for (guint i = 0; i < result->columns->len; i++)
    {
      StudioDemoColumn *column = g_ptr_array_index (result->columns, i);

      column->fingerprint = studio_demo_summary_print (g_ptr_array_index (summaries, i));
    }
  result->milliseconds = (g_get_monotonic_time () - started) / 1000;
  return result;
}
