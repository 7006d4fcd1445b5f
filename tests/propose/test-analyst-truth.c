/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies that the analyst has not been made for, each with rows that lay traps. Everything
 * it finds has to run and to pass all checks, and what it says about them is compared with what
 * statements say that were written by hand from the meaning of its KPIs (schemas/….expected.sql).
 */
#include "core/studio-kpi.h"
#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-analyst.h"
#include "propose/analyst/studio-compiler.h"
#include "sql/studio-sql-check.h"
#include "sql/studio-sql-schema.h"
#include "studio-test-company.h"

#include <math.h>
#include <string.h>

/* Columns with which a table should be worth so many KPIs, and what they need to be worth at
 * least. */
#define ENOUGH_COLUMNS 4
#define LEAST_KPIS 15
#define MOST_KPIS 20

typedef struct
{
  StudioTestCompany *test;
  StudioDatabase *database; /* of the above */
  PGconn *connection;       /* of the above */
  StudioSqlSchema *schema;
  GHashTable *statements; /* "table / name" → SQL of a proposal */
  guint differences;
} Company;

static Company *
company_new (const char *name)
{
  Company *company = g_new0 (Company, 1);

  company->test = studio_test_company_start (name);
  company->database = company->test->database;
  company->connection = company->test->connection;
  company->schema = studio_sql_schema_new (company->database);
  company->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return company;
}

static void
company_free (Company *company)
{
  g_hash_table_unref (company->statements);
  studio_sql_schema_unref (company->schema);
  studio_test_company_stop (company->test);
  g_free (company);
}

/* --- values --- */

/* A value without what two right statements may differ in: the last digits of a quotient, and
 * whether a day has a time. */
static char *
normalize (const char *value)
{
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (*value != '\0' && *end == '\0')
    return g_strdup (
        g_ascii_formatd (buffer, sizeof buffer, "%.7g", fabs (number) < 1e-12 ? 0 : number));
  if (strlen (value) >= 19 && g_str_has_prefix (value + 10, " 00:00:00"))
    return g_strndup (value, 10);
  return g_strdup (value);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The rows as lines, in their order when that is @ordered, else sorted. */
static char *
run (Company *company, const char *what, const char *sql, gboolean ordered)
{
  PGresult *result = PQexec (company->connection, sql);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s: %s\n%s", what, PQerrorMessage (company->connection), sql);
  for (int row = 0; row < PQntuples (result); row++)
    {
      GString *line = g_string_new (NULL);

      for (int column = 0; column < PQnfields (result); column++)
        {
          g_autofree char *value = PQgetisnull (result, row, column)
                                       ? g_strdup ("NULL")
                                       : normalize (PQgetvalue (result, row, column));

          g_string_append_printf (line, "%s|", value);
        }
      g_ptr_array_add (rows, g_string_free (line, FALSE));
    }
  PQclear (result);
  if (!ordered)
    g_ptr_array_sort (rows, compare_rows);
  g_ptr_array_add (rows, NULL);
  return g_strjoinv ("\n", (char **) rows->pdata);
}

/* --- all that was found runs and is sound --- */

static void
check_proposal (Company *company, StudioTable *table, const StudioProposal *proposal)
{
  g_autofree char *what =
      g_strdup_printf ("%s / %s", studio_table_get_name (table), proposal->name);
  g_autoptr (GError) error = NULL;
  g_autofree char *sql =
      studio_compiler_compile (proposal->definition, STUDIO_DIALECT_POSTGRESQL, &error);
  g_autoptr (StudioSqlReport) report = NULL;
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  report = studio_sql_check (sql, company->schema, STUDIO_DIALECT_POSTGRESQL);
  if (report->state != STUDIO_CHECK_VALID)
    g_error ("%s: %s\n%s", what, report->message, sql);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (report->findings, i);

      if (finding->severity != STUDIO_SEVERITY_HINT)
        g_error ("%s: %s\n%s", what, finding->message, sql);
    }
  rows = run (company, what, sql, FALSE);
  if (!g_hash_table_contains (company->statements, what))
    g_hash_table_insert (company->statements, g_steal_pointer (&what), g_steal_pointer (&sql));
}

static guint
count_usable (const StudioReading *reading)
{
  guint n = 0;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      n += column->usable && !studio_column_is_constant (column) &&
           column->role != STUDIO_ROLE_IDENTIFIER && column->role != STUDIO_ROLE_TEXT &&
           column->role != STUDIO_ROLE_CONTACT && column->role != STUDIO_ROLE_OTHER;
    }
  return n;
}

