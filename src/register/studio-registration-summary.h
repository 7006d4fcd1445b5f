/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/studio-deployment.h"

G_BEGIN_DECLS

/**
 * StudioRegistrationAction:
 * @STUDIO_REGISTRATION_CREATED: a card was made
 * @STUDIO_REGISTRATION_LINKED: its card was there already and is as it should be
 * @STUDIO_REGISTRATION_UPDATED: its card was there and was brought up to date
 * @STUDIO_REGISTRATION_SKIPPED: its card was changed in Metabase by a person and was left alone
 * @STUDIO_REGISTRATION_FAILED: nothing could be done, and the message says why
 * @STUDIO_REGISTRATION_CONFLICT: its card was changed both here and in Metabase, or another
 * question claims to be the same; nothing was done
 */
typedef enum
{
  STUDIO_REGISTRATION_CREATED,
  STUDIO_REGISTRATION_LINKED,
  STUDIO_REGISTRATION_UPDATED,
  STUDIO_REGISTRATION_SKIPPED,
  STUDIO_REGISTRATION_FAILED,
  STUDIO_REGISTRATION_CONFLICT,
} StudioRegistrationAction;

#define STUDIO_TYPE_REGISTRATION_ACTION (studio_registration_action_get_type ())
GType studio_registration_action_get_type (void) G_GNUC_CONST;

/**
 * StudioRegistrationEntry: what was done about one KPI.
 * @collection: (nullable): name of its collection
 * @message: (nullable): why it was skipped or failed, or to what it was linked
 * @changed: whether the KPI is not what it was before, or was to be
 */
typedef struct
{
  char *kpi_id;
  char *name;
  StudioRegistrationAction action;
  gint64 card_id;
  gint64 collection_id;
  char *collection;
  char *message;
  gboolean changed;
} StudioRegistrationEntry;

StudioRegistrationEntry *studio_registration_entry_new (const char *kpi_id,
                                                        const char *name,
                                                        StudioRegistrationAction action);
void studio_registration_entry_free (StudioRegistrationEntry *self);

/**
 * StudioRegistrationSummary: what a registration did. Refcounted.
 * @approved: KPIs that were to be registered
 * @registered: cards created
 * @already_registered: cards linked
 * @skipped: left alone, conflicts among them
 * @conflicts: conflicts
 * @collections_created: collections created
 * @collection: name of the top collection
 * @entries: of StudioRegistrationEntry
 * @made: (nullable) (element-type utf8 gint64): ids of the collections of business functions that
 *   were made
 * @others: of StudioDeploymentEntry: what was done about dashboards and alerts
 * @deployment_id: number under which the workspace remembers all of it, 0 for none
 */
typedef struct
{
  gatomicrefcount references;
  guint approved;
  guint registered;
  guint already_registered;
  guint updated;
  guint skipped;
  guint failed;
  guint conflicts;
  guint collections_created;
  char *collection;
  GPtrArray *entries;
  GHashTable *made;
  GPtrArray *others;
  gint64 deployment_id;
} StudioRegistrationSummary;

StudioRegistrationSummary *studio_registration_summary_new (const char *collection);
StudioRegistrationSummary *studio_registration_summary_ref (StudioRegistrationSummary *self);
void studio_registration_summary_unref (StudioRegistrationSummary *self);

/** studio_registration_summary_take: @entry is (transfer full) and is counted. */
void
studio_registration_summary_take (StudioRegistrationSummary *self, StudioRegistrationEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioRegistrationEntry, studio_registration_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioRegistrationSummary, studio_registration_summary_unref)

G_END_DECLS
