/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-lines.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/*
 * What follows from a row in other tables: whether anything does, how much, how soon, and how far
 * it goes. Children are counted per parent first, so that no parent is counted twice.
 */

#define MAX_CHILDREN 3
#define MAX_STEPS 4
/* With fewer rows each of them is known by name. */
#define FEW_ROWS 13

/* Whether rows have a day by which what follows has to be there, as requests have for offers. */
static const StudioColumn *
find_deadline (const StudioChild *child)
{
  const StudioColumn *due = studio_reading_find_time (child->analysis->reading, STUDIO_TIME_DUE);

  return due != NULL && due->null_share < 0.1 && !studio_field_is_nested (due->field) &&
                 studio_reading_is_contest (child->reading)
             ? due
             : NULL;
}

/* Claims and refunds are better not there. */
static gboolean
is_unwanted (const StudioChild *child)
{
  return studio_analysis_direction (child->reading, NULL) == STUDIO_DIRECTION_DOWN;
}

/* Why it is worth a look, by what follows. */
static char *
child_value (const StudioChild *child, const char *key, const char *it)
{
  return studio_phrases_value_of (child->analysis, child->analysis->reading, key,
                                  (const char *const *) child->reading->words, it, NULL);
}

/* The share of rows that anything followed from, of those that waited long enough. */
static void
add_coverage (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  gboolean stock = !studio_reading_is_flow (reading);
  const StudioColumn *deadline = stock ? NULL : find_deadline (child);
  StudioDefinition *definition =
      studio_child_start (child, "coverage",
                          stock                                      ? STUDIO_CHILD_RECENT
                          : studio_reading_is_order (child->reading) ? STUDIO_CHILD_VALID
                                                                     : STUDIO_CHILD_COUNT,
                          TRUE);
  gboolean timed = studio_child_add_time (child, definition);
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *one = studio_analysis_one (child->reading->noun);
  g_autofree char *alias = g_strconcat ("share_with_", child->reading->alias, NULL);
  g_autofree char *title = g_strconcat ("share with ", one, NULL);
  g_autofree char *value =
      child_value (child, stock ? "coverage-stock" : "coverage-flow", child->reading->plural);
  g_autofree char *arrival = g_strconcat (grain, " in which they came in", NULL);

  studio_definition_add_measure (
      definition, alias, title,
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT,
                                           studio_child_link (child, child->step), NULL),
                    studio_count (NULL)));
  if (deadline != NULL)
    studio_definition_filter (
        definition, studio_expression_new (
                        STUDIO_OPERATOR_LESS, studio_column_expression (deadline, reading->source),
                        studio_expression_new (STUDIO_OPERATOR_TODAY, NULL), NULL));
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_RELATION, 68 + child->importance, child->reading->alias,
                           timed ? "line" : "scalar", definition,
                           timed ? "Share of %s with %s by %s" : "Share of %s with %s%s",
                           reading->plural, one,
                           timed ? grain : studio_analysis_long_phrase (&child->window)),
      STUDIO_UNIT_PERCENT, is_unwanted (child) ? STUDIO_DIRECTION_DOWN : STUDIO_DIRECTION_UP,
      g_strdup_printf ("Share of %s%s that have at least one %s%s%s%s.", reading->plural,
                       deadline != NULL ? " past their deadline" : "", child->reading->noun,
                       stock   ? studio_analysis_long_phrase (&child->window)
                       : timed ? " so far"
                               : "",
                       timed ? ", by the " : "", timed ? arrival : ""),
      value);
}

static void
add_per_row (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_child_start (
      child, "per-row", studio_reading_is_flow (reading) ? STUDIO_CHILD_COUNT : STUDIO_CHILD_RECENT,
      TRUE);
  gboolean timed = studio_child_add_time (child, definition);
  g_autofree char *title = g_strconcat (child->reading->plural, " per ", reading->noun, NULL);
  g_autofree char *alias = studio_alias_from (title, "average");
  const char *phrase =
      studio_reading_is_flow (reading) ? "" : studio_analysis_long_phrase (&child->window);
  g_autofree char *value = child_value (child, "per-row", child->reading->plural);

  studio_definition_add_measure (definition, alias, title,
                                 studio_average (studio_child_number (child, "children")));
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_RELATION, 60 + child->importance, child->reading->alias,
                           timed ? "line" : "scalar", definition, "%s per %s%s%s",
                           child->reading->plural, reading->noun, timed ? " by " : phrase,
                           timed ? studio_grain_name (self->window.grain) : ""),
      STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_NEUTRAL,
      g_strdup_printf ("Average number of %s per %s%s; %s without any count as 0.",
                       child->reading->plural, reading->noun, phrase, reading->plural),
      value);
}

