/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-compiler.h"

G_BEGIN_DECLS

/** StudioPrecedence: how tightly SQL binds what was written; a looser operand gets parentheses. */
typedef enum
{
  STUDIO_PRECEDENCE_OR,
  STUDIO_PRECEDENCE_AND,
  STUDIO_PRECEDENCE_NOT,
  STUDIO_PRECEDENCE_COMPARISON,
  STUDIO_PRECEDENCE_ADDITION,
  STUDIO_PRECEDENCE_MULTIPLICATION,
  STUDIO_PRECEDENCE_ATOM,
} StudioPrecedence;

/** StudioCompilerLimit: how a dialect cuts a result. */
typedef enum
{
  STUDIO_COMPILER_LIMIT,
  STUDIO_COMPILER_TOP,
  STUDIO_COMPILER_FETCH,
} StudioCompilerLimit;

/**
 * StudioFragment:
 * @sql: (owned): the text
 * @kind: type of its value
 * @precedence: of its outermost operator
 *
 * A written expression.
 */
typedef struct
{
  char *sql;
  StudioFieldKind kind;
  StudioPrecedence precedence;
} StudioFragment;

/**
 * StudioCompilerClass: how a dialect says what dialects say differently. One file per dialect fills
 * one in and hands it out by a function _studio_compiler_NAME(). Functions return (transfer full)
 * text and state how tightly it binds where that is not an atom; their operands come as fragments
 * that are not in parentheses yet: use _studio_fragment_operand(). A function that is %NULL means
 * that the dialect cannot say it.
 *
 * @reserved: words that must be quoted as names, lower case, in strcmp() order
 * @n_reserved: how many
 * @default_schema: (nullable): the schema whose tables need no qualification
 * @quote_open: (and @quote_close): around names that need quotes
 * @folds_upper: whether unquoted names are read as upper case
 * @filter_clause: whether aggregates take FILTER (WHERE …)
 * @group_by_position: whether GROUP BY takes positions of columns
 * @nulls_last: whether ORDER BY takes NULLS LAST
 * @nulls_sort_low: whether NULL is less than anything else in ORDER BY
 * @conditions_are_values: whether a condition can be sorted by, and knows names of the result
 * @averages_are_whole: whether AVG of whole numbers cuts off the fraction
 * @sums_overflow: whether SUM of whole numbers is no longer than they are
 * @products_overflow: whether a product of whole numbers is no longer than they are
 * @differences_overflow: whether the difference of whole numbers may not be negative where one of
 * them is a column without a sign
 * @percentiles_alike: whether all percentiles of a query have to be taken of the same value
 * @frame_required: whether an aggregate over a window that is sorted has to name its frame
 * @windows_apart: whether a window function cannot name by what its own query is grouped
 * @aliases_hide_columns: whether a name means a column of the result before one of a table
 * @joins_fill_in: whether a row without a partner gets zeros and empty texts instead of NULLs
 * @joins_need_keys: whether tables are joined by equality only
 * @unions_sort_apart: whether ORDER BY after UNION ALL sorts the last part only
 * @limit: how results are cut
 * @try_cast: the same of a text that may be something else, which is NULL then; never to
 * %STUDIO_FIELD_INTEGER
 * @parse_time: the time that a text or number of a form keeps; NULL where it is none
 * @compared_time: (nullable): makes a time comparable with the start of a period; %NULL where it is
 * @widen_time: (nullable): makes a time of one kind comparable with one of a kind that tells more
 * (a date with a time of day); %NULL where it is
 * @percentile: (nullable): an aggregate; where there is none, percentiles are written out
 * (studio-compiler-percentile.h)
 * @previous: (nullable): a value of the row before, %NULL in the first; where it is %NULL, LAG
 * @own_step_names: whether a common table expression may not have the name of a table it reads
 */
