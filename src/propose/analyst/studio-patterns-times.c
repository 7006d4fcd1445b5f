/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-status.h"
#include "propose/analyst/studio-times.h"

#include <string.h>

/* What the times of one row tell together: how long things take, how far they get, what is late. */

#define MAX_STAGES 6
#define MAX_DURATIONS 4

gboolean
studio_times_is_failure (const StudioReading *reading, StudioTimeRole role)
{
  static const char *const lent[] = { "rental",   "loan", "lease",  "lending",
                                      "checkout", "hire", "borrow", NULL };

  for (guint i = 0; role == STUDIO_TIME_RETURNED && lent[i] != NULL; i++)
    if (studio_reading_has_word (reading, lent[i]))
      return FALSE;
  return role >= STUDIO_TIME_RETURNED && role <= STUDIO_TIME_DELETED;
}

/* Whether something happened to some rows and not to others, as far as is known. */
gboolean
studio_times_is_partial (const StudioColumn *column)
{
  const StudioFieldInfo *info = studio_field_get_info (column->field);

  if (info->fingerprint.null_share < 0)
    return info->nullable;
  if (column->until != NULL)
    return TRUE;
  return column->null_share > 0.003 && column->null_share < 0.995;
}

static gint
compare_rank (gconstpointer a, gconstpointer b, gpointer lexicon)
{
  const StudioColumn *first = *(StudioColumn *const *) a;
  const StudioColumn *second = *(StudioColumn *const *) b;

  return studio_lexicon_time_rank (lexicon, first->time_role) -
         studio_lexicon_time_rank (lexicon, second->time_role);
}

/* Seconds from one time to another, as fingerprints write them. */
static gboolean
seconds_between (const char *from, const char *to, gint64 *seconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) first = from != NULL ? g_date_time_new_from_iso8601 (from, utc) : NULL;
  g_autoptr (GDateTime) second = to != NULL ? g_date_time_new_from_iso8601 (to, utc) : NULL;

  if (first == NULL || second == NULL)
    return FALSE;
  *seconds = g_date_time_difference (second, first) / G_TIME_SPAN_SECOND;
  return TRUE;
}

/* Whether both times lie apart by the same at their first and their last: one event under two
 * names, or a shift that always has the same length. */
static gboolean
is_same_event (const StudioColumn *a, const StudioColumn *b)
{
  const char *first = studio_column_earliest (a);
  const char *last = studio_column_latest (a);
  gint64 earliest, latest;

  return seconds_between (first, studio_column_earliest (b), &earliest) &&
         seconds_between (last, studio_column_latest (b), &latest) && earliest == latest &&
         strcmp (first, last) != 0;
}

/* Whether @to can come after @from: nothing ends before the first beginning. A week is left for
 * what was typed in wrongly. */
static gboolean
can_follow (const StudioColumn *from, const StudioColumn *to)
{
  GDate first, second;

  if (!studio_analysis_parse_day (studio_column_earliest (from), &first) ||
      !studio_analysis_parse_day (studio_column_earliest (to), &second))
    return TRUE;
  return g_date_days_between (&first, &second) >= -2;
}

/* What comes in is created and requested, ordered or joined at the same moment. */
static gboolean
is_intake (StudioTimeRole role)
{
  return role == STUDIO_TIME_REQUESTED || role == STUDIO_TIME_ORDERED ||
         role == STUDIO_TIME_JOINED || role == STUDIO_TIME_QUOTED;
}

static void
drop_creation (GPtrArray *stages)
{
  for (guint i = 1; i < stages->len; i++)
    {
      const StudioColumn *first = g_ptr_array_index (stages, 0);
      const StudioColumn *column = g_ptr_array_index (stages, i);

      if (first->time_role == STUDIO_TIME_CREATED && is_intake (column->time_role) &&
          column->null_share < 0.7)
        {
          g_ptr_array_remove_index (stages, 0);
          return;
        }
    }
}

/* The end of a billing period or a warranty is no stage in the life of a row. */
static gboolean
is_aside (const StudioColumn *column)
{
  static const char *const words[] = { "period", "warranty", "billing", "trial", "current", NULL };

  for (guint i = 0; column->words[i] != NULL; i++)
    if (g_strv_contains (words, column->words[i]))
      return TRUE;
  return FALSE;
}

/* Whether @second comes before @first, as the data show: the first of it does, and so does the
 * last, or else no more rows get as far as @first. */
