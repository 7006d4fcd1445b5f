/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-reason.h"

G_DEFINE_BOXED_TYPE (StudioReason, studio_reason, studio_reason_copy, studio_reason_free)

StudioReason *
studio_reason_new (const char *id, int points, char *message)
{
  StudioReason *self = g_new0 (StudioReason, 1);

  self->id = g_strdup (id);
  self->points = points;
  self->message = message;
  return self;
}

StudioReason *
studio_reason_copy (const StudioReason *self)
{
  return studio_reason_new (self->id, self->points, g_strdup (self->message));
}

void
studio_reason_free (StudioReason *self)
{
  g_free (self->id);
  g_free (self->message);
  g_free (self);
}
