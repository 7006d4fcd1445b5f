/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

#include <string.h>

/* Whether those who act in a table come back: repeat rate, retention, returning and lost ones. */

/* Rows that a fingerprint looks at. */
#define SAMPLE 10000
/* With more of them for each, everybody comes again. */
#define MANY_EACH 18

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *column;
  char *noun;
  char *plural;
} Actor;

static guint
concepts_of (const StudioAnalysis *self, const StudioColumn *column)
{
  const StudioReading *parent = studio_analysis_parent (self, self->reading, column, NULL);
  guint concepts = column->concepts;

  if (parent != NULL)
    concepts |=
        studio_lexicon_concepts_of (self->reading->lexicon, (const char *const *) parent->words);
  return concepts;
}

/* Whether some values come more than once, as far as the sample of a fingerprint tells. */
static gboolean
repeats (const StudioReading *reading, const StudioColumn *column)
{
  gint64 rows = reading->rows;

  return column->distinct < 0 || rows < 0 ||
         (double) column->distinct < 0.9 * (double) MIN (rows, 10000);
}

static int
actor_score (const StudioAnalysis *self, const StudioColumn *column)
{
  static const char *const buyers[] = {
    "customer", "buyer",     "member",   "user",     "client",       "account",    "patient",
    "student",  "company",   "guest",    "visitor",  "tenant",       "subscriber", "shopper",
    "donor",    "seller",    "partner",  "supplier", "vendor",       "merchant",   "device",
    "driver",   "passenger", "borrower", "player",   "organisation", NULL
  };
  guint concepts = concepts_of (self, column);
  int score = 0;

  if (column->role != STUDIO_ROLE_FOREIGN_KEY || column->audit || !column->usable ||
      column == self->reading->key || column->null_share > 0.5 ||
      studio_column_is_constant (column) || studio_field_is_nested (column->field) ||
      (column->distinct >= 0 && column->distinct < 10) || !repeats (self->reading, column) ||
      (concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) == 0)
    return 0;
  for (guint i = 0; column->words[i] != NULL; i++)
    if (g_strv_contains (buyers, column->words[i]))
      score += strcmp (column->words[i], "company") == 0 ||
                       strcmp (column->words[i], "account") == 0 ||
                       strcmp (column->words[i], "customer") == 0
                   ? 24
               : (concepts & STUDIO_CONCEPT_PERSON) != 0 ? 20
                                                         : 12;
  /* Clerks and technicians do not decide to come back. */
  for (guint i = 0; column->words[i] != NULL; i++)
    if (studio_lexicon_is_staff (self->reading->lexicon, column->words[i]))
      return 0;
  return score;
}

static const StudioColumn *
find_actor (const StudioAnalysis *self)
{
  const StudioColumn *found = NULL;
  int best = 0;

  for (guint i = 0; i < self->reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->reading->columns, i);
      int score = actor_score (self, column);

      if (score > best)
        {
          best = score;
          found = column;
        }
    }
  return found;
}

static StudioExpression *
actor_of (const Actor *actor, const char *source)
{
  return studio_column_expression (actor->column, source);
}

static StudioExpression *
has_actor (const Actor *actor, const char *source)
{
  return actor->column->null_share > 0 || studio_field_get_info (actor->column->field)->nullable
             ? studio_expression_new (STUDIO_OPERATOR_NOT_NULL, actor_of (actor, source), NULL)
             : NULL;
}

static void
finish (const Actor *actor,
        StudioProposal *proposal,
        StudioDirection direction,
        char *description,
        const char *business_value)
{
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, direction);
  studio_proposal_set_text (
      proposal, description, g_strdup (business_value),
      g_strdup_printf ("“%s” tells who acts and “%s” when.", studio_column_get_name (actor->column),
                       studio_column_get_name (actor->analysis->window.time)));
  studio_analysis_add (actor->analysis, proposal);
}

/* Tickets and complaints are better not repeated. */
static gboolean
is_unwanted (const StudioAnalysis *self)
{
  return studio_analysis_direction (self->reading, NULL) == STUDIO_DIRECTION_DOWN;
}

