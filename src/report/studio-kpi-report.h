/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-kpi.h"
#include "register/studio-registration-summary.h"

G_BEGIN_DECLS

/**
 * StudioKpiCounts: how many of some KPIs are what.
 * @name: of the table or business function
 * @filtered: valid, but below the score threshold
 * @duplicates: valid, but another one asks the same
 * @registered: that have their card in Metabase
 * @best: (nullable): the valid KPI with the highest score
 */
typedef struct
{
  char *name;
  guint kpis;
  guint valid;
  guint repaired;
  guint invalid;
  guint unchecked;
  guint filtered;
  guint duplicates;
  guint approved;
  guint rejected;
  guint registered;
  StudioKpi *best;
} StudioKpiCounts;

/** StudioKpiReport: what has become of some KPIs: in all, by business function and by table; which
 * are the best, what went wrong, and where they are in Metabase. */
typedef struct _StudioKpiReport StudioKpiReport;

/** StudioCardUrlFunc: Returns: (transfer full) (nullable): the page of a card or collection in
 * Metabase. */
typedef char *(*StudioCardUrlFunc) (gint64 id, gboolean collection, gpointer user_data);

/**
 * studio_kpi_report_new:
 * @title: what it is about: the server, or the sample company
 * @threshold: the score below which a KPI is filtered
 *
 * Returns: (transfer full): free with studio_kpi_report_free()
 */
StudioKpiReport *studio_kpi_report_new (const char *title, int threshold);
void studio_kpi_report_free (StudioKpiReport *self);

/** studio_kpi_report_add: @kpis of StudioKpi. */
void studio_kpi_report_add (StudioKpiReport *self, GPtrArray *kpis);

/** studio_kpi_report_add_table: a table that was looked at, whether it got KPIs or not. */
void studio_kpi_report_add_table (StudioKpiReport *self, const char *table);

/** studio_kpi_report_add_problem: @table is (nullable); what is the same for several tables becomes
 * one line. */
void studio_kpi_report_add_problem (StudioKpiReport *self,
                                    const char *table,
                                    const char *stage,
                                    const char *message);

/** studio_kpi_report_set_registration: what registering them did. */
void studio_kpi_report_set_registration (StudioKpiReport *self, StudioRegistrationSummary *summary);

/** studio_kpi_report_set_seconds: how long it took. */
void studio_kpi_report_set_seconds (StudioKpiReport *self, double seconds);

/** studio_kpi_report_set_urls: where pages in Metabase are; without it none are named. */
void studio_kpi_report_set_urls (StudioKpiReport *self, StudioCardUrlFunc url, gpointer user_data);

/** studio_kpi_report_get_total: Returns: (transfer none): counts over all. */
const StudioKpiCounts *studio_kpi_report_get_total (StudioKpiReport *self);

/** studio_kpi_report_get_n_tables: how many tables it is about. */
guint studio_kpi_report_get_n_tables (StudioKpiReport *self);

/** studio_kpi_report_to_text: Returns: (transfer full): for a terminal. */
char *studio_kpi_report_to_text (StudioKpiReport *self);

/** studio_kpi_report_to_markdown: Returns: (transfer full): for a page. */
char *studio_kpi_report_to_markdown (StudioKpiReport *self);

/** studio_kpi_report_to_json: Returns: (transfer full): {server, kpis, valid, …, "categories": […],
 * "tables": […], "best": […], "problems": […]}. */
JsonNode *studio_kpi_report_to_json (StudioKpiReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioKpiReport, studio_kpi_report_free)

G_END_DECLS
