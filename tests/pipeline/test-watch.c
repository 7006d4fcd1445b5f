/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is made of a registered KPI's result. */
#include "pipeline/studio-watch.h"

#include <math.h>
#include <string.h>

/* @rows: "TIME VALUE", or "VALUE" without a time column. */
static StudioResult *
new_result (gint64 milliseconds, const char *const *rows)
{
  StudioResult *result = studio_result_new ();
  gboolean timed = rows[0] != NULL && strchr (rows[0], ' ') != NULL;

  if (timed)
    studio_result_add_column (result, "month", "type/DateTime");
  studio_result_add_column (result, "n", "type/Integer");
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], " ", 2);

      for (guint j = 0; cells[j] != NULL; j++)
        studio_result_add_cell (result, g_strdup (cells[j]));
    }
  studio_result_set_run (result, milliseconds, FALSE);
  return result;
}

static StudioWatch *
look (StudioKpi *kpi, gint64 milliseconds, const char *const *rows, GArray *values, guint days)
{
  g_autoptr (StudioResult) result = new_result (milliseconds, rows);
  StudioWatch *watch = studio_watch_new (kpi);

  studio_watch_read_result (watch, result, values, days);
  return watch;
}

static GArray *
new_values (guint n, double value)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n; i++)
    g_array_append_val (values, value);
  return values;
}

static void
test_figure (void)
{
  static const char *const rows[] = { "12", NULL };
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (GArray) values = new_values (2, 11);
  g_autoptr (StudioWatch) watch = NULL;

  studio_kpi_set_threshold (kpi, STUDIO_THRESHOLD_ABOVE, 11.5);
  watch = look (kpi, 20, rows, values, 9);
  g_assert_cmpfloat (watch->value, ==, 12);
  g_assert_cmpfloat (watch->previous, ==, 11);
  g_assert_true (watch->crossed);
  g_assert_false (watch->flat || watch->slower);
  g_assert_true (studio_watch_needs_attention (watch));
}

/* The same for days: perhaps nothing arrives any more. */
static void
test_flat (void)
{
  static const char *const rows[] = { "7", NULL };
  static const char *const months[] = { "2026-01 5", "2026-02 4", "2026-03 4", "2026-04 4",
                                        "2026-05 4", "2026-06 4", "2026-07 4", NULL };
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (GArray) values = new_values (4, 7);
  g_autoptr (GArray) none = new_values (0, 0);
  g_autoptr (StudioWatch) days = look (kpi, 20, rows, values, 5);
  g_autoptr (StudioWatch) today = look (kpi, 20, rows, values, 0);
  g_autoptr (StudioWatch) series = look (kpi, 20, months, none, 0);

  g_assert_true (days->flat);
  g_assert_false (today->flat);
  g_assert_true (series->flat);
  g_assert_false (studio_watch_needs_attention (days));
}

/* Of figures over time the latest counts, wherever it stands. */
static void
test_series (void)
{
  static const char *const rows[] = { "2026-03 3", "2026-02 90", "2026-01 95", NULL };
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (GArray) none = new_values (0, 0);
  g_autoptr (StudioWatch) watch = NULL;

  studio_kpi_set_threshold (kpi, STUDIO_THRESHOLD_ABOVE, 50);
  watch = look (kpi, 20, rows, none, 0);
  g_assert_cmpfloat (watch->value, ==, 3);
  g_assert_true (isnan (watch->previous));
  g_assert_false (watch->crossed);
}

/* Of a breakdown, any row; it has no single number. */
static void
test_breakdown (void)
{
  static const char *const rows[] = { "3", "90", "5", NULL };
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (GArray) none = new_values (0, 0);
  g_autoptr (StudioWatch) watch = NULL;

  studio_kpi_set_threshold (kpi, STUDIO_THRESHOLD_ABOVE, 50);
  watch = look (kpi, 20, rows, none, 0);
  g_assert_true (watch->crossed);
  g_assert_true (isnan (watch->value));
}

static void
test_slower (void)
{
  static const char *const rows[] = { "3", NULL };
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (GArray) none = new_values (0, 0);
  g_autoptr (StudioWatch) a_little = NULL;
  g_autoptr (StudioWatch) much = NULL;

  studio_kpi_set_milliseconds (kpi, 100);
  a_little = look (kpi, 900, rows, none, 0);
  much = look (kpi, 2500, rows, none, 0);
  g_assert_false (a_little->slower);
  g_assert_true (much->slower);
}

static void
test_empty (void)
{
  static const char *const rows[] = { NULL };
  g_autoptr (StudioKpi) kpi = studio_kpi_new ();
  g_autoptr (GArray) none = new_values (0, 0);
  g_autoptr (StudioWatch) watch = look (kpi, 20, rows, none, 0);

  g_assert_cmpint (watch->state, ==, STUDIO_WATCH_OK);
  g_assert_true (isnan (watch->value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pipeline/watch/figure", test_figure);
  g_test_add_func ("/pipeline/watch/flat", test_flat);
  g_test_add_func ("/pipeline/watch/series", test_series);
  g_test_add_func ("/pipeline/watch/breakdown", test_breakdown);
  g_test_add_func ("/pipeline/watch/slower", test_slower);
  g_test_add_func ("/pipeline/watch/empty", test_empty);
  return g_test_run ();
}
