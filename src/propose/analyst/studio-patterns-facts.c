/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-fact-table-private.h"

#include <string.h>

/*
 * What happens with people, companies and things, however many foreign keys away: the sales of a
 * category, the payments of a country. Rows lead to one thing each, so nothing is counted twice.
 */

#define MAX_DEPTH 4
#define MAX_FACTS 2
#define MAX_QUALITIES 4
/* So many can be told apart in one chart over time. */
#define FEW 8
/* Fewer are compared all of them. */
#define COMPARED 25
#define TOP 10
#define LONG_LIST 20
#define LIST_LENGTH 15

static void
fact_clear (gpointer data)
{
  StudioFactTable *fact = data;

  g_free (fact->subject);
  g_free (fact->alias);
}

static StudioExpression *
amount_of (const StudioFactTable *fact)
{
  return fact->measure != NULL
             ? studio_sum (studio_column_expression (fact->measure, fact->reading->source))
             : studio_count (NULL);
}

static StudioUnit
unit_of (const StudioFactTable *fact)
{
  return fact->measure != NULL ? studio_analysis_unit (fact->measure) : STUDIO_UNIT_COUNT;
}

/* What things can have or not have: sales, where lines tell of them, else orders. */
static const char *
happenings (const StudioFactTable *fact)
{
  return fact->reading->archetype == STUDIO_ARCHETYPE_LINE && fact->measure != NULL &&
                 fact->measure->role == STUDIO_ROLE_MONEY
             ? fact->subject
             : fact->reading->plural;
}

static StudioDefinition *
start (const StudioFactTable *fact, const char *pattern)
{
  return studio_analysis_start_for (fact->reading, pattern, fact->measure);
}

static StudioExpression *
time_of (const StudioFactTable *fact, StudioDefinition *definition)
{
  return studio_analysis_time (fact->analysis, definition, &fact->window, fact->reading->source);
}

/* The column that tells which thing it is, with what leads there joined. */
static StudioExpression *
link_of (const StudioFactTable *fact, StudioDefinition *definition)
{
  const StudioRelationship *last = studio_path_last (fact->path);
  g_autofree char *at = g_strdup (fact->reading->source);

  for (guint i = 0; i + 1 < fact->path->steps->len; i++)
    {
      char *next = studio_analysis_ensure_joined (fact->analysis, definition, at,
                                                  g_ptr_array_index (fact->path->steps, i));

      g_free (at);
      at = next;
    }
  return studio_expression_column (at, studio_field_get_name (last->column),
                                   studio_field_get_kind (last->column));
}

/* Groups by the thing, under its name. */
void
_studio_fact_add_thing (const StudioFactTable *fact, StudioDefinition *definition)
{
  const StudioReading *reading = fact->analysis->reading;
  const StudioRelationship *last = studio_path_last (fact->path);
  g_autofree char *alias = studio_alias_from (reading->noun, "name");
  g_autofree char *joined =
      studio_path_join (fact->path, fact->analysis, definition, fact->reading->source);

  if (reading->name != NULL && reading->rows > FEW)
    studio_definition_add_key (definition,
                               studio_expression_column (joined, studio_field_get_name (last->key),
                                                         studio_field_get_kind (last->key)));
  studio_definition_add_dimension (definition, alias, reading->noun,
                                   reading->name != NULL
                                       ? studio_reading_name (reading, joined)
                                       : studio_column_expression (reading->key, joined));
}

void
_studio_fact_finish (const StudioFactTable *fact,
                     StudioProposal *proposal,
                     StudioDirection direction,
                     char *description,
                     const char *business_value)
{
  const StudioRelationship *first = g_ptr_array_index (fact->path->steps, 0);

  proposal->direction = direction;
  if (fact->measure != NULL)
    proposal->currency = studio_column_currency (fact->measure);
  studio_proposal_set_text (
      proposal, description, g_strdup (business_value),
      g_strdup_printf ("“%s.%s” leads here%s.", studio_table_get_name (first->child),
                       studio_field_get_name (first->column),
                       fact->path->steps->len > 1 ? " over other tables" : ""));
  studio_analysis_add (fact->analysis, proposal);
}

