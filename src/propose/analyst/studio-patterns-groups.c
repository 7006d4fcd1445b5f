/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"

#include <string.h>

/*
 * What happens, by the kind of thing or person it happens with: sales by product category, orders
 * by the customer's country. One or two foreign keys away, each to one row, so that nothing
 * doubles.
 */

#define MAX_PARENTS 3
#define MAX_GROUPS 40
#define PER_PARENT 2
#define TOP 10
#define LIST_LENGTH 15

typedef struct
{
  const StudioRelationship *relationship;
  StudioReading *parent;
  const StudioColumn *column;
  const StudioRelationship *further;
  StudioReading *lookup;
  double weight;
} Group;

/* What it is grouped by, without repeating what it belongs to: the type of a user, not his user
 * type. */
static const char *
get_label (const Group *group)
{
  const char *label = group->lookup != NULL ? group->lookup->noun : group->column->label;
  const char *noun = group->parent->noun;

  return g_str_has_prefix (label, noun) && label[strlen (noun)] == ' ' ? label + strlen (noun) + 1
                                                                       : label;
}

/* A column of the parent to group by, or what it points at by name. */
static gboolean
read_group (StudioAnalysis *self, const StudioColumn *column, Group *group)
{
  gint64 rows = studio_table_get_row_count (group->parent->table);

  group->column = column;
  group->further = NULL;
  group->lookup = NULL;
  if (!column->usable || column->audit || column->typed || column->null_share > 0.5 ||
      studio_column_is_constant (column) || studio_field_is_nested (column->field))
    return FALSE;
  if (column->role == STUDIO_ROLE_FOREIGN_KEY)
    {
      group->lookup = studio_analysis_parent (self, group->parent, column, &group->further);
      return group->lookup != NULL && group->lookup->name != NULL &&
             group->lookup->table != self->reading->table && column->distinct >= 2 &&
             !studio_reading_is_flow (group->lookup) &&
             group->lookup->table != group->parent->table;
    }
  return (column->role == STUDIO_ROLE_CATEGORY || column->role == STUDIO_ROLE_PLACE) &&
         column->distinct >= 3 && studio_column_is_groupable (column, MAX_GROUPS) &&
         (rows < 0 || column->distinct * 3 <= rows);
}

static double
weigh_group (const Group *group)
{
  double weight = 60;

  /* Ten to forty groups say most; of hundreds, the largest ten are shown. */
  if (group->lookup != NULL)
    weight += 5 + (group->column->distinct >= 6 ? 2 : 0);
  else if (group->column->role == STUDIO_ROLE_PLACE)
    weight -= 3;
  if (studio_column_has_word (group->column, "currency") ||
      studio_column_has_word (group->column, "unit") ||
      studio_column_has_word (group->column, "language"))
    weight -= 20;
  return weight - 10 * group->column->null_share;
}

static gint
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *first = a;
  const Group *second = b;

  return (first->weight < second->weight) - (first->weight > second->weight);
}

/* The best groups that the parent offers. */
static void
find_groups (StudioAnalysis *self, const StudioRelationship *relationship, GArray *groups)
{
  StudioReading *parent = studio_schema_index_read (self->index, relationship->parent);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < parent->columns->len; i++)
    {
      Group group = { .relationship = relationship, .parent = parent };

      if (!read_group (self, g_ptr_array_index (parent->columns, i), &group))
        continue;
      group.weight = weigh_group (&group);
      g_array_append_val (found, group);
    }
  g_array_sort (found, compare_groups);
  g_array_append_vals (groups, found->data, MIN (found->len, PER_PARENT));
}

static void
add_group (StudioAnalysis *self, const Group *group)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *measure = reading->minor ? NULL : reading->money;
  gboolean many = group->lookup != NULL && group->column->distinct > MAX_GROUPS;
  g_autofree char *subject =
      measure != NULL ? studio_analysis_subject (reading, measure) : g_strdup (reading->plural);
  const char *alias = measure != NULL ? measure->alias : reading->alias;
  StudioDefinition *definition = studio_analysis_start_for (reading, "share", measure);
  g_autofree char *joined =
      studio_analysis_join_parent (self, definition, reading->source, group->relationship, FALSE);
  g_autofree char *name =
      group->lookup != NULL
          ? studio_analysis_join_parent (self, definition, joined, group->further, FALSE)
          : NULL;
  StudioExpression *value = measure != NULL
                                ? studio_sum (studio_column_expression (measure, reading->source))
                                : studio_count (NULL);
  g_autofree char *title = NULL;
  StudioProposal *proposal;

  if (many)
    studio_definition_add_key (
        definition, studio_expression_column (name, studio_field_get_name (group->further->key),
                                              studio_field_get_kind (group->further->key)));
  studio_definition_add_dimension (definition, group->column->alias, get_label (group),
                                   name != NULL ? studio_reading_name (group->lookup, name)
                                                : studio_column_expression (group->column, joined));
  studio_definition_add_measure (definition, alias, subject, studio_expression_ref (value));
  studio_definition_add_measure (definition, "share", "share",
                                 studio_expression_new (STUDIO_OPERATOR_SHARE, value, NULL));
  if (name == NULL && group->column->null_share > 0)
    studio_definition_filter (
        definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                           studio_column_expression (group->column, joined), NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, alias, TRUE);
  studio_definition_set_limit (definition, many ? TOP : LIST_LENGTH);
  title = many ? g_strdup_printf ("Top 10 %s by %s", group->lookup->plural, subject)
               : g_strdup_printf ("%s by %s %s", subject, group->parent->noun, get_label (group));
  proposal = studio_proposal_new (many ? STUDIO_FAMILY_RANKING : STUDIO_FAMILY_SHARE, group->weight,
                                  group->column->alias, "row", definition, "%s%s", title,
                                  studio_analysis_long_phrase (&self->window));
  studio_proposal_set_unit (proposal, "share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, alias,
                            measure != NULL ? studio_analysis_unit (measure) : STUDIO_UNIT_COUNT,
                            STUDIO_DIRECTION_NEUTRAL);
  if (measure != NULL)
    proposal->currency = studio_column_currency (measure);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("%s by the %s of the %s, with the share of each%s.", subject,
                       get_label (group), group->parent->noun,
                       studio_analysis_long_phrase (&self->window)),
      g_strdup_printf ("Connects %s with what is known about the %s behind them.", reading->plural,
                       group->parent->noun),
      g_strdup_printf ("“%s” leads to “%s” of each %s.",
                       studio_field_get_name (group->relationship->column),
                       studio_column_get_name (group->column), group->parent->noun));
  studio_analysis_add (self, proposal);
}

void
_studio_patterns_groups (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));

  if (!studio_reading_is_flow (reading))
    return;
  for (guint i = 0; i < reading->parents->len && groups->len < MAX_PARENTS; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
      const StudioColumn *link = studio_reading_find (reading, relationship->column);
      StudioReading *parent;

      if (!relationship->unique || relationship->parent == reading->table || link == NULL ||
          link->audit || !link->usable || link->null_share > 0.5)
        continue;
      parent = studio_schema_index_read (self->index, relationship->parent);
      if (parent->archetype == STUDIO_ARCHETYPE_ENTITY ||
          (reading->archetype == STUDIO_ARCHETYPE_LINE && studio_reading_is_flow (parent)))
        find_groups (self, relationship, groups);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = &g_array_index (groups, Group, i);

      group->weight -= 2 * (double) i;
      add_group (self, group);
    }
}