static gboolean
is_reversed (const StudioColumn *first, const StudioColumn *second)
{
  gboolean days = first->kind == STUDIO_FIELD_DATE || second->kind == STUDIO_FIELD_DATE;
  /* What happens to some rows only has a later first time for that reason alone. */
  gboolean rare = first->null_share > second->null_share + 0.15;
  gint64 least = (days ? 24 : rare ? 6 : 1) * 3600;
  gint64 earliest, latest;

  if (!seconds_between (studio_column_earliest (first), studio_column_earliest (second),
                        &earliest) ||
      !seconds_between (studio_column_latest (first), studio_column_latest (second), &latest))
    return FALSE;
  return earliest < -least && (latest < -least || first->null_share >= second->null_share);
}

/* A ticket is answered before its solution is sent, but a survey is sent before it is answered. */
static void
heed_data (GPtrArray *stages)
{
  for (guint last = stages->len; last > 1; last--)
    for (guint i = 0; i + 1 < last; i++)
      {
        gpointer *pair = stages->pdata + i;

        if (is_reversed (pair[0], pair[1]))
          {
            gpointer earlier = pair[1];

            pair[1] = pair[0];
            pair[0] = earlier;
          }
      }
}

/* What runs for a term is paid once it runs, unless the data say otherwise. */
static void
pay_after_start (GPtrArray *stages)
{
  for (guint i = 0; i + 1 < stages->len; i++)
    {
      gpointer *pair = stages->pdata + i;

      if (((StudioColumn *) pair[0])->time_role == STUDIO_TIME_PAID &&
          ((StudioColumn *) pair[1])->time_role == STUDIO_TIME_STARTED)
        {
          gpointer start = pair[1];

          pair[1] = pair[0];
          pair[0] = start;
        }
    }
}

/* Times of events in the order in which they usually happen, the best of each role. */
static GPtrArray *
find_stages (const StudioReading *reading)
{
  GPtrArray *stages = g_ptr_array_new ();

  for (int role = STUDIO_TIME_CREATED; role < STUDIO_N_TIME_ROLES; role++)
    {
      StudioColumn *column = studio_reading_find_time (reading, role);

      if (column != NULL && studio_lexicon_time_rank (reading->lexicon, role) > 0 &&
          role != STUDIO_TIME_DELETED && !is_aside (column))
        g_ptr_array_add (stages, column);
    }
  g_ptr_array_sort_with_data (stages, compare_rank, (gpointer) reading->lexicon);
  if (studio_reading_is_term (reading))
    pay_after_start (stages);
  heed_data (stages);
  drop_creation (stages);
  return stages;
}

static StudioDirection
rate_direction (const StudioReading *reading, const StudioColumn *column)
{
  return studio_times_is_failure (reading, column->time_role) ||
                 (column->time_role == STUDIO_TIME_ENDED &&
                  reading->archetype == STUDIO_ARCHETYPE_ENTITY)
             ? STUDIO_DIRECTION_DOWN
             : STUDIO_DIRECTION_UP;
}

/* Why that share is worth a look: as for the state of that name, where there is one. */
static char *
rate_value (StudioAnalysis *self, const StudioColumn *column)
{
  static const struct
  {
    StudioTimeRole role;
    const char *key;
  } states[] = {
    { STUDIO_TIME_CANCELLED, "state-cancelled" }, { STUDIO_TIME_REJECTED, "state-rejected" },
    { STUDIO_TIME_RETURNED, "state-returned" },   { STUDIO_TIME_REFUNDED, "state-refunded" },
    { STUDIO_TIME_EXPIRED, "state-expired" },     { STUDIO_TIME_APPROVED, "state-approved" },
    { STUDIO_TIME_COMPLETED, "state-completed" }, { STUDIO_TIME_DELIVERED, "state-delivered" },
  };
  const char *key =
      studio_times_is_failure (self->reading, column->time_role) ? "step-failed" : "step-done";

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].role == column->time_role)
      key = states[i].key;
  return studio_phrases_value (self, key, column, column->done, NULL);
}

