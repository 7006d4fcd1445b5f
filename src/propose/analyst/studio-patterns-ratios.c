/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

#include "propose/analyst/studio-ratio-rules.h"

/* Sums of two columns whose quotient has a name, or a meaning. */

static gboolean
is_amount (const StudioColumn *column)
{
  return column->role == STUDIO_ROLE_MONEY || column->role == STUDIO_ROLE_QUANTITY ||
         column->role == STUDIO_ROLE_COUNTER || column->role == STUDIO_ROLE_DURATION;
}

static gboolean
can_divide (const StudioColumn *column)
{
  return studio_column_is_measure (column) && is_amount (column) &&
         (column->additive || column->level || column->mixed) &&
         !studio_column_is_constant (column) && column->null_share < 0.8;
}

/* Money is compared with money, time with time, and numbers with numbers. */
static gboolean
is_comparable (const StudioColumn *a, const StudioColumn *b)
{
  gboolean money = a->role == STUDIO_ROLE_MONEY;
  gboolean time = a->role == STUDIO_ROLE_DURATION;

  /* What one row has in won and the other in dollars has no ratio. */
  return a->mixed == b->mixed && money == (b->role == STUDIO_ROLE_MONEY) &&
         time == (b->role == STUDIO_ROLE_DURATION) && (!time || a->unit == b->unit);
}

static gboolean
has_any (const StudioColumn *column, GStrv words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_column_has_word (column, words[i]))
      return TRUE;
  return FALSE;
}

static const StudioColumn *
find_part (const StudioReading *reading, const StudioRatioRule *rule)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (can_divide (column) && studio_ratio_rule_fits (rule, column->role == STUDIO_ROLE_MONEY) &&
          has_any (column, rule->part))
        return column;
    }
  return NULL;
}

/* The best column below @part: by the order of the rule's words, the main amount first. */
static const StudioColumn *
find_whole (const StudioReading *reading, const StudioRatioRule *rule, const StudioColumn *part)
{
  for (guint w = 0; rule->whole[w] != NULL; w++)
    {
      const StudioColumn *found = NULL;

      for (guint i = 0; i < reading->columns->len; i++)
        {
          const StudioColumn *column = g_ptr_array_index (reading->columns, i);

          if (column == part || !can_divide (column) || !is_comparable (part, column) ||
              !studio_column_has_word (column, rule->whole[w]) || has_any (column, rule->part))
            continue;
          if (found == NULL || column == reading->money)
            found = column;
        }
      if (found != NULL)
        return found;
    }
  return NULL;
}

static StudioExpression *
sum_of (const StudioReading *reading, const StudioColumn *column)
{
  return studio_sum (studio_column_expression (column, reading->source));
}

/* What a discount was taken from, not what was left of it. */
static StudioExpression *
whole_of (const StudioReading *reading, const StudioColumn *whole, const StudioColumn *part)
{
  g_autoptr (StudioExpression) net = NULL;

  if (whole->deduction != part)
    return sum_of (reading, whole);
  net = studio_column_expression (whole, reading->source);
  return studio_sum (studio_expression_ref (g_ptr_array_index (net->arguments, 0)));
}

static StudioExpression *
rule_expression (const StudioReading *reading,
                 const StudioRatioRule *rule,
                 const StudioColumn *part,
                 const StudioColumn *whole)
{
  if (!rule->complement)
    return studio_ratio (sum_of (reading, part), whole_of (reading, whole, part));
  return studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, sum_of (reading, whole),
                                              sum_of (reading, part), NULL),
                       sum_of (reading, whole));
}

static gboolean
is_timed (const StudioAnalysis *self)
{
  return self->window.time != NULL && !self->window.stock;
}

