/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/lint/studio-sql-lint.h"
#include "sql/lint/studio-sql-names-private.h"

G_BEGIN_DECLS

/* What the rules share: the statement, what its names mean, and the findings made so far. */
typedef struct
{
  const char *sql;
  StudioSqlNames *names;
  const StudioSqlSchema *schema; /* nullable */
  StudioDialect dialect;
  GPtrArray *findings; /* of StudioFinding */
} StudioSqlLint;

/* Where a node stands. */
typedef struct
{
  StudioSqlQuery *query;
  StudioSqlClause clause;
  const PgQuery__ResTarget *target;      /* the item of the select list it is in, or NULL */
  const PgQuery__Node *const *ancestors; /* within the clause, outermost first */
  guint depth;
} StudioSqlSpot;

typedef void (*StudioSqlVisit) (StudioSqlLint *lint,
                                const PgQuery__Node *node,
                                const StudioSqlSpot *spot);

/* Calls each of @visits for every expression of every query, from the outside in. */
void _studio_sql_lint_walk (StudioSqlLint *lint, const StudioSqlVisit *visits, guint n_visits);

/* The node around the visited one, @up levels out; NULL when there is none. */
const PgQuery__Node *_studio_sql_spot_parent (const StudioSqlSpot *spot, guint up);

/* @message is taken. The finding belongs to @lint. */
StudioFinding *_studio_sql_lint_add (StudioSqlLint *lint,
                                     const char *id,
                                     StudioSeverity severity,
                                     StudioErrorClass error_class,
                                     const PgQuery__Node *node,
                                     char *message);

StudioFinding *_studio_sql_lint_add_at (StudioSqlLint *lint,
                                        const char *id,
                                        StudioSeverity severity,
                                        StudioErrorClass error_class,
                                        const ProtobufCMessage *node,
                                        char *message);

/* The text of a node; NULL when it has no place. Returns: (transfer full) */
char *_studio_sql_lint_text (const StudioSqlLint *lint, const PgQuery__Node *node);

/* --- reading nodes --- */

/* The operands of `a name b`; FALSE for anything else. */
gboolean _studio_sql_node_is_operator (const PgQuery__Node *node,
                                       const char *name,
                                       const PgQuery__Node **left,
                                       const PgQuery__Node **right);

/* The last part of a called function's name; NULL for anything else. */
const char *_studio_sql_node_function (const PgQuery__Node *node);
gboolean _studio_sql_node_calls (const PgQuery__Node *node, const char *name);

/* The value of a number written out, also with a sign; FALSE for anything else. */
gboolean _studio_sql_node_number (const PgQuery__Node *node, double *value);

/* The text of a literal, seen through casts; NULL for anything else. */
const char *_studio_sql_node_string (const PgQuery__Node *node);
gboolean _studio_sql_node_is_null (const PgQuery__Node *node);
const PgQuery__Node *_studio_sql_node_strip_casts (const PgQuery__Node *node);

/* The column that a node is a plain reference to; NULL for anything else. */
const StudioSqlReference *
_studio_sql_lint_column (const StudioSqlLint *lint, const PgQuery__Node *node);

/* The conditions that all must hold (transfer container): what AND joins in @node, which may be
 * NULL. */
GPtrArray *_studio_sql_lint_conjuncts (const PgQuery__Node *node);

/* All conditions that a row of @query fulfils: WHERE, and ON of inner joins (transfer container).
 */
GPtrArray *_studio_sql_lint_row_conditions (const StudioSqlQuery *query);

/* Whether a column can be NULL as it is read from @source. */
gboolean _studio_sql_column_is_never_null (const StudioSqlReference *reference);

/* Whether @node calls an aggregate of the query it stands in. */
gboolean _studio_sql_lint_is_aggregate (const StudioSqlLint *lint, const PgQuery__Node *node);

/* Whether anything below @node, subqueries apart, is an aggregate. */
gboolean _studio_sql_lint_has_aggregate (const StudioSqlLint *lint, const PgQuery__Node *node);

/* Whether a query gives one row at most. */
gboolean _studio_sql_query_is_single_row (const StudioSqlQuery *query);

/* The outermost query; for UNION… the first of its sides. NULL when there is none. */
StudioSqlQuery *_studio_sql_lint_outermost (const StudioSqlLint *lint);

/* --- division: studio-sql-nonzero.c --- */

/* Whether @node, a divisor at @spot, is certainly not zero (it may be NULL). */
gboolean _studio_sql_lint_is_nonzero (StudioSqlLint *lint,
                                      const PgQuery__Node *node,
                                      const StudioSqlSpot *spot);

/* --- rules --- */

void _studio_sql_lint_division (StudioSqlLint *lint,
                                const PgQuery__Node *node,
                                const StudioSqlSpot *spot);
void _studio_sql_lint_aggregates (StudioSqlLint *lint,
                                  const PgQuery__Node *node,
                                  const StudioSqlSpot *spot);
void _studio_sql_lint_conditions (StudioSqlLint *lint,
                                  const PgQuery__Node *node,
                                  const StudioSqlSpot *spot);
void _studio_sql_lint_contradictions (StudioSqlLint *lint,
                                      const PgQuery__Node *node,
                                      const StudioSqlSpot *spot);
void _studio_sql_lint_joins (StudioSqlLint *lint);
void _studio_sql_lint_time (StudioSqlLint *lint);
void _studio_sql_lint_shape (StudioSqlLint *lint);

G_END_DECLS
