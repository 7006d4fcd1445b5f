/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * StudioSqlKeyScope:
 * @select: the SELECT it is of
 * @outer: (nullable): that of the SELECT around it
 * @depth: how many are around it
 *
 * The names that one SELECT gives to what it reads, for telling which of them is meant. It knows no
 * schema: a name that may be a column of a table is one.
 */
typedef struct _StudioSqlKeyScope StudioSqlKeyScope;
struct _StudioSqlKeyScope
{
  const PgQuery__SelectStmt *select;
  StudioSqlKeyScope *outer;
  guint depth;

  /*< private >*/
  GArray *sources;
  GPtrArray *common;
};

/**
 * StudioSqlKeyScopeHit: what a name stands for.
 * @depth: of the scope it was found in
 * @source: its place in FROM there
 * @column: its place among the columns of that source; -1 when only its name is known
 * @whole: it is the source itself, not a column of it
 */
typedef struct
{
  guint depth;
  guint source;
  int column;
  gboolean whole;
} StudioSqlKeyScopeHit;

/**
 * studio_sql_key_scope_new:
 * @outer: (nullable): must outlive it
 * @names_matter: whether columns are told apart by name only, because a “*” or USING hands names on
 *
 * Returns: (transfer full): free with studio_sql_key_scope_free()
 */
StudioSqlKeyScope *studio_sql_key_scope_new (const PgQuery__SelectStmt *select,
                                             StudioSqlKeyScope *outer,
                                             gboolean names_matter);
void studio_sql_key_scope_free (StudioSqlKeyScope *self);

/**
 * studio_sql_key_scope_resolve:
 * @column: a name in an expression of @self
 *
 * Returns: whether @hit was set
 */
gboolean studio_sql_key_scope_resolve (const StudioSqlKeyScope *self,
                                       const PgQuery__ColumnRef *column,
                                       StudioSqlKeyScopeHit *hit);

/** studio_sql_key_scope_find_common: whether @name is a common table expression; @depth and @index
 * (out) tell of which WITH and which of it. */
gboolean studio_sql_key_scope_find_common (const StudioSqlKeyScope *self,
                                           const char *name,
                                           guint *depth,
                                           guint *index);

/** studio_sql_select_find_output: Returns: the place of the output column of that name, given with
 * AS, in @select; -1 when there is none or more than one. */
int studio_sql_select_find_output (const PgQuery__SelectStmt *select, const char *name);

/** studio_sql_select_hands_names_on: whether “*”, USING, NATURAL or a whole row anywhere in @node
 * make the names of inner columns part of the meaning. */
gboolean studio_sql_select_hands_names_on (const PgQuery__SelectStmt *select);

G_END_DECLS
