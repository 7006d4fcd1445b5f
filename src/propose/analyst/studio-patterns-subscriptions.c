/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

#include <string.h>

/*
 * What runs from a start to an end: how much of it there is at the end of each month, what it
 * brings in, and what was lost.
 */

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *from;
  const StudioColumn *to;
  const StudioColumn *or_to;
  const StudioColumn *price;
} Term;

static gboolean
find_term (StudioAnalysis *self, Term *term)
{
  const StudioReading *reading = self->reading;
  static const StudioTimeRole ends[] = { STUDIO_TIME_ENDED, STUDIO_TIME_CANCELLED,
                                         STUDIO_TIME_EXPIRED };

  *term = (Term){ .analysis = self };
  term->from = studio_reading_find_border (reading, STUDIO_TIME_STARTED);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const StudioColumn *end = studio_reading_find_border (reading, ends[i]);

      if (term->to == NULL)
        term->to = end;
      /* Cancelled by the customer or expired by itself: both end it. */
      else if (term->or_to == NULL && term->to->time_role != STUDIO_TIME_ENDED && end != NULL &&
               end->kind == term->to->kind)
        term->or_to = end;
    }
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_MONEY && column->usable && !column->mixed &&
          (studio_column_has_word (column, "monthly") || studio_column_has_word (column, "MRR")))
        term->price = column;
    }
  return term->from != NULL && term->to != NULL && studio_reading_is_term (reading) &&
         term->from->null_share < 0.6;
}

static StudioExpression *
end_of (const Term *term)
{
  const char *source = term->analysis->reading->source;
  StudioExpression *end = studio_column_expression (term->to, source);

  if (term->or_to == NULL)
    return end;
  return studio_expression_new (STUDIO_OPERATOR_COALESCE, end,
                                studio_column_expression (term->or_to, source), NULL);
}

static StudioExpression *
month (void)
{
  return studio_expression_column ("months", "month", STUDIO_FIELD_DATE);
}

/* The months in which anything started: every month of a living business. */
static StudioDefinition *
months (const Term *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioWindow window;
  StudioDefinition *definition = studio_analysis_start (reading, "months");

  studio_analysis_window (term->analysis, reading, (StudioColumn *) term->from, &window);
  studio_definition_add_dimension (
      definition, "month", NULL,
      studio_expression_truncate (studio_column_expression (term->from, reading->source),
                                  STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (definition, "started", NULL, studio_count (NULL));
  studio_definition_filter (
      definition,
      studio_expression_periods (studio_column_expression (term->from, reading->source),
                                 STUDIO_GRAIN_MONTH, window.recent ? -12 : G_MININT64, -1));
  return definition;
}

/* Rows that run at @moment (transfer full). */
static StudioExpression *
runs_at (const Term *term, StudioExpression *moment)
{
  const char *source = term->analysis->reading->source;

  return studio_and (
      studio_expression_new (STUDIO_OPERATOR_LESS, studio_column_expression (term->from, source),
                             studio_expression_ref (moment), NULL),
      studio_expression_new (
          STUDIO_OPERATOR_OR, studio_expression_new (STUDIO_OPERATOR_IS_NULL, end_of (term), NULL),
          studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, end_of (term), moment, NULL),
          NULL));
}

static StudioExpression *
next_month (void)
{
  return studio_expression_shift (month (), 1, STUDIO_GRAIN_MONTH);
}

static StudioDefinition *
start (const Term *term, const char *pattern, StudioExpression *condition)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition = studio_definition_new_over (pattern, "months", months (term));

  studio_definition_join (definition, reading->source, studio_table_get_schema (reading->table),
                          studio_table_get_name (reading->table), FALSE, condition);
  studio_analysis_add_exclusions (reading, reading->source, definition);
  studio_definition_add_dimension (definition, "month", "month", month ());
  studio_definition_order (definition, "month", FALSE);
  return definition;
}

static void
finish (const Term *term,
        StudioProposal *proposal,
        StudioUnit unit,
        StudioDirection direction,
        char *description,
        const char *business_value)
{
  studio_proposal_set_unit (proposal, NULL, unit, direction);
  studio_proposal_set_text (proposal, description, g_strdup (business_value),
                            g_strdup_printf ("“%s” and “%s” tell from when to when each %s runs.",
                                             studio_column_get_name (term->from),
                                             studio_column_get_name (term->to),
                                             term->analysis->reading->noun));
  studio_analysis_add (term->analysis, proposal);
}

static void
add_active (const Term *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition = start (term, "active", runs_at (term, next_month ()));
  g_autofree char *alias = g_strconcat ("active_", reading->alias, NULL);
  g_autofree char *title = g_strconcat ("active ", reading->plural, NULL);

  studio_definition_add_measure (definition, alias, title, studio_count (NULL));
  finish (term,
          studio_proposal_new (STUDIO_FAMILY_TREND, 82, "active", "line", definition,
                               "Active %s at the end of each month", reading->plural),
          STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP,
          g_strdup_printf ("Number of %s that had started and not ended at the end of the month.",
                           reading->plural),
          "The base that recurring business stands on.");
}

static void
add_revenue (const Term *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (term->price == NULL)
    return;
  definition = start (term, "recurring", runs_at (term, next_month ()));
  studio_definition_add_measure (
      definition, "monthly_recurring_revenue", "monthly recurring revenue",
      studio_sum (studio_column_expression (term->price, reading->source)));
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 85, "recurring", "line", definition,
                                  "Monthly recurring revenue at the end of each month");
  proposal->currency = studio_column_currency (term->price);
  finish (term, proposal, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
          g_strdup_printf ("Sum of %s of the %s that run at the end of the month.",
                           term->price->label, reading->plural),
          "What comes in next month if nothing changes: the figure investors ask for first.");
}

static void
add_churn (const Term *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition = start (term, "churn", runs_at (term, month ()));

  studio_definition_add_measure (
      definition, "churn_rate", "churn rate",
      studio_ratio (studio_count (studio_expression_new (STUDIO_OPERATOR_LESS, end_of (term),
                                                         next_month (), NULL)),
                    studio_count (NULL)));
  finish (term,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 84, "churn", "line", definition,
                               "%s churn rate by month", reading->noun),
          STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
          g_strdup_printf ("Of the %s that ran at the beginning of the month, the share that ended "
                           "in it.",
                           reading->plural),
          "Growth on top of churn is water in a bucket with a hole.");
}

void
_studio_patterns_subscriptions (StudioAnalysis *self)
{
  Term term;

  if (self->reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT ||
      self->reading->archetype == STUDIO_ARCHETYPE_LINE || !find_term (self, &term))
    return;
  add_active (&term);
  add_revenue (&term);
  add_churn (&term);
}
