/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

/*
 * How many rows there are, and how that changes.
 *
 * Names and descriptions of KPIs are not translated: they are filed in the company's Metabase,
 * where a person with another language must find the same KPI under the same name.
 */

#define FEW 12

/* What happens is counted by period; what exists is counted as a whole. */
static gboolean
is_flow (const StudioReading *reading)
{
  return reading->archetype != STUDIO_ARCHETYPE_LOOKUP &&
         reading->archetype != STUDIO_ARCHETYPE_BRIDGE &&
         reading->archetype != STUDIO_ARCHETYPE_SNAPSHOT;
}

static gboolean
is_stock (const StudioReading *reading)
{
  return reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
         reading->archetype == STUDIO_ARCHETYPE_LOOKUP;
}

/* “New customers” join, “orders” happen, as do the results of a race. */
static gboolean
is_joining (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  return (reading->archetype == STUDIO_ARCHETYPE_ENTITY && self->window.via == NULL) ||
         studio_reading_is_term (reading);
}

static const char *
prefix (const StudioAnalysis *self)
{
  return is_joining (self) ? "new " : "";
}

static void
add_trend (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "trend");
  const char *grain = studio_grain_name (self->window.grain);
  StudioProposal *proposal;

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 66, "rows", "line", definition,
                                  "%s%s per %s", prefix (self), reading->plural, grain);
  if (reading->archetype != STUDIO_ARCHETYPE_LINE && reading->archetype != STUDIO_ARCHETYPE_BRIDGE)
    proposal->headline = 2;
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT,
                            studio_analysis_direction (reading, NULL));
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s%s per %s, by “%s”.", prefix (self), reading->plural, grain,
                       studio_column_get_name (self->window.time)),
      studio_phrases_value (self, is_joining (self) ? "trend-new" : "trend", NULL, NULL, NULL),
      g_strdup_printf ("“%s” tells when each %s happened.",
                       studio_column_get_name (self->window.time), reading->noun));
  studio_analysis_add (self, proposal);
}

/* The last complete month against the one before, as one number. */
static void
add_growth (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const char *source = reading->source;
  StudioExpression *time, *last, *before;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (!self->window.fresh || self->window.grain != STUDIO_GRAIN_MONTH)
    return;
  definition = studio_analysis_start (reading, "growth");
  time = studio_analysis_time (self, definition, &self->window, source);
  last = studio_count (
      studio_expression_periods (studio_expression_ref (time), STUDIO_GRAIN_MONTH, -1, -1));
  before = studio_count (
      studio_expression_periods (studio_expression_ref (time), STUDIO_GRAIN_MONTH, -2, -2));
  studio_definition_add_measure (
      definition, "growth", "growth",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, last,
                                           studio_expression_ref (before), NULL),
                    before));
  studio_definition_filter (definition,
                            studio_expression_periods (time, STUDIO_GRAIN_MONTH, -2, -1));
  proposal = studio_proposal_new (STUDIO_FAMILY_GROWTH, 52, "rows", "scalar", definition,
                                  "%s%s growth, last month", prefix (self), reading->noun);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT,
                            studio_analysis_direction (reading, NULL));
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s%s in the last complete month against the month before: the "
                       "difference divided by the earlier number.",
                       prefix (self), reading->plural),
      studio_phrases_value (self, "growth-count", NULL, NULL, NULL),
      g_strdup_printf ("“%s” reaches into the present, so two complete months can be compared.",
                       studio_column_get_name (self->window.time)));
  studio_analysis_add (self, proposal);
}

static void
add_recent (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (self->window.days == 0)
    return;
  definition = studio_analysis_start (reading, "count");
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_days (self, definition, &self->window, reading->source);
  proposal = studio_proposal_new (STUDIO_FAMILY_COUNT, 40, "rows", "scalar", definition, "%s%s, %s",
                                  prefix (self), reading->plural, self->window.days_phrase);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT,
                            studio_analysis_direction (reading, NULL));
  studio_proposal_set_text (proposal,
                            g_strdup_printf ("Number of %s%s in the %s.", prefix (self),
                                             reading->plural, self->window.days_phrase),
                            studio_phrases_value (self, "recent", NULL, NULL, NULL),
                            g_strdup_printf ("“%s” tells when each %s happened.",
                                             studio_column_get_name (self->window.time),
                                             reading->noun));
  studio_analysis_add (self, proposal);
}

static void
add_total (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "count");
  StudioProposal *proposal;

  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  proposal = studio_proposal_new (STUDIO_FAMILY_COUNT, is_stock (reading) ? 42 : 20, "rows",
                                  "scalar", definition, "Total %s", reading->plural);
  /* What nothing refers to is seldom a thing that people count. */
  if (reading->archetype == STUDIO_ARCHETYPE_ENTITY && reading->children->len > 0)
    proposal->headline = 2;
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (proposal, g_strdup_printf ("Number of all %s.", reading->plural),
                            studio_phrases_value (self, "total", NULL, NULL, NULL),
                            g_strdup_printf ("A row of the table is one %s.", reading->noun));
  studio_analysis_add (self, proposal);
}

/* How the base has grown: the running total at the end of each period. */
static void
add_cumulative (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *inner = studio_analysis_start (reading, "trend");
  StudioDefinition *definition;
  StudioProposal *proposal;
  g_autofree char *total = g_strconcat ("total_", reading->alias, NULL);
  g_autofree char *title = g_strconcat ("total ", reading->plural, NULL);

  studio_analysis_add_period (self, inner, &self->window, reading->source);
  studio_definition_add_measure (inner, "added", NULL, studio_count (NULL));
  studio_definition_filter (
      inner,
      studio_expression_periods (studio_analysis_time (self, inner, &self->window, reading->source),
                                 self->window.grain, G_MININT64, -1));
  definition = studio_definition_new_over ("cumulative", "growth", inner);
  studio_definition_add_dimension (definition, grain, grain,
                                   studio_expression_column ("growth", grain, STUDIO_FIELD_DATE));
  studio_definition_add_measure (
      definition, total, title,
      studio_expression_new (STUDIO_OPERATOR_RUNNING,
                             studio_expression_column ("growth", "added", STUDIO_FIELD_INTEGER),
                             studio_expression_column ("growth", grain, STUDIO_FIELD_DATE), NULL));
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_GROWTH, 44, "base", "area", definition,
                                  "Total %s over time", reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Running total of %s at the end of each complete %s.", reading->plural,
                       grain),
      studio_phrases_value (self, "cumulative", NULL, NULL, NULL),
      g_strdup_printf ("%s stay once they are there, and “%s” tells since when.", reading->plural,
                       studio_column_get_name (self->window.time)));
  studio_analysis_add (self, proposal);
}

void
_studio_patterns_volume (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  if (is_stock (reading) || self->window.time == NULL)
    add_total (self);
  if (self->window.time == NULL || !is_flow (reading))
    {
      studio_analysis_note (self, "No trend of the number of %s: no time of its own was found.",
                            reading->plural);
      return;
    }
  /* Of a dozen everybody knows when each of them came. */
  if (reading->archetype == STUDIO_ARCHETYPE_ENTITY && reading->rows >= 0 && reading->rows < FEW)
    return;
  add_trend (self);
  add_growth (self);
  add_recent (self);
  if (reading->archetype == STUDIO_ARCHETYPE_ENTITY)
    add_cumulative (self);
}
