/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-phrases.h"

/*
 * What people, companies and products are worth by what happens with them: what each brings in, how
 * soon it starts, when it was last seen.
 */

#define MAX_CHILDREN 2
#define MAX_GROUPS 30
/* A new one should be active within so many days. */
#define START_DAYS 30

static const StudioColumn *
find_group (const StudioReading *reading)
{
  const StudioColumn *found = NULL;
  gint64 rows = reading->rows;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if ((column->role != STUDIO_ROLE_CATEGORY && column->role != STUDIO_ROLE_PLACE) ||
          column->typed || column->distinct < 3 ||
          !studio_column_is_groupable (column, MAX_GROUPS) ||
          studio_field_is_nested (column->field) || (rows >= 0 && column->distinct * 2 > rows))
        continue;
      if (found == NULL || (found->role == STUDIO_ROLE_PLACE && column->role != found->role))
        found = column;
    }
  return found;
}

/* What one brings in on average, those that bring nothing included. */
static void
add_value (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *subject = studio_analysis_subject (child->reading, child->reading->money);
  g_autofree char *alias = g_strconcat ("average_", child->reading->money->alias, NULL);
  StudioDefinition *definition =
      studio_child_start (child, "worth", STUDIO_CHILD_AMOUNT | STUDIO_CHILD_RECENT, TRUE);
  g_autofree char *value = studio_phrases_value (self, "value-each", NULL, NULL, NULL);
  StudioProposal *proposal;

  studio_definition_add_measure (definition, alias, NULL,
                                 studio_average (studio_child_number (child, "amount")));
  proposal = studio_proposal_new (
      STUDIO_FAMILY_RELATION, 66 + child->importance, child->reading->alias, "scalar", definition,
      "Average %s per %s%s", subject, reading->noun, studio_analysis_long_phrase (&child->window));
  proposal->currency = studio_column_currency (child->reading->money);
  studio_child_finish (child, proposal, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
                       g_strdup_printf ("%s of each %s%s, averaged over all %s; those without any "
                                        "count as 0.",
                                        subject, reading->noun,
                                        studio_analysis_long_phrase (&child->window),
                                        reading->plural),
                       value);
}

/* The same by kind: which kind is worth most. */
static void
add_value_by_group (const StudioChild *child, const StudioColumn *group)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  gboolean amount = child->reading->money != NULL && !child->reading->minor;
  g_autofree char *subject = amount
                                 ? studio_analysis_subject (child->reading, child->reading->money)
                                 : g_strdup (child->reading->plural);
  g_autofree char *alias =
      g_strconcat (amount ? "average_" : "average_number_of_",
                   amount ? child->reading->money->alias : child->reading->alias, NULL);
  StudioDefinition *definition = studio_child_start (
      child, "worth", STUDIO_CHILD_RECENT | (amount ? STUDIO_CHILD_AMOUNT : STUDIO_CHILD_COUNT),
      TRUE);
  g_autofree char *value = studio_phrases_value (self, "value-by-group", group, NULL, NULL);
  StudioProposal *proposal;

  studio_definition_add_dimension (definition, group->alias, group->label,
                                   studio_column_expression (group, reading->source));
  studio_definition_add_measure (
      definition, alias, NULL,
      studio_average (studio_child_number (child, amount ? "amount" : "children")));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  if (group->null_share > 0)
    studio_definition_filter (
        definition,
        studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                               studio_column_expression (group, reading->source), NULL));
  studio_definition_order (definition, alias, TRUE);
  studio_definition_set_limit (definition, 15);
  proposal = studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 62 + child->importance, group->alias,
                                  "row", definition, "%s per %s by %s", subject, reading->noun,
                                  studio_analysis_own_label (reading, group));
  studio_child_finish (
      child, proposal, amount ? STUDIO_UNIT_CURRENCY : STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Average %s per %s for each %s%s, with the number of %s; "
                       "those without any count as 0.",
                       subject, reading->noun, studio_analysis_own_label (reading, group),
                       studio_analysis_long_phrase (&child->window), reading->plural),
      value);
  if (amount)
    proposal->currency = studio_column_currency (child->reading->money);
  g_hash_table_insert (proposal->units, g_strdup (reading->alias),
                       GINT_TO_POINTER (STUDIO_UNIT_COUNT));
}

