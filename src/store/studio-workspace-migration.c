/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-store"

#include "store/studio-workspace-migration.h"

#include "core/studio-error.h"

#include <glib/gi18n-lib.h>

/* "KPIS", so that `file` and other programs can tell whose file it is. */
#define APPLICATION_ID 0x4b504953

/*
 * One entry a version; never changed once released, only added to. A KPI is kept whole as JSON in
 * `document`; the columns beside it are what is searched for.
 */
static const char *const migrations[] = {
  "CREATE TABLE kpi ("
  "  id TEXT PRIMARY KEY,"
  "  server TEXT NOT NULL,"
  "  database_name TEXT NOT NULL,"
  "  table_name TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  key TEXT,"
  "  check_state TEXT NOT NULL,"
  "  decision TEXT NOT NULL,"
  "  registration TEXT NOT NULL,"
  "  score INTEGER NOT NULL,"
  "  created TEXT NOT NULL,"
  "  changed TEXT NOT NULL,"
  "  document TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX kpi_by_table ON kpi (server, database_name, table_name);"
  "CREATE TABLE run ("
  "  id INTEGER PRIMARY KEY,"
  "  server TEXT NOT NULL,"
  "  started TEXT NOT NULL,"
  "  ended TEXT,"
  "  state TEXT NOT NULL,"
  "  summary TEXT"
  ") STRICT;"
  "CREATE TABLE run_table ("
  "  run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,"
  "  table_id INTEGER NOT NULL,"
  "  table_name TEXT NOT NULL,"
  "  state TEXT NOT NULL,"
  "  PRIMARY KEY (run_id, table_id)"
  ") STRICT;"
  "CREATE TABLE kpi_check ("
  "  id INTEGER PRIMARY KEY,"
  "  kpi_id TEXT NOT NULL REFERENCES kpi (id) ON DELETE CASCADE,"
  "  at TEXT NOT NULL,"
  "  state TEXT NOT NULL,"
  "  error_class TEXT,"
  "  message TEXT,"
  "  row_count INTEGER,"
  "  milliseconds INTEGER"
  ") STRICT;"
  "CREATE INDEX kpi_check_by_kpi ON kpi_check (kpi_id, at);"
  "CREATE TABLE kpi_value ("
  "  kpi_id TEXT NOT NULL REFERENCES kpi (id) ON DELETE CASCADE,"
  "  at TEXT NOT NULL,"
  "  value REAL NOT NULL,"
  "  PRIMARY KEY (kpi_id, at)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE audit ("
  "  id INTEGER PRIMARY KEY,"
  "  at TEXT NOT NULL,"
  "  kpi_id TEXT,"
  "  action TEXT NOT NULL,"
  "  detail TEXT"
  ") STRICT;"
  "CREATE INDEX audit_by_kpi ON audit (kpi_id, at);",
  /* What language models were asked, what that cost, and what was learnt about their endpoints. */
  "CREATE TABLE model_call ("
  "  id INTEGER PRIMARY KEY,"
  "  run_id INTEGER,"
  "  at TEXT NOT NULL,"
  "  base_url TEXT NOT NULL,"
  "  model TEXT NOT NULL,"
  "  table_name TEXT,"
  "  purpose TEXT NOT NULL,"
  "  prompt_tokens INTEGER NOT NULL,"
  "  cached_tokens INTEGER NOT NULL,"
  "  completion_tokens INTEGER NOT NULL,"
  "  reasoning_tokens INTEGER NOT NULL,"
  "  estimated INTEGER NOT NULL,"
  "  cost_usd REAL,"
  "  milliseconds INTEGER NOT NULL,"
  "  request_id TEXT,"
  "  error TEXT,"
  "  request TEXT NOT NULL,"
  "  reply TEXT"
  ") STRICT;"
  "CREATE INDEX model_call_by_run ON model_call (run_id);"
  "CREATE TABLE model_memory ("
  "  base_url TEXT NOT NULL,"
  "  model TEXT NOT NULL,"
  "  memory TEXT NOT NULL,"
  "  PRIMARY KEY (base_url, model)"
  ") STRICT;"
  "CREATE TABLE model_mark ("
  "  server TEXT NOT NULL,"
  "  database_name TEXT NOT NULL,"
  "  table_id INTEGER NOT NULL,"
  "  mark TEXT NOT NULL,"
  "  at TEXT NOT NULL,"
  "  PRIMARY KEY (server, database_name, table_id, mark)"
  ") STRICT;",
  /* What no schema says, and which relationships the data were seen to have. */
  "CREATE TABLE company_context ("
  "  server TEXT NOT NULL,"
  "  database_name TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  changed TEXT NOT NULL,"
  "  PRIMARY KEY (server, database_name)"
  ") STRICT;"
  "CREATE TABLE join_check ("
  "  server TEXT NOT NULL,"
  "  database_name TEXT NOT NULL,"
  "  mark TEXT NOT NULL,"
  "  found TEXT NOT NULL,"
  "  at TEXT NOT NULL,"
  "  PRIMARY KEY (server, database_name, mark)"
  ") STRICT;",
  /* What was made in Metabase, by which registration, and which cards were put on dashboards. */
  "CREATE TABLE deployment ("
  "  id INTEGER PRIMARY KEY,"
  "  server TEXT NOT NULL,"
  "  what TEXT NOT NULL,"
  "  collection TEXT,"
  "  started TEXT NOT NULL,"
  "  ended TEXT"
  ") STRICT;"
  "CREATE TABLE deployment_entry ("
  "  id INTEGER PRIMARY KEY,"
  "  deployment_id INTEGER NOT NULL REFERENCES deployment (id) ON DELETE CASCADE,"
  "  at TEXT NOT NULL,"
  "  object TEXT NOT NULL,"
  "  action TEXT NOT NULL,"
  "  kpi_id TEXT,"
  "  key TEXT,"
  "  name TEXT,"
  "  object_id INTEGER NOT NULL,"
  "  collection_id INTEGER NOT NULL,"
  "  collection TEXT,"
  "  message TEXT"
  ") STRICT;"
  "CREATE INDEX deployment_entry_by_deployment ON deployment_entry (deployment_id);"
  "CREATE TABLE dashboard_card ("
  "  server TEXT NOT NULL,"
  "  dashboard_id INTEGER NOT NULL,"
  "  card_id INTEGER NOT NULL,"
  "  PRIMARY KEY (server, dashboard_id, card_id)"
  ") STRICT, WITHOUT ROWID;",
  /* Which KPI a language model was asked to correct. */
  "ALTER TABLE model_call ADD COLUMN kpi_id TEXT;",
  /* What was about to be written to Metabase; "open" until it is known what became of it. */
  "CREATE TABLE intent ("
  "  id INTEGER PRIMARY KEY,"
  "  server TEXT NOT NULL,"
  "  object TEXT NOT NULL,"
  "  action TEXT NOT NULL,"
  "  kpi_id TEXT,"
  "  marker TEXT,"
  "  name TEXT NOT NULL,"
  "  parent_id INTEGER NOT NULL,"
  "  object_id INTEGER NOT NULL,"
  "  at REAL NOT NULL,"
  "  state TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX intent_by_state ON intent (server, state);",
};

