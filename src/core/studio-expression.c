/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-expression.h"

#include "core/studio-definition.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (StudioExpression,
                     studio_expression,
                     studio_expression_ref,
                     studio_expression_unref)

G_DEFINE_ENUM_TYPE (StudioGrain,
                    studio_grain,
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_MINUTE, "minute"),
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_HOUR, "hour"),
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_DAY, "day"),
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_WEEK, "week"),
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_MONTH, "month"),
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_QUARTER, "quarter"),
                    G_DEFINE_ENUM_VALUE (STUDIO_GRAIN_YEAR, "year"))

G_DEFINE_ENUM_TYPE (StudioOperator,
                    studio_operator,
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_COLUMN, "column"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_NUMBER, "number"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_BOOLEAN, "boolean"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_DATE, "date"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_ADD, "add"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_SUBTRACT, "subtract"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_MULTIPLY, "multiply"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_RATIO, "ratio"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_COALESCE, "coalesce"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_LEAST, "least"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_BUCKET, "bucket"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_CAST, "cast"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_TRY_CAST, "try_cast"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_PARSE_TIME, "parse_time"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_LOWER, "lower"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_CONCAT, "concat"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_AND, "and"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_OR, "or"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_NOT, "not"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_EQUAL, "equal"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_NOT_EQUAL, "not_equal"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_LESS, "less"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_LESS_EQUAL, "less_equal"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_GREATER, "greater"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_GREATER_EQUAL, "greater_equal"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_IN, "in"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_IS_NULL, "is_null"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_NOT_NULL, "not_null"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_IS_TRUE, "is_true"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_CONTAINS, "contains"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_PERIODS, "periods"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_CASE, "case"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_COUNT, "count"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_COUNT_DISTINCT, "count_distinct"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_SUM, "sum"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_AVERAGE, "average"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_MINIMUM, "minimum"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_MAXIMUM, "maximum"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_PERCENTILE, "percentile"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_SHARE, "share"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_PREVIOUS, "previous"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_RANK, "rank"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_OVERALL, "overall"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_TRUNCATE, "truncate"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_WEEKDAY, "weekday"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_WEEKDAY_NAME, "weekday_name"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_HOUR_OF_DAY, "hour_of_day"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_DIFFERENCE, "difference"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_SHIFT, "shift"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_TODAY, "today"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_NOW, "now"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_PERIOD_START, "period_start"),
                    G_DEFINE_ENUM_VALUE (STUDIO_OPERATOR_SUBQUERY, "subquery"))

static void
argument_unref (gpointer expression)
{
  if (expression != NULL)
    studio_expression_unref (expression);
}

static StudioExpression *
new_with_list (StudioOperator op, StudioFieldKind kind, GPtrArray *arguments)
{
  StudioExpression *self = g_new0 (StudioExpression, 1);

  g_atomic_ref_count_init (&self->references);
  self->op = op;
  self->kind = kind;
  self->arguments = arguments != NULL ? arguments : g_ptr_array_new_with_free_func (argument_unref);
  return self;
}

static StudioExpression *
new_over (StudioOperator op, StudioFieldKind kind, StudioExpression *argument)
{
  StudioExpression *self = new_with_list (op, kind, NULL);

  if (argument != NULL)
    g_ptr_array_add (self->arguments, argument);
  return self;
}

StudioExpression *
studio_expression_ref (StudioExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_expression_unref (StudioExpression *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->source);
  g_free (self->text);
  g_strfreev (self->path);
  g_ptr_array_unref (self->arguments);
  g_clear_pointer (&self->filter, studio_expression_unref);
  g_clear_pointer (&self->definition, studio_definition_unref);
  g_free (self);
}

StudioExpression *
studio_expression_column (const char *source, const char *name, StudioFieldKind kind)
{
  StudioExpression *self;

  g_return_val_if_fail (source != NULL && name != NULL, NULL);
  self = new_with_list (STUDIO_OPERATOR_COLUMN, kind, NULL);
  self->source = g_strdup (source);
  self->text = g_strdup (name);
  return self;
}

