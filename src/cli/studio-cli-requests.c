/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-requests.h"
#include "core/studio-error.h"
#include "core/studio-json.h"
#include "report/studio-text-table.h"

#include <math.h>

#include <glib/gi18n.h>

static GPtrArray *
load (StudioCli *self, gint64 id, GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  studio_session_load_ledger_async (self->session, id, self->cancellable, studio_cli_keep_result,
                                    &result);
  kept = studio_cli_wait (&result);
  return studio_session_load_ledger_finish (self->session, kept, error);
}

StudioLedgerReport *
studio_cli_load_ledger (StudioCli *self, GError **error)
{
  g_autoptr (GPtrArray) entries = load (self, 0, error);

  return entries != NULL ? studio_ledger_report_new (entries) : NULL;
}

/* Those that the operands name, with what was sent; all without it when there are none. */
static GPtrArray *
select_entries (StudioCli *self, GError **error)
{
  const char *const *operands = (const char *const *) self->options->operands;
  g_autoptr (GPtrArray) selected =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_ledger_entry_free);

  if (*operands == NULL)
    return load (self, 0, error);
  for (; *operands != NULL; operands++)
    {
      guint64 id = 0;
      g_autoptr (GPtrArray) found = NULL;

      if (g_ascii_string_to_unsigned (*operands, 10, 1, G_MAXINT64, &id, NULL))
        found = load (self, id, error);
      if (found == NULL || found->len == 0)
        {
          if (error != NULL && *error == NULL)
            g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                         _ ("There is no request “%s”. “requests” alone lists them."), *operands);
          return NULL;
        }
      g_ptr_array_extend_and_steal (selected, g_steal_pointer (&found));
    }
  return g_steal_pointer (&selected);
}

static void
add_entry (JsonBuilder *builder, const StudioLedgerEntry *entry)
{
  StudioLedgerSum sum = { 0 };

  studio_ledger_sum_add (&sum, entry);
  json_builder_begin_object (builder);
  studio_json_add_int (builder, "id", entry->id);
  studio_json_add_int (builder, "run", entry->run_id);
  studio_json_add_string (builder, "at", entry->at);
  studio_json_add_string (builder, "base_url", entry->base_url);
  studio_json_add_string (builder, "model", entry->model);
  studio_json_add_string (builder, "table", entry->table);
  studio_json_add_string (builder, "kpi", entry->kpi_id);
  studio_json_add_string (builder, "purpose", entry->purpose);
  studio_ledger_sum_to_json (&sum, builder);
  json_builder_set_member_name (builder, "estimated");
  json_builder_add_boolean_value (builder, entry->estimated);
  studio_json_add_int (builder, "milliseconds", entry->milliseconds);
  studio_json_add_string (builder, "request_id", entry->request_id);
  studio_json_add_string (builder, "error", entry->error);
  if (entry->request != NULL)
    {
      studio_json_add_string (builder, "request", entry->request);
      studio_json_add_string (builder, "reply", entry->reply);
    }
  json_builder_end_object (builder);
}

static JsonNode *
write_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    add_entry (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static void
add_row (StudioTextTable *table, const StudioLedgerEntry *entry)
{
  g_autofree char *at = g_strndup (entry->at, 19);
  g_autofree char *cost = isnan (entry->cost) ? NULL : g_strdup_printf ("%.4f", entry->cost);

  studio_text_table_add_number (table, entry->id);
  studio_text_table_add (table, at);
  studio_text_table_add (table, entry->model);
  studio_text_table_add (table, entry->table);
  studio_text_table_add (table, entry->purpose);
  studio_text_table_add_number (table, entry->prompt);
  studio_text_table_add_number (table, entry->completion);
  studio_text_table_add (table, cost);
  studio_text_table_add (table, entry->error);
}

static char *
write_list (GPtrArray *entries)
{
  const char *const headings[] = { _ ("Id"),      _ ("At"),         _ ("Model"),
                                   _ ("Table"),   _ ("Purpose"),    _ ("Tokens read"),
                                   _ ("Written"), _ ("US dollars"), _ ("Trouble"),
                                   NULL };
  g_autoptr (StudioTextTable) table = studio_text_table_new (headings, "rllllrrrl");
  GString *text = g_string_new (NULL);
  StudioLedgerSum sum = { 0 };
  g_autofree char *total = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      add_row (table, g_ptr_array_index (entries, i));
      studio_ledger_sum_add (&sum, g_ptr_array_index (entries, i));
    }
  total = studio_ledger_sum_to_text (&sum);
  if (entries->len > 0)
    studio_text_table_write (table, text, 40);
  g_string_append_printf (text, "%s\n", total);
  return g_string_free (text, FALSE);
}

/* What was sent, to the byte, and what came back. */
static char *
write_texts (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const StudioLedgerEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "# %" G_GINT64_FORMAT " · %s · %s · %s\n%s\n\n", entry->id,
                              entry->at, entry->model, entry->purpose, entry->request);
      if (entry->reply != NULL)
        g_string_append_printf (text, "# %s\n%s\n\n", _ ("Reply"), entry->reply);
      if (entry->error != NULL)
        g_string_append_printf (text, "# %s\n%s\n\n", _ ("Trouble"), entry->error);
    }
  return g_string_free (text, FALSE);
}

int
studio_cli_requests (StudioCli *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (!studio_cli_recall (self, FALSE, &error) || (entries = select_entries (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (entries), STUDIO_CLI_OK);
  text = *self->options->operands == NULL ? write_list (entries) : write_texts (entries);
  return studio_cli_print (self, text, STUDIO_CLI_OK);
}
