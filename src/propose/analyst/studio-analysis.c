/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

#include "propose/analyst/studio-analysis-private.h"
#include "propose/analyst/studio-calendar.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-exclusions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Data that are this many days old still belong to the present. */
#define RECENT_DAYS 62
/* Rows that a fingerprint looks at. */
#define SAMPLE 10000
#define FRESH_DAYS 12
/* A single number over fewer rows than this says little. */
#define FEW_ROWS 20
/* A trend of fewer rows in each period is noise. */
#define FEW_PER_PERIOD 3
/* A table with that many KPIs says enough. */
#define ENOUGH 15

static void
proposal_free (gpointer proposal)
{
  studio_proposal_free (proposal);
}

void
studio_analysis_add (StudioAnalysis *self, StudioProposal *proposal)
{
  proposal->exclusions = studio_exclusions_complete (self, proposal->definition);
  proposal->weekly =
      studio_calendar_apply (proposal->definition, studio_schema_index_get_context (self->index));
  g_ptr_array_add (self->proposals, proposal);
}

void
studio_analysis_note (StudioAnalysis *self, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, list));
  va_end (list);
}

gboolean
studio_analysis_parse_day (const char *iso, GDate *day)
{
  int year, month, date;

  g_date_clear (day, 1);
  if (iso == NULL || sscanf (iso, "%d-%d-%d", &year, &month, &date) != 3 || year < 1 ||
      year > 9999 || !g_date_valid_dmy (date, month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) date, month, (GDateYear) year);
  return TRUE;
}

static void
set_grain (StudioWindow *window, gint64 rows, int span)
{
  /* So many days are needed for a few rows in each period. */
  gint64 days = rows > 0 && span > 0 ? (gint64) FEW_PER_PERIOD * span / rows : 0;

  if (window->recent)
    {
      window->grain = days > 31 && span > 730   ? STUDIO_GRAIN_QUARTER
                      : span < 0 || span >= 120 ? STUDIO_GRAIN_MONTH
                      : span >= 28              ? STUDIO_GRAIN_WEEK
                                                : STUDIO_GRAIN_DAY;
      window->periods = window->grain == STUDIO_GRAIN_DAY ? 14 : 12;
      window->trend_phrase = window->grain == STUDIO_GRAIN_QUARTER ? "the last 12 complete quarters"
                             : window->grain == STUDIO_GRAIN_MONTH ? "the last 12 complete months"
                             : window->grain == STUDIO_GRAIN_WEEK  ? "the last 12 complete weeks"
                                                                   : "the last 14 days";
      return;
    }
  window->grain = span < 0                                           ? STUDIO_GRAIN_MONTH
                  : span > 15 * 366 || (days > 92 && span > 3 * 366) ? STUDIO_GRAIN_YEAR
                  : span > 6 * 366 || (days > 31 && span > 366)      ? STUDIO_GRAIN_QUARTER
                  : span >= 120                                      ? STUDIO_GRAIN_MONTH
                  : span >= 28                                       ? STUDIO_GRAIN_WEEK
                                                                     : STUDIO_GRAIN_DAY;
  window->trend_phrase = "the whole time";
}

static void
set_days (StudioWindow *window, gint64 rows, int span)
{
  gint64 expected = rows >= 0 && span > 0 ? rows * 30 / span : FEW_ROWS;

  if (!window->recent)
    return;
  window->days = window->fresh && expected >= FEW_ROWS ? 30 : 365;
  window->days_phrase = window->days == 30 ? "last 30 days" : "last 12 months";
}

/* Metabase looks at 10,000 rows, which in a large table are the oldest: their times go on as fast
 * as they came, until today. */
static void
go_on (const StudioReading *reading, int *span, int *age)
{
  double longer;

  if (reading->rows <= SAMPLE || *span <= 0 || *age <= RECENT_DAYS)
    return;
  longer = (double) *span * ((double) reading->rows / SAMPLE - 1);
  longer = MIN (longer, *age);
  *span += (int) longer;
  *age -= (int) longer;
  /* An estimate is not so exact. */
  if (*age < *span / 10)
    *age = 0;
}

static void
set_span (StudioWindow *window, gint64 rows, int span)
{
  window->span = span;
  set_grain (window, rows, span);
  set_days (window, rows, span);
}

