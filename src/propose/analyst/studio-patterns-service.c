/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-times.h"

/*
 * Tickets and cases: how many were opened again after they had been solved, and how old those are
 * that wait, where they have a date on which they are due, too.
 */

static const char *const cases[] = { "ticket",    "tickets", "case",      "cases",     "incident",
                                     "incidents", "issue",   "issues",    "complaint", "complaints",
                                     "request",   "inquiry", "inquiries", NULL };

static gboolean
is_case (const StudioReading *reading)
{
  return (reading->archetype == STUDIO_ARCHETYPE_EVENT ||
          reading->archetype == STUDIO_ARCHETYPE_HEADER) &&
         reading->money == NULL && studio_reading_has_any (reading, cases);
}

static const StudioColumn *
find_end (const StudioReading *reading)
{
  static const StudioTimeRole roles[] = { STUDIO_TIME_RESOLVED, STUDIO_TIME_COMPLETED,
                                          STUDIO_TIME_CLOSED };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const StudioColumn *end = studio_reading_find_time (reading, roles[i]);

      if (end != NULL && !studio_field_is_nested (end->field))
        return end;
    }
  return NULL;
}

/* How often a row was opened again. */
static const StudioColumn *
find_reopened (const StudioReading *reading)
{
  static const char *const words[] = { "reopen", "reopened", "reopens", "reopening", NULL };

  return studio_columns_find (reading, STUDIO_ROLES_AMOUNT | 1u << STUDIO_ROLE_NUMBER, words, NULL);
}

static StudioExpression *
was_reopened (const StudioReading *reading, const StudioColumn *reopened)
{
  return studio_expression_new (STUDIO_OPERATOR_GREATER, studio_reading_value (reading, reopened),
                                studio_expression_number (0), NULL);
}

/* Of those that were solved at least once: what was opened again had been. */
static void
add_reopen_rate (StudioAnalysis *self, const StudioColumn *reopened, const StudioColumn *end)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_columns_trend (self, &self->window, "ratio");

  studio_definition_add_measure (
      definition, "reopen_rate", "reopen rate",
      studio_ratio (studio_count (was_reopened (reading, reopened)), studio_count (NULL)));
  if (end != NULL)
    studio_definition_filter (definition,
                              studio_expression_new (STUDIO_OPERATOR_OR,
                                                     studio_reading_has_value (reading, end),
                                                     was_reopened (reading, reopened), NULL));
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 86, "reopened", "line", definition,
                           "%s reopen rate by %s", reading->noun, grain),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf (
          "Of the %s that came in during the %s and were solved, the share that had to be "
          "opened again.",
          reading->plural, grain),
      "What is solved twice costs twice, and the customer noticed.",
      g_strdup_printf ("“%s” counts how often.", studio_column_get_name (reopened)));
}

/* Where a status or the lack of a due date tells what is open, others propose it. */
static void
add_backlog (StudioAnalysis *self, const StudioColumn *end)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ageing");

  studio_definition_add_dimension (
      definition, "age", "age",
      studio_analysis_age (self, studio_reading_value (reading, self->window.time)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_filter (
      definition,
      studio_expression_new (STUDIO_OPERATOR_IS_NULL, studio_reading_value (reading, end), NULL));
  studio_definition_order (definition, "age", FALSE);
  studio_columns_add (
      self,
      studio_proposal_new (STUDIO_FAMILY_BACKLOG, 80, "backlog", "bar", definition,
                           "%s not %s yet, by age", reading->plural,
                           end->done != NULL ? end->done : "solved"),
      STUDIO_UNIT_COUNT, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("%s without a time in “%s”, by how long ago they came in.", reading->plural,
                       studio_column_get_name (end)),
      "A backlog that grows old is work that nobody wants to touch.",
      g_strdup_printf ("“%s” is empty for some rows.", studio_column_get_name (end)));
}

void
_studio_patterns_service (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *reopened, *end, *due, *done;

  if (!is_case (reading) || self->window.time == NULL || self->window.via != NULL ||
      self->window.stock)
    return;
  end = find_end (reading);
  reopened = find_reopened (reading);
  if (reopened != NULL)
    add_reopen_rate (self, reopened, end);
  if (end != NULL && end->null_share > 0.001 && end->null_share < 0.9 && self->window.recent &&
      (reading->status == NULL || !studio_status_is_known (reading->status)) &&
      studio_times_find_due (reading, &due, &done))
    add_backlog (self, end);
}
