/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-context.h"
#include "cli/studio-cli-selection.h"

#include <glib/gi18n.h>

static gboolean
read_tables (StudioCli *self, StudioDatabase *database, GPtrArray *tables, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_cli_progress_step (self->progress, _ ("Reading the tables…"), 0, 0);
  studio_session_read_tables_async (self->session, database, tables, self->cancellable,
                                    studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  return studio_session_read_tables_finish (self->session, result, error);
}

static void
explain (StudioCli *self,
         StudioDatabase *database,
         GPtrArray *tables,
         JsonBuilder *builder,
         GString *text)
{
  for (guint i = 0; i < tables->len; i++)
    {
      g_autoptr (StudioExplanation) explanation =
          studio_session_explain (self->session, database, g_ptr_array_index (tables, i));
      g_autofree char *lines = studio_explanation_to_text (explanation);

      json_builder_add_value (builder, studio_explanation_to_json (explanation));
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines);
    }
}

int
studio_cli_explain (StudioCli *self)
{
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;

  databases = studio_cli_select_databases (self, &error);
  if (databases == NULL)
    return studio_cli_fail (self, error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < databases->len; i++)
    {
      StudioDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (GPtrArray) tables = NULL;

      if (self->options->context_file != NULL &&
          !studio_cli_read_context (self, database, self->options->context_file, &error))
        return studio_cli_fail (self, error);
      tables = studio_cli_select_tables (self, database, &error);
      if (tables == NULL || !read_tables (self, database, tables, &error))
        return studio_cli_fail (self, error);
      explain (self, database, tables, builder, text);
    }
  json_builder_end_array (builder);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, json_builder_get_root (builder), STUDIO_CLI_OK);
  return studio_cli_print (self, text->str, STUDIO_CLI_OK);
}
