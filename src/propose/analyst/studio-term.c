/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-term.h"

#include "propose/analyst/studio-columns.h"

#include <string.h>

/* --- what the columns are --- */

static void
find_ends (StudioTerm *self)
{
  static const StudioTimeRole ends[] = { STUDIO_TIME_ENDED, STUDIO_TIME_CANCELLED,
                                         STUDIO_TIME_EXPIRED };
  const StudioReading *reading = self->analysis->reading;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const StudioColumn *end = studio_reading_find_border (reading, ends[i]);

      if (self->to == NULL)
        self->to = end;
      /* Cancelled by the customer or expired by itself: both end it. */
      else if (self->or_to == NULL && self->to->time_role != STUDIO_TIME_ENDED && end != NULL &&
               end->kind == self->to->kind)
        self->or_to = end;
    }
}

static gboolean
is_party (const StudioTerm *self, const StudioColumn *column)
{
  const StudioReading *reading = self->analysis->reading;
  StudioReading *parent = studio_analysis_parent (self->analysis, reading, column, NULL);
  guint concepts = column->concepts;

  if (parent != NULL)
    concepts |= studio_lexicon_concepts_of (reading->lexicon, (const char *const *) parent->words);
  return (concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0 &&
         (parent == NULL || !studio_reading_is_staff (parent));
}

static void
find_customer (StudioTerm *self)
{
  const StudioReading *reading = self->analysis->reading;

  for (guint i = 0; i < reading->columns->len && self->customer == NULL; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_FOREIGN_KEY && column->usable && !column->audit &&
          column->null_share == 0 && !studio_column_is_constant (column) && is_party (self, column))
        self->customer = column;
    }
}

static const StudioColumn *
find_price (const StudioReading *reading, const char *const *words)
{
  static const char *const other[] = { "total", "paid",    "tax",      "discount",
                                       "setup", "deposit", "refund",   "balance",
                                       "list",  "minimum", "maximum",  "overage",
                                       "usage", "cost",    "lifetime", NULL };
  const StudioColumn *price =
      studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY | STUDIO_ROLES_CONSTANT, words, other);

  return price != NULL && !price->mixed ? price : NULL;
}

static const StudioColumn *
find_interval (const StudioReading *reading)
{
  static const char *const words[] = { "interval", "cycle", "frequency", "recurrence", NULL };
  static const char *const billing[] = { "billing", "payment", "charge", NULL };
  const guint texts = 1u << STUDIO_ROLE_CATEGORY | 1u << STUDIO_ROLE_STATUS |
                      1u << STUDIO_ROLE_TEXT | 1u << STUDIO_ROLE_NAME | 1u << STUDIO_ROLE_OTHER |
                      STUDIO_ROLES_CONSTANT;
  const StudioColumn *interval = studio_columns_find (reading, texts, words, NULL);

  for (guint i = 0; i < reading->columns->len && interval == NULL; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->kind == STUDIO_FIELD_TEXT && column->usable &&
          studio_column_has_word (column, "period") && studio_column_has_any (column, billing))
        interval = column;
    }
  return interval != NULL && interval->kind == STUDIO_FIELD_TEXT ? interval : NULL;
}

static gboolean
is_plan (const StudioReading *reading)
{
  return reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
         reading->archetype == STUDIO_ARCHETYPE_LOOKUP;
}