/* @span: days from the first to the @latest row; -1 when unknown */
static void
set_days_of_rows (const StudioAnalysis *self,
                  const StudioReading *reading,
                  const GDate *latest,
                  int span,
                  StudioWindow *window)
{
  int age = g_date_days_between (latest, &self->today);

  go_on (reading, &span, &age);
  window->recent = age <= RECENT_DAYS;
  window->fresh = age <= FRESH_DAYS;
  set_span (window, reading->rows, span);
}

void
studio_analysis_window (const StudioAnalysis *self,
                        const StudioReading *reading,
                        StudioColumn *time,
                        StudioWindow *window)
{
  GDate earliest, latest;
  int span = -1;

  *window = (StudioWindow){ .time = time, .span = -1 };
  window->stock = reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
                  reading->archetype == STUDIO_ARCHETYPE_LOOKUP || studio_reading_is_term (reading);
  if (time == NULL)
    return;
  if (studio_analysis_parse_day (studio_column_latest (time), &latest))
    {
      if (studio_analysis_parse_day (studio_column_earliest (time), &earliest))
        span = g_date_days_between (&earliest, &latest);
      set_days_of_rows (self, reading, &latest, span, window);
    }
  else
    set_span (window, reading->rows, span);
}

/* Deleted and test rows; a column that nobody sets tells nothing, but may do tomorrow. */
void
studio_analysis_add_exclusions (const StudioReading *reading,
                                const char *source,
                                StudioDefinition *definition)
{
  for (guint i = 0; i < reading->excluding->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->excluding, i);

      if (column->usable && !studio_field_is_nested (column->field))
        studio_definition_filter (definition, studio_column_counts (column, source));
    }
}

StudioDefinition *
studio_analysis_start_as (const StudioReading *reading, const char *source, const char *pattern)
{
  StudioDefinition *definition =
      studio_definition_new (pattern, source, studio_table_get_schema (reading->table),
                             studio_table_get_name (reading->table));

  studio_analysis_add_exclusions (reading, source, definition);
  return definition;
}

StudioDefinition *
studio_analysis_start (const StudioReading *reading, const char *pattern)
{
  return studio_analysis_start_as (reading, reading->source, pattern);
}

StudioDefinition *
studio_analysis_start_for (const StudioReading *reading,
                           const char *pattern,
                           const StudioColumn *measure)
{
  StudioDefinition *definition = studio_analysis_start (reading, pattern);

  if (measure != NULL &&
      (measure->role == STUDIO_ROLE_MONEY || measure->role == STUDIO_ROLE_QUANTITY))
    studio_definition_filter (definition, studio_status_valid (reading, reading->source));
  return definition;
}

char *
studio_analysis_join_parent (const StudioAnalysis *self,
                             StudioDefinition *definition,
                             const char *source,
                             const StudioRelationship *relationship,
                             gboolean left)
{
  StudioReading *parent = studio_schema_index_read (self->index, relationship->parent);
  g_autofree char *name = _studio_analysis_free_source (definition, parent->source);

  studio_definition_join (
      definition, name, studio_table_get_schema (relationship->parent),
      studio_table_get_name (relationship->parent), left,
      studio_expression_new (
          STUDIO_OPERATOR_EQUAL,
          studio_expression_column (name, studio_field_get_name (relationship->key),
                                    studio_field_get_kind (relationship->key)),
          studio_expression_column (source, studio_field_get_name (relationship->column),
                                    studio_field_get_kind (relationship->column)),
          NULL));
  return g_steal_pointer (&name);
}

/* Lines are deleted, tests or cancelled with what they belong to. */
static void
add_owner_exclusions (const StudioAnalysis *self,
                      StudioDefinition *definition,
                      const StudioRelationship *relationship,
                      const char *name)
{
  StudioReading *child = studio_schema_index_read (self->index, relationship->child);
  StudioReading *parent = studio_schema_index_read (self->index, relationship->parent);
  gboolean line = child->archetype == STUDIO_ARCHETYPE_LINE;

  if ((!line && child->archetype != STUDIO_ARCHETYPE_BRIDGE) ||
      parent->archetype == STUDIO_ARCHETYPE_ENTITY || parent->archetype == STUDIO_ARCHETYPE_LOOKUP)
    return;
  studio_analysis_add_exclusions (parent, name, definition);
  if (line)
    studio_definition_filter (definition, studio_status_valid (parent, name));
}

