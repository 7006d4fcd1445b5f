/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

/*
 * What is billed and not paid: how much of it is overdue, for how long, and how many days of sales
 * wait to be paid (DSO), or of purchases to be paid by us (DPO). By amount: one large invoice that
 * is late weighs more than ten small ones. Where rows keep what is still open, only today is known;
 * where they keep when they were paid, the end of every month is.
 */

#define DAYS 90

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *amount; /* what was billed */
  const StudioColumn *open;   /* (nullable): what of it is not paid yet */
  const StudioColumn *paid;   /* (nullable): when it was paid, where there is no @open */
  const StudioColumn *part;   /* (nullable): what of it was paid so far */
  const StudioColumn *issued; /* (nullable) */
  const StudioColumn *due;    /* (nullable) */
  gboolean payable;           /* we have to pay it */
} Receivables;

static const char *const billing[] = { "invoice",   "invoices", "bill",        "bills",
                                       "billing",   "payable",  "receivable",  "receivables",
                                       "statement", "payables", "installment", "instalment",
                                       "dues",      NULL };

static gboolean
is_flow (const StudioReading *reading)
{
  return reading->archetype == STUDIO_ARCHETYPE_HEADER ||
         reading->archetype == STUDIO_ARCHETYPE_EVENT;
}

static const StudioColumn *
find_issued (const StudioReading *reading, const StudioColumn *paid)
{
  static const StudioTimeRole roles[] = { STUDIO_TIME_ISSUED, STUDIO_TIME_ORDERED,
                                          STUDIO_TIME_CREATED };
  const StudioColumn *issued = reading->time;

  for (guint i = 0; i < G_N_ELEMENTS (roles) && (issued == NULL || issued == paid); i++)
    issued = studio_reading_find_time (reading, roles[i]);
  return issued != NULL && issued != paid && issued->time_role != STUDIO_TIME_DUE &&
                 issued->time_role != STUDIO_TIME_PAID && !studio_field_is_nested (issued->field)
             ? issued
             : NULL;
}

/* What was paid of @amount so far, where that is kept. */
static const StudioColumn *
find_part (const StudioReading *reading, const StudioColumn *amount)
{
  static const char *const words[] = { "paid", "collected", "settled", NULL };
  static const char *const other[] = { "tax", "fee", "unpaid", "refund", "last", NULL };
  const StudioColumn *part = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, words, other);

  return part != NULL && part != amount && amount != NULL && !part->mixed &&
                 part->cents == amount->cents
             ? part
             : NULL;
}

static gboolean
find_receivables (StudioAnalysis *analysis, Receivables *self)
{
  static const char *const open[] = { "open",   "outstanding", "remaining", "balance",
                                      "unpaid", "residual",    NULL };
  static const char *const other[] = { "opening", "credit", "limit", "tax", "discount", NULL };
  const StudioReading *reading = analysis->reading;

  *self = (Receivables){ .analysis = analysis };
  if (!is_flow (reading) || studio_reading_is_term (reading) ||
      !studio_reading_has_any (reading, billing))
    return FALSE;
  self->open = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, open, other);
  self->amount = reading->money;
  if (self->open != NULL && (self->amount == self->open || self->amount == NULL))
    self->amount = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, NULL, open);
  self->due = studio_reading_find_time (reading, STUDIO_TIME_DUE);
  if (self->due != NULL &&
      (self->due->null_share > 0.5 || studio_field_is_nested (self->due->field)))
    self->due = NULL;
  if (self->open == NULL)
    self->paid = studio_reading_find_time (reading, STUDIO_TIME_PAID);
  if (self->open == NULL && (self->paid == NULL || studio_field_is_nested (self->paid->field) ||
                             self->paid->null_share < 0.002 || self->paid->null_share > 0.9))
    return FALSE;
  if (self->open == NULL)
    self->part = find_part (reading, self->amount);
  self->issued = find_issued (reading, self->paid);
  self->payable = studio_columns_tell_buying (analysis);
  return self->amount != NULL && !self->amount->mixed &&
         (self->open == NULL || (!self->open->mixed && self->open->cents == self->amount->cents));
}

static StudioExpression *
value_of (const Receivables *self, const StudioColumn *column)
{
  return studio_column_expression (column, self->analysis->reading->source);
}

static StudioExpression *
open_amount (const Receivables *self)
{
  if (self->part == NULL)
    return value_of (self, self->open != NULL ? self->open : self->amount);
  return studio_expression_new (STUDIO_OPERATOR_SUBTRACT, value_of (self, self->amount),
                                studio_expression_new (STUDIO_OPERATOR_COALESCE,
                                                       value_of (self, self->part),
                                                       studio_expression_number (0), NULL),
                                NULL);
}

