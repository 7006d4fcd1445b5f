/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-windows.h"

#include "propose/analyst/studio-compiler-steps.h"

#define GROUPED "grouped" /* the step that groups */

static gboolean
is_window (const StudioExpression *expression)
{
  return expression->op >= STUDIO_OPERATOR_SHARE && expression->op <= STUDIO_OPERATOR_OVERALL;
}

/* Whether @expression has a window function in it; with @keys, one that names more than a column
 * beside what it is about. */
static gboolean
has_window (const StudioExpression *expression, gboolean keys)
{
  gboolean found = is_window (expression) && !keys;

  for (guint i = 0; !found && i < expression->arguments->len; i++)
    {
      const StudioExpression *argument = studio_expression_argument (expression, i);

      found = (keys && i > 0 && is_window (expression) && argument->op != STUDIO_OPERATOR_COLUMN) ||
              has_window (argument, keys);
    }
  return found;
}

gboolean
_studio_compiler_groups_windows (const StudioDefinition *definition)
{
  if (!studio_definition_is_grouped (definition))
    return FALSE;
  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (has_window (column->expression, TRUE))
        return TRUE;
    }
  return FALSE;
}

/* Aggregates and what groups become columns of the step that groups. */
static StudioExpression *
replace (const StudioExpression *part, gpointer user_data)
{
  StudioDefinition *grouped = user_data;
  gboolean groups = FALSE;

  for (guint i = 0; i < grouped->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (grouped->columns, i);

      groups |= studio_expression_equal (column->expression, part);
    }
  if (!groups && !studio_expression_is_aggregate (part))
    return NULL;
  return studio_expression_column (GROUPED, _studio_compiler_ensure_column (grouped, part, "value"),
                                   part->kind);
}

/* The step that groups, with all columns that are no window functions. */
static StudioDefinition *
start_grouped (const StudioDefinition *definition)
{
  StudioDefinition *grouped = _studio_compiler_same_rows (definition);

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);
      StudioExpression *expression = studio_expression_ref (column->expression);

      if (column->hidden)
        studio_definition_add_key (grouped, expression);
      else if (column->dimension)
        studio_definition_add_dimension (grouped, column->name, NULL, expression);
      else if (!has_window (expression, FALSE))
        studio_definition_add_measure (grouped, column->name, NULL, expression);
      else
        studio_expression_unref (expression);
    }
  for (guint i = 0; i < definition->group_filters->len; i++)
    studio_definition_filter_groups (
        grouped, studio_expression_ref (g_ptr_array_index (definition->group_filters, i)));
  return grouped;
}

StudioDefinition *
_studio_compiler_windows_apart (const StudioDefinition *definition)
{
  StudioDefinition *grouped = start_grouped (definition);
  StudioDefinition *result = studio_definition_new_over (definition->pattern, GROUPED, grouped);

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (!column->hidden)
        studio_definition_add_measure (
            result, column->name, column->title,
            studio_expression_replace (column->expression, replace, grouped));
    }
  _studio_compiler_same_order (definition, result);
  return result;
}
