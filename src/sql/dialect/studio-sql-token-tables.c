/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-sql"

#include "sql/dialect/studio-sql-token-tables.h"

#include "sql/dialect/studio-sql-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  StudioSqlReading reading;
  const StudioSqlSchema *schema;
  GHashTable *common; /* names that WITH defines, in lower case */
  GPtrArray *tables;
  StudioFinding *unknown;
} Collector;

static gboolean
is_any (const StudioSqlReading *reading, guint index, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (studio_sql_reading_is_word (reading, index, words[i]))
      return TRUE;
  return FALSE;
}

/* “x AS (” and “x (a, b) AS (” define x. */
static void
find_common (Collector *self)
{
  const StudioSqlReading *reading = &self->reading;

  for (guint i = 0; i < reading->lexemes->len; i++)
    {
      guint next = i + 1;

      if (!studio_sql_reading_is_name (reading, i))
        continue;
      if (studio_sql_reading_is_symbol (reading, next, '('))
        next = studio_sql_reading_find_closing (reading, next) + 1;
      if (studio_sql_reading_is_word (reading, next, "as") &&
          studio_sql_reading_is_symbol (reading, next + 1, '('))
        {
          g_autofree char *name = studio_sql_reading_dup_name (reading, i);

          g_hash_table_add (self->common, g_ascii_strdown (name, -1));
        }
    }
}

static void
add_once (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return;
  g_ptr_array_add (names, g_strdup (name));
}

/* An empty schema part (“master..t”) and one that names a database leave the name certain only of
 * its last part. */
static void
check_known (Collector *self, guint first, guint last, const char *name)
{
  gsize start = studio_sql_reading_get (&self->reading, first)->start;
  gsize end = studio_sql_reading_get (&self->reading, last)->end;

  if (self->unknown != NULL || self->schema == NULL ||
      !studio_sql_schema_is_complete (self->schema) || last != first ||
      studio_sql_schema_find_table (self->schema, NULL, name) != NULL)
    return;
  self->unknown = studio_finding_new (
      "unknown-table", STUDIO_SEVERITY_ERROR, STUDIO_ERROR_CLASS_UNKNOWN_TABLE, start, end,
      g_strdup_printf (_ ("There is no table “%s” in this database."), name));
}

/* From the first part of a table's name; returns the index behind it. */
static guint
take_table (Collector *self, guint index)
{
  static const char *const no_tables[] = { "select", "lateral", "unnest", "table", "values",
                                           "dual",   "only",    "with",   NULL };
  const StudioSqlReading *reading = &self->reading;
  g_autoptr (GString) name = g_string_new (NULL);
  guint last = index;

  if (!studio_sql_reading_is_name (reading, index) || is_any (reading, index, no_tables))
    return index;
  while (studio_sql_reading_is_symbol (reading, last + 1, '.') &&
         studio_sql_reading_is_name (reading, last + 2))
    last += 2;
  if (studio_sql_reading_is_symbol (reading, last + 1, '('))
    return last;
  for (guint i = index; i <= last; i += 2)
    {
      g_autofree char *part = studio_sql_reading_dup_name (reading, i);

      g_string_append_printf (name, "%s%s", i > index ? "." : "", part);
    }
  {
    g_autofree char *lower = g_ascii_strdown (name->str, -1);

    if (g_hash_table_contains (self->common, lower))
      return last;
  }
  add_once (self->tables, name->str);
  check_known (self, index, last, name->str);
  return last;
}

/* FROM belongs to EXTRACT (… FROM …), TRIM and SUBSTRING when its bracket has no SELECT, and to
 * IS DISTINCT FROM. */
static void
collect (Collector *self)
{
  const StudioSqlReading *reading = &self->reading;
  g_autoptr (GByteArray) selects = g_byte_array_new ();
  guint8 none = 0;

  g_byte_array_append (selects, &none, 1);
  for (guint i = 0; i < reading->lexemes->len; i++)
    {
      guint8 *select = &selects->data[selects->len - 1];

      if (studio_sql_reading_is_symbol (reading, i, '('))
        g_byte_array_append (selects, &none, 1);
      else if (studio_sql_reading_is_symbol (reading, i, ')') && selects->len > 1)
        g_byte_array_set_size (selects, selects->len - 1);
      else if (studio_sql_reading_is_word (reading, i, "select"))
        *select = 1;
      else if (studio_sql_reading_is_word (reading, i, "join") ||
               (*select != 0 && studio_sql_reading_is_word (reading, i, "from") &&
                (i == 0 || !studio_sql_reading_is_word (reading, i - 1, "distinct"))))
        i = MAX (i, take_table (self, i + 1));
    }
}

StudioFinding *
studio_sql_token_tables_collect (const char *sql,
                                 StudioDialect dialect,
                                 const StudioSqlSchema *schema,
                                 GStrv *tables)
{
  g_autoptr (GArray) lexemes = studio_sql_reading_scan (sql, dialect);
  Collector self = { { sql, dialect, lexemes },
                     schema,
                     g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                     g_ptr_array_new (),
                     NULL };

  find_common (&self);
  collect (&self);
  g_hash_table_unref (self.common);
  g_ptr_array_add (self.tables, NULL);
  *tables = (GStrv) g_ptr_array_free (self.tables, FALSE);
  return self.unknown;
}
