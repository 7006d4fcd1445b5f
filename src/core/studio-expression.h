/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "core/studio-enums.h"

G_BEGIN_DECLS

typedef struct _StudioDefinition StudioDefinition;

/**
 * StudioGrain: a length of time: what a date is cut to, what periods are counted in, what a
 * duration is told in. Weeks start on Monday.
 */
typedef enum
{
  STUDIO_GRAIN_NONE,
  STUDIO_GRAIN_MINUTE,
  STUDIO_GRAIN_HOUR,
  STUDIO_GRAIN_DAY,
  STUDIO_GRAIN_WEEK,
  STUDIO_GRAIN_MONTH,
  STUDIO_GRAIN_QUARTER,
  STUDIO_GRAIN_YEAR,
} StudioGrain;

/**
 * StudioOperator: what an expression does. Arguments are numbered from 1; “g” is its grain, “n” and
 * “m” its first and second number. Every operator means the same in every dialect.
 *
 * Values:
 * COLUMN: a column of the source named @source, or a key of its JSON column when it has a path
 * TEXT, NUMBER, BOOLEAN, DATE: a constant
 *
 * Arithmetic: ADD, SUBTRACT, MULTIPLY; RATIO is 1 divided by 2 as a decimal number, and NULL where
 * 2 is 0; COALESCE is the first that is not NULL; LEAST the smallest; BUCKET is the lower bound of
 * 1's class of width n; CAST has the kind of the expression; TRY_CAST too, and is NULL where the
 * text 1 is not one of that kind; PARSE_TIME is the time that 1, a text or number of the form @text
 * (nick of a #StudioTimeForm), keeps, NULL where it is none; LOWER is a text in lower case; CONCAT
 * joins texts (of any number) with a space between
 *
 * Conditions: AND, OR (of any number), NOT; EQUAL … GREATER_EQUAL; IN (1 among the others);
 * IS_NULL, NOT_NULL; IS_TRUE of a boolean column (NULL is not true); CONTAINS (text 1 has text 2 in
 * it, whatever the case); PERIODS: time 1 lies in the periods n to m of grain g, counted from the
 * running one as 0 (-12 to -1 of months: the twelve last complete months; n = %G_MININT64: no lower
 * bound)
 *
 * CASE: condition, value, condition, value …, and the value for the rest when their number is odd
 *
 * Aggregates, over the rows that meet the filter where there is one: COUNT (of rows without an
 * argument, else of values), COUNT_DISTINCT, SUM, AVERAGE, MINIMUM, MAXIMUM, PERCENTILE (the value
 * below which n percent of them lie, interpolated)
 *
 * Over the rows of the result: SHARE (aggregate 1 divided by its sum over all rows), PREVIOUS
 * (1 of the row before, by ascending 2), RANK (1 for the row with the greatest 1, no ties, NULLs
 * last; restarting for each 2 and further where there are some), RUNNING (sum of 1 up to this row,
 * by ascending 2), OVERALL (sum of 1 over all rows, or those with the same 2 and further)
 *
 * Time: TRUNCATE (start of the period of grain g that 1 lies in, a date unless g is shorter than a
 * day), WEEKDAY (1 Monday … 7 Sunday), WEEKDAY_NAME (“Mon” … “Sun”), HOUR_OF_DAY (0 … 23),
 * DIFFERENCE (from time 1 to time 2 in units of g, with its fraction; of months and more: how many
 * starts of such a period lie between the two), SHIFT (time 1 moved by n of g), TODAY (the current
 * date), NOW (the current time), PERIOD_START (first day of the period of g that is n away from the
 * running one)
 *
 * SUBQUERY: the single value of a definition
 */
