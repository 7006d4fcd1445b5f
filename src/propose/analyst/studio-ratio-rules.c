/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-ratio-rules.h"

#include "core/studio-json.h"
#include "core/studio-resource.h"

#define RESOURCE "/org/example/KpiStudio/engine/ratios.json"

static StudioRatioRule *
read_rule (JsonObject *object)
{
  StudioRatioRule *rule = g_new0 (StudioRatioRule, 1);

  rule->name = g_strdup (studio_json_get_string (object, "name"));
  rule->money = g_strcmp0 (studio_json_get_string (object, "of"), "money") == 0;
  rule->counts = g_strcmp0 (studio_json_get_string (object, "of"), "count") == 0;
  rule->part = studio_json_get_strings (object, "part");
  rule->whole = studio_json_get_strings (object, "whole");
  rule->complement = studio_json_get_boolean (object, "complement", FALSE);
  rule->weak = studio_json_get_boolean (object, "weak", FALSE);
  rule->direction =
      studio_enum_from_nick (STUDIO_TYPE_DIRECTION, studio_json_get_string (object, "direction"),
                             STUDIO_DIRECTION_NEUTRAL);
  rule->business_value = g_strdup (studio_json_get_string (object, "value"));
  return rule;
}

static GPtrArray *
load (void)
{
  GPtrArray *rules = g_ptr_array_new ();
  g_autoptr (JsonNode) root = studio_resource_read_json (RESOURCE, JSON_NODE_ARRAY);
  JsonArray *array = json_node_get_array (root);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (rules, read_rule (studio_json_array_get_object (array, i)));
  return rules;
}

gboolean
studio_ratio_rule_fits (const StudioRatioRule *rule, gboolean money)
{
  return money ? !rule->counts : !rule->money;
}

GPtrArray *
studio_ratio_rules_get (void)
{
  static GPtrArray *rules = NULL;

  if (g_once_init_enter (&rules))
    g_once_init_leave (&rules, load ());
  return rules;
}
