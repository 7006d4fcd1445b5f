/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-path.h"

#include <string.h>

/*
 * What happens, by the kind of thing or person it happens with: sales by product category, orders
 * by the customer's country, payments by film. Up to four foreign keys away, each to one row, so
 * that nothing doubles.
 */

#define MAX_DEPTH 4
#define MAX_GROUPS 40
#define MAX_PROPOSALS 8
#define PER_TABLE 2
#define TOP 10
#define LIST_LENGTH 15

/* @column of the end of @path, or the end itself by name where it is NULL. */
typedef struct
{
  const StudioPath *path;
  const StudioColumn *column;
  char *owner; /* (owned): what the column belongs to */
  char *label; /* (owned) */
  char *alias; /* (owned) */
  gint64 distinct;
  double weight;
} Group;

static void
group_clear (gpointer data)
{
  Group *group = data;

  g_free (group->owner);
  g_free (group->label);
  g_free (group->alias);
}

/* The category of a product is the “product category”; a genre is a genre whatever it is of. */
static gboolean
is_general (const char *label)
{
  static const char *const general[] = { "category", "type",  "group", "class",    "kind",
                                         "status",   "grade", "level", "segment",  "country",
                                         "city",     "state", "size",  "region",   "source",
                                         "channel",  "line",  "color", "industry", NULL };

  return g_strv_contains (general, label) || strchr (label, ' ') != NULL;
}

/* What it is grouped by, without repeating what it belongs to: the type of a user, not his user
 * type. */
static char *
make_label (const char *label, const char *owner)
{
  if (owner != NULL && g_str_has_prefix (label, owner) && label[strlen (owner)] == ' ')
    label += strlen (owner) + 1;
  return g_strdup (label);
}

/* A column of the end to group by. */
static gboolean
is_group (const StudioReading *end, const StudioColumn *column)
{
  gint64 rows = end->rows;

  return column->usable && !column->audit && !column->typed && column->null_share <= 0.5 &&
         !studio_column_is_constant (column) && !studio_field_is_nested (column->field) &&
         (column->role == STUDIO_ROLE_CATEGORY ||
          (column->role == STUDIO_ROLE_PLACE && !column->street)) &&
         column->distinct >= 3 && studio_column_is_groupable (column, MAX_GROUPS) &&
         column != end->name && (rows < 0 || column->distinct * 2 <= rows);
}

static double
weigh_column (const StudioColumn *column)
{
  double weight = column->role == STUDIO_ROLE_PLACE ? 58 : 60;

  if (studio_column_has_word (column, "country") || studio_column_has_word (column, "region"))
    weight += 3;
  if (studio_column_has_word (column, "currency") || studio_column_has_word (column, "unit") ||
      studio_column_has_word (column, "language"))
    weight -= 20;
  return weight - 10 * column->null_share;
}

/* The farther away, the less it is about the rows; who serves says less than what is served. */
static double
weigh_end (const StudioPath *path)
{
  double weight = 67 - 2.0 * (double) (path->steps->len - 2);

  if (path->to->archetype == STUDIO_ARCHETYPE_LOOKUP)
    weight += 1;
  if (studio_reading_is_staff (path->to))
    weight -= 6;
  if (studio_reading_has_word (path->to, "language") ||
      studio_reading_has_word (path->to, "currency") ||
      studio_reading_has_word (path->to, "address"))
    weight -= 20;
  return weight - 10 * path->null_share;
}

static gint
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *first = a;
  const Group *second = b;

  return (first->weight < second->weight) - (first->weight > second->weight);
}

/* The end by its name; what is one foreign key away is counted by other patterns. */
static void
add_end (StudioAnalysis *self, const StudioPath *path, GArray *groups)
{
  const StudioRelationship *last = studio_path_last (path);
  gint64 rows = path->to->rows;
  g_autofree char *noun = studio_path_noun (path, self);
  Group group = { .path = path };

  if (path->steps->len < 2 || path->to->name == NULL || studio_reading_is_flow (path->to) ||
      rows == 1)
    return;
  group.distinct = studio_path_last_column (path, self)->distinct;
  if (rows >= 0 && (group.distinct < 0 || rows < group.distinct))
    group.distinct = rows;
  group.weight = weigh_end (path) + (group.distinct >= 6 ? 2 : 0);
  if (path->steps->len == 2 && is_general (noun))
    group.owner = g_strdup (studio_schema_index_read (self->index, last->child)->noun);
  group.label = make_label (noun, group.owner);
  group.alias = studio_alias_from (noun, "name");
  g_array_append_val (groups, group);
}

static void
add_columns (StudioAnalysis *self, const StudioPath *path, GArray *groups)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autofree char *noun = studio_path_noun (path, self);

  for (guint i = 0; i < path->to->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (path->to->columns, i);
      Group group = { .path = path, .column = column, .distinct = column->distinct };

      if (!is_group (path->to, column))
        continue;
      group.weight = weigh_column (column) - 3.0 * (double) (path->steps->len - 1);
      g_array_append_val (found, group);
    }
  g_array_sort (found, compare_groups);
  for (guint i = 0; i < MIN (found->len, PER_TABLE); i++)
    {
      Group *group = &g_array_index (found, Group, i);

      group->owner = g_strdup (noun);
      group->label = make_label (group->column->label, noun);
      group->alias = g_strdup (group->column->alias);
      g_array_append_vals (groups, group, 1);
    }
}