/* Everything about each in one line. */
static void
add_scoreboard (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  gboolean all = reading->rows >= 0 && reading->rows <= COMPARED;
  gboolean detailed = fact->measure != NULL && fact->reading->archetype != STUDIO_ARCHETYPE_LINE;
  g_autofree char *average = g_strconcat ("average_", fact->alias, NULL);
  g_autofree char *last = g_strconcat ("last ", fact->reading->noun, NULL);
  g_autofree char *last_alias = studio_alias_from (last, "last_at");
  g_autofree char *value = studio_phrases_value (self, "scoreboard", NULL, NULL, NULL);
  StudioDefinition *definition = start (fact, "scoreboard");
  StudioProposal *proposal;

  _studio_fact_add_thing (fact, definition);
  studio_definition_add_measure (definition, fact->alias, fact->subject, amount_of (fact));
  if (detailed)
    {
      studio_definition_add_measure (definition, fact->reading->alias, fact->reading->plural,
                                     studio_count (NULL));
      studio_definition_add_measure (
          definition, average, NULL,
          studio_average (studio_column_expression (fact->measure, fact->reading->source)));
    }
  if (fact->window.time != NULL)
    studio_definition_add_measure (
        definition, last_alias, last,
        studio_expression_truncate (
            studio_expression_new (STUDIO_OPERATOR_MAXIMUM, time_of (fact, definition), NULL),
            STUDIO_GRAIN_DAY));
  studio_analysis_limit_long (self, definition, &fact->window, fact->reading->source);
  studio_definition_order (definition, fact->alias, TRUE);
  studio_definition_set_limit (definition, all ? COMPARED : LONG_LIST);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RANKING, 69 + fact->importance, fact->alias, "table",
                           definition, "%s scoreboard: %s", reading->noun, fact->subject);
  studio_proposal_set_unit (proposal, fact->alias, unit_of (fact), STUDIO_DIRECTION_NEUTRAL);
  if (detailed)
    {
      studio_proposal_set_unit (proposal, average, unit_of (fact), STUDIO_DIRECTION_NEUTRAL);
      proposal->unit = unit_of (fact);
    }
  _studio_fact_finish (
      fact, proposal, STUDIO_DIRECTION_NEUTRAL,
      g_strdup_printf ("%s of the largest %s%s, each with %s.", fact->subject, reading->plural,
                       studio_analysis_long_phrase (&fact->window),
                       detailed ? "the number of cases, their average and the date of the last one"
                       : fact->window.time != NULL ? "the date of the last one"
                                                   : "its total"),
      value);
}

