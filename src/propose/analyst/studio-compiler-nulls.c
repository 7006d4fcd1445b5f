/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-nulls.h"

/* Whether rows in which @column is NULL do not meet @condition. */
static gboolean
rules_out_null (const StudioExpression *condition, const StudioExpression *column)
{
  gboolean found = FALSE;

  if (condition->op == STUDIO_OPERATOR_AND)
    {
      for (guint i = 0; !found && i < condition->arguments->len; i++)
        found = rules_out_null (studio_expression_argument (condition, i), column);
      return found;
    }
  if ((condition->op < STUDIO_OPERATOR_EQUAL || condition->op > STUDIO_OPERATOR_IN) &&
      condition->op != STUDIO_OPERATOR_NOT_NULL && condition->op != STUDIO_OPERATOR_PERIODS)
    return FALSE;
  if (studio_expression_equal (studio_expression_argument (condition, 0), column))
    return TRUE;
  return condition->op >= STUDIO_OPERATOR_EQUAL && condition->op <= STUDIO_OPERATOR_GREATER_EQUAL &&
         studio_expression_equal (studio_expression_argument (condition, 1), column);
}

/* What a column of a step holds is what the step says. */
static gboolean
is_null_in_source (const StudioDefinitionSource *source, const StudioExpression *column)
{
  const StudioDefinitionColumn *inner =
      source->definition != NULL && g_strcmp0 (source->name, column->source) == 0
          ? studio_definition_find_column (source->definition, column->text)
          : NULL;

  return inner == NULL || _studio_compiler_may_be_null (source->definition, inner->expression);
}

static gboolean
column_may_be_null (const StudioDefinition *definition, const StudioExpression *column)
{
  for (guint i = 0; i < definition->filters->len; i++)
    if (rules_out_null (g_ptr_array_index (definition->filters, i), column))
      return FALSE;
  if (!is_null_in_source (definition->source, column))
    return FALSE;
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (!join->left && !is_null_in_source (join->source, column))
        return FALSE;
    }
  return TRUE;
}

/* A CASE without ELSE is NULL for the rest. */
static gboolean
case_may_be_null (const StudioDefinition *definition, const StudioExpression *expression)
{
  guint n = expression->arguments->len;

  if (n % 2 == 0)
    return TRUE;
  for (guint i = 1; i < n; i += 2)
    if (_studio_compiler_may_be_null (definition, studio_expression_argument (expression, i)))
      return TRUE;
  return _studio_compiler_may_be_null (definition, studio_expression_argument (expression, n - 1));
}

gboolean
_studio_compiler_may_be_null (const StudioDefinition *definition,
                              const StudioExpression *expression)
{
  switch ((int) expression->op)
    {
    case STUDIO_OPERATOR_TEXT:
    case STUDIO_OPERATOR_NUMBER:
    case STUDIO_OPERATOR_COUNT:
    case STUDIO_OPERATOR_COUNT_DISTINCT:
    case STUDIO_OPERATOR_RANK:
      return FALSE;
    case STUDIO_OPERATOR_COLUMN:
      return column_may_be_null (definition, expression);
    case STUDIO_OPERATOR_CASE:
      return case_may_be_null (definition, expression);
    case STUDIO_OPERATOR_COALESCE:
      for (guint i = 0; i < expression->arguments->len; i++)
        if (!_studio_compiler_may_be_null (definition, studio_expression_argument (expression, i)))
          return FALSE;
      return TRUE;
    case STUDIO_OPERATOR_BUCKET:
    case STUDIO_OPERATOR_LOWER:
    case STUDIO_OPERATOR_TRUNCATE:
    case STUDIO_OPERATOR_WEEKDAY:
    case STUDIO_OPERATOR_WEEKDAY_NAME:
    case STUDIO_OPERATOR_HOUR_OF_DAY:
    case STUDIO_OPERATOR_SHIFT:
      return _studio_compiler_may_be_null (definition, studio_expression_argument (expression, 0));
    default:
      return TRUE;
    }
}
