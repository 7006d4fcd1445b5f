/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-enums.h"
#include "core/studio-finding.h"
#include "core/studio-result.h"

G_BEGIN_DECLS

/** studio_sql_explain_is_known: whether the engine answers what studio_sql_explain_wrap() makes:
 * PostgreSQL does; Redshift and CockroachDB have an EXPLAIN without JSON. */
gboolean studio_sql_explain_is_known (StudioDialect dialect);

/** studio_sql_explain_wrap: Returns: (transfer full): the statement that asks PostgreSQL for the
 * plan of @sql as JSON, running nothing. */
char *studio_sql_explain_wrap (const char *sql);

/** studio_sql_explain_prefix_length: bytes that studio_sql_explain_wrap() puts in front. */
gsize studio_sql_explain_prefix_length (void);

/**
 * studio_sql_explain_read:
 * @plan: the result of that statement
 * @cost: (out): the plan's total cost, in PostgreSQL's units
 * @rows: (out): the rows it expects
 *
 * Returns: whether @plan could be read
 */
gboolean studio_sql_explain_read (StudioResult *plan, double *cost, double *rows);

/**
 * studio_sql_explain_judge:
 * @warn: cost above which a warning is made
 * @refuse: cost above which an error is made
 *
 * Returns: (transfer full) (nullable): %NULL when the cost is all right
 */
StudioFinding *studio_sql_explain_judge (double cost, double rows, double warn, double refuse);

G_END_DECLS
