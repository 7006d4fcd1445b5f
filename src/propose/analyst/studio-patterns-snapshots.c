/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

#include "propose/analyst/studio-ratio-rules.h"

/*
 * Tables of statistics, one row per day or month and thing. Counters in them are summed, never
 * counted; states of a moment (stock, balance) are summed over things but never over time.
 */

#define MAX_MEASURES 7
#define TOP 10

static StudioExpression *
time_of (const StudioAnalysis *self)
{
  return studio_column_expression (self->window.time, self->reading->source);
}

/* What happened in the period of a row, as opposed to how things stood at its end. */
static gboolean
is_flow (const StudioColumn *column)
{
  return column->additive && !column->level && !studio_column_has_word (column, "cumulative") &&
         !studio_column_has_word (column, "accumulated") && column->role != STUDIO_ROLE_RATE &&
         column->role != STUDIO_ROLE_SCORE;
}

static gboolean
is_level (const StudioColumn *column)
{
  return !is_flow (column) &&
         (column->role == STUDIO_ROLE_MONEY || column->role == STUDIO_ROLE_QUANTITY ||
          column->role == STUDIO_ROLE_COUNTER);
}

static void
finish (StudioAnalysis *self,
        const StudioColumn *column,
        StudioProposal *proposal,
        char *description,
        char *business_value)
{
  studio_proposal_set_unit (proposal, NULL, studio_analysis_unit (column),
                            studio_analysis_direction (self->reading, column));
  proposal->currency = studio_column_currency (column);
  studio_proposal_set_text (
      proposal, description, business_value,
      g_strdup_printf ("“%s” is a figure of a period in a table of statistics.",
                       studio_column_get_name (column)));
  studio_analysis_add (self, proposal);
}

static void
add_sum_trend (StudioAnalysis *self, const StudioColumn *column, double weight)
{
  g_autofree char *subject = studio_analysis_subject (self->reading, column);
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_analysis_start (reading, "trend");

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (definition, column->alias, column->label,
                                 studio_sum (studio_reading_value (reading, column)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  finish (self, column,
          studio_proposal_new (STUDIO_FAMILY_TREND, weight, column->alias, "line", definition,
                               "%s per %s", subject, grain),
          g_strdup_printf ("Sum of the %s of all records of each %s.", column->label, grain),
          studio_phrases_value (self, "sum-trend", column, NULL, NULL));
}

static void
add_growth (StudioAnalysis *self, const StudioColumn *column, double weight)
{
  const StudioReading *reading = self->reading;
  g_autofree char *subject = studio_analysis_subject (reading, column);
  StudioExpression *last, *before;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (!self->window.fresh || self->window.grain != STUDIO_GRAIN_MONTH)
    return;
  definition = studio_analysis_start (reading, "growth");
  last = studio_expression_filtered (
      studio_sum (studio_reading_value (reading, column)),
      studio_expression_periods (time_of (self), STUDIO_GRAIN_MONTH, -1, -1));
  before = studio_expression_filtered (
      studio_sum (studio_reading_value (reading, column)),
      studio_expression_periods (time_of (self), STUDIO_GRAIN_MONTH, -2, -2));
  studio_definition_add_measure (
      definition, "growth", "growth",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, last,
                                           studio_expression_ref (before), NULL),
                    before));
  studio_definition_filter (definition,
                            studio_expression_periods (time_of (self), STUDIO_GRAIN_MONTH, -2, -1));
  proposal = studio_proposal_new (STUDIO_FAMILY_GROWTH, weight, column->alias, "scalar", definition,
                                  "%s growth, last month", subject);
  finish (self, column, proposal,
          g_strdup_printf ("Sum of the %s in the last complete month against the month before: the "
                           "difference divided by the earlier sum.",
                           column->label),
          studio_phrases_value (self, "snapshot-growth", column, NULL, NULL));
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT,
                            studio_analysis_direction (reading, column));
}

static void
add_latest (StudioAnalysis *self, const StudioColumn *column, double weight)
{
  g_autofree char *subject = studio_analysis_subject (self->reading, column);
  StudioDefinition *definition = studio_analysis_start (self->reading, "latest");

  studio_definition_add_measure (definition, column->alias, column->label,
                                 studio_sum (studio_reading_value (self->reading, column)));
  studio_analysis_limit_to_latest (self, definition);
  finish (
      self, column,
      studio_proposal_new (STUDIO_FAMILY_SNAPSHOT, weight, column->alias, "scalar", definition,
                           "%s, latest", subject),
      g_strdup_printf ("Sum of the %s of the latest day on record; earlier days are not added up.",
                       column->label),
      studio_phrases_value (self, "latest", column, NULL, NULL));
}

