/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-repair-step.h"

G_DEFINE_BOXED_TYPE (StudioSqlRepairStep,
                     studio_sql_repair_step,
                     studio_sql_repair_step_copy,
                     studio_sql_repair_step_free)

StudioSqlRepairStep *
studio_sql_repair_step_new (const char *id,
                            const char *message,
                            const char *before,
                            const char *after)
{
  StudioSqlRepairStep *self = g_new0 (StudioSqlRepairStep, 1);

  self->id = g_strdup (id);
  self->message = g_strdup (message);
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  return self;
}

StudioSqlRepairStep *
studio_sql_repair_step_copy (const StudioSqlRepairStep *self)
{
  return studio_sql_repair_step_new (self->id, self->message, self->before, self->after);
}

void
studio_sql_repair_step_free (StudioSqlRepairStep *self)
{
  g_free (self->id);
  g_free (self->message);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}
