/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-schema.h"
#include "sql/studio-sql-tokens.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * StudioSqlType: the broad type of an expression.
 * @STUDIO_SQL_TYPE_UNKNOWN: cannot be told; anything may be done with it
 * @STUDIO_SQL_TYPE_LITERAL: a quoted literal or NULL, which takes the type that is needed
 * @STUDIO_SQL_TYPE_OTHER: known, but none of the others (inet, a range, a row…)
 */
typedef enum
{
  STUDIO_SQL_TYPE_UNKNOWN,
  STUDIO_SQL_TYPE_LITERAL,
  STUDIO_SQL_TYPE_BOOLEAN,
  STUDIO_SQL_TYPE_INTEGER,
  STUDIO_SQL_TYPE_NUMERIC,
  STUDIO_SQL_TYPE_FLOAT,
  STUDIO_SQL_TYPE_TEXT,
  STUDIO_SQL_TYPE_UUID,
  STUDIO_SQL_TYPE_DATE,
  STUDIO_SQL_TYPE_TIME,
  STUDIO_SQL_TYPE_TIMESTAMP,
  STUDIO_SQL_TYPE_TIMESTAMPTZ,
  STUDIO_SQL_TYPE_INTERVAL,
  STUDIO_SQL_TYPE_JSON,
  STUDIO_SQL_TYPE_JSONB,
  STUDIO_SQL_TYPE_ARRAY,
  STUDIO_SQL_TYPE_ENUM,
  STUDIO_SQL_TYPE_OTHER,
} StudioSqlType;

/** studio_sql_type_is_arithmetic: whether it is an integer, numeric or float. */
gboolean studio_sql_type_is_arithmetic (StudioSqlType type);

/** studio_sql_type_is_temporal: whether it is a date or a timestamp. */
gboolean studio_sql_type_is_temporal (StudioSqlType type);

typedef struct _StudioSqlQuery StudioSqlQuery;
typedef struct _StudioSqlSource StudioSqlSource;

/**
 * StudioSqlColumn:
 * @name: (nullable): what it is called; %NULL when it cannot be told
 * @type: its broad type
 * @type_id: PostgreSQL's own type, for studio_sql_names_type_name(); 0 unknown
 * @table: (nullable): the table whose column it is, seen through subqueries and CTEs that hand it
 * on unchanged
 * @field: (nullable): that column
 * @expression: (nullable): for the output of a query the expression that makes it; %NULL for the
 *   column of a table and for one that `*` has brought
 * @target: (nullable): for the output of a query the item of its select list
 * @source: (nullable): what offers it; for an output column where a plain reference or `*` leads to
 * @origin: (nullable): for the output of a query that is a plain reference the column it leads to
 * @has_alias: for the output of a query whether it was given a name with AS
 *
 * A column that a table, subquery, CTE or function offers, or that a query gives out.
 */
typedef struct _StudioSqlColumn StudioSqlColumn;
struct _StudioSqlColumn
{
  const char *name;
  StudioSqlType type;
  guint16 type_id;
  const StudioSqlTable *table;
  StudioField *field;
  const PgQuery__Node *expression;
  const PgQuery__ResTarget *target;
  StudioSqlSource *source;
  const StudioSqlColumn *origin;
  gboolean has_alias;
};

/** StudioSqlSourceKind: what stands in FROM. */
typedef enum
{
  STUDIO_SQL_SOURCE_TABLE,
  STUDIO_SQL_SOURCE_CTE,
  STUDIO_SQL_SOURCE_SUBQUERY,
  STUDIO_SQL_SOURCE_FUNCTION,
  STUDIO_SQL_SOURCE_JOIN, /* a join with an alias of its own, which hides what it joins */
} StudioSqlSourceKind;

/**
 * StudioSqlSource:
 * @kind: what it is
 * @name: (nullable): what columns are qualified with: the alias, else the name of the table
 * @has_alias: whether @name is an alias
 * @node: the RangeVar, RangeSubselect, RangeFunction, RangeTableFunc or JoinExpr
 * @range: (nullable): @node when it names a table or CTE
 * @table: (nullable): the table that it is; %NULL when unknown or no table
 * @unknown_table: it names a table that certainly does not exist
 * @query: (nullable): the query of a subquery or CTE
 * @columns: (element-type StudioSqlColumn): what it offers, in order
 * @complete: whether @columns is all there is; nothing is certain about a name it lacks otherwise
 * @nullable: whether an outer join can make its row missing
 * @owner: the query in whose FROM it stands
 */