/* Totals of each day, averaged per period: a level is never summed over time. */
static void
add_level_trend (StudioAnalysis *self, const StudioColumn *column, double weight)
{
  g_autofree char *subject = studio_analysis_subject (self->reading, column);
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *inner = studio_analysis_start (reading, "per-day");
  StudioDefinition *definition;
  StudioExpression *day;
  g_autofree char *alias = g_strconcat ("average_", column->alias, NULL);
  StudioFieldKind kind = self->window.time->kind;

  studio_definition_add_dimension (inner, "recorded", NULL, time_of (self));
  studio_definition_add_measure (inner, column->alias, NULL,
                                 studio_sum (studio_reading_value (reading, column)));
  studio_analysis_limit_trend (self, inner, &self->window, reading->source);
  definition = studio_definition_new_over ("level", "per_record", inner);
  day = studio_expression_column ("per_record", "recorded", kind);
  studio_definition_add_dimension (definition, grain, grain,
                                   studio_expression_truncate (day, self->window.grain));
  studio_definition_add_measure (definition, alias, NULL,
                                 studio_average (studio_expression_column (
                                     "per_record", column->alias, STUDIO_FIELD_DECIMAL)));
  studio_definition_order (definition, grain, FALSE);
  finish (
      self, column,
      studio_proposal_new (STUDIO_FAMILY_SNAPSHOT, weight, column->alias, "line", definition,
                           "Average %s by %s", subject, grain),
      g_strdup_printf ("Sum of the %s on each day on record, averaged over the days of each %s.",
                       column->label, grain),
      studio_phrases_value (self, "level-trend", column, NULL, NULL));
}

static void
add_average_trend (StudioAnalysis *self, const StudioColumn *column, double weight)
{
  g_autofree char *subject = studio_analysis_subject (self->reading, column);
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_analysis_start (reading, "trend");
  g_autofree char *alias = g_strconcat ("average_", column->alias, NULL);
  StudioExpression *value = studio_reading_value (reading, column);

  if (column->role == STUDIO_ROLE_RATE && column->percent)
    value = studio_ratio (value, studio_expression_number (100));
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (definition, alias, NULL, studio_average (value));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  finish (self, column,
          studio_proposal_new (STUDIO_FAMILY_TREND, weight, column->alias, "line", definition,
                               "Average %s by %s", subject, grain),
          g_strdup_printf ("Average %s of all records of each %s.", column->label, grain),
          studio_phrases_value (self, "average-quality", column, NULL, NULL));
}

/* The things that a record is about, with their names. */
static gboolean
add_subject (StudioAnalysis *self,
             StudioDefinition *definition,
             const StudioColumn *column,
             char **plural)
{
  const StudioReading *reading = self->reading;
  const StudioRelationship *relationship = NULL;
  StudioReading *parent = studio_analysis_parent (self, reading, column, &relationship);
  g_autofree char *noun = studio_lexicon_singular (reading->lexicon, column->label);
  g_autofree char *alias = studio_alias_from (noun, "subject");

  *plural = studio_lexicon_plural (reading->lexicon, noun);
  if (parent != NULL && parent->name != NULL)
    {
      g_autofree char *joined =
          studio_analysis_join_parent (self, definition, reading->source, relationship, FALSE);

      studio_definition_add_key (
          definition, studio_expression_column (joined, studio_field_get_name (relationship->key),
                                                studio_field_get_kind (relationship->key)));
      studio_definition_add_dimension (definition, alias, noun,
                                       studio_reading_name (parent, joined));
    }
  else
    studio_definition_add_dimension (definition, alias, noun,
                                     studio_reading_value (reading, column));
  return TRUE;
}

