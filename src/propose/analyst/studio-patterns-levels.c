/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"

#include <string.h>

#include "propose/analyst/studio-columns.h"
#include "propose/analyst/studio-ratio-rules.h"

/*
 * What tables of statistics say about levels: what is used up, how fast it turns over, what it is
 * spread over. Levels are compared on the last day that was recorded, and flows over periods.
 */

#define LIST_LENGTH 15
#define MAX_GROUPS 60
#define TOP 10
#define MANY 25
/* How far back the last level is compared with. */
#define CHANGE_DAYS 30

static gboolean
is_usable (const StudioColumn *column)
{
  return studio_column_is_measure (column) && !studio_column_is_constant (column) &&
         column->null_share < 0.8 && !studio_field_is_nested (column->field);
}

static gboolean
is_amount (const StudioColumn *column)
{
  return column->role == STUDIO_ROLE_QUANTITY || column->role == STUDIO_ROLE_MONEY ||
         column->role == STUDIO_ROLE_COUNTER;
}

/* The first level or flow; of quantities first. */
static const StudioColumn *
find_amount (const StudioReading *reading, gboolean level)
{
  const StudioColumn *found = NULL;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);
      gboolean fits = level ? column->level && !studio_column_has_word (column, "safety") &&
                                  !studio_column_has_word (column, "reorder") &&
                                  !studio_column_has_word (column, "reserved")
                            : column->additive && !column->level;

      if (is_usable (column) && is_amount (column) && fits &&
          (found == NULL ||
           (found->role != STUDIO_ROLE_QUANTITY && column->role == STUDIO_ROLE_QUANTITY)))
        found = column;
    }
  return found;
}

static const StudioColumn *
find_words (const StudioReading *reading, const char *const *words)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      for (guint w = 0; is_usable (column) && is_amount (column) && words[w] != NULL; w++)
        if (studio_column_has_word (column, words[w]))
          return column;
    }
  return NULL;
}

static void
finish (StudioAnalysis *self,
        const StudioColumn *column,
        StudioProposal *proposal,
        StudioUnit unit,
        StudioDirection direction,
        char *description,
        char *business_value)
{
  studio_proposal_set_unit (proposal, NULL, unit, direction);
  proposal->currency = studio_column_currency (column);
  studio_proposal_set_text (
      proposal, description, business_value,
      g_strdup_printf ("“%s” is a figure of a period in a table of statistics.",
                       studio_column_get_name (column)));
  studio_analysis_add (self, proposal);
}

/* The share of records that meet @condition (transfer full), per period. */
static void
add_share_trend (StudioAnalysis *self,
                 const StudioColumn *column,
                 StudioExpression *condition,
                 const char *name,
                 const char *what,
                 StudioDirection direction)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  g_autofree char *alias = studio_alias_from (name, "share");

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (definition, alias, name,
                                 studio_ratio (studio_count (condition), studio_count (NULL)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  finish (self, column,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 74, alias, "line", definition, "%s by %s", name,
                               grain),
          STUDIO_UNIT_PERCENT, direction,
          g_strdup_printf ("Share of all records of each %s in which %s.", grain, what),
          studio_phrases_value (self, "share-trend", column, NULL, NULL));
}

/* The share of what is recorded on the last day that meets @condition (transfer full). */
static void
add_share_latest (StudioAnalysis *self,
                  const StudioColumn *column,
                  StudioExpression *condition,
                  const StudioColumn *bound,
                  const char *name)
{
  StudioDefinition *definition = studio_analysis_start (self->reading, "latest");
  g_autofree char *alias = studio_alias_from (name, "share");

  studio_definition_add_measure (definition, alias, name,
                                 studio_ratio (studio_count (condition), studio_count (NULL)));
  studio_analysis_limit_to_latest (self, definition);
  finish (self, column,
          studio_proposal_new (STUDIO_FAMILY_SNAPSHOT, 70, alias, "scalar", definition,
                               "%s, latest", name),
          STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN,
          g_strdup_printf (
              "Share of all records of the latest day in which the %s is not above the %s.",
              column->label, bound->label),
          studio_phrases_value (self, "latest-share", column, NULL, NULL));
}

