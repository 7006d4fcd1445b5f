/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-field-sql.h"
#include "demo/studio-demo-json.h"
#include "demo/studio-demo-names.h"
#include "demo/studio-demo-sync.h"

#include <string.h>

/* Metabase looks at so many rows, and gives a table no more fields than this from JSON. */
#define SAMPLE_ROWS 500
#define MOST_FIELDS 100

/*
 * The paths to the leaves of a JSON column, with the kinds of values found there. A key that holds
 * an object in one row and a value in another is a leaf as well.
 */
static const char paths_sql[] =
    "WITH RECURSIVE sample AS (SELECT %s::jsonb AS doc FROM %s WHERE %s IS NOT NULL LIMIT %d),"
    " walk (path, value) AS ("
    "  SELECT ARRAY[e.key], e.value FROM sample,"
    "   jsonb_each(CASE jsonb_typeof(doc) WHEN 'object' THEN doc ELSE '{}' END) e"
    "  UNION ALL"
    "  SELECT w.path || e.key, e.value FROM walk w,"
    "   jsonb_each(CASE jsonb_typeof(w.value) WHEN 'object' THEN w.value ELSE '{}' END) e)"
    " SELECT to_json(path)::text, array_to_string(path, ' \xe2\x86\x92 '),"
    "  string_agg(DISTINCT CASE"
    "   WHEN jsonb_typeof(value) = 'number' AND value #>> '{}' ~ '^-?\\d{1,18}$' THEN 'integer'"
    "   WHEN jsonb_typeof(value) = 'number' AND value #>> '{}' ~ '^-?\\d+$' THEN 'big'"
    "   WHEN jsonb_typeof(value) = 'string' AND value #>> '{}' ~"
    "    '^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?$'"
    "    THEN 'time'"
    "   ELSE jsonb_typeof(value) END, ',')"
    " FROM walk WHERE jsonb_typeof(value) NOT IN ('object', 'null')"
    " GROUP BY path ORDER BY path";

static const struct
{
  const char *kinds;
  const char *base_type;
  const char *database_type;
} leaf_types[] = {
  { "array", "type/Array", "text" },
  { "big", "type/BigInteger", "decimal" },
  { "big,integer", "type/BigInteger", "decimal" },
  { "boolean", "type/Boolean", "boolean" },
  { "integer", "type/Integer", "bigint" },
  { "integer,number", "type/Float", "double precision" },
  { "number", "type/Float", "double precision" },
  { "string", "type/Text", "text" },
  { "time", "type/DateTime", "timestamp" },
};

static StudioDemoField *
make_leaf (const StudioDemoField *column, PGresult *rows, int row)
{
  StudioDemoField *leaf = studio_demo_field_new ();
  g_autoptr (JsonNode) path = studio_demo_json_parse (PQgetvalue (rows, row, 0), -1, NULL);
  JsonArray *whole = json_array_new ();
  const char *kinds = PQgetvalue (rows, row, 2);
  const char *base_type = "type/Text";
  const char *database_type = "text";
  g_autoptr (JsonNode) whole_node = json_node_new (JSON_NODE_ARRAY);

  json_array_add_string_element (whole, column->name);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (path)); i++)
    json_array_add_string_element (whole,
                                   studio_demo_json_array_string (json_node_get_array (path), i));
  json_node_take_array (whole_node, whole);
  for (gsize i = 0; i < G_N_ELEMENTS (leaf_types); i++)
    if (strcmp (leaf_types[i].kinds, kinds) == 0)
      {
        base_type = leaf_types[i].base_type;
        database_type = leaf_types[i].database_type;
      }
  leaf->name = g_strconcat (column->name, " \xe2\x86\x92 ", PQgetvalue (rows, row, 1), NULL);
  leaf->display_name = studio_demo_names_humanize (leaf->name);
  leaf->nfc_path = studio_demo_json_print (whole_node);
  leaf->base_type = g_strdup (base_type);
  leaf->database_type = g_strdup (database_type);
  leaf->is_nullable = TRUE;
  return leaf;
}

static void
unfold_column (PGconn *connection,
               StudioDemoTable *table,
               const StudioDemoField *column,
               GPtrArray *leaves)
{
  g_autofree char *name = studio_demo_quote_name (column->name);
  g_autofree char *from = studio_demo_table_to_sql (table);
  g_autofree char *sql = g_strdup_printf (paths_sql, name, from, name, SAMPLE_ROWS);
  g_autoptr (PGresult) rows = studio_demo_connection_run (connection, sql, NULL);

  for (int row = 0; rows != NULL && row < PQntuples (rows); row++)
    g_ptr_array_add (leaves, make_leaf (column, rows, row));
}

void
studio_demo_sync_unfold (PGconn *connection, StudioDemoTable *table)
{
  g_autoptr (GPtrArray) leaves =
      g_ptr_array_new_with_free_func ((GDestroyNotify) studio_demo_field_free);

  for (guint i = 0; i < table->fields->len; i++)
    {
      StudioDemoField *column = g_ptr_array_index (table->fields, i);

      if (column->json_unfolding)
        unfold_column (connection, table, column, leaves);
    }
  if (leaves->len > MOST_FIELDS)
    return;
  for (guint i = 0; i < leaves->len; i++)
    {
      StudioDemoField *leaf = g_ptr_array_index (leaves, i);

      leaf->position = (int) table->fields->len;
      g_ptr_array_add (table->fields, leaf);
    }
  g_ptr_array_set_free_func (leaves, NULL);
}
