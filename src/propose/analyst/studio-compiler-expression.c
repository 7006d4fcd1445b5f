/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-compiler-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/studio-error.h"

void
_studio_fragment_clear (StudioFragment *fragment)
{
  g_clear_pointer (&fragment->sql, g_free);
}

char *
_studio_fragment_operand (const StudioFragment *fragment, StudioPrecedence precedence)
{
  return fragment->precedence < precedence ? g_strdup_printf ("(%s)", fragment->sql)
                                           : g_strdup (fragment->sql);
}

void
_studio_compiler_refuse (StudioCompiler *self, const char *what)
{
  if (self->error == NULL)
    self->error = g_error_new (STUDIO_ERROR, STUDIO_ERROR_INPUT, _ ("“%s” cannot be said in %s"),
                               what, self->klass->name);
}

char *
_studio_compiler_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (number) < 1e15 && number == trunc (number))
    return g_strdup_printf ("%.0f", number);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", number));
}

static gboolean
is_reserved (const StudioCompilerClass *klass, const char *name)
{
  gsize low = 0;
  gsize high = klass->n_reserved;

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      int order = strcmp (name, klass->reserved[middle]);

      if (order == 0)
        return TRUE;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return FALSE;
}

/* Whether a name means itself without quotes: dialects fold the case of such names. */
static gboolean
is_plain (const StudioCompilerClass *klass, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isdigit (*c) && *c != '_' &&
        !(klass->folds_upper ? g_ascii_isupper (*c) : g_ascii_islower (*c)))
      return FALSE;
  return !is_reserved (klass, lower);
}

char *
_studio_compiler_identifier (const StudioCompiler *self, const char *name)
{
  const StudioCompilerClass *klass = self->klass;
  g_autoptr (GString) quoted = NULL;

  if (is_plain (klass, name))
    return g_strdup (name);
  quoted = g_string_new (NULL);
  g_string_append_c (quoted, klass->quote_open);
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == klass->quote_close)
        g_string_append_c (quoted, *c);
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, klass->quote_close);
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

/* The argument at @index as text that binds at least as tightly as @precedence. */
static char *
operand (StudioCompiler *self,
         const StudioExpression *expression,
         guint index,
         StudioPrecedence precedence)
{
  g_auto (StudioFragment) fragment = { NULL };

  _studio_compiler_expression (self, studio_expression_argument (expression, index), &fragment);
  return _studio_fragment_operand (&fragment, precedence);
}

static char *
operand_list (StudioCompiler *self, const StudioExpression *expression, guint first)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = first; i < expression->arguments->len; i++)
    {
      g_autofree char *text = operand (self, expression, i, STUDIO_PRECEDENCE_OR);

      g_string_append_printf (list, "%s%s", i > first ? ", " : "", text);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Whether @expression is a column of a table: what steps make of one is long enough. */
static gboolean
is_stored (const StudioCompiler *self, const StudioExpression *expression)
{
  const StudioDefinition *definition = self->definition;

  if (expression->op != STUDIO_OPERATOR_COLUMN || expression->path != NULL || definition == NULL)
    return FALSE;
  if (g_strcmp0 (definition->source->name, expression->source) == 0)
    return definition->source->definition == NULL;
  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (g_strcmp0 (join->source->name, expression->source) == 0)
        return join->source->definition == NULL;
    }
  return FALSE;
}

/* Whether the argument at @index of a difference or product of whole numbers has to be made longer
 * for the result to fit: one factor, and all that is subtracted. */
static gboolean
needs_length (const StudioCompiler *self, const StudioExpression *expression, guint index)
{
  gboolean product = expression->op == STUDIO_OPERATOR_MULTIPLY && self->klass->products_overflow;
  gboolean difference =
      expression->op == STUDIO_OPERATOR_SUBTRACT && self->klass->differences_overflow;

  if ((!product && !difference) || expression->kind != STUDIO_FIELD_INTEGER ||
      !is_stored (self, studio_expression_argument (expression, index)))
    return FALSE;
  for (guint i = 0; product && i < index; i++)
    if (is_stored (self, studio_expression_argument (expression, i)))
      return FALSE;
  return TRUE;
}

