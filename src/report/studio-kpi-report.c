/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-report"

#include "report/studio-kpi-report.h"

#include "report/studio-kpi-report-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static StudioKpiCounts *
counts_new (const char *name)
{
  StudioKpiCounts *counts = g_new0 (StudioKpiCounts, 1);

  counts->name = g_strdup (name);
  return counts;
}

static void
counts_free (StudioKpiCounts *counts)
{
  g_clear_object (&counts->best);
  g_free (counts->name);
  g_free (counts);
}

static void
problem_free (StudioReportProblem *problem)
{
  g_free (problem->stage);
  g_free (problem->message);
  g_ptr_array_unref (problem->tables);
  g_free (problem);
}

StudioKpiReport *
studio_kpi_report_new (const char *title, int threshold)
{
  StudioKpiReport *self = g_new0 (StudioKpiReport, 1);

  self->title = g_strdup (title);
  self->threshold = threshold;
  self->seconds = -1;
  self->kpis = g_ptr_array_new_with_free_func (g_object_unref);
  self->total = counts_new (_ ("Total"));
  self->categories = g_ptr_array_new_with_free_func ((GDestroyNotify) counts_free);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) counts_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  return self;
}

void
studio_kpi_report_free (StudioKpiReport *self)
{
  g_ptr_array_unref (self->kpis);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->summary, studio_registration_summary_unref);
  counts_free (self->total);
  g_free (self->title);
  g_free (self);
}

static StudioKpiCounts *
find_counts (GPtrArray *groups, const char *name)
{
  StudioKpiCounts *counts;

  for (guint i = 0; i < groups->len; i++)
    {
      counts = g_ptr_array_index (groups, i);
      if (strcmp (counts->name, name) == 0)
        return counts;
    }
  counts = counts_new (name);
  g_ptr_array_add (groups, counts);
  return counts;
}

static void
count (StudioKpiReport *self, StudioKpiCounts *counts, StudioKpi *kpi)
{
  StudioCheckState check = studio_kpi_get_check_state (kpi);
  gboolean valid = studio_kpi_is_valid (kpi);

  counts->kpis++;
  counts->valid += check == STUDIO_CHECK_VALID;
  counts->repaired += check == STUDIO_CHECK_REPAIRED;
  counts->invalid += check == STUDIO_CHECK_INVALID;
  counts->unchecked += check == STUDIO_CHECK_UNCHECKED;
  counts->filtered += valid && studio_kpi_get_score (kpi) < self->threshold;
  counts->duplicates += valid && studio_kpi_get_duplicate_of (kpi) != NULL;
  counts->approved += studio_kpi_get_decision (kpi) == STUDIO_DECISION_APPROVED;
  counts->rejected += studio_kpi_get_decision (kpi) == STUDIO_DECISION_REJECTED;
  counts->registered += studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_REGISTERED ||
                        studio_kpi_get_registration (kpi) == STUDIO_REGISTRATION_OUTDATED;
  if (valid &&
      (counts->best == NULL || studio_kpi_get_score (kpi) > studio_kpi_get_score (counts->best)))
    g_set_object (&counts->best, kpi);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const StudioKpiCounts *left = *(StudioKpiCounts *const *) a;
  const StudioKpiCounts *right = *(StudioKpiCounts *const *) b;

  return g_utf8_collate (left->name, right->name);
}

void
studio_kpi_report_add (StudioKpiReport *self, GPtrArray *kpis)
{
  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      const char *category = studio_kpi_get_category (kpi);
      const char *table = studio_kpi_get_table (kpi);

      g_ptr_array_add (self->kpis, g_object_ref (kpi));
      count (self, self->total, kpi);
      count (self,
             find_counts (self->categories,
                          category != NULL && *category != '\0' ? category : _ ("Other")),
             kpi);
      count (self, find_counts (self->tables, table != NULL ? table : _ ("(no table)")), kpi);
    }
  g_ptr_array_sort (self->categories, compare_names);
  g_ptr_array_sort (self->tables, compare_names);
}

void
studio_kpi_report_add_table (StudioKpiReport *self, const char *table)
{
  find_counts (self->tables, table);
  g_ptr_array_sort (self->tables, compare_names);
}

void
studio_kpi_report_add_problem (StudioKpiReport *self,
                               const char *table,
                               const char *stage,
                               const char *message)
{
  StudioReportProblem *problem = NULL;

  for (guint i = 0; i < self->problems->len; i++)
    {
      StudioReportProblem *other = g_ptr_array_index (self->problems, i);

      if (strcmp (other->stage, stage) == 0 && strcmp (other->message, message) == 0)
        problem = other;
    }
  if (problem == NULL)
    {
      problem = g_new0 (StudioReportProblem, 1);
      problem->stage = g_strdup (stage);
      problem->message = g_strdup (message);
      problem->tables = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->problems, problem);
    }
  if (table != NULL &&
      !g_ptr_array_find_with_equal_func (problem->tables, table, g_str_equal, NULL))
    g_ptr_array_add (problem->tables, g_strdup (table));
}

void
studio_kpi_report_set_registration (StudioKpiReport *self, StudioRegistrationSummary *summary)
{
  g_clear_pointer (&self->summary, studio_registration_summary_unref);
  self->summary = studio_registration_summary_ref (summary);
}

void
studio_kpi_report_set_seconds (StudioKpiReport *self, double seconds)
{
  self->seconds = seconds;
}

void
studio_kpi_report_set_urls (StudioKpiReport *self, StudioCardUrlFunc url, gpointer user_data)
{
  self->url = url;
  self->url_data = user_data;
}

const StudioKpiCounts *
studio_kpi_report_get_total (StudioKpiReport *self)
{
  return self->total;
}

guint
studio_kpi_report_get_n_tables (StudioKpiReport *self)
{
  return self->tables->len;
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

GPtrArray *
_studio_kpi_report_get_best (StudioKpiReport *self)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *best = g_ptr_array_new ();

  for (guint i = 0; i < self->kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (self->kpis, i);

      if (studio_kpi_is_valid (kpi) && studio_kpi_get_duplicate_of (kpi) == NULL)
        g_ptr_array_add (sorted, kpi);
    }
  g_ptr_array_sort (sorted, compare_scores);
  for (guint i = 0; i < sorted->len && best->len < STUDIO_REPORT_BEST; i++)
    if (g_hash_table_add (names, (char *) studio_kpi_get_name (g_ptr_array_index (sorted, i))))
      g_ptr_array_add (best, g_ptr_array_index (sorted, i));
  return best;
}

char *
_studio_kpi_report_get_url (StudioKpiReport *self, gint64 id, gboolean collection)
{
  return self->url != NULL && id != 0 ? self->url (id, collection, self->url_data) : NULL;
}
