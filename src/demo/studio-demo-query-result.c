/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-query-result.h"

static void
column_free (gpointer data)
{
  StudioDemoColumn *column = data;

  g_free (column->name);
  g_free (column->database_type);
  g_free (column->fingerprint);
  g_free (column);
}

StudioDemoQueryResult *
studio_demo_query_result_new (void)
{
  StudioDemoQueryResult *self = g_new0 (StudioDemoQueryResult, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  return self;
}

void
studio_demo_query_result_free (StudioDemoQueryResult *self)
{
  if (self == NULL)
    return;
  g_free (self->error);
  g_free (self->state);
  g_ptr_array_unref (self->columns);
  g_free (self->rows);
  g_free (self->sql);
  g_free (self);
}