static void
add_flags (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *flag = g_ptr_array_index (reading->columns, i);
      g_autofree char *name = g_strconcat (flag->label, " share", NULL);
      g_autofree char *what = g_strdup_printf ("“%s” is set", studio_column_get_name (flag));

      if (flag->role == STUDIO_ROLE_FLAG && flag->flag == STUDIO_FLAG_PLAIN && flag->usable &&
          !studio_column_is_constant (flag))
        add_share_trend (self, flag, studio_column_is_set (flag, reading->source, TRUE), name, what,
                         studio_column_has_word (flag, "stockout") ? STUDIO_DIRECTION_DOWN
                                                                   : STUDIO_DIRECTION_NEUTRAL);
    }
}

/* A flag of its own says it already. */
static gboolean
tells_stockout (const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *flag = g_ptr_array_index (reading->columns, i);

      if (flag->role == STUDIO_ROLE_FLAG && flag->usable && !studio_column_is_constant (flag) &&
          studio_column_has_word (flag, "stockout"))
        return TRUE;
    }
  return FALSE;
}

static void
add_shortages (StudioAnalysis *self, const StudioColumn *level)
{
  static const char *const bounds[] = { "safety", "reorder", "minimum", NULL };
  const StudioReading *reading = self->reading;
  const StudioColumn *bound = find_words (reading, bounds);
  g_autofree char *subject = studio_analysis_subject (reading, level);

  if (level->role != STUDIO_ROLE_QUANTITY)
    return;
  if (studio_field_get_info (level->field)->fingerprint.minimum <= 0 && !tells_stockout (reading))
    {
      g_autofree char *name = studio_column_has_word (level, "stock") ||
                                      studio_column_has_word (level, "on-hand") ||
                                      studio_column_has_word (level, "inventory")
                                  ? g_strdup ("out-of-stock share")
                                  : g_strconcat ("share at zero ", subject, NULL);
      g_autofree char *what = g_strdup_printf ("the %s is 0", level->label);

      add_share_trend (self, level,
                       studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL,
                                              studio_reading_value (reading, level),
                                              studio_expression_number (0), NULL),
                       name, what, STUDIO_DIRECTION_DOWN);
    }
  if (bound != NULL && bound != level && bound->role == level->role)
    {
      g_autofree char *name = g_strdup_printf ("share at or below %s", bound->label);

      add_share_latest (self, level,
                        studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL,
                                               studio_reading_value (reading, level),
                                               studio_reading_value (reading, bound), NULL),
                        bound, name);
    }
}

/* How often the level is used up in a period: what goes out, divided by what is there on average.
 */
static void
add_turnover (StudioAnalysis *self, const StudioColumn *level)
{
  static const char *const outflows[] = { "outbound",    "sold",  "shipped", "consumed", "issued",
                                          "consumption", "usage", "sales",   NULL };
  static const char *const meters[] = { "meter", "odometer", "lifetime", "cumulative", NULL };
  const StudioReading *reading = self->reading;
  const StudioColumn *out = find_words (reading, outflows);
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *name = g_strconcat (reading->noun, " turnover", NULL);
  g_autofree char *alias = studio_alias_from (name, "turnover");
  StudioDefinition *inner, *definition;

  /* A meter only grows, and nothing is ever taken from it. */
  if (out == NULL || out == level || out->role != level->role || !out->additive || out->level ||
      find_words (reading, meters) == level)
    return;
  inner = studio_analysis_start (reading, "per-day");
  studio_definition_add_dimension (inner, "recorded", NULL,
                                   studio_reading_value (reading, self->window.time));
  studio_definition_add_measure (inner, "outflow", NULL,
                                 studio_sum (studio_reading_value (reading, out)));
  studio_definition_add_measure (inner, "level", NULL,
                                 studio_sum (studio_reading_value (reading, level)));
  studio_analysis_limit_trend (self, inner, &self->window, reading->source);
  definition = studio_definition_new_over ("turnover", "per_day", inner);
  studio_definition_add_dimension (
      definition, grain, grain,
      studio_expression_truncate (studio_definition_result (inner, "per_day", "recorded"),
                                  self->window.grain));
  studio_definition_add_measure (
      definition, alias, name,
      studio_ratio (studio_sum (studio_definition_result (inner, "per_day", "outflow")),
                    studio_average (studio_definition_result (inner, "per_day", "level"))));
  studio_definition_order (definition, grain, FALSE);
  finish (self, level,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 77, "turnover", "line", definition, "%s by %s",
                               name, grain),
          STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_UP,
          g_strdup_printf ("Sum of the %s of each %s divided by the average %s of its days.",
                           out->label, grain, level->label),
          studio_phrases_value (self, "turnover", level, NULL, NULL));
}