char *
studio_analysis_ensure_joined (const StudioAnalysis *self,
                               StudioDefinition *definition,
                               const char *source,
                               const StudioRelationship *relationship)
{
  char *name;

  for (guint i = 0; i < definition->joins->len; i++)
    {
      const StudioDefinitionJoin *join = g_ptr_array_index (definition->joins, i);
      const StudioExpression *column = join->condition->arguments->len > 1
                                           ? studio_expression_argument (join->condition, 1)
                                           : NULL;

      if (column != NULL && column->op == STUDIO_OPERATOR_COLUMN && !join->left &&
          g_strcmp0 (join->source->table, studio_table_get_name (relationship->parent)) == 0 &&
          strcmp (column->source, source) == 0 &&
          strcmp (column->text, studio_field_get_name (relationship->column)) == 0)
        return g_strdup (join->source->name);
    }
  name = studio_analysis_join_parent (self, definition, source, relationship, FALSE);
  add_owner_exclusions (self, definition, relationship, name);
  return name;
}

StudioExpression *
studio_analysis_time (const StudioAnalysis *self,
                      StudioDefinition *definition,
                      const StudioWindow *window,
                      const char *source)
{
  g_autofree char *name =
      window->via != NULL ? studio_analysis_ensure_joined (self, definition, source, window->via)
                          : g_strdup (source);

  return studio_column_expression (window->time, name);
}

void
studio_analysis_add_period (const StudioAnalysis *self,
                            StudioDefinition *definition,
                            const StudioWindow *window,
                            const char *source)
{
  const char *grain = studio_grain_name (window->grain);

  studio_definition_add_dimension (
      definition, grain, grain,
      studio_expression_truncate (studio_analysis_time (self, definition, window, source),
                                  window->grain));
}

void
studio_analysis_limit_trend (const StudioAnalysis *self,
                             StudioDefinition *definition,
                             const StudioWindow *window,
                             const char *source)
{
  studio_definition_filter (
      definition, studio_expression_periods (
                      studio_analysis_time (self, definition, window, source), window->grain,
                      window->periods > 0 ? -window->periods : G_MININT64, -1));
}

static void
limit_back (const StudioAnalysis *self,
            StudioDefinition *definition,
            const StudioWindow *window,
            const char *source,
            gboolean year)
{
  StudioExpression *time = studio_analysis_time (self, definition, window, source);

  studio_definition_filter (
      definition, year ? studio_expression_periods (time, STUDIO_GRAIN_MONTH, -12, -1)
                       : studio_expression_periods (time, STUDIO_GRAIN_DAY, -window->days, -1));
}

void
studio_analysis_limit_days (const StudioAnalysis *self,
                            StudioDefinition *definition,
                            const StudioWindow *window,
                            const char *source)
{
  if (window->time != NULL && window->days > 0)
    limit_back (self, definition, window, source, window->days == 365);
}

/* Short histories lie within the running month for a good part. */
static gboolean
looks_back_a_year (const StudioWindow *window)
{
  return window->time != NULL && !window->stock && window->recent &&
         window->grain == STUDIO_GRAIN_MONTH;
}

void
studio_analysis_limit_long (const StudioAnalysis *self,
                            StudioDefinition *definition,
                            const StudioWindow *window,
                            const char *source)
{
  if (looks_back_a_year (window))
    limit_back (self, definition, window, source, TRUE);
}

void
studio_analysis_limit_to_now (const StudioAnalysis *self,
                              StudioDefinition *definition,
                              const StudioWindow *window,
                              const char *source)
{
  if (looks_back_a_year (window))
    studio_definition_filter (
        definition,
        studio_expression_periods (studio_analysis_time (self, definition, window, source),
                                   STUDIO_GRAIN_DAY, -365, 0));
}

/* The last time there is, in the table whose time it is. */
static StudioExpression *
latest_of (const StudioAnalysis *self, const StudioReading *reading, const StudioWindow *window)
{
  gboolean day = window->via != NULL && studio_table_is_calendar (window->via->parent);
  const StudioReading *owner = window->via != NULL && !day
                                   ? studio_schema_index_read (self->index, window->via->parent)
                                   : reading;
  StudioDefinition *latest =
      studio_definition_new ("latest", owner->source, studio_table_get_schema (owner->table),
                             studio_table_get_name (owner->table));
  g_autofree char *name =
      day ? studio_analysis_join_parent (self, latest, owner->source, window->via, FALSE)
          : g_strdup (owner->source);

  studio_definition_add_measure (
      latest, "latest", NULL,
      studio_expression_new (STUDIO_OPERATOR_MAXIMUM, studio_column_expression (window->time, name),
                             NULL));
  return studio_expression_subquery (latest);
}

