/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-lines.h"
#include "propose/analyst/studio-phrases.h"

#include <math.h>
#include <string.h>

/* More measures of one table are not looked at, the best ones first. */
#define MAX_MEASURES 8
/* Classes of a histogram. */
#define CLASSES 12

typedef struct
{
  StudioAnalysis *analysis;
  const StudioColumn *column;
  char *subject;
  double importance;
} Measure;

static StudioExpression *
value_of (const Measure *measure)
{
  const StudioReading *reading = measure->analysis->reading;
  StudioExpression *value = studio_column_expression (measure->column, reading->source);

  /* Rates are shown as shares of 1 throughout. */
  if (measure->column->role == STUDIO_ROLE_RATE && measure->column->percent)
    return studio_ratio (value, studio_expression_number (100));
  return value;
}

static void
finish (const Measure *measure,
        StudioProposal *proposal,
        StudioUnit unit,
        char *description,
        char *business_value)
{
  StudioAnalysis *self = measure->analysis;

  studio_proposal_set_unit (proposal, NULL, unit,
                            studio_analysis_direction (self->reading, measure->column));
  proposal->currency = studio_column_currency (measure->column);
  studio_proposal_set_text (proposal, description, business_value,
                            g_strdup_printf ("“%s” was read as %s.",
                                             studio_column_get_name (measure->column),
                                             studio_role_name (measure->column->role)));
  studio_analysis_add (self, proposal);
}

/* An aggregate of the measure per period. */
static StudioDefinition *
per_period (const Measure *measure, const char *alias, StudioExpression *value)
{
  StudioAnalysis *self = measure->analysis;
  StudioDefinition *definition =
      studio_analysis_start_for (self->reading, "trend", measure->column);

  studio_analysis_add_period (self, definition, &self->window, self->reading->source);
  studio_definition_add_measure (definition, alias, NULL, value);
  studio_analysis_limit_trend (self, definition, &self->window, self->reading->source);
  studio_definition_order (definition, studio_grain_name (self->window.grain), FALSE);
  return definition;
}

static char *
prefixed (const char *word, const char *text)
{
  return g_str_has_prefix (text, word) ? g_strdup (text) : g_strconcat (word, text, NULL);
}

/* Whether it is the amount that the table is about. */
static gboolean
is_main (const Measure *measure)
{
  const StudioReading *reading = measure->analysis->reading;

  return measure->column == reading->money && !reading->minor;
}

/* What is made or moved is asked for after how often it is. */
static guint
headline_of_total (const Measure *measure)
{
  const StudioReading *reading = measure->analysis->reading;

  if (is_main (measure))
    return 1;
  return reading->money == NULL && measure->column == reading->quantity &&
                 measure->column->role == STUDIO_ROLE_QUANTITY
             ? 3
             : 0;
}

static void
add_total_trend (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const char *grain = studio_grain_name (self->window.grain);
  StudioProposal *proposal = studio_proposal_new (
      STUDIO_FAMILY_TREND,
      60 + measure->importance - (measure->column->role == STUDIO_ROLE_DURATION ? 14 : 0),
      measure->subject, "line",
      per_period (measure, measure->column->alias, studio_sum (value_of (measure))), "%s per %s",
      measure->subject, grain);

  proposal->headline = headline_of_total (measure);
  finish (measure, proposal, studio_analysis_unit (measure->column),
          g_strdup_printf ("Sum of the %s of all %s per %s.", measure->column->label,
                           self->reading->plural, grain),
          studio_phrases_value (self, "sum-trend", measure->column, NULL, NULL));
}

