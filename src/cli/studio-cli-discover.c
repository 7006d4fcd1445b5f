/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-reading.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-schema-json.h"
#include "report/studio-text-table.h"

#include <glib/gi18n.h>

/* A database like @database with these tables only, for the output. */
static StudioDatabase *
narrow_down (StudioDatabase *database, GPtrArray *tables)
{
  StudioDatabase *narrow =
      studio_database_new (studio_database_get_id (database), studio_database_get_name (database),
                           studio_database_get_engine (database));

  studio_database_set_details (narrow, studio_database_get_timezone (database),
                               studio_database_get_sample (database),
                               studio_database_get_native (database));
  studio_database_take_tables (narrow, g_ptr_array_ref (tables));
  return narrow;
}

static char *
write_text (GListModel *databases)
{
  const char *const headings[] = { _ ("Table"), _ ("Rows"), _ ("Fields"), _ ("Description"), NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (databases); i++)
    {
      g_autoptr (StudioDatabase) database = g_list_model_get_item (databases, i);
      GListModel *tables = studio_database_get_tables (database);
      guint n = g_list_model_get_n_items (tables);
      g_autoptr (StudioTextTable) rows = studio_text_table_new (headings, "lrrl");

      for (guint j = 0; j < n; j++)
        {
          g_autoptr (StudioTable) table = g_list_model_get_item (tables, j);

          studio_text_table_add (rows, studio_table_get_name (table));
          studio_text_table_add_unless (rows, studio_table_get_row_count (table), -1);
          studio_text_table_add_number (rows,
                                        g_list_model_get_n_items (studio_table_get_fields (table)));
          studio_text_table_add (rows, studio_table_get_description (table));
        }
      g_string_append_printf (
          text, i > 0 ? "\n%s (%s): " : "%s (%s): ", studio_database_get_name (database),
          studio_database_get_engine (database));
      g_string_append_printf (text, ngettext ("%u table\n", "%u tables\n", n), n);
      if (n > 0)
        studio_text_table_write (rows, text, 60);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
print_schema (StudioCli *self, GListModel *databases, int status)
{
  g_autofree char *text = NULL;

  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, studio_schema_to_json (databases), status);
  text = write_text (databases);
  return studio_cli_print (self, text, status);
}

int
studio_cli_discover (StudioCli *self)
{
  g_autoptr (GListStore) found = g_list_store_new (STUDIO_TYPE_DATABASE);
  g_autoptr (GPtrArray) databases = NULL;
  GError *error = NULL;
  guint failed = 0;

  if (!studio_cli_connect (self, &error) ||
      (databases = studio_cli_select_databases (self, &error)) == NULL)
    return studio_cli_fail (self, error);
  for (guint i = 0; i < databases->len; i++)
    {
      StudioDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (GPtrArray) tables = studio_cli_select_tables (self, database, &error);
      g_autoptr (StudioDatabase) narrow = NULL;

      if (tables != NULL)
        failed += studio_cli_read_tables (self, database, tables, &error);
      if (error != NULL)
        return studio_cli_fail (self, error);
      narrow = narrow_down (database, tables);
      g_list_store_append (found, narrow);
    }
  return print_schema (self, G_LIST_MODEL (found),
                       failed > 0 ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK);
}
