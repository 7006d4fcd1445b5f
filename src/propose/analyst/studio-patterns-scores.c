/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-path.h"

#include <math.h>

/*
 * What people think, given as a number on a short scale: how the answers spread, how many are very
 * good or bad, and how many say more than the number. An average of 3.5 may be nothing but 3 and 4,
 * or half 5 and half 2.
 */

/* Scales whose ends have a meaning of their own. */
#define STARS 5
#define TENTHS 10
#define LONGEST_SCALE 10
/* Less or more is written in all of them, or in none. */
#define LEAST_WRITTEN 0.02
/* Things are compared only where each has ratings enough; a share of fewer is chance. */
#define ENOUGH 5
#define DEPTH 2
#define COMPARED_THINGS 2
#define LIST_LENGTH 15

/* Ratings of one column. */
typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *column;
  const char *subject; /* “product review rating” */
  int highest;         /* of the scale: STARS, TENTHS, or another */
} Scores;

static const StudioFingerprint *
fingerprint_of (const StudioColumn *column)
{
  return &studio_field_get_info (column->field)->fingerprint;
}

static gboolean
has_one_of (char *const *words, const char *const *wanted)
{
  for (guint i = 0; words[i] != NULL; i++)
    for (guint k = 0; wanted[k] != NULL; k++)
      if (g_ascii_strcasecmp (words[i], wanted[k]) == 0)
        return TRUE;
  return FALSE;
}

gboolean
studio_analysis_is_rating (const StudioReading *reading, const StudioColumn *column)
{
  /* Of these, more is not better, or not everywhere. */
  static const char *const others[] = { "rank",  "severity", "priority",   "point",  "points",
                                        "grade", "mark",     "marks",      "gpa",    "pain",
                                        "risk",  "level",    "difficulty", "effort", NULL };
  const StudioFingerprint *fingerprint = fingerprint_of (column);

  return column->role == STUDIO_ROLE_SCORE && column->kind == STUDIO_FIELD_INTEGER &&
         studio_column_is_measure (column) && !studio_column_is_constant (column) &&
         !column->audit && !studio_field_is_nested (column->field) && column->null_share <= 0.9 &&
         !has_one_of (column->words, others) &&
         studio_analysis_direction (reading, column) == STUDIO_DIRECTION_UP &&
         fingerprint->minimum >= 0 && fingerprint->maximum >= 3 &&
         fingerprint->maximum <= LONGEST_SCALE && fingerprint->maximum > fingerprint->minimum;
}

/* Whether the scale is that of “how likely would you recommend us”. */
static gboolean
is_recommendation (const Scores *scores)
{
  static const char *const named[] = { "nps",         "promoter",       "recommend",
                                       "recommended", "recommendation", NULL };
  static const char *const asked[] = { "survey", "feedback", "response",     "answer", "csat",
                                       "review", "rating",   "satisfaction", "score",  NULL };
  const StudioReading *reading = scores->analysis->reading;
  const StudioColumn *column = scores->column;

  if (scores->highest != TENTHS)
    return FALSE;
  return has_one_of (column->words, named) || has_one_of (reading->words, named) ||
         (fingerprint_of (column)->minimum == 0 && has_one_of (column->words, asked) &&
          has_one_of (reading->words, asked));
}

static StudioExpression *
value_of (const Scores *scores)
{
  return studio_column_expression (scores->column, scores->analysis->reading->source);
}

static StudioExpression *
compare (const Scores *scores, StudioOperator op, int number)
{
  return studio_expression_new (op, value_of (scores), studio_expression_number (number), NULL);
}

static StudioExpression *
is_given (const Scores *scores)
{
  return studio_expression_new (STUDIO_OPERATOR_NOT_NULL, value_of (scores), NULL);
}

static StudioExpression *
count_given (const Scores *scores)
{
  return studio_expression_new (STUDIO_OPERATOR_COUNT, value_of (scores), NULL);
}

static void
finish (const Scores *scores, StudioProposal *proposal, char *description, const char *key)
{
  studio_proposal_set_text (
      proposal, description,
      studio_phrases_value (scores->analysis, key, scores->column, NULL, NULL),
      g_strdup_printf ("“%s” is a rating of %.0f to %.0f.", studio_column_get_name (scores->column),
                       fingerprint_of (scores->column)->minimum,
                       fingerprint_of (scores->column)->maximum));
  studio_analysis_add (scores->analysis, proposal);
}

/* Rows by rating, each with its share. */
static void
add_distribution (const Scores *scores)
{
  StudioAnalysis *self = scores->analysis;
  const StudioReading *reading = self->reading;
  const StudioColumn *column = scores->column;
  StudioDefinition *definition = studio_analysis_start_for (reading, "distribution", column);
  StudioProposal *proposal;

  studio_definition_add_dimension (definition, column->alias, column->label, value_of (scores));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_add_measure (
      definition, "share", "share",
      studio_expression_new (STUDIO_OPERATOR_SHARE, studio_count (NULL), NULL));
  studio_definition_filter (definition, is_given (scores));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, column->alias, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 62, scores->subject, "bar",
                                  definition, "%s by %s", reading->plural,
                                  studio_analysis_own_label (reading, column));
  studio_proposal_set_unit (proposal, "share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, reading->alias, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  finish (scores, proposal,
          g_strdup_printf ("Number of %s with each %s, and its share of all that have one.",
                           reading->plural, column->label),
          "ratings");
}

