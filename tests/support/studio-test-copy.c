/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-copy.h"

#include <string.h>

/* Rows of one INSERT. */
#define ROWS_AT_ONCE 500

/**
 * Column:
 * @select: how PostgreSQL is asked for it, so that the other engine can read the text
 * @type: what it is there
 * @plain: whether its values need no quotes
 */
typedef struct
{
  char *select;
  const char *type;
  char *own_type;
  gboolean plain;
} Column;

static void
column_free (Column *column)
{
  g_free (column->select);
  g_free (column->own_type);
  g_free (column);
}

static const struct
{
  const char *prefix; /* of PostgreSQL's name */
  const char *mysql;
  const char *sqlite;
  gboolean plain;
} types[] = {
  { "smallint", "SMALLINT", "INTEGER", TRUE },
  { "integer", "INT", "INTEGER", TRUE },
  { "bigint", "BIGINT", "INTEGER", TRUE },
  { "boolean", "BOOLEAN", "BOOLEAN", TRUE },
  { "real", "DOUBLE", "REAL", TRUE },
  { "double precision", "DOUBLE", "REAL", TRUE },
  { "numeric", "DECIMAL(30, 8)", "NUMERIC", TRUE },
  { "date", "DATE", "DATE", FALSE },
  { "timestamp with time zone", "TIMESTAMP(6) NULL", "TIMESTAMP", FALSE },
  { "timestamp", "DATETIME(6)", "TIMESTAMP", FALSE },
  { "time", "TIME", "TIME", FALSE },
  { "json", "JSON", "TEXT", FALSE },
  { "uuid", "CHAR(36)", "TEXT", FALSE },
  { "character varying(", NULL, "TEXT", FALSE },
  { "character(", NULL, "TEXT", FALSE },
};

/* PostgreSQL says its type as format_type() does. */
static Column *
column_new (const char *name, const char *type, StudioDialect dialect)
{
  gboolean mysql = dialect == STUDIO_DIALECT_MYSQL;
  Column *column = g_new0 (Column, 1);

  column->type = "TEXT";
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (!g_str_has_prefix (type, types[i].prefix) || g_str_has_suffix (type, "[]"))
        continue;
      column->type = mysql ? types[i].mysql : types[i].sqlite;
      column->plain = types[i].plain;
      break;
    }
  /* A length or a scale is the same there. */
  if (mysql && strchr (type, '(') != NULL &&
      (g_str_has_prefix (type, "numeric") || g_str_has_prefix (type, "character")))
    column->type = column->own_type =
        g_strdup_printf ("%s%s",
                         *type == 'n'                             ? "DECIMAL"
                         : g_str_has_prefix (type, "character v") ? "VARCHAR"
                                                                  : "CHAR",
                         strchr (type, '('));
  column->select = strcmp (type, "boolean") == 0 ? g_strdup_printf ("\"%s\"::int", name)
                   : strstr (type, "with time zone") != NULL
                       ? g_strdup_printf ("\"%s\" AT TIME ZONE 'UTC'", name)
                       : g_strdup_printf ("\"%s\"", name);
  return column;
}

static PGresult *
ask (PGconn *connection, const char *sql)
{
  PGresult *result = PQexec (connection, sql);

  if (PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s\n%s", PQerrorMessage (connection), sql);
  return result;
}

/* The columns of @table with their types, in order; the table's own schema is found by its path. */
static PGresult *
ask_columns (PGconn *connection, StudioTable *table)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT attname, format_type (atttypid, atttypmod) FROM pg_attribute"
      " WHERE attrelid = '\"%s\"'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
      studio_table_get_name (table));

  return ask (connection, sql);
}

/* Rows are found by their keys, whatever those are made of. */
static PGresult *
ask_keys (PGconn *connection, StudioTable *table)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT DISTINCT attname FROM pg_constraint"
                       " JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)"
                       " WHERE conrelid = '\"%s\"'::regclass AND contype IN ('p', 'u', 'f')"
                       " AND format_type (atttypid, atttypmod) <> 'text' ORDER BY attname",
                       studio_table_get_name (table));

  return ask (connection, sql);
}

