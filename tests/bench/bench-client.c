/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema of 5,000 tables: time, memory, and how long the main loop is kept from its work */
#include "metabase/studio-metabase-client.h"
#include "studio-test-demo.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TABLES 5000
#define LOADED 1000
#define FRAME 16.0 /* milliseconds */
#define LIST_SECONDS 5.0
#define MOST_MEGABYTES 150.0

/* How long the main thread worked between two looks at what has arrived: the processor's time, so
 * that what else runs on the machine does not count. */
static gint64 busy_since;
static gint64 longest;

static gint64
get_thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
poll_and_measure (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = get_thread_time ();
  int ready;

  if (busy_since > 0)
    longest = MAX (longest, now - busy_since);
  ready = g_poll (fds, n_fds, timeout);
  busy_since = get_thread_time ();
  return ready;
}

static double
get_megabytes (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024 : 0;
}

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

typedef struct
{
  const char *what;
  gint64 start;
} Measure;

static Measure
begin (const char *what)
{
  longest = 0;
  busy_since = get_thread_time ();
  return (Measure){ what, g_get_monotonic_time () };
}

static gboolean
end (Measure measure, double most_seconds)
{
  double seconds = (double) (g_get_monotonic_time () - measure.start) / G_USEC_PER_SEC;
  double held = (double) longest / 1000;
  gboolean good = seconds <= most_seconds && held <= FRAME;

  g_print ("%-34s %6.2f s (at most %.0f)   main loop held %5.1f ms (at most %.0f)   %s\n",
           measure.what, seconds, most_seconds, held, FRAME, good ? "good" : "TOO LONG");
  return good;
}

static StudioMetabaseClient *
connect_client (StudioTestDemo *demo)
{
  g_autoptr (StudioCredentials) credentials = studio_credentials_new_password (
      studio_test_demo_get (demo, "url"), studio_test_demo_get (demo, "username"),
      studio_test_demo_get (demo, "password"));
  StudioMetabaseClient *client =
      studio_metabase_client_new (studio_test_demo_get (demo, "url"), NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  studio_metabase_client_sign_in_async (client, credentials, NULL, keep_result_cb, &result);
  wait_for (&result);
  studio_metabase_client_sign_in_finish (client, result, &error);
  g_assert_no_error (error);
  return client;
}

static StudioDatabase *
get_database (StudioMetabaseClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) databases = NULL;

  studio_metabase_client_list_databases_async (client, NULL, keep_result_cb, &result);
  wait_for (&result);
  databases = studio_metabase_client_list_databases_finish (client, result, &error);
  g_assert_no_error (error);
  return g_object_ref (g_ptr_array_index (databases, 0));
}

static gboolean
list_tables (StudioMetabaseClient *client, StudioDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Measure measure = begin ("names of all tables");
  GPtrArray *tables;

  studio_metabase_client_list_tables_async (client, database, NULL, keep_result_cb, &result);
  wait_for (&result);
  tables = studio_metabase_client_list_tables_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, >=, TABLES);
  studio_database_take_tables (database, tables);
  g_main_context_iteration (NULL, FALSE);
  return end (measure, LIST_SECONDS);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint *missing = user_data;

  studio_metabase_client_load_table_finish (STUDIO_METABASE_CLIENT (source), result, &error);
  g_assert_no_error (error);
  (*missing)--;
}

/* The last ones, which lie furthest from the beginning of every list. */
static gboolean
load_tables (StudioMetabaseClient *client, StudioDatabase *database)
{
  GListModel *tables = studio_database_get_tables (database);
  guint count = g_list_model_get_n_items (tables);
  Measure measure = begin ("fields of 1,000 of them");
  guint missing = LOADED;

  for (guint i = count - LOADED; i < count; i++)
    {
      g_autoptr (StudioTable) table = g_list_model_get_item (tables, i);

      studio_metabase_client_load_table_async (client, database, table, NULL, loaded_cb, &missing);
    }
  while (missing > 0)
    g_main_context_iteration (NULL, TRUE);
  return end (measure, 20);
}

static gboolean
run_query (StudioMetabaseClient *client)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StudioResult) rows = NULL;
  g_autoptr (GError) error = NULL;
  Measure measure = begin ("a result of 100,000 rows");

  studio_metabase_client_run_async (
      client, 1, "SELECT n, n * 1.5 AS x, md5(n::text) AS t FROM generate_series(1, 100000) AS n",
      100000, 60, NULL, keep_result_cb, &result);
  wait_for (&result);
  rows = studio_metabase_client_run_finish (client, result, NULL, &error);
  g_assert_no_error (error);
  g_print ("(%u rows came)\n", studio_result_get_n_rows (rows));
  return end (measure, 10);
}

int
main (void)
{
  const char *const arguments[] = { "--tables", G_STRINGIFY (TABLES), NULL };
  g_autoptr (StudioTestDemo) demo = NULL;
  g_autoptr (StudioMetabaseClient) client = NULL;
  g_autoptr (StudioDatabase) database = NULL;
  gboolean good = TRUE;

  g_main_context_set_poll_func (NULL, poll_and_measure);
  demo = studio_test_demo_start (arguments);
  client = connect_client (demo);
  database = get_database (client);
  good &= list_tables (client, database);
  g_print ("%-34s %6.1f MiB (at most %.0f)\n", "memory", get_megabytes (), MOST_MEGABYTES);
  good &= load_tables (client, database);
  g_print ("%-34s %6.1f MiB (at most %.0f)\n", "memory", get_megabytes (), MOST_MEGABYTES);
  good &= get_megabytes () <= MOST_MEGABYTES;
  good &= run_query (client);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
