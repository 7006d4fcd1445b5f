/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-term.h"

/*
 * Recurring revenue by customer: who came, grew, shrank and left, and what a customer is worth. A
 * customer with several subscriptions is one customer, and has left when the last of them ended.
 */

#define TERMS "terms"
#define SPINE "customer_months"
/* What a year's retention needs to look back, and still show a line. */
#define TWO_YEARS 500

static StudioExpression *
column_of (const char *name)
{
  return studio_expression_column (SPINE, name, STUDIO_FIELD_DECIMAL);
}

static StudioExpression *
is_positive (const char *name)
{
  return studio_expression_new (STUDIO_OPERATOR_GREATER, column_of (name),
                                studio_expression_number (0), NULL);
}

static StudioExpression *
is_zero (const char *name)
{
  return studio_expression_new (STUDIO_OPERATOR_EQUAL, column_of (name),
                                studio_expression_number (0), NULL);
}

static StudioExpression *
of_term (const char *name, StudioFieldKind kind)
{
  return studio_expression_column (TERMS, name, kind);
}

/* Who pays how much a month, from when to when. */
static StudioDefinition *
terms (const StudioTerm *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "terms");

  studio_definition_add_dimension (definition, "customer", NULL,
                                   studio_column_expression (term->customer, reading->source));
  studio_definition_add_dimension (definition, "started", NULL,
                                   studio_column_expression (term->from, reading->source));
  studio_definition_add_dimension (definition, "ended", NULL, studio_term_end (term));
  studio_definition_add_measure (definition, "monthly", NULL,
                                 term->price != NULL ? studio_term_monthly (term, definition)
                                                     : studio_expression_number (1));
  return definition;
}

static StudioExpression *
not_ended (const StudioTerm *term, StudioExpression *moment)
{
  return studio_expression_new (
      STUDIO_OPERATOR_OR,
      studio_expression_new (STUDIO_OPERATOR_IS_NULL, of_term ("ended", term->to->kind), NULL),
      studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, of_term ("ended", term->to->kind),
                             moment, NULL),
      NULL);
}

static StudioExpression *
had_started (const StudioTerm *term, StudioExpression *moment)
{
  return studio_expression_new (STUDIO_OPERATOR_LESS, of_term ("started", term->from->kind), moment,
                                NULL);
}

/* What is paid at @moment (transfer full). */
static StudioExpression *
value_at (const StudioTerm *term, StudioExpression *moment)
{
  StudioExpression *runs =
      studio_and (had_started (term, studio_expression_ref (moment)), not_ended (term, moment));

  return studio_expression_new (
      STUDIO_OPERATOR_COALESCE,
      studio_expression_filtered (studio_sum (of_term ("monthly", STUDIO_FIELD_DECIMAL)), runs),
      studio_expression_number (0), NULL);
}

/* What each customer paid @back months before the end of each month, and at its end. */
static StudioDefinition *
spine (const StudioTerm *term, int back)
{
  StudioExpression *start =
      back == 1 ? studio_term_month ()
                : studio_expression_shift (studio_term_month (), 1 - back, STUDIO_GRAIN_MONTH);
  StudioDefinition *definition =
      studio_definition_new_over ("per-customer", "months", studio_term_months (term));

  studio_definition_join_over (definition, TERMS, terms (term), FALSE,
                               studio_and (had_started (term, studio_term_next_month ()),
                                           not_ended (term, studio_expression_ref (start))));
  studio_definition_add_dimension (definition, "month", NULL, studio_term_month ());
  studio_definition_add_dimension (definition, "customer", NULL,
                                   of_term ("customer", term->customer->kind));
  studio_definition_add_measure (definition, "revenue_before", NULL, value_at (term, start));
  studio_definition_add_measure (definition, "revenue_after", NULL,
                                 value_at (term, studio_term_next_month ()));
  return definition;
}