/* Each period against the one before. */
static void
add_growth_trend (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const char *grain = studio_grain_name (self->window.grain);
  const char *alias = measure->column->alias;
  g_autofree char *previous = g_strconcat ("previous_", alias, NULL);
  g_autofree char *previous_period = g_strconcat ("previous_", grain, NULL);
  StudioDefinition *inner = studio_analysis_start_for (self->reading, "trend", measure->column);
  StudioDefinition *definition;
  StudioExpression *now, *before;

  studio_analysis_add_period (self, inner, &self->window, self->reading->source);
  studio_definition_add_measure (inner, alias, NULL, studio_sum (value_of (measure)));
  studio_definition_add_measure (
      inner, previous, NULL,
      studio_expression_new (
          STUDIO_OPERATOR_PREVIOUS, studio_sum (value_of (measure)),
          studio_expression_truncate (
              studio_analysis_time (self, inner, &self->window, self->reading->source),
              self->window.grain),
          NULL));
  studio_definition_add_measure (
      inner, previous_period, NULL,
      studio_expression_new (
          STUDIO_OPERATOR_PREVIOUS,
          studio_expression_truncate (
              studio_analysis_time (self, inner, &self->window, self->reading->source),
              self->window.grain),
          studio_expression_truncate (
              studio_analysis_time (self, inner, &self->window, self->reading->source),
              self->window.grain),
          NULL));
  /* One period more than is shown, to compare the first with. */
  studio_definition_filter (
      inner, studio_expression_periods (
                 studio_analysis_time (self, inner, &self->window, self->reading->source),
                 self->window.grain,
                 self->window.periods > 0 ? -self->window.periods - 1 : G_MININT64, -1));
  definition = studio_definition_new_over ("growth", "per_period", inner);
  now = studio_definition_result (inner, "per_period", alias);
  before = studio_definition_result (inner, "per_period", previous);
  studio_definition_add_dimension (
      definition, grain, grain, studio_expression_column ("per_period", grain, STUDIO_FIELD_DATE));
  studio_definition_add_measure (
      definition, "growth", "growth",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, now,
                                           studio_expression_ref (before), NULL),
                    before));
  /* Where a period had no rows, the one before is no neighbour. */
  studio_definition_filter (
      definition,
      studio_expression_new (
          STUDIO_OPERATOR_EQUAL,
          studio_expression_shift (
              studio_expression_column ("per_period", previous_period, STUDIO_FIELD_DATE), 1,
              self->window.grain),
          studio_expression_column ("per_period", grain, STUDIO_FIELD_DATE), NULL));
  studio_definition_order (definition, grain, FALSE);
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_GROWTH, 56 + measure->importance, measure->subject,
                               "bar", definition, "%s growth, %s on %s", measure->subject, grain,
                               grain),
          STUDIO_UNIT_PERCENT,
          g_strdup_printf ("%s of each %s against the %s before: the difference divided by the "
                           "earlier sum.",
                           measure->subject, grain, grain),
          studio_phrases_value (self, "growth-trend", measure->column, NULL, NULL));
}

static void
add_recent_total (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  StudioDefinition *definition;
  const char *suffix = self->window.stock ? NULL : self->window.days_phrase;
  g_autofree char *name = NULL;

  definition = studio_analysis_start_for (self->reading, "total", measure->column);
  studio_definition_add_measure (definition, measure->column->alias, measure->column->label,
                                 studio_sum (value_of (measure)));
  if (suffix != NULL)
    studio_analysis_limit_days (self, definition, &self->window, self->reading->source);
  name = suffix != NULL ? g_strdup_printf ("%s, %s", measure->subject, suffix)
         : strstr (measure->subject, "total") != NULL
             ? g_strdup_printf ("%s, all time", measure->subject)
             : g_strconcat ("Total ", measure->subject, NULL);
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_TOTAL, 46 + measure->importance, measure->subject,
                               "scalar", definition, "%s", name),
          studio_analysis_unit (measure->column),
          g_strdup_printf ("Sum of the %s of all %s%s%s.", measure->column->label,
                           self->reading->plural, suffix != NULL ? " in the " : "",
                           suffix != NULL ? suffix : ""),
          studio_phrases_value (self, suffix != NULL ? "recent-total" : "total-sum",
                                measure->column, NULL, NULL));
}

