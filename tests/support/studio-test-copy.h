/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/studio-database.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

/**
 * studio_test_copy_tables:
 * @connection: to the PostgreSQL that has the rows
 * @database: its tables
 * @dialect: of the engine that gets them: MySQL or SQLite
 *
 * Writes statements that make the same tables with the same rows in another engine, each column
 * with the type that people give it there. Schemas are left out: these engines have none.
 *
 * Returns: (transfer full)
 */
char *studio_test_copy_tables (PGconn *connection, StudioDatabase *database, StudioDialect dialect);

G_END_DECLS
