/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

/*
 * Rows that are valid from one day to another: salaries, titles, prices, memberships of
 * departments. What holds now is what counts; sums over all of them would count everybody as often
 * as he changed.
 */

#define TOP 10
#define LIST_LENGTH 15
#define MAX_GROUPS 40
/* More columns of what the rows are about are not looked at. */
#define MAX_COLUMNS 3

/* What rows are grouped by: a column of their own, of what they are about, or of another such table
 * about the same. */
typedef struct
{
  const StudioRelationship *link;  /* (nullable): from the table to what it is about */
  const StudioRelationship *other; /* (nullable): from another table to the same */
  const StudioRelationship *named; /* (nullable): from one of the two to what has the name */
  const StudioColumn *column;      /* (nullable) */
  char *label;
  char *alias;
} Group;

static StudioReading *
read_parent (const StudioAnalysis *self, const StudioRelationship *relationship)
{
  return studio_schema_index_read (self->index, relationship->parent);
}

/* The rows that hold now. */
static StudioExpression *
is_current (const StudioReading *reading, const char *source)
{
  return studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                studio_column_expression (reading->valid_until, source), NULL);
}

static StudioDefinition *
start_current (const StudioReading *reading, const char *pattern)
{
  StudioDefinition *definition = studio_analysis_start (reading, pattern);

  studio_definition_filter (definition, is_current (reading, reading->source));
  return definition;
}

static const StudioColumn *
find_measure (const StudioReading *reading)
{
  const StudioColumn *best = NULL;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (studio_column_is_measure (column) && !studio_column_is_constant (column) &&
          !studio_field_is_nested (column->field) &&
          (best == NULL || (column->role == STUDIO_ROLE_MONEY && best->role != STUDIO_ROLE_MONEY)))
        best = column;
    }
  return best;
}

static void
finish (StudioAnalysis *self,
        StudioProposal *proposal,
        StudioUnit unit,
        char *description,
        const char *business_value)
{
  const StudioReading *reading = self->reading;

  studio_proposal_set_unit (proposal, NULL, unit, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal, description, g_strdup (business_value),
      g_strdup_printf ("A row is valid from “%s” to “%s”; what has no end yet holds now.",
                       studio_column_get_name (reading->valid_from),
                       studio_column_get_name (reading->valid_until)));
  studio_analysis_add (self, proposal);
}

/* Adds the dimension, joining what it takes; whether it doubles no row is seen to by who made the
 * group. */
static void
add_dimension (const StudioAnalysis *self, const Group *group, StudioDefinition *definition)
{
  g_autofree char *source = g_strdup (self->reading->source);
  StudioReading *end = self->reading;

  if (group->other != NULL)
    {
      StudioReading *other = studio_schema_index_read (self->index, group->other->child);
      StudioField *key = group->link == group->other ? group->link->key : group->link->column;

      g_free (source);
      source = g_strconcat (other->source, "_now", NULL);
      end = other;
      studio_definition_join (
          definition, source, studio_table_get_schema (other->table),
          studio_table_get_name (other->table), FALSE,
          studio_expression_new (
              STUDIO_OPERATOR_EQUAL,
              studio_expression_column (source, studio_field_get_name (group->other->column),
                                        studio_field_get_kind (group->other->column)),
              studio_expression_column (self->reading->source, studio_field_get_name (key),
                                        studio_field_get_kind (key)),
              NULL));
      studio_definition_filter (definition, is_current (other, source));
    }
  if (group->named != NULL)
    {
      g_autofree char *joined =
          studio_analysis_join_parent (self, definition, source, group->named, FALSE);

      g_free (source);
      source = g_steal_pointer (&joined);
      end = read_parent (self, group->named);
    }
  if (group->column == NULL)
    studio_definition_add_key (
        definition, studio_expression_column (source, studio_field_get_name (group->named->key),
                                              studio_field_get_kind (group->named->key)));
  studio_definition_add_dimension (definition, group->alias, group->label,
                                   group->column != NULL
                                       ? studio_column_expression (group->column, source)
                                       : studio_reading_name (end, source));
  if (group->column != NULL && group->column->null_share > 0)
    studio_definition_filter (
        definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                           studio_column_expression (group->column, source), NULL));
}

