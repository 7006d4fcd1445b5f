/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-mbql.h"

G_BEGIN_DECLS

/** StudioDemoMbql: one query while it is compiled. */
typedef struct
{
  StudioDemoServer *server;
  JsonObject *query;
  const StudioDemoTable *table; /* (nullable) the source, when it is a table */
  char *source;                 /* (owned) SQL: what names the source in expressions */
  GString *joins;               /* (owned) */
  GHashTable *implicit;         /* (owned) the joins made for foreign keys, by alias */
  char *problem;                /* (owned) (nullable) the first thing that was wrong */
} StudioDemoMbql;

/** _studio_demo_mbql_fail: notes what is wrong. Returns: (transfer full): SQL to go on with. */
char *_studio_demo_mbql_fail (StudioDemoMbql *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** _studio_demo_mbql_value: Returns: (transfer full): any expression, reference or literal. */
char *_studio_demo_mbql_value (StudioDemoMbql *self, JsonNode *node);

/** _studio_demo_mbql_aggregation: Returns: (transfer full): an aggregation, or arithmetic of them.
 */
char *_studio_demo_mbql_aggregation (StudioDemoMbql *self, JsonNode *node);

/** _studio_demo_mbql_condition: Returns: (transfer full): a filter. */
char *_studio_demo_mbql_condition (StudioDemoMbql *self, JsonNode *node);

/** _studio_demo_mbql_bucket: Returns: (transfer full): @sql cut or reduced to a temporal unit. */
char *_studio_demo_mbql_bucket (StudioDemoMbql *self, const char *sql, const char *unit);

/** _studio_demo_mbql_interval: Returns: (transfer full): an interval of so many units. */
char *_studio_demo_mbql_interval (StudioDemoMbql *self, gint64 number, const char *unit);

/** _studio_demo_mbql_difference: Returns: (transfer full): the whole units between two times. */
char *_studio_demo_mbql_difference (StudioDemoMbql *self,
                                    const char *from,
                                    const char *to,
                                    const char *unit);

/** _studio_demo_mbql_time_interval: Returns: (transfer full): ["time-interval", …] */
char *_studio_demo_mbql_time_interval (StudioDemoMbql *self, JsonArray *clause);

/** _studio_demo_mbql_relative: Returns: (transfer full): ["relative-datetime", …] */
char *_studio_demo_mbql_relative (StudioDemoMbql *self, JsonArray *clause);

/** _studio_demo_mbql_find_field: Returns: (nullable): the field a reference is to. */
const StudioDemoField *_studio_demo_mbql_find_field (StudioDemoMbql *self, JsonNode *reference);

/** _studio_demo_mbql_get_name: Returns: (nullable): the clause's first word. */
const char *_studio_demo_mbql_get_name (JsonNode *clause);

/** _studio_demo_mbql_get_options: Returns: (nullable): its last element, when that is a map. */
JsonObject *_studio_demo_mbql_get_options (JsonNode *clause);

G_END_DECLS
