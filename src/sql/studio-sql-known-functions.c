/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/studio-sql-known-functions.h"

#include "core/studio-resource.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/org/example/KpiStudio/engine/functions.csv"
#define N_CELLS 7

static StudioSqlCallKind
kind_from_letter (char letter)
{
  switch (letter)
    {
    case 'a':
      return STUDIO_SQL_CALL_AGGREGATE;
    case 'w':
      return STUDIO_SQL_CALL_WINDOW;
    case 's':
      return STUDIO_SQL_CALL_SET;
    case 't':
      return STUDIO_SQL_CALL_TYPE;
    default:
      return STUDIO_SQL_CALL_PLAIN;
    }
}

/* No name or reason needs quoting in CSV. @line is cut into its cells, which stay where they are.
 */
static void
read_line (GHashTable *functions, char *line)
{
  char *cells[N_CELLS] = { NULL };
  StudioSqlKnownFunction *function;

  for (guint i = 0; i < N_CELLS; i++)
    cells[i] = strsep (&line, ",");
  if (cells[N_CELLS - 1] == NULL)
    return;
  function = g_new0 (StudioSqlKnownFunction, 1);
  function->name = cells[0];
  function->min_arguments = g_ascii_strtoll (cells[1], NULL, 10);
  function->max_arguments = g_ascii_strtoll (cells[2], NULL, 10);
  function->kind = kind_from_letter (cells[3][0]);
  function->volatility = cells[4][0];
  function->denied = cells[5];
  g_hash_table_replace (functions,
                        *cells[6] != '\0' ? g_strconcat (cells[6], ":", cells[0], NULL)
                                          : g_strdup (cells[0]),
                        function);
}

/* Makes name → StudioSqlKnownFunction; a relative's own functions are under "engine:name". Text and
 * table are kept for as long as the program runs. */
static gpointer
load (gpointer unused)
{
  static char *text;
  GHashTable *functions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char *rest;

  rest = text = studio_resource_read_text (RESOURCE);
  strsep (&rest, "\n");
  while (rest != NULL)
    read_line (functions, strsep (&rest, "\n"));
  return functions;
}

const StudioSqlKnownFunction *
studio_sql_known_function_find (const char *name, StudioDialect dialect)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *functions = g_once (&once, load, NULL);
  const StudioSqlKnownFunction *function = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (dialect != STUDIO_DIALECT_POSTGRESQL)
    {
      g_autofree char *key =
          g_strconcat (studio_enum_to_nick (STUDIO_TYPE_DIALECT, dialect), ":", name, NULL);

      function = g_hash_table_lookup (functions, key);
    }
  if (function == NULL && studio_dialect_is_postgresql_family (dialect))
    function = g_hash_table_lookup (functions, name);
  return function;
}
