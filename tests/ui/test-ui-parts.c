/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/studio-chart-data.h"
#include "ui/studio-diff.h"
#include "ui/studio-format.h"
#include "ui/studio-kpi-filter.h"
#include "ui/studio-kpi-sorters.h"
#include "ui/studio-list-watch.h"
#include "ui/studio-sql-completion.h"
#include "ui/studio-table-selection.h"

#include <math.h>

/* The parts of the window that need no display. */

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format (void)
{
  assert_text (studio_format_integer (1234567), "1,234,567");
  assert_text (studio_format_integer (-1000), "-1,000");
  assert_text (studio_format_integer (999), "999");
  assert_text (studio_format_short_count (950), "950");
  assert_text (studio_format_short_count (12400), "12.4k");
  assert_text (studio_format_short_count (3100000), "3.1M");
  assert_text (studio_format_short_count (250000000), "250M");
  assert_text (studio_format_number (0.07612, -1), "0.0761");
  assert_text (studio_format_number (1234.5, -1), "1,234.5");
  assert_text (studio_format_number (1234.5, 0), "1,234");
  assert_text (studio_format_number (NAN, -1), "—");
  assert_text (studio_format_milliseconds (35), "35 ms");
  assert_text (studio_format_milliseconds (2400), "2.4 s");
  assert_text (studio_format_seconds (200), "3 min 20 s");
}

static void
test_diff (void)
{
  static const struct
  {
    StudioDiffKind kind;
    const char *text;
  } expected[] = {
    { STUDIO_DIFF_SAME, "SELECT a" },     { STUDIO_DIFF_REMOVED, "FROM t" },
    { STUDIO_DIFF_ADDED, "FROM t AS x" }, { STUDIO_DIFF_ADDED, "WHERE b" },
    { STUDIO_DIFF_SAME, "LIMIT 1" },
  };
  g_autoptr (GPtrArray) lines =
      studio_diff_lines ("SELECT a\nFROM t\nLIMIT 1", "SELECT a\nFROM t AS x\nWHERE b\nLIMIT 1");

  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    {
      const StudioDiffLine *line = g_ptr_array_index (lines, i);

      g_assert_cmpint (line->kind, ==, expected[i].kind);
      g_assert_cmpstr (line->text, ==, expected[i].text);
    }
}

static StudioKpi *
make_kpi (const char *name, const char *table, gint64 score)
{
  StudioKpi *kpi = studio_kpi_new ();

  studio_kpi_set_name (kpi, name);
  studio_kpi_set_table (kpi, table);
  studio_kpi_set_database (kpi, "shop");
  studio_kpi_set_sql (kpi, "SELECT 1");
  studio_kpi_set_score (kpi, score);
  studio_kpi_set_check_state (kpi, STUDIO_CHECK_VALID);
  return kpi;
}

static void
test_filter (void)
{
  g_autoptr (StudioKpiFilter) self = studio_kpi_filter_new ();
  GtkFilter *filter = GTK_FILTER (self);
  g_autoptr (StudioKpi) good = make_kpi ("Revenue by Month", "tb_order", 70);
  g_autoptr (StudioKpi) poor = make_kpi ("Total Rows", "tb_user", 20);
  g_autoptr (StudioKpi) unchecked = make_kpi ("New", "tb_user", -1);

  g_object_set (self, "threshold", 40, NULL);
  g_assert_false (studio_kpi_filter_is_active (self));
  g_assert_true (gtk_filter_match (filter, good));
  g_assert_false (gtk_filter_match (filter, poor));
  g_assert_true (studio_kpi_filter_hides_by_score (self, poor));
  g_assert_true (gtk_filter_match (filter, unchecked));

  /* What is being looked at stays, and so does what somebody approved. */
  g_object_set (self, "pinned", poor, NULL);
  g_assert_true (gtk_filter_match (filter, poor));
  g_object_set (self, "pinned", NULL, NULL);
  studio_kpi_set_decision (poor, STUDIO_DECISION_APPROVED);
  g_assert_true (gtk_filter_match (filter, poor));
  studio_kpi_set_decision (poor, STUDIO_DECISION_PENDING);
  g_object_set (self, "show-filtered", TRUE, NULL);
  g_assert_true (gtk_filter_match (filter, poor));

  g_object_set (self, "search", "MONTH order", NULL);
  g_assert_true (studio_kpi_filter_is_active (self));
  g_assert_true (gtk_filter_match (filter, good));
  g_assert_false (gtk_filter_match (filter, poor));
  g_object_set (self, "search", NULL, "decision", "approved", NULL);
  g_assert_false (gtk_filter_match (filter, good));
  g_object_set (self, "decision", NULL, "table", "tb_order", NULL);
  g_assert_true (gtk_filter_match (filter, good));
  g_assert_false (gtk_filter_match (filter, unchecked));
}

