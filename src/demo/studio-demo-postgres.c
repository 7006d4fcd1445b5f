/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "studio-demo"

#include "demo/studio-demo-postgres.h"

#include "demo/studio-demo-account.h"
#include "demo/studio-demo-error.h"
#include "demo/studio-demo-postgres-programs.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libpq-fe.h>

/*
 * The cluster's folder is named to PostgreSQL as a descriptor it inherits: so it may lie where the
 * unprivileged user cannot go (below /root), and so the path of the socket in it stays short
 * however long the path of the data folder is.
 */
#define HERE STUDIO_DEMO_FOLDER_PATH

#define START_SECONDS 60
#define STOP_SECONDS 20
#define POLL_MICROSECONDS 5000

struct _StudioDemoPostgres
{
  StudioDemoAccount account;
  StudioDemoPostgresPrograms *programs; /* (owned) */
  char *folder;                         /* (owned) */
  char *log_path;                       /* (owned) */
  char *host;                           /* (owned) */
  int folder_fd;                        /* keeps @host valid */
  GPid pid;
  guint watch;
  gboolean is_new;
  GSourceFunc lost;
  gpointer lost_data;
};

static gboolean
poll_until (gboolean (*reached) (gpointer user_data), gpointer user_data, guint seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (!reached (user_data))
    {
      if (g_get_monotonic_time () > end)
        return FALSE;
      g_usleep (POLL_MICROSECONDS);
    }
  return TRUE;
}

/* The last lines of PostgreSQL's log, for a message. */
static char *
read_log_end (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  char *start;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return g_strdup ("");
  start = length > 600 ? text + length - 600 : text;
  return g_strstrip (g_utf8_make_valid (start, -1));
}

static int
open_log (StudioDemoPostgres *self, GError **error)
{
  int fd = open (self->log_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);

  if (fd < 0)
    g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
                 _ ("The file “%s” cannot be written: %s"), self->log_path, g_strerror (errno));
  return fd;
}

static gboolean
run_initdb (StudioDemoPostgres *self, const char *locale, GError **error)
{
  g_autofree char *locale_argument = g_strconcat ("--locale=", locale, NULL);
  const char *const arguments[] = { self->programs->initdb,
                                    "-D",
                                    HERE,
                                    "--username=" STUDIO_DEMO_SUPERUSER,
                                    "--auth=trust",
                                    "--encoding=UTF8",
                                    locale_argument,
                                    "--no-sync",
                                    "--wal-segsize=4",
                                    NULL };
  int log = open_log (self, error);
  int status = -1;
  GPid pid;
  gboolean spawned;

  if (log < 0)
    return FALSE;
  spawned = studio_demo_account_spawn (&self->account, arguments, self->folder, SIGTERM, log, &pid,
                                       error);
  close (log);
  if (!spawned)
    return FALSE;
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (!g_spawn_check_wait_status (status, NULL))
    {
      g_autofree char *said = read_log_end (self->log_path);

      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_POSTGRES,
                   _ ("PostgreSQL could not make its files in “%s”. It said: %s"), self->folder,
                   said);
      return FALSE;
    }
  return TRUE;
}

static int
remove_one_cb (const char *path, const struct stat *info, int type, struct FTW *ftw)
{
  return remove (path);
}

static gboolean
make_empty_folder (StudioDemoPostgres *self, GError **error)
{
  if (g_file_test (self->folder, G_FILE_TEST_EXISTS))
    nftw (self->folder, remove_one_cb, 16, FTW_DEPTH | FTW_PHYS);
  if (g_mkdir (self->folder, 0700) != 0)
    {
      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_FOLDER,
                   _ ("The folder “%s” cannot be made: %s"), self->folder, g_strerror (errno));
      return FALSE;
    }
  return studio_demo_account_own (&self->account, self->folder, error);
}

static gboolean
make_cluster (StudioDemoPostgres *self, GError **error)
{
  /* Where C.UTF-8 is not known, C sorts alike but knows letters only up to Z. */
  self->is_new = TRUE;
  return make_empty_folder (self, error) &&
         (run_initdb (self, "C.UTF-8", NULL) ||
          (make_empty_folder (self, error) && run_initdb (self, "C", error)));
}

/* The major version the cluster was made by, 0 when it is not whole. */
static guint
read_major (const char *folder)
{
  g_autofree char *version_path = g_build_filename (folder, "PG_VERSION", NULL);
  g_autofree char *control_path = g_build_filename (folder, "global", "pg_control", NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (version_path, &text, NULL, NULL) ||
      !g_file_test (control_path, G_FILE_TEST_EXISTS))
    return 0;
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

gboolean
studio_demo_postgres_has_cluster (const char *data_dir)
{
  g_autofree char *folder = g_build_filename (data_dir, "postgres", NULL);

  return read_major (folder) != 0;
}

/* The process in the cluster's lock file, if it really works in this folder. */
static pid_t
find_other_server (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  g_autofree char *link = NULL;
  struct stat theirs;
  struct stat ours;
  pid_t pid;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  pid = (pid_t) g_ascii_strtoll (text, NULL, 10);
  link = g_strdup_printf ("/proc/%d/cwd", (int) pid);
  if (pid <= 0 || stat (link, &theirs) != 0 || stat (folder, &ours) != 0 ||
      theirs.st_ino != ours.st_ino || theirs.st_dev != ours.st_dev)
    return 0;
  return pid;
}

static gboolean
has_no_other_server (gpointer user_data)
{
  return find_other_server (user_data) == 0;
}

/*
 * The PostgreSQL of a server that was killed shuts down by itself, which takes a moment; its lock
 * file may also be left over and name a process that is another one by now.
 */
static gboolean
wait_for_predecessor (StudioDemoPostgres *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "postmaster.pid", NULL);
  pid_t pid = find_other_server (self->folder);

  if (pid != 0)
    kill (pid, SIGINT);
  if (!poll_until (has_no_other_server, self->folder, STOP_SECONDS))
    {
      g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_POSTGRES,
                   _ ("A PostgreSQL (process %d) still works in “%s” and does not end."), (int) pid,
                   self->folder);
      return FALSE;
    }
  g_unlink (path);
  return TRUE;
}