/* What is a draft was not billed. */
static void
leave_out_drafts (const StudioReading *reading, StudioDefinition *definition)
{
  const StudioColumn *status = reading->status;

  if (status == NULL || !studio_status_is_known (status) || status->kind != STUDIO_FIELD_TEXT)
    return;
  for (guint i = 0; i < status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (status->codes, i);

      if (g_ascii_strcasecmp (code->label, "draft") == 0)
        studio_definition_filter (
            definition, studio_expression_new (STUDIO_OPERATOR_NOT_EQUAL,
                                               studio_column_expression (status, reading->source),
                                               studio_expression_text (code->value), NULL));
    }
}

/* What was billed and counts. */
static void
limit_to_billed (const Receivables *self, StudioDefinition *definition)
{
  const StudioReading *reading = self->analysis->reading;

  studio_definition_filter (definition, studio_status_valid (reading, reading->source));
  leave_out_drafts (reading, definition);
}

static StudioExpression *
today (void)
{
  return studio_expression_new (STUDIO_OPERATOR_TODAY, NULL);
}

/* What is not paid today. */
static StudioDefinition *
start_open (const Receivables *self, const char *pattern)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, pattern);

  limit_to_billed (self, definition);
  studio_definition_filter (
      definition,
      self->open != NULL
          ? studio_expression_new (STUDIO_OPERATOR_GREATER, value_of (self, self->open),
                                   studio_expression_number (0), NULL)
          : studio_expression_new (STUDIO_OPERATOR_IS_NULL, value_of (self, self->paid), NULL));
  return definition;
}

static char *
explain (const Receivables *self)
{
  return g_strdup_printf ("“%s” tells what is not paid yet.",
                          studio_column_get_name (self->open != NULL ? self->open : self->paid));
}

static void
finish (const Receivables *self,
        StudioProposal *proposal,
        StudioUnit unit,
        StudioDirection direction,
        char *description,
        const char *business_value)
{
  if (unit == STUDIO_UNIT_CURRENCY)
    proposal->currency = studio_column_currency (self->amount);
  studio_columns_add (self->analysis, proposal, unit, direction, description, business_value,
                      explain (self));
}

static void
add_overdue_share (const Receivables *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = start_open (self, "backlog");
  StudioExpression *late =
      studio_expression_new (STUDIO_OPERATOR_LESS, value_of (self, self->due), today (), NULL);

  studio_definition_add_measure (
      definition, "overdue_share", "overdue share",
      studio_ratio (
          studio_expression_new (STUDIO_OPERATOR_COALESCE,
                                 studio_expression_filtered (studio_sum (open_amount (self)), late),
                                 studio_expression_number (0), NULL),
          studio_sum (open_amount (self))));
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_BACKLOG, 86, "overdue amount", "scalar", definition,
                               "Overdue share of the open amount of %s", reading->plural),
          STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
          g_strdup_printf ("Of what is not paid yet of all %s, the share of the amount whose due "
                           "date has passed.",
                           reading->plural),
          self->payable ? "Late payments cost discounts, and the patience of those who deliver."
                        : "Money that should be here already; the older, the less of it comes.");
}

/* Classes that sort by their text. */
static StudioExpression *
lateness (const Receivables *self)
{
  static const struct
  {
    int days;
    const char *label;
  } classes[] = {
    { 0, "00 not due" },
    { 30, "01-30 days" },
    { 60, "31-60 days" },
    { 90, "61-90 days" },
  };
  GPtrArray *arguments = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_ptr_array_add (arguments, studio_expression_new (
                                      STUDIO_OPERATOR_GREATER_EQUAL, value_of (self, self->due),
                                      classes[i].days == 0
                                          ? today ()
                                          : studio_expression_shift (today (), -classes[i].days,
                                                                     STUDIO_GRAIN_DAY),
                                      NULL));
      g_ptr_array_add (arguments, studio_expression_text (classes[i].label));
    }
  g_ptr_array_add (arguments, studio_expression_text ("over 90 days"));
  return studio_expression_new_list (STUDIO_OPERATOR_CASE, arguments);
}

static void
add_ageing (const Receivables *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = start_open (self, "ageing");

  studio_definition_add_dimension (definition, "days_overdue", "days overdue", lateness (self));
  studio_definition_add_measure (definition, "open_amount", "open amount",
                                 studio_sum (open_amount (self)));
  studio_definition_order (definition, "days_overdue", FALSE);
  if (self->due->null_share > 0)
    studio_definition_filter (definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                                                 value_of (self, self->due), NULL));
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_BACKLOG, 84, "ageing", "bar", definition,
                               "Open amount of %s by days overdue", reading->plural),
          STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_DOWN,
          g_strdup_printf ("What is not paid yet of all %s, by how long ago it was due.",
                           reading->plural),
          self->payable ? "Shows what has to be paid first, before suppliers stop delivering."
                        : "Shows whom to remind and what to write off: old debts seldom come in.");
}

/* --- days of sales that are not paid --- */

static const char *
outstanding_name (const Receivables *self)
{
  return self->payable ? "Days payables outstanding (DPO)" : "Days sales outstanding (DSO)";
}

static const char *
outstanding_value (const Receivables *self)
{
  return self->payable
             ? "How long suppliers finance the business; a sudden change asks for the reason."
             : "How long the business finances its customers; each day less is cash in hand.";
}

