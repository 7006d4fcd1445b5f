/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/*
 * What a log of states says about machines: how much of the time they run, how long until they
 * stand still, and for how long. The values of the state tell that it is one of machines.
 */

#define LIST_LENGTH 15

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *state;
  const StudioColumn *from;
  const StudioColumn *to;
  const StudioColumn *length; /* (nullable): instead of both times */
  gboolean fails;
} Log;

static const char *const running[] = { "run",       "running", "active", "busy", "operating",
                                       "producing", "working", "in use", NULL };
static const char *const waiting[] = { "idle",    "standby", "stopped", "stop",   "setup",
                                       "offline", "waiting", "off",     "paused", NULL };
static const char *const failed[] = { "down",  "downtime", "broken", "breakdown", "failure",
                                      "fault", "error",    "alarm",  "failed",    NULL };

static gboolean
is_one_of (const StudioCode *code, const char *const *words)
{
  g_autofree char *label = g_utf8_strdown (code->label, -1);
  g_autofree char *value = g_utf8_strdown (code->value, -1);

  return g_strv_contains (words, label) || g_strv_contains (words, value);
}

/* The condition that the state is one of those called @words; %NULL when there is none. */
static StudioExpression *
is_in (const Log *self, const char *const *words)
{
  const StudioColumn *state = self->state;
  GPtrArray *values = g_ptr_array_new ();

  g_ptr_array_add (values, studio_column_expression (state, self->analysis->reading->source));
  for (guint i = 0; i < state->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (state->codes, i);

      if (is_one_of (code, words))
        g_ptr_array_add (values, studio_field_kind_is_number (state->kind)
                                     ? studio_expression_number (g_ascii_strtod (code->value, NULL))
                                     : studio_expression_text (code->value));
    }
  return studio_expression_new_list (values->len == 2 ? STUDIO_OPERATOR_EQUAL : STUDIO_OPERATOR_IN,
                                     values);
}

static gboolean
has_state (const StudioColumn *state, const char *const *words)
{
  for (guint i = 0; i < state->codes->len; i++)
    if (is_one_of (g_ptr_array_index (state->codes, i), words))
      return TRUE;
  return FALSE;
}

static gboolean
find_log (StudioAnalysis *analysis, Log *self)
{
  static const StudioTimeRole ends[] = { STUDIO_TIME_ENDED, STUDIO_TIME_EXPIRED };
  const StudioReading *reading = analysis->reading;

  *self = (Log){ .analysis = analysis, .state = reading->status, .from = analysis->window.time };
  if (self->state == NULL || self->from == NULL || !studio_status_is_known (self->state) ||
      !has_state (self->state, running) ||
      (!has_state (self->state, waiting) && !has_state (self->state, failed)))
    return FALSE;
  self->fails = has_state (self->state, failed);
  for (guint i = 0; i < G_N_ELEMENTS (ends) && self->to == NULL; i++)
    self->to = studio_reading_find_time (reading, ends[i]);
  if (self->to == self->from || (self->to != NULL && (self->to->kind == STUDIO_FIELD_DATE ||
                                                      self->from->kind == STUDIO_FIELD_DATE)))
    self->to = NULL;
  if (self->to == NULL)
    self->length = studio_columns_find (reading, 1u << STUDIO_ROLE_DURATION, NULL, NULL);
  return self->to != NULL || (self->length != NULL && studio_columns_has_unit (self->length));
}

/* Hours of the rows that meet @condition (nullable, transfer full). */
static StudioExpression *
hours (const Log *self, StudioExpression *condition)
{
  const char *source = self->analysis->reading->source;
  StudioExpression *value =
      self->length != NULL
          ? studio_columns_hours (self->length, source)
          : studio_expression_difference (studio_column_expression (self->from, source),
                                          studio_column_expression (self->to, source),
                                          STUDIO_GRAIN_HOUR);

  return studio_expression_filtered (studio_sum (value), condition);
}

/* What lasts still has no length yet. */
static void
limit_to_ended (const Log *self, StudioDefinition *definition)
{
  const char *source = self->analysis->reading->source;

  studio_definition_filter (
      definition,
      self->to != NULL
          ? studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                   studio_column_expression (self->to, source),
                                   studio_column_expression (self->from, source), NULL)
          : studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                   studio_column_expression (self->length, source), NULL));
}

