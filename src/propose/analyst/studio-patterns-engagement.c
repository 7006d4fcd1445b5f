/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-actor.h"

/*
 * How people use a product, by the events they leave: how many are active in a week, and how many
 * of those who came for the first time are there again a day, a week and a month later. Days are
 * those of the calendar.
 */

static const int days_after[] = { 1, 7, 30 };
#define LAST_DAY 30
/* So many days of events are needed for cohorts. */
#define LONG 90

static void
add_weekly (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *noun = studio_alias_from (actor->noun, "actor");
  g_autofree char *alias = g_strconcat ("weekly_active_", noun, "_count", NULL);
  g_autofree char *title = g_strconcat ("weekly active ", actor->plural, NULL);
  StudioDefinition *definition = studio_analysis_start (reading, "active");
  StudioExpression *time = studio_column_expression (self->window.time, reading->source);

  studio_definition_add_dimension (
      definition, "week", "week",
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_WEEK));
  studio_definition_add_measure (definition, alias, title,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                                        studio_actor_value (actor, reading->source),
                                                        NULL));
  studio_definition_filter (definition,
                            studio_expression_periods (time, STUDIO_GRAIN_WEEK, -12, -1));
  studio_definition_order (definition, "week", FALSE);
  studio_actor_finish (
      actor,
      studio_proposal_new (STUDIO_FAMILY_TREND, 66, "weekly", "line", definition,
                           "Weekly active %s by %s", actor->plural, reading->plural),
      STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP,
      g_strdup_printf (
          "Number of different %s with at least one %s in each of the last 12 complete "
          "weeks.",
          actor->plural, reading->noun),
      "Smooths out weekends and holidays, so that a real change of use shows.");
}

/* The days on which each was there. */
static StudioDefinition *
active_days (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *days = studio_analysis_start (reading, "per-actor");

  studio_definition_add_dimension (days, studio_column_get_name (actor->column), NULL,
                                   studio_actor_value (actor, reading->source));
  studio_definition_add_dimension (
      days, "day", NULL,
      studio_expression_truncate (studio_column_expression (self->window.time, reading->source),
                                  STUDIO_GRAIN_DAY));
  studio_definition_add_measure (days, reading->alias, NULL, studio_count (NULL));
  studio_definition_filter (days, studio_actor_is_known (actor, reading->source));
  return days;
}

static StudioExpression *
day_of (const char *source)
{
  return studio_expression_column (source, "day", STUDIO_FIELD_DATE);
}

/* The first day of each. */
static StudioDefinition *
first_days (const StudioActor *actor, StudioDefinition *days)
{
  StudioDefinition *first =
      studio_definition_new_over ("first", "active_days", studio_definition_ref (days));

  studio_definition_add_dimension (first, studio_column_get_name (actor->column), NULL,
                                   studio_actor_step_value (actor, "active_days"));
  studio_definition_add_measure (
      first, "first_day", NULL,
      studio_expression_new (STUDIO_OPERATOR_MINIMUM, day_of ("active_days"), NULL));
  return first;
}

/* Joins the day that is @days after the first one, if they were there: at most one row each. */
static char *
join_day (const StudioActor *actor, StudioDefinition *definition, StudioDefinition *days, int after)
{
  char *name = g_strdup_printf ("day_%d", after);

  studio_definition_join_over (
      definition, name, studio_definition_ref (days), TRUE,
      studio_and (studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                         studio_actor_step_value (actor, name),
                                         studio_actor_step_value (actor, "first"), NULL),
                  studio_expression_new (
                      STUDIO_OPERATOR_EQUAL, day_of (name),
                      studio_expression_shift (
                          studio_expression_column ("first", "first_day", STUDIO_FIELD_DATE), after,
                          STUDIO_GRAIN_DAY),
                      NULL)));
  return name;
}

static void
add_day_retention (const StudioActor *actor)
{
  StudioAnalysis *self = actor->analysis;
  StudioDefinition *days = active_days (actor);
  StudioDefinition *definition =
      studio_definition_new_over ("retention", "first", first_days (actor, days));
  StudioExpression *first = studio_expression_column ("first", "first_day", STUDIO_FIELD_DATE);

  studio_definition_add_dimension (
      definition, "first_month", "first month",
      studio_expression_truncate (studio_expression_ref (first), STUDIO_GRAIN_MONTH));
  for (guint i = 0; i < G_N_ELEMENTS (days_after); i++)
    {
      g_autofree char *name = join_day (actor, definition, days, days_after[i]);
      g_autofree char *alias = g_strconcat (name, "_retention", NULL);
      g_autofree char *title = g_strdup_printf ("day %d", days_after[i]);

      studio_definition_add_measure (
          definition, alias, title,
          studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT, day_of (name), NULL),
                        studio_count (NULL)));
    }
  studio_definition_unref (days);
  studio_definition_filter (definition, studio_expression_periods (studio_expression_ref (first),
                                                                   STUDIO_GRAIN_MONTH, -13, -2));
  /* The last day is over for everybody. */
  studio_definition_filter (
      definition,
      studio_expression_new (STUDIO_OPERATOR_LESS, first,
                             studio_expression_period_start (STUDIO_GRAIN_DAY, -LAST_DAY), NULL));
  studio_definition_order (definition, "first_month", FALSE);
  studio_actor_finish (
      actor,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 80, "day retention", "line", definition,
                           "Day 1, 7 and 30 retention of %s", actor->plural),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s whose first %s fell in a month, the shares that were there again "
                       "exactly 1, 7 and 30 days after it.",
                       actor->plural, self->reading->noun),
      "Shows how soon newcomers are lost: the first day tells of the welcome, the thirtieth of the "
      "use.");
}

void
_studio_patterns_engagement (StudioAnalysis *self)
{
  StudioActor actor;

  if (!studio_actor_acts (self) || !studio_reading_is_activity (self->reading) ||
      !self->window.fresh || self->window.span < LONG || !studio_actor_find (self, &actor))
    return;
  add_weekly (&actor);
  if (!studio_actor_is_saturated (&actor))
    add_day_retention (&actor);
  studio_actor_clear (&actor);
}
