/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-field-sql.h"

#include "demo/studio-demo-json.h"

static char *
quote (const char *text, const char *mark, const char *doubled)
{
  g_auto (GStrv) parts = g_strsplit (text, mark, -1);
  g_autofree char *escaped = g_strjoinv (doubled, parts);

  return g_strconcat (mark, escaped, mark, NULL);
}

char *
studio_demo_quote_name (const char *name)
{
  return quote (name, "\"", "\"\"");
}

char *
studio_demo_quote_text (const char *text)
{
  return quote (text, "'", "''");
}

char *
studio_demo_table_to_sql (const StudioDemoTable *table)
{
  g_autofree char *schema = studio_demo_quote_name (table->schema);
  g_autofree char *name = studio_demo_quote_name (table->name);

  return g_strconcat (schema, ".", name, NULL);
}

static char *
qualify (const char *qualifier, const char *column)
{
  g_autofree char *name = studio_demo_quote_name (column);

  return qualifier != NULL ? g_strconcat (qualifier, ".", name, NULL) : g_steal_pointer (&name);
}

char *
studio_demo_field_to_sql (const StudioDemoField *field, const char *qualifier)
{
  g_autoptr (JsonNode) path = NULL;
  g_autofree char *column = NULL;
  JsonArray *steps;
  GString *sql;

  if (field->nfc_path == NULL)
    return qualify (qualifier, field->name);
  path = studio_demo_json_parse (field->nfc_path, -1, NULL);
  steps = studio_demo_json_array (path);
  column = qualify (qualifier, studio_demo_json_array_string (steps, 0));
  sql = g_string_new ("((");
  g_string_append (sql, column);
  for (guint i = 1; i < json_array_get_length (steps); i++)
    {
      g_autofree char *step = studio_demo_quote_text (studio_demo_json_array_string (steps, i));

      g_string_append (sql, i + 1 < json_array_get_length (steps) ? "->" : "->>");
      g_string_append (sql, step);
    }
  g_string_append_printf (sql, ")::%s)", field->database_type);
  return g_string_free (sql, FALSE);
}
