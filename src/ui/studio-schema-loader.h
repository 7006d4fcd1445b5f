/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pipeline/studio-session.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_SCHEMA_LOADER (studio_schema_loader_get_type ())

/**
 * StudioSchemaLoader: reads tables and fields when somebody wants to see them, each once, and keeps
 * what went wrong until it is tried again.
 *
 * Signals: "changed" (StudioDatabase or StudioTable): its error came or went.
 */
G_DECLARE_FINAL_TYPE (StudioSchemaLoader, studio_schema_loader, STUDIO, SCHEMA_LOADER, GObject)

StudioSchemaLoader *studio_schema_loader_new (StudioSession *session);

/**
 * studio_schema_loader_load:
 * @item: a StudioDatabase, whose tables are read, or a StudioTable, whose fields are
 *
 * Nothing to do for what is there or on its way.
 */
void studio_schema_loader_load (StudioSchemaLoader *self, GObject *item);

/** studio_schema_loader_get_error: Returns: (transfer none) (nullable): why @item is not there. */
const char *studio_schema_loader_get_error (StudioSchemaLoader *self, GObject *item);

/** studio_schema_loader_find_database: Returns: (transfer none) (nullable): the database of
 * @table. */
StudioDatabase *studio_schema_loader_find_database (StudioSchemaLoader *self, StudioTable *table);

G_END_DECLS
