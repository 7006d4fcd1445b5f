/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-kpi-json.h"

#include "core/studio-error.h"
#include "core/studio-json.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* Members that are a string property of the same name, with "_" for "-". */
static const char *const plain_members[] = {
  "id",          "database",       "table",         "schema",      "name",
  "description", "business_value", "category",      "sql",         "original_sql",
  "display",     "source",         "created",       "changed",     "key",
  "weak_key",    "definition",     "visualization", "explanation", "duplicate_of",
};

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/* -1 stands for "not known", which JSON says with null. */
static void
add_number (JsonBuilder *builder, const char *name, gint64 value, gint64 unknown)
{
  json_builder_set_member_name (builder, name);
  if (value != unknown)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_names (JsonBuilder *builder, const char *name, const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

JsonNode *
studio_findings_to_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const StudioFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      add_string (builder, "id", finding->id);
      add_string (builder, "severity",
                  studio_enum_to_nick (STUDIO_TYPE_SEVERITY, finding->severity));
      if (finding->error_class != STUDIO_ERROR_CLASS_NONE)
        add_string (builder, "class",
                    studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, finding->error_class));
      add_string (builder, "message", finding->message);
      add_number (builder, "start", finding->start, -1);
      add_number (builder, "end", finding->end, -1);
      add_string (builder, "fix", finding->fix);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

GPtrArray *
studio_findings_from_json (JsonNode *node)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_finding_free);
  JsonArray *array = studio_json_node_get_array (node);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = studio_json_array_get_object (array, i);
      StudioFinding *finding;

      if (object == NULL || studio_json_get_string (object, "id") == NULL)
        continue;
      finding = studio_finding_new (
          studio_json_get_string (object, "id"),
          studio_enum_from_nick (STUDIO_TYPE_SEVERITY, studio_json_get_string (object, "severity"),
                                 STUDIO_SEVERITY_HINT),
          studio_enum_from_nick (STUDIO_TYPE_ERROR_CLASS, studio_json_get_string (object, "class"),
                                 STUDIO_ERROR_CLASS_NONE),
          studio_json_get_int (object, "start", -1), studio_json_get_int (object, "end", -1),
          g_strdup (studio_json_get_string (object, "message")));
      finding->fix = g_strdup (studio_json_get_string (object, "fix"));
      g_ptr_array_add (findings, finding);
    }
  return findings;
}

JsonNode *
studio_reasons_to_json (GPtrArray *reasons)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const StudioReason *reason = g_ptr_array_index (reasons, i);

      json_builder_begin_object (builder);
      add_string (builder, "id", reason->id);
      json_builder_set_member_name (builder, "points");
      json_builder_add_int_value (builder, reason->points);
      add_string (builder, "message", reason->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

GPtrArray *
studio_reasons_from_json (JsonNode *node)
{
  GPtrArray *reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) studio_reason_free);
  JsonArray *array = studio_json_node_get_array (node);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = studio_json_array_get_object (array, i);

      if (object != NULL && studio_json_get_string (object, "id") != NULL)
        g_ptr_array_add (reasons,
                         studio_reason_new (studio_json_get_string (object, "id"),
                                            studio_json_get_int (object, "points", 0),
                                            g_strdup (studio_json_get_string (object, "message"))));
    }
  return reasons;
}

static void
add_check (JsonBuilder *builder, StudioKpi *self)
{
  json_builder_set_member_name (builder, "check");
  json_builder_begin_object (builder);
  add_string (builder, "state",
              studio_enum_to_nick (STUDIO_TYPE_CHECK_STATE, studio_kpi_get_check_state (self)));
  add_string (builder, "class",
              studio_kpi_get_error_class (self) != STUDIO_ERROR_CLASS_NONE
                  ? studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, studio_kpi_get_error_class (self))
                  : NULL);
  add_string (builder, "message", studio_kpi_get_check_message (self));
  add_number (builder, "rows", studio_kpi_get_rows (self), -1);
  add_number (builder, "columns", studio_kpi_get_columns (self), -1);
  add_number (builder, "milliseconds", studio_kpi_get_milliseconds (self), -1);
  json_builder_end_object (builder);
}

