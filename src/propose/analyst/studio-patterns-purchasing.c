/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

/*
 * What a company buys: whether prices keep to the standard (purchase price variance), how much of
 * the spend runs under a contract or an order, how many orders are completed within 90 days, and
 * how long a requisition takes to become an order.
 */

#define DAYS 90

/* --- prices against the standard --- */

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *price;
  const StudioColumn *quantity;
  const StudioColumn *standard;
  const StudioRelationship *link; /* (nullable): to where the standard is kept */
} Variance;

static const char *const standards[] = { "standard", "planned", "target", NULL };

static const StudioColumn *
find_standard (const StudioReading *reading)
{
  static const char *const other[] = { "total", "minimum", "maximum", "deviation", "line", NULL };
  static const char *const priced[] = { "price", "cost", NULL };
  const StudioColumn *standard =
      studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, standards, other);

  return standard != NULL && !standard->mixed && studio_column_has_any (standard, priced) ? standard
                                                                                          : NULL;
}

static gboolean
find_variance (StudioAnalysis *analysis, Variance *self)
{
  static const char *const prices[] = { "price", NULL };
  static const char *const other[] = { "standard", "planned", "target", "list",     "total",
                                       "line",     "minimum", "budget", "discount", "previous",
                                       "last",     "sale",    "retail", NULL };
  static const char *const quantities[] = { "quantity", NULL };
  static const char *const others[] = {
    "returned", "rejected", "minimum", "open", "cancelled", NULL
  };
  const StudioReading *reading = analysis->reading;

  *self = (Variance){ .analysis = analysis };
  self->price = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, prices, other);
  self->quantity = studio_columns_find (reading, 1u << STUDIO_ROLE_QUANTITY, quantities, others);
  if (self->price == NULL || self->price->mixed || self->quantity == NULL)
    return FALSE;
  self->standard = find_standard (reading);
  for (guint i = 0; i < reading->parents->len && self->standard == NULL; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (reading->parents, i);

      if (!link->unique || link->parent == reading->table)
        continue;
      self->standard = find_standard (studio_schema_index_read (analysis->index, link->parent));
      self->link = self->standard != NULL ? link : NULL;
    }
  return self->standard != NULL && self->standard->cents == self->price->cents;
}

/* The lines that were bought and have a standard, whose source goes to @standards_source (out). */
static StudioDefinition *
start_variance (const Variance *self, char **standards_source)
{
  StudioAnalysis *analysis = self->analysis;
  const char *source = analysis->reading->source;
  StudioDefinition *definition = studio_columns_trend (analysis, &analysis->window, "trend");

  *standards_source = self->link != NULL
                          ? studio_analysis_ensure_joined (analysis, definition, source, self->link)
                          : g_strdup (source);
  studio_definition_filter (
      definition,
      studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                             studio_column_expression (self->standard, *standards_source), NULL));
  return definition;
}

static StudioExpression *
times_quantity (const Variance *self, StudioExpression *value)
{
  return studio_expression_new (
      STUDIO_OPERATOR_MULTIPLY, value,
      studio_column_expression (self->quantity, self->analysis->reading->source), NULL);
}

static StudioExpression *
deviation (const Variance *self, const char *standards_source)
{
  return studio_sum (times_quantity (
      self, studio_expression_new (
                STUDIO_OPERATOR_SUBTRACT,
                studio_column_expression (self->price, self->analysis->reading->source),
                studio_column_expression (self->standard, standards_source), NULL)));
}

static void
finish_variance (const Variance *self,
                 StudioProposal *proposal,
                 StudioUnit unit,
                 char *description,
                 const char *business_value)
{
  if (unit == STUDIO_UNIT_CURRENCY)
    proposal->currency = studio_column_currency (self->price);
  studio_columns_add (
      self->analysis, proposal, unit, STUDIO_DIRECTION_DOWN, description, business_value,
      g_strdup_printf ("“%s” can be held against “%s”.", studio_column_get_name (self->price),
                       studio_column_get_name (self->standard)));
}

