/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

#include <stdlib.h>

/*
 * Years as the company counts them, once it told with which month they start: the year so far
 * against the same days of the year before, and complete years side by side.
 */

/* The year so far says little before this many days of it are over. */
#define FEW_DAYS 7

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *measure; /* (nullable) rows are counted */
  int month;
  GDate start;    /* of the running fiscal year */
  GDate earliest; /* of the data */
} Fiscal;

/* The first day of the fiscal year that @time lies in. */
static StudioExpression *
year_start (const Fiscal *fiscal, StudioExpression *time)
{
  int months = fiscal->month - 1;

  if (months == 0)
    return studio_expression_truncate (time, STUDIO_GRAIN_YEAR);
  return studio_expression_shift (
      studio_expression_truncate (studio_expression_shift (time, -months, STUDIO_GRAIN_MONTH),
                                  STUDIO_GRAIN_YEAR),
      months, STUDIO_GRAIN_MONTH);
}

static StudioExpression *
today (void)
{
  return studio_expression_new (STUDIO_OPERATOR_TODAY, NULL);
}

/* @time from @first on, and before @end. */
static StudioExpression *
between (StudioExpression *time, StudioExpression *first, StudioExpression *end)
{
  return studio_and (studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                            studio_expression_ref (time), first, NULL),
                     studio_expression_new (STUDIO_OPERATOR_LESS, time, end, NULL));
}

static StudioExpression *
aggregate (const Fiscal *fiscal, StudioExpression *filter)
{
  const StudioReading *reading = fiscal->analysis->reading;
  StudioExpression *sum;

  if (fiscal->measure == NULL)
    return studio_count (filter);
  sum = studio_expression_filtered (
      studio_sum (studio_column_expression (fiscal->measure, reading->source)), filter);
  return studio_expression_new (STUDIO_OPERATOR_COALESCE, sum, studio_expression_number (0), NULL);
}

static StudioDefinition *
start (const Fiscal *fiscal)
{
  return studio_analysis_start_for (fiscal->analysis->reading, "fiscal-year", fiscal->measure);
}

static char *
subject_of (const Fiscal *fiscal)
{
  const StudioReading *reading = fiscal->analysis->reading;

  return fiscal->measure != NULL ? studio_analysis_subject (reading, fiscal->measure)
                                 : g_strdup (reading->plural);
}

static void
finish (const Fiscal *fiscal, StudioProposal *proposal, char *description, const char *key)
{
  StudioAnalysis *self = fiscal->analysis;

  if (fiscal->measure != NULL)
    proposal->currency = studio_column_currency (fiscal->measure);
  studio_proposal_set_text (proposal, description,
                            studio_phrases_value (self, key, fiscal->measure, NULL, NULL),
                            g_strdup_printf ("Your context says that the fiscal year starts in %s.",
                                             studio_month_get_name (fiscal->month)));
  studio_analysis_add (self, proposal);
}

static void
add_to_date (const Fiscal *fiscal)
{
  StudioAnalysis *self = fiscal->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = start (fiscal);
  g_autofree char *subject = subject_of (fiscal);
  g_autoptr (StudioExpression) time =
      studio_analysis_time (self, definition, &self->window, reading->source);
  g_autoptr (StudioExpression) first = year_start (fiscal, today ());
  g_autoptr (StudioExpression) last_first =
      studio_expression_shift (studio_expression_ref (first), -1, STUDIO_GRAIN_YEAR);
  StudioExpression *now = aggregate (
      fiscal, studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, studio_expression_ref (time),
                                     studio_expression_ref (first), NULL));
  StudioExpression *then = aggregate (
      fiscal,
      studio_expression_new (STUDIO_OPERATOR_LESS, studio_expression_ref (time),
                             studio_expression_shift (today (), -1, STUDIO_GRAIN_YEAR), NULL));
  StudioUnit unit =
      fiscal->measure != NULL ? studio_analysis_unit (fiscal->measure) : STUDIO_UNIT_COUNT;
  StudioDirection direction = studio_analysis_direction (reading, fiscal->measure);
  StudioProposal *proposal;

  studio_definition_filter (definition, between (studio_expression_ref (time),
                                                 studio_expression_ref (last_first), today ()));
  studio_definition_add_measure (definition, "this_year", "This year", now);
  studio_definition_add_measure (definition, "last_year", "Same days last year", then);
  studio_definition_add_measure (
      definition, "growth", "Growth",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, studio_expression_ref (now),
                                           studio_expression_ref (then), NULL),
                    studio_expression_ref (then)));
  proposal = studio_proposal_new (STUDIO_FAMILY_GROWTH, 76, "fiscal year", "table", definition,
                                  "%s, fiscal year to date", subject);
  studio_proposal_set_unit (proposal, NULL, unit, direction);
  studio_proposal_set_unit (proposal, "growth", STUDIO_UNIT_PERCENT, direction);
  proposal->unit = unit;
  finish (
      fiscal, proposal,
      g_strdup_printf ("%s since the fiscal year started in %s, up to yesterday, beside the same "
                       "days of the fiscal year before, with the growth.",
                       subject, studio_month_get_name (fiscal->month)),
      "fiscal-to-date");
}

