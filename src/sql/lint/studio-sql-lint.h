/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-finding.h"
#include "sql/studio-sql-schema.h"
#include "sql/studio-sql-tree.h"

G_BEGIN_DECLS

/**
 * studio_sql_lint:
 * @sql: one statement that passed the guard
 * @tree: its parse tree
 * @schema: (nullable): without it only what needs no names or types is found
 * @dialect: of the PostgreSQL family
 *
 * Finds what is wrong or dubious in a statement before it is run (design section 4, step 5). An
 * error is reported only when it is certain: PostgreSQL will refuse the statement, or, with class
 * %STUDIO_ERROR_CLASS_WRONG_RESULT, the number is not what it looks like. The ids:
 *
 * - refused, names: unknown-table, unknown-column, ambiguous-column, missing-from, duplicate-alias,
 *   alias-in-select, -from, -join, -where, -group, -having, -window, -order, column-list-too-long,
 *   column-definition-missing, star-without-from, unknown-window; schema-missing (a warning)
 * - refused, types: type-mismatch, bad-literal, wrong-arguments, unknown-function, unknown-type,
 *   unknown-unit; newer-function (a warning)
 * - refused, grouping: ungrouped-column, nested-aggregate, aggregate-in-where, misplaced-aggregate,
 *   window-in-where, misplaced-window, nested-window, misplaced-set, misplaced-filter,
 * over-missing, within-group, within-group-missing, not-an-aggregate, distinct-window,
 * window-order, window-frame
 * - refused, shape: position-out-of-range, constant-position, set-operation-columns,
 *   set-operation-order, subquery-columns, distinct-order, column-in-limit, recursion,
 *   full-join-condition, division-by-zero
 * - wrong results: integer-division (a warning or hint where the whole number may be meant),
 *   ratio-always-one, count-of-case, count-of-condition, sum-of-key, compare-with-null,
 *   null-in-list, never-true
 * - warnings: unguarded-division, fan-out, cartesian-join, count-after-left-join, left-join-undone,
 *   count-of-boolean, count-of-counter, sum-distinct, not-in-null, compare-with-itself,
 *   timestamp-equals-date, group-by-timestamp, select-star, detail-rows, wide-grouping
 * - hints: average-of-averages, between-end-date, duplicate-in-list, union-distinct, no-alias,
 *   no-order, no-time-window, incomplete-period, month-without-year, limit-without-order
 *
 * Where mending is certain, the finding carries the text to put in its place.
 *
 * Returns: (transfer full) (element-type StudioFinding): worst first
 */
GPtrArray *studio_sql_lint (const char *sql,
                            const StudioSqlTree *tree,
                            const StudioSqlSchema *schema,
                            StudioDialect dialect);

G_END_DECLS
