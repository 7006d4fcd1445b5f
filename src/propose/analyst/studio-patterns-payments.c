/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

/*
 * Payments that may be tried several times: whether what was to be paid was paid in the end,
 * however often it was tried; and what of it was paid back. Refunds are added up for each payment
 * first and belong to the period of the payment, however late they come.
 */

#define EACH "tried"

/* Where practically each row is of another order, nobody tries again. */
#define TRIED_ONCE 0.99
#define SAMPLE 10000

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *link; /* to what is to be paid */
  StudioReading *subject;
} Attempts;

static StudioExpression *
succeeded (const StudioReading *reading)
{
  guint states = 1u << STUDIO_STATE_PAID | 1u << STUDIO_STATE_COMPLETED;
  StudioExpression *condition = studio_status_in (reading->status, reading->source, states);

  if (condition == NULL)
    return NULL;
  studio_expression_unref (condition);
  return studio_status_in (reading->status, reading->source, states | 1u << STUDIO_STATE_REFUNDED);
}

static StudioExpression *
failed (const StudioReading *reading)
{
  return studio_status_in (reading->status, reading->source,
                           1u << STUDIO_STATE_FAILED | 1u << STUDIO_STATE_REJECTED);
}

/* What is to be paid once: an order or an invoice, not a subscription, whose payments go on. */
static gboolean
is_subject (const StudioReading *reading)
{
  return (reading->archetype == STUDIO_ARCHETYPE_HEADER ||
          reading->archetype == STUDIO_ARCHETYPE_EVENT) &&
         !studio_reading_is_term (reading);
}

static gboolean
is_tried_again (const StudioReading *reading, const StudioColumn *link)
{
  gint64 rows = MIN (reading->rows, SAMPLE);

  return link->distinct < 0 || rows <= 0 || (double) link->distinct < TRIED_ONCE * (double) rows;
}

static gboolean
find_attempts (StudioAnalysis *analysis, Attempts *self)
{
  static const char *const paying[] = { "payment", "charge",  "transaction", "transactions",
                                        "payout",  "attempt", NULL };
  const StudioReading *reading = analysis->reading;
  g_autoptr (StudioExpression) good = NULL;
  g_autoptr (StudioExpression) bad = NULL;

  *self = (Attempts){ .analysis = analysis };
  if (reading->money == NULL || reading->status == NULL || studio_reading_is_order (reading) ||
      !studio_reading_has_any (reading, paying) || !studio_status_is_known (reading->status))
    return FALSE;
  good = succeeded (reading);
  bad = failed (reading);
  for (guint i = 0; i < reading->columns->len && good != NULL && bad != NULL; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      StudioReading *subject = column->role == STUDIO_ROLE_FOREIGN_KEY && column->usable
                                   ? studio_analysis_parent (analysis, reading, column, NULL)
                                   : NULL;

      if (subject == NULL || !is_subject (subject) || column->null_share > 0.5 ||
          !is_tried_again (reading, column))
        continue;
      self->link = column;
      self->subject = subject;
      return TRUE;
    }
  return FALSE;
}

static void
add_time (const Attempts *self,
          StudioDefinition *definition,
          const char *name,
          StudioExpression *filter)
{
  const StudioReading *reading = self->analysis->reading;

  studio_definition_add_measure (
      definition, name, NULL,
      studio_expression_filtered (
          studio_expression_new (
              STUDIO_OPERATOR_MINIMUM,
              studio_column_expression (self->analysis->window.time, reading->source), NULL),
          filter));
}

/* When each order was tried for the first time, and when that failed or worked. */
static StudioDefinition *
per_subject (const Attempts *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "per-parent");

  studio_definition_add_dimension (definition, studio_column_get_name (self->link), NULL,
                                   studio_column_expression (self->link, reading->source));
  add_time (self, definition, "first_tried_at", NULL);
  add_time (self, definition, "first_failed_at", failed (reading));
  add_time (self, definition, "succeeded_at", succeeded (reading));
  if (studio_field_get_info (self->link->field)->nullable)
    studio_definition_filter (
        definition,
        studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                               studio_column_expression (self->link, reading->source), NULL));
  return definition;
}

static StudioExpression *
value_of (const Attempts *self, const char *name)
{
  return studio_expression_column (EACH, name, self->analysis->window.time->kind);
}

static StudioDefinition *
start (const Attempts *self)
{
  const StudioWindow *window = &self->analysis->window;
  const char *grain = studio_grain_name (window->grain);
  StudioDefinition *definition = studio_definition_new_over ("ratio", EACH, per_subject (self));

  studio_definition_add_dimension (
      definition, grain, grain,
      studio_expression_truncate (value_of (self, "first_tried_at"), window->grain));
  studio_definition_filter (
      definition,
      studio_expression_periods (value_of (self, "first_tried_at"), window->grain,
                                 window->periods > 0 ? -window->periods : G_MININT64, -1));
  studio_definition_order (definition, grain, FALSE);
  return definition;
}

