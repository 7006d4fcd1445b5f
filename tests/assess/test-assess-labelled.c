/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two hundred KPIs that a person has judged, run on a real PostgreSQL: the score has to tell the
 * good from the bad ones. */
#include "assess/studio-assess.h"
#include "assess/studio-duplicates.h"
#include "assess/studio-result-test.h"
#include "sql/studio-sql-check.h"
#include "studio-test-corpus.h"
#include "studio-test-postgres.h"

#include <math.h>
#include <string.h>

#define ROW_LIMIT 2000

typedef struct
{
  PGconn *connection;
  StudioSqlSchema *schema;
  StudioDuplicates *duplicates;
} Bench;

/* Metabase's type of a column, by PostgreSQL's object id of its type. */
static const char *
base_type (Oid type)
{
  switch (type)
    {
    case 16:
      return "type/Boolean";
    case 20:
      return "type/BigInteger";
    case 21:
    case 23:
      return "type/Integer";
    case 700:
    case 701:
      return "type/Float";
    case 1700:
      return "type/Decimal";
    case 1082:
      return "type/Date";
    case 1114:
      return "type/DateTime";
    case 1184:
      return "type/DateTimeWithLocalTZ";
    case 114:
    case 3802:
      return "type/JSON";
    default:
      return "type/Text";
    }
}

static StudioResult *
run (Bench *bench, const char *sql)
{
  PGresult *rows = PQexec (bench->connection, sql);
  StudioResult *result = studio_result_new ();
  int n_rows = MIN (PQntuples (rows), ROW_LIMIT);

  if (PQresultStatus (rows) != PGRES_TUPLES_OK)
    g_error ("%s\n%s", sql, PQerrorMessage (bench->connection));
  for (int column = 0; column < PQnfields (rows); column++)
    studio_result_add_column (result, PQfname (rows, column), base_type (PQftype (rows, column)));
  for (int row = 0; row < n_rows; row++)
    for (int column = 0; column < PQnfields (rows); column++)
      studio_result_add_cell (result, PQgetisnull (rows, row, column)
                                          ? NULL
                                          : g_strdup (PQgetvalue (rows, row, column)));
  studio_result_set_run (result, 5, PQntuples (rows) > ROW_LIMIT);
  PQclear (rows);
  return result;
}

static void
add_findings (GPtrArray *all, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (all, studio_finding_copy (g_ptr_array_index (more, i)));
}

static gboolean
has_error (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const StudioFinding *) g_ptr_array_index (findings, i))->severity ==
        STUDIO_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}

static StudioKpi *
assess (Bench *bench, const StudioTestCase *test_case)
{
  StudioKpi *kpi = studio_kpi_new ();
  g_autoptr (StudioSqlReport) report =
      studio_sql_check (test_case->sql, bench->schema, STUDIO_DIALECT_POSTGRESQL);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);
  g_autoptr (StudioResult) result = NULL;
  g_autoptr (GPtrArray) about_result = NULL;

  studio_kpi_set_name (kpi, studio_test_case_get (test_case, "name"));
  studio_kpi_set_database (kpi, "test");
  studio_kpi_set_sql (kpi, report->sql);
  studio_kpi_set_key (kpi, report->key);
  studio_kpi_set_weak_key (kpi, report->weak_key);
  studio_kpi_set_columns_used (kpi, (const char *const *) report->columns);
  studio_kpi_set_check_state (kpi,
                              report->wrong_number != NULL ? STUDIO_CHECK_INVALID : report->state);
  add_findings (findings, report->findings);
  if (studio_kpi_get_check_state (kpi) != STUDIO_CHECK_INVALID)
    {
      result = run (bench, report->sql);
      studio_kpi_set_rows (kpi, studio_result_get_n_rows (result));
      about_result = studio_result_test (kpi, result);
      add_findings (findings, about_result);
      if (has_error (about_result))
        studio_kpi_set_check_state (kpi, STUDIO_CHECK_INVALID);
    }
  studio_kpi_take_findings (kpi, findings);
  studio_assess_kpi (kpi, bench->schema, result);
  if (studio_kpi_is_valid (kpi) && studio_duplicates_add (bench->duplicates, kpi) != NULL)
    studio_assess_mark_duplicate (kpi, "Another KPI asks the same.");
  return kpi;
}

