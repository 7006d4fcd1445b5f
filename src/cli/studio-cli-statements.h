/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StudioCliStatement: a statement from a file that is no KPI yet.
 * @table: (nullable)
 * @name: (nullable)
 * @sql: (nullable): %NULL where the file has something else in its place
 */
typedef struct
{
  char *table;
  char *name;
  char *sql;
} StudioCliStatement;

void studio_cli_statement_free (StudioCliStatement *self);

/**
 * studio_cli_statements_read:
 * @path: SQL statements separated by “;”, or JSON: an array of {"table", "name", "sql"}
 * @error: %STUDIO_ERROR_INPUT
 *
 * Returns: (transfer full) (nullable): of StudioCliStatement, in the order of the file
 */
GPtrArray *studio_cli_statements_read (const char *path, GError **error);

/** studio_cli_statements_split: Returns: (transfer full): the statements in @sql; “;” in quotes,
 * comments and dollar quotes separates nothing. */
GPtrArray *studio_cli_statements_split (const char *sql);

G_END_DECLS
