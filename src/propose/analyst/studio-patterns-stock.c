/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-sold.h"

/*
 * What is sold against what lies in stock: sell-through and inventory turnover. The stock is that
 * of the latest day where it is kept by day, else what the things or their stores hold now; both
 * sides are added up for each thing first, and things that are not kept in stock do not count.
 */

#define DAYS 30

typedef struct
{
  StudioSold sold;
  const StudioColumn *units;              /* of the lines */
  const StudioRelationship *relationship; /* (nullable): from the stock to the things */
  const StudioReading *reading; /* of the stock; that of the things without @relationship */
  const StudioColumn *level;    /* how many there are */
} Stock;

static const StudioColumn *
find_level (const StudioReading *reading)
{
  static const char *const words[] = { "stock", "inventory", "on-hand", "hand", NULL };
  static const char *const others[] = { "safety",  "minimum",  "maximum",  "reserved", "reorder",
                                        "inbound", "incoming", "outbound", "outgoing", "ordered",
                                        "day",     "days",     "turnover", "sold",     "out",
                                        "target",  "value",    NULL };

  return studio_columns_find (reading, STUDIO_ROLES_AMOUNT, words, others);
}

/* A snapshot of the latest day, or what each place holds now; whatever goes in and out is neither.
 */
static gboolean
is_stock (const StudioReading *reading)
{
  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return reading->time != NULL && reading->time->kind == STUDIO_FIELD_DATE &&
           !studio_field_is_nested (reading->time->field);
  return reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
         reading->archetype == STUDIO_ARCHETYPE_BRIDGE;
}

static gboolean
find_stock (StudioAnalysis *self, Stock *stock)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->children->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->children, i);
      const StudioReading *child = studio_schema_index_read (self->index, relationship->child);

      if (!relationship->unique || child->empty || !is_stock (child))
        continue;
      stock->level = find_level (child);
      stock->relationship = relationship;
      stock->reading = child;
      if (stock->level != NULL)
        return TRUE;
    }
  stock->level = find_level (reading);
  stock->relationship = NULL;
  stock->reading = reading;
  return stock->level != NULL;
}

static StudioExpression *
link_of (const StudioRelationship *relationship, const char *source)
{
  return studio_expression_column (source, studio_field_get_name (relationship->column),
                                   studio_field_get_kind (relationship->column));
}

static StudioExpression *
key_of (const Stock *stock)
{
  const StudioRelationship *relationship = stock->sold.relationship;

  return studio_expression_column (stock->sold.analysis->reading->source,
                                   studio_field_get_name (relationship->key),
                                   studio_field_get_kind (relationship->key));
}

/* How much of each thing there is. */
static StudioDefinition *
stock_per_thing (const Stock *stock)
{
  const StudioReading *reading = stock->reading;
  StudioDefinition *inner = studio_analysis_start (reading, "per-parent");

  studio_definition_add_dimension (inner, studio_field_get_name (stock->relationship->column), NULL,
                                   link_of (stock->relationship, reading->source));
  studio_definition_add_measure (
      inner, "in_stock", NULL,
      studio_sum (studio_column_expression (stock->level, reading->source)));
  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    {
      StudioDefinition *latest = studio_definition_new ("latest", reading->source,
                                                        studio_table_get_schema (reading->table),
                                                        studio_table_get_name (reading->table));

      studio_definition_add_measure (
          latest, "latest", NULL,
          studio_expression_new (STUDIO_OPERATOR_MAXIMUM,
                                 studio_column_expression (reading->time, reading->source), NULL));
      studio_definition_filter (
          inner, studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                        studio_column_expression (reading->time, reading->source),
                                        studio_expression_subquery (latest), NULL));
    }
  return inner;
}

/* How many of each thing were sold lately. */
static StudioDefinition *
sold_per_thing (const Stock *stock)
{
  const StudioSold *sold = &stock->sold;
  const StudioReading *line = sold->line;
  StudioDefinition *inner = studio_analysis_start_for (line, "per-parent", line->money);

  studio_definition_add_dimension (inner, studio_field_get_name (sold->relationship->column), NULL,
                                   link_of (sold->relationship, line->source));
  studio_definition_add_measure (
      inner, "sold", NULL, studio_sum (studio_column_expression (stock->units, line->source)));
  studio_definition_filter (
      inner, studio_expression_periods (
                 studio_analysis_time (sold->analysis, inner, &sold->window, line->source),
                 STUDIO_GRAIN_DAY, -DAYS, -1));
  return inner;
}

static StudioExpression *
or_none (StudioExpression *value)
{
  return studio_sum (
      studio_expression_new (STUDIO_OPERATOR_COALESCE, value, studio_expression_number (0), NULL));
}

/* Units sold ÷ (units sold + closing stock). */
static void
add_sell_through (const Stock *stock)
{
  StudioAnalysis *self = stock->sold.analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *inner = sold_per_thing (stock);
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  StudioExpression *units = or_none (studio_definition_result (inner, "recent_sales", "sold"));
  StudioExpression *left;

  if (stock->relationship != NULL)
    {
      StudioDefinition *per_thing = stock_per_thing (stock);

      left = or_none (studio_definition_result (per_thing, "stock", "in_stock"));
      studio_definition_join_over (definition, "stock", per_thing, FALSE,
                                   studio_expression_new (STUDIO_OPERATOR_EQUAL,
                                                          link_of (stock->relationship, "stock"),
                                                          key_of (stock), NULL));
    }
  else
    left = or_none (studio_column_expression (stock->level, reading->source));
  studio_definition_join_over (
      definition, "recent_sales", inner, TRUE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             link_of (stock->sold.relationship, "recent_sales"), key_of (stock),
                             NULL));
  studio_definition_add_measure (
      definition, "sell_through", "sell-through",
      studio_ratio (studio_expression_ref (units),
                    studio_expression_new (STUDIO_OPERATOR_ADD, units, left, NULL)));
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RELATION, 78, "sell-through", "scalar", definition,
                           "Sell-through of %s, last %d days", reading->plural, DAYS),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of all units that were sold in the last %d days or are still in stock, the "
                       "share that was sold. What is not kept in stock does not count.",
                       DAYS),
      "Low values tie up money in goods that nobody takes; very high ones run out.",
      g_strdup_printf ("“%s” tells the stock and “%s” what is sold.",
                       studio_column_get_name (stock->level),
                       studio_column_get_name (stock->units)));
}

void
_studio_patterns_stock (StudioAnalysis *self)
{
  Stock stock;

  if (self->reading->archetype != STUDIO_ARCHETYPE_ENTITY || !studio_sold_find (self, &stock.sold))
    return;
  /* Quantity times price is the amount where that is no column. */
  stock.units = stock.sold.line->money->factor != NULL ? stock.sold.line->money->factor
                                                       : stock.sold.line->quantity;
  if (stock.units == NULL || stock.units->role != STUDIO_ROLE_QUANTITY ||
      !stock.sold.window.fresh || !find_stock (self, &stock))
    return;
  add_sell_through (&stock);
}
