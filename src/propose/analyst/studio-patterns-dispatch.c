/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

/*
 * What leaves the house: what is paid and not sent yet, what sending costs of what was sold, and
 * whether the first attempt to deliver (or to do whatever may be tried again) succeeds.
 */

/* --- paid and not sent --- */

static StudioExpression *
is_missing (const StudioReading *reading, const StudioColumn *column)
{
  return studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                studio_column_expression (column, reading->source), NULL);
}

/* What is over, or was given back, waits for nothing. */
static void
leave_out_finished (const StudioReading *reading, StudioDefinition *definition)
{
  const StudioColumn *delivered = studio_reading_find_time (reading, STUDIO_TIME_DELIVERED);
  const StudioColumn *cancelled = studio_reading_find_time (reading, STUDIO_TIME_CANCELLED);
  StudioExpression *over = NULL;

  if (reading->status != NULL && studio_status_is_known (reading->status))
    over = studio_status_in (reading->status, reading->source,
                             1u << STUDIO_STATE_CANCELLED | 1u << STUDIO_STATE_REJECTED |
                                 1u << STUDIO_STATE_FAILED | 1u << STUDIO_STATE_REFUNDED |
                                 1u << STUDIO_STATE_RETURNED | 1u << STUDIO_STATE_EXPIRED |
                                 1u << STUDIO_STATE_DELIVERED | 1u << STUDIO_STATE_COMPLETED);
  if (over != NULL)
    studio_definition_filter (definition, studio_expression_new (STUDIO_OPERATOR_NOT, over, NULL));
  if (delivered != NULL && !studio_field_is_nested (delivered->field))
    studio_definition_filter (definition, is_missing (reading, delivered));
  if (cancelled != NULL && !studio_field_is_nested (cancelled->field))
    studio_definition_filter (definition, is_missing (reading, cancelled));
}

static void
add_unshipped (StudioAnalysis *self, const StudioColumn *paid, const StudioColumn *shipped)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ageing");

  studio_definition_add_dimension (
      definition, "waiting", "waiting for",
      studio_analysis_age (self, studio_column_expression (paid, reading->source)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_filter (
      definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                         studio_column_expression (paid, reading->source), NULL));
  studio_definition_filter (definition, is_missing (reading, shipped));
  leave_out_finished (reading, definition);
  studio_definition_order (definition, "waiting", FALSE);
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_BACKLOG, 84, "not shipped", "bar", definition,
                           "Paid %s not shipped yet, by days since payment", reading->plural),
      STUDIO_UNIT_COUNT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("The %s that are paid and neither shipped, delivered nor cancelled, by how "
                       "long ago they were paid.",
                       reading->plural),
      "Customers who have paid and wait are the first to complain and to cancel.",
      g_strdup_printf ("“%s” is set for some rows where “%s” is still empty.",
                       studio_column_get_name (paid), studio_column_get_name (shipped)));
}

static void
find_unshipped (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *paid = studio_reading_find_time (reading, STUDIO_TIME_PAID);
  const StudioColumn *shipped = studio_reading_find_time (reading, STUDIO_TIME_SHIPPED);

  if (reading->archetype == STUDIO_ARCHETYPE_HEADER && self->window.recent && paid != NULL &&
      shipped != NULL && !studio_field_is_nested (paid->field) &&
      !studio_field_is_nested (shipped->field) && shipped->null_share > paid->null_share &&
      shipped->null_share < 0.9 && !studio_columns_tell_buying (self))
    add_unshipped (self, paid, shipped);
}

/* --- what sending costs --- */

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *cost;
  const StudioRelationship *link; /* to what was sold */
  StudioReading *orders;
  StudioWindow window;
} Freight;

#define FREIGHT "freight"

static gboolean
find_freight (StudioAnalysis *analysis, Freight *self)
{
  static const char *const sending[] = { "shipping", "freight",   "delivery", "shipment",
                                         "postage",  "transport", "courier",  NULL };
  static const char *const costs[] = { "cost",    "fee",    "charge", "freight",
                                       "postage", "amount", "price",  NULL };
  static const char *const other[] = { "insurance", "tax", "order", "goods", "declared", NULL };
  const StudioReading *reading = analysis->reading;

  *self = (Freight){ .analysis = analysis };
  self->cost = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, sending, other);
  if (self->cost == NULL && studio_reading_has_any (reading, sending))
    self->cost = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, costs, other);
  if (self->cost == NULL || self->cost->mixed || !self->cost->additive)
    return FALSE;
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);
      const StudioColumn *column = studio_reading_find (reading, link->column);
      StudioReading *orders = studio_schema_index_read (analysis->index, link->parent);

      if (!link->unique || column == NULL || column->null_share > 0.3 || orders->empty ||
          !studio_reading_is_order (orders) || orders->money == NULL || orders->minor ||
          orders->money->cents != self->cost->cents || orders->time == NULL ||
          studio_field_is_nested (orders->time->field))
        continue;
      self->link = link;
      self->orders = orders;
      studio_analysis_window (analysis, orders, orders->time, &self->window);
      return TRUE;
    }
  return FALSE;
}

