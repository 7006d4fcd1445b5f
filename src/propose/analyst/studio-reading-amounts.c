/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-reading.h"

#include <string.h>

/* Which amount of a table matters most, or is made of a price and a quantity. */

/* “extended_price” is the price of the whole line. */
static gboolean
is_extended (const StudioColumn *column)
{
  return studio_column_has_word (column, "extended");
}

static int
amount_score (const StudioReading *self, const StudioColumn *column)
{
  static const char *const whole[] = { "total", "grand", "sum", "gross", "final", "global", NULL };
  static const char *const main_words[] = { "amount", "revenue",  "sales", "net",    "GMV",
                                            "value",  "subtotal", "price", "salary", NULL };
  static const char *const parts[] = { "tax",      "VAT",      "discount",   "fee",     "shipping",
                                       "freight",  "refund",   "commission", "tip",     "deposit",
                                       "delivery", "cost",     "supply",     "used",    "point",
                                       "coupon",   "estimate", "cancelled",  "penalty", NULL };
  int score = 50;

  for (guint i = 0; column->words[i] != NULL; i++)
    {
      const char *word = column->words[i];

      if (g_strv_contains (whole, word))
        score += 12;
      if (g_strv_contains (main_words, word))
        score += 8;
      if (studio_reading_has_word (self, word))
        score += 5;
      else if (g_strv_contains (parts, word))
        score -= 15;
    }
  if (is_extended (column))
    score -= studio_column_has_word (column, "list") ? 25 : 12;
  if (studio_field_is_nested (column->field))
    score -= 20;
  return score - (int) (40 * column->null_share);
}

/* An amount with a lower score is only part of what a row is about. */
#define MINOR_SCORE 45

static gboolean
is_summable (const StudioColumn *column)
{
  return studio_column_is_measure (column) && column->additive &&
         !studio_column_is_constant (column);
}

/* The amount that matters most of those that are in the currency of their row. */
static void
find_mixed (StudioReading *self)
{
  int best = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      int score = column->mixed && column->sums_by_currency && column->usable &&
                          !studio_column_is_constant (column)
                      ? amount_score (self, column)
                      : 0;

      if (score > best)
        {
          best = score;
          self->mixed = column;
        }
    }
}

static void
find_plain (StudioReading *self)
{
  int best_money = 0;
  int best_other = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (self->columns, i);
      int score = is_summable (column) ? amount_score (self, column) : 0;

      if (column->role == STUDIO_ROLE_MONEY && score > best_money)
        {
          best_money = score;
          self->money = column;
          self->minor = score < MINOR_SCORE;
        }
      else if ((column->role == STUDIO_ROLE_QUANTITY || column->role == STUDIO_ROLE_COUNTER) &&
               score > best_other)
        {
          best_other = score;
          self->quantity = column;
        }
    }
}

static gboolean
is_price (const StudioColumn *column)
{
  return column->role == STUDIO_ROLE_MONEY && column->usable && column->null_share < 0.3 &&
         (column->concepts & STUDIO_CONCEPT_UNIT_PRICE) != 0 && !column->additive &&
         (studio_column_has_word (column, "price") || studio_column_has_word (column, "cost") ||
          studio_column_has_word (column, "rate"));
}

static gboolean
is_rebate (const StudioColumn *column)
{
  const StudioFingerprint *fingerprint = &studio_field_get_info (column->field)->fingerprint;

  return studio_column_has_word (column, "discount") && column->usable &&
         studio_field_kind_is_number (column->kind) && fingerprint->minimum >= 0 &&
         fingerprint->maximum <= 1;
}

/* What is taken off a whole line, as opposed to each of its units. */
static gboolean
is_deduction (const StudioColumn *column)
{
  static const char *const others[] = { "unit", "price", "rate",   "percent",
                                        "per",  "code",  "coupon", NULL };

  if (column->role != STUDIO_ROLE_MONEY || !column->usable || !column->additive || column->mixed ||
      !studio_column_has_word (column, "discount") || studio_field_is_nested (column->field) ||
      studio_field_get_info (column->field)->fingerprint.minimum < 0)
    return FALSE;
  for (guint i = 0; others[i] != NULL; i++)
    if (studio_column_has_word (column, others[i]))
      return FALSE;
  return TRUE;
}

/* What is ordered from us at a price are sales; what we order is not. */
static const char *
product_label (const StudioReading *self)
{
  static const char *const sold[] = { "order", "sale", "sales", "invoice", "cart", "basket", NULL };
  static const char *const bought[] = { "purchase",       "supply", "work",
                                        "production",     "RFQ",    "quotation",
                                        "purchase order", "return", NULL };
  gboolean sales = FALSE;

  for (guint i = 0; self->words[i] != NULL; i++)
    {
      if (g_strv_contains (bought, self->words[i]))
        return "amount";
      sales = sales || g_strv_contains (sold, self->words[i]);
    }
  return sales ? "sales" : "amount";
}

/* Lines without a quantity are of one piece each, at their price. */
static void
take_price (StudioReading *self, StudioColumn *price)
{
  StudioTableHint last = STUDIO_TABLE_HINT_NONE;

  studio_reading_hints (self, &last);
  if ((last & STUDIO_TABLE_HINT_LINE) == 0 || studio_column_has_word (price, "unit") ||
      studio_column_has_word (price, "list") || studio_column_has_word (price, "standard"))
    return;
  price->additive = TRUE;
  self->money = price;
  self->minor = FALSE;
  self->archetype = STUDIO_ARCHETYPE_LINE;
}

/* Lines that have a quantity and a price have an amount, even if it is no column. */
void
_studio_reading_find_product (StudioReading *self)
{
  const StudioColumn *price = NULL;
  const StudioColumn *quantity = NULL;
  const StudioColumn *rebate = NULL;
  const StudioColumn *deduction = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->columns, i);

      if (price == NULL && is_price (column) && studio_column_has_word (column, "price"))
        price = column;
      else if (quantity == NULL && column->role == STUDIO_ROLE_QUANTITY && column->additive &&
               column->usable && column->null_share < 0.3)
        quantity = column;
      else if (is_rebate (column))
        rebate = column;
      else if (deduction == NULL && is_deduction (column))
        deduction = column;
    }
  if (price == NULL || price->mixed || self->parents->len == 0)
    return;
  if (quantity == NULL)
    {
      take_price (self, (StudioColumn *) price);
      return;
    }
  self->money = studio_column_new_product (
      price, quantity, rebate,
      rebate == NULL && deduction != NULL && deduction->cents == price->cents ? deduction : NULL,
      product_label (self));
  self->minor = FALSE;
  g_ptr_array_add (self->columns, self->money);
  if (self->archetype == STUDIO_ARCHETYPE_EVENT)
    self->archetype = STUDIO_ARCHETYPE_HEADER;
}

/* The amounts of lines from which only a share has to be taken off. */
static void
take_off_rebate (StudioReading *self)
{
  const StudioColumn *rebate = NULL;

  for (guint i = 0; i < self->columns->len && rebate == NULL; i++)
    if (is_rebate (g_ptr_array_index (self->columns, i)))
      rebate = g_ptr_array_index (self->columns, i);
  if (self->money == NULL || !is_extended (self->money) || rebate == NULL)
    return;
  self->money = studio_column_new_product (self->money, NULL, rebate, NULL, "sales");
  g_ptr_array_add (self->columns, self->money);
}

void
_studio_reading_find_amounts (StudioReading *self)
{
  find_plain (self);
  take_off_rebate (self);
  if (self->money == NULL)
    find_mixed (self);
}
