/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"

/*
 * People who come for a while: how long they stay on average, and how many are back within 30 days
 * of leaving (readmission rate). A stay counts in the month in which it ended; the last month is
 * left out, since its people have not had their 30 days.
 */

#define DAYS 30
#define AGAIN "again"
#define NEXT "next_stay"

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *person;
  const StudioColumn *from;
  const StudioColumn *to;
} Stays;

static const char *const stays[] = { "admission", "admissions",      "stay",      "stays",
                                     "encounter", "encounters",      "inpatient", "hospitalization",
                                     "episode",   "hospitalisation", NULL };

static const StudioColumn *
find_time (const StudioReading *reading,
           const StudioTimeRole *roles,
           guint n,
           const StudioColumn *other)
{
  for (guint i = 0; i < n; i++)
    {
      const StudioColumn *time = studio_reading_find_time (reading, roles[i]);

      if (time != NULL && time != other && !studio_field_is_nested (time->field))
        return time;
    }
  return NULL;
}

static const StudioColumn *
find_person (const StudioAnalysis *self)
{
  static const char *const words[] = { "patient", "patients", "resident", "inmate",
                                       "client",  "guest",    NULL };
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      StudioReading *parent = column->role == STUDIO_ROLE_FOREIGN_KEY
                                  ? studio_analysis_parent (self, reading, column, NULL)
                                  : NULL;

      if (column->role == STUDIO_ROLE_FOREIGN_KEY && column->usable && !column->audit &&
          column->null_share < 0.05 && !studio_column_is_constant (column) &&
          (studio_column_has_any (column, words) ||
           (parent != NULL && studio_reading_has_any (parent, words))))
        return column;
    }
  return NULL;
}

static gboolean
find_stays (StudioAnalysis *analysis, Stays *self)
{
  static const StudioTimeRole starts[] = { STUDIO_TIME_JOINED, STUDIO_TIME_STARTED,
                                           STUDIO_TIME_DELIVERED, STUDIO_TIME_CREATED };
  static const StudioTimeRole ends[] = { STUDIO_TIME_COMPLETED, STUDIO_TIME_ENDED,
                                         STUDIO_TIME_SHIPPED };
  const StudioReading *reading = analysis->reading;

  *self = (Stays){ .analysis = analysis };
  if (!studio_reading_has_any (reading, stays) || reading->key == NULL ||
      studio_reading_is_term (reading))
    return FALSE;
  self->from = find_time (reading, starts, G_N_ELEMENTS (starts), NULL);
  self->to = find_time (reading, ends, G_N_ELEMENTS (ends), self->from);
  self->person = find_person (analysis);
  return self->from != NULL && self->from->null_share < 0.05 && self->to != NULL &&
         self->to->null_share < 0.6 && self->person != NULL;
}

static StudioExpression *
value_of (const Stays *self, const StudioColumn *column)
{
  return studio_column_expression (column, self->analysis->reading->source);
}

/* The stays after which the same person came again in time. */
static StudioDefinition *
followed (const Stays *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "per-stay");
  StudioExpression *same =
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_column_expression (self->person, NEXT),
                             value_of (self, self->person), NULL);
  StudioExpression *later = studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                                   studio_column_expression (self->from, NEXT),
                                                   value_of (self, self->to), NULL);
  StudioExpression *soon = studio_expression_new (
      STUDIO_OPERATOR_LESS_EQUAL, studio_column_expression (self->from, NEXT),
      studio_expression_shift (value_of (self, self->to), DAYS, STUDIO_GRAIN_DAY), NULL);
  StudioExpression *other = studio_expression_new (STUDIO_OPERATOR_NOT_EQUAL,
                                                   studio_column_expression (reading->key, NEXT),
                                                   value_of (self, reading->key), NULL);

  studio_definition_join (
      definition, NEXT, studio_table_get_schema (reading->table),
      studio_table_get_name (reading->table), FALSE,
      studio_expression_new (STUDIO_OPERATOR_AND, same, later, soon, other, NULL));
  studio_analysis_add_exclusions (reading, NEXT, definition);
  studio_definition_add_dimension (definition, "stay", NULL, value_of (self, reading->key));
  studio_definition_add_measure (definition, "stays", NULL, studio_count (NULL));
  return definition;
}

static void
add_readmission (const Stays *self)
{
  StudioAnalysis *analysis = self->analysis;
  const StudioReading *reading = analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  StudioExpression *again = studio_expression_column (AGAIN, "stay", reading->key->kind);
  StudioWindow window;

  studio_analysis_window (analysis, reading, (StudioColumn *) self->to, &window);
  if (window.grain != STUDIO_GRAIN_MONTH)
    {
      studio_expression_unref (again);
      studio_definition_unref (definition);
      return;
    }
  studio_definition_join_over (definition, AGAIN, followed (self), TRUE,
                               studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                                      studio_expression_ref (again),
                                                      value_of (self, reading->key), NULL));
  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_truncate (value_of (self, self->to), STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (
      definition, "readmission_rate", "readmission rate",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT, again, NULL),
                    studio_count (NULL)));
  studio_definition_filter (
      definition, studio_expression_periods (value_of (self, self->to), STUDIO_GRAIN_MONTH,
                                             window.recent ? -13 : G_MININT64, -2));
  studio_definition_order (definition, "month", FALSE);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 88, "readmission", "line", definition,
                           "Readmission within %d days, by month", DAYS),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s that ended in each month, the share whose %s came again within "
                       "%d days. The last month is left out: it has not had its days.",
                       reading->plural, self->person->label, DAYS),
      "Who comes back soon left too early, or without what was needed afterwards.",
      g_strdup_printf ("“%s” tells whose stay it is, “%s” and “%s” from when to when.",
                       studio_column_get_name (self->person), studio_column_get_name (self->from),
                       studio_column_get_name (self->to)));
}

static void
add_length (const Stays *self)
{
  StudioAnalysis *analysis = self->analysis;
  const StudioReading *reading = analysis->reading;
  StudioDefinition *definition;
  StudioWindow window;
  const char *grain;

  studio_analysis_window (analysis, reading, (StudioColumn *) self->to, &window);
  grain = studio_grain_name (window.grain);
  definition = studio_columns_trend (analysis, &window, "duration");
  studio_definition_add_measure (
      definition, "average_days", "average days",
      studio_average (studio_expression_difference (value_of (self, self->from),
                                                    value_of (self, self->to), STUDIO_GRAIN_DAY)));
  studio_columns_add (analysis,
                      studio_proposal_new (STUDIO_FAMILY_DURATION, 86, "length of stay", "line",
                                           definition, "Average length of stay by %s", grain),
                      STUDIO_UNIT_DURATION, STUDIO_DIRECTION_DOWN,
                      g_strdup_printf ("Average number of days of the %s that ended in the %s.",
                                       reading->plural, grain),
                      "Each day less makes room for somebody who waits.",
                      g_strdup_printf ("“%s” and “%s” tell from when to when each lasts.",
                                       studio_column_get_name (self->from),
                                       studio_column_get_name (self->to)));
}

void
_studio_patterns_stays (StudioAnalysis *self)
{
  Stays found;

  if (!studio_reading_is_flow (self->reading) || self->window.time == NULL ||
      !find_stays (self, &found))
    return;
  add_length (&found);
  add_readmission (&found);
}