static StudioExpression *
class_of_days (const StudioChild *child, StudioExpression *last)
{
  static const struct
  {
    int days;
    const char *name;
  } classes[] = { { 30, "000-030 days" }, { 90, "031-090 days" }, { 180, "091-180 days" } };
  GPtrArray *arguments = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_ptr_array_add (arguments,
                       studio_analysis_since (child->analysis, child->reading, &child->window,
                                              studio_expression_ref (last), classes[i].days));
      g_ptr_array_add (arguments, studio_expression_text (classes[i].name));
    }
  g_ptr_array_add (arguments, studio_expression_new (STUDIO_OPERATOR_NOT_NULL, last, NULL));
  g_ptr_array_add (arguments, studio_expression_text ("181 days and more"));
  g_ptr_array_add (arguments, studio_expression_text ("never"));
  return studio_expression_new_list (STUDIO_OPERATOR_CASE, arguments);
}

/* When each was last seen. */
static void
add_recency (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *title = g_strdup_printf ("time since last %s", child->reading->noun);
  g_autofree char *value = NULL;
  StudioDefinition *definition;

  if (child->window.time == NULL || (child->window.recent && !child->window.fresh) ||
      child->window.grain < STUDIO_GRAIN_MONTH)
    return;
  value = studio_phrases_value (self, "recency", NULL, NULL, NULL);
  definition = studio_child_start (child, "recency", STUDIO_CHILD_LAST, TRUE);
  studio_definition_add_dimension (definition, "time_since_last", title,
                                   class_of_days (child, studio_child_value (child, "last_at")));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_order (definition, "time_since_last", FALSE);
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_BACKLOG, 61 + child->importance, child->reading->alias,
                           "bar", definition, "%s by time since last %s", reading->plural,
                           child->reading->noun),
      STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL,
      g_strdup_printf (
          "Number of %s by how long ago their last %s was%s; “never” are those without "
          "any.",
          reading->plural, child->reading->noun,
          child->window.recent ? "" : ", counted back from the last day in the data"),
      value);
}

/* Of those who came in a month, how many started within a month's time. */
static void
add_activation (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *one = studio_analysis_one (child->reading->noun);
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioExpression *joined;

  if (self->window.time == NULL || child->window.time == NULL ||
      self->window.grain != STUDIO_GRAIN_MONTH)
    return;
  value = studio_phrases_value (self, "activation", NULL, NULL, NULL);
  definition =
      studio_child_start (child, "activation", STUDIO_CHILD_FIRST | STUDIO_CHILD_VALID, TRUE);
  joined = studio_column_expression (self->window.time, reading->source);
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, "activation_rate", "activation rate",
      studio_ratio (studio_count (studio_expression_new (
                        STUDIO_OPERATOR_LESS, studio_child_value (child, "first_at"),
                        studio_expression_shift (studio_expression_ref (joined), START_DAYS,
                                                 STUDIO_GRAIN_DAY),
                        NULL)),
                    studio_count (NULL)));
  /* The last month is left out: its rows have not had their days yet. */
  studio_definition_filter (definition,
                            studio_expression_periods (joined, STUDIO_GRAIN_MONTH,
                                                       self->window.recent ? -13 : G_MININT64, -2));
  studio_definition_order (definition, "month", FALSE);
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 70 + child->importance, child->reading->alias,
                           "line", definition, "Share of new %s with %s within %d days",
                           reading->plural, one, START_DAYS),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s that came in during a month, the share with %s within %d days.",
                       reading->plural, one, START_DAYS),
      value);
}

void
_studio_patterns_worth (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *group;
  g_autoptr (GArray) children = NULL;

  if (reading->archetype != STUDIO_ARCHETYPE_ENTITY)
    return;
  group = find_group (reading);
  children = studio_child_find_all (self);
  for (guint i = 0; i < MIN (children->len, MAX_CHILDREN); i++)
    {
      StudioChild *child = &g_array_index (children, StudioChild, i);

      child->importance -= 5 * (double) i;
      if (!studio_reading_is_flow (child->reading))
        continue;
      if (child->reading->money != NULL && !child->reading->minor)
        add_value (child);
      if (group != NULL)
        add_value_by_group (child, group);
      if (studio_reading_is_staff (reading))
        continue;
      add_recency (child);
      add_activation (child);
    }
}
