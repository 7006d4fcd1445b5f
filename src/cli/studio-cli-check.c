/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-selection.h"
#include "core/studio-error.h"
#include "report/studio-text-table.h"

#include <glib/gi18n.h>

/* An imported KPI may not say which database it is for: the one that has its table. */
static gboolean
find_database (StudioCli *self, StudioKpi *kpi, GError **error)
{
  g_autoptr (GPtrArray) databases = NULL;

  if (studio_kpi_get_database (kpi) != NULL)
    return TRUE;
  databases = studio_cli_select_databases (self, error);
  for (guint i = 0; databases != NULL && i < databases->len; i++)
    {
      StudioDatabase *database = g_ptr_array_index (databases, i);
      g_autoptr (GPtrArray) tables = studio_cli_select_tables (self, database, error);
      const char *table = studio_kpi_get_table (kpi);
      StudioTable *found;

      if (tables == NULL)
        return FALSE;
      found = table != NULL ? studio_database_find_table (database, NULL, table) : NULL;
      if (found != NULL || databases->len == 1)
        {
          studio_kpi_set_database (kpi, studio_database_get_name (database));
          studio_kpi_set_database_id (kpi, studio_database_get_id (database));
        }
      if (found != NULL)
        {
          studio_kpi_set_table_id (kpi, studio_table_get_id (found));
          studio_kpi_set_schema (kpi, studio_table_get_schema (found));
          return TRUE;
        }
    }
  return databases != NULL;
}

/* Without a connection or a sign-in nothing else can be checked either. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_UNREACHABLE) ||
         g_error_matches (error, STUDIO_ERROR, STUDIO_ERROR_SIGN_IN);
}

static gboolean
check_kpi (StudioCli *self, StudioKpi *kpi, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioResult) rows = NULL;
  g_autoptr (GError) problem = NULL;

  if (!find_database (self, kpi, error))
    return FALSE;
  studio_session_check_async (self->session, kpi, self->cancellable, studio_cli_keep_result,
                              &pending);
  result = studio_cli_wait (&pending);
  rows = studio_session_check_finish (self->session, result, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

guint
studio_cli_check_kpis (StudioCli *self, GPtrArray *kpis, GError **error)
{
  guint failed = 0;

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);
      g_autofree char *message = g_strdup_printf (_ ("Checking %s…"), studio_kpi_get_name (kpi));
      g_autoptr (GError) problem = NULL;

      studio_cli_progress_step (self->progress, message, i, kpis->len);
      if (!check_kpi (self, kpi, &problem))
        {
          if (is_fatal (problem))
            {
              g_propagate_error (error, g_steal_pointer (&problem));
              return failed;
            }
          studio_cli_complain (self, problem->message);
        }
      failed += !studio_kpi_is_valid (kpi);
    }
  return failed;
}

static char *
write_text (GPtrArray *kpis, guint failed)
{
  const char *const headings[] = { _ ("Check"), _ ("Score"),   _ ("Name"),
                                   _ ("Table"), _ ("Message"), NULL };
  g_autoptr (StudioTextTable) table = studio_text_table_new (headings, "lrlll");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < kpis->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (kpis, i);

      studio_text_table_add (
          table, studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, studio_kpi_get_check_state (kpi)));
      studio_text_table_add_unless (table, studio_kpi_get_score (kpi), -1);
      studio_text_table_add (table, studio_kpi_get_name (kpi));
      studio_text_table_add (table, studio_kpi_get_table (kpi));
      studio_text_table_add (table, studio_kpi_get_check_message (kpi));
    }
  if (kpis->len > 0)
    studio_text_table_write (table, text, 80);
  g_string_append_printf (text, ngettext ("%u KPI checked, ", "%u KPIs checked, ", kpis->len),
                          kpis->len);
  g_string_append_printf (text, ngettext ("%u not valid\n", "%u not valid\n", failed), failed);
  return g_string_free (text, FALSE);
}

int
studio_cli_check (StudioCli *self)
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;
  guint failed = 0;
  int status;

  if (self->options->sql_file != NULL)
    return studio_cli_check_file (self);
  if (studio_cli_connect (self, &error) && (kpis = studio_cli_select_kpis (self, &error)) != NULL)
    failed = studio_cli_check_kpis (self, kpis, &error);
  if (error != NULL)
    return studio_cli_fail (self, error);
  status = failed > 0 ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK;
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, studio_cli_kpis_to_json (kpis), status);
  text = write_text (kpis, failed);
  return studio_cli_print (self, text, status);
}
