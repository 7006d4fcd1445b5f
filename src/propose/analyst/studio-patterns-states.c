/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"
#include "propose/analyst/studio-phrases.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/* States and flags: how rows are spread over them, and the rates that have a name. */

typedef struct
{
  StudioState state;
  double weight;
  StudioDirection direction;
  const char *value; /* key of the sentences */
} StateRate;

static const StateRate state_rates[] = {
  { STUDIO_STATE_CANCELLED, 78, STUDIO_DIRECTION_DOWN, "state-cancelled" },
  { STUDIO_STATE_WON, 80, STUDIO_DIRECTION_UP, "state-won" },
  { STUDIO_STATE_FAILED, 77, STUDIO_DIRECTION_DOWN, "state-failed" },
  { STUDIO_STATE_REFUNDED, 72, STUDIO_DIRECTION_DOWN, "state-refunded" },
  { STUDIO_STATE_RETURNED, 72, STUDIO_DIRECTION_DOWN, "state-returned" },
  { STUDIO_STATE_REJECTED, 68, STUDIO_DIRECTION_DOWN, "state-rejected" },
  { STUDIO_STATE_COMPLETED, 58, STUDIO_DIRECTION_UP, "state-completed" },
  { STUDIO_STATE_DELIVERED, 58, STUDIO_DIRECTION_UP, "state-delivered" },
  { STUDIO_STATE_APPROVED, 62, STUDIO_DIRECTION_UP, "state-approved" },
  { STUDIO_STATE_PAID, 60, STUDIO_DIRECTION_UP, "state-paid" },
  { STUDIO_STATE_EXPIRED, 60, STUDIO_DIRECTION_DOWN, "state-expired" },
  { STUDIO_STATE_OVERDUE, 66, STUDIO_DIRECTION_DOWN, "state-overdue" },
  { STUDIO_STATE_ACTIVE, 58, STUDIO_DIRECTION_UP, "state-active" },
};

/* A share of rows, per period where there is a time. @whole is (nullable). */
static StudioDefinition *
share_definition (StudioAnalysis *self,
                  const char *alias,
                  const char *title,
                  StudioExpression *part,
                  StudioExpression *whole,
                  gboolean trend)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");

  if (trend)
    {
      studio_analysis_add_period (self, definition, &self->window, reading->source);
      studio_analysis_limit_trend (self, definition, &self->window, reading->source);
      studio_definition_order (definition, studio_grain_name (self->window.grain), FALSE);
    }
  studio_definition_add_measure (definition, alias, title,
                                 studio_ratio (studio_count (part), studio_count (whole)));
  return definition;
}

static char *
lower_first (const char *text)
{
  char *copy = g_strdup (text);

  *copy = g_ascii_tolower (*copy);
  return copy;
}

static gboolean
is_trended (const StudioAnalysis *self)
{
  /* Rows without the time, such as those that were cancelled before, would be missing. */
  return self->window.time != NULL && self->window.time->null_share <= 0.02 &&
         self->reading->archetype != STUDIO_ARCHETYPE_ENTITY &&
         self->reading->archetype != STUDIO_ARCHETYPE_LOOKUP;
}

/* Whether all values of that state are called so: exams are passed, people come late. */
static gboolean
is_called (const StudioColumn *status, StudioState state, const char *word)
{
  gboolean found = FALSE;

  for (guint i = 0; i < status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (status->codes, i);

      if (code->state != state)
        continue;
      if (g_ascii_strncasecmp (code->label, word, strlen (word)) != 0)
        return FALSE;
      found = TRUE;
    }
  return found;
}

/* What the rate is called here: orders are accepted rather than won, users leave. */
static const char *
rate_title (const StudioReading *reading, const StudioColumn *status, StudioState state)
{
  if (state == STUDIO_STATE_COMPLETED && is_called (status, state, "pass"))
    return "pass rate";
  if (state == STUDIO_STATE_OVERDUE && is_called (status, state, "late"))
    return "late rate";
  for (guint i = 0; state == STUDIO_STATE_FAILED && i < status->codes->len; i++)
    {
      const StudioCode *code = g_ptr_array_index (status->codes, i);

      g_auto (GStrv) words = studio_lexicon_gloss (reading->lexicon, code->label);

      if (code->state == state && g_strv_contains ((const char *const *) words, "no-show"))
        return "no-show rate";
    }
  if (state == STUDIO_STATE_WON && !studio_reading_is_contest (reading))
    return "acceptance rate";
  if (state == STUDIO_STATE_CANCELLED && reading->archetype == STUDIO_ARCHETYPE_ENTITY)
    return "withdrawal rate";
  return studio_lexicon_state_rate (reading->lexicon, state);
}

