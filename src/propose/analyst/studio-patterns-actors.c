/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-actor.h"
#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

/* Whether those who act in a table come back: repeat rate, retention, returning and lost ones. */

static void
finish (const StudioActor *actor,
        StudioProposal *proposal,
        StudioDirection direction,
        char *description,
        const char *key)
{
  g_autofree char *value = studio_phrases_value (actor->analysis, key, NULL, actor->plural, NULL);

  studio_actor_finish (actor, proposal, STUDIO_UNIT_PERCENT, direction, description, value);
}

/* Tickets and complaints are better not repeated. */
static gboolean
is_unwanted (const StudioAnalysis *self)
{
  return studio_analysis_direction (self->reading, NULL) == STUDIO_DIRECTION_DOWN;
}

static void
add_repeat_rate (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *inner = studio_analysis_start (reading, "per-actor");
  g_autofree char *step = g_strconcat ("per_", actor->column->alias, NULL);
  gboolean down = is_unwanted (self);
  StudioDefinition *definition;

  studio_definition_add_dimension (inner, studio_column_get_name (actor->column), NULL,
                                   studio_actor_value (actor, reading->source));
  studio_definition_add_measure (inner, reading->alias, NULL, studio_count (NULL));
  studio_definition_filter (inner, studio_actor_is_known (actor, reading->source));
  studio_analysis_limit_long (self, inner, &self->window, reading->source);
  definition = studio_definition_new_over ("repeat", step, inner);
  studio_definition_add_measure (
      definition, "repeat_rate", "repeat rate",
      studio_ratio (studio_count (studio_expression_new (
                        STUDIO_OPERATOR_GREATER_EQUAL,
                        studio_expression_column (step, reading->alias, STUDIO_FIELD_INTEGER),
                        studio_expression_number (2), NULL)),
                    studio_count (NULL)));
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, down ? 60 : 77, "repeat", "scalar", definition,
                               "Repeat %s rate of %s%s", reading->noun, actor->plural,
                               studio_analysis_long_phrase (&self->window)),
          down ? STUDIO_DIRECTION_DOWN : STUDIO_DIRECTION_UP,
          g_strdup_printf ("Of the %s with at least one %s%s, the share with two or more.",
                           actor->plural, reading->noun,
                           studio_analysis_long_phrase (&self->window)),
          down ? "repeat-bad" : "repeat");
}

static StudioExpression *
first_column (const StudioActor *actor, const char *name)
{
  return strcmp (name, "first_month") == 0
             ? studio_expression_column ("first", name, STUDIO_FIELD_DATE)
             : studio_expression_column ("first", name, actor->column->kind);
}

/* The condition that a row of the table follows the actor's first month by @months. */
static StudioExpression *
follows (const StudioActor *actor, const char *source, int months)
{
  StudioAnalysis *self = actor->analysis;
  StudioExpression *time = studio_column_expression (self->window.time, source);

  return studio_and (
      studio_expression_new (
          STUDIO_OPERATOR_GREATER_EQUAL, studio_expression_ref (time),
          studio_expression_shift (first_column (actor, "first_month"), months, STUDIO_GRAIN_MONTH),
          NULL),
      studio_expression_new (STUDIO_OPERATOR_LESS, time,
                             studio_expression_shift (first_column (actor, "first_month"),
                                                      months + 1, STUDIO_GRAIN_MONTH),
                             NULL));
}

/* What the filters of the table are, as one condition for a join that keeps rows without partner.
 */
static StudioExpression *
with_exclusions (const StudioActor *actor, StudioExpression *condition)
{
  const StudioReading *reading = actor->analysis->reading;
  g_autoptr (StudioDefinition) scratch = studio_analysis_start (reading, NULL);

  for (guint i = 0; i < scratch->filters->len; i++)
    condition =
        studio_and (condition, studio_expression_ref (g_ptr_array_index (scratch->filters, i)));
  return condition;
}

