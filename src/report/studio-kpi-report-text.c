/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-report"

#include "report/studio-kpi-report-private.h"
#include "report/studio-text-table.h"

#include <glib/gi18n-lib.h>

/* Names longer than this are cut in a terminal's table. */
#define WIDEST 48

/* The text being written, and how: the sections are the same for a terminal and for Markdown. */
typedef struct
{
  GString *text;
  gboolean markdown;
} Page;

static void
add_heading (Page *page, const char *heading)
{
  if (page->text->len > 0)
    g_string_append_c (page->text, '\n');
  g_string_append_printf (page->text, page->markdown ? "## %s\n\n" : "%s\n", heading);
}

/* Takes @table. */
static void
add_table (Page *page, StudioTextTable *table)
{
  if (page->markdown)
    studio_text_table_write_markdown (table, page->text);
  else
    studio_text_table_write (table, page->text, WIDEST);
  studio_text_table_free (table);
}

/* Takes @line. */
static void
add_item (Page *page, char *line)
{
  g_string_append_printf (page->text, page->markdown ? "- %s\n" : "  %s\n", line);
  g_free (line);
}

static void
add_counts (StudioTextTable *table, const StudioKpiCounts *counts, gboolean best)
{
  studio_text_table_add (table, counts->name);
  studio_text_table_add_number (table, counts->kpis);
  studio_text_table_add_number (table, counts->valid);
  studio_text_table_add_number (table, counts->repaired);
  studio_text_table_add_number (table, counts->invalid);
  studio_text_table_add_number (table, counts->approved);
  studio_text_table_add_number (table, counts->registered);
  if (best)
    studio_text_table_add (table, counts->best != NULL ? studio_kpi_get_name (counts->best) : NULL);
}

static void
add_categories (StudioKpiReport *self, Page *page)
{
  const char *const headings[] = { _ ("Business function"), _ ("KPIs"),    _ ("Valid"),
                                   _ ("Repaired"),          _ ("Invalid"), _ ("Approved"),
                                   _ ("Registered"),        NULL };
  StudioTextTable *table = studio_text_table_new (headings, "lrrrrrr");

  for (guint i = 0; i < self->categories->len; i++)
    add_counts (table, g_ptr_array_index (self->categories, i), FALSE);
  add_counts (table, self->total, FALSE);
  add_heading (page, _ ("By business function"));
  add_table (page, table);
}

static void
add_tables (StudioKpiReport *self, Page *page)
{
  const char *const headings[] = { _ ("Table"),      _ ("KPIs"),     _ ("Valid"),
                                   _ ("Repaired"),   _ ("Invalid"),  _ ("Approved"),
                                   _ ("Registered"), _ ("Best KPI"), NULL };
  StudioTextTable *table = studio_text_table_new (headings, "lrrrrrrl");

  for (guint i = 0; i < self->tables->len; i++)
    add_counts (table, g_ptr_array_index (self->tables, i), TRUE);
  add_heading (page, _ ("By table"));
  add_table (page, table);
}

static void
add_best (StudioKpiReport *self, Page *page)
{
  const char *const headings[] = { _ ("Score"), _ ("KPI"), _ ("Table"), _ ("Business function"),
                                   NULL };
  g_autoptr (GPtrArray) best = _studio_kpi_report_get_best (self);
  StudioTextTable *table;

  if (best->len == 0)
    return;
  table = studio_text_table_new (headings, "rlll");
  for (guint i = 0; i < best->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (best, i);

      studio_text_table_add_number (table, studio_kpi_get_score (kpi));
      studio_text_table_add (table, studio_kpi_get_name (kpi));
      studio_text_table_add (table, studio_kpi_get_table (kpi));
      studio_text_table_add (table, studio_kpi_get_category (kpi));
    }
  add_heading (page, _ ("Best KPIs"));
  add_table (page, table);
}

static char *
name_tables (const StudioReportProblem *problem)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const guint shown = 3;

  for (guint i = 0; i < problem->tables->len && i < shown; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (problem->tables, i));
  if (problem->tables->len > shown)
    g_string_append_printf (names,
                            ngettext (" and %u more", " and %u more", problem->tables->len - shown),
                            problem->tables->len - shown);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
add_problems (StudioKpiReport *self, Page *page)
{
  if (self->problems->len == 0)
    return;
  add_heading (page, _ ("Problems"));
  for (guint i = 0; i < self->problems->len; i++)
    {
      const StudioReportProblem *problem = g_ptr_array_index (self->problems, i);
      g_autofree char *tables = name_tables (problem);

      add_item (page, g_strconcat (tables, *tables != '\0' ? ": " : "", problem->message, NULL));
    }
}

