/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-times.h"

#include <string.h>

/* What is due: whether it was done in time, and what waits or is late today. */

static StudioTimeRole
subject_of_word (const StudioReading *reading, const char *word)
{
  g_autofree char *singular = studio_lexicon_singular (reading->lexicon, word);
  StudioTimeRole role = studio_lexicon_time_role (reading->lexicon, singular);

  return role != STUDIO_TIME_DUE && studio_lexicon_time_rank (reading->lexicon, role) > 10
             ? role
             : STUDIO_TIME_NONE;
}

/* What a due date is about: “desired_delivery_dt” says delivery, and “Deadline for quotations”
 * tells it in the comment. */
static StudioTimeRole
due_subject (const StudioReading *reading, const StudioColumn *due)
{
  const char *comment = studio_field_get_info (due->field)->description;
  g_auto (GStrv) words = comment != NULL ? studio_lexicon_gloss (reading->lexicon, comment) : NULL;
  StudioTimeRole role = STUDIO_TIME_NONE;

  for (guint i = 0; due->words[i] != NULL && role == STUDIO_TIME_NONE; i++)
    role = subject_of_word (reading, due->words[i]);
  for (guint i = 0; words != NULL && words[i] != NULL && role == STUDIO_TIME_NONE; i++)
    role = subject_of_word (reading, words[i]);
  return role;
}

/* The time at which what is due (nullable) was done. */
static const StudioColumn *
find_done (const StudioReading *reading, const StudioColumn *due)
{
  static const StudioTimeRole roles[] = {
    STUDIO_TIME_DELIVERED, STUDIO_TIME_COMPLETED, STUDIO_TIME_RESOLVED, STUDIO_TIME_RETURNED,
    STUDIO_TIME_CLOSED,    STUDIO_TIME_PAID,      STUDIO_TIME_ENDED,    STUDIO_TIME_SHIPPED,
    STUDIO_TIME_RESPONDED, STUDIO_TIME_QUOTED,
  };

  StudioTimeRole subject = due != NULL ? due_subject (reading, due) : STUDIO_TIME_NONE;
  const StudioColumn *named = studio_reading_find_time (reading, subject);

  if (subject != STUDIO_TIME_NONE && named != NULL)
    return named;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const StudioColumn *column = studio_reading_find_time (reading, roles[i]);

      if (column != NULL && column != reading->time && column->null_share < 0.6)
        return column;
    }
  return NULL;
}

/* Done by the day that was due: a deadline that is a date lasts until its end. */
StudioExpression *
studio_times_in_time (const StudioReading *reading,
                      const StudioColumn *due,
                      const StudioColumn *done)
{
  if (due->kind == STUDIO_FIELD_DATE && done->kind != STUDIO_FIELD_DATE)
    return studio_expression_new (
        STUDIO_OPERATOR_LESS_EQUAL,
        studio_expression_truncate (studio_reading_value (reading, done), STUDIO_GRAIN_DAY),
        studio_reading_value (reading, due), NULL);
  return studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL, studio_reading_value (reading, done),
                                studio_reading_value (reading, due), NULL);
}

gboolean
studio_times_find_due (const StudioReading *reading,
                       const StudioColumn **due,
                       const StudioColumn **done)
{
  *due = studio_reading_find_time (reading, STUDIO_TIME_DUE);
  *done = *due != NULL && (*due)->null_share <= 0.9 ? find_done (reading, *due) : NULL;
  return *done != NULL;
}

static void
add_punctuality (StudioAnalysis *self, const StudioColumn *due, const StudioColumn *done)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  const char *noun = done->event;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  StudioProposal *proposal;

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, "on_time_rate", "on-time rate",
      studio_ratio (studio_count (studio_times_in_time (reading, due, done)), studio_count (NULL)));
  studio_definition_filter (definition, studio_and (studio_reading_has_value (reading, done),
                                                    studio_reading_has_value (reading, due)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal =
      strstr (reading->noun, noun) != NULL
          ? studio_proposal_new (STUDIO_FAMILY_RATIO, 82, "on time", "line", definition,
                                 "On-time %s rate by %s", reading->noun, grain)
          : studio_proposal_new (STUDIO_FAMILY_RATIO, 82, "on time", "line", definition,
                                 "On-time %s rate of %s by %s", noun, reading->plural, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Share of %s with a due date whose %s came no later than that, by the %s in "
                       "which they came in; those not finished yet are left out.",
                       reading->plural, noun, grain),
      studio_phrases_value (self, "on-time", NULL, NULL, NULL),
      g_strdup_printf ("“%s” can be held against “%s”.", studio_column_get_name (done),
                       studio_column_get_name (due)));
  studio_analysis_add (self, proposal);
}