static char *
chained_operand (StudioCompiler *self,
                 const StudioExpression *expression,
                 guint index,
                 StudioPrecedence precedence)
{
  g_auto (StudioFragment) fragment = { NULL };

  if (!needs_length (self, expression, index))
    return operand (self, expression, index, precedence);
  _studio_compiler_expression (self, studio_expression_argument (expression, index), &fragment);
  return self->klass->cast (&fragment, STUDIO_FIELD_INTEGER);
}

static char *
chain (StudioCompiler *self,
       const StudioExpression *expression,
       const char *infix,
       StudioPrecedence precedence)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < expression->arguments->len; i++)
    {
      /* What is subtracted must not lose its own parentheses. */
      StudioPrecedence tight =
          precedence + (i > 0 && expression->op == STUDIO_OPERATOR_SUBTRACT ? 1 : 0);
      g_autofree char *part = chained_operand (self, expression, i, tight);

      g_string_append_printf (text, "%s%s", i > 0 ? infix : "", part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
infix_of (StudioOperator op, StudioPrecedence *precedence)
{
  switch ((int) op)
    {
    case STUDIO_OPERATOR_ADD:
    case STUDIO_OPERATOR_SUBTRACT:
      *precedence = STUDIO_PRECEDENCE_ADDITION;
      return op == STUDIO_OPERATOR_ADD ? " + " : " - ";
    case STUDIO_OPERATOR_MULTIPLY:
      *precedence = STUDIO_PRECEDENCE_MULTIPLICATION;
      return " * ";
    case STUDIO_OPERATOR_AND:
      *precedence = STUDIO_PRECEDENCE_AND;
      return " AND ";
    case STUDIO_OPERATOR_OR:
      *precedence = STUDIO_PRECEDENCE_OR;
      return " OR ";
    case STUDIO_OPERATOR_EQUAL:
    case STUDIO_OPERATOR_NOT_EQUAL:
    case STUDIO_OPERATOR_LESS:
    case STUDIO_OPERATOR_LESS_EQUAL:
    case STUDIO_OPERATOR_GREATER:
    case STUDIO_OPERATOR_GREATER_EQUAL:
      {
        static const char *const signs[] = { " = ", " <> ", " < ", " <= ", " > ", " >= " };

        *precedence = STUDIO_PRECEDENCE_COMPARISON;
        return signs[op - STUDIO_OPERATOR_EQUAL];
      }
    default:
      return NULL;
    }
}

/* How much a time tells: a date less than a time of day, that less than an instant; 0 for what is
 * no time. */
static int
time_rank (StudioFieldKind kind)
{
  return kind == STUDIO_FIELD_DATE          ? 1
         : kind == STUDIO_FIELD_DATETIME    ? 2
         : kind == STUDIO_FIELD_DATETIME_TZ ? 3
                                            : 0;
}

/* The operand of a comparison with something of the kind @other. */
static char *
write_compared (StudioCompiler *self, const StudioFragment *fragment, StudioFieldKind other)
{
  int rank = time_rank (fragment->kind);

  if (self->klass->widen_time != NULL && rank > 0 && rank < time_rank (other))
    return self->klass->widen_time (fragment, other);
  return _studio_fragment_operand (fragment, STUDIO_PRECEDENCE_ADDITION);
}

static char *
write_comparison (StudioCompiler *self, const StudioExpression *expression, const char *infix)
{
  g_auto (StudioFragment) first = { NULL };
  g_auto (StudioFragment) second = { NULL };
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  _studio_compiler_expression (self, studio_expression_argument (expression, 0), &first);
  _studio_compiler_expression (self, studio_expression_argument (expression, 1), &second);
  left = write_compared (self, &first, second.kind);
  right = write_compared (self, &second, first.kind);
  return g_strconcat (left, infix, right, NULL);
}

static char *
write_infix (StudioCompiler *self,
             const StudioExpression *expression,
             const char *infix,
             StudioPrecedence precedence)
{
  return precedence == STUDIO_PRECEDENCE_COMPARISON ? write_comparison (self, expression, infix)
                                                    : chain (self, expression, infix, precedence);
}

static char *
write_periods (StudioCompiler *self, const StudioExpression *expression, gboolean upper)
{
  g_auto (StudioFragment) fragment = { NULL };
  StudioPrecedence precedence = STUDIO_PRECEDENCE_ATOM;
  g_autofree char *bound = self->klass->period_start (
      expression->grain, upper ? expression->last + 1 : expression->first, &precedence);
  g_autofree char *time = NULL;

  _studio_compiler_expression (self, studio_expression_argument (expression, 0), &fragment);
  time = self->klass->compared_time != NULL
             ? self->klass->compared_time (&fragment)
             : _studio_fragment_operand (&fragment, STUDIO_PRECEDENCE_ADDITION);
  return g_strdup_printf ("%s %s %s", time, upper ? "<" : ">=", bound);
}

static char *
write_both_periods (StudioCompiler *self,
                    const StudioExpression *expression,
                    StudioPrecedence *precedence)
{
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  upper = write_periods (self, expression, TRUE);
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  if (expression->first == G_MININT64)
    return g_steal_pointer (&upper);
  *precedence = STUDIO_PRECEDENCE_AND;
  lower = write_periods (self, expression, FALSE);
  return g_strdup_printf ("%s AND %s", lower, upper);
}

static char *
write_case (StudioCompiler *self, const StudioExpression *expression)
{
  g_autoptr (GString) text = g_string_new ("CASE");
  guint pairs = expression->arguments->len / 2;
  gboolean lines = self->break_case && pairs > 1;
  const char *separator = lines ? "\n    " : " ";

  self->break_case = FALSE;
  for (guint i = 0; i < pairs; i++)
    {
      g_autofree char *condition = operand (self, expression, 2 * i, STUDIO_PRECEDENCE_OR);
      g_autofree char *value = operand (self, expression, 2 * i + 1, STUDIO_PRECEDENCE_OR);

      g_string_append_printf (text, "%sWHEN %s THEN %s", separator, condition, value);
    }
  if (expression->arguments->len % 2 == 1)
    {
      g_autofree char *rest = operand (self, expression, 2 * pairs, STUDIO_PRECEDENCE_OR);

      g_string_append_printf (text, "%sELSE %s", separator, rest);
    }
  g_string_append (text, lines ? "\n  END" : " END");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
aggregate_name (StudioOperator op)
{
  switch ((int) op)
    {
    case STUDIO_OPERATOR_COUNT:
      return "COUNT";
    case STUDIO_OPERATOR_SUM:
      return "SUM";
    case STUDIO_OPERATOR_AVERAGE:
      return "AVG";
    case STUDIO_OPERATOR_MINIMUM:
      return "MIN";
    default:
      return "MAX";
    }
}

/* What whole numbers are cast to before they are aggregated, or %STUDIO_FIELD_OTHER. */
static StudioFieldKind
aggregated_kind (StudioCompiler *self, StudioOperator op)
{
  if (op == STUDIO_OPERATOR_AVERAGE && self->klass->averages_are_whole)
    return STUDIO_FIELD_FLOAT;
  if (op == STUDIO_OPERATOR_SUM && self->klass->sums_overflow)
    return STUDIO_FIELD_INTEGER;
  return STUDIO_FIELD_OTHER;
}

/* An aggregate over @value (nullable: over rows). */
static char *
write_aggregate_over (StudioCompiler *self,
                      const StudioExpression *expression,
                      const StudioFragment *value)
{
  StudioFieldKind kind = aggregated_kind (self, expression->op);

  if (value != NULL && value->kind == STUDIO_FIELD_INTEGER && kind != STUDIO_FIELD_OTHER)
    {
      g_autofree char *cast = self->klass->cast (value, kind);

      return g_strdup_printf ("%s(%s)", aggregate_name (expression->op), cast);
    }
  if (expression->op == STUDIO_OPERATOR_PERCENTILE)
    return self->klass->percentile (value, expression->number);
  if (expression->op == STUDIO_OPERATOR_COUNT_DISTINCT)
    return g_strdup_printf ("COUNT(DISTINCT %s)", value->sql);
  return g_strdup_printf ("%s(%s)", aggregate_name (expression->op),
                          value != NULL ? value->sql : "*");
}

/* Dialects without FILTER: only the rows of the condition have a value. */
static char *
write_conditional (StudioCompiler *self,
                   const StudioExpression *expression,
                   const StudioFragment *value,
                   const char *condition)
{
  g_auto (StudioFragment) only = {
    .sql =
        g_strdup_printf ("CASE WHEN %s THEN %s END", condition, value != NULL ? value->sql : "1"),
    .kind = value != NULL ? value->kind : STUDIO_FIELD_INTEGER,
    .precedence = STUDIO_PRECEDENCE_ATOM,
  };

  return write_aggregate_over (self, expression, &only);
}

static char *
write_aggregate (StudioCompiler *self, const StudioExpression *expression)
{
  g_auto (StudioFragment) value = { NULL };
  g_auto (StudioFragment) filter = { NULL };
  const StudioFragment *over = NULL;
  g_autofree char *aggregate = NULL;

  if (expression->arguments->len > 0)
    {
      _studio_compiler_expression (self, studio_expression_argument (expression, 0), &value);
      over = &value;
    }
  if (expression->filter == NULL)
    return write_aggregate_over (self, expression, over);
  _studio_compiler_expression (self, expression->filter, &filter);
  if (!self->klass->filter_clause)
    return write_conditional (self, expression, over, filter.sql);
  aggregate = write_aggregate_over (self, expression, over);
  return g_strdup_printf ("%s FILTER (WHERE %s)", aggregate, filter.sql);
}

static char *
write_share (StudioCompiler *self, const StudioExpression *expression, StudioPrecedence *precedence)
{
  g_auto (StudioFragment) part = { NULL };
  g_auto (StudioFragment) whole = { NULL };

  _studio_compiler_expression (self, studio_expression_argument (expression, 0), &part);
  whole.sql = g_strdup_printf ("SUM(%s) OVER ()", part.sql);
  whole.kind = part.kind;
  whole.precedence = STUDIO_PRECEDENCE_ATOM;
  return self->klass->ratio (&part, &whole, precedence);
}

/* “PARTITION BY a, b” from the arguments after the first, or nothing. */
static char *
write_partition (StudioCompiler *self, const StudioExpression *expression)
{
  g_autofree char *list = NULL;

  if (expression->arguments->len < 2)
    return g_strdup ("");
  list = operand_list (self, expression, 1);
  return g_strdup_printf ("PARTITION BY %s", list);
}

static char *
write_window (StudioCompiler *self, const StudioExpression *expression)
{
  g_autofree char *value = operand (self, expression, 0, STUDIO_PRECEDENCE_OR);
  g_autofree char *second = NULL;
  g_autofree char *partition = NULL;

  if (expression->op == STUDIO_OPERATOR_PREVIOUS || expression->op == STUDIO_OPERATOR_RUNNING)
    {
      second = operand (self, expression, 1, STUDIO_PRECEDENCE_OR);
      if (expression->op == STUDIO_OPERATOR_PREVIOUS && self->klass->previous != NULL)
        return self->klass->previous (value, second);
      if (expression->op == STUDIO_OPERATOR_PREVIOUS)
        return g_strdup_printf ("LAG(%s) OVER (ORDER BY %s)", value, second);
      return g_strdup_printf ("SUM(%s) OVER (ORDER BY %s%s)", value, second,
                              self->klass->frame_required ? " ROWS UNBOUNDED PRECEDING" : "");
    }
  partition = write_partition (self, expression);
  if (expression->op == STUDIO_OPERATOR_OVERALL)
    return g_strdup_printf ("SUM(%s) OVER (%s)", value, partition);
  return g_strdup_printf (
      "ROW_NUMBER() OVER (%s%sORDER BY %s DESC%s)", partition, *partition != '\0' ? " " : "", value,
      self->klass->nulls_last && !self->klass->nulls_sort_low ? " NULLS LAST" : "");
}

static char *
write_column (StudioCompiler *self,
              const StudioExpression *expression,
              StudioPrecedence *precedence)
{
  g_autofree char *name = _studio_compiler_identifier (self, expression->text);
  g_autofree char *source = _studio_compiler_identifier (self, expression->source);
  g_autofree char *column = self->qualify ? g_strconcat (source, ".", name, NULL) : g_strdup (name);

  if (expression->path == NULL)
    return g_steal_pointer (&column);
  if (self->klass->json_key == NULL)
    {
      _studio_compiler_refuse (self, "json");
      return g_strdup ("NULL");
    }
  return self->klass->json_key (column, (const char *const *) expression->path, expression->kind,
                                precedence);
}

static char *
write_subquery (StudioCompiler *self, const StudioExpression *expression)
{
  gboolean qualify = self->qualify;
  g_autofree char *query = _studio_compiler_query (self, expression->definition);
  g_auto (GStrv) lines = g_strsplit (query, "\n", -1);
  g_autofree char *one_line = NULL;

  self->qualify = qualify;
  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  one_line = g_strjoinv (" ", lines);
  return g_strdup_printf ("(%s)", one_line);
}

static char *
write_constant (StudioCompiler *self, const StudioExpression *expression)
{
  switch ((int) expression->op)
    {
    case STUDIO_OPERATOR_TEXT:
      return self->klass->text (expression->text);
    case STUDIO_OPERATOR_NUMBER:
      return _studio_compiler_number (expression->number);
    case STUDIO_OPERATOR_BOOLEAN:
      return self->klass->boolean (expression->number != 0);
    case STUDIO_OPERATOR_DATE:
      return self->klass->date (expression->text);
    case STUDIO_OPERATOR_TODAY:
      return self->klass->today ();
    default:
      return self->klass->now ();
    }
}

/* A number that is not 0 needs no guard. */
static char *
write_ratio (StudioCompiler *self,
             const StudioExpression *denominator,
             const StudioFragment *first,
             const StudioFragment *second,
             StudioPrecedence *precedence)
{
  char *ratio = self->klass->ratio (first, second, precedence);
  g_autofree char *guard = g_strdup_printf ("NULLIF(%s, 0)", second->sql);
  char *start = denominator->op == STUDIO_OPERATOR_NUMBER && denominator->number != 0
                    ? strstr (ratio, guard)
                    : NULL;
  char *plain;

  if (start == NULL)
    return ratio;
  plain = g_strdup_printf ("%.*s%s%s", (int) (start - ratio), ratio, second->sql,
                           start + strlen (guard));
  g_free (ratio);
  return plain;
}

/* What the dialect itself says about one or two values. */
static char *
write_by_dialect (StudioCompiler *self,
                  const StudioExpression *expression,
                  StudioPrecedence *precedence)
{
  const StudioCompilerClass *klass = self->klass;
  g_auto (StudioFragment) first = { NULL };
  g_auto (StudioFragment) second = { NULL };
  g_autofree char *width = NULL;

  _studio_compiler_expression (self, studio_expression_argument (expression, 0), &first);
  if (expression->arguments->len > 1)
    _studio_compiler_expression (self, studio_expression_argument (expression, 1), &second);
  switch ((int) expression->op)
    {
    case STUDIO_OPERATOR_RATIO:
      return write_ratio (self, studio_expression_argument (expression, 1), &first, &second,
                          precedence);
    case STUDIO_OPERATOR_BUCKET:
      width = _studio_compiler_number (expression->number);
      return klass->bucket (&first, width, precedence);
    case STUDIO_OPERATOR_CAST:
      return klass->cast (&first, expression->kind);
    case STUDIO_OPERATOR_TRY_CAST:
      /* A whole number may be written with a fraction. */
      return klass->try_cast (&first, expression->kind == STUDIO_FIELD_INTEGER
                                          ? STUDIO_FIELD_DECIMAL
                                          : expression->kind);
    case STUDIO_OPERATOR_PARSE_TIME:
      return klass->parse_time (
          &first, (StudioTimeForm) studio_enum_from_nick (STUDIO_TYPE_TIME_FORM, expression->text,
                                                          STUDIO_TIME_FORM_DAY_DIGITS));
    case STUDIO_OPERATOR_CONTAINS:
      return klass->contains (&first, studio_expression_argument (expression, 1)->text, precedence);
    case STUDIO_OPERATOR_TRUNCATE:
      return klass->truncate (&first, expression->grain);
    case STUDIO_OPERATOR_WEEKDAY:
      return klass->weekday (&first, precedence);
    case STUDIO_OPERATOR_WEEKDAY_NAME:
      return klass->weekday_name (&first);
    case STUDIO_OPERATOR_HOUR_OF_DAY:
      return klass->hour_of_day (&first, precedence);
    case STUDIO_OPERATOR_DIFFERENCE:
      return klass->difference (&first, &second, expression->grain, precedence);
    default:
      return klass->shift (&first, expression->first, expression->grain, precedence);
    }
}

static char *
write_is_true (StudioCompiler *self,
               const StudioExpression *expression,
               gboolean value,
               StudioPrecedence *precedence)
{
  g_auto (StudioFragment) fragment = { NULL };

  _studio_compiler_expression (self, studio_expression_argument (expression, 0), &fragment);
  return self->klass->is_true (&fragment, value, precedence);
}

static char *
write_in (StudioCompiler *self,
          const StudioExpression *expression,
          const char *prefix,
          StudioPrecedence *precedence)
{
  g_autofree char *value = operand (self, expression, 0, STUDIO_PRECEDENCE_ADDITION);
  g_autofree char *list = operand_list (self, expression, 1);

  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  return g_strdup_printf ("%s%s IN (%s)", value, prefix, list);
}

static char *
write_test (StudioCompiler *self, const StudioExpression *expression, StudioPrecedence *precedence)
{
  g_autofree char *value = NULL;

  if (expression->op == STUDIO_OPERATOR_IN)
    return write_in (self, expression, "", precedence);
  if (expression->op == STUDIO_OPERATOR_NOT &&
      studio_expression_argument (expression, 0)->op == STUDIO_OPERATOR_IS_TRUE)
    return write_is_true (self, studio_expression_argument (expression, 0), FALSE, precedence);
  if (expression->op == STUDIO_OPERATOR_NOT &&
      studio_expression_argument (expression, 0)->op == STUDIO_OPERATOR_IN)
    return write_in (self, studio_expression_argument (expression, 0), " NOT", precedence);
  if (expression->op == STUDIO_OPERATOR_NOT)
    {
      *precedence = STUDIO_PRECEDENCE_NOT;
      value = operand (self, expression, 0, STUDIO_PRECEDENCE_ATOM);
      return g_strdup_printf ("NOT %s", value);
    }
  *precedence = STUDIO_PRECEDENCE_COMPARISON;
  value = operand (self, expression, 0, STUDIO_PRECEDENCE_ADDITION);
  if (expression->op == STUDIO_OPERATOR_IS_NULL)
    return g_strdup_printf ("%s IS NULL", value);
  return g_strdup_printf ("%s IS NOT NULL", value);
}

/* Texts with a space between. */
static char *
write_concat (StudioCompiler *self,
              const StudioExpression *expression,
              StudioPrecedence *precedence)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < expression->arguments->len; i++)
    g_ptr_array_add (parts, operand (self, expression, i, STUDIO_PRECEDENCE_ADDITION));
  g_ptr_array_add (parts, NULL);
  return self->klass->concat ((const char *const *) parts->pdata, precedence);
}

static char *
write_least (StudioCompiler *self, const StudioExpression *expression)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < expression->arguments->len; i++)
    g_ptr_array_add (values, operand (self, expression, i, STUDIO_PRECEDENCE_ADDITION));
  g_ptr_array_add (values, NULL);
  return self->klass->least ((const char *const *) values->pdata);
}