StudioExpression *
studio_expression_json_key (const char *source,
                            const char *name,
                            const char *const *path,
                            StudioFieldKind kind)
{
  StudioExpression *self = studio_expression_column (source, name, kind);

  self->path = g_strdupv ((GStrv) path);
  return self;
}

StudioExpression *
studio_expression_text (const char *text)
{
  StudioExpression *self = new_with_list (STUDIO_OPERATOR_TEXT, STUDIO_FIELD_TEXT, NULL);

  self->text = g_strdup (text);
  return self;
}

StudioExpression *
studio_expression_number (double number)
{
  StudioFieldKind kind =
      number == (double) (gint64) number ? STUDIO_FIELD_INTEGER : STUDIO_FIELD_DECIMAL;
  StudioExpression *self = new_with_list (STUDIO_OPERATOR_NUMBER, kind, NULL);

  self->number = number;
  return self;
}

StudioExpression *
studio_expression_boolean (gboolean value)
{
  StudioExpression *self = new_with_list (STUDIO_OPERATOR_BOOLEAN, STUDIO_FIELD_BOOLEAN, NULL);

  self->number = value ? 1 : 0;
  return self;
}

StudioExpression *
studio_expression_date (const char *iso)
{
  StudioExpression *self = new_with_list (STUDIO_OPERATOR_DATE, STUDIO_FIELD_DATE, NULL);

  self->text = g_strdup (iso);
  return self;
}

static gboolean
is_number_operator (StudioOperator op)
{
  return op == STUDIO_OPERATOR_ADD || op == STUDIO_OPERATOR_SUBTRACT ||
         op == STUDIO_OPERATOR_MULTIPLY;
}

static gboolean
is_condition (StudioOperator op)
{
  return op >= STUDIO_OPERATOR_AND && op <= STUDIO_OPERATOR_PERIODS;
}

static StudioFieldKind
argument_kind (GPtrArray *arguments, guint index)
{
  return index < arguments->len
             ? ((const StudioExpression *) g_ptr_array_index (arguments, index))->kind
             : STUDIO_FIELD_OTHER;
}

static StudioFieldKind
arithmetic_kind (GPtrArray *arguments)
{
  StudioFieldKind kind = STUDIO_FIELD_INTEGER;

  for (guint i = 0; i < arguments->len; i++)
    {
      StudioFieldKind other = argument_kind (arguments, i);

      if (other == STUDIO_FIELD_FLOAT)
        return STUDIO_FIELD_FLOAT;
      if (other != STUDIO_FIELD_INTEGER)
        kind = STUDIO_FIELD_DECIMAL;
    }
  return kind;
}

/* What the operators without arithmetic of their own give. */
static StudioFieldKind
result_kind (StudioOperator op, GPtrArray *arguments)
{
  if (is_condition (op))
    return STUDIO_FIELD_BOOLEAN;
  if (is_number_operator (op))
    return arithmetic_kind (arguments);
  if (op == STUDIO_OPERATOR_RATIO || op == STUDIO_OPERATOR_SHARE || op == STUDIO_OPERATOR_AVERAGE ||
      op == STUDIO_OPERATOR_DIFFERENCE)
    return STUDIO_FIELD_DECIMAL;
  if (op == STUDIO_OPERATOR_COUNT || op == STUDIO_OPERATOR_COUNT_DISTINCT ||
      op == STUDIO_OPERATOR_WEEKDAY || op == STUDIO_OPERATOR_HOUR_OF_DAY ||
      op == STUDIO_OPERATOR_RANK)
    return STUDIO_FIELD_INTEGER;
  if (op == STUDIO_OPERATOR_PERCENTILE)
    return STUDIO_FIELD_FLOAT;
  if (op == STUDIO_OPERATOR_TODAY)
    return STUDIO_FIELD_DATE;
  if (op == STUDIO_OPERATOR_NOW)
    return STUDIO_FIELD_DATETIME_TZ;
  if (op == STUDIO_OPERATOR_WEEKDAY_NAME || op == STUDIO_OPERATOR_LOWER ||
      op == STUDIO_OPERATOR_CONCAT)
    return STUDIO_FIELD_TEXT;
  if (op == STUDIO_OPERATOR_CASE)
    return argument_kind (arguments, 1);
  return argument_kind (arguments, 0);
}

