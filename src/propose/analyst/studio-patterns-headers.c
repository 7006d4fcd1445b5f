/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-lines.h"

/*
 * Transactions without an amount of their own: what they are worth is the sum of their lines. Each
 * line belongs to one of them, so nothing is counted twice.
 */

typedef struct
{
  StudioAnalysis *analysis;
  StudioLines lines;
  char *subject; /* (owned) */
} Header;

static StudioExpression *
amount_of (const Header *header)
{
  return studio_sum (studio_lines_amount (&header->lines));
}

static const char *
alias_of (const Header *header)
{
  return header->lines.reading->money->alias;
}

static void
finish (const Header *header, StudioProposal *proposal, char *description, const char *value)
{
  const StudioRelationship *relationship = header->lines.relationship;

  proposal->currency = studio_column_currency (header->lines.reading->money);
  studio_proposal_set_text (proposal, description, g_strdup (value),
                            g_strdup_printf ("“%s.%s” points at this table, and has the amounts.",
                                             studio_table_get_name (relationship->child),
                                             studio_field_get_name (relationship->column)));
  studio_analysis_add (header->analysis, proposal);
}

static StudioDefinition *
per_period (const Header *header, const char *pattern)
{
  StudioAnalysis *self = header->analysis;
  StudioDefinition *definition = studio_lines_start (self, &header->lines, pattern);

  studio_analysis_add_period (self, definition, &self->window, self->reading->source);
  studio_analysis_limit_trend (self, definition, &self->window, self->reading->source);
  studio_definition_order (definition, studio_grain_name (self->window.grain), FALSE);
  return definition;
}

static void
add_trend (const Header *header)
{
  StudioAnalysis *self = header->analysis;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = per_period (header, "trend");
  StudioProposal *proposal;

  studio_definition_add_measure (definition, alias_of (header), header->subject,
                                 amount_of (header));
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 78, "line amount", "line", definition,
                                  "%s per %s", header->subject, grain);
  proposal->headline = 1;
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_CURRENCY,
                            studio_analysis_direction (self->reading, NULL));
  finish (header, proposal,
          g_strdup_printf ("Sum of the %s of all %s per %s over %s.", header->lines.reading->plural,
                           self->reading->plural, grain, self->window.trend_phrase),
          "Shows growth and season in money.");
}

static void
add_average (const Header *header)
{
  StudioAnalysis *self = header->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *noun = studio_alias_from (reading->noun, "row");
  g_autofree char *alias = g_strdup_printf ("average_%s_value", noun);
  g_autofree char *title = g_strdup_printf ("average %s value", reading->noun);
  StudioDefinition *definition = per_period (header, "worth");
  StudioProposal *proposal;

  studio_definition_add_measure (
      definition, alias, title,
      studio_ratio (
          amount_of (header),
          studio_expression_new (
              STUDIO_OPERATOR_COUNT_DISTINCT,
              studio_expression_column (reading->source,
                                        studio_field_get_name (header->lines.relationship->key),
                                        studio_field_get_kind (header->lines.relationship->key)),
              NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 84, "value", "line", definition,
                                  "Average %s value by %s", reading->noun, grain);
  proposal->headline = 3;
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_CURRENCY, STUDIO_DIRECTION_UP);
  finish (header, proposal,
          g_strdup_printf ("Sum of the %s divided by the number of %s they belong to, by %s.",
                           header->lines.reading->plural, reading->plural, grain),
          "Larger ones bring more for the same effort.");
}

static void
add_growth (const Header *header)
{
  StudioAnalysis *self = header->analysis;
  StudioDefinition *definition;
  StudioExpression *last, *before, *time;
  StudioProposal *proposal;

  if (!self->window.fresh || self->window.grain != STUDIO_GRAIN_MONTH)
    return;
  definition = studio_lines_start (self, &header->lines, "growth");
  time = studio_column_expression (self->window.time, self->reading->source);
  last = studio_expression_filtered (
      amount_of (header),
      studio_expression_periods (studio_expression_ref (time), STUDIO_GRAIN_MONTH, -1, -1));
  before = studio_expression_filtered (
      amount_of (header),
      studio_expression_periods (studio_expression_ref (time), STUDIO_GRAIN_MONTH, -2, -2));
  studio_definition_add_measure (
      definition, "growth", "growth",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, last,
                                           studio_expression_ref (before), NULL),
                    before));
  studio_definition_filter (definition,
                            studio_expression_periods (time, STUDIO_GRAIN_MONTH, -2, -1));
  proposal = studio_proposal_new (STUDIO_FAMILY_GROWTH, 70, "line amount", "scalar", definition,
                                  "Growth of %s, last month", header->subject);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT,
                            studio_analysis_direction (self->reading, NULL));
  finish (header, proposal,
          g_strdup_printf ("Change of %s from the month before to the last complete month.",
                           header->subject),
          "One number that tells early whether business gains or loses pace.");
}

void
_studio_patterns_headers (StudioAnalysis *self)
{
  Header header = { .analysis = self };

  if (self->window.time == NULL || self->window.via != NULL || self->window.stock ||
      studio_field_is_nested (self->window.time->field) ||
      !studio_lines_carry_amount (self, self->reading, &header.lines))
    return;
  header.subject = studio_analysis_subject (self->reading, header.lines.reading->money);
  add_trend (&header);
  add_average (&header);
  add_growth (&header);
  g_free (header.subject);
}