static void
add_count_by (StudioAnalysis *self, const Group *group, double weight)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = start_current (reading, "share");
  StudioProposal *proposal;

  add_dimension (self, group, definition);
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_add_measure (
      definition, "share", "share",
      studio_expression_new (STUDIO_OPERATOR_SHARE, studio_count (NULL), NULL));
  studio_definition_order (definition, reading->alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_SHARE, weight, group->alias, "row", definition,
                                  "Current %s by %s", reading->plural, group->label);
  finish (self, proposal, STUDIO_UNIT_COUNT,
          g_strdup_printf ("Number of %s that hold now, by %s, with the share of each.",
                           reading->plural, group->label),
          "How the present state is spread, without what has long ended.");
  studio_proposal_set_unit (proposal, "share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
}

static void
add_average_by (StudioAnalysis *self,
                const Group *group,
                const StudioColumn *measure,
                double weight)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = start_current (reading, "average-by");
  g_autofree char *average = g_strconcat ("average_", measure->alias, NULL);
  StudioProposal *proposal;

  add_dimension (self, group, definition);
  studio_definition_add_measure (
      definition, average, NULL,
      studio_average (studio_column_expression (measure, reading->source)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_order (definition, average, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_SHARE, weight, group->alias, "row", definition,
                                  "Average current %s by %s", measure->label, group->label);
  finish (self, proposal, STUDIO_UNIT_COUNT,
          g_strdup_printf ("Average %s that holds now, by %s, with the number of %s behind it.",
                           measure->label, group->label, reading->plural),
          "Differences between groups have to be explained, or mended.");
  studio_proposal_set_unit (proposal, average, studio_analysis_unit (measure),
                            STUDIO_DIRECTION_NEUTRAL);
  proposal->currency = studio_column_currency (measure);
}

/* How long what has ended was valid. */
static void
add_length_by (StudioAnalysis *self, const Group *group)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "duration-by");
  StudioProposal *proposal;

  add_dimension (self, group, definition);
  studio_definition_add_measure (
      definition, "median_days", "median days",
      studio_expression_percentile (
          studio_expression_difference (
              studio_column_expression (reading->valid_from, reading->source),
              studio_column_expression (reading->valid_until, reading->source), STUDIO_GRAIN_DAY),
          50));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_filter (
      definition, studio_expression_new (
                      STUDIO_OPERATOR_GREATER_EQUAL,
                      studio_column_expression (reading->valid_until, reading->source),
                      studio_column_expression (reading->valid_from, reading->source), NULL));
  studio_definition_order (definition, "median_days", TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_DURATION, 62, group->alias, "row", definition,
                                  "Median days a %s lasts by %s", reading->noun, group->label);
  finish (self, proposal, STUDIO_UNIT_COUNT,
          g_strdup_printf ("Median days from start to end of the %s that have ended, by %s.",
                           reading->plural, group->label),
          "Short stays point to dissatisfaction or to quick careers.");
  studio_proposal_set_unit (proposal, "median_days", STUDIO_UNIT_DURATION,
                            STUDIO_DIRECTION_NEUTRAL);
}