static void
add_state_rate (StudioAnalysis *self, const StudioColumn *status, const StateRate *rate)
{
  const StudioReading *reading = self->reading;
  const guint decided = (1u << STUDIO_STATE_WON) | (1u << STUDIO_STATE_LOST) |
                        (1u << STUDIO_STATE_REJECTED) | (1u << STUDIO_STATE_EXPIRED);
  StudioExpression *part = studio_status_reached (status, reading->source, rate->state);
  gboolean trend = is_trended (self);
  gboolean won = rate->state == STUDIO_STATE_WON && studio_reading_is_contest (reading);
  StudioExpression *whole =
      won && part != NULL ? studio_status_in (status, reading->source, decided) : NULL;
  g_autofree char *title = lower_first (rate_title (reading, status, rate->state));
  g_autofree char *alias = g_strdelimit (g_strdup (title), " -", '_');
  const char *grain = studio_grain_name (self->window.grain);
  gboolean repeated = g_str_has_prefix (title, reading->noun);
  StudioProposal *proposal;

  if (part == NULL)
    return;
  /* Where nothing is ever lost, those won are compared with all. */
  if (whole != NULL && studio_expression_equal (whole, part))
    {
      g_clear_pointer (&whole, studio_expression_unref);
      won = FALSE;
    }
  proposal = studio_proposal_new (
      STUDIO_FAMILY_RATIO, rate->weight, alias, trend ? "line" : "scalar",
      share_definition (self, alias, title, part, whole, trend), trend ? "%s%s%s by %s" : "%s%s%s",
      repeated ? "" : reading->noun, repeated ? "" : " ", title, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, rate->direction);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Share of all %s%s whose status is “%s”%s%s%s%s.", reading->plural,
                       won ? " with a decision" : "", studio_lexicon_state_name (rate->state),
                       studio_status_leads_on (rate->state) ? " or a later one" : "",
                       trend ? ", by the " : "", trend ? grain : "",
                       trend ? " in which they came in" : ""),
      studio_phrases_value (self, rate->value, NULL, NULL, NULL),
      studio_status_reason (status, rate->state));
  studio_analysis_add (self, proposal);
}

/* The value won as a share of the value decided. */
static void
add_value_won (StudioAnalysis *self, const StudioColumn *status)
{
  const StudioReading *reading = self->reading;
  const guint decided =
      (1u << STUDIO_STATE_WON) | (1u << STUDIO_STATE_LOST) | (1u << STUDIO_STATE_REJECTED);
  g_autoptr (StudioExpression) won =
      studio_status_in (status, reading->source, 1u << STUDIO_STATE_WON);
  g_autoptr (StudioExpression) all = studio_status_in (status, reading->source, decided);
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (won == NULL || reading->money == NULL || !studio_reading_is_contest (reading) ||
      studio_expression_equal (won, all))
    return;
  definition = studio_analysis_start (reading, "ratio");
  studio_definition_add_measure (
      definition, "value_won_share", "value won",
      studio_ratio (studio_expression_filtered (
                        studio_sum (studio_column_expression (reading->money, reading->source)),
                        studio_expression_ref (won)),
                    studio_expression_filtered (
                        studio_sum (studio_column_expression (reading->money, reading->source)),
                        studio_expression_ref (all))));
  studio_analysis_limit_long (self, definition, &self->window, reading->source);
  proposal = studio_proposal_new (STUDIO_FAMILY_RATIO, 70, "value won", "scalar", definition,
                                  "Share of %s value won", reading->noun);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf (
          "Sum of the %s of %s that were won, divided by that of all that were won, lost "
          "or rejected; open ones are left out.",
          reading->money->label, reading->plural),
      studio_phrases_value (self, "value-won", NULL, NULL, NULL),
      g_strdup_printf ("“%s” tells the outcome and “%s” the value.",
                       studio_column_get_name (status), studio_column_get_name (reading->money)));
  studio_analysis_add (self, proposal);
}

/* “Active categories”, but “orders with gift wrap” and “items in stock”. */
static char *
flagged_rows (const StudioReading *reading, const StudioColumn *flag)
{
  static const char *const endings[] = {
    "ed", "ive", "al", "able", "ible", "ic", "ous", "ent", NULL
  };
  static const char *const adjectives[] = { "valid", "public", "private", "new",     "free",
                                            "open",  "vip",    "urgent",  "express", "main",
                                            "paid",  "hidden", "taxable", "premium", "primary",
                                            "live",  "sold",   NULL };
  static const char *const nouns[] = { "email",   "mail",       "approval", "renewal", "referral",
                                       "rental",  "withdrawal", "arrival",  "feed",    "seed",
                                       "need",    "speed",      "consent",  "student", "agent",
                                       "traffic", "topic",      NULL };
  const char *label = flag->flag == STUDIO_FLAG_ACTIVE && flag->words[1] != NULL &&
                              flag->words[2] == NULL && !studio_column_has_word (flag, "valid")
                          ? "active"
                          : flag->label;
  const char *last = strrchr (label, ' ') != NULL ? strrchr (label, ' ') + 1 : label;
  gboolean adjective = FALSE;

  if (g_str_has_prefix (label, "in ") || g_str_has_prefix (label, "on "))
    return g_strdup_printf ("%s %s", reading->plural, label);
  for (guint i = 0; adjectives[i] != NULL; i++)
    adjective = adjective || g_ascii_strcasecmp (last, adjectives[i]) == 0;
  for (guint i = 0; endings[i] != NULL; i++)
    adjective =
        adjective || (g_str_has_suffix (last, endings[i]) && !g_strv_contains (nouns, last));
  if (adjective)
    return g_strdup_printf ("%s %s", label, reading->plural);
  /* Who is a moderator does not have one. */
  return g_strdup_printf (strcmp (flag->words[0], "is") == 0 ? "%s marked as %s" : "%s with %s",
                          reading->plural, label);
}

