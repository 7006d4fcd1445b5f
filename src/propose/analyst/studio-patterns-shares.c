/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

/* How rows and amounts are spread over categories, places, weekdays and hours. */

#define MAX_SHARES 6
#define MAX_GROUPS 60
#define LIST_LENGTH 15
#define FEW_GROUPS 8
/* So few rows have no mix over time. */
#define FEW_ROWS 40

static const StudioColumn *
find_weight (const StudioReading *reading)
{
  const StudioColumn *weight = reading->minor ? NULL : reading->money;

  if (weight == NULL && reading->archetype == STUDIO_ARCHETYPE_LINE)
    weight = reading->quantity;
  return weight != NULL && weight->null_share <= 0.5 ? weight : NULL;
}

static const char *
share_display (const StudioColumn *column)
{
  return column->distinct >= 2 && column->distinct <= 5 ? "pie" : "row";
}

/* Where the money comes from says more than how many there are. */
#define AMOUNT_BONUS 6

/* Rows, or the main amount, by group with each group's share. */
static void
add_share (StudioAnalysis *self, const StudioColumn *column, gboolean amount, double weight)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *measure = amount ? find_weight (reading) : NULL;
  g_autofree char *subject =
      measure != NULL ? studio_analysis_subject (reading, measure) : g_strdup (reading->plural);
  const char *alias = measure != NULL ? measure->alias : reading->alias;
  StudioDefinition *definition = studio_analysis_start_for (reading, "share", measure);
  StudioExpression *value = measure != NULL
                                ? studio_sum (studio_column_expression (measure, reading->source))
                                : studio_count (NULL);
  StudioProposal *proposal;

  studio_analysis_add_group (self, definition, column);
  studio_definition_add_measure (definition, alias, subject, studio_expression_ref (value));
  studio_definition_add_measure (definition, "share", "share",
                                 studio_expression_new (STUDIO_OPERATOR_SHARE, value, NULL));
  /* The open states are those of the running month. */
  if (column == reading->status)
    studio_analysis_limit_to_now (self, definition, &self->window, reading->source);
  else
    studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, alias, TRUE);
  if (column->distinct < 0 || column->distinct > LIST_LENGTH)
    studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_SHARE, weight, column->alias,
                                  share_display (column), definition, "%s by %s", subject,
                                  studio_analysis_own_label (reading, column));
  studio_proposal_set_unit (proposal, "share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, alias,
                            measure != NULL ? studio_analysis_unit (measure) : STUDIO_UNIT_COUNT,
                            STUDIO_DIRECTION_NEUTRAL);
  if (measure != NULL)
    proposal->currency = studio_column_currency (measure);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("%s of each %s and its share of the total, the largest first.", subject,
                       studio_analysis_own_label (reading, column)),
      studio_phrases_value (self, "share", column, NULL, NULL),
      g_strdup_printf ("“%s” has few different values.", studio_column_get_name (column)));
  studio_analysis_add (self, proposal);
}

/* The mix over time. */
static void
add_mix (StudioAnalysis *self, const StudioColumn *column)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  const char *prefix = reading->archetype == STUDIO_ARCHETYPE_ENTITY ? "new " : "";
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (self->window.time == NULL || column->distinct < 2 || column->distinct > FEW_GROUPS ||
      (reading->rows >= 0 && reading->rows < FEW_ROWS))
    return;
  definition = studio_analysis_start (reading, "mix");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_analysis_add_group (self, definition, column);
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  studio_definition_order (definition, reading->alias, TRUE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 50, column->alias, "bar", definition,
                                  "%s%s per %s, by %s", prefix, reading->plural, grain,
                                  studio_analysis_own_label (reading, column));
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s%s per %s, split by %s.", prefix, reading->plural, grain,
                       studio_analysis_own_label (reading, column)),
      studio_phrases_value (self, "mix", column, NULL, NULL),
      g_strdup_printf ("“%s” has few different values.", studio_column_get_name (column)));
  studio_analysis_add (self, proposal);
}

