/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** StudioDeployedObject: what there is of KPI Studio in a Metabase. An alert's question is a
 * companion of a KPI's card that gives rows only when the alert should be sent. */
typedef enum
{
  STUDIO_DEPLOYED_CARD,
  STUDIO_DEPLOYED_COLLECTION,
  STUDIO_DEPLOYED_DASHBOARD,
  STUDIO_DEPLOYED_ALERT,
  STUDIO_DEPLOYED_ALERT_CARD,
} StudioDeployedObject;

/**
 * StudioDeploymentAction:
 * @STUDIO_DEPLOYMENT_CREATED: it was made
 * @STUDIO_DEPLOYMENT_LINKED: it was there and is as it should be
 * @STUDIO_DEPLOYMENT_UPDATED: it was there and was brought up to date
 * @STUDIO_DEPLOYMENT_SKIPPED: it was left alone, and the message says why
 * @STUDIO_DEPLOYMENT_FAILED: nothing could be done, and the message says why
 * @STUDIO_DEPLOYMENT_ARCHIVED: it was moved to the trash, or taken out of use
 * @STUDIO_DEPLOYMENT_RELEASED: it stays in Metabase, but its KPI does not count as registered any
 * more
 */
typedef enum
{
  STUDIO_DEPLOYMENT_CREATED,
  STUDIO_DEPLOYMENT_LINKED,
  STUDIO_DEPLOYMENT_UPDATED,
  STUDIO_DEPLOYMENT_SKIPPED,
  STUDIO_DEPLOYMENT_FAILED,
  STUDIO_DEPLOYMENT_ARCHIVED,
  STUDIO_DEPLOYMENT_RELEASED,
  STUDIO_N_DEPLOYMENT_ACTIONS,
} StudioDeploymentAction;

#define STUDIO_TYPE_DEPLOYED_OBJECT (studio_deployed_object_get_type ())
#define STUDIO_TYPE_DEPLOYMENT_ACTION (studio_deployment_action_get_type ())
GType studio_deployed_object_get_type (void) G_GNUC_CONST;
GType studio_deployment_action_get_type (void) G_GNUC_CONST;

/**
 * StudioDeploymentEntry: what was done about one object.
 * @kpi_id: (nullable): the KPI it is for
 * @key: (nullable): of a dashboard: what it is about; of an alert: digest of its threshold
 * @id: Metabase's id, 0 for none
 * @collection: (nullable): name of its collection
 * @message: (nullable): for a person
 */
typedef struct
{
  StudioDeployedObject object;
  StudioDeploymentAction action;
  char *kpi_id;
  char *key;
  char *name;
  gint64 id;
  gint64 collection_id;
  char *collection;
  char *message;
} StudioDeploymentEntry;

StudioDeploymentEntry *studio_deployment_entry_new (StudioDeployedObject object,
                                                    StudioDeploymentAction action,
                                                    gint64 id,
                                                    const char *name);
void studio_deployment_entry_free (StudioDeploymentEntry *self);
StudioDeploymentEntry *studio_deployment_entry_copy (const StudioDeploymentEntry *self);

/** studio_deployment_count: how many of @entries (of StudioDeploymentEntry) are an @object that
 * @action was done to. */
guint studio_deployment_count (GPtrArray *entries,
                               StudioDeployedObject object,
                               StudioDeploymentAction action);

/** StudioDeploymentWhat: what a deployment did. */
typedef enum
{
  STUDIO_DEPLOYMENT_REGISTER,
  STUDIO_DEPLOYMENT_UNREGISTER,
} StudioDeploymentWhat;

/**
 * StudioDeployment: one registration, or one that was taken back, as the workspace remembers it.
 * @id: its number, from 1 on
 * @collection: name of the top collection
 * @started: ISO 8601, UTC
 * @ended: (nullable): %NULL when it was interrupted
 * @entries: of StudioDeploymentEntry
 */
typedef struct
{
  gint64 id;
  StudioDeploymentWhat what;
  char *collection;
  char *started;
  char *ended;
  GPtrArray *entries;
} StudioDeployment;

/** studio_deployments_pick_in_use: Returns: (transfer container): those entries of @deployments (of
 * StudioDeployment) about an @object that was made or found and not archived by this program since,
 * the latest of each, the latest first. */
GPtrArray *studio_deployments_pick_in_use (GPtrArray *deployments, StudioDeployedObject object);

StudioDeployment *studio_deployment_new (gint64 id, StudioDeploymentWhat what);
void studio_deployment_free (StudioDeployment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDeploymentEntry, studio_deployment_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioDeployment, studio_deployment_free)

G_END_DECLS