/* The share of each group that has ended. */
static void
add_ended_by (StudioAnalysis *self, const Group *group)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "rate-by");
  StudioProposal *proposal;

  add_dimension (self, group, definition);
  studio_definition_add_measure (
      definition, "ended_share", "ended",
      studio_ratio (studio_count (studio_expression_new (
                        STUDIO_OPERATOR_NOT_NULL,
                        studio_column_expression (reading->valid_until, reading->source), NULL)),
                    studio_count (NULL)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_order (definition, "ended_share", TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 58, group->alias, "row", definition,
                                  "Ended share of %s by %s", reading->plural, group->label);
  finish (
      self, proposal, STUDIO_UNIT_COUNT,
      g_strdup_printf ("Share of all %s that have ended, by %s.", reading->plural, group->label),
      "Where more has ended than elsewhere, something drives it away.");
  studio_proposal_set_unit (proposal, "ended_share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
}

static void
add_group (StudioAnalysis *self, const Group *group, const StudioColumn *measure, double weight)
{
  gboolean own = group->other == NULL && (group->link == NULL || group->named != group->link);

  if (measure != NULL)
    add_average_by (self, group, measure, weight);
  if (measure == NULL || own)
    add_count_by (self, group, weight + 2);
  if (!own)
    return;
  add_length_by (self, group);
  add_ended_by (self, group);
}

static gboolean
is_group (const StudioColumn *column)
{
  return (column->role == STUDIO_ROLE_CATEGORY || column->role == STUDIO_ROLE_STATUS ||
          (column->role == STUDIO_ROLE_PLACE && !column->street) ||
          (column->role == STUDIO_ROLE_NAME && column->distinct > 1)) &&
         !column->audit && !studio_field_is_nested (column->field) && column->distinct >= 2 &&
         column->distinct <= MAX_GROUPS && column->usable;
}

/* The columns of what @link leads to. */
static void
group_by_subject (StudioAnalysis *self, const StudioRelationship *link, const StudioColumn *measure)
{
  StudioReading *parent = read_parent (self, link);
  guint n = 0;

  for (guint i = 0; i < parent->columns->len && n < MAX_COLUMNS; i++)
    {
      const StudioColumn *column = g_ptr_array_index (parent->columns, i);
      Group group = { .link = link, .named = link, .column = column };

      if (!is_group (column) || column == parent->name)
        continue;
      group.label = column->label;
      group.alias = column->alias;
      add_group (self, &group, measure, 66 - 2.0 * n++);
    }
}

/* The groups of other tables that hold now for the same: the department of who earns a salary. */
static void
group_by_other (StudioAnalysis *self, const StudioRelationship *link, const StudioColumn *measure)
{
  const StudioReading *parent = read_parent (self, link);

  for (guint i = 0; i < parent->children->len; i++)
    {
      const StudioRelationship *child = g_ptr_array_index (parent->children, i);
      StudioReading *other = studio_schema_index_read (self->index, child->child);

      /* Few have what is only in some rows: managers are no department of their own. */
      if (other == self->reading || other->valid_until == NULL || child->key != link->key ||
          2 * other->rows < parent->rows)
        continue;
      for (guint k = 0; k < other->columns->len; k++)
        {
          const StudioColumn *column = g_ptr_array_index (other->columns, k);
          Group group = { .link = link, .other = child, .column = column };

          if (!is_group (column))
            continue;
          group.label = column->label;
          group.alias = column->alias;
          add_group (self, &group, measure, 70);
        }
      for (guint k = 0; k < other->parents->len; k++)
        {
          const StudioRelationship *named = g_ptr_array_index (other->parents, k);
          StudioReading *end = read_parent (self, named);
          Group group = { .link = link, .other = child, .named = named };

          if (named->parent == link->parent || !named->unique || end->name == NULL ||
              end->rows > MAX_GROUPS)
            continue;
          group.label = end->noun;
          group.alias = studio_alias_from (end->noun, "name");
          add_group (self, &group, measure, 71);
          g_free (group.alias);
        }
    }
}

static void
add_current_numbers (StudioAnalysis *self, const StudioColumn *measure)
{
  const StudioReading *reading = self->reading;
  const struct
  {
    const char *name;
    double weight;
    StudioExpression *value;
    StudioFamily family;
  } numbers[] = {
    { "Total current", 64, studio_sum (studio_column_expression (measure, reading->source)),
      STUDIO_FAMILY_TOTAL },
    { "Average current", 68, studio_average (studio_column_expression (measure, reading->source)),
      STUDIO_FAMILY_SNAPSHOT },
    { "Median current", 60,
      studio_expression_percentile (studio_column_expression (measure, reading->source), 50),
      STUDIO_FAMILY_DISTRIBUTION },
    { "Highest current", 44,
      studio_expression_new (STUDIO_OPERATOR_MAXIMUM,
                             studio_column_expression (measure, reading->source), NULL),
      STUDIO_FAMILY_SNAPSHOT },
  };
  static const char *const what[] = { "Sum", "Average", "Median", "Maximum" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      StudioDefinition *definition;
      StudioProposal *proposal;

      /* Prices of many things have no sum, and neither have shares. */
      if (i == 0 && (measure->role != STUDIO_ROLE_MONEY ||
                     !(measure->concepts & STUDIO_CONCEPT_ADDITIVE_MONEY)))
        {
          studio_expression_unref (numbers[i].value);
          continue;
        }
      definition = start_current (reading, "current");
      studio_definition_add_measure (definition, measure->alias, measure->label, numbers[i].value);
      proposal =
          studio_proposal_new (numbers[i].family, numbers[i].weight, measure->alias, "scalar",
                               definition, "%s %s", numbers[i].name, measure->label);
      proposal->currency = studio_column_currency (measure);
      finish (self, proposal, studio_analysis_unit (measure),
              g_strdup_printf ("%s of %s over the %s that hold now.", what[i], measure->label,
                               reading->plural),
              "The present level, without what held before.");
    }
}

static void
add_top (StudioAnalysis *self, const StudioRelationship *link, const StudioColumn *measure)
{
  const StudioReading *reading = self->reading;
  StudioReading *parent = read_parent (self, link);
  StudioDefinition *definition;
  g_autofree char *joined = NULL;
  g_autofree char *alias = studio_alias_from (parent->noun, "name");
  StudioProposal *proposal;

  if (parent->name == NULL)
    return;
  definition = start_current (reading, "top-list");
  joined = studio_analysis_join_parent (self, definition, reading->source, link, FALSE);
  studio_definition_add_key (definition,
                             studio_expression_column (joined, studio_field_get_name (link->key),
                                                       studio_field_get_kind (link->key)));
  studio_definition_add_dimension (definition, alias, parent->noun,
                                   studio_reading_name (parent, joined));
  studio_definition_add_measure (
      definition, measure->alias, measure->label,
      studio_expression_new (STUDIO_OPERATOR_MAXIMUM,
                             studio_column_expression (measure, reading->source), NULL));
  studio_definition_order (definition, measure->alias, TRUE);
  studio_definition_set_limit (definition, TOP);
  proposal = studio_proposal_new (STUDIO_FAMILY_RANKING, 64, measure->alias, "row", definition,
                                  "Top 10 %s by current %s", parent->plural, measure->label);
  proposal->currency = studio_column_currency (measure);
  finish (self, proposal, studio_analysis_unit (measure),
          g_strdup_printf ("The %s with the highest %s that holds now.", parent->plural,
                           measure->label),
          "The outliers at the top are few and worth knowing by name.");
}

/* What new rows start with, by period. */
static void
add_start_trend (StudioAnalysis *self, const StudioColumn *measure)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition;
  g_autofree char *average = g_strconcat ("average_", measure->alias, NULL);
  StudioProposal *proposal;

  if (self->window.time == NULL || self->window.time != reading->valid_from)
    return;
  definition = studio_analysis_start (reading, "trend");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, average, NULL,
      studio_average (studio_column_expression (measure, reading->source)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 66, measure->alias, "line", definition,
                                  "Average %s by %s of start", measure->label, grain);
  proposal->currency = studio_column_currency (measure);
  finish (self, proposal, studio_analysis_unit (measure),
          g_strdup_printf ("Average %s of the %s that started in each %s, over %s.", measure->label,
                           reading->plural, grain, self->window.trend_phrase),
          "Shows how the level moves over the years.");
}

/* How many began and ended in each period. */
static void
add_ends (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition;

  if (self->window.time == NULL)
    return;
  definition = studio_analysis_start (reading, "trend");
  studio_definition_add_dimension (
      definition, grain, grain,
      studio_expression_truncate (studio_column_expression (reading->valid_until, reading->source),
                                  self->window.grain));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_filter (definition,
                            studio_expression_periods (
                                studio_column_expression (reading->valid_until, reading->source),
                                self->window.grain,
                                self->window.periods > 0 ? -self->window.periods : G_MININT64, -1));
  studio_definition_order (definition, grain, FALSE);
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_TREND, 62, "ends", "line", definition,
                               "Ended %s per %s", reading->plural, grain),
          STUDIO_UNIT_COUNT,
          g_strdup_printf ("Number of %s that ended in each %s, over %s.", reading->plural, grain,
                           self->window.trend_phrase),
          "Against what began it shows whether there is growth or loss.");
}