static void
add_repeat_rate (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *inner = studio_analysis_start (reading, "per-actor");
  g_autofree char *step = g_strconcat ("per_", actor->column->alias, NULL);
  gboolean down = is_unwanted (self);
  StudioDefinition *definition;

  studio_definition_add_dimension (inner, studio_column_get_name (actor->column), NULL,
                                   actor_of (actor, reading->source));
  studio_definition_add_measure (inner, reading->alias, NULL, studio_count (NULL));
  studio_definition_filter (inner, has_actor (actor, reading->source));
  studio_analysis_limit_long (self, inner, &self->window, reading->source);
  definition = studio_definition_new_over ("repeat", step, inner);
  studio_definition_add_measure (
      definition, "repeat_rate", "repeat rate",
      studio_ratio (studio_count (studio_expression_new (
                        STUDIO_OPERATOR_GREATER_EQUAL,
                        studio_expression_column (step, reading->alias, STUDIO_FIELD_INTEGER),
                        studio_expression_number (2), NULL)),
                    studio_count (NULL)));
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, down ? 60 : 77, "repeat", "scalar", definition,
                               "Repeat rate of %s by %s%s", actor->plural, reading->plural,
                               studio_analysis_long_phrase (&self->window)),
          down ? STUDIO_DIRECTION_DOWN : STUDIO_DIRECTION_UP,
          g_strdup_printf ("Share of %s with at least two %s among those with any%s.",
                           actor->plural, reading->plural,
                           studio_analysis_long_phrase (&self->window)),
          down ? "Those who come again and again have a problem that was not solved."
               : "Winning somebody again is cheaper than winning somebody new.");
}

/* When each actor came first, as a period. */
static StudioDefinition *
first_periods (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *first = studio_analysis_start (reading, "first");

  studio_definition_add_dimension (first, studio_column_get_name (actor->column), NULL,
                                   actor_of (actor, reading->source));
  studio_definition_add_measure (
      first, "first_month", NULL,
      studio_expression_truncate (
          studio_expression_new (STUDIO_OPERATOR_MINIMUM,
                                 studio_analysis_time (self, first, &self->window, reading->source),
                                 NULL),
          STUDIO_GRAIN_MONTH));
  studio_definition_filter (first, has_actor (actor, reading->source));
  return first;
}

static StudioExpression *
first_column (const Actor *actor, const char *name)
{
  return strcmp (name, "first_month") == 0
             ? studio_expression_column ("first", name, STUDIO_FIELD_DATE)
             : studio_expression_column ("first", name, actor->column->kind);
}

/* The condition that a row of the table follows the actor's first month by @months. */
static StudioExpression *
follows (const Actor *actor, const char *source, int months)
{
  StudioAnalysis *self = actor->analysis;
  StudioExpression *time = studio_column_expression (self->window.time, source);

  return studio_and (
      studio_expression_new (
          STUDIO_OPERATOR_GREATER_EQUAL, studio_expression_ref (time),
          studio_expression_shift (first_column (actor, "first_month"), months, STUDIO_GRAIN_MONTH),
          NULL),
      studio_expression_new (STUDIO_OPERATOR_LESS, time,
                             studio_expression_shift (first_column (actor, "first_month"),
                                                      months + 1, STUDIO_GRAIN_MONTH),
                             NULL));
}

/* What the filters of the table are, as one condition for a join that keeps rows without partner.
 */
static StudioExpression *
with_exclusions (const Actor *actor, StudioExpression *condition)
{
  const StudioReading *reading = actor->analysis->reading;
  g_autoptr (StudioDefinition) scratch = studio_analysis_start (reading, NULL);

  for (guint i = 0; i < scratch->filters->len; i++)
    condition =
        studio_and (condition, studio_expression_ref (g_ptr_array_index (scratch->filters, i)));
  return condition;
}

