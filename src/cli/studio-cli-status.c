/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-requests.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-json.h"
#include "core/studio-time.h"
#include "report/studio-kpi-report.h"
#include "report/studio-text-table.h"
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
  guint registrations[STUDIO_REGISTRATION_BROKEN + 1];
  gboolean looked; /* at the cards */
  guint present;
  guint changed;
  guint missing;
  GPtrArray *deployments; /* (owned) of StudioDeployment */
  GPtrArray *dashboards;  /* (owned) of StudioDeploymentEntry */
  GPtrArray *alerts;      /* (owned) of StudioDeploymentEntry */
} Findings;

/* So many registrations are shown. */
#define SHOWN_RUNS 5

static void
findings_clear (Findings *findings)
{
  g_free (findings->workspace);
  g_free (findings->problem);
  g_clear_pointer (&findings->report, studio_kpi_report_free);
  g_clear_pointer (&findings->dashboards, g_ptr_array_unref);
  g_clear_pointer (&findings->alerts, g_ptr_array_unref);
  g_clear_pointer (&findings->deployments, g_ptr_array_unref);
  g_clear_pointer (&findings->ledger, studio_ledger_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Findings, findings_clear)

static void
add_registrations (JsonBuilder *builder, const Findings *findings)
{
  json_builder_set_member_name (builder, "registration");
  json_builder_begin_object (builder);
  for (guint state = 0; state < G_N_ELEMENTS (findings->registrations); state++)
    studio_json_add_int (builder, studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_STATE, state),
                         findings->registrations[state]);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "cards");
  if (!findings->looked)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  studio_json_add_int (builder, "present", findings->present);
  studio_json_add_int (builder, "changed", findings->changed);
  studio_json_add_int (builder, "missing", findings->missing);
  json_builder_end_object (builder);
}

static guint
count_action (const StudioDeployment *deployment, StudioDeploymentAction action)
{
  guint count = 0;

  for (guint object = 0; object <= STUDIO_DEPLOYED_ALERT_CARD; object++)
    count += studio_deployment_count (deployment->entries, object, action);
  return count;
}

static void
add_runs (JsonBuilder *builder, const Findings *findings)
{
  guint n = findings->deployments->len;

  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = n; i > 0 && n - i < SHOWN_RUNS; i--)
    {
      const StudioDeployment *deployment = g_ptr_array_index (findings->deployments, i - 1);

      json_builder_begin_object (builder);
      studio_json_add_int (builder, "run", deployment->id);
      studio_json_add_string (builder, "what",
                              deployment->what == STUDIO_DEPLOYMENT_REGISTER ? "register"
                                                                             : "unregister");
      studio_json_add_string (builder, "collection", deployment->collection);
      studio_json_add_string (builder, "started", deployment->started);
      studio_json_add_string (builder, "ended", deployment->ended);
      for (guint action = 0; action < STUDIO_N_DEPLOYMENT_ACTIONS; action++)
        studio_json_add_int (builder, studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, action),
                             count_action (deployment, action));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static JsonNode *
