/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-percentile.h"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-compiler-steps.h"

#define MEASURED "measured" /* the rows with their groups and values */
#define ORDERED "ordered"   /* the same with their places */

/**
 * Rewriting:
 * @definition: what has percentiles
 * @measured: (and @ordered): the steps that are made
 * @groups: (element-type utf8) (owned): columns of @measured that make the groups
 */
typedef struct
{
  const StudioDefinition *definition;
  StudioDefinition *measured;
  StudioDefinition *ordered;
  GPtrArray *groups;
} Rewriting;

static gboolean
has_percentile (const StudioExpression *expression)
{
  gboolean found = expression->op == STUDIO_OPERATOR_PERCENTILE;

  for (guint i = 0; !found && i < expression->arguments->len; i++)
    found = has_percentile (studio_expression_argument (expression, i));
  return found;
}

gboolean
_studio_compiler_has_percentile (const StudioDefinition *definition)
{
  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (has_percentile (column->expression))
        return TRUE;
    }
  for (guint i = 0; i < definition->group_filters->len; i++)
    if (has_percentile (g_ptr_array_index (definition->group_filters, i)))
      return TRUE;
  return FALSE;
}

/* Whether @expression takes percentiles of another value than @first, which is the first found. */
static gboolean
has_unlike (const StudioExpression *expression, const StudioExpression **first)
{
  gboolean found = FALSE;

  if (expression->op == STUDIO_OPERATOR_PERCENTILE)
    {
      if (*first == NULL)
        *first = expression;
      return !studio_expression_equal (studio_expression_argument (expression, 0),
                                       studio_expression_argument (*first, 0)) ||
             (expression->filter != NULL) != ((*first)->filter != NULL) ||
             (expression->filter != NULL &&
              !studio_expression_equal (expression->filter, (*first)->filter));
    }
  for (guint i = 0; !found && i < expression->arguments->len; i++)
    found = has_unlike (studio_expression_argument (expression, i), first);
  return found;
}

gboolean
_studio_compiler_has_unlike_percentiles (const StudioDefinition *definition)
{
  const StudioExpression *first = NULL;

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (has_unlike (column->expression, &first))
        return TRUE;
    }
  return FALSE;
}

static StudioExpression *
ref (const StudioExpression *expression)
{
  return studio_expression_ref ((StudioExpression *) expression);
}

/* What @expression says of a row, as a column of the last step. */
static StudioExpression *
value_of_row (Rewriting *self, const StudioExpression *expression, const char *name)
{
  gboolean plain = expression->op == STUDIO_OPERATOR_COLUMN && expression->path == NULL;
  const char *measured =
      _studio_compiler_ensure_column (self->measured, expression, plain ? expression->text : name);
  g_autoptr (StudioExpression) handed_on =
      studio_expression_column (MEASURED, measured, expression->kind);
  const char *ordered = _studio_compiler_ensure_column (self->ordered, handed_on, measured);

  return studio_expression_column (ORDERED, ordered, expression->kind);
}

/* RANK or OVERALL of @value (transfer full) within the groups. */
static StudioExpression *
within_group (Rewriting *self, StudioOperator op, StudioExpression *value)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, value);
  for (guint i = 0; i < self->groups->len; i++)
    g_ptr_array_add (arguments, studio_definition_result (self->measured, MEASURED,
                                                          g_ptr_array_index (self->groups, i)));
  return studio_expression_new_list (op, arguments);
}

/* How many values the group of a row has. */
static StudioExpression *
count_of_group (Rewriting *self, const StudioExpression *value)
{
  return within_group (
      self, STUDIO_OPERATOR_OVERALL,
      studio_expression_new (STUDIO_OPERATOR_CASE,
                             studio_expression_new (STUDIO_OPERATOR_NOT_NULL, ref (value), NULL),
                             studio_expression_number (1), NULL));
}

static StudioExpression *
ordered_column (Rewriting *self, StudioExpression *expression, const char *name)
{
  const char *column = _studio_compiler_ensure_column (self->ordered, expression, name);
  StudioFieldKind kind = expression->kind;

  studio_expression_unref (expression);
  return studio_expression_column (ORDERED, column, kind);
}

static StudioExpression *
compare (StudioOperator op, const StudioExpression *value, double number)
{
  return studio_expression_new (op, ref (value), studio_expression_number (number), NULL);
}

/* The average of the one or two values in the middle: twice their place is the number of values up
 * to two more. */
static StudioExpression *
write_median (Rewriting *self, const StudioExpression *value, const StudioExpression *shown)
{
  g_autoptr (StudioExpression) place =
      ordered_column (self, within_group (self, STUDIO_OPERATOR_RANK, ref (value)), "place");
  g_autoptr (StudioExpression) count =
      ordered_column (self, count_of_group (self, value), "number_of_values");
  g_autoptr (StudioExpression) twice = studio_expression_new (
      STUDIO_OPERATOR_MULTIPLY, studio_expression_number (2), ref (place), NULL);
  StudioExpression *condition = studio_and (
      studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, ref (twice), ref (count), NULL),
      studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL, ref (twice),
                             studio_expression_new (STUDIO_OPERATOR_ADD, ref (count),
                                                    studio_expression_number (2), NULL),
                             NULL));

  return studio_expression_filtered (
      studio_expression_new (STUDIO_OPERATOR_AVERAGE, ref (shown), NULL), condition);
}

/* The column of the last step that says how far below the percentile's place a value's own place
 * is, from the greatest down: 1 at that place, between 0 and 2 where the value has a part in it. */
