/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-kpi-import.h"

#include "core/studio-error.h"
#include "core/studio-json.h"
#include "core/studio-kpi-json.h"

#include <glib/gi18n-lib.h>

static StudioKpi *
read_flat (JsonObject *object, const char *table)
{
  const char *name = studio_json_get_string (object, "kpi_name");
  const char *sql = studio_json_get_string (object, "sql_query");
  const char *display = studio_json_get_string (object, "output_format");
  const char *own_table = studio_json_get_string (object, "table_name");
  StudioKpi *kpi;

  if (name == NULL || *name == '\0' || sql == NULL || *sql == '\0')
    return NULL;
  kpi = studio_kpi_new ();
  studio_kpi_set_name (kpi, name);
  studio_kpi_set_sql (kpi, sql);
  studio_kpi_set_table (kpi, own_table != NULL ? own_table : table);
  studio_kpi_set_description (kpi, studio_json_get_string (object, "description"));
  studio_kpi_set_business_value (kpi, studio_json_get_string (object, "business_value"));
  studio_kpi_set_category (kpi, studio_json_get_string (object, "category"));
  /* “number” is what the flat form calls a single value; Metabase calls it “scalar”. */
  studio_kpi_set_display (kpi, display == NULL || g_strcmp0 (display, "number") == 0 ? "scalar"
                                                                                     : display);
  studio_kpi_set_source (kpi, "import");
  return kpi;
}

static void
import_flat (JsonObject *root, GPtrArray *kpis, guint *refused)
{
  JsonObjectIter iter;
  const char *table;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, root);
  while (json_object_iter_next_ordered (&iter, &table, &node))
    {
      JsonArray *entries = studio_json_get_array (studio_json_node_get_object (node), "kpis");

      for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
        {
          JsonObject *entry = studio_json_array_get_object (entries, i);
          StudioKpi *kpi = entry != NULL ? read_flat (entry, table) : NULL;

          if (kpi != NULL)
            g_ptr_array_add (kpis, kpi);
          else
            (*refused)++;
        }
    }
}

static void
import_export (JsonArray *root, GPtrArray *kpis, guint *refused)
{
  for (guint i = 0; i < json_array_get_length (root); i++)
    {
      StudioKpi *kpi = studio_kpi_from_json (json_array_get_element (root, i), NULL);

      if (kpi != NULL)
        g_ptr_array_add (kpis, kpi);
      else
        (*refused)++;
    }
}

GPtrArray *
studio_kpi_import (GBytes *json, guint *refused, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (json, &size);
  g_autoptr (JsonNode) root = studio_json_from_text (text, size, error);
  g_autoptr (GPtrArray) kpis = g_ptr_array_new_with_free_func (g_object_unref);
  guint passed_over = 0;

  if (root == NULL)
    return NULL;
  if (studio_json_node_get_array (root) != NULL)
    import_export (studio_json_node_get_array (root), kpis, &passed_over);
  else if (studio_json_node_get_object (root) != NULL)
    import_flat (studio_json_node_get_object (root), kpis, &passed_over);
  if (kpis->len == 0 && passed_over == 0)
    {
      g_set_error_literal (
          error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
          _ ("The file holds no KPIs: an array as “export --format json” writes it, or "
             "tables with their “kpis”, is expected"));
      return NULL;
    }
  if (refused != NULL)
    *refused = passed_over;
  return g_steal_pointer (&kpis);
}
