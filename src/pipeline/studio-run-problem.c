/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-pipeline"

#include "pipeline/studio-run-private.h"

StudioRunProblem *
studio_run_problem_new (const char *table,
                        StudioStage stage,
                        StudioErrorClass error_class,
                        const char *message)
{
  StudioRunProblem *self = g_new0 (StudioRunProblem, 1);

  self->table = g_strdup (table);
  self->stage = g_strdup (studio_enum_to_nick (STUDIO_TYPE_STAGE, stage));
  self->error_class = g_strdup (studio_enum_to_nick (STUDIO_TYPE_ERROR_CLASS, error_class));
  self->message = g_strdup (message);
  return self;
}

void
studio_run_problem_free (StudioRunProblem *self)
{
  g_free (self->table);
  g_free (self->stage);
  g_free (self->error_class);
  g_free (self->message);
  g_free (self);
}
