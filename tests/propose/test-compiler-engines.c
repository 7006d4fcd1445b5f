/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The analyst's KPIs, written for PostgreSQL, SQLite and MariaDB, are run on the same rows in all
 * three: they have to give the same values. */
#include "core/studio-json.h"
#include "core/studio-schema-json.h"
#include "propose/analyst/studio-analyst.h"
#include "studio-test-company.h"
#include "studio-test-mariadb.h"
#include "studio-test-postgres.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  JsonNode *schema;
  PGconn *connection;
  sqlite3 *lite;
  StudioTestMariadb *mariadb; /* (nullable) */
} Bench;

/* The schema as a database of @engine would have it. */
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
  for (guint i = 0; !g_str_equal (engine, "postgres") && i < json_array_get_length (tables); i++)
    {
      JsonObject *table = studio_json_array_get_object (tables, i);

      /* These engines have no schemas. */
      if (g_strcmp0 (studio_json_get_string (table, "schema"), "public") == 0)
        json_object_set_null_member (table, "schema");
    }
  databases = studio_schema_from_json (own, &error);
  g_assert_no_error (error);
  return g_list_model_get_item (databases, 0);
}

/* Tables in another schema are no tables of the other two engines. */
static gboolean
is_public (StudioTable *table)
{
  return studio_table_get_schema (table) == NULL ||
         g_str_equal (studio_table_get_schema (table), "public");
}

static GPtrArray *
propose (StudioDatabase *database)
{
  g_autoptr (StudioAnalyst) analyst = studio_analyst_new ();
  GListModel *tables = studio_database_get_tables (database);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (is_public (table))
        g_ptr_array_extend_and_steal (all, studio_analyst_propose (analyst, database, table, NULL));
    }
  return all;
}

static StudioKpi *
find_same (GPtrArray *kpis, StudioKpi *kpi)
{
  for (guint i = 0; i < kpis->len; i++)
    if (g_strcmp0 (studio_kpi_get_name (kpis->pdata[i]), studio_kpi_get_name (kpi)) == 0 &&
        g_strcmp0 (studio_kpi_get_table (kpis->pdata[i]), studio_kpi_get_table (kpi)) == 0)
      return kpis->pdata[i];
  return NULL;
}

/* A value in a form that does not depend on the engine: numbers to five digits, since MySQL
 * averages whole numbers to four decimals, dates without a time that is midnight. */
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
  if (g_str_equal (value, "t") || g_str_equal (value, "true"))
    return g_strdup ("1");
  if (g_str_equal (value, "f") || g_str_equal (value, "false"))
    return g_strdup ("0");
  if (strlen (value) >= 19 && g_str_has_prefix (value + 10, " 00:00:00"))
    return g_strndup (value, 10);
  return g_strdup (value);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The rows as lines, sorted: where values are equal, engines may order them differently. */
static char *
join_rows (GPtrArray *rows)
{
  g_ptr_array_sort (rows, compare_rows);
  g_ptr_array_add (rows, NULL);
  return g_strjoinv ("\n", (char **) rows->pdata);
}

static char *
run_postgresql (Bench *bench, const char *sql)
{
  PGresult *result = PQexec (bench->connection, sql);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("PostgreSQL: %s\n%s", PQerrorMessage (bench->connection), sql);
  for (int row = 0; row < PQntuples (result); row++)
    {
      GString *line = g_string_new (NULL);

      for (int column = 0; column < PQnfields (result); column++)
        {
          g_autofree char *value = normalize (
              PQgetisnull (result, row, column) ? NULL : PQgetvalue (result, row, column));

          g_string_append_printf (line, "%s|", value);
        }
      g_ptr_array_add (rows, g_string_free (line, FALSE));
    }
  PQclear (result);
  return join_rows (rows);
}