static void
test_filter_invalid (void)
{
  g_autoptr (StudioKpiFilter) filter = studio_kpi_filter_new ();
  g_autoptr (StudioKpi) invalid = make_kpi ("Broken", "tb_order", 0);

  studio_kpi_set_check_state (invalid, STUDIO_CHECK_INVALID);
  g_object_set (filter, "threshold", 40, NULL);
  g_assert_false (gtk_filter_match (GTK_FILTER (filter), invalid));
  g_object_set (filter, "check", "invalid", NULL);
  g_assert_true (gtk_filter_match (GTK_FILTER (filter), invalid));
}

static void
assert_order (GListModel *model, const char *first, const char *last)
{
  g_autoptr (StudioKpi) head = g_list_model_get_item (model, 0);
  g_autoptr (StudioKpi) tail = g_list_model_get_item (model, g_list_model_get_n_items (model) - 1);

  g_assert_cmpstr (studio_kpi_get_name (head), ==, first);
  g_assert_cmpstr (studio_kpi_get_name (tail), ==, last);
}

/* A score that changes while KPIs come in must not put the list out of order. */
static void
test_sorters (void)
{
  g_autoptr (StudioKpiSorters) sorters = studio_kpi_sorters_new ();
  g_autoptr (GtkSorter) sorter = studio_kpi_sorters_make (sorters, STUDIO_KPI_SORT_SCORE);
  GListStore *store = g_list_store_new (STUDIO_TYPE_KPI);
  g_autoptr (GtkSortListModel) sorted =
      gtk_sort_list_model_new (G_LIST_MODEL (store), g_object_ref (sorter));

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("kpi %d", i);
      g_autoptr (StudioKpi) kpi = make_kpi (name, "t", i);
      g_autoptr (StudioKpi) other = g_list_model_get_item (G_LIST_MODEL (store), (guint) i / 2);

      g_list_store_append (store, kpi);
      if (other != NULL)
        studio_kpi_set_score (other, 1000 - i);
    }
  studio_kpi_sorters_refresh (sorters);
  gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
  for (guint i = 1; i < 200; i++)
    {
      g_autoptr (StudioKpi) before = g_list_model_get_item (G_LIST_MODEL (sorted), i - 1);
      g_autoptr (StudioKpi) after = g_list_model_get_item (G_LIST_MODEL (sorted), i);

      g_assert_cmpint (studio_kpi_get_score (before), <=, studio_kpi_get_score (after));
    }
}

static void
test_sort_names (void)
{
  g_autoptr (StudioKpiSorters) sorters = studio_kpi_sorters_new ();
  GListStore *store = g_list_store_new (STUDIO_TYPE_KPI);
  g_autoptr (GtkSortListModel) sorted = gtk_sort_list_model_new (
      G_LIST_MODEL (store), studio_kpi_sorters_make (sorters, STUDIO_KPI_SORT_NAME));
  static const char *const names[] = { "Top 10", "Top 9", "Average" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (StudioKpi) kpi = make_kpi (names[i], "t", 0);

      g_list_store_append (store, kpi);
    }
  assert_order (G_LIST_MODEL (sorted), "Average", "Top 10");
}

static void
count_cb (gpointer object, guint *count)
{
  ++*count;
}

static void
test_watch (void)
{
  static const char *const watched[] = { "score", NULL };
  g_autoptr (GListStore) store = g_list_store_new (STUDIO_TYPE_KPI);
  g_autoptr (StudioKpi) kpi = make_kpi ("one", "t", 1);
  g_autoptr (StudioListWatch) watch = studio_list_watch_new (G_LIST_MODEL (store), watched, 100000);
  guint count = 0;

  g_signal_connect (watch, "changed", G_CALLBACK (count_cb), &count);
  studio_list_watch_flush (watch);
  g_assert_cmpuint (count, ==, 1);
  g_list_store_append (store, kpi);
  studio_kpi_set_score (kpi, 2);
  studio_list_watch_flush (watch);
  g_assert_cmpuint (count, ==, 2);
  studio_kpi_set_name (kpi, "nobody asked");
  studio_list_watch_flush (watch);
  g_assert_cmpuint (count, ==, 2);
  studio_kpi_set_score (kpi, 3);
  studio_list_watch_flush (watch);
  g_assert_cmpuint (count, ==, 3);
  g_list_store_remove_all (store);
  studio_list_watch_flush (watch);
  studio_kpi_set_score (kpi, 4);
  studio_list_watch_flush (watch);
  g_assert_cmpuint (count, ==, 4);
}