static void
add_years (const Fiscal *fiscal)
{
  StudioAnalysis *self = fiscal->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = start (fiscal);
  g_autofree char *subject = subject_of (fiscal);
  g_autofree char *alias = studio_alias_from (subject, "total");
  g_autoptr (StudioExpression) time =
      studio_analysis_time (self, definition, &self->window, reading->source);
  StudioProposal *proposal;

  studio_definition_add_dimension (definition, "fiscal_year_start", "Fiscal year from",
                                   year_start (fiscal, studio_expression_ref (time)));
  studio_definition_add_measure (definition, alias, NULL, aggregate (fiscal, NULL));
  studio_definition_filter (
      definition, studio_expression_new (STUDIO_OPERATOR_LESS, studio_expression_ref (time),
                                         year_start (fiscal, today ()), NULL));
  studio_definition_order (definition, "fiscal_year_start", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 58, "fiscal year", "bar", definition,
                                  "%s by fiscal year", subject);
  studio_proposal_set_unit (proposal, NULL,
                            fiscal->measure != NULL ? studio_analysis_unit (fiscal->measure)
                                                    : STUDIO_UNIT_COUNT,
                            studio_analysis_direction (reading, fiscal->measure));
  finish (fiscal, proposal,
          g_strdup_printf ("%s in each complete fiscal year, which starts in %s.", subject,
                           studio_month_get_name (fiscal->month)),
          "fiscal-years");
}

static gboolean
read_fiscal (StudioAnalysis *self, Fiscal *fiscal)
{
  StudioContext *context = studio_schema_index_get_context (self->index);
  const StudioFact *fact =
      context != NULL ? studio_context_find (context, STUDIO_FACT_FISCAL_YEAR) : NULL;
  const StudioReading *reading = self->reading;
  GDateYear year = g_date_get_year (&self->today);

  if (fact == NULL || self->window.time == NULL || self->window.stock || !self->window.recent)
    return FALSE;
  *fiscal = (Fiscal){ .analysis = self, .month = atoi (fact->meaning) };
  fiscal->measure = reading->minor ? NULL : reading->money;
  if ((int) g_date_get_month (&self->today) < fiscal->month)
    year--;
  g_date_set_dmy (&fiscal->start, 1, fiscal->month, year);
  return studio_analysis_parse_day (studio_column_earliest (self->window.time), &fiscal->earliest);
}

void
_studio_patterns_fiscal (StudioAnalysis *self)
{
  Fiscal fiscal;
  GDate before;

  if (self->reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT || !read_fiscal (self, &fiscal))
    return;
  before = fiscal.start;
  g_date_subtract_years (&before, 1);
  /* Data have to reach into the year before for most of it, or there is nothing to compare. */
  if (g_date_days_between (&before, &fiscal.earliest) <= 31 &&
      g_date_days_between (&fiscal.start, &self->today) >= FEW_DAYS)
    add_to_date (&fiscal);
  g_date_subtract_years (&before, 1);
  if (g_date_days_between (&before, &fiscal.earliest) <= 31)
    add_years (&fiscal);
}
