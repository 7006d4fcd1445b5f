/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-company.h"

#include "demo/studio-demo-catalogue-store.h"
#include "demo/studio-demo-connection.h"
#include "demo/studio-demo-error.h"
#include "demo/studio-demo-sync.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#define COMPANY_RESOURCES "/org/example/KpiStudio/demo"

/* Raised when the form in which the catalogue is kept, or what sync concludes, changes. */
#define CATALOGUE_FORM "1"

/* One statement file, in memory. */
typedef struct
{
  char *name;
  GBytes *text;
} Script;

static void
script_free (gpointer data)
{
  Script *script = data;

  g_free (script->name);
  g_bytes_unref (script->text);
  g_free (script);
}

static int
compare_scripts (gconstpointer a, gconstpointer b)
{
  const Script *first = *(Script *const *) a;
  const Script *second = *(Script *const *) b;

  return strcmp (first->name, second->name);
}

static void
add_script (GPtrArray *scripts, const char *name, GBytes *text)
{
  Script *script = g_new0 (Script, 1);

  script->name = g_strdup (name);
  script->text = text;
  g_ptr_array_add (scripts, script);
}

static gboolean
add_from_folder (GPtrArray *scripts, const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *text = NULL;
      gsize length = 0;

      if (!g_str_has_suffix (name, ".sql"))
        continue;
      if (!g_file_get_contents (path, &text, &length, error))
        return FALSE;
      add_script (scripts, name, g_bytes_new_take (text, length));
    }
  return TRUE;
}

static gboolean
add_from_resources (GPtrArray *scripts, GError **error)
{
  g_auto (GStrv) names = g_resources_enumerate_children (COMPANY_RESOURCES, 0, error);

  if (names == NULL)
    return FALSE;
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (COMPANY_RESOURCES, "/", names[i], NULL);
      GBytes *text;

      if (!g_str_has_suffix (names[i], ".sql"))
        continue;
      text = g_resources_lookup_data (path, 0, error);
      if (text == NULL)
        return FALSE;
      add_script (scripts, names[i], text);
    }
  return TRUE;
}

static GPtrArray *
read_scripts (const StudioDemoOptions *options, GError **error)
{
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func (script_free);

  if (options->sql_dir != NULL ? !add_from_folder (scripts, options->sql_dir, error)
                               : !add_from_resources (scripts, error))
    return NULL;
  g_ptr_array_sort (scripts, compare_scripts);
  return g_steal_pointer (&scripts);
}