/* The share of rows to which something happened, by when the rows came in. */
static void
add_rate (StudioAnalysis *self, const StudioColumn *column)
{
  const StudioReading *reading = self->reading;
  const char *noun = column->event;
  const char *done = column->done;
  const char *grain = studio_grain_name (self->window.grain);
  /* The refund rate is that of orders; of refunds, some were refunded. */
  gboolean own = g_str_has_suffix (reading->noun, noun);
  /* Deliveries are not delivered, but completed. */
  const char *reached =
      own && strncmp (done, noun, MIN (strlen (noun), 5)) == 0 ? "completed" : done;
  g_autofree char *alias = g_strconcat (own ? done : noun, own ? "_share" : "_rate", NULL);
  g_autofree char *title = g_strconcat (own ? done : noun, own ? " share" : " rate", NULL);
  StudioDefinition *definition;
  StudioProposal *proposal;

  g_strdelimit (alias, " ", '_');
  definition = studio_analysis_start (reading, "ratio");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, alias, title,
      studio_ratio (studio_expression_new (STUDIO_OPERATOR_COUNT,
                                           studio_reading_value (reading, column), NULL),
                    studio_count (NULL)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (
      STUDIO_FAMILY_RATIO, studio_times_is_failure (reading, column->time_role) ? 74 : 68, alias,
      "line", definition, own ? "Share of %s %s by %s" : "%s %s by %s",
      own ? reading->plural : reading->noun, own ? reached : title, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, rate_direction (reading, column));
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Share of all %s that were %s by now (“%s” is set), by the %s in which they "
                       "came in.",
                       reading->plural, done, studio_column_get_name (column), grain),
      rate_value (self, column),
      g_strdup_printf ("“%s” is set for some rows and not for others.",
                       studio_column_get_name (column)));
  studio_analysis_add (self, proposal);
}

static gboolean
is_short (StudioTimeRole role)
{
  return role == STUDIO_TIME_RESPONDED || role == STUDIO_TIME_ASSIGNED ||
         role == STUDIO_TIME_RESOLVED || role == STUDIO_TIME_PAID || role == STUDIO_TIME_REPAIRED ||
         role == STUDIO_TIME_STARTED;
}

/* What a duration is told in: dates know days only, and calls are over sooner than contracts. */
StudioGrain
studio_times_unit (const StudioReading *reading, const StudioColumn *from, const StudioColumn *to)
{
  static const char *const quick[] = { "session", "call", "visit", "log", "chat", "trip", NULL };
  static const char *const jobs[] = { "downtime", "run",   "job",   "shift",  "task",    "batch",
                                      "cycle",    "state", "class", "lesson", "meeting", NULL };

  if (from->kind == STUDIO_FIELD_DATE || to->kind == STUDIO_FIELD_DATE)
    return STUDIO_GRAIN_DAY;
  for (guint i = 0; quick[i] != NULL; i++)
    if (studio_reading_has_word (reading, quick[i]))
      return STUDIO_GRAIN_MINUTE;
  for (guint i = 0; to->time_role == STUDIO_TIME_ENDED && jobs[i] != NULL; i++)
    if (studio_reading_has_word (reading, jobs[i]))
      return STUDIO_GRAIN_HOUR;
  if (is_short (to->time_role))
    return STUDIO_GRAIN_HOUR;
  return STUDIO_GRAIN_DAY;
}

static const char *
start_noun (const StudioReading *reading, const StudioColumn *from)
{
  return from == reading->time &&
                 (from->time_role == STUDIO_TIME_CREATED || from->time_role == STUDIO_TIME_NONE)
             ? reading->noun
             : from->event;
}

/* What was done on a day was done no earlier than what was done in the morning of it. */
StudioExpression *
studio_times_moment (const StudioReading *reading, const StudioColumn *from, const StudioColumn *to)
{
  StudioExpression *moment = studio_reading_value (reading, from);

  return to->kind == STUDIO_FIELD_DATE && from->kind != STUDIO_FIELD_DATE
             ? studio_expression_cast (moment, STUDIO_FIELD_DATE)
             : moment;
}

