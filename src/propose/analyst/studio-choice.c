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

/* More than these of one family tire the reader. */
static const guint limits[STUDIO_N_FAMILIES] = {
  [STUDIO_FAMILY_COUNT] = 2,         [STUDIO_FAMILY_TOTAL] = 3,    [STUDIO_FAMILY_TREND] = 5,
  [STUDIO_FAMILY_GROWTH] = 2,        [STUDIO_FAMILY_RATIO] = 7,    [STUDIO_FAMILY_DURATION] = 4,
  [STUDIO_FAMILY_FUNNEL] = 2,        [STUDIO_FAMILY_COHORT] = 4,   [STUDIO_FAMILY_RANKING] = 3,
  [STUDIO_FAMILY_CONCENTRATION] = 2, [STUDIO_FAMILY_SHARE] = 4,    [STUDIO_FAMILY_BACKLOG] = 3,
  [STUDIO_FAMILY_DISTRIBUTION] = 4,  [STUDIO_FAMILY_PROFILE] = 2,  [STUDIO_FAMILY_COMPLETENESS] = 2,
  [STUDIO_FAMILY_RELATION] = 4,      [STUDIO_FAMILY_SNAPSHOT] = 5,
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

GPtrArray *
studio_choice_make (GPtrArray *proposals)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autoptr (GPtrArray) left = g_ptr_array_copy (proposals, NULL, NULL);

  g_ptr_array_set_free_func (left, NULL);
  while (chosen->len < MOST)
    {
      double best = 0;
      guint at = 0;

      for (guint i = 0; i < left->len; i++)
        {
          double worth = worth_of (chosen, g_ptr_array_index (left, i));

          if (worth > best)
            {
              best = worth;
              at = i;
            }
        }
      if (best < (chosen->len < ENOUGH ? LITTLE_WORTH : LEAST_WORTH))
        break;
      if (is_repetition (chosen, g_ptr_array_index (left, at)))
        g_ptr_array_remove_index (left, at);
      else
        g_ptr_array_add (chosen, g_ptr_array_remove_index (left, at));
    }
  return chosen;
}
