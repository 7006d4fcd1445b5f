/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"

/*
 * How reliable equipment is, from a table of its failures: the time between them and the time to
 * repair them (ISO 22400-2). What was stopped on purpose is no failure.
 */

#define PERIODS "periods"

typedef struct
{
  StudioAnalysis *analysis;
  const StudioRelationship *link; /* to what fails */
  const StudioReading *machines;
  const StudioColumn *from;
  const StudioColumn *to;
  const StudioColumn *planned; /* (nullable): a flag of the failure, or of its reason */
  const StudioRelationship *reason;
  StudioWindow window;
} Failures;

static const char *const failing[] = { "breakdown", "failure",  "failed", "fault",
                                       "downtime",  "outage",   "broken", "malfunction",
                                       "repair",    "stoppage", NULL };

/* A thing that rows belong to, which is neither a person nor a company. */
static gboolean
find_machine (StudioAnalysis *analysis, Failures *self)
{
  const StudioReading *reading = analysis->reading;

  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);
      StudioReading *parent = studio_schema_index_read (analysis->index, link->parent);
      guint concepts =
          studio_lexicon_concepts_of (reading->lexicon, (const char *const *) parent->words);

      if (!link->unique || link->parent == reading->table ||
          parent->archetype != STUDIO_ARCHETYPE_ENTITY || parent->empty ||
          (concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0)
        continue;
      self->link = link;
      self->machines = parent;
      return TRUE;
    }
  return FALSE;
}

static const StudioColumn *
find_start (const StudioReading *reading)
{
  const StudioColumn *named = studio_columns_find (reading, 1u << STUDIO_ROLE_TIME, failing, NULL);

  if (named != NULL && named->time_role != STUDIO_TIME_REPAIRED &&
      named->time_role != STUDIO_TIME_ENDED && named->time_role != STUDIO_TIME_COMPLETED)
    return named;
  named = studio_reading_find_time (reading, STUDIO_TIME_STARTED);
  return named != NULL ? named : reading->time;
}

static const StudioColumn *
find_end (const StudioReading *reading, const StudioColumn *from)
{
  static const StudioTimeRole roles[] = { STUDIO_TIME_REPAIRED, STUDIO_TIME_ENDED,
                                          STUDIO_TIME_RESOLVED, STUDIO_TIME_COMPLETED,
                                          STUDIO_TIME_CLOSED };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const StudioColumn *end = studio_reading_find_time (reading, roles[i]);

      if (end != NULL && end != from)
        return end;
    }
  return NULL;
}

/* A flag that says that a stop was meant to be, here or where the reasons are. */
static void
find_planned (Failures *self)
{
  static const char *const words[] = { "planned", "scheduled", NULL };
  const StudioReading *reading = self->analysis->reading;

  self->planned = studio_columns_find (reading, 1u << STUDIO_ROLE_FLAG, words, NULL);
  for (guint i = 0; i < reading->parents->len && self->planned == NULL; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);

      if (!link->unique || link == self->link || link->parent == reading->table)
        continue;
      self->planned =
          studio_columns_find (studio_schema_index_read (self->analysis->index, link->parent),
                               1u << STUDIO_ROLE_FLAG, words, NULL);
      self->reason = self->planned != NULL ? link : NULL;
    }
}

static StudioExpression *
value_of (const Failures *self, const StudioColumn *column)
{
  return studio_column_expression (column, self->analysis->reading->source);
}

/* Failures by period, without what was planned. */
static StudioDefinition *
start (const Failures *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_columns_trend (self->analysis, &self->window, "ratio");
  g_autofree char *source = NULL;

  if (self->planned == NULL)
    return definition;
  source = self->reason != NULL ? studio_analysis_join_parent (self->analysis, definition,
                                                               reading->source, self->reason, TRUE)
                                : g_strdup (reading->source);
  studio_definition_filter (
      definition,
      studio_expression_new (
          STUDIO_OPERATOR_OR,
          studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                 studio_column_expression (self->planned, source), NULL),
          studio_column_is_set (self->planned, source, FALSE), NULL));
  return definition;
}

