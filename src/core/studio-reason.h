/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define STUDIO_TYPE_REASON (studio_reason_get_type ())

/**
 * StudioReason:
 * @id: the signal, as a stable name ("ratio", "trend", "slow"…)
 * @points: what it added to the score (negative: took away)
 * @message: a sentence for a person
 *
 * One line of the explanation of a KPI's score. Immutable once made.
 */
typedef struct
{
  char *id;
  int points;
  char *message;
} StudioReason;

GType studio_reason_get_type (void) G_GNUC_CONST;

/** studio_reason_new: @message is (transfer full); free the result with studio_reason_free(). */
StudioReason *studio_reason_new (const char *id, int points, char *message);
StudioReason *studio_reason_copy (const StudioReason *self);
void studio_reason_free (StudioReason *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioReason, studio_reason_free)

G_END_DECLS
