/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-report"

#include "core/studio-json.h"
#include "report/studio-kpi-report-private.h"

static void
add_counts (JsonBuilder *builder, const StudioKpiCounts *counts)
{
  studio_json_add_int (builder, "kpis", counts->kpis);
  studio_json_add_int (builder, "valid", counts->valid);
  studio_json_add_int (builder, "repaired", counts->repaired);
  studio_json_add_int (builder, "invalid", counts->invalid);
  studio_json_add_int (builder, "unchecked", counts->unchecked);
  studio_json_add_int (builder, "filtered", counts->filtered);
  studio_json_add_int (builder, "duplicates", counts->duplicates);
  studio_json_add_int (builder, "approved", counts->approved);
  studio_json_add_int (builder, "rejected", counts->rejected);
  studio_json_add_int (builder, "registered", counts->registered);
}

static void
add_groups (JsonBuilder *builder, const char *name, GPtrArray *groups)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->len; i++)
    {
      const StudioKpiCounts *counts = g_ptr_array_index (groups, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "name", counts->name);
      add_counts (builder, counts);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_best (StudioKpiReport *self, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) best = _studio_kpi_report_get_best (self);

  json_builder_set_member_name (builder, "best");
  json_builder_begin_array (builder);
  for (guint i = 0; i < best->len; i++)
    {
      StudioKpi *kpi = g_ptr_array_index (best, i);
      g_autofree char *url = _studio_kpi_report_get_url (self, studio_kpi_get_card_id (kpi), FALSE);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "id", studio_kpi_get_id (kpi));
      studio_json_add_string (builder, "name", studio_kpi_get_name (kpi));
      studio_json_add_string (builder, "table", studio_kpi_get_table (kpi));
      studio_json_add_string (builder, "category", studio_kpi_get_category (kpi));
      studio_json_add_int (builder, "score", studio_kpi_get_score (kpi));
      studio_json_add_string (builder, "url", url);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_problems (StudioKpiReport *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->problems->len; i++)
    {
      const StudioReportProblem *problem = g_ptr_array_index (self->problems, i);

      json_builder_begin_object (builder);
      studio_json_add_string (builder, "stage", problem->stage);
      studio_json_add_string (builder, "message", problem->message);
      json_builder_set_member_name (builder, "tables");
      json_builder_begin_array (builder);
      for (guint j = 0; j < problem->tables->len; j++)
        json_builder_add_string_value (builder, g_ptr_array_index (problem->tables, j));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

JsonNode *
studio_kpi_report_to_json (StudioKpiReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  studio_json_add_string (builder, "server", self->title);
  add_counts (builder, self->total);
  add_groups (builder, "categories", self->categories);
  add_groups (builder, "tables", self->tables);
  add_best (self, builder);
  add_problems (self, builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
