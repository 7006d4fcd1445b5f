/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/lint/studio-sql-lint-private.h"

G_BEGIN_DECLS

/** STUDIO_SQL_MAX_JOINED: queries with more sources are not looked at. */
#define STUDIO_SQL_MAX_JOINED 32

/** StudioSqlSourceSet: a bit for each source of a query, in order. */
typedef guint32 StudioSqlSourceSet;

/** StudioSqlJoinGraph: how the sources of one query hang together. */
typedef struct _StudioSqlJoinGraph StudioSqlJoinGraph;

/** _studio_sql_join_graph_new: Returns: (transfer full) (nullable): %NULL for a query with fewer
 * than two sources, or one that is too involved to be sure of anything. */
StudioSqlJoinGraph *_studio_sql_join_graph_new (StudioSqlLint *lint, StudioSqlQuery *query);
void _studio_sql_join_graph_free (StudioSqlJoinGraph *self);

/** _studio_sql_join_graph_sources_of: the sources whose columns a node uses, in subqueries too. */
StudioSqlSourceSet
_studio_sql_join_graph_sources_of (const StudioSqlJoinGraph *self, const ProtobufCMessage *node);

/**
 * _studio_sql_join_graph_multiplier:
 * @index: of a source
 *
 * Returns: (nullable): the source whose rows repeat those of @index within a group, because several
 * of them can join to one
 */
const StudioSqlSource *
_studio_sql_join_graph_multiplier (const StudioSqlJoinGraph *self, guint index);

/** _studio_sql_join_graph_is_single: whether a source has one row at most. */
gboolean _studio_sql_join_graph_is_single (const StudioSqlJoinGraph *self, guint index);

/** _studio_sql_join_graph_reach: the sources that conditions link to @index, that one included. */
StudioSqlSourceSet _studio_sql_join_graph_reach (const StudioSqlJoinGraph *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioSqlJoinGraph, _studio_sql_join_graph_free)

G_END_DECLS
