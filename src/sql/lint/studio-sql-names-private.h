/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"
#include "sql/lint/studio-sql-catalog-match.h"
#include "sql/lint/studio-sql-names.h"

G_BEGIN_DECLS

/* The pieces of StudioSqlNames, which follows PostgreSQL's own analysis of a statement
 * (src/backend/parser of its sources: parse_clause.c, parse_relation.c, parse_expr.c,
 * parse_func.c, parse_agg.c). */

typedef struct _StudioSqlScope StudioSqlScope;

/* Where an expression stands, which decides what may be in it (EXPR_KIND there). */
typedef enum
{
  STUDIO_SQL_PLACE_SELECT,
  STUDIO_SQL_PLACE_FROM_SUBQUERY,
  STUDIO_SQL_PLACE_FROM_FUNCTION,
  STUDIO_SQL_PLACE_JOIN,
  STUDIO_SQL_PLACE_WHERE,
  STUDIO_SQL_PLACE_GROUP,
  STUDIO_SQL_PLACE_HAVING,
  STUDIO_SQL_PLACE_FILTER,
  STUDIO_SQL_PLACE_PARTITION,
  STUDIO_SQL_PLACE_WINDOW_ORDER,
  STUDIO_SQL_PLACE_WINDOW_FRAME,
  STUDIO_SQL_PLACE_ORDER,
  STUDIO_SQL_PLACE_DISTINCT,
  STUDIO_SQL_PLACE_LIMIT,
  STUDIO_SQL_PLACE_VALUES,
} StudioSqlPlace;

/* A column as an item of FROM shows it: by JOIN … USING it can be that of another source. */
typedef struct
{
  const char *name;
  StudioSqlSource *source;
  const StudioSqlColumn *column;
} StudioSqlVisible;

/* One item of FROM, a join being one item. */
typedef struct
{
  GPtrArray *columns; /* of StudioSqlVisible: what an unqualified name can mean */
  GPtrArray *sources; /* of StudioSqlSource: what can be before a dot */
  gboolean complete;
  gboolean lateral_only; /* seen only by what is LATERAL */
  gboolean lateral_ok;
} StudioSqlItem;

/* A WITH item. */
typedef struct
{
  const PgQuery__CommonTableExpr *node;
  StudioSqlScope *scope; /* in whose WITH it is */
  StudioSqlQuery *query; /* once it has been looked at */
  GPtrArray *columns;    /* of StudioSqlColumn; NULL while not known */
  gboolean complete;
  gboolean recursive;
  gboolean started;
  gboolean refers_to_itself;
  guint n_references;
} StudioSqlCte;

/* A function call and what it turned out to be. */
typedef struct
{
  const PgQuery__FuncCall *node;
  const StudioSqlFunction *function; /* NULL when not known */
  const char *name;
  StudioSqlScope *scope; /* in which it stands */
  StudioSqlScope *home;  /* for an aggregate: the query whose rows it takes */
  StudioSqlPlace place;
  gboolean aggregate;
  gboolean window;
  gboolean set;
  gboolean refused; /* something was said about it */
} StudioSqlCall;

/* A query while it is looked at. */
struct _StudioSqlScope
{
  StudioSqlQuery query; /* first: what others see of it */
  StudioSqlScope *parent;
  guint depth;
  GPtrArray *items;   /* of StudioSqlItem: what can be seen now */
  gboolean lateral;   /* whether items marked so can be seen too */
  GPtrArray *ctes;    /* of StudioSqlCte that can be seen now */
  GPtrArray *windows; /* of PgQuery__WindowDef: WINDOW */
  StudioSqlPlace place;
  StudioSqlClause clause;
  gboolean has_aggregates;
  gboolean has_windows;
  gboolean has_set_functions;
  guint case_depth;       /* within CASE or COALESCE, where no set may be returned */
  GPtrArray *order_nodes; /* of PgQuery__Node: ORDER BY, aliases and positions replaced */
  GPtrArray *distinct_nodes;
  GPtrArray *common_groups; /* of PgQuery__Node: those of every grouping set */
  GPtrArray *star_groups;   /* of StudioSqlColumn: grouped by, and brought by a star */
  GPtrArray *star_nodes;    /* of PgQuery__Node: those that stand for such columns elsewhere */
  gboolean groups_unsure;   /* GROUP BY is wrong itself */
};