static void
add_flag (StudioAnalysis *self, const StudioColumn *flag)
{
  const StudioReading *reading = self->reading;
  gboolean trend = is_trended (self);
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *alias = g_strconcat (flag->alias, "_share", NULL);
  g_autofree char *title = g_strconcat (flag->label, " share", NULL);
  g_autofree char *rows = flagged_rows (reading, flag);
  StudioProposal *proposal = studio_proposal_new (
      STUDIO_FAMILY_RATIO, flag->flag == STUDIO_FLAG_ACTIVE ? 54 : 50, flag->alias,
      trend ? "line" : "scalar",
      share_definition (self, alias, title, studio_column_is_set (flag, reading->source, TRUE),
                        NULL, trend),
      trend ? "Share of %s by %s" : "Share of %s", rows, grain);

  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL);
  if (studio_analysis_direction (reading, flag) == STUDIO_DIRECTION_DOWN)
    proposal->direction = STUDIO_DIRECTION_DOWN;
  else if (flag->flag == STUDIO_FLAG_ACTIVE)
    proposal->direction = STUDIO_DIRECTION_UP;
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Share of all %s that are marked as “%s”%s%s.", reading->plural, flag->label,
                       trend ? ", by " : "", trend ? grain : ""),
      studio_phrases_value (self, "flag", flag, NULL, NULL),
      g_strdup_printf ("“%s” is a flag with both values.", studio_column_get_name (flag)));
  studio_analysis_add (self, proposal);
}

/* What is still open, by how long ago it came in. */
static void
add_backlog (StudioAnalysis *self, const StudioColumn *status)
{
  const StudioReading *reading = self->reading;
  StudioExpression *open = studio_status_open (status, reading->source);
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (open == NULL || self->window.time == NULL || !self->window.recent || self->window.stock)
    {
      g_clear_pointer (&open, studio_expression_unref);
      return;
    }
  definition = studio_analysis_start_ageing (self);
  studio_definition_filter (definition, open);
  proposal = studio_proposal_new (STUDIO_FAMILY_BACKLOG, 71, "open", "bar", definition,
                                  "Open %s by age", reading->plural);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_COUNT, STUDIO_DIRECTION_DOWN);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Number of %s whose status is not final today, by days since they came in.",
                       reading->plural),
      studio_phrases_value (self, "backlog", NULL, NULL, NULL),
      studio_status_reason (status, STUDIO_STATE_NONE));
  studio_analysis_add (self, proposal);
}

/* Each row is a state that others are in. */
static gboolean
is_list_of_states (const StudioReading *reading, const StudioColumn *status)
{
  return reading->rows > 0 && status->distinct > 0 && 10 * status->distinct >= 9 * reading->rows &&
         reading->children->len > 0;
}

void
_studio_patterns_states (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *status = reading->status;

  if (reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  if (status != NULL && is_list_of_states (reading, status))
    studio_analysis_note (self, "No rates by status: each row is a status of its own.");
  else if (status != NULL && studio_status_is_known (status))
    {
      for (guint i = 0; i < G_N_ELEMENTS (state_rates); i++)
        add_state_rate (self, status, &state_rates[i]);
      add_value_won (self, status);
      add_backlog (self, status);
    }
  else if (status != NULL)
    studio_analysis_note (
        self,
        status->listed != NULL
            ? "No rates by status: none of the values that Metabase lists of “%s” "
              "is the word for a state."
            : "No rates by status: nothing says what the values of “%s” mean.",
        studio_column_get_name (status));
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const StudioColumn *column = g_ptr_array_index (reading->columns, i);

      if (column->role == STUDIO_ROLE_FLAG && column->usable && column->flag != STUDIO_FLAG_TEST &&
          column->flag != STUDIO_FLAG_DELETED && !studio_column_is_constant (column) &&
          column->null_share < 0.9)
        add_flag (self, column);
    }
}
