/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

/* Tables that record how the states of something change. */

#define LIST_LENGTH 20

static const StudioColumn *
find_state (const StudioReading *reading, const char *const *words)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      for (guint w = 0; words[w] != NULL; w++)
        if ((column->role == STUDIO_ROLE_STATUS || column->role == STUDIO_ROLE_CATEGORY) &&
            column->usable && !studio_column_is_constant (column) &&
            studio_column_has_word (column, words[w]))
          return column;
    }
  return NULL;
}

static const StudioColumn *
find_duration (const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_DURATION && column->usable &&
          !studio_column_is_constant (column))
        return column;
    }
  return NULL;
}

/* Which states follow which, how often, and after how long where that is recorded. */
static void
add_transitions (StudioAnalysis *self, const StudioColumn *from, const StudioColumn *to)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *duration = find_duration (reading);
  StudioDefinition *definition = studio_analysis_start (reading, "transitions");
  g_autofree char *median =
      duration != NULL ? g_strconcat ("median_", duration->alias, NULL) : NULL;
  g_autofree char *name =
      g_str_has_suffix (reading->noun, " change")
          ? g_strdup_printf ("%.*s transitions",
                             (int) (strlen (reading->noun) - strlen (" change")), reading->noun)
          : g_strconcat ("transitions of ", reading->plural, NULL);
  StudioProposal *proposal;

  studio_definition_add_dimension (definition, from->alias, from->label,
                                   studio_column_expression (from, reading->source));
  studio_definition_add_dimension (definition, to->alias, to->label,
                                   studio_column_expression (to, reading->source));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  if (duration != NULL)
    studio_definition_add_measure (
        definition, median, NULL,
        studio_expression_percentile (studio_column_expression (duration, reading->source), 50));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, reading->alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_FUNNEL, 72, "transitions", "table", definition,
                                  "%s", name);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("How often each %s was followed by each %s%s, the most frequent first.",
                       from->label, to->label,
                       duration != NULL ? ", and after how long (median)" : ""),
      studio_phrases_value (self, "transitions", NULL, NULL, NULL),
      g_strdup_printf ("“%s” and “%s” tell what a change leads from and to.",
                       studio_column_get_name (from), studio_column_get_name (to)));
  studio_analysis_add (self, proposal);
}

/* How many changes each thing goes through. */
static void
add_per_thing (StudioAnalysis *self, const StudioColumn *key)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *name = g_strdup_printf ("%s per %s", reading->plural, key->label);
  g_autofree char *alias = studio_alias_from (name, "changes");
  g_autofree char *keys = studio_lexicon_plural (reading->lexicon, key->label);
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (self->window.time == NULL)
    return;
  definition = studio_analysis_start (reading, "ratio");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, alias, name,
      studio_ratio (studio_count (NULL),
                    studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                           studio_column_expression (key, reading->source), NULL)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 66, key->alias, "line", definition,
                                  "%s by %s", name, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s divided by the number of different %s that had any, per %s.",
                       reading->plural, keys, grain),
      studio_phrases_value (self, "changes-per-thing", NULL, NULL, NULL),
      g_strdup_printf ("“%s” tells what changed.", studio_column_get_name (key)));
  studio_analysis_add (self, proposal);
}

/* How the time was spent: the hours in each state, the running one up to now. */
static void
add_time_in_state (StudioAnalysis *self, const StudioColumn *state)
{
  static const StudioTimeRole ends[] = { STUDIO_TIME_ENDED, STUDIO_TIME_EXPIRED };
  const StudioReading *reading = self->reading;
  const StudioColumn *from = self->window.time;
  const StudioColumn *to = NULL;
  StudioDefinition *definition;
  StudioExpression *hours;
  StudioProposal *proposal;

  for (guint i = 0; i < G_N_ELEMENTS (ends) && to == NULL; i++)
    to = studio_reading_find_time (reading, ends[i]);
  if (from == NULL || to == NULL || from == to || from->kind == STUDIO_FIELD_DATE ||
      to->kind == STUDIO_FIELD_DATE)
    return;
  definition = studio_analysis_start (reading, "time-in-state");
  hours = studio_sum (studio_expression_difference (
      studio_column_expression (from, reading->source),
      studio_column_expression (to, reading->source), STUDIO_GRAIN_HOUR));
  studio_definition_add_dimension (definition, state->alias, state->label,
                                   studio_column_expression (state, reading->source));
  studio_definition_add_measure (definition, "hours", "hours", studio_expression_ref (hours));
  studio_definition_add_measure (definition, "share", "share",
                                 studio_expression_new (STUDIO_OPERATOR_SHARE, hours, NULL));
  studio_definition_filter (
      definition, studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                         studio_column_expression (to, reading->source),
                                         studio_column_expression (from, reading->source), NULL));
  studio_analysis_limit_days (self, definition, &self->window, reading->source);
  studio_definition_order (definition, "hours", TRUE);
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 82, "time in state", "row", definition,
                                  "Hours by %s%s%s", state->label,
                                  self->window.days_phrase != NULL ? ", " : "",
                                  self->window.days_phrase != NULL ? self->window.days_phrase : "");
  studio_proposal_set_unit (proposal, "share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, "hours", STUDIO_UNIT_DURATION, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Hours spent in each %s and their share of the total, over all %s that have "
                       "ended.",
                       state->label, reading->plural),
      studio_phrases_value (self, "time-in-state", NULL, NULL, NULL),
      g_strdup_printf ("“%s” and “%s” tell from when to when each %s lasted.",
                       studio_column_get_name (from), studio_column_get_name (to), state->label));
  studio_analysis_add (self, proposal);
}

void
_studio_patterns_history (StudioAnalysis *self)
{
  static const char *const before[] = { "from", "previous", "old", "before", NULL };
  static const char *const after[] = { "to", "new", "after", "next", "current", NULL };
  const StudioReading *reading = self->reading;
  const StudioColumn *from, *to;

  if (reading->archetype != STUDIO_ARCHETYPE_HISTORY)
    return;
  from = find_state (reading, before);
  to = find_state (reading, after);
  if (from != NULL && to != NULL && from != to)
    add_transitions (self, from, to);
  else if (reading->status != NULL)
    add_time_in_state (self, reading->status);
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *key = g_ptr_array_index (reading->columns, i);

      if (key->role == STUDIO_ROLE_FOREIGN_KEY && !key->audit && key->usable)
        {
          add_per_thing (self, key);
          return;
        }
    }
}