/* Who came first in a month: how many come back in the next one. */
static void
add_retention (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition =
      studio_definition_new_over ("retention", "first", first_periods (actor));

  studio_definition_join (
      definition, reading->source, studio_table_get_schema (reading->table),
      studio_table_get_name (reading->table), TRUE,
      with_exclusions (
          actor,
          studio_and (studio_expression_new (
                          STUDIO_OPERATOR_EQUAL, actor_of (actor, reading->source),
                          first_column (actor, studio_column_get_name (actor->column)), NULL),
                      follows (actor, reading->source, 1))));
  studio_definition_add_dimension (definition, "first_month", "first month",
                                   first_column (actor, "first_month"));
  studio_definition_add_measure (
      definition, "retention", "retention",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                           actor_of (actor, reading->source), NULL),
                    studio_expression_new (
                        STUDIO_OPERATOR_COUNT_DISTINCT,
                        first_column (actor, studio_column_get_name (actor->column)), NULL)));
  studio_definition_filter (definition, studio_expression_periods (
                                            first_column (actor, "first_month"), STUDIO_GRAIN_MONTH,
                                            self->window.recent ? -13 : G_MININT64, -2));
  studio_definition_order (definition, "first_month", FALSE);
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, 74, "retention", "line", definition,
                               "Next-month retention of %s by first month", actor->plural),
          STUDIO_DIRECTION_UP,
          g_strdup_printf ("Of the %s whose first %s fell in a month, the share that had another "
                           "one in the month after.",
                           actor->plural, reading->noun),
          "Shows whether newer customers stay better or worse than older ones did.");
}

/* The part of a month that comes from those who were there before. */
static void
add_returning_share (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "returning");

  studio_definition_join_over (
      definition, "first", first_periods (actor), FALSE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             first_column (actor, studio_column_get_name (actor->column)),
                             actor_of (actor, reading->source), NULL));
  studio_definition_add_dimension (
      definition, "month", "month",
      studio_expression_truncate (studio_column_expression (self->window.time, reading->source),
                                  STUDIO_GRAIN_MONTH));
  studio_definition_add_measure (
      definition, "returning_share", "returning share",
      studio_ratio (
          studio_count (studio_expression_new (
              STUDIO_OPERATOR_GREATER_EQUAL,
              studio_column_expression (self->window.time, reading->source),
              studio_expression_shift (first_column (actor, "first_month"), 1, STUDIO_GRAIN_MONTH),
              NULL)),
          studio_count (NULL)));
  studio_definition_filter (
      definition,
      studio_expression_periods (studio_column_expression (self->window.time, reading->source),
                                 STUDIO_GRAIN_MONTH, self->window.recent ? -12 : G_MININT64, -1));
  studio_definition_order (definition, "month", FALSE);
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, 66, "returning", "line", definition,
                               "Share of %s from returning %s by month", reading->plural,
                               actor->plural),
          STUDIO_DIRECTION_UP,
          g_strdup_printf ("Share of %s by %s whose first one was in an earlier month.",
                           reading->plural, actor->plural),
          "Tells whether the business lives from loyalty or from constant acquisition.");
}

/* New ones: who acted for the first time. */
static void
add_new (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *alias = g_strconcat ("new_", actor->column->alias, "_count", NULL);
  g_autofree char *title = g_strconcat ("new ", actor->plural, NULL);
  StudioDefinition *definition = studio_definition_new_over ("new", "first", first_periods (actor));
  StudioProposal *proposal;

  studio_definition_add_dimension (definition, "first_month", "month",
                                   first_column (actor, "first_month"));
  studio_definition_add_measure (definition, alias, title, studio_count (NULL));
  studio_definition_filter (definition, studio_expression_periods (
                                            first_column (actor, "first_month"), STUDIO_GRAIN_MONTH,
                                            self->window.recent ? -12 : G_MININT64, -1));
  studio_definition_order (definition, "first_month", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_COHORT, 58, "new", "bar", definition,
                                  "%s with their first %s per month", actor->plural, reading->noun);
  finish (actor, proposal, STUDIO_DIRECTION_UP,
          g_strdup_printf ("Number of %s whose first %s fell in the month.", actor->plural,
                           reading->noun),
          "Without new ones every base shrinks in the end.");
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
}