/* A ratio per period where rows happen, else over everything. */
static StudioDefinition *
ratio_definition (StudioAnalysis *self,
                  const StudioColumn *whole,
                  const char *alias,
                  const char *title,
                  StudioExpression *value)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start_for (reading, "ratio", whole);

  if (is_timed (self))
    {
      studio_analysis_add_period (self, definition, &self->window, reading->source);
      studio_analysis_limit_trend (self, definition, &self->window, reading->source);
      studio_definition_order (definition, studio_grain_name (self->window.grain), FALSE);
    }
  studio_definition_add_measure (definition, alias, title, value);
  return definition;
}

static char *
make_alias (const char *name)
{
  return g_strdelimit (g_strdup (name), " -", '_');
}

/* The first rule about a column names it best: a shipping fee is shipping, and no other fee. */
static void
add_rule (StudioAnalysis *self, const StudioRatioRule *rule, GHashTable *named)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *part = find_part (reading, rule);
  const StudioColumn *whole = part != NULL ? find_whole (reading, rule, part) : NULL;
  gboolean timed = is_timed (self);
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *alias = make_alias (rule->name);
  StudioProposal *proposal;

  if (whole == NULL || !g_hash_table_add (named, (gpointer) part))
    return;
  proposal = studio_proposal_new (
      STUDIO_FAMILY_RATIO, rule->weak ? 30 : 76, rule->name, timed ? "line" : "scalar",
      /* What was cancelled or given back is looked for among everything. */
      ratio_definition (self, studio_analysis_is_loss (part) ? NULL : whole, alias, rule->name,
                        rule_expression (reading, rule, part, whole)),
      timed ? "%s %s by %s" : "%s %s", reading->noun, rule->name, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, rule->direction);
  studio_proposal_set_text (
      proposal,
      rule->complement
          ? g_strdup_printf (
                "Sum of the %s less that of the %s, divided by the former%s%s, over all "
                "%s.",
                whole->label, part->label, timed ? ", per " : "", timed ? grain : "",
                reading->plural)
          : g_strdup_printf ("Sum of the %s divided by the sum of the %s%s%s%s, over all %s.",
                             part->label, whole->label,
                             whole->deduction == part ? " before it" : "", timed ? ", per " : "",
                             timed ? grain : "", reading->plural),
      g_strdup (rule->business_value),
      g_strdup_printf ("“%s” is a part of “%s”.", studio_column_get_name (part),
                       studio_column_get_name (whole)));
  studio_analysis_add (self, proposal);
}

/* What one unit brings in. */
static void
add_money_per_unit (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *money = reading->money;
  const StudioColumn *quantity = reading->quantity;
  gboolean timed = is_timed (self);
  g_autofree char *subject = NULL;
  StudioProposal *proposal;

  if (self->window.stock || money == NULL || quantity == NULL ||
      quantity->role != STUDIO_ROLE_QUANTITY || !can_divide (money) || !can_divide (quantity))
    return;
  subject = studio_analysis_subject (reading, money);
  proposal = studio_proposal_new (
      STUDIO_FAMILY_RATIO, 62, "per unit", timed ? "line" : "scalar",
      ratio_definition (self, money, "amount_per_unit", "amount per unit",
                        studio_ratio (sum_of (reading, money), sum_of (reading, quantity))),
      timed ? "%s per unit by %s" : "%s per unit", subject, studio_grain_name (self->window.grain));
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP);
  proposal->currency = studio_column_currency (money);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Sum of the %s divided by the sum of the %s, over all %s.", money->label,
                       quantity->label, reading->plural),
      studio_phrases_value (self, "per-unit", money, NULL, NULL),
      g_strdup_printf ("“%s” is the amount of “%s” units.", studio_column_get_name (money),
                       studio_column_get_name (quantity)));
  studio_analysis_add (self, proposal);
}

void
_studio_patterns_ratios (StudioAnalysis *self)
{
  GPtrArray *rules = studio_ratio_rules_get ();
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  if (self->reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  for (guint i = 0; i < rules->len; i++)
    add_rule (self, g_ptr_array_index (rules, i), named);
  add_money_per_unit (self);
}