static StudioDefinition *
over_spine (const char *pattern, StudioDefinition *inner)
{
  StudioDefinition *definition = studio_definition_new_over (pattern, SPINE, inner);

  studio_definition_add_dimension (definition, "month", "month",
                                   studio_expression_column (SPINE, "month", STUDIO_FIELD_DATE));
  studio_definition_order (definition, "month", FALSE);
  return definition;
}

static StudioExpression *
kept (void)
{
  return studio_expression_new (STUDIO_OPERATOR_LEAST, column_of ("revenue_before"),
                                column_of ("revenue_after"), NULL);
}

static void
add_logo_churn (const StudioTerm *term)
{
  const char *customers = term->customer->label;
  StudioDefinition *definition = over_spine ("churn", spine (term, 1));
  g_autofree char *plural = studio_lexicon_plural (term->analysis->reading->lexicon, customers);

  studio_definition_add_measure (
      definition, "churn_rate", "churn rate",
      studio_ratio (
          studio_count (studio_and (is_positive ("revenue_before"), is_zero ("revenue_after"))),
          studio_count (is_positive ("revenue_before"))));
  studio_term_finish (
      term,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 82, "customer churn", "line", definition,
                           "%s churn rate by month", customers),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s with a running %s at the beginning of the month, the share with "
                       "none at its end.",
                       plural, term->analysis->reading->noun),
      "Who keeps one of two contracts has not left; who ended the last one has.");
}

/* The whole of 12 months where data go back that far, else of one. */
static void
add_retention (const StudioTerm *term)
{
  StudioWindow window;
  StudioDefinition *definition;
  gboolean year;

  studio_analysis_window (term->analysis, term->analysis->reading, (StudioColumn *) term->from,
                          &window);
  year = window.span >= TWO_YEARS;
  definition = over_spine ("retention", spine (term, year ? 12 : 1));
  studio_definition_add_measure (definition, "net_revenue_retention", "net revenue retention",
                                 studio_ratio (studio_sum (column_of ("revenue_after")),
                                               studio_sum (column_of ("revenue_before"))));
  studio_definition_add_measure (
      definition, "gross_revenue_retention", "gross revenue retention",
      studio_ratio (studio_sum (kept ()), studio_sum (column_of ("revenue_before"))));
  studio_definition_filter (definition, is_positive ("revenue_before"));
  studio_term_finish (
      term,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 88, "retention", "line", definition,
                           year ? "Net and gross revenue retention over 12 months"
                                : "Net and gross revenue retention by month"),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf (
          "Of the monthly recurring revenue %s, what the same customers bring at the end of the "
          "month: with their growth (net), and without it (gross). New customers do not count.",
          year ? "of twelve months before" : "at the beginning of each month"),
      "Above 100 % the business grows without a single new customer.");
}

static void
add_movement (StudioDefinition *definition,
              const char *name,
              StudioExpression *value,
              StudioExpression *condition)
{
  studio_definition_add_measure (
      definition, name, NULL,
      studio_expression_new (STUDIO_OPERATOR_COALESCE,
                             studio_expression_filtered (studio_sum (value), condition),
                             studio_expression_number (0), NULL));
}

static StudioExpression *
change (void)
{
  return studio_expression_new (STUDIO_OPERATOR_SUBTRACT, column_of ("revenue_after"),
                                column_of ("revenue_before"), NULL);
}

/* That a customer had been one before the month, at any time. */
static StudioExpression *
came_before (const StudioTerm *term, gboolean before)
{
  return studio_expression_new (before ? STUDIO_OPERATOR_LESS : STUDIO_OPERATOR_GREATER_EQUAL,
                                studio_expression_column ("firsts", "first_at", term->from->kind),
                                studio_expression_column (SPINE, "month", STUDIO_FIELD_DATE), NULL);
}

