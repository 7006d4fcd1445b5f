/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cards go on a dashboard, and which ones. */
#include "metabase/studio-dashboard.h"
#include "register/studio-dashboard-layout.h"
#include "register/studio-dashboard-plan.h"

#define SALES "Sales & Revenue Analytics"
#define DELIVERY "Delivery & Logistics"

static const char *const displays[] = { "table",  "line",   "scalar",   "pie",     "bar",
                                        "area",   "funnel", "progress", "gauge",   "smartscalar",
                                        "sankey", NULL,     "row",      "boxplot", "number" };

static GPtrArray *
new_items (guint n, guint seed)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_item_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("KPI %u", i);

      g_ptr_array_add (items, studio_dashboard_item_new (
                                  i + 1, name, displays[(i * 7 + seed) % G_N_ELEMENTS (displays)],
                                  (int) ((i * 37) % 101)));
    }
  return items;
}

static gboolean
overlap (const StudioDashboardPlace *a, const StudioDashboardPlace *b)
{
  return a->row < b->row + b->height && b->row < a->row + a->height &&
         a->column < b->column + b->width && b->column < a->column + a->width;
}

static void
assert_laid_out (GPtrArray *places, guint columns, guint first_row)
{
  for (guint i = 0; i < places->len; i++)
    {
      const StudioDashboardPlace *place = g_ptr_array_index (places, i);

      g_assert_cmpuint (place->row, >=, first_row);
      g_assert_cmpuint (place->width, >, 0);
      g_assert_cmpuint (place->height, >, 0);
      g_assert_cmpuint (place->column + place->width, <=, columns);
      for (guint j = i + 1; j < places->len; j++)
        g_assert_false (overlap (place, g_ptr_array_index (places, j)));
    }
}

/* Whatever there is, nothing covers anything else, and each card is there once. */
static void
test_no_overlaps (void)
{
  for (guint n = 1; n < 120; n = n * 2 + 1)
    for (guint seed = 0; seed < 5; seed++)
      for (guint columns = 18; columns <= 24; columns += 6)
        {
          g_autoptr (GPtrArray) items = new_items (n, seed);
          g_autoptr (GPtrArray) places = studio_dashboard_layout (items, columns, seed * 3);
          guint cards = 0;

          assert_laid_out (places, columns, seed * 3);
          for (guint i = 0; i < places->len; i++)
            cards += ((StudioDashboardPlace *) g_ptr_array_index (places, i))->card_id != 0;
          g_assert_cmpuint (cards, ==, n);
        }
}

static void
test_sections (void)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_item_free);
  g_autoptr (GPtrArray) places = NULL;
  const StudioDashboardPlace *place;

  g_ptr_array_add (items, studio_dashboard_item_new (1, "Detail", "table", 99));
  g_ptr_array_add (items, studio_dashboard_item_new (2, "By month", "line", 70));
  g_ptr_array_add (items, studio_dashboard_item_new (3, "Small", "scalar", 50));
  g_ptr_array_add (items, studio_dashboard_item_new (4, "Large", "scalar", 60));
  places = studio_dashboard_layout (items, 24, 0);
  g_assert_cmpuint (places->len, ==, 7);
  place = places->pdata[0];
  g_assert_cmpstr (place->text, ==, "Key figures");
  g_assert_cmpuint (place->width, ==, 24);
  g_assert_cmpuint (place->height, ==, 1);
  place = places->pdata[1];
  g_assert_cmpint (place->card_id, ==, 4);
  g_assert_cmpuint (place->row, ==, 1);
  place = places->pdata[2];
  g_assert_cmpint (place->card_id, ==, 3);
  g_assert_cmpuint (place->column, ==, 6);
  g_assert_cmpuint (place->width, ==, 6);
  g_assert_cmpuint (place->height, ==, 3);
  place = places->pdata[3];
  g_assert_cmpstr (place->text, ==, "Trends");
  g_assert_cmpuint (place->row, ==, 4);
  place = places->pdata[6];
  g_assert_cmpint (place->card_id, ==, 1);
  g_assert_cmpuint (place->height, ==, 9);
}