static StudioExpression *
distance_of (Rewriting *self, const StudioExpression *value, double percent)
{
  g_autofree char *name = g_strdup_printf ("distance_from_%g", percent);
  StudioExpression *steps = studio_expression_new (
      STUDIO_OPERATOR_SUBTRACT, count_of_group (self, value), studio_expression_number (1), NULL);

  return ordered_column (
      self,
      studio_expression_new (
          STUDIO_OPERATOR_SUBTRACT, within_group (self, STUDIO_OPERATOR_RANK, ref (value)),
          studio_expression_new (STUDIO_OPERATOR_MULTIPLY,
                                 studio_expression_number (1 - percent / 100), steps, NULL),
          NULL),
      name);
}

/* The sum of the values next to the percentile's place, the nearer the more. */
static StudioExpression *
write_interpolated (Rewriting *self,
                    const StudioExpression *value,
                    const StudioExpression *shown,
                    double percent)
{
  g_autoptr (StudioExpression) distance = distance_of (self, value, percent);
  StudioExpression *below = studio_and (compare (STUDIO_OPERATOR_GREATER, distance, 0),
                                        compare (STUDIO_OPERATOR_LESS, distance, 1));
  StudioExpression *above = studio_and (compare (STUDIO_OPERATOR_GREATER_EQUAL, distance, 1),
                                        compare (STUDIO_OPERATOR_LESS, distance, 2));
  StudioExpression *rest = studio_expression_new (
      STUDIO_OPERATOR_SUBTRACT, studio_expression_number (2), ref (distance), NULL);

  return studio_sum (studio_expression_new (
      STUDIO_OPERATOR_CASE, below,
      studio_expression_new (STUDIO_OPERATOR_MULTIPLY, ref (shown), ref (distance), NULL), above,
      studio_expression_new (STUDIO_OPERATOR_MULTIPLY, ref (shown), rest, NULL), NULL));
}

/* What an aggregate takes of a row: its argument, or 1, where its filter lets it. */
static StudioExpression *
aggregated_value (const StudioExpression *aggregate)
{
  StudioExpression *value = aggregate->arguments->len > 0
                                ? ref (studio_expression_argument (aggregate, 0))
                                : studio_expression_number (1);

  if (aggregate->filter == NULL)
    return value;
  return studio_expression_new (STUDIO_OPERATOR_CASE, ref (aggregate->filter), value, NULL);
}

static StudioExpression *
replace_aggregate (Rewriting *self, const StudioExpression *aggregate)
{
  g_autoptr (StudioExpression) row = aggregated_value (aggregate);
  g_autoptr (StudioExpression) shown = NULL;
  g_autoptr (StudioExpression) value = NULL;

  if (aggregate->arguments->len == 0 && aggregate->filter == NULL)
    return ref (aggregate);
  shown = value_of_row (self, row, "value");
  if (aggregate->op != STUDIO_OPERATOR_PERCENTILE)
    return studio_expression_new (aggregate->op, g_steal_pointer (&shown), NULL);
  value = studio_expression_column (
      MEASURED, _studio_compiler_ensure_column (self->measured, row, "value"), row->kind);
  return aggregate->number == 50 ? write_median (self, value, shown)
                                 : write_interpolated (self, value, shown, aggregate->number);
}

/* Aggregates and what groups become columns of the last step; what is made of them stays. */
static StudioExpression *
replace (const StudioExpression *part, gpointer user_data)
{
  Rewriting *self = user_data;

  if (studio_expression_is_aggregate (part))
    return replace_aggregate (self, part);
  for (guint i = 0; i < self->definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->definition->columns, i);

      if (column->dimension && part->op != STUDIO_OPERATOR_TEXT &&
          part->op != STUDIO_OPERATOR_NUMBER && studio_expression_equal (column->expression, part))
        return value_of_row (self, part, "value");
    }
  return NULL;
}

/* A constant groups nothing. */
static void
add_groups (Rewriting *self)
{
  for (guint i = 0; i < self->definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->definition->columns, i);
      gboolean constant = column->expression->op == STUDIO_OPERATOR_TEXT ||
                          column->expression->op == STUDIO_OPERATOR_NUMBER;
      g_autoptr (StudioExpression) shown = NULL;

      if (!column->dimension || constant)
        continue;
      shown = value_of_row (self, column->expression,
                            column->name != NULL ? column->name : "group_key");
      g_ptr_array_add (self->groups, g_strdup (shown->text));
    }
}

static void
add_columns (Rewriting *self, StudioDefinition *result)
{
  for (guint i = 0; i < self->definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->definition->columns, i);
      StudioExpression *expression = studio_expression_replace (column->expression, replace, self);

      if (column->hidden)
        studio_definition_add_key (result, expression);
      else if (column->dimension)
        studio_definition_add_dimension (result, column->name, column->title, expression);
      else
        studio_definition_add_measure (result, column->name, column->title, expression);
    }
  for (guint i = 0; i < self->definition->group_filters->len; i++)
    studio_definition_filter_groups (
        result, studio_expression_replace (g_ptr_array_index (self->definition->group_filters, i),
                                           replace, self));
}

StudioDefinition *
_studio_compiler_without_percentile (const StudioDefinition *definition)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  StudioDefinition *measured = _studio_compiler_same_rows (definition);
  StudioDefinition *ordered = studio_definition_new_over (NULL, MEASURED, measured);
  StudioDefinition *result = studio_definition_new_over (definition->pattern, ORDERED, ordered);
  Rewriting self = { definition, measured, ordered, groups };

  add_groups (&self);
  add_columns (&self, result);
  _studio_compiler_same_order (definition, result);
  return result;
}