/* Who was there in the 90 days before the last 90, and not since. */
static void
add_churn (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *step = g_strconcat ("per_", actor->column->alias, NULL);
  StudioDefinition *inner, *definition;
  StudioExpression *time, *recent, *before, *recently;

  if (self->window.recent ? !self->window.fresh : self->window.span < 360)
    return;
  inner = studio_analysis_start (reading, "per-actor");
  time = studio_analysis_time (self, inner, &self->window, reading->source);
  recent = studio_analysis_since (self, reading, &self->window, studio_expression_ref (time), 90);
  studio_definition_add_dimension (inner, studio_column_get_name (actor->column), NULL,
                                   actor_of (actor, reading->source));
  studio_definition_add_measure (inner, "before", NULL,
                                 studio_count (studio_expression_new (
                                     STUDIO_OPERATOR_NOT, studio_expression_ref (recent), NULL)));
  studio_definition_add_measure (inner, "recently", NULL, studio_count (recent));
  studio_definition_filter (inner, studio_analysis_since (self, reading, &self->window,
                                                          studio_expression_ref (time), 180));
  if (self->window.recent)
    studio_definition_filter (
        inner, studio_expression_new (STUDIO_OPERATOR_LESS, studio_expression_ref (time),
                                      studio_expression_period_start (STUDIO_GRAIN_DAY, 0), NULL));
  studio_expression_unref (time);
  studio_definition_filter (inner, has_actor (actor, reading->source));
  definition = studio_definition_new_over ("churn", step, inner);
  before = studio_expression_new (STUDIO_OPERATOR_GREATER,
                                  studio_expression_column (step, "before", STUDIO_FIELD_INTEGER),
                                  studio_expression_number (0), NULL);
  recently = studio_expression_new (
      STUDIO_OPERATOR_EQUAL, studio_expression_column (step, "recently", STUDIO_FIELD_INTEGER),
      studio_expression_number (0), NULL);
  studio_definition_add_measure (
      definition, "lost_share", "lost share",
      studio_ratio (studio_count (studio_and (studio_expression_ref (before), recently)),
                    studio_count (before)));
  finish (
      actor,
      studio_proposal_new (STUDIO_FAMILY_COHORT, 70, "churn", "scalar", definition,
                           "Lost %s, no %s in 90 days", actor->plural, reading->noun),
      STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("Of the %s with %s between 180 and 91 days ago, the share without any "
                       "in the last 90 days%s.",
                       actor->plural, reading->plural,
                       self->window.recent ? "" : ", counted back from the last day in the data"),
      "Those who stopped coming can be asked why, as long as they remember.");
}

/* An invoice with lines is the sale itself. */
static gboolean
has_lines (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->children->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->children, i);

      if (studio_schema_index_read (self->index, relationship->child)->archetype ==
          STUDIO_ARCHETYPE_LINE)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_passive (const StudioReading *reading)
{
  for (guint i = 0; reading->words[i] != NULL; i++)
    if (studio_lexicon_is_passive (reading->lexicon, reading->words[i]))
      return TRUE;
  return FALSE;
}

/* What people do of their own accord, many times a month. */
static gboolean
is_activity (const StudioReading *reading)
{
  static const char *const words[] = { "event", "visit", "session", "login",  "activity",
                                       "click", "view",  "search",  "access", "page",
                                       "play",  "watch", "listen",  NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (reading, words[i]))
      return TRUE;
  return FALSE;
}

/* How many are there each day. */
static void
add_daily (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *alias = g_strconcat ("daily_active_", actor->column->alias, "_count", NULL);
  g_autofree char *title = g_strconcat ("daily active ", actor->plural, NULL);
  StudioDefinition *definition = studio_analysis_start (reading, "active");
  StudioExpression *time = studio_column_expression (self->window.time, reading->source);
  StudioProposal *proposal;

  if (!self->window.fresh)
    {
      studio_expression_unref (time);
      studio_definition_unref (definition);
      return;
    }
  studio_definition_add_dimension (
      definition, "day", "day",
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_DAY));
  studio_definition_add_measure (definition, alias, title,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                                        actor_of (actor, reading->source), NULL));
  studio_definition_filter (definition,
                            studio_expression_periods (time, STUDIO_GRAIN_DAY, -30, -1));
  studio_definition_order (definition, "day", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 72, "daily", "line", definition,
                                  "Daily active %s by %s", actor->plural, reading->plural);
  finish (actor, proposal, STUDIO_DIRECTION_UP,
          g_strdup_printf ("Number of different %s with at least one %s on each of the last 30 "
                           "complete days.",
                           actor->plural, reading->noun),
          "The pulse of the product; a drop shows here first.");
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
}