static StudioDefinition *
firsts (const StudioTerm *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "per-customer");

  studio_definition_add_dimension (definition, "customer", NULL,
                                   studio_column_expression (term->customer, reading->source));
  studio_definition_add_measure (
      definition, "first_at", NULL,
      studio_expression_new (STUDIO_OPERATOR_MINIMUM,
                             studio_column_expression (term->from, reading->source), NULL));
  return definition;
}

static void
add_movements (const StudioTerm *term)
{
  StudioDefinition *definition = over_spine ("movements", spine (term, 1));
  StudioFieldKind kind = term->customer->kind;

  studio_definition_join_over (
      definition, "firsts", firsts (term), FALSE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             studio_expression_column ("firsts", "customer", kind),
                             studio_expression_column (SPINE, "customer", kind), NULL));
  add_movement (definition, "new", column_of ("revenue_after"),
                studio_and (is_zero ("revenue_before"), came_before (term, FALSE)));
  add_movement (definition, "reactivation", column_of ("revenue_after"),
                studio_and (is_zero ("revenue_before"), came_before (term, TRUE)));
  add_movement (
      definition, "expansion", change (),
      studio_and (is_positive ("revenue_before"),
                  studio_expression_new (STUDIO_OPERATOR_GREATER, column_of ("revenue_after"),
                                         column_of ("revenue_before"), NULL)));
  add_movement (
      definition, "contraction", change (),
      studio_and (is_positive ("revenue_after"),
                  studio_expression_new (STUDIO_OPERATOR_LESS, column_of ("revenue_after"),
                                         column_of ("revenue_before"), NULL)));
  add_movement (definition, "churn", change (), is_zero ("revenue_after"));
  studio_term_finish (
      term,
      studio_proposal_new (STUDIO_FAMILY_GROWTH, 84, "movements", "bar", definition,
                           "Movements of monthly recurring revenue by month"),
      STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
      g_strdup ("What new customers, returned ones and the growth of others added to the monthly "
                "recurring revenue, and what shrinking and leaving ones took from it. The five add "
                "up to its change."),
      "The same growth may come from many new customers or from few that leave.");
}

static void
add_per_account (const StudioTerm *term)
{
  StudioDefinition *definition = over_spine ("ratio", spine (term, 1));

  studio_definition_add_measure (definition, "revenue_per_account", "revenue per account",
                                 studio_ratio (studio_sum (column_of ("revenue_after")),
                                               studio_count (is_positive ("revenue_after"))));
  studio_term_finish (
      term,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 78, "per account", "line", definition,
                           "Monthly recurring revenue per %s (ARPA)", term->customer->label),
      STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Monthly recurring revenue at the end of the month, divided by the number "
                       "of %ss that pay it.",
                       term->customer->label),
      "Whether growth comes from more customers or from better ones.");
}

/* ARPA ÷ revenue churn, both over the last twelve months. */
static void
add_lifetime_value (const StudioTerm *term)
{
  StudioDefinition *definition = studio_definition_new_over ("lifetime", SPINE, spine (term, 1));

  studio_definition_add_measure (
      definition, "lifetime_value", "lifetime value",
      studio_ratio (
          studio_ratio (studio_sum (column_of ("revenue_before")),
                        studio_count (is_positive ("revenue_before"))),
          studio_ratio (studio_sum (studio_expression_new (
                            STUDIO_OPERATOR_SUBTRACT, column_of ("revenue_before"), kept (), NULL)),
                        studio_sum (column_of ("revenue_before")))));
  studio_term_finish (
      term,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 74, "lifetime", "scalar", definition,
                           "Lifetime revenue per %s, last 12 months", term->customer->label),
      STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
      g_strdup ("Average monthly recurring revenue of a customer divided by the share of revenue "
                "that is lost in a month. Costs are not taken off."),
      "The most that winning a customer may cost.");
}

