/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the analyst finds in the companies that it is tested with is written for PostgreSQL,
 * SQLite and MariaDB and run on the same rows in all three: each definition has to give the same
 * values in the same order, whatever the engine. */
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "core/studio-schema-json.h"
#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-calendar.h"
#include "propose/analyst/studio-compiler.h"
#include "studio-test-company.h"
#include "studio-test-copy.h"
#include "studio-test-mariadb.h"
#include "studio-test-postgres.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

/**
 * Bench:
 * @schema: the tables as Metabase told them of PostgreSQL
 * @connection: to the rows there
 * @reference: (element-type utf8 GPtrArray): rows by statement, for PostgreSQL is asked once only
 */
typedef struct
{
  JsonNode *schema;
  PGconn *connection;
  GHashTable *reference;
} Bench;

/**
 * Question:
 * @what: table and name of the proposal
 * @definition: what it asks
 * @sql: for the engine that is tried
 */
typedef struct
{
  char *what;
  StudioDefinition *definition;
  char *sql;
} Question;

/* One for all tests; NULL where MariaDB is not installed. */
static StudioTestMariadb *mariadb;

static void
question_free (Question *question)
{
  g_free (question->what);
  studio_definition_unref (question->definition);
  g_free (question->sql);
  g_free (question);
}

/* --- what is asked --- */

/* The schema as a database of @engine would have it: without schemas, so that tables in another one
 * than “public” are none of it. */
static StudioDatabase *
load_schema (const Bench *bench, const char *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) databases = NULL;
  g_autofree char *text = json_to_string (bench->schema, FALSE);
  g_autoptr (JsonNode) own = studio_json_from_text (text, -1, &error);
  JsonObject *database;
  JsonArray *tables;

  g_assert_no_error (error);
  database = studio_json_array_get_object (
      studio_json_get_array (json_node_get_object (own), "databases"), 0);
  json_object_set_string_member (database, "engine", engine);
  tables = studio_json_get_array (database, "tables");
  for (guint i = json_array_get_length (tables); i > 0; i--)
    {
      JsonObject *table = studio_json_array_get_object (tables, i - 1);

      if (g_strcmp0 (studio_json_get_string (table, "schema"), "public") != 0)
        json_array_remove_element (tables, i - 1);
      else
        json_object_set_null_member (table, "schema");
    }
  databases = studio_schema_from_json (own, &error);
  g_assert_no_error (error);
  return g_list_model_get_item (databases, 0);
}

/* All that the analyst finds in @database, written for @dialect. */
static GPtrArray *
ask (StudioDatabase *database, StudioDialect dialect)
{
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (database);
  GListModel *tables = studio_database_get_tables (database);
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
  GDate today;

  g_date_set_time_t (&today, g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      g_autoptr (StudioAnalysis) analysis = studio_analysis_new (index, table, &today);

      for (guint k = 0; k < analysis->proposals->len; k++)
        {
          const StudioProposal *proposal = g_ptr_array_index (analysis->proposals, k);
          Question *question = g_new0 (Question, 1);
          g_autoptr (GError) error = NULL;

          question->what =
              g_strdup_printf ("%s / %s", studio_table_get_name (table), proposal->name);
          question->definition = studio_definition_ref (proposal->definition);
          question->sql = studio_compiler_compile (proposal->definition, dialect, &error);
          if (error != NULL)
            g_error ("%s: %s", question->what, error->message);
          g_ptr_array_add (questions, question);
        }
    }
  return questions;
}

/* --- rows --- */

/* “2026-01-31 10:00:00.250000” and the like without what engines differ in: digits of the second
 * that are 0, the time zone UTC, and a time that is midnight. */
static char *
normalize_time (const char *value)
{
  char *time = g_strdup (value);

  if (g_str_has_suffix (time, "+00"))
    time[strlen (time) - 3] = '\0';
  while (strlen (time) > 19 && strchr ("0.", time[strlen (time) - 1]) != NULL)
    time[strlen (time) - 1] = '\0';
  if (strlen (time) == 19 && g_str_has_suffix (time, " 00:00:00"))
    time[10] = '\0';
  return time;
}

