/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-child.h"
#include "propose/analyst/studio-status.h"

#include <string.h>

/*
 * Offers that compete for a request: how far apart they are, who of those invited takes part, and
 * what runs out before anybody has decided.
 */

/* Deals and applications are won or lost too, but no prices for the same thing. */
static gboolean
is_offer (const StudioReading *reading)
{
  static const char *const words[] = { "offer", "quotation", "bid",      "tender",
                                       "quote", "estimate",  "proposal", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (reading, words[i]))
      return reading->archetype == STUDIO_ARCHETYPE_HEADER ||
             reading->archetype == STUDIO_ARCHETYPE_EVENT;
  return FALSE;
}

static gboolean
is_invitation (const StudioReading *reading)
{
  static const char *const words[] = { "invitation", "invite", "invitee", "recipient", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (studio_reading_has_word (reading, words[i]))
      return TRUE;
  return FALSE;
}

/* Offers that were taken back are none. */
static StudioExpression *
stands (const StudioReading *offer)
{
  StudioExpression *withdrawn =
      offer->status != NULL && studio_status_is_known (offer->status)
          ? studio_status_in (offer->status, offer->source, 1u << STUDIO_STATE_CANCELLED)
          : NULL;

  StudioExpression *other;

  if (withdrawn == NULL)
    return NULL;
  if (withdrawn->op != STUDIO_OPERATOR_EQUAL || offer->status->null_share > 0)
    return studio_expression_new (
        STUDIO_OPERATOR_NOT,
        studio_and (studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                           studio_column_expression (offer->status, offer->source),
                                           NULL),
                    withdrawn),
        NULL);
  other = studio_expression_new (
      STUDIO_OPERATOR_NOT_EQUAL,
      studio_expression_ref (g_ptr_array_index (withdrawn->arguments, 0)),
      studio_expression_ref (g_ptr_array_index (withdrawn->arguments, 1)), NULL);
  studio_expression_unref (withdrawn);
  return other;
}

static StudioExpression *
bound_of (const StudioReading *offer, StudioOperator op)
{
  return studio_expression_new (op, studio_column_expression (offer->money, offer->source), NULL);
}

/* The lowest and the highest offer for each request with at least two. */
static StudioDefinition *
bounds_per_request (const StudioChild *child)
{
  const StudioReading *offer = child->reading;
  StudioDefinition *definition = studio_analysis_start (offer, "per-parent");

  studio_definition_add_dimension (definition, studio_field_get_name (child->relationship->column),
                                   NULL, studio_child_link (child, offer->source));
  studio_definition_add_measure (definition, "lowest", NULL,
                                 bound_of (offer, STUDIO_OPERATOR_MINIMUM));
  studio_definition_add_measure (definition, "highest", NULL,
                                 bound_of (offer, STUDIO_OPERATOR_MAXIMUM));
  studio_definition_filter (definition, stands (offer));
  /* A price of 0 means “on request”. */
  studio_definition_filter (
      definition, studio_expression_new (STUDIO_OPERATOR_GREATER,
                                         studio_column_expression (offer->money, offer->source),
                                         studio_expression_number (0), NULL));
  if (studio_field_get_info (child->relationship->column)->nullable)
    studio_definition_filter (
        definition, studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                           studio_child_link (child, offer->source), NULL));
  studio_definition_filter_groups (
      definition, studio_expression_new (STUDIO_OPERATOR_GREATER_EQUAL, studio_count (NULL),
                                         studio_expression_number (2), NULL));
  return definition;
}

static void
add_spread (const StudioChild *child)
{
  StudioAnalysis *self = child->analysis;
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "spread");
  StudioDefinition *inner = bounds_per_request (child);
  StudioExpression *lowest = studio_definition_result (inner, child->step, "lowest");
  StudioExpression *highest = studio_definition_result (inner, child->step, "highest");
  StudioProposal *proposal;
  gboolean timed;

  studio_definition_join_over (
      definition, child->step, inner, FALSE,
      studio_expression_new (STUDIO_OPERATOR_EQUAL, studio_child_link (child, child->step),
                             studio_child_key (child, reading->source), NULL));
  timed = studio_child_add_time (child, definition);
  studio_definition_add_measure (
      definition, "price_spread", "price spread",
      studio_average (studio_ratio (
          studio_expression_new (STUDIO_OPERATOR_SUBTRACT,
                                 studio_expression_cast (highest, STUDIO_FIELD_DECIMAL),
                                 studio_expression_ref (lowest), NULL),
          lowest)));
  proposal = studio_proposal_new (
      STUDIO_FAMILY_RATIO, 81, "price spread", timed ? "line" : "scalar", definition,
      timed ? "Price spread of %s per %s by %s" : "Price spread of %s per %s",
      child->reading->plural, reading->noun, studio_grain_name (self->window.grain));
  studio_child_finish (
      child, proposal, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_NEUTRAL,
      g_strdup_printf ("How much the highest of the %s for one %s lies above the lowest, on "
                       "average over those with at least two.",
                       child->reading->plural, reading->noun),
      "What comparing saves: the wider the spread, the more it pays to ask several.");
}

