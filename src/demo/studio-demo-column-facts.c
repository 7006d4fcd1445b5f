/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-column-facts.h"

void
studio_demo_column_facts_free (StudioDemoColumnFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->display_name);
  g_free (self->members);
  g_free (self);
}
