/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-choice.h"

#include <string.h>

#define MOST 20
/* After so many, only what is worth something is added. */
#define ENOUGH 15
#define LEAST_WORTH 22
/* What is worth less is not proposed at all. */
#define LITTLE_WORTH 12
/* What the next one of the same family, or about the same subject, is worth less. */
#define FAMILY_LOSS 5
#define SUBJECT_LOSS 7
/* Places that proposals can claim at the front. */
#define HEADLINES 3

/* More than these of one family tire the reader. */
static const guint limits[STUDIO_N_FAMILIES] = {
  [STUDIO_FAMILY_COUNT] = 2,         [STUDIO_FAMILY_TOTAL] = 3,    [STUDIO_FAMILY_TREND] = 5,
  [STUDIO_FAMILY_GROWTH] = 2,        [STUDIO_FAMILY_RATIO] = 7,    [STUDIO_FAMILY_DURATION] = 4,
  [STUDIO_FAMILY_FUNNEL] = 2,        [STUDIO_FAMILY_COHORT] = 4,   [STUDIO_FAMILY_RANKING] = 3,
  [STUDIO_FAMILY_CONCENTRATION] = 2, [STUDIO_FAMILY_SHARE] = 4,    [STUDIO_FAMILY_BACKLOG] = 3,
  [STUDIO_FAMILY_DISTRIBUTION] = 4,  [STUDIO_FAMILY_PROFILE] = 2,  [STUDIO_FAMILY_COMPLETENESS] = 2,
  [STUDIO_FAMILY_RELATION] = 4,      [STUDIO_FAMILY_SNAPSHOT] = 5,
};

/* The same question asked of something else: more of them only where the list would be short. */
static const struct
{
  const char *pattern;
  const char *display; /* (nullable): any */
  guint limit;
} kinds[] = {
  { "active", NULL, 1 },     { "activation", NULL, 1 }, { "average", NULL, 1 },
  { "comparison", NULL, 2 }, { "count", NULL, 1 },      { "coverage", NULL, 2 },
  { "delay", NULL, 2 },      { "growth", "table", 1 },  { "growth", "scalar", 1 },
  { "histogram", NULL, 1 },  { "level", NULL, 2 },      { "mix", NULL, 1 },
  { "per-row", NULL, 1 },    { "reach", NULL, 1 },      { "recency", NULL, 1 },
  { "scoreboard", NULL, 1 }, { "share", "pie", 3 },     { "share", "row", 3 },
  { "spread", "bar", 1 },    { "total", NULL, 2 },      { "worth", "row", 1 },
  { "worth", "scalar", 1 },
};

static gboolean
is_repetition (GPtrArray *chosen, const StudioProposal *proposal)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioProposal *other = g_ptr_array_index (chosen, i);

      if (g_ascii_strcasecmp (other->name, proposal->name) == 0 ||
          studio_definition_equal (other->definition, proposal->definition))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_kind (guint kind, const StudioProposal *proposal)
{
  return g_strcmp0 (kinds[kind].pattern, proposal->definition->pattern) == 0 &&
         (kinds[kind].display == NULL || strcmp (kinds[kind].display, proposal->display) == 0);
}

/* Whether as many of its kind are chosen as a reader wants. */
static gboolean
is_enough (GPtrArray *chosen, const StudioProposal *proposal)
{
  guint kind = 0, same = 0;

  while (kind < G_N_ELEMENTS (kinds) && !is_kind (kind, proposal))
    kind++;
  if (kind == G_N_ELEMENTS (kinds))
    return FALSE;
  for (guint i = 0; i < chosen->len; i++)
    same += is_kind (kind, g_ptr_array_index (chosen, i));
  return same >= kinds[kind].limit;
}

static double
worth_of (GPtrArray *chosen, const StudioProposal *proposal)
{
  double worth = proposal->weight;
  guint same = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      const StudioProposal *other = g_ptr_array_index (chosen, i);

      if (other->family == proposal->family)
        {
          same++;
          worth -= FAMILY_LOSS;
        }
      if (strcmp (other->subject, proposal->subject) == 0)
        worth -= SUBJECT_LOSS;
    }
  return same >= limits[proposal->family] ? -1 : worth;
}

/* Moves what is asked first of such a table to the front, one for each place. */
static void
take_headlines (GPtrArray *chosen, GPtrArray *left)
{
  for (guint place = 1; place <= HEADLINES; place++)
    {
      const StudioProposal *best = NULL;

      for (guint i = 0; i < left->len; i++)
        {
          const StudioProposal *proposal = g_ptr_array_index (left, i);

          if (proposal->headline == place && proposal->weight >= LITTLE_WORTH &&
              (best == NULL || proposal->weight > best->weight))
            best = proposal;
        }
      if (best == NULL)
        continue;
      g_ptr_array_remove (left, (gpointer) best);
      if (!is_repetition (chosen, best))
        g_ptr_array_add (chosen, (gpointer) best);
    }
}

/* Adds the best of @left until what is left is worth less than @least, or @most are chosen; with
 * @varied, no more of a kind than a reader wants. */
static void
take_best (GPtrArray *chosen, GPtrArray *left, double least, guint most, gboolean varied)
{
  while (chosen->len < most)
    {
      double best = 0;
      guint at = 0;

      for (guint i = 0; i < left->len; i++)
        {
          const StudioProposal *proposal = g_ptr_array_index (left, i);
          double worth = worth_of (chosen, proposal);

          if (worth > best && !(varied && is_enough (chosen, proposal)))
            {
              best = worth;
              at = i;
            }
        }
      if (best == 0 || best < least)
        return;
      if (is_repetition (chosen, g_ptr_array_index (left, at)))
        g_ptr_array_remove_index (left, at);
      else
        g_ptr_array_add (chosen, g_ptr_array_remove_index (left, at));
    }
}

GPtrArray *
studio_choice_make (GPtrArray *proposals)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autoptr (GPtrArray) left = g_ptr_array_copy (proposals, NULL, NULL);

  g_ptr_array_set_free_func (left, NULL);
  take_headlines (chosen, left);
  take_best (chosen, left, LEAST_WORTH, MOST, TRUE);
  take_best (chosen, left, LITTLE_WORTH, ENOUGH, TRUE);
  take_best (chosen, left, LITTLE_WORTH, ENOUGH, FALSE);
  return chosen;
}
