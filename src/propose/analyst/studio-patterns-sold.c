/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-sold.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/*
 * What the lines of orders tell about the things that are sold: what nobody buys, what new ones
 * bring in, what is left after their cost. A line is about one thing, so nothing is counted twice.
 */

/* Without an order for so long, a thing does not sell. */
#define IDLE_DAYS 30
/* A thing is new for so long. */
#define NEW_DAYS 90
/* Fewer things are known by name. */
#define FEW 13

static StudioExpression *
amount_of (const StudioSold *sold)
{
  return studio_column_expression (sold->line->money, sold->line->source);
}

static void
finish (const StudioSold *sold,
        StudioProposal *proposal,
        StudioDirection direction,
        char *description,
        const char *business_value)
{
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, direction);
  studio_proposal_set_text (proposal, description, g_strdup (business_value),
                            g_strdup_printf ("“%s.%s” tells what each line is about.",
                                             studio_table_get_name (sold->relationship->child),
                                             studio_field_get_name (sold->relationship->column)));
  studio_analysis_add (sold->analysis, proposal);
}

/* The lines of each period with the thing each is about, which is called @thing (out). */
static StudioDefinition *
per_period (const StudioSold *sold, char **thing)
{
  StudioAnalysis *self = sold->analysis;
  StudioDefinition *definition = studio_analysis_start_for (sold->line, "ratio", sold->line->money);

  *thing = studio_analysis_ensure_joined (self, definition, sold->line->source, sold->relationship);
  studio_analysis_add_period (self, definition, &sold->window, sold->line->source);
  studio_analysis_limit_trend (self, definition, &sold->window, sold->line->source);
  studio_definition_order (definition, studio_grain_name (sold->window.grain), FALSE);
  return definition;
}

/* What came lately brings in: a range that is not renewed grows old. */
static void
add_new_share (const StudioSold *sold)
{
  StudioAnalysis *self = sold->analysis;
  const StudioReading *reading = self->reading;
  const StudioColumn *launched = self->window.time;
  const char *grain = studio_grain_name (sold->window.grain);
  g_autofree char *subject = studio_analysis_subject (sold->line, sold->line->money);
  g_autofree char *thing = NULL;
  StudioDefinition *definition;
  StudioExpression *time, *since;

  if (launched == NULL || self->window.via != NULL || launched->null_share > 0.1 ||
      studio_field_is_nested (launched->field) || self->window.recent != sold->window.recent ||
      self->window.span < 2 * NEW_DAYS)
    return;
  definition = per_period (sold, &thing);
  time = studio_analysis_time (self, definition, &sold->window, sold->line->source);
  since = studio_column_expression (launched, thing);
  studio_definition_add_measure (
      definition, "new_share", "share of new ones",
      studio_ratio (
          studio_expression_new (
              STUDIO_OPERATOR_COALESCE,
              studio_expression_filtered (
                  studio_sum (amount_of (sold)),
                  studio_and (studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                                     studio_expression_ref (time),
                                                     studio_expression_ref (since), NULL),
                              studio_expression_new (
                                  STUDIO_OPERATOR_LESS, time,
                                  studio_expression_shift (since, NEW_DAYS, STUDIO_GRAIN_DAY),
                                  NULL))),
              studio_expression_number (0), NULL),
          studio_sum (amount_of (sold))));
  finish (sold,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 76, "new", "line", definition,
                               "Share of %s from new %s by %s", subject, reading->plural, grain),
          STUDIO_DIRECTION_UP,
          g_strdup_printf ("Part of the %s that comes from %s in their first %d days, by %s.",
                           subject, reading->plural, NEW_DAYS, grain),
          "A range that is not renewed lives from what it was.");
}

/* Lines of what is bought tell a price paid, and no margin. */
static gboolean
is_sale (const StudioReading *line)
{
  static const char *const bought[] = { "purchase", "purchase order", "supply", "procurement",
                                        NULL };

  for (guint i = 0; bought[i] != NULL; i++)
    if (studio_reading_has_word (line, bought[i]))
      return FALSE;
  return TRUE;
}