static void
add_duration (StudioAnalysis *self, const StudioColumn *from, const StudioColumn *to, double weight)
{
  const StudioReading *reading = self->reading;
  StudioGrain unit = studio_times_unit (reading, from, to);
  const char *unit_name = studio_grain_name (unit);
  const char *end = to->event;
  const char *noun = start_noun (reading, from);
  const char *other = strcmp (noun, end) == 0 ? from->event : noun;
  /* A purchase order begins when it is ordered. */
  const char *start = g_str_has_suffix (reading->noun, other) ? reading->noun : other;
  /* What it is the start of has to be said once. */
  gboolean told = strstr (start, reading->noun) != NULL || strstr (end, reading->noun) != NULL;
  g_autofree char *begin = told ? g_strdup (start) : g_strconcat (reading->noun, " ", start, NULL);
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *median = g_strdup_printf ("median_%ss", unit_name);
  g_autofree char *slow = g_strdup_printf ("p90_%ss", unit_name);
  g_autofree char *median_title = g_strdup_printf ("median %ss", unit_name);
  g_autofree char *slow_title = g_strdup_printf ("90th percentile, %ss", unit_name);
  StudioDefinition *definition = studio_analysis_start (reading, "duration");
  StudioProposal *proposal;

  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, median, median_title,
      studio_expression_percentile (
          studio_expression_difference (studio_times_moment (reading, from, to),
                                        studio_reading_value (reading, to), unit),
          50));
  studio_definition_add_measure (
      definition, slow, slow_title,
      studio_expression_percentile (
          studio_expression_difference (studio_times_moment (reading, from, to),
                                        studio_reading_value (reading, to), unit),
          90));
  /* Rows that were typed in backwards would pull the median below the truth. */
  studio_definition_filter (definition,
                            studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                                   studio_reading_value (reading, to),
                                                   studio_times_moment (reading, from, to), NULL));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_DURATION, weight, end, "line", definition,
                                  "Time from %s to %s (median, p90)", begin, end);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_DURATION, STUDIO_DIRECTION_DOWN);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Median and 90th percentile of the %ss between %s and %s, of %s that have "
                       "both, by the %s in which they came in.",
                       unit_name, begin, end, reading->plural, grain),
      studio_phrases_value (self, "duration", to, NULL, NULL),
      g_strdup_printf ("“%s” usually comes before “%s”.", studio_column_get_name (from),
                       studio_column_get_name (to)));
  studio_analysis_add (self, proposal);
}

/* How long all rows took together, where time is what they are about: downtimes, calls, shifts. */
static void
add_total_time (StudioAnalysis *self, const StudioColumn *from, const StudioColumn *to)
{
  const StudioReading *reading = self->reading;
  StudioGrain unit = studio_times_unit (reading, from, to);
  const char *unit_name = studio_grain_name (unit);
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *title = g_strdup_printf ("%s %ss", reading->noun, unit_name);
  g_autofree char *alias = studio_alias_from (title, "time");
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (from->time_role != STUDIO_TIME_STARTED || to->time_role != STUDIO_TIME_ENDED ||
      reading->archetype != STUDIO_ARCHETYPE_EVENT || unit > STUDIO_GRAIN_HOUR ||
      studio_reading_is_term (reading))
    return;
  definition = studio_analysis_start (reading, "trend");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, alias, title,
      studio_sum (studio_expression_difference (studio_reading_value (reading, from),
                                                studio_reading_value (reading, to), unit)));
  studio_definition_filter (definition,
                            studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL,
                                                   studio_reading_value (reading, to),
                                                   studio_reading_value (reading, from), NULL));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_order (definition, grain, FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_TREND, 74, "total time", "line", definition,
                                  "%s per %s", title, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_DURATION,
                            studio_analysis_direction (reading, NULL) == STUDIO_DIRECTION_DOWN
                                ? STUDIO_DIRECTION_DOWN
                                : STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Sum of the %ss from %s to %s of all %s that have ended, per %s.", unit_name,
                       from->event, to->event, reading->plural, grain),
      studio_phrases_value (self, "total-time", NULL, NULL, NULL),
      g_strdup_printf ("“%s” and “%s” tell how long each %s took.", studio_column_get_name (from),
                       studio_column_get_name (to), reading->noun));
  studio_analysis_add (self, proposal);
}

/* Things are there for long: of their times, only those of being taken in tell of speed. */
static gboolean
is_of_process (const StudioReading *reading, const StudioColumn *column)
{
  int rank = studio_lexicon_time_rank (reading->lexicon, column->time_role);

  return (reading->archetype != STUDIO_ARCHETYPE_ENTITY &&
          reading->archetype != STUDIO_ARCHETYPE_LOOKUP) ||
         (rank >= 10 && rank <= 32);
}

