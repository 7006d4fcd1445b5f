/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-term.h"

/*
 * How subscriptions begin and end with money: trials that are paid for within 30 days of their end,
 * and those that ended because the last charge failed rather than because somebody wanted it.
 */

#define DAYS 30
#define EACH "paid"
#define CHARGES "charged"

typedef struct
{
  StudioTerm term;
  const StudioColumn *trial;      /* (nullable): the end of the trial */
  const StudioColumn *paid;       /* (nullable): when it was paid first */
  const StudioColumn *failed;     /* (nullable): the state of the last charge */
  const StudioRelationship *link; /* (nullable): from the charges, where they are a table */
  const StudioReading *charges;
  const StudioColumn *charged; /* when */
} Trials;

/* --- what the columns are --- */

static const StudioColumn *
find_trial (const StudioReading *reading)
{
  static const char *const starts[] = { "start", "started", "starts",   "begin", "days",
                                        "began", "from",    "reminder", NULL };

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_TIME && column->time_role == STUDIO_TIME_TRIAL &&
          column->usable && column->null_share < 0.95 && !studio_column_has_any (column, starts) &&
          !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

static const StudioColumn *
find_first_payment (const StudioReading *reading)
{
  static const char *const words[] = { "first", "initial", "converted", "conversion", NULL };
  static const char *const others[] = { "trial", "login", "contact", NULL };

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_TIME && column->usable &&
          (column->time_role == STUDIO_TIME_PAID || column->time_role == STUDIO_TIME_CONFIRMED) &&
          studio_column_has_any (column, words) && !studio_column_has_any (column, others) &&
          !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

static const guint failures =
    1u << STUDIO_STATE_FAILED | 1u << STUDIO_STATE_REJECTED | 1u << STUDIO_STATE_OVERDUE;

/* The states that say that a charge went through. */
static const guint successes =
    1u << STUDIO_STATE_PAID | 1u << STUDIO_STATE_COMPLETED | 1u << STUDIO_STATE_REFUNDED;

static gboolean
knows (const StudioColumn *status, guint states)
{
  g_autoptr (StudioExpression) condition = NULL;

  if (status == NULL || !studio_status_is_known (status))
    return FALSE;
  condition = studio_status_in (status, "t", states);
  return condition != NULL;
}

static const StudioColumn *
find_last_charge (const StudioReading *reading)
{
  static const char *const words[] = { "charge", "payment", "billing", "invoice", NULL };

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if ((column->role == STUDIO_ROLE_STATUS || column->role == STUDIO_ROLE_CATEGORY) &&
          column->usable && studio_column_has_any (column, words) && knows (column, failures) &&
          knows (column, successes) && !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

static const StudioColumn *
find_charge_time (const StudioReading *charges)
{
  return charges->time != NULL && charges->time->null_share < 0.05 &&
                 !studio_field_is_nested (charges->time->field)
             ? charges->time
             : NULL;
}

/* A table of charges, which names the subscription and whether the charge went through. */
static void
find_charges (Trials *self)
{
  static const char *const words[] = { "charge",   "charges", "payment",     "payments", "invoice",
                                       "invoices", "billing", "transaction", NULL };
  StudioAnalysis *analysis = self->term.analysis;
  const StudioReading *reading = analysis->reading;

  for (guint i = 0; i < reading->children->len; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->children, i);
      StudioReading *charges = studio_schema_index_read (analysis->index, link->child);

      if (!link->unique || link->one_to_one || link->child == reading->table || charges->empty ||
          !studio_reading_is_flow (charges) || charges->archetype == STUDIO_ARCHETYPE_LINE ||
          charges->money == NULL || !studio_reading_has_any (charges, words) ||
          !knows (charges->status, successes) || find_charge_time (charges) == NULL)
        continue;
      self->link = link;
      self->charges = charges;
      self->charged = find_charge_time (charges);
      return;
    }
}

/* --- trials --- */

static StudioExpression *
link_of (const Trials *self, const char *source)
{
  return studio_expression_column (source, studio_field_get_name (self->link->column),
                                   studio_field_get_kind (self->link->column));
}

static StudioExpression *
key_of (const Trials *self)
{
  return studio_expression_column (self->term.analysis->reading->source,
                                   studio_field_get_name (self->link->key),
                                   studio_field_get_kind (self->link->key));
}

/* For each subscription, the time of one of its charges that meets @filter (transfer full)
 * (nullable). */
static void
add_charge_time (const Trials *self,
                 StudioDefinition *definition,
                 const char *name,
                 const StudioColumn *time,
                 StudioOperator op,
                 StudioExpression *filter)
{
  studio_definition_add_measure (
      definition, name, NULL,
      studio_expression_filtered (
          studio_expression_new (op, studio_column_expression (time, self->charges->source), NULL),
          filter));
}

static StudioDefinition *
per_subscription (const Trials *self)
{
  StudioDefinition *definition = studio_analysis_start (self->charges, "per-parent");

  studio_definition_add_dimension (definition, studio_field_get_name (self->link->column), NULL,
                                   link_of (self, self->charges->source));
  studio_definition_filter (definition,
                            studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                                   link_of (self, self->charges->source), NULL));
  return definition;
}

static void
join_each (const Trials *self,
           StudioDefinition *definition,
           const char *step,
           StudioDefinition *each)
{
  studio_definition_join_over (
      definition, step, each, TRUE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, link_of (self, step), key_of (self), NULL));
}

/* When a subscription was paid first. What is free is no payment. */
static StudioExpression *
first_paid (const Trials *self, StudioDefinition *definition)
{
  const StudioColumn *paid;
  StudioDefinition *each;

  if (self->paid != NULL)
    return studio_column_expression (self->paid, self->term.analysis->reading->source);
  paid = studio_reading_find_time (self->charges, STUDIO_TIME_PAID);
  if (paid == NULL || paid->null_share > 0.5 || studio_field_is_nested (paid->field))
    paid = self->charged;
  each = per_subscription (self);
  add_charge_time (self, each, "first_paid_at", paid, STUDIO_OPERATOR_MINIMUM, NULL);
  studio_definition_filter (
      each, studio_status_in (self->charges->status, self->charges->source, successes));
  studio_definition_filter (
      each,
      studio_expression_new (STUDIO_OPERATOR_GREATER,
                             studio_column_expression (self->charges->money, self->charges->source),
                             studio_expression_number (0), NULL));
  join_each (self, definition, EACH, each);
  return studio_expression_column (EACH, "first_paid_at", paid->kind);
}

/* A trial that ends on a day has 30 whole days after it. */
static StudioExpression *
deadline (const Trials *self)
{
  return studio_expression_shift (
      studio_column_expression (self->trial, self->term.analysis->reading->source),
      self->trial->kind == STUDIO_FIELD_DATE ? DAYS + 1 : DAYS, STUDIO_GRAIN_DAY);
}

static void
add_trial_conversion (const Trials *self)
{
  StudioAnalysis *analysis = self->term.analysis;
  const StudioReading *reading = analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "conversion");
  StudioExpression *end = studio_column_expression (self->trial, reading->source);
  StudioExpression *paid = first_paid (self, definition);
  StudioWindow window;

  studio_analysis_window (analysis, reading, (StudioColumn *) self->trial, &window);
  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_truncate (studio_expression_ref (end), STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (
      definition, "paid_share", "paid share",
      studio_ratio (
          studio_count (studio_expression_new (STUDIO_OPERATOR_LESS, paid, deadline (self), NULL)),
          studio_count (NULL)));
  /* Trials that ended last month have not had their 30 days. */
  studio_definition_filter (
      definition,
      studio_expression_periods (end, STUDIO_GRAIN_MONTH, window.recent ? -13 : G_MININT64, -2));
  studio_definition_order (definition, "month", FALSE);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 87, "trial", "line", definition,
                           "Trial to paid conversion within %d days, by month", DAYS),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the trials that ended in each month, the share of %s that were paid for "
                       "by %d days after. The last month is left out: it has not had its days.",
                       reading->plural, DAYS),
      "Tells whether the product convinces those who tried it.",
      g_strdup_printf ("“%s” tells when trials end.", studio_column_get_name (self->trial)));
}