static void
add_annual (const StudioTerm *term)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "recurring");

  studio_definition_add_measure (
      definition, "annual_recurring_revenue", "annual recurring revenue",
      studio_expression_new (STUDIO_OPERATOR_MULTIPLY,
                             studio_sum (studio_term_monthly (term, definition)),
                             studio_expression_number (12), NULL));
  studio_definition_filter (
      definition, studio_term_runs_at (term, studio_expression_new (STUDIO_OPERATOR_TODAY, NULL)));
  studio_term_finish (
      term,
      studio_proposal_new (STUDIO_FAMILY_TOTAL, 72, "recurring", "scalar", definition,
                           "Annual recurring revenue, now"),
      STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Monthly recurring revenue of the %s that run today, times twelve.",
                       reading->plural),
      "The size of the business in one figure.");
}

/* What plans bring in, by name. */
static StudioDefinition *
by_plan (const StudioTerm *term, const StudioColumn *plan)
{
  const StudioReading *reading = term->analysis->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "per-plan");

  studio_analysis_add_group (term->analysis, definition, plan);
  studio_definition_add_measure (definition, "revenue", NULL,
                                 studio_sum (studio_term_monthly (term, definition)));
  studio_definition_filter (
      definition, studio_term_runs_at (term, studio_expression_new (STUDIO_OPERATOR_TODAY, NULL)));
  return definition;
}

static void
add_plan_mix (const StudioTerm *term)
{
  const StudioReading *reading = term->analysis->reading;
  const StudioRelationship *link = term->plan != NULL ? term->plan : term->interval_plan;
  const StudioColumn *plan = link != NULL ? studio_reading_find (reading, link->column) : NULL;
  StudioDefinition *inner, *definition;
  const StudioDefinitionColumn *name;
  StudioExpression *revenue;
  StudioProposal *proposal;

  if (plan == NULL || studio_column_is_constant (plan))
    return;
  inner = by_plan (term, plan);
  name = g_ptr_array_index (inner->columns, 0);
  revenue = studio_sum (studio_definition_result (inner, "plans", "revenue"));
  definition = studio_definition_new_over ("share", "plans", studio_definition_ref (inner));
  studio_definition_add_dimension (definition, name->name, plan->label,
                                   studio_definition_result (inner, "plans", name->name));
  studio_definition_add_measure (definition, "monthly_recurring_revenue",
                                 "monthly recurring revenue", studio_expression_ref (revenue));
  studio_definition_add_measure (definition, "share", "share",
                                 studio_expression_new (STUDIO_OPERATOR_SHARE, revenue, NULL));
  studio_definition_order (definition, "monthly_recurring_revenue", TRUE);
  studio_definition_unref (inner);
  proposal = studio_proposal_new (STUDIO_FAMILY_SHARE, 76, "plan mix", "row", definition,
                                  "Monthly recurring revenue by %s, now", plan->label);
  studio_proposal_set_unit (proposal, "share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, "monthly_recurring_revenue", STUDIO_UNIT_CURRENCY,
                            STUDIO_DIRECTION_NEUTRAL);
  proposal->currency = studio_column_currency (term->price);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Monthly recurring revenue of the %s that run today, by %s, with the share "
                       "of each.",
                       reading->plural, plan->label),
      g_strdup ("Shows which offers carry the business, and which nobody would miss."),
      g_strdup_printf ("“%s” tells the plan.", studio_column_get_name (plan)));
  studio_analysis_add (term->analysis, proposal);
}

void
_studio_patterns_recurring (StudioAnalysis *self)
{
  StudioTerm term;

  if (self->reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT ||
      self->reading->archetype == STUDIO_ARCHETYPE_LINE || !studio_term_find (self, &term))
    return;
  if (term.price != NULL)
    {
      add_annual (&term);
      if (term.interval != NULL)
        add_plan_mix (&term);
    }
  if (term.customer == NULL)
    return;
  add_logo_churn (&term);
  if (term.price == NULL)
    return;
  add_retention (&term);
  add_movements (&term);
  add_per_account (&term);
  add_lifetime_value (&term);
}
