/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-connection.h"

#include "demo/studio-demo-error.h"

#include <glib/gi18n.h>

/* Notices (“table does not exist, skipping”) are not for the person. */
static void
ignore_notice_cb (void *user_data, const PGresult *result)
{
}

static void
set_error (GError **error, const char *message)
{
  g_autofree char *said = g_strstrip (g_utf8_make_valid (message, -1));

  g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_POSTGRES, _ ("PostgreSQL said: %s"),
               said);
}

PGconn *
studio_demo_connection_open (const char *host,
                             const char *database,
                             const char *role,
                             GError **error)
{
  const char *const keywords[] = {
    "host", "port", "dbname", "user", "client_encoding", "application_name", "options", NULL
  };
  const char *const values[] = { host, "5432", database, role, "UTF8", "Metabase", "", NULL };
  g_autoptr (PGconn) connection = PQconnectdbParams (keywords, values, 0);

  if (PQstatus (connection) != CONNECTION_OK)
    {
      set_error (error, PQerrorMessage (connection));
      return NULL;
    }
  PQsetNoticeReceiver (connection, ignore_notice_cb, NULL);
  return g_steal_pointer (&connection);
}

PGresult *
studio_demo_connection_run (PGconn *connection, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = PQexec (connection, sql);
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
    return g_steal_pointer (&result);
  set_error (error, PQerrorMessage (connection));
  return NULL;
}

gboolean
studio_demo_connection_do (PGconn *connection, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = studio_demo_connection_run (connection, sql, error);

  return result != NULL;
}

const char *
studio_demo_connection_get_value (const PGresult *result, int row, int column)
{
  return PQgetisnull (result, row, column) ? NULL : PQgetvalue (result, row, column);
}

gboolean
studio_demo_connection_get_boolean (const PGresult *result, int row, int column)
{
  return !PQgetisnull (result, row, column) && *PQgetvalue (result, row, column) == 't';
}

gint64
studio_demo_connection_get_int (const PGresult *result, int row, int column)
{
  return PQgetisnull (result, row, column)
             ? 0
             : g_ascii_strtoll (PQgetvalue (result, row, column), NULL, 10);
}