static gboolean
prepare_cluster (StudioDemoPostgres *self, GError **error)
{
  guint major = read_major (self->folder);

  self->programs = studio_demo_postgres_programs_find (major, error);
  if (self->programs == NULL)
    return FALSE;
  /* The data can be made again, so another PostgreSQL than the cluster's is no obstacle. */
  if (major != self->programs->major)
    return make_cluster (self, error);
  return studio_demo_account_own (&self->account, self->folder, error) &&
         wait_for_predecessor (self, error);
}

static const char *const settings[] = {
  "listen_addresses=",
  "max_connections=40",
  "shared_buffers=64MB",
  "max_locks_per_transaction=256",
  "max_parallel_workers_per_gather=0",
  "jit=off",
  /* The data are a sample that can be made again: no need to survive a power cut. */
  "fsync=off",
  "full_page_writes=off",
  "synchronous_commit=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=512MB",
  "min_wal_size=8MB",
  "autovacuum=off",
  "timezone=UTC",
  "log_timezone=UTC",
  "lc_messages=C",
  "datestyle=ISO",
  "log_min_messages=fatal",
  "log_min_error_statement=panic",
};

static gboolean
spawn_server (StudioDemoPostgres *self, GError **error)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *const first[] = { self->programs->postgres, "-D", HERE, "-k", HERE, "-p", "5432" };
  int log = open_log (self, error);
  gboolean spawned;

  if (log < 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (arguments, (gpointer) first[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_ptr_array_add (arguments, (gpointer) "-c");
      g_ptr_array_add (arguments, (gpointer) settings[i]);
    }
  g_ptr_array_add (arguments, NULL);
  /* SIGINT is PostgreSQL's “fast” shutdown: it does not wait for clients. */
  spawned = studio_demo_account_spawn (&self->account, (const char *const *) arguments->pdata,
                                       self->folder, SIGINT, log, &self->pid, error);
  close (log);
  return spawned;
}

static gboolean
has_ended (gpointer user_data)
{
  StudioDemoPostgres *self = user_data;

  if (self->pid != 0 && waitpid (self->pid, NULL, WNOHANG) != 0)
    self->pid = 0;
  return self->pid == 0;
}

static gboolean
answers_or_ended (gpointer user_data)
{
  StudioDemoPostgres *self = user_data;
  const char *const keywords[] = { "host", "port", "dbname", "user", NULL };
  const char *const values[] = { self->host, "5432", "postgres", STUDIO_DEMO_SUPERUSER, NULL };

  return has_ended (self) || PQpingParams (keywords, values, 0) == PQPING_OK;
}

static gboolean
wait_until_ready (StudioDemoPostgres *self, GError **error)
{
  g_autofree char *said = NULL;

  if (poll_until (answers_or_ended, self, START_SECONDS) && self->pid != 0)
    return TRUE;
  said = read_log_end (self->log_path);
  g_set_error (error, STUDIO_DEMO_ERROR, STUDIO_DEMO_ERROR_POSTGRES,
               _ ("PostgreSQL did not start in “%s”. It said: %s"), self->folder, said);
  return FALSE;
}

static void
on_exit_cb (GPid pid, int status, gpointer user_data)
{
  StudioDemoPostgres *self = user_data;

  self->watch = 0;
  self->pid = 0;
  if (self->lost != NULL)
    self->lost (self->lost_data);
}

StudioDemoPostgres *
studio_demo_postgres_start (const char *data_dir, GError **error)
{
  g_autoptr (StudioDemoPostgres) self = g_new0 (StudioDemoPostgres, 1);

  self->folder_fd = -1;
  self->account = studio_demo_account_choose ();
  self->folder = g_build_filename (data_dir, "postgres", NULL);
  self->log_path = g_build_filename (data_dir, "postgres.log", NULL);
  if (!prepare_cluster (self, error))
    return NULL;
  self->folder_fd = open (self->folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  self->host = g_strdup_printf ("/proc/self/fd/%d", self->folder_fd);
  if (!spawn_server (self, error) || !wait_until_ready (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
studio_demo_postgres_stop (StudioDemoPostgres *self)
{
  const int signals[] = { SIGINT, SIGQUIT, SIGKILL };

  if (self == NULL)
    return;
  if (self->watch != 0)
    g_source_remove (self->watch);
  for (gsize i = 0; i < G_N_ELEMENTS (signals) && !has_ended (self); i++)
    {
      kill (self->pid, signals[i]);
      poll_until (has_ended, self, STOP_SECONDS);
    }
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  studio_demo_postgres_programs_free (self->programs);
  g_free (self->folder);
  g_free (self->log_path);
  g_free (self->host);
  g_free (self);
}

const char *
studio_demo_postgres_get_host (StudioDemoPostgres *self)
{
  return self->host;
}

gboolean
studio_demo_postgres_is_new (StudioDemoPostgres *self)
{
  return self->is_new;
}

void
studio_demo_postgres_set_lost_callback (StudioDemoPostgres *self,
                                        GSourceFunc callback,
                                        gpointer user_data)
{
  self->lost = callback;
  self->lost_data = user_data;
  if (self->watch == 0)
    self->watch = g_child_watch_add (self->pid, on_exit_cb, self);
}
