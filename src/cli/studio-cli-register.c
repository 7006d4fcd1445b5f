/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-json.h"

#include <glib/gi18n.h>

void
studio_cli_set_registration (StudioCli *self)
{
  g_object_set (self->session, "recreate", self->options->recreate, "native-form",
                studio_enum_from_nick (STUDIO_TYPE_NATIVE_FORM, self->options->native_form,
                                       STUDIO_NATIVE_FORM_SQL),
                NULL);
}

static void
progress_cb (StudioSession *session, guint done, guint total, gpointer user_data)
{
  studio_cli_progress_step (user_data, _ ("Registering in Metabase…"), done, total);
}

StudioRegistrationSummary *
studio_cli_register_kpis (StudioCli *self, GPtrArray *kpis, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gulong handler;

  studio_cli_set_registration (self);
  handler = g_signal_connect (self->session, "registration-progress", G_CALLBACK (progress_cb),
                              self->progress);
  studio_cli_progress_step (self->progress, _ ("Registering in Metabase…"), 0, 0);
  studio_session_register_async (self->session, kpis, self->cancellable, studio_cli_keep_result,
                                 &pending);
  result = studio_cli_wait (&pending);
  g_signal_handler_disconnect (self->session, handler);
  return studio_session_register_finish (self->session, result, error);
}

static void
add_entry (JsonBuilder *builder, const StudioRegistrationEntry *entry)
{
  json_builder_begin_object (builder);
  studio_json_add_string (builder, "id", entry->kpi_id);
  studio_json_add_string (builder, "name", entry->name);
  studio_json_add_string (builder, "action",
                          studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_ACTION, entry->action));
  studio_json_add_int (builder, "card_id", entry->card_id);
  studio_json_add_int (builder, "collection_id", entry->collection_id);
  studio_json_add_string (builder, "collection", entry->collection);
  studio_json_add_string (builder, "message", entry->message);
  json_builder_end_object (builder);
}

static JsonNode *
write_json (StudioCli *self, const StudioRegistrationSummary *summary)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  studio_json_add_int (builder, "approved", summary->approved);
  studio_json_add_int (builder, "registered", summary->registered);
  studio_json_add_int (builder, "already_registered", summary->already_registered);
  studio_json_add_int (builder, "updated", summary->updated);
  studio_json_add_int (builder, "skipped", summary->skipped);
  studio_json_add_int (builder, "conflicts", summary->conflicts);
  studio_json_add_int (builder, "failed", summary->failed);
  studio_json_add_int (builder, "collections_created", summary->collections_created);
  studio_json_add_string (builder, "collection", summary->collection);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < summary->entries->len; i++)
    add_entry (builder, g_ptr_array_index (summary->entries, i));
  json_builder_end_array (builder);
  studio_json_add_int (builder, "run", summary->deployment_id);
  studio_cli_add_entries_json (self, builder, "dashboards", summary->others,
                               STUDIO_DEPLOYED_DASHBOARD);
  studio_cli_add_entries_json (self, builder, "alerts", summary->others, STUDIO_DEPLOYED_ALERT);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static char *
write_text (StudioCli *self, const StudioRegistrationSummary *summary)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text, ngettext ("%u card created in “%s”", "%u cards created in “%s”", summary->registered),
      summary->registered, summary->collection);
  g_string_append_printf (text, _ (", %u there already, %u updated, %u left alone, %u failed\n"),
                          summary->already_registered, summary->updated, summary->skipped,
                          summary->failed);
  for (guint i = 0; i < summary->entries->len; i++)
    {
      const StudioRegistrationEntry *entry = g_ptr_array_index (summary->entries, i);
      g_autoptr (StudioKpi) kpi = studio_kpi_new ();
      g_autofree char *url = NULL;

      studio_kpi_set_card_id (kpi, entry->card_id);
      url = studio_session_card_url (self->session, kpi);
      if (entry->message != NULL)
        g_string_append_printf (text, "  %s: %s\n", entry->name, entry->message);
      else if (entry->action == STUDIO_REGISTRATION_CREATED && url != NULL)
        g_string_append_printf (text, "  %s: %s\n", entry->name, url);
    }
  studio_cli_write_entries (self, text, summary->others);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
has_failed (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (((StudioDeploymentEntry *) g_ptr_array_index (entries, i))->action ==
        STUDIO_DEPLOYMENT_FAILED)
      return TRUE;
  return FALSE;
}

int
studio_cli_register (StudioCli *self)
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (StudioRegistrationSummary) summary = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  int status;

  if (!studio_cli_connect (self, &error) || (kpis = studio_cli_select_kpis (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  if (self->options->dry_run)
    return studio_cli_plan (self, kpis);
  if ((summary = studio_cli_register_kpis (self, kpis, &error)) == NULL)
    return studio_cli_fail (self, error);
  status =
      summary->failed > 0 || has_failed (summary->others) ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK;
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (self, summary), status);
  text = write_text (self, summary);
  return studio_cli_print (self, text, status);
}
