/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-dataset-body.h"

#include "demo/studio-demo-column-facts.h"
#include "demo/studio-demo-json.h"

#include <string.h>

static void
write_field_ref (StudioDemoWriter *writer, const StudioDemoColumn *column)
{
  studio_demo_writer_key (writer, "field_ref");
  studio_demo_writer_begin_array (writer);
  studio_demo_writer_string (writer, "field");
  studio_demo_writer_string (writer, column->name);
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, "base-type", column->base_type);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_array (writer);
}

static const StudioDemoColumnFacts *
get_facts (const StudioDemoDataset *dataset, guint index)
{
  return dataset->facts != NULL && index < dataset->facts->len
             ? g_ptr_array_index (dataset->facts, index)
             : NULL;
}

static void
write_column (StudioDemoWriter *writer,
              StudioDemoServer *server,
              const StudioDemoColumn *column,
              const StudioDemoColumnFacts *facts)
{
  if (facts != NULL && facts->members != NULL)
    studio_demo_writer_raw_members (writer, facts->members);
  else
    write_field_ref (writer, column);
  studio_demo_writer_string_member (writer, "name", column->name);
  studio_demo_writer_string_member (writer, "display_name",
                                    facts != NULL ? facts->display_name : column->name);
  studio_demo_writer_string_member (writer, "base_type", column->base_type);
  studio_demo_writer_string_member (writer, "effective_type", column->base_type);
  if (studio_demo_version_from (server->version, 52))
    studio_demo_writer_string_member (writer, "database_type", column->database_type);
}

static void
write_columns (StudioDemoWriter *writer,
               StudioDemoServer *server,
               const StudioDemoDataset *dataset,
               const StudioDemoQueryResult *result)
{
  studio_demo_writer_key (writer, "cols");
  studio_demo_writer_begin_array (writer);
  for (guint i = 0; i < result->columns->len; i++)
    {
      const StudioDemoColumnFacts *facts = get_facts (dataset, i);

      studio_demo_writer_begin_object (writer);
      write_column (writer, server, g_ptr_array_index (result->columns, i), facts);
      studio_demo_writer_string_member (writer, "source", facts != NULL ? facts->source : "native");
      studio_demo_writer_end_object (writer);
    }
  studio_demo_writer_end_array (writer);
}

static void
write_described_columns (StudioDemoWriter *writer,
                         StudioDemoServer *server,
                         const StudioDemoDataset *dataset,
                         const StudioDemoQueryResult *result)
{
  studio_demo_writer_begin_array (writer);
  for (guint i = 0; i < result->columns->len; i++)
    {
      const StudioDemoColumn *column = g_ptr_array_index (result->columns, i);
      const StudioDemoColumnFacts *facts = get_facts (dataset, i);

      studio_demo_writer_begin_object (writer);
      write_column (writer, server, column, facts);
      if (facts == NULL || facts->members == NULL)
        studio_demo_writer_null_member (writer, "semantic_type");
      studio_demo_writer_raw_member (writer, "fingerprint", column->fingerprint);
      studio_demo_writer_end_object (writer);
    }
  studio_demo_writer_end_array (writer);
}

char *
studio_demo_dataset_body_describe_columns (StudioDemoServer *server,
                                           const StudioDemoDataset *dataset,
                                           const StudioDemoQueryResult *result)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  write_described_columns (writer, server, dataset, result);
  return studio_demo_writer_to_string (writer);
}

static void
write_data (StudioDemoWriter *writer,
            StudioDemoServer *server,
            const StudioDemoDataset *dataset,
            const StudioDemoQueryResult *result)
{
  studio_demo_writer_key (writer, "data");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_raw_member (writer, "rows", result->rows);
  write_columns (writer, server, dataset, result);
  studio_demo_writer_key (writer, "native_form");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, "query", dataset->sql);
  studio_demo_writer_null_member (writer, "params");
  studio_demo_writer_end_object (writer);
  if (studio_demo_version_from (server->version, 49))
    studio_demo_writer_boolean_member (writer, "format-rows?", TRUE);
  studio_demo_writer_string_member (writer, "results_timezone", "UTC");
  studio_demo_writer_key (writer, "results_metadata");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, "columns");
  write_described_columns (writer, server, dataset, result);
  studio_demo_writer_end_object (writer);
  /* Of trends in time, which are not looked for here. */
  if (studio_demo_version_from (server->version, 59))
    studio_demo_writer_raw_member (writer, "insights", "[]");
  else
    studio_demo_writer_null_member (writer, "insights");
  if (studio_demo_version_from (server->version, 50))
    studio_demo_writer_string_member (writer, "download_perms", "full");
  if (result->n_rows >= dataset->most_rows)
    studio_demo_writer_int_member (writer, "rows_truncated", (gint64) dataset->most_rows);
  studio_demo_writer_end_object (writer);
}

static void
write_query (StudioDemoWriter *writer, const StudioDemoDataset *dataset)
{
  g_autofree char *query = studio_demo_json_print_object (
      dataset->request != NULL && studio_demo_json_is_set (dataset->request, "database")
          ? dataset->request
          : dataset->query);

  studio_demo_writer_raw_member (writer, "json_query", query);
}

