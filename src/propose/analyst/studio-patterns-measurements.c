/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

/*
 * Measurements of many kinds in one column. Degrees and bars have no common average: what was
 * measured is told by the sensor that the row points at.
 */

#define LIST_LENGTH 40

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *value;
  const StudioRelationship *relationship;
  const StudioColumn *kind; /* of the sensor */
} Measured;

static gboolean
is_kind (const StudioColumn *column)
{
  return column->role == STUDIO_ROLE_CATEGORY && column->usable && column->distinct >= 2 &&
         column->distinct <= LIST_LENGTH && !studio_field_is_nested (column->field) &&
         column->null_share < 0.1;
}

/* The kind that the thing says whose key the row has: “sensor_type” says it more plainly than
 * “unit”. */
static const StudioColumn *
find_kind (const StudioAnalysis *self, const StudioRelationship **relationship)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *found = NULL;

  for (guint i = 0; i < reading->columns->len && found == NULL; i++)
    {
      const StudioColumn *link = g_ptr_array_index (reading->columns, i);
      const StudioReading *parent = link->role == STUDIO_ROLE_FOREIGN_KEY
                                        ? studio_analysis_parent (self, reading, link, relationship)
                                        : NULL;

      for (guint k = 0; parent != NULL && k < parent->columns->len; k++)
        {
          const StudioColumn *column = g_ptr_array_index (parent->columns, k);

          if (is_kind (column) && (found == NULL || studio_column_has_word (column, "type")))
            found = column;
        }
    }
  return found;
}

/* Only what the sensor itself holds for right. */
static void
limit_to_valid (const StudioReading *reading, StudioDefinition *definition)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_FLAG && column->usable &&
          studio_column_has_word (column, "valid"))
        studio_definition_filter (definition, studio_column_is_set (column, reading->source, TRUE));
    }
}

static StudioDefinition *
start (const Measured *measured, const char *pattern, gboolean trend)
{
  StudioAnalysis *self = measured->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, pattern);
  g_autofree char *joined = NULL;

  limit_to_valid (reading, definition);
  joined = studio_analysis_join_parent (self, definition, reading->source, measured->relationship,
                                        FALSE);
  if (trend)
    studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_dimension (definition, measured->kind->alias, measured->kind->label,
                                   studio_column_expression (measured->kind, joined));
  return definition;
}

static void
finish (const Measured *measured, StudioProposal *proposal, char *description, const char *key)
{
  const StudioReading *reading = measured->analysis->reading;

  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, reading->alias, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal, description,
      studio_phrases_value (measured->analysis, key, measured->kind, NULL, NULL),
      g_strdup_printf ("“%s” holds what was measured, and “%s” tells what it was.",
                       studio_column_get_name (measured->value),
                       studio_column_get_name (measured->kind)));
  studio_analysis_add (measured->analysis, proposal);
}

static StudioExpression *
value_of (const Measured *measured)
{
  return studio_column_expression (measured->value, measured->analysis->reading->source);
}

static void
add_trend (const Measured *measured)
{
  StudioAnalysis *self = measured->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *alias = g_strconcat ("average_", measured->value->alias, NULL);
  StudioDefinition *definition;

  if (self->window.time == NULL)
    return;
  definition = start (measured, "trend", TRUE);
  studio_definition_add_measure (definition, alias, NULL, studio_average (value_of (measured)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  finish (measured,
          studio_proposal_new (STUDIO_FAMILY_TREND, 74, measured->value->alias, "line", definition,
                               "Average %s %s per %s, by %s", reading->noun, measured->value->label,
                               grain, measured->kind->label),
          g_strdup_printf ("Average %s of all %s per %s, for each %s for itself.",
                           measured->value->label, reading->plural, grain, measured->kind->label),
          "drift");
}

static void
add_comparison (const Measured *measured)
{
  StudioAnalysis *self = measured->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = start (measured, "comparison", FALSE);

  studio_definition_add_measure (definition, "average", "average",
                                 studio_average (value_of (measured)));
  studio_definition_add_measure (
      definition, "minimum", "minimum",
      studio_expression_new (STUDIO_OPERATOR_MINIMUM, value_of (measured), NULL));
  studio_definition_add_measure (
      definition, "maximum", "maximum",
      studio_expression_new (STUDIO_OPERATOR_MAXIMUM, value_of (measured), NULL));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_days (self, definition, &self->window, reading->source);
  studio_definition_order (definition, measured->kind->alias, FALSE);
  finish (
      measured,
      studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 66, measured->kind->alias, "table",
                           definition, "%s %s by %s", reading->noun, measured->value->label,
                           measured->kind->label),
      g_strdup_printf ("Average, least and greatest %s of all %s for each %s, with their number.",
                       measured->value->label, reading->plural, measured->kind->label),
      "measured-range");
}

void
_studio_patterns_measurements (StudioAnalysis *self)
{
  Measured measured = { .analysis = self };

  for (guint i = 0; i < self->reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->reading->columns, i);

      if (!column->general || !column->usable || studio_column_is_constant (column))
        continue;
      measured.value = column;
      measured.kind = find_kind (self, &measured.relationship);
      if (measured.kind == NULL)
        {
          studio_analysis_note (self, "No averages of “%s”: nothing says what each row measures.",
                                studio_column_get_name (column));
          continue;
        }
      add_trend (&measured);
      add_comparison (&measured);
    }
}
