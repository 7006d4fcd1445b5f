/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/studio-demo-exchange.h"

G_BEGIN_DECLS

/* The database, its tables and fields as Metabase describes them. */

/** studio_demo_describe_database: Returns: (transfer full) */
JsonObject *studio_demo_describe_database (StudioDemoServer *server);

/** studio_demo_describe_table: writes the members of a table, inside an object. */
void studio_demo_describe_table (StudioDemoWriter *writer,
                                 StudioDemoServer *server,
                                 const StudioDemoTable *table);

/**
 * studio_demo_describe_field:
 * @with_target: whether the field a foreign key refers to is embedded
 *
 * Writes a field as an object.
 */
void studio_demo_describe_field (StudioDemoWriter *writer,
                                 StudioDemoServer *server,
                                 const StudioDemoField *field,
                                 gboolean with_target,
                                 gboolean with_dimensions);

/**
 * studio_demo_describe_fields:
 * @with_hidden: fields too that people hid
 * @with_sensitive: fields too that people marked as sensitive
 *
 * Writes a member "fields" with the fields of @table.
 */
void studio_demo_describe_fields (StudioDemoWriter *writer,
                                  StudioDemoServer *server,
                                  const StudioDemoTable *table,
                                  gboolean with_hidden,
                                  gboolean with_sensitive,
                                  gboolean with_dimensions);

G_END_DECLS
