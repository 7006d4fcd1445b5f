/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-mariadb.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

struct _StudioTestMariadb
{
  char *directory;
  char *socket;
  GSubprocess *server;
};

/* The server must not outlive a test that was killed. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static gboolean
run_quietly (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  return g_spawn_sync (NULL, (char **) command, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                           G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, &error) &&
         g_spawn_check_wait_status (status, NULL);
}

/* The program is in a folder for administrators, which a person's PATH may lack. */
static char *
find_server (void)
{
  char *path = g_find_program_in_path ("mariadbd");

  if (path == NULL && g_file_test ("/usr/sbin/mariadbd", G_FILE_TEST_IS_EXECUTABLE))
    path = g_strdup ("/usr/sbin/mariadbd");
  return path;
}

static gboolean
answers (StudioTestMariadb *self)
{
  g_auto (GStrv) rows = studio_test_mariadb_run (self, "SELECT 1", NULL);

  return rows != NULL;
}

StudioTestMariadb *
studio_test_mariadb_start (void)
{
  g_autofree char *program = find_server ();
  g_autofree char *installer = g_find_program_in_path ("mariadb-install-db");
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  g_autofree char *socket = NULL;
  StudioTestMariadb *self;
  const char *user = geteuid () == 0 ? "--user=root" : "--skip-grant-tables";

  if (program == NULL || installer == NULL)
    return NULL;
  self = g_new0 (StudioTestMariadb, 1);
  self->directory = g_dir_make_tmp ("kpi-mariadb-XXXXXX", &error);
  g_assert_no_error (error);
  data = g_strconcat ("--datadir=", self->directory, "/data", NULL);
  self->socket = g_build_filename (self->directory, "socket", NULL);
  socket = g_strconcat ("--socket=", self->socket, NULL);
  g_assert_true (run_quietly ((const char *const[]){ installer, "--no-defaults", data,
                                                     "--auth-root-authentication-method=normal",
                                                     "--skip-test-db", user, NULL }));
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->server = g_subprocess_launcher_spawn (launcher, &error, program, "--no-defaults", data,
                                              socket, "--skip-networking", "--skip-grant-tables",
                                              "--innodb-flush-log-at-trx-commit=0",
                                              "--default-time-zone=+00:00", user, NULL);
  g_assert_no_error (error);
  for (gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; !answers (self);)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (50000);
    }
  return self;
}

void
studio_test_mariadb_stop (StudioTestMariadb *self)
{
  g_subprocess_force_exit (self->server);
  g_subprocess_wait (self->server, NULL, NULL);
  g_object_unref (self->server);
  run_quietly ((const char *const[]){ "rm", "-rf", "--", self->directory, NULL });
  g_free (self->directory);
  g_free (self->socket);
  g_free (self);
}

/* What the server says to @script, which it reads from a file: a client that gives up would break a
 * pipe. @error's message is what it complained of; @output is (out) (transfer full). */
static gboolean
talk (StudioTestMariadb *self, const char *script, char **output, GError **error)
{
  g_autofree char *socket = g_strconcat ("--socket=", self->socket, NULL);
  g_autofree char *path = g_build_filename (self->directory, "script.sql", NULL);
  g_autofree char *complaint = NULL;
  g_autofree char *whole = g_strconcat (
      "CREATE DATABASE IF NOT EXISTS test; USE test; SET NAMES utf8mb4;\n", script, NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) client = NULL;

  if (!g_file_set_contents (path, whole, -1, error))
    return FALSE;
  g_subprocess_launcher_set_stdin_file_path (launcher, path);
  client = g_subprocess_launcher_spawn (launcher, error, "mariadb", "--no-defaults", socket,
                                        "--batch", "--raw", "--skip-column-names",
                                        "--default-character-set=utf8mb4", NULL);
  if (client == NULL ||
      !g_subprocess_communicate_utf8 (client, NULL, NULL, output, &complaint, error))
    return FALSE;
  if (!g_subprocess_get_successful (client))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, complaint);
  return g_subprocess_get_successful (client);
}

static GStrv
split_rows (char *output)
{
  if (g_str_has_suffix (output, "\n"))
    output[strlen (output) - 1] = '\0';
  return *output != '\0' ? g_strsplit (output, "\n", -1) : g_new0 (char *, 1);
}

GStrv
studio_test_mariadb_run (StudioTestMariadb *self, const char *script, GError **error)
{
  g_autofree char *output = NULL;

  return talk (self, script, &output, error) ? split_rows (output) : NULL;
}

GPtrArray *
studio_test_mariadb_run_all (StudioTestMariadb *self,
                             const char *prelude,
                             GPtrArray *statements,
                             GError **error)
{
  static const char mark[] = "--- next statement ---\n";
  g_autoptr (GString) script = g_string_new (prelude);
  g_autofree char *output = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean done;
  GPtrArray *results;

  for (guint i = 0; i < statements->len; i++)
    g_string_append_printf (script, "SELECT '--- next statement ---';\n%s;\n",
                            (char *) g_ptr_array_index (statements, i));
  done = talk (self, script->str, &output, error);
  parts = g_strsplit (output != NULL ? output : "", mark, -1);
  if (!done)
    {
      guint reached = g_strv_length (parts);

      g_prefix_error (error, "%s\n",
                      reached >= 2 && reached - 2 < statements->len
                          ? (char *) g_ptr_array_index (statements, reached - 2)
                          : "before the first statement");
      return NULL;
    }
  g_assert_cmpuint (g_strv_length (parts), ==, statements->len + 1);
  results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 1; parts[i] != NULL; i++)
    g_ptr_array_add (results, split_rows (parts[i]));
  return results;
}