/* A value in a form that does not depend on the engine. Numbers have five digits: MySQL averages
 * whole numbers to four decimals. */
static char *
normalize (const char *value)
{
  char *end = NULL;
  double number;

  if (value == NULL)
    return g_strdup ("NULL");
  number = g_ascii_strtod (value, &end);
  if (*value != '\0' && *end == '\0')
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (
          g_ascii_formatd (buffer, sizeof buffer, "%.5g", fabs (number) < 1e-12 ? 0 : number));
    }
  if (g_str_equal (value, "t") || g_str_equal (value, "f"))
    return g_strdup (*value == 't' ? "1" : "0");
  if (strlen (value) >= 19 && value[4] == '-' && value[7] == '-' && value[10] == ' ')
    return normalize_time (value);
  return g_strdup (value);
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/* Returns: (transfer none): the rows that PostgreSQL gives. */
static GPtrArray *
run_postgresql (Bench *bench, const char *sql)
{
  GPtrArray *rows = g_hash_table_lookup (bench->reference, sql);
  PGresult *result;

  if (rows != NULL)
    return rows;
  result = PQexec (bench->connection, sql);
  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("PostgreSQL: %s\n%s", PQerrorMessage (bench->connection), sql);
  rows = rows_new ();
  for (int row = 0; row < PQntuples (result); row++)
    {
      GStrv values = g_new0 (char *, PQnfields (result) + 1);

      for (int i = 0; i < PQnfields (result); i++)
        values[i] = normalize (PQgetisnull (result, row, i) ? NULL : PQgetvalue (result, row, i));
      g_ptr_array_add (rows, values);
    }
  PQclear (result);
  g_hash_table_insert (bench->reference, g_strdup (sql), rows);
  return rows;
}

static GPtrArray *
run_sqlite (sqlite3 *lite, const Question *question)
{
  sqlite3_stmt *statement = NULL;
  GPtrArray *rows = rows_new ();

  if (sqlite3_prepare_v2 (lite, question->sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("SQLite: %s: %s\n%s", question->what, sqlite3_errmsg (lite), question->sql);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      GStrv values = g_new0 (char *, sqlite3_column_count (statement) + 1);

      for (int i = 0; i < sqlite3_column_count (statement); i++)
        values[i] = normalize ((const char *) sqlite3_column_text (statement, i));
      g_ptr_array_add (rows, values);
    }
  if (sqlite3_finalize (statement) != SQLITE_OK)
    g_error ("SQLite: %s: %s\n%s", question->what, sqlite3_errmsg (lite), question->sql);
  return rows;
}

/* Returns: (element-type GPtrArray): the rows of each question */
static GPtrArray *
run_all_sqlite (Bench *bench, StudioDatabase *database, GPtrArray *questions)
{
  g_autofree char *script =
      studio_test_copy_tables (bench->connection, database, STUDIO_DIALECT_SQLITE);
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  sqlite3 *lite = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &lite), ==, SQLITE_OK);
  if (sqlite3_exec (lite, script, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("SQLite: %s", sqlite3_errmsg (lite));
  for (guint i = 0; i < questions->len; i++)
    g_ptr_array_add (results, run_sqlite (lite, g_ptr_array_index (questions, i)));
  sqlite3_close (lite);
  return results;
}

static GPtrArray *
split_rows (char **lines)
{
  GPtrArray *rows = rows_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GStrv values = g_strsplit (lines[i], "\t", -1);

      for (guint column = 0; values[column] != NULL; column++)
        {
          char *value = normalize (g_str_equal (values[column], "NULL") ? NULL : values[column]);

          g_free (values[column]);
          values[column] = value;
        }
      g_ptr_array_add (rows, values);
    }
  return rows;
}

