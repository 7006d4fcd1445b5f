/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StudioAlertCondition: when Metabase sends an alert.
 * @STUDIO_ALERT_HAS_RESULT: the question gives rows
 * @STUDIO_ALERT_GOAL_ABOVE: it goes above its goal; fires only for a line, area or bar chart with
 * `graph.show_goal` and `graph.goal_value`, and for a progress bar
 * @STUDIO_ALERT_GOAL_BELOW: it goes below its goal; likewise
 */
typedef enum
{
  STUDIO_ALERT_HAS_RESULT,
  STUDIO_ALERT_GOAL_ABOVE,
  STUDIO_ALERT_GOAL_BELOW,
} StudioAlertCondition;

/**
 * StudioAlert: a mail that Metabase sends when a question meets a condition.
 * @id: Metabase's id, 0 for one that is not there yet
 * @hour: of the day at which it is looked at, in the report time zone; -1 for any other schedule
 * @user_id: who gets the mail, 0 for none or several people
 * @address: (nullable): who gets it, when it is nobody with an account
 */
typedef struct
{
  gint64 id;
  gint64 card_id;
  StudioAlertCondition condition;
  int hour;
  gint64 user_id;
  char *address;
  gboolean active;
} StudioAlert;

StudioAlert *studio_alert_new (void);
void studio_alert_free (StudioAlert *self);

/** studio_alert_is_notification: whether alerts are notifications in that version of Metabase: from
 * v0.54. */
gboolean studio_alert_is_notification (guint version);

/** studio_alert_from_json: Returns: (transfer full) (nullable): an alert as v0.46 to v0.53 write
 * it, or a notification about a card; %NULL when it is neither. */
StudioAlert *studio_alert_from_json (JsonObject *object);

/** studio_alert_to_json: Returns: (transfer full): the body that creates it. */
char *studio_alert_to_json (const StudioAlert *self, guint version);

/** studio_alert_is_same: whether two ask for the same mail, whatever their ids. */
gboolean studio_alert_is_same (const StudioAlert *self, const StudioAlert *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioAlert, studio_alert_free)

G_END_DECLS