static StudioResult *
make_result (const char *const *names, const char *const *types, const char *const *cells)
{
  StudioResult *result = studio_result_new ();

  for (gsize i = 0; names[i] != NULL; i++)
    studio_result_add_column (result, names[i], types[i]);
  for (gsize i = 0; cells[i] != NULL; i++)
    studio_result_add_cell (result, g_strdup (cells[i]));
  return result;
}

static void
test_chart_line (void)
{
  static const char *const names[] = { "month", "rate", NULL };
  static const char *const types[] = { "type/Date", "type/Decimal", NULL };
  static const char *const cells[] = { "2026-01-01", "0.5",        "2026-02-01T00:00:00Z",
                                       "0.25",       "2026-03-01", "0.75",
                                       NULL };
  g_autoptr (StudioResult) result = make_result (names, types, cells);
  g_autoptr (StudioKpi) kpi = make_kpi ("Rate", "t", 1);
  g_autoptr (StudioVisualization) visualization = NULL;
  g_autoptr (StudioChartData) data = NULL;

  studio_kpi_set_display (kpi, "line");
  studio_kpi_set_visualization (
      kpi, "{\"graph.dimensions\": [\"month\"], \"graph.metrics\": [\"rate\"], \"column_settings\":"
           " {\"[\\\"name\\\",\\\"rate\\\"]\": {\"number_style\": \"percent\", \"decimals\": 1,"
           " \"column_title\": \"Rate of orders\"}}}");
  visualization = studio_visualization_new (kpi);
  data = studio_chart_data_new (result, visualization);
  g_assert_nonnull (data);
  g_assert_cmpint (data->shape, ==, STUDIO_CHART_LINE);
  g_assert_cmpuint (data->n_points, ==, 3);
  g_assert_cmpuint (data->n_series, ==, 1);
  g_assert_cmpstr (data->labels[0], ==, "Jan 2026");
  g_assert_cmpstr (data->names[0], ==, "Rate of orders");
  g_assert_cmpfloat (studio_chart_data_get (data, 0, 1), ==, 25);
  assert_text (studio_chart_data_format (data, 0, 25), "25.0%");
}

static void
test_chart_broken_out (void)
{
  static const char *const names[] = { "month", "status", "orders", NULL };
  static const char *const types[] = { "type/Date", "type/Text", "type/BigInteger", NULL };
  static const char *const cells[] = { "2026-01-01", "paid",       "5",    "2026-01-01", "open",
                                       "2",          "2026-02-01", "paid", "7",          NULL };
  g_autoptr (StudioResult) result = make_result (names, types, cells);
  g_autoptr (StudioKpi) kpi = make_kpi ("Orders", "t", 1);
  g_autoptr (StudioVisualization) visualization = NULL;
  g_autoptr (StudioChartData) data = NULL;

  studio_kpi_set_visualization (kpi, "{\"graph.dimensions\": [\"month\", \"status\"],"
                                     " \"graph.metrics\": [\"orders\"]}");
  visualization = studio_visualization_new (kpi);
  data = studio_chart_data_new (result, visualization);
  g_assert_nonnull (data);
  g_assert_cmpuint (data->n_series, ==, 2);
  g_assert_cmpuint (data->n_points, ==, 2);
  g_assert_cmpstr (data->names[1], ==, "open");
  g_assert_cmpfloat (studio_chart_data_get (data, 0, 1), ==, 7);
  g_assert_true (isnan (studio_chart_data_get (data, 1, 1)));
}

/* Nothing but a number: nothing to draw. */
static void
test_chart_none (void)
{
  static const char *const names[] = { "total", NULL };
  static const char *const types[] = { "type/BigInteger", NULL };
  static const char *const cells[] = { "5", NULL };
  g_autoptr (StudioResult) result = make_result (names, types, cells);
  g_autoptr (StudioKpi) kpi = make_kpi ("Total", "t", 1);
  g_autoptr (StudioVisualization) visualization = studio_visualization_new (kpi);

  g_assert_null (studio_chart_data_new (result, visualization));
}

static void
test_ticks (void)
{
  double first;

  g_assert_cmpfloat (studio_chart_ticks (0, 95, 4, &first), ==, 50);
  g_assert_cmpfloat (first, ==, 0);
  g_assert_cmpfloat (studio_chart_ticks (-3, 17, 4, &first), ==, 5);
  g_assert_cmpfloat (first, ==, -5);
}

