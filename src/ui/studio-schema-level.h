/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/studio-schema-loader.h"
#include "ui/studio-schema-node.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SCHEMA_LEVEL (studio_schema_level_get_type ())

/**
 * StudioSchemaLevel: what stands below a line of the schema tree, as a GListModel that follows its
 * owner: below a database its schemas (when there are several) or tables, below a table its
 * fields, and a StudioSchemaStatus while there is nothing to show. Making one reads nothing.
 */
G_DECLARE_FINAL_TYPE (StudioSchemaLevel, studio_schema_level, STUDIO, SCHEMA_LEVEL, GObject)

/**
 * studio_schema_level_new:
 * @loader: knows what went wrong
 * @owner: a StudioDatabase, StudioSchemaGroup or StudioTable
 * @filter: which tables are shown
 *
 * Returns: (transfer full) (nullable): %NULL when nothing is ever below @owner
 */
GListModel *studio_schema_level_new (StudioSchemaLoader *loader, GObject *owner, GtkFilter *filter);

G_END_DECLS
