/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-fact-table-private.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-times.h"

/*
 * How well what happens goes, by whom or what it happens with: how punctual a carrier is, how
 * satisfied the customers of a product.
 */

#define LIST_LENGTH 15
/* More are compared only where each has rows enough; a figure of fewer is chance. */
#define COMPARED 25
#define ENOUGH 5

/* A figure of how well it goes, by thing. */
typedef struct
{
  StudioExpression *value;  /* (transfer full) */
  StudioExpression *filter; /* (transfer full) (nullable) */
  char *name;               /* (transfer full) */
  StudioUnit unit;
  StudioDirection direction;
  const char *value_key; /* of its sentences */
} Quality;

static void
add_quality (const StudioFactTable *fact, const Quality *quality, double weight)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (fact->reading, "comparison");
  g_autofree char *name = quality->name;
  g_autofree char *alias = studio_alias_from (name, "quality");
  g_autofree char *value = studio_phrases_value (self, quality->value_key, NULL, NULL, NULL);
  StudioProposal *proposal;

  _studio_fact_add_thing (fact, definition);
  studio_definition_add_measure (definition, alias, name, quality->value);
  studio_definition_add_measure (definition, fact->reading->alias, fact->reading->plural,
                                 studio_count (NULL));
  studio_definition_filter (definition, quality->filter);
  if (reading->rows < 0 || reading->rows > COMPARED)
    studio_definition_filter_groups (
        definition, studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, studio_count (NULL),
                                           studio_expression_number (ENOUGH), NULL));
  studio_analysis_limit_long (self, definition, &fact->window, fact->reading->source);
  /* The weakest first: with those one has to talk. */
  studio_definition_order (definition, alias, quality->direction == STUDIO_DIRECTION_DOWN);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, weight + fact->importance, alias,
                                  "row", definition, "%s by %s", name, reading->noun);
  studio_proposal_set_unit (proposal, fact->reading->alias, STUDIO_UNIT_COUNT,
                            STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, alias, quality->unit, quality->direction);
  _studio_fact_finish (
      fact, proposal, quality->direction,
      g_strdup_printf ("%s for each %s%s, with the number of %s it rests on; the weakest first.",
                       name, reading->noun,
                       reading->rows < 0 || reading->rows > COMPARED ? " with at least 5 of them"
                                                                     : "",
                       fact->reading->plural),
      value);
}

static void
add_punctuality (const StudioFactTable *fact)
{
  const StudioReading *reading = fact->reading;
  const StudioColumn *due, *done;
  Quality quality = { .unit = STUDIO_UNIT_PERCENT,
                      .direction = STUDIO_DIRECTION_UP,
                      .value_key = "quality-on-time" };

  if (!studio_times_find_due (reading, &due, &done))
    return;
  quality.name = g_strdup_printf ("on-time rate of %s", reading->plural);
  quality.value =
      studio_ratio (studio_count (studio_times_in_time (reading, due, done)), studio_count (NULL));
  quality.filter =
      studio_and (studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                         studio_column_expression (done, reading->source), NULL),
                  studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                         studio_column_expression (due, reading->source), NULL));
  add_quality (fact, &quality, 70);
}

static char *
speed_name (const StudioReading *reading,
            const StudioColumn *from,
            const StudioColumn *to,
            StudioGrain unit)
{
  const char *grain = studio_grain_name (unit);

  /* A sales order begins when it is ordered. */
  if (g_str_has_suffix (reading->noun, from->event))
    return g_strdup_printf ("median %ss from %s to %s", grain, reading->noun, to->event);
  if (strstr (from->event, reading->noun) != NULL || strstr (to->event, reading->noun) != NULL)
    return g_strdup_printf ("median %ss from %s to %s", grain, from->event, to->event);
  return g_strdup_printf ("median %ss from %s %s to %s", grain, reading->noun, from->event,
                          to->event);
}