static StudioDatabase *
make_database (void)
{
  StudioDatabase *database = studio_database_new (1, "shop", "postgres");
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_object_unref);
  static const char *const names[] = { "tb_order", "tb_user" };
  static const char *const fields[2][2] = { { "order_id", "Total" }, { "user_id", "name" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      StudioTable *table = studio_table_new (10 + i, "public", names[i]);
      GPtrArray *columns = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint j = 0; j < 2; j++)
        {
          StudioFieldInfo *info = studio_field_info_new ();

          info->name = g_strdup (fields[i][j]);
          g_ptr_array_add (columns, studio_field_new (info));
        }
      studio_table_take_fields (table, columns);
      g_ptr_array_add (tables, table);
    }
  studio_database_take_tables (database, tables);
  return database;
}

static void
test_selection (void)
{
  g_autoptr (GListStore) databases = g_list_store_new (STUDIO_TYPE_DATABASE);
  g_autoptr (StudioDatabase) database = make_database ();
  g_autoptr (StudioTableSelection) selection =
      studio_table_selection_new (G_LIST_MODEL (databases));
  GListModel *tables = studio_database_get_tables (database);
  g_autoptr (StudioTable) order = g_list_model_get_item (tables, 0);
  g_autoptr (GPtrArray) selected = NULL;

  g_list_store_append (databases, database);
  studio_table_set_selected (order, TRUE);
  g_assert_cmpint (studio_tables_get_tick (tables), ==, STUDIO_TICK_SOME);
  while (studio_table_selection_get_n_selected (selection) != 1)
    g_main_context_iteration (NULL, TRUE);
  selected = studio_table_selection_dup (selection, database);
  g_assert_cmpuint (selected->len, ==, 1);
  g_assert_true (g_ptr_array_index (selected, 0) == order);
  studio_tables_set_tick (tables, TRUE);
  g_assert_cmpint (studio_tables_get_tick (tables), ==, STUDIO_TICK_ALL);
  studio_table_selection_clear (selection);
  g_assert_cmpint (studio_tables_get_tick (tables), ==, STUDIO_TICK_NONE);
}

static gboolean
offers (GListModel *proposals, const char *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (proposals); i++)
    {
      g_autoptr (StudioSqlProposal) proposal = g_list_model_get_item (proposals, i);

      if (g_str_equal (studio_sql_proposal_get_text (proposal), text))
        return TRUE;
    }
  return FALSE;
}

static void
test_completion (void)
{
  g_autoptr (StudioSession) session = studio_session_new ();
  g_autoptr (StudioSchemaLoader) loader = studio_schema_loader_new (session);
  g_autoptr (StudioSqlCompletion) completion = studio_sql_completion_new (loader);
  g_autoptr (StudioDatabase) database = make_database ();
  g_autoptr (GListModel) all = NULL;
  g_autoptr (GListModel) qualified = NULL;

  studio_sql_completion_set_database (completion, database);
  all = studio_sql_completion_list (completion, "SELECT  FROM tb_order", NULL);
  g_assert_true (offers (all, "tb_user"));
  g_assert_true (offers (all, "order_id"));
  /* PostgreSQL would fold it to lower case without the quotes. */
  g_assert_true (offers (all, "\"Total\""));
  g_assert_false (offers (all, "user_id"));
  g_assert_true (offers (all, "GROUP BY"));

  qualified = studio_sql_completion_list (
      completion, "SELECT u. FROM tb_order o JOIN public.tb_user AS u ON true", "u");
  g_assert_cmpuint (g_list_model_get_n_items (qualified), ==, 2);
  g_assert_true (offers (qualified, "user_id"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/format", test_format);
  g_test_add_func ("/ui/diff", test_diff);
  g_test_add_func ("/ui/kpi-filter/all", test_filter);
  g_test_add_func ("/ui/kpi-filter/invalid", test_filter_invalid);
  g_test_add_func ("/ui/kpi-sorters/changing", test_sorters);
  g_test_add_func ("/ui/kpi-sorters/names", test_sort_names);
  g_test_add_func ("/ui/list-watch", test_watch);
  g_test_add_func ("/ui/chart/line", test_chart_line);
  g_test_add_func ("/ui/chart/broken-out", test_chart_broken_out);
  g_test_add_func ("/ui/chart/none", test_chart_none);
  g_test_add_func ("/ui/chart/ticks", test_ticks);
  g_test_add_func ("/ui/table-selection", test_selection);
  g_test_add_func ("/ui/completion", test_completion);
  return g_test_run ();
}