typedef enum
{
  STUDIO_OPERATOR_COLUMN,
  STUDIO_OPERATOR_TEXT,
  STUDIO_OPERATOR_NUMBER,
  STUDIO_OPERATOR_BOOLEAN,
  STUDIO_OPERATOR_DATE,
  STUDIO_OPERATOR_ADD,
  STUDIO_OPERATOR_SUBTRACT,
  STUDIO_OPERATOR_MULTIPLY,
  STUDIO_OPERATOR_RATIO,
  STUDIO_OPERATOR_COALESCE,
  STUDIO_OPERATOR_LEAST,
  STUDIO_OPERATOR_BUCKET,
  STUDIO_OPERATOR_CAST,
  STUDIO_OPERATOR_TRY_CAST,
  STUDIO_OPERATOR_PARSE_TIME,
  STUDIO_OPERATOR_LOWER,
  STUDIO_OPERATOR_CONCAT,
  STUDIO_OPERATOR_AND,
  STUDIO_OPERATOR_OR,
  STUDIO_OPERATOR_NOT,
  STUDIO_OPERATOR_EQUAL,
  STUDIO_OPERATOR_NOT_EQUAL,
  STUDIO_OPERATOR_LESS,
  STUDIO_OPERATOR_LESS_EQUAL,
  STUDIO_OPERATOR_GREATER,
  STUDIO_OPERATOR_GREATER_EQUAL,
  STUDIO_OPERATOR_IN,
  STUDIO_OPERATOR_IS_NULL,
  STUDIO_OPERATOR_NOT_NULL,
  STUDIO_OPERATOR_IS_TRUE,
  STUDIO_OPERATOR_CONTAINS,
  STUDIO_OPERATOR_PERIODS,
  STUDIO_OPERATOR_CASE,
  STUDIO_OPERATOR_COUNT,
  STUDIO_OPERATOR_COUNT_DISTINCT,
  STUDIO_OPERATOR_SUM,
  STUDIO_OPERATOR_AVERAGE,
  STUDIO_OPERATOR_MINIMUM,
  STUDIO_OPERATOR_MAXIMUM,
  STUDIO_OPERATOR_PERCENTILE,
  STUDIO_OPERATOR_SHARE,
  STUDIO_OPERATOR_PREVIOUS,
  STUDIO_OPERATOR_RANK,
  STUDIO_OPERATOR_RUNNING,
  STUDIO_OPERATOR_OVERALL,
  STUDIO_OPERATOR_TRUNCATE,
  STUDIO_OPERATOR_WEEKDAY,
  STUDIO_OPERATOR_WEEKDAY_NAME,
  STUDIO_OPERATOR_HOUR_OF_DAY,
  STUDIO_OPERATOR_DIFFERENCE,
  STUDIO_OPERATOR_SHIFT,
  STUDIO_OPERATOR_TODAY,
  STUDIO_OPERATOR_NOW,
  STUDIO_OPERATOR_PERIOD_START,
  STUDIO_OPERATOR_SUBQUERY,
} StudioOperator;

/**
 * StudioExpression:
 * @op: what it does
 * @kind: the type of its value
 * @source: (nullable): of a column, the name that its source has in the definition
 * @text: (nullable): name of a column; value of a text; ISO 8601 text of a date; form of a time
 * @path: (nullable): keys below a JSON column, outermost first
 * @number: value of a number; 0 or 1 for a boolean; percent of a percentile; width of a bucket
 * @grain: “g” above
 * @first: “n” above, where it counts periods
 * @last: “m” above
 * @arguments: (element-type StudioExpression): possibly empty
 * @filter: (nullable): which rows an aggregate takes
 * @definition: (nullable): of a subquery
 *
 * An expression of a definition: a tree without any dialect. Immutable once made and counted by
 * reference; any thread may read it.
 */
typedef struct _StudioExpression StudioExpression;
struct _StudioExpression
{
  gatomicrefcount references;
  StudioOperator op;
  StudioFieldKind kind;
  char *source;
  char *text;
  GStrv path;
  double number;
  StudioGrain grain;
  gint64 first;
  gint64 last;
  GPtrArray *arguments;
  StudioExpression *filter;
  StudioDefinition *definition;
};

#define STUDIO_TYPE_EXPRESSION (studio_expression_get_type ())
#define STUDIO_TYPE_GRAIN (studio_grain_get_type ())
#define STUDIO_TYPE_OPERATOR (studio_operator_get_type ())

GType studio_expression_get_type (void) G_GNUC_CONST;
GType studio_grain_get_type (void) G_GNUC_CONST;
GType studio_operator_get_type (void) G_GNUC_CONST;

StudioExpression *studio_expression_ref (StudioExpression *self);
void studio_expression_unref (StudioExpression *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioExpression, studio_expression_unref)

/*
 * All functions below return (transfer full), and take their expressions over: (transfer full)
 * arguments, so that trees are written as one nested call. Use studio_expression_ref() for one that
 * is needed again.
 */

/** studio_expression_column: column @name of the source called @source in the definition. */
StudioExpression *
studio_expression_column (const char *source, const char *name, StudioFieldKind kind);