static StudioExpression *
hours_down (const Failures *self)
{
  return studio_expression_difference (value_of (self, self->from), value_of (self, self->to),
                                       STUDIO_GRAIN_HOUR);
}

static const char *
planned_phrase (const Failures *self)
{
  return self->planned != NULL ? " Planned ones are left out." : "";
}

static void
add_repair_time (const Failures *self)
{
  const StudioReading *reading = self->analysis->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = start (self);

  studio_definition_add_measure (definition, "mttr_hours", "hours to repair",
                                 studio_average (hours_down (self)));
  studio_definition_filter (definition, studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                                               value_of (self, self->to),
                                                               value_of (self, self->from), NULL));
  studio_columns_add (
      self->analysis,
      studio_proposal_new (STUDIO_FAMILY_DURATION, 82, "MTTR", "line", definition,
                           "Mean time to repair (MTTR) by %s", grain),
      STUDIO_UNIT_DURATION, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Average hours from the start of %s to the end, by %s of the start.%s",
                       reading->noun, grain, planned_phrase (self)),
      "Spare parts, skills and access decide how long a machine stands still.",
      g_strdup_printf ("“%s” and “%s” tell from when to when it stood still.",
                       studio_column_get_name (self->from), studio_column_get_name (self->to)));
}

static const StudioColumn *
find_service (const StudioReading *machines, const char *const *words)
{
  return studio_columns_find (machines, 1u << STUDIO_ROLE_TIME, words, NULL);
}

/* That a machine was in service in the period, as far as its times tell. */
static StudioExpression *
in_service (const Failures *self, const char *source, StudioExpression *period)
{
  static const char *const starts[] = { "installed", "installation", "commissioned", "start",
                                        "started",   "acquired",     "purchased",    NULL };
  static const char *const ends[] = { "retired",  "decommissioned", "disposed",
                                      "scrapped", "disposal",       "retirement",
                                      "end",      "ended",          NULL };
  const StudioColumn *from = find_service (self->machines, starts);
  const StudioColumn *to = find_service (self->machines, ends);
  StudioExpression *condition = NULL;

  if (from != NULL && from->null_share < 0.1)
    condition =
        studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL, studio_column_expression (from, source),
                               studio_expression_ref (period), NULL);
  if (to != NULL && to != from)
    {
      StudioExpression *on = studio_expression_new (
          STUDIO_OPERATOR_OR,
          studio_expression_new (STUDIO_OPERATOR_IS_NULL, studio_column_expression (to, source),
                                 NULL),
          studio_expression_new (STUDIO_OPERATOR_GREATER, studio_column_expression (to, source),
                                 studio_expression_ref (period), NULL),
          NULL);

      condition = condition == NULL ? on : studio_and (condition, on);
    }
  if (condition == NULL)
    condition = studio_expression_new (
        STUDIO_OPERATOR_NOT_NULL,
        studio_expression_column (source, studio_field_get_name (self->link->key),
                                  studio_field_get_kind (self->link->key)),
        NULL);
  studio_expression_unref (period);
  return condition;
}

static StudioExpression *
of_period (const char *name, StudioFieldKind kind)
{
  return studio_expression_column (PERIODS, name, kind);
}