static void
add_current_count (StudioAnalysis *self, const StudioRelationship *link)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = start_current (reading, "count");

  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_COUNT, 56, "current", "scalar", definition,
                               "Current %s", reading->plural),
          STUDIO_UNIT_COUNT, g_strdup_printf ("Number of %s that have not ended.", reading->plural),
          "The present state as one number.");
  if (link == NULL)
    return;
  definition = studio_analysis_start (reading, "ratio");
  studio_definition_add_measure (
      definition, "average", NULL,
      studio_ratio (
          studio_count (NULL),
          studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                 studio_expression_column (reading->source,
                                                           studio_field_get_name (link->column),
                                                           studio_field_get_kind (link->column)),
                                 NULL)));
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 52, "changes", "scalar", definition,
                               "%s per %s, past and present", reading->plural,
                               read_parent (self, link)->noun),
          STUDIO_UNIT_QUANTITY,
          g_strdup_printf ("Average number of %s that one %s has had, of those that have any.",
                           reading->plural, read_parent (self, link)->noun),
          "How often things change.");
}

/* What the rows are about: what most of them differ in. */
static const StudioRelationship *
find_subject (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioRelationship *best = NULL;
  gint64 most = -1;

  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
      const StudioColumn *column = studio_reading_find (reading, relationship->column);

      if (relationship->unique && relationship->parent != reading->table && column != NULL &&
          !column->audit && (best == NULL || column->distinct > most))
        {
          best = relationship;
          most = column->distinct;
        }
    }
  return best;
}

