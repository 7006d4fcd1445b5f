/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-card-settings.h"

#include "core/studio-json.h"
#include "register/studio-alert-rule.h"
#include "register/studio-card-columns.h"

#include <string.h>

#include <glib/gi18n-lib.h>

const char *
studio_card_settings_unit_title (StudioUnit unit)
{
  switch (unit)
    {
    case STUDIO_UNIT_COUNT:
      return _ ("Number");
    case STUDIO_UNIT_CURRENCY:
      return _ ("Currency");
    case STUDIO_UNIT_PERCENT:
      return _ ("Percent");
    case STUDIO_UNIT_DURATION:
      return _ ("Duration");
    case STUDIO_UNIT_QUANTITY:
      return _ ("Quantity");
    case STUDIO_UNIT_SCORE:
      return _ ("Score");
    case STUDIO_UNIT_NONE:
    default:
      return "";
    }
}

static const StudioCardColumn *
find_column (GPtrArray *columns, StudioCardColumnRole role)
{
  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      const StudioCardColumn *column = g_ptr_array_index (columns, i);

      if (column->role == role)
        return column;
    }
  return NULL;
}

/* What people and models call displays, and what Metabase calls them. */
static const char *
translate (const char *display)
{
  static const char *const names[][2] = {
    { "number", "scalar" }, { "trend", "smartscalar" },  { "kpi", "scalar" },
    { "column", "bar" },    { "horizontal_bar", "row" }, { "donut", "pie" },
    { "gauge", "scalar" },  { "stacked_bar", "bar" },    { "heatmap", "table" },
  };
  static const char *const known[] = { "table",    "scalar", "smartscalar", "line",  "bar",
                                       "area",     "combo",  "row",         "pie",   "scatter",
                                       "progress", "funnel", "waterfall",   "pivot", "map",
                                       "object",   NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (display, names[i][0]) == 0)
      return names[i][1];
  return g_strv_contains (known, display) ? display : "table";
}

const char *
studio_card_settings_display (StudioKpi *kpi, GPtrArray *columns)
{
  const char *given = studio_kpi_get_display (kpi);
  const char *display = given != NULL && *given != '\0' ? translate (given) : "table";

  /* It compares periods; without any it shows an error. */
  if (strcmp (display, "smartscalar") == 0 && columns != NULL && columns->len > 0 &&
      find_column (columns, STUDIO_CARD_COLUMN_TIME) == NULL)
    return "scalar";
  /* Not possible with SQL. */
  return strcmp (display, "pivot") == 0 ? "table" : display;
}

static gboolean
is_cartesian (const char *display)
{
  static const char *const cartesian[] = { "line",  "bar",     "row",       "area",
                                           "combo", "scatter", "waterfall", NULL };

  return g_strv_contains (cartesian, display);
}

static void
add_axes (JsonObject *settings, GPtrArray *columns)
{
  JsonArray *dimensions = json_array_new ();
  JsonArray *metrics = json_array_new ();
  gboolean temporal = find_column (columns, STUDIO_CARD_COLUMN_TIME) != NULL;

  /* Time is the axis, and the other dimension makes the series. */
  for (int role = STUDIO_CARD_COLUMN_TIME; role <= STUDIO_CARD_COLUMN_DIMENSION; role++)
    for (guint i = 0; i < columns->len && json_array_get_length (dimensions) < 2; i++)
      {
        const StudioCardColumn *column = g_ptr_array_index (columns, i);

        if (column->role == (StudioCardColumnRole) role)
          json_array_add_string_element (dimensions, column->name);
      }
  for (guint i = 0; i < columns->len; i++)
    {
      const StudioCardColumn *column = g_ptr_array_index (columns, i);

      if (column->role == STUDIO_CARD_COLUMN_MEASURE)
        json_array_add_string_element (metrics, column->name);
    }
  if (json_array_get_length (dimensions) > 0 && json_array_get_length (metrics) > 0)
    {
      json_object_set_array_member (settings, "graph.dimensions", dimensions);
      json_object_set_array_member (settings, "graph.metrics", metrics);
      if (!json_object_has_member (settings, "graph.x_axis.scale"))
        json_object_set_string_member (settings, "graph.x_axis.scale",
                                       temporal ? "timeseries" : "ordinal");
      return;
    }
  json_array_unref (dimensions);
  json_array_unref (metrics);
}

static void
add_name (JsonObject *settings, const char *key, const StudioCardColumn *column)
{
  if (column != NULL && !json_object_has_member (settings, key))
    json_object_set_string_member (settings, key, column->name);
}

/* An arrow upwards is green by itself, which is wrong for a number that shall fall. */
static void
add_comparison (JsonObject *settings, StudioKpi *kpi)
{
  JsonArray *comparisons;
  JsonObject *previous;

  if (studio_kpi_get_direction (kpi) == STUDIO_DIRECTION_DOWN)
    json_object_set_boolean_member (settings, "scalar.switch_positive_negative", TRUE);
  if (json_object_has_member (settings, "scalar.comparisons"))
    return;
  comparisons = json_array_new ();
  previous = json_object_new ();
  json_object_set_string_member (previous, "id", "previous-period");
  json_object_set_string_member (previous, "type", "previousPeriod");
  json_array_add_object_element (comparisons, previous);
  json_object_set_array_member (settings, "scalar.comparisons", comparisons);
}