/* On how many of the days of a month those who came in it were there: daily over monthly active. */
static void
add_stickiness (const Actor *actor)
{
  StudioAnalysis *self = actor->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *inner = studio_analysis_start (reading, "per-actor");
  StudioExpression *time = studio_column_expression (self->window.time, reading->source);
  StudioExpression *month = studio_expression_column ("activity", "month", STUDIO_FIELD_DATE);
  StudioDefinition *definition;

  studio_definition_add_dimension (
      inner, "month", NULL,
      studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_MONTH));
  studio_definition_add_dimension (inner, studio_column_get_name (actor->column), NULL,
                                   actor_of (actor, reading->source));
  studio_definition_add_measure (
      inner, "active_days", NULL,
      studio_expression_new (
          STUDIO_OPERATOR_COUNT_DISTINCT,
          studio_expression_truncate (studio_expression_ref (time), STUDIO_GRAIN_DAY), NULL));
  studio_definition_filter (inner, has_actor (actor, reading->source));
  studio_definition_filter (inner,
                            studio_expression_periods (time, STUDIO_GRAIN_MONTH,
                                                       self->window.recent ? -12 : G_MININT64, -1));
  definition = studio_definition_new_over ("stickiness", "activity", inner);
  studio_definition_add_dimension (definition, "month", "month", studio_expression_ref (month));
  studio_definition_add_measure (
      definition, "stickiness", "stickiness",
      studio_average (studio_ratio (
          studio_expression_column ("activity", "active_days", STUDIO_FIELD_INTEGER),
          studio_expression_difference (
              month,
              studio_expression_cast (
                  studio_expression_shift (studio_expression_ref (month), 1, STUDIO_GRAIN_MONTH),
                  STUDIO_FIELD_DATE),
              STUDIO_GRAIN_DAY))));
  studio_definition_order (definition, "month", FALSE);
  finish (actor,
          studio_proposal_new (STUDIO_FAMILY_COHORT, 76, "stickiness", "line", definition,
                               "Stickiness of %s by month (DAU / MAU)", actor->plural),
          STUDIO_DIRECTION_UP,
          g_strdup_printf ("On what share of the days of a month those %s who came in it had a %s, "
                           "which is daily active divided by monthly active %s.",
                           actor->plural, reading->noun, actor->plural),
          "Whether people come out of habit or once in a while.");
}

/* A few who act all the time: nobody of them is new, and nobody gets lost. */
static gboolean
is_saturated (const Actor *actor)
{
  const StudioReading *reading = actor->analysis->reading;
  double each = reading->rows > 0 && actor->column->distinct > 0
                    ? (double) MIN (reading->rows, SAMPLE) / (double) actor->column->distinct
                    : 0;

  return each > MANY_EACH;
}

static void
clear_actor (Actor *actor)
{
  g_free (actor->noun);
  g_free (actor->plural);
}

void
_studio_patterns_actors (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Actor actor = { .analysis = self };

  /* Who subscribed need not subscribe again, and nobody chooses to be invoiced. */
  if (studio_reading_is_term (reading) ||
      (is_passive (reading) && !has_lines (self) && !is_activity (reading)) ||
      self->window.time == NULL || self->window.via != NULL ||
      studio_field_is_nested (self->window.time->field) ||
      (reading->archetype != STUDIO_ARCHETYPE_HEADER &&
       reading->archetype != STUDIO_ARCHETYPE_EVENT && reading->archetype != STUDIO_ARCHETYPE_LOG))
    return;
  actor.column = find_actor (self);
  if (actor.column == NULL)
    {
      studio_analysis_note (self, "No retention: nothing tells which person or company acts.");
      return;
    }
  actor.noun = studio_lexicon_singular (reading->lexicon, actor.column->label);
  actor.plural = studio_lexicon_plural (reading->lexicon, actor.noun);
  if (is_activity (reading))
    {
      add_daily (&actor);
      add_stickiness (&actor);
    }
  if (is_saturated (&actor))
    {
      studio_analysis_note (self,
                            "No retention: nearly all %s have been there for long and come "
                            "again and again.",
                            actor.plural);
      clear_actor (&actor);
      return;
    }
  add_repeat_rate (&actor);
  if (self->window.grain >= STUDIO_GRAIN_MONTH && !is_unwanted (self))
    {
      add_retention (&actor);
      add_returning_share (&actor);
      add_new (&actor);
    }
  if (!is_unwanted (self))
    add_churn (&actor);
  clear_actor (&actor);
}
