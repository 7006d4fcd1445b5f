/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-context.h"
#include "propose/analyst/studio-explanation.h"
#include "propose/studio-proposer.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_ANALYST (studio_analyst_get_type ())

/**
 * StudioAnalyst: proposes KPIs from the schema alone, by rules: no key, no network, no cost. Reads
 * the role of every column and the kind of every table, builds definitions from patterns and
 * compiles them, so that what it proposes is right by construction.
 *
 * Belongs to the main thread; one table takes a few milliseconds at most, and the first of a large
 * database is asked for in pieces when asked for asynchronously.
 */
G_DECLARE_FINAL_TYPE (StudioAnalyst, studio_analyst, STUDIO, ANALYST, GObject)

/** studio_analyst_new: Returns: (transfer full) */
StudioAnalyst *studio_analyst_new (void);

/** studio_analyst_set_today: the day on which windows of time are looked at; the present one when
 * @today is %NULL. */
void studio_analyst_set_today (StudioAnalyst *self, const GDate *today);

/** studio_analyst_set_context: @context (nullable) is what the person told about the company. */
void studio_analyst_set_context (StudioAnalyst *self, StudioContext *context);

/**
 * studio_analyst_propose:
 * @database: the database
 * @table: a table of it whose fields are loaded
 * @existing: (nullable) (element-type StudioKpi): KPIs that are there already
 *
 * The same as studio_proposer_propose_async(), at once.
 *
 * Returns: (transfer full) (element-type StudioKpi): the best first, possibly none
 */
GPtrArray *studio_analyst_propose (StudioAnalyst *self,
                                   StudioDatabase *database,
                                   StudioTable *table,
                                   GPtrArray *existing);

/** studio_analyst_explain_table: Returns: (transfer full): how @table was read, and why patterns
 * gave a KPI or none */
StudioExplanation *
studio_analyst_explain_table (StudioAnalyst *self, StudioDatabase *database, StudioTable *table);

/**
 * studio_analyst_explain:
 * @database: the database
 * @table: a table of it whose fields are loaded
 *
 * How the table was read and why patterns gave a KPI or none, as lines of text for people.
 *
 * Returns: (transfer full)
 */
char *studio_analyst_explain (StudioAnalyst *self, StudioDatabase *database, StudioTable *table);

G_END_DECLS
