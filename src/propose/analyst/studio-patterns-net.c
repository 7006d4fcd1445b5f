/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

/*
 * What is left of what was sold: less what was paid back since, which another table keeps, and less
 * what only passes through, taxes and shipping. Refunds are added up for each sale first, so that
 * no sale counts twice.
 */

static gboolean
is_paid_back (const StudioReading *reading)
{
  static const char *const words[] = { "refund", "refunds", "chargeback", "reimbursement", NULL };

  return reading->money != NULL && !reading->minor &&
         (studio_reading_has_any (reading, words) || studio_column_has_any (reading->money, words));
}

static gboolean
is_sale (const StudioAnalysis *self)
{
  static const char *const others[] = { "return",  "refund",     "claim", "complaint",
                                        "dispute", "chargeback", NULL };
  const StudioReading *reading = self->reading;

  return reading->money != NULL && !reading->minor &&
         !studio_field_is_nested (reading->money->field) &&
         (reading->archetype == STUDIO_ARCHETYPE_HEADER ||
          reading->archetype == STUDIO_ARCHETYPE_EVENT) &&
         !studio_reading_has_any (reading, others) && !studio_reading_is_contest (reading) &&
         !studio_reading_is_term (reading) && !studio_columns_tell_buying (self);
}

/* The refunds of sales, which are known as far as they are kept in the same unit. */
static gboolean
find_refunds (StudioAnalysis *self, StudioChild *refunds)
{
  g_autoptr (GArray) children = studio_child_find_all (self);

  for (guint i = 0; i < children->len; i++)
    {
      const StudioChild *child = &g_array_index (children, StudioChild, i);

      if (!is_paid_back (child->reading) || child->reading->money->mixed ||
          child->reading->money->cents != self->reading->money->cents)
        continue;
      *refunds = *child;
      return TRUE;
    }
  return FALSE;
}

/* What passes through is in a total, and in nothing else for certain. */
static const StudioColumn *
find_passing (const StudioReading *reading, const char *const *words)
{
  static const char *const totals[] = { "total", "grand", "gross", NULL };
  static const char *const others[] = { "rate",  "discount", "exclusive", "excluded", "before",
                                        "total", "cost",     "refund",    NULL };
  const StudioColumn *column;

  if (!studio_column_has_any (reading->money, totals))
    return NULL;
  column = studio_columns_find (reading, 1u << STUDIO_ROLE_MONEY, words, others);
  return column != NULL && column != reading->money && column->cents == reading->money->cents
             ? column
             : NULL;
}

static StudioExpression *
less (StudioExpression *amount, const StudioReading *reading, const StudioColumn *passing)
{
  if (passing == NULL)
    return amount;
  return studio_expression_new (
      STUDIO_OPERATOR_SUBTRACT, amount,
      studio_sum (studio_expression_new (STUDIO_OPERATOR_COALESCE,
                                         studio_column_expression (passing, reading->source),
                                         studio_expression_number (0), NULL)),
      NULL);
}

static void
add_net_revenue (const StudioChild *refunds)
{
  static const char *const taxes[] = { "tax", "VAT", NULL };
  static const char *const shipping[] = { "shipping", "delivery", "freight", NULL };
  StudioAnalysis *self = refunds->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  const StudioColumn *tax = find_passing (reading, taxes);
  const StudioColumn *freight = find_passing (reading, shipping);
  StudioDefinition *definition = studio_child_start (refunds, "trend", STUDIO_CHILD_AMOUNT, TRUE);
  StudioProposal *proposal;

  studio_definition_filter (definition, studio_status_valid (reading, reading->source));
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  studio_definition_add_measure (
      definition, "net_revenue", "net revenue",
      less (less (studio_expression_new (
                      STUDIO_OPERATOR_SUBTRACT,
                      studio_sum (studio_column_expression (reading->money, reading->source)),
                      studio_sum (studio_child_number (refunds, "amount")), NULL),
                  reading, tax),
            reading, freight));
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 77, "net revenue", "line", definition,
                                  "Net revenue of %s after refunds by %s", reading->plural, grain);
  proposal->currency = studio_column_currency (reading->money);
  studio_child_finish (
      refunds, proposal, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Sum of the %s of the %s of each %s, less what was paid back of them "
                       "since%s%s%s%s.",
                       reading->money->label, reading->plural, grain, tax != NULL ? ", less " : "",
                       tax != NULL ? tax->label : "", freight != NULL ? ", less " : "",
                       freight != NULL ? freight->label : ""),
      "What the company may keep of its sales; gross figures hide what goes out again.");
}

void
_studio_patterns_net (StudioAnalysis *self)
{
  StudioChild refunds;

  if (self->window.time == NULL || self->window.via != NULL ||
      studio_field_is_nested (self->window.time->field) || self->reading->children->len == 0 ||
      !is_sale (self) || !find_refunds (self, &refunds))
    return;
  add_net_revenue (&refunds);
}
