/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "core/studio-error.h"
#include "report/studio-deployment-report.h"

#include <glib/gi18n.h>

GPtrArray *
studio_cli_list_deployments (StudioCli *self, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_session_list_deployments_async (self->session, self->cancellable, studio_cli_keep_result,
                                         &pending);
  result = studio_cli_wait (&pending);
  return studio_session_list_deployments_finish (self->session, result, error);
}

static gboolean
has_made (const StudioDeployment *deployment)
{
  for (guint object = 0; object <= STUDIO_DEPLOYED_ALERT_CARD; object++)
    if (studio_deployment_count (deployment->entries, object, STUDIO_DEPLOYMENT_CREATED) > 0)
      return TRUE;
  return FALSE;
}

const StudioDeployment *
studio_cli_pick_deployment (GPtrArray *deployments,
                            gint64 run,
                            gboolean registrations,
                            GError **error)
{
  for (guint i = deployments->len; i > 0; i--)
    {
      const StudioDeployment *deployment = g_ptr_array_index (deployments, i - 1);

      if (registrations && deployment->what != STUDIO_DEPLOYMENT_REGISTER)
        continue;
      if (run == deployment->id || (run <= 0 && (!registrations || has_made (deployment))))
        return deployment;
    }
  if (run <= 0)
    g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                         _ ("Nothing has been registered from this workspace on this server yet."));
  else
    g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                 _ ("The workspace knows no registration number %" G_GINT64_FORMAT
                    " on this server. “kpi-studio-cli status” shows the last ones."),
                 run);
  return NULL;
}

int
studio_cli_report_deployment (StudioCli *self)
{
  g_autoptr (GPtrArray) deployments = NULL;
  g_autoptr (StudioDeploymentReport) report = NULL;
  g_autofree char *text = NULL;
  const StudioDeployment *deployment;
  GError *error = NULL;

  if (!studio_cli_recall (self, TRUE, &error) ||
      (deployments = studio_cli_list_deployments (self, &error)) == NULL ||
      (deployment = studio_cli_pick_deployment (deployments, self->options->run, FALSE, &error)) ==
          NULL)
    return studio_cli_fail (self, error);
  report = studio_deployment_report_new (deployment, studio_session_get_server (self->session),
                                         studio_session_get_base_url (self->session));
  switch (self->options->format)
    {
    case STUDIO_CLI_JSON:
      return studio_cli_print_json (self, studio_deployment_report_to_json (report), STUDIO_CLI_OK);
    case STUDIO_CLI_CSV:
      text = studio_deployment_report_to_csv (report);
      break;
    case STUDIO_CLI_MARKDOWN:
      text = studio_deployment_report_to_markdown (report);
      break;
    case STUDIO_CLI_HTML:
      text = studio_deployment_report_to_html (report);
      break;
    case STUDIO_CLI_TEXT:
    default:
      text = studio_deployment_report_to_text (report);
      break;
    }
  return studio_cli_print (self, text, STUDIO_CLI_OK);
}

void
studio_cli_add_entries_json (StudioCli *self,
                             JsonBuilder *builder,
                             const char *name,
                             GPtrArray *entries,
                             int object)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (entries, i);

      if (object == -1 || (int) entry->object == object)
        studio_deployment_entry_write_json (builder, entry,
                                            studio_session_get_base_url (self->session));
    }
  json_builder_end_array (builder);
}

static char *
describe (const StudioDeploymentEntry *entry)
{
  static const char *const objects[] = { N_ ("Question"), N_ ("Collection"), N_ ("Dashboard"),
                                         N_ ("Alert"), N_ ("Question of an alert") };
  static const char *const actions[] = { N_ ("created"),    N_ ("there already"), N_ ("updated"),
                                         N_ ("left alone"), N_ ("failed"),        N_ ("archived"),
                                         N_ ("given up") };

  /* translators: kind of object, its name, what was done: “Dashboard “Sales”: created” */
  return g_strdup_printf (_ ("%s “%s”: %s"), _ (objects[entry->object]), entry->name,
                          _ (actions[entry->action]));
}

void
studio_cli_write_entries (StudioCli *self, GString *text, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const StudioDeploymentEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *line = NULL;

      if (entry->action == STUDIO_DEPLOYMENT_LINKED)
        continue;
      line = describe (entry);
      g_string_append_printf (text, "  %s", line);
      if (entry->message != NULL)
        g_string_append_printf (text, " (%s)", entry->message);
      g_string_append_c (text, '\n');
    }
}
