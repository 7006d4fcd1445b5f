/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/studio-kpi.h"

G_BEGIN_DECLS

/**
 * StudioPlanAction: what registering a KPI would do.
 * @STUDIO_PLAN_CREATE: makes a card
 * @STUDIO_PLAN_UPDATE: brings its card up to date, which nobody has changed in Metabase
 * @STUDIO_PLAN_LINK: ties the KPI to a question that is there and asks the same; nothing is written
 * @STUDIO_PLAN_SKIP: nothing: its card is as it should be, or was changed, archived or deleted in
 *   Metabase by a person
 * @STUDIO_PLAN_CONFLICT: nothing: its card was changed both here and in Metabase, or another
 *   question claims to be the same and is not
 */
typedef enum
{
  STUDIO_PLAN_CREATE,
  STUDIO_PLAN_UPDATE,
  STUDIO_PLAN_LINK,
  STUDIO_PLAN_SKIP,
  STUDIO_PLAN_CONFLICT,
} StudioPlanAction;

/**
 * StudioPlanReason: why, for programs; the message says it to people.
 * @STUDIO_PLAN_NEW: it has no card yet
 * @STUDIO_PLAN_AGAIN: its card is gone, and it was said explicitly that it shall have a new one
 * @STUDIO_PLAN_CHANGED_HERE: the KPI has changed since its card was written
 * @STUDIO_PLAN_SAME_MEANING: a question of somebody else, or of another workspace, asks the same
 * @STUDIO_PLAN_FOUND_AGAIN: its own card, of which the workspace did not know
 * @STUDIO_PLAN_TWIN: another KPI that is registered too asks the same and gets the card
 * @STUDIO_PLAN_UNCHANGED: its card is as it should be
 * @STUDIO_PLAN_CHANGED_THERE: a person has changed its card in Metabase
 * @STUDIO_PLAN_CHANGED_BOTH: and the KPI has changed, too
 * @STUDIO_PLAN_ARCHIVED: a person has archived its card in Metabase
 * @STUDIO_PLAN_DELETED: its card does not exist any more, or may not be seen
 * @STUDIO_PLAN_CONTRADICTION: a question of the same name about the same tables asks something else
 */
typedef enum
{
  STUDIO_PLAN_NEW,
  STUDIO_PLAN_AGAIN,
  STUDIO_PLAN_CHANGED_HERE,
  STUDIO_PLAN_SAME_MEANING,
  STUDIO_PLAN_FOUND_AGAIN,
  STUDIO_PLAN_TWIN,
  STUDIO_PLAN_UNCHANGED,
  STUDIO_PLAN_CHANGED_THERE,
  STUDIO_PLAN_CHANGED_BOTH,
  STUDIO_PLAN_ARCHIVED,
  STUDIO_PLAN_DELETED,
  STUDIO_PLAN_CONTRADICTION,
} StudioPlanReason;

#define STUDIO_TYPE_PLAN_ACTION (studio_plan_action_get_type ())
#define STUDIO_TYPE_PLAN_REASON (studio_plan_reason_get_type ())
GType studio_plan_action_get_type (void) G_GNUC_CONST;
GType studio_plan_reason_get_type (void) G_GNUC_CONST;

/**
 * StudioPlanDifference: a part of a card that would change, or was changed.
 * @part: "name", "description", "query", "display" or "settings"
 * @there: what Metabase has
 * @here: what registering would write
 */
typedef struct
{
  char *part;
  char *there;
  char *here;
} StudioPlanDifference;

#define STUDIO_TYPE_PLAN_ENTRY (studio_plan_entry_get_type ())

/**
 * StudioPlanEntry: what registering would do about one KPI, and why.
 *
 * Properties (read-only): kpi (StudioKpi), action, reason, message (a sentence for people),
 * collection (“KPI Studio / Delivery & Logistics”: where its card is or comes), collection-id (0
 * while that collection does not exist), card-id (0 while there is none), card-name (what the card
 * is or will be called), can-include (whether the person has a choice).
 * Read-write: included (whether it is done at all): true for create, update and link. For a card
 * that a person has archived or deleted it is false, and setting it is the explicit word that a new
 * one shall be made. Where can-include is false it cannot be set.
 */
G_DECLARE_FINAL_TYPE (StudioPlanEntry, studio_plan_entry, STUDIO, PLAN_ENTRY, GObject)

StudioKpi *studio_plan_entry_get_kpi (StudioPlanEntry *self);
StudioPlanAction studio_plan_entry_get_action (StudioPlanEntry *self);
StudioPlanReason studio_plan_entry_get_reason (StudioPlanEntry *self);
const char *studio_plan_entry_get_message (StudioPlanEntry *self);
const char *studio_plan_entry_get_collection (StudioPlanEntry *self);
gint64 studio_plan_entry_get_collection_id (StudioPlanEntry *self);
gint64 studio_plan_entry_get_card_id (StudioPlanEntry *self);
const char *studio_plan_entry_get_card_name (StudioPlanEntry *self);
gboolean studio_plan_entry_get_can_include (StudioPlanEntry *self);
gboolean studio_plan_entry_get_included (StudioPlanEntry *self);
void studio_plan_entry_set_included (StudioPlanEntry *self, gboolean included);

/** studio_plan_entry_get_differences: Returns: (transfer none): of StudioPlanDifference; empty
 * unless there is a card and it is not as it should be. */
GPtrArray *studio_plan_entry_get_differences (StudioPlanEntry *self);

G_END_DECLS