struct _StudioSqlSource
{
  StudioSqlSourceKind kind;
  const char *name;
  gboolean has_alias;
  const ProtobufCMessage *node;
  const PgQuery__RangeVar *range;
  const StudioSqlTable *table;
  gboolean unknown_table;
  StudioSqlQuery *query;
  GPtrArray *columns;
  gboolean complete;
  gboolean nullable;
  StudioSqlQuery *owner;
};

/**
 * StudioSqlQuery:
 * @select: its node; for a set operation (UNION…) its sides are queries of their own
 * @parent: (nullable): the query it stands in
 * @in_from: whether it stands in FROM or WITH of @parent
 * @sources: (element-type StudioSqlSource): what its FROM lists, joins taken apart
 * @outputs: (element-type StudioSqlColumn): its select list, `*` spelt out
 * @outputs_complete: whether that is all; not so for `*` over something unknown
 * @groups: (element-type PgQuery__Node): what it is grouped by, positions and aliases replaced by
 *   what they stand for, grouping sets taken apart
 * @grouped: whether it has GROUP BY, HAVING or an aggregate: its rows are groups
 * @cte_name: (nullable): the name it has in WITH
 *
 * One SELECT of a statement.
 */
struct _StudioSqlQuery
{
  const PgQuery__SelectStmt *select;
  StudioSqlQuery *parent;
  gboolean in_from;
  GPtrArray *sources;
  GPtrArray *outputs;
  gboolean outputs_complete;
  GPtrArray *groups;
  gboolean grouped;
  const char *cte_name;
};

/** StudioSqlClause: where in a query something stands. */
typedef enum
{
  STUDIO_SQL_CLAUSE_SELECT,
  STUDIO_SQL_CLAUSE_FROM,
  STUDIO_SQL_CLAUSE_JOIN, /* ON */
  STUDIO_SQL_CLAUSE_WHERE,
  STUDIO_SQL_CLAUSE_GROUP,
  STUDIO_SQL_CLAUSE_HAVING,
  STUDIO_SQL_CLAUSE_WINDOW, /* PARTITION BY, ORDER BY and frame of a window */
  STUDIO_SQL_CLAUSE_ORDER,
  STUDIO_SQL_CLAUSE_DISTINCT, /* DISTINCT ON */
  STUDIO_SQL_CLAUSE_LIMIT,
  STUDIO_SQL_CLAUSE_VALUES,
} StudioSqlClause;

/** StudioSqlReferenceKind: what a column reference turned out to be. */
typedef enum
{
  STUDIO_SQL_REFERENCE_COLUMN, /* of @source */
  STUDIO_SQL_REFERENCE_OUTPUT, /* an alias of the select list, in GROUP BY, ORDER BY, DISTINCT ON */
  STUDIO_SQL_REFERENCE_ROW,    /* a whole row of @source */
  STUDIO_SQL_REFERENCE_STAR,   /* `*` or `t.*` */
  STUDIO_SQL_REFERENCE_SYSTEM, /* ctid, xmin, tableoid… of @source */
  STUDIO_SQL_REFERENCE_UNCERTAIN, /* not known, but something may have it that is not known whole */
  STUDIO_SQL_REFERENCE_AMBIGUOUS, /* several sources have it */
  STUDIO_SQL_REFERENCE_NO_SOURCE, /* the name before the dot is nothing in FROM that it can see */
  STUDIO_SQL_REFERENCE_NO_COLUMN, /* no column of that name */
} StudioSqlReferenceKind;

