/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-dashboard-plan.h"

#include "register/studio-dashboard-layout.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MARKER "KPI Studio dashboard: "

/* What the overview shows of each business function, at the most. */
#define OVERVIEW_FIGURES 2
#define OVERVIEW_TRENDS 1
#define OVERVIEW_CARDS 4

void
studio_dashboard_plan_free (StudioDashboardPlan *self)
{
  g_free (self->key);
  g_free (self->name);
  g_free (self->description);
  g_ptr_array_unref (self->items);
  g_free (self);
}

char *
studio_dashboard_marker_new (const char *key)
{
  return g_strconcat (MARKER, key, NULL);
}

static const char *
find_marker (const char *description)
{
  return description != NULL ? g_strrstr (description, MARKER) : NULL;
}

char *
studio_dashboard_marker_read (const char *description)
{
  const char *mark = find_marker (description);
  char *key;

  if (mark == NULL)
    return NULL;
  mark += strlen (MARKER);
  key = g_strstrip (g_strndup (mark, strcspn (mark, "\r\n")));
  if (*key == '\0')
    g_clear_pointer (&key, g_free);
  return key;
}

char *
studio_dashboard_marker_strip (const char *description)
{
  const char *mark = find_marker (description);

  if (mark == NULL)
    return g_strdup (description != NULL ? description : "");
  return g_strchomp (g_strndup (description, mark - description));
}

static StudioDashboardPlan *
plan_new (const char *key, const char *name, const char *about, gint64 collection_id)
{
  StudioDashboardPlan *self = g_new0 (StudioDashboardPlan, 1);
  g_autofree char *marker = studio_dashboard_marker_new (key);

  self->key = g_strdup (key);
  self->name = g_strdup (name);
  self->description = g_strdup_printf ("%s\n\n%s", about, marker);
  self->collection_id = collection_id;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_item_free);
  return self;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  StudioKpi *left = *(StudioKpi *const *) a;
  StudioKpi *right = *(StudioKpi *const *) b;
  gint64 difference = studio_kpi_get_score (right) - studio_kpi_get_score (left);

  if (difference != 0)
    return difference > 0 ? 1 : -1;
  return g_strcmp0 (studio_kpi_get_name (left), studio_kpi_get_name (right));
}

static void
add_item (StudioDashboardPlan *plan, StudioKpi *kpi)
{
  gint64 card_id = studio_kpi_get_card_id (kpi);

  /* Two KPIs may be linked to one card. */
  for (guint i = 0; i < plan->items->len; i++)
    if (((StudioDashboardItem *) g_ptr_array_index (plan->items, i))->card_id == card_id)
      return;
  g_ptr_array_add (plan->items, studio_dashboard_item_new (card_id, studio_kpi_get_name (kpi),
                                                           studio_kpi_get_display (kpi),
                                                           (int) studio_kpi_get_score (kpi)));
}

/* What was chosen once. */
static void
add_shown (StudioDashboardPlan *overview, GPtrArray *kpis, GHashTable *shown)
{
  for (guint i = 0; shown != NULL && i < kpis->len; i++)
    {
      gint64 card_id = studio_kpi_get_card_id (g_ptr_array_index (kpis, i));

      if (g_hash_table_contains (shown, &card_id))
        add_item (overview, g_ptr_array_index (kpis, i));
    }
}

/* The best of a business function: figures first, then a trend, then whatever else is good. */
static void
add_best (StudioDashboardPlan *overview, GPtrArray *kpis, GHashTable *shown)
{
  static const struct
  {
    int section; /* -1: any */
    guint most;
  } picks[] = { { STUDIO_SECTION_FIGURES, OVERVIEW_FIGURES },
                { STUDIO_SECTION_TRENDS, OVERVIEW_TRENDS },
                { -1, OVERVIEW_CARDS } };
  guint before = overview->items->len;

  add_shown (overview, kpis, shown);
  for (gsize i = 0; i < G_N_ELEMENTS (picks); i++)
    {
      guint start = overview->items->len;

      for (guint j = 0; j < kpis->len; j++)
        {
          StudioKpi *kpi = g_ptr_array_index (kpis, j);
          int section = studio_dashboard_section_for (studio_kpi_get_display (kpi));

          if (overview->items->len - start >= picks[i].most ||
              overview->items->len - before >= OVERVIEW_CARDS)
            break;
          if (picks[i].section == -1 || picks[i].section == section)
            add_item (overview, kpi);
        }
    }
}

static GPtrArray *
pick_category (GPtrArray *kpis, const char *category)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      const char *its = studio_kpi_get_category (kpi);

      if (studio_kpi_get_card_id (kpi) != 0 &&
          strcmp (its != NULL && *its != '\0' ? its : _ ("Other"), category) == 0)
        g_ptr_array_add (picked, kpi);
    }
  g_ptr_array_sort (picked, compare_scores);
  return picked;
}

GPtrArray *
studio_dashboard_plans_new (GPtrArray *kpis,
                            const char *collection,
                            gint64 collection_id,
                            GHashTable *categories,
                            GHashTable *shown)
{
  g_autofree char *name = g_strdup_printf (_ ("%s · Overview"), collection);
  g_autoptr (StudioDashboardPlan) overview =
      plan_new (STUDIO_DASHBOARD_OVERVIEW, name,
                _ ("The most telling KPIs of every business function."), collection_id);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (categories), (GCompareFunc) strcmp);
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_dashboard_plan_free);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const gint64 *id = g_hash_table_lookup (categories, l->data);
      g_autoptr (GPtrArray) picked = pick_category (kpis, l->data);
      g_autofree char *about = NULL;
      StudioDashboardPlan *plan;

      if (picked->len == 0)
        continue;
      /* translators: %s is a business function, such as “Delivery & Logistics” */
      about = g_strdup_printf (_ ("The KPIs of %s."), (char *) l->data);
      plan = plan_new (l->data, l->data, about, *id);
      for (guint i = 0; i < picked->len; i++)
        add_item (plan, g_ptr_array_index (picked, i));
      add_best (overview, picked, shown);
      g_ptr_array_add (plans, plan);
    }
  if (plans->len > 0)
    g_ptr_array_insert (plans, 0, g_steal_pointer (&overview));
  return plans;
}
