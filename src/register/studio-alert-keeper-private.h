/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "metabase/studio-metabase-alerts.h"
#include "register/studio-alert-keeper.h"

G_BEGIN_DECLS

/* One KPI after the other: the question its alert is on, then the alert. */
typedef struct
{
  StudioMetabaseClient *client; /* (owned) */
  GPtrArray *kpis;              /* (owned) of StudioKpi: those with a threshold or an alert */
  GPtrArray *known;             /* (owned) of StudioDeploymentEntry */
  gint64 top;
  char *recipient; /* (nullable) */
  guint hour;
  StudioDialectFunc dialect;
  gpointer dialect_data;
  StudioMailing *mailing; /* (owned) (nullable) */
  StudioAlertFunc updated;
  gpointer updated_data;
  GDestroyNotify updated_data_free;
  guint next;

  /* The present KPI's. */
  gint64 card_id;     /* the question its alert is on */
  gboolean goal;      /* which is its own card */
  gboolean tried;     /* to create something, and it is unclear what came of it */
  StudioAlert *alert; /* (owned) (nullable) that there should be */

  /* Questions of alerts. */
  gint64 collection;     /* 0 until known */
  GPtrArray *companions; /* (owned) (nullable) of StudioCollectionItem */
  char *sql;             /* (owned) (nullable) of the present companion */
  gint64 companion_id;   /* of the one that is brought up to date, 0 for a new one */
} StudioAlertUpdate;

/** _studio_alert_update_find_companion: finds or makes the question for the present KPI's alert,
 * then goes on with _studio_alert_update_look(). Takes the caller's reference to @task, as all
 * below. */
void _studio_alert_update_find_companion (GTask *task);

/** _studio_alert_update_look: looks for the alert on card_id, and makes it when it is missing. */
void _studio_alert_update_look (GTask *task);

/** _studio_alert_update_end: notes what was done about the present KPI's alert and goes on with the
 * next one; @message is (transfer full). */
void _studio_alert_update_end (GTask *task,
                               StudioDeploymentAction action,
                               gint64 alert_id,
                               char *message);

/** _studio_alert_update_end_with_error: @error is (transfer full). */
void _studio_alert_update_end_with_error (GTask *task, GError *error);

/** _studio_alert_update_note: tells the caller what was done about an object for the present KPI.
 */
void _studio_alert_update_note (StudioAlertUpdate *self,
                                StudioDeployedObject object,
                                StudioDeploymentAction action,
                                gint64 id,
                                const char *name,
                                const char *message);

StudioKpi *_studio_alert_update_get_kpi (StudioAlertUpdate *self);

/** _studio_alert_update_find_known: Returns: (transfer none) (nullable): what is known of the
 * present KPI's @object. */
const StudioDeploymentEntry *
_studio_alert_update_find_known (StudioAlertUpdate *self, StudioDeployedObject object);

/** _studio_alert_update_is_current: whether @known was made for the threshold that the present KPI
 * has now. */
gboolean
_studio_alert_update_is_current (StudioAlertUpdate *self, const StudioDeploymentEntry *known);

/** _studio_alert_is_unclear: whether a write that ended with @error may have been done. */
gboolean _studio_alert_is_unclear (const GError *error);

G_END_DECLS
