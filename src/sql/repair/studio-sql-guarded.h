/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/repair/studio-sql-visit.h"

G_BEGIN_DECLS

/**
 * studio_sql_is_guarded:
 * @names: of the statement
 * @divisor: the right side of a division
 * @spot: where the division stands
 *
 * Whether @divisor cannot be 0 where it is computed: by itself (NULLIF, GREATEST, a literal,
 * COUNT(*) of a group), by a CASE around it or by a condition of its query.
 */
gboolean studio_sql_is_guarded (const StudioSqlNames *names,
                                const PgQuery__Node *divisor,
                                const StudioSqlSpot *spot);

G_END_DECLS
