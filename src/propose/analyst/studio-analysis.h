/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-proposal.h"
#include "propose/analyst/studio-schema-index.h"

G_BEGIN_DECLS

/**
 * StudioWindow:
 * @time: (not owned): the time that counts
 * @via: (not owned) (nullable): what leads to the row whose time it is, when that is another table:
 * the order of an order line
 * @grain: periods that suit the span of the data
 * @stock: rows exist rather than happen, so that old ones count as much as new ones
 * @recent: whether data reach into the present, so that “the last months” are not empty
 * @fresh: whether they reach into the last days
 * @periods: complete periods to look back, 0 for all
 * @days: days to look back for a single number, 0 for all
 * @span: days from the first time to the last, -1 unknown
 * @trend_phrase: “over the last 12 months”, or “over the whole time”
 * @days_phrase: (nullable): “last 30 days”
 *
 * The times a KPI looks at.
 */
typedef struct
{
  StudioColumn *time;
  const StudioRelationship *via;
  StudioGrain grain;
  gboolean stock;
  gboolean recent;
  gboolean fresh;
  int periods;
  int days;
  int span;
  const char *trend_phrase;
  const char *days_phrase;
} StudioWindow;

/**
 * StudioAnalysis:
 * @index: (not owned): the database
 * @reading: (not owned): the table
 * @today: the day on which the windows are looked at
 * @window: of the table's own time; its time is %NULL when there is none
 * @proposals: (owned) (element-type StudioProposal): all that was found
 * @notes: (owned) (element-type utf8): why a pattern gave nothing
 * @phrases: (owned): how often sentences were used already
 *
 * The analysis of one table: patterns add proposals or notes to it.
 */
typedef struct
{
  StudioSchemaIndex *index;
  StudioReading *reading;
  GDate today;
  StudioWindow window;
  GPtrArray *proposals;
  GPtrArray *notes;
  GHashTable *phrases;
} StudioAnalysis;

/** studio_analysis_new: Returns: (transfer full): with all proposals for @table */
StudioAnalysis *
studio_analysis_new (StudioSchemaIndex *index, StudioTable *table, const GDate *today);
void studio_analysis_free (StudioAnalysis *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioAnalysis, studio_analysis_free)

/** studio_analysis_add: @proposal is (transfer full). */
void studio_analysis_add (StudioAnalysis *self, StudioProposal *proposal);

