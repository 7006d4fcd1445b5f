/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-lines.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

/*
 * What the rows say about the things they point at: who has most, and how much hangs on few. A
 * foreign key to a whole primary key joins one row to each, so nothing is counted twice.
 */

/* More foreign keys of one table are not looked at, the most telling first. */
#define MAX_PARENTS 4
#define TOP 10
/* Fewer things than this have no “largest ten”. */
#define MANY 25

/* A thing that rows point at, as it is called in names. */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *column;
  const StudioRelationship *relationship;
  StudioReading *reading;
  char *noun;
  char *plural;
  char *alias;
  int importance;
} Parent;

/* What is summed: money, else that of the lines of a row, else a quantity, else rows. */
typedef struct
{
  const StudioColumn *column;
  gboolean of_lines;
  StudioLines lines;
  char *label;
  char *alias;
  StudioUnit unit;
} Weight;

static void
parent_clear (gpointer data)
{
  Parent *parent = data;

  g_free (parent->noun);
  g_free (parent->plural);
  g_free (parent->alias);
}

static StudioDefinition *
start (const StudioAnalysis *self, const char *pattern, const Weight *weight)
{
  return weight->of_lines ? studio_lines_start (self, &weight->lines, pattern)
                          : studio_analysis_start_for (self->reading, pattern, weight->column);
}

static StudioExpression *
weigh (const StudioReading *reading, const Weight *weight)
{
  if (weight->of_lines)
    return studio_sum (studio_lines_amount (&weight->lines));
  return weight->column != NULL
             ? studio_sum (studio_column_expression (weight->column, reading->source))
             : studio_count (NULL);
}

/* The parent's readable name, or the key itself when it has none. */
static void
add_name (const Parent *parent, StudioDefinition *definition)
{
  StudioAnalysis *self = parent->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *joined = NULL;

  if (parent->reading == NULL || parent->reading->name == NULL)
    {
      studio_definition_add_dimension (definition, parent->alias, parent->noun,
                                       studio_column_expression (parent->column, reading->source));
      return;
    }
  joined =
      studio_analysis_join_parent (self, definition, reading->source, parent->relationship, FALSE);
  /* Two things of the same name stay two. */
  studio_definition_add_key (
      definition,
      studio_expression_column (joined, studio_field_get_name (parent->relationship->key),
                                studio_field_get_kind (parent->relationship->key)));
  studio_definition_add_dimension (definition, parent->alias, parent->noun,
                                   studio_reading_name (parent->reading, joined));
}

static void
add_top (const Parent *parent, const Weight *weight)
{
  StudioAnalysis *self = parent->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = start (self, "top-list", weight);
  gboolean few = parent->column->distinct >= 2 && parent->column->distinct <= TOP + 2;
  StudioProposal *proposal;

  add_name (parent, definition);
  studio_definition_add_measure (definition, weight->alias, weight->label, weigh (reading, weight));
  if (parent->reading == NULL || parent->reading->name == NULL)
    studio_definition_filter (
        definition,
        studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                               studio_column_expression (parent->column, reading->source), NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, weight->alias, TRUE);
  studio_definition_set_limit (definition, few ? TOP + 10 : TOP);
  proposal = studio_proposal_new (STUDIO_FAMILY_RANKING, 66 + parent->importance, parent->alias,
                                  "row", definition, few ? "%s by %s" : "Top 10 %2$s by %1$s",
                                  weight->label, few ? parent->noun : parent->plural);
  studio_proposal_set_unit (proposal, weight->alias, weight->unit, STUDIO_DIRECTION_NEUTRAL);
  if (weight->column != NULL)
    proposal->currency = studio_column_currency (weight->column);
  studio_proposal_set_text (
      proposal,
      few ? g_strdup_printf ("%s of each %s, the largest first.", weight->label, parent->noun)
          : g_strdup_printf ("The ten %s with the most %s, the largest first.", parent->plural,
                             weight->label),
      studio_phrases_value (self, "top", parent->column, parent->plural, weight->label),
      g_strdup_printf ("“%s” points at one %s each.", studio_column_get_name (parent->column),
                       parent->noun));
  studio_analysis_add (self, proposal);
}

