/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"
#include "pipeline/studio-join-checker.h"

G_BEGIN_DECLS

/**
 * studio_neighbours_find:
 * @tables: of StudioTable: those that matter
 *
 * What points at a table is known only when the table that points is loaded: the orders of a
 * customer, the offers for a request. In a database of a hundred tables or less all of them are
 * worth that; of a larger one only what is asked for is loaded.
 *
 * Returns: (transfer container) (element-type StudioTable): the tables of @database that are
 * neither loaded nor among @tables
 */
GPtrArray *studio_neighbours_find (StudioDatabase *database, GPtrArray *tables);

/**
 * studio_neighbours_find_targets:
 * @joins: (nullable): what looks for relationships that are not declared
 *
 * Returns: (transfer container) (element-type StudioTable): the tables that foreign keys of @table,
 * which is loaded, point at, or may point at; a join needs their columns
 */
GPtrArray *studio_neighbours_find_targets (StudioDatabase *database,
                                           StudioTable *table,
                                           StudioJoinChecker *joins);

G_END_DECLS