static void
add_durations (StudioAnalysis *self, GPtrArray *stages)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *first = NULL;
  const StudioColumn *before = NULL;
  const StudioColumn *last = NULL;
  guint n = 0;

  for (guint i = 0; i < stages->len; i++)
    {
      const StudioColumn *stage = g_ptr_array_index (stages, i);

      if (studio_times_is_failure (reading, stage->time_role) || stage->null_share > 0.93 ||
          !is_of_process (reading, stage) ||
          (before != NULL && (is_same_event (before, stage) || !can_follow (before, stage))))
        continue;
      if (first == NULL)
        first = stage;
      else if (n < MAX_DURATIONS)
        {
          add_duration (self, before, stage, 72 - 2 * (double) n);
          add_total_time (self, before, stage);
          n++;
          last = stage;
        }
      before = stage;
    }
  /* From the beginning to the end, where that is more than one step. */
  if (n >= 2)
    add_duration (self, first, last, 76);
  if (n == 0)
    studio_analysis_note (self, "No durations: fewer than two times of events that follow each "
                                "other.");
}

static StudioDefinition *
stage_definition (const StudioReading *reading,
                  guint position,
                  const char *name,
                  StudioExpression *count)
{
  StudioDefinition *definition = studio_analysis_start (reading, "funnel");
  g_autofree char *text = g_strdup (name);

  *text = g_ascii_toupper (*text);
  studio_definition_add_dimension (definition, "stage_position", NULL,
                                   studio_expression_number (position));
  studio_definition_add_dimension (definition, "stage", "stage", studio_expression_text (text));
  studio_definition_add_measure (definition, reading->alias, reading->plural, count);
  return definition;
}

/* A stage that fewer rows have than a later one is not on everybody's way. */
static gboolean
is_on_the_way (const StudioReading *reading, GPtrArray *stages, guint index)
{
  const StudioColumn *stage = g_ptr_array_index (stages, index);

  for (guint i = index + 1; i < stages->len; i++)
    {
      const StudioColumn *later = g_ptr_array_index (stages, i);

      if (!studio_times_is_failure (reading, later->time_role) &&
          later->null_share < stage->null_share - 0.02)
        return FALSE;
    }
  return TRUE;
}

/* How many rows get how far. */
static void
add_funnel (StudioAnalysis *self, GPtrArray *stages)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition =
      stage_definition (reading, 1, reading->plural, studio_count (NULL));
  StudioProposal *proposal;
  guint n = 1;

  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  for (guint i = 0; i < stages->len && n < MAX_STAGES; i++)
    {
      const StudioColumn *stage = g_ptr_array_index (stages, i);
      StudioDefinition *next;

      if (studio_times_is_failure (reading, stage->time_role) || stage == reading->time ||
          !studio_times_is_partial (stage) || !is_on_the_way (reading, stages, i))
        continue;
      /* Nobody wants a subscription to get to its end. */
      if (studio_reading_is_term (reading) && stage->time_role == STUDIO_TIME_ENDED)
        continue;
      n++;
      next = stage_definition (reading, n, stage->done,
                               studio_expression_new (STUDIO_OPERATOR_COUNT,
                                                      studio_reading_value (reading, stage), NULL));
      studio_analysis_limit_long (self, next, &self->window, reading->source);
      studio_definition_union (definition, next);
    }
  if (n < 3)
    {
      studio_definition_unref (definition);
      return;
    }
  studio_definition_order (definition, "stage_position", FALSE);
  proposal = studio_proposal_new (STUDIO_FAMILY_FUNNEL, 78, "stages", "funnel", definition,
                                  "%s funnel", reading->noun);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("How many of the %s that came in have reached each of %u stages so far.",
                       reading->plural, n),
      studio_phrases_value (self, "funnel", NULL, NULL, NULL),
      g_strdup_printf ("The table has %u times that follow each other.", n));
  studio_analysis_add (self, proposal);
}

gboolean
studio_times_find_duration (const StudioReading *reading,
                            const StudioColumn **from,
                            const StudioColumn **to)
{
  g_autoptr (GPtrArray) stages = find_stages (reading);

  *from = NULL;
  *to = NULL;
  for (guint i = 0; i < stages->len; i++)
    {
      const StudioColumn *stage = g_ptr_array_index (stages, i);

      if (studio_times_is_failure (reading, stage->time_role) || stage->null_share > 0.6)
        continue;
      if (*from == NULL)
        *from = stage;
      else if (!is_same_event (*from, stage) && can_follow (*from, stage))
        *to = stage;
    }
  return *to != NULL;
}

