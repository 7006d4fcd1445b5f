/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-definition.h"

G_BEGIN_DECLS

/** StudioFamily: what kind of insight a proposal gives; a list for one table mixes them. */
typedef enum
{
  STUDIO_FAMILY_COUNT,
  STUDIO_FAMILY_TOTAL,
  STUDIO_FAMILY_TREND,
  STUDIO_FAMILY_GROWTH,
  STUDIO_FAMILY_RATIO,
  STUDIO_FAMILY_DURATION,
  STUDIO_FAMILY_FUNNEL,
  STUDIO_FAMILY_COHORT,
  STUDIO_FAMILY_RANKING,
  STUDIO_FAMILY_CONCENTRATION,
  STUDIO_FAMILY_SHARE,
  STUDIO_FAMILY_BACKLOG,
  STUDIO_FAMILY_DISTRIBUTION,
  STUDIO_FAMILY_PROFILE,
  STUDIO_FAMILY_COMPLETENESS,
  STUDIO_FAMILY_RELATION,
  STUDIO_FAMILY_SNAPSHOT,
  STUDIO_N_FAMILIES,
} StudioFamily;

/**
 * StudioProposal:
 * @family: what kind of insight it is
 * @headline: its place among what everybody asks of such a table first, from 1; 0 for the others
 * @weight: how much it is worth, about 0 to 100
 * @subject: (owned): what it is about; several proposals of one family about one subject are too
 * many
 * @name: (owned): of the KPI
 * @description: (owned): what it shows
 * @business_value: (owned): why somebody should look at it
 * @reason: (owned): why it was proposed, from what was read
 * @display: Metabase's display
 * @unit: (and @direction): of the number
 * @definition: (owned): what it asks
 * @units: (owned) (element-type utf8 StudioUnit): of columns of the result, by their names
 * @currency: (nullable): ISO code, where the schema tells
 * @exclusions: rows that are left out for what other tables say; StudioExclusions
 * @weekly: whether it depends on the day that the company told weeks start on
 *
 * A KPI before it is chosen and compiled.
 */
typedef struct
{
  StudioFamily family;
  guint headline;
  double weight;
  char *subject;
  char *name;
  char *description;
  char *business_value;
  char *reason;
  const char *display;
  StudioUnit unit;
  StudioDirection direction;
  StudioDefinition *definition;
  GHashTable *units;
  const char *currency;
  guint exclusions;
  gboolean weekly;
} StudioProposal;

/** studio_proposal_new: @definition is (transfer full); @name_format and what follows make the
 * name.
 */
StudioProposal *studio_proposal_new (StudioFamily family,
                                     double weight,
                                     const char *subject,
                                     const char *display,
                                     StudioDefinition *definition,
                                     const char *name_format,
                                     ...) G_GNUC_PRINTF (6, 7);
void studio_proposal_free (StudioProposal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioProposal, studio_proposal_free)

/** studio_proposal_set_text: all three are (transfer full). */
void studio_proposal_set_text (StudioProposal *self,
                               char *description,
                               char *business_value,
                               char *reason);

/** studio_proposal_set_unit: of the number, and of the result's column @column (nullable: of all
 * measures). */
void studio_proposal_set_unit (StudioProposal *self,
                               const char *column,
                               StudioUnit unit,
                               StudioDirection direction);

/** studio_proposal_visualization: Returns: (transfer full): Metabase's visualization settings as
 * JSON text (reference: metabase-api.md, section 5) */
char *studio_proposal_visualization (const StudioProposal *self);

/** studio_family_name: for people (transfer none). */
const char *studio_family_name (StudioFamily family);

G_END_DECLS
