/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"

#include <math.h>

/*
 * What goes wrong with orders: who cancels them, and how many of them customers have reason to
 * complain about.
 */

/* More who cancel make a chart that nobody reads. */
#define MAX_CANCELLERS 5
/* The share of a scale up to which a rating is a bad one: two stars of five. */
#define BAD 0.4

/* --- who cancels --- */

/* A text, of which the values are known, that says who cancelled. */
static const StudioColumn *
find_canceller (const StudioReading *reading)
{
  static const char *const words[] = { "cancelled", "cancel", "canceller", "cancellation", NULL };

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (studio_column_has_any (column, words) &&
          (studio_column_has_word (column, "by") || studio_column_has_word (column, "canceller")) &&
          (column->kind == STUDIO_FIELD_TEXT || column->kind == STUDIO_FIELD_INTEGER) &&
          column->role != STUDIO_ROLE_FOREIGN_KEY && column->role != STUDIO_ROLE_IDENTIFIER &&
          column->usable && !studio_field_is_nested (column->field) && column->codes->len >= 2 &&
          column->codes->len <= MAX_CANCELLERS && studio_status_is_known (column))
        return column;
    }
  return NULL;
}

static void
add_cancelled_by (StudioAnalysis *self, const StudioColumn *canceller)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  /* Of all that were placed, those that were cancelled among them. */
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  for (guint i = 0; i < canceller->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (canceller->codes, i);
      g_autofree char *label = studio_alias_from (code->label, "other");
      g_autofree char *alias = g_strconcat ("by_", label, NULL);
      g_autofree char *title = g_strconcat ("by ", code->label, NULL);

      if (studio_definition_find_column (definition, alias) != NULL)
        continue;
      studio_definition_add_measure (
          definition, alias, title,
          studio_ratio (
              studio_count (studio_expression_new (
                  STUDIO_OPERATOR_EQUAL, studio_column_expression (canceller, reading->source),
                  studio_field_kind_is_number (canceller->kind)
                      ? studio_expression_number (g_ascii_strtod (code->value, NULL))
                      : studio_expression_text (code->value),
                  NULL)),
              studio_count (NULL)));
    }
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 77, "cancelled by", "line", definition,
                           "%s cancellation rate by who cancelled, by %s", reading->noun, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s placed in each %s, the share that each side cancelled.",
                       reading->plural, grain),
      "What customers cancel tells of second thoughts, what the selling side cancels of promises "
      "it could not keep.",
      g_strdup_printf ("“%s” tells who cancelled.", studio_column_get_name (canceller)));
}

/* --- what there is to complain about --- */

static gboolean
is_complaint (const StudioReading *reading)
{
  static const char *const words[] = { "claim", "complaint", "dispute", "chargeback", NULL };

  return studio_reading_has_any (reading, words);
}

/* What customers say of an order, in stars: the verdict on the whole before that on a part. */
static const StudioColumn *
find_rating (const StudioReading *reading)
{
  static const char *const reviews[] = { "review", "rating", "feedback", "survey", NULL };
  static const char *const whole[] = { "overall", "total", "rating", "star", "stars", NULL };
  const StudioColumn *found = NULL;

  if (!studio_reading_has_any (reading, reviews))
    return NULL;
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (studio_analysis_is_rating (reading, column) &&
          (found == NULL ||
           (studio_column_has_any (column, whole) && !studio_column_has_any (found, whole))))
        found = column;
    }
  return found;
}

static double
worst_of (const StudioColumn *rating)
{
  return floor (studio_field_get_info (rating->field)->fingerprint.maximum * BAD);
}