/* The last year of each against the year before. */
static void
add_change (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  const char *source = fact->reading->source;
  g_autofree char *before_alias = g_strconcat (fact->alias, "_before", NULL);
  g_autofree char *before_title = g_strconcat (fact->subject, " the year before", NULL);
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioExpression *last, *before;
  StudioProposal *proposal;

  if (fact->window.time == NULL || fact->window.span < 700)
    return;
  value = studio_phrases_value (self, "change", NULL, NULL, NULL);
  definition = start (fact, "growth");
  _studio_fact_add_thing (fact, definition);
  last = studio_expression_filtered (
      amount_of (fact),
      studio_analysis_year (self, fact->reading, definition, &fact->window, source, 0));
  before = studio_expression_filtered (
      amount_of (fact),
      studio_analysis_year (self, fact->reading, definition, &fact->window, source, 1));
  studio_definition_add_measure (definition, fact->alias, fact->subject,
                                 studio_expression_ref (last));
  studio_definition_add_measure (definition, before_alias, before_title,
                                 studio_expression_ref (before));
  studio_definition_add_measure (
      definition, "growth", "growth",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, last,
                                           studio_expression_ref (before), NULL),
                    before));
  studio_definition_filter (
      definition,
      studio_expression_new (
          STUDIO_OPERATOR_OR,
          studio_analysis_year (self, fact->reading, definition, &fact->window, source, 0),
          studio_analysis_year (self, fact->reading, definition, &fact->window, source, 1), NULL));
  studio_definition_order (definition, fact->alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_GROWTH, 66 + fact->importance, fact->alias, "table",
                           definition, "%s by %s, year on year", fact->subject, reading->noun);
  studio_proposal_set_unit (proposal, fact->alias, unit_of (fact), STUDIO_DIRECTION_UP);
  studio_proposal_set_unit (proposal, before_alias, unit_of (fact), STUDIO_DIRECTION_UP);
  studio_proposal_set_unit (proposal, "growth", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  _studio_fact_finish (
      fact, proposal, STUDIO_DIRECTION_UP,
      g_strdup_printf ("%s of the largest %s in the %s and in the twelve months before, with the "
                       "growth of each.",
                       fact->subject, reading->plural, studio_analysis_year_phrase (&fact->window)),
      value);
}

/* How the few share a period between them. */
static void
add_mix (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (fact->window.grain);
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (fact->window.time == NULL || reading->rows < 2 || reading->rows > FEW)
    return;
  value = studio_phrases_value (self, "mix-facts", NULL, NULL, NULL);
  definition = start (fact, "mix");
  studio_analysis_add_period (self, definition, &fact->window, fact->reading->source);
  _studio_fact_add_thing (fact, definition);
  studio_definition_add_measure (definition, fact->alias, fact->subject, amount_of (fact));
  studio_analysis_limit_trend (self, definition, &fact->window, fact->reading->source);
  studio_definition_order (definition, grain, FALSE);
  studio_definition_order (definition, fact->alias, TRUE);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_TREND, 67 + fact->importance, fact->alias, "bar",
                           definition, "%s per %s, by %s", fact->subject, grain, reading->noun);
  studio_proposal_set_unit (proposal, NULL, unit_of (fact), STUDIO_DIRECTION_NEUTRAL);
  _studio_fact_finish (
      fact, proposal, STUDIO_DIRECTION_NEUTRAL,
      g_strdup_printf ("%s per %s, split by %s.", fact->subject, grain, reading->noun), value);
}

/* How many take part in a period. */
static void
add_active (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (fact->window.grain);
  g_autofree char *alias = g_strconcat ("active_", reading->alias, NULL);
  g_autofree char *title = g_strconcat ("active ", reading->plural, NULL);
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (fact->window.time == NULL || fact->path->steps->len < 2 ||
      (reading->rows >= 0 && reading->rows < 12))
    return;
  value = studio_phrases_value (self, "active-things", NULL, NULL, NULL);
  definition = studio_analysis_start (fact->reading, "active");
  studio_analysis_add_period (self, definition, &fact->window, fact->reading->source);
  studio_definition_add_measure (
      definition, alias, title,
      studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT, link_of (fact, definition), NULL));
  studio_analysis_limit_trend (self, definition, &fact->window, fact->reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_TREND, 60 + fact->importance, "active", "line", definition,
                           "%s with %s per %s", reading->plural, happenings (fact), grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
  _studio_fact_finish (fact, proposal, STUDIO_DIRECTION_UP,
                       g_strdup_printf ("Number of different %s with at least one %s, per %s.",
                                        reading->plural, fact->reading->noun, grain),
                       value);
}

