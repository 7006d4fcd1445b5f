/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time and memory that checking and scoring 500 statements take. */
#include "assess/studio-assess.h"
#include "core/studio-kpi.h"
#include "sql/studio-sql-check.h"

#include "studio-test-corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define N_STATEMENTS 500
#define N_ROUNDS 40
#define TARGET_MILLISECONDS 100.0
#define TARGET_GROWTH_KIB 512

static double
cpu_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Resident memory, from proc(5). */
static long
resident_kib (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*s %ld", &pages);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

/* Everything that happens to a proposal without a database. Returns the sum of the scores, so that
 * nothing can be left out. */
static int
check_one (const char *sql, const StudioSqlSchema *schema)
{
  g_autoptr (StudioSqlReport) report = studio_sql_check (sql, schema, STUDIO_DIALECT_POSTGRESQL);
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);

  for (guint i = 0; i < report->findings->len; i++)
    g_ptr_array_add (findings, studio_finding_copy (g_ptr_array_index (report->findings, i)));
  studio_kpi_set_name (kpi, "Bench");
  studio_kpi_set_sql (kpi, report->sql);
  studio_kpi_set_check_state (kpi, report->state);
  studio_kpi_take_findings (kpi, findings);
  studio_kpi_set_tables_used (kpi, (const char *const *) report->tables);
  studio_kpi_set_columns_used (kpi, (const char *const *) report->columns);
  studio_assess_kpi (kpi, schema, NULL);
  return studio_kpi_get_score (kpi);
}

static double
run_round (GPtrArray *cases, const StudioSqlSchema *schema, long *scores)
{
  double start = cpu_milliseconds ();

  for (guint i = 0; i < N_STATEMENTS; i++)
    *scores += check_one (((const StudioTestCase *) g_ptr_array_index (cases, i % cases->len))->sql,
                          schema);
  return cpu_milliseconds () - start;
}

static GPtrArray *
load (gsize *bytes)
{
  static const char *const paths[] = { "sql/right.sql", "sql/wrong.sql", "sql/foreign.sql" };
  GPtrArray *cases = studio_test_corpus_load (paths[0]);

  for (guint i = 1; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_build_filename (g_getenv ("G_TEST_SRCDIR"), paths[i], NULL);

      if (g_file_test (name, G_FILE_TEST_EXISTS))
        g_ptr_array_extend_and_steal (cases, studio_test_corpus_load (paths[i]));
    }
  *bytes = 0;
  for (guint i = 0; i < cases->len; i++)
    *bytes += strlen (((const StudioTestCase *) g_ptr_array_index (cases, i))->sql);
  return cases;
}

int
main (void)
{
  gsize bytes;
  g_autoptr (GPtrArray) cases = load (&bytes);
  g_autoptr (StudioSqlSchema) schema = studio_test_corpus_schema ();
  long scores = 0, before, after;
  double first = run_round (cases, schema, &scores), best = first, total = 0;

  before = resident_kib ();
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double time = run_round (cases, schema, &scores);

      best = MIN (best, time);
      total += time;
    }
  after = resident_kib ();
  printf ("%u statements of %" G_GSIZE_FORMAT
          " bytes on average, cleaned, parsed, guarded, repaired, "
          "linted, keyed and scored\n",
          N_STATEMENTS, bytes / cases->len);
  printf ("CPU: %.1f ms the first time, %.1f ms on average, %.1f ms at best (target: under %.0f)\n",
          first, total / N_ROUNDS, best, TARGET_MILLISECONDS);
  printf ("Memory: %ld KiB before and %ld KiB after %u rounds more (target: %d KiB more at most)\n",
          before, after, N_ROUNDS, TARGET_GROWTH_KIB);
  printf ("Sum of the scores: %ld\n", scores);
  return total / N_ROUNDS < TARGET_MILLISECONDS && after - before <= TARGET_GROWTH_KIB
             ? EXIT_SUCCESS
             : EXIT_FAILURE;
}