static void
add_top (StudioAnalysis *self,
         const StudioColumn *subject,
         const StudioColumn *column,
         double weight)
{
  StudioDefinition *definition = studio_analysis_start (self->reading, "top-list");
  g_autofree char *subject_name = studio_analysis_subject (self->reading, column);
  g_autofree char *plural = NULL;
  gboolean flow = is_flow (column);

  add_subject (self, definition, subject, &plural);
  studio_definition_add_measure (definition, column->alias, column->label,
                                 studio_sum (studio_reading_value (self->reading, column)));
  if (flow)
    studio_analysis_limit_long (self, definition, &self->window, self->reading->source);
  else
    studio_analysis_limit_to_latest (self, definition);
  studio_definition_order (definition, column->alias, TRUE);
  studio_definition_set_limit (definition, TOP);
  finish (self, column,
          studio_proposal_new (STUDIO_FAMILY_RANKING, weight, subject->alias, "row", definition,
                               "Top 10 %s by %s%s", plural, subject_name, flow ? "" : ", latest"),
          g_strdup_printf ("The ten %s with the most %s%s, the largest first.", plural,
                           column->label, flow ? "" : " on the latest day on record"),
          studio_phrases_value (self, "top", subject, plural, NULL));
}

/* Two sums with a named quotient, of flows only. */
static void
add_rule (StudioAnalysis *self, const StudioRatioRule *rule)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *part = NULL;
  const StudioColumn *whole = NULL;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *alias = g_strdelimit (g_strdup (rule->name), " -", '_');
  StudioDefinition *definition;
  StudioProposal *proposal;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      gboolean usable = studio_ratio_rule_fits (rule, column->role == STUDIO_ROLE_MONEY) &&
                        studio_column_is_measure (column) && is_flow (column) &&
                        !studio_column_is_constant (column);

      for (guint w = 0; usable && part == NULL && rule->part[w] != NULL; w++)
        if (studio_column_has_word (column, rule->part[w]))
          part = column;
      for (guint w = 0; usable && column != part && rule->whole[w] != NULL; w++)
        if (whole == NULL && studio_column_has_word (column, rule->whole[w]))
          whole = column;
    }
  if (part == NULL || whole == NULL || part == whole ||
      (part->role == STUDIO_ROLE_MONEY) != (whole->role == STUDIO_ROLE_MONEY))
    return;
  definition = studio_analysis_start (reading, "ratio");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, alias, rule->name,
      rule->complement ? studio_ratio (studio_expression_new (
                                           STUDIO_OPERATOR_SUBTRACT,
                                           studio_sum (studio_reading_value (reading, whole)),
                                           studio_sum (studio_reading_value (reading, part)), NULL),
                                       studio_sum (studio_reading_value (reading, whole)))
                       : studio_ratio (studio_sum (studio_reading_value (reading, part)),
                                       studio_sum (studio_reading_value (reading, whole))));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 78, rule->name, "line", definition,
                                  "%s by %s", rule->name, grain);
  finish (
      self, part, proposal,
      rule->complement
          ? g_strdup_printf ("Sum of the %s less that of the %s, divided by the former, per %s.",
                             whole->label, part->label, grain)
          : g_strdup_printf ("Sum of the %s divided by the sum of the %s, per %s.", part->label,
                             whole->label, grain),
      g_strdup (rule->business_value));
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, rule->direction);
}

static const StudioColumn *
find_subject (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if ((column->role == STUDIO_ROLE_FOREIGN_KEY || studio_column_is_groupable (column, 1000)) &&
          column->usable && !column->audit && !studio_column_is_constant (column) &&
          column->role != STUDIO_ROLE_FLAG)
        return column;
    }
  return NULL;
}

static void
add_measure (StudioAnalysis *self,
             const StudioColumn *column,
             const StudioColumn *subject,
             guint position)
{
  double less = 3 * (double) position;

  if (is_flow (column))
    {
      add_sum_trend (self, column, 70 - less);
      add_growth (self, column, 56 - less);
    }
  else if (is_level (column))
    {
      add_latest (self, column, 72 - less);
      add_level_trend (self, column, 68 - less);
    }
  else
    add_average_trend (self, column, 62 - less);
  if (subject != NULL && (is_flow (column) || is_level (column)))
    add_top (self, subject, column, 64 - less);
}

void
_studio_patterns_snapshots (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *subject;
  GPtrArray *rules = studio_ratio_rules_get ();
  guint n = 0;

  if (reading->archetype != STUDIO_ARCHETYPE_SNAPSHOT || self->window.time == NULL)
    return;
  subject = find_subject (self);
  for (guint i = 0; i < reading->columns->len && n < MAX_MEASURES; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (studio_column_is_measure (column) && !studio_column_is_constant (column) &&
          column->null_share < 0.8)
        add_measure (self, column, subject, n++);
    }
  for (guint i = 0; i < rules->len; i++)
    add_rule (self, g_ptr_array_index (rules, i));
}