/* The strictest way to group, which is MySQL's default. */
static GPtrArray *
run_all_mariadb (Bench *bench, StudioDatabase *database, GPtrArray *questions)
{
  g_autofree char *script =
      studio_test_copy_tables (bench->connection, database, STUDIO_DIALECT_MYSQL);
  g_autofree char *prelude =
      g_strconcat ("DROP DATABASE test; CREATE DATABASE test CHARACTER SET utf8mb4; USE test;\n",
                   script, "SET sql_mode = CONCAT(@@sql_mode, ',ONLY_FULL_GROUP_BY');\n", NULL);
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < questions->len; i++)
    g_ptr_array_add (statements, ((Question *) g_ptr_array_index (questions, i))->sql);
  answers = studio_test_mariadb_run_all (mariadb, prelude, statements, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < answers->len; i++)
    g_ptr_array_add (results, split_rows (g_ptr_array_index (answers, i)));
  return results;
}

/* --- the comparison --- */

/* Whether two values are the same but for the last digit kept, where what lies between two may have
 * been rounded either way; or for what four decimals do not show. */
static gboolean
is_close (const char *left, const char *right)
{
  char *left_end = NULL, *right_end = NULL;
  double a = g_ascii_strtod (left, &left_end);
  double b = g_ascii_strtod (right, &right_end);

  if (strcmp (left, right) == 0)
    return TRUE;
  return left_end != left && *left_end == '\0' && right_end != right && *right_end == '\0' &&
         fabs (a - b) <= MAX (1.1e-4 * fabs (a), 5.1e-5);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const char *const *first = *(const char *const *const *) a;
  const char *const *second = *(const char *const *const *) b;

  for (guint i = 0; first[i] != NULL && second[i] != NULL; i++)
    if (strcmp (first[i], second[i]) != 0)
      return strcmp (first[i], second[i]);
  return 0;
}

/* Where the column @name stands in the result, or -1. */
static int
find_position (const StudioDefinition *definition, const char *name)
{
  int position = 0;

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (g_strcmp0 (column->name, name) == 0)
        return position;
      position += !column->hidden;
    }
  return -1;
}

/* Whether both rows have the same values in the columns that @definition sorts by. */
static gboolean
has_same_keys (const StudioDefinition *definition, GStrv left, GStrv right)
{
  for (guint i = 0; i < definition->order->len; i++)
    {
      const StudioDefinitionOrder *order = g_ptr_array_index (definition->order, i);
      int position = find_position (definition, order->column);

      if (position >= 0 && !is_close (left[position], right[position]))
        return FALSE;
    }
  return TRUE;
}

/* The rows sorted by all their values, without those that are there only because of the limit and
 * no more than others that sort the same: which of them is shown is the engine's choice. */
static GPtrArray *
comparable_rows (const StudioDefinition *definition, GPtrArray *rows)
{
  GPtrArray *kept = g_ptr_array_new ();
  gboolean cut = definition->limit > 0 && rows->len == definition->limit;

  for (guint i = 0; i < rows->len; i++)
    if (!cut || !has_same_keys (definition, g_ptr_array_index (rows, i),
                                g_ptr_array_index (rows, rows->len - 1)))
      g_ptr_array_add (kept, g_ptr_array_index (rows, i));
  g_ptr_array_sort (kept, compare_rows);
  return kept;
}

static gboolean
is_same (const StudioDefinition *definition, GPtrArray *rows, GPtrArray *expected)
{
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) right = NULL;

  if (rows->len != expected->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!has_same_keys (definition, g_ptr_array_index (rows, i), g_ptr_array_index (expected, i)))
      return FALSE;
  left = comparable_rows (definition, rows);
  right = comparable_rows (definition, expected);
  if (left->len != right->len)
    return FALSE;
  for (guint i = 0; i < left->len; i++)
    {
      GStrv values = g_ptr_array_index (left, i);
      GStrv others = g_ptr_array_index (right, i);

      if (g_strv_length (values) != g_strv_length (others))
        return FALSE;
      for (guint column = 0; values[column] != NULL; column++)
        if (!is_close (values[column], others[column]))
          return FALSE;
    }
  return TRUE;
}

