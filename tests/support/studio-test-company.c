/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-company.h"

#include "metabase/studio-metabase-client.h"
#include "studio-test-demo.h"

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
sign_in (StudioTestCompany *self)
{
  const char *url = studio_test_demo_get (self->demo, "url");
  g_autoptr (StudioCredentials) credentials =
      studio_credentials_new_api_key (url, studio_test_demo_get (self->demo, "api_key"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->client = studio_metabase_client_new (url, &error);
  g_assert_no_error (error);
  studio_metabase_client_sign_in_async (self->client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  studio_metabase_client_sign_in_finish (self->client, result, &error);
  g_assert_no_error (error);
}

static StudioDatabase *
find_database (StudioTestCompany *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GError) error = NULL;

  studio_metabase_client_list_databases_async (self->client, NULL, keep_result_cb, &result);
  wait_for (&result);
  databases = studio_metabase_client_list_databases_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (databases->len, ==, 1);
  return g_object_ref (g_ptr_array_index (databases, 0));
}

static void
load_table (StudioTestCompany *self, StudioTable *table)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  studio_metabase_client_load_table_async (self->client, self->database, table, NULL,
                                           keep_result_cb, &result);
  wait_for (&result);
  studio_metabase_client_load_table_finish (self->client, result, &error);
  g_assert_no_error (error);
}

/* The schema as Metabase tells it, with its fingerprints. */
static void
discover (StudioTestCompany *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  GListModel *all;
  g_autoptr (GError) error = NULL;

  self->database = find_database (self);
  studio_metabase_client_list_tables_async (self->client, self->database, NULL, keep_result_cb,
                                            &result);
  wait_for (&result);
  tables = studio_metabase_client_list_tables_finish (self->client, result, &error);
  g_assert_no_error (error);
  studio_database_take_tables (self->database, g_steal_pointer (&tables));
  all = studio_database_get_tables (self->database);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (all, i);

      load_table (self, table);
    }
}

static void
connect_directly (StudioTestCompany *self)
{
  g_autofree char *host = g_build_filename (self->folder, "postgres", NULL);
  const char *const keywords[] = { "host", "port", "dbname", "user", "options", NULL };
  const char *const values[] = {
    host, "5432", "sample_company", "metabase", "-c default_transaction_read_only=on", NULL
  };

  self->connection = PQconnectdbParams (keywords, values, 0);
  if (PQstatus (self->connection) != CONNECTION_OK)
    g_error ("%s", PQerrorMessage (self->connection));
}

StudioTestCompany *
studio_test_company_start (const char *name)
{
  StudioTestCompany *self = g_new0 (StudioTestCompany, 1);
  g_autofree char *sql = g_test_build_filename (G_TEST_DIST, "propose", "schemas", name, NULL);
  const char *const arguments[] = { "--sql-dir", sql, NULL };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("kpi-studio-company-XXXXXX", &error);
  g_assert_no_error (error);
  self->demo = studio_test_demo_start_in (self->folder, arguments);
  sign_in (self);
  discover (self);
  connect_directly (self);
  return self;
}

void
studio_test_company_stop (StudioTestCompany *self)
{
  PQfinish (self->connection);
  g_object_unref (self->database);
  g_object_unref (self->client);
  studio_test_demo_stop (self->demo);
  studio_test_demo_remove (self->folder);
  g_free (self->folder);
  g_free (self);
}