/* The last year against the one before. */
static void
add_year_growth (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition;
  StudioExpression *last, *before;

  if (self->window.span < 700)
    return;
  definition = studio_analysis_start_for (reading, "growth", measure->column);
  last = studio_expression_filtered (
      studio_sum (value_of (measure)),
      studio_analysis_year (self, reading, definition, &self->window, reading->source, 0));
  before = studio_expression_filtered (
      studio_sum (value_of (measure)),
      studio_analysis_year (self, reading, definition, &self->window, reading->source, 1));
  studio_definition_add_measure (
      definition, "growth", "growth",
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_SUBTRACT, last,
                                           studio_expression_ref (before), NULL),
                    before));
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_GROWTH, 52 + measure->importance, measure->subject,
                               "scalar", definition, "%s growth, year on year", measure->subject),
          STUDIO_UNIT_PERCENT,
          g_strdup_printf ("%s of the %s against the year before: the difference divided by the "
                           "earlier sum.",
                           measure->subject, studio_analysis_year_phrase (&self->window)),
          studio_phrases_value (self, "year-growth", measure->column, NULL, NULL));
}

/* What came in during the last year that data of the past tell of. */
static void
add_last_year (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition;

  if (self->window.recent || self->window.span < 540)
    return;
  definition = studio_analysis_start_for (reading, "total", measure->column);
  studio_definition_add_measure (definition, measure->column->alias, measure->column->label,
                                 studio_sum (value_of (measure)));
  studio_definition_filter (definition, studio_analysis_year (self, reading, definition,
                                                              &self->window, reading->source, 0));
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_TOTAL, 45 + measure->importance, measure->subject,
                               "scalar", definition, "%s, last year of data", measure->subject),
          studio_analysis_unit (measure->column),
          g_strdup_printf ("Sum of the %s of all %s in the twelve months up to the last day in the "
                           "data, which lies in the past.",
                           measure->column->label, reading->plural),
          studio_phrases_value (self, "last-year", NULL, NULL, NULL));
}

/* What one order is worth is what everybody asks for first, under this name. */
static gboolean
is_order_value (const Measure *measure)
{
  const StudioReading *reading = measure->analysis->reading;

  return studio_reading_is_order (reading) && measure->column == reading->money &&
         !reading->minor && measure->column->factor == NULL &&
         !studio_field_is_nested (measure->column->field);
}

static void
add_order_value (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *noun = studio_alias_from (reading->noun, "row");
  g_autofree char *alias = g_strdup_printf ("average_%s_value", noun);

  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_RATIO, 84, "value", "line",
                               per_period (measure, alias, studio_average (value_of (measure))),
                               "Average %s value by %s", reading->noun, grain),
          STUDIO_UNIT_CURRENCY,
          g_strdup_printf ("Sum of the %s divided by the number of %s, by %s.",
                           measure->column->label, reading->plural, grain),
          studio_phrases_value (self, "row-value", NULL, NULL, NULL));
}

static const char *
average_key (const StudioColumn *column)
{
  switch ((int) column->role)
    {
    case STUDIO_ROLE_MONEY:
      return "average-money";
    case STUDIO_ROLE_RATE:
    case STUDIO_ROLE_SCORE:
      return "average-quality";
    case STUDIO_ROLE_DURATION:
      return "average-duration";
    default:
      return "average-other";
    }
}

/* “Photos per review” is how many there are on average. */
static gboolean
is_counted (const StudioColumn *column)
{
  return column->additive && !column->product &&
         (column->role == STUDIO_ROLE_QUANTITY || column->role == STUDIO_ROLE_COUNTER);
}