/* One line for each collection that holds KPIs of this registration. */
static void
add_collections (StudioKpiReport *self, Page *page)
{
  const char *const headings[] = { _ ("Collection"), _ ("Cards"), _ ("Address"), NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *entries = self->summary->entries;
  StudioTextTable *table = studio_text_table_new (headings, "lrl");

  for (guint i = 0; i < entries->len; i++)
    {
      const StudioRegistrationEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *url = _studio_kpi_report_get_url (self, entry->collection_id, TRUE);
      guint cards = 0;

      if (entry->collection_id == 0 || !g_hash_table_add (seen, (gpointer) &entry->collection_id))
        continue;
      for (guint j = i; j < entries->len; j++)
        {
          const StudioRegistrationEntry *other = g_ptr_array_index (entries, j);

          cards += other->collection_id == entry->collection_id &&
                   other->action != STUDIO_REGISTRATION_FAILED;
        }
      studio_text_table_add (table, entry->collection);
      studio_text_table_add_number (table, cards);
      studio_text_table_add (table, url);
    }
  add_table (page, table);
}

/* Dashboards and alerts: how many, and why one is missing; the same reason is told once. */
static void
add_others (StudioKpiReport *self, Page *page)
{
  GPtrArray *others = self->summary->others;
  guint dashboards =
      studio_deployment_count (others, STUDIO_DEPLOYED_DASHBOARD, STUDIO_DEPLOYMENT_CREATED);
  guint updated =
      studio_deployment_count (others, STUDIO_DEPLOYED_DASHBOARD, STUDIO_DEPLOYMENT_UPDATED);
  guint alerts = studio_deployment_count (others, STUDIO_DEPLOYED_ALERT, STUDIO_DEPLOYMENT_CREATED);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  if (dashboards > 0)
    add_item (page, g_strdup_printf (
                        ngettext ("%u dashboard created", "%u dashboards created", dashboards),
                        dashboards));
  if (updated > 0)
    add_item (page, g_strdup_printf (ngettext ("%u dashboard brought up to date",
                                               "%u dashboards brought up to date", updated),
                                     updated));
  if (alerts > 0)
    add_item (page,
              g_strdup_printf (ngettext ("%u alert created", "%u alerts created", alerts), alerts));
  for (guint i = 0; i < others->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (others, i);

      if (entry->message != NULL && entry->action == STUDIO_DEPLOYMENT_SKIPPED &&
          g_hash_table_add (told, entry->message))
        add_item (page, g_strdup_printf ("%s: %s", entry->name, entry->message));
    }
}

static void
add_registration (StudioKpiReport *self, Page *page)
{
  StudioRegistrationSummary *summary = self->summary;

  if (summary == NULL)
    return;
  add_heading (page, _ ("Registered in Metabase"));
  add_item (page, g_strdup_printf (ngettext ("%u card created in “%s”", "%u cards created in “%s”",
                                             summary->registered),
                                   summary->registered, summary->collection));
  if (summary->collections_created > 0)
    add_item (page, g_strdup_printf (ngettext ("%u collection created", "%u collections created",
                                               summary->collections_created),
                                     summary->collections_created));
  if (summary->already_registered > 0)
    add_item (page, g_strdup_printf (ngettext ("%u was there already", "%u were there already",
                                               summary->already_registered),
                                     summary->already_registered));
  if (summary->updated > 0)
    add_item (page, g_strdup_printf (ngettext ("%u updated", "%u updated", summary->updated),
                                     summary->updated));
  if (summary->skipped > 0)
    add_item (page, g_strdup_printf (ngettext ("%u left alone, because a person changed it there",
                                               "%u left alone, because a person changed them there",
                                               summary->skipped),
                                     summary->skipped));
  if (summary->failed > 0)
    add_item (page, g_strdup_printf (ngettext ("%u failed", "%u failed", summary->failed),
                                     summary->failed));
  add_others (self, page);
  g_string_append_c (page->text, '\n');
  add_collections (self, page);
}

static char *
count_parts (StudioKpiReport *self)
{
  const StudioKpiCounts *total = self->total;
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, ngettext ("%u table", "%u tables", self->tables->len),
                          self->tables->len);
  g_string_append_printf (line, ngettext (", %u KPI", ", %u KPIs", total->kpis), total->kpis);
  g_string_append_printf (line, _ (": %u valid, %u repaired, %u invalid"), total->valid,
                          total->repaired, total->invalid);
  if (total->unchecked > 0)
    g_string_append_printf (line, _ (", %u unchecked"), total->unchecked);
  if (total->kpis > 0 && total->unchecked < total->kpis)
    g_string_append_printf (line, _ (" (%.1f %% usable)"),
                            100.0 * (total->valid + total->repaired) / total->kpis);
  if (total->filtered > 0)
    g_string_append_printf (line, _ ("; %u below a score of %d"), total->filtered, self->threshold);
  if (total->duplicates > 0)
    g_string_append_printf (line, ngettext ("; %u duplicate", "; %u duplicates", total->duplicates),
                            total->duplicates);
  if (self->seconds >= 0)
    g_string_append_printf (line, _ ("; took %.1f s"), self->seconds);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
write_page (StudioKpiReport *self, gboolean markdown)
{
  Page page = { g_string_new (NULL), markdown };
  g_autofree char *parts = count_parts (self);

  g_string_append_printf (page.text, markdown ? "# %s\n\n%s\n" : "%s\n%s\n", self->title, parts);
  if (self->kpis->len > 0)
    add_categories (self, &page);
  if (self->tables->len > 0)
    add_tables (self, &page);
  add_best (self, &page);
  add_problems (self, &page);
  add_registration (self, &page);
  return g_string_free (page.text, FALSE);
}

char *
studio_kpi_report_to_text (StudioKpiReport *self)
{
  return write_page (self, FALSE);
}

char *
studio_kpi_report_to_markdown (StudioKpiReport *self)
{
  return write_page (self, TRUE);
}
