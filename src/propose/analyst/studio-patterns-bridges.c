/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-analyst"

#include "propose/analyst/studio-analysis.h"

/* Tables that connect two others: how many of the one each of the other has. */

typedef struct
{
  const StudioColumn *column;
  char *noun;
  char *plural;
} Side;

static gboolean
read_side (StudioAnalysis *self, const StudioColumn *column, Side *side)
{
  const StudioReading *reading = self->reading;

  if (column->role != STUDIO_ROLE_FOREIGN_KEY || column->audit || !column->usable)
    return FALSE;
  side->column = column;
  side->noun = studio_analysis_parent_noun (reading, column,
                                            studio_analysis_parent (self, reading, column, NULL));
  side->plural = studio_lexicon_plural (reading->lexicon, side->noun);
  return TRUE;
}

static void
side_clear (Side *side)
{
  g_free (side->noun);
  g_free (side->plural);
}

/* How many of @of each of @per has that has any. */
static void
add_average (StudioAnalysis *self, const Side *of, const Side *per)
{
  const StudioReading *reading = self->reading;
  StudioDefinition *definition = studio_analysis_start (reading, "ratio");
  g_autofree char *name = g_strdup_printf ("%s per %s", of->plural, per->noun);
  g_autofree char *alias = studio_alias_from (name, "average");
  StudioProposal *proposal;

  studio_definition_add_measure (
      definition, alias, name,
      studio_ratio (studio_count (NULL),
                    studio_expression_new (STUDIO_OPERATOR_COUNT_DISTINCT,
                                           studio_column_expression (per->column, reading->source),
                                           NULL)));
  proposal =
      studio_proposal_new (STUDIO_FAMILY_RATIO, 62, per->noun, "scalar", definition, "%s", name);
  studio_proposal_set_unit (proposal, NULL, STUDIO_UNIT_QUANTITY, STUDIO_DIRECTION_NEUTRAL);
  studio_proposal_set_text (
      proposal,
      g_strdup_printf ("Average number of %s of the %s that have any.", of->plural, per->plural),
      g_strdup ("Tells how closely the two are woven together."),
      g_strdup_printf ("A row of the table connects one %s with one %s.", of->noun, per->noun));
  studio_analysis_add (self, proposal);
}

void
_studio_patterns_bridges (StudioAnalysis *self)
{
  const StudioReading *reading = self->reading;
  Side sides[2] = { { NULL } };
  guint n = 0;

  if (reading->archetype != STUDIO_ARCHETYPE_BRIDGE)
    return;
  for (guint i = 0; i < reading->columns->len && n < G_N_ELEMENTS (sides); i++)
    if (read_side (self, g_ptr_array_index (reading->columns, i), &sides[n]))
      n++;
  if (n == G_N_ELEMENTS (sides))
    {
      add_average (self, &sides[0], &sides[1]);
      add_average (self, &sides[1], &sides[0]);
    }
  for (guint i = 0; i < n; i++)
    side_clear (&sides[i]);
}
