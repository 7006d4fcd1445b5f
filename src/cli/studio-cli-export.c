/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"

#include <string.h>

/* RFC 4180: a field with a comma, quote or line break is quoted, and quotes in it are doubled. */
static void
add_cell (GString *text, const char *cell, gboolean first)
{
  const char *value = cell != NULL ? cell : "";

  if (!first)
    g_string_append_c (text, ',');
  if (value[strcspn (value, ",\"\r\n")] == '\0')
    {
      g_string_append (text, value);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}

static void
add_number (GString *text, gint64 number, gint64 unknown)
{
  g_autofree char *cell = number != unknown ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  add_cell (text, cell, FALSE);
}

static void
add_row (GString *text, StudioKpi *kpi)
{
  static const char *const strings[] = { "id",           "database",       "table",    "name",
                                         "description",  "business-value", "category", "sql",
                                         "original-sql", "display" };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autofree char *value = NULL;

      g_object_get (kpi, strings[i], &value, NULL);
      add_cell (text, value, i == 0);
    }
  add_cell (text, studio_enum_to_nick (STUDIO_TYPE_UNIT, studio_kpi_get_unit (kpi)), FALSE);
  add_cell (text, studio_enum_to_nick (STUDIO_TYPE_DIRECTION, studio_kpi_get_direction (kpi)),
            FALSE);
  add_cell (text, studio_kpi_get_source (kpi), FALSE);
  add_cell (text, studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, studio_kpi_get_check_state (kpi)),
            FALSE);
  add_cell (text, studio_kpi_get_check_message (kpi), FALSE);
  add_number (text, studio_kpi_get_rows (kpi), -1);
  add_number (text, studio_kpi_get_milliseconds (kpi), -1);
  add_number (text, studio_kpi_get_score (kpi), -1);
  add_cell (text, studio_enum_to_nick (STUDIO_TYPE_DECISION, studio_kpi_get_decision (kpi)), FALSE);
  add_cell (text,
            studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_STATE, studio_kpi_get_registration (kpi)),
            FALSE);
  add_number (text, studio_kpi_get_card_id (kpi), 0);
  add_number (text, studio_kpi_get_collection_id (kpi), 0);
  add_cell (text, studio_kpi_get_created (kpi), FALSE);
  add_cell (text, studio_kpi_get_changed (kpi), FALSE);
  g_string_append (text, "\r\n");
}

/* Headings are names that programs rely on, and are not translated. */
static char *
write_csv (GPtrArray *kpis)
{
  GString *text = g_string_new (
      "id,database,table,name,description,business_value,category,sql,original_sql,display,unit,"
      "direction,source,check,message,rows,milliseconds,score,decision,registration,card_id,"
      "collection_id,created,changed\r\n");

  for (guint i = 0; i < kpis->len; i++)
    add_row (text, g_ptr_array_index (kpis, i));
  return g_string_free (text, FALSE);
}

int
studio_cli_export (StudioCli *self)
{
  return studio_cli_print_kpis (self, write_csv);
}