/* The columns of the table, and the names of what else it points at. */
static void
group_by_own (StudioAnalysis *self, const StudioRelationship *link, const StudioColumn *measure)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      Group group = { .column = column, .label = column->label, .alias = column->alias };

      if (is_group (column))
        add_group (self, &group, measure, 72);
    }
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *named = g_ptr_array_index (reading->parents, i);
      StudioReading *end = read_parent (self, named);
      Group group = { .named = named, .label = end->noun };

      if (named == link || !named->unique || end->name == NULL || end == reading ||
          end->rows > MAX_GROUPS)
        continue;
      group.alias = studio_alias_from (end->noun, "name");
      add_group (self, &group, measure, 73);
      g_free (group.alias);
    }
}

/* How many of the rows have what holds now in @child: employees by their current title. */
static void
add_by_current (StudioAnalysis *self, const StudioRelationship *child, const Group *group)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "share");
  StudioExpression *count = studio_expression_new (
      STUDIO_OPERATOR_COUNT_DISTINCT,
      studio_expression_column (reading->source, studio_field_get_name (child->key),
                                studio_field_get_kind (child->key)),
      NULL);
  StudioProposal *proposal;

  add_dimension (self, group, definition);
  studio_definition_add_measure (definition, reading->alias, reading->plural, count);
  studio_definition_order (definition, reading->alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_SHARE, 74, group->alias, "row", definition,
                                  "%s by current %s", reading->plural, group->label);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s by the %s that holds for them now.", reading->plural,
                       group->label),
      g_strdup ("How the present state is spread, without what has long ended."),
      g_strdup_printf ("“%s” tells the %s of each %s from one day to another.",
                       studio_table_get_name (child->child), group->label, reading->noun));
  studio_analysis_add (self, proposal);
}