struct _StudioSqlNames
{
  const char *sql;
  char *text;
  const StudioSqlTree *tree;
  const StudioSqlSchema *schema;
  StudioDialect dialect;
  StudioSqlTokens *tokens; /* once they are needed */
  GPtrArray *chunks;
  gsize chunk_used;
  GPtrArray *arrays;
  GPtrArray *queries;
  GPtrArray *references;
  GPtrArray *calls;          /* of StudioSqlCall */
  GHashTable *reference_map; /* ColumnRef → StudioSqlReference */
  GHashTable *call_map;      /* FuncCall → StudioSqlCall */
  GHashTable *query_map;     /* SelectStmt → StudioSqlQuery */
  GHashTable *type_map;      /* message below a Node → StudioSqlTypeId */
  GHashTable *field_types;   /* StudioField → StudioSqlTypeId + 1 */
  GPtrArray *findings;       /* of StudioFinding: what PostgreSQL will refuse */
};

/* --- memory and findings: studio-sql-names.c --- */

gpointer _studio_sql_names_alloc (StudioSqlNames *self, gsize size);
GPtrArray *_studio_sql_names_array (StudioSqlNames *self);
#define _studio_sql_names_new0(self, type) \
  ((type *) _studio_sql_names_alloc ((self), sizeof (type)))

/* The message inside a Node: what the maps know it by. */
#define _studio_sql_node_key(node) ((gconstpointer) (node)->column_ref)

/* @message is taken. */
StudioFinding *_studio_sql_names_report (StudioSqlNames *self,
                                         const char *id,
                                         StudioErrorClass error_class,
                                         const PgQuery__Node *node,
                                         char *message);
StudioFinding *_studio_sql_names_report_span (StudioSqlNames *self,
                                              const char *id,
                                              StudioErrorClass error_class,
                                              gssize start,
                                              gssize end,
                                              char *message);

/* A function that only a newer PostgreSQL has: a warning. */
void _studio_sql_names_report_newer (StudioSqlNames *self,
                                     const PgQuery__FuncCall *call,
                                     const char *name,
                                     guint since);

/* The tokens from the one at byte @location on that are one name: “a”, “a.b”, “"A b".c”. */
void _studio_sql_names_name_span (StudioSqlNames *self, int location, gssize *start, gssize *end);

/* What PostgreSQL will refuse in the statement (element-type StudioFinding). */
GPtrArray *_studio_sql_names_get_findings (const StudioSqlNames *self);
const StudioSqlCall *
_studio_sql_names_find_call (const StudioSqlNames *self, const PgQuery__FuncCall *node);
StudioSqlTypeId _studio_sql_names_type_id (const StudioSqlNames *self, const PgQuery__Node *node);
StudioSqlType _studio_sql_type_broad (StudioSqlTypeId type);

/* --- queries: studio-sql-names-query.c, -set.c, -with.c, -from.c --- */

StudioSqlScope *_studio_sql_names_query (StudioSqlNames *self,
                                         const PgQuery__SelectStmt *select,
                                         StudioSqlScope *parent,
                                         gboolean in_from);
void _studio_sql_names_values (StudioSqlNames *self, StudioSqlScope *scope);
void _studio_sql_names_set_operation (StudioSqlNames *self, StudioSqlScope *scope);
void _studio_sql_names_with (StudioSqlNames *self, StudioSqlScope *scope);
StudioSqlCte *_studio_sql_names_find_cte (StudioSqlScope *scope, const char *name);
void _studio_sql_names_resolve_cte (StudioSqlNames *self, StudioSqlCte *cte);
void _studio_sql_names_from (StudioSqlNames *self, StudioSqlScope *scope);
StudioSqlItem *_studio_sql_names_from_item (StudioSqlNames *self,
                                            StudioSqlScope *scope,
                                            const PgQuery__Node *node);
