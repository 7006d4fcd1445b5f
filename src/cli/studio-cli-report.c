/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-requests.h"
#include "cli/studio-cli-selection.h"
#include "report/studio-kpi-report.h"

#include <glib/gi18n.h>

static StudioKpiReport *
make_report (StudioCli *self, GPtrArray *kpis)
{
  const char *server = studio_session_get_server (self->session);
  StudioKpiReport *report;
  guint threshold;

  g_object_get (self->session, "score-threshold", &threshold, NULL);
  report = studio_kpi_report_new (server != NULL ? server : _ ("KPI Studio"), threshold);
  studio_kpi_report_add (report, kpis);
  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      g_autofree char *message = g_strdup_printf (
          _ ("“%s” is invalid: %s"), studio_kpi_get_name (kpi), studio_kpi_get_check_message (kpi));

      if (studio_kpi_get_check_state (kpi) == STUDIO_CHECK_INVALID)
        studio_kpi_report_add_problem (report, studio_kpi_get_table (kpi), "check", message);
    }
  return report;
}

static JsonNode *
write_json (StudioKpiReport *report, StudioLedgerReport *ledger)
{
  JsonNode *root = studio_kpi_report_to_json (report);

  json_object_set_member (json_node_get_object (root), "model",
                          studio_ledger_report_to_json (ledger));
  return root;
}

int
studio_cli_report (StudioCli *self)
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (StudioKpiReport) report = NULL;
  g_autoptr (StudioLedgerReport) ledger = NULL;
  gboolean markdown = self->options->format == STUDIO_CLI_MARKDOWN;
  g_autofree char *about_kpis = NULL;
  g_autofree char *about_model = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (g_strcmp0 (self->options->kind, "deployment") == 0)
    return studio_cli_report_deployment (self);
  if (!studio_cli_recall (self, FALSE, &error) ||
      (kpis = studio_cli_select_kpis (self, &error)) == NULL ||
      (ledger = studio_cli_load_ledger (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  report = make_report (self, kpis);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (report, ledger), STUDIO_CLI_OK);
  about_kpis =
      markdown ? studio_kpi_report_to_markdown (report) : studio_kpi_report_to_text (report);
  about_model = studio_ledger_report_to_text (ledger, markdown);
  text = g_strconcat (about_kpis, about_model, NULL);
  return studio_cli_print (self, text, STUDIO_CLI_OK);
}