static StudioKpi *
new_kpi (guint number, const char *category, const char *display)
{
  StudioKpi *kpi = studio_kpi_new ();
  g_autofree char *name = g_strdup_printf ("KPI %u", number);

  studio_kpi_set_name (kpi, name);
  studio_kpi_set_category (kpi, category);
  studio_kpi_set_display (kpi, display);
  studio_kpi_set_card_id (kpi, number);
  studio_kpi_set_score (kpi, number % 100);
  return kpi;
}

/* One for each business function with all of it, and first the overview with a few of each. */
static void
test_plans (void)
{
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) plans = NULL;
  gint64 sales = 11;
  gint64 delivery = 12;
  gint64 empty = 13;
  StudioDashboardPlan *overview;
  StudioDashboardPlan *first;

  for (guint i = 1; i <= 40; i++)
    g_ptr_array_add (kpis,
                     new_kpi (i, i % 2 == 0 ? SALES : DELIVERY, i % 3 == 0 ? "scalar" : "line"));
  g_ptr_array_add (kpis, new_kpi (0, SALES, "line"));
  g_hash_table_insert (categories, (char *) SALES, &sales);
  g_hash_table_insert (categories, (char *) DELIVERY, &delivery);
  g_hash_table_insert (categories, (char *) "Equipment & Factory Management", &empty);
  plans = studio_dashboard_plans_new (kpis, "KPI Studio", 10, categories, NULL);
  g_assert_cmpuint (plans->len, ==, 3);
  overview = plans->pdata[0];
  first = plans->pdata[1];
  g_assert_cmpstr (overview->key, ==, STUDIO_DASHBOARD_OVERVIEW);
  g_assert_cmpstr (overview->name, ==, "KPI Studio · Overview");
  g_assert_cmpint (overview->collection_id, ==, 10);
  g_assert_cmpuint (overview->items->len, ==, 8);
  g_assert_cmpstr (first->key, ==, DELIVERY);
  g_assert_cmpint (first->collection_id, ==, 12);
  g_assert_cmpuint (first->items->len, ==, 20);
}

/* A KPI that has become better does not push itself in. */
static void
test_overview_stays (void)
{
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shown = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 sales = 11;
  gint64 cards[] = { 1, 2, 3, 4 };

  g_hash_table_insert (categories, (char *) SALES, &sales);
  for (guint i = 1; i <= 20; i++)
    g_ptr_array_add (kpis, new_kpi (i, SALES, "bar"));
  for (guint n = 0; n <= G_N_ELEMENTS (cards); n++)
    {
      g_autoptr (GPtrArray) plans =
          studio_dashboard_plans_new (kpis, "KPI Studio", 10, categories, shown);
      StudioDashboardPlan *overview = plans->pdata[0];
      guint kept = 0;

      g_assert_cmpuint (overview->items->len, ==, 4);
      for (guint i = 0; i < overview->items->len; i++)
        kept += ((StudioDashboardItem *) overview->items->pdata[i])->card_id <= n;
      g_assert_cmpuint (kept, ==, n);
      if (n < G_N_ELEMENTS (cards))
        g_hash_table_add (shown, &cards[n]);
    }
}

static void
test_marker (void)
{
  g_autofree char *marker = studio_dashboard_marker_new (SALES);
  g_autofree char *description = g_strdup_printf ("The KPIs.\n\n%s", marker);
  g_autofree char *key = studio_dashboard_marker_read (description);
  g_autofree char *stripped = studio_dashboard_marker_strip (description);

  g_assert_cmpstr (key, ==, SALES);
  g_assert_cmpstr (stripped, ==, "The KPIs.");
  g_assert_null (studio_dashboard_marker_read ("By a person"));
  g_assert_null (studio_dashboard_marker_read (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register/dashboard-layout/no-overlaps", test_no_overlaps);
  g_test_add_func ("/register/dashboard-layout/sections", test_sections);
  g_test_add_func ("/register/dashboard-layout/plans", test_plans);
  g_test_add_func ("/register/dashboard-layout/overview-stays", test_overview_stays);
  g_test_add_func ("/register/dashboard-layout/marker", test_marker);
  return g_test_run ();
}