StudioExpression *
studio_analysis_latest (const StudioAnalysis *self)
{
  return latest_of (self, self->reading, &self->window);
}

void
studio_analysis_limit_to_latest (const StudioAnalysis *self, StudioDefinition *definition)
{
  studio_definition_filter (
      definition,
      studio_expression_new (STUDIO_OPERATOR_EQUAL,
                             studio_column_expression (self->window.time, self->reading->source),
                             studio_analysis_latest (self), NULL));
}

StudioExpression *
studio_analysis_year (const StudioAnalysis *self,
                      const StudioReading *reading,
                      StudioDefinition *definition,
                      const StudioWindow *window,
                      const char *source,
                      int back)
{
  StudioExpression *time = studio_analysis_time (self, definition, window, source);
  StudioExpression *latest, *after;

  if (window->recent)
    return studio_expression_periods (time, STUDIO_GRAIN_MONTH, -12 * (back + 1), -12 * back - 1);
  latest = latest_of (self, reading, window);
  after = studio_expression_new (STUDIO_OPERATOR_GREATER, studio_expression_ref (time),
                                 studio_expression_shift (studio_expression_ref (latest),
                                                          -12 * (back + 1), STUDIO_GRAIN_MONTH),
                                 NULL);
  return studio_and (after,
                     studio_expression_new (
                         STUDIO_OPERATOR_LESS_EQUAL, time,
                         studio_expression_shift (latest, -12 * back, STUDIO_GRAIN_MONTH), NULL));
}

StudioExpression *
studio_analysis_since (const StudioAnalysis *self,
                       const StudioReading *reading,
                       const StudioWindow *window,
                       StudioExpression *time,
                       int days)
{
  return studio_expression_new (
      STUDIO_OPERATOR_GREATER_EQUAL, time,
      window->recent
          ? studio_expression_period_start (STUDIO_GRAIN_DAY, -days)
          : studio_expression_shift (latest_of (self, reading, window), -days, STUDIO_GRAIN_DAY),
      NULL);
}

const char *
studio_analysis_year_phrase (const StudioWindow *window)
{
  return window->recent ? "last 12 months" : "last year of data";
}

gboolean
studio_analysis_is_loss (const StudioColumn *column)
{
  static const char *const words[] = { "cancelled",  "cancel",   "cancellation", "refund",
                                       "refunded",   "return",   "returned",     "failed",
                                       "failure",    "rejected", "rejection",    "lost",
                                       "chargeback", "churn" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (studio_column_has_word (column, words[i]))
      return TRUE;
  return FALSE;
}

const char *
studio_analysis_long_phrase (const StudioWindow *window)
{
  return looks_back_a_year (window) ? ", last 12 months" : "";
}

StudioReading *
studio_analysis_parent (const StudioAnalysis *self,
                        const StudioReading *reading,
                        const StudioColumn *column,
                        const StudioRelationship **relationship)
{
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *parent = g_ptr_array_index (reading->parents, i);

      if (parent->column != column->field || !parent->unique || parent->parent == reading->table)
        continue;
      if (relationship != NULL)
        *relationship = parent;
      return studio_schema_index_read (self->index, parent->parent);
    }
  return NULL;
}

StudioDirection
studio_analysis_direction (const StudioReading *reading, const StudioColumn *column)
{
  for (guint i = 0; column != NULL && column->words[i] != NULL; i++)
    if (studio_lexicon_is_down (reading->lexicon, column->words[i]))
      return STUDIO_DIRECTION_DOWN;
  for (guint i = 0; reading->words[i] != NULL; i++)
    if (studio_lexicon_is_down (reading->lexicon, reading->words[i]))
      return column == NULL ? STUDIO_DIRECTION_DOWN : STUDIO_DIRECTION_NEUTRAL;
  /* Longer calls may be better ones or worse ones. */
  return column != NULL && column->role == STUDIO_ROLE_DURATION ? STUDIO_DIRECTION_NEUTRAL
                                                                : STUDIO_DIRECTION_UP;
}

StudioUnit
studio_analysis_unit (const StudioColumn *column)
{
  switch ((int) column->role)
    {
    case STUDIO_ROLE_MONEY:
      return STUDIO_UNIT_CURRENCY;
    case STUDIO_ROLE_COUNTER:
      return STUDIO_UNIT_COUNT;
    case STUDIO_ROLE_RATE:
      return STUDIO_UNIT_PERCENT;
    case STUDIO_ROLE_SCORE:
      return STUDIO_UNIT_SCORE;
    case STUDIO_ROLE_DURATION:
      return STUDIO_UNIT_DURATION;
    default:
      return STUDIO_UNIT_QUANTITY;
    }
}