/* A score or rate by group: where it is good and where it is not. */
static void
add_comparison (StudioAnalysis *self, const StudioColumn *column)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *measure = NULL;
  g_autofree char *alias = NULL;
  g_autofree char *subject = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;

  for (guint i = 0; i < reading->columns->len && measure == NULL; i++)
    {
      const StudioColumn *candidate = g_ptr_array_index (reading->columns, i);

      if (studio_column_is_measure (candidate) && !studio_column_is_constant (candidate) &&
          (candidate->role == STUDIO_ROLE_SCORE || candidate->role == STUDIO_ROLE_DURATION ||
           candidate->role == STUDIO_ROLE_MEASUREMENT || candidate == reading->money) &&
          candidate != column && !candidate->percent && !candidate->mixed &&
          candidate->null_share + column->null_share < 0.8)
        measure = candidate;
    }
  if (measure == NULL)
    return;
  alias = g_strconcat ("average_", measure->alias, NULL);
  subject = studio_analysis_subject (reading, measure);
  definition = studio_analysis_start_for (reading, "comparison", measure);
  studio_analysis_add_group (self, definition, column);
  studio_definition_add_measure (
      definition, alias, NULL,
      studio_average (studio_column_expression (measure, reading->source)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 53, column->alias, "row", definition,
                                  "Average %s by %s", subject,
                                  studio_analysis_own_label (reading, column));
  studio_proposal_set_unit (proposal, reading->alias, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, alias, studio_analysis_unit (measure),
                            studio_analysis_direction (reading, measure));
  proposal->currency = studio_column_currency (measure);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Average %s of the %s of each %s, with their number.", measure->label,
                       reading->plural, studio_analysis_own_label (reading, column)),
      studio_phrases_value (self, "comparison", column, NULL, NULL),
      g_strdup_printf ("“%s” can be compared between the values of “%s”.",
                       studio_column_get_name (measure), studio_column_get_name (column)));
  studio_analysis_add (self, proposal);
}

static gboolean
is_event_like (const StudioReading *reading)
{
  return reading->archetype == STUDIO_ARCHETYPE_EVENT ||
         reading->archetype == STUDIO_ARCHETYPE_HEADER ||
         reading->archetype == STUDIO_ARCHETYPE_LOG ||
         reading->archetype == STUDIO_ARCHETYPE_HISTORY;
}

static void
add_weekdays (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "profile");
  StudioProposal *proposal;

  studio_definition_add_dimension (
      definition, "weekday_position", NULL,
      studio_expression_new (
          STUDIO_OPERATOR_WEEKDAY,
          studio_analysis_time (self, definition, &self->window, reading->source), NULL));
  studio_definition_add_dimension (
      definition, "weekday", "weekday",
      studio_expression_new (
          STUDIO_OPERATOR_WEEKDAY_NAME,
          studio_analysis_time (self, definition, &self->window, reading->source), NULL));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, "weekday_position", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_PROFILE, 38, "weekday", "bar", definition,
                                  "%s by weekday", reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s on each day of the week, by “%s”.", reading->plural,
                       studio_column_get_name (self->window.time)),
      studio_phrases_value (self, "weekday", NULL, NULL, NULL),
      g_strdup_printf ("“%s” tells the day.", studio_column_get_name (self->window.time)));
  studio_analysis_add (self, proposal);
}

static void
add_hours (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "profile");
  StudioProposal *proposal;

  studio_definition_add_dimension (
      definition, "hour_of_day", "hour of day",
      studio_expression_new (
          STUDIO_OPERATOR_HOUR_OF_DAY,
          studio_analysis_time (self, definition, &self->window, reading->source), NULL));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, "hour_of_day", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_PROFILE, 36, "hour", "bar", definition,
                                  "%s by hour of day", reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s in each hour of the day, by “%s”.", reading->plural,
                       studio_column_get_name (self->window.time)),
      studio_phrases_value (self, "hour", NULL, NULL, NULL),
      g_strdup_printf ("“%s” tells the hour.", studio_column_get_name (self->window.time)));
  studio_analysis_add (self, proposal);
}