StudioExpression *
studio_expression_new_list (StudioOperator op, GPtrArray *arguments)
{
  g_return_val_if_fail (arguments != NULL, NULL);
  g_ptr_array_set_free_func (arguments, argument_unref);
  return new_with_list (op, result_kind (op, arguments), arguments);
}

StudioExpression *
studio_expression_new (StudioOperator op, ...)
{
  GPtrArray *arguments = g_ptr_array_new ();
  va_list list;
  StudioExpression *argument;

  va_start (list, op);
  while ((argument = va_arg (list, StudioExpression *)) != NULL)
    g_ptr_array_add (arguments, argument);
  va_end (list);
  return studio_expression_new_list (op, arguments);
}

StudioExpression *
studio_expression_cast (StudioExpression *argument, StudioFieldKind kind)
{
  return new_over (STUDIO_OPERATOR_CAST, kind, argument);
}

StudioExpression *
studio_expression_try_cast (StudioExpression *argument, StudioFieldKind kind)
{
  return new_over (STUDIO_OPERATOR_TRY_CAST, kind, argument);
}

StudioExpression *
studio_expression_parse_time (StudioExpression *argument, StudioTimeForm form)
{
  StudioExpression *self =
      new_over (STUDIO_OPERATOR_PARSE_TIME, studio_time_form_kind (form), argument);

  self->text = g_strdup (studio_enum_to_nick (STUDIO_TYPE_TIME_FORM, (int) form));
  return self;
}

StudioExpression *
studio_expression_bucket (StudioExpression *argument, double width)
{
  StudioExpression *self = new_over (STUDIO_OPERATOR_BUCKET, argument->kind, argument);

  self->number = width;
  return self;
}

StudioExpression *
studio_expression_percentile (StudioExpression *argument, double percent)
{
  StudioExpression *self = new_over (STUDIO_OPERATOR_PERCENTILE, STUDIO_FIELD_FLOAT, argument);

  self->number = percent;
  return self;
}

StudioExpression *
studio_expression_filtered (StudioExpression *self, StudioExpression *filter)
{
  g_return_val_if_fail (studio_expression_is_aggregate (self), self);
  g_return_val_if_fail (self->filter == NULL, self);
  self->filter = filter;
  return self;
}

StudioExpression *
studio_expression_truncate (StudioExpression *time, StudioGrain grain)
{
  StudioExpression *self = new_over (
      STUDIO_OPERATOR_TRUNCATE, grain < STUDIO_GRAIN_DAY ? time->kind : STUDIO_FIELD_DATE, time);

  self->grain = grain;
  return self;
}

StudioExpression *
studio_expression_difference (StudioExpression *from, StudioExpression *to, StudioGrain grain)
{
  StudioExpression *self = new_over (STUDIO_OPERATOR_DIFFERENCE, STUDIO_FIELD_DECIMAL, from);

  if (grain >= STUDIO_GRAIN_MONTH)
    self->kind = STUDIO_FIELD_INTEGER;
  g_ptr_array_add (self->arguments, to);
  self->grain = grain;
  return self;
}

StudioExpression *
studio_expression_shift (StudioExpression *time, gint64 count, StudioGrain grain)
{
  StudioExpression *self = new_over (STUDIO_OPERATOR_SHIFT, time->kind, time);

  self->first = count;
  self->grain = grain;
  return self;
}

StudioExpression *
studio_expression_period_start (StudioGrain grain, gint64 offset)
{
  StudioExpression *self = new_with_list (STUDIO_OPERATOR_PERIOD_START, STUDIO_FIELD_DATE, NULL);

  self->grain = grain;
  self->first = offset;
  return self;
}

