/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "register/studio-plan-entry.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_REGISTRATION_PLAN (studio_registration_plan_get_type ())

/**
 * StudioRegistrationPlan: what registering some KPIs would do, before anything is written: a
 * GListModel of StudioPlanEntry, one a KPI, in their order.
 *
 * Made by studio_session_plan_registration_async(), carried out by
 * studio_session_register_plan_async().
 */
G_DECLARE_FINAL_TYPE (StudioRegistrationPlan,
                      studio_registration_plan,
                      STUDIO,
                      REGISTRATION_PLAN,
                      GObject)

/** studio_registration_plan_get_collection: Returns: (transfer none): name of the top collection.
 */
const char *studio_registration_plan_get_collection (StudioRegistrationPlan *self);

/** studio_registration_plan_count: Returns: how many entries have @action. */
guint studio_registration_plan_count (StudioRegistrationPlan *self, StudioPlanAction action);

/** studio_registration_plan_count_writes: Returns: how many cards would be created or updated with
 * what is included now. */
guint studio_registration_plan_count_writes (StudioRegistrationPlan *self);

/** studio_registration_plan_get_new_collections: Returns: (transfer none): paths of the collections
 * that would be created (“KPI Studio”, “KPI Studio / Delivery & Logistics”), parents first. */
const char *const *studio_registration_plan_get_new_collections (StudioRegistrationPlan *self);

G_END_DECLS
