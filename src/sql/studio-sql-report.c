/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-check.h"

G_DEFINE_BOXED_TYPE (StudioSqlReport,
                     studio_sql_report,
                     studio_sql_report_ref,
                     studio_sql_report_unref)

StudioSqlReport *
studio_sql_report_ref (StudioSqlReport *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
studio_sql_report_unref (StudioSqlReport *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->message);
  g_free (self->wrong_number);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self->sql);
  g_free (self->original);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_strfreev (self->rules);
  g_free (self->key);
  g_free (self->weak_key);
  g_strfreev (self->tables);
  g_strfreev (self->columns);
  g_free (self);
}