/* What was cancelled will never be done, and is not waited for. */
static void
limit_to_unfinished (const StudioReading *reading,
                     StudioDefinition *definition,
                     const StudioColumn *done)
{
  const StudioColumn *cancelled = studio_reading_find_time (reading, STUDIO_TIME_CANCELLED);

  studio_definition_filter (
      definition,
      studio_expression_new (STUDIO_OPERATOR_IS_NULL, studio_reading_value (reading, done), NULL));
  if (cancelled != NULL)
    studio_definition_filter (
        definition, studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                           studio_reading_value (reading, cancelled), NULL));
  else if (reading->status != NULL && studio_status_is_known (reading->status))
    studio_definition_filter (definition, studio_status_open (reading->status, reading->source));
}

static StudioDefinition *
overdue_share (const StudioReading *reading, const StudioColumn *due)
{
  StudioDefinition *definition = studio_analysis_start (reading, "backlog");

  studio_definition_add_measure (
      definition, "overdue_share", "overdue share",
      studio_ratio (studio_count (studio_expression_new (
                        STUDIO_OPERATOR_LESS, studio_reading_value (reading, due),
                        studio_expression_new (STUDIO_OPERATOR_TODAY, NULL), NULL)),
                    studio_count (NULL)));
  return definition;
}

static void
add_overdue (StudioAnalysis *self, const StudioColumn *due, const StudioColumn *done)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (!studio_times_is_partial (done) || !self->window.recent)
    return;
  definition = overdue_share (reading, due);
  limit_to_unfinished (reading, definition, done);
  studio_definition_filter (definition, studio_reading_has_value (reading, due));
  proposal = studio_proposal_new (STUDIO_FAMILY_BACKLOG, 73, "overdue", "scalar", definition,
                                  "Overdue share of open %s", reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Of the %s that are not finished today and have a due date, the share whose "
                       "date has passed.",
                       reading->plural),
      studio_phrases_value (self, "overdue", NULL, NULL, NULL),
      g_strdup_printf ("“%s” has passed for some rows where “%s” is still empty.",
                       studio_column_get_name (due), studio_column_get_name (done)));
  studio_analysis_add (self, proposal);
}

/* What is not finished, by age, where only a missing time tells. */
static void
add_unfinished (StudioAnalysis *self, const StudioColumn *done)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (!self->window.recent || self->window.stock || studio_reading_is_term (reading) ||
      !studio_times_is_partial (done) || done == self->window.time)
    return;
  definition = studio_analysis_start_ageing (self);
  limit_to_unfinished (reading, definition, done);
  proposal = studio_proposal_new (STUDIO_FAMILY_BACKLOG, 64, "unfinished", "bar", definition,
                                  "%s not %s, by age", reading->plural, done->done);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_DOWN);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s that are not %s as of today, by days since they came in.",
                       reading->plural, done->done),
      studio_phrases_value (self, "unfinished", NULL, done->done, NULL),
      g_strdup_printf ("“%s” is empty for some rows.", studio_column_get_name (done)));
  studio_analysis_add (self, proposal);
}

/* “Vehicles … their”, but “equipment … its”. */
static gboolean
is_plural (const StudioReading *reading)
{
  return strcmp (reading->noun, reading->plural) != 0 || g_str_has_suffix (reading->plural, "s");
}

/* What a thing is due for next, and late with. */
static void
add_next (StudioAnalysis *self, const StudioColumn *due)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (!studio_column_has_word (due, "next") || due->null_share > 0.9)
    return;
  definition = overdue_share (reading, due);
  studio_definition_filter (definition, studio_reading_has_value (reading, due));
  proposal = studio_proposal_new (STUDIO_FAMILY_BACKLOG, 70, "overdue", "scalar", definition,
                                  "Share of %s past %s %s", reading->plural,
                                  is_plural (reading) ? "their" : "its", due->label);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Share of %s whose %s has passed, of those that have one.", reading->plural,
                       due->label),
      studio_phrases_value (self, "next-due", due, NULL, NULL),
      g_strdup_printf ("“%s” tells what is due next.", studio_column_get_name (due)));
  studio_analysis_add (self, proposal);
}

static void
add_due (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *due = studio_reading_find_time (reading, STUDIO_TIME_DUE);
  const StudioColumn *done = find_done (reading, due);

  if (self->window.stock)
    {
      if (due != NULL)
        add_next (self, due);
      return;
    }
  if (studio_reading_is_term (reading))
    return;
  if (done != NULL && due == NULL)
    add_unfinished (self, done);
  if (due == NULL || due->null_share > 0.9)
    return;
  if (done == NULL)
    {
      studio_analysis_note (self, "No punctuality: “%s” has no time to compare it with.",
                            studio_column_get_name (due));
      return;
    }
  add_punctuality (self, due, done);
  add_overdue (self, due, done);
}

void
_studio_patterns_due (StudioAnalysis *self)
{
  if (self->reading->archetype != STUDIO_ARCHETYPE_SNAPSHOT && self->window.time != NULL)
    add_due (self);
}
