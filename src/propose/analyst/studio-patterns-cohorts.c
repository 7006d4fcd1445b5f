/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-actor.h"
#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-lines.h"

/*
 * What those who came for the first time in a month bring in later, relative to that month: whether
 * a cohort grows or withers, whatever its size. Of two who act in a sale it is the seller, whose
 * cohorts carry a marketplace.
 */

static const int months_after[] = { 1, 3, 6 };
/* So many days of history make three of them. */
#define LONG 240

typedef struct
{
  StudioAnalysis *analysis;
  const StudioActor *actor;
  gboolean by_lines; /* the amounts are those of the lines */
  StudioLines lines;
} Cohorts;

static StudioDefinition *
start (const Cohorts *self, const char *pattern)
{
  const StudioReading *reading = self->analysis->reading;

  return self->by_lines ? studio_lines_start (self->analysis, &self->lines, pattern)
                        : studio_analysis_start_for (reading, pattern, reading->money);
}

static StudioExpression *
amount_of (const Cohorts *self)
{
  const StudioReading *reading = self->analysis->reading;

  return self->by_lines ? studio_lines_amount (&self->lines)
                        : studio_column_expression (reading->money, reading->source);
}

static StudioExpression *
time_of (const Cohorts *self)
{
  return studio_column_expression (self->analysis->window.time, self->analysis->reading->source);
}

static StudioExpression *
first_month (void)
{
  return studio_expression_column ("first", "first_month", STUDIO_FIELD_DATE);
}

/* When each brought in anything for the first time. */
static StudioDefinition *
first_months (const Cohorts *self)
{
  StudioDefinition *first = start (self, "first");

  studio_actor_add_first_month (self->actor, first);
  return first;
}

static StudioExpression *
month_after (int after)
{
  return after == 0 ? first_month ()
                    : studio_expression_shift (first_month (), after, STUDIO_GRAIN_MONTH);
}

/* The amount of the month that is @after months after the first one. */
static void
add_amount (const Cohorts *self, StudioDefinition *definition, int after)
{
  g_autofree char *alias = g_strdup_printf ("month_%d", after);

  studio_definition_add_measure (
      definition, alias, NULL,
      studio_expression_filtered (
          studio_sum (amount_of (self)),
          studio_and (studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, time_of (self),
                                             month_after (after), NULL),
                      studio_expression_new (STUDIO_OPERATOR_LESS, time_of (self),
                                             month_after (after + 1), NULL))));
}

/* What the cohorts of the last year brought in in their first months. */
static StudioDefinition *
cohort_amounts (const Cohorts *self)
{
  const StudioReading *reading = self->analysis->reading;
  const StudioActor *actor = self->actor;
  StudioDefinition *amounts = start (self, "per-cohort");

  studio_definition_join_over (
      amounts, "first", first_months (self), FALSE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             studio_expression_column ("first",
                                                       studio_column_get_name (actor->column),
                                                       actor->column->kind),
                             studio_actor_value (actor, reading->source), NULL));
  studio_definition_add_dimension (amounts, "first_month", NULL, first_month ());
  add_amount (self, amounts, 0);
  for (guint i = 0; i < G_N_ELEMENTS (months_after); i++)
    add_amount (self, amounts, months_after[i]);
  studio_definition_filter (
      amounts, studio_expression_periods (first_month (), STUDIO_GRAIN_MONTH, -13, -2));
  studio_definition_filter (
      amounts, studio_expression_periods (time_of (self), STUDIO_GRAIN_MONTH, -13, -1));
  return amounts;
}

/* Nothing is said of a month that is not over. */
static void
add_share (StudioDefinition *definition, const StudioDefinition *amounts, int after)
{
  g_autofree char *column = g_strdup_printf ("month_%d", after);
  g_autofree char *alias = g_strdup_printf ("after_%d_month%s", after, after == 1 ? "" : "s");
  g_autofree char *title = g_strdup_printf ("after %d month%s", after, after == 1 ? "" : "s");

  studio_definition_add_measure (
      definition, alias, title,
      studio_expression_new (
          STUDIO_OPERATOR_CASE,
          studio_expression_new (STUDIO_OPERATOR_LESS,
                                 studio_definition_result (amounts, "cohort", "first_month"),
                                 studio_expression_period_start (STUDIO_GRAIN_MONTH, -after), NULL),
          studio_ratio (studio_expression_new (STUDIO_OPERATOR_COALESCE,
                                               studio_definition_result (amounts, "cohort", column),
                                               studio_expression_number (0), NULL),
                        studio_definition_result (amounts, "cohort", "month_0")),
          NULL));
}

static void
add_value_retention (const Cohorts *self)
{
  const StudioReading *reading = self->analysis->reading;
  const StudioActor *actor = self->actor;
  StudioDefinition *amounts = cohort_amounts (self);
  StudioDefinition *definition = studio_definition_new_over ("cohort", "cohort", amounts);

  studio_definition_add_dimension (definition, "first_month", "first month",
                                   studio_definition_result (amounts, "cohort", "first_month"));
  for (guint i = 0; i < G_N_ELEMENTS (months_after); i++)
    add_share (definition, amounts, months_after[i]);
  studio_definition_order (definition, "first_month", FALSE);
  studio_actor_finish (
      actor,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 73, "value retention", "line", definition,
                           "Value retention of %s cohorts by first month", actor->noun),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("What the %s whose first %s fell in a month brought in 1, 3 and 6 months "
                       "later, as a share of that month.",
                       actor->plural, reading->noun),
      "A cohort above 100 % grows by itself; one that withers has to be replaced again and again.");
}

void
_studio_patterns_cohorts (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Cohorts cohorts = { .analysis = self };
  StudioActor buyer, seller;
  gboolean sold;

  /* What is offered is not earned yet. */
  if (!studio_reading_is_order (reading) || !studio_actor_acts (self) || !self->window.recent ||
      self->window.span < LONG || self->window.grain != STUDIO_GRAIN_MONTH)
    return;
  cohorts.by_lines = studio_lines_carry_amount (self, reading, &cohorts.lines);
  if (!cohorts.by_lines &&
      (reading->money == NULL || reading->minor || studio_field_is_nested (reading->money->field)))
    return;
  if (!studio_actor_find (self, &buyer))
    return;
  sold = studio_actor_find_seller (self, &buyer, &seller);
  cohorts.actor = sold ? &seller : &buyer;
  /* Of suppliers alone it would be what is spent with them. */
  if ((sold || !studio_actor_sells (&buyer)) && !studio_actor_is_saturated (cohorts.actor))
    add_value_retention (&cohorts);
  studio_actor_clear (&buyer);
  if (sold)
    studio_actor_clear (&seller);
}
