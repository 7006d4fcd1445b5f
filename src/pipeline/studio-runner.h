/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "assess/studio-duplicates.h"
#include "core/studio-database.h"
#include "metabase/studio-metabase-client.h"
#include "pipeline/studio-results.h"
#include "pipeline/studio-join-checker.h"
#include "pipeline/studio-run.h"
#include "pipeline/studio-value-reader.h"
#include "propose/studio-mender.h"
#include "propose/studio-proposer.h"
#include "store/studio-workspace.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_RUNNER (studio_runner_get_type ())

/**
 * StudioRunner: does the work of a StudioRun: reads the tables and those their foreign keys point
 * at, lets every proposer propose, checks and assesses each KPI and stores it at each step.
 * A bounded number of tables and of checks are under way at once.
 */
G_DECLARE_FINAL_TYPE (StudioRunner, studio_runner, STUDIO, RUNNER, GObject)

/**
 * StudioRunSettings: what a run works with; all are borrowed by studio_runner_new(), which keeps
 * its own references.
 * @server: identity of the Metabase, for the workspace
 * @tables: of StudioTable
 * @proposers: of StudioProposer
 * @kpis: of StudioKpi: those already there, to which new ones are added
 * @results: keeps what they give
 * @mender: (nullable): who corrects statements that do not run
 * @joins: (nullable): looks where columns point that declare no key; nothing is inferred without
 * @values: (nullable): asks for the values of columns that nothing explains
 * @concurrency: checks, and requests for tables, at once; 0: as much as the database does quickly
 * @questions: tables that are proposed for at once, 0 for as many as are read at once
 * @threshold: score below which a KPI counts as filtered
 * @row_limit: rows fetched per KPI
 * @time_limit: seconds
 */
typedef struct
{
  StudioMetabaseClient *client;
  StudioWorkspace *workspace;
  const char *server;
  StudioDatabase *database;
  GPtrArray *tables;
  GPtrArray *proposers;
  GListStore *kpis;
  StudioDuplicates *duplicates;
  StudioResults *results;
  StudioMender *mender;
  StudioJoinChecker *joins;
  StudioValueReader *values;
  guint concurrency;
  guint questions;
  int threshold;
  guint row_limit;
  guint time_limit;
} StudioRunSettings;

StudioRunner *studio_runner_new (const StudioRunSettings *settings);

/** studio_runner_get_id: the number of its run in the workspace. */
gint64 studio_runner_get_id (StudioRunner *self);

/**
 * studio_runner_start:
 *
 * Returns: (transfer none): the run, which goes on while the caller's main context runs; the
 * runner keeps itself alive until the run is over
 */
StudioRun *studio_runner_start (StudioRunner *self);

G_END_DECLS
