/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-scope.h"

#include "propose/analyst/studio-status.h"

#include <string.h>

/*
 * Who reads a number has to know which rows are in it. That is read off the definition, so that it
 * is as true as the SQL.
 */

/* Whether @definition, or what it takes rows from, has the filter @condition. */
static gboolean
has_filter (const StudioDefinition *definition, const StudioExpression *condition)
{
  for (guint i = 0; i < definition->filters->len; i++)
    if (studio_expression_equal (g_ptr_array_index (definition->filters, i), condition))
      return TRUE;
  return definition->source->definition != NULL &&
         has_filter (definition->source->definition, condition);
}

static const StudioExpression *
find_periods_in (const StudioExpression *condition)
{
  if (condition->op == STUDIO_OPERATOR_PERIODS)
    return condition;
  for (guint i = 0; condition->op == STUDIO_OPERATOR_AND && i < condition->arguments->len; i++)
    {
      const StudioExpression *found = find_periods_in (studio_expression_argument (condition, i));

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The condition that says from when rows are taken. */
static const StudioExpression *
find_periods (const StudioDefinition *definition)
{
  const StudioExpression *found = NULL;

  for (guint i = 0; i < definition->filters->len && found == NULL; i++)
    found = find_periods_in (g_ptr_array_index (definition->filters, i));
  if (found == NULL && definition->source->definition != NULL)
    found = find_periods (definition->source->definition);
  for (guint i = 0; i < definition->joins->len && found == NULL; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);

      if (join->source->definition != NULL)
        found = find_periods (join->source->definition);
    }
  return found;
}

/* “the last 12 complete months”; %NULL where nothing is to be told. */
static char *
describe_periods (const StudioDefinition *definition)
{
  const StudioExpression *periods = find_periods (definition);
  const char *grain;
  gboolean growth;

  if (periods == NULL || periods->first >= 0 || periods->last > 0)
    return NULL;
  grain = studio_grain_name (periods->grain);
  if (periods->first == G_MININT64)
    return periods->last == -1 ? g_strdup_printf ("all complete %ss", grain) : NULL;
  if (periods->last == 0)
    return g_strdup_printf ("the last %" G_GINT64_FORMAT " %ss up to today", -periods->first,
                            grain);
  /* Cohorts need the month after their own. */
  if (periods->last < -1)
    return g_strdup_printf ("the last %" G_GINT64_FORMAT " months that are old enough to tell",
                            periods->last - periods->first + 1);
  /* The first period is only there to compare the second with. */
  growth = g_strcmp0 (definition->pattern, "growth") == 0 && periods->first < -2 &&
           definition->source->definition != NULL;
  return g_strdup_printf ("the last %" G_GINT64_FORMAT " complete %ss",
                          -periods->first - (growth ? 1 : 0), grain);
}

/* “…, last 12 months” is short for what the definition says. */
static char *
spell_periods (const char *description, const char *periods)
{
  g_auto (GStrv) parts = g_strsplit (description, ", last 12 months", -1);
  g_autofree char *spelt =
      g_strconcat (" in ", periods != NULL ? periods : "the last 12 months", NULL);

  return g_strjoinv (spelt, parts);
}

static gboolean
tells_periods (const char *description)
{
  static const char *const phrases[] = { "the last ", "month before", "so far", "next 30 days" };

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (strstr (description, phrases[i]) != NULL)
      return TRUE;
  return FALSE;
}

static const char *
describe_flagged (const StudioReading *reading, StudioExclusions exclusions)
{
  gboolean test = (exclusions & STUDIO_EXCLUSIONS_TEST) != 0;
  gboolean deleted = (exclusions & STUDIO_EXCLUSIONS_DELETED) != 0;

  for (guint i = 0; i < reading->excluding->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->excluding, i);

      test = test || column->flag == STUDIO_FLAG_TEST;
      deleted = deleted || column->flag == STUDIO_FLAG_DELETED;
    }
  return test && deleted ? "test and deleted rows"
         : test          ? "test rows"
         : deleted       ? "deleted rows"
                         : NULL;
}

/* “cancelled and rejected orders” */
static char *
describe_void (const StudioAnalysis *self,
               const StudioProposal *proposal,
               StudioExclusions exclusions)
{
  const StudioReading *reading = self->reading;
  g_autoptr (StudioExpression) valid = studio_status_valid (reading, reading->source);
  g_autofree char *states = NULL;

  if (valid == NULL || self->window.stock || !has_filter (proposal->definition, valid))
    return (exclusions & STUDIO_EXCLUSIONS_CANCELLED) != 0 ? g_strdup ("what was cancelled") : NULL;
  states = studio_status_describe_void (reading);
  return g_strconcat (states, " ", reading->plural, NULL);
}

char *
studio_scope_describe (const StudioAnalysis *self, const StudioProposal *proposal)
{
  const StudioExclusions exclusions = (StudioExclusions) proposal->exclusions;
  const StudioReading *reading = self->reading;
  g_autoptr (StudioExpression) valid =
      self->window.stock ? studio_status_valid (reading, reading->source) : NULL;
  g_autofree char *all_periods = describe_periods (proposal->definition);
  g_autofree char *description = spell_periods (proposal->description, all_periods);
  const char *periods = tells_periods (description) ? NULL : all_periods;
  g_autofree char *cancelled = describe_void (self, proposal, exclusions);
  const char *flagged = describe_flagged (reading, exclusions);
  g_autoptr (GString) text = g_string_new (description);

  if (valid != NULL && has_filter (proposal->definition, valid))
    g_string_append_printf (text, " Only %s that run now count.", reading->plural);
  if (periods != NULL)
    g_string_append_printf (text, " Covers %s", periods);
  if (cancelled != NULL || flagged != NULL)
    {
      gsize start;

      g_string_append (text, periods != NULL ? "; " : " ");
      start = text->len;
      g_string_append_printf (
          text, "%s%s%s %s left out", cancelled != NULL ? cancelled : "",
          cancelled != NULL && flagged != NULL ? " and " : "", flagged != NULL ? flagged : "",
          flagged == NULL && g_str_has_prefix (cancelled, "what ") ? "is" : "are");
      if (periods == NULL)
        text->str[start] = g_ascii_toupper (text->str[start]);
    }
  if (periods != NULL || cancelled != NULL || flagged != NULL)
    g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}
