/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

#include <math.h>

/*
 * Things that have a year instead of a date: films, games, sets. How many there are of each year
 * and how they change is what can be said of time.
 */

#define FEW_YEARS 3
#define FIRST_YEAR 1500
/* More columns than these are no news. */
#define MAX_MEASURES 3

/* The year that is over everywhere, so that none is shown in part; years of people and of what the
 * row lies in are no history. */
static gboolean
is_past_year (const StudioAnalysis *self, const StudioColumn *column)
{
  const StudioFingerprint *fingerprint = &studio_field_get_info (column->field)->fingerprint;

  return column->role == STUDIO_ROLE_CALENDAR && column->kind == STUDIO_FIELD_INTEGER &&
         column->usable && studio_column_has_word (column, "year") &&
         !studio_field_is_nested (column->field) && !studio_column_has_word (column, "end") &&
         !studio_column_has_word (column, "birth") && column->distinct >= FEW_YEARS &&
         column->null_share < 0.5 && !isnan (fingerprint->maximum) &&
         fingerprint->minimum >= FIRST_YEAR &&
         fingerprint->maximum < g_date_get_year (&self->today);
}

static const StudioColumn *
find_year (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    if (is_past_year (self, g_ptr_array_index (reading->columns, i)))
      return g_ptr_array_index (reading->columns, i);
  return NULL;
}

/* Adds @value (transfer full) by year. */
static void
add_by_year (StudioAnalysis *self,
             const StudioColumn *year,
             const StudioColumn *measure,
             const char *alias,
             StudioExpression *value,
             char *name,
             double weight)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start_for (reading, "trend", measure);
  g_autofree char *kpi = name;
  StudioProposal *proposal;

  studio_definition_add_dimension (definition, "of_year", year->label,
                                   studio_column_expression (year, reading->source));
  studio_definition_add_measure (definition, alias, NULL, value);
  if (year->null_share > 0)
    studio_definition_filter (
        definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                           studio_column_expression (year, reading->source), NULL));
  studio_definition_order (definition, "of_year", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, weight, alias, "line", definition,
                                  "%s by %s", kpi, year->label);
  studio_proposal_set_unit (
      proposal, alias, measure != NULL ? studio_analysis_unit (measure) : STUDIO_UNIT_COUNT,
      measure != NULL ? studio_analysis_direction (reading, measure) : STUDIO_DIRECTION_NEUTRAL);
  proposal->currency = measure != NULL ? studio_column_currency (measure) : NULL;
  studio_proposal_set_text (
      proposal, g_strdup_printf ("%s for each %s there is.", kpi, year->label),
      g_strdup ("Shows whether there are more or fewer than years ago, and what has changed."),
      g_strdup_printf ("“%s” is a year, and no column tells the day.",
                       studio_column_get_name (year)));
  studio_analysis_add (self, proposal);
}

static void
add_measure (StudioAnalysis *self,
             const StudioColumn *year,
             const StudioColumn *measure,
             double weight)
{
  const StudioReading *reading = self->reading;
  g_autofree char *subject = studio_analysis_subject (reading, measure);
  g_autofree char *average = g_strconcat ("average_", measure->alias, NULL);
  g_autofree char *total = g_strconcat ("total_", measure->alias, NULL);

  if (measure == reading->money || measure == reading->quantity)
    add_by_year (self, year, measure, total,
                 studio_sum (studio_column_expression (measure, reading->source)),
                 g_strdup_printf ("Total %s", subject), weight);
  add_by_year (self, year, measure, average,
               studio_average (studio_column_expression (measure, reading->source)),
               g_strdup_printf ("Average %s", subject), weight - 2);
}

void
_studio_patterns_years (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *year = self->window.time == NULL ? find_year (self) : NULL;
  guint n = 0;

  if (year == NULL || reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  add_by_year (self, year, NULL, reading->alias, studio_count (NULL), g_strdup (reading->plural),
               64);
  if (reading->money != NULL)
    add_measure (self, year, reading->money, 62 - 2.0 * n++);
  for (guint i = 0; i < reading->columns->len && n < MAX_MEASURES; i++)
    {
      const StudioColumn *measure = g_ptr_array_index (reading->columns, i);

      if (measure != reading->money && studio_column_is_measure (measure) &&
          !studio_column_is_constant (measure) && !measure->mixed &&
          !studio_field_is_nested (measure->field) &&
          (measure->role != STUDIO_ROLE_NUMBER || measure == reading->quantity))
        add_measure (self, year, measure, 62 - 2.0 * n++);
    }
}
