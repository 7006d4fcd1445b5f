/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-throttle.h"

/* What every database in use can bear: reference/metabase-api.md, section 10. */
#define LEAST 3
/* A query that takes so long, in milliseconds, leaves room for more beside it. */
#define QUICK 100
/* One that takes so long may have been slowed down by those beside it. */
#define SLOW 1000

void
studio_throttle_init (StudioThrottle *self, guint fixed)
{
  *self = (StudioThrottle){
    .width = fixed > 0 ? fixed : LEAST,
    .least = fixed > 0 ? fixed : LEAST,
    .most = fixed > 0 ? fixed : STUDIO_THROTTLE_MOST,
  };
}

/* Wider by one once all that run side by side were quick, narrower by one with each slow one. */
void
studio_throttle_note (StudioThrottle *self, gint64 milliseconds)
{
  if (milliseconds < 0)
    return;
  self->quick = milliseconds <= QUICK ? self->quick + 1 : 0;
  if (self->quick >= self->width && self->width < self->most)
    {
      self->width++;
      self->quick = 0;
    }
  else if (milliseconds >= SLOW && self->width > self->least)
    self->width--;
}
