/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-definition.h"

G_DEFINE_BOXED_TYPE (StudioDefinition,
                     studio_definition,
                     studio_definition_ref,
                     studio_definition_unref)

static void
source_free (StudioDefinitionSource *source)
{
  g_free (source->name);
  g_free (source->schema);
  g_free (source->table);
  g_clear_pointer (&source->definition, studio_definition_unref);
  g_free (source);
}

static void
join_free (gpointer data)
{
  StudioDefinitionJoin *join = data;

  source_free (join->source);
  studio_expression_unref (join->condition);
  g_free (join);
}

static void
column_free (gpointer data)
{
  StudioDefinitionColumn *column = data;

  g_free (column->name);
  g_free (column->title);
  studio_expression_unref (column->expression);
  g_free (column);
}

static void
order_free (gpointer data)
{
  StudioDefinitionOrder *order = data;

  g_free (order->column);
  g_free (order);
}

static void
expression_free (gpointer data)
{
  studio_expression_unref (data);
}

static void
definition_free (gpointer data)
{
  studio_definition_unref (data);
}

static StudioDefinitionSource *
source_new (const char *name, const char *schema, const char *table, StudioDefinition *definition)
{
  StudioDefinitionSource *source = g_new0 (StudioDefinitionSource, 1);

  source->name = g_strdup (name);
  source->schema = g_strdup (schema);
  source->table = g_strdup (table);
  source->definition = definition;
  return source;
}

static StudioDefinition *
new_with_source (const char *pattern, StudioDefinitionSource *source)
{
  StudioDefinition *self = g_new0 (StudioDefinition, 1);

  g_atomic_ref_count_init (&self->references);
  self->pattern = g_strdup (pattern);
  self->source = source;
  self->joins = g_ptr_array_new_with_free_func (join_free);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->filters = g_ptr_array_new_with_free_func (expression_free);
  self->group_filters = g_ptr_array_new_with_free_func (expression_free);
  self->order = g_ptr_array_new_with_free_func (order_free);
  self->unions = g_ptr_array_new_with_free_func (definition_free);
  return self;
}

StudioDefinition *
studio_definition_new (const char *pattern, const char *name, const char *schema, const char *table)
{
  g_return_val_if_fail (name != NULL && table != NULL, NULL);
  return new_with_source (pattern, source_new (name, schema, table, NULL));
}

StudioDefinition *
studio_definition_new_over (const char *pattern, const char *name, StudioDefinition *inner)
{
  g_return_val_if_fail (name != NULL && inner != NULL, NULL);
  return new_with_source (pattern, source_new (name, NULL, NULL, inner));
}

StudioDefinition *
studio_definition_ref (StudioDefinition *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_definition_unref (StudioDefinition *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->pattern);
  source_free (self->source);
  g_ptr_array_unref (self->joins);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->filters);
  g_ptr_array_unref (self->group_filters);
  g_ptr_array_unref (self->order);
  g_ptr_array_unref (self->unions);
  g_free (self);
}

static void
add_join (StudioDefinition *self,
          StudioDefinitionSource *source,
          gboolean left,
          StudioExpression *condition)
{
  StudioDefinitionJoin *join = g_new0 (StudioDefinitionJoin, 1);

  join->source = source;
  join->left = left;
  join->condition = condition;
  g_ptr_array_add (self->joins, join);
}

void
studio_definition_join (StudioDefinition *self,
                        const char *name,
                        const char *schema,
                        const char *table,
                        gboolean left,
                        StudioExpression *condition)
{
  add_join (self, source_new (name, schema, table, NULL), left, condition);
}

void
studio_definition_join_over (StudioDefinition *self,
                             const char *name,
                             StudioDefinition *inner,
                             gboolean left,
                             StudioExpression *condition)
{
  add_join (self, source_new (name, NULL, NULL, inner), left, condition);
}

static StudioDefinitionColumn *
add_column (StudioDefinition *self,
            const char *name,
            const char *title,
            StudioExpression *expression)
{
  StudioDefinitionColumn *column = g_new0 (StudioDefinitionColumn, 1);

  column->name = g_strdup (name);
  column->title = g_strdup (title);
  column->expression = expression;
  g_ptr_array_add (self->columns, column);
  return column;
}

void
studio_definition_add_dimension (StudioDefinition *self,
                                 const char *name,
                                 const char *title,
                                 StudioExpression *expression)
{
  add_column (self, name, title, expression)->dimension = TRUE;
}

void
studio_definition_add_key (StudioDefinition *self, StudioExpression *expression)
{
  StudioDefinitionColumn *column = add_column (self, NULL, NULL, expression);

  column->dimension = TRUE;
  column->hidden = TRUE;
}

void
studio_definition_add_measure (StudioDefinition *self,
                               const char *name,
                               const char *title,
                               StudioExpression *expression)
{
  add_column (self, name, title, expression);
}