StudioExpression *
studio_expression_periods (StudioExpression *time, StudioGrain grain, gint64 first, gint64 last)
{
  StudioExpression *self = new_over (STUDIO_OPERATOR_PERIODS, STUDIO_FIELD_BOOLEAN, time);

  self->grain = grain;
  self->first = first;
  self->last = last;
  return self;
}

StudioExpression *
studio_expression_subquery (StudioDefinition *definition)
{
  StudioExpression *self = new_with_list (STUDIO_OPERATOR_SUBQUERY, STUDIO_FIELD_OTHER, NULL);

  self->definition = definition;
  if (definition->columns->len > 0)
    {
      const StudioDefinitionColumn *column = g_ptr_array_index (definition->columns, 0);

      self->kind = column->expression->kind;
    }
  return self;
}

gboolean
studio_expression_is_aggregate (const StudioExpression *self)
{
  return self->op >= STUDIO_OPERATOR_COUNT && self->op <= STUDIO_OPERATOR_PERCENTILE;
}

gboolean
studio_expression_has_aggregate (const StudioExpression *self)
{
  gboolean found = studio_expression_is_aggregate (self);

  for (guint i = 0; !found && i < self->arguments->len; i++)
    found = studio_expression_has_aggregate (g_ptr_array_index (self->arguments, i));
  return found;
}

/* A copy of @self with other arguments, which are taken over. */
static StudioExpression *
copy_with (const StudioExpression *self, GPtrArray *arguments, StudioExpression *filter)
{
  StudioExpression *copy = new_with_list (self->op, self->kind, arguments);

  copy->source = g_strdup (self->source);
  copy->text = g_strdup (self->text);
  copy->path = g_strdupv (self->path);
  copy->number = self->number;
  copy->grain = self->grain;
  copy->first = self->first;
  copy->last = self->last;
  copy->filter = filter;
  copy->definition = self->definition != NULL ? studio_definition_ref (self->definition) : NULL;
  return copy;
}

StudioExpression *
studio_expression_replace (const StudioExpression *self,
                           StudioExpressionFunc replace,
                           gpointer user_data)
{
  StudioExpression *other = replace (self, user_data);
  GPtrArray *arguments;

  if (other != NULL)
    return other;
  arguments = g_ptr_array_new_with_free_func (argument_unref);
  for (guint i = 0; i < self->arguments->len; i++)
    g_ptr_array_add (arguments, studio_expression_replace (g_ptr_array_index (self->arguments, i),
                                                           replace, user_data));
  return copy_with (
      self, arguments,
      self->filter != NULL ? studio_expression_replace (self->filter, replace, user_data) : NULL);
}

static gboolean
strv_equal (GStrv a, GStrv b)
{
  return a == b || (a != NULL && b != NULL &&
                    g_strv_equal ((const char *const *) a, (const char *const *) b));
}

gboolean
studio_expression_equal (const StudioExpression *a, const StudioExpression *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->op != b->op || a->kind != b->kind || a->grain != b->grain ||
      a->first != b->first || a->last != b->last || a->number != b->number ||
      a->arguments->len != b->arguments->len || g_strcmp0 (a->text, b->text) != 0 ||
      g_strcmp0 (a->source, b->source) != 0 || !strv_equal (a->path, b->path) ||
      !studio_expression_equal (a->filter, b->filter))
    return FALSE;
  if (a->definition != b->definition && (a->definition == NULL || b->definition == NULL ||
                                         !studio_definition_equal (a->definition, b->definition)))
    return FALSE;
  for (guint i = 0; i < a->arguments->len; i++)
    if (!studio_expression_equal (g_ptr_array_index (a->arguments, i),
                                  g_ptr_array_index (b->arguments, i)))
      return FALSE;
  return TRUE;
}

const StudioExpression *
studio_expression_argument (const StudioExpression *self, guint index)
{
  g_return_val_if_fail (index < self->arguments->len, NULL);
  return g_ptr_array_index (self->arguments, index);
}