/* A price by the month as it is, or one with the interval for which it is. */
static void
find_revenue (StudioTerm *self)
{
  static const char *const monthly[] = { "monthly", "MRR", NULL };
  static const char *const prices[] = { "price", "amount", "fee", "rate", NULL };
  static const char *const numbers[] = { "quantity", "seats", "seat", "licenses",
                                         "licences", "units", NULL };
  const StudioReading *reading = self->analysis->reading;

  self->price = find_price (reading, monthly);
  if (self->price != NULL)
    return;
  self->price = find_price (reading, prices);
  self->interval = find_interval (reading);
  for (guint i = 0; i < reading->parents->len && (self->price == NULL || self->interval == NULL);
       i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);
      StudioReading *plan = studio_schema_index_read (self->analysis->index, link->parent);
      const StudioColumn *interval = is_plan (plan) ? find_interval (plan) : NULL;

      if (!link->unique || link->parent == reading->table ||
          (interval == NULL && self->interval == NULL))
        continue;
      if (self->interval == NULL)
        {
          self->interval = interval;
          self->interval_plan = link;
        }
      if (self->price == NULL && is_plan (plan))
        {
          self->price = find_price (plan, prices);
          self->plan = self->price != NULL ? link : NULL;
        }
    }
  if (self->interval == NULL)
    self->price = NULL;
  /* A price is that of one seat; an amount is that of all. */
  if (self->price != NULL && (self->plan != NULL || studio_column_has_word (self->price, "price")))
    self->quantity =
        studio_columns_find (reading, STUDIO_ROLES_AMOUNT | STUDIO_ROLES_CONSTANT, numbers, NULL);
}

gboolean
studio_term_find (StudioAnalysis *analysis, StudioTerm *term)
{
  const StudioReading *reading = analysis->reading;

  *term = (StudioTerm){ .analysis = analysis };
  if (!studio_reading_is_term (reading))
    return FALSE;
  term->from = studio_reading_find_border (reading, STUDIO_TIME_STARTED);
  find_ends (term);
  if (term->from == NULL || term->to == NULL || term->from->null_share >= 0.6)
    return FALSE;
  find_customer (term);
  find_revenue (term);
  return TRUE;
}

/* --- what follows from them --- */

StudioExpression *
studio_term_end (const StudioTerm *self)
{
  const char *source = self->analysis->reading->source;
  StudioExpression *end = studio_column_expression (self->to, source);

  if (self->or_to == NULL)
    return end;
  return studio_expression_new (STUDIO_OPERATOR_COALESCE, end,
                                studio_column_expression (self->or_to, source), NULL);
}

StudioExpression *
studio_term_month (void)
{
  return studio_expression_column ("months", "month", STUDIO_FIELD_DATE);
}

StudioExpression *
studio_term_next_month (void)
{
  return studio_expression_shift (studio_term_month (), 1, STUDIO_GRAIN_MONTH);
}

StudioDefinition *
studio_term_months (const StudioTerm *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioWindow window;
  StudioDefinition *definition = studio_analysis_start (reading, "months");

  studio_analysis_window (self->analysis, reading, (StudioColumn *) self->from, &window);
  studio_definition_add_dimension (
      definition, "month", NULL,
      studio_expression_truncate (studio_column_expression (self->from, reading->source),
                                  STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (definition, "started", NULL, studio_count (NULL));
  studio_definition_filter (
      definition,
      studio_expression_periods (studio_column_expression (self->from, reading->source),
                                 STUDIO_GRAIN_MONTH, window.recent ? -12 : G_MININT64, -1));
  return definition;
}

StudioExpression *
studio_term_runs_at (const StudioTerm *self, StudioExpression *moment)
{
  const char *source = self->analysis->reading->source;

  return studio_and (
      studio_expression_new (STUDIO_OPERATOR_LESS, studio_column_expression (self->from, source),
                             studio_expression_ref (moment), NULL),
      studio_expression_new (
          STUDIO_OPERATOR_OR,
          studio_expression_new (STUDIO_OPERATOR_IS_NULL, studio_term_end (self), NULL),
          studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, studio_term_end (self), moment,
                                 NULL),
          NULL));
}

StudioDefinition *
studio_term_start (const StudioTerm *self, const char *pattern, StudioExpression *condition)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition =
      studio_definition_new_over (pattern, "months", studio_term_months (self));

  studio_definition_join (definition, reading->source, studio_table_get_schema (reading->table),
                          studio_table_get_name (reading->table), FALSE, condition);
  studio_analysis_add_exclusions (reading, reading->source, definition);
  studio_definition_add_dimension (definition, "month", "month", studio_term_month ());
  studio_definition_order (definition, "month", FALSE);
  return definition;
}