void
studio_definition_filter (StudioDefinition *self, StudioExpression *condition)
{
  if (condition != NULL)
    g_ptr_array_add (self->filters, condition);
}

void
studio_definition_filter_groups (StudioDefinition *self, StudioExpression *condition)
{
  g_ptr_array_add (self->group_filters, condition);
}

void
studio_definition_order (StudioDefinition *self, const char *column, gboolean descending)
{
  StudioDefinitionOrder *order = g_new0 (StudioDefinitionOrder, 1);

  order->column = g_strdup (column);
  order->descending = descending;
  g_ptr_array_add (self->order, order);
}

void
studio_definition_set_limit (StudioDefinition *self, guint limit)
{
  self->limit = limit;
}

void
studio_definition_union (StudioDefinition *self, StudioDefinition *other)
{
  g_ptr_array_add (self->unions, other);
}

const StudioDefinitionColumn *
studio_definition_find_column (const StudioDefinition *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->columns, i);

      if (g_strcmp0 (column->name, name) == 0)
        return column;
    }
  return NULL;
}

StudioExpression *
studio_definition_result (const StudioDefinition *self, const char *source, const char *name)
{
  const StudioDefinitionColumn *column = studio_definition_find_column (self, name);

  g_return_val_if_fail (column != NULL, NULL);
  return studio_expression_column (source, name, column->expression->kind);
}

gboolean
studio_definition_is_grouped (const StudioDefinition *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->columns, i);

      if (studio_expression_has_aggregate (column->expression))
        return TRUE;
    }
  return self->group_filters->len > 0;
}

static gboolean
source_equal (const StudioDefinitionSource *a, const StudioDefinitionSource *b)
{
  if (g_strcmp0 (a->name, b->name) != 0 || g_strcmp0 (a->schema, b->schema) != 0 ||
      g_strcmp0 (a->table, b->table) != 0)
    return FALSE;
  if (a->definition == NULL || b->definition == NULL)
    return a->definition == b->definition;
  return studio_definition_equal (a->definition, b->definition);
}

static gboolean
join_equal (gconstpointer a, gconstpointer b)
{
  const StudioDefinitionJoin *first = a;
  const StudioDefinitionJoin *second = b;

  return first->left == second->left && source_equal (first->source, second->source) &&
         studio_expression_equal (first->condition, second->condition);
}

static gboolean
column_equal (gconstpointer a, gconstpointer b)
{
  const StudioDefinitionColumn *first = a;
  const StudioDefinitionColumn *second = b;

  return first->dimension == second->dimension && first->hidden == second->hidden &&
         g_strcmp0 (first->name, second->name) == 0 &&
         studio_expression_equal (first->expression, second->expression);
}

static gboolean
order_equal (gconstpointer a, gconstpointer b)
{
  const StudioDefinitionOrder *first = a;
  const StudioDefinitionOrder *second = b;

  return first->descending == second->descending && g_strcmp0 (first->column, second->column) == 0;
}

static gboolean
expressions_equal (gconstpointer a, gconstpointer b)
{
  return studio_expression_equal (a, b);
}

static gboolean
definitions_equal (gconstpointer a, gconstpointer b)
{
  return studio_definition_equal (a, b);
}

static gboolean
list_equal (GPtrArray *a, GPtrArray *b, GEqualFunc equal)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
studio_definition_equal (const StudioDefinition *a, const StudioDefinition *b)
{
  return a == b || (a->limit == b->limit && source_equal (a->source, b->source) &&
                    list_equal (a->joins, b->joins, join_equal) &&
                    list_equal (a->columns, b->columns, column_equal) &&
                    list_equal (a->filters, b->filters, expressions_equal) &&
                    list_equal (a->group_filters, b->group_filters, expressions_equal) &&
                    list_equal (a->order, b->order, order_equal) &&
                    list_equal (a->unions, b->unions, definitions_equal));
}

static guint
hash_text (guint hash, const char *text)
{
  return hash * 33 + (text != NULL ? g_str_hash (text) : 0);
}

static guint
hash_expression (guint hash, const StudioExpression *expression)
{
  hash = hash_text (hash * 33 + expression->op, expression->text);
  for (guint i = 0; i < expression->arguments->len; i++)
    hash = hash_expression (hash, g_ptr_array_index (expression->arguments, i));
  return hash;
}

guint
studio_definition_hash (const StudioDefinition *self)
{
  guint hash = hash_text (hash_text (5381, self->source->table), self->source->name);

  if (self->source->definition != NULL)
    hash = hash * 33 + studio_definition_hash (self->source->definition);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (self->columns, i);

      hash = hash_expression (hash_text (hash, column->name), column->expression);
    }
  for (guint i = 0; i < self->filters->len; i++)
    hash = hash_expression (hash, g_ptr_array_index (self->filters, i));
  return hash * 33 + self->limit;
}
