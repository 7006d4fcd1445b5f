/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-register"

#include "register/studio-card-settings.h"

#include "core/studio-json.h"
#include "register/studio-alert-rule.h"

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

/* “number” is what many call a single value; Metabase would show an empty card. */
const char *
studio_card_settings_display (StudioKpi *kpi)
{
  const char *display = studio_kpi_get_display (kpi);

  if (display == NULL || *display == '\0')
    return "table";
  return strcmp (display, "number") == 0 ? "scalar" : display;
}

JsonNode *
studio_card_settings_new (StudioKpi *kpi)
{
  const char *text = studio_kpi_get_visualization (kpi);
  JsonNode *node = text != NULL ? studio_json_from_text (text, -1, NULL) : NULL;

  if (studio_json_node_get_object (node) == NULL)
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_init_object (json_node_alloc (), json_object_new ());
    }
  studio_alert_rule_add_goal (json_node_get_object (node), kpi);
  return node;
}