/* The foreign key of @reading to @parent. */
static const StudioRelationship *
find_link (const StudioReading *reading, StudioTable *parent)
{
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *relationship = g_ptr_array_index (reading->parents, i);
      const StudioColumn *link = studio_reading_find (reading, relationship->column);

      if (relationship->parent == parent && link != NULL && link->usable && !link->audit &&
          link->null_share < 0.1 && !studio_field_is_nested (link->field))
        return relationship;
    }
  return NULL;
}

static StudioExpression *
column_of (const char *source, const StudioRelationship *relationship)
{
  return studio_expression_column (source, studio_field_get_name (relationship->column),
                                   studio_field_get_kind (relationship->column));
}

/* Whether @relationship is that foreign key: the table may keep several lists of them. */
static gboolean
is_link (const StudioReading *reading, const StudioRelationship *relationship)
{
  const StudioRelationship *link = find_link (reading, relationship->parent);

  return link != NULL && link->column == relationship->column;
}

/* How many of those invited make an offer. */
typedef struct
{
  const StudioReading *offer;
  const StudioRelationship *own[2]; /* of the invitation: to the request, and to who is invited */
  const StudioRelationship *theirs[2]; /* of the offer, to the same */
} Participation;

static gboolean
read_participation (StudioAnalysis *self, const StudioRelationship *own, Participation *found)
{
  const StudioReading *reading = self->reading;
  const StudioReading *request = studio_schema_index_read (self->index, own->parent);

  for (guint i = 0; i < request->children->len; i++)
    {
      const StudioRelationship *theirs = g_ptr_array_index (request->children, i);
      const StudioReading *offer = studio_schema_index_read (self->index, theirs->child);

      if (theirs->key != own->key || !is_offer (offer) || offer->empty || !is_link (offer, theirs))
        continue;
      for (guint k = 0; k < reading->parents->len; k++)
        {
          const StudioRelationship *who = g_ptr_array_index (reading->parents, k);
          const StudioRelationship *same = find_link (offer, who->parent);

          if (who->parent == own->parent || same == NULL || same->key != who->key ||
              !is_link (reading, who))
            continue;
          *found =
              (Participation){ .offer = offer, .own = { own, who }, .theirs = { theirs, same } };
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_participation (StudioAnalysis *self, const Participation *found)
{
  const StudioReading *reading = self->reading;
  const char *grain = studio_grain_name (self->window.grain);
  g_autofree char *step = g_strconcat (found->offer->alias, "_each", NULL);
  g_autofree char *one = studio_analysis_one (found->offer->noun);
  StudioDefinition *inner = studio_analysis_start (found->offer, "per-parent");
  StudioDefinition *definition = studio_analysis_start (reading, "participation");
  StudioExpression *condition = NULL;
  StudioProposal *proposal;

  for (guint i = 0; i < G_N_ELEMENTS (found->own); i++)
    {
      StudioExpression *equal =
          studio_expression_new (STUDIO_OPERATOR_EQUAL, column_of (step, found->theirs[i]),
                                 column_of (reading->source, found->own[i]), NULL);

      studio_definition_add_dimension (inner, studio_field_get_name (found->theirs[i]->column),
                                       NULL, column_of (found->offer->source, found->theirs[i]));
      condition = condition == NULL ? equal : studio_and (condition, equal);
    }
  studio_definition_add_measure (inner, "offers", NULL, studio_count (NULL));
  studio_definition_join_over (definition, step, inner, TRUE, condition);
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_add_measure (
      definition, "participation_rate", "participation rate",
      studio_ratio (studio_count (studio_expression_new (STUDIO_OPERATOR_NOT_NULL,
                                                         column_of (step, found->theirs[1]), NULL)),
                    studio_count (NULL)));
  studio_definition_order (definition, grain, FALSE);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 83, "participation", "line", definition,
                           "Participation rate: %s with %s by %s", reading->plural, one, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_UP);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Share of %s after which the one who was asked made %s for the same %s.",
                       reading->plural, one,
                       studio_schema_index_read (self->index, found->own[0]->parent)->noun),
      g_strdup ("Too few who take part means too little choice and higher prices."),
      g_strdup_printf ("“%s” and “%s” point at the same two tables.",
                       studio_table_get_name (reading->table),
                       studio_table_get_name (found->offer->table)));
  studio_analysis_add (self, proposal);
}