static void
add_average_trend (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *alias = prefixed ("average_", measure->column->alias);
  gboolean counted = is_counted (measure->column);
  g_autofree char *of_one = counted || measure->column->product
                                ? g_strconcat (counted ? measure->column->label : measure->subject,
                                               " per ", self->reading->noun, NULL)
                                : g_strdup (measure->subject);
  g_autofree char *name = counted ? g_strdup (of_one) : prefixed ("average ", of_one);
  double bonus = measure->column->additive ? -6 : 4;
  StudioProposal *proposal = studio_proposal_new (
      STUDIO_FAMILY_RATIO, 58 + bonus + measure->importance, measure->subject, "line",
      per_period (measure, alias, studio_average (value_of (measure))), "%s by %s", name, grain);

  if (is_main (measure) && self->reading->archetype != STUDIO_ARCHETYPE_LINE)
    proposal->headline = 3;
  finish (measure, proposal, studio_analysis_unit (measure->column),
          g_strdup_printf ("Average %s per %s, by %s.", measure->column->label, self->reading->noun,
                           grain),
          studio_phrases_value (self, average_key (measure->column), measure->column, NULL, NULL));
}

/* Whether a few very large values drive the average beyond what is usual. */
static gboolean
is_skewed (const StudioColumn *column)
{
  const StudioFingerprint *fingerprint = &studio_field_get_info (column->field)->fingerprint;

  return fingerprint->average > fingerprint->third_quartile;
}

static void
add_average (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  gboolean skewed = is_skewed (measure->column);
  StudioDefinition *definition =
      studio_analysis_start_for (self->reading, "average", measure->column);
  g_autofree char *alias = prefixed (skewed ? "median_" : "average_", measure->column->alias);
  g_autofree char *name = prefixed (skewed ? "median " : "average ", measure->subject);

  studio_definition_add_measure (definition, alias, name,
                                 skewed ? studio_expression_percentile (value_of (measure), 50)
                                        : studio_average (value_of (measure)));
  studio_analysis_limit_long (self, definition, &self->window, self->reading->source);
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 40 + measure->importance,
                               measure->subject, "scalar", definition, "%s%s", name,
                               studio_analysis_long_phrase (&self->window)),
          studio_analysis_unit (measure->column),
          g_strdup_printf (skewed ? "Median %s per %s: half of them lie below it."
                                  : "Average %s per %s.",
                           measure->column->label, self->reading->noun),
          studio_phrases_value (self, skewed ? "typical-median" : "typical", measure->column, NULL,
                                NULL));
}

/* A round width of classes for the bulk of the values, which are kept in parts of @unit; 0 when the
 * fingerprint does not tell. */
static double
class_width (const StudioFingerprint *fingerprint, double unit, double *top)
{
  double spread = fingerprint->third_quartile - fingerprint->first_quartile;
  double raw, power, width;

  if (isnan (spread) || spread <= 0 || isnan (fingerprint->maximum))
    return 0;
  *top = MIN (fingerprint->maximum, fingerprint->third_quartile + 3 * spread) / unit;
  raw = (*top - MAX (fingerprint->minimum, 0) / unit) / CLASSES;
  if (raw <= 0)
    return 0;
  power = pow (10, floor (log10 (raw)));
  width = raw / power <= 1   ? power
          : raw / power <= 2 ? 2 * power
          : raw / power <= 5 ? 5 * power
                             : 10 * power;
  return width;
}

static void
add_histogram (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const StudioFingerprint *fingerprint =
      &studio_field_get_info (measure->column->field)->fingerprint;
  double top = 0;
  double width = class_width (fingerprint, measure->column->cents ? 100 : 1, &top);
  g_autofree char *alias = g_strconcat (measure->column->alias, "_from", NULL);
  g_autofree char *title = g_strconcat (measure->column->label, ", from", NULL);
  StudioDefinition *definition;
  StudioExpression *capped;

  if (measure->column->kind == STUDIO_FIELD_INTEGER && !measure->column->cents)
    width = MAX (width, width > 0 ? 1 : 0);
  if (width == 0 || measure->column->percent || measure->column->distinct < 8 ||
      studio_analysis_is_rating (self->reading, measure->column))
    return;
  top = floor (top / width) * width;
  definition = studio_analysis_start (self->reading, "histogram");
  capped = studio_expression_new (STUDIO_OPERATOR_LEAST, value_of (measure),
                                  studio_expression_number (top), NULL);
  studio_definition_add_dimension (definition, alias, title,
                                   studio_expression_bucket (capped, width));
  studio_definition_add_measure (definition, self->reading->alias, self->reading->plural,
                                 studio_count (NULL));
  studio_definition_filter (
      definition, studio_expression_new (
                      STUDIO_OPERATOR_NOT_NULL,
                      studio_column_expression (measure->column, self->reading->source), NULL));
  studio_analysis_limit_long (self, definition, &self->window, self->reading->source);
  studio_definition_order (definition, alias, FALSE);
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_DISTRIBUTION, 36 + measure->importance,
                               measure->subject, "bar", definition, "%s by %s",
                               self->reading->plural, measure->column->label),
          STUDIO_UNIT_COUNT,
          g_strdup_printf ("Number of %s in classes of equal width by %s; the last class holds "
                           "everything above.",
                           self->reading->plural, measure->column->label),
          studio_phrases_value (self, "histogram", measure->column, NULL, NULL));
}

