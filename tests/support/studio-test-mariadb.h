/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** StudioTestMariadb: a MariaDB server of its own in a temporary directory, reached through a
 * socket there only. */
typedef struct _StudioTestMariadb StudioTestMariadb;

/** studio_test_mariadb_start: Returns: (transfer full) (nullable): %NULL when MariaDB is not
 * installed; the test should then be skipped. */
StudioTestMariadb *studio_test_mariadb_start (void);
void studio_test_mariadb_stop (StudioTestMariadb *self);

/**
 * studio_test_mariadb_run:
 * @script: statements
 * @error: what the server said
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the rows, values between tabs,
 * NULL as “NULL”
 */
GStrv studio_test_mariadb_run (StudioTestMariadb *self, const char *script, GError **error);

/**
 * studio_test_mariadb_run_all:
 * @prelude: statements that come first
 * @statements: (element-type utf8): each one SELECT
 * @error: what the server said; its message begins with the statement
 *
 * Runs many statements over one connection.
 *
 * Returns: (transfer full) (nullable) (element-type GStrv): the rows of each, as
 * studio_test_mariadb_run() has them
 */
GPtrArray *studio_test_mariadb_run_all (StudioTestMariadb *self,
                                        const char *prelude,
                                        GPtrArray *statements,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StudioTestMariadb, studio_test_mariadb_stop)

G_END_DECLS
