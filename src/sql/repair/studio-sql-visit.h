/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/lint/studio-sql-names.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * StudioSqlSpot:
 * @above: (element-type PgQuery__Node): what a node stands in, the whole statement first
 * @select: (nullable): the SELECT that it stands in
 */
typedef struct
{
  GPtrArray *above;
  const PgQuery__SelectStmt *select;
} StudioSqlSpot;

/** StudioSqlVisitFunc: @node is an expression, a clause… that stands at @spot. */
typedef void (*StudioSqlVisitFunc) (const PgQuery__Node *node,
                                    const StudioSqlSpot *spot,
                                    gpointer user_data);

/** studio_sql_visit: calls @func for every node of the statement, those outside first. */
void studio_sql_visit (const StudioSqlTree *tree, StudioSqlVisitFunc func, gpointer user_data);

/** studio_sql_spot_above: Returns: (transfer none) (nullable): the @n-th node around the one at
 * @spot; 0 is the nearest. */
const PgQuery__Node *studio_sql_spot_above (const StudioSqlSpot *self, guint n);

/** studio_sql_spot_clause: the clause of its SELECT that @node stands in. */
StudioSqlClause studio_sql_spot_clause (const StudioSqlSpot *self, const PgQuery__Node *node);

/** studio_sql_spot_is_in: whether @node or what it stands in, in its own SELECT, is among the
 * @n nodes of @list. */
gboolean studio_sql_spot_is_in (const StudioSqlSpot *self,
                                const PgQuery__Node *node,
                                PgQuery__Node *const *list,
                                gsize n);

/** studio_sql_call_name: Returns: (transfer none) (nullable): the name of the function that @node
 * calls, in lower case unless it was quoted; %NULL when it calls none. */
const char *studio_sql_call_name (const PgQuery__Node *node);

/** studio_sql_operator: Returns: (transfer none) (nullable): the operator of @node, for any kind of
 * operator expression; %NULL when it is none. */
const char *studio_sql_operator (const PgQuery__Node *node);

/** studio_sql_is_operator: whether @node is a plain operator expression with two operands and one
 * of the operators between the blanks of @operators (" = <> "). */
gboolean studio_sql_is_operator (const PgQuery__Node *node, const char *operators);

/** studio_sql_is_among: whether @word is one of @words, which stand between blanks. */
gboolean studio_sql_is_among (const char *words, const char *word);

/** studio_sql_number: sets @value when @node is a literal number, with or without a sign. */
gboolean studio_sql_number (const PgQuery__Node *node, double *value);

/** studio_sql_string: Returns: (transfer none) (nullable): what a literal in quotes says. */
const char *studio_sql_string (const PgQuery__Node *node);

/** studio_sql_has_aggregate: whether @node is or contains an aggregate, in this query itself;
 * @with_windows counts window functions too. */
gboolean studio_sql_has_aggregate (const StudioSqlNames *names,
                                   const PgQuery__Node *node,
                                   gboolean with_windows);

/** studio_sql_has_window: whether @node is or contains a window function, in this query itself. */
gboolean studio_sql_has_window (const PgQuery__Node *node);

/** studio_sql_has_column: whether @node is or contains a reference to a column. */
gboolean studio_sql_has_column (const PgQuery__Node *node);

/** studio_sql_node_text: Returns: (transfer full) (nullable): the SQL of @node as it stands there.
 */
char *studio_sql_node_text (const StudioSqlNames *names, const PgQuery__Node *node);

/** studio_sql_node_key: Returns: (transfer full) (nullable): the SQL of @node without white space
 * and case, to tell whether two pieces are the same. */
char *studio_sql_node_key (const StudioSqlNames *names, const PgQuery__Node *node);

G_END_DECLS