static char *
write_call (StudioCompiler *self, const StudioExpression *expression)
{
  g_autofree char *list = operand_list (self, expression, 0);

  return g_strdup_printf ("%s(%s)",
                          expression->op == STUDIO_OPERATOR_COALESCE ? "COALESCE" : "LOWER", list);
}

static char *
write_expression (StudioCompiler *self,
                  const StudioExpression *expression,
                  StudioPrecedence *precedence)
{
  const char *infix = infix_of (expression->op, precedence);

  if (infix != NULL)
    return write_infix (self, expression, infix, *precedence);
  if (studio_expression_is_aggregate (expression))
    return write_aggregate (self, expression);
  switch ((int) expression->op)
    {
    case STUDIO_OPERATOR_COLUMN:
      return write_column (self, expression, precedence);
    case STUDIO_OPERATOR_TEXT:
    case STUDIO_OPERATOR_NUMBER:
    case STUDIO_OPERATOR_BOOLEAN:
    case STUDIO_OPERATOR_DATE:
    case STUDIO_OPERATOR_TODAY:
    case STUDIO_OPERATOR_NOW:
      return write_constant (self, expression);
    case STUDIO_OPERATOR_COALESCE:
    case STUDIO_OPERATOR_LOWER:
      return write_call (self, expression);
    case STUDIO_OPERATOR_LEAST:
      return write_least (self, expression);
    case STUDIO_OPERATOR_CONCAT:
      return write_concat (self, expression, precedence);
    case STUDIO_OPERATOR_NOT:
    case STUDIO_OPERATOR_IN:
    case STUDIO_OPERATOR_IS_NULL:
    case STUDIO_OPERATOR_NOT_NULL:
      return write_test (self, expression, precedence);
    case STUDIO_OPERATOR_PERIODS:
      return write_both_periods (self, expression, precedence);
    case STUDIO_OPERATOR_IS_TRUE:
      return write_is_true (self, expression, TRUE, precedence);
    case STUDIO_OPERATOR_CASE:
      return write_case (self, expression);
    case STUDIO_OPERATOR_SHARE:
      return write_share (self, expression, precedence);
    case STUDIO_OPERATOR_PREVIOUS:
    case STUDIO_OPERATOR_RANK:
    case STUDIO_OPERATOR_RUNNING:
    case STUDIO_OPERATOR_OVERALL:
      return write_window (self, expression);
    case STUDIO_OPERATOR_PERIOD_START:
      return self->klass->period_start (expression->grain, expression->first, precedence);
    case STUDIO_OPERATOR_SUBQUERY:
      return write_subquery (self, expression);
    default:
      return write_by_dialect (self, expression, precedence);
    }
}

