/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-exclusions.h"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/* A test is looked for so many foreign keys away: the invoice of the order of a test customer. */
#define MAX_STEPS 2

static const StudioColumn *
find_flag (const StudioReading *reading, StudioFlag flag)
{
  for (guint i = 0; i < reading->excluding->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->excluding, i);

      if (column->flag == flag && column->usable && !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

/* What every row points at. */
static StudioReading *
read_owner (const StudioAnalysis *self,
            const StudioReading *reading,
            const StudioRelationship *relationship)
{
  const StudioColumn *link = studio_reading_find (reading, relationship->column);

  if (!relationship->unique || relationship->parent == reading->table || link == NULL ||
      link->audit || !link->usable || link->null_share > 0 ||
      (link->distinct < 0 && studio_field_get_info (link->field)->nullable))
    return NULL;
  return studio_schema_index_read (self->index, relationship->parent);
}

/* The order of an order line. */
static const StudioRelationship *
find_header (const StudioAnalysis *self, const StudioReading *reading)
{
  gboolean part =
      reading->archetype == STUDIO_ARCHETYPE_LINE || reading->archetype == STUDIO_ARCHETYPE_BRIDGE;

  for (guint i = 0; part && i < reading->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
      const StudioReading *parent = read_owner (self, reading, relationship);

      if (parent != NULL && studio_reading_is_flow (parent) &&
          parent->archetype != STUDIO_ARCHETYPE_LINE)
        return relationship;
    }
  return NULL;
}

/* The way to the nearest row that says whether this one is a test, in @path; whether there is one.
 * Where nobody is a test there is nothing to leave out. */
static gboolean
find_test (const StudioAnalysis *self, const StudioReading *reading, guint steps, GPtrArray *path)
{
  if (find_flag (reading, STUDIO_FLAG_TEST) != NULL)
    return FALSE;
  for (guint depth = 1; depth <= steps; depth++)
    for (guint i = 0; i < reading->parents->len; i++)
      {
        const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
        StudioReading *parent = read_owner (self, reading, relationship);
        const StudioColumn *flag = parent != NULL ? find_flag (parent, STUDIO_FLAG_TEST) : NULL;

        if (parent == NULL)
          continue;
        g_ptr_array_add (path, (gpointer) relationship);
        if (depth == 1 ? flag != NULL && !studio_column_is_constant (flag)
                       : flag == NULL && find_test (self, parent, depth - 1, path))
          return TRUE;
        g_ptr_array_set_size (path, (int) path->len - 1);
      }
  return FALSE;
}

static char *
find_joined (const StudioDefinition *definition,
             const char *source,
             const StudioRelationship *relationship)
{
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);
      const StudioExpression *column =
          join->condition->op == STUDIO_OPERATOR_EQUAL && join->condition->arguments->len > 1
              ? studio_expression_argument (join->condition, 1)
              : NULL;

      if (column != NULL && column->op == STUDIO_OPERATOR_COLUMN && !join->left &&
          g_strcmp0 (join->source->table, studio_table_get_name (relationship->parent)) == 0 &&
          g_strcmp0 (column->source, source) == 0 &&
          strcmp (column->text, studio_field_get_name (relationship->column)) == 0)
        return g_strdup (join->source->name);
    }
  return NULL;
}

static char *
ensure_joined (const StudioAnalysis *self,
               StudioDefinition *definition,
               const char *source,
               const StudioRelationship *relationship)
{
  char *joined = find_joined (definition, source, relationship);

  return joined != NULL
             ? joined
             : studio_analysis_join_parent (self, definition, source, relationship, FALSE);
}

/* Puts @condition (transfer full) (nullable) at @position, and counts on, unless it is there. */
static void
insert_filter (StudioDefinition *definition, StudioExpression *condition, guint *position)
{
  if (condition == NULL)
    return;
  for (guint i = 0; i < definition->filters->len; i++)
    if (studio_expression_equal (g_ptr_array_index (definition->filters, i), condition))
      {
        studio_expression_unref (condition);
        *position = MAX (*position, i + 1);
        return;
      }
  g_ptr_array_insert (definition->filters, (int) (*position)++, condition);
}

static guint
count_own (const StudioReading *reading)
{
  guint n = 0;

  for (guint i = 0; i < reading->excluding->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->excluding, i);

      n += column->usable && !studio_field_is_nested (column->field);
    }
  return n;
}

