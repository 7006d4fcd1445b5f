/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-fingerprint.h"

#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-types.h"
#include "demo/studio-demo-writer.h"

#include <string.h>

/* What is asked of every column, by the class of its type; %s is the column in the sample. */
#define GLOBAL "count(%1$s), count(DISTINCT %1$s)"

static const char number_sql[] =
    GLOBAL ", min(%1$s), max(%1$s), avg(%1$s::float8), stddev_samp(%1$s::float8),"
           " percentile_cont(0.25) WITHIN GROUP (ORDER BY %1$s::float8),"
           " percentile_cont(0.75) WITHIN GROUP (ORDER BY %1$s::float8)";
static const char text_sql[] =
    GLOBAL ", avg(length(%1$s)), avg((%1$s ~* '^https?://[^ ]+\\.[^ ]+$')::int),"
           " avg((%1$s ~ '^[^@ ]+@[^@ ]+\\.[^@ ]+$')::int),"
           " avg((%1$s ~ '^[{\\[].*[}\\]]$')::int), avg((%1$s ~ '^[A-Z]{2}$')::int)";
static const char date_sql[] = GLOBAL ", min(%1$s), max(%1$s)";
static const char timestamp_sql[] = GLOBAL ", to_char(min(%1$s), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
                                           " to_char(max(%1$s), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
static const char global_sql[] = GLOBAL;

typedef struct
{
  const char *sql;
  int columns;
} Question;

static const Question no_question = { NULL, 0 };

static Question
choose_question (const StudioDemoField *field)
{
  switch (studio_demo_types_classify (field->base_type))
    {
    case STUDIO_DEMO_TYPE_INTEGER:
    case STUDIO_DEMO_TYPE_FLOAT:
      return (Question){ number_sql, 8 };
    case STUDIO_DEMO_TYPE_TEXT:
    case STUDIO_DEMO_TYPE_ENUM:
      return (Question){ text_sql, 7 };
    case STUDIO_DEMO_TYPE_DATE:
      return (Question){ date_sql, 4 };
    case STUDIO_DEMO_TYPE_TIMESTAMP:
      return (Question){ timestamp_sql, 4 };
    case STUDIO_DEMO_TYPE_BOOLEAN:
    case STUDIO_DEMO_TYPE_TIME:
      return (Question){ global_sql, 2 };
    case STUDIO_DEMO_TYPE_JSON:
    case STUDIO_DEMO_TYPE_OTHER:
    default:
      return no_question;
    }
}

static char *
make_expression (const StudioDemoField *field)
{
  StudioDemoTypeClass type = studio_demo_types_classify (field->base_type);
  g_autofree char *sql = studio_demo_field_to_sql (field, NULL);

  if (type == STUDIO_DEMO_TYPE_TEXT || type == STUDIO_DEMO_TYPE_ENUM)
    return g_strconcat (sql, "::text", NULL);
  if (strcmp (field->database_type, "money") == 0)
    return g_strconcat (sql, "::numeric", NULL);
  return g_steal_pointer (&sql);
}

/* The fields of a table that are asked about at once: PostgreSQL takes 1,664 result columns. */
typedef struct
{
  StudioDemoTable *table;
  guint from;
  guint to;
  gboolean with_leaves;
} Batch;

#define BATCH_FIELDS 150

static char *
make_sql (const Batch *batch)
{
  StudioDemoTable *table = batch->table;
  g_autoptr (GString) questions = g_string_new ("SELECT count(*)");
  g_autoptr (GString) sample = g_string_new ("SELECT 1");
  g_autofree char *from = studio_demo_table_to_sql (table);

  for (guint i = batch->from; i < batch->to; i++)
    {
      StudioDemoField *field = g_ptr_array_index (table->fields, i);
      Question question = choose_question (field);
      g_autofree char *alias = g_strdup_printf ("c%u", i);
      g_autofree char *expression = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *asked = NULL;

      if (question.sql == NULL || (field->nfc_path != NULL && !batch->with_leaves))
        continue;
      expression = make_expression (field);
      g_string_append_printf (sample, ", %s AS %s", expression, alias);
      parts = g_strsplit (question.sql, "%1$s", -1);
      asked = g_strjoinv (alias, parts);
      g_string_append_printf (questions, ", %s", asked);
    }
  return g_strdup_printf ("%s FROM (%s FROM %s LIMIT %d) AS sample", questions->str, sample->str,
                          from, STUDIO_DEMO_FINGERPRINT_ROWS);
}

