/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-table.h"

G_BEGIN_DECLS

#define STUDIO_TYPE_DATABASE (studio_database_get_type ())

/**
 * StudioDatabase: a database that Metabase is connected to; its tables come when they are asked
 * for.
 *
 * Properties: id, name, engine, timezone, sample (Metabase's own), native (may run SQL), tables
 * (GListModel of StudioTable), loaded, loading.
 */
G_DECLARE_FINAL_TYPE (StudioDatabase, studio_database, STUDIO, DATABASE, GObject)

/** studio_database_new: @engine is Metabase's driver name. */
StudioDatabase *studio_database_new (gint64 id, const char *name, const char *engine);

gint64 studio_database_get_id (StudioDatabase *self);
const char *studio_database_get_name (StudioDatabase *self);
const char *studio_database_get_engine (StudioDatabase *self);
StudioDialect studio_database_get_dialect (StudioDatabase *self);
const char *studio_database_get_timezone (StudioDatabase *self);
gboolean studio_database_get_sample (StudioDatabase *self);

/** studio_database_get_native: whether the signed-in user may run native SQL on it. */
gboolean studio_database_get_native (StudioDatabase *self);

/** studio_database_set_details: @time_zone is (nullable). */
void studio_database_set_details (StudioDatabase *self,
                                  const char *time_zone,
                                  gboolean sample,
                                  gboolean native);

/** studio_database_get_tables: Returns: (transfer none): a GListModel of StudioTable. */
GListModel *studio_database_get_tables (StudioDatabase *self);

/** studio_database_take_tables: @tables is (transfer full), of StudioTable; replaces all and marks
 * the database as loaded. */
void studio_database_take_tables (StudioDatabase *self, GPtrArray *tables);

/** studio_database_find_table: Returns: (transfer none) (nullable): @schema may be %NULL for any;
 * exact names win over names in another case. */
StudioTable *
studio_database_find_table (StudioDatabase *self, const char *schema, const char *name);
StudioTable *studio_database_find_table_by_id (StudioDatabase *self, gint64 id);

gboolean studio_database_get_loaded (StudioDatabase *self);
gboolean studio_database_get_loading (StudioDatabase *self);
void studio_database_set_loading (StudioDatabase *self, gboolean loading);

G_END_DECLS