/* “product category” */
static char *
full_label (const Group *group)
{
  return group->owner != NULL ? g_strconcat (group->owner, " ", group->label, NULL)
                              : g_strdup (group->label);
}

static void
add_dimension (StudioAnalysis *self,
               const Group *group,
               StudioDefinition *definition,
               gboolean many)
{
  const StudioReading *reading = self->reading;
  const StudioRelationship *last = studio_path_last (group->path);
  g_autofree char *joined = studio_path_join (group->path, self, definition, reading->source);

  if (many)
    studio_definition_add_key (definition,
                               studio_expression_column (joined, studio_field_get_name (last->key),
                                                         studio_field_get_kind (last->key)));
  studio_definition_add_dimension (definition, group->alias, group->label,
                                   group->column != NULL
                                       ? studio_column_expression (group->column, joined)
                                       : studio_reading_name (group->path->to, joined));
  if (group->column != NULL && group->column->null_share > 0)
    studio_definition_filter (
        definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                           studio_column_expression (group->column, joined), NULL));
}

static char *
group_value (StudioAnalysis *self, const Group *group)
{
  const StudioReading *reading = self->reading;

  return studio_phrases_value_of (self, reading, "group",
                                  group->column != NULL
                                      ? (const char *const *) group->column->words
                                      : (const char *const *) group->path->to->words,
                                  NULL, NULL);
}

static void
add_group (StudioAnalysis *self, const Group *group)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *measure = reading->minor ? NULL : reading->money;
  gboolean many = group->column == NULL && group->distinct > MAX_GROUPS;
  g_autofree char *subject =
      measure != NULL ? studio_analysis_subject (reading, measure) : g_strdup (reading->plural);
  const char *alias = measure != NULL ? measure->alias : reading->alias;
  StudioDefinition *definition = studio_analysis_start_for (reading, "share", measure);
  StudioExpression *value = measure != NULL
                                ? studio_sum (studio_column_expression (measure, reading->source))
                                : studio_count (NULL);
  g_autofree char *label = full_label (group);
  g_autofree char *plural = studio_lexicon_plural (reading->lexicon, label);
  g_autofree char *title = many ? g_strdup_printf ("Top 10 %s by %s", plural, subject)
                                : g_strdup_printf ("%s by %s", subject, label);
  const StudioRelationship *first = g_ptr_array_index (group->path->steps, 0);
  StudioProposal *proposal;

  add_dimension (self, group, definition, many);
  studio_definition_add_measure (definition, alias, subject, studio_expression_ref (value));
  studio_definition_add_measure (definition, "share", "share",
                                 studio_expression_new (STUDIO_OPERATOR_SHARE, value, NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, alias, TRUE);
  studio_definition_set_limit (definition, many ? TOP : LIST_LENGTH);
  proposal = studio_proposal_new (many ? STUDIO_FAMILY_RANKING : STUDIO_FAMILY_SHARE, group->weight,
                                  group->alias, "row", definition, "%s", title);
  studio_proposal_set_unit (proposal, "share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, alias,
                            measure != NULL ? studio_analysis_unit (measure) : STUDIO_UNIT_COUNT,
                            STUDIO_DIRECTION_NEUTRAL);
  if (measure != NULL)
    proposal->currency = studio_column_currency (measure);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf (many ? "%s of each %s and its share of the total, for the ten largest."
                            : "%s of each %s and its share of the total, the largest first.",
                       subject, label),
      group_value (self, group),
      g_strdup_printf ("“%s” leads to the %s of each %s.", studio_field_get_name (first->column),
                       label, reading->noun));
  studio_analysis_add (self, proposal);
}

void
_studio_patterns_groups (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autoptr (GPtrArray) paths = NULL;

  if (!studio_reading_is_flow (reading))
    return;
  g_array_set_clear_func (groups, group_clear);
  paths = studio_paths_up (self, self->reading, MAX_DEPTH);
  for (guint i = 0; i < paths->len; i++)
    {
      const StudioPath *path = g_ptr_array_index (paths, i);

      if (path->null_share > 0.5)
        continue;
      add_end (self, path, groups);
      if ((path->to->archetype == STUDIO_ARCHETYPE_ENTITY && !studio_reading_is_staff (path->to)) ||
          (reading->archetype == STUDIO_ARCHETYPE_LINE && studio_reading_is_flow (path->to)))
        add_columns (self, path, groups);
    }
  g_array_sort (groups, compare_groups);
  for (guint i = 0; i < MIN (groups->len, MAX_PROPOSALS); i++)
    {
      Group *group = &g_array_index (groups, Group, i);

      group->weight -= 1.5 * (double) i;
      add_group (self, group);
    }
}