/* PostgreSQL prints floats as JSON does, but for these. */
static void
write_number (StudioDemoWriter *writer, const char *key, const char *text)
{
  gboolean is_number = text != NULL && strpbrk (text, "nNI") == NULL;

  studio_demo_writer_key (writer, key);
  if (is_number)
    studio_demo_writer_double (writer, g_ascii_strtod (text, NULL));
  else
    studio_demo_writer_null (writer);
}

static void
write_members (StudioDemoWriter *writer,
               const char *const *keys,
               PGresult *answer,
               int column,
               gboolean as_numbers)
{
  for (int i = 0; keys[i] != NULL; i++)
    {
      const char *value = studio_demo_connection_get_value (answer, 0, column + i);

      if (as_numbers)
        write_number (writer, keys[i], value);
      else
        studio_demo_writer_string_member (writer, keys[i], value);
    }
}

static void
write_type (StudioDemoWriter *writer, const StudioDemoField *field, PGresult *answer, int column)
{
  static const char *const number_keys[] = { "min", "max", "avg", "sd", "q1", "q3", NULL };
  static const char *const text_keys[] = { "average-length", "percent-url",   "percent-email",
                                           "percent-json",   "percent-state", NULL };
  static const char *const time_keys[] = { "earliest", "latest", NULL };
  StudioDemoTypeClass type = studio_demo_types_classify (field->base_type);
  gboolean is_number = studio_demo_types_is_number (type);
  gboolean is_text = type == STUDIO_DEMO_TYPE_TEXT || type == STUDIO_DEMO_TYPE_ENUM;

  studio_demo_writer_key (writer, "type");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, is_number ? "type/Number"
                                  : is_text ? "type/Text"
                                            : "type/DateTime");
  studio_demo_writer_begin_object (writer);
  write_members (writer,
                 is_number ? number_keys
                 : is_text ? text_keys
                           : time_keys,
                 answer, column, is_number || is_text);
  studio_demo_writer_end_object (writer);
  studio_demo_writer_end_object (writer);
}

static void
read_answer (StudioDemoField *field, PGresult *answer, int column, int width)
{
  g_autoptr (StudioDemoWriter) writer = studio_demo_writer_new ();
  double rows = (double) studio_demo_connection_get_int (answer, 0, 0);
  double present = (double) studio_demo_connection_get_int (answer, 0, column);

  field->distinct = studio_demo_connection_get_int (answer, 0, column + 1);
  /* Metabase counts null as a value. */
  if (present < rows)
    field->distinct++;
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_key (writer, "global");
  studio_demo_writer_begin_object (writer);
  studio_demo_writer_int_member (writer, "distinct-count", field->distinct);
  studio_demo_writer_key (writer, "nil%");
  studio_demo_writer_double (writer, rows > 0 ? (rows - present) / rows : 0);
  studio_demo_writer_end_object (writer);
  if (width > 2 && present > 0)
    write_type (writer, field, answer, column + 2);
  studio_demo_writer_end_object (writer);
  field->fingerprint = studio_demo_writer_to_string (writer);
}

static void
take_batch (PGconn *connection, Batch *batch)
{
  g_autofree char *sql = make_sql (batch);
  g_autoptr (PGresult) answer = studio_demo_connection_run (connection, sql, NULL);
  int column = 1;

  /* A key that held numbers in the rows looked at may hold something else further down. */
  if (answer == NULL)
    {
      g_autofree char *without = NULL;

      batch->with_leaves = FALSE;
      without = make_sql (batch);
      answer = studio_demo_connection_run (connection, without, NULL);
    }
  if (answer == NULL || studio_demo_connection_get_int (answer, 0, 0) == 0)
    return;
  for (guint i = batch->from; i < batch->to; i++)
    {
      StudioDemoField *field = g_ptr_array_index (batch->table->fields, i);
      Question question = choose_question (field);

      if (question.sql == NULL || (field->nfc_path != NULL && !batch->with_leaves))
        continue;
      read_answer (field, answer, column, question.columns);
      column += question.columns;
    }
}

void
studio_demo_fingerprint_take (PGconn *connection, StudioDemoTable *table)
{
  for (guint from = 0; from < table->fields->len; from += BATCH_FIELDS)
    {
      Batch batch = { table, from, MIN (from + BATCH_FIELDS, table->fields->len), TRUE };

      take_batch (connection, &batch);
    }
}