/** studio_expression_json_key: the value under @path in the JSON column @name, read as @kind. */
StudioExpression *studio_expression_json_key (const char *source,
                                              const char *name,
                                              const char *const *path,
                                              StudioFieldKind kind);

StudioExpression *studio_expression_text (const char *text);
StudioExpression *studio_expression_number (double number);
StudioExpression *studio_expression_boolean (gboolean value);

/** studio_expression_date: @iso is "YYYY-MM-DD". */
StudioExpression *studio_expression_date (const char *iso);

/** studio_expression_new: @op over the arguments, which end with %NULL; its kind follows from
 * them. */
StudioExpression *studio_expression_new (StudioOperator op, ...) G_GNUC_NULL_TERMINATED;

/** studio_expression_new_list: the same with @arguments in an array, which is taken over. */
StudioExpression *studio_expression_new_list (StudioOperator op, GPtrArray *arguments);

/** studio_expression_cast: @argument as @kind. */
StudioExpression *studio_expression_cast (StudioExpression *argument, StudioFieldKind kind);

/** studio_expression_try_cast: the text @argument as @kind, NULL where it is none. */
StudioExpression *studio_expression_try_cast (StudioExpression *argument, StudioFieldKind kind);

/** studio_expression_parse_time: the time that @argument keeps as @form, NULL where it is none. */
StudioExpression *studio_expression_parse_time (StudioExpression *argument, StudioTimeForm form);

/** studio_expression_bucket: class of width @width that @argument falls into. */
StudioExpression *studio_expression_bucket (StudioExpression *argument, double width);

/** studio_expression_percentile: @percent is 0 to 100; 50 is the median. */
StudioExpression *studio_expression_percentile (StudioExpression *argument, double percent);

/** studio_expression_filtered: the aggregate @self over the rows that meet @filter only (nullable:
 * no filter). Changes @self, so call it on one that was just made. */
StudioExpression *studio_expression_filtered (StudioExpression *self, StudioExpression *filter);

/** studio_expression_truncate: start of the period of @grain that @time lies in. */
StudioExpression *studio_expression_truncate (StudioExpression *time, StudioGrain grain);

/** studio_expression_difference: from @from to @to in units of @grain. */
StudioExpression *
studio_expression_difference (StudioExpression *from, StudioExpression *to, StudioGrain grain);

/** studio_expression_shift: @time moved by @count of @grain. */
StudioExpression *studio_expression_shift (StudioExpression *time, gint64 count, StudioGrain grain);

/** studio_expression_period_start: first day of the period @offset away from the running one. */
StudioExpression *studio_expression_period_start (StudioGrain grain, gint64 offset);

/** studio_expression_periods: whether @time lies in the periods @first to @last of @grain, the
 * running one being 0; %G_MININT64 for no lower bound. */
StudioExpression *
studio_expression_periods (StudioExpression *time, StudioGrain grain, gint64 first, gint64 last);

/** studio_expression_subquery: the single value that @definition (transfer full) gives. */
StudioExpression *studio_expression_subquery (StudioDefinition *definition);

/** studio_expression_is_aggregate: whether @self itself aggregates rows. */
gboolean studio_expression_is_aggregate (const StudioExpression *self);

/** studio_expression_has_aggregate: whether @self or something in it, outside subqueries,
 * aggregates rows. */
gboolean studio_expression_has_aggregate (const StudioExpression *self);

/** StudioExpressionFunc: Returns: (transfer full) (nullable): what stands for @part; %NULL leaves
 * it as it is and looks at what it is made of. */
typedef StudioExpression *(*StudioExpressionFunc) (const StudioExpression *part,
                                                   gpointer user_data);

/** studio_expression_replace: Returns: (transfer full): @self with the parts that @replace answers
 * for replaced; what is in subqueries stays. */
StudioExpression *studio_expression_replace (const StudioExpression *self,
                                             StudioExpressionFunc replace,
                                             gpointer user_data);

/** studio_expression_equal: whether both say the same. */
gboolean studio_expression_equal (const StudioExpression *a, const StudioExpression *b);

/** studio_expression_argument: Returns: (transfer none): the argument at @index, from 0. */
const StudioExpression *studio_expression_argument (const StudioExpression *self, guint index);

/**
 * studio_expression_from_json:
 * @error: %STUDIO_ERROR_INPUT with what was not understood
 *
 * Returns: (transfer full) (nullable)
 */
StudioExpression *studio_expression_from_json (JsonNode *node, GError **error);

G_END_DECLS