/* Orders by period with what was spent to send each; one that was sent in parts counts once. */
static StudioDefinition *
start_freight (const Freight *self)
{
  StudioAnalysis *analysis = self->analysis;
  const StudioReading *reading = analysis->reading;
  const StudioReading *orders = self->orders;
  const char *name = studio_field_get_name (self->link->column);
  StudioFieldKind kind = studio_field_get_kind (self->link->column);
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *each = studio_analysis_start_for (reading, "per-parent", self->cost);
  StudioDefinition *definition = studio_analysis_start (orders, "ratio");

  studio_definition_add_dimension (each, name, NULL,
                                   studio_expression_column (reading->source, name, kind));
  studio_definition_add_measure (
      each, "cost", NULL, studio_sum (studio_column_expression (self->cost, reading->source)));
  studio_definition_join_over (
      definition, FREIGHT, each, TRUE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_expression_column (FREIGHT, name, kind),
                             studio_expression_column (orders->source,
                                                       studio_field_get_name (self->link->key),
                                                       studio_field_get_kind (self->link->key)),
                             NULL));
  studio_definition_filter (definition, studio_status_valid (orders, orders->source));
  studio_analysis_add_period (analysis, definition, &self->window, orders->source);
  studio_analysis_limit_trend (analysis, definition, &self->window, orders->source);
  studio_definition_order (definition, grain, FALSE);
  return definition;
}

static StudioExpression *
cost_of (const Freight *self)
{
  return studio_sum (studio_expression_new (
      STUDIO_OPERATOR_COALESCE, studio_expression_column (FREIGHT, "cost", self->cost->kind),
      studio_expression_number (0), NULL));
}

static char *
explain_freight (const Freight *self)
{
  return g_strdup_printf ("“%s” can be held against “%s.%s”.", studio_column_get_name (self->cost),
                          studio_table_get_name (self->orders->table),
                          studio_column_get_name (self->orders->money));
}

static void
add_freight_share (const Freight *self)
{
  const StudioReading *orders = self->orders;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = start_freight (self);

  studio_definition_add_measure (
      definition, "shipping_cost_share", "shipping cost share",
      studio_ratio (cost_of (self),
                    studio_sum (studio_column_expression (orders->money, orders->source))));
  studio_columns_add (
      self->analysis,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 86, "cost share", "line", definition,
                           "Shipping cost share of %s amount by %s", orders->noun, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("What was spent to ship the %s of each %s, as a share of their amount. "
                       "One that is sent in parts counts once.",
                       orders->plural, grain),
      "Shipping is the cost that small orders do not earn back.", explain_freight (self));
}

static void
add_freight_per_order (const Freight *self)
{
  const StudioReading *orders = self->orders;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = start_freight (self);
  StudioProposal *proposal;

  studio_definition_add_measure (
      definition, "cost_per_order", "cost per order",
      studio_ratio (cost_of (self),
                    studio_expression_new (
                        STUDIO_OPERATOR_COUNT,
                        studio_expression_column (FREIGHT, "cost", self->cost->kind), NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 78, "cost per order", "line", definition,
                                  "Shipping cost per %s by %s", orders->noun, grain);
  proposal->currency = studio_column_currency (self->cost);
  studio_columns_add (
      self->analysis, proposal, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("What was spent to ship the %s of each %s, divided by how many of them were "
                       "shipped.",
                       orders->plural, grain),
      "Rises with split deliveries and dear carriers long before the margin shows it.",
      explain_freight (self));
}

/* --- the first attempt --- */

/* Which attempt a row is. */
static const StudioColumn *
find_attempt (const StudioReading *reading)
{
  static const char *const numbers[] = { "number", "no", "sequence", "seq", "index", NULL };

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (studio_field_kind_is_number (column->kind) && column->usable &&
          studio_column_has_word (column, "attempt") && studio_column_has_any (column, numbers) &&
          !studio_column_is_constant (column) && !studio_field_is_nested (column->field))
        return column;
    }
  return NULL;
}

static StudioExpression *
is_first (const StudioReading *reading, const StudioColumn *attempt)
{
  return studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                studio_column_expression (attempt, reading->source),
                                studio_expression_number (1), NULL);
}

static StudioExpression *
went_well (const StudioReading *reading)
{
  return reading->status != NULL && studio_status_is_known (reading->status)
             ? studio_status_in (reading->status, reading->source,
                                 1u << STUDIO_STATE_DELIVERED | 1u << STUDIO_STATE_COMPLETED |
                                     1u << STUDIO_STATE_PAID | 1u << STUDIO_STATE_APPROVED |
                                     1u << STUDIO_STATE_REFUNDED)
             : NULL;
}

static void
add_first_attempt (StudioAnalysis *self,
                   const StudioColumn *attempt,
                   StudioExpression *condition,
                   StudioExpression *success)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (definition, "first_attempt_success", "first-attempt success",
                                 studio_ratio (studio_count (success), studio_count (NULL)));
  studio_definition_filter (definition, condition);
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 88, "first attempt", "line", definition,
                           "First-attempt success rate of %s by %s", reading->plural, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the first %s of each %s, the share that succeeded.", reading->plural,
                       grain),
      "Every further attempt costs money, and some of the customer's patience.",
      g_strdup_printf ("“%s” tells which attempt it was.", studio_column_get_name (attempt)));
}

static void
find_first_attempt (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *attempt = find_attempt (reading);
  StudioExpression *success = attempt != NULL ? went_well (reading) : NULL;

  if (success != NULL)
    add_first_attempt (self, attempt, is_first (reading, attempt), success);
}

void
_studio_patterns_dispatch (StudioAnalysis *self)
{
  Freight freight;

  if (!studio_reading_is_flow (self->reading) || self->window.time == NULL ||
      self->window.via != NULL || self->window.stock)
    return;
  find_unshipped (self);
  find_first_attempt (self);
  if (find_freight (self, &freight))
    {
      add_freight_share (&freight);
      add_freight_per_order (&freight);
    }
}