/* Who came first in a month: how many come back in the next one. */
static void
add_retention (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition =
      studio_definition_new_over ("retention", "first", studio_actor_first_months (actor));

  studio_definition_join (
      definition, reading->source, studio_table_get_schema (reading->table),
      studio_table_get_name (reading->table), TRUE,
      with_exclusions (
          actor,
          studio_and (studio_expression_new (
                          STUDIO_OPERATOR_EQUAL, studio_actor_value (actor, reading->source),
                          first_column (actor, studio_column_get_name (actor->column)), NULL),
                      follows (actor, reading->source, 1))));
  studio_definition_add_dimension (definition, "first_month", "first month",
                                   first_column (actor, "first_month"));
  studio_definition_add_measure (
      definition, "retention", "retention",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                           studio_actor_value (actor, reading->source), NULL),
                    studio_expression_new (
                        STUDIO_OPERATOR_COUNT_DISTINCT,
                        first_column (actor, studio_column_get_name (actor->column)), NULL)));
  studio_definition_filter (definition, studio_expression_periods (
                                            first_column (actor, "first_month"), STUDIO_GRAIN_MONTH,
                                            self->window.recent ? -13 : G_MININT64, -2));
  studio_definition_order (definition, "first_month", FALSE);
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, 74, "retention", "line", definition,
                               "Next-month %s retention of %s, by cohort", reading->noun,
                               actor->plural),
          STUDIO_DIRECTION_UP,
          g_strdup_printf ("Of the %s whose first %s fell in a month, the share that had another "
                           "one in the next month.",
                           actor->plural, reading->noun),
          "retention");
}

/* The part of a month that comes from those who were there before. */
static void
add_returning_share (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "returning");

  studio_definition_join_over (
      definition, "first", studio_actor_first_months (actor), FALSE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             first_column (actor, studio_column_get_name (actor->column)),
                             studio_actor_value (actor, reading->source), NULL));
  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_truncate (studio_column_expression (self->window.time, reading->source),
                                  STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (
      definition, "returning_share", "returning share",
      studio_ratio (
          studio_count (studio_expression_new (
              STUDIO_OPERATOR_GREATER_EQUAL,
              studio_column_expression (self->window.time, reading->source),
              studio_expression_shift (first_column (actor, "first_month"), 1, STUDIO_GRAIN_MONTH),
              NULL)),
          studio_count (NULL)));
  studio_definition_filter (
      definition,
      studio_expression_periods (studio_column_expression (self->window.time, reading->source),
                                 STUDIO_GRAIN_MONTH, self->window.recent ? -12 : G_MININT64, -1));
  studio_definition_order (definition, "month", FALSE);
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, 66, "returning", "line", definition,
                               "Share of %s from returning %s by month", reading->plural,
                               actor->plural),
          STUDIO_DIRECTION_UP,
          g_strdup_printf ("Share of the %s of each month by %s whose first one was in an earlier "
                           "month.",
                           reading->plural, actor->plural),
          "returning");
}

/* New ones: who acted for the first time. */
static void
add_new (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *alias = g_strconcat ("new_", actor->column->alias, "_count", NULL);
  g_autofree char *title = g_strconcat ("new ", actor->plural, NULL);
  StudioDefinition *definition =
      studio_definition_new_over ("new", "first", studio_actor_first_months (actor));
  StudioProposal *proposal;

  studio_definition_add_dimension (definition, "first_month", "month",
                                   first_column (actor, "first_month"));
  studio_definition_add_measure (definition, alias, title, studio_count (NULL));
  studio_definition_filter (definition, studio_expression_periods (
                                            first_column (actor, "first_month"), STUDIO_GRAIN_MONTH,
                                            self->window.recent ? -12 : G_MININT64, -1));
  studio_definition_order (definition, "first_month", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_COHORT, 58, "new", "bar", definition,
                                  "%s with their first %s per month", actor->plural, reading->noun);
  finish (actor, proposal, STUDIO_DIRECTION_UP,
          g_strdup_printf ("Number of %s whose first %s fell in the month.", actor->plural,
                           reading->noun),
          "first-time");
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
}

