/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio-test-postgres.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

struct _StudioTestPostgres
{
  char *directory;
  char *bin;
  GSubprocess *server;
};

/* The newest server that Debian's packages have put there. */
static char *
find_bin (void)
{
  g_autoptr (GDir) versions = g_dir_open ("/usr/lib/postgresql", 0, NULL);
  char *best = NULL;
  int best_version = 0;
  const char *name;

  while (versions != NULL && (name = g_dir_read_name (versions)) != NULL)
    {
      g_autofree char *bin = g_build_filename ("/usr/lib/postgresql", name, "bin", NULL);
      g_autofree char *initdb = g_build_filename (bin, "initdb", NULL);

      if (atoi (name) > best_version && g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE))
        {
          g_free (best);
          best = g_steal_pointer (&bin);
          best_version = atoi (name);
        }
    }
  return best;
}

/* PostgreSQL refuses to run as root, and must not outlive a test that was killed. */
static void
become_postgres (gpointer user_data)
{
  const struct passwd *user = user_data;

  if (user != NULL && (initgroups (user->pw_name, user->pw_gid) != 0 ||
                       setgid (user->pw_gid) != 0 || setuid (user->pw_uid) != 0))
    _exit (127);
  prctl (PR_SET_PDEATHSIG, SIGQUIT);
}

static GSubprocess *
spawn (const StudioTestPostgres *self, const char *program, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, self->directory);
  g_subprocess_launcher_set_child_setup (launcher, become_postgres,
                                         geteuid () == 0 ? getpwnam ("postgres") : NULL, NULL);
  g_ptr_array_add (argv, g_build_filename (self->bin, program, NULL));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (arguments[i]));
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static void
initialize (const StudioTestPostgres *self)
{
  const char *const arguments[] = { "-D",        "data", "-A",
                                    "trust",     "-U",   "postgres",
                                    "-E",        "UTF8", "--locale=C.UTF-8",
                                    "--no-sync", NULL };
  g_autoptr (GSubprocess) initdb = spawn (self, "initdb", arguments);
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (initdb, NULL, &error);
  g_assert_no_error (error);
}

static GSubprocess *
serve (const StudioTestPostgres *self)
{
  const char *const arguments[] = {
    "-D", "data",      "-k", self->directory,      "-c", "listen_addresses=",
    "-c", "fsync=off", "-c", "max_connections=10", NULL
  };

  return spawn (self, "postgres", arguments);
}

StudioTestPostgres *
studio_test_postgres_start (void)
{
  g_autofree char *bin = find_bin ();
  const struct passwd *user = geteuid () == 0 ? getpwnam ("postgres") : NULL;
  StudioTestPostgres *self;
  g_autoptr (GError) error = NULL;

  if (bin == NULL || (geteuid () == 0 && user == NULL))
    return NULL;
  self = g_new0 (StudioTestPostgres, 1);
  self->bin = g_steal_pointer (&bin);
  self->directory = g_dir_make_tmp ("studio-test-XXXXXX", &error);
  g_assert_no_error (error);
  if (user != NULL)
    g_assert_cmpint (chown (self->directory, user->pw_uid, user->pw_gid), ==, 0);
  initialize (self);
  self->server = serve (self);
  return self;
}

void
studio_test_postgres_stop (StudioTestPostgres *self)
{
  g_autoptr (GSubprocess) cleaner = NULL;

  g_subprocess_send_signal (self->server, SIGQUIT);
  g_subprocess_wait (self->server, NULL, NULL);
  cleaner =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", "--", self->directory, NULL);
  if (cleaner != NULL)
    g_subprocess_wait (cleaner, NULL, NULL);
  g_object_unref (self->server);
  g_free (self->directory);
  g_free (self->bin);
  g_free (self);
}

const char *
studio_test_postgres_get_directory (const StudioTestPostgres *self)
{
  return self->directory;
}

/* The server says in no other way that it is ready than by answering. */
PGconn *
studio_test_postgres_connect (const StudioTestPostgres *self)
{
  g_autofree char *address =
      g_strdup_printf ("host=%s user=postgres dbname=postgres", self->directory);
  PGconn *connection = NULL;

  for (guint i = 0; i < 300; i++)
    {
      connection = PQconnectdb (address);
      if (PQstatus (connection) == CONNECTION_OK)
        return connection;
      PQfinish (connection);
      g_usleep (G_USEC_PER_SEC / 20);
    }
  g_error ("PostgreSQL in %s does not answer", self->directory);
}

void
studio_test_postgres_load (PGconn *connection, const char *path)
{
  g_autofree char *name = g_build_filename (g_getenv ("G_TEST_SRCDIR"), path, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  PGresult *result;

  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  result = PQexec (connection, text);
  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s: %s", path, PQerrorMessage (connection));
  PQclear (result);
}