/**
 * StudioSqlReference:
 * @node: the reference
 * @kind: what it turned out to be
 * @clause: where it stands, in @query; what is inside an aggregate counts as where that stands
 * @query: the query that it stands in
 * @home: (nullable): the query whose FROM it leads to: @query, or for a correlated one an outer one
 * @source: (nullable): what offers the column; set for %STUDIO_SQL_REFERENCE_NO_COLUMN too when a
 *   qualifier leads to it
 * @column: (nullable): the column; for an output alias the output of @query
 * @output: (nullable): for a name that was not found: the output of @query with that name, which
 *   cannot be seen from @clause
 * @name: the last part of the name, "*" for a star
 * @qualifier: (nullable): the part before it
 *
 * A column reference and where it leads.
 */
typedef struct
{
  const PgQuery__ColumnRef *node;
  StudioSqlReferenceKind kind;
  StudioSqlClause clause;
  StudioSqlQuery *query;
  StudioSqlQuery *home;
  StudioSqlSource *source;
  const StudioSqlColumn *column;
  const StudioSqlColumn *output;
  const char *name;
  const char *qualifier;
} StudioSqlReference;

/**
 * StudioSqlNames: what the names of a statement mean: its queries, what their FROM offers, where
 * each column reference leads, and the type of each expression. Found as PostgreSQL finds it.
 * Immutable; only as long as the tree and the schema it was made from.
 */
typedef struct _StudioSqlNames StudioSqlNames;

/**
 * studio_sql_names_new:
 * @sql: the text of @tree
 * @tree: one SELECT; anything else gives no queries and no references. Must outlive the result
 * @schema: (nullable): without it no table is known, and none certainly unknown. Must outlive it
 * @dialect: of the PostgreSQL family
 *
 * Returns: (transfer full): free with studio_sql_names_free()
 */
StudioSqlNames *studio_sql_names_new (const char *sql,
                                      const StudioSqlTree *tree,
                                      const StudioSqlSchema *schema,
                                      StudioDialect dialect);
void studio_sql_names_free (StudioSqlNames *self);

/** studio_sql_names_get_queries: Returns: (transfer none) (element-type StudioSqlQuery): a query
 * before those inside it. */
GPtrArray *studio_sql_names_get_queries (const StudioSqlNames *self);

/** studio_sql_names_get_references: Returns: (transfer none) (element-type StudioSqlReference): in
 * the order in which PostgreSQL looks at them. */
GPtrArray *studio_sql_names_get_references (const StudioSqlNames *self);

/** studio_sql_names_find_reference: Returns: (transfer none) (nullable) */
const StudioSqlReference *
studio_sql_names_find_reference (const StudioSqlNames *self, const PgQuery__ColumnRef *node);

/** studio_sql_names_find_query: Returns: (transfer none) (nullable): the query that a SELECT is. */
StudioSqlQuery *
studio_sql_names_find_query (const StudioSqlNames *self, const PgQuery__SelectStmt *select);

/** studio_sql_names_type_of: the type of an expression; %STUDIO_SQL_TYPE_UNKNOWN for what is none.
 */
StudioSqlType studio_sql_names_type_of (const StudioSqlNames *self, const PgQuery__Node *node);

/** studio_sql_names_type_name: Returns: (transfer none) (nullable): PostgreSQL's name of the type
 * of an expression ("double precision"), %NULL when it cannot be told. */
const char *studio_sql_names_type_name (const StudioSqlNames *self, const PgQuery__Node *node);

/** studio_sql_names_is_aggregate: whether @node is the call of an aggregate that is not a window
 * function there (no OVER). */
gboolean studio_sql_names_is_aggregate (const StudioSqlNames *self, const PgQuery__Node *node);

/**
 * studio_sql_names_span:
 * @node: any node of the tree
 * @start: (out): its first byte
 * @end: (out): one past its last byte
 *
 * Where a node stands in the text, with the brackets that are inside it; brackets around it do not
 * belong to it.
 *
 * Returns: whether it has a place
 */
gboolean studio_sql_names_span (const StudioSqlNames *self,
                                const PgQuery__Node *node,
                                gsize *start,
                                gsize *end);

/** studio_sql_names_get_tokens: Returns: (transfer none): the tokens of the text. */
const StudioSqlTokens *studio_sql_names_get_tokens (const StudioSqlNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlNames, studio_sql_names_free)

G_END_DECLS
