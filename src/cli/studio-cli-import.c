/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "cli/studio-cli-file.h"
#include "core/studio-error.h"
#include "store/studio-kpi-import.h"

#include <string.h>

#include <glib/gi18n.h>

static GPtrArray *
read_kpis (const char *path, guint *refused, GError **error)
{
  char *text = studio_cli_read_file (path, error);
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;

  return bytes != NULL ? studio_kpi_import (bytes, refused, error) : NULL;
}

/* The flat form does not say which database its KPIs are for. */
static void
set_database (StudioCli *self, GPtrArray *kpis)
{
  const char *database = self->options->database;

  for (guint i = 0; database != NULL && i < kpis->len; i++)
    if (studio_kpi_get_database (g_ptr_array_index (kpis, i)) == NULL)
      studio_kpi_set_database (g_ptr_array_index (kpis, i), database);
}

static GPtrArray *
import (StudioCli *self, GPtrArray *kpis, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  studio_session_import_async (self->session, kpis, self->cancellable, studio_cli_keep_result,
                               &pending);
  result = studio_cli_wait (&pending);
  return studio_session_import_finish (self->session, result, error);
}

static int
print_outcome (StudioCli *self, guint imported, guint already_there, guint refused)
{
  int status = refused > 0 ? STUDIO_CLI_SOME_FAILED : STUDIO_CLI_OK;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GString) text = NULL;

  if (self->options->format == STUDIO_CLI_JSON)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "imported");
      json_builder_add_int_value (builder, imported);
      json_builder_set_member_name (builder, "already_there");
      json_builder_add_int_value (builder, already_there);
      json_builder_set_member_name (builder, "refused");
      json_builder_add_int_value (builder, refused);
      json_builder_end_object (builder);
      return studio_cli_print_json (self, json_builder_get_root (builder), status);
    }
  text = g_string_new (NULL);
  g_string_append_printf (text, ngettext ("%u KPI imported.\n", "%u KPIs imported.\n", imported),
                          imported);
  if (already_there > 0)
    g_string_append_printf (
        text, ngettext ("%u was there already.\n", "%u were there already.\n", already_there),
        already_there);
  if (refused > 0)
    g_string_append_printf (text,
                            ngettext ("%u has no name or no SQL and was passed over.\n",
                                      "%u have no name or no SQL and were passed over.\n", refused),
                            refused);
  return studio_cli_print (self, text->str, status);
}

int
studio_cli_import (StudioCli *self)
{
  g_autoptr (GPtrArray) kpis = NULL;
  g_autoptr (GPtrArray) added = NULL;
  GError *error = NULL;
  guint refused = 0;

  if (g_strv_length (self->options->operands) != 1)
    return studio_cli_fail (self, g_error_new_literal (STUDIO_ERROR, STUDIO_ERROR_INPUT,
                                                       _ ("“import” takes one file.")));
  if ((kpis = read_kpis (self->options->operands[0], &refused, &error)) == NULL ||
      !studio_cli_recall (self, TRUE, &error))
    return studio_cli_fail (self, error);
  set_database (self, kpis);
  added = import (self, kpis, &error);
  if (added == NULL)
    return studio_cli_fail (self, error);
  return print_outcome (self, added->len, kpis->len - added->len, refused);
}