static StudioExclusions
add_header (const StudioAnalysis *self,
            const StudioReading *reading,
            const char *source,
            StudioDefinition *definition,
            guint *position)
{
  static const StudioFlag flags[] = { STUDIO_FLAG_TEST, STUDIO_FLAG_DELETED };
  const StudioRelationship *relationship = find_header (self, reading);
  StudioReading *header =
      relationship != NULL ? studio_schema_index_read (self->index, relationship->parent) : NULL;
  g_autoptr (StudioExpression) valid = NULL;
  g_autofree char *name = NULL;
  StudioExclusions found = STUDIO_EXCLUSIONS_NONE;

  /* Whoever counts the lines of each order says which orders. */
  if (header == NULL || (header == self->reading && reading != header))
    return STUDIO_EXCLUSIONS_NONE;
  /* What was cancelled was cancelled with its lines, but keeps its tags. */
  valid = reading->archetype == STUDIO_ARCHETYPE_LINE ? studio_status_valid (header, header->source)
                                                      : NULL;
  if (valid == NULL && count_own (header) == 0)
    return STUDIO_EXCLUSIONS_NONE;
  name = ensure_joined (self, definition, source, relationship);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      const StudioColumn *flag = find_flag (header, flags[i]);

      if (flag == NULL)
        continue;
      insert_filter (definition, studio_column_counts (flag, name), position);
      found |= flags[i] == STUDIO_FLAG_TEST ? STUDIO_EXCLUSIONS_TEST : STUDIO_EXCLUSIONS_DELETED;
    }
  if (valid != NULL)
    insert_filter (definition, studio_status_valid (header, name), position);
  return found | (valid != NULL ? STUDIO_EXCLUSIONS_CANCELLED : STUDIO_EXCLUSIONS_NONE);
}

static StudioExclusions
add_test (const StudioAnalysis *self,
          const StudioReading *reading,
          const char *start,
          StudioDefinition *definition,
          gboolean itself,
          guint *position)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autofree char *source = g_strdup (start);
  const StudioReading *owner = reading;

  if (!find_test (self, reading, MAX_STEPS, path))
    return STUDIO_EXCLUSIONS_NONE;
  for (guint i = 0; i < path->len; i++)
    {
      const StudioRelationship *step = g_ptr_array_index (path, i);
      char *name;

      /* The row that is analysed says it itself. */
      if (step->parent == self->reading->table && reading != self->reading && itself)
        return STUDIO_EXCLUSIONS_NONE;
      name = ensure_joined (self, definition, source, step);
      g_free (source);
      source = name;
      owner = studio_schema_index_read (self->index, step->parent);
    }
  insert_filter (definition, studio_column_counts (find_flag (owner, STUDIO_FLAG_TEST), source),
                 position);
  return STUDIO_EXCLUSIONS_TEST;
}

/* What the rows of @source of @definition belong to. */
static StudioExclusions
complete_source (const StudioAnalysis *self,
                 StudioDefinition *definition,
                 const StudioDefinitionSource *source,
                 gboolean itself)
{
  StudioTable *table = studio_schema_index_find_table (self->index, source->schema, source->table);
  const StudioReading *reading =
      table != NULL ? studio_schema_index_read (self->index, table) : NULL;
  StudioExclusions found;
  guint position;

  if (reading == NULL)
    return STUDIO_EXCLUSIONS_NONE;
  position = MIN (count_own (reading), definition->filters->len);
  found = add_header (self, reading, source->name, definition, &position);
  if ((found & STUDIO_EXCLUSIONS_TEST) == 0)
    found |= add_test (self, reading, source->name, definition, itself, &position);
  return found;
}

static gboolean
is_own_table (const StudioAnalysis *self, const StudioDefinitionSource *source)
{
  return g_strcmp0 (source->table, studio_table_get_name (self->reading->table)) == 0 &&
         g_strcmp0 (source->schema, studio_table_get_schema (self->reading->table)) == 0;
}

/* A list of customers by what they ordered is one of customers: of those that count. */
static void
add_own (const StudioAnalysis *self, StudioDefinition *definition, const char *source)
{
  static const StudioFlag flags[] = { STUDIO_FLAG_TEST, STUDIO_FLAG_DELETED };
  guint position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      const StudioColumn *flag = find_flag (self->reading, flags[i]);

      if (flag != NULL)
        insert_filter (definition, studio_column_counts (flag, source), &position);
    }
}

/* The rows of the table may be joined for themselves, as what ran in each month, or as what a key
 * points at. */
static StudioExclusions
complete_join (const StudioAnalysis *self,
               StudioDefinition *definition,
               const StudioDefinitionJoin *join,
               gboolean itself)
{
  if (join->left || !is_own_table (self, join->source))
    return STUDIO_EXCLUSIONS_NONE;
  if (join->condition->op != STUDIO_OPERATOR_EQUAL)
    return complete_source (self, definition, join->source, itself);
  if (!is_own_table (self, definition->source))
    add_own (self, definition, join->source->name);
  return STUDIO_EXCLUSIONS_NONE;
}

static StudioExclusions
complete (const StudioAnalysis *self, StudioDefinition *definition, gboolean itself)
{
  StudioExclusions found = definition->source->definition != NULL
                               ? complete (self, definition->source->definition, itself)
                               : complete_source (self, definition, definition->source, itself);
  guint n = definition->joins->len;

  for (guint i = 0; i < n; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (join->source->definition != NULL)
        found |= complete (self, join->source->definition, itself);
      else
        found |= complete_join (self, definition, join, itself);
    }
  for (guint i = 0; definition->unions != NULL && i < definition->unions->len; i++)
    found |= complete (self, g_ptr_array_index (definition->unions, i), itself);
  return found;
}

StudioExclusions
studio_exclusions_complete (const StudioAnalysis *self, StudioDefinition *definition)
{
  const StudioDefinition *innermost = definition;

  while (innermost->source->definition != NULL)
    innermost = innermost->source->definition;
  return complete (
      self, definition,
      g_strcmp0 (innermost->source->table, studio_table_get_name (self->reading->table)) == 0);
}
