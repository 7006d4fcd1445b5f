/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-sqlite.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

/* Deeper expressions than these need more stack than a thread may have. */
#define MAX_DEPTH 200

static int
authorize_reading (void *user_data,
                   int action,
                   const char *first,
                   const char *second,
                   const char *database,
                   const char *trigger)
{
  gboolean *refused = user_data;

  if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE ||
      (action == SQLITE_FUNCTION && g_strcmp0 (second, "load_extension") != 0))
    return SQLITE_OK;
  *refused = TRUE;
  return SQLITE_DENY;
}

static void
append_name (GString *ddl, const char *name)
{
  g_string_append_c (ddl, '"');
  for (const char *c = name; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (ddl, '"');
      g_string_append_c (ddl, *c);
    }
  g_string_append_c (ddl, '"');
}

/* Column types make no difference to what SQLite accepts. */
static void
append_table (GString *ddl, const StudioSqlTable *table)
{
  gboolean first = TRUE;

  g_string_append (ddl, "CREATE TABLE ");
  append_name (ddl, table->name);
  for (guint i = 0; i < table->fields->len; i++)
    {
      StudioField *field = g_ptr_array_index (table->fields, i);

      if (studio_field_is_nested (field))
        continue;
      g_string_append (ddl, first ? " (" : ", ");
      append_name (ddl, studio_field_get_name (field));
      first = FALSE;
    }
  g_string_append (ddl, first ? " (x);" : ");");
}

static sqlite3 *
open_copy (const StudioSqlSchema *schema)
{
  sqlite3 *database = NULL;

  if (sqlite3_open (":memory:", &database) != SQLITE_OK)
    {
      sqlite3_close (database);
      return NULL;
    }
  for (guint i = 0; i < studio_sql_schema_get_n_tables (schema); i++)
    {
      const StudioSqlTable *table = studio_sql_schema_get_table (schema, i);
      g_autoptr (GString) ddl = g_string_new (NULL);

      if (!table->loaded)
        continue;
      append_table (ddl, table);
      if (sqlite3_exec (database, ddl->str, NULL, NULL, NULL) != SQLITE_OK)
        g_debug ("SQLite does not take the table “%s”: %s", table->name, sqlite3_errmsg (database));
    }
  /* "text" is a column, never a string; what is not a column is then found. */
  sqlite3_db_config (database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_limit (database, SQLITE_LIMIT_EXPR_DEPTH, MAX_DEPTH);
  return database;
}

/* A message such as “no such table: x” names what it is about. */
static gsize
word_length (const char *sql, int offset)
{
  gsize length = 0;

  while (g_ascii_isalnum (sql[offset + length]) || sql[offset + length] == '_' ||
         sql[offset + length] == '.')
    length++;
  return MAX (length, 1);
}

static StudioFinding *
make_finding (const char *sql, const StudioSqlSchema *schema, const char *message, int offset)
{
  static const struct
  {
    const char *prefix;
    const char *id;
    StudioErrorClass error_class;
  } kinds[] = {
    { "no such table", "unknown-table", STUDIO_ERROR_CLASS_UNKNOWN_TABLE },
    { "no such column", "unknown-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { "ambiguous column", "ambiguous-column", STUDIO_ERROR_CLASS_UNKNOWN_COLUMN },
    { "no such function", "unknown-function", STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION },
    { "misuse of", "misused-aggregate", STUDIO_ERROR_CLASS_GROUPING },
  };
  StudioErrorClass error_class = STUDIO_ERROR_CLASS_SYNTAX;
  const char *id = "syntax-error";

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (message, kinds[i].prefix))
      {
        id = kinds[i].id;
        error_class = kinds[i].error_class;
      }
  /* Only what is certain is an error: a table may be missing from an incomplete schema, and other
   * builds of SQLite have other functions. */
  if (error_class == STUDIO_ERROR_CLASS_UNKNOWN_TABLE && !studio_sql_schema_is_complete (schema))
    return NULL;
  return studio_finding_new (
      id,
      error_class == STUDIO_ERROR_CLASS_UNKNOWN_FUNCTION ? STUDIO_SEVERITY_WARNING
                                                         : STUDIO_SEVERITY_ERROR,
      error_class, offset, offset >= 0 ? offset + (gssize) word_length (sql, offset) : -1,
      /* translators: SQLite's own words, in English */
      g_strdup_printf (_ ("SQLite does not take the statement: %s."), message));
}

static StudioFinding *
refuse_writing (void)
{
  return studio_finding_new (
      "not-read-only", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_NOT_READ_ONLY, -1, -1,
      g_strdup (_ ("The statement does more than read. Only SELECT is sent to the database.")));
}

StudioFinding *
studio_sql_sqlite_check (const char *sql, const StudioSqlSchema *schema)
{
  sqlite3 *database = open_copy (schema);
  sqlite3_stmt *statement = NULL;
  const char *tail = "";
  gboolean refused = FALSE;
  StudioFinding *finding = NULL;
  int result;

  if (database == NULL)
    return NULL;
  sqlite3_set_authorizer (database, authorize_reading, &refused);
  result = sqlite3_prepare_v2 (database, sql, -1, &statement, &tail);
  if (refused || (statement != NULL && !sqlite3_stmt_readonly (statement)))
    finding = refuse_writing ();
  else if (result != SQLITE_OK)
    finding =
        make_finding (sql, schema, sqlite3_errmsg (database), sqlite3_error_offset (database));
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return finding;
}