static char *
rows_to_text (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *line = g_strjoinv ("|", g_ptr_array_index (rows, i));

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

static guint
count_differences (Bench *bench, GPtrArray *questions, GPtrArray *results)
{
  guint different = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const Question *question = g_ptr_array_index (questions, i);
      g_autofree char *sql =
          studio_compiler_compile (question->definition, STUDIO_DIALECT_POSTGRESQL, NULL);
      GPtrArray *expected = run_postgresql (bench, sql);
      GPtrArray *rows = g_ptr_array_index (results, i);
      g_autofree char *found = NULL;
      g_autofree char *right = NULL;

      if (is_same (question->definition, rows, expected))
        continue;
      different++;
      found = rows_to_text (rows);
      right = rows_to_text (expected);
      g_test_message ("%s\n%s\n--- gives\n%s--- instead of\n%s", question->what, question->sql,
                      found, right);
    }
  return different;
}

static void
try_engine (Bench *bench,
            const char *engine,
            StudioDialect dialect,
            GPtrArray *(*run_all) (Bench *, StudioDatabase *, GPtrArray *) )
{
  g_autoptr (StudioDatabase) database = load_schema (bench, engine);
  g_autoptr (GPtrArray) questions = ask (database, dialect);
  g_autoptr (GPtrArray) results = run_all (bench, database, questions);
  guint different = count_differences (bench, questions, results);

  g_test_message ("%s: %u proposals compared, %u different", engine, questions->len, different);
  g_assert_cmpuint (questions->len, >=, 150);
  if (different > 0)
    g_test_fail ();
}

/* --- whose rows --- */

static void
try_engines (PGconn *connection, JsonNode *schema)
{
  Bench bench = { .schema = schema, .connection = connection };

  bench.reference =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  try_engine (&bench, "sqlite", STUDIO_DIALECT_SQLITE, run_all_sqlite);
  if (mariadb != NULL)
    try_engine (&bench, "mysql", STUDIO_DIALECT_MYSQL, run_all_mariadb);
  else
    g_test_skip ("MariaDB is not installed");
  g_hash_table_unref (bench.reference);
}

/* The schema of the statements of the corpus, which Metabase told once: it has keys below JSON
 * columns. */
static void
test_corpus (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "sql", "schema.json", NULL);
  g_autoptr (StudioTestPostgres) server = studio_test_postgres_start ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) schema = NULL;
  PGconn *connection;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  schema = studio_json_from_text (text, -1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (server);
  connection = studio_test_postgres_connect (server);
  studio_test_postgres_load (connection, "sql/schema.sql");
  studio_test_postgres_load (connection, "sql/shift-dates.sql");
  try_engines (connection, schema);
  PQfinish (connection);
}

/* With fingerprints, which lead to more KPIs than bare names. */
static void
test_company (gconstpointer data)
{
  g_autoptr (StudioTestCompany) company = studio_test_company_start (data);
  g_autoptr (GListStore) databases = g_list_store_new (STUDIO_TYPE_DATABASE);
  g_autoptr (JsonNode) schema = NULL;

  g_list_store_append (databases, company->database);
  schema = studio_schema_to_json (G_LIST_MODEL (databases));
  try_engines (company->connection, schema);
}

/* Orders of the last four complete weeks. */
static StudioDefinition *
weekly_orders (void)
{
  StudioDefinition *definition = studio_definition_new ("trend", "o", NULL, "orders");
  g_autoptr (StudioExpression) time =
      studio_expression_column ("o", "ordered_at", STUDIO_FIELD_DATETIME);

  studio_definition_add_dimension (
      definition, "week", NULL,
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_WEEK));
  studio_definition_add_dimension (
      definition, "weekday", NULL,
      studio_expression_new (STUDIO_OPERATOR_WEEKDAY, studio_expression_ref (time), NULL));
  studio_definition_add_measure (definition, "orders", NULL, studio_count (NULL));
  studio_definition_filter (definition, studio_expression_periods (studio_expression_ref (time),
                                                                   STUDIO_GRAIN_WEEK, -4, -1));
  studio_definition_order (definition, "week", FALSE);
  studio_definition_order (definition, "weekday", FALSE);
  return definition;
}

static Question *
question_new (StudioDefinition *definition, StudioDialect dialect)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GError) error = NULL;

  question->what = g_strdup ("orders per week");
  question->definition = studio_definition_ref (definition);
  question->sql = studio_compiler_compile (definition, dialect, &error);
  g_assert_no_error (error);
  return question;
}