static StudioExpression *
in_days (StudioExpression *open, StudioExpression *billed)
{
  return studio_expression_new (STUDIO_OPERATOR_MULTIPLY, studio_ratio (open, billed),
                                studio_expression_number (DAYS), NULL);
}

static void
add_outstanding (const Receivables *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  StudioExpression *recent =
      studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, value_of (self, self->issued),
                             studio_expression_shift (today (), -DAYS, STUDIO_GRAIN_DAY), NULL);

  limit_to_billed (self, definition);
  studio_definition_filter (
      definition,
      studio_expression_new (STUDIO_OPERATOR_LESS, value_of (self, self->issued), today (), NULL));
  studio_definition_add_measure (
      definition, "days_outstanding", "days outstanding",
      in_days (studio_sum (open_amount (self)),
               studio_expression_filtered (studio_sum (value_of (self, self->amount)), recent)));
  finish (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 88, "days outstanding", "scalar", definition,
                           "%s, now", outstanding_name (self)),
      STUDIO_UNIT_DURATION, self->payable ? STUDIO_DIRECTION_NEUTRAL : STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("What is open of all %s, divided by what was billed in the last %d days, "
                       "times %d.",
                       reading->plural, DAYS, DAYS),
      outstanding_value (self));
}

static StudioExpression *
month (void)
{
  return studio_expression_column ("months", "month", STUDIO_FIELD_DATE);
}

static StudioExpression *
next_month (void)
{
  return studio_expression_shift (month (), 1, STUDIO_GRAIN_MONTH);
}

/* The months in which anything was billed. */
static StudioDefinition *
months (const Receivables *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "months");

  studio_definition_add_dimension (
      definition, "month", NULL,
      studio_expression_truncate (value_of (self, self->issued), STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (definition, "issued", NULL, studio_count (NULL));
  studio_definition_filter (definition, studio_expression_periods (value_of (self, self->issued),
                                                                   STUDIO_GRAIN_MONTH, -12, -1));
  return definition;
}

/* Not paid by the end of the month. */
static StudioExpression *
unpaid_then (const Receivables *self)
{
  return studio_expression_new (
      STUDIO_OPERATOR_OR,
      studio_expression_new (STUDIO_OPERATOR_IS_NULL, value_of (self, self->paid), NULL),
      studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, value_of (self, self->paid),
                             next_month (), NULL),
      NULL);
}

static void
add_outstanding_trend (const Receivables *self)
{
  const StudioReading *reading = self->analysis->reading;
  StudioDefinition *definition = studio_definition_new_over ("ratio", "months", months (self));
  StudioExpression *recent = studio_expression_new (
      STUDIO_OPERATOR_GREATER_EQUAL, value_of (self, self->issued),
      studio_expression_shift (next_month (), -DAYS, STUDIO_GRAIN_DAY), NULL);

  studio_definition_join (definition, reading->source, studio_table_get_schema (reading->table),
                          studio_table_get_name (reading->table), FALSE,
                          studio_expression_new (STUDIO_OPERATOR_LESS,
                                                 value_of (self, self->issued), next_month (),
                                                 NULL));
  studio_analysis_add_exclusions (reading, reading->source, definition);
  limit_to_billed (self, definition);
  studio_definition_add_dimension (definition, "month", "month", month ());
  studio_definition_add_measure (
      definition, "days_outstanding", "days outstanding",
      in_days (studio_expression_new (
                   STUDIO_OPERATOR_COALESCE,
                   studio_expression_filtered (studio_sum (value_of (self, self->amount)),
                                               unpaid_then (self)),
                   studio_expression_number (0), NULL),
               studio_expression_filtered (studio_sum (value_of (self, self->amount)), recent)));
  studio_definition_order (definition, "month", FALSE);
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 88, "days outstanding", "line", definition,
                               "%s by month", outstanding_name (self)),
          STUDIO_UNIT_DURATION, self->payable ? STUDIO_DIRECTION_NEUTRAL : STUDIO_DIRECTION_DOWN,
          g_strdup_printf ("What was not paid of all %s at the end of the month, divided by what "
                           "was billed in the %d days before, times %d.",
                           reading->plural, DAYS, DAYS),
          outstanding_value (self));
}

void
_studio_patterns_receivables (StudioAnalysis *self)
{
  Receivables receivables;
  StudioWindow window;

  if (!self->window.recent || self->window.stock || self->window.via != NULL ||
      !find_receivables (self, &receivables))
    return;
  if (receivables.due != NULL)
    {
      add_overdue_share (&receivables);
      add_ageing (&receivables);
    }
  if (receivables.issued == NULL)
    return;
  studio_analysis_window (self, self->reading, (StudioColumn *) receivables.issued, &window);
  if (!window.recent || window.grain != STUDIO_GRAIN_MONTH || window.span < 2 * DAYS)
    return;
  if (receivables.open != NULL)
    add_outstanding (&receivables);
  else
    add_outstanding_trend (&receivables);
}
