/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-sync.h"

#include "demo/studio-demo-fingerprint.h"
#include "demo/studio-demo-names.h"
#include "demo/studio-demo-semantics.h"
#include "demo/studio-demo-types.h"

#include <string.h>

#define USER_SCHEMA "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"

static const char tables_sql[] =
    "SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class'), c.reltuples::bigint,"
    " c.relkind IN ('v', 'm')"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p', 'v', 'f', 'm') AND " USER_SCHEMA
    " AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1, 2";

/* Keys of more than one column are given column by column, as Metabase does. */
static const char columns_sql[] =
    "SELECT n.nspname, c.relname, a.attname, t.typname, t.typtype = 'e', a.attnotnull,"
    " pg_get_expr(d.adbin, d.adrelid), a.attidentity <> '', a.attgenerated <> '',"
    " col_description(c.oid, a.attnum), p.conrelid IS NOT NULL,"
    " fn.nspname, fc.relname, fa.attname,"
    " row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) - 1"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " JOIN pg_type t ON t.oid = a.atttypid"
    " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
    " LEFT JOIN pg_constraint p"
    "   ON p.conrelid = c.oid AND p.contype = 'p' AND a.attnum = ANY (p.conkey)"
    " LEFT JOIN LATERAL (SELECT f.confrelid, f.confkey[array_position(f.conkey, a.attnum)] AS num"
    "   FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'"
    "   AND a.attnum = ANY (f.conkey) ORDER BY cardinality(f.conkey), f.oid LIMIT 1) f ON true"
    " LEFT JOIN pg_class fc ON fc.oid = f.confrelid"
    " LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace"
    " LEFT JOIN pg_attribute fa ON fa.attrelid = f.confrelid AND fa.attnum = f.num"
    " WHERE c.relkind IN ('r', 'p', 'v', 'f', 'm') AND " USER_SCHEMA " ORDER BY 1, 2, a.attnum";

static char *
make_key (const char *schema, const char *table)
{
  return g_strconcat (schema, "\n", table, NULL);
}

static StudioDemoTable *
read_table (PGresult *rows, int row)
{
  StudioDemoTable *table = studio_demo_table_new ();

  table->schema = g_strdup (PQgetvalue (rows, row, 0));
  table->name = g_strdup (PQgetvalue (rows, row, 1));
  table->display_name = studio_demo_names_humanize (table->name);
  table->description = g_strdup (studio_demo_connection_get_value (rows, row, 2));
  table->estimated_rows = studio_demo_connection_get_int (rows, row, 3);
  table->is_view = studio_demo_connection_get_boolean (rows, row, 4);
  return table;
}

static StudioDemoField *
read_field (PGresult *rows, int row)
{
  StudioDemoField *field = studio_demo_field_new ();
  const char *default_value = studio_demo_connection_get_value (rows, row, 6);
  gboolean is_identity = studio_demo_connection_get_boolean (rows, row, 7);

  field->name = g_strdup (PQgetvalue (rows, row, 2));
  field->display_name = studio_demo_names_humanize (field->name);
  field->database_type = g_strdup (PQgetvalue (rows, row, 3));
  field->base_type = g_strdup (studio_demo_types_get_base_type (
      field->database_type, studio_demo_connection_get_boolean (rows, row, 4)));
  field->is_nullable = !studio_demo_connection_get_boolean (rows, row, 5);
  field->is_auto_increment =
      is_identity || (default_value != NULL && strstr (default_value, "nextval(") != NULL);
  field->is_generated = studio_demo_connection_get_boolean (rows, row, 8);
  field->default_value = field->is_generated ? NULL : g_strdup (default_value);
  field->description = g_strdup (studio_demo_connection_get_value (rows, row, 9));
  field->is_pk = studio_demo_connection_get_boolean (rows, row, 10);
  field->target_schema = g_strdup (studio_demo_connection_get_value (rows, row, 11));
  field->target_table = g_strdup (studio_demo_connection_get_value (rows, row, 12));
  field->target_column = g_strdup (studio_demo_connection_get_value (rows, row, 13));
  field->position = (int) studio_demo_connection_get_int (rows, row, 14);
  field->json_unfolding = strcmp (field->base_type, "type/JSON") == 0;
  if (field->target_table != NULL)
    field->semantic_type = g_strdup ("type/FK");
  else if (field->is_pk)
    field->semantic_type = g_strdup ("type/PK");
  return field;
}