/* What the ten largest have of all. */
static void
add_concentration (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *value = NULL;
  StudioDefinition *inner, *definition;
  StudioExpression *total;
  StudioProposal *proposal;

  if (fact->path->steps->len < 2 || (reading->rows >= 0 && reading->rows < COMPARED))
    return;
  value = studio_phrases_value_of (self, reading, "concentration",
                                   (const char *const *) reading->words, reading->plural, NULL);
  inner = start (fact, "ranking");
  studio_definition_add_dimension (inner, "thing", NULL, link_of (fact, inner));
  studio_definition_add_measure (inner, fact->alias, NULL, amount_of (fact));
  studio_definition_add_measure (
      inner, "place", NULL, studio_expression_new (STUDIO_OPERATOR_RANK, amount_of (fact), NULL));
  studio_analysis_limit_long (self, inner, &fact->window, fact->reading->source);
  definition = studio_definition_new_over ("concentration", "ranked", inner);
  total = studio_definition_result (inner, "ranked", fact->alias);
  studio_definition_add_measure (
      definition, "top_10_share", "share of the ten largest",
      studio_ratio (studio_expression_filtered (
                        studio_sum (studio_expression_ref (total)),
                        studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL,
                                               studio_definition_result (inner, "ranked", "place"),
                                               studio_expression_number (TOP), NULL)),
                    studio_sum (total)));
  proposal = studio_proposal_new (STUDIO_FAMILY_CONCENTRATION, 61 + fact->importance, fact->alias,
                                  "scalar", definition, "Share of %s from top 10 %s", fact->subject,
                                  reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN);
  _studio_fact_finish (
      fact, proposal, STUDIO_DIRECTION_DOWN,
      g_strdup_printf ("%1$s of the ten %2$s with the most of it%3$s, divided by that "
                       "of all %2$s.",
                       fact->subject, reading->plural, studio_analysis_long_phrase (&fact->window)),
      value);
}

/* What happens with each of them, as the rows of a step that the table is joined with. */
static StudioDefinition *
join_sums (const StudioFactTable *fact, const char *pattern)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, pattern);
  StudioDefinition *inner = start (fact, "per-parent");
  const StudioRelationship *last = studio_path_last (fact->path);

  studio_definition_add_dimension (inner, "thing", NULL, link_of (fact, inner));
  studio_definition_add_measure (inner, "amount", NULL, amount_of (fact));
  studio_analysis_limit_long (self, inner, &fact->window, fact->reading->source);
  studio_definition_join_over (
      definition, "happened", inner, TRUE,
      studio_expression_new (
          STUDIO_OPERATOR_EQUAL, studio_definition_result (inner, "happened", "thing"),
          studio_expression_column (reading->source, studio_field_get_name (last->key),
                                    studio_field_get_kind (last->key)),
          NULL));
  return definition;
}

static StudioExpression *
happened (const StudioFactTable *fact, const char *name)
{
  const StudioRelationship *last = studio_path_last (fact->path);

  return studio_expression_column ("happened", name,
                                   strcmp (name, "thing") == 0
                                       ? studio_field_get_kind (last->column)
                                   : fact->measure != NULL ? fact->measure->kind
                                                           : STUDIO_FIELD_INTEGER);
}

/* How many of them anything happens with. */
static void
add_coverage (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (fact->path->steps->len < 2 || (reading->rows >= 0 && reading->rows < 12))
    return;
  value = studio_phrases_value_of (self, reading, "coverage-stock",
                                   (const char *const *) fact->reading->words,
                                   fact->reading->plural, NULL);
  definition = join_sums (fact, "coverage");
  studio_definition_add_measure (
      definition, "active_share", "active share",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT, happened (fact, "thing"), NULL),
                    studio_count (NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_RELATION, 66 + fact->importance, "coverage",
                                  "scalar", definition, "Share of %s with %s%s", reading->plural,
                                  happenings (fact), studio_analysis_long_phrase (&fact->window));
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  _studio_fact_finish (fact, proposal, STUDIO_DIRECTION_UP,
                       g_strdup_printf ("Share of all %s with at least one %s%s.", reading->plural,
                                        fact->reading->noun,
                                        studio_analysis_long_phrase (&fact->window)),
                       value);
}