static void
add_speed (const StudioFactTable *fact)
{
  const StudioReading *reading = fact->reading;
  const char *source = reading->source;
  const StudioColumn *from, *to;
  StudioGrain unit;
  Quality quality = { .unit = STUDIO_UNIT_DURATION,
                      .direction = STUDIO_DIRECTION_DOWN,
                      .value_key = "quality-speed" };

  if (!studio_times_find_duration (reading, &from, &to))
    return;
  unit = studio_times_unit (reading, from, to);
  quality.name = speed_name (reading, from, to, unit);
  quality.value = studio_expression_percentile (
      studio_expression_difference (studio_times_moment (reading, from, to),
                                    studio_column_expression (to, source), unit),
      50);
  quality.filter =
      studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, studio_column_expression (to, source),
                             studio_times_moment (reading, from, to), NULL);
  add_quality (fact, &quality, 66);
}

static char *
state_rate_name (const StudioReading *reading, StudioState state)
{
  g_autofree char *rate = g_ascii_strdown (studio_lexicon_state_rate (reading->lexicon, state), -1);

  return g_strconcat (reading->noun, " ", rate, NULL);
}

/* What of it is won, or else goes wrong. */
static void
add_outcome (const StudioFactTable *fact)
{
  static const struct
  {
    StudioState state;
    StudioDirection direction;
  } states[] = { { STUDIO_STATE_WON, STUDIO_DIRECTION_UP },
                 { STUDIO_STATE_CANCELLED, STUDIO_DIRECTION_DOWN },
                 { STUDIO_STATE_FAILED, STUDIO_DIRECTION_DOWN },
                 { STUDIO_STATE_RETURNED, STUDIO_DIRECTION_DOWN } };
  const StudioReading *reading = fact->reading;

  for (guint i = 0; reading->status != NULL && i < G_N_ELEMENTS (states); i++)
    {
      StudioExpression *part =
          studio_status_reached (reading->status, reading->source, states[i].state);
      Quality quality = { .unit = STUDIO_UNIT_PERCENT,
                          .direction = states[i].direction,
                          .value_key = "quality-outcome" };

      if (part == NULL)
        continue;
      quality.name = state_rate_name (reading, states[i].state);
      quality.value = studio_ratio (studio_count (part), studio_count (NULL));
      add_quality (fact, &quality, 67);
      return;
    }
}

static char *
average_name (const StudioReading *reading, const StudioColumn *column)
{
  g_autofree char *subject = studio_analysis_subject (reading, column);

  return g_str_has_prefix (subject, "average ") ? g_steal_pointer (&subject)
                                                : g_strconcat ("average ", subject, NULL);
}

static const StudioColumn *
find_average (const StudioReading *reading, StudioRole role)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == role && studio_column_is_measure (column) &&
          !studio_column_is_constant (column) && column->null_share <= 0.6 &&
          !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

/* Scores, shares and lengths of what happens, the first of each kind. */
static void
add_averages (const StudioFactTable *fact)
{
  static const StudioRole roles[] = { STUDIO_ROLE_SCORE, STUDIO_ROLE_RATE, STUDIO_ROLE_DURATION };
  const StudioReading *reading = fact->reading;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const StudioColumn *column = find_average (reading, roles[i]);
      StudioExpression *value;
      Quality quality = { .value_key = "quality-average" };

      if (column == NULL)
        continue;
      value = studio_column_expression (column, reading->source);
      if (column->role == STUDIO_ROLE_RATE && column->percent)
        value = studio_ratio (value, studio_expression_number (100));
      quality.name = average_name (reading, column);
      quality.unit = studio_analysis_unit (column);
      quality.direction = studio_analysis_direction (reading, column);
      quality.value = studio_average (value);
      add_quality (fact, &quality, column->role == STUDIO_ROLE_SCORE ? 72 : 60);
    }
}

void
_studio_fact_add_qualities (const StudioFactTable *fact)
{
  const StudioReading *reading = fact->analysis->reading;

  if ((reading->name == NULL && reading->key == NULL) ||
      (reading->rows > COMPARED && fact->reading->rows >= 0 &&
       fact->reading->rows < ENOUGH * reading->rows))
    return;
  add_punctuality (fact);
  add_speed (fact);
  add_outcome (fact);
  add_averages (fact);
}
