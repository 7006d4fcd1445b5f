/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-core"

#include "core/studio-finding.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (StudioFinding, studio_finding, studio_finding_copy, studio_finding_free)

StudioFinding *
studio_finding_new (const char *id,
                    StudioSeverity severity,
                    StudioErrorClass error_class,
                    gssize start,
                    gssize end,
                    char *message)
{
  StudioFinding *self = g_new0 (StudioFinding, 1);

  self->id = g_strdup (id);
  self->severity = severity;
  self->error_class = error_class;
  self->start = start;
  self->end = end;
  self->message = message;
  return self;
}

StudioFinding *
studio_finding_copy (const StudioFinding *self)
{
  StudioFinding *copy = studio_finding_new (self->id, self->severity, self->error_class,
                                            self->start, self->end, g_strdup (self->message));

  copy->fix = g_strdup (self->fix);
  return copy;
}

void
studio_finding_free (StudioFinding *self)
{
  g_free (self->id);
  g_free (self->message);
  g_free (self->fix);
  g_free (self);
}

/* What does not run is worse than what gives a wrong result. */
static int
rate (const StudioFinding *finding)
{
  return 2 * (int) finding->severity + (finding->error_class != STUDIO_ERROR_CLASS_WRONG_RESULT);
}

int
studio_finding_compare (gconstpointer a, gconstpointer b)
{
  const StudioFinding *first = *(const StudioFinding *const *) a;
  const StudioFinding *second = *(const StudioFinding *const *) b;

  if (rate (first) != rate (second))
    return rate (first) > rate (second) ? -1 : 1;
  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return strcmp (first->id, second->id);
}