static char *
run_sqlite (Bench *bench, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  if (sqlite3_prepare_v2 (bench->lite, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("SQLite: %s\n%s", sqlite3_errmsg (bench->lite), sql);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      GString *line = g_string_new (NULL);

      for (int column = 0; column < sqlite3_column_count (statement); column++)
        {
          g_autofree char *value =
              normalize ((const char *) sqlite3_column_text (statement, column));

          g_string_append_printf (line, "%s|", value);
        }
      g_ptr_array_add (rows, g_string_free (line, FALSE));
    }
  sqlite3_finalize (statement);
  return join_rows (rows);
}

static char *
run_mariadb (Bench *bench, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = studio_test_mariadb_run (bench->mariadb, sql, &error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  if (lines == NULL)
    g_error ("MariaDB: %s\n%s", error->message, sql);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) values = g_strsplit (lines[i], "\t", -1);
      GString *line = g_string_new (NULL);

      for (guint column = 0; values[column] != NULL; column++)
        {
          g_autofree char *value =
              normalize (g_str_equal (values[column], "NULL") ? NULL : values[column]);

          g_string_append_printf (line, "%s|", value);
        }
      g_ptr_array_add (rows, g_string_free (line, FALSE));
    }
  return join_rows (rows);
}

/* --- the same rows in the other engines --- */

static const char *
type_in (StudioFieldKind kind, gboolean mysql)
{
  switch ((int) kind)
    {
    case STUDIO_FIELD_INTEGER:
      return mysql ? "BIGINT" : "INTEGER";
    case STUDIO_FIELD_BOOLEAN:
      return mysql ? "BOOLEAN" : "INTEGER";
    case STUDIO_FIELD_DECIMAL:
      return mysql ? "DECIMAL(18, 6)" : "NUMERIC";
    case STUDIO_FIELD_FLOAT:
      return mysql ? "DOUBLE" : "REAL";
    case STUDIO_FIELD_DATE:
      return mysql ? "DATE" : "TEXT";
    case STUDIO_FIELD_DATETIME:
    case STUDIO_FIELD_DATETIME_TZ:
      return mysql ? "DATETIME(6)" : "TEXT";
    default:
      return mysql ? "VARCHAR(500)" : "TEXT";
    }
}

/* How PostgreSQL is asked for a column, so that the others can read the text. */
static char *
select_item (StudioField *field)
{
  const char *name = studio_field_get_name (field);

  switch ((int) studio_field_get_kind (field))
    {
    case STUDIO_FIELD_BOOLEAN:
      return g_strdup_printf ("\"%s\"::int", name);
    case STUDIO_FIELD_DATETIME:
    case STUDIO_FIELD_DATETIME_TZ:
      return g_strdup_printf ("to_char(\"%s\", 'YYYY-MM-DD HH24:MI:SS')", name);
    default:
      return g_strdup_printf ("\"%s\"", name);
    }
}

static void
append_literal (GString *sql, const char *value, StudioFieldKind kind)
{
  if (value == NULL)
    g_string_append (sql, "NULL");
  else if (studio_field_kind_is_number (kind) || kind == STUDIO_FIELD_BOOLEAN)
    g_string_append (sql, value);
  else
    {
      g_auto (GStrv) parts = g_strsplit (value, "'", -1);
      g_autofree char *doubled = g_strjoinv ("''", parts);

      g_string_append_printf (sql, "'%s'", doubled);
    }
}

