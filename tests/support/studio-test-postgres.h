/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/** StudioTestPostgres: a PostgreSQL server of its own in a temporary directory, reached through a
 * socket there only, gone with the test. */
typedef struct _StudioTestPostgres StudioTestPostgres;

/** studio_test_postgres_start: Takes about two seconds. Returns: (transfer full) (nullable): %NULL
 * when PostgreSQL is not installed; the test should then be skipped. */
StudioTestPostgres *studio_test_postgres_start (void);
void studio_test_postgres_stop (StudioTestPostgres *self);

/** studio_test_postgres_get_directory: where the socket is. Returns: (transfer none) */
const char *studio_test_postgres_get_directory (const StudioTestPostgres *self);

/** studio_test_postgres_connect: as its superuser. Returns: (transfer full): PQfinish() it. */
PGconn *studio_test_postgres_connect (const StudioTestPostgres *self);

/** studio_test_postgres_load: runs a file of statements, @path is relative to tests/. */
void studio_test_postgres_load (PGconn *connection, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTestPostgres, studio_test_postgres_stop)

G_END_DECLS
