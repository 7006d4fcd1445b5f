/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"

G_BEGIN_DECLS

/**
 * StudioCliJob: what “run” and “propose” have done so far, over all databases.
 * @kpis: of StudioKpi
 * @tables: of StudioTable
 * @problems: of StudioRunProblem, which belong to the runs
 * @runs: of StudioRun
 * @summary: (nullable): what registering did
 * @registration_error: (nullable): what stopped it
 * @registered_before: how many of the KPIs had their card before
 */
typedef struct
{
  StudioCli *cli;
  GPtrArray *kpis;
  GPtrArray *tables;
  GPtrArray *problems;
  GPtrArray *runs;
  StudioRegistrationSummary *summary;
  GError *registration_error;
  guint registered_before;
  GTimer *timer;
} StudioCliJob;

void studio_cli_job_init (StudioCliJob *self, StudioCli *cli);
void studio_cli_job_clear (StudioCliJob *self);

/** studio_cli_job_register: registers the approved ones among the KPIs. */
void studio_cli_job_register (StudioCliJob *self, GError **error);

/** studio_cli_job_print: tells what was done: the report, or the document of design section 8.
 * Returns: @status, or “some failed” when that is so and @status says that all is well */
int studio_cli_job_print (StudioCliJob *self, int status);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StudioCliJob, studio_cli_job_clear)

G_END_DECLS
