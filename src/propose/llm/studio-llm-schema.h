/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"
#include "propose/studio-value-source.h"

G_BEGIN_DECLS

/*
 * A schema as text for a model. Everything in it that other people wrote is cleaned, cut to 200
 * characters and quoted as JSON, so that it cannot end the fence around it. No values of rows are
 * in it but those that the person allowed, of single columns: minimum, maximum and average of
 * Metabase's fingerprints come from rows too, and stay out. Columns that are marked as sensitive or
 * hidden in Metabase are left out.
 */

/**
 * studio_llm_schema_list:
 * @database: all its tables are listed, with columns where these are loaded
 * @budget: tokens, as estimated
 * @left_out: (out) (transfer full) (nullable): a sentence about what did not fit
 *
 * Every table on a line, sorted, the same bytes each time for the same schema.
 *
 * Returns: (transfer full)
 */
char *studio_llm_schema_list (StudioDatabase *database, double budget, char **left_out);

/**
 * studio_llm_schema_describe:
 * @table: the table that is asked about
 * @values: (nullable): knows values of some of its columns
 * @budget: tokens, as estimated
 * @left_out: (out) (transfer full) (nullable): a sentence about what did not fit
 *
 * A table and those it is joined to, as JSON: types, keys, share of NULLs, number of distinct
 * values, comments.
 *
 * Returns: (transfer full)
 */
char *studio_llm_schema_describe (StudioDatabase *database,
                                  StudioTable *table,
                                  StudioValueSource *values,
                                  double budget,
                                  char **left_out);

/**
 * studio_llm_schema_columns:
 * @tables: (element-type utf8): names, as a statement wrote them
 *
 * The real columns of tables, for correcting a statement. Returns: (transfer full)
 */
char *studio_llm_schema_columns (StudioDatabase *database, const char *const *tables);

/** studio_llm_schema_hash: Returns: (transfer full): equal as long as nothing of the table changed
 * that a model is told, apart from numbers that change with the rows. */
char *studio_llm_schema_hash (StudioDatabase *database, StudioTable *table);

/** studio_llm_schema_qualify: Returns: (transfer full): "sales.orders", or "orders" where the
 * schema is the usual one or there is none. */
char *studio_llm_schema_qualify (StudioTable *table);

G_END_DECLS
