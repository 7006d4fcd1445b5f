/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sql/studio-sql-schema.h"

G_BEGIN_DECLS

/**
 * studio_sql_near_miss:
 * @schema: (nullable): whose words are no misspellings
 * @name: a name that does not exist
 * @candidates: (element-type utf8): the names that do
 *
 * The word rule (reference/sql-tooling.md, section 4): equal after dropping case and “_”; or the
 * same number of words between “_” of which exactly one differs, that word is no number and not
 * used anywhere in @schema (a plural s apart), and the distance is at most 2 (1 for words of up to
 * four letters). Measured there: none wrong of 373.
 *
 * Returns: (transfer none) (nullable): the one candidate that it must be, %NULL when none or
 * several
 */
const char *
studio_sql_near_miss (const StudioSqlSchema *schema, const char *name, GPtrArray *candidates);

/** studio_sql_quote_name: Returns: (transfer full): @name as it must be written in a statement:
 * quoted when PostgreSQL would fold it or take it for a keyword. */
char *studio_sql_quote_name (const char *name);

G_END_DECLS
