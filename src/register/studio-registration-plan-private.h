/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-card.h"
#include "register/studio-registration-plan.h"

G_BEGIN_DECLS

/* How a plan is made. */

/**
 * StudioPlanEntryData: all of an entry; strings are taken over.
 * @card: (nullable): the card to write, for create and update
 * @twin: (nullable): the KPI whose card it gets
 */
typedef struct
{
  StudioKpi *kpi;
  StudioPlanAction action;
  StudioPlanReason reason;
  char *message;
  char *collection;
  gint64 collection_id;
  gint64 card_id;
  char *card_name;
  gboolean can_include;
  gboolean included;
  StudioCard *card;
  StudioKpi *twin;
  GPtrArray *differences;
} StudioPlanEntryData;

/** _studio_plan_entry_new: @data but for its kpi and twin is taken over. */
StudioPlanEntry *_studio_plan_entry_new (const StudioPlanEntryData *data);
const StudioPlanEntryData *_studio_plan_entry_peek (StudioPlanEntry *self);

StudioRegistrationPlan *_studio_registration_plan_new (const char *collection);

/** _studio_registration_plan_take: @entry is (transfer full). */
void _studio_registration_plan_take (StudioRegistrationPlan *self, StudioPlanEntry *entry);

/** _studio_registration_plan_add_double: a card that is there a second time, because a request that
 * had been given up was carried out late. */
void _studio_registration_plan_add_double (StudioRegistrationPlan *self,
                                           const char *kpi_id,
                                           gint64 card_id);

/** StudioPlanDouble: */
typedef struct
{
  char *kpi_id;
  gint64 card_id;
} StudioPlanDouble;

/** _studio_registration_plan_get_doubles: Returns: (transfer none): of StudioPlanDouble. */
GArray *_studio_registration_plan_get_doubles (StudioRegistrationPlan *self);

void _studio_registration_plan_set_new_collections (StudioRegistrationPlan *self, GStrv names);

G_END_DECLS