/* The machines in service at the beginning of each period that had a failure. */
static StudioDefinition *
over_machines (const Failures *self)
{
  const StudioReading *machines = self->machines;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *inner = start (self);
  StudioDefinition *definition;

  g_ptr_array_set_size (inner->order, 0);
  studio_definition_add_measure (inner, "failures", NULL, studio_count (NULL));
  studio_definition_add_measure (inner, "hours_down", NULL,
                                 studio_expression_new (STUDIO_OPERATOR_COALESCE,
                                                        studio_sum (hours_down (self)),
                                                        studio_expression_number (0), NULL));
  definition = studio_definition_new_over ("ratio", PERIODS, inner);
  studio_definition_join (
      definition, machines->source, studio_table_get_schema (machines->table),
      studio_table_get_name (machines->table), FALSE,
      in_service (self, machines->source, of_period (grain, STUDIO_FIELD_DATE)));
  studio_analysis_add_exclusions (machines, machines->source, definition);
  studio_definition_add_dimension (definition, grain, grain, of_period (grain, STUDIO_FIELD_DATE));
  studio_definition_order (definition, grain, FALSE);
  return definition;
}

static StudioExpression *
once (const char *name)
{
  return studio_expression_new (STUDIO_OPERATOR_MAXIMUM, of_period (name, STUDIO_FIELD_DECIMAL),
                                NULL);
}

/* Hours of all machines in service, on the calendar. */
static StudioExpression *
calendar_hours (const Failures *self)
{
  const char *grain = studio_grain_name (self->window.grain);

  return studio_sum (studio_expression_difference (
      of_period (grain, STUDIO_FIELD_DATETIME),
      studio_expression_shift (of_period (grain, STUDIO_FIELD_DATETIME), 1, self->window.grain),
      STUDIO_GRAIN_HOUR));
}

static StudioExpression *
hours_up (const Failures *self)
{
  return studio_expression_new (STUDIO_OPERATOR_SUBTRACT, calendar_hours (self),
                                once ("hours_down"), NULL);
}

static char *
why (const Failures *self)
{
  return g_strdup_printf ("“%s” tells which %s failed, “%s” when.",
                          studio_field_get_name (self->link->column), self->machines->noun,
                          studio_column_get_name (self->from));
}

static void
add_time_between (const Failures *self)
{
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = over_machines (self);

  studio_definition_add_measure (definition, "mtbf_hours", "hours between failures",
                                 studio_ratio (hours_up (self), once ("failures")));
  studio_columns_add (
      self->analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 86, "MTBF", "line", definition,
                           "Mean time between failures (MTBF) by %s", grain),
      STUDIO_UNIT_DURATION, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Calendar hours of all %s in service at the beginning of the %s, less the "
                       "hours down, divided by the number of failures.%s",
                       self->machines->plural, grain, planned_phrase (self)),
      "Falls before output does: the earliest sign of wear and of poor maintenance.", why (self));
}

static void
add_availability (const Failures *self)
{
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = over_machines (self);

  studio_definition_add_measure (definition, "availability", "availability",
                                 studio_ratio (hours_up (self), calendar_hours (self)));
  studio_columns_add (
      self->analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 80, "availability", "line", definition,
                           "Technical availability of %s by %s", self->machines->plural, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Share of the calendar hours of all %s in service in which they were not "
                       "down.%s",
                       self->machines->plural, planned_phrase (self)),
      "What stands still can neither be sold nor caught up with.", why (self));
}

void
_studio_patterns_reliability (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Failures failures = { .analysis = self };

  if (self->window.time == NULL || reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
      reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT ||
      reading->archetype == STUDIO_ARCHETYPE_LINE ||
      (!studio_reading_has_any (reading, failing) &&
       studio_columns_find (reading, 1u << STUDIO_ROLE_TIME, failing, NULL) == NULL) ||
      !find_machine (self, &failures))
    return;
  failures.from = find_start (reading);
  failures.to = failures.from != NULL ? find_end (reading, failures.from) : NULL;
  if (failures.to == NULL)
    return;
  studio_analysis_window (self, reading, (StudioColumn *) failures.from, &failures.window);
  find_planned (&failures);
  add_repair_time (&failures);
  if (failures.from->kind == STUDIO_FIELD_DATE || failures.to->kind == STUDIO_FIELD_DATE ||
      failures.window.grain < STUDIO_GRAIN_WEEK)
    return;
  add_time_between (&failures);
  add_availability (&failures);
}