/* What runs out soon. */
static void
add_expiring (StudioAnalysis *self, const StudioColumn *end)
{
  const StudioReading *reading = self->reading;
  const StudioFingerprint *fingerprint = &studio_field_get_info (end->field)->fingerprint;
  g_autofree char *today =
      g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&self->today),
                       g_date_get_month (&self->today), g_date_get_day (&self->today));
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (fingerprint->latest == NULL || strcmp (fingerprint->latest, today) <= 0 ||
      (end->time_role == STUDIO_TIME_ENDED && reading->archetype == STUDIO_ARCHETYPE_ENTITY))
    return;
  definition = studio_analysis_start (reading, "expiring");
  studio_definition_add_measure (definition, reading->alias, reading->plural, studio_count (NULL));
  studio_definition_filter (
      definition,
      studio_expression_periods (studio_reading_value (reading, end), STUDIO_GRAIN_DAY, 0, 29));
  proposal = studio_proposal_new (STUDIO_FAMILY_BACKLOG, 60, "expiring", "scalar", definition,
                                  end->time_role == STUDIO_TIME_TRIAL
                                      ? "%s whose trial ends in the next 30 days"
                                      : "%s ending in the next 30 days",
                                  reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s whose %s lies in the next 30 days, today included.",
                       reading->plural, end->event),
      studio_phrases_value (self, "expiring", end, NULL, NULL),
      g_strdup_printf ("“%s” reaches into the future.", studio_column_get_name (end)));
  studio_analysis_add (self, proposal);
}

/* Who was there lately. */
static void
add_activity (StudioAnalysis *self, const StudioColumn *activity)
{
  const StudioReading *reading = self->reading;
  StudioWindow window;
  StudioDefinition *definition;
  StudioProposal *proposal;

  studio_analysis_window (self, reading, (StudioColumn *) activity, &window);
  if (!window.fresh)
    return;
  definition = studio_analysis_start (reading, "ratio");
  studio_definition_add_measure (
      definition, "active_share", "active share",
      studio_ratio (studio_count (studio_expression_periods (
                        studio_reading_value (reading, activity), STUDIO_GRAIN_DAY, -30, 0)),
                    studio_count (NULL)));
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 75, "activity", "scalar", definition,
                                  "Share of %s active in the last 30 days", reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Share of all %s whose %s lies in the last 30 days.", reading->plural,
                       activity->label),
      studio_phrases_value (self, "activity-share", NULL, NULL, NULL),
      g_strdup_printf ("“%s” tells when each was last there.", studio_column_get_name (activity)));
  studio_analysis_add (self, proposal);
}

/* What nearly all rows reach says nothing; what only some are spared does. */
static gboolean
has_rate (const StudioReading *reading, const StudioColumn *stage)
{
  /* The end of what was valid for a while is where the next begins. */
  if (reading->archetype == STUDIO_ARCHETYPE_HISTORY || stage->time_role == STUDIO_TIME_CREATED ||
      stage->time_role == STUDIO_TIME_STARTED ||
      (stage->time_role == STUDIO_TIME_ENDED && reading->archetype != STUDIO_ARCHETYPE_ENTITY))
    return FALSE;
  return studio_times_is_failure (reading, stage->time_role) || stage->null_share < 0 ||
         stage->null_share >= 0.03;
}

void
_studio_patterns_times (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  static const StudioTimeRole ends[] = { STUDIO_TIME_EXPIRED, STUDIO_TIME_ENDED,
                                         STUDIO_TIME_TRIAL };
  const StudioColumn *activity = studio_reading_find_time (reading, STUDIO_TIME_ACTIVITY);
  g_autoptr (GPtrArray) stages = find_stages (reading);

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  if (activity != NULL && self->window.stock)
    add_activity (self, activity);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const StudioColumn *end = studio_reading_find_time (reading, ends[i]);

      if (end != NULL && reading->archetype != STUDIO_ARCHETYPE_HISTORY)
        add_expiring (self, end);
    }
  if (self->window.time == NULL)
    return;
  for (guint i = 0; i < stages->len; i++)
    {
      const StudioColumn *stage = g_ptr_array_index (stages, i);

      if (stage != reading->time && studio_times_is_partial (stage) && has_rate (reading, stage))
        add_rate (self, stage);
    }
  add_durations (self, stages);
  add_funnel (self, stages);
}