write_json (StudioCli *self, const Findings *findings)
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
  add_registrations (builder, findings);
  studio_cli_add_entries_json (self, builder, "dashboards", findings->dashboards, -1);
  studio_cli_add_entries_json (self, builder, "alerts", findings->alerts, -1);
  add_runs (builder, findings);
  json_builder_set_member_name (builder, "model");
  json_builder_begin_object (builder);
  studio_ledger_sum_to_json (studio_ledger_report_get_total (findings->ledger), builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
write_registration (GString *text, const Findings *findings)
{
  const guint *states = findings->registrations;

  if (states[STUDIO_REGISTRATION_OUTDATED] + states[STUDIO_REGISTRATION_MISSING] +
          states[STUDIO_REGISTRATION_BROKEN] >
      0)
    g_string_append_printf (text, _ ("Of their cards: %u outdated, %u missing, %u broken\n"),
                            states[STUDIO_REGISTRATION_OUTDATED],
                            states[STUDIO_REGISTRATION_MISSING],
                            states[STUDIO_REGISTRATION_BROKEN]);
  if (findings->looked)
    g_string_append_printf (
        text, _ ("In Metabase now: %u as registered, %u changed by people, %u gone\n"),
        findings->present, findings->changed, findings->missing);
  if (findings->dashboards->len + findings->alerts->len > 0)
    {
      g_string_append_printf (text,
                              ngettext ("%u dashboard", "%u dashboards", findings->dashboards->len),
                              findings->dashboards->len);
      g_string_append_printf (text,
                              ngettext (", %u alert\n", ", %u alerts\n", findings->alerts->len),
                              findings->alerts->len);
    }
}

static void
write_runs (GString *text, const Findings *findings)
{
  const char *const headings[] = { _ ("Run"),     _ ("What"),   _ ("Started"),  _ ("Created"),
                                   _ ("Updated"), _ ("Failed"), _ ("Archived"), NULL };
  guint n = findings->deployments->len;
  g_autoptr (StudioTextTable) table = studio_text_table_new (headings, "rllrrrr");

  if (n == 0)
    return;
  for (guint i = n; i > 0 && n - i < SHOWN_RUNS; i--)
    {
      const StudioDeployment *deployment = g_ptr_array_index (findings->deployments, i - 1);
      g_autofree char *started = studio_time_for_people (deployment->started);

      studio_text_table_add_number (table, deployment->id);
      studio_text_table_add (table, deployment->what == STUDIO_DEPLOYMENT_REGISTER
                                        ? _ ("registered")
                                        : _ ("unregistered"));
      studio_text_table_add (table, started);
      studio_text_table_add_number (table, count_action (deployment, STUDIO_DEPLOYMENT_CREATED));
      studio_text_table_add_number (table, count_action (deployment, STUDIO_DEPLOYMENT_UPDATED));
      studio_text_table_add_number (table, count_action (deployment, STUDIO_DEPLOYMENT_FAILED));
      studio_text_table_add_number (table, count_action (deployment, STUDIO_DEPLOYMENT_ARCHIVED));
    }
  g_string_append_c (text, '\n');
  studio_text_table_write (table, text, 40);
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
  write_registration (text, findings);
  if (used->calls > 0)
    {
      g_autofree char *sum = studio_ledger_sum_to_text (used);

      g_string_append_printf (text, _ ("Language model: %s\n"), sum);
    }
  write_runs (text, findings);
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

/* What has become of the cards since; what the plan of another registration would say. */
static gboolean
look_at_cards (StudioCli *self, Findings *findings, GPtrArray *kpis, GError **error)
{
  g_autoptr (GPtrArray) registered = g_ptr_array_new ();
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioRegistrationPlan) plan = NULL;

  for (guint i = 0; i < kpis->len; i++)
    if (studio_kpi_get_card_id (g_ptr_array_index (kpis, i)) != 0)
      g_ptr_array_add (registered, g_ptr_array_index (kpis, i));
  findings->looked = TRUE;
  if (registered->len == 0)
    return TRUE;
  studio_session_plan_registration_async (self->session, registered, self->cancellable,
                                          studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  plan = studio_session_plan_registration_finish (self->session, result, error);
  if (plan == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (plan)); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (G_LIST_MODEL (plan), i);
      StudioPlanReason reason = studio_plan_entry_get_reason (entry);

      if (reason == STUDIO_PLAN_ARCHIVED || reason == STUDIO_PLAN_DELETED ||
          reason == STUDIO_PLAN_AGAIN || reason == STUDIO_PLAN_NEW)
        findings->missing++;
      else if (reason == STUDIO_PLAN_CHANGED_THERE || reason == STUDIO_PLAN_CHANGED_BOTH)
        findings->changed++;
      else
        findings->present++;
    }
  return TRUE;
}

static gboolean
look_at_deployments (StudioCli *self, Findings *findings, GError **error)
{
  findings->deployments = studio_cli_list_deployments (self, error);
  if (findings->deployments == NULL)
    return FALSE;
  findings->dashboards =
      studio_deployments_pick_in_use (findings->deployments, STUDIO_DEPLOYED_DASHBOARD);
  findings->alerts = studio_deployments_pick_in_use (findings->deployments, STUDIO_DEPLOYED_ALERT);
  /* One that was skipped is not there, or is a person's own by now. */
  for (guint i = findings->alerts->len; i > 0; i--)
    if (((StudioDeploymentEntry *) g_ptr_array_index (findings->alerts, i - 1))->action ==
        STUDIO_DEPLOYMENT_SKIPPED)
      g_ptr_array_remove_index (findings->alerts, i - 1);
  return TRUE;
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
  for (guint i = 0; i < kpis->len; i++)
    findings.registrations[studio_kpi_get_registration (g_ptr_array_index (kpis, i))]++;
  if (!look_at_deployments (self, &findings, &error) ||
      (g_strcmp0 (findings.connection, "connected") == 0 &&
       !look_at_cards (self, &findings, kpis, &error)))
    return studio_cli_fail (self, error);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (self, &findings), status);
  text = write_text (&findings);
  return studio_cli_print (self, text, status);
}
