/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-ui"

#include "ui/studio-plan-text.h"

#include <glib/gi18n.h>

/* By StudioPlanAction; the order in which they are shown is that of @rank. */
static const struct
{
  const char *title;
  const char *icon;
  int rank;
} actions[] = {
  [STUDIO_PLAN_CREATE] = { NC_ ("registration plan", "New"), "list-add-symbolic", 2 },
  [STUDIO_PLAN_UPDATE] = { NC_ ("registration plan", "Update"), "studio-register-symbolic", 1 },
  [STUDIO_PLAN_LINK] = { NC_ ("registration plan", "Link"), "studio-foreign-key-symbolic", 3 },
  [STUDIO_PLAN_SKIP] = { NC_ ("registration plan", "Leave"), "studio-registered-symbolic", 4 },
  [STUDIO_PLAN_CONFLICT] = { NC_ ("registration plan", "Conflict"), "dialog-warning-symbolic", 0 },
};

static gsize
get_index (StudioPlanAction action)
{
  return MIN ((gsize) action, G_N_ELEMENTS (actions) - 1);
}

const char *
studio_plan_action_get_title (StudioPlanAction action)
{
  return g_dpgettext2 (NULL, "registration plan", actions[get_index (action)].title);
}

const char *
studio_plan_action_get_icon (StudioPlanAction action)
{
  return actions[get_index (action)].icon;
}

const char *
studio_plan_difference_get_title (const StudioPlanDifference *difference)
{
  static const struct
  {
    const char *part;
    const char *title;
  } parts[] = {
    { "name", N_ ("Name") },        { "description", N_ ("Description") }, { "query", N_ ("SQL") },
    { "display", N_ ("Shown as") }, { "settings", N_ ("Chart settings") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].part, difference->part))
      return _ (parts[i].title);
  return difference->part;
}

int
studio_plan_compare (StudioPlanEntry *one, StudioPlanEntry *two)
{
  int by_action = actions[get_index (studio_plan_entry_get_action (one))].rank -
                  actions[get_index (studio_plan_entry_get_action (two))].rank;
  const char *names[] = { studio_plan_entry_get_card_name (one),
                          studio_plan_entry_get_card_name (two) };

  if (by_action != 0 || names[0] == NULL || names[1] == NULL)
    return by_action;
  return g_utf8_collate (names[0], names[1]);
}