/* CREATE TABLE and INSERT for one table. */
static void
copy_table (Bench *bench, StudioTable *table, gboolean mysql, GString *script)
{
  const char *quote = mysql ? "`" : "\"";
  GListModel *fields = studio_table_get_fields (table);
  g_autoptr (GString) create = g_string_new (NULL);
  g_autoptr (GString) select = g_string_new (NULL);
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (StudioFieldKind));
  g_autofree char *query = NULL;
  PGresult *result;

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (StudioField) field = g_list_model_get_item (fields, i);
      StudioFieldKind kind = studio_field_get_kind (field);
      g_autofree char *item = NULL;

      if (studio_field_is_nested (field))
        continue;
      item = select_item (field);
      g_string_append_printf (create, "%s%s%s%s %s", create->len > 0 ? ", " : "", quote,
                              studio_field_get_name (field), quote, type_in (kind, mysql));
      g_string_append_printf (select, "%s%s", select->len > 0 ? ", " : "", item);
      g_array_append_val (kinds, kind);
    }
  g_string_append_printf (script, "CREATE TABLE %s%s%s (%s);\n", quote,
                          studio_table_get_name (table), quote, create->str);
  query = g_strdup_printf ("SELECT %s FROM \"%s\"", select->str, studio_table_get_name (table));
  result = PQexec (bench->connection, query);
  g_assert_cmpint (PQresultStatus (result), ==, PGRES_TUPLES_OK);
  for (int row = 0; row < PQntuples (result); row++)
    {
      g_string_append_printf (script, "INSERT INTO %s%s%s VALUES (", quote,
                              studio_table_get_name (table), quote);
      for (int column = 0; column < PQnfields (result); column++)
        {
          g_string_append (script, column > 0 ? ", " : "");
          append_literal (
              script, PQgetisnull (result, row, column) ? NULL : PQgetvalue (result, row, column),
              g_array_index (kinds, StudioFieldKind, column));
        }
      g_string_append (script, ");\n");
    }
  PQclear (result);
}

static char *
copy_tables (Bench *bench, gboolean mysql)
{
  g_autoptr (StudioDatabase) database = load_schema (bench, "postgres");
  GListModel *tables = studio_database_get_tables (database);
  GString *script = g_string_new ("BEGIN;\n");

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      if (is_public (table))
        copy_table (bench, table, mysql, script);
    }
  g_string_append (script, "COMMIT;\n");
  return g_string_free (script, FALSE);
}

/* --- the comparison --- */

/* Which of several equal ones the end of a top list shows is the engine's choice: their values are
 * compared, not their names. */
static char *
without_names (const char *rows)
{
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *first = strchr (lines[i], '|');

      g_ptr_array_add (values, g_strdup (first != NULL ? first : lines[i]));
    }
  return join_rows (values);
}

/* Whether all values are the same but for the last digit kept, where what lies between two may have
 * been rounded either way. */