/* Two levels of the last day whose quotient has a name. */
static void
add_level_rule (StudioAnalysis *self, const StudioRatioRule *rule)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *part = find_words (reading, (const char *const *) rule->part);
  const StudioColumn *whole = find_words (reading, (const char *const *) rule->whole);
  g_autofree char *alias = studio_alias_from (rule->name, "ratio");
  StudioDefinition *definition;

  if (part == NULL || whole == NULL || part == whole || !part->level || !whole->level ||
      part->role != whole->role || !studio_ratio_rule_fits (rule, part->role == STUDIO_ROLE_MONEY))
    return;
  definition = studio_analysis_start (reading, "latest");
  studio_definition_add_measure (definition, alias, rule->name,
                                 studio_ratio (studio_sum (studio_reading_value (reading, part)),
                                               studio_sum (studio_reading_value (reading, whole))));
  studio_analysis_limit_to_latest (self, definition);
  finish (
      self, part,
      studio_proposal_new (STUDIO_FAMILY_RATIO, 68, rule->name, "scalar", definition, "%s, latest",
                           rule->name),
      STUDIO_UNIT_PERCENT, rule->direction,
      g_strdup_printf ("Sum of the %s divided by the sum of the %s on the latest day on record.",
                       part->label, whole->label),
      g_strdup (rule->business_value));
}

/* The same over the days of each period: half full every day is half full. */
static void
add_level_rule_trend (StudioAnalysis *self, const StudioRatioRule *rule)
{
  static const char *const places[] = { "bed", "beds", "room", "rooms", "seat", "seats", NULL };
  const StudioReading *reading = self->reading;
  const StudioColumn *part = find_words (reading, (const char *const *) rule->part);
  const StudioColumn *whole = find_words (reading, (const char *const *) rule->whole);
  const char *grain = studio_grain_name (self->window.grain);
  const char *name = rule->name;
  g_autofree char *alias = NULL;
  StudioDefinition *definition;

  if (part == NULL || whole == NULL || part == whole || !part->level || !whole->level ||
      part->role != whole->role || !studio_ratio_rule_fits (rule, part->role == STUDIO_ROLE_MONEY))
    return;
  if (strcmp (name, "utilisation") == 0 && studio_column_has_any (whole, places))
    name = "occupancy";
  alias = studio_alias_from (name, "ratio");
  definition = studio_columns_trend (self, &self->window, "ratio");
  studio_definition_add_measure (definition, alias, name,
                                 studio_ratio (studio_sum (studio_reading_value (reading, part)),
                                               studio_sum (studio_reading_value (reading, whole))));
  finish (self, part,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 80, name, "line", definition,
                               "Average %s by %s", name, grain),
          STUDIO_UNIT_PERCENT, rule->direction,
          g_strdup_printf ("Average %s divided by average %s over the days of the %s.", part->label,
                           whole->label, grain),
          g_strdup (rule->business_value));
}

