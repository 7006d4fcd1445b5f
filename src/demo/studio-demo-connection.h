/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/** The database with the sample company, and the role that owns it: no superuser, since the
 * statements of any client run as it and a superuser could read and run files. */
#define STUDIO_DEMO_DATABASE "sample_company"
#define STUDIO_DEMO_ROLE "metabase"

/** studio_demo_connection_open: Errors: %STUDIO_DEMO_ERROR_POSTGRES. */
PGconn *studio_demo_connection_open (const char *host,
                                     const char *database,
                                     const char *role,
                                     GError **error);

/**
 * studio_demo_connection_run:
 *
 * Returns: (transfer full) (nullable): the last result; %STUDIO_DEMO_ERROR_POSTGRES with what
 * PostgreSQL said.
 */
PGresult *studio_demo_connection_run (PGconn *connection, const char *sql, GError **error);

/** studio_demo_connection_do: like studio_demo_connection_run() for what has no rows. */
gboolean studio_demo_connection_do (PGconn *connection, const char *sql, GError **error);

/** studio_demo_connection_get_value: Returns: (transfer none) (nullable): %NULL for a null. */
const char *studio_demo_connection_get_value (const PGresult *result, int row, int column);

gboolean studio_demo_connection_get_boolean (const PGresult *result, int row, int column);
gint64 studio_demo_connection_get_int (const PGresult *result, int row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
