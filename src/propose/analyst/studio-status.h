/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "propose/analyst/studio-reading.h"

G_BEGIN_DECLS

/*
 * What the values of a status column mean, as its comment explains them, as conditions. All of them
 * return (transfer full) conditions on the source called @source, %NULL when no value is known.
 */

/** studio_status_is_known: whether the comment explains values that the column can hold. */
gboolean studio_status_is_known (const StudioColumn *status);

/** studio_status_is_told: whether the person, and not the comment, says which values mean @state.
 */
gboolean studio_status_is_told (const StudioColumn *status, StudioState state);

/** studio_status_reason: Returns: (transfer full): who says which values mean
 * @state, or which are final when that is %STUDIO_STATE_NONE: a sentence */
char *studio_status_reason (const StudioColumn *status, StudioState state);

/** studio_status_leads_on: whether what is in @state goes on to other states that say it had been
 * there.
 */
gboolean studio_status_leads_on (StudioState state);

/** studio_status_in: the status means one of @states (bits 1 << StudioState). */
StudioExpression *studio_status_in (const StudioColumn *status, const char *source, guint states);

/** studio_status_reached: the row is in @state, or has been: comments list states in the order of
 * life, so what was delivered had been paid. */
StudioExpression *
studio_status_reached (const StudioColumn *status, const char *source, StudioState state);

/** studio_status_open: the row is in none of the states that are final. */
StudioExpression *studio_status_open (const StudioColumn *status, const char *source);

/** studio_status_valid: the row was not cancelled, rejected or failed, so that its amount counts;
 * by the status, else by the time of cancelling. %NULL too for what is won or lost, and for things.
 */
StudioExpression *studio_status_valid (const StudioReading *reading, const char *source);

/** studio_status_describe_void: Returns: (transfer full): the states of rows that are not valid, as
 * far as the status has them: “cancelled and rejected” */
char *studio_status_describe_void (const StudioReading *reading);

G_END_DECLS
