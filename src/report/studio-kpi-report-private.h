/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/studio-kpi-report.h"

G_BEGIN_DECLS

#define STUDIO_REPORT_BEST 10

/* What went wrong in the same way for one or several tables. */
typedef struct
{
  char *stage;
  char *message;
  GPtrArray *tables; /* (owned) of char * */
} StudioReportProblem;

struct _StudioKpiReport
{
  char *title;
  int threshold;
  GPtrArray *kpis;                    /* (owned) of StudioKpi */
  StudioKpiCounts *total;             /* (owned) */
  GPtrArray *categories;              /* (owned) of StudioKpiCounts */
  GPtrArray *tables;                  /* (owned) of StudioKpiCounts */
  GPtrArray *problems;                /* (owned) of StudioReportProblem */
  StudioRegistrationSummary *summary; /* (owned) (nullable) */
  double seconds;                     /* -1: not known */
  StudioCardUrlFunc url;              /* (nullable) */
  gpointer url_data;
};

/** _studio_kpi_report_get_best: Returns: (transfer container): the KPIs with the highest scores,
 * best first, one of a name. */
GPtrArray *_studio_kpi_report_get_best (StudioKpiReport *self);

/** _studio_kpi_report_get_url: Returns: (transfer full) (nullable) */
char *_studio_kpi_report_get_url (StudioKpiReport *self, gint64 id, gboolean collection);

G_END_DECLS