typedef struct
{
  const char *name;
  const char *const *reserved;
  gsize n_reserved;
  const char *default_schema;
  char quote_open;
  char quote_close;
  gboolean folds_upper;
  gboolean filter_clause;
  gboolean group_by_position;
  gboolean nulls_last;
  gboolean nulls_sort_low;
  gboolean conditions_are_values;
  gboolean averages_are_whole;
  gboolean sums_overflow;
  gboolean products_overflow;
  gboolean differences_overflow;
  gboolean percentiles_alike;
  gboolean frame_required;
  gboolean windows_apart;
  gboolean aliases_hide_columns;
  gboolean joins_fill_in;
  gboolean joins_need_keys;
  gboolean unions_sort_apart;
  StudioCompilerLimit limit;
  gboolean own_step_names;

  char *(*text) (const char *text);
  char *(*date) (const char *iso);
  char *(*boolean) (gboolean value);
  char *(*is_true) (const StudioFragment *value, gboolean is, StudioPrecedence *precedence);
  char *(*contains) (const StudioFragment *value, const char *part, StudioPrecedence *precedence);
  char *(*json_key) (const char *column,
                     const char *const *path,
                     StudioFieldKind kind,
                     StudioPrecedence *precedence);
  char *(*cast) (const StudioFragment *value, StudioFieldKind kind);
  char *(*try_cast) (const StudioFragment *value, StudioFieldKind kind);
  char *(*parse_time) (const StudioFragment *value, StudioTimeForm form);
  char *(*ratio) (const StudioFragment *numerator,
                  const StudioFragment *denominator,
                  StudioPrecedence *precedence);
  char *(*bucket) (const StudioFragment *value, const char *width, StudioPrecedence *precedence);
  char *(*least) (const char *const *values);
  char *(*concat) (const char *const *parts, StudioPrecedence *precedence);
  char *(*percentile) (const StudioFragment *value, double percent);
  char *(*previous) (const char *value, const char *order);
  char *(*truncate) (const StudioFragment *time, StudioGrain grain);
  char *(*weekday) (const StudioFragment *time, StudioPrecedence *precedence);
  char *(*weekday_name) (const StudioFragment *time);
  char *(*hour_of_day) (const StudioFragment *time, StudioPrecedence *precedence);
  char *(*difference) (const StudioFragment *from,
                       const StudioFragment *to,
                       StudioGrain grain,
                       StudioPrecedence *precedence);
  char *(*shift) (const StudioFragment *time,
                  gint64 count,
                  StudioGrain grain,
                  StudioPrecedence *precedence);
  char *(*today) (void);
  char *(*now) (void);
  char *(*period_start) (StudioGrain grain, gint64 offset, StudioPrecedence *precedence);
  char *(*compared_time) (const StudioFragment *time);
  char *(*widen_time) (const StudioFragment *time, StudioFieldKind kind);
} StudioCompilerClass;

/**
 * StudioCompiler: one compilation.
 *
 * @klass: the dialect
 * @definition: (nullable): what is being written
 * @qualify: whether columns carry the name of their source
 * @break_case: whether the next CASE gets a line for each branch
 * @steps: (element-type utf8) (owned): common table expressions, in the order they are needed
 * @step_definitions: (owned): the definition of each
 * @step_names: (owned): the name of each
 * @rewritten: (owned) (element-type StudioDefinition): what was made to be written instead of a
 * definition; steps refer to parts of it
 * @left_join: whether a join keeps rows without a partner
 * @error: (owned) (nullable): the first thing that cannot be said
 */
typedef struct
{
  const StudioCompilerClass *klass;
  const StudioDefinition *definition;
  gboolean qualify;
  gboolean break_case;
  GPtrArray *steps;
  GPtrArray *step_definitions;
  GPtrArray *step_names;
  GPtrArray *rewritten;
  gboolean left_join;
  GError *error;
} StudioCompiler;

void _studio_fragment_clear (StudioFragment *fragment);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StudioFragment, _studio_fragment_clear)

/** _studio_fragment_operand: Returns: (transfer full): its text, in parentheses when it binds more
 * loosely than @precedence. */
char *_studio_fragment_operand (const StudioFragment *fragment, StudioPrecedence precedence);

/** _studio_compiler_identifier: Returns: (transfer full): @name, quoted where needed. */
char *_studio_compiler_identifier (const StudioCompiler *self, const char *name);

/** _studio_compiler_number: Returns: (transfer full): @number as a constant. */
char *_studio_compiler_number (double number);

/** _studio_compiler_expression: writes @expression into @fragment, which gets initialised. */
void _studio_compiler_expression (StudioCompiler *self,
                                  const StudioExpression *expression,
                                  StudioFragment *fragment);

/** _studio_compiler_conditions: adds the conditions that @expression is made of to @conditions, as
 * text to be joined by AND. */
void _studio_compiler_conditions (StudioCompiler *self,
                                  const StudioExpression *expression,
                                  GPtrArray *conditions);

/** _studio_compiler_query: Returns: (transfer full): @definition as a statement without its common
 * table expressions, which are added to @self->steps. */
char *_studio_compiler_query (StudioCompiler *self, const StudioDefinition *definition);

/** _studio_compiler_refuse: keeps as the error that @what cannot be said. */
void _studio_compiler_refuse (StudioCompiler *self, const char *what);

const StudioCompilerClass *_studio_compiler_mysql (void);
const StudioCompilerClass *_studio_compiler_bigquery (void);
const StudioCompilerClass *_studio_compiler_clickhouse (void);
const StudioCompilerClass *_studio_compiler_redshift (void);
const StudioCompilerClass *_studio_compiler_snowflake (void);
const StudioCompilerClass *_studio_compiler_sqlserver (void);
const StudioCompilerClass *_studio_compiler_trino (void);
const StudioCompilerClass *_studio_compiler_postgresql (void);
const StudioCompilerClass *_studio_compiler_sqlite (void);

G_END_DECLS
