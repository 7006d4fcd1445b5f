/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-visualization.h"

#include "core/studio-json.h"
#include "ui/studio-format.h"

#include <math.h>

#include <glib/gi18n.h>

struct _StudioVisualization
{
  char *display;        /* (nullable) */
  JsonNode *node;       /* (owned) (nullable) */
  JsonObject *settings; /* (nullable) of @node */
  StudioUnit unit;
};

void
studio_number_style_clear (StudioNumberStyle *self)
{
  g_clear_pointer (&self->prefix, g_free);
  g_clear_pointer (&self->suffix, g_free);
}

char *
studio_number_style_format (const StudioNumberStyle *self, double value)
{
  g_autofree char *number = NULL;

  if (!isfinite (value))
    return g_strdup ("—");
  number = studio_format_number (value, self->decimals);
  return g_strconcat (self->prefix != NULL ? self->prefix : "", number,
                      self->suffix != NULL ? self->suffix : "", NULL);
}

StudioVisualization *
studio_visualization_new (StudioKpi *kpi)
{
  StudioVisualization *self = g_new0 (StudioVisualization, 1);
  const char *text = studio_kpi_get_visualization (kpi);

  self->display = g_strdup (studio_kpi_get_display (kpi));
  self->unit = studio_kpi_get_unit (kpi);
  if (text != NULL)
    self->node = studio_json_from_text (text, -1, NULL);
  self->settings = studio_json_node_get_object (self->node);
  return self;
}

void
studio_visualization_free (StudioVisualization *self)
{
  g_free (self->display);
  g_clear_pointer (&self->node, json_node_unref);
  g_free (self);
}

const char *
studio_visualization_get_display (const StudioVisualization *self)
{
  return self->display;
}

/* The settings of a column are found by a key that is JSON itself. */
static JsonObject *
find_column (const StudioVisualization *self, const char *name)
{
  JsonObject *columns = studio_json_get_object (self->settings, "column_settings");
  g_autofree char *key = g_strdup_printf ("[\"name\",\"%s\"]", name);

  return studio_json_get_object (columns, key);
}

const char *
studio_visualization_get_title (const StudioVisualization *self, StudioResult *result, guint column)
{
  const char *name = studio_result_get_column_name (result, column);
  const char *title = studio_json_get_string (find_column (self, name), "column_title");

  return title != NULL && *title != '\0' ? title : name;
}

/* Whether every number of a column could be a share of a whole. */
static gboolean
is_fraction (StudioResult *result, guint column)
{
  double value;
  guint n = 0;

  for (guint i = 0; i < studio_result_get_n_rows (result); i++)
    if (studio_result_get_number (result, i, column, &value))
      {
        if (value < -1 || value > 1)
          return FALSE;
        n++;
      }
  return n > 0;
}

static const char *
get_currency_sign (const char *code)
{
  static const struct
  {
    const char *code;
    const char *sign;
  } signs[] = { { "USD", "$" }, { "EUR", "€" }, { "GBP", "£" }, { "JPY", "¥" }, { "KRW", "₩" } };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_strcmp0 (signs[i].code, code) == 0)
      return signs[i].sign;
  return NULL;
}

static void
set_currency (StudioNumberStyle *style, const char *code)
{
  const char *sign = get_currency_sign (code);

  if (sign != NULL)
    style->prefix = g_strdup (sign);
  else if (code != NULL)
    style->suffix = g_strconcat (" ", code, NULL);
}

static void
set_percent (StudioNumberStyle *style)
{
  style->scale = 100;
  /* Translators: stands behind a percentage; some languages put a space before the sign. */
  style->suffix = g_strdup (C_ ("percentage", "%"));
}

StudioNumberStyle
studio_visualization_get_style (const StudioVisualization *self, StudioResult *result, guint column)
{
  StudioNumberStyle style = { .scale = 1, .decimals = -1 };
  JsonObject *format = find_column (self, studio_result_get_column_name (result, column));
  const char *number_style = studio_json_get_string (format, "number_style");
  const char *prefix = studio_json_get_string (format, "prefix");
  const char *suffix = studio_json_get_string (format, "suffix");

  if (g_strcmp0 (number_style, "percent") == 0)
    set_percent (&style);
  else if (g_strcmp0 (number_style, "currency") == 0)
    set_currency (&style, studio_json_get_string (format, "currency"));
  else if (number_style == NULL && self->unit == STUDIO_UNIT_PERCENT &&
           studio_result_get_n_columns (result) <= 2)
    {
      set_percent (&style);
      if (!is_fraction (result, column))
        style.scale = 1;
    }
  if (format != NULL && json_object_has_member (format, "decimals"))
    style.decimals = (int) CLAMP (studio_json_get_int (format, "decimals", -1), -1, 12);
  if (format != NULL && json_object_has_member (format, "scale"))
    style.scale *= studio_json_get_double (format, "scale", 1);
  if (prefix != NULL)
    {
      g_free (style.prefix);
      style.prefix = g_strdup (prefix);
    }
  if (suffix != NULL)
    {
      g_free (style.suffix);
      style.suffix = g_strdup (suffix);
    }
  return style;
}

static void
add_named (GArray *columns, StudioResult *result, const char *name)
{
  for (guint i = 0; name != NULL && i < studio_result_get_n_columns (result); i++)
    if (g_strcmp0 (studio_result_get_column_name (result, i), name) == 0)
      {
        g_array_append_val (columns, i);
        return;
      }
}

GArray *
studio_visualization_find_columns (const StudioVisualization *self,
                                   StudioResult *result,
                                   gboolean metrics)
{
  static const char *const keys[2][2] = { { "pie.dimension", "funnel.dimension" },
                                          { "pie.metric", "funnel.metric" } };
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) names =
      studio_json_get_strings (self->settings, metrics ? "graph.metrics" : "graph.dimensions");

  for (gsize i = 0; names[i] != NULL; i++)
    add_named (columns, result, names[i]);
  for (gsize i = 0; columns->len == 0 && i < G_N_ELEMENTS (keys[metrics]); i++)
    add_named (columns, result, studio_json_get_string (self->settings, keys[metrics][i]));
  if (metrics && columns->len == 0)
    add_named (columns, result, studio_json_get_string (self->settings, "scalar.field"));
  return columns;
}
