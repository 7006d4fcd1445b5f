/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-actor.h"
#include "propose/analyst/studio-child.h"

/*
 * Who comes and goes from month to month: churn, and the months' actors as new, retained and
 * resurrected ones. Each is counted once in a month, however often they act.
 */

/* Who acts more seldom is not lost after a month without it. */
#define OFTEN 0.5
/* So many days are needed to compare months. */
#define LONG 150

/* The months in which each acted, and how often. */
static StudioDefinition *
active_months (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *active = studio_analysis_start (reading, "per-actor");
  StudioExpression *time = studio_column_expression (self->window.time, reading->source);

  studio_definition_add_dimension (active, studio_column_get_name (actor->column), NULL,
                                   studio_actor_value (actor, reading->source));
  studio_definition_add_dimension (
      active, "month", NULL,
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (active, reading->alias, NULL, studio_count (NULL));
  studio_definition_filter (active, studio_actor_is_known (actor, reading->source));
  studio_definition_filter (active,
                            studio_expression_periods (time, STUDIO_GRAIN_MONTH,
                                                       self->window.recent ? -13 : G_MININT64, -1));
  return active;
}

static StudioExpression *
month_of (const char *source)
{
  return studio_expression_column (source, "month", STUDIO_FIELD_DATE);
}

/* That both sources are about the same actor, and the second about the month after the first. */
static StudioExpression *
follows (const StudioActor *actor, const char *first, const char *second)
{
  return studio_and (
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_actor_step_value (actor, second),
                             studio_actor_step_value (actor, first), NULL),
      studio_expression_new (STUDIO_OPERATOR_EQUAL, month_of (second),
                             studio_expression_shift (month_of (first), 1, STUDIO_GRAIN_MONTH),
                             NULL));
}

/* Active in the month before and not in the month ÷ active in the month before. */
static void
add_churn (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  g_autofree char *one = studio_analysis_one (self->reading->noun);
  StudioDefinition *active = active_months (actor);
  StudioDefinition *definition = studio_definition_new_over ("churn", "active", active);

  studio_definition_join_over (definition, "next_month", studio_definition_ref (active), TRUE,
                               follows (actor, "active", "next_month"));
  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_cast (studio_expression_shift (month_of ("active"), 1, STUDIO_GRAIN_MONTH),
                              STUDIO_FIELD_DATE));
  studio_definition_add_measure (
      definition, "churn_rate", "churn rate",
      studio_ratio (studio_count (studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                                         month_of ("next_month"), NULL)),
                    studio_count (NULL)));
  studio_definition_filter (definition,
                            studio_expression_periods (month_of ("active"), STUDIO_GRAIN_MONTH,
                                                       self->window.recent ? -13 : G_MININT64, -2));
  /* Data of the past end somewhere: nobody is lost in the month after the last one. */
  if (!self->window.recent)
    studio_definition_filter (
        definition,
        studio_expression_new (
            STUDIO_OPERATOR_LESS, month_of ("active"),
            studio_expression_truncate (studio_analysis_latest (self), STUDIO_GRAIN_MONTH), NULL));
  studio_definition_order (definition, "month", FALSE);
  studio_actor_finish (
      actor,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 78, "monthly churn", "line", definition,
                           "Monthly churn of %s by %s", actor->plural, self->reading->plural),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s with %s in the month before, the share without any in the month.",
                       actor->plural, one),
      "Growth has to make up for this before anything is gained.");
}

/* Each month's actors: there for the first time, there in the month before too, or back again. */
static void
add_movement (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *active = active_months (actor);
  StudioDefinition *definition = studio_definition_new_over ("movement", "active", active);
  StudioExpression *first = studio_expression_column ("first", "first_month", STUDIO_FIELD_DATE);

  studio_definition_join_over (
      definition, "first", studio_actor_first_months (actor), FALSE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_actor_step_value (actor, "first"),
                             studio_actor_step_value (actor, "active"), NULL));
  studio_definition_join_over (definition, "previous", studio_definition_ref (active), TRUE,
                               follows (actor, "previous", "active"));
  studio_definition_add_dimension (definition, "month", "month", month_of ("active"));
  studio_definition_add_measure (
      definition, "new", "new",
      studio_count (studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_expression_ref (first),
                                           month_of ("active"), NULL)));
  studio_definition_add_measure (
      definition, "retained", "retained",
      studio_count (studio_expression_new (STUDIO_OPERATOR_NOT_NULL, month_of ("previous"), NULL)));
  studio_definition_add_measure (
      definition, "resurrected", "resurrected",
      studio_count (studio_and (
          studio_expression_new (STUDIO_OPERATOR_IS_NULL, month_of ("previous"), NULL),
          studio_expression_new (STUDIO_OPERATOR_LESS, first, month_of ("active"), NULL))));
  studio_definition_filter (definition,
                            studio_expression_periods (month_of ("active"), STUDIO_GRAIN_MONTH,
                                                       self->window.recent ? -12 : G_MININT64, -1));
  studio_definition_order (definition, "month", FALSE);
  studio_actor_finish (
      actor,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 75, "movement", "bar", definition,
                           "New, retained and resurrected %s by month", actor->plural),
      STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("The %s with %s in each month: there for the first time, there in the month "
                       "before too, or back after a month or more without.",
                       actor->plural, reading->plural),
      "Tells whether growth comes from new ones, from loyalty or from winning back.");
}

/* Whether rows are what those who act come for: use, requests and orders, but not opinions, and not
 * what somebody buys of them. */
static gboolean
is_wanted (const StudioActor *actor)
{
  const StudioReading *reading = actor->analysis->reading;

  if (studio_reading_is_activity (reading) || studio_reading_is_contest (reading))
    return TRUE;
  return studio_reading_is_order (reading) && !studio_actor_sells (actor);
}

void
_studio_patterns_movement (StudioAnalysis *self)
{
  StudioActor actor;

  if (!studio_actor_acts (self) || self->window.span < LONG ||
      self->window.grain != STUDIO_GRAIN_MONTH ||
      studio_analysis_direction (self->reading, NULL) == STUDIO_DIRECTION_DOWN ||
      !studio_actor_find (self, &actor))
    return;
  if (is_wanted (&actor) && !studio_actor_is_saturated (&actor))
    {
      add_movement (&actor);
      if (studio_actor_per_month (&actor) >= OFTEN)
        add_churn (&actor);
    }
  studio_actor_clear (&actor);
}