StudioSqlItem *
_studio_sql_names_join (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__JoinExpr *join);
void _studio_sql_names_check_collisions (StudioSqlNames *self,
                                         const StudioSqlItem *left,
                                         const StudioSqlItem *right);
StudioSqlSource *_studio_sql_names_function_source (StudioSqlNames *self,
                                                    StudioSqlScope *scope,
                                                    const PgQuery__RangeFunction *range);

/* The columns of a source under the names that its alias gives them. */
void _studio_sql_names_rename (StudioSqlNames *self,
                               StudioSqlSource *source,
                               const PgQuery__Alias *alias);
StudioSqlItem *_studio_sql_names_item (StudioSqlNames *self, StudioSqlSource *source);
StudioSqlSource *_studio_sql_names_source (StudioSqlNames *self,
                                           StudioSqlScope *scope,
                                           StudioSqlSourceKind kind,
                                           const ProtobufCMessage *node,
                                           const PgQuery__Alias *alias);
StudioSqlColumn *_studio_sql_names_column (StudioSqlNames *self,
                                           GPtrArray *columns,
                                           const char *name,
                                           StudioSqlTypeId type);

/* The name that PostgreSQL gives a column without an alias. */
const char *_studio_sql_figure_name (const PgQuery__Node *node);

/* --- clauses: studio-sql-names-clause.c --- */

/* GROUP BY, ORDER BY and DISTINCT ON look for output columns too: what @node stands for. */
const PgQuery__Node *_studio_sql_names_output_item (StudioSqlNames *self,
                                                    StudioSqlScope *scope,
                                                    const PgQuery__Node *node,
                                                    StudioSqlPlace place);
void _studio_sql_names_group_by (StudioSqlNames *self, StudioSqlScope *scope);
void _studio_sql_names_order_by (StudioSqlNames *self, StudioSqlScope *scope);
void _studio_sql_names_distinct (StudioSqlNames *self, StudioSqlScope *scope);
void _studio_sql_names_limit (StudioSqlNames *self, StudioSqlScope *scope);
void _studio_sql_names_window (StudioSqlNames *self,
                               StudioSqlScope *scope,
                               const PgQuery__WindowDef *window);
void _studio_sql_names_enter (StudioSqlScope *scope, StudioSqlPlace place);

/* --- references: studio-sql-names-lookup.c, -blame.c --- */

StudioSqlTypeId _studio_sql_names_column_ref (StudioSqlNames *self,
                                              StudioSqlScope *scope,
                                              const PgQuery__ColumnRef *node);
StudioSqlReference *_studio_sql_names_reference (StudioSqlNames *self,
                                                 StudioSqlScope *scope,
                                                 const PgQuery__ColumnRef *node,
                                                 StudioSqlReferenceKind kind);
StudioSqlSource *_studio_sql_names_find_source (StudioSqlScope *scope,
                                                const char *schema,
                                                const char *name,
                                                StudioSqlScope **home);
StudioSqlColumn *_studio_sql_source_find (const StudioSqlSource *source, const char *name);

/* Says why a reference leads nowhere. */
void _studio_sql_names_blame (StudioSqlNames *self,
                              StudioSqlScope *scope,
                              const StudioSqlReference *reference);
void _studio_sql_names_blame_table (StudioSqlNames *self,
                                    StudioSqlScope *scope,
                                    StudioSqlSource *source);

/* --- calls: studio-sql-names-call.c --- */

/* Aggregates, window functions and sets: what @call is, and whether it may be that there. */
void _studio_sql_names_check_call (StudioSqlNames *self,
                                   StudioSqlScope *scope,
                                   const PgQuery__Node *node,
                                   StudioSqlCall *call);

/* A table that PostgreSQL finds only when its schema is on the search path. */
void _studio_sql_names_blame_schema (StudioSqlNames *self, const StudioSqlSource *source);

