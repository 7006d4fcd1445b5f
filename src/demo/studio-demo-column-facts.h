/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StudioDemoColumnFacts: what the query builder knows of a result's column beforehand. */
typedef struct
{
  char *display_name;
  const char *source; /* "fields", "breakout", "aggregation" */
  char *members;      /* JSON: "id", "table_id", "semantic_type", "field_ref"…, without braces */
} StudioDemoColumnFacts;

void studio_demo_column_facts_free (StudioDemoColumnFacts *self);

G_END_DECLS