/* What is there now, of what cannot be summed over time: stock, balance, capacity. */
static void
add_level (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  StudioDefinition *definition =
      studio_analysis_start_for (self->reading, "total", measure->column);
  g_autofree char *name = prefixed ("total ", measure->subject);

  studio_definition_add_measure (definition, measure->column->alias, measure->column->label,
                                 studio_sum (value_of (measure)));
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_TOTAL, 50 + measure->importance, measure->subject,
                               "scalar", definition, "%s", name),
          studio_analysis_unit (measure->column),
          g_strdup_printf ("Sum of the %s of all %s as it stands now.", measure->column->label,
                           self->reading->plural),
          studio_phrases_value (self, "level-sum", measure->column, NULL, NULL));
}

/* Amounts in several currencies are told apart by it: won and dollars have no sum. */
static void
add_mixed (const Measure *measure)
{
  StudioAnalysis *self = measure->analysis;
  const StudioReading *reading = self->reading;
  const StudioColumn *currency = reading->currency;
  const char *grain = studio_grain_name (self->window.grain);
  gboolean timed = self->window.time != NULL && !self->window.stock;
  gboolean sums = measure->column->sums_by_currency;
  g_autofree char *average = prefixed ("average_", measure->column->alias);
  StudioDefinition *definition = studio_analysis_start_for (reading, "total", measure->column);

  studio_definition_add_dimension (definition, currency->alias, currency->label,
                                   studio_column_expression (currency, reading->source));
  if (sums)
    studio_definition_add_measure (definition, measure->column->alias, measure->column->label,
                                   studio_sum (value_of (measure)));
  studio_definition_add_measure (definition, average, NULL, studio_average (value_of (measure)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  studio_definition_order (definition, reading->alias, TRUE);
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_TOTAL, sums ? 62 : 44, measure->subject, "table",
                               definition, "%s%s by currency", sums ? "" : "Average ",
                               measure->subject),
          STUDIO_UNIT_CURRENCY,
          g_strdup_printf ("%s of the %s of all %s in each currency, with their number.",
                           sums ? "Sum and average" : "Average", measure->column->label,
                           reading->plural),
          studio_phrases_value (self, "by-currency", measure->column, NULL, NULL));
  if (!sums || !timed)
    return;
  definition = studio_analysis_start_for (reading, "trend", measure->column);
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_dimension (definition, currency->alias, currency->label,
                                   studio_column_expression (currency, reading->source));
  studio_definition_add_measure (definition, measure->column->alias, measure->column->label,
                                 studio_sum (value_of (measure)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  finish (measure,
          studio_proposal_new (STUDIO_FAMILY_TREND, 78, measure->subject, "line", definition,
                               "%s per %s, by currency", measure->subject, grain),
          STUDIO_UNIT_CURRENCY,
          g_strdup_printf ("Sum of the %s of all %s per %s, in each currency for itself.",
                           measure->column->label, reading->plural, grain),
          studio_phrases_value (self, "trend-by-currency", measure->column, NULL, NULL));
}

static gboolean
is_thing (const StudioReading *reading)
{
  return reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
         reading->archetype == STUDIO_ARCHETYPE_LOOKUP;
}

/* The sum of the lines is what their orders are worth, which is told there. */
static gboolean
is_told_by_header (const Measure *measure)
{
  const StudioAnalysis *self = measure->analysis;
  const StudioRelationship *via = self->window.via;
  StudioLines lines;

  return via != NULL && measure->column == self->reading->money &&
         studio_lines_carry_amount (self, studio_schema_index_read (self->index, via->parent),
                                    &lines) &&
         lines.reading == self->reading && lines.relationship->column == via->column;
}

static void
add_measure (const Measure *measure)
{
  const StudioReading *reading = measure->analysis->reading;
  const StudioColumn *column = measure->column;
  gboolean timed = measure->analysis->window.time != NULL && !measure->analysis->window.stock;
  gboolean money_or_count = column->role == STUDIO_ROLE_MONEY ||
                            column->role == STUDIO_ROLE_QUANTITY ||
                            column->role == STUDIO_ROLE_COUNTER;

  if (column->mixed)
    {
      if (column == reading->mixed ||
          (reading->mixed == NULL && reading->money == NULL && !column->sums_by_currency))
        add_mixed (measure);
      return;
    }
  if (column->additive && timed)
    {
      if (!is_told_by_header (measure))
        add_total_trend (measure);
      if (column == reading->money || (reading->money == NULL && column == reading->quantity &&
                                       column->role == STUDIO_ROLE_QUANTITY))
        {
          add_growth_trend (measure);
          add_year_growth (measure);
          add_last_year (measure);
        }
    }
  if (column->additive && money_or_count)
    add_recent_total (measure);
  if (column->level && is_thing (reading) && money_or_count && !column->additive)
    add_level (measure);
  if (timed && is_order_value (measure))
    add_order_value (measure);
  else if (timed)
    add_average_trend (measure);
  else
    add_average (measure);
  add_histogram (measure);
}

static double
importance_of (const StudioReading *reading, const StudioColumn *column)
{
  double importance;

  switch ((int) column->role)
    {
    case STUDIO_ROLE_MONEY:
      importance = (column == reading->money && !reading->minor) || column == reading->mixed ? 14
                   : column->additive                                                        ? 0
                                                                                             : 2;
      break;
    case STUDIO_ROLE_SCORE:
    case STUDIO_ROLE_RATE:
      importance = 6;
      break;
    case STUDIO_ROLE_DURATION:
      importance = 5;
      break;
    case STUDIO_ROLE_QUANTITY:
    case STUDIO_ROLE_COUNTER:
      importance = column == reading->quantity ? 6 : -2;
      break;
    case STUDIO_ROLE_MEASUREMENT:
      importance = 3;
      break;
    default:
      importance = -14;
    }
  if (studio_field_is_nested (column->field))
    importance -= 8;
  return importance - 20 * column->null_share;
}

static gint
compare_measures (gconstpointer a, gconstpointer b)
{
  const Measure *first = a;
  const Measure *second = b;

  return (first->importance < second->importance) - (first->importance > second->importance);
}

void
_studio_patterns_measures (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  g_autoptr (GArray) measures = g_array_new (FALSE, FALSE, sizeof (Measure));

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  for (guint i = 0; i < reading->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (reading->columns, i);
      Measure measure = { self, column, NULL, importance_of (reading, column) };

      if (!studio_column_is_measure (column))
        continue;
      if (studio_column_is_constant (column))
        studio_analysis_note (self, "“%s” holds one value or nothing, so there is no figure of it.",
                              studio_column_get_name (column));
      else
        g_array_append_val (measures, measure);
    }
  g_array_sort (measures, compare_measures);
  for (guint i = 0; i < MIN (measures->len, MAX_MEASURES); i++)
    {
      Measure *measure = &g_array_index (measures, Measure, i);

      measure->subject = studio_analysis_subject (reading, measure->column);
      add_measure (measure);
      g_free (measure->subject);
    }
}