/* Whether an offer was decided: by its status, else by the time of it. */
static StudioExpression *
undecided (const StudioReading *reading)
{
  static const StudioTimeRole roles[] = { STUDIO_TIME_APPROVED, STUDIO_TIME_CLOSED,
                                          STUDIO_TIME_RESPONDED, STUDIO_TIME_CONFIRMED };
  const guint decided = (1u << STUDIO_STATE_WON) | (1u << STUDIO_STATE_LOST) |
                        (1u << STUDIO_STATE_REJECTED) | (1u << STUDIO_STATE_APPROVED) |
                        (1u << STUDIO_STATE_CANCELLED) | (1u << STUDIO_STATE_COMPLETED);
  StudioExpression *known = reading->status != NULL && studio_status_is_known (reading->status) &&
                                    reading->status->null_share == 0
                                ? studio_status_in (reading->status, reading->source, decided)
                                : NULL;

  if (known != NULL)
    return studio_expression_new (STUDIO_OPERATOR_NOT, known, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const StudioColumn *time = studio_reading_find_time (reading, roles[i]);

      if (time != NULL && time->null_share > 0.003 && time != reading->time)
        return studio_expression_new (STUDIO_OPERATOR_IS_NULL,
                                      studio_column_expression (time, reading->source), NULL);
    }
  return NULL;
}

/* Offers whose validity has passed before anybody decided. */
static void
add_run_out (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  const StudioColumn *valid = studio_reading_find_border (reading, STUDIO_TIME_EXPIRED);
  const char *grain = studio_grain_name (self->window.grain);
  StudioExpression *open;
  StudioDefinition *definition;
  StudioProposal *proposal;

  if (valid == NULL)
    valid = studio_reading_find_border (reading, STUDIO_TIME_ENDED);
  if (valid == NULL || valid == reading->time || valid->null_share > 0.3 ||
      studio_field_is_nested (valid->field) || self->window.time == NULL ||
      self->window.via != NULL)
    return;
  open = undecided (reading);
  if (open == NULL)
    return;
  definition = studio_analysis_start (reading, "run-out");
  studio_analysis_add_period (self, definition, &self->window, reading->source);
  studio_definition_add_measure (definition, "undecided_share", "expired undecided",
                                 studio_ratio (studio_count (open), studio_count (NULL)));
  studio_analysis_limit_trend (self, definition, &self->window, reading->source);
  studio_definition_filter (
      definition, studio_expression_new (
                      STUDIO_OPERATOR_LESS, studio_column_expression (valid, reading->source),
                      studio_expression_new (STUDIO_OPERATOR_TODAY, NULL), NULL));
  studio_definition_order (definition, grain, FALSE);
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 75, "run out", "line", definition,
                           "%s expired without a decision, share by %s", reading->plural, grain);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_PERCENT, STUDIO_DIRECTION_DOWN);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Of the %s that are past “%s”, the share that nobody had decided on.",
                       reading->plural, studio_column_get_name (valid)),
      g_strdup ("Work that went into an offer and that nobody followed up."),
      g_strdup_printf ("“%s” has passed for some that are still open.",
                       studio_column_get_name (valid)));
  studio_analysis_add (self, proposal);
}

static void
add_of_requests (StudioAnalysis *self)
{
  g_autoptr (GArray) children = NULL;

  if (!studio_reading_is_flow (self->reading) || self->reading->children->len == 0)
    return;
  children = studio_child_find_all (self);
  for (guint i = 0; i < children->len; i++)
    {
      const StudioChild *child = &g_array_index (children, StudioChild, i);

      if (!is_offer (child->reading) || child->reading->money == NULL || child->reading->minor ||
          child->reading->money->factor != NULL || child->one_each)
        continue;
      add_spread (child);
      return;
    }
}

void
_studio_patterns_offers (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Participation found;

  if (reading->archetype == STUDIO_ARCHETYPE_ENTITY ||
      reading->archetype == STUDIO_ARCHETYPE_SNAPSHOT)
    return;
  add_of_requests (self);
  if (is_offer (reading))
    add_run_out (self);
  if (!is_invitation (reading) || self->window.time == NULL || self->window.via != NULL)
    return;
  for (guint i = 0; i < reading->parents->len; i++)
    {
      const StudioRelationship *own = g_ptr_array_index (reading->parents, i);

      if (is_link (reading, own) && read_participation (self, own, &found))
        {
          add_participation (self, &found);
          return;
        }
    }
}
