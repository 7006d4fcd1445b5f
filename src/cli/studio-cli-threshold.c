/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-error.h"
#include "core/studio-json.h"

#include <glib/gi18n.h>

int
studio_cli_threshold (StudioCli *self)
{
  const StudioCliOptions *options = self->options;
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  guint changed = 0;

  kpis = studio_cli_select_named_kpis (self, &error);
  if (kpis == NULL)
    return studio_cli_fail (self, error);
  for (guint i = 0; i < kpis->len; i++)
    changed += studio_session_set_threshold (self->session, g_ptr_array_index (kpis, i),
                                             options->threshold_kind, options->threshold);
  if (options->format == STUDIO_CLI_JSON)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      studio_json_add_int (builder, "changed", changed);
      studio_json_add_int (builder, "unchanged", kpis->len - changed);
      json_builder_end_object (builder);
      return studio_cli_print_json (self, json_builder_get_root (builder), STUDIO_CLI_OK);
    }
  text = g_strdup_printf (ngettext ("The threshold of %u KPI was changed.\n",
                                    "The threshold of %u KPIs was changed.\n", changed),
                          changed);
  return studio_cli_print (self, text, STUDIO_CLI_OK);
}