static void
add_parts (JsonObject *settings, StudioKpi *kpi, const char *display, GPtrArray *columns)
{
  const StudioCardColumn *measure = find_column (columns, STUDIO_CARD_COLUMN_MEASURE);
  const StudioCardColumn *dimension = find_column (columns, STUDIO_CARD_COLUMN_DIMENSION);

  if (dimension == NULL)
    dimension = find_column (columns, STUDIO_CARD_COLUMN_TIME);
  if (is_cartesian (display) && !json_object_has_member (settings, "graph.metrics"))
    add_axes (settings, columns);
  else if (strcmp (display, "scalar") == 0 || strcmp (display, "smartscalar") == 0)
    add_name (settings, "scalar.field", measure);
  else if (strcmp (display, "pie") == 0)
    {
      add_name (settings, "pie.dimension", dimension);
      add_name (settings, "pie.metric", measure);
    }
  else if (strcmp (display, "funnel") == 0)
    {
      add_name (settings, "funnel.dimension", dimension);
      add_name (settings, "funnel.metric", measure);
    }
  else if (strcmp (display, "progress") == 0 && !json_object_has_member (settings, "progress.goal"))
    json_object_set_int_member (settings, "progress.goal", 1);
  if (strcmp (display, "smartscalar") == 0)
    add_comparison (settings, kpi);
}

/* “percent” multiplies by 100, which a statement may have done itself. */
static gboolean
is_hundredfold (StudioKpi *kpi)
{
  const char *sql = studio_kpi_get_sql (kpi);

  return sql != NULL &&
         g_regex_match_simple ("(\\*\\s*100(\\.0*)?\\b|\\b100(\\.0*)?\\s*\\*)", sql, 0, 0);
}

static void
add_style (JsonObject *format, StudioKpi *kpi, const char *currency)
{
  const char *style = studio_json_get_string (format, "number_style");
  StudioUnit unit = studio_kpi_get_unit (kpi);

  if (unit == STUDIO_UNIT_CURRENCY && currency != NULL && g_strcmp0 (style, "currency") != 0)
    {
      json_object_set_string_member (format, "number_style", "currency");
      json_object_set_string_member (format, "currency", currency);
      if (!json_object_has_member (format, "decimals"))
        json_object_set_int_member (format, "decimals", 0);
      return;
    }
  if (style != NULL || unit == STUDIO_UNIT_NONE)
    return;
  if (unit == STUDIO_UNIT_PERCENT && !is_hundredfold (kpi))
    json_object_set_string_member (format, "number_style", "percent");
  else
    json_object_set_string_member (format, "number_style", "decimal");
  if (unit == STUDIO_UNIT_PERCENT && is_hundredfold (kpi) &&
      !json_object_has_member (format, "suffix"))
    json_object_set_string_member (format, "suffix", "%");
  if (!json_object_has_member (format, "decimals"))
    json_object_set_int_member (format, "decimals",
                                unit == STUDIO_UNIT_COUNT || unit == STUDIO_UNIT_CURRENCY ? 0 : 1);
}

/* “order_count” is called “Order count” on axes and in headings. */
static char *
make_title (const char *name)
{
  char *title = g_strdup (name);

  for (char *at = title; *at != '\0'; at++)
    if (*at == '_')
      *at = ' ';
  *title = g_ascii_toupper (*title);
  return title;
}

static JsonObject *
get_member (JsonObject *object, const char *name)
{
  if (studio_json_get_object (object, name) == NULL)
    json_object_set_object_member (object, name, json_object_new ());
  return json_object_get_object_member (object, name);
}

/* The KPI's unit is that of the first measure; others beside it may count something else. */
static void
add_column_settings (JsonObject *settings, StudioKpi *kpi, GPtrArray *columns, const char *currency)
{
  const StudioCardColumn *measure = find_column (columns, STUDIO_CARD_COLUMN_MEASURE);
  JsonObject *formats = get_member (settings, "column_settings");

  for (guint i = 0; i < columns->len; i++)
    {
      const StudioCardColumn *column = g_ptr_array_index (columns, i);
      g_autofree char *escaped = g_strescape (column->name, NULL);
      /* The key is itself JSON: ["name","order_count"]. */
      g_autofree char *key = g_strdup_printf ("[\"name\",\"%s\"]", escaped);
      g_autofree char *title = make_title (column->name);
      JsonObject *format = get_member (formats, key);

      if (!json_object_has_member (format, "column_title"))
        json_object_set_string_member (format, "column_title", title);
      if (column == measure)
        add_style (format, kpi, currency);
    }
}

JsonNode *
studio_card_settings_new (StudioKpi *kpi, GPtrArray *columns, const char *currency)
{
  const char *text = studio_kpi_get_visualization (kpi);
  JsonNode *node = text != NULL ? studio_json_from_text (text, -1, NULL) : NULL;
  const char *display = studio_card_settings_display (kpi, columns);
  JsonObject *settings = studio_json_node_get_object (node);

  if (settings == NULL)
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_init_object (json_node_alloc (), settings = json_object_new ());
      json_object_unref (settings);
    }
  if (columns != NULL && columns->len > 0)
    {
      add_parts (settings, kpi, display, columns);
      add_column_settings (settings, kpi, columns, currency);
    }
  studio_alert_rule_add_goal (settings, kpi);
  return node;
}
