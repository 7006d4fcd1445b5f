/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"

G_BEGIN_DECLS

/* Each does what the help says about the command of that name, and returns the exit status. */

int studio_cli_discover (StudioCli *self);
int studio_cli_context (StudioCli *self);
int studio_cli_propose (StudioCli *self);
int studio_cli_run (StudioCli *self);
int studio_cli_check (StudioCli *self);
int studio_cli_assess (StudioCli *self);
int studio_cli_approve (StudioCli *self);
int studio_cli_reject (StudioCli *self);
int studio_cli_register (StudioCli *self);
int studio_cli_revalidate (StudioCli *self);
int studio_cli_unregister (StudioCli *self);
int studio_cli_threshold (StudioCli *self);
int studio_cli_list (StudioCli *self);
int studio_cli_export (StudioCli *self);
int studio_cli_import (StudioCli *self);
int studio_cli_report (StudioCli *self);
int studio_cli_requests (StudioCli *self);
int studio_cli_status (StudioCli *self);

/** studio_cli_explain: what “propose --explain” does, once connected. */
int studio_cli_explain (StudioCli *self);

/** studio_cli_check_file: what “check --sql-file” does. */
int studio_cli_check_file (StudioCli *self);

/**
 * studio_cli_check_kpis:
 * @kpis: of StudioKpi
 * @error: only for what concerns all of them: no connection, signed out, cancelled
 *
 * Checks one KPI after the other. Returns: how many could not be checked or are not valid
 */
guint studio_cli_check_kpis (StudioCli *self, GPtrArray *kpis, GError **error);

/** studio_cli_register_kpis: registers the approved ones among @kpis (nullable: all). Returns:
 * (transfer full) (nullable) */
StudioRegistrationSummary *
studio_cli_register_kpis (StudioCli *self, GPtrArray *kpis, GError **error);

/** studio_cli_set_registration: how the session registers, by the options. */
void studio_cli_set_registration (StudioCli *self);

/** studio_cli_plan: prints what registering the approved ones among @kpis would do. Returns: the
 * exit status */
int studio_cli_plan (StudioCli *self, GPtrArray *kpis);

/** studio_cli_list_deployments: Returns: (transfer full) (nullable): of StudioDeployment. */
GPtrArray *studio_cli_list_deployments (StudioCli *self, GError **error);

/**
 * studio_cli_pick_deployment:
 * @deployments: of StudioDeployment
 * @run: its number, 0 or -1 for the last one
 * @registrations: only those that registered something; the last one then is the last that made
 *   something
 *
 * Returns: (transfer none) (nullable)
 */
const StudioDeployment *studio_cli_pick_deployment (GPtrArray *deployments,
                                                    gint64 run,
                                                    gboolean registrations,
                                                    GError **error);

/** studio_cli_report_deployment: what “report --kind deployment” does. */
int studio_cli_report_deployment (StudioCli *self);

/** studio_cli_add_entries_json: adds an array of that name of what was done; of
 * StudioDeploymentEntry, those of @object, or all for -1. */
void studio_cli_add_entries_json (StudioCli *self,
                                  JsonBuilder *builder,
                                  const char *name,
                                  GPtrArray *entries,
                                  int object);

/** studio_cli_write_entries: appends a line for each of @entries (of StudioDeploymentEntry) but
 * those that were as they should be. */
void studio_cli_write_entries (StudioCli *self, GString *text, GPtrArray *entries);

/** studio_cli_kpis_to_json: Returns: (transfer full): an array of what is known about each. */
JsonNode *studio_cli_kpis_to_json (GPtrArray *kpis);

/**
 * studio_cli_print_kpis:
 * @write: Returns: (transfer full): the KPIs in the format that is not JSON
 *
 * Prints the KPIs of the workspace that operands and options mean.
 *
 * Returns: the exit status
 */
int studio_cli_print_kpis (StudioCli *self, char *(*write) (GPtrArray *kpis));

G_END_DECLS