/* What a row is worth, when that is the sum of what belongs to it and not of its lines, which are
 * looked at for themselves. */
static void
add_line_value (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  gboolean known = reading->money != NULL && !reading->minor;
  g_autofree char *noun = studio_alias_from (reading->noun, "row");
  g_autofree char *alias = g_strdup_printf ("average_%s_value", noun);
  g_autofree char *title = g_strdup_printf ("average %s value", reading->noun);
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;
  StudioLines lines;
  gboolean timed;

  /* Of several offers one is taken at most: their sum is worth nothing. */
  if (known || !studio_reading_is_flow (reading) || child->reading->money == NULL ||
      child->reading->minor || studio_reading_is_contest (child->reading) ||
      studio_lines_carry_amount (self, reading, &lines))
    return;
  definition = studio_child_start (child, "worth", STUDIO_CHILD_AMOUNT, FALSE);
  studio_definition_filter (definition, studio_status_valid (reading, reading->source));
  timed = studio_child_add_time (child, definition);
  studio_definition_add_measure (definition, alias, title,
                                 studio_average (studio_child_value (child, "amount")));
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 84, "value", timed ? "line" : "scalar", definition,
                           "Average %s value%s%s", reading->noun, timed ? " by " : "",
                           timed ? studio_grain_name (self->window.grain) : "");
  proposal->headline = 3;
  proposal->currency = studio_column_currency (child->reading->money);
  value = studio_phrases_value (self, "row-value", NULL, NULL, NULL);
  studio_child_finish (
      child, proposal, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Sum of the %s of all %s of each %s, averaged over the %s that "
                       "have any.",
                       child->reading->money->label, child->reading->plural, reading->noun,
                       reading->plural),
      value);
}

/* How long it takes until something follows. */
static void
add_delay (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  const StudioColumn *started = self->window.time;
  const StudioColumn *followed = child->window.time;
  gboolean days = started != NULL && followed != NULL &&
                  (started->kind == STUDIO_FIELD_DATE || followed->kind == STUDIO_FIELD_DATE ||
                   reading->archetype == STUDIO_ARCHETYPE_ENTITY);
  StudioGrain unit = days ? STUDIO_GRAIN_DAY : STUDIO_GRAIN_HOUR;
  g_autofree char *alias = g_strdup_printf ("median_%ss", studio_grain_name (unit));
  g_autofree char *title = g_strdup_printf ("median %ss", studio_grain_name (unit));
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioExpression *time, *first;

  if (started == NULL || !studio_child_can_follow (child) ||
      child->reading->archetype == STUDIO_ARCHETYPE_LINE)
    return;
  value = child_value (child, "delay", child->reading->plural);
  definition = studio_child_start (child, "delay", STUDIO_CHILD_FIRST, FALSE);
  time = studio_child_since (child, reading->source);
  first = studio_child_value (child, "first_at");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, alias, title,
      studio_expression_percentile (studio_expression_difference (time, first, unit), 50));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, studio_grain_name (self->window.grain), FALSE);
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_DURATION, 70 + child->importance, child->reading->alias,
                           "line", definition,
                           studio_reading_is_flow (reading) ? "Median %ss from %s to first %s"
                                                            : "Median %ss from new %s to first %s",
                           studio_grain_name (unit), reading->noun, child->reading->noun),
      STUDIO_UNIT_DURATION, STUDIO_DIRECTION_DOWN,
      g_strdup_printf (
          "Median number of %ss from each %s to its first %s, by the %s in which it came "
          "in; those without any so far are left out.",
          studio_grain_name (unit), reading->noun, child->reading->noun,
          studio_grain_name (self->window.grain)),
      value);
}