/* The greatest rating that is a low one. */
static int
lowest (const Scores *scores)
{
  return scores->highest == STARS ? 2 : 6;
}

/* A figure of the ratings that were given, by period. */
static StudioDefinition *
per_period (const Scores *scores, const char *pattern, const char *name, StudioExpression *value)
{
  StudioAnalysis *self = scores->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start_for (reading, pattern, scores->column);

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (definition, name, NULL, value);
  studio_definition_filter (definition, is_given (scores));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, studio_grain_name (self->window.grain), FALSE);
  return definition;
}

static void
add_share (const Scores *scores, gboolean top)
{
  const StudioAnalysis *self = scores->analysis;
  const char *grain = studio_grain_name (self->window.grain);
  int from = top ? scores->highest - 1 : lowest (scores);
  g_autofree char *which = top ? g_strdup_printf ("%d or %d", from, scores->highest)
                               : g_strdup_printf ("%d or less", from);
  g_autofree char *rated = !is_recommendation (scores) ? g_strconcat ("rated ", which, NULL)
                           : top                       ? g_strdup ("from promoters")
                                                       : g_strdup ("from detractors");
  const char *name = top ? "top_share" : "low_share";
  StudioExpression *condition =
      compare (scores, top ? STUDIO_OPERATOR_GREATER_EQUAL : STUDIO_OPERATOR_LESS_EQUAL, from);
  StudioDefinition *definition = per_period (
      scores, "ratio", name, studio_ratio (studio_count (condition), count_given (scores)));
  StudioProposal *proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, top ? 66 : 64, name, "line", definition,
                           "Share of %s %s by %s", self->reading->plural, rated, grain);

  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT,
                            top ? STUDIO_DIRECTION_UP : STUDIO_DIRECTION_DOWN);
  finish (scores, proposal,
          g_strdup_printf ("Share of the %s with a %s of %s among all that have one, by %s.",
                           self->reading->plural, scores->column->label, which, grain),
          top ? "ratings-top" : "ratings-low");
}

/* Promoters less detractors (Reichheld, “The One Number You Need to Grow”, 2003), in points from
 * -100 to 100. */
static void
add_net_promoters (const Scores *scores)
{
  const StudioAnalysis *self = scores->analysis;
  const char *grain = studio_grain_name (self->window.grain);
  StudioExpression *balance = studio_expression_new (
      STUDIO_OPERATOR_SUBTRACT, studio_count (compare (scores, STUDIO_OPERATOR_GREATER_EQUAL, 9)),
      studio_count (compare (scores, STUDIO_OPERATOR_LESS_EQUAL, 6)), NULL);
  StudioExpression *hundred = studio_expression_number (100);
  StudioExpression *points = studio_expression_new (
      STUDIO_OPERATOR_MULTIPLY, studio_ratio (balance, count_given (scores)), hundred, NULL);
  StudioProposal *proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 76, "net promoter score", "line",
                           per_period (scores, "ratio", "net_promoter_score", points),
                           "net promoter score by %s", grain);

  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_SCORE, STUDIO_DIRECTION_UP);
  finish (scores, proposal,
          g_strdup_printf ("Share of the %s with 9 or 10 (promoters) less the share with 0 to 6 "
                           "(detractors), in points from −100 to 100, by %s.",
                           self->reading->plural, grain),
          "promoters");
}

/* Whether the end of the path is what was rated, or who served; who rates is not. */
static gboolean
is_rated (const StudioPath *path, const StudioAnalysis *self)
{
  const StudioReading *end = path->to;
  guint n = g_strv_length (end->words);
  guint concepts = n > 0 ? studio_lexicon_concepts (end->lexicon, end->words[n - 1]) : 0;
  gint64 distinct = studio_path_last_column (path, self)->distinct;

  if (end->name == NULL || end->archetype != STUDIO_ARCHETYPE_ENTITY || path->null_share > 0.5 ||
      ((concepts & STUDIO_CONCEPT_PERSON) != 0 && !studio_reading_is_staff (end)))
    return FALSE;
  if (end->rows >= 0 && (distinct < 0 || end->rows < distinct))
    distinct = end->rows;
  return distinct < 0 ||
         (distinct >= 3 && (self->reading->rows < 0 || self->reading->rows >= ENOUGH * distinct));
}