static void
append_indexes (PGconn *connection, StudioTable *table, const char *quote, GString *script)
{
  const char *name = studio_table_get_name (table);
  PGresult *keys = ask_keys (connection, table);

  for (int i = 0; i < PQntuples (keys); i++)
    g_string_append_printf (script, "CREATE INDEX %s%s_%d%s ON %s%s%s (%s%s%s);\n", quote, name, i,
                            quote, quote, name, quote, quote, PQgetvalue (keys, i, 0), quote);
  PQclear (keys);
}

static void
append_value (GString *sql, const char *value, gboolean plain, StudioDialect dialect)
{
  if (plain)
    {
      g_string_append (sql, value);
      return;
    }
  g_string_append_c (sql, '\'');
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\'' || (*c == '\\' && dialect == STUDIO_DIALECT_MYSQL))
        g_string_append_c (sql, *c);
      g_string_append_c (sql, *c);
    }
  g_string_append_c (sql, '\'');
}

static void
append_rows (GString *script,
             const char *into,
             PGresult *rows,
             GPtrArray *columns,
             StudioDialect dialect)
{
  for (int row = 0; row < PQntuples (rows); row++)
    {
      if (row % ROWS_AT_ONCE == 0)
        g_string_append_printf (script, "%sINSERT INTO %s VALUES\n", row > 0 ? ";\n" : "", into);
      else
        g_string_append (script, ",\n");
      for (int i = 0; i < PQnfields (rows); i++)
        {
          const Column *column = g_ptr_array_index (columns, i);

          g_string_append (script, i == 0 ? "(" : ", ");
          if (PQgetisnull (rows, row, i))
            g_string_append (script, "NULL");
          else
            append_value (script, PQgetvalue (rows, row, i), column->plain, dialect);
        }
      g_string_append_c (script, ')');
    }
  if (PQntuples (rows) > 0)
    g_string_append (script, ";\n");
}

static void
copy_table (PGconn *connection, StudioTable *table, StudioDialect dialect, GString *script)
{
  const char *quote = dialect == STUDIO_DIALECT_MYSQL ? "`" : "\"";
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  g_autoptr (GString) create = g_string_new (NULL);
  g_autoptr (GString) select = g_string_new (NULL);
  g_autofree char *name = g_strconcat (quote, studio_table_get_name (table), quote, NULL);
  PGresult *described = ask_columns (connection, table);
  PGresult *rows;

  for (int i = 0; i < PQntuples (described); i++)
    {
      Column *column =
          column_new (PQgetvalue (described, i, 0), PQgetvalue (described, i, 1), dialect);

      g_ptr_array_add (columns, column);
      g_string_append_printf (create, "%s%s%s%s %s", i > 0 ? ", " : "", quote,
                              PQgetvalue (described, i, 0), quote, column->type);
      g_string_append_printf (select, "%s%s", i > 0 ? ", " : "", column->select);
    }
  PQclear (described);
  g_string_append_printf (script, "CREATE TABLE %s (%s);\n", name, create->str);
  g_string_append_printf (select, " FROM \"%s\"", studio_table_get_name (table));
  g_string_prepend (select, "SELECT ");
  rows = ask (connection, select->str);
  append_rows (script, name, rows, columns, dialect);
  append_indexes (connection, table, quote, script);
  PQclear (rows);
}

char *
studio_test_copy_tables (PGconn *connection, StudioDatabase *database, StudioDialect dialect)
{
  GListModel *tables = studio_database_get_tables (database);
  GString *script = g_string_new ("BEGIN;\n");

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      copy_table (connection, table, dialect, script);
    }
  g_string_append (script, "COMMIT;\n");
  return g_string_free (script, FALSE);
}