int
studio_workspace_get_version (void)
{
  return G_N_ELEMENTS (migrations);
}

static gboolean
read_number (sqlite3 *db, const char *sql, int *number)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = FALSE;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    {
      *number = sqlite3_column_int (statement, 0);
      found = TRUE;
    }
  sqlite3_finalize (statement);
  return found;
}

static gboolean
apply (sqlite3 *db, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "BEGIN IMMEDIATE; %s PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
      migrations[version], APPLICATION_ID, version + 1);
  int current = 0;

  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
               _ ("The workspace could not be brought to version %d: %s"), version + 1,
               sqlite3_errmsg (db));
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  /* Another process may have done the same step meanwhile. */
  if (read_number (db, "PRAGMA user_version", &current) && current > version)
    {
      g_clear_error (error);
      return TRUE;
    }
  return FALSE;
}

gboolean
studio_workspace_migrate (sqlite3 *db, GError **error)
{
  int version = 0;
  int owner = 0;
  int tables = 0;

  if (!read_number (db, "PRAGMA user_version", &version) ||
      !read_number (db, "PRAGMA application_id", &owner) ||
      !read_number (db, "SELECT count(*) FROM sqlite_schema", &tables))
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                   _ ("The file is not a KPI Studio workspace: %s"), sqlite3_errmsg (db));
      return FALSE;
    }
  if (tables > 0 && owner != APPLICATION_ID)
    {
      g_set_error_literal (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                           _ ("The file is a database of another program; choose another file for "
                              "the workspace"));
      return FALSE;
    }
  if (version > studio_workspace_get_version ())
    {
      g_set_error (error, STUDIO_ERROR, STUDIO_ERROR_WORKSPACE,
                   _ ("The workspace was written by a newer KPI Studio (version %d; this one knows "
                      "%d). Update the program, or choose another file"),
                   version, studio_workspace_get_version ());
      return FALSE;
    }
  for (; version < studio_workspace_get_version (); version++)
    if (!apply (db, version, error))
      return FALSE;
  return TRUE;
}
