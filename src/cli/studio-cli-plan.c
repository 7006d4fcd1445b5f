/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "kpi-studio-cli"

#include "cli/studio-cli-commands.h"
#include "core/studio-json.h"

#include <glib/gi18n.h>

static void
add_differences (JsonBuilder *builder, StudioPlanEntry *entry)
{
  GPtrArray *differences = studio_plan_entry_get_differences (entry);

  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    {
      const StudioPlanDifference *difference = g_ptr_array_index (differences, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "part", difference->part);
      studio_json_add_string (builder, "there", difference->there);
      studio_json_add_string (builder, "here", difference->here);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_entry (JsonBuilder *builder, StudioPlanEntry *entry)
{
  StudioKpi *kpi = studio_plan_entry_get_kpi (entry);

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "id", studio_kpi_get_id (kpi));
  studio_json_add_string (builder, "name", studio_kpi_get_name (kpi));
  studio_json_add_string (
      builder, "action",
      studio_enum_to_nick (STUDIO_TYPE_PLAN_ACTION, studio_plan_entry_get_action (entry)));
  studio_json_add_string (
      builder, "reason",
      studio_enum_to_nick (STUDIO_TYPE_PLAN_REASON, studio_plan_entry_get_reason (entry)));
  studio_json_add_string (builder, "message", studio_plan_entry_get_message (entry));
  studio_json_add_string (builder, "collection", studio_plan_entry_get_collection (entry));
  studio_json_add_int (builder, "collection_id", studio_plan_entry_get_collection_id (entry));
  studio_json_add_int (builder, "card_id", studio_plan_entry_get_card_id (entry));
  studio_json_add_string (builder, "card_name", studio_plan_entry_get_card_name (entry));
  add_differences (builder, entry);
  json_builder_end_object (builder);
}

static JsonNode *
write_json (StudioRegistrationPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *collections = studio_registration_plan_get_new_collections (plan);
  GListModel *entries = G_LIST_MODEL (plan);

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "collection", studio_registration_plan_get_collection (plan));
  for (int action = STUDIO_PLAN_CREATE; action <= STUDIO_PLAN_CONFLICT; action++)
    studio_json_add_int (builder, studio_enum_to_nick (STUDIO_TYPE_PLAN_ACTION, action),
                         studio_registration_plan_count (plan, action));
  json_builder_set_member_name (builder, "new_collections");
  json_builder_begin_array (builder);
  for (guint i = 0; collections[i] != NULL; i++)
    json_builder_add_string_value (builder, collections[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (entries, i);

      add_entry (builder, entry);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static const char *
title_of (StudioPlanAction action)
{
  switch (action)
    {
    case STUDIO_PLAN_CREATE:
      return C_ ("plan", "Create");
    case STUDIO_PLAN_UPDATE:
      return C_ ("plan", "Update");
    case STUDIO_PLAN_LINK:
      return C_ ("plan", "Link");
    case STUDIO_PLAN_SKIP:
      return C_ ("plan", "Leave alone");
    case STUDIO_PLAN_CONFLICT:
    default:
      return C_ ("plan", "Conflict");
    }
}

static void
write_entry (GString *text, StudioPlanEntry *entry)
{
  GPtrArray *differences = studio_plan_entry_get_differences (entry);
  g_autoptr (GString) parts = g_string_new (NULL);

  g_string_append_printf (text, "  %s\n", studio_kpi_get_name (studio_plan_entry_get_kpi (entry)));
  if (studio_plan_entry_get_collection (entry) != NULL)
    g_string_append_printf (text, "    %s\n", studio_plan_entry_get_collection (entry));
  g_string_append_printf (text, "    %s\n", studio_plan_entry_get_message (entry));
  for (guint i = 0; i < differences->len; i++)
    {
      const StudioPlanDifference *difference = g_ptr_array_index (differences, i);

      g_string_append_printf (parts, "%s%s", i > 0 ? ", " : "", difference->part);
    }
  if (parts->len > 0)
    g_string_append_printf (text, _ ("    Differs in: %s\n"), parts->str);
}

static char *
write_text (StudioRegistrationPlan *plan)
{
  GString *text = g_string_new (NULL);
  const char *const *collections = studio_registration_plan_get_new_collections (plan);
  GListModel *entries = G_LIST_MODEL (plan);

  for (guint i = 0; collections[i] != NULL; i++)
    g_string_append_printf (text, _ ("New collection: %s\n"), collections[i]);
  for (int action = STUDIO_PLAN_CREATE; action <= STUDIO_PLAN_CONFLICT; action++)
    {
      guint count = studio_registration_plan_count (plan, action);

      if (count > 0)
        g_string_append_printf (text, "%s (%u)\n", title_of (action), count);
      for (guint i = 0; count > 0 && i < g_list_model_get_n_items (entries); i++)
        {
          g_autoptr (StudioPlanEntry) entry = g_list_model_get_item (entries, i);

          if (studio_plan_entry_get_action (entry) == (StudioPlanAction) action)
            write_entry (text, entry);
        }
    }
  if (g_list_model_get_n_items (entries) == 0)
    g_string_append (text, _ ("Nothing to register: no KPI is approved.\n"));
  return g_string_free (text, FALSE);
}

int
studio_cli_plan (StudioCli *self, GPtrArray *kpis)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioRegistrationPlan) plan = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  studio_cli_progress_step (self->progress, _ ("Looking at what is in Metabase…"), 0, 0);
  studio_cli_set_registration (self);
  studio_session_plan_registration_async (self->session, kpis, self->cancellable,
                                          studio_cli_keep_result, &pending);
  result = studio_cli_wait (&pending);
  plan = studio_session_plan_registration_finish (self->session, result, &error);
  if (plan == NULL)
    return studio_cli_fail (self, error);
  if (self->options->format == STUDIO_CLI_JSON)
    return studio_cli_print_json (self, write_json (plan), STUDIO_CLI_OK);
  text = write_text (plan);
  return studio_cli_print (self, text, STUDIO_CLI_OK);
}
