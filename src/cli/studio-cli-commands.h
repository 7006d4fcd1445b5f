/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/studio-cli.h"

G_BEGIN_DECLS

/* Each does what the help says about the command of that name, and returns the exit status. */

int studio_cli_discover (StudioCli *self);
int studio_cli_propose (StudioCli *self);
int studio_cli_run (StudioCli *self);
int studio_cli_check (StudioCli *self);
int studio_cli_assess (StudioCli *self);
int studio_cli_approve (StudioCli *self);
int studio_cli_reject (StudioCli *self);
int studio_cli_register (StudioCli *self);
int studio_cli_list (StudioCli *self);
int studio_cli_export (StudioCli *self);
int studio_cli_import (StudioCli *self);
int studio_cli_report (StudioCli *self);
int studio_cli_status (StudioCli *self);

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

/** studio_cli_plan: prints what registering the approved ones among @kpis would do. Returns: the
 * exit status */
int studio_cli_plan (StudioCli *self, GPtrArray *kpis);

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
