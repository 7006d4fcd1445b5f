/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"

#include "propose/analyst/studio-child.h"

/*
 * How well equipment is used, from records of what was produced in which time: availability,
 * performance, quality and their product (ISO 22400-2).
 */

#define LIST_LENGTH 15

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *planned;
  const StudioColumn *ran;
  const StudioColumn *produced;
  const StudioColumn *good;
  const StudioColumn *bad;
  const StudioColumn *cycle;       /* (nullable): time for one piece */
  const StudioRelationship *ideal; /* (nullable): leads to the cycle */
} Output;

static const StudioColumn *
find_cycle (const StudioReading *reading)
{
  static const char *const words[] = { "cycle", "takt", NULL };
  static const char *const not [] = { "actual", "average", "real", "count", NULL };

  return studio_columns_find (reading, 1u << STUDIO_ROLE_DURATION, words, not );
}

/* The ideal time for a piece is kept with what is made, or with what makes it. */
static void
find_ideal (Output *self)
{
  const StudioReading *reading = self->analysis->reading;

  self->cycle = find_cycle (reading);
  for (guint i = 0; i < reading->parents->len && self->cycle == NULL; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);

      if (!link->unique || link->parent == reading->table)
        continue;
      self->cycle = find_cycle (studio_schema_index_read (self->analysis->index, link->parent));
      self->ideal = self->cycle != NULL ? link : NULL;
    }
}

static gboolean
find_output (StudioAnalysis *analysis, Output *self)
{
  static const char *const plans[] = { "planned", "plan", "scheduled", "available", NULL };
  static const char *const runs[] = { "run",  "runtime", "running", "operating", "operation",
                                      "busy", "uptime",  "actual",  "worked",    NULL };
  static const char *const outputs[] = { "produced", "output", "production", "made", NULL };
  static const char *const goods[] = { "good", "passed", "ok", NULL };
  static const char *const bads[] = { "scrap",    "scrapped", "defect", "defective",
                                      "rejected", "ng",       NULL };
  static const char *const times[] = { "cycle", "takt", "downtime", "stop", "setup", "idle", NULL };
  const StudioReading *reading = analysis->reading;
  const guint duration = 1u << STUDIO_ROLE_DURATION;

  *self = (Output){ .analysis = analysis };
  self->planned = studio_columns_find (reading, duration | STUDIO_ROLES_CONSTANT, plans, times);
  self->ran = self->planned != NULL ? studio_columns_find (reading, duration, runs, times) : NULL;
  if (self->ran == NULL || self->ran == self->planned || studio_column_has_any (self->ran, plans))
    return FALSE;
  self->produced = studio_columns_find (reading, STUDIO_ROLES_AMOUNT, outputs, plans);
  self->good = studio_columns_find (reading, STUDIO_ROLES_AMOUNT, goods, NULL);
  self->bad = studio_columns_find (reading, STUDIO_ROLES_AMOUNT, bads, NULL);
  find_ideal (self);
  if (self->cycle != NULL && !studio_columns_has_unit (self->cycle))
    self->cycle = NULL;
  return TRUE;
}

static StudioExpression *
value_of (const Output *self, const StudioColumn *column)
{
  return studio_column_expression (column, self->analysis->reading->source);
}

static StudioExpression *
hours_of (const Output *self, const StudioColumn *column)
{
  return studio_columns_hours (column, self->analysis->reading->source);
}

static StudioExpression *
availability (const Output *self)
{
  return studio_ratio (studio_sum (hours_of (self, self->ran)),
                       studio_sum (hours_of (self, self->planned)));
}

/* Good pieces, as a share of all. */
static StudioExpression *
quality (const Output *self)
{
  StudioExpression *all = studio_sum (value_of (self, self->produced));

  if (self->good != NULL)
    return studio_ratio (studio_sum (value_of (self, self->good)), all);
  return studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, studio_expression_ref (all),
                                              studio_sum (value_of (self, self->bad)), NULL),
                       all);
}

/* The time that all pieces should have taken. @cycles: what knows the cycle. */
static StudioExpression *
ideal_hours (const Output *self, const char *cycles)
{
  return studio_sum (studio_expression_new (STUDIO_OPERATOR_MULTIPLY,
                                            studio_columns_hours (self->cycle, cycles),
                                            value_of (self, self->produced), NULL));
}

/* Running hours of which the plan is known, so that each part is over the same rows. */
static void
limit_to_known (const Output *self, StudioDefinition *definition)
{
  const StudioColumn *columns[] = { self->ran, self->planned };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (columns[i]->null_share > 0)
      studio_definition_filter (
          definition,
          studio_expression_new (STUDIO_OPERATOR_NOT_NULL, value_of (self, columns[i]), NULL));
}

static char *
join_cycle (const Output *self, StudioDefinition *definition)
{
  const char *source = self->analysis->reading->source;

  if (self->ideal == NULL)
    return g_strdup (source);
  return studio_analysis_join_parent (self->analysis, definition, source, self->ideal, FALSE);
}