/* Who was there in the 90 days before the last 90, and not since. */
static void
add_churn (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *step = g_strconcat ("per_", actor->column->alias, NULL);
  /* Who writes no more reviews has not left for that. */
  gboolean churns =
      reading->archetype == STUDIO_ARCHETYPE_HEADER || studio_reading_is_activity (reading);
  StudioDefinition *inner, *definition;
  StudioExpression *time, *recent, *before, *recently;

  if (self->window.recent ? !self->window.fresh : self->window.span < 360)
    return;
  inner = studio_analysis_start (reading, "per-actor");
  time = studio_analysis_time (self, inner, &self->window, reading->source);
  recent = studio_analysis_since (self, reading, &self->window, studio_expression_ref (time), 90);
  studio_definition_add_dimension (inner, studio_column_get_name (actor->column), NULL,
                                   studio_actor_value (actor, reading->source));
  studio_definition_add_measure (inner, "before", NULL,
                                 studio_count (studio_expression_new (
                                     STUDIO_OPERATOR_NOT, studio_expression_ref (recent), NULL)));
  studio_definition_add_measure (inner, "recently", NULL, studio_count (recent));
  studio_definition_filter (inner, studio_analysis_since (self, reading, &self->window,
                                                          studio_expression_ref (time), 180));
  if (self->window.recent)
    studio_definition_filter (
        inner, studio_expression_new (STUDIO_OPERATOR_LESS, studio_expression_ref (time),
                                      studio_expression_period_start (STUDIO_GRAIN_DAY, 0), NULL));
  studio_expression_unref (time);
  studio_definition_filter (inner, studio_actor_is_known (actor, reading->source));
  definition = studio_definition_new_over ("churn", step, inner);
  before = studio_expression_new (STUDIO_OPERATOR_GREATER,
                                  studio_expression_column (step, "before", STUDIO_FIELD_INTEGER),
                                  studio_expression_number (0), NULL);
  recently = studio_expression_new (
      STUDIO_OPERATOR_EQUAL, studio_expression_column (step, "recently", STUDIO_FIELD_INTEGER),
      studio_expression_number (0), NULL);
  studio_definition_add_measure (
      definition, "lost_share", "lost share",
      studio_ratio (studio_count (studio_and (studio_expression_ref (before), recently)),
                    studio_count (before)));
  finish (
      actor,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 70, "churn", "scalar", definition,
                           churns ? "%s churn rate (no %s in 90 days)"
                                  : "Share of lapsed %s (no %s in 90 days)",
                           churns ? actor->noun : actor->plural, reading->noun),
      STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s with %s between 180 and 91 days ago, the share without any "
                       "in the last 90 days%s.",
                       actor->plural, reading->plural,
                       self->window.recent ? "" : ", counted back from the last day in the data"),
      "churn-quiet");
}

/* How many are there each day. */
static void
add_daily (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *noun = studio_alias_from (actor->noun, "actor");
  g_autofree char *alias = g_strconcat ("daily_active_", noun, "_count", NULL);
  g_autofree char *title = g_strconcat ("daily active ", actor->plural, NULL);
  StudioDefinition *definition = studio_analysis_start (reading, "active");
  StudioExpression *time = studio_column_expression (self->window.time, reading->source);
  StudioProposal *proposal;

  if (!self->window.fresh)
    {
      studio_expression_unref (time);
      studio_definition_unref (definition);
      return;
    }
  studio_definition_add_dimension (
      definition, "day", "day",
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_DAY));
  studio_definition_add_measure (definition, alias, title,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                                        studio_actor_value (actor, reading->source),
                                                        NULL));
  studio_definition_filter (definition,
                            studio_expression_periods (time, STUDIO_GRAIN_DAY, -30, -1));
  studio_definition_order (definition, "day", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 72, "daily", "line", definition,
                                  "Daily active %s (%s)", actor->plural, reading->plural);
  finish (actor, proposal, STUDIO_DIRECTION_UP,
          g_strdup_printf ("Number of different %s with at least one %s on each of the last 30 "
                           "complete days.",
                           actor->plural, reading->noun),
          "daily-active");
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
}