/* The orders with such a child, one row each. */
static void
join_faults (const StudioChild *child, const StudioColumn *rating, StudioDefinition *definition)
{
  const StudioReading *reading = child->reading;
  StudioDefinition *inner = studio_analysis_start (reading, "per-parent");

  studio_definition_add_dimension (inner, studio_field_get_name (child->relationship->column), NULL,
                                   studio_child_link (child, reading->source));
  studio_definition_add_measure (inner, reading->alias, NULL, studio_count (NULL));
  if (rating != NULL)
    studio_definition_filter (
        inner, studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL,
                                      studio_column_expression (rating, reading->source),
                                      studio_expression_number (worst_of (rating)), NULL));
  else
    studio_definition_filter (inner, studio_status_valid (reading, reading->source));
  if (studio_field_get_info (child->relationship->column)->nullable)
    studio_definition_filter (
        inner, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                      studio_child_link (child, reading->source), NULL));
  studio_definition_join_over (
      definition, child->step, inner, TRUE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_child_link (child, child->step),
                             studio_child_key (child, child->analysis->reading->source), NULL));
}

/* The share of the orders of each month with a bad rating or a complaint; the last month is left
 * out, since neither comes at once. */
static void
finish_defects (StudioAnalysis *self,
                const StudioChild *child,
                StudioDefinition *definition,
                StudioExpression *fault,
                gboolean complaints,
                const char *what)
{
  const StudioReading *reading = self->reading;
  const char *title = complaints ? "defect rate" : "share with a bad review";
  StudioExpression *time = studio_column_expression (self->window.time, reading->source);

  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (definition, complaints ? "defect_rate" : "bad_review_share", title,
                                 studio_ratio (studio_count (fault), studio_count (NULL)));
  studio_definition_filter (definition,
                            studio_expression_periods (time, STUDIO_GRAIN_MONTH,
                                                       self->window.recent ? -13 : G_MININT64, -2));
  studio_definition_order (definition, "month", FALSE);
  studio_child_finish (
      child,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 80, "defects", "line", definition,
                           complaints ? "%s defect rate by month"
                                      : "Bad review rate of %s by month",
                           complaints ? reading->noun : reading->plural),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s of each month, the share with %s. The last month is left out, as "
                       "its customers have hardly had their say.",
                       reading->plural, what),
      "Each of them costs more than it brought, and most of these customers do not come back.");
}

static void
add_defects (StudioAnalysis *self)
{
  g_autoptr (GArray) children = studio_child_find_all (self);
  g_autoptr (GString) what = g_string_new (NULL);
  StudioDefinition *definition = studio_analysis_start (self->reading, "ratio");
  StudioExpression *fault = NULL;
  const StudioChild *last = NULL;
  gboolean complaints = FALSE, ratings = FALSE;

  for (guint i = 0; i < children->len; i++)
    {
      const StudioChild *child = &g_array_index (children, StudioChild, i);
      gboolean complaint = is_complaint (child->reading);
      const StudioColumn *rating = complaint ? NULL : find_rating (child->reading);
      g_autofree char *one = studio_analysis_one (child->reading->noun);
      StudioExpression *there;

      if (!complaint && rating == NULL)
        continue;
      last = child;
      complaints = complaints || complaint;
      ratings = ratings || rating != NULL;
      join_faults (child, rating, definition);
      there = studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                     studio_child_link (child, child->step), NULL);
      fault =
          fault == NULL ? there : studio_expression_new (STUDIO_OPERATOR_OR, fault, there, NULL);
      g_string_append_printf (what, "%s%s", what->len > 0 ? " or " : "", one);
      if (rating != NULL)
        g_string_append_printf (what, " of %g or less", worst_of (rating));
    }
  /* Complaints alone are told already. */
  if (ratings)
    finish_defects (self, last, definition, fault, complaints, what->str);
  else
    {
      g_clear_pointer (&fault, studio_expression_unref);
      studio_definition_unref (definition);
    }
}

void
_studio_patterns_faults (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *canceller;

  if (!studio_reading_is_order (reading) || self->window.time == NULL || self->window.via != NULL ||
      studio_field_is_nested (self->window.time->field))
    return;
  canceller = find_canceller (reading);
  if (canceller != NULL)
    add_cancelled_by (self, canceller);
  if (self->window.grain == STUDIO_GRAIN_MONTH && reading->children->len > 0)
    add_defects (self);
}