/* Good pieces' ideal time over planned time is the product of the three. */
static StudioExpression *
oee (const Output *self, const char *cycles)
{
  return studio_expression_new (
      STUDIO_OPERATOR_MULTIPLY,
      studio_ratio (ideal_hours (self, cycles), studio_sum (hours_of (self, self->planned))),
      quality (self), NULL);
}

static void
add_oee_trend (const Output *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  StudioDefinition *definition = studio_columns_trend (analysis, &analysis->window, "ratio");
  g_autofree char *cycles = join_cycle (self, definition);

  studio_definition_add_measure (definition, "oee", "OEE", oee (self, cycles));
  studio_definition_add_measure (definition, "availability", "availability", availability (self));
  studio_definition_add_measure (
      definition, "performance", "performance",
      studio_ratio (ideal_hours (self, cycles), studio_sum (hours_of (self, self->ran))));
  studio_definition_add_measure (definition, "quality", "quality", quality (self));
  limit_to_known (self, definition);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 92, "OEE", "line", definition,
                           "Overall equipment effectiveness (OEE) by %s", grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf (
          "Availability (running ÷ planned time) × performance (ideal time of what was "
          "produced ÷ running time) × quality (good ÷ produced), with its parts, by %s.",
          grain),
      "One figure for three losses: time stood still, speed not reached, pieces thrown away.",
      g_strdup_printf ("“%s”, “%s”, “%s” and “%s” are there.",
                       studio_column_get_name (self->planned), studio_column_get_name (self->ran),
                       studio_column_get_name (self->produced),
                       studio_column_get_name (self->cycle)));
}

/* Which of the machines, or whatever rows belong to. */
static const StudioColumn *
find_machine (const Output *self, StudioReading **machines)
{
  const StudioReading *reading = self->analysis->reading;
  const StudioColumn *best = NULL;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      const StudioRelationship *link = NULL;
      StudioReading *parent = column->role == STUDIO_ROLE_FOREIGN_KEY && column->usable
                                  ? studio_analysis_parent (self->analysis, reading, column, &link)
                                  : NULL;

      if (parent == NULL || parent->archetype != STUDIO_ARCHETYPE_ENTITY || link == self->ideal)
        continue;
      best = column;
      *machines = parent;
      break;
    }
  return best;
}

static void
add_by_machine (const Output *self)
{
  StudioAnalysis *analysis = self->analysis;
  const StudioReading *reading = analysis->reading;
  StudioReading *machines = NULL;
  const StudioColumn *machine = find_machine (self, &machines);
  gboolean full = self->cycle != NULL;
  const char *title = full ? "OEE" : "availability";
  const char *alias = full ? "oee" : "availability";
  StudioDefinition *definition;
  g_autofree char *cycles = NULL;

  if (machine == NULL || studio_column_is_constant (machine))
    return;
  definition = studio_analysis_start (reading, "comparison");
  studio_analysis_add_group (analysis, definition, machine);
  studio_definition_add_key (definition, value_of (self, machine));
  cycles = full ? join_cycle (self, definition) : NULL;
  studio_definition_add_measure (definition, alias, title,
                                 full ? oee (self, cycles) : availability (self));
  limit_to_known (self, definition);
  studio_analysis_limit_long (analysis, definition, &analysis->window, reading->source);
  studio_definition_order (definition, alias, FALSE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 80, title, "row", definition, "%s by %s%s",
                           title, machine->label, studio_analysis_long_phrase (&analysis->window)),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      full ? g_strdup_printf ("Availability × performance × quality of each %s; the weakest first.",
                              machine->label)
           : g_strdup_printf ("Running time divided by planned time of each %s; the weakest first.",
                              machine->label),
      "Shows where an hour of improvement is worth most.",
      g_strdup_printf ("“%s” tells which %s.", studio_column_get_name (machine), machine->label));
}

static void
add_availability (const Output *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  StudioDefinition *definition = studio_columns_trend (analysis, &analysis->window, "ratio");

  studio_definition_add_measure (definition, "availability", "availability", availability (self));
  limit_to_known (self, definition);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 80, "availability", "line", definition,
                           "%s availability by %s", analysis->reading->noun, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("%s divided by %s, per %s.", self->ran->label, self->planned->label, grain),
      "Planned time in which nothing ran is paid for and brings nothing.",
      g_strdup_printf ("“%s” can be held against “%s”.", studio_column_get_name (self->ran),
                       studio_column_get_name (self->planned)));
}

void
_studio_patterns_oee (StudioAnalysis *self)
{
  Output output;

  if (self->window.time == NULL || self->window.stock || !find_output (self, &output) ||
      output.produced == NULL)
    return;
  if (output.good == NULL && output.bad == NULL)
    output.cycle = NULL;
  if (output.cycle != NULL)
    add_oee_trend (&output);
  else
    add_availability (&output);
  add_by_machine (&output);
}