static gboolean
is_lookup_key (const StudioAnalysis *self, const StudioColumn *column)
{
  const StudioReading *parent = column->role == STUDIO_ROLE_FOREIGN_KEY && !column->audit
                                    ? studio_analysis_parent (self, self->reading, column, NULL)
                                    : NULL;

  return parent != NULL && parent->archetype == STUDIO_ARCHETYPE_LOOKUP && parent->name != NULL &&
         !studio_column_is_constant (column) && column->null_share < 0.9;
}

static double
group_score (const StudioAnalysis *self, const StudioColumn *column)
{
  gint64 rows = self->reading->rows;
  double score = 50;

  if (column->audit)
    return 0;
  if (column == self->reading->status)
    score += 14;
  if (is_lookup_key (self, column))
    score += 10;
  else if (!studio_column_is_groupable (column, MAX_GROUPS) || column->role == STUDIO_ROLE_FLAG ||
           (rows >= 0 && column->distinct >= 0 && column->distinct * 2 > rows))
    return 0;
  if (column->role == STUDIO_ROLE_CATEGORY)
    score += 6;
  if (column->role == STUDIO_ROLE_PLACE)
    score += 4;
  /* Ten to twenty groups say most; two hundred say little. */
  if (column->distinct >= 3 && column->distinct <= 20)
    score += 6;
  /* Whoever explains its values wants to see them. */
  if (studio_column_is_told (column))
    score += 10;
  if (studio_field_is_nested (column->field))
    score -= 8;
  if (column->typed)
    score -= 16;
  if (studio_column_has_word (column, "currency") || studio_column_has_word (column, "unit") ||
      studio_column_has_word (column, "language"))
    score -= 14;
  return score - 20 * column->null_share;
}

typedef struct
{
  const StudioColumn *column;
  double score;
} Group;

static gint
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *first = a;
  const Group *second = b;

  return (first->score < second->score) - (first->score > second->score);
}

/* What was measured of a change was measured in the state that it left. */
static gboolean
is_comparable (const StudioReading *reading, const StudioColumn *group)
{
  static const char *const after[] = { "to", "new", "after", "next", "current" };

  if (reading->archetype != STUDIO_ARCHETYPE_HISTORY)
    return group != reading->status;
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    if (studio_column_has_word (group, after[i]))
      return FALSE;
  return TRUE;
}

static void
add_groups (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < reading->columns->len; i++)
    {
      Group group = { g_ptr_array_index (reading->columns, i), 0 };

      group.score = group_score (self, group.column);
      if (group.score > 0 && group.column->usable)
        g_array_append_val (groups, group);
    }
  g_array_sort (groups, compare_groups);
  for (guint i = 0; i < MIN (groups->len, MAX_SHARES); i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      gboolean lost = studio_analysis_is_loss (group->column);
      gboolean amount = find_weight (reading) != NULL && group->column != reading->status && !lost;

      add_share (self, group->column, amount,
                 group->score + (amount ? AMOUNT_BONUS : 0) - 2 * (double) i);
      if (amount)
        add_share (self, group->column, FALSE, group->score - 12 - 2 * (double) i);
      if (i < 3)
        add_mix (self, group->column);
      if (i < 3 && is_comparable (reading, group->column) && !lost)
        add_comparison (self, group->column);
    }
  if (groups->len == 0)
    studio_analysis_note (self, "No shares: no column has few, known values to group by.");
}

void
_studio_patterns_shares (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  add_groups (self);
  if (self->window.time == NULL || !is_event_like (reading))
    return;
  if (self->window.grain >= STUDIO_GRAIN_WEEK)
    add_weekdays (self);
  if (self->window.time->kind != STUDIO_FIELD_DATE)
    add_hours (self);
}