static void
check_choice (Company *company, StudioAnalyst *analyst, const StudioAnalysis *analysis)
{
  const StudioReading *reading = analysis->reading;
  g_autoptr (GPtrArray) kpis =
      studio_analyst_propose (analyst, company->database, reading->table, NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean silent = reading->empty || reading->archetype == STUDIO_ARCHETYPE_CONFIGURATION;

  g_test_message ("%s: %s of %u usable columns, %u KPIs of %u",
                  studio_table_get_name (reading->table),
                  studio_archetype_name (reading->archetype), count_usable (reading), kpis->len,
                  analysis->proposals->len);
  g_assert_cmpuint (kpis->len, <=, MOST_KPIS);
  if (silent)
    g_assert_cmpuint (kpis->len, ==, 0);
  else if (count_usable (reading) >= ENOUGH_COLUMNS && kpis->len < LEAST_KPIS)
    /* A person can read why: nothing else fitted, or what did was worth less. */
    g_assert_true (analysis->notes->len > 0 || analysis->proposals->len > kpis->len);
  for (guint i = 0; i < kpis->len; i++)
    {
      g_autoptr (StudioSqlReport) report =
          studio_sql_check (studio_kpi_get_sql (g_ptr_array_index (kpis, i)), company->schema,
                            STUDIO_DIALECT_POSTGRESQL);

      if (!g_hash_table_add (keys, g_strdup (report->weak_key)))
        g_error ("“%s” is there twice", studio_kpi_get_name (g_ptr_array_index (kpis, i)));
    }
}

static void
check_tables (Company *company)
{
  g_autoptr (StudioSchemaIndex) index = studio_schema_index_new (company->database);
  g_autoptr (StudioAnalyst) analyst = studio_analyst_new ();
  GListModel *tables = studio_database_get_tables (company->database);
  GDate today;

  g_date_set_time_t (&today, g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);
      g_autoptr (StudioAnalysis) analysis = studio_analysis_new (index, table, &today);

      for (guint k = 0; k < analysis->proposals->len; k++)
        check_proposal (company, table, g_ptr_array_index (analysis->proposals, k));
      check_choice (company, analyst, analysis);
    }
}

/* --- what is expected --- */

/* A statement that orders its rows at its end expects them in that order. */
static gboolean
is_ordered (const char *sql)
{
  const char *order = g_strrstr (sql, "ORDER BY");

  return order != NULL && (order == sql || order[-1] == '\n');
}

static void
compare (Company *company, const char *what, const char *expected_sql)
{
  const char *sql = g_hash_table_lookup (company->statements, what);
  gboolean ordered = is_ordered (expected_sql);
  g_autofree char *expected = run (company, what, expected_sql, ordered);
  g_autofree char *found = NULL;

  if (sql == NULL)
    {
      g_test_message ("There is no KPI “%s”", what);
      company->differences++;
      return;
    }
  found = run (company, what, sql, ordered);
  if (strcmp (found, expected) == 0)
    return;
  g_test_message ("“%s” gives\n%s\nwhere this was expected:\n%s\n%s", what, found, expected, sql);
  company->differences++;
}

/* Statements, each below a line “-- kpi: table / name”; other comments are for readers. */
static guint
compare_all (Company *company, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".expected.sql", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "propose", "schemas", file, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (text, "-- kpi: ", -1);
  for (guint i = 1; parts[i] != NULL; i++, n++)
    {
      g_auto (GStrv) lines = g_strsplit (parts[i], "\n", 2);

      compare (company, g_strstrip (lines[0]), g_strstrip (lines[1]));
    }
  return n;
}

static void
test_company (gconstpointer data)
{
  const char *name = data;
  Company *company = company_new (name);
  guint compared;

  check_tables (company);
  compared = compare_all (company, name);
  g_test_message ("%s: %u proposals ran, %u of them were compared", name,
                  g_hash_table_size (company->statements), compared);
  g_assert_cmpuint (company->differences, ==, 0);
  g_assert_cmpuint (compared, >=, 8);
  company_free (company);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/analyst/truth/shop", "shop", test_company);
  g_test_add_data_func ("/analyst/truth/saas", "saas", test_company);
  g_test_add_data_func ("/analyst/truth/plant", "plant", test_company);
  g_test_add_data_func ("/analyst/truth/campus", "campus", test_company);
  g_test_add_data_func ("/analyst/truth/clinic", "clinic", test_company);
  g_test_add_data_func ("/analyst/truth/helpdesk", "helpdesk", test_company);
  g_test_add_data_func ("/analyst/truth/logistics", "logistics", test_company);
  g_test_add_data_func ("/analyst/truth/factory", "factory", test_company);
  g_test_add_data_func ("/analyst/truth/sourcing", "sourcing", test_company);
  g_test_add_data_func ("/analyst/truth/membership", "membership", test_company);
  g_test_add_data_func ("/analyst/truth/chain", "chain", test_company);
  g_test_add_data_func ("/analyst/truth/forum", "forum", test_company);
  return g_test_run ();
}