/* What the ten largest have of all. */
static void
add_concentration (const Parent *parent, const Weight *weight)
{
  StudioAnalysis *self = parent->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *inner, *definition;
  StudioExpression *total, *rank;
  StudioProposal *proposal;

  if (parent->column->distinct >= 0 && parent->column->distinct < MANY)
    return;
  inner = start (self, "ranking", weight);
  studio_definition_add_dimension (inner, studio_column_get_name (parent->column), NULL,
                                   studio_column_expression (parent->column, reading->source));
  studio_definition_add_measure (inner, weight->alias, NULL, weigh (reading, weight));
  studio_definition_add_measure (
      inner, "place", NULL,
      studio_expression_new (STUDIO_OPERATOR_RANK, weigh (reading, weight), NULL));
  studio_definition_filter (
      inner,
      studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                             studio_column_expression (parent->column, reading->source), NULL));
  studio_analysis_limit_long (self, inner, &self->window, reading->source);
  definition = studio_definition_new_over ("concentration", "ranked", inner);
  total = studio_definition_result (inner, "ranked", weight->alias);
  rank = studio_definition_result (inner, "ranked", "place");
  studio_definition_add_measure (
      definition, "top_10_share", "share of the ten largest",
      studio_ratio (
          studio_expression_filtered (studio_sum (studio_expression_ref (total)),
                                      studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL, rank,
                                                             studio_expression_number (TOP), NULL)),
          studio_sum (total)));
  proposal = studio_proposal_new (STUDIO_FAMILY_CONCENTRATION, 62 + parent->importance,
                                  parent->alias, "scalar", definition, "Share of %s from top 10 %s",
                                  weight->label, parent->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("%1$s of the ten %2$s with the most of it, divided by that of all %2$s.",
                       weight->label, parent->plural),
      studio_phrases_value (self, "concentration", parent->column, parent->plural, NULL),
      g_strdup_printf ("“%s” has many different values.", studio_column_get_name (parent->column)));
  studio_analysis_add (self, proposal);
}

/* How many different ones take part per period. */
static void
add_active (const Parent *parent)
{
  StudioAnalysis *self = parent->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *alias = g_strconcat ("active_", parent->alias, "_count", NULL);
  g_autofree char *title = g_strconcat ("active ", parent->plural, NULL);
  StudioDefinition *definition;
  StudioProposal *proposal;

  /* The same few take part in every period. */
  if (self->window.time == NULL || (parent->column->distinct >= 0 && parent->column->distinct < 12))
    return;
  definition = studio_analysis_start (reading, "active");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, alias, title,
      studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                             studio_column_expression (parent->column, reading->source), NULL));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_TREND, 60 + parent->importance, parent->alias, "line",
                           definition, "%s with %s per %s", parent->plural, reading->plural, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of different %s with at least one %s, per %s.", parent->plural,
                       reading->noun, grain),
      studio_phrases_value (self, "active-parents", parent->column, parent->plural, NULL),
      g_strdup_printf ("“%s” points at one %s each.", studio_column_get_name (parent->column),
                       parent->noun));
  studio_analysis_add (self, proposal);
}

/* What falls to each of those who take part. */
static void
add_per_active (const Parent *parent, const Weight *weight)
{
  StudioAnalysis *self = parent->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *alias = g_strconcat (weight->alias, "_per_", parent->alias, NULL);
  g_autofree char *title = g_strconcat (weight->label, " per ", parent->noun, NULL);
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (self->window.time == NULL)
    return;
  definition = start (self, "ratio", weight);
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, alias, title,
      studio_ratio (weigh (reading, weight),
                    studio_expression_new (
                        STUDIO_OPERATOR_COUNT_DISTINCT,
                        studio_column_expression (parent->column, reading->source), NULL)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 57 + parent->importance, parent->alias, "line",
                           definition, "%s per %s by %s", weight->label, parent->noun, grain);
  studio_proposal_set_unit (proposal, NULL,
                            weight->column != NULL ? weight->unit : STUDIO_UNIT_QUANTITY,
                            STUDIO_DIRECTION_UP);
  if (weight->column != NULL)
    proposal->currency = studio_column_currency (weight->column);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("%s divided by the number of different %s with at least one %s, per %s.",
                       weight->label, parent->plural, reading->noun, grain),
      studio_phrases_value (self, "per-parent", parent->column, parent->plural, NULL),
      g_strdup_printf ("“%s” points at one %s each.", studio_column_get_name (parent->column),
                       parent->noun));
  studio_analysis_add (self, proposal);
}

static int
parent_importance (const StudioReading *reading,
                   const StudioColumn *column,
                   const StudioReading *parent)
{
  guint concepts = column->concepts;
  int importance = 0;

  if (parent != NULL)
    concepts |= studio_lexicon_concepts_of (reading->lexicon, (const char *const *) parent->words);
  if (concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION))
    importance += 5;
  if (studio_column_has_word (column, "product") || studio_column_has_word (column, "item"))
    importance += 4;
  if (parent != NULL && parent->name != NULL)
    importance += 3;
  if (parent == NULL || parent->archetype == STUDIO_ARCHETYPE_LOOKUP)
    importance -= 4;
  /* The header of a line, and the event that another event follows, are no customers of it. */
  if (parent != NULL &&
      (parent->archetype == STUDIO_ARCHETYPE_HEADER ||
       parent->archetype == STUDIO_ARCHETYPE_EVENT || parent->archetype == STUDIO_ARCHETYPE_LINE))
    importance -= 20;
  return importance - (int) (10 * column->null_share);
}

/* Whether nearly every row points at another one, as customers do at their addresses. */
static gboolean
is_one_each (const StudioReading *reading, const StudioColumn *column)
{
  gint64 rows = reading->rows;

  return rows > 0 && column->distinct >= 0 &&
         (double) column->distinct > 0.9 * (double) MIN (rows, 10000);
}