/* --- what ended because it was not paid --- */

static StudioExpression *
last_failed (const Trials *self, StudioDefinition *definition)
{
  StudioDefinition *each;

  if (self->failed != NULL)
    return studio_status_in (self->failed, self->term.analysis->reading->source, failures);
  each = per_subscription (self);
  add_charge_time (self, each, "last_at", self->charged, STUDIO_OPERATOR_MAXIMUM, NULL);
  add_charge_time (self, each, "last_failed_at", self->charged, STUDIO_OPERATOR_MAXIMUM,
                   studio_status_in (self->charges->status, self->charges->source, failures));
  join_each (self, definition, CHARGES, each);
  return studio_expression_new (
      STUDIO_OPERATOR_EQUAL,
      studio_expression_column (CHARGES, "last_failed_at", self->charged->kind),
      studio_expression_column (CHARGES, "last_at", self->charged->kind), NULL);
}

static void
add_involuntary (const Trials *self)
{
  StudioAnalysis *analysis = self->term.analysis;
  const StudioReading *reading = analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  StudioExpression *failed = last_failed (self, definition);
  StudioWindow window;
  const char *grain;

  studio_analysis_window (analysis, reading, (StudioColumn *) self->term.to, &window);
  grain = studio_grain_name (window.grain);
  studio_definition_add_dimension (
      definition, grain, grain,
      studio_expression_truncate (studio_term_end (&self->term), window.grain));
  studio_definition_add_measure (definition, "failed_payment_share", "failed payment share",
                                 studio_ratio (studio_count (failed), studio_count (NULL)));
  studio_definition_filter (definition, studio_expression_periods (
                                            studio_term_end (&self->term), window.grain,
                                            window.periods > 0 ? -window.periods : G_MININT64, -1));
  studio_definition_order (definition, grain, FALSE);
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 84, "failed payment", "line", definition,
                           "Failed-payment share of ended %s by %s", reading->plural, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s that ended in the %s, the share whose last charge had failed.",
                       reading->plural, grain),
      "Customers who leave because of an expired card never meant to; reminders bring them back.",
      self->failed != NULL
          ? g_strdup_printf ("“%s” tells whether the last charge failed.",
                             studio_column_get_name (self->failed))
          : g_strdup_printf ("“%s.%s” points at this table, and its state tells what failed.",
                             studio_table_get_name (self->link->child),
                             studio_field_get_name (self->link->column)));
}

void
_studio_patterns_trials (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Trials trials = { 0 };

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT ||
      reading->archetype == STUDIO_ARCHETYPE_LINE || !studio_reading_is_term (reading))
    return;
  trials.term.analysis = self;
  trials.trial = find_trial (reading);
  trials.paid = find_first_payment (reading);
  find_charges (&trials);
  if (trials.trial != NULL && (trials.paid != NULL || trials.charges != NULL))
    add_trial_conversion (&trials);
  trials.failed = find_last_charge (reading);
  if (!studio_term_find (self, &trials.term) || trials.term.to->null_share > 0.99)
    return;
  if (trials.failed != NULL || (trials.charges != NULL && knows (trials.charges->status, failures)))
    add_involuntary (&trials);
}
