/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

/* Things that are priced and kept in stock: margin, discount, value of the stock, what runs out. */

static gboolean
has_any (const StudioColumn *column, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_column_has_word (column, words[i]))
      return TRUE;
  return FALSE;
}

/* A column of @role with one of the words @with (nullable) and none of @without. */
static const StudioColumn *
find_column (const StudioReading *reading,
             StudioRole role,
             const char *const *with,
             const char *const *without)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == role && column->usable && !column->product && column->null_share < 0.8 &&
          !studio_column_is_constant (column) && !studio_field_is_nested (column->field) &&
          (with == NULL || has_any (column, with)) && !has_any (column, without))
        return column;
    }
  return NULL;
}

static void
finish (StudioAnalysis *self,
        StudioProposal *proposal,
        const StudioColumn *column,
        StudioUnit unit,
        StudioDirection direction,
        char *description,
        const char *key)
{
  studio_proposal_set_unit (proposal, NULL, unit, direction);
  proposal->currency = studio_column_currency (column);
  studio_proposal_set_text (
      proposal, description, studio_phrases_value (self, key, column, NULL, NULL),
      g_strdup_printf ("“%s” was read as %s.", studio_column_get_name (column),
                       studio_role_name (column->role)));
  studio_analysis_add (self, proposal);
}

/* The average share of the higher price that lies above the lower one. */
static void
add_spread (StudioAnalysis *self,
            const StudioColumn *high,
            const StudioColumn *low,
            const char *name,
            StudioDirection direction,
            const char *key)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  g_autofree char *alias = g_strdelimit (g_strdup (name), " ", '_');

  studio_definition_add_measure (
      definition, alias, name,
      studio_average (studio_ratio (
          studio_expression_new (
              STUDIO_OPERATOR_SUBTRACT,
              studio_expression_cast (studio_reading_value (reading, high), STUDIO_FIELD_DECIMAL),
              studio_reading_value (reading, low), NULL),
          studio_reading_value (reading, high))));
  /* A price of 0 means “on request” more often than “for free”. */
  studio_definition_filter (definition, studio_expression_new (STUDIO_OPERATOR_GREATER,
                                                               studio_reading_value (reading, low),
                                                               studio_expression_number (0), NULL));
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 74, name, "scalar", definition, "Average %s %s",
                               reading->noun, name),
          high, STUDIO_UNIT_PERCENT, direction,
          g_strdup_printf (
              "Difference between %1$s and %2$s divided by %1$s, averaged over all %3$s that "
              "have both; a %2$s of 0 is left out.",
              high->label, low->label, reading->plural),
          key);
}

static void
add_prices (StudioAnalysis *self)
{
  static const char *const costs[] = { "cost", "COGS", NULL };
  static const char *const lists[] = { "list", "regular", "original", "msrp", "normal", NULL };
  static const char *const sales[] = { "sale", "sales", "selling", "discounted", "current", NULL };
  static const char *const others[] = { "minimum", "maximum",  "shipping", "total", "maintenance",
                                        "average", "delivery", "target",   NULL };
  static const char *const none[] = { "cost", "minimum", "maximum", "shipping",
                                      "tax",  "average", "target",  NULL };
  const StudioReading *reading = self->reading;
  static const char *const prices[] = { "price", "msrp", NULL };
  const StudioColumn *cost = find_column (reading, STUDIO_ROLE_MONEY, costs, others);
  const StudioColumn *list = find_column (reading, STUDIO_ROLE_MONEY, lists, none);
  const StudioColumn *sale = find_column (reading, STUDIO_ROLE_MONEY, sales, none);
  const StudioColumn *price =
      sale != NULL ? sale : find_column (reading, STUDIO_ROLE_MONEY, prices, none);

  if (price != NULL && cost != NULL && price != cost)
    add_spread (self, price, cost, "gross margin", STUDIO_DIRECTION_UP, "goods-margin");
  if (list != NULL && sale != NULL && list != sale)
    add_spread (self, list, sale, "discount depth", STUDIO_DIRECTION_DOWN, "goods-discount");
}

static void
add_stock_value (StudioAnalysis *self, const StudioColumn *stock)
{
  static const char *const costs[] = { "cost", NULL };
  static const char *const prices[] = { "price", NULL };
  static const char *const none[] = { "minimum", "maximum", "shipping", NULL };
  const StudioReading *reading = self->reading;
  const StudioColumn *price = find_column (reading, STUDIO_ROLE_MONEY, costs, none);
  StudioDefinition *definition;

  if (price == NULL)
    price = find_column (reading, STUDIO_ROLE_MONEY, prices, none);
  if (price == NULL || price->mixed)
    return;
  definition = studio_analysis_start (reading, "total");
  studio_definition_add_measure (
      definition, "stock_value", "stock value",
      studio_sum (studio_expression_new (STUDIO_OPERATOR_MULTIPLY,
                                         studio_reading_value (reading, stock),
                                         studio_reading_value (reading, price), NULL)));
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_TOTAL, 70, "stock", "scalar", definition,
                               "Stock value at %s", price->label),
          price, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_NEUTRAL,
          g_strdup_printf ("Sum of %s times %s over all %s, as it stands now.", stock->label,
                           price->label, reading->plural),
          "stock-value");
}

static void
add_stock_share (StudioAnalysis *self,
                 const StudioColumn *stock,
                 const StudioColumn *bound,
                 const char *alias,
                 const char *name)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");

  studio_definition_add_measure (
      definition, alias, NULL,
      studio_ratio (
          studio_count (studio_expression_new (
              STUDIO_OPERATOR_LESS_EQUAL, studio_reading_value (reading, stock),
              bound != NULL ? studio_reading_value (reading, bound) : studio_expression_number (0),
              NULL)),
          studio_count (NULL)));
  finish (self,
          studio_proposal_new (STUDIO_FAMILY_BACKLOG, bound != NULL ? 75 : 68, "stock", "scalar",
                               definition, "%s share of %s", name, reading->plural),
          stock, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
          bound != NULL ? g_strdup_printf ("Share of all %s whose %s is at or below the %s now.",
                                           reading->plural, stock->label, bound->label)
                        : g_strdup_printf ("Share of all %s whose %s is 0 now.", reading->plural,
                                           stock->label),
          bound != NULL ? "stock-low" : "stock-out");
}

void
_studio_patterns_goods (StudioAnalysis *self)
{
  static const char *const stocks[] = { "stock", "inventory", "on-hand", NULL };
  static const char *const bounds[] = { "safety", "reorder", "minimum", NULL };
  static const char *const not_stock[] = { "safety",  "reorder",  "minimum",
                                           "maximum", "reserved", NULL };
  static const char *const not_bound[] = { "order", "price", NULL };
  const StudioReading *reading = self->reading;
  const StudioColumn *stock, *bound;

  if (reading->archetype != STUDIO_ARCHETYPE_ENTITY)
    return;
  add_prices (self);
  stock = find_column (reading, STUDIO_ROLE_QUANTITY, stocks, not_stock);
  if (stock == NULL)
    return;
  bound = find_column (reading, STUDIO_ROLE_QUANTITY, bounds, not_bound);
  add_stock_value (self, stock);
  if (bound != NULL)
    add_stock_share (self, stock, bound, "low_stock_share", "Low-stock");
  if (studio_field_get_info (stock->field)->fingerprint.minimum <= 0)
    add_stock_share (self, stock, NULL, "out_of_stock_share", "Out-of-stock");
}