/* The last level against that of a month before. */
static void
add_change (StudioAnalysis *self, const StudioColumn *level)
{
  const StudioReading *reading = self->reading;
  g_autofree char *subject = studio_analysis_subject (reading, level);
  StudioDefinition *definition;
  StudioExpression *latest, *now, *before;

  if (self->window.time->distinct < 2 * CHANGE_DAYS)
    return;
  definition = studio_analysis_start (reading, "growth");
  latest = studio_analysis_latest (self);
  now = studio_expression_filtered (
      studio_sum (studio_reading_value (reading, level)),
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             studio_reading_value (reading, self->window.time),
                             studio_expression_ref (latest), NULL));
  before = studio_expression_filtered (
      studio_sum (studio_reading_value (reading, level)),
      studio_expression_new (
          STUDIO_OPERATOR_EQUAL, studio_reading_value (reading, self->window.time),
          studio_expression_shift (latest, -CHANGE_DAYS, STUDIO_GRAIN_DAY), NULL));
  studio_definition_add_measure (
      definition, "change", "change",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, now,
                                           studio_expression_ref (before), NULL),
                    before));
  finish (self, level,
          studio_proposal_new (STUDIO_FAMILY_GROWTH, 58, level->alias, "scalar", definition,
                               "Change of %s in %d days", subject, CHANGE_DAYS),
          STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL,
          g_strdup_printf ("%s of the latest day on record against that of %d days before: the "
                           "difference divided by the earlier value.",
                           subject, CHANGE_DAYS),
          studio_phrases_value (self, "level-change", level, NULL, NULL));
}

/* What the level, or the flow, is spread over. */
static void
add_group (StudioAnalysis *self,
           const StudioColumn *group,
           const StudioColumn *measure,
           gboolean level)
{
  const StudioReading *reading = self->reading;
  g_autofree char *subject = studio_analysis_subject (reading, measure);
  StudioDefinition *definition = studio_analysis_start (reading, "share");
  StudioExpression *sum = studio_sum (studio_reading_value (reading, measure));
  StudioProposal *proposal;

  studio_analysis_add_group (self, definition, group);
  studio_definition_add_measure (definition, measure->alias, subject, studio_expression_ref (sum));
  studio_definition_add_measure (definition, "share", "share",
                                 studio_expression_new (STUDIO_OPERATOR_SHARE, sum, NULL));
  if (level)
    studio_analysis_limit_to_latest (self, definition);
  else
    studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, measure->alias, TRUE);
  studio_definition_set_limit (definition, LIST_LENGTH);
  proposal = studio_proposal_new (STUDIO_FAMILY_SHARE, 60, group->alias, "row", definition,
                                  "%s by %s%s", subject, studio_analysis_own_label (reading, group),
                                  level ? ", latest" : "");
  finish (self, measure, proposal, studio_analysis_unit (measure), STUDIO_DIRECTION_NEUTRAL,
          g_strdup_printf ("%s of each %s%s and its share of the total, the largest first.",
                           subject, studio_analysis_own_label (reading, group),
                           level ? " on the latest day on record" : ""),
          studio_phrases_value (self, "share", group, NULL, NULL));
  g_hash_table_insert (proposal->units, g_strdup ("share"), GINT_TO_POINTER (STUDIO_UNIT_PERCENT));
}

static void
add_groups (StudioAnalysis *self, const StudioColumn *level, const StudioColumn *flow)
{
  const StudioReading *reading = self->reading;
  guint n = 0;

  for (guint i = 0; i < reading->columns->len && n < 2; i++)
    {
      const StudioColumn *group = g_ptr_array_index (reading->columns, i);

      if (!studio_column_is_groupable (group, MAX_GROUPS) || group->role == STUDIO_ROLE_FLAG)
        continue;
      n++;
      if (level != NULL)
        add_group (self, group, level, TRUE);
      if (flow != NULL)
        add_group (self, group, flow, FALSE);
    }
}