static void
try_weeks (Bench *bench, StudioDefinition *definition, GPtrArray *expected)
{
  static const struct
  {
    const char *engine;
    StudioDialect dialect;
    GPtrArray *(*run_all) (Bench *, StudioDatabase *, GPtrArray *);
  } engines[] = { { "sqlite", STUDIO_DIALECT_SQLITE, run_all_sqlite },
                  { "mysql", STUDIO_DIALECT_MYSQL, run_all_mariadb } };

  for (gsize i = 0; i < G_N_ELEMENTS (engines) - (mariadb == NULL ? 1 : 0); i++)
    {
      g_autoptr (StudioDatabase) database = load_schema (bench, engines[i].engine);
      g_autoptr (GPtrArray) questions =
          g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
      g_autoptr (GPtrArray) results = NULL;

      g_ptr_array_add (questions, question_new (definition, engines[i].dialect));
      results = engines[i].run_all (bench, database, questions);
      if (!is_same (definition, g_ptr_array_index (results, 0), expected))
        {
          g_autofree char *found = rows_to_text (g_ptr_array_index (results, 0));
          g_autofree char *right = rows_to_text (expected);

          g_error ("%s: %s\n--- gives\n%s--- instead of\n%s", engines[i].engine,
                   ((Question *) g_ptr_array_index (questions, 0))->sql, found, right);
        }
    }
}

/* Weeks that start on Sunday, for a company that told so. */
static void
test_weeks (void)
{
  g_autoptr (StudioTestCompany) company = studio_test_company_start ("shop");
  g_autoptr (GListStore) databases = g_list_store_new (STUDIO_TYPE_DATABASE);
  g_autoptr (StudioDefinition) definition = weekly_orders ();
  g_autoptr (StudioContext) context = studio_context_new ();
  g_autoptr (JsonNode) schema = NULL;
  Bench bench = { NULL, company->connection, NULL };
  GPtrArray *expected;

  g_list_store_append (databases, company->database);
  schema = studio_schema_to_json (G_LIST_MODEL (databases));
  bench.schema = schema;
  bench.reference =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_assert_false (studio_calendar_apply (definition, context));
  g_assert_true (studio_context_set_text (context, "## Company\n- weeks start: Sunday\n", NULL));
  g_assert_true (studio_calendar_apply (definition, context));
  expected = run_postgresql (
      &bench, "SELECT ordered_at::date - EXTRACT(DOW FROM ordered_at)::int, "
              "EXTRACT(DOW FROM ordered_at) + 1, COUNT(*) FROM orders "
              "WHERE ordered_at >= CURRENT_DATE - EXTRACT(DOW FROM CURRENT_DATE)::int - 28 "
              "AND ordered_at < CURRENT_DATE - EXTRACT(DOW FROM CURRENT_DATE)::int "
              "GROUP BY 1, 2 ORDER BY 1, 2");
  g_assert_cmpuint (expected->len, >, 4);
  /* A definition that is part of two others does not move twice. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *sql = studio_compiler_compile (definition, STUDIO_DIALECT_POSTGRESQL, NULL);

      g_assert_true (is_same (definition, run_postgresql (&bench, sql), expected));
      studio_calendar_apply (definition, context);
    }
  try_weeks (&bench, definition, expected);
  g_hash_table_unref (bench.reference);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  mariadb = studio_test_mariadb_start ();
  g_test_add_func ("/compiler/engines/corpus", test_corpus);
  g_test_add_data_func ("/compiler/engines/shop", "shop", test_company);
  g_test_add_data_func ("/compiler/engines/saas", "saas", test_company);
  g_test_add_data_func ("/compiler/engines/plant", "plant", test_company);
  g_test_add_data_func ("/compiler/engines/clinic", "clinic", test_company);
  g_test_add_data_func ("/compiler/engines/helpdesk", "helpdesk", test_company);
  g_test_add_func ("/compiler/engines/weeks", test_weeks);
  status = g_test_run ();
  g_clear_pointer (&mariadb, studio_test_mariadb_stop);
  return status;
}
