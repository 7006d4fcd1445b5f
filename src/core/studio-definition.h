/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-expression.h"

G_BEGIN_DECLS

/**
 * StudioDefinitionSource:
 * @name: what expressions call it; unique in its definition
 * @schema: (nullable): of the table
 * @table: (nullable): a table of the database
 * @definition: (nullable): or the rows of another definition
 *
 * Where a definition takes rows from.
 */
typedef struct
{
  char *name;
  char *schema;
  char *table;
  StudioDefinition *definition;
} StudioDefinitionSource;

/**
 * StudioDefinitionJoin:
 * @source: what is joined
 * @left: whether rows without a partner stay
 * @condition: what belongs together
 */
typedef struct
{
  StudioDefinitionSource *source;
  gboolean left;
  StudioExpression *condition;
} StudioDefinitionJoin;

/**
 * StudioDefinitionColumn:
 * @name: its name in the result, in snake_case
 * @title: (nullable): its name for people
 * @expression: its value
 * @dimension: whether the result is grouped by it
 * @hidden: whether it only groups and is not shown (the key behind a name)
 */
typedef struct
{
  char *name;
  char *title;
  StudioExpression *expression;
  gboolean dimension;
  gboolean hidden;
} StudioDefinitionColumn;

/**
 * StudioDefinitionOrder:
 * @column: name of a column of the result
 * @descending: greatest first; NULLs come last either way
 */
typedef struct
{
  char *column;
  gboolean descending;
} StudioDefinitionOrder;

/**
 * StudioDefinition:
 * @pattern: (nullable): what kind of question it is ("trend", "ratio", "top-list"…)
 * @source: what it counts
 * @joins: (element-type StudioDefinitionJoin)
 * @columns: (element-type StudioDefinitionColumn): dimensions and measures, as shown
 * @filters: (element-type StudioExpression): rows must meet all of them
 * @group_filters: (element-type StudioExpression): groups must meet all of them; may aggregate
 * @order: (element-type StudioDefinitionOrder)
 * @limit: most rows, 0 for all
 * @unions: (element-type StudioDefinition): whose rows follow; they have the same columns, and
 * @order and @limit of the first count for all
 *
 * What a KPI asks, without any dialect (design section 3): measures with their filters, time
 * with grain and window, dimensions, joins, order. A compiler turns it into SQL.
 *
 * Built by the functions below by whoever makes it, and left alone once it is handed on; counted by
 * reference.
 */
struct _StudioDefinition
{
  gatomicrefcount references;
  char *pattern;
  StudioDefinitionSource *source;
  GPtrArray *joins;
  GPtrArray *columns;
  GPtrArray *filters;
  GPtrArray *group_filters;
  GPtrArray *order;
  guint limit;
  GPtrArray *unions;
};

#define STUDIO_TYPE_DEFINITION (studio_definition_get_type ())

GType studio_definition_get_type (void) G_GNUC_CONST;

/** studio_definition_new: of the table @table, called @name in its expressions. @pattern and
 * @schema are (nullable). Returns: (transfer full) */
StudioDefinition *studio_definition_new (const char *pattern,
                                         const char *name,
                                         const char *schema,
                                         const char *table);

/** studio_definition_new_over: of the rows of @inner (transfer full). Returns: (transfer full) */
StudioDefinition *
studio_definition_new_over (const char *pattern, const char *name, StudioDefinition *inner);

StudioDefinition *studio_definition_ref (StudioDefinition *self);
void studio_definition_unref (StudioDefinition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDefinition, studio_definition_unref)

/** studio_definition_join: @condition is (transfer full); @schema (nullable). */
void studio_definition_join (StudioDefinition *self,
                             const char *name,
                             const char *schema,
                             const char *table,
                             gboolean left,
                             StudioExpression *condition);

/** studio_definition_join_over: joins the rows of @inner (transfer full). */
void studio_definition_join_over (StudioDefinition *self,
                                  const char *name,
                                  StudioDefinition *inner,
                                  gboolean left,
                                  StudioExpression *condition);

/** studio_definition_add_dimension: groups by @expression (transfer full); @title is (nullable). */
void studio_definition_add_dimension (StudioDefinition *self,
                                      const char *name,
                                      const char *title,
                                      StudioExpression *expression);

/** studio_definition_add_key: groups by @expression (transfer full) without showing it. */
void studio_definition_add_key (StudioDefinition *self, StudioExpression *expression);

/** studio_definition_add_measure: shows @expression (transfer full); @title is (nullable). */
void studio_definition_add_measure (StudioDefinition *self,
                                    const char *name,
                                    const char *title,
                                    StudioExpression *expression);

/** studio_definition_filter: @condition is (transfer full) (nullable): nothing then. */
void studio_definition_filter (StudioDefinition *self, StudioExpression *condition);

/** studio_definition_filter_groups: @condition is (transfer full). */
void studio_definition_filter_groups (StudioDefinition *self, StudioExpression *condition);

void studio_definition_order (StudioDefinition *self, const char *column, gboolean descending);
void studio_definition_set_limit (StudioDefinition *self, guint limit);

/** studio_definition_union: the rows of @other (transfer full) follow. */
void studio_definition_union (StudioDefinition *self, StudioDefinition *other);

/** studio_definition_find_column: Returns: (transfer none) (nullable) */
const StudioDefinitionColumn *
studio_definition_find_column (const StudioDefinition *self, const char *name);

/** studio_definition_result: Returns: (transfer full): the column @name of the result of @self, for
 * a definition that knows it as @source */
StudioExpression *
studio_definition_result (const StudioDefinition *self, const char *source, const char *name);

/** studio_definition_is_grouped: whether rows are aggregated. */
gboolean studio_definition_is_grouped (const StudioDefinition *self);

/** studio_definition_equal: whether both ask the same, whatever their pattern and titles. */
gboolean studio_definition_equal (const StudioDefinition *a, const StudioDefinition *b);

/** studio_definition_hash: equal definitions have equal hashes. */
guint studio_definition_hash (const StudioDefinition *self);

/**
 * studio_definition_from_json:
 * @error: %STUDIO_ERROR_INPUT with what was not understood
 *
 * Returns: (transfer full) (nullable)
 */
StudioDefinition *studio_definition_from_json (JsonNode *node, GError **error);

/** studio_definition_to_text: Returns: (transfer full): its JSON in one line, an object with
 * "version": 1 */
char *studio_definition_to_text (const StudioDefinition *self);

G_END_DECLS