/* How much each has that holds now, and how much has ended. */
static void
add_scoreboard (StudioAnalysis *self, const StudioRelationship *child)
{
  const StudioReading *reading = self->reading;
  const StudioReading *lasting = studio_schema_index_read (self->index, child->child);
  StudioDefinition *definition;
  StudioExpression *current;
  g_autofree char *alias = studio_alias_from (reading->noun, "name");
  g_autofree char *now = g_strconcat ("current_", lasting->alias, NULL);
  g_autofree char *joined = NULL;
  StudioProposal *proposal;

  if (reading->name == NULL)
    return;
  definition = studio_analysis_start (lasting, "scoreboard");
  joined = studio_analysis_join_parent (self, definition, lasting->source, child, FALSE);
  current = is_current (lasting, lasting->source);
  studio_definition_add_key (definition,
                             studio_expression_column (joined, studio_field_get_name (child->key),
                                                       studio_field_get_kind (child->key)));
  studio_definition_add_dimension (definition, alias, reading->noun,
                                   studio_reading_name (reading, joined));
  studio_definition_add_measure (definition, now, NULL,
                                 studio_count (studio_expression_ref (current)));
  studio_definition_add_measure (definition, "ended", "ended",
                                 studio_count (studio_expression_new (
                                     STUDIO_OPERATOR_NOT, studio_expression_ref (current), NULL)));
  studio_definition_add_measure (
      definition, "ended_share", "ended share",
      studio_ratio (studio_count (studio_expression_new (STUDIO_OPERATOR_NOT, current, NULL)),
                    studio_count (NULL)));
  studio_definition_order (definition, now, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RELATION, 70, lasting->alias, "table", definition,
                           "%s scoreboard: current and ended %s", reading->noun, lasting->plural);
  studio_proposal_set_unit (proposal, now, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, "ended", STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, "ended_share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("For each %s the %s that hold now, those that have ended, and their share.",
                       reading->noun, lasting->plural),
      g_strdup ("Size and turnover side by side."),
      g_strdup_printf ("A row of “%s” is valid from one day to another.",
                       studio_table_get_name (lasting->table)));
  studio_analysis_add (self, proposal);
}

/* What @child tells of the table that is analysed, which it points at. */
static void
add_of_child (StudioAnalysis *self, const StudioRelationship *child)
{
  StudioReading *lasting = studio_schema_index_read (self->index, child->child);
  StudioAnalysis view = *self;
  const StudioRelationship *subject;

  if (lasting->valid_until == NULL || !child->unique || lasting->empty)
    return;
  view.reading = lasting;
  subject = find_subject (&view);
  if (subject == NULL || subject->parent != self->reading->table)
    {
      add_scoreboard (self, child);
      return;
    }
  for (guint i = 0; i < lasting->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (lasting->columns, i);
      Group group = { .link = child, .other = child, .column = column };

      if (!is_group (column))
        continue;
      group.label = column->label;
      group.alias = column->alias;
      add_by_current (self, child, &group);
    }
  for (guint i = 0; i < lasting->parents->len; i++)
    {
      const StudioRelationship *named = g_ptr_array_index (lasting->parents, i);
      StudioReading *end = read_parent (self, named);
      Group group = { .link = child, .other = child, .named = named, .label = end->noun };

      if (named->parent == self->reading->table || !named->unique || end->name == NULL ||
          end->rows > MAX_GROUPS || 2 * lasting->rows < self->reading->rows)
        continue;
      group.alias = studio_alias_from (end->noun, "name");
      add_by_current (self, child, &group);
      g_free (group.alias);
    }
}

void
_studio_patterns_validity (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioRelationship *link = find_subject (self);
  const StudioColumn *measure = find_measure (reading);

  for (guint i = 0; i < reading->children->len && reading->valid_until == NULL; i++)
    add_of_child (self, g_ptr_array_index (reading->children, i));
  if (reading->valid_until == NULL)
    return;
  if (measure != NULL)
    {
      add_current_numbers (self, measure);
      add_start_trend (self, measure);
    }
  if (measure != NULL && link != NULL)
    add_top (self, link, measure);
  group_by_own (self, link, measure);
  if (link != NULL)
    {
      group_by_subject (self, link, measure);
      group_by_other (self, link, measure);
    }
  add_ends (self);
  add_current_count (self, link);
}