static StudioExpression *
class_of (StudioExpression *count)
{
  static const struct
  {
    int most;
    const char *name;
  } classes[] = { { 0, "0" }, { 1, "1" }, { 5, "2 to 5" }, { 10, "6 to 10" } };
  GPtrArray *arguments = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_ptr_array_add (arguments, studio_expression_new (
                                      STUDIO_OPERATOR_LESS_EQUAL, studio_expression_ref (count),
                                      studio_expression_number (classes[i].most), NULL));
      g_ptr_array_add (arguments, studio_expression_text (classes[i].name));
    }
  g_ptr_array_add (arguments, studio_expression_text ("more than 10"));
  studio_expression_unref (count);
  return studio_expression_new_list (STUDIO_OPERATOR_CASE, arguments);
}

/* How many have how many. */
static void
add_spread (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_child_start (
      child, "spread", studio_reading_is_flow (reading) ? STUDIO_CHILD_COUNT : STUDIO_CHILD_RECENT,
      TRUE);
  g_autofree char *alias = g_strconcat ("number_of_", child->reading->alias, NULL);
  g_autofree char *title = g_strconcat ("number of ", child->reading->plural, NULL);
  g_autofree char *value = NULL;
  const char *phrase = studio_reading_is_flow (reading)
                           ? studio_analysis_long_phrase (&self->window)
                           : studio_analysis_long_phrase (&child->window);

  value = child_value (child, "spread", child->reading->plural);
  studio_definition_add_dimension (definition, alias, title,
                                   class_of (studio_child_number (child, "children")));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, alias, FALSE);
  studio_child_finish (child,
                       studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 48 + child->importance,
                                            child->reading->alias, "bar", definition,
                                            "%s by number of %s", reading->plural,
                                            child->reading->plural),
                       STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL,
                       g_strdup_printf ("Number of %s that have no, one, a few or many %s%s.",
                                        reading->plural, child->reading->plural, phrase),
                       value);
}

/* What brings in most, for things that have a name of their own. */
static void
add_bottom (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *noun_alias = studio_alias_from (reading->noun, "name");
  g_autofree char *value = NULL;
  StudioDefinition *definition;

  if (reading->name == NULL || studio_reading_is_flow (reading) || child->window.time == NULL)
    return;
  value = studio_phrases_value (self, "bottom", NULL, NULL, NULL);
  definition = studio_child_start (child, "bottom-list", STUDIO_CHILD_RECENT, TRUE);
  studio_definition_add_key (definition, studio_child_key (child, reading->source));
  studio_definition_add_dimension (definition, noun_alias, reading->noun,
                                   studio_reading_name (reading, reading->source));
  studio_definition_add_measure (
      definition, child->reading->alias, child->reading->plural,
      studio_expression_new (STUDIO_OPERATOR_COALESCE,
                             studio_expression_new (STUDIO_OPERATOR_MAXIMUM,
                                                    studio_child_value (child, "children"), NULL),
                             studio_expression_number (0), NULL));
  studio_definition_order (definition, child->reading->alias, FALSE);
  studio_definition_set_limit (definition, 10);
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_RANKING, 34 + child->importance, child->reading->alias,
                           "table", definition, "%s with the fewest %s", reading->plural,
                           child->reading->plural),
      STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL,
      g_strdup_printf ("The ten %s with the fewest %s%s, those without any first.", reading->plural,
                       child->reading->plural, studio_analysis_long_phrase (&child->window)),
      value);
}

/* The relationship to what follows @reading next, NULL when nothing does. */
static const StudioRelationship *
next_step (StudioAnalysis *self, const StudioReading *reading)
{
  const StudioRelationship *found = NULL;
  double best = 0;

  for (guint i = 0; i < reading->children->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->children, i);
      const StudioReading *child = studio_schema_index_read (self->index, relationship->child);
      double importance = studio_child_importance (reading, child);
      const StudioColumn *link = studio_reading_find (child, relationship->column);

      if (!relationship->unique || relationship->child == reading->table || child->time == NULL ||
          child->archetype == STUDIO_ARCHETYPE_LINE || child->empty || link == NULL ||
          link->audit || studio_column_is_constant (link) || importance <= best)
        continue;
      best = importance;
      found = relationship;
    }
  return found;
}

