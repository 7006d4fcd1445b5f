/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "sql/studio-sql-repair-step.h"

G_BEGIN_DECLS

typedef struct _StudioSqlSchema StudioSqlSchema;

/**
 * studio_sql_repair:
 * @sql: one cleaned statement (no fence, no trailing `;`, valid UTF-8)
 * @schema: (nullable): what tables and columns there are; without it only the rules that need no
 *   names or types apply
 * @target: what the database speaks; only the PostgreSQL family is repaired, and a function that
 *   the target has itself (DATEDIFF on Redshift) stays
 * @applied: (out) (optional) (transfer full) (element-type StudioSqlRepairStep): what was done, in
 *   order; empty when nothing was
 *
 * Mends what a rule can mend with certainty: Metabase's unfolded names, functions and syntax of
 * other dialects, divisions, aliases out of scope, names that nearly match… (design section 4 step
 * 2). Every change is an edit of a few tokens, so comments and layout stay; a change after which a
 * parsing statement no longer parses is not made. Repairing the result again changes nothing.
 *
 * Needs the stack of a worker for deep statements: see studio_sql_check_async().
 *
 * Returns: (transfer full): the repaired text; equal to @sql byte for byte when no rule applied
 */
char *studio_sql_repair (const char *sql,
                         const StudioSqlSchema *schema,
                         StudioDialect target,
                         GPtrArray **applied);

G_END_DECLS