static gboolean
points_at_itself (const StudioReading *reading, const StudioColumn *column)
{
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);

      if (relationship->column == column->field && relationship->parent == reading->table)
        return TRUE;
    }
  return FALSE;
}

/* Line 1 of one site is not line 1 of another: a part of a key names nothing, unless it is a key of
 * its own. */
static gboolean
is_part_of_key (const StudioReading *reading, const StudioColumn *column)
{
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);

      if (relationship->column == column->field)
        return !relationship->unique && !studio_field_is_foreign_key (relationship->key);
    }
  return FALSE;
}

static gboolean
read_parent (StudioAnalysis *self, const StudioColumn *column, Parent *parent)
{
  const StudioReading *reading = self->reading;

  *parent = (Parent){ .analysis = self, .column = column };
  if (column->role != STUDIO_ROLE_FOREIGN_KEY || column->audit || !column->usable ||
      studio_column_is_constant (column) || column == reading->key ||
      studio_field_is_nested (column->field))
    return FALSE;
  if (points_at_itself (reading, column) || is_one_each (reading, column) ||
      is_part_of_key (reading, column))
    return FALSE;
  parent->reading = studio_analysis_parent (self, reading, column, &parent->relationship);
  parent->importance = parent_importance (reading, column, parent->reading);
  if (parent->importance < -10)
    return FALSE;
  parent->noun = studio_analysis_parent_noun (reading, column, parent->reading);
  parent->plural = studio_lexicon_plural (reading->lexicon, parent->noun);
  parent->alias = studio_alias_from (parent->noun, "parent");
  return TRUE;
}

static gint
compare_parents (gconstpointer a, gconstpointer b)
{
  return ((const Parent *) b)->importance - ((const Parent *) a)->importance;
}

/* Units sold or produced are what rows are about; photos and the pieces asked for are not. */
static gboolean
is_what_counts (const StudioReading *reading, const StudioColumn *quantity)
{
  static const char *const words[] = { "produced", "output",      "sold",  "shipped",
                                       "good",     "consumption", "usage", NULL };

  if (quantity->role != STUDIO_ROLE_QUANTITY)
    return FALSE;
  if (reading->archetype == STUDIO_ARCHETYPE_LINE)
    return TRUE;
  if (reading->mixed != NULL)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_column_has_word (quantity, words[i]))
      return TRUE;
  return FALSE;
}

static void
read_weight (const StudioAnalysis *self, Weight *weight)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *column = reading->minor ? NULL : reading->money;

  weight->of_lines = studio_lines_carry_amount (self, reading, &weight->lines);
  if (weight->of_lines)
    column = weight->lines.reading->money;
  if (column == NULL && reading->quantity != NULL && is_what_counts (reading, reading->quantity))
    column = reading->quantity;

  /* Few rows are worth less than the main amount of a transaction. */
  if (column != NULL && column->null_share > 0.5)
    column = NULL;
  weight->column = column;
  weight->label =
      column != NULL ? studio_analysis_subject (reading, column) : g_strdup (reading->plural);
  weight->alias = g_strdup (column != NULL ? column->alias : reading->alias);
  weight->unit = column != NULL ? studio_analysis_unit (column) : STUDIO_UNIT_COUNT;
}

static gboolean
is_nameless (const Parent *parent)
{
  return parent->reading != NULL && parent->reading->name == NULL &&
         (parent->column->kind == STUDIO_FIELD_INTEGER ||
          parent->column->kind == STUDIO_FIELD_UUID) &&
         (parent->column->distinct < 0 || parent->column->distinct > TOP + 2);
}

static void
add_parent (const Parent *parent, const Weight *weight)
{
  const StudioReading *reading = parent->analysis->reading;
  gboolean actor =
      (parent->column->concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0 ||
      (parent->reading != NULL &&
       (studio_lexicon_concepts_of (reading->lexicon,
                                    (const char *const *) parent->reading->words) &
        (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0);
  gboolean lookup =
      parent->reading != NULL && parent->reading->archetype == STUDIO_ARCHETYPE_LOOKUP;

  /* Bare numbers of many things tell nobody which they are. */
  if (!lookup && !is_nameless (parent))
    {
      add_top (parent, weight);
      add_concentration (parent, weight);
    }
  if (!actor || parent->analysis->window.stock)
    return;
  add_active (parent);
  add_per_active (parent, weight);
}

void
_studio_patterns_parents (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (Parent));
  Weight weight;

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  g_array_set_clear_func (parents, parent_clear);
  for (guint i = 0; i < reading->columns->len; i++)
    {
      Parent parent;

      if (read_parent (self, g_ptr_array_index (reading->columns, i), &parent))
        g_array_append_val (parents, parent);
    }
  g_array_sort (parents, compare_parents);
  read_weight (self, &weight);
  for (guint i = 0; i < MIN (parents->len, MAX_PARENTS); i++)
    add_parent (&g_array_index (parents, Parent, i), &weight);
  g_free (weight.label);
  g_free (weight.alias);
}