/* --- expressions: studio-sql-types*.c --- */

/* The type of @node, whose names are looked up in @scope. */
StudioSqlTypeId _studio_sql_types_expression (StudioSqlNames *self,
                                              StudioSqlScope *scope,
                                              const PgQuery__Node *node);
StudioSqlTypeId
_studio_sql_types_call (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node);
StudioSqlTypeId _studio_sql_types_operation (StudioSqlNames *self,
                                             StudioSqlScope *scope,
                                             const PgQuery__Node *node);

/* The type of `left name right`; says so when there is no such operator. */
StudioSqlTypeId _studio_sql_types_operator (StudioSqlNames *self,
                                            const char *name,
                                            const PgQuery__Node *left,
                                            StudioSqlTypeId left_type,
                                            const PgQuery__Node *right,
                                            StudioSqlTypeId right_type,
                                            const PgQuery__Node *node);
StudioSqlTypeId
_studio_sql_types_sublink (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node);
StudioSqlTypeId
_studio_sql_types_case (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__CaseExpr *node);
StudioSqlTypeId
_studio_sql_types_cast (StudioSqlNames *self, StudioSqlScope *scope, const PgQuery__Node *node);

/* The type that a type name stands for; says so when there is none. */
StudioSqlTypeId _studio_sql_types_name (StudioSqlNames *self, const PgQuery__TypeName *name);

/* The common type of @nodes, as @construct (“CASE”, “UNION”…) needs it. */
StudioSqlTypeId _studio_sql_types_common (StudioSqlNames *self,
                                          const char *construct,
                                          const PgQuery__Node *const *nodes,
                                          const StudioSqlTypeId *types,
                                          guint n);

/* Looks at an expression that must be of a type. */
void _studio_sql_types_need (StudioSqlNames *self,
                             StudioSqlScope *scope,
                             const PgQuery__Node *node,
                             StudioSqlTypeId type,
                             const char *construct);

/* json and xml cannot be compared: says so where @construct (“GROUP BY”…) has to. */
void _studio_sql_types_compare (StudioSqlNames *self,
                                const PgQuery__Node *node,
                                StudioSqlTypeId type,
                                const char *construct);

/* A literal that becomes a @type: says so, and returns FALSE, when it cannot. */
gboolean
_studio_sql_types_literal (StudioSqlNames *self, const PgQuery__Node *node, StudioSqlTypeId type);

/* Whether @text may be a value of @type; %TRUE when not certain. */
gboolean _studio_sql_literal_fits (const char *text, StudioSqlTypeId type);

/* What a word is to date_trunc() and extract(). */
typedef enum
{
  STUDIO_SQL_TIME_NONE,
  STUDIO_SQL_TIME_UNIT,     /* both take it */
  STUDIO_SQL_TIME_WEEK,     /* both, though not of an interval */
  STUDIO_SQL_TIME_FIELD,    /* only extract() */
  STUDIO_SQL_TIME_ISO_YEAR, /* only extract(), though not of an interval */
} StudioSqlTimeField;

StudioSqlTimeField _studio_sql_time_field (const char *word);

/* --- grouping: studio-sql-grouping.c, studio-sql-equal.c --- */

void _studio_sql_names_check_groups (StudioSqlNames *self, StudioSqlScope *scope);

typedef enum
{
  STUDIO_SQL_DIFFERENT,
  STUDIO_SQL_PERHAPS,
  STUDIO_SQL_EQUAL,
} StudioSqlEquality;

/* Whether PostgreSQL takes two expressions of a query for the same. */
StudioSqlEquality _studio_sql_nodes_equal (const StudioSqlNames *self,
                                           const PgQuery__Node *a,
                                           const PgQuery__Node *b);

/* --- places: studio-sql-span.c --- */

gboolean _studio_sql_span (const StudioSqlTokens *tokens,
                           const ProtobufCMessage *node,
                           gsize *start,
                           gsize *end);

G_END_DECLS