void
_studio_compiler_expression (StudioCompiler *self,
                             const StudioExpression *expression,
                             StudioFragment *fragment)
{
  fragment->precedence = STUDIO_PRECEDENCE_ATOM;
  /* A whole number in JSON may be written with a fraction, and is read as a decimal. */
  fragment->kind = expression->path != NULL && expression->kind == STUDIO_FIELD_INTEGER
                       ? STUDIO_FIELD_DECIMAL
                       : expression->kind;
  fragment->sql = write_expression (self, expression, &fragment->precedence);
}

void
_studio_compiler_conditions (StudioCompiler *self,
                             const StudioExpression *expression,
                             GPtrArray *conditions)
{
  if (expression->op == STUDIO_OPERATOR_AND)
    {
      for (guint i = 0; i < expression->arguments->len; i++)
        _studio_compiler_conditions (self, studio_expression_argument (expression, i), conditions);
    }
  else if (expression->op == STUDIO_OPERATOR_PERIODS)
    {
      if (expression->first != G_MININT64)
        g_ptr_array_add (conditions, write_periods (self, expression, FALSE));
      g_ptr_array_add (conditions, write_periods (self, expression, TRUE));
    }
  else
    {
      g_auto (StudioFragment) fragment = { NULL };

      _studio_compiler_expression (self, expression, &fragment);
      g_ptr_array_add (conditions, _studio_fragment_operand (&fragment, STUDIO_PRECEDENCE_AND));
    }
}