static gboolean
read_catalogue (StudioDemoCatalogue *catalogue, PGconn *connection, GError **error)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PGresult) tables = studio_demo_connection_run (connection, tables_sql, error);
  g_autoptr (PGresult) columns = NULL;

  if (tables == NULL)
    return FALSE;
  for (int row = 0; row < PQntuples (tables); row++)
    {
      StudioDemoTable *table = read_table (tables, row);

      g_ptr_array_add (catalogue->tables, table);
      g_hash_table_insert (by_name, make_key (table->schema, table->name), table);
    }
  columns = studio_demo_connection_run (connection, columns_sql, error);
  if (columns == NULL)
    return FALSE;
  for (int row = 0; row < PQntuples (columns); row++)
    {
      g_autofree char *key = make_key (PQgetvalue (columns, row, 0), PQgetvalue (columns, row, 1));
      StudioDemoTable *table = g_hash_table_lookup (by_name, key);

      if (table != NULL)
        g_ptr_array_add (table->fields, read_field (columns, row));
    }
  return TRUE;
}

static gboolean
has_json (StudioDemoTable *table)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      StudioDemoField *field = g_ptr_array_index (table->fields, i);

      if (field->json_unfolding)
        return TRUE;
    }
  return FALSE;
}

/* Two threads look into the tables, each on a connection of its own. */
#define LOOKERS 2

typedef struct
{
  StudioDemoCatalogue *catalogue; /* each table is one thread's only */
  const char *host;
  int next; /* atomic: the table to look into next */
  GMutex mutex;
  GError *error; /* under the mutex */
} Looking;

static void
look_into_next (Looking *looking, PGconn *connection)
{
  GPtrArray *tables = looking->catalogue->tables;
  guint index;

  while ((index = (guint) g_atomic_int_add (&looking->next, 1)) < tables->len)
    {
      StudioDemoTable *table = g_ptr_array_index (tables, index);

      if (has_json (table))
        studio_demo_sync_unfold (connection, table);
      studio_demo_fingerprint_take (connection, table);
    }
}

static gpointer
look_in_thread (gpointer data)
{
  Looking *looking = data;
  GError *error = NULL;
  g_autoptr (PGconn) connection =
      studio_demo_connection_open (looking->host, STUDIO_DEMO_DATABASE, STUDIO_DEMO_ROLE, &error);

  if (connection != NULL)
    look_into_next (looking, connection);
  return error;
}

static gboolean
look_into_all (StudioDemoCatalogue *catalogue, const char *host, GError **error)
{
  Looking looking = { catalogue, host, 0 };
  GThread *threads[LOOKERS];
  g_autoptr (GError) first = NULL;

  for (gsize i = 0; i < LOOKERS; i++)
    threads[i] = g_thread_new ("sync", look_in_thread, &looking);
  for (gsize i = 0; i < LOOKERS; i++)
    {
      g_autoptr (GError) failure = g_thread_join (threads[i]);

      if (first == NULL)
        first = g_steal_pointer (&failure);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static void
draw_conclusions (StudioDemoCatalogue *catalogue)
{
  g_autoptr (StudioDemoSemantics) semantics = studio_demo_semantics_new ();

  for (guint i = 0; i < catalogue->tables->len; i++)
    {
      StudioDemoTable *table = g_ptr_array_index (catalogue->tables, i);

      studio_demo_semantics_classify_table (semantics, table);
      for (guint j = 0; j < table->fields->len; j++)
        studio_demo_semantics_classify_field (semantics, g_ptr_array_index (table->fields, j));
    }
}

StudioDemoCatalogue *
studio_demo_sync_run (const char *host, GError **error)
{
  g_autoptr (StudioDemoCatalogue) catalogue = studio_demo_catalogue_new ();
  g_autoptr (PGconn) connection =
      studio_demo_connection_open (host, STUDIO_DEMO_DATABASE, STUDIO_DEMO_ROLE, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  catalogue->synced_at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
  if (connection == NULL || !read_catalogue (catalogue, connection, error) ||
      !look_into_all (catalogue, host, error))
    return NULL;
  draw_conclusions (catalogue);
  return g_steal_pointer (&catalogue);
}