/* What the ten largest have of the last level, or of the flow of a year. */
static void
add_concentration (StudioAnalysis *self, const StudioColumn *key, const StudioColumn *measure)
{
  const StudioReading *reading = self->reading;
  g_autofree char *subject = studio_analysis_subject (reading, measure);
  g_autofree char *plural = studio_lexicon_plural (reading->lexicon, key->label);
  StudioDefinition *inner = studio_analysis_start (reading, "ranking");
  StudioDefinition *definition;
  StudioExpression *total;

  studio_definition_add_dimension (inner, studio_column_get_name (key), NULL,
                                   studio_reading_value (reading, key));
  studio_definition_add_measure (inner, measure->alias, NULL,
                                 studio_sum (studio_reading_value (reading, measure)));
  studio_definition_add_measure (
      inner, "place", NULL,
      studio_expression_new (STUDIO_OPERATOR_RANK,
                             studio_sum (studio_reading_value (reading, measure)), NULL));
  if (measure->level)
    studio_analysis_limit_to_latest (self, inner);
  else
    studio_analysis_limit_long (self, inner, &self->window, reading->source);
  definition = studio_definition_new_over ("concentration", "ranked", inner);
  total = studio_definition_result (inner, "ranked", measure->alias);
  studio_definition_add_measure (
      definition, "top_10_share", "share of the ten largest",
      studio_ratio (studio_expression_filtered (
                        studio_sum (studio_expression_ref (total)),
                        studio_expression_new (STUDIO_OPERATOR_LESS_EQUAL,
                                               studio_definition_result (inner, "ranked", "place"),
                                               studio_expression_number (TOP), NULL)),
                    studio_sum (total)));
  finish (
      self, measure,
      studio_proposal_new (STUDIO_FAMILY_CONCENTRATION, 57, key->alias, "scalar", definition,
                           "Share of %s from top 10 %s%s", subject, plural,
                           measure->level ? ", latest" : ""),
      STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL,
      g_strdup_printf ("%1$s of the ten %2$s with the most of it%3$s, divided by that of all %2$s.",
                       subject, plural, measure->level ? " on the latest day on record" : ""),
      studio_phrases_value (self, "concentration", key, plural, NULL));
}

static void
add_coverage (StudioAnalysis *self, const StudioColumn *key)
{
  const StudioReading *reading = self->reading;
  g_autofree char *plural = studio_lexicon_plural (reading->lexicon, key->label);
  g_autofree char *alias = studio_alias_from (plural, "things");
  StudioDefinition *definition = studio_analysis_start (reading, "latest");

  studio_definition_add_measure (definition, alias, plural,
                                 studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                                        studio_reading_value (reading, key), NULL));
  studio_analysis_limit_to_latest (self, definition);
  finish (self, key,
          studio_proposal_new (STUDIO_FAMILY_COUNT, 40, key->alias, "scalar", definition,
                               "%s recorded, latest", plural),
          STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL,
          g_strdup_printf ("Number of different %s on the latest day on record.", plural),
          studio_phrases_value (self, "recorded", NULL, NULL, NULL));
}

void
_studio_patterns_levels (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  GPtrArray *rules = studio_ratio_rules_get ();
  const StudioColumn *level, *flow;

  if (reading->archetype != STUDIO_ARCHETYPE_SNAPSHOT || self->window.time == NULL)
    return;
  level = find_amount (reading, TRUE);
  flow = find_amount (reading, FALSE);
  add_flags (self);
  if (level != NULL)
    {
      add_shortages (self, level);
      add_turnover (self, level);
      add_change (self, level);
    }
  for (guint i = 0; i < rules->len; i++)
    {
      add_level_rule (self, g_ptr_array_index (rules, i));
      add_level_rule_trend (self, g_ptr_array_index (rules, i));
    }
  add_groups (self, level, flow);
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *key = g_ptr_array_index (reading->columns, i);

      if (key->role != STUDIO_ROLE_FOREIGN_KEY || key->audit || key->distinct < MANY)
        continue;
      add_coverage (self, key);
      if (level != NULL)
        add_concentration (self, key, level);
      if (flow != NULL)
        add_concentration (self, key, flow);
    }
}