/* On how many of the days of a month those who came in it were there: daily over monthly active. */
static void
add_stickiness (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *inner = studio_analysis_start (reading, "per-actor");
  StudioExpression *time = studio_column_expression (self->window.time, reading->source);
  StudioExpression *month = studio_expression_column ("activity", "month", STUDIO_FIELD_DATE);
  g_autofree char *one = studio_analysis_one (reading->noun);
  StudioDefinition *definition;

  studio_definition_add_dimension (
      inner, "month", NULL,
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_MONTH));
  studio_definition_add_dimension (inner, studio_column_get_name (actor->column), NULL,
                                   studio_actor_value (actor, reading->source));
  studio_definition_add_measure (
      inner, "active_days", NULL,
      studio_expression_new (
          STUDIO_OPERATOR_COUNT_DISTINCT,
          studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_DAY), NULL));
  studio_definition_filter (inner, studio_actor_is_known (actor, reading->source));
  studio_definition_filter (inner,
                            studio_expression_periods (time, STUDIO_GRAIN_MONTH,
                                                       self->window.recent ? -12 : G_MININT64, -1));
  definition = studio_definition_new_over ("stickiness", "activity", inner);
  studio_definition_add_dimension (definition, "month", "month", studio_expression_ref (month));
  studio_definition_add_measure (
      definition, "stickiness", "stickiness",
      studio_average (studio_ratio (
          studio_expression_column ("activity", "active_days", STUDIO_FIELD_INTEGER),
          studio_expression_difference (
              month,
              studio_expression_cast (
                  studio_expression_shift (studio_expression_ref (month), 1, STUDIO_GRAIN_MONTH),
                  STUDIO_FIELD_DATE),
              STUDIO_GRAIN_DAY))));
  studio_definition_order (definition, "month", FALSE);
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, 76, "stickiness", "line", definition,
                               "%s stickiness, DAU / MAU (%s)", actor->noun, reading->plural),
          STUDIO_DIRECTION_UP,
          g_strdup_printf (
              "Average share of the days of a month on which those %1$s who were active in "
              "it had %2$s, which is daily active divided by monthly active %1$s.",
              actor->plural, one),
          "stickiness");
}

static void
add_loyalty (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;

  add_repeat_rate (actor);
  if (is_unwanted (self))
    return;
  if (self->window.grain >= STUDIO_GRAIN_MONTH)
    {
      add_retention (actor);
      add_returning_share (actor);
      add_new (actor);
    }
  add_churn (actor);
}

void
_studio_patterns_actors (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  StudioActor actor;
  StudioActor seller;

  if (!studio_actor_acts (self))
    return;
  if (!studio_actor_find (self, &actor))
    {
      studio_analysis_note (self, "No retention: nothing tells which person or company acts.");
      return;
    }
  if (studio_reading_is_activity (reading))
    {
      add_daily (&actor);
      add_stickiness (&actor);
    }
  if (studio_reading_is_order (reading) && studio_actor_find_seller (self, &actor, &seller))
    {
      add_churn (&seller);
      studio_actor_clear (&seller);
    }
  if (studio_actor_is_saturated (&actor))
    studio_analysis_note (self,
                          "No retention: nearly all %s have been there for long and come again "
                          "and again.",
                          actor.plural);
  else
    add_loyalty (&actor);
  studio_actor_clear (&actor);
}