static char *
hash_scripts (GPtrArray *scripts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < scripts->len; i++)
    {
      Script *script = g_ptr_array_index (scripts, i);

      g_checksum_update (checksum, (const guchar *) script->name, -1);
      g_checksum_update (checksum, g_bytes_get_data (script->text, NULL),
                         (gssize) g_bytes_get_size (script->text));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
create_database (PGconn *superuser, GError **error)
{
  return studio_demo_connection_do (
             superuser, "DROP DATABASE IF EXISTS " STUDIO_DEMO_DATABASE " WITH (FORCE)", error) &&
         studio_demo_connection_do (
             superuser,
             "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" STUDIO_DEMO_ROLE
             "') THEN CREATE ROLE " STUDIO_DEMO_ROLE " LOGIN; END IF; END $$",
             error) &&
         studio_demo_connection_do (superuser,
                                    "CREATE DATABASE " STUDIO_DEMO_DATABASE
                                    " OWNER " STUDIO_DEMO_ROLE
                                    " TEMPLATE template0 ENCODING 'UTF8'",
                                    error) &&
         studio_demo_connection_do (
             superuser, "ALTER DATABASE " STUDIO_DEMO_DATABASE " SET timezone = 'UTC'", error);
}

static gboolean
run_scripts (PGconn *connection, GPtrArray *scripts, GError **error)
{
  for (guint i = 0; i < scripts->len; i++)
    {
      Script *script = g_ptr_array_index (scripts, i);
      g_autofree char *sql =
          g_strndup (g_bytes_get_data (script->text, NULL), g_bytes_get_size (script->text));

      if (!studio_demo_connection_do (connection, sql, error))
        {
          g_prefix_error (error, _ ("The sample company cannot be loaded from %s. "), script->name);
          return FALSE;
        }
    }
  return TRUE;
}

/* So many tables in one transaction, which holds a lock on each of them. */
#define SYNTHETIC_BATCH 100

static void
append_synthetic_table (GString *sql, guint number)
{
  g_string_append_printf (sql,
                          "CREATE TABLE synthetic.tb_synthetic_%05u (id int PRIMARY KEY,"
                          " created_at timestamptz NOT NULL, status varchar(10) NOT NULL,"
                          " amount numeric(12,2), quantity int, parent_id int",
                          number);
  if (number > 1)
    g_string_append_printf (sql, " REFERENCES synthetic.tb_synthetic_%05u", number - 1);
  g_string_append_printf (
      sql,
      "); COMMENT ON TABLE synthetic.tb_synthetic_%05u IS 'Made-up table %u';"
      " INSERT INTO synthetic.tb_synthetic_%05u SELECT n, current_date - n,"
      " (ARRAY['open', 'done'])[1 + n %% 2], n * 1.5, n, n FROM generate_series(1, 5) n;",
      number, number, number);
}

static gboolean
create_synthetic (PGconn *connection, guint tables, GError **error)
{
  if (tables > 0 && !studio_demo_connection_do (connection, "CREATE SCHEMA synthetic", error))
    return FALSE;
  for (guint first = 1; first <= tables; first += SYNTHETIC_BATCH)
    {
      g_autoptr (GString) sql = g_string_new (NULL);

      for (guint number = first; number < first + SYNTHETIC_BATCH && number <= tables; number++)
        append_synthetic_table (sql, number);
      if (!studio_demo_connection_do (connection, sql->str, error))
        return FALSE;
    }
  return TRUE;
}

/* Statistics, for the planner and for the numbers of rows; the sample company brings its own. */
static gboolean
analyze (PGconn *connection, GError **error)
{
  g_autoptr (PGresult) result =
      studio_demo_connection_run (connection,
                                  "SELECT string_agg(format('%I.%I', n.nspname, c.relname), ', ')"
                                  " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                  " WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname !~ '^pg_'"
                                  " AND n.nspname <> 'information_schema' AND c.reltuples <= 0",
                                  error);
  const char *tables = result != NULL ? studio_demo_connection_get_value (result, 0, 0) : NULL;
  g_autofree char *sql = NULL;

  if (tables == NULL)
    return result != NULL;
  sql = g_strconcat ("ANALYZE ", tables, NULL);
  return studio_demo_connection_do (connection, sql, error);
}

static StudioDemoCatalogue *
sync_database (PGconn *connection, const char *host, StudioDemoStore *store, GError **error)
{
  g_autoptr (StudioDemoCatalogue) catalogue = NULL;

  if (!analyze (connection, error))
    return NULL;
  catalogue = studio_demo_sync_run (host, error);
  if (catalogue == NULL || !studio_demo_catalogue_save (catalogue, store, error) ||
      !studio_demo_store_set_setting (store, "synced-at", catalogue->synced_at, error))
    return NULL;
  return g_steal_pointer (&catalogue);
}

static StudioDemoCatalogue *
load_company (StudioDemoPostgres *postgres,
              StudioDemoStore *store,
              PGconn *superuser,
              GPtrArray *scripts,
              guint tables,
              GError **error)
{
  const char *host = studio_demo_postgres_get_host (postgres);
  g_autoptr (PGconn) connection = NULL;

  if (!create_database (superuser, error))
    return NULL;
  connection = studio_demo_connection_open (host, STUDIO_DEMO_DATABASE, STUDIO_DEMO_ROLE, error);
  if (connection == NULL || !run_scripts (connection, scripts, error) ||
      !create_synthetic (connection, tables, error))
    return NULL;
  return sync_database (connection, host, store, error);
}

/* What is kept as loaded when it is: on which day, from which statements. */
static char *
describe_load (GPtrArray *scripts, const StudioDemoOptions *options)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *hash = hash_scripts (scripts);

  return g_strdup_printf (CATALOGUE_FORM " %s %s %u", today, hash, options->tables);
}

gboolean
studio_demo_company_is_prepared (StudioDemoStore *store, const StudioDemoOptions *options)
{
  g_autoptr (GPtrArray) scripts = read_scripts (options, NULL);
  g_autofree char *wanted = scripts != NULL ? describe_load (scripts, options) : NULL;
  g_autofree char *loaded = studio_demo_store_get_setting (store, "loaded");

  return wanted != NULL && g_strcmp0 (wanted, loaded) == 0 &&
         studio_demo_postgres_has_cluster (options->data_dir);
}

StudioDemoCatalogue *
studio_demo_company_prepare (StudioDemoPostgres *postgres,
                             StudioDemoStore *store,
                             const StudioDemoOptions *options,
                             GError **error)
{
  g_autoptr (GPtrArray) scripts = read_scripts (options, error);
  g_autoptr (PGconn) superuser = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *loaded = studio_demo_store_get_setting (store, "loaded");
  g_autoptr (StudioDemoCatalogue) catalogue = NULL;

  if (scripts == NULL)
    return NULL;
  wanted = describe_load (scripts, options);
  if (!studio_demo_postgres_is_new (postgres) && g_strcmp0 (loaded, wanted) == 0)
    return studio_demo_catalogue_load (store, error);
  superuser = studio_demo_connection_open (studio_demo_postgres_get_host (postgres), "postgres",
                                           STUDIO_DEMO_SUPERUSER, error);
  /* Forgotten first, so that being killed meanwhile leaves nothing half loaded. */
  if (superuser == NULL || !studio_demo_store_set_setting (store, "loaded", "", error))
    return NULL;
  catalogue = load_company (postgres, store, superuser, scripts, options->tables, error);
  if (catalogue == NULL || !studio_demo_store_set_setting (store, "loaded", wanted, error))
    return NULL;
  return g_steal_pointer (&catalogue);
}