static StudioExpression *
is_set (const Attempts *self, const char *name)
{
  return studio_expression_new (STUDIO_OPERATOR_NOT_NULL, value_of (self, name), NULL);
}

static char *
explain (const Attempts *self)
{
  return g_strdup_printf ("Several %s may belong to one %s, and “%s” tells which failed.",
                          self->analysis->reading->plural, self->subject->noun,
                          studio_column_get_name (self->analysis->reading->status));
}

static void
add_success (const Attempts *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  StudioDefinition *definition = start (self);

  studio_definition_add_measure (
      definition, "success_rate", "success rate",
      studio_ratio (studio_count (is_set (self, "succeeded_at")), studio_count (NULL)));
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 89, "success by order", "line", definition,
                           "%s success rate by %s, retries counted once", analysis->reading->noun,
                           grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s with a first %s in the %s, the share that was paid in the end, "
                       "however often it was tried.",
                       self->subject->plural, analysis->reading->noun, grain),
      "A failed try that is repeated costs nothing; one that is not costs the whole order.",
      explain (self));
}

static void
add_recovery (const Attempts *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  StudioDefinition *definition = start (self);

  studio_definition_add_measure (
      definition, "recovered_share", "recovered share",
      studio_ratio (studio_count (is_set (self, "succeeded_at")), studio_count (NULL)));
  studio_definition_filter (
      definition, studio_expression_new (STUDIO_OPERATOR_EQUAL, value_of (self, "first_failed_at"),
                                         value_of (self, "first_tried_at"), NULL));
  studio_columns_add (
      analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 76, "recovery", "line", definition,
                           "Failed first %s recovered by a retry, by %s", analysis->reading->plural,
                           grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s whose first %s failed, the share that was paid by a later one.",
                       self->subject->plural, analysis->reading->noun),
      "Tells what reminders and retries bring back that would otherwise be lost.", explain (self));
}

/* --- what was paid back --- */

static gboolean
is_paid_back (const StudioReading *reading)
{
  static const char *const words[] = { "refund", "refunds", "chargeback", "reimbursement", NULL };

  return studio_reading_has_any (reading, words) ||
         (reading->money != NULL && studio_column_has_any (reading->money, words));
}

/* Where money comes in; what is given back has no refunds of its own. */
static gboolean
brings_money (const StudioReading *reading)
{
  static const char *const others[] = { "return",  "refund",     "claim",   "complaint",
                                        "dispute", "chargeback", "refunds", NULL };

  return reading->money != NULL && !reading->minor &&
         (reading->archetype == STUDIO_ARCHETYPE_HEADER ||
          reading->archetype == STUDIO_ARCHETYPE_EVENT) &&
         !studio_reading_has_any (reading, others);
}

static void
add_refund_rate (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  const StudioColumn *paid = studio_reading_find_time (reading, STUDIO_TIME_PAID);
  StudioWindow window = self->window;
  StudioDefinition *definition = studio_child_start (child, "ratio", STUDIO_CHILD_AMOUNT, TRUE);
  const char *grain;

  if (paid != NULL && paid->null_share < 0.6 && !studio_field_is_nested (paid->field))
    studio_analysis_window (self, reading, (StudioColumn *) paid, &window);
  grain = studio_grain_name (window.grain);
  studio_definition_filter (definition, studio_status_valid (reading, reading->source));
  studio_analysis_add_period (self, definition, &window, reading->source);
  studio_analysis_limit_trend (self, definition, &window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  studio_definition_add_measure (
      definition, "refund_rate", "refund rate",
      studio_ratio (studio_sum (studio_child_number (child, "amount")),
                    studio_sum (studio_column_expression (reading->money, reading->source))));
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 86, "refund rate", "line", definition,
                           "Refund rate of %s by value, by %s", reading->plural, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the amount of the %s of each %s, the share that was paid back since. "
                       "The latest %ss may still grow.",
                       reading->plural, grain, grain),
      "Money that was counted as earned and goes out again; a rise points to goods or promises "
      "that disappoint.");
}

static void
find_refunds (StudioAnalysis *self)
{
  g_autoptr (GArray) children = NULL;

  if (!brings_money (self->reading) || self->reading->children->len == 0)
    return;
  children = studio_child_find_all (self);
  for (guint i = 0; i < children->len; i++)
    {
      const StudioChild *child = &g_array_index (children, StudioChild, i);

      if (child->reading->money != NULL && !child->reading->minor && child->since != NULL &&
          child->reading->money->cents == self->reading->money->cents &&
          is_paid_back (child->reading))
        {
          add_refund_rate (child);
          return;
        }
    }
}

void
_studio_patterns_payments (StudioAnalysis *self)
{
  Attempts attempts;

  if (!studio_reading_is_flow (self->reading) || self->window.time == NULL ||
      self->window.via != NULL)
    return;
  if (find_attempts (self, &attempts))
    {
      add_success (&attempts);
      add_recovery (&attempts);
    }
  find_refunds (self);
}
