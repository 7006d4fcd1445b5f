/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-requests.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-kpi-json.h"
#include "report/studio-text-table.h"

#include <glib/gi18n.h>

/* Enough of an id to name a KPI among some thousands. */
#define SHOWN_ID 8

JsonNode *
studio_cli_kpis_to_json (GPtrArray *kpis)
{
  JsonArray *array = json_array_sized_new (kpis->len);
  JsonNode *node = json_node_alloc ();

  for (guint i = 0; i < kpis->len; i++)
    json_array_add_element (array, studio_kpi_to_json (g_ptr_array_index (kpis, i)));
  return json_node_init_array (node, array);
}

static char *
write_text (GPtrArray *kpis)
{
  const char *const headings[] = { _ ("Id"),       _ ("Score"),      _ ("Check"),
                                   _ ("Decision"), _ ("Registered"), _ ("Name"),
                                   _ ("Table"),    _ ("Category"),   NULL };
  g_autoptr (StudioTextTable) table = studio_text_table_new (headings, "lrllllll");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      g_autofree char *id = g_strndup (studio_kpi_get_id (kpi), SHOWN_ID);

      studio_text_table_add (table, id);
      studio_text_table_add_unless (table, studio_kpi_get_score (kpi), -1);
      studio_text_table_add (
          table, studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, studio_kpi_get_check_state (kpi)));
      studio_text_table_add (
          table, studio_enum_to_nick (STUDIO_TYPE_DECISION, studio_kpi_get_decision (kpi)));
      studio_text_table_add (table, studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_STATE,
                                                         studio_kpi_get_registration (kpi)));
      studio_text_table_add (table, studio_kpi_get_name (kpi));
      studio_text_table_add (table, studio_kpi_get_table (kpi));
      studio_text_table_add (table, studio_kpi_get_category (kpi));
    }
  if (kpis->len > 0)
    studio_text_table_write (table, text, 60);
  g_string_append_printf (text, ngettext ("%u KPI\n", "%u KPIs\n", kpis->len), kpis->len);
  return g_string_free (text, FALSE);
}

int
studio_cli_print_kpis (StudioCli *self, char *(*write) (GPtrArray *kpis))
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (!studio_cli_recall (self, FALSE, &error) ||
      (kpis = studio_cli_select_kpis (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, studio_cli_kpis_to_json (kpis), STUDIO_CLI_OK);
  text = write (kpis);
  return studio_cli_print (self, text, STUDIO_CLI_OK);
}

/* What language models took for each KPI that they had to do with, as "model". */
static JsonNode *
write_json (GPtrArray *kpis, GHashTable *shares)
{
  JsonNode *root = studio_cli_kpis_to_json (kpis);

  for (guint i = 0; i < kpis->len; i++)
    {
      const char *id = studio_kpi_get_id (g_ptr_array_index (kpis, i));
      const StudioLedgerSum *share = g_hash_table_lookup (shares, id);
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      if (share == NULL)
        continue;
      json_builder_begin_object (builder);
      studio_ledger_sum_to_json (share, builder);
      json_builder_end_object (builder);
      json_object_set_member (json_array_get_object_element (json_node_get_array (root), i),
                              "model", json_builder_get_root (builder));
    }
  return root;
}

static int
print_json (StudioCli *self)
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (StudioLedgerReport) ledger = NULL;
  g_autoptr (GHashTable) shares = NULL;
  GListModel *model = studio_session_get_kpis (self->session);
  GError *error = NULL;

  if (!studio_cli_recall (self, FALSE, &error) ||
      (kpis = studio_cli_select_kpis (self, &error)) == NULL ||
      (ledger = studio_cli_load_ledger (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (all, g_list_model_get_item (model, i));
  shares = studio_ledger_report_share (ledger, all);
  return studio_cli_print_json (self, write_json (kpis, shares), STUDIO_CLI_OK);
}

int
studio_cli_list (StudioCli *self)
{
  return self->options->format == STUDIO_CLI_JSON ? print_json (self)
                                                  : studio_cli_print_kpis (self, write_text);
}
