/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/*
 * What becomes an order, in time: carts, requests and offers that are ordered within days of their
 * coming in, and companies that sell soon after they were let in. Orders that were cancelled later
 * do not count. Those that came in too lately to have had their days are left out.
 */

#define CART_DAYS 7
#define DAYS 30

/* Where people decide at once. */
static gboolean
is_quick (const StudioReading *reading)
{
  static const char *const words[] = { "cart",  "basket", "session", "visit",
                                       "click", "view",   "search",  NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (reading, words[i]))
      return TRUE;
  return FALSE;
}

/* Whether rows come before orders: what is shipped, paid or complained about has been ordered. */
static gboolean
leads_to_orders (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  int rank = reading->time != NULL
                 ? studio_lexicon_time_rank (reading->lexicon, reading->time->time_role)
                 : 0;

  if (reading->archetype != STUDIO_ARCHETYPE_HEADER && reading->archetype != STUDIO_ARCHETYPE_EVENT)
    return FALSE;
  return !studio_reading_is_order (reading) &&
         (is_quick (reading) || studio_reading_is_contest (reading) ||
          (rank > 0 && rank <= studio_lexicon_time_rank (reading->lexicon, STUDIO_TIME_QUOTED)));
}

/* What is said where orders can be cancelled later. */
static const char *
valid_phrase (const StudioChild *child)
{
  g_autoptr (StudioExpression) valid = studio_status_valid (child->reading, child->reading->source);

  return valid != NULL ? " Those cancelled later do not count." : "";
}

/* The share of the rows of each month with a first child within @days of @since. */
static StudioDefinition *
within_days (const StudioChild *child, int days, const char *alias, const char *title)
{
  const StudioReading *reading = child->analysis->reading;
  StudioDefinition *definition =
      studio_child_start (child, "conversion", STUDIO_CHILD_FIRST | STUDIO_CHILD_VALID, TRUE);
  StudioExpression *since = studio_column_expression (child->since, reading->source);
  StudioWindow window;

  studio_analysis_window (child->analysis, reading, (StudioColumn *) child->since, &window);
  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_truncate (studio_expression_ref (since), STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (
      definition, alias, title,
      studio_ratio (
          studio_count (studio_expression_new (
              STUDIO_OPERATOR_LESS, studio_child_value (child, "first_at"),
              studio_expression_shift (studio_expression_ref (since), days, STUDIO_GRAIN_DAY),
              NULL)),
          studio_count (NULL)));
  /* The last month is left out: its rows have not had their days yet. */
  studio_definition_filter (
      definition,
      studio_expression_periods (since, STUDIO_GRAIN_MONTH, window.recent ? -13 : G_MININT64, -2));
  studio_definition_order (definition, "month", FALSE);
  return definition;
}

static void
add_conversion (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  int days = is_quick (reading) ? CART_DAYS : DAYS;
  g_autofree char *one = studio_analysis_one (child->reading->noun);

  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_FUNNEL, 83, child->reading->alias, "line",
                           within_days (child, days, "conversion_rate", "conversion rate"),
                           "%s conversion: with %s within %d days", reading->noun, one, days),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s of each month, the share that led to %s within %d days.%s",
                       reading->plural, one, days, valid_phrase (child)),
      "What turns interest into business; small gains here multiply.");
}

/* From being let in to the first sale. */
static void
add_activation (const StudioChild *child)
{
  const StudioReading *reading = child->analysis->reading;
  g_autofree char *one = studio_analysis_one (child->reading->noun);

  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 81, "activation", "line",
                           within_days (child, DAYS, "activation_rate", "activation rate"),
                           "%s activation: first %s within %d days of %s", reading->noun,
                           child->reading->noun, DAYS, child->since->event),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s %s in each month, the share with %s within %d days.%s",
                       reading->plural, child->since->done, one, DAYS, valid_phrase (child)),
      "Who is let in and does not start costs care and brings nothing.");
}

static gboolean
is_monthly (const StudioAnalysis *self, const StudioChild *child)
{
  StudioWindow window;

  if (!studio_child_can_follow (child))
    return FALSE;
  studio_analysis_window (self, self->reading, (StudioColumn *) child->since, &window);
  return window.grain == STUDIO_GRAIN_MONTH;
}

static const StudioChild *
find_order (GArray *children)
{
  for (guint i = 0; i < children->len; i++)
    {
      const StudioChild *child = &g_array_index (children, StudioChild, i);

      if (studio_reading_is_order (child->reading) && child->window.via == NULL)
        return child;
    }
  return NULL;
}

void
_studio_patterns_conversion (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *approved =
      reading->archetype == STUDIO_ARCHETYPE_ENTITY && !studio_reading_is_staff (reading)
          ? studio_reading_find_time (reading, STUDIO_TIME_APPROVED)
          : NULL;
  gboolean leads = leads_to_orders (self);
  g_autoptr (GArray) children = NULL;
  const StudioChild *order;
  StudioChild child;

  if (reading->children->len == 0 || (!leads && approved == NULL))
    return;
  children = studio_child_find_all (self);
  order = find_order (children);
  if (order == NULL)
    return;
  child = *order;
  if (leads && is_monthly (self, &child))
    add_conversion (&child);
  child.since = approved;
  if (approved != NULL && approved->null_share < 0.8 && !approved->audit &&
      approved->event != NULL && approved->done != NULL &&
      !studio_field_is_nested (approved->field) && is_monthly (self, &child))
    add_activation (&child);
}