static gboolean
is_close (const char *left, const char *right)
{
  g_auto (GStrv) first = g_strsplit_set (left, "|\n", -1);
  g_auto (GStrv) second = g_strsplit_set (right, "|\n", -1);
  guint n = g_strv_length (first);

  if (n != g_strv_length (second))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      double a = g_ascii_strtod (first[i], NULL);
      double b = g_ascii_strtod (second[i], NULL);

      if (strcmp (first[i], second[i]) != 0 && (a == 0 || fabs (a - b) > 1.1e-4 * fabs (a)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same (const char *sql, const char *values, const char *right)
{
  g_autofree char *left_values = NULL;
  g_autofree char *right_values = NULL;

  if (strcmp (values, right) == 0 || is_close (values, right))
    return TRUE;
  if (strstr (sql, "LIMIT") == NULL)
    return FALSE;
  left_values = without_names (values);
  right_values = without_names (right);
  return strcmp (left_values, right_values) == 0;
}

static void
compare (Bench *bench, const char *engine, char *(*run) (Bench *, const char *) )
{
  g_autoptr (StudioDatabase) original = load_schema (bench, "postgres");
  g_autoptr (StudioDatabase) database = load_schema (bench, engine);
  g_autoptr (GPtrArray) expected = propose (original);
  g_autoptr (GPtrArray) kpis = propose (database);
  guint compared = 0, different = 0;

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = kpis->pdata[i];
      StudioKpi *same = find_same (expected, kpi);
      g_autofree char *values = run (bench, studio_kpi_get_sql (kpi));
      g_autofree char *right = NULL;

      if (same == NULL)
        continue;
      right = run_postgresql (bench, studio_kpi_get_sql (same));
      compared++;
      if (is_same (studio_kpi_get_sql (same), values, right))
        continue;
      different++;
      g_test_message ("%s: %s\n%s\n--- gives\n%s\n--- instead of\n%s", studio_kpi_get_table (kpi),
                      studio_kpi_get_name (kpi), studio_kpi_get_sql (kpi), values, right);
    }
  g_test_message ("%s: %u of %u KPIs, %u compared, %u different", engine, kpis->len, expected->len,
                  compared, different);
  g_assert_cmpuint (compared, >=, 100);
  g_assert_cmpuint (different, ==, 0);
}

/* --- whose rows --- */

/* The schema of the statements of the corpus, which Metabase told once. */
static JsonNode *
read_corpus_schema (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "sql", "schema.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  root = studio_json_from_text (text, -1, &error);
  g_assert_no_error (error);
  return root;
}

/* The schema of a company with its fingerprints, which lead to more KPIs than bare names. */
static JsonNode *
describe_company (const StudioTestCompany *company)
{
  g_autoptr (GListStore) databases = g_list_store_new (STUDIO_TYPE_DATABASE);

  g_list_store_append (databases, company->database);
  return studio_schema_to_json (G_LIST_MODEL (databases));
}

static void
try_sqlite (Bench *bench)
{
  g_autofree char *script = copy_tables (bench, FALSE);

  g_assert_cmpint (sqlite3_open (":memory:", &bench->lite), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (bench->lite, script, NULL, NULL, NULL), ==, SQLITE_OK);
  compare (bench, "sqlite", run_sqlite);
  sqlite3_close (bench->lite);
}

static void
try_mariadb (Bench *bench)
{
  g_autofree char *script = NULL;
  g_auto (GStrv) loaded = NULL;
  g_autoptr (GError) error = NULL;

  bench->mariadb = studio_test_mariadb_start ();
  if (bench->mariadb == NULL)
    {
      g_test_skip ("MariaDB is not installed");
      return;
    }
  script = copy_tables (bench, TRUE);
  loaded = studio_test_mariadb_run (bench->mariadb, script, &error);
  g_assert_no_error (error);
  compare (bench, "mysql", run_mariadb);
  studio_test_mariadb_stop (bench->mariadb);
}

static void
test_corpus (gconstpointer data)
{
  void (*try) (Bench * bench) = *(void (*const *) (Bench *)) data;
  g_autoptr (StudioTestPostgres) server = studio_test_postgres_start ();
  g_autoptr (JsonNode) schema = read_corpus_schema ();
  Bench bench = { .schema = schema };

  g_assert_nonnull (server);
  bench.connection = studio_test_postgres_connect (server);
  studio_test_postgres_load (bench.connection, "sql/schema.sql");
  studio_test_postgres_load (bench.connection, "sql/shift-dates.sql");
  try (&bench);
  PQfinish (bench.connection);
}

static void
test_shop (gconstpointer data)
{
  void (*try) (Bench * bench) = *(void (*const *) (Bench *)) data;
  g_autoptr (StudioTestCompany) company = studio_test_company_start ("shop");
  g_autoptr (JsonNode) schema = describe_company (company);
  Bench bench = { .schema = schema, .connection = company->connection };

  try (&bench);
}

int
main (int argc, char **argv)
{
  static void (*const sqlite) (Bench *) = try_sqlite;
  static void (*const mariadb) (Bench *) = try_mariadb;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/compiler/engines/sqlite/corpus", &sqlite, test_corpus);
  g_test_add_data_func ("/compiler/engines/sqlite/shop", &sqlite, test_shop);
  g_test_add_data_func ("/compiler/engines/mariadb/corpus", &mariadb, test_corpus);
  return g_test_run ();
}