/* {"when": "above", "value": 100}, or null. */
static void
add_threshold (JsonBuilder *builder, StudioKpi *self)
{
  StudioThresholdKind kind = studio_kpi_get_threshold_kind (self);

  json_builder_set_member_name (builder, "threshold");
  if (kind == STUDIO_THRESHOLD_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_string (builder, "when", studio_enum_to_nick (STUDIO_TYPE_THRESHOLD_KIND, kind));
  json_builder_set_member_name (builder, "value");
  json_builder_add_double_value (builder, studio_kpi_get_threshold (self));
  json_builder_end_object (builder);
}

static void
add_registration (JsonBuilder *builder, StudioKpi *self)
{
  json_builder_set_member_name (builder, "registration");
  json_builder_begin_object (builder);
  add_string (
      builder, "state",
      studio_enum_to_nick (STUDIO_TYPE_REGISTRATION_STATE, studio_kpi_get_registration (self)));
  add_number (builder, "card_id", studio_kpi_get_card_id (self), 0);
  add_number (builder, "collection_id", studio_kpi_get_collection_id (self), 0);
  json_builder_end_object (builder);
}

JsonNode *
studio_kpi_to_json (StudioKpi *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (STUDIO_IS_KPI (self), NULL);

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (plain_members); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (self, plain_members[i], &text, NULL);
      add_string (builder, plain_members[i], text);
    }
  add_number (builder, "database_id", studio_kpi_get_database_id (self), 0);
  add_number (builder, "table_id", studio_kpi_get_table_id (self), 0);
  add_string (builder, "unit", studio_enum_to_nick (STUDIO_TYPE_UNIT, studio_kpi_get_unit (self)));
  add_string (builder, "direction",
              studio_enum_to_nick (STUDIO_TYPE_DIRECTION, studio_kpi_get_direction (self)));
  add_threshold (builder, self);
  if (studio_kpi_get_edited (self))
    {
      json_builder_set_member_name (builder, "edited");
      json_builder_add_boolean_value (builder, TRUE);
    }
  add_check (builder, self);
  add_number (builder, "score", studio_kpi_get_score (self), -1);
  json_builder_set_member_name (builder, "reasons");
  json_builder_add_value (builder, studio_reasons_to_json (studio_kpi_get_reasons (self)));
  json_builder_set_member_name (builder, "findings");
  json_builder_add_value (builder, studio_findings_to_json (studio_kpi_get_findings (self)));
  add_names (builder, "rules", studio_kpi_get_rules (self));
  add_names (builder, "tables_used", studio_kpi_get_tables_used (self));
  add_names (builder, "columns_used", studio_kpi_get_columns_used (self));
  add_string (builder, "decision",
              studio_enum_to_nick (STUDIO_TYPE_DECISION, studio_kpi_get_decision (self)));
  add_registration (builder, self);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static void
read_check (StudioKpi *self, JsonObject *check)
{
  studio_kpi_set_check_state (self, studio_enum_from_nick (STUDIO_TYPE_CHECK_STATE,
                                                           studio_json_get_string (check, "state"),
                                                           STUDIO_CHECK_UNCHECKED));
  studio_kpi_set_error_class (self, studio_enum_from_nick (STUDIO_TYPE_ERROR_CLASS,
                                                           studio_json_get_string (check, "class"),
                                                           STUDIO_ERROR_CLASS_NONE));
  studio_kpi_set_check_message (self, studio_json_get_string (check, "message"));
  studio_kpi_set_rows (self, studio_json_get_int (check, "rows", -1));
  studio_kpi_set_columns (self, studio_json_get_int (check, "columns", -1));
  studio_kpi_set_milliseconds (self, studio_json_get_int (check, "milliseconds", -1));
}

static void
read_registration (StudioKpi *self, JsonObject *registration)
{
  studio_kpi_set_registration (
      self, studio_enum_from_nick (STUDIO_TYPE_REGISTRATION_STATE,
                                   studio_json_get_string (registration, "state"),
                                   STUDIO_REGISTRATION_NONE));
  studio_kpi_set_card_id (self, studio_json_get_int (registration, "card_id", 0));
  studio_kpi_set_collection_id (self, studio_json_get_int (registration, "collection_id", 0));
}

/* A threshold without a number is none. */
static void
read_threshold (StudioKpi *self, JsonObject *threshold)
{
  double value = studio_json_get_double (threshold, "value", NAN);

  if (isfinite (value))
    studio_kpi_set_threshold (self,
                              studio_enum_from_nick (STUDIO_TYPE_THRESHOLD_KIND,
                                                     studio_json_get_string (threshold, "when"),
                                                     STUDIO_THRESHOLD_NONE),
                              value);
}

static void
read_lists (StudioKpi *self, JsonObject *object)
{
  g_auto (GStrv) rules = studio_json_get_strings (object, "rules");
  g_auto (GStrv) tables = studio_json_get_strings (object, "tables_used");
  g_auto (GStrv) columns = studio_json_get_strings (object, "columns_used");

  studio_kpi_take_reasons (self,
                           studio_reasons_from_json (json_object_get_member (object, "reasons")));
  studio_kpi_take_findings (
      self, studio_findings_from_json (json_object_get_member (object, "findings")));
  studio_kpi_set_rules (self, (const char *const *) rules);
  studio_kpi_set_tables_used (self, (const char *const *) tables);
  studio_kpi_set_columns_used (self, (const char *const *) columns);
}

StudioKpi *
studio_kpi_from_json (JsonNode *node, GError **error)
{
  g_autoptr (StudioKpi) self = NULL;
  JsonObject *object = studio_json_node_get_object (node);

  if (object == NULL || studio_json_get_string (object, "name") == NULL ||
      studio_json_get_string (object, "sql") == NULL)
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_INPUT,
                           _ ("A KPI needs at least a “name” and a “sql”"));
      return NULL;
    }
  self = studio_kpi_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (plain_members); i++)
    if (studio_json_get_string (object, plain_members[i]) != NULL)
      g_object_set (self, plain_members[i], studio_json_get_string (object, plain_members[i]),
                    NULL);
  studio_kpi_set_database_id (self, studio_json_get_int (object, "database_id", 0));
  studio_kpi_set_table_id (self, studio_json_get_int (object, "table_id", 0));
  studio_kpi_set_score (self, studio_json_get_int (object, "score", -1));
  studio_kpi_set_unit (self, studio_enum_from_nick (STUDIO_TYPE_UNIT,
                                                    studio_json_get_string (object, "unit"),
                                                    STUDIO_UNIT_NONE));
  studio_kpi_set_direction (self,
                            studio_enum_from_nick (STUDIO_TYPE_DIRECTION,
                                                   studio_json_get_string (object, "direction"),
                                                   STUDIO_DIRECTION_NEUTRAL));
  studio_kpi_set_decision (self, studio_enum_from_nick (STUDIO_TYPE_DECISION,
                                                        studio_json_get_string (object, "decision"),
                                                        STUDIO_DECISION_PENDING));
  read_threshold (self, studio_json_get_object (object, "threshold"));
  studio_kpi_set_edited (self, studio_json_get_boolean (object, "edited", FALSE));
  if (studio_json_get_object (object, "check") != NULL)
    read_check (self, studio_json_get_object (object, "check"));
  if (studio_json_get_object (object, "registration") != NULL)
    read_registration (self, studio_json_get_object (object, "registration"));
  read_lists (self, object);
  return g_steal_pointer (&self);
}