/* How often a year a price is paid, by what intervals are called. */
static const struct
{
  double a_year;
  const char *names[6];
  const char *korean[4];
} intervals[] = {
  { 1, { "year", "yearly", "annual", "annually", "y", NULL }, { "년", "연", "연간", NULL } },
  { 2, { "half-year", "semiannual", "semi-annual", NULL }, { "반기", NULL } },
  { 4, { "quarter", "quarterly", "q", NULL }, { "분기", NULL } },
  { 52, { "week", "weekly", "w", NULL }, { "주", "주간", "매주", NULL } },
  { 365, { "day", "daily", "d", NULL }, { "일", "매일", NULL } },
};

static gboolean
is_korean (const StudioTerm *self)
{
  const char *column = studio_field_get_info (self->interval->field)->description;
  const char *table = studio_table_get_description (self->analysis->reading->table);

  return (column != NULL && !g_str_is_ascii (column)) || (table != NULL && !g_str_is_ascii (table));
}

static StudioExpression *
is_called (const StudioTerm *self, StudioExpression *interval, guint at)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, interval);
  for (guint i = 0; intervals[at].names[i] != NULL; i++)
    g_ptr_array_add (arguments, studio_expression_text (intervals[at].names[i]));
  for (guint i = 0; is_korean (self) && intervals[at].korean[i] != NULL; i++)
    g_ptr_array_add (arguments, studio_expression_text (intervals[at].korean[i]));
  return studio_expression_new_list (STUDIO_OPERATOR_IN, arguments);
}

/* A price by the year is a twelfth by the month, one by the week 52 twelfths. */
static StudioExpression *
by_month (const StudioTerm *self, StudioExpression *price, StudioExpression *interval)
{
  GPtrArray *arguments = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      StudioExpression *value =
          intervals[i].a_year == 1
              ? studio_expression_ref (price)
              : studio_expression_new (STUDIO_OPERATOR_MULTIPLY, studio_expression_ref (price),
                                       studio_expression_number (intervals[i].a_year), NULL);

      g_ptr_array_add (arguments, is_called (self, studio_expression_ref (interval), i));
      g_ptr_array_add (arguments, studio_expression_new (STUDIO_OPERATOR_RATIO, value,
                                                         studio_expression_number (12), NULL));
    }
  g_ptr_array_add (arguments, price);
  studio_expression_unref (interval);
  return studio_expression_new_list (STUDIO_OPERATOR_CASE, arguments);
}

static char *
join_plan (const StudioTerm *self, StudioDefinition *definition, const StudioRelationship *plan)
{
  const char *source = self->analysis->reading->source;

  return plan == NULL ? g_strdup (source)
                      : studio_analysis_ensure_joined (self->analysis, definition, source, plan);
}

StudioExpression *
studio_term_monthly (const StudioTerm *self, StudioDefinition *definition)
{
  const char *source = self->analysis->reading->source;
  g_autofree char *prices = join_plan (self, definition, self->plan);
  g_autofree char *terms = NULL;
  StudioExpression *value = studio_column_expression (self->price, prices);

  if (self->interval != NULL)
    {
      terms = join_plan (self, definition, self->interval_plan);
      value =
          by_month (self, value,
                    studio_expression_new (STUDIO_OPERATOR_LOWER,
                                           studio_column_expression (self->interval, terms), NULL));
    }
  if (self->quantity == NULL)
    return value;
  return studio_expression_new (STUDIO_OPERATOR_MULTIPLY,
                                studio_column_expression (self->quantity, source), value, NULL);
}

void
studio_term_finish (const StudioTerm *self,
                    StudioProposal *proposal,
                    StudioUnit unit,
                    StudioDirection direction,
                    char *description,
                    const char *business_value)
{
  if (unit == STUDIO_UNIT_CURRENCY)
    proposal->currency = studio_column_currency (self->price);
  studio_columns_add (self->analysis, proposal, unit, direction, description, business_value,
                      g_strdup_printf ("“%s” and “%s” tell from when to when each %s runs.",
                                       studio_column_get_name (self->from),
                                       studio_column_get_name (self->to),
                                       self->analysis->reading->noun));
}