static void
write_run (StudioDemoWriter *writer,
           const StudioDemoDataset *dataset,
           gint64 n_rows,
           gint64 milliseconds)
{
  studio_demo_writer_id_member (writer, "database_id",
                                studio_demo_json_get_int (dataset->legacy, "database", 0));
  studio_demo_writer_string_member (writer, "started_at", dataset->started_at);
  studio_demo_writer_string_member (writer, "context", dataset->context);
  studio_demo_writer_int_member (writer, "row_count", n_rows);
  studio_demo_writer_int_member (writer, "running_time", milliseconds);
  write_query (writer, dataset);
}

static void
reply_export (StudioDemoExchange *exchange,
              const StudioDemoDataset *dataset,
              const StudioDemoQueryResult *result)
{
  g_autoptr (GBytes) body = g_bytes_new (result->rows, strlen (result->rows));

  studio_demo_exchange_reply (
      exchange, studio_demo_exchange_from (exchange, 59) ? SOUP_STATUS_OK : SOUP_STATUS_ACCEPTED,
      dataset->format == STUDIO_DEMO_ROWS_CSV ? "text/csv" : "application/json;charset=utf-8",
      body);
}

void
studio_demo_dataset_body_reply_rows (StudioDemoExchange *exchange,
                                     const StudioDemoDataset *dataset,
                                     const StudioDemoQueryResult *result)
{
  g_autoptr (StudioDemoWriter) writer = NULL;

  if (dataset->format != STUDIO_DEMO_ROWS_ARRAYS)
    {
      reply_export (exchange, dataset, result);
      return;
    }
  writer = studio_demo_writer_new ();
  studio_demo_writer_begin_object (writer);
  write_data (writer, exchange->server, dataset, result);
  write_run (writer, dataset, (gint64) result->n_rows, result->milliseconds);
  studio_demo_writer_null_member (writer, "average_execution_time");
  studio_demo_writer_string_member (writer, "status", "completed");
  studio_demo_writer_null_member (writer, "cached");
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, SOUP_STATUS_ACCEPTED, writer);
}

static void
write_stacktrace (StudioDemoWriter *writer, gboolean is_driver)
{
  studio_demo_writer_key (writer, "stacktrace");
  studio_demo_writer_begin_array (writer);
  if (is_driver)
    {
      studio_demo_writer_string (writer,
                                 "org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse"
                                 "(QueryExecutorImpl.java:2725)");
      studio_demo_writer_string (writer,
                                 "org.postgresql.jdbc.PgStatement.execute(PgStatement.java:372)");
    }
  studio_demo_writer_string (writer,
                             "--> driver.sql_jdbc.execute$execute_reducible_query$fn__79644.invoke"
                             "(execute.clj:697)");
  studio_demo_writer_end_array (writer);
}

/* The outer causes: Metabase's wrapping of the driver's exception, with the SQL as it was sent. */
static void
write_via (StudioDemoWriter *writer, const StudioDemoDatasetFailure *failure)
{
  g_autofree char *outer = g_strconcat ("Error executing query: ", failure->message, NULL);

  studio_demo_writer_key (writer, "via");
  studio_demo_writer_begin_array (writer);
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, "status", "failed");
  studio_demo_writer_string_member (writer, "class", "class clojure.lang.ExceptionInfo");
  studio_demo_writer_string_member (writer, "error", outer);
  write_stacktrace (writer, FALSE);
  studio_demo_writer_string_member (writer, "error_type", failure->error_type);
  studio_demo_writer_key (writer, "ex-data");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_string_member (writer, "driver", "postgres");
  studio_demo_writer_string_member (writer, "sql", failure->sql);
  studio_demo_writer_null_member (writer, "params");
  studio_demo_writer_string_member (writer, "type", failure->error_type);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_array (writer);
}

static guint
choose_status (StudioDemoExchange *exchange, const StudioDemoDatasetFailure *failure)
{
  if (!studio_demo_exchange_from (exchange, 59))
    return SOUP_STATUS_ACCEPTED;
  if (strcmp (failure->error_type, "missing-required-permissions") == 0)
    return SOUP_STATUS_FORBIDDEN;
  if (strcmp (failure->error_type, "invalid-query") == 0 ||
      strcmp (failure->error_type, "missing-required-parameter") == 0)
    return SOUP_STATUS_BAD_REQUEST;
  return SOUP_STATUS_INTERNAL_SERVER_ERROR;
}

void
studio_demo_dataset_body_reply_failure (StudioDemoExchange *exchange,
                                        const StudioDemoDataset *dataset,
                                        const StudioDemoDatasetFailure *failure)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();

  studio_demo_writer_begin_object (writer);
  if (failure->sql != NULL)
    write_via (writer, failure);
  studio_demo_writer_string_member (writer, "error_type", failure->error_type);
  studio_demo_writer_string_member (writer, "status", "failed");
  studio_demo_writer_string_member (writer, "class", failure->class_name);
  write_stacktrace (writer, failure->state != NULL);
  studio_demo_writer_string_member (writer, "error", failure->message);
  if (failure->state != NULL)
    studio_demo_writer_string_member (writer, "state", failure->state);
  write_run (writer, dataset, 0, failure->milliseconds);
  studio_demo_writer_raw_members (writer, "\"data\":{\"rows\":[],\"cols\":[]}");
  studio_demo_writer_end_object (writer);
  studio_demo_exchange_reply_writer (exchange, choose_status (exchange, failure), writer);
}
