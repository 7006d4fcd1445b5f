/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-steps.h"

const char *
_studio_compiler_ensure_column (StudioDefinition *definition,
                                const StudioExpression *expression,
                                const char *name)
{
  g_autofree char *unique = g_strdup (name);

  for (guint i = 0; i < definition->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, i);

      if (studio_expression_equal (column->expression, expression))
        return column->name;
    }
  for (guint n = 2; studio_definition_find_column (definition, unique) != NULL; n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s_%u", name, n);
    }
  studio_definition_add_measure (definition, unique, NULL,
                                 studio_expression_ref ((StudioExpression *) expression));
  return studio_definition_find_column (definition, unique)->name;
}

StudioDefinition *
_studio_compiler_same_rows (const StudioDefinition *definition)
{
  const StudioDefinitionSource *source = definition->source;
  StudioDefinition *same =
      source->definition != NULL
          ? studio_definition_new_over (NULL, source->name,
                                        studio_definition_ref (source->definition))
          : studio_definition_new (NULL, source->name, source->schema, source->table);

  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (join->source->definition != NULL)
        studio_definition_join_over (same, join->source->name,
                                     studio_definition_ref (join->source->definition), join->left,
                                     studio_expression_ref (join->condition));
      else
        studio_definition_join (same, join->source->name, join->source->schema, join->source->table,
                                join->left, studio_expression_ref (join->condition));
    }
  for (guint i = 0; i < definition->filters->len; i++)
    studio_definition_filter (same,
                              studio_expression_ref (g_ptr_array_index (definition->filters, i)));
  return same;
}

void
_studio_compiler_same_order (const StudioDefinition *definition, StudioDefinition *result)
{
  for (guint i = 0; i < definition->order->len; i++)
    {
      const StudioDefinitionOrder *order = g_ptr_array_index (definition->order, i);

      studio_definition_order (result, order->column, order->descending);
    }
  studio_definition_set_limit (result, definition->limit);
}
