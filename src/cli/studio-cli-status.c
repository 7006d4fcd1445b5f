/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-requests.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-json.h"
#include "report/studio-kpi-report.h"
#include "store/studio-workspace.h"

#include <glib/gi18n.h>

/* What the command found out. */
typedef struct
{
  char *workspace;
  const char *server;     /* (nullable) */
  const char *connection; /* "connected", "not asked" or "failed" */
  char *problem;          /* (nullable) */
  guint databases;
  StudioKpiReport *report;
  StudioLedgerReport *ledger;
} Findings;

static void
findings_clear (Findings *findings)
{
  g_free (findings->workspace);
  g_free (findings->problem);
  g_clear_pointer (&findings->report, studio_kpi_report_free);
  g_clear_pointer (&findings->ledger, studio_ledger_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Findings, findings_clear)

static JsonNode *
write_json (const Findings *findings)
{
  const StudioKpiCounts *total = studio_kpi_report_get_total (findings->report);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "workspace", findings->workspace);
  studio_json_add_string (builder, "server", findings->server);
  studio_json_add_string (builder, "connection", findings->connection);
  studio_json_add_string (builder, "problem", findings->problem);
  studio_json_add_int (builder, "databases", findings->databases);
  studio_json_add_int (builder, "tables", studio_kpi_report_get_n_tables (findings->report));
  studio_json_add_int (builder, "kpis", total->kpis);
  studio_json_add_int (builder, "valid", total->valid);
  studio_json_add_int (builder, "repaired", total->repaired);
  studio_json_add_int (builder, "invalid", total->invalid);
  studio_json_add_int (builder, "unchecked", total->unchecked);
  studio_json_add_int (builder, "pending", total->kpis - total->approved - total->rejected);
  studio_json_add_int (builder, "approved", total->approved);
  studio_json_add_int (builder, "rejected", total->rejected);
  studio_json_add_int (builder, "registered", total->registered);
  json_builder_set_member_name (builder, "model");
  json_builder_begin_object (builder);
  studio_ledger_sum_to_json (studio_ledger_report_get_total (findings->ledger), builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static char *
write_text (const Findings *findings)
{
  const StudioKpiCounts *total = studio_kpi_report_get_total (findings->report);
  const StudioLedgerSum *used = studio_ledger_report_get_total (findings->ledger);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Workspace: %s\n"), findings->workspace);
  if (findings->server != NULL)
    g_string_append_printf (text, _ ("Metabase:  %s\n"), findings->server);
  if (findings->databases > 0)
    g_string_append_printf (
        text,
        ngettext ("Signed in; %u database\n", "Signed in; %u databases\n", findings->databases),
        findings->databases);
  g_string_append_printf (text, ngettext ("%u KPI: ", "%u KPIs: ", total->kpis), total->kpis);
  g_string_append_printf (text, _ ("%u valid, %u repaired, %u invalid, %u unchecked\n"),
                          total->valid, total->repaired, total->invalid, total->unchecked);
  g_string_append_printf (text, _ ("%u pending, %u approved, %u rejected, %u registered\n"),
                          total->kpis - total->approved - total->rejected, total->approved,
                          total->rejected, total->registered);
  if (used->calls > 0)
    {
      g_autofree char *sum = studio_ledger_sum_to_text (used);

      g_string_append_printf (text, _ ("Language model: %s\n"), sum);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static StudioKpiReport *
count_kpis (StudioCli *self, GPtrArray *kpis)
{
  StudioKpiReport *report;
  guint threshold;

  g_object_get (self->session, "score-threshold", &threshold, NULL);
  report = studio_kpi_report_new ("", threshold);
  studio_kpi_report_add (report, kpis);
  return report;
}

/* The KPIs are counted also when Metabase does not answer: they are here. */
static int
connect_or_recall (StudioCli *self, Findings *findings, GError **error)
{
  g_autoptr (GError) problem = NULL;
  int status;

  findings->connection = "not asked";
  if (!studio_cli_names_server (self))
    return studio_cli_recall (self, FALSE, error) ? STUDIO_CLI_OK : STUDIO_CLI_SOME_FAILED;
  if (studio_cli_connect (self, &problem))
    {
      findings->connection = "connected";
      findings->databases = g_list_model_get_n_items (studio_session_get_databases (self->session));
      return STUDIO_CLI_OK;
    }
  findings->connection = "failed";
  findings->problem = g_strdup (problem->message);
  status = studio_cli_fail (self, g_steal_pointer (&problem));
  if (status == STUDIO_CLI_NOT_REACHABLE || status == STUDIO_CLI_SIGN_IN_REFUSED)
    studio_cli_recall (self, FALSE, error);
  return status;
}

int
studio_cli_status (StudioCli *self)
{
  g_auto (Findings) findings = { 0 };
  g_autoptr (GPtrArray) kpis = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  int status = connect_or_recall (self, &findings, &error);

  if (error != NULL)
    return studio_cli_fail (self, error);
  if (status != STUDIO_CLI_OK && status != STUDIO_CLI_NOT_REACHABLE &&
      status != STUDIO_CLI_SIGN_IN_REFUSED)
    return status;
  kpis = studio_cli_select_kpis (self, &error);
  if (kpis == NULL || (findings.ledger = studio_cli_load_ledger (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  findings.workspace = self->options->workspace != NULL ? g_strdup (self->options->workspace)
                                                        : studio_workspace_get_default_path ();
  findings.server = studio_session_get_server (self->session);
  findings.report = count_kpis (self, kpis);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (&findings), status);
  text = write_text (&findings);
  return studio_cli_print (self, text, status);
}