/** studio_analysis_note: why a pattern gave nothing. */
void studio_analysis_note (StudioAnalysis *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** studio_analysis_window: the window for @time of @reading. */
void studio_analysis_window (const StudioAnalysis *self,
                             const StudioReading *reading,
                             StudioColumn *time,
                             StudioWindow *window);

/** studio_analysis_own_window: the window of @reading's own time, or of what its lines belong to.
 */
void studio_analysis_own_window (const StudioAnalysis *self,
                                 const StudioReading *reading,
                                 StudioWindow *window);

/** studio_analysis_start: Returns: (transfer full): a definition over the rows of the table,
 * without deleted and test rows. */
StudioDefinition *studio_analysis_start (const StudioReading *reading, const char *pattern);

/** studio_analysis_start_as: the same with another name for the table. */
StudioDefinition *
studio_analysis_start_as (const StudioReading *reading, const char *source, const char *pattern);

/** studio_analysis_start_for: the same for sums and averages of @measure (nullable): rows that were
 * cancelled or failed have amounts that do not count. */
StudioDefinition *studio_analysis_start_for (const StudioReading *reading,
                                             const char *pattern,
                                             const StudioColumn *measure);

/** studio_analysis_add_exclusions: leaves out the deleted and test rows of @reading, which
 * @definition knows as @source. */
void studio_analysis_add_exclusions (const StudioReading *reading,
                                     const char *source,
                                     StudioDefinition *definition);

/** studio_analysis_join_parent: joins the row that @relationship points at, and returns the name it
 * has (transfer full). Rows without one stay when @left. */
char *studio_analysis_join_parent (const StudioAnalysis *self,
                                   StudioDefinition *definition,
                                   const char *source,
                                   const StudioRelationship *relationship,
                                   gboolean left);

/** studio_analysis_ensure_joined: joins the row that @relationship points at unless it is joined
 * already, without what was deleted or cancelled when it owns @source's rows, and returns the name
 * it has (transfer full). */
char *studio_analysis_ensure_joined (const StudioAnalysis *self,
                                     StudioDefinition *definition,
                                     const char *source,
                                     const StudioRelationship *relationship);

/** studio_analysis_time: Returns: (transfer full): the time of the window, in @definition, which
 * knows the table as @source; joins the table whose time it is where that is another. */
StudioExpression *studio_analysis_time (const StudioAnalysis *self,
                                        StudioDefinition *definition,
                                        const StudioWindow *window,
                                        const char *source);

/** studio_analysis_add_period: groups by the period of the window's grain. */
void studio_analysis_add_period (const StudioAnalysis *self,
                                 StudioDefinition *definition,
                                 const StudioWindow *window,
                                 const char *source);

/** studio_analysis_limit_trend: only complete periods of the window. */
void studio_analysis_limit_trend (const StudioAnalysis *self,
                                  StudioDefinition *definition,
                                  const StudioWindow *window,
                                  const char *source);

/** studio_analysis_limit_days: only the last days, where data reach into them. */
void studio_analysis_limit_days (const StudioAnalysis *self,
                                 StudioDefinition *definition,
                                 const StudioWindow *window,
                                 const char *source);

/** studio_analysis_limit_long: a year back, where data reach into the present. */
void studio_analysis_limit_long (const StudioAnalysis *self,
                                 StudioDefinition *definition,
                                 const StudioWindow *window,
                                 const char *source);

/** studio_analysis_limit_to_now: a year back including today, where data reach into the present. */
void studio_analysis_limit_to_now (const StudioAnalysis *self,
                                   StudioDefinition *definition,
                                   const StudioWindow *window,
                                   const char *source);

/** studio_analysis_latest: Returns: (transfer full): the last time there is in the table */
StudioExpression *studio_analysis_latest (const StudioAnalysis *self);

/** studio_analysis_year: Returns: (transfer full): that the time lies in the last twelve months,
 * or @back years before them; of data that ended long ago, in the last year that they tell of. The
 * window belongs to @reading, which @definition knows as @source. */
StudioExpression *studio_analysis_year (const StudioAnalysis *self,
                                        const StudioReading *reading,
                                        StudioDefinition *definition,
                                        const StudioWindow *window,
                                        const char *source,
                                        int back);

/** studio_analysis_since: Returns: (transfer full): that @time (transfer full) of the window lies
 * in the last @days days, counted from today or from the last day that data of the past tell of. */
StudioExpression *studio_analysis_since (const StudioAnalysis *self,
                                         const StudioReading *reading,
                                         const StudioWindow *window,
                                         StudioExpression *time,
                                         int days);

/** studio_analysis_year_phrase: what that is called: “last 12 months”, “last year of data”. */
const char *studio_analysis_year_phrase (const StudioWindow *window);

/** studio_analysis_limit_to_latest: only the rows of that time. */
void studio_analysis_limit_to_latest (const StudioAnalysis *self, StudioDefinition *definition);

/** studio_analysis_add_group: groups by @column, by name where a lookup, a table of codes or its
 * comment says what its values mean. */
void studio_analysis_add_group (StudioAnalysis *self,
                                StudioDefinition *definition,
                                const StudioColumn *column);

/** studio_analysis_is_loss: whether @column tells of what was cancelled, given back or failed, so
 * that it is set for rows that do not count. */
gboolean studio_analysis_is_loss (const StudioColumn *column);

/** studio_analysis_long_phrase: what that is called in names: ", last 12 months" or "". */
const char *studio_analysis_long_phrase (const StudioWindow *window);

/** studio_analysis_parse_day: reads the date at the start of @iso (nullable), and whether it is
 * one. */
gboolean studio_analysis_parse_day (const char *iso, GDate *day);

/** studio_analysis_one: Returns: (transfer full): @noun with its indefinite article */
char *studio_analysis_one (const char *noun);

/** studio_analysis_subject: Returns: (transfer full): what @column measures, with the table's noun
 * ("order amount") */
char *studio_analysis_subject (const StudioReading *reading, const StudioColumn *column);

/** studio_analysis_own_label: Returns: (transfer none): what @column is called among the rows of
 * @reading: the status of an order is the status in the table of orders. */
const char *studio_analysis_own_label (const StudioReading *reading, const StudioColumn *column);

/** studio_analysis_parent: Returns: (transfer none) (nullable): the reading of what the column
 * points at, when it can be joined without doubling rows; with the relationship in @relationship
 * (out) (optional). */
StudioReading *studio_analysis_parent (const StudioAnalysis *self,
                                       const StudioReading *reading,
                                       const StudioColumn *column,
                                       const StudioRelationship **relationship);

/** studio_analysis_parent_noun: Returns: (transfer full): what the foreign key @column points at,
 * by its own name where that says it, else by that of @parent (nullable) */
char *studio_analysis_parent_noun (const StudioReading *reading,
                                   const StudioColumn *column,
                                   const StudioReading *parent);

/** studio_analysis_direction: whether more of what @column counts is better. */
StudioDirection
studio_analysis_direction (const StudioReading *reading, const StudioColumn *column);

/** studio_analysis_is_rating: whether @column holds whole numbers of a short scale on which more is
 * better, as far as its fingerprint tells: 1 to 5 stars, 0 to 10. */
gboolean studio_analysis_is_rating (const StudioReading *reading, const StudioColumn *column);

/** studio_analysis_unit: of the values of @column. */
StudioUnit studio_analysis_unit (const StudioColumn *column);

/** studio_analysis_age: Returns: (transfer full): how long ago @time (transfer full), that of the
 * window, was, in classes that sort by their text. */
StudioExpression *studio_analysis_age (const StudioAnalysis *self, StudioExpression *time);

/** studio_analysis_start_ageing: Returns: (transfer full): how many rows there are by how long ago
 * they came in; the caller limits it to those that wait for something */
StudioDefinition *studio_analysis_start_ageing (StudioAnalysis *self);

/* Short forms; all arguments and results are (transfer full). */
StudioExpression *studio_count (StudioExpression *filter);
StudioExpression *studio_sum (StudioExpression *value);
StudioExpression *studio_average (StudioExpression *value);
StudioExpression *studio_ratio (StudioExpression *numerator, StudioExpression *denominator);
StudioExpression *studio_and (StudioExpression *a, StudioExpression *b);

/** studio_grain_name: "month"… (transfer none). */
const char *studio_grain_name (StudioGrain grain);

/** _studio_patterns_run: lets all patterns that fit the table add what they find. */
void _studio_patterns_run (StudioAnalysis *self);

/* The patterns; each looks at the table and adds what it finds. */
void _studio_patterns_fiscal (StudioAnalysis *self);
void _studio_patterns_volume (StudioAnalysis *self);
void _studio_patterns_validity (StudioAnalysis *self);
void _studio_patterns_years (StudioAnalysis *self);
void _studio_patterns_measures (StudioAnalysis *self);
void _studio_patterns_measurements (StudioAnalysis *self);
void _studio_patterns_ratios (StudioAnalysis *self);
void _studio_patterns_states (StudioAnalysis *self);
void _studio_patterns_times (StudioAnalysis *self);
void _studio_patterns_due (StudioAnalysis *self);
void _studio_patterns_parents (StudioAnalysis *self);
void _studio_patterns_children (StudioAnalysis *self);
void _studio_patterns_worth (StudioAnalysis *self);
void _studio_patterns_facts (StudioAnalysis *self);
void _studio_patterns_groups (StudioAnalysis *self);
void _studio_patterns_goods (StudioAnalysis *self);
void _studio_patterns_headers (StudioAnalysis *self);
void _studio_patterns_conversion (StudioAnalysis *self);
void _studio_patterns_offers (StudioAnalysis *self);
void _studio_patterns_sold (StudioAnalysis *self);
void _studio_patterns_bridges (StudioAnalysis *self);
void _studio_patterns_actors (StudioAnalysis *self);
void _studio_patterns_shares (StudioAnalysis *self);
void _studio_patterns_snapshots (StudioAnalysis *self);
void _studio_patterns_levels (StudioAnalysis *self);
void _studio_patterns_history (StudioAnalysis *self);
void _studio_patterns_quality (StudioAnalysis *self);
void _studio_patterns_subscriptions (StudioAnalysis *self);
void _studio_patterns_scores (StudioAnalysis *self);
void _studio_patterns_fulfilment (StudioAnalysis *self);
void _studio_patterns_compliance (StudioAnalysis *self);
void _studio_patterns_reliability (StudioAnalysis *self);
void _studio_patterns_oee (StudioAnalysis *self);
void _studio_patterns_recurring (StudioAnalysis *self);
void _studio_patterns_machine_states (StudioAnalysis *self);
void _studio_patterns_movement (StudioAnalysis *self);
void _studio_patterns_engagement (StudioAnalysis *self);
void _studio_patterns_cohorts (StudioAnalysis *self);
void _studio_patterns_faults (StudioAnalysis *self);
void _studio_patterns_net (StudioAnalysis *self);
void _studio_patterns_stock (StudioAnalysis *self);
void _studio_patterns_payments (StudioAnalysis *self);
void _studio_patterns_receivables (StudioAnalysis *self);
void _studio_patterns_purchasing (StudioAnalysis *self);
void _studio_patterns_dispatch (StudioAnalysis *self);
void _studio_patterns_trials (StudioAnalysis *self);
void _studio_patterns_service (StudioAnalysis *self);
void _studio_patterns_inspection (StudioAnalysis *self);
void _studio_patterns_stays (StudioAnalysis *self);
void _studio_patterns_attendance (StudioAnalysis *self);

G_END_DECLS