static char *
why (const Log *self)
{
  return g_strdup_printf ("“%s” tells states in which a machine runs and others in which it "
                          "stands still.",
                          studio_column_get_name (self->state));
}

static void
add_utilisation (const Log *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  StudioDefinition *definition = studio_columns_trend (analysis, &analysis->window, "ratio");

  studio_definition_add_measure (
      definition, "utilisation", "utilisation",
      studio_ratio (hours (self, is_in (self, running)), hours (self, NULL)));
  limit_to_ended (self, definition);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 86, "utilisation", "line", definition,
                           "Utilisation by %s", grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf (
          "Running hours divided by all hours in the log, by %s in which the %s began.", grain,
          self->state->label),
      "Idle capacity costs as much as busy capacity.", why (self));
}

static const StudioColumn *
find_machine (const Log *self)
{
  const StudioReading *reading = self->analysis->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_FOREIGN_KEY && column->usable && !column->audit &&
          !studio_column_is_constant (column))
        return column;
    }
  return NULL;
}

static void
add_by_machine (const Log *self)
{
  StudioAnalysis *analysis = self->analysis;
  const StudioReading *reading = analysis->reading;
  const StudioColumn *machine = find_machine (self);
  StudioDefinition *definition;

  if (machine == NULL)
    return;
  definition = studio_analysis_start (reading, "comparison");
  studio_analysis_add_group (analysis, definition, machine);
  studio_definition_add_key (definition, studio_column_expression (machine, reading->source));
  studio_definition_add_measure (
      definition, "utilisation", "utilisation",
      studio_ratio (hours (self, is_in (self, running)), hours (self, NULL)));
  limit_to_ended (self, definition);
  studio_analysis_limit_days (analysis, definition, &analysis->window, reading->source);
  studio_definition_order (definition, "utilisation", FALSE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  studio_columns_add (
      analysis,
      studio_proposal_new (
          STUDIO_FAMILY_DISTRIBUTION, 76, "utilisation", "row", definition, "Utilisation by %s%s%s",
          machine->label, analysis->window.days_phrase != NULL ? ", " : "",
          analysis->window.days_phrase != NULL ? analysis->window.days_phrase : ""),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Running hours divided by all hours in the log of each %s; the least used "
                       "first.",
                       machine->label),
      "Shows where work can still be put, and where it piles up.", why (self));
}

/* @what: hours per failure, of the states called @words. */
static void
add_per_failure (const Log *self,
                 const char *const *words,
                 const char *alias,
                 const char *title,
                 const char *name,
                 double weight,
                 StudioDirection direction,
                 const char *description,
                 const char *business_value)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  StudioDefinition *definition = studio_columns_trend (analysis, &analysis->window, "ratio");

  studio_definition_add_measure (
      definition, alias, title,
      studio_ratio (hours (self, is_in (self, words)), studio_count (is_in (self, failed))));
  limit_to_ended (self, definition);
  studio_columns_add (analysis,
                      studio_proposal_new (STUDIO_FAMILY_DURATION, weight, alias, "line",
                                           definition, "%s by %s", name, grain),
                      STUDIO_UNIT_DURATION, direction,
                      g_strdup_printf ("%s, by %s in which they began.", description, grain),
                      business_value, why (self));
}

void
_studio_patterns_machine_states (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Log log;

  if (reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
      reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT || !find_log (self, &log))
    return;
  add_utilisation (&log);
  add_by_machine (&log);
  if (!log.fails)
    return;
  add_per_failure (&log, running, "mtbf_hours", "hours between failures",
                   "Mean time between failures (MTBF)", 82, STUDIO_DIRECTION_UP,
                   "Running hours divided by the number of times that machines went down",
                   "Falls before output does: the earliest sign of wear.");
  add_per_failure (&log, failed, "mttr_hours", "hours to repair", "Mean time to repair (MTTR)", 78,
                   STUDIO_DIRECTION_DOWN,
                   "Hours down divided by the number of times that machines went down",
                   "Spare parts, skills and access decide how long a machine stands still.");
}