/* The low ratings of each thing that is rated; its average is a figure of the thing. */
static void
add_by_thing (const Scores *scores, const StudioPath *path, double weight)
{
  StudioAnalysis *self = scores->analysis;
  const StudioReading *reading = self->reading;
  const StudioRelationship *last = studio_path_last (path);
  StudioDefinition *definition = studio_analysis_start_for (reading, "comparison", scores->column);
  g_autofree char *joined = studio_path_join (path, self, definition, reading->source);
  g_autofree char *noun = studio_path_noun (path, self);
  g_autofree char *alias = studio_alias_from (noun, "name");
  StudioExpression *low =
      studio_count (compare (scores, STUDIO_OPERATOR_LESS_EQUAL, lowest (scores)));
  StudioProposal *proposal;

  studio_definition_add_key (definition,
                             studio_expression_column (joined, studio_field_get_name (last->key),
                                                       studio_field_get_kind (last->key)));
  studio_definition_add_dimension (definition, alias, noun, studio_reading_name (path->to, joined));
  studio_definition_add_measure (definition, "low_share", NULL,
                                 studio_ratio (low, count_given (scores)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_filter (definition, is_given (scores));
  studio_definition_filter_groups (
      definition, studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, studio_count (NULL),
                                         studio_expression_number (ENOUGH), NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, "low_share", TRUE);
  studio_definition_order (definition, reading->alias, TRUE);
  studio_definition_order (definition, alias, FALSE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, weight, alias, "row", definition,
                                  "Share of %s rated %d or less by %s", reading->plural,
                                  lowest (scores), noun);
  studio_proposal_set_unit (proposal, reading->alias, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_unit (proposal, "low_share", STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN);
  finish (
      scores, proposal,
      g_strdup_printf ("Share of %s with a %s of %d or less, for each %s with at least %d ratings, "
                       "and their number; the worst first.",
                       reading->plural, scores->column->label, lowest (scores), noun, ENOUGH),
      "low-by-thing");
}

static void
add_things (const Scores *scores)
{
  g_autoptr (GPtrArray) paths =
      studio_paths_up (scores->analysis, scores->analysis->reading, DEPTH);
  guint n = 0;

  for (guint i = 0; i < paths->len && n < COMPARED_THINGS; i++)
    if (is_rated (g_ptr_array_index (paths, i), scores->analysis))
      add_by_thing (scores, g_ptr_array_index (paths, i), 64 - 4.0 * n++);
}

/* What the giver of a rating wrote. */
static const StudioColumn *
find_text (const StudioReading *reading)
{
  static const char *const words[] = { "comment",  "body",    "text",    "message", "content",
                                       "feedback", "remark",  "review",  "reason",  "answer",
                                       "comments", "remarks", "opinion", NULL };

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->kind == STUDIO_FIELD_TEXT && column->role == STUDIO_ROLE_TEXT && column->usable &&
          !column->audit && !studio_field_is_nested (column->field) &&
          has_one_of (column->words, words) && column->null_share >= LEAST_WRITTEN &&
          column->null_share <= 1 - LEAST_WRITTEN)
        return column;
    }
  return NULL;
}

static void
add_written (const Scores *scores)
{
  const StudioAnalysis *self = scores->analysis;
  const StudioReading *reading = self->reading;
  const StudioColumn *text = find_text (reading);
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *name = NULL;
  g_autofree char *one = NULL;
  StudioExpression *written;
  StudioProposal *proposal;

  if (text == NULL)
    return;
  name = g_strconcat (text->alias, "_share", NULL);
  one = studio_analysis_one (text->label);
  written =
      studio_and (studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                         studio_column_expression (text, reading->source), NULL),
                  studio_expression_new (STUDIO_OPERATOR_NOT_EQUAL,
                                         studio_column_expression (text, reading->source),
                                         studio_expression_text (""), NULL));
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 56, text->alias, "line",
                           per_period (scores, "ratio", name,
                                       studio_ratio (studio_count (written), count_given (scores))),
                           "Share of %s with %s by %s", reading->plural, one, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  finish (scores, proposal,
          g_strdup_printf ("Share of the %s with a %s in which “%s” is filled, by %s.",
                           reading->plural, scores->column->label, studio_column_get_name (text),
                           grain),
          "written");
}

static const StudioColumn *
find_rating (const StudioReading *reading)
{
  const StudioColumn *best = NULL;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (studio_analysis_is_rating (reading, column) &&
          (best == NULL || column->null_share < best->null_share - 0.1))
        best = column;
    }
  return best;
}

void
_studio_patterns_scores (StudioAnalysis *self)
{
  const StudioColumn *column =
      self->reading->archetype != STUDIO_ARCHETYPE_SNAPSHOT ? find_rating (self->reading) : NULL;
  g_autofree char *subject = NULL;
  Scores scores = { self, column, NULL, 0 };

  if (column == NULL)
    return;
  subject = studio_analysis_subject (self->reading, column);
  scores.subject = subject;
  scores.highest = (int) fingerprint_of (column)->maximum;
  add_distribution (&scores);
  if (scores.highest == STARS || scores.highest == TENTHS)
    add_things (&scores);
  if (self->window.time == NULL || self->window.stock)
    return;
  if (scores.highest == STARS || scores.highest == TENTHS)
    {
      add_share (&scores, TRUE);
      add_share (&scores, FALSE);
    }
  if (is_recommendation (&scores))
    add_net_promoters (&scores);
  add_written (&scores);
}
