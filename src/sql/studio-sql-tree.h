/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include <pg_query/pg_query.pb-c.h>

G_BEGIN_DECLS

/** StudioSqlTree: the parse tree of a text, as libpg_query gives it. Immutable, for several may
 * share it; any thread may read it. Positions in it are bytes from 0. */
typedef struct _StudioSqlTree StudioSqlTree;

/**
 * studio_sql_tree_parse:
 * @sql: within the limits of studio_sql_clean(): libpg_query's recursion over a longer text can
 *   overflow the stack, which needs 8 MiB
 * @position: (out) (optional): the byte that the parser stumbled over, -1 unknown
 * @error: %STUDIO_ERROR_SQL with PostgreSQL's own message
 *
 * Returns: (transfer full) (nullable): free with studio_sql_tree_free()
 */
StudioSqlTree *studio_sql_tree_parse (const char *sql, gssize *position, GError **error);
void studio_sql_tree_free (StudioSqlTree *self);

/** studio_sql_tree_get: Returns: (transfer none): all statements of the text. */
const PgQuery__ParseResult *studio_sql_tree_get (const StudioSqlTree *self);

/** studio_sql_tree_get_select: Returns: (transfer none) (nullable): the statement, when there is
 * exactly one and it is a SELECT. */
const PgQuery__SelectStmt *studio_sql_tree_get_select (const StudioSqlTree *self);

/**
 * StudioSqlNodeFunc:
 * @node: compare its `descriptor` with %STUDIO_SQL_IS
 *
 * Returns: whether to look at what is below @node too
 */
typedef gboolean (*StudioSqlNodeFunc) (const ProtobufCMessage *node, gpointer user_data);

/** studio_sql_node_walk: calls @func for @node and every message below it, parents first. */
void
studio_sql_node_walk (const ProtobufCMessage *node, StudioSqlNodeFunc func, gpointer user_data);

/** StudioSqlChildFunc: */
typedef void (*StudioSqlChildFunc) (const ProtobufCMessage *child, gpointer user_data);

/** studio_sql_node_each_child: calls @func for every message directly below @node, in the order of
 * its fields. */
void studio_sql_node_each_child (const ProtobufCMessage *node,
                                 StudioSqlChildFunc func,
                                 gpointer user_data);

/** STUDIO_SQL_IS: whether a message is of a type, such as func_call. */
#define STUDIO_SQL_IS(node, type) ((node)->descriptor == &pg_query__##type##__descriptor)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlTree, studio_sql_tree_free)

G_END_DECLS