/* The rows of the table that got as far as the last of @path. */
static StudioDefinition *
funnel_stage (StudioAnalysis *self, GPtrArray *path, guint steps)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "funnel");
  const StudioReading *at = reading;
  g_autofree char *source = g_strdup (reading->source);
  g_autofree char *name = NULL;

  for (guint i = 0; i < steps; i++)
    {
      const StudioRelationship *step = g_ptr_array_index (path, i);
      const StudioReading *child = studio_schema_index_read (self->index, step->child);
      char *joined = g_strdup_printf ("%s%u", child->source, i + 2);

      studio_definition_join (
          definition, joined, studio_table_get_schema (step->child),
          studio_table_get_name (step->child), FALSE,
          studio_expression_new (
              STUDIO_OPERATOR_EQUAL,
              studio_expression_column (joined, studio_field_get_name (step->column),
                                        studio_field_get_kind (step->column)),
              studio_expression_column (source, studio_field_get_name (step->key),
                                        studio_field_get_kind (step->key)),
              NULL));
      studio_analysis_add_exclusions (child, joined, definition);
      g_free (source);
      source = joined;
      at = child;
    }
  name = steps == 0 ? g_strdup (reading->plural) : g_strconcat ("with ", at->noun, NULL);
  *name = g_ascii_toupper (*name);
  studio_definition_add_dimension (definition, "stage_position", NULL,
                                   studio_expression_number (steps + 1));
  studio_definition_add_dimension (definition, "stage", "stage", studio_expression_text (name));
  studio_definition_add_measure (
      definition, reading->alias, reading->plural,
      steps == 0
          ? studio_count (NULL)
          : studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                   studio_column_expression (reading->key, reading->source), NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  return definition;
}

static void
add_funnel (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  const StudioReading *at = reading;
  StudioDefinition *definition;
  StudioProposal *proposal;

  while (path->len < MAX_STEPS)
    {
      const StudioRelationship *step = next_step (self, at);

      if (step == NULL || step->child == reading->table)
        break;
      g_ptr_array_add (path, (gpointer) step);
      at = studio_schema_index_read (self->index, step->child);
    }
  if (path->len < 2 || reading->key == NULL || !studio_reading_is_flow (reading) ||
      reading->archetype == STUDIO_ARCHETYPE_LINE)
    return;
  definition = funnel_stage (self, path, 0);
  for (guint i = 1; i <= path->len; i++)
    studio_definition_union (definition, funnel_stage (self, path, i));
  studio_definition_order (definition, "stage_position", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_FUNNEL, 84, "path", "funnel", definition,
                                  "Funnel from %s to %s", reading->noun, at->noun);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf (
          "How many of the %s that came in have led to each of the next steps so far, up "
          "to the %s.",
          reading->plural, at->noun),
      studio_phrases_value (self, "path", NULL, NULL, NULL),
      g_strdup_printf ("%u tables follow each other by their foreign keys.", path->len + 1));
  studio_analysis_add (self, proposal);
}

/* Nobody needs to be told that every order has lines, or that two shops have many customers. */
static void
add_child (const StudioChild *child)
{
  gint64 rows = child->analysis->reading->rows;
  gboolean few = rows >= 0 && rows < FEW_ROWS;
  gboolean line = child->reading->archetype == STUDIO_ARCHETYPE_LINE &&
                  studio_reading_is_flow (child->analysis->reading);

  if (!child->everybody && !few && !line)
    add_coverage (child);
  add_line_value (child);
  if (!child->one_each)
    add_per_row (child);
  if (!studio_reading_is_staff (child->analysis->reading))
    add_delay (child);
  if (!child->one_each && !few)
    add_spread (child);
  if (!few)
    add_bottom (child);
}

void
_studio_patterns_children (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GArray) children = NULL;

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT ||
      reading->archetype == STUDIO_ARCHETYPE_BRIDGE)
    return;
  children = studio_child_find_all (self);
  for (guint i = 0; i < MIN (children->len, MAX_CHILDREN); i++)
    {
      StudioChild *child = &g_array_index (children, StudioChild, i);

      child->importance -= 4 * (double) i;
      add_child (child);
    }
  add_funnel (self);
  if (children->len == 0)
    studio_analysis_note (self, "Nothing that follows: no loaded table of events points here.");
}
