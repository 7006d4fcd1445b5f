/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-test"

#include "studio-demo-client.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#define CARD                                                         \
  "{'name':'Orders','display':'scalar','visualization_settings':{}," \
  "'dataset_query':{'database':1,'type':'native','native':{'query':'select 1'}}}"

/* The process that holds the cluster of @data_dir, 0 when there is none. */
static GPid
find_postgres (const char *data_dir)
{
  g_autofree char *path = g_build_filename (data_dir, "postgres", "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  GPid pid;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  pid = (GPid) g_ascii_strtoll (text, NULL, 10);
  return kill (pid, 0) == 0 ? pid : 0;
}

/* Waits, bounded, until a process is gone. */
static gboolean
wait_gone (GPid pid)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d", (int) pid);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
      g_usleep (5000);
    }
  return FALSE;
}

static void
test_persists (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioDemoClient) first = studio_demo_client_new_signed_in (demo);
  g_autoptr (StudioDemoClient) second = NULL;
  g_autofree char *password = g_strdup (studio_test_demo_get (demo, "password"));
  JsonObject *table;
  gint64 table_id;

  studio_demo_client_send (first, "POST", "/api/card", CARD, SOUP_STATUS_OK);
  table = json_array_get_object_element (studio_demo_client_get_list (first, "/api/table"), 0);
  table_id = json_object_get_int_member (table, "id");
  studio_test_demo_restart (demo, NULL);
  g_assert_cmpstr (password, ==, studio_test_demo_get (demo, "password"));
  /* A session outlives the server, as it does Metabase. */
  second = studio_demo_client_new (studio_test_demo_get (demo, "url"));
  second->token = g_strdup (first->token);
  g_assert_cmpuint (json_array_get_length (studio_demo_client_get_list (second, "/api/card")), ==,
                    1);
  table = json_array_get_object_element (studio_demo_client_get_list (second, "/api/table"), 0);
  g_assert_cmpint (json_object_get_int_member (table, "id"), ==, table_id);
}

static void
test_killed (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioDemoClient) first = studio_demo_client_new_signed_in (demo);
  g_autoptr (StudioDemoClient) second = NULL;
  GPid postgres = find_postgres (studio_test_demo_get_folder (demo));

  g_assert_cmpint (postgres, !=, 0);
  studio_demo_client_send (first, "POST", "/api/card", CARD, SOUP_STATUS_OK);
  studio_test_demo_kill (demo);
  g_assert_true (wait_gone (postgres));
  studio_test_demo_restart (demo, NULL);
  second = studio_demo_client_new_signed_in (demo);
  g_assert_cmpuint (json_array_get_length (studio_demo_client_get_list (second, "/api/card")), ==,
                    1);
}

/* Started again at once, while the PostgreSQL of the killed one may still be shutting down. */
static void
test_killed_and_started (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (StudioDemoClient) client = NULL;

      studio_test_demo_kill (demo);
      studio_test_demo_restart (demo, NULL);
      client = studio_demo_client_new_signed_in (demo);
      g_assert_cmpstr (
          json_object_get_string_member (studio_demo_client_query (client, "select 1"), "status"),
          ==, "completed");
    }
}

static void
test_ends_with_input (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  GPid server = studio_test_demo_get_pid (demo);
  GPid postgres = find_postgres (studio_test_demo_get_folder (demo));
  g_autofree char *data_dir = g_strdup (studio_test_demo_get_folder (demo));

  g_clear_pointer (&demo, studio_test_demo_stop);
  g_assert_true (wait_gone (server));
  g_assert_true (wait_gone (postgres));
  g_assert_false (g_file_test (data_dir, G_FILE_TEST_EXISTS));
}

static void
assert_complains (const char *const *arguments, const char *sentence)
{
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &complaint,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_cmpstr (output, ==, "");
  g_assert_nonnull (strstr (complaint, sentence));
}

static void
test_second_server (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autofree char *program = studio_test_demo_program ();
  const char *const arguments[] = { program, "--data-dir", studio_test_demo_get_folder (demo),
                                    NULL };

  assert_complains (arguments, "in use by another kpi-studio-demo");
}

static void
test_usage (void)
{
  g_autofree char *program = studio_test_demo_program ();
  const char *const no_folder[] = { program, NULL };
  const char *const bad_version[] = { program, "--data-dir", "/nowhere", "--metabase-version",
                                      "0.45",  NULL };
  const char *const bad_rule[] = { program,  "--data-dir",    "/nowhere",
                                   "--fail", "GET /api boom", NULL };
  const char *const bad_folder[] = { program, "--data-dir", "/proc/nowhere", NULL };

  assert_complains (no_folder, "--data-dir");
  assert_complains (bad_version, "0.45");
  assert_complains (bad_rule, "--fail");
  assert_complains (bad_folder, "/proc/nowhere");
}

/* A folder where an unprivileged user cannot go, with a path longer than a socket's may be. */
static void
test_far_folder (void)
{
  g_autoptr (StudioTestDemo) demo = studio_test_demo_start (NULL);
  g_autoptr (StudioDemoClient) client = NULL;
  g_autoptr (StudioTestDemo) moved = NULL;
  g_autofree char *closed = g_dir_make_tmp ("studio-demo-far-XXXXXX", NULL);
  g_autofree char *name = g_strnfill (100, 'x');
  g_autofree char *deep = g_build_filename (closed, name, name, NULL);
  g_autofree char *data_dir = g_build_filename (deep, "data", NULL);
  const char *const copy[] = { "cp", "-r", studio_test_demo_get_folder (demo), data_dir, NULL };
  const char *const clean[] = { "rm", "-rf", closed, NULL };

  studio_test_demo_pause (demo);
  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  g_spawn_sync (NULL, (char **) copy, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  moved = studio_test_demo_start_in (data_dir, NULL);
  client = studio_demo_client_new_signed_in (moved);
  g_assert_cmpstr (
      json_object_get_string_member (studio_demo_client_query (client, "select 1"), "status"), ==,
      "completed");
  g_clear_pointer (&moved, studio_test_demo_stop);
  g_spawn_sync (NULL, (char **) clean, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/life/persists", test_persists);
  g_test_add_func ("/demo/life/killed", test_killed);
  g_test_add_func ("/demo/life/killed-and-started", test_killed_and_started);
  g_test_add_func ("/demo/life/ends-with-input", test_ends_with_input);
  g_test_add_func ("/demo/life/second-server", test_second_server);
  g_test_add_func ("/demo/life/usage", test_usage);
  g_test_add_func ("/demo/life/far-folder", test_far_folder);
  return g_test_run ();
}