/* What happens with each on average, those with nothing included. */
static void
add_average (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *alias = g_strconcat ("average_", fact->alias, NULL);
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (fact->path->steps->len < 2)
    return;
  value = studio_phrases_value (self, "value-each", NULL, NULL, NULL);
  definition = join_sums (fact, "worth");
  studio_definition_add_measure (
      definition, alias, NULL,
      studio_average (studio_expression_new (STUDIO_OPERATOR_COALESCE, happened (fact, "amount"),
                                             studio_expression_number (0), NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_RELATION, 58 + fact->importance, fact->alias,
                                  "scalar", definition, "%s%s per %s%s",
                                  fact->measure != NULL ? "Average " : "", fact->subject,
                                  reading->noun, studio_analysis_long_phrase (&fact->window));
  studio_proposal_set_unit (proposal, NULL,
                            fact->measure != NULL ? unit_of (fact) : STUDIO_UNIT_QUANTITY,
                            STUDIO_DIRECTION_UP);
  _studio_fact_finish (
      fact, proposal, STUDIO_DIRECTION_UP,
      g_strdup_printf ("%s of each %s%s, averaged over all %s; those without any count as 0.",
                       fact->subject, reading->noun, studio_analysis_long_phrase (&fact->window),
                       reading->plural),
      value);
}

/* Those that bring least, with those that bring nothing. */
static void
add_weakest (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *noun_alias = studio_alias_from (reading->noun, "name");
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (reading->name == NULL || reading->key == NULL || (reading->rows >= 0 && reading->rows <= TOP))
    return;
  value = studio_phrases_value (self, "bottom", NULL, NULL, NULL);
  definition = join_sums (fact, "bottom-list");
  studio_definition_add_key (definition, studio_column_expression (reading->key, reading->source));
  studio_definition_add_dimension (definition, noun_alias, reading->noun,
                                   studio_reading_name (reading, reading->source));
  studio_definition_add_measure (
      definition, fact->alias, fact->subject,
      studio_expression_new (
          STUDIO_OPERATOR_COALESCE,
          studio_expression_new (STUDIO_OPERATOR_MAXIMUM, happened (fact, "amount"), NULL),
          studio_expression_number (0), NULL));
  studio_definition_order (definition, fact->alias, FALSE);
  studio_definition_set_limit (definition, TOP);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RANKING, 42 + fact->importance, fact->alias, "table",
                           definition, "Bottom 10 %s by %s", reading->plural, fact->subject);
  studio_proposal_set_unit (proposal, NULL, unit_of (fact), STUDIO_DIRECTION_NEUTRAL);
  _studio_fact_finish (fact, proposal, STUDIO_DIRECTION_NEUTRAL,
                       g_strdup_printf ("The ten %s with the %s %s%s, those without any included.",
                                        reading->plural, fact->measure != NULL ? "least" : "fewest",
                                        fact->subject, studio_analysis_long_phrase (&fact->window)),
                       value);
}

/* How many of them grow. */
static void
add_growing (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  const char *source = fact->reading->source;
  g_autofree char *value = NULL;
  StudioDefinition *inner, *definition;
  StudioExpression *last, *before;
  StudioProposal *proposal;

  if (fact->window.time == NULL || fact->window.span < 700 ||
      (reading->rows >= 0 && reading->rows <= FEW))
    return;
  value = studio_phrases_value (self, "growing-share", NULL, NULL, NULL);
  inner = start (fact, "per-parent");
  studio_definition_add_dimension (inner, "thing", NULL, link_of (fact, inner));
  last = studio_analysis_year (self, fact->reading, inner, &fact->window, source, 0);
  before = studio_analysis_year (self, fact->reading, inner, &fact->window, source, 1);
  studio_definition_filter (inner,
                            studio_expression_new (STUDIO_OPERATOR_OR, studio_expression_ref (last),
                                                   studio_expression_ref (before), NULL));
  studio_definition_add_measure (
      inner, "last_year", NULL,
      studio_expression_new (STUDIO_OPERATOR_COALESCE,
                             studio_expression_filtered (amount_of (fact), last),
                             studio_expression_number (0), NULL));
  studio_definition_add_measure (
      inner, "year_before", NULL,
      studio_expression_new (STUDIO_OPERATOR_COALESCE,
                             studio_expression_filtered (amount_of (fact), before),
                             studio_expression_number (0), NULL));
  definition = studio_definition_new_over ("growing", "each", inner);
  studio_definition_add_measure (
      definition, "growing_share", "growing share",
      studio_ratio (
          studio_count (studio_expression_new (
              STUDIO_OPERATOR_GREATER, studio_definition_result (inner, "each", "last_year"),
              studio_definition_result (inner, "each", "year_before"), NULL)),
          studio_count (NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_GROWTH, 57 + fact->importance, "growing", "scalar",
                                  definition, "Share of %s with growing %s", reading->plural,
                                  fact->subject);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  _studio_fact_finish (
      fact, proposal, STUDIO_DIRECTION_UP,
      g_strdup_printf ("Of the %s with any %s in the last two years, the share that had more in "
                       "the %s than in the twelve months before.",
                       reading->plural, fact->subject, studio_analysis_year_phrase (&fact->window)),
      value);
}

/* How much one of what happens brings, by thing. */
static void
add_average_each (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  g_autofree char *alias = g_strconcat ("average_", fact->alias, NULL);
  g_autofree char *value = NULL;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (fact->measure == NULL || fact->reading->archetype == STUDIO_ARCHETYPE_LINE ||
      reading->rows < 2 || reading->rows > 300)
    return;
  value = studio_phrases_value (self, "average-by-thing", NULL, NULL, NULL);
  definition = start (fact, "comparison");
  _studio_fact_add_thing (fact, definition);
  studio_definition_add_measure (
      definition, alias, NULL,
      studio_average (studio_column_expression (fact->measure, fact->reading->source)));
  studio_definition_add_measure (definition, fact->reading->alias, fact->reading->plural,
                                 studio_count (NULL));
  studio_analysis_limit_long (self, definition, &fact->window, fact->reading->source);
  studio_definition_order (definition, alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 59 + fact->importance, fact->alias, "row",
                           definition, "Average %s by %s", fact->subject, reading->noun);
  studio_proposal_set_unit (proposal, fact->reading->alias, STUDIO_UNIT_COUNT,
                            STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, alias, unit_of (fact), STUDIO_DIRECTION_UP);
  _studio_fact_finish (fact, proposal, STUDIO_DIRECTION_UP,
                       g_strdup_printf ("Average %s of the %s of each %s, with their number.",
                                        fact->measure->label, fact->reading->plural, reading->noun),
                       value);
}

/* Who supplies or carries acts, but is not who a business wants to reach. */
static gboolean
is_audience (const StudioReading *reading)
{
  static const char *const others[] = { "supplier", "vendor", "shipper",      "carrier",
                                        "courier",  "bank",   "manufacturer", "author",
                                        "artist",   "actor",  "department",   "team",
                                        "branch",   "store",  "agency",       NULL };
  guint concepts =
      studio_lexicon_concepts_of (reading->lexicon, (const char *const *) reading->words);

  for (guint i = 0; reading->words[i] != NULL; i++)
    if (g_strv_contains (others, reading->words[i]))
      return FALSE;
  return (concepts & (STUDIO_CONCEPT_PERSON | STUDIO_CONCEPT_ORGANISATION)) != 0 &&
         reading->archetype == STUDIO_ARCHETYPE_ENTITY && !studio_reading_is_staff (reading);
}

/* People and companies that act in the rows of the fact, and are not those that are analysed. */
/* Users who handle what others asked for are staff, by the name of the column alone. */
static gboolean
is_audience_link (const StudioPath *path, const StudioAnalysis *self)
{
  static const char *const duties[] = { "handled", "approved", "assigned", "owner", "by", NULL };
  const StudioColumn *link = studio_path_last_column (path, self);

  for (guint i = 0; link->words[i] != NULL; i++)
    if (g_strv_contains (duties, link->words[i]) ||
        studio_lexicon_is_staff (path->to->lexicon, link->words[i]))
      return FALSE;
  return link->distinct < 0 || link->distinct >= 10;
}

/* Whether each thing belongs to one of them anyway. */
static gboolean
is_decided (const StudioFactTable *fact, const StudioReading *actor)
{
  g_autoptr (GPtrArray) paths = studio_paths_up (fact->analysis, fact->analysis->reading, 2);

  for (guint i = 0; i < paths->len; i++)
    if (((const StudioPath *) g_ptr_array_index (paths, i))->to == actor)
      return TRUE;
  return FALSE;
}

static const StudioPath *
find_actor (const StudioFactTable *fact, GPtrArray *paths)
{
  const StudioRelationship *own = g_ptr_array_index (fact->path->steps, 0);

  for (guint i = 0; i < paths->len; i++)
    {
      const StudioPath *path = g_ptr_array_index (paths, i);
      const StudioRelationship *first = g_ptr_array_index (path->steps, 0);

      if (is_audience (path->to) && is_audience_link (path, fact->analysis) &&
          !is_decided (fact, path->to) && path->to->table != fact->analysis->reading->table &&
          path->null_share < 0.3 && (fact->path->steps->len < 2 || first->column != own->column))
        return path;
    }
  return NULL;
}

static void
add_reach (const StudioFactTable *fact)
{
  StudioAnalysis *self = fact->analysis;
  const StudioReading *reading = self->reading;
  g_autoptr (GPtrArray) paths = studio_paths_up (self, fact->reading, 2);
  const StudioPath *actor = find_actor (fact, paths);
  g_autofree char *noun = NULL;
  g_autofree char *plural = NULL;
  g_autofree char *alias = NULL;
  g_autofree char *value = NULL;
  StudioFactTable to_actor = *fact;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (actor == NULL)
    return;
  to_actor.path = actor;
  noun = studio_path_noun (actor, self);
  plural = studio_lexicon_plural (reading->lexicon, noun);
  alias = studio_alias_from (plural, "people");
  value = studio_phrases_value (self, "reach", NULL, plural, NULL);
  definition = studio_analysis_start (fact->reading, "reach");
  _studio_fact_add_thing (fact, definition);
  studio_definition_add_measure (definition, alias, plural,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                                        link_of (&to_actor, definition), NULL));
  studio_analysis_limit_long (self, definition, &fact->window, fact->reading->source);
  studio_definition_order (definition, alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RANKING, 63 + fact->importance, "reach", "row", definition,
                           "%s with %s by %s", plural, fact->reading->plural, reading->noun);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
  _studio_fact_finish (fact, proposal, STUDIO_DIRECTION_UP,
                       g_strdup_printf ("Number of different %s with at least one %s, for each %s.",
                                        plural, fact->reading->noun, reading->noun),
                       value);
}

/* What is summed up of a table: money, units of lines, else its rows. */
static const StudioColumn *
find_measure (const StudioReading *reading)
{
  const StudioColumn *measure = reading->minor ? NULL : reading->money;

  if (measure == NULL && reading->archetype == STUDIO_ARCHETYPE_LINE)
    measure = reading->quantity;
  return measure != NULL && measure->null_share <= 0.5 ? measure : NULL;
}

static gboolean
read_fact (StudioAnalysis *self, const StudioPath *path, StudioFactTable *fact)
{
  StudioReading *reading = path->from;
  const StudioColumn *measure = find_measure (reading);

  *fact =
      (StudioFactTable){ .analysis = self, .path = path, .reading = reading, .measure = measure };
  if (!studio_reading_is_flow (reading) || path->null_share > 0.6 ||
      (reading->archetype == STUDIO_ARCHETYPE_LINE && measure == NULL))
    return FALSE;
  studio_analysis_own_window (self, reading, &fact->window);
  fact->importance = (measure == NULL                      ? 0
                      : measure->role == STUDIO_ROLE_MONEY ? 6
                                                           : 4) +
                     (reading->archetype == STUDIO_ARCHETYPE_EVENT ? 0 : 3) -
                     3.0 * (double) (path->steps->len - 1) - 15 * path->null_share;
  if (fact->window.time == NULL)
    fact->importance -= 6;
  fact->subject =
      measure != NULL ? studio_analysis_subject (reading, measure) : g_strdup (reading->plural);
  fact->alias = g_strdup (measure != NULL ? measure->alias : reading->alias);
  return TRUE;
}

static gint
compare_facts (gconstpointer a, gconstpointer b)
{
  const StudioFactTable *first = a;
  const StudioFactTable *second = b;

  return (first->importance < second->importance) - (first->importance > second->importance);
}

static void
add_fact (const StudioFactTable *fact, gboolean first)
{
  const StudioReading *reading = fact->analysis->reading;

  add_average (fact);
  if (first)
    {
      add_active (fact);
      add_concentration (fact);
      add_coverage (fact);
    }
  if (reading->name == NULL && reading->key == NULL)
    return;
  add_scoreboard (fact);
  add_change (fact);
  add_mix (fact);
  add_weakest (fact);
  add_growing (fact);
  add_average_each (fact);
  add_reach (fact);
}

static gboolean
is_line_of (const StudioReading *line, const StudioReading *header)
{
  for (guint i = 0; line->archetype == STUDIO_ARCHETYPE_LINE && i < line->parents->len; i++)
    if (((const StudioRelationship *) g_ptr_array_index (line->parents, i))->parent ==
        header->table)
      return TRUE;
  return FALSE;
}

/* Whether the lines of a transaction tell its amount once more. */
static gboolean
is_repetition (GArray *facts, guint n)
{
  const StudioFactTable *fact = &g_array_index (facts, StudioFactTable, n);

  for (guint i = 0; fact->measure != NULL && i < n; i++)
    {
      const StudioFactTable *other = &g_array_index (facts, StudioFactTable, i);

      if (other->measure != NULL && (is_line_of (fact->reading, other->reading) ||
                                     is_line_of (other->reading, fact->reading)))
        return TRUE;
    }
  return FALSE;
}

void
_studio_patterns_facts (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (StudioFactTable));
  g_autoptr (GPtrArray) paths = NULL;
  guint added = 0;

  if ((reading->archetype != STUDIO_ARCHETYPE_ENTITY &&
       reading->archetype != STUDIO_ARCHETYPE_LOOKUP) ||
      reading->rows == 1)
    return;
  g_array_set_clear_func (facts, fact_clear);
  paths = studio_paths_down (self, self->reading, MAX_DEPTH);
  for (guint i = 0; i < paths->len; i++)
    {
      StudioFactTable fact;

      if (read_fact (self, g_ptr_array_index (paths, i), &fact))
        g_array_append_val (facts, fact);
    }
  g_array_sort (facts, compare_facts);
  for (guint i = 0; i < facts->len; i++)
    {
      StudioFactTable *fact = &g_array_index (facts, StudioFactTable, i);

      fact->importance -= 3 * (double) i;
      if (added < MAX_FACTS && !is_repetition (facts, i))
        {
          add_fact (fact, added == 0);
          added++;
        }
      if (i < MAX_QUALITIES)
        _studio_fact_add_qualities (fact);
    }
}
