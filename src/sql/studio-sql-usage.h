/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-schema.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * studio_sql_usage_collect:
 * @schema: (nullable): with it, columns without a table's name in front are found in their table
 * @tables: (out) (transfer full): "orders", "finance.budgets"… as written, each once
 * @columns: (out) (transfer full): "orders.total"…, each once; the name alone when it cannot be
 * told which table it is of
 *
 * What a statement reads: what it gave a name itself (WITH, aliases) is not among it.
 */
void studio_sql_usage_collect (const StudioSqlTree *tree,
                               const StudioSqlSchema *schema,
                               GStrv *tables,
                               GStrv *columns);

G_END_DECLS
