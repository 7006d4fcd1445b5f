/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-gate-words.h"

#include "core/studio-resource.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/org/example/KpiStudio/engine/guard.csv"
#define N_CELLS 4
#define N_DIALECTS (STUDIO_DIALECT_SQLITE + 1)

/* name → reason, for each engine and kind; those of “*” are in all of them. */
static GHashTable *words[N_DIALECTS][STUDIO_SQL_GATE_N_KINDS];

static const char *const kinds[STUDIO_SQL_GATE_N_KINDS] = { "word",   "verb",   "dotted",  "pair",
                                                            "call",   "prefix", "package", "secret",
                                                            "module", "method" };

static void
add (StudioDialect dialect, StudioSqlGateKind kind, const char *name, const char *reason)
{
  GHashTable *table = words[dialect][kind];

  if (table == NULL)
    table = words[dialect][kind] = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_replace (table, (gpointer) name, (gpointer) reason);
}

/* @line is cut into its cells, which stay where they are. */
static void
read_line (char *line)
{
  char *cells[N_CELLS] = { NULL };
  guint kind = 0;

  for (guint i = 0; i < N_CELLS; i++)
    cells[i] = strsep (&line, ",");
  if (cells[N_CELLS - 1] == NULL)
    return;
  while (kind < STUDIO_SQL_GATE_N_KINDS && strcmp (kinds[kind], cells[1]) != 0)
    kind++;
  g_return_if_fail (kind < STUDIO_SQL_GATE_N_KINDS);

  for (guint dialect = 0; dialect < N_DIALECTS; dialect++)
    {
      gboolean meant = strcmp (cells[0], "*") == 0 ||
                       strcmp (cells[0], studio_enum_to_nick (STUDIO_TYPE_DIALECT, dialect)) == 0;
      gboolean unknown = dialect == STUDIO_DIALECT_UNKNOWN && kind != STUDIO_SQL_GATE_MODULE &&
                         kind != STUDIO_SQL_GATE_METHOD;

      if (meant || unknown)
        add (dialect, kind, cells[2], cells[3]);
    }
}

/* The text is kept for as long as the program runs. */
static gpointer
load (gpointer unused)
{
  static char *text;
  char *rest;

  rest = text = studio_resource_read_text (RESOURCE);
  strsep (&rest, "\n");
  while (rest != NULL)
    read_line (strsep (&rest, "\n"));
  return NULL;
}

static const char *
find_prefix (GHashTable *table, const char *name)
{
  GHashTableIter iter;
  gpointer prefix, reason;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &prefix, &reason))
    if (g_str_has_prefix (name, prefix))
      return reason;
  return NULL;
}

const char *
studio_sql_gate_words_find (StudioDialect dialect, StudioSqlGateKind kind, const char *name)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *table;

  g_return_val_if_fail (dialect < N_DIALECTS && kind < STUDIO_SQL_GATE_N_KINDS, NULL);

  g_once (&once, load, NULL);
  table = words[dialect][kind];
  if (table == NULL)
    return NULL;
  if (kind == STUDIO_SQL_GATE_PREFIX || kind == STUDIO_SQL_GATE_PACKAGE)
    return find_prefix (table, name);
  return g_hash_table_lookup (table, name);
}
