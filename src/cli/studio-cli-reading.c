/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-reading.h"

#include "core/studio-error.h"

#include <glib/gi18n.h>

/* Requests for tables that are under way at once. */
#define SIDE_BY_SIDE 4

/* Reads the fields of some tables, several at once. */
typedef struct
{
  StudioCli *cli;
  StudioDatabase *database;
  GPtrArray *tables; /* of StudioTable */
  guint next;
  guint under_way;
  guint failed;
  GError *fatal; /* (owned) (nullable) */
} Reading;

static void read_more (Reading *reading);

static void
read_table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GError) error = NULL;

  reading->under_way--;
  if (!studio_session_load_table_finish (STUDIO_SESSION (source), result, &error))
    {
      reading->failed++;
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
          g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
          g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN))
        {
          if (reading->fatal == NULL)
            reading->fatal = g_steal_pointer (&error);
        }
      else
        studio_cli_complain (reading->cli, error->message);
    }
  read_more (reading);
}

static void
read_more (Reading *reading)
{
  StudioCli *cli = reading->cli;

  while (reading->fatal == NULL && reading->under_way < SIDE_BY_SIDE &&
         reading->next < reading->tables->len)
    {
      StudioTable *table = g_ptr_array_index (reading->tables, reading->next++);
      g_autofree char *message = g_strdup_printf (_ ("Reading %s…"), studio_table_get_name (table));

      reading->under_way++;
      studio_cli_progress_step (cli->progress, message, reading->next, reading->tables->len);
      studio_session_load_table_async (cli->session, reading->database, table, cli->cancellable,
                                       read_table_cb, reading);
    }
}

guint
studio_cli_read_tables (StudioCli *self,
                        StudioDatabase *database,
                        GPtrArray *tables,
                        GError **error)
{
  Reading reading = { .cli = self, .database = database, .tables = tables };

  read_more (&reading);
  while (reading.under_way > 0)
    g_main_context_iteration (NULL, TRUE);
  if (reading.fatal != NULL)
    g_propagate_error (error, reading.fatal);
  return reading.failed;
}