static void
explain (StudioKpi *kpi)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *reasons = studio_kpi_get_reasons (kpi);
  GPtrArray *findings = studio_kpi_get_findings (kpi);

  for (guint i = 0; i < reasons->len; i++)
    {
      const StudioReason *reason = g_ptr_array_index (reasons, i);

      g_string_append_printf (text, " %s %+d", reason->id, reason->points);
    }
  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (text, " [%s]",
                            ((const StudioFinding *) g_ptr_array_index (findings, i))->id);
  g_test_message ("%3d %s:%s", (int) studio_kpi_get_score (kpi), studio_kpi_get_name (kpi),
                  text->str);
}

static GPtrArray *
assess_all (Bench *bench, const char *path)
{
  g_autoptr (GPtrArray) cases = studio_test_corpus_load (path);
  GPtrArray *kpis = g_ptr_array_new_with_free_func (g_object_unref);

  g_test_message ("%s", path);
  for (guint i = 0; i < cases->len; i++)
    {
      StudioKpi *kpi = assess (bench, g_ptr_array_index (cases, i));

      explain (kpi);
      g_ptr_array_add (kpis, kpi);
    }
  return kpis;
}

/* The probability that a good KPI scores above a bad one; equal scores count half. */
static double
area_under_curve (GPtrArray *good, GPtrArray *bad)
{
  double wins = 0;

  for (guint i = 0; i < good->len; i++)
    for (guint k = 0; k < bad->len; k++)
      {
        gint64 left = studio_kpi_get_score (g_ptr_array_index (good, i));
        gint64 right = studio_kpi_get_score (g_ptr_array_index (bad, k));

        wins += left > right ? 1 : left == right ? 0.5 : 0;
      }
  return wins / (good->len * bad->len);
}

static double
deviation (GPtrArray *kpis)
{
  double sum = 0, squares = 0;

  for (guint i = 0; i < kpis->len; i++)
    {
      double score = studio_kpi_get_score (g_ptr_array_index (kpis, i));

      sum += score;
      squares += score * score;
    }
  return sqrt (squares / kpis->len - (sum / kpis->len) * (sum / kpis->len));
}

static void
test_labelled (gconstpointer data)
{
  g_autoptr (GPtrArray) good = assess_all ((Bench *) data, "assess/labelled-good.sql");
  g_autoptr (GPtrArray) bad = assess_all ((Bench *) data, "assess/labelled-bad.sql");
  double area = area_under_curve (good, bad);

  g_test_message ("%u good and %u bad ones, area under the curve %.3f, deviation of the good %.1f",
                  good->len, bad->len, area, deviation (good));
  g_assert_cmpuint (good->len, >=, 100);
  g_assert_cmpuint (bad->len, >=, 100);
  g_assert_cmpfloat (area, >=, 0.93);
  /* A judge that calls everything high is useless. */
  g_assert_cmpfloat (deviation (good), >=, 8);
  for (guint i = 0; i < good->len; i++)
    g_assert_true (studio_kpi_is_valid (g_ptr_array_index (good, i)));
}

int
main (int argc, char **argv)
{
  Bench bench = { NULL };
  StudioTestPostgres *server;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  server = studio_test_postgres_start ();
  if (server == NULL)
    return 77;
  bench.connection = studio_test_postgres_connect (server);
  studio_test_postgres_load (bench.connection, "sql/schema.sql");
  studio_test_postgres_load (bench.connection, "sql/shift-dates.sql");
  bench.schema = studio_test_corpus_schema ();
  bench.duplicates = studio_duplicates_new ();
  g_test_add_data_func ("/assess/labelled", &bench, test_labelled);
  status = g_test_run ();
  g_object_unref (bench.duplicates);
  studio_sql_schema_unref (bench.schema);
  PQfinish (bench.connection);
  studio_test_postgres_stop (server);
  return status;
}
