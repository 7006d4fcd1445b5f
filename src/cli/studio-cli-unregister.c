/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-error.h"
#include "core/studio-json.h"

#include <glib/gi18n.h>

static guint
count (GPtrArray *entries, StudioDeploymentAction action)
{
  guint n = 0;

  for (guint object = 0; object <= STUDIO_DEPLOYED_ALERT_CARD; object++)
    n += studio_deployment_count (entries, object, action);
  return n;
}

static JsonNode *
write_json (StudioCli *self, GPtrArray *entries, gint64 run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dry_run");
  json_builder_add_boolean_value (builder, self->options->dry_run);
  json_builder_set_member_name (builder, "run");
  if (run != 0)
    json_builder_add_int_value (builder, run);
  else
    json_builder_add_null_value (builder);
  for (guint action = STUDIO_DEPLOYMENT_SKIPPED; action < STUDIO_N_DEPLOYMENT_ACTIONS; action++)
    studio_json_add_int (builder, studio_enum_to_nick (STUDIO_TYPE_DEPLOYMENT_ACTION, action),
                         count (entries, action));
  studio_cli_add_entries_json (self, builder, "entries", entries, -1);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static char *
write_text (StudioCli *self, GPtrArray *entries)
{
  guint archived = count (entries, STUDIO_DEPLOYMENT_ARCHIVED);
  GString *text = g_string_new (NULL);

  if (self->options->dry_run)
    g_string_append_printf (
        text, ngettext ("%u object would be archived", "%u objects would be archived", archived),
        archived);
  else
    g_string_append_printf (text, ngettext ("%u object archived", "%u objects archived", archived),
                            archived);
  g_string_append_printf (text, _ (", %u given up, %u left alone, %u failed\n"),
                          count (entries, STUDIO_DEPLOYMENT_RELEASED),
                          count (entries, STUDIO_DEPLOYMENT_SKIPPED),
                          count (entries, STUDIO_DEPLOYMENT_FAILED));
  studio_cli_write_entries (self, text, entries);
  return g_string_free (text, FALSE);
}

static GPtrArray *
unregister (StudioCli *self, GPtrArray *kpis, gint64 run, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_cli_progress_step (self->progress, _ ("Archiving in Metabase…"), 0, 0);
  studio_session_unregister_async (self->session, kpis,
                                   &(StudioUnregisterOptions){
                                       .run = run,
                                       .force = self->options->force,
                                       .dry_run = self->options->dry_run,
                                   },
                                   self->cancellable, studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_unregister_finish (self->session, result, error);
}

/* What is meant, when KPIs are; %NULL for all of them. */
static gboolean
pick_kpis (StudioCli *self, GPtrArray **kpis, GError **error)
{
  const StudioCliOptions *options = self->options;
  gboolean everything = options->operands[0] == NULL && options->database == NULL &&
                        options->tables == NULL && options->category == NULL &&
                        options->check == NULL && options->decision == NULL &&
                        options->min_score < 0 && options->max_score < 0;

  if (everything)
    return TRUE;
  *kpis = studio_cli_select_kpis (self, error);
  return *kpis != NULL;
}

int
studio_cli_unregister (StudioCli *self)
{
  gint64 run = self->options->run;
  g_autoptr (GPtrArray) deployments = NULL;
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;
  const StudioDeployment *deployment;
  GError *error = NULL;
  int status;

  if (!studio_cli_is_selecting (self) && run == 0)
    return studio_cli_fail (
        self, g_error_new_literal (STUDIO_ERROR, STUDIO_ERROR_INPUT,
                                   _ ("Say what to take out of Metabase: KPIs by id or name, a "
                                      "registration with --run N or --run last, or --all. "
                                      "“--dry-run” shows what would be done.")));
  if (!studio_cli_connect (self, &error) || !pick_kpis (self, &kpis, &error) ||
      (deployments = studio_cli_list_deployments (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  if (run != 0)
    {
      deployment = studio_cli_pick_deployment (deployments, run, TRUE, &error);
      if (deployment == NULL)
        return studio_cli_fail (self, error);
      run = deployment->id;
    }
  entries = unregister (self, kpis, run, &error);
  if (entries == NULL)
    return studio_cli_fail (self, error);
  status = count (entries, STUDIO_DEPLOYMENT_FAILED) > 0 ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK;
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (self, entries, run), status);
  text = write_text (self, entries);
  return studio_cli_print (self, text, status);
}