StudioExpression *
studio_analysis_age (const StudioAnalysis *self, StudioExpression *time)
{
  static const struct
  {
    int days;
    const char *name;
  } classes[] = {
    { -7, "00-07 days" },
    { -30, "08-30 days" },
    { -90, "31-90 days" },
  };
  GPtrArray *arguments = g_ptr_array_new ();
  GDate latest;

  if (self->window.time != NULL &&
      studio_analysis_parse_day (studio_column_latest (self->window.time), &latest) &&
      g_date_compare (&latest, &self->today) > 0)
    {
      g_ptr_array_add (arguments, studio_expression_new (
                                      STUDIO_OPERATOR_GREATER_EQUAL, studio_expression_ref (time),
                                      studio_expression_period_start (STUDIO_GRAIN_DAY, 1), NULL));
      g_ptr_array_add (arguments, studio_expression_text ("in the future"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_ptr_array_add (
          arguments, studio_expression_new (
                         STUDIO_OPERATOR_GREATER_EQUAL, studio_expression_ref (time),
                         studio_expression_period_start (STUDIO_GRAIN_DAY, classes[i].days), NULL));
      g_ptr_array_add (arguments, studio_expression_text (classes[i].name));
    }
  g_ptr_array_add (arguments, studio_expression_text ("over 90 days"));
  studio_expression_unref (time);
  return studio_expression_new_list (STUDIO_OPERATOR_CASE, arguments);
}

StudioDefinition *
studio_analysis_start_ageing (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ageing");

  studio_definition_add_dimension (
      definition, "age", "age",
      studio_analysis_age (
          self, studio_analysis_time (self, definition, &self->window, reading->source)));
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_order (definition, "age", FALSE);
  return definition;
}

StudioExpression *
studio_count (StudioExpression *filter)
{
  return studio_expression_filtered (studio_expression_new (STUDIO_OPERATOR_COUNT, NULL), filter);
}

StudioExpression *
studio_sum (StudioExpression *value)
{
  return studio_expression_new (STUDIO_OPERATOR_SUM, value, NULL);
}

StudioExpression *
studio_average (StudioExpression *value)
{
  return studio_expression_new (STUDIO_OPERATOR_AVERAGE, value, NULL);
}

StudioExpression *
studio_ratio (StudioExpression *numerator, StudioExpression *denominator)
{
  return studio_expression_new (STUDIO_OPERATOR_RATIO, numerator, denominator, NULL);
}

StudioExpression *
studio_and (StudioExpression *a, StudioExpression *b)
{
  return studio_expression_new (STUDIO_OPERATOR_AND, a, b, NULL);
}

const char *
studio_grain_name (StudioGrain grain)
{
  return studio_enum_to_nick (STUDIO_TYPE_GRAIN, grain);
}

/* A foreign key whose name says little is called after what it points at. */
static void
name_keys (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;

  for (guint i = 0; i < reading->columns->len; i++)
    {
      StudioColumn *column = g_ptr_array_index (reading->columns, i);
      char *noun;

      if (column->role != STUDIO_ROLE_FOREIGN_KEY)
        continue;
      noun = studio_analysis_parent_noun (reading, column,
                                          studio_analysis_parent (self, reading, column, NULL));
      g_free (column->label);
      g_free (column->alias);
      column->label = noun;
      column->alias = studio_alias_from (noun, "key");
    }
}

/* The day of a key that is written like one: 20240131. */
static gboolean
parse_day_key (double key, GDate *day)
{
  gint64 number = !isnan (key) && key > 0 && key < 1e9 ? (gint64) key : 0;
  gint64 year = number / 10000;

  g_date_clear (day, 1);
  if (year < 1900 || year > 2199 ||
      !g_date_valid_dmy ((GDateDay) (number % 100), (GDateMonth) (number / 100 % 100),
                         (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) (number % 100), (GDateMonth) (number / 100 % 100),
                  (GDateYear) year);
  return TRUE;
}

/* What points at a calendar happened on the day that it points at. The calendar goes on before and
 * after, so that only a key which is written like a day tells how long the rows do. */
static void
borrow_day (const StudioAnalysis *self, const StudioReading *reading, StudioWindow *window)
{
  const StudioRelationship *relationship = studio_reading_find_calendar (reading);
  StudioReading *calendar =
      relationship != NULL ? studio_schema_index_read (self->index, relationship->parent) : NULL;
  const StudioFingerprint *fingerprint;
  GDate earliest, latest;

  if (calendar == NULL || calendar->time == NULL)
    return;
  fingerprint = &studio_field_get_info (relationship->column)->fingerprint;
  *window = (StudioWindow){ .time = calendar->time, .via = relationship, .span = -1 };
  if (parse_day_key (fingerprint->maximum, &latest) &&
      parse_day_key (fingerprint->minimum, &earliest))
    set_days_of_rows (self, reading, &latest, g_date_days_between (&earliest, &latest), window);
  else
    set_span (window, reading->rows, -1);
}

/* Results have no name and no time of their own, but a race and a driver. */
static gboolean
is_nameless (const StudioReading *reading)
{
  guint keys = 0;

  for (guint i = 0; i < reading->columns->len; i++)
    keys +=
        ((StudioColumn *) g_ptr_array_index (reading->columns, i))->role == STUDIO_ROLE_FOREIGN_KEY;
  return reading->archetype == STUDIO_ARCHETYPE_ENTITY && reading->name == NULL && keys >= 2 &&
         reading->children->len == 0;
}

/* A line without a time of its own happened when its header did. */
static void
borrow_time (const StudioAnalysis *self, const StudioReading *reading, StudioWindow *window)
{
  if (reading->archetype != STUDIO_ARCHETYPE_LINE &&
      reading->archetype != STUDIO_ARCHETYPE_BRIDGE && !is_nameless (reading))
    return;
  for (guint i = 0; i < reading->parents->len && window->time == NULL; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
      StudioReading *parent = relationship->unique && relationship->parent != reading->table
                                  ? studio_schema_index_read (self->index, relationship->parent)
                                  : NULL;

      if (parent == NULL || parent->time == NULL || parent->archetype == STUDIO_ARCHETYPE_ENTITY ||
          parent->archetype == STUDIO_ARCHETYPE_LOOKUP)
        continue;
      studio_analysis_window (self, parent, parent->time, window);
      window->via = relationship;
    }
}

void
studio_analysis_own_window (const StudioAnalysis *self,
                            const StudioReading *reading,
                            StudioWindow *window)
{
  studio_analysis_window (self, reading, reading->time, window);
  if (window->time == NULL)
    borrow_day (self, reading, window);
  if (window->time == NULL)
    borrow_time (self, reading, window);
}

static gboolean
has_groups (const StudioReading *reading)
{
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_CATEGORY && column->usable &&
          !studio_column_is_constant (column))
        return TRUE;
    }
  return FALSE;
}

/* Why a table has less to say than others. */
static void
tell_missing (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const struct
  {
    gboolean missing;
    const char *name;
  } things[] = {
    { self->window.time == NULL, "time" },
    { reading->money == NULL && reading->mixed == NULL, "amount" },
    { reading->quantity == NULL, "quantity" },
    { reading->status == NULL, "status" },
    { !has_groups (reading), "category" },
    { reading->parents->len == 0, "foreign key" },
    { reading->children->len == 0, "table that points at it" },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  if (self->proposals->len >= ENOUGH)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (things[i].missing)
      g_string_append_printf (list, "%sno %s", list->len > 0 ? ", " : "", things[i].name);
  studio_analysis_note (self, "Fewer than %d KPIs: there is %s.", ENOUGH,
                        list->len > 0 ? list->str : "nothing more that fits");
}

StudioAnalysis *
studio_analysis_new (StudioSchemaIndex *index, StudioTable *table, const GDate *today)
{
  StudioAnalysis *self = g_new0 (StudioAnalysis, 1);

  self->index = index;
  self->reading = studio_schema_index_read (index, table);
  self->today = *today;
  self->proposals = g_ptr_array_new_with_free_func (proposal_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->phrases = g_hash_table_new (NULL, NULL);
  name_keys (self);
  studio_analysis_own_window (self, self->reading, &self->window);
  if (self->reading->empty || studio_reading_is_unwritable (self->reading) ||
      self->reading->archetype == STUDIO_ARCHETYPE_CONFIGURATION)
    return self;
  _studio_patterns_run (self);
  tell_missing (self);
  return self;
}

void
studio_analysis_free (StudioAnalysis *self)
{
  g_ptr_array_unref (self->proposals);
  g_ptr_array_unref (self->notes);
  g_hash_table_unref (self->phrases);
  g_free (self);
}
