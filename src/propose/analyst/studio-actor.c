/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-actor.h"
#include "propose/analyst/studio-columns.h"

#include <string.h>

/* Rows that a fingerprint looks at. */
#define SAMPLE 10000
/* With more of them for each, everybody comes again. */
#define MANY_EACH 18

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

StudioExpression *
studio_actor_value (const StudioActor *self, const char *source)
{
  return studio_column_expression (self->column, source);
}

StudioExpression *
studio_actor_step_value (const StudioActor *self, const char *source)
{
  return studio_expression_column (source, studio_column_get_name (self->column),
                                   self->column->kind);
}

void
studio_actor_add_first_month (const StudioActor *self, StudioDefinition *definition)
{
  const char *source = self->analysis->reading->source;

  studio_definition_add_dimension (definition, studio_column_get_name (self->column), NULL,
                                   studio_actor_value (self, source));
  studio_definition_add_measure (
      definition, "first_month", NULL,
      studio_expression_truncate (
          studio_expression_new (STUDIO_OPERATOR_MINIMUM,
                                 studio_column_expression (self->analysis->window.time, source),
                                 NULL),
          STUDIO_GRAIN_MONTH));
  studio_definition_filter (definition, studio_actor_is_known (self, source));
}

StudioDefinition *
studio_actor_first_months (const StudioActor *self)
{
  StudioDefinition *first = studio_analysis_start (self->analysis->reading, "first");

  studio_actor_add_first_month (self, first);
  return first;
}

StudioExpression *
studio_actor_is_known (const StudioActor *self, const char *source)
{
  return self->column->null_share > 0 || studio_field_get_info (self->column->field)->nullable
             ? studio_expression_new (STUDIO_OPERATOR_NOT_NULL, studio_actor_value (self, source),
                                      NULL)
             : NULL;
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
gboolean
studio_reading_is_activity (const StudioReading *self)
{
  static const char *const words[] = { "event", "visit", "session", "login",  "activity",
                                       "click", "view",  "search",  "access", "page",
                                       "play",  "watch", "listen",  NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (self, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
studio_actor_acts (const StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  /* Who subscribed need not subscribe again, and nobody chooses to be invoiced. */
  return !studio_reading_is_term (reading) &&
         (!is_passive (reading) || has_lines (self) || studio_reading_is_activity (reading)) &&
         self->window.time != NULL && self->window.via == NULL &&
         !studio_field_is_nested (self->window.time->field) &&
         (reading->archetype == STUDIO_ARCHETYPE_HEADER ||
          reading->archetype == STUDIO_ARCHETYPE_EVENT ||
          reading->archetype == STUDIO_ARCHETYPE_LOG);
}

static void
set_actor (StudioAnalysis *self, const StudioColumn *column, StudioActor *actor)
{
  const StudioLexicon *lexicon = self->reading->lexicon;

  actor->analysis = self;
  actor->column = column;
  actor->noun = studio_lexicon_singular (lexicon, column->label);
  actor->plural = studio_lexicon_plural (lexicon, actor->noun);
}

gboolean
studio_actor_find (StudioAnalysis *self, StudioActor *actor)
{
  const StudioColumn *column = find_actor (self);

  if (column == NULL)
    return FALSE;
  set_actor (self, column, actor);
  return TRUE;
}

static gboolean
is_seller (const StudioColumn *column)
{
  static const char *const sellers[] = { "seller", "partner",  "supplier", "vendor", "merchant",
                                         "host",   "provider", "shop",     "store",  NULL };

  for (guint i = 0; sellers[i] != NULL; i++)
    if (studio_column_has_word (column, sellers[i]))
      return TRUE;
  return FALSE;
}

gboolean
studio_actor_sells (const StudioActor *self)
{
  return is_seller (self->column);
}

gboolean
studio_actor_find_seller (StudioAnalysis *self, const StudioActor *buyer, StudioActor *seller)
{
  for (guint i = 0; i < self->reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (self->reading->columns, i);

      if (column == buyer->column || !is_seller (column) || actor_score (self, column) == 0)
        continue;
      set_actor (self, column, seller);
      return TRUE;
    }
  return FALSE;
}

gboolean
studio_actor_is_saturated (const StudioActor *self)
{
  const StudioReading *reading = self->analysis->reading;
  double each = reading->rows > 0 && self->column->distinct > 0
                    ? (double) MIN (reading->rows, SAMPLE) / (double) self->column->distinct
                    : 0;

  return each > MANY_EACH;
}

double
studio_actor_per_month (const StudioActor *self)
{
  const StudioReading *reading = self->analysis->reading;
  const StudioColumn *time = self->analysis->window.time;
  GDate earliest, latest;
  double months;

  /* The fingerprint is that of a sample, whose times it tells. */
  if (reading->rows <= 0 || self->column->distinct <= 0 ||
      !studio_analysis_parse_day (studio_column_earliest (time), &earliest) ||
      !studio_analysis_parse_day (studio_column_latest (time), &latest))
    return 0;
  months = MAX (g_date_days_between (&earliest, &latest), 1) / 30.4;
  return (double) MIN (reading->rows, SAMPLE) / (double) self->column->distinct / months;
}

void
studio_actor_finish (const StudioActor *self,
                     StudioProposal *proposal,
                     StudioUnit unit,
                     StudioDirection direction,
                     char *description,
                     const char *business_value)
{
  studio_columns_add (self->analysis, proposal, unit, direction, description, business_value,
                      g_strdup_printf ("“%s” tells who acts and “%s” when.",
                                       studio_column_get_name (self->column),
                                       studio_column_get_name (self->analysis->window.time)));
}

void
studio_actor_clear (StudioActor *self)
{
  g_free (self->noun);
  g_free (self->plural);
}
