/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-calendar.h"

#include "propose/analyst/studio-analysis.h"

#include <stdlib.h>

#define MONDAY 1
#define DAYS 7

/**
 * Calendar:
 * @first: day of the week, 1 for Monday
 * @days: from @first to the next Monday
 * @found: whether something depends on it
 */
typedef struct
{
  int first;
  int days;
  gboolean found;
} Calendar;

static void apply (Calendar *self, StudioDefinition *definition);

static StudioExpression *
ref (const StudioExpression *expression)
{
  return studio_expression_ref ((StudioExpression *) expression);
}

/* Start of the week that @time (transfer full) lies in, @weeks later. */
static StudioExpression *
week_of (const Calendar *self, StudioExpression *time, gint64 weeks)
{
  StudioExpression *monday = studio_expression_truncate (
      studio_expression_shift (time, self->days, STUDIO_GRAIN_DAY), STUDIO_GRAIN_WEEK);

  return studio_expression_cast (
      studio_expression_shift (monday, weeks * DAYS - self->days, STUDIO_GRAIN_DAY),
      STUDIO_FIELD_DATE);
}

static StudioExpression *
week_from_now (const Calendar *self, gint64 weeks)
{
  return week_of (self, studio_expression_new (STUDIO_OPERATOR_TODAY, NULL), weeks);
}

/* Whether a week is one of the company's already: a definition may be part of several. */
static gboolean
is_moved (const StudioExpression *truncated)
{
  const StudioExpression *time = studio_expression_argument (truncated, 0);

  return time->op == STUDIO_OPERATOR_SHIFT && time->grain == STUDIO_GRAIN_DAY;
}

static StudioExpression *
weeks_between (const Calendar *self, const StudioExpression *periods)
{
  const StudioExpression *time = studio_expression_argument (periods, 0);
  StudioExpression *before = studio_expression_new (STUDIO_OPERATOR_LESS, ref (time),
                                                    week_from_now (self, periods->last + 1), NULL);

  if (periods->first == G_MININT64)
    return before;
  return studio_and (studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, ref (time),
                                            week_from_now (self, periods->first), NULL),
                     before);
}

/* The day of the week, counted from the company's first. */
static StudioExpression *
weekday_from_first (const Calendar *self, const StudioExpression *weekday)
{
  StudioExpression *late = studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, ref (weekday),
                                                  studio_expression_number (self->first), NULL);

  return studio_expression_new (
      STUDIO_OPERATOR_CASE, late,
      studio_expression_new (STUDIO_OPERATOR_SUBTRACT, ref (weekday),
                             studio_expression_number (self->first - 1), NULL),
      studio_expression_new (STUDIO_OPERATOR_ADD, ref (weekday),
                             studio_expression_number (DAYS + 1 - self->first), NULL),
      NULL);
}

static StudioExpression *
replace (const StudioExpression *part, gpointer user_data)
{
  Calendar *self = user_data;
  StudioExpression *other = NULL;

  if (part->op == STUDIO_OPERATOR_TRUNCATE && part->grain == STUDIO_GRAIN_WEEK)
    other = is_moved (part) ? ref (part)
                            : week_of (self, ref (studio_expression_argument (part, 0)), 0);
  else if (part->op == STUDIO_OPERATOR_PERIOD_START && part->grain == STUDIO_GRAIN_WEEK)
    other = week_from_now (self, part->first);
  else if (part->op == STUDIO_OPERATOR_PERIODS && part->grain == STUDIO_GRAIN_WEEK)
    other = weeks_between (self, part);
  else if (part->op == STUDIO_OPERATOR_SUBQUERY)
    apply (self, part->definition);
  self->found |= other != NULL;
  return other;
}

static void
apply_to (Calendar *self, StudioExpression **expression)
{
  StudioExpression *old = *expression;

  *expression = old->op == STUDIO_OPERATOR_WEEKDAY ? weekday_from_first (self, old)
                                                   : studio_expression_replace (old, replace, self);
  self->found |= old->op == STUDIO_OPERATOR_WEEKDAY;
  studio_expression_unref (old);
}

static void
apply_to_all (Calendar *self, GPtrArray *expressions)
{
  for (guint i = 0; i < expressions->len; i++)
    apply_to (self, (StudioExpression **) &g_ptr_array_index (expressions, i));
}

static void
apply (Calendar *self, StudioDefinition *definition)
{
  if (definition->source->definition != NULL)
    apply (self, definition->source->definition);
  for (guint i = 0; i < definition->joins->len; i++)
    {
      StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (join->source->definition != NULL)
        apply (self, join->source->definition);
      apply_to (self, &join->condition);
    }
  for (guint i = 0; i < definition->columns->len; i++)
    apply_to (self,
              &((StudioDefinitionColumn *) g_ptr_array_index (definition->columns, i))->expression);
  apply_to_all (self, definition->filters);
  apply_to_all (self, definition->group_filters);
  for (guint i = 0; i < definition->unions->len; i++)
    apply (self, g_ptr_array_index (definition->unions, i));
}

gboolean
studio_calendar_apply (StudioDefinition *definition, StudioContext *context)
{
  const StudioFact *fact =
      context != NULL ? studio_context_find (context, STUDIO_FACT_WEEK_START) : NULL;
  Calendar calendar = { .first = fact != NULL ? atoi (fact->meaning) : MONDAY };

  if (calendar.first <= MONDAY || calendar.first > DAYS)
    return FALSE;
  calendar.days = DAYS + 1 - calendar.first;
  apply (&calendar, definition);
  return calendar.found;
}