/* What is left of the amounts after the cost of the things. */
static void
add_margin (const StudioSold *sold)
{
  const StudioReading *reading = sold->analysis->reading;
  const StudioReading *line = sold->line;
  const StudioColumn *cost = studio_sold_cost (reading);
  const StudioColumn *quantity = line->money->factor != NULL ? line->money->factor : line->quantity;
  const char *grain = studio_grain_name (sold->window.grain);
  g_autofree char *thing = NULL;
  StudioDefinition *definition;
  StudioExpression *spent;

  if (cost == NULL || quantity == NULL || quantity->role != STUDIO_ROLE_QUANTITY ||
      studio_sold_cost (line) != NULL || !is_sale (line))
    return;
  definition = per_period (sold, &thing);
  spent = studio_sum (studio_expression_new (STUDIO_OPERATOR_MULTIPLY,
                                             studio_column_expression (quantity, line->source),
                                             studio_column_expression (cost, thing), NULL));
  studio_definition_add_measure (
      definition, "gross_margin", "gross margin",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, studio_sum (amount_of (sold)),
                                           spent, NULL),
                    studio_sum (amount_of (sold))));
  if (cost->null_share > 0)
    studio_definition_filter (definition,
                              studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                                     studio_column_expression (cost, thing), NULL));
  finish (sold,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 82, "sold margin", "line", definition,
                               "Gross margin of %s sold by %s", reading->plural, grain),
          STUDIO_DIRECTION_UP,
          g_strdup_printf ("Amount of the %s less %s times %s, as a share of that amount, by %s%s.",
                           line->plural, quantity->label, cost->label, grain,
                           cost->null_share > 0 ? "; only what has a cost counts" : ""),
          "What is left of sales to pay for everything else.");
}

/* Whether a thing can be ordered at all. */
static StudioExpression *
on_offer (const StudioReading *reading)
{
  if (reading->status != NULL && studio_status_is_known (reading->status))
    return studio_status_in (reading->status, reading->source, 1u << STUDIO_STATE_ACTIVE);
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_FLAG && column->flag == STUDIO_FLAG_ACTIVE &&
          column->usable && !studio_column_is_constant (column) &&
          !studio_field_is_nested (column->field))
        return studio_column_is_set (column, reading->source, TRUE);
    }
  return NULL;
}

/* What is on offer and nobody orders. */
static void
add_idle (const StudioSold *sold)
{
  StudioAnalysis *self = sold->analysis;
  const StudioReading *reading = self->reading;
  const StudioReading *line = sold->line;
  const StudioColumn *launched = self->window.via == NULL ? self->window.time : NULL;
  g_autofree char *step = g_strconcat (line->alias, "_each", NULL);
  gboolean aged =
      launched != NULL && launched->null_share == 0 && !studio_field_is_nested (launched->field);
  StudioExpression *active = on_offer (reading);
  StudioFieldKind kind = studio_field_get_kind (sold->relationship->column);
  const char *link = studio_field_get_name (sold->relationship->column);
  StudioDefinition *inner, *definition;

  if (!sold->window.fresh || (reading->rows >= 0 && reading->rows < FEW))
    {
      g_clear_pointer (&active, studio_expression_unref);
      return;
    }
  inner = studio_analysis_start_for (line, "per-parent", line->money);
  studio_definition_add_dimension (inner, link, NULL,
                                   studio_expression_column (line->source, link, kind));
  studio_definition_add_measure (inner, "lines", NULL, studio_count (NULL));
  studio_definition_filter (
      inner,
      studio_expression_periods (studio_analysis_time (self, inner, &sold->window, line->source),
                                 STUDIO_GRAIN_DAY, -IDLE_DAYS, -1));
  definition = studio_analysis_start (reading, "coverage");
  studio_definition_join_over (
      definition, step, inner, TRUE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_expression_column (step, link, kind),
                             studio_expression_column (
                                 reading->source, studio_field_get_name (sold->relationship->key),
                                 studio_field_get_kind (sold->relationship->key)),
                             NULL));
  studio_definition_add_measure (
      definition, "zero_sale_share", "zero-sale share",
      studio_ratio (
          studio_count (studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                               studio_expression_column (step, link, kind), NULL)),
          studio_count (NULL)));
  studio_definition_filter (definition, active);
  if (aged)
    studio_definition_filter (
        definition, studio_expression_new (
                        STUDIO_OPERATOR_LESS, studio_column_expression (launched, reading->source),
                        studio_expression_period_start (STUDIO_GRAIN_DAY, -IDLE_DAYS), NULL));
  finish (sold,
          studio_proposal_new (STUDIO_FAMILY_RELATION, 76, "idle", "scalar", definition,
                               "%s%s without an order, last %d days: share",
                               active != NULL ? "Active " : "", reading->plural, IDLE_DAYS),
          STUDIO_DIRECTION_DOWN,
          g_strdup_printf ("Of the %s%s%s, the share that no %s of the last %d days was about.",
                           active != NULL ? "active " : "", reading->plural,
                           aged ? " that have been there for as long" : "", line->noun, IDLE_DAYS),
          "What nobody orders takes up room, money and attention.");
}

void
_studio_patterns_sold (StudioAnalysis *self)
{
  StudioSold sold;

  if (self->reading->archetype != STUDIO_ARCHETYPE_ENTITY || !studio_sold_find (self, &sold))
    return;
  add_margin (&sold);
  add_new_share (&sold);
  add_idle (&sold);
}