static void
add_variance (const Variance *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  g_autofree char *source = NULL;
  StudioDefinition *definition = start_variance (self, &source);

  studio_definition_add_measure (definition, "price_variance", "price variance",
                                 deviation (self, source));
  finish_variance (
      self,
      studio_proposal_new (STUDIO_FAMILY_TREND, 87, "price variance", "bar", definition,
                           "Purchase price variance (PPV) by %s", grain),
      STUDIO_UNIT_CURRENCY,
      g_strdup_printf ("What was paid above (or below) the standard price, over all units of the "
                       "%s of the %s. Above zero is unfavourable.",
                       analysis->reading->plural, grain),
      "Shows in money what buyers won or lost against plan, before it reaches the margin.");
}

static void
add_variance_share (const Variance *self)
{
  StudioAnalysis *analysis = self->analysis;
  const char *grain = studio_grain_name (analysis->window.grain);
  g_autofree char *source = NULL;
  StudioDefinition *definition = start_variance (self, &source);

  studio_definition_add_measure (
      definition, "price_variance_share", "price variance",
      studio_ratio (
          deviation (self, source),
          studio_sum (times_quantity (self, studio_column_expression (self->standard, source)))));
  finish_variance (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 80, "price variance", "line", definition,
                           "Purchase prices against standard, by %s", grain),
      STUDIO_UNIT_PERCENT,
      g_strdup_printf ("How many percent the purchases of the %s cost more than at standard "
                       "prices, weighed by quantity.",
                       grain),
      "Tells inflation from negotiation: the quantity bought does not change it.");
}

/* --- spend that somebody manages --- */

/* Where spend without a contract, or without an order, can be told by an empty key. */
static const StudioColumn *
find_cover (const StudioReading *reading, const char *const *words, const char *const *without)
{
  const StudioColumn *link =
      studio_columns_find (reading, 1u << STUDIO_ROLE_FOREIGN_KEY, words, without);

  return link != NULL && link->null_share > 0.005 ? link : NULL;
}

static StudioDefinition *
share_of_spend (StudioAnalysis *self, const char *alias, const char *title, StudioExpression *part)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_columns_trend (self, &self->window, "ratio");

  studio_definition_add_measure (
      definition, alias, title,
      studio_ratio (
          studio_expression_new (
              STUDIO_OPERATOR_COALESCE,
              studio_expression_filtered (
                  studio_sum (studio_column_expression (reading->money, reading->source)), part),
              studio_expression_number (0), NULL),
          studio_sum (studio_column_expression (reading->money, reading->source))));
  return definition;
}

static void
add_managed (StudioAnalysis *self, const StudioColumn *contract)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioExpression *covered = studio_expression_new (
      STUDIO_OPERATOR_NOT_NULL, studio_column_expression (contract, reading->source), NULL);

  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 86, "managed", "line",
                           share_of_spend (self, "managed_share", "managed", covered),
                           "Share of %s amount under contract by %s", reading->noun, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Share of the amount of all %s of the %s that runs under a %s.",
                       reading->plural, grain, contract->label),
      "Only spend under contract gets the negotiated prices and terms.",
      g_strdup_printf ("“%s” is empty for some rows.", studio_column_get_name (contract)));
}

static void
add_maverick (StudioAnalysis *self, const StudioColumn *order)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioExpression *alone = studio_expression_new (
      STUDIO_OPERATOR_IS_NULL, studio_column_expression (order, reading->source), NULL);

  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 86, "maverick", "line",
                           share_of_spend (self, "maverick_share", "maverick share", alone),
                           "Maverick spend, share of %s amount by %s", reading->noun, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Share of the amount of all %s of the %s that no %s stands behind.",
                       reading->plural, grain, order->label),
      "What was never ordered was never approved nor negotiated.",
      g_strdup_printf ("“%s” is empty for some rows.", studio_column_get_name (order)));
}

static void
find_spend (StudioAnalysis *self)
{
  static const char *const contracts[] = { "contract", "agreement", "framework", NULL };
  static const char *const orders[] = { "order", "purchase", "purchase order", NULL };
  static const char *const others[] = { "line",  "item",     "return",     "work",
                                        "sales", "customer", "production", NULL };
  const StudioReading *reading = self->reading;
  const StudioColumn *contract = find_cover (reading, contracts, NULL);
  const StudioColumn *order = find_cover (reading, orders, others);

  if (reading->money == NULL || reading->minor || reading->archetype == STUDIO_ARCHETYPE_LINE)
    return;
  if (contract != NULL)
    add_managed (self, contract);
  if (order != NULL && !studio_reading_is_order (reading))
    add_maverick (self, order);
}

/* --- completed in time --- */

static void
add_completed (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *from = self->window.time;
  const StudioColumn *to = studio_reading_find_time (reading, STUDIO_TIME_COMPLETED);
  StudioDefinition *definition;

  if (to == NULL)
    to = studio_reading_find_time (reading, STUDIO_TIME_CLOSED);
  if (to == NULL || to == from || to->null_share < 0.01 || to->null_share > 0.9 ||
      studio_field_is_nested (to->field) || self->window.grain != STUDIO_GRAIN_MONTH)
    return;
  definition = studio_analysis_start (reading, "conversion");
  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_truncate (studio_column_expression (from, reading->source),
                                  STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (
      definition, "completed_share", "completed",
      studio_ratio (studio_count (studio_expression_new (
                        STUDIO_OPERATOR_LESS_EQUAL, studio_column_expression (to, reading->source),
                        studio_expression_shift (studio_column_expression (from, reading->source),
                                                 DAYS, STUDIO_GRAIN_DAY),
                        NULL)),
                    studio_count (NULL)));
  /* Later months have not had their 90 days. */
  studio_definition_filter (
      definition,
      studio_expression_periods (studio_column_expression (from, reading->source),
                                 STUDIO_GRAIN_MONTH, self->window.recent ? -15 : G_MININT64, -4));
  studio_definition_order (definition, "month", FALSE);
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 85, "completed", "line", definition,
                           "%s completed within %d days, by month", reading->plural, DAYS),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s of each month, the share that was completed within %d days. "
                       "Months that have not had their days are left out.",
                       reading->plural, DAYS),
      "Orders that drag on bind money and hold up whoever needs the goods.",
      g_strdup_printf ("“%s” and “%s” tell how long it takes.", studio_column_get_name (from),
                       studio_column_get_name (to)));
}

/* --- from requisition to order --- */

static void
add_requisition_time (StudioAnalysis *self,
                      const StudioRelationship *link,
                      const StudioReading *requisition)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_columns_trend (self, &self->window, "duration");
  g_autofree char *source =
      studio_analysis_join_parent (self, definition, reading->source, link, FALSE);

  studio_definition_add_measure (
      definition, "average_days", "average days",
      studio_average (studio_expression_difference (
          studio_column_expression (requisition->time, source),
          studio_column_expression (self->window.time, reading->source), STUDIO_GRAIN_DAY)));
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_DURATION, 84, "requisition", "line", definition,
                           "%s to %s time by %s", requisition->noun, reading->noun, grain),
      STUDIO_UNIT_DURATION, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Average number of days from the %s to its %s, by the %s of the %s.",
                       requisition->noun, reading->noun, grain, reading->noun),
      "What waits in purchasing is missing where it is needed.",
      g_strdup_printf ("“%s” leads to the %s.", studio_field_get_name (link->column),
                       requisition->noun));
}

static void
find_requisition (StudioAnalysis *self)
{
  static const char *const words[] = { "requisition", "requisitions", NULL };

  for (guint i = 0; i < self->reading->parents->len; i++)
    {
      const StudioRelationship *link = g_ptr_array_index (self->reading->parents, i);
      StudioReading *parent = studio_schema_index_read (self->index, link->parent);

      if (!link->unique || parent->empty || parent->time == NULL ||
          studio_field_is_nested (parent->time->field) || !studio_reading_has_any (parent, words))
        continue;
      add_requisition_time (self, link, parent);
      return;
    }
}

void
_studio_patterns_purchasing (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Variance variance;

  if (!studio_reading_is_flow (reading) || studio_reading_is_term (reading) ||
      self->window.time == NULL || self->window.stock || !studio_columns_tell_buying (self))
    return;
  if (find_variance (self, &variance))
    {
      add_variance (&variance);
      add_variance_share (&variance);
    }
  find_spend (self);
  if (studio_reading_is_order (reading) && self->window.via == NULL)
    {
      add_completed (self);
      find_requisition (self);
    }
}
